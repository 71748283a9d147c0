"""gdata.client and gdata.sample_util where ours does otherwise than 2.0.18, and over real connections."""

from __future__ import annotations

import pickle

import pytest

from gdata_compat import errors
from gdata_compat.atom import http_core
from gdata_compat.engine.xml import parser, versions
from gdata_compat.gdata import client, data, gauth, sample_util
from tests.fix_loopback import Reply

ENTRY = '<entry xmlns="http://www.w3.org/2005/Atom"><id>caf\u00e9</id></entry>'


class Answers:
    """Answers everything alike; keeps the requests."""

    def __init__(self, status, body, headers=None):
        self._answer = (status, "Reason", headers or {}, body)
        self.requests = []

    def request(self, http_request):
        self.requests.append(http_request)
        return http_core.HttpResponse(*self._answer)


def answered(*answer):
    """A client that is answered so."""
    return client.GDClient(http_client=Answers(*answer))


# Mended


def test_a_session_goes_on_without_a_uri():
    """With a session id and a request alone 2.0.18 failed with AttributeError."""
    one = answered(200, "")
    one.request("GET", "http://h/?gsessionid=S")
    one.request("GET", http_request=http_core.HttpRequest("http://h/p?a=b"))
    assert one.http_client.requests[1].uri.query == {"a": "b", "gsessionid": "S"}


@pytest.mark.parametrize(
    "act",
    [lambda c: c.get_next(data.GDFeed()), lambda c: c.update(data.GDEntry()), lambda c: c.request("GET")],
    ids=["no next page", "no edit link", "nothing"],
)
def test_what_is_nowhere_is_missing_a_host_in_a_session_too(act):
    """Once a session id was known, 2.0.18 failed with AttributeError instead of MissingHost."""
    one = answered(200, "")
    one.request("GET", "http://h/?gsessionid=S")
    with pytest.raises(client._atom_client.MissingHost):
        act(one)


def test_a_refused_login_without_a_body_is_a_request_error():
    """2.0.18 failed with IndexError."""
    with pytest.raises(client.RequestError) as caught:
        answered(403, "").client_login("me", "pw", "src")
    assert caught.value.status == 403


def test_a_captcha_without_a_url_is_a_captcha():
    """2.0.18 failed with KeyError."""
    with pytest.raises(client.CaptchaChallenge) as caught:
        answered(403, "Error=CaptchaRequired\nCaptchaToken=T\n").client_login("me", "pw", "src")
    assert (caught.value.captcha_token, caught.value.captcha_url) == ("T", None)


def test_revoking_nothing_says_what_is_missing():
    """The AttributeError of old names the token."""
    with pytest.raises(AttributeError, match="auth_token"):
        client.GDClient().revoke_token()


def test_the_default_urls_are_nobodys():
    """A token that writes into the URL of its request no longer changes it for all clients."""
    answered(200, "").revoke_token(gauth.TwoLeggedOAuthHmacToken("k", "s", "u@example.com"))
    another = answered(200, "")
    another.revoke_token(gauth.AuthSubToken("t"))
    assert another.http_client.requests[0].uri.query == {}


# Secrets


@pytest.mark.parametrize(
    ("status", "body", "act"),
    [
        (200, "SID=hush\nLSID=hush\n", lambda c: c.client_login("me", "pw-hush", "src")),
        (500, "Auth=hush", lambda c: c.client_login("me", "pw-hush", "src")),
        (403, "Token=hush", lambda c: c.upgrade_token(gauth.AuthSubToken("hush"))),
        (400, "oauth_token_secret=hush", lambda c: c.get_oauth_token([], "oob", "k", "hush")),
        (404, "no", lambda c: c.get_entry("http://u:hush@h/p?access_token=hush")),
        (200, "", lambda c: c.get_entry("/p?access_token=hush")),
    ],
    ids=["a login without a token", "a failed login", "an upgrade", "a request token", "a URL", "no host"],
)
def test_errors_show_no_secrets(status, body, act):
    """What authorizes is hidden in the text of an error; its body has all of it."""
    with pytest.raises((client.Error, client._atom_client.Error, ValueError)) as caught:
        act(answered(status, body))
    assert "hush" not in f"{caught.value} {caught.value!r}"
    assert getattr(caught.value, "body", None) in (body, None)


@pytest.mark.parametrize("kind", [client.RequestError, client.CaptchaChallenge, client.Unauthorized])
def test_errors_pickle(kind):
    """An error pickles under its legacy name, with what the server said."""
    response = http_core.HttpResponse(400, "R", {"A": "b"}, "body")
    error = client.error_from_response("m", response, kind)
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (kind, str(error), vars(error))
    assert kind.__module__ == client.__name__


def test_a_body_in_bytes_is_shown_as_text():
    """Bytes that are no text neither fail nor show as `b'...'`."""
    error = client.error_from_response("m", http_core.HttpResponse(400), client.RequestError, b"a\xff")
    assert (str(error), error.body) == ("m: 400, a\\xff", b"a\xff")


# Over a connection


def test_an_answer_is_parsed_once(loopback, monkeypatch):
    """The bytes of an answer go to the parser as they came, and no second time."""
    loopback.replies = [Reply.of(ENTRY.encode(), Content_Type="application/atom+xml; charset=UTF-8")]
    parsed, parse = [], parser.fromstring
    for where in (parser, versions.parser):  # the second keeps what it has looked up
        monkeypatch.setattr(where, "fromstring", lambda xml: parsed.append(xml) or parse(xml))
    assert client.GDClient().get_entry(f"{loopback.url}/e").id.text == "caf\u00e9"
    assert parsed == [ENTRY.encode()]


