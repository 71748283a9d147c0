"""gdata.auth: the tokens, the URLs by which they are obtained, and the answers that hold them."""

from __future__ import annotations

import pickle
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from gdata_compat import errors
from gdata_compat.atom.url import Url, parse_url
from gdata_compat.gdata import auth, oauth

RSA_KEY = (Path(__file__).parent.parent / "data" / "signing" / "rsa2048.pem").read_text()


class Recorder:
    """An HTTP client that keeps what it is asked for."""

    def request(self, operation, url, data=None, headers=None):
        self.operation, self.url, self.data, self.headers = operation, url, data, headers
        return "answer"


@pytest.fixture
def params():
    """A consumer that signs by HMAC-SHA1."""
    return auth.OAuthInputParams(auth.OAuthSignatureMethod.HMAC_SHA1, "example.com", "consumer secret")


# OAuth


def test_a_token_without_input_params_says_what_to_set(params):
    """Quirk 3: the failure is an AttributeError; ours says what is missing."""
    token = auth.OAuthToken("k", "s")
    for use in (
        lambda: token.GetAuthHeader("GET", "http://h/"),
        lambda: token.perform_request(Recorder(), "GET", Url()),
    ):
        with pytest.raises(
            AttributeError, match=r"oauth_input_params = client\.GetOAuthInputParameters"
        ) as caught:
            use()
        assert isinstance(caught.value, errors.OAuthInputParamsMissing)


def test_a_two_legged_token_signs_the_requestor_into_the_url(params):
    """Quirk 4: no oauth_token in the header, the requestor in the query, and str() fails."""
    params.requestor_id = "jdoe@example.com"
    client, token = Recorder(), auth.OAuthToken(oauth_input_params=params)
    assert token.perform_request(client, "GET", parse_url("https://h/p")) == "answer"
    assert str(client.url) == "https://h/p?xoauth_requestor_id=jdoe%40example.com"
    assert "oauth_token=" not in client.headers["Authorization"]
    with pytest.raises(TypeError):
        str(token)


def test_a_requestor_with_the_url_as_text_fails_as_before(params):
    """Quirk 25: revoking such a token hands over a text, which is an AttributeError."""
    params.requestor_id = "jdoe@example.com"
    with pytest.raises(AttributeError, match="params"):
        auth.OAuthToken("k", "s", None, params).perform_request(Recorder(), "GET", "https://h/p")


def test_the_callers_headers_gain_the_authorization(params):
    """A dict with something in it is added to, an empty one is not (2.0.18)."""
    token, full, empty = auth.OAuthToken("k", "s", None, params), {"X": "y"}, {}
    token.perform_request(Recorder(), "GET", parse_url("https://h/p"), headers=full)
    token.perform_request(Recorder(), "GET", parse_url("https://h/p"), headers=empty)
    assert set(full) == {"X", "Authorization"}
    assert empty == {}


def test_a_realm_is_written_with_plus_encoded(params):
    """2.0.18 encodes each `+` of the whole header."""
    header = auth.OAuthToken("k", "s", None, params).GetAuthHeader("GET", "http://h/", realm="r+e")
    assert header["Authorization"].startswith('OAuth realm="r%2Be", ')


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (auth.OAuthSignatureMethod.HMAC_SHA1, "HMAC_SHA1"),
        (auth.OAuthSignatureMethod.RSA_SHA1, "RSA_SHA1"),
        ("HMAC_SHA1", "HMAC_SHA1"),
        ("RSA_SHA1", "RSA_SHA1"),
        (oauth.OAuthSignatureMethod_PLAINTEXT, oauth.OAuthSignatureMethod_PLAINTEXT),
    ],
)
def test_input_params_keep_the_signature_method_by_name(given, name):
    """Quirk 9: the attributes are those of 2.0.18, with the method as a name."""
    params = auth.OAuthInputParams(given, "key", "secret", RSA_KEY, "me@example.com")
    assert vars(params) == {
        "_OAuthInputParams__signature_strategy": name,
        "_consumer": params.GetConsumer(),
        "requestor_id": "me@example.com",
        "rsa_key": RSA_KEY,
    }


