"""atom.client: the client over Atom's verbs (its recorded scenes are in test_http_core)."""

from __future__ import annotations

import pytest

from gdata_compat.atom import auth, client, http_core, mock_http_core


@pytest.fixture
def echo():
    """A client whose requests come back."""
    return client.AtomPubClient(mock_http_core.EchoHttpClient(), source="me")


@pytest.mark.parametrize(("source", "agent"), [("me", "me gdata-py/2.0.18"), (None, "gdata-py/2.0.17")])
def test_the_user_agent(source, agent):
    """Quirk 44: the version in the User-Agent depends on the source."""
    made = client.AtomPubClient(source=source).modify_request(None)
    assert made.headers["User-Agent"] == agent


def test_the_requestor_is_lost_beside_a_query(echo):
    """Quirk 45: a URI's own query replaces the requestor."""
    echo.xoauth_requestor_id = "u@h"
    assert echo.get("http://h/p").getheader("Echo-Uri") == "/p?xoauth_requestor_id=u%40h"
    assert echo.get("http://h/p?a=1").getheader("Echo-Uri") == "/p?a=1"


def test_the_token_sees_the_whole_request(echo):
    """The token is asked after everything else, since it may sign."""
    seen = []

    class Token:
        def modify_request(self, request):
            seen.append(str(request.uri))

    echo.ssl = True
    echo.get("//h?a=1", auth_token=Token(), b="2")
    assert seen == ["https://h/?a=1&b=2"]


def test_a_missing_host_shows_no_token(echo):
    """MissingHost names the request, without secret parameters."""
    with pytest.raises(client.MissingHost, match="No host provided in request GET") as caught:
        echo.get("/p?oauth_token=secret")
    assert "secret" not in str(caught.value)


def test_by_default_requests_go_through_proxies():
    """The default HTTP client is the proxied one; it sends over the network."""
    assert type(client.AtomPubClient().http_client) is http_core.ProxiedHttpClient


def test_a_request_over_the_network(loopback):
    """The client, its host and Basic authorization against a server."""
    atom = client.AtomPubClient(host="127.0.0.1", auth_token=auth.BasicAuth("Aladdin", "open sesame"))
    request = http_core.HttpRequest(uri=http_core.Uri(port=loopback.port))
    headers = client.CustomHeaders(Slug="s", Other=None)
    assert atom.get("/p", http_request=request, extra=headers).read() == "hello"
    got = loopback.received[0]
    assert got.line == "GET /p HTTP/1.1"
    assert got.headers["Authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert (got.headers["Slug"], "Other" in got.headers) == ("s", False)
