"""Scenarios of `atom.mock_http` and `atom.mock_service`."""

import samples
from harness import describe, plain_url, scenario


class Body:
    """A response body in a file."""


def parse(api, url):
    return api.atom.url.parse_url(url)


@scenario
def recorded_answers(api):
    client = api.atom.mock_http.MockHttpClient()
    make = api.atom.mock_http.MockResponse
    client.add_response(make("one", 200, "OK", {"X": "y"}), "GET", "http://a.com/x")
    client.add_response(make("two", 201, "Created"), "POST", "http://a.com/x", "data")
    client.add_response(make("three", 200, "OK"), "GET", parse(api, "http://a.com/x"))
    seen = []
    for operation, url, data in (
        ("GET", "http://a.com/x", None),
        ("GET", "http://a.com/x", None),
        ("POST", "http://a.com/x", "other data"),
        ("PUT", "http://a.com/x", None),
        ("GET", "http://a.com/y", None),
        ("GET", "http://a.com:80/x", None),
        ("GET", parse(api, "http://a.com/x"), None),
        ("GET", "https://a.com/x", None),
    ):
        seen.append([operation, str(url), api.call(client.request, operation, url, data, {"H": "v"})])
    return seen + [len(client.recordings)]


@scenario
def answer_with_a_header(api):
    client = api.atom.mock_http.MockHttpClient()
    client.add_response(api.atom.mock_http.MockResponse("b", 200, "OK", {"X": "y"}), "GET", "http://a.com/x")
    response = client.request("GET", "http://a.com/x")
    return [
        response.getheader("X"),
        response.getheader("x"),
        response.getheader("Z"),
        response.getheader("Z", "d"),
    ]


@scenario
def answer_that_is_read_twice(api):
    response = api.atom.mock_http.MockResponse("body", 200, "OK")
    return [response.read(), response.read()]


@scenario
def mock_response(api):
    make = api.atom.mock_http.MockResponse
    whole, bare = make("b", 404, "Gone", {"A": "1"}), make()
    return [
        [whole.body, whole.status, whole.reason, describe(whole._headers)],
        [bare.body, bare.status, bare.reason, describe(bare._headers)],
        api.call(bare.read),
        api.call(whole.read, 1),
        api.call(whole.getheader, "A"),
        api.call(bare.getheader, "A"),
        sorted(vars(bare)),
    ]


@scenario
def mock_request(api):
    make = api.atom.mock_http.MockRequest
    seen = []
    for args in (("GET", "http://a.com/x?b=c"), ("POST", parse(api, "http://a.com/x"), "data", {"A": "1"})):
        request = make(*args)
        seen.append(
            [
                request.operation,
                type(request.url).__name__,
                str(request.url),
                request.data,
                describe(request.headers),
            ]
        )
    return seen + [sorted(vars(make("GET", "/x")))]


@scenario
def mock_client(api):
    make = api.atom.mock_http.MockHttpClient
    bare = make()
    return [
        [describe(bare.headers), describe(bare.recordings), bare.real_client is None, sorted(vars(bare))],
        describe(make({"A": "1"}).headers),
        make().recordings is make().recordings,
    ]


@scenario
def default_headers_are_sent(api):
    real = api.fake((200, "body", {"X": "y"}))
    client = api.atom.mock_http.MockHttpClient({"A": "1"}, None, real)
    seen = [api.call(client.request, "GET", parse(api, "http://a.com/x"), None, {"B": "2"})]
    seen.append(api.call(client.request, "GET", "http://a.com/y"))
    return seen + [len(client.recordings)]


@scenario
def records_the_real_client(api):
    real = api.fake((200, "body"))
    client = api.atom.mock_http.MockHttpClient(real_client=real)
    first = api.call(client.request, "GET", parse(api, "http://a.com/x"))
    count = len(client.recordings)
    client.real_client = None
    second = api.call(client.request, "GET", parse(api, "http://a.com/x"))
    request, response = client.recordings[0]
    shown = [request.operation, str(request.url), response.body, response.status, describe(response._headers)]
    return [first, count, second, shown]


@scenario
def asks_the_real_client_again(api):
    real = api.fake((200, "one", {"X": "y"}), (200, "two"))
    client = api.atom.mock_http.MockHttpClient(real_client=real)
    url = "http://a.com/x"
    seen = [api.call(client.request, "GET", url, "d", {"B": "2"}), api.call(client.request, "GET", url)]
    request, response = client.recordings[0]
    return seen + [len(client.recordings), response.getheader("X"), describe(request.headers), request.data]