def test_a_document_may_be_in_another_encoding(loopback):
    """The declaration of the document counts."""
    xml = f'<?xml version="1.0" encoding="ISO-8859-1"?>{ENTRY}'.encode("latin-1")
    loopback.replies = [Reply.of(xml, Content_Type="application/atom+xml")]
    assert client.GDClient().get_entry(f"{loopback.url}/e").id.text == "caf\u00e9"


def test_a_document_without_a_class_is_text(loopback):
    """A converter reads the answer as text, and so does the caller who asks for no class."""
    loopback.replies = [Reply.of(ENTRY.encode(), Content_Type="application/atom+xml")]
    one = client.GDClient()
    assert one.get(f"{loopback.url}/e").read() == ENTRY
    assert one.get_entry(f"{loopback.url}/e", converter=lambda response: response.read()) == ENTRY


def test_media_are_downloaded_as_bytes(loopback):
    """What is no text is read as it is, in pieces or as a whole."""
    loopback.replies = [Reply.of(bytes(range(256)), Content_Type="image/png")]
    one = client.GDClient()
    assert one.get(f"{loopback.url}/m").read() == bytes(range(256))
    assert one.get(f"{loopback.url}/m").read(3) == b"\x00\x01\x02"


def test_a_refusal_has_what_the_server_said(loopback):
    """Status, reason, body and pairs of headers are in the error; nothing is tried again."""
    loopback.replies = [Reply.of(b"Why not", "503 Over quota", Retry_After="9")]
    with pytest.raises(client.RequestError) as caught:
        client.GDClient().get_feed(f"{loopback.url}/f")
    error = caught.value
    assert (error.status, error.reason, error.body) == (503, "Over quota", "Why not")
    assert ("retry-after", "9") in error.headers
    assert len(loopback.received) == 1


def test_a_redirect_is_followed_with_the_same_body(loopback):
    """A post goes out again, signed again, and later requests carry the session's id."""
    made = Reply.of(ENTRY.encode(), "201 Created", Content_Type="application/atom+xml")
    loopback.replies = [Reply.of(b"", "302 Moved", Location=f"{loopback.url}/f?gsessionid=S-1"), made, made]
    one = client.GDClient(auth_token=gauth.ClientLoginToken("t"))
    one.post(data.GDEntry(), f"{loopback.url}/f")
    one.get_entry(f"{loopback.url}/e")
    lines = [received.line for received in loopback.received]
    assert lines == [
        "POST /f HTTP/1.1",
        "POST /f?gsessionid=S-1 HTTP/1.1",
        "GET /e?gsessionid=S-1 HTTP/1.1",
    ]
    assert loopback.received[0].body == loopback.received[1].body != b""
    assert [r.headers["Authorization"] for r in loopback.received] == ["GoogleLogin auth=t"] * 3


def test_a_batch_comes_back_entry_by_entry(loopback):
    """The operations go out in a feed, and what became of each is read off the feed of the answer."""
    answer = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:batch="http://schemas.google.com/gdata/batch">'
        '<entry><id>1</id><batch:id>a</batch:id><batch:status code="200" reason="Success"/></entry>'
        '<entry><id>2</id><batch:id>b</batch:id><batch:status code="404" reason="No"/></entry></feed>'
    )
    loopback.replies = [Reply.of(answer.encode(), Content_Type="application/atom+xml")]
    feed = data.BatchFeed()
    feed.add_insert(data.BatchEntry(), "a")
    feed.add_delete(url_string="http://h/2", batch_id_string="b")
    told = client.GDClient().batch(feed, uri=f"{loopback.url}/batch")
    assert [(e.batch_id.text, e.batch_status.code) for e in told.entry] == [("a", "200"), ("b", "404")]
    assert b"insert" in loopback.received[0].body


def test_a_cut_connection_is_an_os_error(loopback):
    """As `socket.error` and `httplib` had it, and one of ours."""
    loopback.replies = [Reply(b"", close=True)]
    with pytest.raises(errors.TransportError):
        client.GDClient().get_feed(f"{loopback.url}/f")


# gdata.sample_util


def test_an_unreadable_key_authorizes_nothing(monkeypatch, capsys):
    """Where OAuth's RSA key cannot be read 2.0.18 said so, and failed with UnboundLocalError."""
    monkeypatch.setattr("sys.argv", ["x", "--consumer_key=k", "--rsa_private_key=/no/such/key"])
    settings, one = sample_util.SettingsUtil(), answered(200, "")
    settings.authorize_client(one, auth_type=3, scopes="http://a/", oauth_type=2)
    assert capsys.readouterr().out == "Unable to read private key from file\n"
    assert (one.auth_token, one.http_client.requests) == (None, [])
    assert "client_auth_token" not in settings.prefs


def test_the_page_is_shown_to_a_client_with_a_token_too(monkeypatch, capsys):
    """Where the client had a token already 2.0.18 showed `None` for AuthSub's page."""
    monkeypatch.setattr("sys.argv", ["x", "--rsa_private_key="])
    monkeypatch.setattr("builtins.input", lambda prompt: "entered")
    one = answered(200, "Token=lasting")
    one.auth_token = gauth.ClientLoginToken("was")
    sample_util.authorize_client(one, auth_type=2, scopes="http://a/")
    assert one.auth_token.token_string == "lasting"
    assert "https://www.google.com/accounts/AuthSubRequest?" in capsys.readouterr().out
