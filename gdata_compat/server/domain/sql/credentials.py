"""Consumers, tokens and nonces kept in a database."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from enum import Enum
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from ..credentials import BearerToken, Consumer, OAuthToken, TokenKind
from ..model import PAGE_SIZE, EntityExists
from ..oauth2 import OAuth2Token
from .database import Database, Key, metadata
from .endings import CONSUMER, TOKEN, ended_at, forget_ending, note_endings
from .sweeps import Sweeps

__all__ = [
    "NONCE_LIFETIME",
    "SqlCredentials",
    "bearer_tokens",
    "digest_of",
    "new_secret",
    "new_token_key",
    "oauth_tokens",
    "token_of",
    "token_row",
]

_AnyToken: TypeAlias = OAuthToken | BearerToken | OAuth2Token
_Token = TypeVar("_Token")

consumers = Table(
    "consumers",
    metadata,
    Column("key", Key, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("public_key", Text),
    Column("enabled", Boolean, nullable=False),
)

oauth_tokens = Table(
    "oauth_tokens",
    metadata,
    Column("key", Key, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("consumer_key", Key, ForeignKey("consumers.key", ondelete="CASCADE"), nullable=False),
    Column("scopes", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("callback", Text),
    Column("verifier", Text),
    Column("authorized", Boolean, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("created", Float, nullable=False),
    Index("oauth_tokens_latest", "created", "key"),
    Index("oauth_tokens_of_account", "account", "created", "key"),
)

bearer_tokens = Table(
    "bearer_tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("account", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("secure", Boolean, nullable=False),
    Column("session", Boolean, nullable=False),
    Column("created", Float, nullable=False),
    Index("bearer_tokens_latest", "created", "digest"),
    Index("bearer_tokens_of_account", "account", "created", "digest"),
)

nonces = Table(
    "nonces",
    metadata,
    # The time comes first, so that used-up nonces are dropped by a range of the key.
    Column("timestamp", Integer, primary_key=True, autoincrement=False),
    Column("consumer_key", Key, primary_key=True),
    Column("token_key", Key, primary_key=True),
    Column("nonce", Key, primary_key=True),
    sqlite_with_rowid=False,
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

#: Seconds for which a used nonce is remembered: longer than a timestamp is accepted on either side.
NONCE_LIFETIME = 3600

_SWEEP_EVERY = 60.0

_CONSUMER = select(*(consumers.c[name] for name in Consumer.__dataclass_fields__)).where(
    consumers.c.key == bindparam("k")
)
_TOKEN = select(*(oauth_tokens.c[name] for name in OAuthToken.__dataclass_fields__)).where(
    oauth_tokens.c.key == bindparam("k")
)
_BEARER = select(*(bearer_tokens.c[name] for name in BearerToken.__dataclass_fields__)).where(
    bearer_tokens.c.digest == bindparam("k")
)
_USE_NONCE = insert(nonces)


def new_token_key(kind: TokenKind) -> str:
    """Return a fresh token key, of the shape that Google's had: `4/...` to request, `1/...` to access."""
    prefix = "4/" if kind is TokenKind.OAUTH_REQUEST else "1/"
    return prefix + secrets.token_urlsafe(24)


def new_secret() -> str:
    """Return a fresh secret or verifier."""
    return secrets.token_urlsafe(18)