def test_the_signature_method_is_made_anew_and_can_be_set(params):
    """Quirk 9: `_signature_method` is a property."""
    assert isinstance(params.GetSignatureMethod(), auth.OAuthSignatureMethod.HMAC_SHA1)
    params._signature_method = auth.OAuthSignatureMethod.RSA_SHA1
    params.rsa_key = RSA_KEY
    assert params._signature_method.private_key == RSA_KEY
    assert params._signature_method is not params._signature_method


def test_scripts_reach_into_a_token(params):
    """Quirk 9: the attributes of a token are those of 2.0.18, and take further ones."""
    token = auth.OAuthToken("k", "s", ["http://h/"], params)
    assert vars(token) == {"key": "k", "secret": "s", "scopes": ["http://h/"], "oauth_input_params": params}
    token.note = "mine"
    assert token.note == "mine"


def test_tokens_pickle(params, monkeypatch):
    """Quirks 9 and 21: a token signs the same after pickling."""
    monkeypatch.setattr(oauth, "generate_nonce", lambda length=8: "01234567")
    monkeypatch.setattr(oauth, "generate_timestamp", lambda: 1300000000)
    for token in (
        auth.OAuthToken("k", "s", ["http://h/"], params),
        auth.OAuthToken("k", "s", None, auth.OAuthInputParams("RSA_SHA1", "k", rsa_key=RSA_KEY)),
    ):
        twin = pickle.loads(pickle.dumps(token))
        assert twin.GetAuthHeader("GET", "http://h/p") == token.GetAuthHeader("GET", "http://h/p")
    secure = pickle.loads(pickle.dumps(auth.SecureAuthSubToken(RSA_KEY, "tok", ["http://h/"])))
    assert secure.GetAuthHeader("GET", "http://h/p")["Authorization"].startswith('AuthSub token="tok"')


def test_no_repr_shows_a_secret(params):
    """A token or its parameters in a traceback give nothing away."""
    secure = auth.SecureAuthSubToken(RSA_KEY, "authsub token")
    shown = repr([auth.OAuthToken("k", "token secret", None, params), params, params._consumer, secure])
    shown += repr(secure.rsa_key) + repr(auth.ClientLoginToken("GoogleLogin auth=login"))
    for secret in ("token secret", "consumer secret", "authsub token", "auth=login", RSA_KEY.splitlines()[1]):
        assert secret not in shown


@pytest.mark.parametrize(
    ("key", "secret", "text"),
    [
        ("a/~b", "c d", "oauth_token_secret=c+d&oauth_token=a%2F%7Eb"),
        ("a/b", None, "oauth_token=a/b"),
        (None, "c d", "oauth_token_secret=c d"),
    ],
)
def test_a_token_is_written_as_a_form(key, secret, text):
    """One part alone is written without encoding, as before."""
    assert str(auth.OAuthToken(key, secret)) == text


@pytest.mark.parametrize(
    ("text", "key", "secret"),
    [
        ("oauth_token=a%2Fb&oauth_token_secret=c+d", "a/b", "c d"),
        ("oauth_token=a%2Fb;oauth_token_secret=c+d", "a/b", "c d"),
        ("oauth_token=a&oauth_token_secret=", "a", None),
        ("x", None, None),
    ],
)
def test_a_token_is_read_from_a_form(text, key, secret):
    """Quirk 26: an empty secret is None."""
    token = auth.OAuthToken()
    token.set_token_string(text)
    assert (token.key, token.secret) == (key, secret)


def test_the_three_urls_of_oauth(params):
    """Request token, authorization and access token, each with its parameters."""
    request = auth.GenerateOAuthRequestTokenUrl(
        params, ["http://a/", "http://b/"], extra_parameters={"oauth_callback": "oob", "oauth_version": "9"}
    )
    assert str(request).startswith("https://www.google.com/accounts/OAuthGetRequestToken?")
    assert request.params["scope"] == "http://a/ http://b/"
    assert (request.params["oauth_callback"], request.params["oauth_version"]) == ("oob", "9")
    token = auth.OAuthToken("tok", "s", ["http://a/", "http://b/"])
    allow = auth.GenerateOAuthAuthorizationUrl(
        token, callback_url="http://cb/?x=1", include_scopes_in_callback=True
    )
    callback = "http://cb/?x=1&oauth_token_scope=http%3A%2F%2Fa%2F+http%3A%2F%2Fb%2F"
    assert allow.params == {"oauth_token": "tok", "oauth_callback": callback}
    access = auth.GenerateOAuthAccessTokenUrl(token, params, oauth_verifier="v")
    assert (access.params["oauth_token"], access.params["oauth_verifier"]) == ("tok", "v")
    assert access.params["oauth_signature"]


