"""Why a request signed by OAuth 1.0 is refused, in words that help whoever sent it.

They are for the record of requests, not for the client: that gets Google's phrase. Everything here runs for
refused requests only, so that it may take its time.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterator
from typing import Any, NoReturn
from urllib.parse import urlsplit

from oauthlib.oauth1.rfc5849 import signature, utils

from .domain.credentials import CredentialStore, TokenKind
from .faults import Refused
from .oauth1_requests import SignedRequest
from .reasons import age, at, named, why_ended

__all__ = [
    "refuse_consumer",
    "refuse_nonce",
    "refuse_signature",
    "refuse_timestamp",
    "refuse_token",
    "refuse_verifier",
]

_STEPS = {
    TokenKind.OAUTH_REQUEST: "a request token: exchange it for an access token first",
    TokenKind.OAUTH_ACCESS: "an access token: this step takes the request token",
}


def refuse_timestamp(given: int, now: float, window: float, base_string: str | None = None) -> NoReturn:
    """Refuse a request whose clock differs."""
    where = "behind" if given < now else "ahead of"
    detail = f"the timestamp is {age(abs(now - given))} {where} the server's clock ({at(now)})"
    raise Refused("timestamp", f"{detail}; {age(window)} are allowed", base_string)


def refuse_consumer(request: SignedRequest, store: CredentialStore, now: float) -> NoReturn:
    """Refuse a consumer that is unknown or disabled."""
    given = _given(request, "oauth_consumer_key")
    key = named(given)
    if request.consumer is None:
        detail = f"no consumer key {key} is registered (the domain's name is one)"
        raise Refused("consumer unknown", detail, request.base_string)
    ended = store.disabled_at(given)
    detail = why_ended(f"the consumer {key} was disabled", ended, now)
    raise Refused("consumer disabled", detail, request.base_string)


def refuse_token(request: SignedRequest, store: CredentialStore, now: float) -> NoReturn:
    """Refuse a token that is unknown, revoked, of another step or another consumer."""
    token, key = request.token, named(_given(request, "oauth_token"))
    if token is None:
        raise Refused("token unknown", _why_unknown(request, store, now), request.base_string)
    if token.revoked:
        ended = store.revoked_at(token.key)
        raise Refused(
            "token revoked", why_ended(f"the token {key} was revoked", ended, now), request.base_string
        )
    given = _given(request, "oauth_consumer_key")
    detail = f"the token {key} was issued to {named(token.consumer_key)}, not to {named(given)}"
    raise Refused("token unknown", detail, request.base_string)


def _why_unknown(request: SignedRequest, store: CredentialStore, now: float) -> str:
    key = _given(request, "oauth_token")
    for kind, what in _STEPS.items():
        if store.oauth_token(key, kind) is not None:
            return f"the token {named(key)} is {what}"
    ended = store.revoked_at(key)
    if ended is not None:
        return why_ended(f"the token {named(key)} was revoked", ended, now)
    return f"no such token was issued here: {named(key)}"


def refuse_verifier(request: SignedRequest) -> NoReturn:
    """Refuse to exchange a request token that the user has not allowed, or not to this consumer."""
    token = request.token
    assert token is not None
    if token.denied:
        raise Refused("token denied", "the user pressed Deny", request.base_string)
    if not token.authorized:
        detail = "nobody has allowed the request token: open OAuthAuthorizeToken with it and press Allow"
        raise Refused("token pending", detail, request.base_string)
    detail = "oauth_verifier is not the one that was issued"
    if not _given(request, "oauth_verifier"):
        detail = "oauth_verifier is missing: it comes with the callback, or is shown after Allow"
    raise Refused("verifier", detail, request.base_string)


def refuse_nonce(request: SignedRequest) -> NoReturn:
    """Refuse a request that was sent before."""
    detail = f"the nonce {named(request.nonce)} of the timestamp {request.timestamp} was used before"
    raise Refused(
        "nonce", f"{detail}: every request, a repeated one too, needs a new one", request.base_string
    )


def refuse_signature(request: SignedRequest) -> NoReturn:
    """Refuse a signature that is not right, and say what it is right for where that can be found."""
    detail = "the signature is not the one that the base string and the secrets give"
    found = _mistake(request)
    hint = found or "compare the client's base string with the server's; if they are equal, a secret differs"
    raise Refused("signature", f"{detail}: {hint}", request.base_string)


def _given(request: SignedRequest, name: str) -> str:
    """Return a parameter as it was sent: oauthlib puts others in the place of what is unknown."""
    return request.oauth_params.get(name, "")


def _mistake(request: SignedRequest) -> str | None:
    """Return the first usual mistake with which the signature comes out as it was sent, or None."""
    if request.signature_method != "HMAC-SHA1" or request.consumer is None:
        return None
    secrets = (request.consumer.secret, request.token.secret if request.token is not None else "")
    tries = [(text, request.base_string, key) for text, key in _other_keys(*secrets)]
    key = "&".join(map(_escaped, secrets))
    tries += [(text, base_string, key) for text, base_string in _other_base_strings(request)]
    for text, base_string, signing_key in tries:
        if _signs(base_string, signing_key, request.signature):
            return text
    return None


def _other_keys(consumer_secret: str, token_secret: str) -> Iterator[tuple[str, str]]:
    first, second = _escaped(consumer_secret), _escaped(token_secret)
    if token_secret:
        yield "the client signed without the secret of the token", f"{first}&"
        yield "the client signed with the two secrets in the wrong order", f"{second}&{first}"
    yield "the client signed without the secret of the consumer", f"&{second}"
    yield "the client signed without the ampersand between the secrets", f"{first}{second}"
    yield "the client did not percent-encode the secrets", f"{consumer_secret}&{token_secret}"
    yield "the client percent-encoded the secrets twice", f"{_escaped(first)}&{_escaped(second)}"


def _other_base_strings(request: SignedRequest) -> Iterator[tuple[str, str]]:
    method, uri = request.http_method, request.uri
    for other in ("GET", "POST", "PUT", "DELETE"):
        if other != method:
            yield f"the client signed {other}, and sent {method}", _base_string(request, method=other)
    for address in _other_addresses(uri):
        yield f"the client signed {address}, and sent {uri}", _base_string(request, address=address)
    own = [pair for pair in request.params if pair[0].startswith("oauth_")]
    if len(own) != len(request.params):
        yield (
            "the client did not sign the parameters of the query or the form",
            _base_string(request, pairs=own),
        )


def _other_addresses(uri: str) -> Iterator[str]:
    parts = urlsplit(uri)
    scheme = "http" if parts.scheme == "https" else "https"
    yield f"{scheme}{uri[len(parts.scheme) :]}"
    for path in (parts.path.rstrip("/"), f"{parts.path}/"):
        if path != parts.path:
            yield f"{parts.scheme}://{parts.netloc}{path}"
    host = parts.hostname or ""
    for authority in (host, f"{host}:80", f"{host}:443", f"{host}:8080"):
        if authority != parts.netloc:
            yield f"{parts.scheme}://{authority}{parts.path}"


def _base_string(
    request: SignedRequest, method: str = "", address: str = "", pairs: list[tuple[str, str]] | None = None
) -> str:
    parameters: Any = request.params if pairs is None else pairs
    sent: Any = method or request.http_method
    return signature.signature_base_string(
        sent,
        _normal(address or request.uri),
        signature.normalize_parameters(parameters),
    )


def _normal(address: str) -> str:
    try:
        return signature.base_string_uri(address)
    except ValueError:
        return address


def _signs(base_string: str, key: str, given: str) -> bool:
    made = hmac.new(key.encode("utf-8", "replace"), base_string.encode("utf-8", "replace"), "sha1")
    return hmac.compare_digest(b64encode(made.digest()), given.encode("utf-8", "replace"))


def _escaped(text: str) -> str:
    return utils.escape(text)
