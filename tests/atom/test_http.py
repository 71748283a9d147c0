"""atom.http: the clients of the v1 library, their proxies and what subclasses may replace."""

from __future__ import annotations

import gc
import http.client
import io
import sys
import types

import pytest

from gdata_compat import errors
from gdata_compat.atom import http as atom_http
from gdata_compat.atom import http_interface
from gdata_compat.atom.url import Url, parse_url
from tests.fix_loopback import Reply

pytestmark = pytest.mark.usefixtures("clean_wire")


def test_a_url_is_text_or_a_url(loopback):
    """Quirk 30: an `atom.url.Url` is taken; anything else is refused, and so is a URL without a host."""
    client = atom_http.HttpClient({"A": "1", "B": "2"})
    assert client.request("GET", parse_url(loopback.url + "/p?a=b"), headers={"B": "3"}).read() == "hello"
    assert loopback.received[0].headers.items() >= {"A": "1", "B": "3"}.items()
    for url in (5, "/p", None):
        with pytest.raises(http_interface.UnparsableUrlObject):
            client.request("GET", url)


def test_a_protocol_that_is_not_https_is_http(loopback):
    """2.0.18 speaks plain HTTP whatever else stands there, and names it in the request line."""
    url = f"//127.0.0.1:{loopback.port}/a"
    assert atom_http.HttpClient().request("GET", url).read() == "hello"
    assert loopback.received[0].line == f"GET {url} HTTP/1.1"


@pytest.mark.parametrize("data", [io.StringIO("x"), ["x"], object()], ids=["file", "list", "object"])
def test_the_length_of_other_data_must_be_given(data):
    """ContentLengthRequired, before anything is sent."""
    with pytest.raises(http_interface.ContentLengthRequired, match="Specify a value"):
        atom_http.HttpClient().request("POST", "http://127.0.0.1:1/", data)


def test_a_content_type_goes_out_on_every_request(loopback):
    """Quirk 27: application/atom+xml on GET and DELETE too."""
    atom_http.HttpClient().delete(loopback.url).read()
    assert loopback.received[0].headers["Content-Type"] == "application/atom+xml"
    assert "User-Agent" not in loopback.received[0].headers


# Proxies


@pytest.mark.parametrize(
    ("settings", "authorization"),
    [
        ("http://127.0.0.1:%d", None),
        ("127.0.0.1:%d", None),
        ("https://127.0.0.1:%d/", None),
        ("http://u:p%%40w@127.0.0.1:%d/", "Basic dTpwJTQwdw=="),
        ("u:p@127.0.0.1:%d", "Basic dTpw"),
    ],
)
def test_plain_requests_go_through_the_proxy(settings, authorization, tunnel, monkeypatch):
    """User and password as they are written in http_proxy, escapes and all (2.0.18)."""
    monkeypatch.setenv("http_proxy", settings % tunnel.port)
    assert atom_http.ProxiedHttpClient().request("GET", "http://no-such-host.invalid/x").read() == "hello"
    got = tunnel.received[0]
    assert got.line == "GET http://no-such-host.invalid/x HTTP/1.1"
    assert got.headers["Host"] == "no-such-host.invalid"
    assert got.headers.get("Proxy-Authorization") == authorization


@pytest.mark.parametrize(
    "names", [("proxy-username", "proxy-password"), ("proxy_username", "proxy_password")]
)
def test_tls_goes_through_a_tunnel(names, tunnel, tls_loopback, ca_file, monkeypatch):
    """CONNECT with user and password of variables of their own; inside, the server sees no proxy header."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    monkeypatch.setenv("https_proxy", f"http://other:x@127.0.0.1:{tunnel.port}")
    for name, value in zip(names, ("u", "p"), strict=True):
        monkeypatch.setenv(name, value)
    client = atom_http.ProxiedHttpClient()
    assert [client.request("GET", tls_loopback.url + "/x").read() for _ in range(2)] == ["hello"] * 2
    assert len(tunnel.received) == 1
    connect = tunnel.received[0]
    assert connect.line.startswith(f"CONNECT 127.0.0.1:{tls_loopback.port} HTTP/1.")
    assert connect.headers["Proxy-Authorization"] == "Basic dTpw"
    assert connect.headers["User-Agent"] == "python"
    assert "Proxy-Authorization" not in tls_loopback.received[0].headers


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_proxy_that_refuses(loopback, monkeypatch):
    """The legacy ProxyError with its text, which is a ConnectionFailed too, and names no password."""
    loopback.replies = [Reply(b"HTTP/1.0 407 Auth\r\n\r\n", close=True)]
    monkeypatch.setenv("https_proxy", f"http://user:hush@127.0.0.1:{loopback.port}")
    with pytest.raises(atom_http.ProxyError, match="Error status=407") as caught:
        atom_http.ProxiedHttpClient().request("GET", "https://example.com/")
    assert isinstance(caught.value, errors.ConnectionFailed)
    assert "hush" not in str(caught.value)
    # http.client of Python 3.10 leaves its socket to the collector here: collect it in this test.
    del caught
    gc.collect()


def test_hosts_in_no_proxy_are_reached_directly(loopback, monkeypatch):
    """2.0.18 did not know no_proxy; every other tool does."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "example.org,127.0.0.1")
    assert atom_http.ProxiedHttpClient().request("GET", loopback.url).read() == "hello"


