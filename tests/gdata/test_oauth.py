"""gdata.oauth: requests, tokens, signature methods and the checking server."""

from __future__ import annotations

import pytest

from gdata_compat.gdata import oauth
from gdata_compat.gdata.oauth import rsa

CONSUMER = oauth.OAuthConsumer("example.com", "secret")
TOKEN = oauth.OAuthToken("tok", "token secret")


def _signed(method, token=TOKEN, **parameters):
    request = oauth.OAuthRequest.from_consumer_and_token(
        CONSUMER, token, http_url="http://h/p", parameters={"a": "b", **parameters}
    )
    request.sign_request(method, CONSUMER, token)
    return request


def test_a_token_is_written_secret_first_and_read_back():
    """The form is that of 2.0.18, where `~` is encoded."""
    text = str(oauth.OAuthToken("a/~b", "c d"))
    assert text == "oauth_token_secret=c+d&oauth_token=a%2F%7Eb"
    read = oauth.OAuthToken.from_string(text)
    assert (read.key, read.secret) == ("a/~b", "c d")


@pytest.mark.parametrize("form", ["", "foo", "oauth_token=a", "oauth_token=a&oauth_token_secret="])
def test_a_form_without_a_whole_token_raises_key_error(form):
    """Missing and empty fields are a KeyError, as before."""
    with pytest.raises(KeyError):
        oauth.OAuthToken.from_string(form)


def test_from_request_collects_header_query_and_url():
    """Of repeated parameters the first is taken, `;` separates, and values are decoded twice (2.0.18)."""
    request = oauth.OAuthRequest.from_request(
        "GET",
        "http://h/?a=1;b=2&a=3&c=%252F&d",
        headers={"Authorization": 'OAuth realm="x", oauth_nonce="a%2Fb", x=y'},
    )
    assert request.parameters == {"a": "1", "b": "2", "c": "/", "d": "", "oauth_nonce": "a/b", "x": "y"}


def test_from_request_without_parameters_is_none():
    """There is nothing to check in such a request."""
    assert oauth.OAuthRequest.from_request("GET", "http://h/") is None


def test_from_request_refuses_another_scheme_of_authorization():
    """The original's ValueError stays."""
    with pytest.raises(ValueError, match="substring not found"):
        oauth.OAuthRequest.from_request("GET", "http://h/", headers={"Authorization": "Basic x"})


def test_from_request_says_when_a_header_cannot_be_read():
    """A field without `=` is an OAuthError."""
    with pytest.raises(oauth.OAuthError, match="Unable to parse"):
        oauth.OAuthRequest.from_request("GET", "http://h/", headers={"Authorization": "OAuth x"})


def test_signing_anew_drops_the_old_signature():
    """The signature itself is never signed."""
    request = _signed(oauth.OAuthSignatureMethod_HMAC_SHA1())
    first = request.get_parameter("oauth_signature")
    request.sign_request(oauth.OAuthSignatureMethod_HMAC_SHA1(), CONSUMER, TOKEN)
    assert request.get_parameter("oauth_signature") == first


def test_plaintext_gives_both_secrets():
    """The signature is the two encoded secrets."""
    request = _signed(oauth.OAuthSignatureMethod_PLAINTEXT())
    assert request.get_parameter("oauth_signature") == "secret&token%20secret"


@pytest.mark.parametrize("secret_of", ["consumer", "token"])
def test_a_missing_secret_is_a_type_error_that_says_whose(secret_of):
    """2.0.18: TypeError('None object cannot be quoted')."""
    consumer = oauth.OAuthConsumer("k", None if secret_of == "consumer" else "s")
    token = oauth.OAuthToken("k", None if secret_of == "token" else "s")
    request = oauth.OAuthRequest.from_consumer_and_token(consumer, token, http_url="http://h/")
    with pytest.raises(TypeError, match=f"the {secret_of} has no secret"):
        request.sign_request(oauth.OAuthSignatureMethod_HMAC_SHA1(), consumer, token)


