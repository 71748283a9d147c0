"""Scenarios of the pages of `gdata.apps.service.AppsService`."""

import samples
from harness import scenario
from scenes_apps import BASE, new_service
from scenes_retries import Clock


def pages(make):
    """Three pages of one feed."""
    return [
        (200, samples.feed(make("a"), make("b"), next=BASE + "/next?start=c&x=y")),
        (200, samples.feed(make("c"), next=BASE + "/next?start=d")),
        (200, samples.feed(make("d"))),
    ]


PAGED = [
    ("RetrieveAllUsers", (), samples.user),
    ("RetrieveAllNicknames", (), samples.nickname),
    ("RetrieveNicknames", ("jo",), samples.nickname),
    ("RetrieveAllEmailLists", (), samples.email_list),
    ("RetrieveEmailLists", ("a@b.com",), samples.email_list),
    ("RetrieveAllRecipients", ("list",), samples.recipient),
    ("GetGeneratorForAllUsers", (), samples.user),
    ("GetGeneratorForAllNicknames", (), samples.nickname),
    ("GetGeneratorForAllNicknamesOfAUser", ("jo",), samples.nickname),
    ("GetGeneratorForAllEmailLists", (), samples.email_list),
    ("GetGeneratorForAllRecipients", ("list",), samples.recipient),
    ("RetrievePageOfUsers", (), samples.user),
]


@scenario
def three_pages(api):
    return {
        name: api.call(getattr(new_service(api, *pages(make)), name), *args) for name, args, make in PAGED
    }


@scenario
def page_that_fails(api):
    seen = {}
    with Clock() as clock:
        for name, args, make in PAGED:
            for status in (400, 503):
                service = new_service(api, pages(make)[0], (status, samples.error()))
                clock.slept[:] = []
                seen["%s %d" % (name, status)] = [api.call(getattr(service, name), *args), list(clock.slept)]
    return seen


@scenario
def generators_pass_their_retries(api):
    seen = {}
    with Clock() as clock:
        for name, args, make in PAGED[6:]:
            clock.slept[:] = []
            service = new_service(api, (503, "busy"), (200, samples.feed(make("a"))))
            seen[name] = [
                api.call(getattr(service, name), *args, num_retries=2, delay=0.5, backoff=7),
                list(clock.slept),
            ]
            clock.slept[:] = []
            service = new_service(api, (503, "busy"))
            seen[name + " in vain"] = [
                api.call(getattr(service, name), *args, num_retries=2, delay=0.5, backoff=7),
                list(clock.slept),
            ]
    return seen


@scenario
def generators_are_lazy(api):
    seen = {}
    for name, args, make in PAGED[6:11]:
        service = new_service(api, *pages(make))
        generator = getattr(service, name)(*args)
        before = len(api.sent())
        next(generator)
        first = len(api.sent())
        next(generator)
        seen[name] = [before, first, len(api.sent())]
    return seen


@scenario
def add_all_elements(api):
    service = new_service(api, *pages(samples.user)[1:])
    first = api.gdata.apps.UserFeedFromString(pages(samples.user)[0][1])
    seen = [api.call(service.AddAllElementsFromAllPages, first, api.gdata.apps.UserFeedFromString)]
    last = api.gdata.apps.UserFeedFromString(samples.feed(samples.user("z")))
    return seen + [api.call(service.AddAllElementsFromAllPages, last, None), len(first.entry)]


@scenario
def add_all_elements_returns_the_first_page(api):
    service = new_service(api, *pages(samples.user)[1:])
    first = api.gdata.apps.UserFeedFromString(pages(samples.user)[0][1])
    kept = first.entry
    result = service.AddAllElementsFromAllPages(first, api.gdata.apps.UserFeedFromString)
    return [result is first, result.entry is kept, [entry.login.user_name for entry in result.entry]]
