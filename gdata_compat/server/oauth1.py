"""OAuth 1.0 and 1.0a on oauthlib's provider classes (RFC 5849), as Google's endpoints took them.

What differs from oauthlib's defaults, and why: keys such as `example.com` and eight-digit nonces are short;
plain http is served on loopback; OAuth 1.0 has no callback and no verifier; parameters are decoded once
(oauthlib decodes those of a query twice, which breaks callbacks that hold an escape); and where the base
string of RFC 5849 does not verify, the one that gdata 2.0.18 signs is tried as well: it drops the ports 80
and 443 from any URL and sorts parameters before it encodes them.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, NamedTuple, NoReturn
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from urllib.request import parse_http_list

from oauthlib.common import Request
from oauthlib.oauth1 import (
    AccessTokenEndpoint,
    RequestTokenEndpoint,
    RequestValidator,
    ResourceEndpoint,
    SignatureOnlyEndpoint,
)
from oauthlib.oauth1.rfc5849 import errors, signature, utils

from . import rsa
from .domain.credentials import new_secret, new_token_key
from .domain.model import Consumer, CredentialStore, OAuthToken, TokenKind
from .faults import Refused
from .target import Target, is_web_address

__all__ = ["REQUEST_TOKEN_LIFETIME", "TIMESTAMP_WINDOW", "Answer", "OAuthProvider", "carries_oauth"]

#: Seconds by which a timestamp may differ from our clock, either way.
TIMESTAMP_WINDOW = 600

#: Seconds for which a request token can be authorized and exchanged.
REQUEST_TOKEN_LIFETIME = 3600

_NONE_GIVEN = "none given"
_TOKEN_GIVEN = re.compile(r'\boauth_token="?[^"&,\s]')
_METHODS = ("HMAC-SHA1", "RSA-SHA1")


def carries_oauth(authorization: str, target: Target) -> bool:
    """Tell whether a request has OAuth 1.0 parameters, in its header or its query."""
    return authorization[:6].lower() == "oauth " or "oauth_signature=" in target.query


class Answer(NamedTuple):
    """A form-encoded token, and the signature base string of the request for it."""

    body: str
    base_string: str


class OAuthProvider:
    """The three token steps and the verification of signed calls, over a CredentialStore."""

    def __init__(self, store: CredentialStore, *, clock: Callable[[], float] = time.time) -> None:
        self._validator = _Validator(store, clock)
        self._resource = _Resource(self._validator)
        self._two_legged = _TwoLegged(self._validator)
        self._request_token = _RequestToken(self._validator)
        self._access_token = _AccessToken(self._validator)

    def verify(self, method: str, target: Target, authorization: str, form: str) -> Request:
        """Verify a signed call; the answer has `consumer`, `token` (None if two-legged), `base_string`.

        `form` is the body if it is form-encoded, else ''. Raises Refused.
        """
        headers = {"Authorization": authorization}
        if _TOKEN_GIVEN.search(f"{authorization}&{target.query}&{form}"):
            _, request = self._resource.validate_protected_resource_request(
                target.url, method, form, headers, []
            )
        else:
            _, request = self._two_legged.validate_request(target.url, method, form, headers)
        self._validator.conclude(request)
        return request

    def request_token(self, method: str, target: Target, authorization: str, form: str) -> Answer:
        """Answer the first step with the form-encoded request token; raises Refused."""
        return self._request_token.answer(target.url, method, form, authorization)

    def access_token(self, method: str, target: Target, authorization: str, form: str) -> Answer:
        """Answer the third step with the form-encoded access token; raises Refused."""
        return self._access_token.answer(target.url, method, form, authorization)


class _Rules:
    """How a request is read and its signature checked, for each of oauthlib's endpoints."""

    request_validator: _Validator

    def _create_request(self, uri: str, method: str, body: str, headers: Mapping[str, str]) -> Request:
        base, _, query = uri.partition("?")
        request = Request(base, method, "", {})
        sources = [_of_header(headers["Authorization"]), _decoded(query), _decoded(body)]
        request.params = [pair for source in sources for pair in source if pair[0] != "oauth_signature"]
        found = [s for s in ([p for p in source if p[0][:6] == "oauth_"] for source in sources) if s]
        if len(found) != 1:
            _refuse_parameters("OAuth parameters must come in exactly one of header, query and body")
        given = dict(found[0])
        if len(given) != len(found[0]):
            _refuse_parameters("an OAuth parameter is there twice")
        _fill(request, given)
        return request

    def _check_mandatory_parameters(self, request: Request) -> None:
        with _oauthlib_errors():
            super()._check_mandatory_parameters(request)  # type: ignore[misc]

    def _check_signature(self, request: Request, is_token_request: bool = False) -> bool:
        try:
            request.base_string = _base_string(request)
            if super()._check_signature(request, is_token_request):  # type: ignore[misc]
                return True
            return self._check_legacy_signature(request, is_token_request)
        except ValueError as error:
            raise Refused("parameter", f"the request cannot be verified: {error}") from None

    def _check_legacy_signature(self, request: Request, is_token_request: bool) -> bool:
        base_string = _legacy_base_string(request)
        if base_string == request.base_string:
            return False
        if request.signature_method == "RSA-SHA1":
            key = self.request_validator.get_rsa_key(request.client_key, request)
            valid = rsa.verify_sha1(key, base_string, request.signature)
        else:
            client = self.request_validator.secrets(request, is_token_request)
            expected = signature.sign_hmac_sha1_with_client(base_string, client)
            valid = hmac.compare_digest(expected.encode(), request.signature.encode("utf-8", "replace"))
        if valid:
            request.base_string = base_string
        return valid


