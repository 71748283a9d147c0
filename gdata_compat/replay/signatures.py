"""Verifying the signatures of recorded or replayed requests, where the secrets or keys are given."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from . import gdata_har
from .har import Request
from .volatile import authorization_parameters

__all__ = ["Secrets", "check_signature"]


@dataclass(frozen=True)
class Secrets:
    """What signatures are verified with; a method whose secret is not given is not verified.

    HMAC-SHA1 and PLAINTEXT take the consumer secret, RSA-SHA1 takes `rsa_key`, a private key, a public one or
    a certificate in PEM. `token_secret` is one or several: a signature may be by any of them, or by none, as
    before there is a token.
    """

    consumer_secret: str = field(default="", repr=False)
    token_secret: str | Iterable[str] = field(default="", repr=False)
    rsa_key: str = field(default="", repr=False)

    @property
    def token_secrets(self) -> tuple[str, ...]:
        """The token secrets that a signature may be by."""
        given = (self.token_secret,) if isinstance(self.token_secret, str) else tuple(self.token_secret)
        return tuple(dict.fromkeys((*given, "")))


def check_signature(request: Request, secrets: Secrets, handed_out: Iterable[str] = ()) -> str | None:
    """Tell what is wrong with the signature of a request (RFC 5849 section 3.4), or None.

    `handed_out` are further token secrets: a replay hands out labels in the place of secrets, and a script
    then signs with these. A request without OAuth 1.0 has no signature. Raises SigningKeyError for a key that
    cannot be read.
    """
    sent = _parameters(request)
    method, signature = sent.get("oauth_signature_method"), sent.get("oauth_signature", "")
    text = gdata_har.base_string(request.method, request.url, request.headers, request.body.decode("latin-1"))
    if text is None:
        return None
    if method == "RSA-SHA1" and secrets.rsa_key:
        if _is_rsa(text, signature, secrets.rsa_key):
            return None
        return f"signature: it is not that of the key given; the base string is {text}"
    if method not in ("HMAC-SHA1", "PLAINTEXT") or not secrets.consumer_secret:
        return None
    by = _signatures(method, text, secrets.consumer_secret, (*secrets.token_secrets, *handed_out))
    if any(hmac.compare_digest(each.encode(), signature.encode()) for each in by):
        return None
    shown = "" if method == "PLAINTEXT" else f"; the base string is {text}"
    return f"signature: it is not that of the secrets given{shown}"


def _parameters(request: Request) -> Mapping[str, str]:
    """Give the OAuth parameters of a request, wherever they are."""
    pairs = authorization_parameters(request.header("authorization"))
    pairs += parse_qsl(urlsplit(request.url).query)
    if request.header("content-type").startswith("application/x-www-form-urlencoded"):
        pairs += parse_qsl(request.body.decode("latin-1"))
    return dict(pairs)


def _signatures(method: str, text: str, consumer_secret: str, token_secrets: Iterable[str]) -> Iterator[str]:
    from ..engine.oauth1 import hmac_sha1, plaintext

    for secret in token_secrets:
        is_plain = method == "PLAINTEXT"
        yield plaintext(consumer_secret, secret) if is_plain else hmac_sha1(text, consumer_secret, secret)


def _is_rsa(text: str, signature: str, key: str) -> bool:
    from ..engine.rsa_keys import load_public_key, verify

    public = load_public_key(key)
    try:
        decoded = base64.b64decode(signature, validate=True)
    except binascii.Error:
        return False
    # 2.0.18 writes a signature as a number: one in 256 lacks a leading zero byte.
    return verify(public, decoded.rjust((public.key_size + 7) // 8, b"\0"), text.encode("latin-1"))
