"""What goes over the wire is what 2.0.18 sent; what goes wrong there is an error that scripts catch."""

from __future__ import annotations

import http.client
import inspect
import io
import json
import pickle
import socket
import ssl
import threading
import warnings

import pytest
import requests
import responses

from gdata_compat import errors
from gdata_compat.atom.http import HttpClient, ProxiedHttpClient
from gdata_compat.engine import bodies, redact, routing, transport, transport_errors
from gdata_compat.engine.answer import Answer
from tests.fix_loopback import Loopback, Reply

pytestmark = pytest.mark.usefixtures("clean_wire")

# What goes out

OBSERVE = """
import json, sys
sys.path.pop(0)
from cStringIO import StringIO
import atom.http
for call in json.loads(sys.argv[1]):
    method, url, data, headers = call
    url = url.encode('utf-8')
    if isinstance(data, list):
        data = [StringIO(part[1:].encode('utf-8')) if part.startswith('@') else part.encode('utf-8')
                for part in data]
    elif data:
        data = data.encode('utf-8')
    headers = dict((str(k), str(v)) for k, v in headers.items())
    atom.http.HttpClient().request(method, url, data=data, headers=headers).read()
"""

CALLS = [
    ("GET", "/a/feeds/x?q=a+b~c", None, {"User-Agent": "app GData-Python/2.0.18", "Authorization": "x"}),
    ("GET", "", None, {}),
    ("GET", "/a%2fb%2Fc/%e9?x=%c3", None, {}),
    ("GET", "//x/./y/../z", None, {}),
    ("DELETE", "/a", None, {"X-Empty": ""}),
    ("POST", "/a", "<entry>é</entry>", {"User-Agent": "x"}),
    ("PUT", "/a", "a=b", {"Content-Type": "application/x-www-form-urlencoded", "If-Match": "*"}),
    ("POST", "/a", ["abc", "@file", "def"], {"Content-Length": "10", "MIME-version": "1.0"}),
]


@pytest.mark.parametrize("call", CALLS, ids=[f"{c[0]} {c[1]}" for c in CALLS])
def test_a_request_is_what_the_original_sends(call, loopback, original):
    """The same request line, the same headers with the same values, the same body."""
    method, path, data, headers = call
    url = loopback.url + path
    original.run(OBSERVE, json.dumps([[method, url, data, headers]]))
    if isinstance(data, list):
        data = [io.BytesIO(part[1:].encode()) if part.startswith("@") else part for part in data]
    HttpClient().request(method, url, data, headers).read()
    theirs, ours = loopback.received
    assert ours.line == theirs.line
    assert sorted(ours.headers.items()) == sorted(theirs.headers.items())
    assert ours.body == theirs.body
    assert list(ours.headers)[:2] == list(theirs.headers)[:2] == ["Accept-Encoding", "Host"]


def test_text_beyond_ascii_is_sent_in_a_header(loopback):
    """It goes out as UTF-8."""
    client = HttpClient()
    client.request("GET", loopback.url + "/a", headers={"X-Name": "Zoë"}).read()
    assert loopback.received[0].headers["X-Name"].encode("latin-1").decode() == "Zoë"


@pytest.mark.parametrize("path", ["/a b", "/a\tb", "/a\r\nX: y", "/é"])
def test_a_request_line_cannot_be_broken(path, loopback):
    """Blanks, control characters and what is not ASCII are refused, as by Python 2.7.18."""
    with pytest.raises(http.client.InvalidURL, match="percent-encode"):
        HttpClient().request("GET", loopback.url + path)
    assert loopback.received == []


def test_a_header_cannot_be_broken_and_is_not_shown(loopback):
    """ValueError, as by Python 2.7.18, without the value."""
    with pytest.raises(ValueError, match="'Authorization' contains a line break") as caught:
        HttpClient().request("GET", loopback.url, headers={"Authorization": "secret\r\nX: y"})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("data", [["é", "f"], "éf"], ids=["list", "text"])
def test_a_length_counted_in_characters_is_mended(data, loopback):
    """Ported scripts write `len(text)`, which is too short for UTF-8."""
    HttpClient().request("POST", loopback.url, data, {"Content-Length": "2"}).read()
    assert (loopback.received[0].headers["Content-Length"], loopback.received[0].body) == ("3", "éf".encode())


