"""Aliases kept in a database: those on a domain are the rows of its nicknames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from ..aliases import Alias
from ..model import PAGE_SIZE, DomainError, EntityDoesNotExist
from ..nicknames import Nickname
from . import addresses
from .accounts import merged
from .database import Database
from .nicknames import SqlNicknames, nicknames
from .secondary_domains import SqlSecondaryDomains

__all__ = ["SqlAliases"]

_COLUMNS = (nicknames.c.name, nicknames.c.domain, nicknames.c.username, nicknames.c.user_domain)


class SqlAliases:
    """The aliases on all domains of an account; see `aliases.Aliases` for the contract.

    `nicknames_of` gives those on a domain.
    """

    def __init__(
        self, database: Database, domains: SqlSecondaryDomains, nicknames_of: Callable[[str], SqlNicknames]
    ) -> None:
        self._database = database
        self._domains = domains
        self._nicknames_of = nicknames_of

    def get(self, address: str) -> Alias:
        """Return the alias; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._get(connection, address)

    def page(
        self, start: str | None = None, limit: int = PAGE_SIZE, *, domain: str | None = None
    ) -> Sequence[Alias]:
        """Return up to `limit` aliases from `start` on, which is included, on all domains or on one."""

        def page_of(host: str, first: str | None) -> list[Alias]:
            return [_of_nickname(host, each) for each in self._nicknames_of(host).page(first, limit)]

        names = [domain] if domain else self._domains.all_names()
        return merged(names, start, limit, page_of, lambda alias: alias.address)

    def page_of_user(self, user: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Alias]:
        """Return such a page of one user's aliases, the oldest first; raises EntityDoesNotExist."""
        name, _, domain = user.lower().rpartition("@")
        mine = and_(nicknames.c.user_domain == domain, nicknames.c.username == name)
        order = (nicknames.c.added, nicknames.c.sort_key, nicknames.c.domain)
        with self._database.reading() as connection:
            self._refuse_no_user(connection, user)
            if start:
                mine = and_(mine, self._not_before(connection, start, user))
            rows = connection.execute(select(*_COLUMNS).where(mine).order_by(*order).limit(limit))
            return [_alias(*row) for row in rows]

    def create(self, alias: Alias) -> Alias:
        """Add an alias; raises EntityExists, EntityDoesNotExist, TooManyNicknames."""
        name, _, domain = alias.address.lower().rpartition("@")
        with self._database.writing() as connection:
            self._domains.refuse_unknown(domain, connection)
            self._refuse_no_user(connection, alias.user)
        try:
            made = self._nicknames_of(domain).create(Nickname(name, alias.user.lower()))
        except EntityDoesNotExist as error:
            raise EntityDoesNotExist(alias.user) from error
        except DomainError as error:
            raise type(error)(alias.address, error.detail) from error
        return _of_nickname(domain, made)

    def delete(self, address: str) -> None:
        """Remove an alias; raises EntityDoesNotExist."""
        name, _, domain = address.lower().rpartition("@")
        with self._database.together():
            self.get(address)
            self._nicknames_of(domain).delete(name)

    def _get(self, connection: Connection, address: str) -> Alias:
        name, _, domain = address.lower().rpartition("@")
        self._domains.refuse_unknown(domain, connection)
        row = connection.execute(select(*_COLUMNS).where(*_is(domain, name))).first()
        if row is None:
            raise EntityDoesNotExist(address)
        return _alias(*row)

    def _not_before(self, connection: Connection, start: str, user: str) -> Any:
        if self._get(connection, start).user != user.lower():
            raise EntityDoesNotExist(start, f"{start} is no alias of {user}")
        name, _, domain = start.lower().rpartition("@")
        added = connection.execute(select(nicknames.c.added).where(*_is(domain, name))).scalar_one()
        key, column = addresses.sort_key(name), nicknames.c
        after = or_(column.sort_key > key, and_(column.sort_key == key, column.domain >= domain))
        return or_(column.added > added, and_(column.added == added, after))

    def _refuse_no_user(self, connection: Connection, user: str) -> None:
        name, _, domain = user.lower().rpartition("@")
        self._domains.refuse_unknown(domain, connection)
        if addresses.kind_of(connection, domain, name) != "user":
            raise EntityDoesNotExist(user)


def _is(domain: str, name: str) -> tuple[Any, Any]:
    return nicknames.c.domain == domain, nicknames.c.sort_key == addresses.sort_key(name)


def _alias(name: str, domain: str, username: str, user_domain: str) -> Alias:
    return Alias(f"{name}@{domain}", f"{username}@{user_domain}")


def _of_nickname(domain: str, nickname: Nickname) -> Alias:
    own = "@" in nickname.username
    return Alias(f"{nickname.name}@{domain}", nickname.username if own else f"{nickname.username}@{domain}")
