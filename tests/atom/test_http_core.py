"""atom.http_core: what is sent, and its requests, URIs and responses."""

from __future__ import annotations

import http.client
import io
import ssl

import pytest

from gdata_compat import errors
from gdata_compat.atom import http_core
from gdata_compat.atom.http_core import HttpClient, HttpRequest, ProxiedHttpClient, Uri
from gdata_compat.engine import transport
from tests.fix_gauth import observed, played, recorded, scenes
from tests.fix_loopback import Reply

RECORDED = recorded("http")


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_everything_is_as_2018_had_it(name, clean_wire):
    """Requests on the wire, URIs, bodies, responses and clients are those that were recorded."""
    assert played(scenes("http")[name]) == RECORDED[name]


def test_the_recording_is_what_2018_does(original):
    """The original, where it is, still does what was recorded."""
    assert observed(original, "http") == RECORDED


def test_tls_names_no_port_of_its_own(tls_loopback, ca_file, monkeypatch):
    """A request over TLS goes out with its path, and the certificate is verified."""
    url = f"{tls_loopback.url}/p?a=1"
    with pytest.raises(ssl.SSLError):
        HttpClient().request(HttpRequest(url, "GET"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    transport.close()
    assert HttpClient().request(HttpRequest(url, "GET")).read() == "hello"
    assert tls_loopback.received[0].line == "GET /p?a=1 HTTP/1.1"


@pytest.mark.parametrize(
    ("uri", "host", "line"),
    [
        ("https://h:443/p", "h", "/p"),
        ("http://h:80/p", "h", "/p"),
        ("http://h:443/p", "h:443", "/p"),
        ("https://h:8443/p", "h:8443", "/p"),
    ],
)
def test_the_port_of_the_scheme_is_not_named(uri, host, line, monkeypatch):
    """The header Host has a port only where it is not that of the scheme."""
    calls = []
    monkeypatch.setattr(transport, "send", calls.append)
    HttpClient().request(HttpRequest(uri, "GET"))
    assert (calls[0]._netloc, calls[0].target) == (host, line)


def test_a_proxy_tunnels_tls(tunnel, tls_loopback, ca_file, monkeypatch):
    """Over a tunnel the request line names the whole URL."""
    monkeypatch.setenv("https_proxy", tunnel.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    transport.close()
    ProxiedHttpClient().request(HttpRequest(f"{tls_loopback.url}/p", "GET")).read()
    assert tls_loopback.received[0].line == f"GET {tls_loopback.url}/p HTTP/1.1"


def test_a_proxy_that_refuses(loopback, monkeypatch):
    """A refused tunnel is the legacy error, and an OSError."""
    loopback.replies = [Reply.of(b"", "407 Who are you")]
    monkeypatch.setenv("https_proxy", loopback.url)
    with pytest.raises(http_core.ProxyError, match="Error status=407") as caught:
        ProxiedHttpClient().request(HttpRequest("https://example.com/p", "GET"))
    assert isinstance(caught.value, errors.ConnectionFailed)


def test_a_request_without_a_host_says_so():
    """A URI without a host is refused by its name, without secrets."""
    with pytest.raises(http_core.Error, match="names no host") as caught:
        HttpClient().request(HttpRequest("/p?token=secret", "GET"))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("on_instance", [False, True], ids=["in a subclass", "on the instance"])
def test_an_own_connection_is_used(on_instance, loopback):
    """A replaced `_get_connection` gives the connection; proxies' absolute URLs follow from its host."""

    connection = http.client.HTTPConnection("127.0.0.1", loopback.port)

    class Own(HttpClient):
        def _get_connection(self, uri, headers=None):
            return connection

    client = Own()
    if on_instance:
        client = HttpClient()
        client._get_connection = lambda uri, headers=None: connection
    request = HttpRequest("http://example.com/p", "POST")
    request.add_body_part(io.BytesIO(b"abc"), "a/b", 3)
    request.add_body_part("d", "a/b")
    assert client.request(request).read() == b"hello"
    connection.close()
    got = loopback.received[0]
    assert got.line == "POST http://example.com/p HTTP/1.1"
    assert got.headers["Host"] == "example.com"
    assert got.body.count(b"abc") == 1


@pytest.mark.parametrize("client_class", [HttpClient, ProxiedHttpClient])
def test_get_connection_gives_one_of_the_standard_library(client_class, clean_wire, monkeypatch):
    """Scripts that call `_get_connection` get a connection to the host, or to the proxy."""
    connection = client_class()._get_connection(Uri("http", "h", 81))
    assert (type(connection), connection.host, connection.port) == (http.client.HTTPConnection, "h", 81)
    monkeypatch.setenv("http_proxy", "http://proxy:82")
    monkeypatch.setenv("proxy_username", "u")
    monkeypatch.setenv("proxy_password", "p")
    headers = {}
    connection = client_class()._get_connection(Uri("http", "h", 81), headers)
    if client_class is ProxiedHttpClient:
        assert (connection.host, connection.port) == ("proxy", 82)
        assert headers == {"Proxy-Authorization": "Basic dTpw"}
    else:
        assert (connection.host, connection.port, headers) == ("h", 81, {})


def test_text_is_measured_in_bytes(loopback):
    """Content-Length counts the bytes of UTF-8, in one part and in several."""
    for parts in (["é"], ["é", "ü€"]):
        request = HttpRequest(f"{loopback.url}/p", "POST")
        for part in parts:
            request.add_body_part(part, "text/plain; charset=utf-8")
        HttpClient().request(request).read()
    one, two = loopback.received
    assert one.body.decode() == "é"
    assert two.headers["Content-Length"] == str(len(two.body))
    assert two.body.decode().endswith("ü€\r\n--END_OF_PART--")


def test_the_boundary_may_be_replaced(monkeypatch):
    """Scripts set MIME_BOUNDARY where a part may contain it."""
    monkeypatch.setattr(http_core, "MIME_BOUNDARY", "else")
    request = HttpRequest()
    for part in ("a", b"b"):
        request.add_body_part(part, "x/y")
    assert request.headers["Content-Type"] == 'multipart/related; boundary="else"'
    assert request._body_parts[-1] == "\r\n--else--"
    assert request.headers["Content-Length"] == str(sum(map(len, request._body_parts)))


def test_a_dump_shows_no_secrets():
    """What is printed for debugging hides tokens and passwords."""
    request = HttpRequest("http://h/p?oauth_token=secret", "POST", {"Authorization": "secret"})
    request.add_form_inputs({"Passwd": "secret"})
    request.add_body_part(io.BytesIO(b"secret"), "x/y", 6)
    assert "secret" not in request._dump()
    assert "<file like object>" in request._dump()
    assert "secret" not in http_core._dump_response(http_core.HttpResponse(200, "", {"Set-Cookie": "secret"}))


def test_debug_prints_what_goes_out(loopback, capsys):
    """`debug` shows the request without what authorizes."""
    client = HttpClient()
    client.debug = True
    client.request(HttpRequest(f"{loopback.url}/p", "GET", {"Authorization": "secret"})).read()
    printed = capsys.readouterr().out
    assert "GET /p HTTP/1.1" in printed
    assert "secret" not in printed


def test_the_proxys_user_is_read_from_the_environment(clean_wire, monkeypatch):
    """The helper gives the header's value with its line end."""
    monkeypatch.setenv("proxy-username", "u")
    monkeypatch.setenv("proxy-password", "p")
    assert http_core._get_proxy_auth() == "Basic dTpw\r\n"


def test_bytes_make_a_response_of_bytes():
    """A response made by hand gives back what it was made of."""
    assert http_core.HttpResponse(200, "OK", None, b"\xff").read() == b"\xff"
    assert http_core.HttpResponse(200, "OK", None, io.StringIO("x")).read() == "x"