def test_files_are_streamed_in_pieces():
    """A file is read 100,000 bytes at a time, binary or text."""

    class File(io.BytesIO):
        sizes: list = []

        def read(self, size=-1):
            self.sizes.append(size)
            return super().read(size)

    headers = {"Content-Length": "250001"}
    body = bodies.prepare([File(b"x" * 250_000), io.StringIO("y")], headers)
    assert [len(piece) for piece in body] == [100_000, 100_000, 50_000, 1]
    assert set(File.sizes) == {100_000}


def test_data_beyond_the_declared_length_is_cut_off(loopback):
    """On a kept connection the rest would be taken for the next request."""
    client = HttpClient()
    client.request("POST", loopback.url, [b"abc", b"defg"], {"Content-Length": "4"}).read()
    client.request("GET", loopback.url).read()
    assert [got.body for got in loopback.received] == [b"abcd", b""]


def test_data_short_of_the_declared_length_is_an_error(loopback):
    """Quirk 29: a file that stands at its end sends nothing; here that is said instead of waited for."""
    file = io.BytesIO(b"abc")
    file.read()
    with pytest.raises(errors.TransportError, match="ended after 0 of the 3 bytes"):
        HttpClient().request("POST", loopback.url, file, {"Content-Length": "3"})


def test_objects_are_sent_as_their_text(loopback):
    """Quirk 30: an entry is written by `str()`; nothing is sent for data that is false."""

    class Entry:
        def __str__(self):
            return "<entry>é</entry>"

    client = HttpClient()
    client.request("POST", loopback.url, Entry(), {"Content-Length": "16"}).read()
    client.request("POST", loopback.url, "").read()
    assert [got.body for got in loopback.received] == ["<entry>é</entry>".encode(), b""]


# Connections


def test_connections_are_kept(loopback):
    """Several requests, one connection."""
    client = HttpClient()
    for _ in range(3):
        client.request("GET", loopback.url).read()
    assert [got.connection for got in loopback.received] == [1, 1, 1]


def test_an_idle_connection_that_was_closed_is_replaced(loopback):
    """The server may close between two requests, of any method."""
    loopback.replies = [Reply.of(close=True), Reply.of()]
    client = HttpClient()
    client.request("GET", loopback.url).read()
    _wait_for_close()
    assert client.request("POST", loopback.url, "x").read() == "hello"
    assert [got.connection for got in loopback.received] == [1, 2]


def _wait_for_close():
    pool = next(iter(transport._pools.values()))
    connection = pool._get_conn()
    for _ in range(100):
        if connection.sock is None or connection.sock.recv(1, socket.MSG_PEEK) == b"":
            break
    pool._put_conn(connection)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_that_changes_nothing_is_sent_again(method, loopback):
    """A kept connection that closes without an answer costs a GET nothing."""
    loopback.replies = [Reply.of(b""), Reply(b"", close=True), Reply.of(b"")]
    client = HttpClient()
    assert [client.request(method, loopback.url).read() for _ in range(2)] == ["", ""]
    assert [got.connection for got in loopback.received] == [1, 1, 2]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_request_that_changes_something_is_not_sent_again(method, loopback):
    """Whether the server acted is unknown, and the error says so."""
    loopback.replies = [Reply.of(), Reply(b"", close=True), Reply.of()]
    client = HttpClient()
    client.request("GET", loopback.url).read()
    with pytest.raises(errors.AnswerCutShort, match="it may have acted"):
        client.request(method, loopback.url)
    assert len(loopback.received) == 2


def test_threads_share_a_client(loopback):
    """Twenty requests in each of eight threads all get their own answers."""
    client, got = HttpClient(), []

    def work():
        got.extend([client.request("GET", loopback.url).read() for _ in range(20)])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["hello"] * 160
    assert loopback.connections <= 8


def test_a_forked_process_opens_connections_of_its_own(loopback):
    """Two processes must not write into one connection."""
    client = HttpClient()
    client.request("GET", loopback.url).read()
    transport._start_anew()  # what a fork calls in the child
    client.request("GET", loopback.url).read()
    assert [got.connection for got in loopback.received] == [1, 2]


# What goes wrong


