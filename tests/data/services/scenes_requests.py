"""Scenarios of GDataService's requests: statuses, redirects, session ids, converters."""

import samples
from harness import describe, scenario

VERBS = (("Get", ()), ("Delete", ()), ("Post", ("<a/>",)), ("Put", ("<a/>",)))
ELSEWHERE = {"Location": "http://s.com/new?gsessionid=AbC-d_e"}


def new_service(api, *answers, **attributes):
    service = api.gdata.service.GDataService(source="app", server="s.com", http_client=api.fake(*answers))
    for name, value in attributes.items():
        setattr(service, name, value)
    return service


def each_verb(api, answers, *uri, **kwargs):
    """Each verb against these answers, on a service of its own."""
    seen = {}
    for verb, args in VERBS:
        service = new_service(api, *answers)
        seen[verb] = api.call(getattr(service, verb), *(args + (uri or ("/f",))), **kwargs)
        seen[verb]["session"] = service._GDataService__gsessionid
    return seen


@scenario
def statuses(api):
    seen = {}
    for status in (100, 200, 201, 202, 204, 301, 302, 303, 304, 400, 401, 403, 404, 409, 500, 503):
        seen[str(status)] = each_verb(api, [(status, samples.entry())])
    return seen


@scenario
def bodies(api):
    seen = {}
    for name, body in (
        ("entry", samples.entry()),
        ("feed", samples.feed(samples.entry(top=False))),
        ("odd", samples.ODD),
        ("empty", ""),
        ("words", "words"),
        ("html", "<html><p>unclosed</html>"),
        ("error", samples.error()),
    ):
        seen[name] = each_verb(api, [(200, body)])
        seen[name + " 400"] = each_verb(api, [(400, body, {}, "Bad")])
    return seen


@scenario
def created(api):
    seen = {}
    for name, body in (
        ("entry", samples.entry()),
        ("feed", samples.feed()),
        ("odd", samples.ODD),
        ("words", "words"),
    ):
        seen[name] = each_verb(api, [(201, body)])
    return seen


@scenario
def redirect_once(api):
    return each_verb(api, [(302, "moved", ELSEWHERE), (200, samples.entry())])


@scenario
def redirect_once_301(api):
    return each_verb(api, [(301, "moved", ELSEWHERE), (200, samples.entry())])


@scenario
def redirect_without_location(api):
    return each_verb(api, [(302, "moved"), (200, samples.entry())])


@scenario
def redirect_with_lower_case_location(api):
    return each_verb(api, [(302, "moved", {"location": "/new"}), (200, samples.entry())])


@scenario
def redirect_for_ever(api):
    return each_verb(api, [(302, "moved", ELSEWHERE)])


@scenario
def redirect_limit(api):
    seen = {}
    for limit in (0, 1, 2):
        for verb, args in VERBS:
            service = new_service(api, (302, "moved", ELSEWHERE))
            seen["%s %d" % (verb, limit)] = api.call(
                getattr(service, verb), *(args + ("/f",)), redirects_remaining=limit
            )
    return seen


@scenario
def session_ids(api):
    seen = {}
    for location in (
        "http://s.com/n?gsessionid=AbC-d",
        "http://s.com/n?gsessionid=AbC",
        "http://s.com/n?a=b&gsessionid=A_b-C-d&c=d",
        "http://s.com/n?gsessionid=-",
        "http://s.com/n?gsessionid=A/b-c",
        "http://s.com/n?xgsessionid=AbC-d",
        "http://s.com/n?gsessionid=A-1&gsessionid=B-2",
        "http://s.com/n",
    ):
        service = new_service(api, (302, "moved", {"Location": location}), (200, samples.entry()))
        seen[location] = [
            api.call(service.Get, "/f"),
            service._GDataService__gsessionid,
            api.call(service.Get, "/g?x=y"),
            api.call(service.Delete, "/h"),
            api.call(service.Put, "<a/>", "/i"),
            api.call(service.Post, "<a/>", "/j", None, {"u": "v"}),
        ]
    return seen


@scenario
def session_id_enters_the_callers_parameters(api):
    service = new_service(api, (200, samples.entry()))
    service._SetSessionId("AbC-")
    seen = []
    for verb, args in VERBS[1:]:
        params = {"u": "v"}
        headers = {"X": "y"}
        seen.append(
            [verb, api.call(getattr(service, verb), *(args + ("/f", headers, params))), params, headers]
        )
    return seen + [api.call(service.Get, "/f?gsessionid=old"), api.call(service.GetMedia, "/f")]


