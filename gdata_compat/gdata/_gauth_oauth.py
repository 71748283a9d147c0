"""OAuth 1.0 in `gdata.gauth`: its tokens, its requests, and what is read from the answers."""

from __future__ import annotations

from typing import Any

from ..atom import http_core as _http_core
from ..engine import urls as _urls
from . import _gauth_signing as _signing

__all__ = [
    "ACCESS_TOKEN",
    "ACCESS_TOKEN_URL",
    "AUTHORIZED_REQUEST_TOKEN",
    "DEFAULT_DOMAIN",
    "HMAC_SHA1",
    "OAUTH_AUTHORIZE_URL",
    "REQUEST_TOKEN",
    "REQUEST_TOKEN_URL",
    "RSA_SHA1",
    "AuthorizeRequestToken",
    "OAuthHmacToken",
    "OAuthRsaToken",
    "TwoLeggedOAuthHmacToken",
    "TwoLeggedOAuthRsaToken",
    "UpgradeToAccessToken",
    "authorize_request_token",
    "build_oauth_base_string",
    "generate_auth_header",
    "generate_hmac_signature",
    "generate_oauth_authorization_url",
    "generate_request_for_access_token",
    "generate_request_for_request_token",
    "generate_rsa_signature",
    "hmac_token_from_body",
    "oauth_token_info_from_body",
    "oauth_token_info_from_url",
    "rsa_token_from_body",
    "upgrade_to_access_token",
]

RSA_SHA1 = "RSA-SHA1"
HMAC_SHA1 = "HMAC-SHA1"
REQUEST_TOKEN = 1
AUTHORIZED_REQUEST_TOKEN = 2
ACCESS_TOKEN = 3
REQUEST_TOKEN_URL = "https://www.google.com/accounts/OAuthGetRequestToken"
ACCESS_TOKEN_URL = "https://www.google.com/accounts/OAuthGetAccessToken"
OAUTH_AUTHORIZE_URL = "https://www.google.com/accounts/OAuthAuthorizeToken"
DEFAULT_DOMAIN = "default"


def _to_uri(str_or_uri):
    return _http_core.Uri.parse_uri(str_or_uri) if isinstance(str_or_uri, str) else str_or_uri


def build_oauth_base_string(
    http_request,
    consumer_key,
    nonce,
    signaure_type,
    timestamp,
    version,
    next="oob",
    token=None,
    verifier=None,
):
    """Give the text that OAuth signs of a request; what is None is left out."""
    parameters = {
        "oauth_consumer_key": consumer_key,
        "oauth_nonce": nonce,
        "oauth_signature_method": signaure_type,
        "oauth_timestamp": timestamp,
        "oauth_callback": next,
        "oauth_token": token,
        "oauth_version": version,
        "oauth_verifier": verifier,
    }
    return _signing.base_string(http_request, parameters)


def generate_hmac_signature(
    http_request,
    consumer_key,
    consumer_secret,
    timestamp,
    nonce,
    version,
    next="oob",
    token=None,
    token_secret=None,
    verifier=None,
):
    """Sign a request by HMAC-SHA1; the signature is base64."""
    base = build_oauth_base_string(
        http_request, consumer_key, nonce, HMAC_SHA1, timestamp, version, next, token, verifier=verifier
    )
    return _signing.hmac_signature(base, consumer_secret, token_secret)


def generate_rsa_signature(
    http_request,
    consumer_key,
    rsa_key,
    timestamp,
    nonce,
    version,
    next="oob",
    token=None,
    token_secret=None,
    verifier=None,
):
    """Sign a request by RSA-SHA1 with a private key in PEM; the signature is base64.

    Raises SigningKeyError (a ValueError and SyntaxError) for a key that cannot be read.
    """
    base = build_oauth_base_string(
        http_request, consumer_key, nonce, RSA_SHA1, timestamp, version, next, token, verifier=verifier
    )
    return _signing.rsa_signature(base, rsa_key)