def test_a_token_is_taken_from_the_callback():
    """The scopes that went out with the callback come back."""
    token = auth.OAuthTokenFromUrl(
        "http://cb/?oauth_token_scope=http%3A%2F%2Fa%2F+http%3A%2F%2Fb%2F&oauth_token=t"
    )
    assert (token.key, token.secret, token.scopes) == ("t", None, ["http://a/", "http://b/"])
    assert auth.OAuthTokenFromUrl("http://cb/") is None


def test_a_token_is_taken_from_an_answer():
    """Key and secret only; KeyError for another answer."""
    token = auth.OAuthTokenFromHttpBody("oauth_token=a%2Fb&oauth_token_secret=s")
    assert (token.key, token.secret) == ("a/b", "s")
    assert auth.OAuthTokenFromHttpBody(b"oauth_token=a&oauth_token_secret=s").key == "a"
    with pytest.raises(KeyError):
        auth.OAuthTokenFromHttpBody("<html>")


# Scopes

SCOPES = [
    (["http://example.com/"], "https://example.com:443/foo", True),
    (["http://example.com"], "http://example.com/foo", True),
    (["http://example.com/foo"], "http://example.com/foobar", True),
    (["http://example.com/foo"], "http://example.com/", False),
    (["http://example.com/foo"], "http://example.com", False),
    (["http://example.com/"], "http://example.org/", False),
    (["http"], "ftp://anything/", True),
    ([Url(host="example.com", path="/foo")], "http://example.com/foo/x", True),
    (
        ["https://apps-apis.google.com/a/feeds/user/"],
        "https://apps-apis.google.com/a/feeds/example.com/user/2.0/x",
        False,
    ),
    ([], "http://example.com/", False),
]


@pytest.mark.parametrize(("scopes", "url", "valid"), SCOPES)
def test_a_scope_covers_host_and_beginning_of_the_path(scopes, url, valid):
    """Quirks 5 and 6: protocol and port don't matter; the apps scope covers no domain's feed."""
    for token in (auth.OAuthToken(scopes=scopes), auth.ClientLoginToken(scopes=scopes)):
        assert token.valid_for_scope(url) is valid
        assert token.valid_for_scope(parse_url(url)) is valid


# ClientLogin


def test_the_login_form():
    """Quirk 24: without a source it says None; the captcha needs both its parts."""
    form = auth.generate_client_login_request_body("a@b", "p w~", "apps", None, captcha_token="t")
    assert "Passwd=p+w%7E" in form
    assert parse_qs(form) == {
        "Email": ["a@b"],
        "Passwd": ["p w~"],
        "accountType": ["HOSTED_OR_GOOGLE"],
        "service": ["apps"],
        "source": ["None"],
    }
    form = auth.GenerateClientLoginRequestBody("a", "p", "apps", "s", "HOSTED", "t", "r")
    assert parse_qs(form)["logintoken"] + parse_qs(form)["logincaptcha"] == ["t", "r"]


def test_the_login_token_is_read_from_the_answer():
    """Quirk 24: an answer without `Auth=` makes a token that says None."""
    body = "SID=s\r\nLSID=l\r\nAuth=token\r\n"
    assert auth.GenerateClientLoginAuthToken(body) == "GoogleLogin auth=token"
    assert auth.GenerateClientLoginAuthToken("x") is None
    token = auth.extract_client_login_token(body, ["http://h/"])
    assert (token.get_token_string(), token.scopes) == ("token", ["http://h/"])
    assert str(auth.extract_client_login_token("x", [])) == "GoogleLogin auth=None"


def test_a_captcha_is_read_from_the_answer():
    """The whole URL is made of the part that the answer gives."""
    body = "Url=http://x\nError=CaptchaRequired\nCaptchaToken=t\nCaptchaUrl=Captcha?ctoken=u"
    expected = {"token": "t", "url": "http://www.google.com/accounts/Captcha?ctoken=u"}
    assert auth.GetCaptchaChallenge(body) == expected
    assert auth.get_captcha_challenge("Error=BadAuthentication") is None
    assert auth.get_captcha_challenge("Error=CaptchaRequired") == {}


