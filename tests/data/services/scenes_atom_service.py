"""Scenarios of `atom.service`."""

import io

from harness import describe, plain_url, scenario

URLS = [
    "/feed",
    "feed",
    "",
    "http://h.com",
    "http://h.com/",
    "http://h.com:80/p",
    "https://h.com/p?a=b",
    "https://h.com:443/p",
    "https://H.com:8443/p?a=b&c=d%20e",
    "http://h.com:12/p?x",
    "http://h.com/p#frag",
    "//h.com/p",
    "ftp://h.com/p",
]


def table(api, function, rows):
    """What `function` makes of every row of arguments."""
    return [api.call(function, *row) for row in rows]


@scenario
def build_uri(api):
    seen = []
    for uri in ("/f", "/f?a=b", "/f?", "", "http://h.com/f"):
        for params in (None, {}, {"q": "a b"}, {"q": "a&b=c/d", "n": ""}, {"k e": "\xc3\xa9"}):
            for escape in (True, False):
                seen.append(plain_url(api.atom.service.BuildUri(uri, params, escape)))
    return seen


@scenario
def build_uri_refuses_numbers(api):
    build = api.atom.service.BuildUri
    return [api.call(build, "/f", {"max-results": 25}), api.call(build, "/f", {"q": None})]


@scenario
def build_uri_with_numbers_unescaped(api):
    return api.call(api.atom.service.BuildUri, "/f", {"max-results": 25}, False)


@scenario
def dictionary_to_param_list(api):
    function = api.atom.service.DictionaryToParamList
    rows = [(None,), ({},), ({"a": "b"},), ({"a": "b c/d+e"},), ({"a": "b c"}, False), ({"a/b": "~c"},)]
    return [sorted(function(*row)) for row in rows]


@scenario
def calculate_data_length(api):
    rows = [(None,), ("",), ("abc",), (["a", "b"],), (io.BytesIO(b"abc"),), (12,), (api.atom.Title(text="t"),)]
    return table(api, api.atom.service.CalculateDataLength, rows)


@scenario
def process_url_without_a_service(api):
    return table(api, api.atom.service.ProcessUrl, [(None, url) for url in URLS[3:]])


@scenario
def process_url_with_a_host_name(api):
    return table(api, api.atom.service.ProcessUrl, [("s.com", url) for url in URLS])


@scenario
def process_url_with_a_service(api):
    seen = {}
    for ssl in (True, False):
        for port in (80, 443, 99):
            service = api.atom.service.AtomService("s.com")
            service.ssl, service.port = ssl, port
            rows = [(service, url) for url in URLS]
            seen["%s %s" % (ssl, port)] = table(api, api.atom.service.ProcessUrl, rows)
    return seen


@scenario
def process_url_for_proxy(api):
    service = api.atom.service.AtomService("s.com")
    return table(api, api.atom.service.ProcessUrl, [(service, url, True) for url in URLS])


@scenario
def prepare_connection(api):
    seen = []
    for ssl, uri in ((False, "/p"), (False, "http://h.com:12/p"), (True, "/p"), (False, "https://h.com/p?a=b")):
        service = api.atom.service.AtomService("s.com")
        service.ssl = ssl
        connection, path = api.atom.service.PrepareConnection(service, uri)
        seen.append([connection.host, connection.port, path])
    return seen


class Connection:
    """A connection that writes down what is put on it."""

    def __init__(self, log):
        self.log = log
        self.debuglevel = 0

    def putrequest(self, *args, **kwargs):
        self.log.append(["putrequest", list(args), sorted(kwargs)])

    def putheader(self, *args):
        self.log.append(["putheader", [describe(arg) for arg in args]])

    def endheaders(self):
        self.log.append(["endheaders"])

    def send(self, data):
        self.log.append(["send", describe(data)])

    def getresponse(self):
        return "the response"


def plain_calls(log):
    """The calls with the headers in order of name."""
    headers = sorted(call for call in log if call[0] == "putheader")
    return [call for call in log if call[0] != "putheader"] + headers


@scenario
def http_request_function(api):
    module, kept = api.atom.service, api.atom.service.PrepareConnection
    seen = []
    try:
        for data, extra, params, kind in (
            (None, None, None, None),
            (None, {"X": "y"}, {"q": "a b"}, "application/atom+xml"),
            (None, {"Content-Type": "mine/own"}, None, "text/plain"),
            (None, {"Content-Length": "0", "User-Agent": "mine"}, None, "text/plain"),
        ):
            log = []
            module.PrepareConnection = lambda service, uri, log=log: (Connection(log), uri)
            service = module.AtomService("s.com")
            result = api.call(module.HttpRequest, service, "POST", data, "/f", extra, params, True, kind)
            seen.append([result, plain_calls(log)])
    finally:
        module.PrepareConnection = kept
    return seen


@scenario
def use_basic_auth_function(api):
    service = api.atom.service.AtomService("s.com")
    result = api.call(api.atom.service.UseBasicAuth, service, "user", "pass")
    other = api.atom.service.AtomService("s.com")
    proxy = api.call(api.atom.service.UseBasicAuth, other, "user", "pass", True)
    return [result, service.additional_headers, proxy, other.additional_headers]


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
            [result, describe(service.current_token), len(vars(service.token_store)["_tokens"]), api.call(service.Get, "/f")]
        )
    old = new_service(api)
    seen.append([api.call(old.UseBasicAuth, "u", "p"), api.call(old.UseBasicAuth, "u", "p", True), describe(old.current_token)])
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
def deprecation_function(api):
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        api.atom.service.deprecation("old")
    return [[item.category.__name__, str(item.message)] for item in caught]


@scenario
def prepare_connection_through_a_proxy(api):
    import os

    kept, seen = dict(os.environ), []
    names = ("http_proxy", "https_proxy", "proxy_username", "proxy-username", "proxy_password", "proxy-password")
    try:
        for name in names:
            os.environ.pop(name, None)
        os.environ["http_proxy"] = "http://proxy.com:3128"
        for uri in ("/p", "http://h.com:12/p?a=b", "/p?a=b"):
            service = api.atom.service.AtomService("s.com")
            connection, path = api.atom.service.PrepareConnection(service, uri)
            seen.append([connection.host, connection.port, path, service.additional_headers])
        os.environ["proxy_username"], os.environ["proxy_password"] = "u", "p"
        service = api.atom.service.AtomService("s.com")
        connection, path = api.atom.service.PrepareConnection(service, "/p")
        seen.append([connection.host, connection.port, path, service.additional_headers])
        os.environ["http_proxy"] = "http://proxy.com"
        connection, path = api.atom.service.PrepareConnection(api.atom.service.AtomService("s.com"), "/p")
        seen.append([connection.host, connection.port, path])
    finally:
        os.environ.clear()
        os.environ.update(kept)
    return seen


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
