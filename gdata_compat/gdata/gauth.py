"""The tokens of the second generation: ClientLogin, AuthSub, OAuth 1.0 and OAuth 2.0.

A token's `modify_request` sets the Authorization header of a request. The module also builds the URLs and
requests by which tokens are obtained, reads the answers, and turns tokens into text and back.
"""

# ruff: noqa: F401 - names that scripts find here

from __future__ import annotations

import importlib as _importlib
from typing import Any

from ..atom import http_core as _http_core
from ..engine import urls as _urls
from ..errors import ExtraMissing
from . import _gauth_oauth as _oauth
from . import _gauth_oauth2 as _oauth2
from . import _gauth_signing as _signing
from ._gauth_oauth import (
    ACCESS_TOKEN,
    ACCESS_TOKEN_URL,
    AUTHORIZED_REQUEST_TOKEN,
    DEFAULT_DOMAIN,
    HMAC_SHA1,
    OAUTH_AUTHORIZE_URL,
    REQUEST_TOKEN,
    REQUEST_TOKEN_URL,
    RSA_SHA1,
    AuthorizeRequestToken,
    OAuthHmacToken,
    OAuthRsaToken,
    TwoLeggedOAuthHmacToken,
    TwoLeggedOAuthRsaToken,
    UpgradeToAccessToken,
    _to_uri,
    authorize_request_token,
    build_oauth_base_string,
    generate_auth_header,
    generate_hmac_signature,
    generate_oauth_authorization_url,
    generate_request_for_access_token,
    generate_request_for_request_token,
    generate_rsa_signature,
    hmac_token_from_body,
    oauth_token_info_from_body,
    oauth_token_info_from_url,
    rsa_token_from_body,
    upgrade_to_access_token,
)
from ._gauth_oauth2 import (
    OAUTH2_AUTH_LABEL,
    Error,
    OAuth2AccessTokenError,
    OAuth2RevokeError,
    OAuth2Token,
    OAuth2TokenFromCredentials,
    _make_credentials_property,
)
from .auth import (
    AUTHSUB_AUTH_LABEL,
    PROGRAMMATIC_AUTH_LABEL,
    generate_client_login_request_body,
    get_captcha_challenge,
)
from .auth import get_client_login_token as get_client_login_token_string

#: simplejson's error, where 2.0.18 found that package.
JSONDecodeError = None

#: The scopes of each service, in the order in which 2.0.18 gave them all.
AUTH_SCOPES = {
    "code": ("http://code.google.com/feeds/issues",),
    "wise": ("https://spreadsheets.google.com/feeds/",),
    "finance": ("http://finance.google.com/finance/feeds/",),
    "cl": ("https://www.google.com/calendar/feeds/", "http://www.google.com/calendar/feeds/"),
    "jotspot": ("http://sites.google.com/feeds/", "https://sites.google.com/feeds/"),
    "blogger": ("http://www.blogger.com/feeds/",),
    "writely": (
        "https://docs.google.com/feeds/",
        "https://spreadsheets.google.com/feeds/",
        "https://docs.googleusercontent.com/",
    ),
    "apps": (
        "https://apps-apis.google.com/a/feeds/user/",
        "https://apps-apis.google.com/a/feeds/policies/",
        "https://apps-apis.google.com/a/feeds/alias/",
        "https://apps-apis.google.com/a/feeds/groups/",
        "https://apps-apis.google.com/a/feeds/compliance/audit/",
        "https://apps-apis.google.com/a/feeds/migration/",
        "https://apps-apis.google.com/a/feeds/emailsettings/2.0/",
    ),
    "youtube": (
        "http://gdata.youtube.com/feeds/api/",
        "http://uploads.gdata.youtube.com/feeds/api",
        "http://gdata.youtube.com/action/GetUploadToken",
    ),
    "sitemaps": ("https://www.google.com/webmasters/tools/feeds/",),
    "analytics": ("https://www.google.com/analytics/feeds/",),
    "books": ("http://www.google.com/books/feeds/",),
    "health": ("https://www.google.com/health/feeds/",),
    "lh2": ("http://picasaweb.google.com/data/",),
    "codesearch": ("http://www.google.com/codesearch/feeds/",),
    "weaver": ("https://www.google.com/h9/feeds/",),
    "cp": ("https://www.google.com/m8/feeds/", "http://www.google.com/m8/feeds/"),
    "local": ("http://maps.google.com/maps/feeds/",),
    "gbase": ("http://base.google.com/base/feeds/", "http://www.google.com/base/feeds/"),
}


# Under this name they are pickled.
for _part in (_oauth, _oauth2):
    for _name in _part.__all__:
        if isinstance(getattr(_part, _name), type):
            getattr(_part, _name).__module__ = __name__


