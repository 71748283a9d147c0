"""gdata.gauth: tokens that sign, the ways by which they are obtained, and tokens as text."""

from __future__ import annotations

import pickle
import sys
import types

import pytest

from gdata_compat import errors
from gdata_compat.atom import client as atom_client
from gdata_compat.atom import http_core
from gdata_compat.gdata import gauth
from tests.fix_gauth import library, observed, played, recorded, scenes
from tests.fix_loopback import Reply

RECORDED = recorded("gauth")
SCENES = scenes("gauth")
TOKENS = dict(sys.modules["scenes_gauth"].tokens(gauth))


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_everything_is_as_2018_had_it(name):
    """Headers, base strings, signatures, requests, answers and blobs are those that were recorded."""
    assert played(SCENES[name]) == RECORDED[name]


def test_the_recording_is_what_2018_does(original):
    """The original, where it is, still does what was recorded."""
    assert observed(original, "gauth") == RECORDED


# Signing


@pytest.mark.parametrize("name", ["hmac", "rsa", "two-legged hmac", "two-legged rsa"])
def test_the_header_has_no_realm(name):
    """Quirk 44: the header begins with the nonce, of 15 digits."""
    request = TOKENS[name].modify_request(http_core.HttpRequest("http://h/p", "GET"))
    start, _, rest = request.headers["Authorization"].partition('"')
    assert start == "OAuth oauth_nonce="
    assert rest.partition('"')[0].isdigit()
    assert len(rest.partition('"')[0]) == 15


@pytest.mark.parametrize(("value", "signed"), [(None, "x%3D"), (5, "x%3D5")], ids=["nothing", "a number"])
def test_parameters_without_a_value_and_numbers_are_signed(value, signed):
    """A query's `?x` counts as empty and a number as its text, where 2.0.18 failed."""
    request = http_core.HttpRequest("http://h/p", "GET")
    request.uri.query["x"] = value
    base = gauth.build_oauth_base_string(request, "k", "n", gauth.HMAC_SHA1, 1, "1.0")
    assert base.endswith(f"%26{signed}")


def test_a_key_that_cannot_be_read_is_not_shown():
    """The error is the SyntaxError of old and a SigningKeyError, without the key's text."""
    token = gauth.OAuthRsaToken("k", "secret text", "t", "s", gauth.ACCESS_TOKEN)
    with pytest.raises(errors.SigningKeyError) as caught:
        token.modify_request(http_core.HttpRequest("http://h/", "GET"))
    assert isinstance(caught.value, SyntaxError)
    assert "secret" not in str(caught.value)


def test_a_missing_consumer_secret_says_what_to_set():
    """The TypeError of old names the consumer secret."""
    with pytest.raises(TypeError, match="consumer secret"):
        gauth.generate_hmac_signature(http_core.HttpRequest("http://h/", "GET"), "k", None, 1, "n", "1.0")


@pytest.mark.parametrize("name", sorted(TOKENS))
def test_tokens_pickle_and_show_nothing(name):
    """Every token pickles under its legacy name, and its repr holds none of its values."""
    token = TOKENS[name]
    copy = pickle.loads(pickle.dumps(token))
    assert (type(copy), vars(copy)) == (type(token), vars(token))
    assert type(token).__module__ == gauth.__name__
    assert not any(str(value) in repr(token) for value in vars(token).values() if len(str(value)) > 4)


# Obtaining


def test_the_default_url_of_auth_sub_is_not_shared():
    """A second URL leaves the first as it was; 2.0.18 gave the same object twice."""
    one = gauth.generate_auth_sub_url("http://one/", "http://s/")
    text = str(one)
    gauth.generate_auth_sub_url("http://two/", "http://t/", secure=True)
    assert str(one) == text


def test_uris_that_are_given_are_changed():
    """Quirk of old: `next` and `request_url` given as a Uri get the parameters."""
    then, asked = http_core.parse_uri("http://n/"), http_core.parse_uri("http://r/")
    assert gauth.generate_auth_sub_url(then, "http://s/", request_url=asked) is asked
    assert then.query == {"auth_sub_scopes": "http://s/"}


def test_scopes_may_be_uris():
    """The scopes of a request token may be Uri objects, as its documentation said."""
    request = gauth.generate_request_for_request_token(
        "k", gauth.HMAC_SHA1, [http_core.parse_uri("http://s/")], consumer_secret="s"
    )
    assert request.uri.query["scope"] == "http://s/"


@pytest.mark.parametrize("name", [name for name in dir(gauth) if name[0].isupper() and name[1:2].islower()])
def test_old_spellings_are_the_same_functions(name):
    """A name in the old spelling is the function of the new one."""
    value = getattr(gauth, name)
    if isinstance(value, types.FunctionType):
        new = "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
        assert value is getattr(gauth, new)


def test_answers_may_be_bytes():
    """Bodies read as bytes are taken like text."""
    assert gauth.oauth_token_info_from_body(b"oauth_token=a%2Fb&oauth_token_secret=c") == ("a/b", "c")
    assert gauth.auth_sub_string_from_body(b"Token=t") == "t"
    assert gauth.get_client_login_token_string(b"Auth=t") == "t"
    assert gauth.token_from_blob(b"1c|t").token_string == "t"
    assert [token.token_string for token in gauth.load_tokens(b"1c|t,1a|u")] == ["t", "u"]


# App Engine


@pytest.mark.parametrize(
    "call",
    [lambda: gauth.ae_save(TOKENS["hmac"], "k"), lambda: gauth.ae_load("k"), lambda: gauth.AeDelete("k")],
    ids=["save", "load", "delete"],
)
def test_without_app_engine_the_error_says_what_to_do(call):
    """The datastore's functions raise ExtraMissing, an ImportError, and name the way without."""
    with pytest.raises(errors.ExtraMissing, match="token_to_blob") as caught:
        call()
    assert isinstance(caught.value, ImportError)


