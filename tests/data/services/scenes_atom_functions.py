"""Scenarios of the functions of `atom.service`."""

import io

from harness import E_ACUTE, describe, plain_url, scenario

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
        for params in (None, {}, {"q": "a b"}, {"q": "a&b=c/d", "n": ""}, {"k e": E_ACUTE}):
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
    rows = [(None,), ("",), ("abc",), (["a", "b"],), (io.BytesIO(b"abc"),), (12,), (E_ACUTE,)]
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
    for ssl, uri in (
        (False, "/p"),
        (False, "http://h.com:12/p"),
        (True, "/p"),
        (False, "https://h.com/p?a=b"),
    ):
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
    names = (
        "http_proxy",
        "https_proxy",
        "proxy_username",
        "proxy-username",
        "proxy_password",
        "proxy-password",
    )
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
