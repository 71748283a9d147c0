"""Consumers and tokens: what they hold, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["BearerToken", "Consumer", "CredentialStore", "OAuthToken", "TokenKind"]


@dataclass(frozen=True)
class Consumer:
    """A registered OAuth consumer.

    `domain` is the Google Apps domain whose administrator registered it, '' for `anonymous`.
    `public_key` is a PEM public key for RSA-SHA1 and secure AuthSub.
    """

    key: str
    secret: str = field(default="", repr=False)
    domain: str = ""
    public_key: str | None = field(default=None, repr=False)
    enabled: bool = True


class TokenKind(str, Enum):
    """What a token is good for."""

    OAUTH_REQUEST = "oauth request"
    OAUTH_ACCESS = "oauth access"
    CLIENT_LOGIN = "client login"
    AUTH_SUB_ONCE = "authsub once"
    AUTH_SUB_SESSION = "authsub session"


@dataclass(frozen=True)
class OAuthToken:
    """An OAuth 1.0 token with its secret; `scopes` are URLs, `account` an e-mail address.

    A request token is `authorized` when somebody pressed Allow and `denied` after Deny. `callback` is None
    in OAuth 1.0, which names it only at the authorize page; `verifier` is None until a 1.0a token is
    authorized.
    """

    key: str
    secret: str = field(repr=False)
    kind: TokenKind
    consumer_key: str
    scopes: tuple[str, ...] = ()
    account: str = ""
    callback: str | None = None
    verifier: str | None = field(default=None, repr=False)
    authorized: bool = False
    denied: bool = False
    revoked: bool = False
    created: float = 0.0


@dataclass(frozen=True)
class BearerToken:
    """A ClientLogin or AuthSub token as it is kept: the token itself only as a digest, which is not here.

    `target` is the site that an AuthSub token was issued to; `secure` ones need a signature by its key;
    `session` says that a single-use one may be exchanged.
    """

    kind: TokenKind
    account: str
    scopes: tuple[str, ...] = ()
    target: str = ""
    secure: bool = False
    session: bool = False
    created: float = 0.0


class CredentialStore(Protocol):
    """Consumers, tokens and nonces, shared by every process that serves the domain."""

    def consumer(self, key: str) -> Consumer | None:
        """Return the consumer, or None."""

    def add_consumer(self, consumer: Consumer, *, replace: bool = True) -> None:
        """Register a consumer; what is registered under its key is replaced, or stays as it is."""

    def consumers(self, start: str = "", limit: int = PAGE_SIZE) -> Sequence[Consumer]:
        """Return up to `limit` consumers, sorted by key, from `start` on, which is included."""

    def enable_consumer(self, key: str, enabled: bool = True) -> bool:
        """Let a consumer's requests in again, or keep them out; False where there is no such consumer."""

    def disabled_at(self, key: str) -> float | None:
        """Return when a consumer was disabled, None where it is not or nobody knows."""

    def revoked_at(self, id: str) -> float | None:
        """Return when a token was revoked or used up, by its id, None where it was not or nobody knows."""

    def oauth_token(self, key: str, kind: TokenKind) -> OAuthToken | None:
        """Return the token if it is of that kind, or None."""

    def add_oauth_token(self, token: OAuthToken) -> None:
        """Keep a token."""

    def decide_request_token(self, key: str, account: str, verifier: str | None, allow: bool) -> bool:
        """Record what the user decided; False if that was decided before or the token is gone."""

    def exchange_request_token(self, key: str, access_token: OAuthToken) -> bool:
        """Swap an authorized request token for an access token, once; False if it is gone."""

    def issue_access_token(
        self,
        consumer_key: str,
        account: str = "",
        scopes: Iterable[str] = (),
        *,
        key: str = "",
        secret: str = "",
    ) -> OAuthToken:
        """Make an access token that does not expire, without the three steps; no scopes means all.

        A key and a secret are made where they are not given; raises EntityExists for a key that is in use.
        """

    def revoke_oauth_token(self, key: str) -> None:
        """Make an access token useless."""

    def issue_bearer_token(self, token: BearerToken) -> str:
        """Keep a ClientLogin or AuthSub token and return its value, which is not kept."""

    def bearer_token(self, value: str) -> BearerToken | None:
        """Return what is known of the token with that value, or None."""

    def drop_bearer_token(self, value: str) -> bool:
        """Forget a token; False if it was gone already."""

    def use_nonce(self, consumer_key: str, token_key: str, timestamp: int, nonce: str) -> bool:
        """Note a nonce as used; False if it was used before."""

    def server_secret(self) -> str:
        """Return the secret that signs the pages' sessions, the same in every process."""
