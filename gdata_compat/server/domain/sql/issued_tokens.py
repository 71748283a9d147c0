"""The tokens that were issued, read off the tables of every kind."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, Table, delete, literal, null, select, tuple_, update

from ..issued_tokens import IssuedToken
from ..model import PAGE_SIZE
from .credentials import bearer_tokens, oauth_tokens
from .database import Database
from .endings import TOKEN, note_endings
from .oauth2 import oauth2_tokens

__all__ = ["SqlIssuedTokens"]


class _Source(NamedTuple):
    """A table of tokens, and which of its columns are what."""

    table: Table
    id: Column[str]
    issued_to: Column[str]
    expires: Any
    #: None where a revoked token is not kept.
    revoked: Column[bool] | None


_SOURCES = (
    _Source(oauth_tokens, oauth_tokens.c.key, oauth_tokens.c.consumer_key, null(), oauth_tokens.c.revoked),
    _Source(bearer_tokens, bearer_tokens.c.digest, bearer_tokens.c.target, null(), None),
    _Source(
        oauth2_tokens,
        oauth2_tokens.c.digest,
        oauth2_tokens.c.client_id,
        oauth2_tokens.c.expires,
        oauth2_tokens.c.revoked,
    ),
)


class SqlIssuedTokens:
    """The tokens in `database`; see `issued_tokens.IssuedTokens` for the contract.

    It follows the addresses of users: tokens go with a renamed user, and are gone with a deleted one.
    """

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def page(
        self,
        account: str | None = None,
        start: tuple[float, str] | None = None,
        limit: int = PAGE_SIZE,
    ) -> Sequence[IssuedToken]:
        """Return up to `limit` tokens, the newest first, from the one with the key `start` on."""
        with self._database.reading() as connection:
            found = [list(_read(connection, source, account, start, limit)) for source in _SOURCES]
        newest_first = heapq.merge(*found, key=lambda token: token.key, reverse=True)
        return list(islice(newest_first, limit))

    def revoke(self, id: str) -> bool:
        """Make a token useless, with what else its consent gave; False where there is none to revoke."""
        with self._database.writing() as connection:
            grant = select(oauth2_tokens.c.grant).where(oauth2_tokens.c.digest == id).scalar_subquery()
            conditions = (
                oauth_tokens.c.key == id,
                bearer_tokens.c.digest == id,
                oauth2_tokens.c.grant == grant,
            )
            return sum(map(partial(self._revoke, connection), _SOURCES, conditions)) > 0

    def revoke_all(self, account: str) -> int:
        """Make all tokens of an account useless; return how many they were."""
        with self._database.writing() as connection:
            return sum(
                self._revoke(connection, source, source.table.c.account == account) for source in _SOURCES
            )

    def address_changed(self, connection: Connection, old: str, new: str) -> None:
        """Put the new address in the place of the old one."""
        for source in _SOURCES:
            mine = source.table.c.account == old
            connection.execute(update(source.table).where(mine).values(account=new))

    def address_gone(self, connection: Connection, address: str) -> None:
        """Make the tokens of an address useless."""
        for source in _SOURCES:
            self._revoke(connection, source, source.table.c.account == address)

    def _revoke(self, connection: Connection, source: _Source, condition: Any) -> int:
        good = [condition] if source.revoked is None else [condition, source.revoked.is_(False)]
        ids = connection.execute(select(source.id).where(*good)).scalars().all()
        if ids:
            note_endings(connection, TOKEN, ids, self._clock())
        if source.revoked is None:
            return connection.execute(delete(source.table).where(condition)).rowcount
        change = update(source.table).where(*good)
        return connection.execute(change.values({source.revoked: True})).rowcount


def _read(
    connection: Connection,
    source: _Source,
    account: str | None,
    start: tuple[float, str] | None,
    limit: int,
) -> Iterator[IssuedToken]:
    columns = source.table.c
    revoked = literal(False) if source.revoked is None else source.revoked
    fields = (source.id, columns.kind, columns.account, source.issued_to, columns.scopes, columns.created)
    question: Select[Any] = select(*fields, source.expires, revoked)
    if account is not None:
        question = question.where(columns.account == account)
    if start is not None:
        question = question.where(tuple_(columns.created, source.id) <= tuple_(*start))
    newest = question.order_by(columns.created.desc(), source.id.desc()).limit(limit)
    for row in connection.execute(newest):
        id, kind, of, issued_to, scopes, created, expires, is_revoked = row
        given = tuple(scopes.split())
        yield IssuedToken(id, kind, of, issued_to, given, created, expires, bool(is_revoked))