class SqlCredentials:
    """Consumers, tokens and nonces in `database`; see `credentials.CredentialStore` for the contract."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self._sweeps = Sweeps(_SWEEP_EVERY)

    def consumer(self, key: str) -> Consumer | None:
        """Return the consumer, or None."""
        with self._database.reading() as connection:
            row = connection.execute(_CONSUMER, {"k": key}).first()
        return None if row is None else Consumer(*row)

    def add_consumer(self, consumer: Consumer, *, replace: bool = True) -> None:
        """Register a consumer; what is registered under its key is replaced, or stays as it is."""
        if not replace and self.consumer(consumer.key) is not None:
            return  # without waiting for writers: each start of a server asks
        mine = consumers.c.key == consumer.key
        with self._database.writing() as connection:
            if connection.execute(select(consumers.c.key).where(mine)).first() is None:
                connection.execute(insert(consumers), asdict(consumer))
            elif replace:
                connection.execute(update(consumers).where(mine).values(**asdict(consumer)))

    def consumers(self, start: str = "", limit: int = PAGE_SIZE) -> Sequence[Consumer]:
        """Return up to `limit` consumers, sorted by key, from `start` on, which is included."""
        page = select(*_CONSUMER.selected_columns).where(consumers.c.key >= start)
        with self._database.reading() as connection:
            rows = connection.execute(page.order_by(consumers.c.key).limit(limit))
            return [Consumer(*row) for row in rows]

    def enable_consumer(self, key: str, enabled: bool = True) -> bool:
        """Let a consumer's requests in again, or keep them out; False where there is no such consumer."""
        with self._database.writing() as connection:
            if enabled:
                forget_ending(connection, CONSUMER, key)
            else:
                note_endings(connection, CONSUMER, [key], self._clock())
            change = update(consumers).where(consumers.c.key == key).values(enabled=enabled)
            return connection.execute(change).rowcount == 1

    def disabled_at(self, key: str) -> float | None:
        """Return when a consumer was disabled, None where it is not or nobody knows."""
        with self._database.reading() as connection:
            return ended_at(connection, CONSUMER, key)

    def revoked_at(self, id: str) -> float | None:
        """Return when a token was revoked or used up, by its id, None where it was not or nobody knows."""
        with self._database.reading() as connection:
            return ended_at(connection, TOKEN, id)

    def oauth_token(self, key: str, kind: TokenKind) -> OAuthToken | None:
        """Return the token if it is of that kind, or None."""
        with self._database.reading() as connection:
            row = connection.execute(_TOKEN, {"k": key}).first()
        if row is None:
            return None
        token = token_of(OAuthToken, TokenKind, row)
        return token if token.kind is kind else None

    def add_oauth_token(self, token: OAuthToken) -> None:
        """Keep a token."""
        with self._database.writing() as connection:
            connection.execute(insert(oauth_tokens), self._token_row(token))

    def decide_request_token(self, key: str, account: str, verifier: str | None, allow: bool) -> bool:
        """Record what the user decided; False if that was decided before or the token is gone."""
        undecided = (
            oauth_tokens.c.key == key,
            oauth_tokens.c.kind == TokenKind.OAUTH_REQUEST.value,
            oauth_tokens.c.authorized.is_(False),
            oauth_tokens.c.denied.is_(False),
        )
        values = {"account": account, "verifier": verifier, "authorized": allow, "denied": not allow}
        with self._database.writing() as connection:
            change = update(oauth_tokens).where(*undecided).values(**values)
            return connection.execute(change).rowcount == 1

    def exchange_request_token(self, key: str, access_token: OAuthToken) -> bool:
        """Swap an authorized request token for an access token, once; False if it is gone."""
        spent = (
            oauth_tokens.c.key == key,
            oauth_tokens.c.kind == TokenKind.OAUTH_REQUEST.value,
            oauth_tokens.c.authorized.is_(True),
        )
        with self._database.writing() as connection:
            if connection.execute(delete(oauth_tokens).where(*spent)).rowcount == 0:
                return False
            connection.execute(insert(oauth_tokens), self._token_row(access_token))
            return True

    def issue_access_token(
        self,
        consumer_key: str,
        account: str = "",
        scopes: Iterable[str] = (),
        *,
        key: str = "",
        secret: str = "",
    ) -> OAuthToken:
        """Make an access token that does not expire; raises EntityExists for a key that is in use."""
        kind = TokenKind.OAUTH_ACCESS
        key, secret = key or new_token_key(kind), secret or new_secret()
        token = OAuthToken(key, secret, kind, consumer_key, tuple(scopes), account, authorized=True)
        try:
            self.add_oauth_token(token)
        except IntegrityError as error:
            if self.oauth_token(key, kind) is None:
                raise
            raise EntityExists(key, "there is a token of that key already") from error
        return token

    def revoke_oauth_token(self, key: str) -> None:
        """Make an access token useless."""
        with self._database.writing() as connection:
            change = update(oauth_tokens).where(oauth_tokens.c.key == key, oauth_tokens.c.revoked.is_(False))
            if connection.execute(change.values(revoked=True)).rowcount:
                note_endings(connection, TOKEN, [key], self._clock())

    def issue_bearer_token(self, token: BearerToken) -> str:
        """Keep a ClientLogin or AuthSub token and return its value, which is not kept."""
        value = secrets.token_urlsafe(48)
        row = token_row(token) | {"digest": digest_of(value), "created": self._clock()}
        with self._database.writing() as connection:
            connection.execute(insert(bearer_tokens), row)
        return value

    def bearer_token(self, value: str) -> BearerToken | None:
        """Return what is known of the token with that value, or None."""
        with self._database.reading() as connection:
            row = connection.execute(_BEARER, {"k": digest_of(value)}).first()
        return None if row is None else token_of(BearerToken, TokenKind, row)

    def drop_bearer_token(self, value: str) -> bool:
        """Forget a token; False if it was gone already."""
        with self._database.writing() as connection:
            digest = digest_of(value)
            change = delete(bearer_tokens).where(bearer_tokens.c.digest == digest)
            if connection.execute(change).rowcount == 0:
                return False
            note_endings(connection, TOKEN, [digest], self._clock())
            return True

    def use_nonce(self, consumer_key: str, token_key: str, timestamp: int, nonce: str) -> bool:
        """Note a nonce as used; False if it was used before."""
        row = {"timestamp": timestamp, "consumer_key": consumer_key, "token_key": token_key, "nonce": nonce}
        try:
            with self._database.noting() as connection:
                connection.execute(_USE_NONCE, row)
        except IntegrityError:
            return False
        self._sweep()
        return True

    def server_secret(self) -> str:
        """Return the secret that signs the pages' sessions, the same in every process."""
        question = select(settings.c.value).where(settings.c.name == "server secret")
        with self._database.writing() as connection:
            found = connection.execute(question).scalar()
            if found is None:
                found = secrets.token_hex(32)
                connection.execute(insert(settings), {"name": "server secret", "value": found})
        return str(found)

    def _sweep(self) -> None:
        now = self._clock()
        if not self._sweeps.is_due(now):
            return
        with self._database.writing() as connection:
            connection.execute(delete(nonces).where(nonces.c.timestamp < int(now) - NONCE_LIFETIME))

    def _token_row(self, token: OAuthToken) -> dict[str, Any]:
        return token_row(token) | {"created": token.created or self._clock()}


def token_row(token: _AnyToken) -> dict[str, Any]:
    """Return a token of any kind as its table holds it."""
    return asdict(token) | {"kind": token.kind.value, "scopes": " ".join(token.scopes)}


def token_of(made: Callable[..., _Token], kind: Callable[[str], Enum], row: Row[Any]) -> _Token:
    """Return what a row holds, whose columns are named as the fields of the token `made`."""
    given = {"kind": kind(row.kind), "scopes": tuple(row.scopes.split())}
    return made(**{**row._mapping, **given})


def digest_of(value: str) -> str:
    """Return what is kept of a token, by which it is found, and from which nobody gets it back."""
    return hashlib.sha256(value.encode("utf-8", "surrogateescape")).hexdigest()