def test_the_plain_client_uses_no_proxy(loopback, monkeypatch):
    """As in 2.0.18; the services take the other one."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert atom_http.HttpClient().request("GET", loopback.url).read() == "hello"


def test_the_helpers_for_proxies(monkeypatch):
    """The values that 2.0.18 gave, line end included."""
    assert atom_http._get_proxy_auth("http://u:p@h:1") == "Basic dTpw\r\n"
    assert atom_http._get_proxy_auth("http://h:1") == ""
    assert atom_http._get_proxy_net_location("http://u:p@h:1") == "http://h:1"
    assert atom_http._get_proxy_net_location("http://h:1") == "http://h:1"
    monkeypatch.setenv("proxy-username", "u")
    assert atom_http._get_proxy_auth("http://h:1") == "Basic dTpOb25l\r\n"


# What subclasses replace


def test_a_subclass_may_prepare_its_own_connection(loopback):
    """Scripts did so to set timeouts or TLS settings; the old way of sending is then taken."""
    prepared = []

    class Client(atom_http.HttpClient):
        def _prepare_connection(self, url, headers):
            prepared.append(http.client.HTTPConnection(url.host, int(url.port), timeout=5))
            return prepared[-1]

    answer = Client().request("POST", loopback.url + "/p", ["é", io.BytesIO(b"f")], {"Content-Length": "3"})
    assert answer.read() == b"hello"
    prepared[0].close()
    got = loopback.received[0]
    assert (got.line, got.body) == (f"POST {loopback.url}/p HTTP/1.1", "éf".encode())
    assert got.headers["Host"] == f"127.0.0.1:{loopback.port}"


def test_a_subclass_may_write_the_request_line(loopback):
    """`_get_access_url` gives what it names."""

    class Client(atom_http.HttpClient):
        def _get_access_url(self, url):
            return url.get_request_uri()

    Client().request("GET", loopback.url + "/p?a=b").read()
    assert loopback.received[0].line == "GET /p?a=b HTTP/1.1"


@pytest.mark.parametrize("kind", [atom_http.HttpClient, atom_http.ProxiedHttpClient])
def test_prepare_connection_gives_one_of_the_standard_library(kind, tunnel, tls_loopback, monkeypatch):
    """For those who call it themselves; verified TLS, and a tunnel where there is a proxy."""
    plain = kind()._prepare_connection(f"http://127.0.0.1:{tunnel.port}", {})
    assert (type(plain), plain.port) == (http.client.HTTPConnection, tunnel.port)
    monkeypatch.setenv("https_proxy", f"http://u:p@127.0.0.1:{tunnel.port}")
    secure = kind()._prepare_connection(Url("https", "127.0.0.1", tls_loopback.port), {})
    with pytest.raises(OSError, match="certificate verify failed"):
        secure.request("GET", "/")
    secure.close()
    assert len(tunnel.received) == (1 if kind is atom_http.ProxiedHttpClient else 0)


def test_a_v2_client_takes_over(monkeypatch):
    """`v2_http_client` gets an HttpRequest with headers and body."""

    class HttpRequest:
        def __init__(self, method):
            self.method, self._body_parts = method, []

    class Uri:
        @staticmethod
        def parse_uri(text):
            return types.SimpleNamespace(modify_request=lambda request: setattr(request, "uri", text))

    fake = types.ModuleType("gdata_compat.atom.http_core")
    fake.HttpRequest, fake.Uri = HttpRequest, Uri
    monkeypatch.setitem(sys.modules, "gdata_compat.atom.http_core", fake)
    client = atom_http.HttpClient()
    client.v2_http_client = types.SimpleNamespace(request=lambda http_request: http_request)
    got = client.request("POST", "http://h/p", "data")
    assert (got.method, got.uri, got._body_parts) == ("POST", "http://h/p", ["data"])
    assert got.headers == {"Content-Length": "4", "Content-Type": "application/atom+xml"}


def test_data_is_sent_in_parts():
    """`_send_data_part` writes text, bytes, files and objects."""
    sent = []
    connection = types.SimpleNamespace(send=sent.append)
    for part in ("é", b"b", io.BytesIO(b"x" * 150_000), 5):
        atom_http._send_data_part(part, connection)
    assert sent == ["é".encode(), b"b", b"x" * 100_000, b"x" * 50_000, b"5"]