class _Resource(_Rules, ResourceEndpoint):
    """A call with an access token."""


class _TwoLegged(_Rules, SignatureOnlyEndpoint):
    """A call without a token."""


class _RequestToken(_Rules, RequestTokenEndpoint):
    """The first step."""

    def answer(self, uri: str, method: str, form: str, authorization: str) -> Answer:
        request = self._create_request(uri, method, form, {"Authorization": authorization})
        request.redirect_uri = request.redirect_uri or _NONE_GIVEN
        with _oauthlib_errors():
            self.validate_request_token_request(request)
        self.request_validator.conclude(request)
        token = self.request_validator.new_request_token(request)
        answer = {"oauth_token": token.key, "oauth_token_secret": token.secret}
        if token.callback is not None:
            answer["oauth_callback_confirmed"] = "true"
        return Answer(urlencode(answer), request.base_string)


class _AccessToken(_Rules, AccessTokenEndpoint):
    """The third step."""

    def answer(self, uri: str, method: str, form: str, authorization: str) -> Answer:
        request = self._create_request(uri, method, form, {"Authorization": authorization})
        request.verifier = request.verifier or _NONE_GIVEN
        with _oauthlib_errors():
            self.validate_access_token_request(request)
        self.request_validator.conclude(request)
        token = self.request_validator.new_access_token(request)
        answer = {"oauth_token": token.key, "oauth_token_secret": token.secret}
        return Answer(urlencode(answer), request.base_string)


