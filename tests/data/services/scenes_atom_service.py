"""Scenarios of `atom.service.AtomService` and its tokens."""

import io

from harness import describe, scenario


def new_service(api, *answers, **attributes):
    service = api.atom.service.AtomService("s.com", http_client=api.fake(*answers))
    for name, value in attributes.items():
        setattr(service, name, value)
    return service


@scenario
def every_verb(api):
    seen = {}
    for verb, args in (("Get", ()), ("Delete", ()), ("Post", ("<a/>",)), ("Put", ("<a/>",))):
        service = new_service(api, (200, "body"))
        seen[verb] = [
            api.call(getattr(service, verb), *(args + ("/f",))),
            api.call(getattr(service, verb), *(args + ("http://o.com/f?b=c", {"X": "y"}, {"q": "a b"}))),
            api.call(getattr(service, verb), *(args + ("/f", None, {"q": "a b"}, False))),
        ]
    return seen


@scenario
def content_type_of_a_post(api):
    service = new_service(api)
    return [
        api.call(service.Post, "x", "/f", content_type="text/plain"),
        api.call(service.Post, "x", "/f", {"Content-Type": "mine/own"}),
        api.call(service.Put, "x", "/f", content_type=None),
        api.call(service.Put, None, "/f"),
    ]


@scenario
def data_of_every_kind(api):
    kinds = ["text", None, ["a", "b"], io.BytesIO(b"abc"), api.atom.Title(text="t"), 12, ""]
    return [api.call(new_service(api).Post, kind, "/f") for kind in kinds]


@scenario
def request_itself(api):
    service = new_service(api, (418, "body", {}, "Teapot"))
    url = api.atom.url.parse_url("http://x.com/y?a=b")
    return [
        api.call(service.request, "GET", "/f"),
        api.call(service.request, "PATCH", url, "data", {"X": "y"}, {"c": "d"}),
        api.call(service.request, "GET", "/f?a=b", None, None, {"c": "d"}),
        api.call(service.request, "GET", url),
        api.call(service.request, "GET", ""),
        api.call(service.request, "POST", "f", data=api.atom.Title(text="t")),
        str(url),
    ]


@scenario
def url_takes_what_it_lacks_from_the_service(api):
    seen = []
    for attributes in (
        {},
        {"ssl": True},
        {"port": 8080},
        {"ssl": True, "port": 443},
        {"ssl": True, "port": 8443},
        {"server": "s.com:8080"},
        {"server": "s.com:8443", "ssl": True},
        {"server": None},
    ):
        for uri in ("/f", "http://o.com/f", "http://o.com:99/f", "https://o.com/f", "f"):
            service = new_service(api, **attributes)
            seen.append([sorted(attributes), uri, api.call(service.Get, uri)])
    return seen


@scenario
def headers_from_three_places(api):
    mine = {"User-Agent": "mine", "A": "1"}
    service = api.atom.service.AtomService("s.com", additional_headers=mine, http_client=api.fake())
    extra = {"A": "2", "B": "3"}
    first = api.call(service.Get, "/f", extra)
    return [first, mine, extra, service.additional_headers is mine]


@scenario
def user_agent_enters_the_callers_headers(api):
    mine = {"A": "1"}
    api.atom.service.AtomService(additional_headers=mine)
    return mine


@scenario
def constructor(api):
    make, client, store = api.atom.service.AtomService, api.fake(), api.atom.token_store.TokenStore()
    whole = make("s.com", {"A": "1"}, "app", client, store)
    bare = make()
    return [
        whole.server,
        whole.additional_headers,
        whole.http_client is client,
        whole.token_store is store,
        bare.server,
        bare.additional_headers,
        type(bare.http_client).__name__,
        describe(vars(bare.token_store)),
        bare.ssl,
        bare.port,
        make(None, None, None).additional_headers,
        sorted(vars(bare)),
    ]


class Token:
    """A token that says when it was used."""

    def __init__(self, name, scope=None):
        self.name = name
        self.scope = scope

    def valid_for_scope(self, url):
        return self.scope is None or str(url).startswith(self.scope)

    def perform_request(self, http_client, operation, url, data=None, headers=None):
        headers = dict(headers or {}, Token=self.name)
        return http_client.request(operation, url, data=data, headers=headers)