def test_with_app_engine_tokens_are_kept_as_text(monkeypatch):
    """Where `gdata.alt.app_engine` can be imported, tokens are kept there as blobs under old keys."""
    kept = {}
    datastore = types.ModuleType("app_engine")
    datastore.set_token = lambda key, blob: kept.update({key: blob}) or True
    datastore.get_token, datastore.delete_token = kept.get, kept.pop
    package = gauth.__package__
    monkeypatch.setitem(sys.modules, f"{package}.alt", types.ModuleType("alt"))
    monkeypatch.setitem(sys.modules, f"{package}.alt.app_engine", datastore)
    assert gauth.ae_save(gauth.ClientLoginToken("t"), "me") is True
    assert kept == {"gd_auth_tokenme": "1c|t"}
    assert gauth.ae_load("me").token_string == "t"
    gauth.ae_delete("me")
    assert gauth.ae_load("me") is None


# OAuth 2.0


@pytest.fixture
def token(loopback):
    """A token whose servers are the loopback."""
    return gauth.OAuth2Token(
        "id",
        "sec",
        "http://s/",
        "ua",
        token_uri=f"{loopback.url}/token",
        revoke_uri=f"{loopback.url}/revoke",
        access_token="old",
        refresh_token="r",
    )


def json_reply(text, status="200 OK"):
    """An answer in JSON."""
    return Reply.of(text.encode(), status, Content_Type="application/json")


def test_a_token_is_refreshed_after_401(token, loopback):
    """Over the network: 401, a refresh, and the request again with the new token."""
    loopback.replies = [Reply.of(b"no", "401 No"), json_reply('{"access_token": "new"}'), Reply.of(b"fine")]
    client = token.authorize(atom_client.AtomPubClient())
    assert client.get(f"{loopback.url}/feed").read() == "fine"
    first, refresh, again = loopback.received
    assert first.headers["Authorization"] == "Bearer old"
    assert refresh.line == "POST /token HTTP/1.1"
    assert refresh.headers["user-agent"] == "ua"
    assert b"refresh_token=r" in refresh.body
    assert again.headers["Authorization"] == "Bearer new"
    assert token.token_expiry is None


def test_a_refused_refresh_leaves_an_empty_body(token, loopback):
    """Quirk 46: the answer to the refresh is given, already read, and the token is invalid."""
    loopback.replies = [Reply.of(b"no", "401 No"), json_reply('{"error": "invalid_grant"}', "400 Bad")]
    client = token.authorize(atom_client.AtomPubClient())
    response = client.get(f"{loopback.url}/feed")
    assert (response.status, response.read(), token.invalid) == (400, "", True)


def test_a_code_is_exchanged(token, loopback):
    """Over the network: the code becomes an access token with its time of expiry."""
    loopback.replies = [json_reply('{"access_token": "new", "expires_in": 60, "refresh_token": "r2"}')]
    token.generate_authorize_url("http://n/")
    assert token.get_access_token("c") is token
    assert (token.access_token, token.refresh_token) == ("new", "r2")
    assert token.token_expiry is not None
    assert b"code=c&redirect_uri=http%3A%2F%2Fn%2F" in loopback.received[0].body


def test_a_refused_exchange_says_why(token, loopback):
    """The error carries what the server called it; 2.0.18 had no text in it."""
    loopback.replies = [json_reply('{"error": "invalid_grant"}', "400 Bad")]
    token.redirect_uri = "http://n/"
    with pytest.raises(gauth.OAuth2AccessTokenError, match="invalid_grant"):
        token.get_access_token("c")


def test_a_revocation_over_the_network(token, loopback):
    """A refused one raises with the answer in it; an accepted one makes the token invalid."""
    loopback.replies = [json_reply('{"error": "invalid_token"}', "400 Bad"), Reply.of(b"")]
    with pytest.raises(gauth.OAuth2RevokeError, match=r"status=400, error=invalid_token") as caught:
        token.revoke()
    assert (caught.value.status, caught.value.reason, token.invalid) == (400, "Bad", False)
    token.revoke()
    assert (token.invalid, loopback.received[1].line) == (True, "GET /revoke?token=r HTTP/1.1")


class Credentials:
    """What oauth2client's credentials offer."""

    access_token, invalid, refreshed = "a", False, None

    def _refresh(self, request):
        self.refreshed = request
        self.access_token = "new"


def test_credentials_are_seen_through(monkeypatch):
    """A token of credentials reads and writes their values, and lets them refresh themselves."""
    httplib2 = types.ModuleType("httplib2")
    httplib2.Http = lambda: types.SimpleNamespace(request="function")
    monkeypatch.setitem(sys.modules, "httplib2", httplib2)
    token = gauth.OAuth2TokenFromCredentials(Credentials())
    token._refresh(None)
    assert (token.access_token, token.credentials.refreshed, token.invalid) == ("new", "function", False)
    token._invalid = True
    assert token.credentials.invalid is True
    for name in ("generate_authorize_url", "get_access_token", "revoke", "_extract_tokens"):
        with pytest.raises(NotImplementedError):
            getattr(token, name)()


def test_credentials_without_httplib2(monkeypatch):
    """The error names the package that oauth2client needs."""
    monkeypatch.setitem(sys.modules, "httplib2", None)
    with pytest.raises(errors.ExtraMissing, match="httplib2"):
        gauth.OAuth2TokenFromCredentials(Credentials())._refresh(None)


def test_the_scenes_use_our_modules():
    """What is compared with the recording is this library."""
    assert library().gauth is gauth
