"""What the scenarios of the services for rows of properties share."""

import json

import samples
from scenes_apps import named

APPS = "https://apps-apis.google.com/a/feeds/"
ONE = samples.properties(("a", "1"), ("b", ""), top=True)
TWO = samples.feed(samples.properties(("a", "1")), samples.properties(("a", "2")))

#: What a server may say instead of what was asked for.
REFUSALS = (
    ("unknown", (400, samples.error(), {}, "Bad Request")),
    ("reserved", (400, samples.error("1302", "EntityNameIsReserved"), {}, "Bad Request")),
    ("forbidden", (403, "no", {}, "Forbidden")),
    ("busy", (503, "busy")),
    ("no properties", (200, samples.properties(top=True))),
    ("no entries", (200, samples.feed())),
    ("odd", (200, samples.ODD)),
    ("empty", (200, "")),
)


def new_service(api, cls, *answers):
    """A service of a class over a fake client with these answers."""
    service = cls(domain="example.com", source="app")
    service.http_client = api.fake(*answers)
    return service


def every_method(api, cls, rows, status=200):
    """Every row's method (name, positional and keyword arguments, answer): its requests and its result."""
    seen = {}
    for name, (method, args, kwargs, answer) in named(rows):
        service = new_service(api, cls, (status, answer))
        seen[name] = in_order(api.call(getattr(service, method), *args, **kwargs))
    return seen


def refused(api, cls, rows):
    """What every row's method makes of each refusal; a line says it for all the methods that agree."""
    seen = {}
    for refusal, answer in REFUSALS:
        seen[refusal] = {}
        for name, (method, args, kwargs, _) in named(rows):
            outcome = api.call(getattr(new_service(api, cls, answer), method), *args, **kwargs)
            outcome.pop("sent", None)
            seen[refusal].setdefault(json.dumps(outcome, sort_keys=True), []).append(name)
    return seen


def pages(api, cls, rows):
    """Rows whose methods follow links, over two pages, and over a second page that is refused."""
    seen = {}
    first = samples.feed(samples.properties(("a", "1")), next=APPS + "more?start=b")
    for name, (method, args, kwargs, _) in named(rows):
        for second in ((200, samples.feed(samples.properties(("a", "2")))), (400, samples.error())):
            service = new_service(api, cls, (200, first), second)
            outcome = api.call(getattr(service, method), *args, **kwargs)
            seen["%s %d" % (name, second[0])] = in_order(outcome)
    return seen


def called(api, cls, methods):
    """Which methods of a service's base a row's method calls, for scripts that replace them."""
    watched = ("_GetProperties", "_GetPropertiesList", "_GetPropertyFeed", "_PostProperties")
    watched += ("_PutProperties", "_DeleteProperties", "Get", "Post", "Put", "Delete")
    seen = {}
    for name, (method, args, kwargs, answer) in named(methods):
        service, log = new_service(api, cls, (200, answer)), []
        for each in watched:
            setattr(service, each, _spy(log, each, getattr(service, each)))
        getattr(service, method)(*args, **kwargs)
        seen[name] = log
    return seen


def _spy(log, name, function):
    def spy(*args, **kwargs):
        log.append(name)
        return function(*args, **kwargs)

    return spy


def in_order(seen):
    """The same with the properties of an entry by name: 2.0.18 wrote them in Python 2's hash order."""
    if isinstance(seen, dict):
        return {key: in_order(value) for key, value in seen.items()}
    if isinstance(seen, (list, tuple)):
        seen = [in_order(item) for item in seen]
        if len(seen) == 4 and isinstance(seen[1], dict) and isinstance(seen[3], list):
            seen[3].sort(
                key=lambda node: (node[0], node[0].endswith("}property") and node[1].get("name", ""))
            )
    return seen
