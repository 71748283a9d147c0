"""What has an address in an account, read off the tables of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Column, Row, Table, select

from ..accounts import Account
from ..aliases import Alias
from ..groups import Group
from ..model import PAGE_SIZE
from ..users import User
from .database import Database
from .email_lists import email_lists
from .groups import groups
from .nicknames import nicknames
from .secondary_domains import SqlSecondaryDomains
from .users import users

__all__ = ["SqlDirectory"]

#: What comes after every other character.
_LAST = "\U0010ffff"


class SqlDirectory:
    """The entries of the account of `domain`; see `directory.Directory` for the contract."""

    def __init__(self, database: Database, domain: str) -> None:
        self._database = database
        self._domain = domain.lower()
        self._domains = SqlSecondaryDomains(database, self._domain)

    def users(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[Account]:
        """Return up to `limit` users."""
        fields = [users.c[name] for name in User.__dataclass_fields__]
        rows = self._page(users, fields, self._domains.all_names(), prefix, start, limit)
        return [Account(row.domain, User(*_fields(row))) for row in rows]

    def aliases(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[Alias]:
        """Return up to `limit` nicknames and aliases."""
        fields = [nicknames.c.name, nicknames.c.username, nicknames.c.user_domain]
        rows = self._page(nicknames, fields, self._domains.all_names(), prefix, start, limit)
        return [Alias(f"{row.name}@{row.domain}", f"{row.username}@{row.user_domain}") for row in rows]

    def groups(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[Group]:
        """Return up to `limit` groups."""
        fields = [groups.c[name] for name in Group.__dataclass_fields__]
        rows = self._page(groups, fields, [self._domain], prefix, start, limit)
        return [Group(*_fields(row)) for row in rows]

    def email_lists(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[str]:
        """Return the names of up to `limit` e-mail lists."""
        rows = self._page(email_lists, [email_lists.c.name], [self._domain], prefix, start, limit)
        return [row.name for row in rows]

    def _page(
        self,
        table: Table,
        fields: Sequence[Column[Any]],
        domains: Sequence[str],
        prefix: str,
        start: str,
        limit: int,
    ) -> list[Row[Any]]:
        """Return rows of the domain, the key and the fields, sorted by address."""
        name, at, host = prefix.strip().lower().partition("@")
        key = table.c.sort_key
        question = select(table.c.domain, key, *fields).order_by(key).limit(limit)
        # The key ends in '@', which is in no name.
        last = f"{name}@" if at else name + _LAST
        with self._database.reading() as connection:
            found = [
                connection.execute(
                    # One lower bound alone: SQLite would read on from the lesser of two.
                    question.where(
                        table.c.domain == domain, key >= max(name + at, _first(start, domain)), key <= last
                    )
                )
                for domain in domains
                if domain.startswith(host)
            ]
            return sorted(chain.from_iterable(found), key=lambda row: (row.sort_key, row.domain))[:limit]


def _first(start: str, domain: str) -> str:
    """Return the key on a domain from which on addresses are not before the start."""
    name, _, host = start.lower().partition("@")
    # name@domain comes before the start: a key with one more @ leaves it out, and nothing else.
    return f"{name}@@" if domain < host else f"{name}@" if start else ""


def _fields(row: Row[Any]) -> Sequence[Any]:
    """Return what follows the domain and the key."""
    return row[2:]