def test_nobody_listens():
    """A ConnectionFailed is the socket.error that scripts catch, with its number."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/p?oauth_signature=hush&a=b"
    with pytest.raises(OSError, match="Connection refused") as caught:
        HttpClient().request("GET", url)
    assert isinstance(caught.value, errors.ConnectionFailed)
    assert caught.value[0] == caught.value.errno  # as scripts of Python 2 ask
    assert isinstance(caught.value, ConnectionError)
    assert caught.value.errno == 111
    assert "GET http://127.0.0.1" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_name_that_is_none():
    """An unknown host is a ConnectionFailed."""
    with pytest.raises(errors.ConnectionFailed, match=r"no-such-host\.invalid"):
        HttpClient().request("GET", "http://no-such-host.invalid/")


def test_a_connection_that_closes_half_way(loopback):
    """AnswerCutShort is httplib's IncompleteRead and tells what came."""
    loopback.replies = [Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", close=True)]
    answer = HttpClient().request("GET", loopback.url)
    with pytest.raises(http.client.IncompleteRead) as caught:
        answer.read()
    assert isinstance(caught.value, errors.AnswerCutShort)
    assert isinstance(caught.value, OSError)
    assert "failed" in str(caught.value)


@pytest.mark.parametrize("sent", [b"", b"garbage\r\n\r\n"])
def test_a_connection_that_closes_before_an_answer(sent, loopback):
    """No answer, or none that is HTTP, is httplib's BadStatusLine, which scripts catch to try again."""
    loopback.replies = [Reply(sent, close=True)]
    with pytest.raises(http.client.BadStatusLine, match="did not answer") as caught:
        HttpClient().request("GET", loopback.url)
    assert isinstance(caught.value, errors.NoAnswer)
    assert isinstance(caught.value, errors.AnswerCutShort)


def test_an_error_of_the_transport_pickles():
    """Scripts hand errors from one process to another."""
    for error in (
        errors.NoAnswer("none"),
        errors.AnswerCutShort("cut", b"abc", 5),
        errors.ConnectionFailed("x"),
    ):
        twin = pickle.loads(pickle.dumps(error))
        assert (type(twin), str(twin)) == (type(error), str(error))


def test_a_chunked_answer_that_is_cut(loopback):
    """The same for an answer without a length."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    loopback.replies = [Reply(head + b"5\r\nhello\r\n5\r\nhe", close=True)]
    with pytest.raises(errors.AnswerCutShort):
        HttpClient().request("GET", loopback.url).read()


@pytest.mark.parametrize("how", ["client", "configured", "socket"])
def test_a_server_that_does_not_answer(how, loopback, monkeypatch):
    """ConnectionTimedOut is socket.timeout; three places set the limit."""
    loopback.replies = [Reply(b"", delay=2, close=True)]
    client = HttpClient()
    if how == "client":
        client.timeout = 0.1
    elif how == "configured":
        monkeypatch.setattr(transport._settings, "timeout", 60.0)
        transport.configure(timeout=0.1)
    else:
        monkeypatch.setattr(socket, "getdefaulttimeout", lambda: 0.1)
    with pytest.raises(TimeoutError, match="timed out") as caught:
        client.request("GET", loopback.url)
    assert isinstance(caught.value, errors.ConnectionTimedOut)


def test_the_default_timeout_is_a_minute_and_must_be_positive():
    """Sixty seconds; zero is refused."""
    assert transport.default_timeout() == 60
    with pytest.raises(ValueError, match="positive"):
        transport.configure(timeout=0)


def test_a_certificate_that_does_not_verify(tls_loopback):
    """CertificateRefused is ssl.SSLError, and nothing of the request goes out."""
    with pytest.raises(ssl.SSLError, match=r"(?i)certificate verify failed.*REQUESTS_CA_BUNDLE") as caught:
        HttpClient().request("GET", tls_loopback.url, headers={"Authorization": "secret"})
    assert isinstance(caught.value, errors.CertificateRefused)
    assert tls_loopback.received == []


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_a_certificate_of_ones_own_is_trusted_by_name(variable, tls_loopback, ca_file, monkeypatch):
    """The variables that `requests`, curl and Python know; the TLS connection is kept."""
    monkeypatch.setenv(variable, str(ca_file))
    client = HttpClient()
    assert [client.request("GET", tls_loopback.url).read() for _ in range(2)] == ["hello"] * 2
    assert [got.connection for got in tls_loopback.received] == [1, 1]


def test_a_name_that_the_certificate_lacks(clean_wire, tls_context, ca_file, monkeypatch):
    """A trusted certificate is still one for its own names only."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    server = Loopback(tls_context, host="127.0.0.2")
    with pytest.raises(errors.CertificateRefused, match=r"not valid for '127\.0\.0\.2'"):
        HttpClient().request("GET", server.url)
    server.close()
    assert server.received == []


def test_a_ca_file_that_cannot_be_read(tls_loopback, monkeypatch, tmp_path):
    """The message names the file and the variables."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    with pytest.raises(errors.CertificateRefused, match=r"none\.pem cannot be read.*REQUESTS_CA_BUNDLE"):
        HttpClient().request("GET", tls_loopback.url)


def test_a_redirect_is_not_followed(loopback):
    """The answer goes up as it is: the Authorization header must not travel by itself."""
    loopback.replies = [Reply.of(b"", "302 Found", Location="http://elsewhere.invalid/")]
    answer = HttpClient().request("GET", loopback.url, headers={"Authorization": "secret"})
    assert (answer.status, answer.getheader("location")) == (302, "http://elsewhere.invalid/")
    assert len(loopback.received) == 1


@pytest.mark.parametrize("body", [b"<html>busy</html>", b""])
def test_html_and_empty_answers_go_up_as_they_are(body, loopback):
    """Whatever the status, the caller decides."""
    loopback.replies = [Reply.of(body, "503 Service Unavailable", Content_Type="text/html")]
    answer = HttpClient().request("GET", loopback.url)
    assert (answer.status, answer.reason, answer.read()) == (503, "Service Unavailable", body.decode())


def test_every_exception_of_requests_is_in_the_table():
    """A version of `requests` with a new exception fails here."""
    raised = {
        thing
        for _, thing in inspect.getmembers(requests.exceptions, inspect.isclass)
        if issubclass(thing, requests.RequestException)
    }
    assert raised - set(transport_errors.ERRORS) == set()


@pytest.mark.parametrize(
    "kind", transport_errors.ERRORS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)
def test_every_mapped_exception_is_one_of_ours_and_pickles(kind):
    """The message names method and URL without secrets."""
    error = kind.__new__(kind)
    Exception.__init__(error, "some cause")
    got = transport_errors.translated(error, "GET", "https://u:p@h/p?oauth_token=hush&a=b")
    assert isinstance(got, errors.TransportError)
    assert "GET https://(hidden)@h/p?oauth_token=(hidden)&a=b failed" in str(got)
    assert "some cause" in str(got) or kind is requests.exceptions.InvalidHeader


# Answers

READ = [
    ("text/xml; charset=UTF-8", "é".encode(), "é"),
    ("application/atom+xml", "é".encode(), "é"),
    ("application/json", b"{}", "{}"),
    ("application/x-www-form-urlencoded", b"a=b", "a=b"),
    (None, b"SID=x\r\nAuth=y", "SID=x\r\nAuth=y"),
    ("text/plain; charset=ISO-8859-1", b"\xe9", "é"),
    ("text/plain; charset='utf-8'", "é".encode(), "é"),
    ("text/plain; charset=no-such", "é".encode(), "é"),
    ("text/plain; charset=hex", b"ab", "ab"),
    ("text/plain", b"\xe9", b"\xe9"),
    ("image/png", b"\x89PNG", b"\x89PNG"),
    ("application/octet-stream", b"abc", b"abc"),
]


@pytest.mark.parametrize(("kind", "body", "expected"), READ)
def test_textual_answers_are_text_and_others_bytes(kind, body, expected):
    """By content type and charset; what does not decode stays bytes."""
    answer = Answer.of(200, body, {"Content-Type": kind} if kind else {})
    assert answer.read() == expected
    assert answer.read() == expected[:0]
    assert answer.content == body


def test_a_compressed_answer_stays_bytes():
    """Who asks for gzip gets gzip, as from httplib."""
    answer = Answer.of(200, b"\x1f\x8b", {"Content-Type": "text/xml", "Content-Encoding": "gzip"})
    assert answer.read() == b"\x1f\x8b"


def test_an_answer_is_read_in_pieces(loopback):
    """Text by characters, other things as bytes from the connection."""
    loopback.replies = [
        Reply.of("éab".encode(), Content_Type="text/plain"),
        Reply.of(b"\xff\xfeabc", Content_Type="image/png"),
    ]
    text, image = (HttpClient().request("GET", loopback.url) for _ in range(2))
    assert [text.read(1), text.read(1), text.read(), text.read()] == ["é", "a", "b", ""]
    assert [image.read(2), image.read(2), image.read(), image.read()] == [b"\xff\xfe", b"ab", b"c", b""]
    with pytest.raises(ValueError, match="in pieces"):
        _ = image.content


def test_headers_are_found_in_any_case_and_joined(loopback):
    """Like httplib: repeated headers by commas, names in lower case."""
    head = (
        b"HTTP/1.1 200 Fine\r\nContent-Type: text/xml\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 5\r\n\r\nhello"
    )
    loopback.replies = [Reply(head)]
    answer = HttpClient().request("GET", loopback.url)
    assert (answer.getheader("x-a"), answer.getheader("X-B"), answer.getheader("X-B", "d")) == (
        "1, 2",
        None,
        "d",
    )
    assert sorted(answer.getheaders()) == [
        ("content-length", "5"),
        ("content-type", "text/xml"),
        ("x-a", "1, 2"),
    ]
    assert ("X-A" in answer.msg, answer.msg["x-a"], len(answer.msg)) == (True, "1, 2", 3)
    assert "X-A: 1\r\n" in answer.msg.headers
    assert str(answer.msg).startswith("Content-Type: text/xml\nX-A: 1\nX-A: 2\n")
    assert (answer.version, answer.length, answer.reason, answer.isclosed()) == (11, 5, "Fine", False)
    assert answer.read() == "hello"
    assert answer.isclosed()


def test_responses_can_answer():
    """The usual tool for tests intercepts, sees our request and causes no hint."""
    url = "https://apps-apis.google.com/a/feeds/example.com/user/2.0/x"
    with responses.RequestsMock() as mock:
        mock.get(url, body="<e/>", status=403, content_type="text/xml")
        answer = ProxiedHttpClient().request("GET", url, headers={"Authorization": "x"})
        assert (answer.status, answer.read(), answer.content) == (403, "<e/>", b"<e/>")
        assert mock.calls[0].request.headers["Authorization"] == "x"
        assert mock.calls[0].request.url == url
        with pytest.raises(errors.ConnectionFailed):
            ProxiedHttpClient().request("GET", "https://example.com/")


# Routes and hints


@pytest.mark.parametrize("by", ["environment", "route_to"])
def test_googles_hosts_are_routed(by, loopback, monkeypatch):
    """The request keeps Google's host and says https; other hosts are left alone."""
    if by == "environment":
        monkeypatch.setenv("GDATA_COMPAT_SERVER", loopback.url)
    else:
        transport.route_to(loopback.url)
    url = "https://apps-apis.google.com/a/feeds/example.com/user/2.0/x?a=b"
    monkeypatch.setenv("https_proxy", "http://no-such-host.invalid:1")
    assert ProxiedHttpClient().request("GET", url).read() == "hello"
    HttpClient().request("GET", "http://www.GOOGLE.com:80/accounts/x").read()
    HttpClient().request("GET", loopback.url + "/direct").read()
    secure, plain, direct = loopback.received
    assert secure.line == f"GET {url} HTTP/1.1"
    assert (secure.headers["Host"], secure.headers["X-Forwarded-Proto"]) == ("apps-apis.google.com", "https")
    assert (plain.headers["Host"], "X-Forwarded-Proto" in plain.headers) == ("www.GOOGLE.com:80", False)
    assert direct.headers["Host"] == f"127.0.0.1:{loopback.port}"


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8080", "ftp://h", "http://", "http://h/path", "http://u:p@h", "http://h?x"]
)
def test_a_server_is_scheme_host_and_port(url):
    """Anything else is refused at once."""
    with pytest.raises(ValueError, match="reads like http://127"):
        transport.route_to(url)


