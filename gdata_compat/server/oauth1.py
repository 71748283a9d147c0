"""OAuth 1.0 and 1.0a on oauthlib's provider classes (RFC 5849), as Google's endpoints took them.

What differs from oauthlib's defaults, and why: keys such as `example.com` and eight-digit nonces are short;
plain http is served on loopback; OAuth 1.0 has no callback and no verifier; parameters are decoded once
(oauthlib decodes those of a query twice, which breaks callbacks that hold an escape); and where the base
string of RFC 5849 does not verify, those that gdata 2.0.18 and oauthlib's own client sign are tried.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from oauthlib.oauth1 import (
    AccessTokenEndpoint,
    RequestTokenEndpoint,
    RequestValidator,
    ResourceEndpoint,
    SignatureOnlyEndpoint,
)
from oauthlib.oauth1.rfc5849 import errors, signature

from . import oauth1_refusals, rsa
from .domain.credentials import Consumer, CredentialStore, OAuthToken, TokenKind
from .domain.sql.credentials import new_secret, new_token_key
from .faults import Refused
from .oauth1_requests import SignedRequest, base_string, other_base_strings, read, refuse_parameters
from .target import Target, is_web_address

__all__ = [
    "REQUEST_TOKEN_LIFETIME",
    "TIMESTAMP_WINDOW",
    "Answer",
    "OAuthProvider",
    "Verified",
    "carries_oauth",
]

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


class Verified(NamedTuple):
    """A call whose signature is right; `token` is None if it was two-legged."""

    consumer: Consumer
    token: OAuthToken | None
    parameters: dict[str, str]
    base_string: str


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

    def verify(self, method: str, target: Target, authorization: str, form: str) -> Verified:
        """Verify a signed call; `form` is its body if that is form-encoded, else ''. Raises Refused."""
        headers = {"Authorization": authorization}
        if _TOKEN_GIVEN.search(f"{authorization}&{target.query}&{form}"):
            answer = self._resource.validate_protected_resource_request(target.url, method, form, headers, [])
        else:
            answer = self._two_legged.validate_request(target.url, method, form, headers)
        request: SignedRequest = answer[1]
        self._validator.conclude(request)
        consumer = request.consumer
        assert consumer is not None
        return Verified(consumer, request.token, dict(request.params), request.base_string)

    def request_token(self, method: str, target: Target, authorization: str, form: str) -> Answer:
        """Answer the first step with the form-encoded request token; raises Refused."""
        return self._request_token.answer(target.url, method, form, authorization)

    def access_token(self, method: str, target: Target, authorization: str, form: str) -> Answer:
        """Answer the third step with the form-encoded access token; raises Refused."""
        return self._access_token.answer(target.url, method, form, authorization)


class _Rules:
    """How a request is read and its signature checked, for each of oauthlib's endpoints."""

    request_validator: _Validator

    def _create_request(self, uri: str, method: str, body: str, headers: Mapping[str, str]) -> SignedRequest:
        return read(uri, method, body, headers["Authorization"])

    def _check_mandatory_parameters(self, request: SignedRequest) -> None:
        with _oauthlib_errors():
            super()._check_mandatory_parameters(request)  # type: ignore[misc]

    def _check_signature(self, request: SignedRequest, is_token_request: bool = False) -> bool:
        try:
            request.base_string = base_string(request)
            if super()._check_signature(request, is_token_request):  # type: ignore[misc]
                return True
            for text in self._further_base_strings(request):
                if self._check_other(request, text, is_token_request):
                    request.base_string = text
                    return True
            return False
        except ValueError as error:
            raise Refused("parameter", f"the request cannot be verified: {error}") from None

    def _further_base_strings(self, request: SignedRequest) -> list[str]:
        others = other_base_strings(request)
        # oauthlib refuses an RSA signature that lacks its leading zero byte.
        return [request.base_string, *others] if request.signature_method == "RSA-SHA1" else others

    def _check_other(self, request: SignedRequest, text: str, is_token_request: bool) -> bool:
        if request.signature_method == "RSA-SHA1":
            key = self.request_validator.get_rsa_key(request.client_key, request)
            return rsa.verify_sha1(key, text, request.signature)
        client = self.request_validator.secrets(request, is_token_request)
        expected = signature.sign_hmac_sha1_with_client(text, client)
        return hmac.compare_digest(expected.encode(), request.signature.encode("utf-8", "replace"))


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
            self.validate_request_token_request(request)  # type: ignore[no-untyped-call]
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
            self.validate_access_token_request(request)  # type: ignore[no-untyped-call]
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

    def check_access_token(self, request_token: str) -> bool:
        return _is_short(request_token)

    def check_request_token(self, request_token: str) -> bool:
        return _is_short(request_token)

    def check_verifier(self, verifier: str) -> bool:
        return _is_short(verifier)

    def validate_timestamp_and_nonce(self, *arguments: Any, **_keywords: Any) -> bool:
        """Check the time; a nonce is used up only once everything else is right (`conclude`)."""
        now, given = self._clock(), int(arguments[1])
        if abs(now - given) > TIMESTAMP_WINDOW:
            oauth1_refusals.refuse_timestamp(given, now, TIMESTAMP_WINDOW)
        return True

    def validate_client_key(self, client_key: str, request: Any) -> bool:
        consumer = self._store.consumer(client_key)
        request.consumer = consumer
        return consumer is not None and consumer.enabled

    def validate_access_token(self, client_key: str, token: str, request: Any) -> bool:
        return self._validate_token(client_key, token, request, TokenKind.OAUTH_ACCESS)

    def validate_request_token(self, client_key: str, token: str, request: Any) -> bool:
        return self._validate_token(client_key, token, request, TokenKind.OAUTH_REQUEST)

    def _validate_token(self, client_key: str, key: str, request: Any, kind: TokenKind) -> bool:
        token = self._store.oauth_token(key, kind)
        request.token = token
        return token is not None and token.consumer_key == client_key and not token.revoked

    def validate_verifier(self, client_key: str, token: str, verifier: str, request: Any) -> bool:
        if request.token is None or not request.token.authorized:
            return False
        expected = request.token.verifier
        return hmac.compare_digest((expected or _NONE_GIVEN).encode(), verifier.encode("utf-8", "replace"))

    def validate_realms(self, *_arguments: Any, **_keywords: Any) -> bool:
        return True  # scopes are checked by the feed, which knows what it needs

    def validate_requested_realms(self, *_arguments: Any) -> bool:
        return True

    def validate_redirect_uri(self, client_key: str, redirect_uri: str, request: Any) -> bool:
        if redirect_uri not in (_NONE_GIVEN, "oob") and not is_web_address(redirect_uri):
            raise Refused("callback", "oauth_callback must be 'oob' or an http or https URL")
        return True

    def get_default_realms(self, *_arguments: Any) -> list[str]:
        return []

    def get_client_secret(self, client_key: str, request: Any) -> str:
        consumer: Consumer | None = request.consumer
        return self._dummy_secret if consumer is None else consumer.secret

    def get_access_token_secret(self, client_key: str, token: str, request: Any) -> str:
        known: OAuthToken | None = request.token
        return self._dummy_secret if known is None else known.secret

    get_request_token_secret = get_access_token_secret

    def get_rsa_key(self, client_key: str, request: Any) -> str:
        consumer: Consumer | None = request.consumer
        if consumer is None:
            raise Refused("consumer unknown", "no such consumer key is registered")
        if consumer.public_key is None:
            raise Refused("signature method", "no public key is registered for this consumer")
        return consumer.public_key

    def invalidate_request_token(self, *_arguments: Any) -> None:
        """Do nothing: the token went when it was exchanged, in one step."""

    def secrets(self, request: SignedRequest, is_token_request: bool) -> SimpleNamespace:
        """Return the secrets that a request is signed with, as oauthlib's functions take them."""
        token_secret = None
        if request.resource_owner_key:
            token_secret = self.get_access_token_secret("", "", request)
        return SimpleNamespace(
            client_secret=self.get_client_secret("", request), resource_owner_secret=token_secret
        )

    def conclude(self, request: SignedRequest) -> None:
        """Refuse what oauthlib found wrong, in words; then use up the nonce."""
        log = request.validator_log
        if not log:  # oauthlib stopped before it looked anything up
            refuse_parameters("an OAuth parameter is missing, too long or not printable")
        if not log["client"]:
            oauth1_refusals.refuse_consumer(request, self._store, self._clock())
        if not log.get("resource_owner", True):
            oauth1_refusals.refuse_token(request, self._store, self._clock())
        if not log["signature"]:
            oauth1_refusals.refuse_signature(request)
        if not log.get("verifier", True):
            oauth1_refusals.refuse_verifier(request)
        token = request.resource_owner_key or ""
        if not self._store.use_nonce(request.client_key, token, int(request.timestamp), request.nonce):
            oauth1_refusals.refuse_nonce(request)

    def new_request_token(self, request: SignedRequest) -> OAuthToken:
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

    def new_access_token(self, request: SignedRequest) -> OAuthToken:
        """Make the token that the third step answers with, in exchange for the request token."""
        old = request.token
        assert old is not None
        if self._clock() - old.created > REQUEST_TOKEN_LIFETIME:
            raise Refused("token unknown", "the request token is too old", request.base_string)
        kind = TokenKind.OAUTH_ACCESS
        key, secret = new_token_key(kind), new_secret()
        token = OAuthToken(key, secret, kind, old.consumer_key, old.scopes, old.account, authorized=True)
        if not self._store.exchange_request_token(old.key, token):
            raise Refused("token unknown", "the request token was exchanged before", request.base_string)
        return token


#: What oauthlib says too shortly.
_IN_WORDS = {
    "Invalid timestamp size": "oauth_timestamp is the number of seconds since 1970, in ten digits",
}


@contextmanager
def _oauthlib_errors() -> Iterator[None]:
    """Turn oauthlib's errors into refusals."""
    try:
        yield
    except errors.InvalidSignatureMethodError:
        raise Refused("signature method", f"signature methods are {' and '.join(_METHODS)}") from None
    except errors.OAuth1Error as error:
        name = "version" if "version" in str(error.description).lower() else "parameter"
        raise Refused(name, _IN_WORDS.get(error.description or "", str(error.description))) from None


def _is_short(text: str) -> bool:
    return len(text) <= 300 and text.isprintable()
