"""OAuth 2.0: what its tokens hold, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

__all__ = ["OAuth2Kind", "OAuth2Token", "OAuth2Tokens", "ServiceAccount"]


class OAuth2Kind(str, Enum):
    """What a token is good for."""

    CODE = "oauth2 code"
    ACCESS = "oauth2 access"
    REFRESH = "oauth2 refresh"


@dataclass(frozen=True)
class OAuth2Token:
    """A code, an access token or a refresh token; the token itself is only kept as a digest, not here.

    All that comes of one consent has the same `grant`, and is revoked together. `client_id` is a consumer's
    key or a service account's address; `redirect_uri` and `offline` are a code's, for its exchange.
    `expires` and `created` are in seconds since 1970; `expires` None means never.
    """

    kind: OAuth2Kind
    client_id: str
    account: str
    scopes: tuple[str, ...]
    grant: str
    expires: float | None = None
    redirect_uri: str = ""
    offline: bool = False
    revoked: bool = False
    created: float = 0.0


@dataclass(frozen=True)
class ServiceAccount:
    """A robot's account, known by an RSA key; `public_key` is in PEM.

    It may act for users of the domain, for `scopes`; none means all.
    """

    email: str
    public_key: str = field(repr=False)
    scopes: tuple[str, ...] = ()


class OAuth2Tokens(Protocol):
    """Tokens, redirect addresses and service accounts, shared by every process that serves the domain."""

    def issue(self, token: OAuth2Token) -> str:
        """Keep a token and return its value, which is not kept."""

    def token(self, value: str, kind: OAuth2Kind) -> OAuth2Token | None:
        """Return what is known of the token with that value if it is of that kind, or None."""

    def redeem_code(self, value: str) -> OAuth2Token | None:
        """Return what a code stands for, once; a second time its grant is revoked and None returned."""

    def revoke(self, value: str) -> bool:
        """Revoke an access or refresh token with all of its grant; False where there is none."""

    def has_refresh_token(self, client_id: str, account: str, scopes: Iterable[str]) -> bool:
        """Tell whether a client has a refresh token of an account that covers the scopes."""

    def redirect_uris(self, client_id: str) -> Sequence[str]:
        """Return the addresses that are registered for a client."""

    def add_redirect_uris(self, client_id: str, uris: Iterable[str]) -> None:
        """Register addresses to which a client's users may be led back."""

    def service_account(self, email: str) -> ServiceAccount | None:
        """Return the service account, or None."""

    def add_service_account(self, account: ServiceAccount) -> None:
        """Register a service account in the place of the one with that address."""
