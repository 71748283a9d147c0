"""Scenarios of `gdata.urlfetch`, over a stand-in for App Engine's `urlfetch`."""

import sys
import types

import samples
from harness import describe, plain_headers, plain_url, scenario


class Result:
    def __init__(self, content, status_code, headers):
        self.content = content
        self.status_code = status_code
        self.headers = headers


class Stand:
    """Puts a `google.appengine.api.urlfetch` into place that writes down what it is asked for."""

    def __init__(self, api, content=b"body", status=200):
        self.calls, self.content, self.status = [], content, status
        names = ("google", "google.appengine", "google.appengine.api", "google.appengine.api.urlfetch")
        self.modules = {name: types.ModuleType(name) for name in names}
        for name in names[1:]:
            parent, _, last = name.rpartition(".")
            setattr(self.modules[parent], last, self.modules[name])
        urlfetch = self.modules[names[-1]]
        urlfetch.GET, urlfetch.POST, urlfetch.PUT, urlfetch.DELETE = "get", "post", "put", "delete"
        urlfetch.fetch = urlfetch.Fetch = self.fetch
        self.kept = {}

    def fetch(self, *args, **kwargs):
        shown = {name: describe(value) for name, value in kwargs.items() if name != "headers"}
        shown["args"] = [describe(arg) for arg in args]
        shown["url"] = plain_url(str(kwargs.get("url", args[0] if args else "")))
        shown["headers"] = plain_headers(kwargs.get("headers"), kwargs.get("payload"))
        self.calls.append(shown)
        return Result(self.content, self.status, {"content-type": "x/y", "Other": "1"})

    def __enter__(self):
        for name, module in self.modules.items():
            self.kept[name] = sys.modules.get(name)
            sys.modules[name] = module
        return self

    def __exit__(self, *what):
        for name, module in self.kept.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def module(api):
    """The module, which the original imports only where App Engine is."""
    if sys.version_info[0] < 3:
        import gdata.urlfetch

        gdata.urlfetch.urlfetch = sys.modules["google.appengine.api.urlfetch"]
        return gdata.urlfetch
    return api.gdata.urlfetch


@scenario
def client_requests(api):
    seen = []
    for operation, data, headers in (
        ("GET", None, None),
        ("DELETE", None, {"A": "1"}),
        ("PATCH", None, None),
    ):
        with Stand(api) as stand:
            client = module(api).AppEngineHttpClient({"C": "3"})
            for url in ("http://a.com/x?b=c", api.atom.url.parse_url("https://a.com/x")):
                stand.calls[:] = []
                result = api.call(client.request, operation, url, data, dict(headers) if headers else headers)
                seen.append([result, list(stand.calls)])
    return seen


@scenario
def run_on_app_engine(api):
    with Stand(api, samples.entry().encode("utf-8")) as stand:
        service = api.gdata.service.GDataService(source="app", server="s.com")
        result = api.call(module(api).run_on_appengine, service)
        seen = [result, type(service.http_client).__name__, describe(service.http_client.headers)]
        seen.append([api.call(service.Get, "/f"), list(stand.calls)])
        return seen


@scenario
def response(api):
    with Stand(api):
        answer = module(api).HttpResponse(Result(b"abcdef", 404, {"content-type": "x/y", "Other": "1"}))
    return [
        answer.status,
        describe(answer.reason),
        describe(answer.read(2)),
        describe(answer.read()),
        describe(answer.read()),
        answer.getheader("content-type"),
        api.call(answer.getheader, "Other"),
        sorted(vars(answer)),
    ]


@scenario
def http_request_function(api):
    seen = []
    for operation, data, extra, params in (
        ("GET", None, None, None),
        ("POST", "text", {"A": "1"}, {"q": "a b"}),
        ("PUT", ["a", "b"], None, None),
        ("DELETE", None, {"Content-Type": "mine/own"}, None),
        ("POST", api.atom.Title(text="t"), None, None),
    ):
        for uri in ("/f", "http://o.com/f?b=c"):
            with Stand(api) as stand:
                service = api.gdata.service.GDataService(source="app", server="s.com")
                result = api.call(module(api).HttpRequest, service, operation, data, uri, extra, params)
                seen.append([result, list(stand.calls)])
    return seen
