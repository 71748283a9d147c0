"""What a domain holds, and what anything that keeps one must offer.

Nothing here knows of HTTP, XML or SQL. Secrets are kept out of every repr.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

__all__ = [
    "PAGE_SIZE",
    "BearerToken",
    "Consumer",
    "CredentialStore",
    "Domain",
    "DomainError",
    "EntityDoesNotExist",
    "EntityExists",
    "OAuthToken",
    "TokenKind",
    "User",
    "UserChanges",
    "UserDeletedRecently",
    "UserLimitExceeded",
]

#: Entries on a page of every feed (seen in Google's recorded answers).
PAGE_SIZE = 100


class DomainError(Exception):
    """The data does not allow what was asked; `name` is the name of the entity concerned."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class EntityExists(DomainError):
    """An entity of that name is there already."""


class EntityDoesNotExist(DomainError):
    """No entity of that name is there."""


class UserDeletedRecently(DomainError):
    """The name belonged to a user deleted so recently that it is still reserved."""


class UserLimitExceeded(DomainError):
    """The domain has as many users as it may have."""


@dataclass(frozen=True)
class User:
    """A user account. `quota_mb` is in megabytes; `password_hash` is as `passwords` writes it."""

    username: str
    family_name: str
    given_name: str
    password_hash: str = field(default="", repr=False)
    suspended: bool = False
    admin: bool = False
    quota_mb: int = 2048
    ip_whitelisted: bool = False
    change_password_at_next_login: bool = False
    agreed_to_terms: bool = False


@dataclass(frozen=True)
class UserChanges:
    """What to set on a user; None leaves a field as it is. A `username` renames."""

    username: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    password_hash: str | None = field(default=None, repr=False)
    suspended: bool | None = None
    admin: bool | None = None
    quota_mb: int | None = None
    ip_whitelisted: bool | None = None
    change_password_at_next_login: bool | None = None


class Domain(Protocol):
    """The users of one domain. Names are lower case; pages are sorted by `name@`, as Google's were."""

    @property
    def name(self) -> str:
        """The domain name, such as `example.com`."""

    def user(self, username: str) -> User:
        """Return the user; raises EntityDoesNotExist."""

    def users(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[User]:
        """Return up to `limit` users from `start` on, which is included, in order."""

    def count_users(self) -> int:
        """Return how many users there are."""

    def create_user(self, user: User) -> User:
        """Add a user; raises EntityExists, UserDeletedRecently, UserLimitExceeded."""

    def add_users(self, users: Iterable[User]) -> int:
        """Add many users at once, all or none, and return how many; raises EntityExists."""

    def update_user(self, username: str, changes: UserChanges) -> User:
        """Change a user and return it; raises EntityDoesNotExist, EntityExists, UserDeletedRecently."""

    def delete_user(self, username: str) -> None:
        """Remove a user and reserve the name for a while; raises EntityDoesNotExist."""


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

    def add_consumer(self, consumer: Consumer) -> None:
        """Register a consumer or replace what is registered under its key."""

    def oauth_token(self, key: str, kind: TokenKind) -> OAuthToken | None:
        """Return the token if it is of that kind, or None."""

    def add_oauth_token(self, token: OAuthToken) -> None:
        """Keep a token."""

    def decide_request_token(self, key: str, account: str, verifier: str | None, allow: bool) -> bool:
        """Record what the user decided; False if that was decided before or the token is gone."""

    def exchange_request_token(self, key: str, access_token: OAuthToken) -> bool:
        """Swap an authorized request token for an access token, once; False if it is gone."""

    def issue_access_token(
        self, consumer_key: str, account: str = "", scopes: Iterable[str] = ()
    ) -> OAuthToken:
        """Make an access token that does not expire, without the three steps; no scopes means all."""

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