class UnsupportedTokenType(Error):
    """A token, or the text of one, is of no type that can be stored."""


# ClientLogin


GenerateClientLoginRequestBody = generate_client_login_request_body
GetClientLoginTokenString = get_client_login_token_string
GetCaptchaChallenge = get_captcha_challenge


class ClientLoginToken:
    """A token of ClientLogin."""

    def __init__(self, token_string):
        self.token_string = token_string

    def modify_request(self, http_request):
        """Set the Authorization header."""
        http_request.headers["Authorization"] = f"{PROGRAMMATIC_AUTH_LABEL}{self.token_string}"

    ModifyRequest = modify_request


# AuthSub


_AUTH_SUB_REQUEST = _http_core.parse_uri("https://www.google.com/accounts/AuthSubRequest")


def generate_auth_sub_url(
    next,
    scopes,
    secure=False,
    session=True,
    request_url=_AUTH_SUB_REQUEST,
    domain="default",
    scopes_param_prefix="auth_sub_scopes",
):
    """Give the Uri at which the user allows access to `scopes`, one or several of text or Uri.

    The scopes are added to `next`, from where `auth_sub_string_from_url` reads them. A `next` or a
    `request_url` given as a Uri is changed, and the latter is what is returned.
    """
    next = _to_uri(next)
    if isinstance(scopes, (str, _http_core.Uri)):
        scopes = (scopes,)
    scope = " ".join(str(each) for each in scopes)
    next.query[scopes_param_prefix] = scope
    # 2.0.18 gave out the default itself, so that a second call changed the first one's result.
    uri = _to_uri(str(request_url) if request_url is _AUTH_SUB_REQUEST else request_url)
    uri.query["next"] = str(next)
    uri.query["scope"] = scope
    uri.query["session"] = "1" if session else "0"
    uri.query["secure"] = "1" if secure else "0"
    uri.query["hd"] = domain
    return uri


def auth_sub_string_from_url(url, scopes_param_prefix="auth_sub_scopes"):
    """Read token and tuple of scopes from the URL to which the user was sent back, each None if missing."""
    query = _to_uri(url).query
    if "token" not in query:
        return (None, None)
    scopes = query.get(scopes_param_prefix)
    return (query["token"], None if scopes is None else tuple(scopes.split(" ")))


AuthSubStringFromUrl = auth_sub_string_from_url


def auth_sub_string_from_body(http_body):
    """Read the token from an answer of lines `Name=value`; None where there is none."""
    lines = _urls.text(http_body).splitlines()
    return next((line.removeprefix("Token=") for line in lines if line.startswith("Token=")), None)


class AuthSubToken:
    """An AuthSub token and the scopes it is valid for."""

    def __init__(self, token_string, scopes=None):
        self.token_string = token_string
        self.scopes = scopes or []

    def modify_request(self, http_request):
        """Set the Authorization header."""
        http_request.headers["Authorization"] = f"{AUTHSUB_AUTH_LABEL}{self.token_string}"

    ModifyRequest = modify_request

    @staticmethod
    def from_url(str_or_uri):
        """Make a token of the URL to which the user was sent back."""
        return AuthSubToken(*auth_sub_string_from_url(str_or_uri))

    FromUrl = from_url

    def _upgrade_token(self, http_body):
        self.token_string = auth_sub_string_from_body(http_body)


def build_auth_sub_data(http_request, timestamp, nonce):
    """Give the text that secure AuthSub signs."""
    return f"{http_request.method} {http_request.uri} {timestamp} {nonce}"


def generate_signature(data, rsa_key):
    """Sign text by RSA-SHA1 with a private key in PEM; the signature is base64.

    Raises SigningKeyError (a ValueError and SyntaxError) for a key that cannot be read.
    """
    return _signing.auth_sub_signature(data, rsa_key)


class SecureAuthSubToken(AuthSubToken):
    """An AuthSub token that signs every request with `rsa_private_key`, PEM text."""

    def __init__(self, token_string, rsa_private_key, scopes=None):
        super().__init__(token_string, scopes)
        self.rsa_private_key = rsa_private_key

    @staticmethod
    def from_url(str_or_uri, rsa_private_key):  # type: ignore[override]
        """Make a token of the URL to which the user was sent back, and of the key."""
        token_string, scopes = auth_sub_string_from_url(str_or_uri)
        return SecureAuthSubToken(token_string, rsa_private_key, scopes)

    FromUrl = from_url  # type: ignore[assignment]

    def modify_request(self, http_request):
        """Set the Authorization header, which signs method and URL."""
        data = build_auth_sub_data(http_request, *_signing.fresh())
        signature = generate_signature(data, self.rsa_private_key)
        http_request.headers["Authorization"] = (
            f'{AUTHSUB_AUTH_LABEL}{self.token_string} sigalg="rsa-sha1" data="{data}" sig="{signature}"'
        )

    ModifyRequest = modify_request