@scenario
def missing_recording(api):
    client = api.atom.mock_http.MockHttpClient()
    return [
        api.call(client.request, "GET", "http://a.com/x"),
        issubclass(api.atom.mock_http.NoRecordingFound, api.atom.mock_http.Error),
    ]


@scenario
def mock_client_verbs(api):
    client = api.atom.mock_http.MockHttpClient()
    make = api.atom.mock_http.MockResponse
    for verb in ("GET", "POST", "PUT", "DELETE"):
        client.add_response(make(verb.lower(), 200, "OK"), verb, "http://a.com/x")
    return [
        api.call(client.get, "http://a.com/x"),
        api.call(client.post, "http://a.com/x", "d"),
        api.call(client.put, "http://a.com/x", "d"),
        api.call(client.delete, "http://a.com/x"),
    ]


@scenario
def service_over_a_mock_client(api):
    client = api.atom.mock_http.MockHttpClient()
    service = api.gdata.service.GDataService(source="app", server="s.com", http_client=client)
    client.add_response(api.atom.mock_http.MockResponse(samples.entry(), 200, "OK"), "GET", "http://s.com/f")
    return [api.call(service.Get, "/f"), api.call(service.Get, "/g")]


@scenario
def mock_service_request(api):
    make = api.atom.mock_service.MockRequest
    seen = []
    for args, kwargs in (
        (("GET", "/x"), {}),
        (
            ("POST", "/x?a=b"),
            {"host": "h.com", "ssl": True, "port": 443, "data": "d", "extra_headers": {"A": "1"}},
        ),
        (("GET", "http://h.com/x"), {"host": "other.com", "url_params": {"q": "a b"}}),
        (
            ("GET", "http://h.com/x"),
            {"url_params": {"q": "a b"}, "escape_params": False, "content_type": "t/p"},
        ),
        (("GET", "http://h.com:80/x"), {}),
        (("GET", "/x"), {"data": ""}),
        (("GET", "/x"), {"data": ["a", "b"]}),
        (("GET", "/x"), {"data": api.atom.Title(text="t")}),
    ):
        request = make(*args, **kwargs)
        state = {name: describe(value) for name, value in vars(request).items()}
        state["uri"] = plain_url(state["uri"])
        seen.append(state)
    return seen


@scenario
def mock_service_matches(api):
    make, seen = api.atom.mock_service.MockRequest, []
    first = make(
        "GET", "/x", host="h.com", data="d", extra_headers={"Authorization": "GoogleLogin auth=a", "B": "c"}
    )
    for name, args, kwargs in (
        (
            "same",
            ("GET", "/x"),
            {
                "host": "h.com",
                "data": "d",
                "extra_headers": {"Authorization": "GoogleLogin auth=a", "B": "c"},
            },
        ),
        ("other verb", ("POST", "/x"), {"host": "h.com", "data": "d"}),
        ("other data", ("GET", "/x"), {"host": "h.com", "data": "e"}),
        ("no data", ("GET", "/x"), {"host": "h.com"}),
        ("other path", ("GET", "/y"), {"host": "h.com", "data": "d"}),
        ("other host", ("GET", "/x"), {"host": "i.com", "data": "d"}),
        ("no host", ("GET", "/x"), {"data": "d"}),
        ("whole", ("GET", "http://h.com/x"), {"data": "d"}),
        ("https", ("GET", "https://h.com/x"), {"data": "d"}),
        ("ssl", ("GET", "/x"), {"host": "h.com", "ssl": True, "data": "d"}),
        ("no token", ("GET", "/x"), {"host": "h.com", "data": "d", "extra_headers": {"B": "c"}}),
        (
            "other token",
            ("GET", "/x"),
            {"host": "h.com", "data": "d", "extra_headers": {"Authorization": "z", "B": "c"}},
        ),
        ("query", ("GET", "/x?a=b"), {"host": "h.com", "data": "d"}),
        ("parameters", ("GET", "/x"), {"host": "h.com", "data": "d", "url_params": {"a": "b"}}),
    ):
        other = make(*args, **kwargs)
        seen.append([name, api.call(first.IsMatch, other), api.call(other.IsMatch, first)])
    return seen