@scenario
def which_token_signs(api):
    seen = []
    service = new_service(api)
    service.token_store.add_token(api.atom.service.BasicAuthToken("Basic stored", scopes=["http://s.com/f"]))
    for path in ("/f", "/g", "/f/deeper", "https://s.com/f", "http://o.com/f"):
        seen.append(api.call(service.Get, path))
    service.current_token = Token("current")
    seen.append([api.call(service.Get, "/g"), service.override_token is service.current_token])
    service.override_token = Token("override")
    seen.append([api.call(service.Get, "/g"), service.current_token.name])
    service.current_token = None
    seen.append(api.call(service.Get, "/g"))
    return seen


@scenario
def store_of_any_shape(api):
    service = new_service(api)
    service.token_store = {}
    return api.call(service.Get, "/f")


@scenario
def basic_auth(api):
    seen = []
    for current, stored in ((True, True), (False, True), (True, False), (False, False)):
        service = new_service(api, auto_set_current_token=current, auto_store_tokens=stored)
        result = api.call(service.use_basic_auth, "user", "pass", ["http://only.com/"])
        seen.append(
            [
                result,
                describe(service.current_token),
                len(vars(service.token_store)["_tokens"]),
                api.call(service.Get, "/f"),
            ]
        )
    old = new_service(api)
    seen.append(
        [
            api.call(old.UseBasicAuth, "u", "p"),
            api.call(old.UseBasicAuth, "u", "p", True),
            describe(old.current_token),
        ]
    )
    return seen


@scenario
def basic_auth_token(api):
    make = api.atom.service.BasicAuthToken
    seen = []
    for scopes in (None, [], ["http://a.com/x"], ["http"], [api.atom.url.parse_url("https://a.com/")]):
        token = make("Basic x", scopes)
        urls = ["http://a.com/", "http://a.com/x/y", "https://a.com/x", "http://b.com/x", "/x"]
        valid = [api.call(token.valid_for_scope, api.atom.url.parse_url(url)) for url in urls]
        seen.append([str(token), describe(token), valid, api.call(token.valid_for_scope, "http://a.com/x")])
    return seen


@scenario
def basic_auth_token_performs(api):
    token = api.atom.service.BasicAuthToken("Basic x")
    headers = {"Authorization": "theirs", "A": "1"}
    url = api.atom.url.parse_url("http://a.com/")
    return [
        api.call(token.perform_request, api.fake(), "GET", url),
        api.call(token.perform_request, api.fake(), "POST", url, "data", headers),
        headers,
    ]


@scenario
def basic_auth_of_awkward_names(api):
    seen = []
    for user, password in (("", ""), ("a:b", "c"), ("u" * 20, "p" * 20)):
        service = new_service(api)
        service.use_basic_auth(user, password)
        seen.append(service.current_token.auth_header)
    return seen


@scenario
def debug_reaches_the_client(api):
    service = api.atom.service.AtomService()
    seen = [service.debug, service.http_client.debug]
    service.debug = True
    return seen + [service.debug, service.http_client.debug, "debug" in vars(service)]


@scenario
def client_errors_come_through(api):
    service = new_service(api)
    service.http_client.answers = [ValueError("broken")]
    return api.call(service.Get, "/f")


@scenario
def url_objects_are_sent_as_they_are(api):
    seen = []
    for attributes in ({}, {"ssl": True}):
        for url in ("http://x.com/y", "https://x.com/y", "/y"):
            service = new_service(api, **attributes)
            seen.append(api.call(service.Get, api.atom.url.parse_url(url)))
    return seen


@scenario
def content_type_enters_the_callers_headers(api):
    seen = []
    for verb in ("Post", "Put"):
        headers = {"X": "y"}
        api.call(getattr(new_service(api), verb), "<a/>", "/f", headers)
        seen.append(headers)
    function_headers = {"X": "y"}
    return seen + [function_headers]


@scenario
def empty_headers_are_adopted(api):
    mine = {}
    service = api.atom.service.AtomService(additional_headers=mine)
    return [service.additional_headers is mine, mine]
