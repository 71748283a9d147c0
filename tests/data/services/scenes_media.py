"""Scenarios of media: uploads alone and with an entry, downloads."""

import io

import samples
from harness import scenario
from scenes_requests import ELSEWHERE, new_service


@scenario
def get_media(api):
    headers = {"Content-Type": "image/png", "Content-Length": "3"}
    seen = [api.call(new_service(api, (200, "abc", headers)).GetMedia, "/m", {"X": "y"})]
    seen.append(api.call(new_service(api, (200, "abc")).GetMedia, "/m"))
    seen.append(api.call(new_service(api, (404, "gone")).GetMedia, "/m"))
    seen.append(api.call(new_service(api, (302, "", ELSEWHERE), (200, "abc", headers)).GetMedia, "/m"))
    return seen


def media(api, content=b"abc"):
    return api.gdata.MediaSource(io.BytesIO(content), "image/png", len(content), file_name="a.png")


@scenario
def upload_of_a_file_alone(api):
    seen = {}
    for verb in ("Post", "Put"):
        for name, headers in (("bare", None), ("slug", {"Slug": "mine", "Content-Type": "x/y"})):
            service = new_service(api, (201, samples.entry()))
            result = api.call(getattr(service, verb), None, "/m", headers, media_source=media(api))
            seen["%s %s" % (verb, name)] = result
    return seen


@scenario
def upload_with_an_entry(api):
    seen = {}
    for verb in ("Post", "Put"):
        service = new_service(api, (201, samples.entry()))
        data = api.gdata.GDataEntryFromString(samples.entry())
        seen[verb] = api.call(getattr(service, verb), data, "/m", media_source=media(api))
        seen[verb + " text"] = api.call(getattr(service, verb), "<a/>", "/m", media_source=media(api))
        seen[verb + " headers"] = api.call(
            getattr(service, verb), "<a/>", "/m", {"X": "y", "Content-Type": "q/r"}, media_source=media(api)
        )
    return seen


@scenario
def upload_that_is_redirected(api):
    seen = {}
    for data in (None, "<a/>"):
        service = new_service(api, (302, "", ELSEWHERE), (201, samples.entry()))
        source = media(api)
        seen[str(data)] = api.call(service.Post, data, "/m", media_source=source)
    return seen


@scenario
def upload_with_a_converter(api):
    service = new_service(api, (201, "12345"))
    return api.call(service.Post, "<a/>", "/m", media_source=media(api), converter=len)


@scenario
def upload_that_fails(api):
    service = new_service(api, (400, "bad", {}, "Bad"))
    return api.call(service.Post, "<a/>", "/m", media_source=media(api))


@scenario
def upload_with_empty_data(api):
    service = new_service(api, (201, samples.entry()))
    return api.call(service.Post, "", "/m", media_source=media(api))


@scenario
def upload_changes_the_callers_headers(api):
    seen = []
    for data in (None, "<a/>"):
        headers = {"X": "y"}
        service = new_service(api, (201, samples.entry()))
        api.call(service.Post, data, "/m", headers, media_source=media(api))
        seen.append(headers)
    return seen


@scenario
def media_source_as_data(api):
    """A media source may stand in the place of the data."""
    seen = []
    for verb in ("Post", "Put"):
        seen.append(api.call(getattr(new_service(api, (200, samples.entry())), verb), media(api), "/m"))
    service = new_service(api, (200, samples.entry()))
    seen.append(api.call(service.Put, media(api), "/m", {"Slug": "s"}, media_source=None, converter=str))
    return seen


@scenario
def content_type_of_the_caller(api):
    """A caller's own Content-Type stays where there is no media source."""
    seen = []
    for verb in ("Post", "Put"):
        service = new_service(api, (200, samples.entry()))
        seen.append(api.call(getattr(service, verb), "a,b", "/m", {"Content-Type": "text/csv"}))
        seen.append(api.call(getattr(service, verb), "a,b", "/m", {"content-type": "text/csv"}))
    return seen
