"""Signed assertions of service accounts (RFC 7523): PyJWT only here, its errors mapped to Google's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import jwt

__all__ = ["BadAssertion", "issuer_of", "verified_claims"]

#: Seconds by which clocks may differ, and for which an assertion may be good.
_LEEWAY, _LONGEST = 300, 3600

_TIMES = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)
# JSON may be nested too deeply for its reader.
_UNREADABLE = (jwt.PyJWTError, ValueError, RecursionError)
_UNCHECKED: Any = {f"verify_{name}": False for name in ("exp", "iat", "nbf", "aud", "iss", "sub", "jti")}


class BadAssertion(ValueError):
    """An assertion is not taken; the text is Google's."""


def issuer_of(assertion: str) -> str:
    """Return who says to have signed an assertion; raises BadAssertion."""
    try:
        claims = jwt.decode(assertion, options=_UNCHECKED | {"verify_signature": False})
    except _UNREADABLE as error:
        raise BadAssertion("Bad JWT: it has no three parts of Base64 with JSON inside.") from error
    return str(claims.get("iss", ""))


def verified_claims(
    assertion: str, public_key: str, audiences: Collection[str], now: float
) -> Mapping[str, Any]:
    """Return the claims of an assertion that is signed by the key (RS256), in time and for us.

    Raises BadAssertion.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            assertion, public_key, algorithms=["RS256"], options=_UNCHECKED | {"verify_signature": True}
        )
    except _UNREADABLE as error:
        raise BadAssertion("Invalid JWT Signature.") from error
    if claims.get("aud") not in audiences:
        raise BadAssertion("Invalid JWT: Failed audience check. The right audience is this token endpoint.")
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(issued, (int, float)) or not isinstance(expires, (int, float)):
        raise BadAssertion(_TIMES)
    if not issued - _LEEWAY <= now <= expires + _LEEWAY or not 0 < expires - issued <= _LONGEST:
        raise BadAssertion(_TIMES)
    return claims
