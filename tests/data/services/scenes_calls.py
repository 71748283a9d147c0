"""Scenarios of which methods of GDataService call which, for those that scripts replace."""

import samples
from harness import describe, scenario
from scenes_requests import ELSEWHERE, new_service

PUBLIC = (
    "Get",
    "GetWithRetries",
    "GetEntry",
    "GetFeed",
    "GetMedia",
    "GetNext",
    "Post",
    "Put",
    "PostOrPut",
    "Delete",
)


def spied(api, *answers):
    """A service whose public methods, replaced on the instance, write down that they were called."""
    service, log = new_service(api, *answers), []

    def spy(name, real):
        def method(*args, **kwargs):
            log.append([name, describe(args), describe(kwargs)])
            return real(*args, **kwargs)

        return method

    for name in PUBLIC + ("request",):
        setattr(service, name, spy(name, getattr(service, name)))
    return service, log


@scenario
def which_methods_call_which(api):
    entry, feed = samples.entry(), samples.feed(next="http://s.com/f?start=2")
    page = api.gdata.GDataFeedFromString(feed)
    seen = {}
    for name, args, body in (
        ("Get", ("/f",), entry),
        ("GetWithRetries", ("/f",), entry),
        ("GetEntry", ("/f",), entry),
        ("GetFeed", ("/f",), feed),
        ("GetNext", (page,), feed),
        ("Post", ("<a/>", "/f"), entry),
        ("Put", ("<a/>", "/f"), entry),
        ("PostOrPut", ("PUT", "<a/>", "/f"), entry),
        ("Delete", ("/f",), entry),
    ):
        for answers in ([(200, body)], [(302, "", ELSEWHERE), (200, body)]):
            service, log = spied(api, *answers)
            getattr(service, name)(*args)
            seen["%s %d" % (name, len(answers))] = log
    service, log = spied(api, (200, samples.feed()))
    first = api.gdata.apps.UserFeedFromString(feed)
    list(service.GetGeneratorFromLinkFinder(first, api.gdata.apps.UserFeedFromString))
    seen["generator"] = [[call[0]] + call[1][:1] for call in log]
    service, log = spied(api, (302, "", ELSEWHERE), (200, "abc"))
    service.GetMedia("/m")
    seen["media"] = log
    return seen


@scenario
def which_class_methods_call_which(api):
    cls, log, kept = api.gdata.service.GDataService, [], {}

    def spy(name, real):
        def method(*args, **kwargs):
            log.append([name, describe(args[1:]), describe(kwargs)])
            return real(*args, **kwargs)

        return method

    for name in PUBLIC:
        kept[name] = cls.__dict__.get(name)
        setattr(cls, name, spy(name, getattr(cls, name)))
    seen = {}
    try:
        for name, args, body in (
            ("Get", ("/f",), samples.entry()),
            ("GetEntry", ("/f",), samples.entry()),
            ("GetFeed", ("/f",), samples.feed()),
            ("Post", ("<a/>", "/f"), samples.entry()),
            ("Put", ("<a/>", "/f"), samples.entry()),
            ("Delete", ("/f",), samples.entry()),
        ):
            log[:] = []
            service = new_service(api, (302, "", ELSEWHERE), (200, body))
            getattr(service, name)(*args)
            seen[name] = list(log)
        log[:] = []
        page = api.gdata.GDataFeedFromString(samples.feed(next="http://s.com/f?start=2"))
        new_service(api, (200, samples.feed())).GetNext(page)
        seen["GetNext"] = [[call[0], call[2]] for call in log]
    finally:
        for name in kept:
            delattr(cls, name)
            if kept[name]:
                setattr(cls, name, kept[name])
    return seen