@pytest.mark.parametrize(
    ("host", "google"),
    [
        ("google.com", True),
        ("APPS-APIS.google.com", True),
        ("gdata.youtube.com", True),
        ("accounts.google.com", True),
        ("oauth2.googleapis.com", True),
        ("www.googleapis.com", True),
        ("lh3.googleusercontent.com", True),
        ("notgoogle.com", False),
        ("google.com.example.org", False),
        ("example.com", False),
    ],
)
def test_googles_hosts_are_known(host, google):
    """By suffix, whole labels only."""
    assert routing.is_google(host) is google


@pytest.mark.parametrize(
    ("host", "path", "off"),
    [
        ("apps-apis.google.com", "/a/feeds/example.com/user/2.0/x", True),
        ("apps-apis.google.com", "/a/feeds/compliance/audit/mail/monitor/example.com/x", False),
        ("www.google.com", "/accounts/OAuthGetRequestToken", True),
        ("www.google.com", "/accounts/ClientLogin", True),
        ("www.google.com", "/accounts/AuthSubRevokeToken", True),
        ("www.google.com", "/calendar/feeds/default", True),
        ("docs.google.com", "/feeds/default/private/full", True),
        ("www.google.com", "/m8/feeds/contacts/example.com/full", False),
        ("www.google.com", "/m8/feeds/contacts/default/full", True),
        ("www.google.com", "/m8/feeds/contacts/me%40example.com/full", True),
        ("www.google.com", "/m8/feeds/profiles/domain/example.com/full", True),
        ("www.google.com", "/search", False),
        ("example.com", "/a/feeds/x", False),
    ],
)
def test_addresses_that_are_switched_off_are_known(host, path, off):
    """Email Audit and Domain Shared Contacts still answer."""
    assert routing.is_switched_off(host, path) is off