@pytest.mark.parametrize(
    "method",
    [
        oauth.OAuthSignatureMethod_HMAC_SHA1(),
        oauth.OAuthSignatureMethod_PLAINTEXT(),
        rsa.TestOAuthSignatureMethod_RSA_SHA1(),
    ],
    ids=lambda method: method.get_name(),
)
def test_a_signature_method_knows_its_own_signature(method):
    """`check_signature` accepts what was signed, and nothing else."""
    request = _signed(method)
    signature = request.parameters.pop("oauth_signature")
    assert method.check_signature(request, CONSUMER, TOKEN, signature)
    assert not method.check_signature(request, CONSUMER, TOKEN, signature + "A")
    assert not method.check_signature(request, CONSUMER, TOKEN, "é")


def test_a_key_object_with_tlslites_interface_signs():
    """An object with `hashAndSign` is taken for a key."""

    class Key:
        def hashAndSign(self, data):
            return b"signed " + data[:3].encode()

    class Method(rsa.OAuthSignatureMethod_RSA_SHA1):
        def _fetch_private_cert(self, oauth_request):
            return Key()

    assert _signed(Method()).get_parameter("oauth_signature") == "c2lnbmVkIEdFVA=="


class Store(oauth.OAuthDataStore):
    """One consumer, one token, no memory of nonces but one."""

    def lookup_consumer(self, key):
        return CONSUMER if key == CONSUMER.key else None

    def lookup_token(self, oauth_consumer, token_type, token_token):
        return TOKEN if token_token == TOKEN.key else None

    def lookup_nonce(self, oauth_consumer, oauth_token, nonce, timestamp=None):
        return nonce if nonce == "used" else None

    def fetch_request_token(self, oauth_consumer):
        return oauth.OAuthToken("new", "s")

    def fetch_access_token(self, oauth_consumer, oauth_token):
        return oauth.OAuthToken("access", "s")


@pytest.fixture
def server():
    """A server that knows HMAC-SHA1."""
    server = oauth.OAuthServer(Store())
    server.add_signature_method(oauth.OAuthSignatureMethod_HMAC_SHA1())
    return server


def test_the_server_accepts_a_signed_request(server):
    """Consumer, token and the other parameters come back."""
    got = server.verify_request(_signed(oauth.OAuthSignatureMethod_HMAC_SHA1()))
    assert got == (CONSUMER, TOKEN, {"a": "b"})


def test_the_server_hands_out_tokens(server):
    """A new request token without one, an access token for one."""
    method = oauth.OAuthSignatureMethod_HMAC_SHA1()
    assert server.fetch_request_token(_signed(method, token=None)).key == "new"
    assert server.fetch_request_token(_signed(method)) is TOKEN
    assert server.fetch_access_token(_signed(method)).key == "access"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"oauth_version": "2.0"}, "OAuth version 2.0 not supported"),
        ({"oauth_consumer_key": "x"}, "Invalid consumer."),
        ({"oauth_consumer_key": ""}, "Invalid consumer key."),
        ({"oauth_token": "x"}, "Invalid access token: x"),
        ({"oauth_timestamp": 1}, "Expired timestamp"),
        ({"oauth_nonce": "used"}, "Nonce already used: used"),
        ({"oauth_signature_method": "X"}, "Signature method X not supported"),
        ({"oauth_signature": "x"}, "Invalid signature. Expected signature base string: GET&http"),
        ({"oauth_signature": None}, "Missing signature"),
        ({"oauth_nonce": None}, "Parameter not found: oauth_nonce"),
    ],
)
def test_the_server_says_what_is_wrong(server, change, message):
    """Each check has its own text, in `message` too."""
    request = _signed(oauth.OAuthSignatureMethod_HMAC_SHA1())
    request.parameters.update(change)
    for name in [name for name, value in change.items() if value is None]:
        del request.parameters[name]
    with pytest.raises(oauth.OAuthError) as caught:
        server.verify_request(request)
    assert message in caught.value.message


def test_an_error_without_text_has_the_old_one():
    """The spelling is 2.0.18's."""
    assert oauth.OAuthError().message == "OAuth error occured."


def test_escape_refuses_what_is_no_text():
    """None and numbers are a TypeError, as before."""
    assert oauth.escape("a/b ~é") == "a%2Fb%20~%C3%A9"
    assert oauth.escape(b"a/b") == "a%2Fb"
    with pytest.raises(TypeError, match="NoneType"):
        oauth.escape(None)