class _Validator(RequestValidator):
    """What oauthlib asks about consumers and tokens, answered from the store."""

    # The check of the time is ours, by the server's clock; oauthlib's own must never strike.
    timestamp_lifetime = 10**12
    enforce_ssl = False
    allowed_signature_methods = _METHODS
    dummy_client = dummy_request_token = dummy_access_token = "dummy"

    def __init__(self, store: CredentialStore, clock: Callable[[], float]) -> None:
        super().__init__()
        self._store = store
        self._clock = clock
        self._dummy_secret = secrets.token_urlsafe(18)

    def check_client_key(self, client_key: str) -> bool:
        return _is_short(client_key)

    def check_nonce(self, nonce: str) -> bool:
        return _is_short(nonce)

    def _check_token(self, token: str) -> bool:
        return _is_short(token)

    check_access_token = check_request_token = check_verifier = _check_token

    def validate_timestamp_and_nonce(self, *arguments: Any, **_keywords: Any) -> bool:
        """Check the time; a nonce is used up only once everything else is right (`conclude`)."""
        now, given = self._clock(), int(arguments[1])
        if abs(now - given) > TIMESTAMP_WINDOW:
            where = "behind" if given < now else "ahead of"
            minutes = abs(now - given) / 60
            detail = f"the timestamp is {minutes:.0f} minutes {where} the server's clock"
            raise Refused("timestamp", f"{detail}; {TIMESTAMP_WINDOW // 60} are allowed")
        return True

    def validate_client_key(self, client_key: str, request: Request) -> bool:
        consumer = self._store.consumer(client_key)
        request.consumer = consumer
        return consumer is not None and consumer.enabled

    def validate_access_token(self, client_key: str, token: str, request: Request) -> bool:
        return self._validate_token(client_key, token, request, TokenKind.OAUTH_ACCESS)

    def validate_request_token(self, client_key: str, token: str, request: Request) -> bool:
        return self._validate_token(client_key, token, request, TokenKind.OAUTH_REQUEST)

    def _validate_token(self, client_key: str, key: str, request: Request, kind: TokenKind) -> bool:
        token = self._store.oauth_token(key, kind)
        request.token = token
        return token is not None and token.consumer_key == client_key and not token.revoked

    def validate_verifier(self, client_key: str, token: str, verifier: str, request: Request) -> bool:
        if request.token is None or not request.token.authorized:
            return False
        expected = request.token.verifier
        return hmac.compare_digest((expected or _NONE_GIVEN).encode(), verifier.encode("utf-8", "replace"))

    def validate_realms(self, *_arguments: Any, **_keywords: Any) -> bool:
        return True  # scopes are checked by the feed, which knows what it needs

    def validate_requested_realms(self, *_arguments: Any) -> bool:
        return True

    def validate_redirect_uri(self, client_key: str, redirect_uri: str, request: Request) -> bool:
        if redirect_uri not in (_NONE_GIVEN, "oob") and not is_web_address(redirect_uri):
            raise Refused("callback", "oauth_callback must be 'oob' or an http or https URL")
        return True

    def get_default_realms(self, *_arguments: Any) -> list[str]:
        return []

    def get_client_secret(self, client_key: str, request: Request) -> str:
        consumer: Consumer | None = request.consumer
        return self._dummy_secret if consumer is None else consumer.secret

    def get_access_token_secret(self, client_key: str, token: str, request: Request) -> str:
        known: OAuthToken | None = request.token
        return self._dummy_secret if known is None else known.secret

    get_request_token_secret = get_access_token_secret

    def get_rsa_key(self, client_key: str, request: Request) -> str:
        consumer: Consumer | None = request.consumer
        if consumer is None:
            raise Refused("consumer unknown", "no such consumer key is registered")
        if consumer.public_key is None:
            raise Refused("signature method", "no public key is registered for this consumer")
        return consumer.public_key

    def invalidate_request_token(self, *_arguments: Any) -> None:
        """Do nothing: the token went when it was exchanged, in one step."""

    def secrets(self, request: Request, is_token_request: bool) -> SimpleNamespace:
        """Return the secrets that a request is signed with, as oauthlib's functions take them."""
        token_secret = None
        if request.resource_owner_key:
            token_secret = self.get_access_token_secret("", "", request)
        return SimpleNamespace(
            client_secret=self.get_client_secret("", request), resource_owner_secret=token_secret
        )

    def conclude(self, request: Request) -> None:
        """Refuse what oauthlib found wrong, in words; then use up the nonce."""
        log = request.validator_log
        if not log:  # oauthlib stopped before it looked anything up
            _refuse_parameters("an OAuth parameter is missing, too long or not printable")
        if not log["client"]:
            _refuse_consumer(request)
        if not log.get("resource_owner", True):
            _refuse_token(request)
        if not log["signature"]:
            detail = "the signature is not the one that the base string and the secrets give"
            raise Refused("signature", detail, request.base_string)
        if not log.get("verifier", True):
            _refuse_verifier(request)
        token = request.resource_owner_key or ""
        if not self._store.use_nonce(request.client_key, token, int(request.timestamp), request.nonce):
            raise Refused("nonce", "this nonce was used before", request.base_string)

    def new_request_token(self, request: Request) -> OAuthToken:
        """Make the token that the first step answers with."""
        scopes = tuple(dict(request.params).get("scope", "").split())
        if not scopes or not all(is_web_address(scope) for scope in scopes):
            raise Refused("scope missing", "scope must be one or more URLs", request.base_string)
        callback = None if request.redirect_uri == _NONE_GIVEN else request.redirect_uri
        kind = TokenKind.OAUTH_REQUEST
        token = OAuthToken(
            new_token_key(kind), new_secret(), kind, request.client_key, scopes, callback=callback
        )
        self._store.add_oauth_token(token)
        return token

    def new_access_token(self, request: Request) -> OAuthToken:
        """Make the token that the third step answers with, in exchange for the request token."""
        old: OAuthToken = request.token
        if self._clock() - old.created > REQUEST_TOKEN_LIFETIME:
            raise Refused("token unknown", "the request token is too old", request.base_string)
        kind = TokenKind.OAUTH_ACCESS
        key, secret = new_token_key(kind), new_secret()
        token = OAuthToken(key, secret, kind, old.consumer_key, old.scopes, old.account, authorized=True)
        if not self._store.exchange_request_token(old.key, token):
            raise Refused("token unknown", "the request token was exchanged before", request.base_string)
        return token


