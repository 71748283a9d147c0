"""Nicknames kept in a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    Index,
    Select,
    Table,
    delete,
    func,
    insert,
    select,
)

from ..model import PAGE_SIZE, EntityDoesNotExist, TooManyNicknames
from ..nicknames import Nickname
from . import addresses
from .database import Database, Key, metadata

__all__ = ["NICKNAME_LIMIT", "SqlNicknames"]

#: Nicknames that a user may have (administrators' help: 30 e-mail aliases).
NICKNAME_LIMIT = 30

nicknames = Table(
    "nicknames",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("sort_key", Key, primary_key=True),
    Column("name", Key, nullable=False),
    Column("username", Key, nullable=False),
    ForeignKeyConstraint(
        ["domain", "username"], ["users.domain", "users.username"], ondelete="CASCADE", onupdate="CASCADE"
    ),
    Index("nicknames_by_user", "domain", "username", "sort_key"),
    sqlite_with_rowid=False,
)


class SqlNicknames:
    """The nicknames of `domain`; see `nicknames.Nicknames` for the contract. A user may have `limit`."""

    def __init__(
        self,
        database: Database,
        domain: str,
        limit: int = NICKNAME_LIMIT,
        followers: Sequence[addresses.Follower] = (),
    ) -> None:
        self._database = database
        self._domain = domain
        self._limit = limit
        self._followers = followers

    def get(self, name: str) -> Nickname:
        """Return the nickname; raises EntityDoesNotExist."""
        question = self._all().where(nicknames.c.sort_key == addresses.sort_key(name))
        with self._database.reading() as connection:
            row = connection.execute(question).first()
        if row is None:
            raise EntityDoesNotExist(name)
        return Nickname(*row)

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Nickname]:
        """Return up to `limit` nicknames from `start` on, which is included, in order."""
        with self._database.reading() as connection:
            return self._page(connection, self._all(), start, limit)

    def page_of_user(
        self, username: str, start: str | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[Nickname]:
        """Return such a page of one user's nicknames; raises EntityDoesNotExist for an unknown user."""
        username = username.lower()
        with self._database.reading() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            return self._page(connection, self._all().where(nicknames.c.username == username), start, limit)

    def create(self, nickname: Nickname) -> Nickname:
        """Add a nickname; raises EntityExists, EntityDoesNotExist, TooManyNicknames."""
        made = Nickname(nickname.name.lower(), nickname.username.lower())
        self.add_many([made])
        return made

    def add_many(self, new: Iterable[Nickname]) -> int:
        """Add many at once, all or none, and return how many; raises as `create` does."""
        added = 0
        with self._database.writing() as connection:
            for nickname in new:
                self._add(connection, nickname.name.lower(), nickname.username.lower())
                added += 1
        return added

    def delete(self, name: str) -> None:
        """Remove a nickname; raises EntityDoesNotExist."""
        with self._database.writing() as connection:
            self._remove(connection, name.lower())

    def address_changed(self, connection: Connection, old: str, new: str) -> None:
        """Do nothing: the key to the user follows."""

    def address_gone(self, connection: Connection, address: str) -> None:
        """Give back the nicknames of a user."""
        mine = self._all().where(nicknames.c.username == address.partition("@")[0])
        for row in connection.execute(mine).all():
            self._remove(connection, row.name)

    def _remove(self, connection: Connection, name: str) -> None:
        mine = (nicknames.c.domain == self._domain, nicknames.c.sort_key == addresses.sort_key(name))
        if connection.execute(delete(nicknames).where(*mine)).rowcount == 0:
            raise EntityDoesNotExist(name)
        addresses.release(connection, self._domain, name, self._followers)

    def _add(self, connection: Connection, name: str, username: str) -> None:
        addresses.refuse_no_user(connection, self._domain, username)
        mine = (nicknames.c.domain == self._domain, nicknames.c.username == username)
        count = connection.execute(select(func.count()).select_from(nicknames).where(*mine)).scalar_one()
        if count >= self._limit:
            raise TooManyNicknames(username, f"{username} has {count} nicknames, as many as are allowed")
        addresses.take(connection, self._domain, [name], "nickname")
        row = {
            "domain": self._domain,
            "sort_key": addresses.sort_key(name),
            "name": name,
            "username": username,
        }
        connection.execute(insert(nicknames), row)

    def _all(self) -> Select[Any]:
        return select(nicknames.c.name, nicknames.c.username).where(nicknames.c.domain == self._domain)

    def _page(
        self, connection: Connection, question: Select[Any], start: str | None, limit: int
    ) -> Sequence[Nickname]:
        key = addresses.sort_key(start) if start else ""
        question = question.where(nicknames.c.sort_key >= key)
        rows = connection.execute(question.order_by(nicknames.c.sort_key).limit(limit))
        return [Nickname(*row) for row in rows]