def generate_auth_header(
    consumer_key,
    timestamp,
    nonce,
    signature_type,
    signature,
    version="1.0",
    next=None,
    token=None,
    verifier=None,
):
    """Write the Authorization header of a signed request; what is None is left out (quirk 44)."""
    parameters = {
        "oauth_consumer_key": consumer_key,
        "oauth_timestamp": timestamp,
        "oauth_nonce": nonce,
        "oauth_signature_method": signature_type,
        "oauth_signature": signature,
        "oauth_version": version,
        "oauth_callback": next,
        "oauth_token": token,
        "oauth_verifier": verifier,
    }
    return _signing.auth_header(parameters)


def generate_request_for_request_token(
    consumer_key,
    signature_type,
    scopes,
    rsa_key=None,
    consumer_secret=None,
    auth_server_url=REQUEST_TOKEN_URL,
    next="oob",
    version="1.0",
):
    """Make the signed request that is answered with a request token; None for an unknown signature type.

    `next` is where the user is sent after allowing access.
    """
    request = _http_core.HttpRequest(auth_server_url, "POST")
    if scopes:
        request.uri.query["scope"] = " ".join(str(scope) for scope in scopes)
    timestamp, nonce = _signing.fresh()
    signers = {
        HMAC_SHA1: (generate_hmac_signature, consumer_secret),
        RSA_SHA1: (generate_rsa_signature, rsa_key),
    }
    if signature_type not in signers:
        return None
    sign, key = signers[signature_type]
    signature = sign(request, consumer_key, key, timestamp, nonce, version, next=next)
    request.headers["Authorization"] = generate_auth_header(
        consumer_key, timestamp, nonce, signature_type, signature, version, next
    )
    request.headers["Content-Length"] = "0"
    return request


def generate_request_for_access_token(request_token, auth_server_url=ACCESS_TOKEN_URL):
    """Make the signed request that exchanges an authorized request token for an access token."""
    request = _http_core.HttpRequest(auth_server_url, "POST")
    request.headers["Content-Length"] = "0"
    return request_token.modify_request(request)


def oauth_token_info_from_body(http_body):
    """Read token and token secret from an answer; None for what is missing."""
    pairs = [pair.partition("=") for pair in _urls.text(http_body).split("&")]
    fields = {name: _urls.unquote(value) for name, mark, value in pairs if mark}
    return (fields.get("oauth_token"), fields.get("oauth_token_secret"))


def hmac_token_from_body(http_body, consumer_key, consumer_secret, auth_state):
    """Make a token that signs by HMAC-SHA1 of an answer."""
    token, token_secret = oauth_token_info_from_body(http_body)
    return OAuthHmacToken(consumer_key, consumer_secret, token, token_secret, auth_state)


def rsa_token_from_body(http_body, consumer_key, rsa_private_key, auth_state):
    """Make a token that signs by RSA-SHA1 of an answer."""
    token, token_secret = oauth_token_info_from_body(http_body)
    return OAuthRsaToken(consumer_key, rsa_private_key, token, token_secret, auth_state)


def generate_oauth_authorization_url(
    token, next=None, hd=DEFAULT_DOMAIN, hl=None, btmpl=None, auth_server=OAUTH_AUTHORIZE_URL
):
    """Give the Uri at which the user allows a request token.

    `hd` is the domain, `hl` the language, `btmpl='mobile'` asks for the page of mobile phones.
    """
    uri = _http_core.Uri.parse_uri(auth_server)
    uri.query["oauth_token"] = token
    uri.query["hd"] = hd
    further = {"oauth_callback": next if next is None else str(next), "hl": hl, "btmpl": btmpl}
    uri.query.update({name: value for name, value in further.items() if value is not None})
    return uri


def oauth_token_info_from_url(url):
    """Read token and verifier from the URL to which the user was sent back; None for what is missing.

    They are decoded twice, as 2.0.18 does.
    """
    query = _to_uri(url).query
    found = (query.get("oauth_token"), query.get("oauth_verifier"))
    return tuple(value and _urls.unquote(value) for value in found)


def authorize_request_token(request_token, url):
    """Put the token and verifier of a URL into a request token, and give it."""
    request_token.token, request_token.verifier = oauth_token_info_from_url(url)
    request_token.auth_state = AUTHORIZED_REQUEST_TOKEN
    return request_token


AuthorizeRequestToken = authorize_request_token