@scenario
def mock_service_conceals(api):
    make, module = api.atom.mock_service.MockRequest, api.atom.mock_service
    request = make(
        "POST",
        "/x",
        data="Email=a&Passwd=secret",
        extra_headers={"Authorization": "GoogleLogin auth=abc", "B": "c"},
    )
    result = api.call(request.ConcealSecrets, module.ConcealValueWithSha)
    words = [api.call(module.ConcealValueWithSha, value) for value in ("abc", "", "x" * 99)]
    own = make("GET", "/x", data="d", extra_headers={"Authorization": "abc"})
    own.ConcealSecrets(lambda value: "[%s]" % value)
    return [
        result,
        describe(request.extra_headers),
        describe(request.data),
        words,
        describe(own.extra_headers),
        describe(own.data),
    ]


@scenario
def mock_service_response(api):
    make = api.atom.mock_service.MockHttpResponse
    whole, bare = make("b", 200, "OK", {"A": "1"}), make()
    return [
        [whole.body, whole.status, whole.reason, describe(whole.headers)],
        [bare.body, bare.status, bare.reason, describe(bare.headers)],
        whole.read(),
        whole.read(),
        api.call(whole.getheader, "A"),
        api.call(whole.getheader, "a"),
        api.call(bare.getheader, "A"),
    ]


@scenario
def mock_service_urls(api):
    function = api.atom.mock_service._ConstructFullUrlBase
    seen = []
    for uri in ("/x", "x", "http://h.com/x", "https://h.com/x?a=b", "http://h.com:80/x", "h.com/x", ""):
        for host in (None, "s.com"):
            for ssl in (True, False):
                seen.append([uri, host, ssl, api.call(function, uri, host, ssl)])
    return seen


class Service:
    server = "s.com"
    ssl = False
    port = 80
    additional_headers = {}


def with_recordings(api, function):
    """Run with empty recordings, which are the module's own."""
    module = api.atom.mock_service
    kept, handler = module.recordings, module.real_request_handler
    module.recordings = []
    try:
        return function(module)
    finally:
        module.recordings, module.real_request_handler = kept, handler


@scenario
def mock_service_http_request(api):
    def go(module):
        request = module.MockRequest("GET", "/x", host="s.com", ssl=False, port=80)
        module.recordings.append((request, module.MockHttpResponse("body", 200, "OK")))
        return [
            api.call(module.HttpRequest, Service(), "GET", None, "/x"),
            api.call(module.HttpRequest, Service(), "GET", None, "http://s.com/x"),
            api.call(module.HttpRequest, Service(), "GET", None, "/y"),
            api.call(module.HttpRequest, Service(), "POST", "d", "/x"),
        ]

    return with_recordings(api, go)


class Handler:
    """A real request handler in the manner of the old library."""

    def __init__(self, api):
        self.api = api

    def HttpRequest(
        self,
        service,
        operation,
        data,
        uri,
        extra_headers=None,
        url_params=None,
        escape_params=True,
        content_type=None,
    ):
        return self.api.atom.mock_service.MockHttpResponse("real " + uri, 200, "OK", {"A": "1"})


@scenario
def mock_service_records(api):
    def go(module):
        module.real_request_handler = Handler(api)
        first = api.call(module.HttpRequest, Service(), "GET", None, "/x", {"B": "c"}, {"q": "a b"})
        count = len(module.recordings)
        module.real_request_handler = None
        second = api.call(module.HttpRequest, Service(), "GET", None, "/x", {"B": "c"}, {"q": "a b"})
        request, answer = module.recordings[0]
        return [first, count, second, describe(answer.headers), request.uri, describe(request.url_params)]

    return with_recordings(api, go)


@scenario
def mock_service_dumps_and_loads(api):
    def go(module):
        request = module.MockRequest(
            "GET", "/x", host="s.com", extra_headers={"Authorization": "GoogleLogin auth=abc"}
        )
        module.recordings.append((request, module.MockHttpResponse("body", 200, "OK")))
        text = module.DumpRecordings()
        module.recordings = []
        result = api.call(module.LoadRecordings, text)
        loaded = [
            [type(asked).__name__, asked.uri, describe(asked.extra_headers), answer.body, answer.status]
            for asked, answer in module.recordings
        ]
        return [result, loaded, "auth=abc" in str(text)]

    return with_recordings(api, go)


@scenario
def mock_service_loads_a_file(api):
    import io

    def go(module):
        module.recordings.append(
            (module.MockRequest("GET", "/x", extra_headers={}), module.MockHttpResponse("body", 200, "OK"))
        )
        text = module.DumpRecordings()
        module.recordings = []
        file = io.BytesIO(text if isinstance(text, bytes) else text.encode("latin-1"))
        return [api.call(module.LoadRecordings, file), len(module.recordings)]

    return with_recordings(api, go)