@scenario
def redirect_to_another_host(api):
    seen = {}
    for verb, args in VERBS:
        service = new_service(api, (302, "", {"Location": "http://evil.com/x"}), (200, samples.entry()))
        service.current_token = api.gdata.auth.ClientLoginToken("GoogleLogin auth=abc")
        seen[verb + " current"] = api.call(getattr(service, verb), *(args + ("/f",)))
        service = new_service(api, (302, "", {"Location": "http://evil.com/x"}), (200, samples.entry()))
        service.token_store.add_token(
            api.gdata.auth.ClientLoginToken("GoogleLogin auth=abc", ["http://s.com/"])
        )
        seen[verb + " stored"] = api.call(getattr(service, verb), *(args + ("/f",)))
    return seen


@scenario
def arguments_of_every_verb(api):
    seen = {}
    for verb, args in VERBS[1:]:
        service = new_service(api, (200, samples.entry()))
        seen[verb] = [
            api.call(getattr(service, verb), *(args + ("/f", {"X": "y"}, {"q": "a b"}))),
            api.call(getattr(service, verb), *(args + ("/f?z=1", None, {"q": "a b"}, False))),
        ]
    service = new_service(api, (302, "", ELSEWHERE), (200, samples.entry()))
    seen["extra headers go along"] = api.call(service.Get, "/f", {"X": "y"})
    service = new_service(api, (302, "", ELSEWHERE), (200, samples.entry()))
    seen["parameters go along"] = api.call(service.Post, "<a/>", "/f", {"X": "y"}, {"q": "v"})
    service = new_service(api, (302, "", ELSEWHERE), (200, samples.entry()))
    seen["parameters of delete go along"] = api.call(service.Delete, "/f", {"X": "y"}, {"q": "v"})
    return seen


@scenario
def converters(api):
    seen = {}
    for verb, args in (VERBS[0], VERBS[2], VERBS[3]):
        for name, converter in (
            ("len", len),
            ("entry", api.gdata.GDataEntryFromString),
            ("none", lambda body: None),
        ):
            service = new_service(api, (200, samples.entry()))
            seen["%s %s" % (verb, name)] = api.call(
                getattr(service, verb), *(args + ("/f",)), converter=converter
            )
    service = new_service(api, (200, samples.entry()))
    seen["str"] = api.call(service.Get, "/f", converter=str)
    service = new_service(api, (404, samples.entry()))
    seen["not on errors"] = api.call(service.Get, "/f", converter=len)
    service = new_service(api, (302, "", ELSEWHERE), (200, "12345"))
    seen["after a redirect"] = api.call(service.Get, "/f", converter=len)
    service = new_service(api, (302, "", ELSEWHERE), (200, "12345"))
    seen["after a redirect of post"] = api.call(service.Post, "<a/>", "/f", converter=len)
    return seen


@scenario
def converter_gets_text(api):
    kinds = []
    service = new_service(api, (200, "abc"))
    service.Get("/f", converter=lambda body: kinds.append(type(body) is str))
    service.Post("x", "/f", converter=lambda body: kinds.append(type(body) is str))
    return kinds


@scenario
def encoding_argument(api):
    service = new_service(api, (200, samples.entry("<title>x</title>")))
    return [api.call(service.Get, "/f", None, 4, encoding) for encoding in ("UTF-8", "ascii", None)]


@scenario
def get_entry_and_get_feed(api):
    seen = {}
    for name, body in (
        ("entry", samples.entry()),
        ("feed", samples.feed(samples.entry(top=False))),
        ("odd", samples.ODD),
        ("words", "words"),
    ):
        service = new_service(api, (200, body))
        seen[name] = [
            api.call(service.GetEntry, "/f", {"X": "y"}),
            api.call(service.GetFeed, "/f", {"X": "y"}),
            api.call(service.GetFeed, "/f", converter=api.gdata.GDataEntryFromString),
            api.call(service.GetFeed, "/f", converter=None),
        ]
    return seen


