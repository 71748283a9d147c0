"""Tokens of OAuth 2.0, redirect addresses and service accounts, kept in a database."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from ..oauth2 import OAuth2Kind, OAuth2Token, ServiceAccount
from .credentials import digest_of, token_of, token_row
from .database import Database, Key, metadata
from .endings import TOKEN, note_endings
from .sweeps import Sweeps

__all__ = ["SqlOAuth2Tokens", "oauth2_tokens"]

oauth2_tokens = Table(
    "oauth2_tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("client_id", Key, nullable=False),
    Column("account", Key, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("grant", String(64), nullable=False, index=True),
    Column("expires", Float, index=True),
    Column("redirect_uri", Text, nullable=False),
    Column("offline", Boolean, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("created", Float, nullable=False),
    Index("oauth2_tokens_latest", "created", "digest"),
    Index("oauth2_tokens_of_account", "account", "created", "digest"),
)

redirect_uris = Table(
    "redirect_uris",
    metadata,
    Column("client_id", Key, ForeignKey("consumers.key", ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("uri", Text, nullable=False),
)

service_accounts = Table(
    "service_accounts",
    metadata,
    Column("email", Key, primary_key=True),
    Column("public_key", Text, nullable=False),
    Column("scopes", Text, nullable=False),
)

_PREFIXES = {OAuth2Kind.CODE: "4/", OAuth2Kind.ACCESS: "ya29.", OAuth2Kind.REFRESH: "1/"}
_COLUMNS = [oauth2_tokens.c[name] for name in OAuth2Token.__dataclass_fields__]

#: Seconds for which an expired token is kept, so that a refusal can say that it has expired.
_KEPT = 24 * 3600.0

_SWEEP_EVERY = 600.0


class SqlOAuth2Tokens:
    """Tokens in `database`; see `oauth2.OAuth2Tokens` for the contract."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self._sweeps = Sweeps(_SWEEP_EVERY)

    def issue(self, token: OAuth2Token) -> str:
        """Keep a token and return its value, which is not kept."""
        value = _PREFIXES[token.kind] + secrets.token_urlsafe(36)
        now = self._clock()
        row = token_row(token) | {"digest": digest_of(value), "created": now}
        with self._database.writing() as connection:
            connection.execute(insert(oauth2_tokens), row)
            self._sweep(connection, now)
        return value

    def token(self, value: str, kind: OAuth2Kind) -> OAuth2Token | None:
        """Return what is known of the token with that value if it is of that kind, or None."""
        with self._database.reading() as connection:
            return self._token(connection, value, kind)

    def redeem_code(self, value: str) -> OAuth2Token | None:
        """Return what a code stands for, once; a second time its grant is revoked and None returned."""
        with self._database.writing() as connection:
            found = self._token(connection, value, OAuth2Kind.CODE)
            if found is None:
                return None
            if found.revoked:  # somebody else had it as well (RFC 6749, section 4.1.2)
                self._revoke(connection, found.grant)
                return None
            mine = oauth2_tokens.c.digest == digest_of(value)
            connection.execute(update(oauth2_tokens).where(mine).values(revoked=True))
            return found

    def revoke(self, value: str) -> bool:
        """Revoke an access or refresh token with all of its grant; False where there is none."""
        with self._database.writing() as connection:
            for kind in (OAuth2Kind.REFRESH, OAuth2Kind.ACCESS):
                found = self._token(connection, value, kind)
                if found is not None and not found.revoked:
                    self._revoke(connection, found.grant)
                    return True
        return False

    def has_refresh_token(self, client_id: str, account: str, scopes: Iterable[str]) -> bool:
        """Tell whether a client has a refresh token of an account that covers the scopes."""
        mine = (
            oauth2_tokens.c.account == account,
            oauth2_tokens.c.client_id == client_id,
            oauth2_tokens.c.kind == OAuth2Kind.REFRESH.value,
            oauth2_tokens.c.revoked.is_(False),
        )
        with self._database.reading() as connection:
            found = connection.execute(select(oauth2_tokens.c.scopes).where(*mine)).scalars()
            return any(set(scopes) <= set(held.split()) for held in found)

    def redirect_uris(self, client_id: str) -> Sequence[str]:
        """Return the addresses that are registered for a client."""
        question = select(redirect_uris.c.uri).where(redirect_uris.c.client_id == client_id)
        with self._database.reading() as connection:
            return connection.execute(question.order_by(redirect_uris.c.uri)).scalars().all()

    def add_redirect_uris(self, client_id: str, uris: Iterable[str]) -> None:
        """Register addresses to which a client's users may be led back."""
        with self._database.writing() as connection:
            for uri in uris:
                row = {"client_id": client_id, "digest": digest_of(uri), "uri": uri}
                mine = (redirect_uris.c.client_id == client_id, redirect_uris.c.digest == row["digest"])
                connection.execute(delete(redirect_uris).where(*mine))
                connection.execute(insert(redirect_uris), row)

    def service_account(self, email: str) -> ServiceAccount | None:
        """Return the service account, or None."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(service_accounts).where(service_accounts.c.email == email)
            ).first()
        return None if row is None else ServiceAccount(row.email, row.public_key, tuple(row.scopes.split()))

    def add_service_account(self, account: ServiceAccount) -> None:
        """Register a service account in the place of the one with that address."""
        row = asdict(account) | {"scopes": " ".join(account.scopes)}
        with self._database.writing() as connection:
            connection.execute(delete(service_accounts).where(service_accounts.c.email == account.email))
            connection.execute(insert(service_accounts), row)

    def _token(self, connection: Connection, value: str, kind: OAuth2Kind) -> OAuth2Token | None:
        mine = (oauth2_tokens.c.digest == digest_of(value), oauth2_tokens.c.kind == kind.value)
        row = connection.execute(select(*_COLUMNS).where(*mine)).first()
        return None if row is None else token_of(OAuth2Token, OAuth2Kind, row)

    def _revoke(self, connection: Connection, grant: str) -> None:
        mine = (oauth2_tokens.c.grant == grant, oauth2_tokens.c.revoked.is_(False))
        digests = connection.execute(select(oauth2_tokens.c.digest).where(*mine)).scalars().all()
        if digests:
            note_endings(connection, TOKEN, digests, self._clock())
        connection.execute(update(oauth2_tokens).where(*mine).values(revoked=True))

    def _sweep(self, connection: Connection, now: float) -> None:
        if not self._sweeps.is_due(now):
            return
        connection.execute(delete(oauth2_tokens).where(oauth2_tokens.c.expires < now - _KEPT))
