"""Nicknames kept in a database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Float,
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
from .secondary_domains import SqlSecondaryDomains

__all__ = ["NICKNAME_LIMIT", "SqlNicknames", "insert_nickname", "nicknames"]

#: Nicknames that a user may have (administrators' help: 30 e-mail aliases).
NICKNAME_LIMIT = 30

nicknames = Table(
    "nicknames",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("sort_key", Key, primary_key=True),
    Column("name", Key, nullable=False),
    Column("user_domain", Key, nullable=False),
    Column("username", Key, nullable=False),
    Column("added", Float, nullable=False),
    ForeignKeyConstraint(
        ["user_domain", "username"],
        ["users.domain", "users.username"],
        ondelete="CASCADE",
        onupdate="CASCADE",
    ),
    Index("nicknames_by_user", "user_domain", "username", "domain", "sort_key"),
    sqlite_with_rowid=False,
)


_COLUMNS = (nicknames.c.name, nicknames.c.user_domain, nicknames.c.username)

#: A user: the domain and the name.
_Owner = tuple[str, str]


def insert_nickname(
    connection: Connection, domain: str, name: str, owner: tuple[str, str], added: float
) -> None:
    """Write the row of a nickname whose name is taken; `owner` is the user's domain and name."""
    row = {"domain": domain, "sort_key": addresses.sort_key(name), "name": name, "added": added}
    connection.execute(insert(nicknames), row | {"user_domain": owner[0], "username": owner[1]})


class SqlNicknames:
    """The nicknames on `domain`; see `nicknames.Nicknames` for the contract.

    A user may have `limit` of them on all domains. `domains` are those of the account.
    """

    def __init__(
        self,
        database: Database,
        domain: str,
        domains: SqlSecondaryDomains,
        limit: int = NICKNAME_LIMIT,
        followers: Sequence[addresses.Follower] = (),
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._domain = domain
        self._domains = domains
        self._limit = limit
        self._followers = followers
        self._clock = clock

    def get(self, name: str) -> Nickname:
        """Return the nickname; raises EntityDoesNotExist."""
        question = self._all().where(nicknames.c.sort_key == addresses.sort_key(name))
        with self._database.reading() as connection:
            row = connection.execute(question).first()
        if row is None:
            raise EntityDoesNotExist(name)
        return self._nickname(*row)

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
            mine = (nicknames.c.user_domain == self._domain, nicknames.c.username == username)
            return self._page(connection, self._all().where(*mine), start, limit)

    def create(self, nickname: Nickname) -> Nickname:
        """Add a nickname; raises EntityExists, EntityDoesNotExist, TooManyNicknames."""
        made = Nickname(nickname.name.lower(), nickname.username.lower())
        self.add_many([made])
        return self._nickname(made.name, *_owner(made.username, self._domain))

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
            self._remove(connection, self._domain, name.lower())

    def address_changed(self, connection: Connection, old: str, new: str) -> None:
        """Do nothing: the key to the user follows."""

    def address_gone(self, connection: Connection, address: str) -> None:
        """Give back the nicknames of a user, on all domains."""
        mine = _owned_by(*_owner(address, self._domain))
        question = select(nicknames.c.domain, nicknames.c.name).where(*mine)
        for domain, name in connection.execute(question).all():
            self._remove(connection, domain, name)

    def _remove(self, connection: Connection, domain: str, name: str) -> None:
        mine = (nicknames.c.domain == domain, nicknames.c.sort_key == addresses.sort_key(name))
        if connection.execute(delete(nicknames).where(*mine)).rowcount == 0:
            raise EntityDoesNotExist(name)
        addresses.release(connection, domain, name, self._followers)

    def _add(self, connection: Connection, name: str, username: str) -> None:
        owner = _owner(username, self._domain)
        self._domains.refuse_unknown(owner[0], connection)
        addresses.refuse_no_user(connection, *owner)
        mine = _owned_by(*owner)
        count = connection.execute(select(func.count()).select_from(nicknames).where(*mine)).scalar_one()
        if count >= self._limit:
            raise TooManyNicknames(username, f"{username} has {count} nicknames, as many as are allowed")
        addresses.take(connection, self._domain, [name], "nickname")
        insert_nickname(connection, self._domain, name, owner, self._clock())

    def _nickname(self, name: str, user_domain: str, username: str) -> Nickname:
        return Nickname(name, username if user_domain == self._domain else f"{username}@{user_domain}")

    def _all(self) -> Select[Any]:
        return select(*_COLUMNS).where(nicknames.c.domain == self._domain)

    def _page(
        self, connection: Connection, question: Select[Any], start: str | None, limit: int
    ) -> Sequence[Nickname]:
        key = addresses.sort_key(start) if start else ""
        question = question.where(nicknames.c.sort_key >= key)
        rows = connection.execute(question.order_by(nicknames.c.sort_key).limit(limit))
        return [self._nickname(*row) for row in rows]


def _owner(address: str, domain: str) -> _Owner:
    name, _, host = address.lower().partition("@")
    return host or domain, name


def _owned_by(domain: str, username: str) -> tuple[Any, Any]:
    return nicknames.c.user_domain == domain, nicknames.c.username == username