def upgrade_to_access_token(request_token, server_response_body):
    """Make a request token an access token by the server's answer, and give it."""
    request_token.token, request_token.token_secret = oauth_token_info_from_body(server_response_body)
    request_token.auth_state = ACCESS_TOKEN
    request_token.next = None
    request_token.verifier = None
    return request_token


UpgradeToAccessToken = upgrade_to_access_token


class OAuthHmacToken:
    """An OAuth 1.0 token that signs by HMAC-SHA1.

    `auth_state` is REQUEST_TOKEN, AUTHORIZED_REQUEST_TOKEN or ACCESS_TOKEN; `next` is signed as the callback.
    """

    SIGNATURE_METHOD = HMAC_SHA1

    def __init__(
        self, consumer_key, consumer_secret, token, token_secret, auth_state, next=None, verifier=None
    ):
        self.consumer_key = consumer_key
        self.consumer_secret = consumer_secret
        self._set_token(token, token_secret, auth_state, next, verifier)

    def _set_token(self, token, token_secret, auth_state, next, verifier):
        self.token = token
        self.token_secret = token_secret
        self.auth_state = auth_state
        self.next = next
        self.verifier = verifier

    def generate_authorization_url(
        self,
        google_apps_domain=DEFAULT_DOMAIN,
        language=None,
        btmpl=None,
        auth_server=OAUTH_AUTHORIZE_URL,
    ):
        """Give the Uri at which the user allows this request token."""
        return generate_oauth_authorization_url(
            self.token, hd=google_apps_domain, hl=language, btmpl=btmpl, auth_server=auth_server
        )

    GenerateAuthorizationUrl = generate_authorization_url

    def modify_request(self, http_request):
        """Sign the request, set its Authorization header, and give it."""
        return self._sign(http_request, generate_hmac_signature, HMAC_SHA1, self.consumer_secret)

    ModifyRequest = modify_request

    def _sign(self, http_request, sign, method, key):
        timestamp, nonce = _signing.fresh()
        signed: dict[str, Any] = {"next": self.next, "token": self.token, "verifier": self.verifier}
        signature = sign(
            http_request,
            self.consumer_key,
            key,
            timestamp,
            nonce,
            version="1.0",
            token_secret=self.token_secret,
            **signed,
        )
        http_request.headers["Authorization"] = generate_auth_header(
            self.consumer_key, timestamp, nonce, method, signature, version="1.0", **signed
        )
        return http_request


class OAuthRsaToken(OAuthHmacToken):
    """An OAuth 1.0 token that signs by RSA-SHA1 with `rsa_private_key`, PEM text."""

    SIGNATURE_METHOD = RSA_SHA1

    def __init__(
        self, consumer_key, rsa_private_key, token, token_secret, auth_state, next=None, verifier=None
    ):
        self.consumer_key = consumer_key
        self.rsa_private_key = rsa_private_key
        self._set_token(token, token_secret, auth_state, next, verifier)

    def modify_request(self, http_request):
        """Sign the request, set its Authorization header, and give it."""
        return self._sign(http_request, generate_rsa_signature, RSA_SHA1, self.rsa_private_key)

    ModifyRequest = modify_request


class TwoLeggedOAuthHmacToken(OAuthHmacToken):
    """Signs by HMAC-SHA1 in the name of a user of the consumer's domain, without a token."""

    def __init__(self, consumer_key, consumer_secret, requestor_id):
        super().__init__(consumer_key, consumer_secret, None, None, ACCESS_TOKEN)
        self.requestor_id = requestor_id

    def modify_request(self, http_request):
        """Name the user in the query, sign the request, and give it."""
        http_request.uri.query["xoauth_requestor_id"] = self.requestor_id
        return super().modify_request(http_request)

    ModifyRequest = modify_request


class TwoLeggedOAuthRsaToken(OAuthRsaToken):
    """Signs by RSA-SHA1 in the name of a user of the consumer's domain, without a token."""

    def __init__(self, consumer_key, rsa_private_key, requestor_id):
        super().__init__(consumer_key, rsa_private_key, None, None, ACCESS_TOKEN)
        self.requestor_id = requestor_id

    def modify_request(self, http_request):
        """Name the user in the query, sign the request, and give it."""
        http_request.uri.query["xoauth_requestor_id"] = self.requestor_id
        return super().modify_request(http_request)

    ModifyRequest = modify_request
