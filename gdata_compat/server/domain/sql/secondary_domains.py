"""The further domains of an account kept in a database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Connection, Index, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from ..model import EntityDoesNotExist, EntityExists, EntityHasMembers
from . import addresses
from .database import Database, Key, metadata

__all__ = ["SqlSecondaryDomains", "secondary_domains"]

secondary_domains = Table(
    "secondary_domains",
    metadata,
    # A domain belongs to one account.
    Column("name", Key, primary_key=True),
    Column("domain", Key, nullable=False),
    Index("secondary_domains_by_domain", "domain", "name"),
    sqlite_with_rowid=False,
)


class SqlSecondaryDomains:
    """The further domains of the account of `domain`; see `secondary_domains.SecondaryDomains`."""

    def __init__(self, database: Database, domain: str) -> None:
        self._database = database
        self._domain = domain

    def names(self) -> Sequence[str]:
        """Return all of them, sorted."""
        with self._database.reading() as connection:
            return self._names(connection)

    def all_names(self) -> Sequence[str]:
        """Return the primary domain and all others."""
        return [self._domain, *self.names()]

    def add(self, name: str) -> None:
        """Take a domain into the account; raises EntityExists for one that is in it, or in another."""
        name = name.lower()
        with self._database.writing() as connection:
            if name == self._domain or self._is_primary(connection, name):
                raise EntityExists(name, f"{name} is the primary domain of an account")
            try:
                with connection.begin_nested():
                    connection.execute(insert(secondary_domains), {"name": name, "domain": self._domain})
            except IntegrityError as error:
                raise EntityExists(name) from error

    def remove(self, name: str) -> None:
        """Take a domain out; raises EntityDoesNotExist, EntityHasMembers where addresses are on it."""
        name = name.lower()
        mine = (secondary_domains.c.domain == self._domain, secondary_domains.c.name == name)
        with self._database.writing() as connection:
            if addresses.any_on(connection, name) and name in self._names(connection):
                raise EntityHasMembers(name, f"users or aliases have addresses on {name}")
            if connection.execute(delete(secondary_domains).where(*mine)).rowcount == 0:
                raise EntityDoesNotExist(name)

    def refuse_unknown(self, host: str, connection: Connection | None = None) -> None:
        """Raise EntityDoesNotExist for a domain that is not one of the account's."""
        if host != self._domain and host not in (self._names(connection) if connection else self.names()):
            raise EntityDoesNotExist(host, f"{host!r} is no domain of the account of {self._domain}")

    def _names(self, connection: Connection) -> list[str]:
        question = select(secondary_domains.c.name).where(secondary_domains.c.domain == self._domain)
        return list(connection.execute(question.order_by(secondary_domains.c.name)).scalars())

    def _is_primary(self, connection: Connection, name: str) -> bool:
        # A domain with addresses that is secondary nowhere is an account of its own.
        known = select(secondary_domains.c.name).where(secondary_domains.c.name == name)
        return connection.execute(known).first() is None and addresses.any_on(connection, name)
