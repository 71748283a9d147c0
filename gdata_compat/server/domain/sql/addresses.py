"""Which names of a domain are taken: users, nicknames, groups and e-mail lists share one name space.

Whatever has an address of its own takes a row here, in the transaction that makes it, so that a name is
unique across all kinds, under concurrent writers too.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, Connection, String, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ..model import EntityExists
from .database import Key, metadata

__all__ = ["addresses", "kind_of", "move", "release", "take"]

addresses = Table(
    "addresses",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("name", Key, primary_key=True),
    Column("kind", String(20), nullable=False),
    sqlite_with_rowid=False,
)


def kind_of(connection: Connection, domain: str, name: str) -> str | None:
    """Return what has the name (`user`, `nickname`, ...), or None."""
    question = select(addresses.c.kind).where(addresses.c.domain == domain, addresses.c.name == name)
    return connection.execute(question).scalar()


def take(connection: Connection, domain: str, names: Iterable[str], kind: str) -> None:
    """Take names for entities of a kind; raises EntityExists where one is taken."""
    rows = [{"domain": domain, "name": name, "kind": kind} for name in names]
    try:
        connection.execute(insert(addresses), rows)
    except IntegrityError as error:
        raise EntityExists(rows[0]["name"] if len(rows) == 1 else "one of the names") from error


def release(connection: Connection, domain: str, name: str) -> None:
    """Give a name back."""
    connection.execute(delete(addresses).where(addresses.c.domain == domain, addresses.c.name == name))


def move(connection: Connection, domain: str, name: str, new_name: str) -> None:
    """Change a name; raises EntityExists where the new one is taken."""
    change = update(addresses).where(addresses.c.domain == domain, addresses.c.name == name)
    try:
        connection.execute(change.values(name=new_name))
    except IntegrityError as error:
        raise EntityExists(new_name) from error
