"""E-mail lists kept in a database."""

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
    update,
)

from ..model import PAGE_SIZE, EntityDoesNotExist, EntityExists, TooManyRecipients
from . import addresses
from .database import Database, Key, metadata

__all__ = ["SqlEmailLists"]

email_lists = Table(
    "email_lists",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("sort_key", Key, primary_key=True),
    Column("name", Key, nullable=False),
    sqlite_with_rowid=False,
)

recipients = Table(
    "email_list_recipients",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("list_key", Key, primary_key=True),
    Column("address", Key, primary_key=True),
    ForeignKeyConstraint(
        ["domain", "list_key"], ["email_lists.domain", "email_lists.sort_key"], ondelete="CASCADE"
    ),
    Index("email_list_recipients_by_address", "domain", "address", "list_key"),
    sqlite_with_rowid=False,
)


class SqlEmailLists:
    """The e-mail lists of `domain`; see `email_lists.EmailLists` for the contract.

    `recipient_limit` is the most addresses that a list may have.
    """

    def __init__(
        self,
        database: Database,
        domain: str,
        recipient_limit: int | None = None,
        followers: Sequence[addresses.Follower] = (),
    ) -> None:
        self._database = database
        self._domain = domain
        self._limit = recipient_limit
        self._followers = followers

    def get(self, name: str) -> str:
        """Return the list's name; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._get(connection, name)

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[str]:
        """Return up to `limit` names from `start` on, which is included, in order."""
        return self._page(self._all(), start, limit)

    def page_of_recipient(
        self, address: str, start: str | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[str]:
        """Return such a page of the lists that an address is on."""
        mine = (recipients.c.domain == self._domain, recipients.c.address == address.lower())
        keys = select(recipients.c.list_key).where(*mine)
        return self._page(self._all().where(email_lists.c.sort_key.in_(keys)), start, limit)

    def create(self, name: str) -> str:
        """Add a list; raises EntityExists for a name that anything has."""
        name = name.lower()
        row = {"domain": self._domain, "sort_key": addresses.sort_key(name), "name": name}
        with self._database.writing() as connection:
            addresses.take(connection, self._domain, [name], "email list")
            connection.execute(insert(email_lists), row)
        return name

    def delete(self, name: str) -> None:
        """Remove a list; raises EntityDoesNotExist."""
        mine = (email_lists.c.domain == self._domain, email_lists.c.sort_key == addresses.sort_key(name))
        with self._database.writing() as connection:
            if connection.execute(delete(email_lists).where(*mine)).rowcount == 0:
                raise EntityDoesNotExist(name)
            addresses.release(connection, self._domain, name.lower(), self._followers)

    def recipients(self, name: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[str]:
        """Return a page of the addresses on a list; raises EntityDoesNotExist."""
        question = (
            select(recipients.c.address)
            .where(*self._on(name), recipients.c.address >= (start or "").lower())
            .order_by(recipients.c.address)
            .limit(limit)
        )
        with self._database.reading() as connection:
            self._get(connection, name)
            return list(connection.execute(question).scalars())

    def recipient(self, name: str, address: str) -> str:
        """Return the address if it is on the list; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            self._get(connection, name)
            if not self._has(connection, name, address.lower()):
                raise EntityDoesNotExist(address)
        return address.lower()

    def add_recipients(self, name: str, new: Iterable[str]) -> None:
        """Put addresses on a list, all or none; raises as the contract says."""
        with self._database.writing() as connection:
            self._get(connection, name)
            for address in new:
                self._add(connection, name, address.lower())

    def remove_recipient(self, name: str, address: str) -> None:
        """Take an address off a list; raises EntityDoesNotExist."""
        mine = (*self._on(name), recipients.c.address == address.lower())
        with self._database.writing() as connection:
            self._get(connection, name)
            if connection.execute(delete(recipients).where(*mine)).rowcount == 0:
                raise EntityDoesNotExist(address)

    def address_changed(self, connection: Connection, old: str, new: str) -> None:
        """Let a recipient stay on the lists under the new address."""
        mine = (recipients.c.domain == self._domain, recipients.c.address == old)
        connection.execute(update(recipients).where(*mine).values(address=new))

    def address_gone(self, connection: Connection, address: str) -> None:
        """Let who is gone be on no list."""
        mine = (recipients.c.domain == self._domain, recipients.c.address == address)
        connection.execute(delete(recipients).where(*mine))

    def _add(self, connection: Connection, name: str, address: str) -> None:
        addresses.refuse_unknown(connection, self._domain, address)
        if self._has(connection, name, address):
            raise EntityExists(address)
        if self._limit is not None:
            count = select(func.count()).select_from(recipients).where(*self._on(name))
            if connection.execute(count).scalar_one() >= self._limit:
                raise TooManyRecipients(name, f"{name} has {self._limit} recipients, as many as are allowed")
        row = {"domain": self._domain, "list_key": addresses.sort_key(name), "address": address}
        connection.execute(insert(recipients), row)

    def _has(self, connection: Connection, name: str, address: str) -> bool:
        question = select(recipients.c.address).where(*self._on(name), recipients.c.address == address)
        return connection.execute(question).first() is not None

    def _get(self, connection: Connection, name: str) -> str:
        row = connection.execute(
            self._all().where(email_lists.c.sort_key == addresses.sort_key(name))
        ).first()
        if row is None:
            raise EntityDoesNotExist(name)
        return str(row.name)

    def _all(self) -> Select[Any]:
        return select(email_lists.c.name).where(email_lists.c.domain == self._domain)

    def _on(self, name: str) -> tuple[Any, Any]:
        return recipients.c.domain == self._domain, recipients.c.list_key == addresses.sort_key(name)

    def _page(self, question: Select[Any], start: str | None, limit: int) -> Sequence[str]:
        key = addresses.sort_key(start) if start else ""
        question = question.where(email_lists.c.sort_key >= key)
        with self._database.reading() as connection:
            rows = connection.execute(question.order_by(email_lists.c.sort_key).limit(limit))
            return list(rows.scalars())
