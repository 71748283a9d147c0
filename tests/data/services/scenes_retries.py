"""Scenarios of GetWithRetries and of the generators over pages."""

import samples
from harness import scenario
from scenes_requests import ELSEWHERE, new_service


class Clock:
    """Stands in for time.sleep."""

    def __init__(self):
        import time

        self.module, self.kept, self.slept = time, time.sleep, []

    def __enter__(self):
        self.module.sleep = self.slept.append
        return self

    def __exit__(self, *what):
        self.module.sleep = self.kept


class Logger:
    """Keeps the level of what is logged."""

    def __init__(self):
        self.lines = []

    def __getattr__(self, level):
        if level.startswith("__"):
            raise AttributeError(level)
        return lambda *words: self.lines.append([level, len(words), [type(word).__name__ for word in words]])


@scenario
def retries(api):
    seen = {}
    for name, answers in (
        ("at once", [(200, samples.entry())]),
        ("500 then well", [(500, "a"), (200, samples.entry())]),
        ("503 503 then well", [(503, "a"), (503, "b"), (200, samples.entry())]),
        ("500 for ever", [(500, "a")]),
        ("404", [(404, "a")]),
        ("501", [(501, "a")]),
        ("502", [(502, "a")]),
        ("504", [(504, "a")]),
        ("empty", [(200, "")]),
        ("302 for ever", [(302, "", ELSEWHERE)]),
    ):
        for num in (0, 1, 3):
            with Clock() as clock:
                service = new_service(api, *answers)
                result = api.call(service.GetWithRetries, "/f", num_retries=num, delay=0.5, backoff=3)
                seen["%s %d" % (name, num)] = [result, clock.slept]
    return seen


@scenario
def retries_after_other_errors(api):
    seen = []
    for error in (ValueError("broken"), OSError("gone")):
        with Clock() as clock:
            service = new_service(api, (200, samples.entry()))
            service.http_client.answers = [error, error] + service.http_client.answers
            result = api.call(service.GetWithRetries, "/f")
            service.http_client.answers = [error]
            seen.append([result, api.call(service.GetWithRetries, "/f"), clock.slept])
    return seen


@scenario
def retries_refuse_wrong_arguments(api):
    seen = []
    for wrong in (
        {"backoff": 1},
        {"backoff": 0.5},
        {"delay": 0},
        {"delay": -1},
        {"num_retries": -1},
        {"num_retries": 1.5},
        {"backoff": 1.5},
    ):
        with Clock() as clock:
            service = new_service(api, (500, ""))
            seen.append([sorted(wrong.items()), api.call(service.GetWithRetries, "/f", **wrong), clock.slept])
    return seen


@scenario
def retries_pass_their_arguments(api):
    service = new_service(api, (200, "12345"))
    logger = Logger()
    with Clock():
        first = api.call(service.GetWithRetries, "/f", {"X": "y"}, 2, "UTF-8", len, 1, 1, 2, logger)
        failing = new_service(api, (500, "bad"))
        second = api.call(failing.GetWithRetries, "/f", num_retries=1, logger=logger)
        failing.http_client.answers = [ValueError("broken")]
        third = api.call(failing.GetWithRetries, "/f", num_retries=1, logger=logger)
        failing = new_service(api, (404, "bad"))
        fourth = api.call(failing.GetWithRetries, "/f", num_retries=1, logger=logger)
    return [first, second, third, fourth, logger.lines]


@scenario
def generator_over_pages(api):
    pages = [
        (200, samples.feed(samples.user("a"), next="http://s.com/f?start=b")),
        (200, samples.feed(samples.user("b"), next="http://s.com/f?start=c")),
        (200, samples.feed(samples.user("c"))),
    ]
    service = new_service(api, *pages)
    function = api.gdata.apps.UserFeedFromString
    first = api.gdata.apps.UserFeedFromString(samples.feed(samples.user("0"), next="http://s.com/f?start=a"))
    return api.call(service.GetGeneratorFromLinkFinder, first, function)


@scenario
def generator_without_a_next_page(api):
    service = new_service(api)
    feed = api.gdata.apps.UserFeedFromString(samples.feed(samples.user("a")))
    function = api.gdata.apps.UserFeedFromString
    return [
        api.call(service.GetGeneratorFromLinkFinder, feed, function),
        api.call(service.GetGeneratorFromLinkFinder, None, function),
    ]


@scenario
def generator_retries(api):
    with Clock() as clock:
        service = new_service(api, (503, ""), (200, samples.feed(samples.user("c"))))
        feed = api.gdata.apps.UserFeedFromString(samples.feed(next="http://s.com/f?start=a"))
        function = api.gdata.apps.UserFeedFromString
        result = api.call(service.GetGeneratorFromLinkFinder, feed, function, 2, 0.25, 5)
        return [result, clock.slept]


@scenario
def generator_is_lazy(api):
    service = new_service(api, (200, samples.feed()))
    feed = api.gdata.apps.UserFeedFromString(samples.feed(next="http://s.com/f?start=a"))
    pages = service.GetGeneratorFromLinkFinder(feed, api.gdata.apps.UserFeedFromString)
    before = len(api.sent())
    next(pages)
    return [before, len(api.sent())]


class Page:
    """A page of the customer's own."""

    def __init__(self, link=None):
        self.link = link

    def GetNextLink(self):
        return self.link


@scenario
def link_finders_of_any_kind(api):
    service = new_service(api, (200, samples.feed()))
    page = Page()
    page.link = api.atom.Link(href="http://s.com/f?start=2")
    seen = [api.call(service.GetNext, page)]
    seen.append(len(list(service.GetGeneratorFromLinkFinder(page, api.gdata.GDataFeedFromString))))
    return seen