def test_a_login_token_sends_its_header():
    """The caller's dict is added to."""
    client, headers = Recorder(), {}
    auth.ClientLoginToken("GoogleLogin auth=x").perform_request(client, "POST", "u", "data", headers)
    assert (client.operation, client.url, client.data) == ("POST", "u", "data")
    assert client.headers is headers
    assert headers == {"Authorization": "GoogleLogin auth=x"}


def test_tokens_without_a_header_fail_as_before():
    """`str()` and `get_token_string()` of an empty token are TypeErrors."""
    for use in (str, auth.ClientLoginToken.get_token_string):
        with pytest.raises(TypeError):
            use(auth.ClientLoginToken())


# AuthSub


def test_the_authsub_urls():
    """One scope gives text, several scopes a Url whose `next` carries them."""
    text = auth.GenerateAuthSubUrl("http://n/?a=~", "s c", request_url="http://x/?y")
    assert text == "http://x/?y&scope=s+c&session=1&secure=0&hd=default&next=http%3A%2F%2Fn%2F%3Fa%3D%7E"
    url = auth.generate_auth_sub_url("http://n/?a=1", ["http://s/", "http://t/"], secure=True, session=False)
    assert url.params == {
        "next": "http://n/?a=1&auth_sub_scopes=http%3A%2F%2Fs%2F+http%3A%2F%2Ft%2F",
        "scope": "http://s/ http://t/",
        "session": 0,
        "secure": 1,
        "hd": "default",
    }


def test_an_authsub_token_is_taken_from_url_and_answer():
    """The bare token is what is written, not decoded, but for the Url-based function."""
    assert auth.TokenFromUrl("http://n/?a=b&token=x%2Fy") == "x%2Fy"
    assert auth.AuthSubTokenFromUrl("token=x") == "AuthSub token=x"
    assert auth.AuthSubTokenFromUrl("http://n/") is None
    assert auth.AuthSubTokenFromHttpBody("Expiration=1\r\nToken=x") == "AuthSub token=x"
    assert auth.token_from_http_body("x") is None
    token = auth.extract_auth_sub_token_from_url("http://n/?auth_sub_scopes=http://a/+http://b/&token=x%2Fy")
    assert (token.get_token_string(), token.scopes) == ("x/y", ["http://a/", "http://b/"])
    assert auth.extract_auth_sub_token_from_url("http://n/") is None
    secure = auth.extract_auth_sub_token_from_url("http://n/?token=x", rsa_key=RSA_KEY)
    assert (type(secure), str(secure), secure.scopes) == (auth.SecureAuthSubToken, "x", [])


VERIFY = """
import sys
sys.path.pop(0)
from gdata.tlslite.utils import keyfactory, cryptomath
key = keyfactory.parsePEMKey(open(sys.argv[1]).read())
print('true' if key.hashAndVerify(cryptomath.base64ToBytes(sys.argv[2]), sys.argv[3]) else 'false')
"""


def test_a_secure_authsub_token_signs_what_the_original_verifies(original):
    """The header has the original's form, and tlslite accepts the signature."""
    client, token = Recorder(), auth.SecureAuthSubToken(RSA_KEY, "tok")
    token.perform_request(client, "GET", parse_url("http://h/p?a=b"))
    label, data, sig, algorithm = client.headers["Authorization"].split('" ')
    assert (label, algorithm) == ('AuthSub token="tok', 'sigalg="rsa-sha1"')
    assert data.startswith('data="GET http://h/p?a=b ')
    key = Path(__file__).parent.parent / "data" / "signing" / "rsa2048.pem"
    assert original.observe(VERIFY, str(key), sig[len('sig="') :], data[len('data="') :]) is True


def test_a_secure_token_with_a_bad_key_is_refused():
    """At once, as in 2.0.18."""
    with pytest.raises(SyntaxError, match="cannot be read"):
        auth.SecureAuthSubToken("junk")


def test_importing_auth_is_cheap():
    """No HTTP, TLS, OAuth or crypto library comes in with the tokens."""
    import subprocess
    import sys

    question = (
        "import sys; from gdata_compat.gdata import auth; from gdata_compat.atom import http, url; "
        "print([m for m in ('requests', 'oauthlib', 'http.client', 'ssl', 'cryptography', 'email', 'logging')"
        " if m in sys.modules])"
    )
    got = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)
    assert got.stdout.strip() == "[]"