# Tokens as text


_OAUTH_FIELDS = ("token", "token_secret", "auth_state", "next", "verifier")

# Marker, class and fields, in the order of the constructor; '*' stands for a list at the end. A subclass
# stands before its base.
_BLOBS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("1c", ClientLoginToken, ("token_string",)),
    ("1s", SecureAuthSubToken, ("token_string", "rsa_private_key", "*scopes")),
    ("1a", AuthSubToken, ("token_string", "*scopes")),
    ("1rtl", TwoLeggedOAuthRsaToken, ("consumer_key", "rsa_private_key", "requestor_id")),
    ("1htl", TwoLeggedOAuthHmacToken, ("consumer_key", "consumer_secret", "requestor_id")),
    ("1r", OAuthRsaToken, ("consumer_key", "rsa_private_key", *_OAUTH_FIELDS)),
    ("1h", OAuthHmacToken, ("consumer_key", "consumer_secret", *_OAUTH_FIELDS)),
    (
        "2o",
        OAuth2Token,
        (
            "client_id",
            "client_secret",
            "scope",
            "user_agent",
            "auth_uri",
            "token_uri",
            "access_token",
            "refresh_token",
        ),
    ),
)


def _join_token_parts(*args):
    return "|".join(_urls.quote_form(_urls.text(part or "")) for part in args)


def _split_token_parts(blob):
    return [_urls.unquote_form(part) or None for part in _urls.text(blob).split("|")]


def token_to_blob(token):
    """Write a token as text, which holds its secrets; raises UnsupportedTokenType.

    What is '' in the token is None in the one that `token_from_blob` makes.
    """
    for marker, token_class, fields in _BLOBS:
        if isinstance(token, token_class):
            return _join_token_parts(marker, *_values(token, fields))
    raise UnsupportedTokenType(f"Unable to serialize token of type {type(token)}")


TokenToBlob = token_to_blob


def _values(token, fields):
    for field in fields:
        value = getattr(token, field.lstrip("*"))
        if field.startswith("*"):
            yield from value
        else:
            yield str(value) if field == "auth_state" else value


def token_from_blob(blob):
    """Make a token of what `token_to_blob` wrote, of this library's or of 2.0.18's.

    Raises UnsupportedTokenType, and IndexError for a text that ends early.
    """
    marker, *parts = _split_token_parts(blob)
    for known, token_class, fields in _BLOBS:
        if marker == known:
            return token_class(*_arguments(parts, fields))
    raise UnsupportedTokenType(f"Unable to deserialize token with type marker of {marker}")


TokenFromBlob = token_from_blob


def _arguments(parts, fields):
    for number, field in enumerate(fields):
        if field.startswith("*"):
            yield parts[number:]
        else:
            yield int(parts[number]) if field == "auth_state" else parts[number]


def dump_tokens(tokens):
    """Write tokens as one text."""
    return ",".join(token_to_blob(token) for token in tokens)


def load_tokens(blob):
    """Make a list of tokens of what `dump_tokens` wrote."""
    return [token_from_blob(part) for part in _urls.text(blob).split(",")]


def find_scopes_for_services(service_names=None):
    """Give a list of the scopes of services, by their names in AUTH_SCOPES; of all for None."""
    names = AUTH_SCOPES if service_names is None else service_names
    return [scope for name in names for scope in AUTH_SCOPES[name]]


FindScopesForServices = find_scopes_for_services


# Tokens in App Engine's datastore


def _app_engine():
    try:
        return _importlib.import_module(".alt.app_engine", __package__)
    except ImportError as error:
        raise ExtraMissing(
            "ae_save, ae_load and ae_delete need the datastore of Google App Engine for Python 2, which is "
            "not here: store the text of token_to_blob(token) yourself, and read it by token_from_blob(text)"
        ) from error


def _key_name(token_key):
    return f"gd_auth_token{token_key}"


def ae_save(token, token_key):
    """Store a token in App Engine's datastore under a key; raises ExtraMissing elsewhere."""
    return _app_engine().set_token(_key_name(token_key), token_to_blob(token))


AeSave = ae_save


def ae_load(token_key):
    """Give the token stored under a key, or None; raises ExtraMissing where there is no App Engine."""
    blob = _app_engine().get_token(_key_name(token_key))
    return None if blob is None else token_from_blob(blob)


AeLoad = ae_load


def ae_delete(token_key):
    """Remove the token stored under a key; raises ExtraMissing where there is no App Engine."""
    _app_engine().delete_token(_key_name(token_key))


AeDelete = ae_delete
