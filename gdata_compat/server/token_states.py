"""Whether an issued token is good: some kinds expire at a time of their own, others with their kind's."""

from __future__ import annotations

from .auth_sub import SESSION_LIFETIME
from .client_login import TOKEN_LIFETIME
from .domain.credentials import TokenKind
from .domain.issued_tokens import IssuedToken
from .oauth1 import REQUEST_TOKEN_LIFETIME

__all__ = ["expires_at", "state_of"]

#: Seconds for which those kinds are good whose tokens do not say it.
_LIFETIMES = {
    TokenKind.OAUTH_REQUEST.value: REQUEST_TOKEN_LIFETIME,
    TokenKind.CLIENT_LOGIN.value: TOKEN_LIFETIME,
    TokenKind.AUTH_SUB_SESSION.value: SESSION_LIFETIME,
}


def expires_at(token: IssuedToken) -> float | None:
    """Return when a token expires, in seconds since 1970; None where it does not."""
    lifetime = _LIFETIMES.get(token.kind)
    return token.expires if lifetime is None else token.created + lifetime


def state_of(token: IssuedToken, now: float) -> str:
    """Return whether a token is `active`, `revoked` or `expired`."""
    expires = expires_at(token)
    if token.revoked:
        return "revoked"
    return "expired" if expires is not None and expires <= now else "active"