@scenario
def get_next(api):
    service = new_service(api, (200, samples.feed()))
    feed = api.gdata.GDataFeedFromString(samples.feed(next="http://s.com/f?start=2&x=y"))
    last = api.gdata.GDataFeedFromString(samples.feed())
    entry = api.gdata.GDataEntryFromString(samples.entry())
    return [
        api.call(service.GetNext, feed),
        api.call(service.GetNext, last),
        api.call(service.GetNext, entry),
    ]


@scenario
def get_next_keeps_the_class(api):
    service = new_service(api, (200, samples.feed(samples.user("jo"))))
    feed = api.gdata.apps.UserFeedFromString(samples.feed(next="http://s.com/f?start=2"))
    return api.call(service.GetNext, feed)


@scenario
def post_or_put_with_any_verb(api):
    service = new_service(api, (200, samples.entry()))
    return [
        api.call(service.PostOrPut, "PUT", "<a/>", "/f"),
        api.call(service.PostOrPut, "PATCH", "<a/>", "/f"),
        api.call(service.PostOrPut, "POST", None, "/f"),
        api.call(service.PostOrPut, "POST", "", "/f"),
    ]


@scenario
def entry_objects_as_data(api):
    seen = {}
    entry = api.gdata.GDataEntryFromString(samples.entry())
    for verb in ("Post", "Put"):
        service = new_service(api, (200, samples.entry()))
        seen[verb] = api.call(getattr(service, verb), entry, "/f")
        seen[verb + " answered with a feed"] = api.call(
            getattr(new_service(api, (200, samples.feed())), verb), entry, "/f"
        )
    return seen


@scenario
def own_properties(api):
    service = api.gdata.service.GDataService(email="e", password="p", source="app")
    service.source = "other"
    agent = service.additional_headers["User-Agent"]
    return [
        service.source,
        agent,
        service.email,
        service.password,
        service.captcha_token,
        service.captcha_url,
    ]


@scenario
def empty_headers_are_adopted(api):
    mine = {}
    service = api.gdata.service.GDataService(source="app", additional_headers=mine)
    return [service.additional_headers is mine, mine]


@scenario
def constructor(api):
    make, client, store = api.gdata.service.GDataService, api.fake(), api.atom.token_store.TokenStore()
    mine = {"A": "1"}
    whole = make(
        "e", "p", "GOOGLE", "svc", "http://auth", "app", "s.com", mine, "handler", {"t": 1}, client, store
    )
    bare = make()
    names = (
        "email",
        "password",
        "account_type",
        "service",
        "auth_service_url",
        "source",
        "server",
        "ssl",
        "port",
    )
    return [
        [describe(getattr(whole, name)) for name in names],
        [describe(getattr(bare, name)) for name in names],
        whole.additional_headers,
        whole.additional_headers is mine,
        whole.http_client is client,
        whole.token_store is store,
        whole.handler,
        whole.tokens,
        sorted(vars(whole)),
        sorted(vars(bare)),
        bare.additional_headers,
        bare.handler,
        bare.auth_token,
    ]


@scenario
def handlers_are_ignored(api):
    class Handler:
        @staticmethod
        def HttpRequest(*args, **kwargs):
            raise AssertionError("the handler was asked")

    kept = api.gdata.service.http_request_handler
    api.gdata.service.http_request_handler = Handler
    try:
        service = new_service(api, (200, samples.entry()), handler=Handler)
        return api.call(service.Get, "/f")
    finally:
        api.gdata.service.http_request_handler = kept


@scenario
def session_setter(api):
    service = new_service(api, (200, samples.entry()))
    return [
        api.call(service._SetSessionId, "x"),
        service._GDataService__gsessionid,
        api.call(service.Get, "/f"),
    ]


@scenario
def session_id_is_not_added_twice(api):
    service = new_service(api, (200, samples.entry()))
    service._SetSessionId("AbC-")
    seen = []
    for uri in ("/f?gsessionid=old", "/f?xgsessionid=1", "/f", "http://o.com/f"):
        for verb, args in VERBS:
            seen.append([verb, uri, api.call(getattr(service, verb), *(args + (uri,)))])
    seen.append(api.call(service.Delete, "/f", None, {"gsessionid": "mine"}))
    seen.append(api.call(service.Post, "<a/>", "/f", None, {"gsessionid": "mine"}))
    return seen
