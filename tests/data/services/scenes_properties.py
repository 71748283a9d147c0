"""Scenarios of `gdata.apps.service.PropertyService`."""

import samples
from harness import describe, scenario
from scenes_apps import spy
from scenes_retries import Clock

URI = "https://apps-apis.google.com/a/feeds/group/2.0/example.com"
ONE = samples.properties(("a", "1"), ("b", "2"), top=True)


def new_service(api, *answers):
    service = api.gdata.apps.service.PropertyService(domain="example.com", source="app")
    service.http_client = api.fake(*answers)
    return service


CALLS = [
    ("_GetPropertyFeed", (URI,)),
    ("_GetPropertiesList", (URI,)),
    ("_GetProperties", (URI,)),
    ("_PostProperties", (URI, {"a": "1"})),
    ("_PutProperties", (URI, {"a": "1"})),
    ("_DeleteProperties", (URI,)),
]


@scenario
def every_method_against_every_answer(api):
    seen = {}
    with Clock():
        for name, answer in (
            ("entry", (200, ONE)),
            ("feed", (200, samples.feed(samples.properties(("a", "1")), samples.properties(("b", "2"))))),
            ("empty entry", (200, samples.properties(top=True))),
            ("empty feed", (200, samples.feed())),
            ("created", (201, ONE)),
            ("odd", (200, samples.ODD)),
            ("empty", (200, "")),
            ("words", (200, "words")),
            ("error", (400, samples.error(), {}, "Bad")),
            ("error without input", (400, samples.error(invalid=""), {}, "Bad")),
            ("error in words", (403, "no", {}, "Forbidden")),
            ("busy", (503, "busy")),
        ):
            for method, args in CALLS:
                seen["%s %s" % (name, method)] = api.call(getattr(new_service(api, answer), method), *args)
    return seen


@scenario
def pages(api):
    answers = [
        (200, samples.feed(samples.properties(("a", "1")), next=URI + "?start=b")),
        (200, samples.feed(samples.properties(("b", "2")), next=URI + "?start=c")),
        (200, samples.feed(samples.properties(("c", "3")))),
    ]
    seen = {}
    for method, args in CALLS[:2]:
        seen[method] = api.call(getattr(new_service(api, *answers), method), *args)
    return seen


@scenario
def page_that_fails(api):
    answers = [
        (200, samples.feed(samples.properties(("a", "1")), next=URI + "?start=b")),
        (400, samples.error()),
    ]
    return [api.call(getattr(new_service(api, *answers), method), *args) for method, args in CALLS[:2]]


@scenario
def properties_of_many_kinds(api):
    seen = []
    for properties in ({}, {"a": "1", "b": ""}, {"a": None}, {"a": "<&\"'>"}):
        seen.append(api.call(new_service(api, (200, ONE))._PostProperties, URI, properties))
        seen.append(api.call(new_service(api)._GetPropertyEntry, properties))
    return seen


@scenario
def entry_to_dictionary(api):
    convert = new_service(api)._PropertyEntry2Dict
    read = api.gdata.apps.PropertyEntryFromString
    rows = (("a", "1"),), (("a", "1"), ("a", "2")), (), (("a", ""),)
    return [api.call(convert, read(samples.properties(*row, top=True))) for row in rows]


@scenario
def add_all_elements(api):
    service = new_service(api, (200, samples.feed(samples.properties(("b", "2")))))
    first = api.gdata.apps.PropertyFeedFromString(
        samples.feed(samples.properties(("a", "1")), next=URI + "?start=b")
    )
    return api.call(service.AddAllElementsFromAllPages, first, api.gdata.apps.PropertyFeedFromString)


@scenario
def constructor(api):
    make = api.gdata.apps.service.PropertyService
    names = (
        "email",
        "password",
        "domain",
        "source",
        "server",
        "ssl",
        "port",
        "service",
        "additional_headers",
    )
    whole = make("e", "p", "d.com", "app", "s.com:8080", {"A": "1"})
    return [
        [describe(getattr(whole, name)) for name in names],
        [describe(getattr(make(), name)) for name in names],
        api.call(make, http_client="x"),
    ]


@scenario
def get_replaced_on_the_instance(api):
    service, seen = new_service(api), []
    service.Get = lambda uri: ONE
    seen.append(api.call(service._GetProperties, URI))
    service.Get = lambda uri, converter=None: ONE
    seen.append(api.call(service._GetProperties, URI))
    service.GetWithRetries = lambda *args, **kwargs: samples.feed(samples.properties(("a", "1")))
    seen.append(api.call(service._GetPropertiesList, URI))
    service.Post = lambda *args, **kwargs: ONE
    return seen + [api.call(service._PostProperties, URI, {"a": "1"})]


@scenario
def which_methods_call_which(api):
    feed = samples.feed(samples.properties(("a", "1")))
    watched = (
        "Get",
        "GetWithRetries",
        "GetEntry",
        "GetFeed",
        "Post",
        "Put",
        "Delete",
        "AddAllElementsFromAllPages",
    )
    watched += ("_GetPropertyFeed", "_GetPropertyEntry", "_PropertyEntry2Dict", "GetGeneratorFromLinkFinder")
    seen = {}
    for method, args in CALLS:
        service, log = new_service(api, (200, feed if "Feed" in method or "List" in method else ONE)), []
        for name in watched:
            setattr(service, name, spy(log, name, getattr(service, name)))
        getattr(service, method)(*args)
        seen[method] = log
    return seen