@contextmanager
def _oauthlib_errors() -> Iterator[None]:
    """Turn oauthlib's errors into refusals."""
    try:
        yield
    except errors.InvalidSignatureMethodError:
        raise Refused("signature method", f"signature methods are {' and '.join(_METHODS)}") from None
    except errors.OAuth1Error as error:
        name = "version" if "version" in str(error.description).lower() else "parameter"
        raise Refused(name, str(error.description)) from None


def _refuse_parameters(detail: str) -> NoReturn:
    """Refuse a request whose OAuth parameters make no sense."""
    raise Refused("parameter", detail)


def _refuse_consumer(request: Request) -> NoReturn:
    if request.consumer is None:
        raise Refused("consumer unknown", "no such consumer key is registered", request.base_string)
    raise Refused("consumer disabled", "the consumer is disabled", request.base_string)


def _refuse_token(request: Request) -> NoReturn:
    token: OAuthToken | None = request.token
    if token is None:
        raise Refused("token unknown", "no such token was issued", request.base_string)
    if token.revoked:
        raise Refused("token revoked", "the token was revoked", request.base_string)
    raise Refused("token unknown", "the token was issued to another consumer", request.base_string)


def _refuse_verifier(request: Request) -> NoReturn:
    token: OAuthToken = request.token
    if token.denied:
        raise Refused("token denied", "the user pressed Deny", request.base_string)
    if not token.authorized:
        raise Refused("token pending", "nobody has allowed the request token", request.base_string)
    raise Refused("verifier", "oauth_verifier is not the one that was issued", request.base_string)


def _fill(request: Request, given: Mapping[str, str]) -> None:
    request.oauth_params = given
    request.signature = given.get("oauth_signature")
    request.client_key = given.get("oauth_consumer_key")
    request.resource_owner_key = given.get("oauth_token")
    request.nonce = given.get("oauth_nonce")
    request.timestamp = given.get("oauth_timestamp")
    request.redirect_uri = given.get("oauth_callback")
    request.verifier = given.get("oauth_verifier")
    request.signature_method = given.get("oauth_signature_method")
    request.realm = request.consumer = request.token = request.base_string = None


def _of_header(authorization: str) -> list[tuple[str, str]]:
    if authorization[:6].lower() != "oauth ":
        return []
    pairs = []
    for item in parse_http_list(authorization[6:]):
        name, equals, value = item.partition("=")
        if not equals:
            _refuse_parameters("the Authorization header is malformed")
        if name != "realm":
            pairs.append((unquote(name), unquote(value.strip('"'))))
    return pairs


def _decoded(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        _refuse_parameters("more than 1000 parameters")


def _base_string(request: Request) -> str:
    return signature.signature_base_string(
        request.http_method,
        signature.base_string_uri(request.uri),
        signature.normalize_parameters(request.params),
    )


def _legacy_base_string(request: Request) -> str:
    scheme, authority, path, _, _ = urlsplit(request.uri)
    host = authority.lower()
    if host.endswith((":80", ":443")):
        host = host.rpartition(":")[0]
    folder, slash, last = path.rpartition("/")
    address = f"{scheme}://{host}{folder}{slash}{last.partition(';')[0]}"
    pairs = sorted(request.params, key=lambda pair: (pair[0].encode(), pair[1].encode()))
    parameters = "&".join(f"{utils.escape(name)}={utils.escape(value)}" for name, value in pairs)
    return "&".join(utils.escape(part) for part in (request.http_method.upper(), address, parameters))


def _is_short(text: str) -> bool:
    return len(text) <= 300 and text.isprintable()