def test_a_call_to_an_address_that_is_switched_off_gives_one_hint(loopback, monkeypatch):
    """One warning a process, at the script's line; the answer goes up as it is."""
    monkeypatch.setenv("http_proxy", loopback.url)
    loopback.replies = [Reply.of(b"gone", "410 Gone")]
    url = "http://apps-apis.google.com/a/feeds/example.com/user/2.0/x?oauth_token=hush"
    with pytest.warns(transport.SwitchedOffWarning, match="gdata-compat serve") as caught:
        assert ProxiedHttpClient().request("GET", url).status == 410
    assert caught[0].filename == __file__
    assert "hush" not in str(caught[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ProxiedHttpClient().request("GET", url).status == 410


def test_a_connection_that_fails_there_gives_the_hint_too(monkeypatch):
    """The exception stays the legacy one."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with pytest.warns(transport.SwitchedOffWarning), pytest.raises(errors.ConnectionFailed):
        ProxiedHttpClient().request("GET", "http://docs.google.com/feeds/x")


def test_a_routed_call_gives_no_hint(loopback):
    """Who has a server knows."""
    transport.route_to(loopback.url)
    loopback.replies = [Reply.of(b"no", "403 Forbidden")]
    assert HttpClient().request("GET", "https://apps-apis.google.com/a/feeds/x").status == 403


# Debug


def test_debug_prints_as_httplib_did_without_secrets(loopback, capsys):
    """The lines of debug level 1, with what authorizes and passwords hidden."""
    client = HttpClient()
    client.debug = True
    url = f"{loopback.url}/p?oauth_signature=hush1&a=b"
    loopback.replies = [Reply.of(Content_Type="text/plain")]
    client.request("POST", url, "Email=me&Passwd=hush2", {"Authorization": "hush3"}).read()
    out = capsys.readouterr().out
    head = [
        f"POST {loopback.url}/p?oauth_signature=(hidden)&a=b HTTP/1.1",
        "Accept-Encoding: identity",
        f"Host: 127.0.0.1:{loopback.port}",
        "Authorization: (hidden)",
        "Content-Length: 21",
        "Content-Type: application/atom+xml",
    ]
    assert out.splitlines() == [
        "send: " + repr("\r\n".join([*head, "", ""])),
        "send: 'Email=me&Passwd=(hidden)'",
        "reply: 'HTTP/1.1 200 OK\\r\\n'",
        "header: Content-Length: 5",
        "header: Content-Type: text/plain",
    ]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<login userName='a' password='hush'/>", "<login userName='a' password=\"(hidden)\"/>"),
        (
            "<apps:property name='password' value='hush'/>",
            "<apps:property name='password' value=\"(hidden)\"/>",
        ),
        ("SID=hush\nLSID=hush\nAuth=hush\n", "SID=(hidden)\nLSID=(hidden)\nAuth=(hidden)\n"),
        ("a=b&oauth_token_secret=hush", "a=b&oauth_token_secret=(hidden)"),
    ],
)
def test_bodies_are_shown_without_secrets(shown, expected):
    """Passwords in entries and properties, tokens in answers."""
    assert redact.body(shown) == expected


def test_an_answer_cut_short_pickles():
    """Errors travel between processes."""
    error = errors.ConnectionFailed(111, "x")
    assert pickle.loads(pickle.dumps(error)).errno == 111
