"""Which names of a domain are taken: users, nicknames, groups and e-mail lists share one name space.

Whatever has an address of its own takes a row here, in the transaction that makes it, so that a name is
unique across all kinds, under concurrent writers too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Column, Connection, String, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ..chunks import in_chunks
from ..model import EntityDoesNotExist, EntityExists
from .database import Key, metadata

__all__ = [
    "Follower",
    "addresses",
    "any_on",
    "keep_as",
    "kind_of",
    "refuse_no_user",
    "refuse_unknown",
    "release",
    "sort_key",
    "take",
]

addresses = Table(
    "addresses",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("name", Key, primary_key=True),
    Column("kind", String(20), nullable=False),
    sqlite_with_rowid=False,
)


class Follower(Protocol):
    """A part that holds addresses of the domain and has to follow what happens to them."""

    def address_changed(self, connection: Connection, old: str, new: str) -> None:
        """Put the new address in the place of the old one."""

    def address_gone(self, connection: Connection, address: str) -> None:
        """Drop what belongs to an address; whose it was is still there."""


def sort_key(name: str) -> str:
    """Return the name and '@': Google's pages are sorted by address, which puts john.doe before john."""
    return name.lower() + "@"


def kind_of(connection: Connection, domain: str, name: str) -> str | None:
    """Return what has the name (`user`, `nickname`, ...), or None."""
    question = select(addresses.c.kind).where(addresses.c.domain == domain, addresses.c.name == name)
    return connection.execute(question).scalar()


def any_on(connection: Connection, domain: str) -> bool:
    """Tell whether anything has an address on the domain."""
    question = select(addresses.c.name).where(addresses.c.domain == domain).limit(1)
    return connection.execute(question).first() is not None


def refuse_unknown(connection: Connection, domain: str, address: str) -> None:
    """Raise EntityDoesNotExist for an address of the domain that nothing has."""
    local, _, host = address.partition("@")
    if host == domain and kind_of(connection, domain, local) is None:
        raise EntityDoesNotExist(address)


def refuse_no_user(connection: Connection, domain: str, username: str) -> None:
    """Raise EntityDoesNotExist where no user has the name."""
    if kind_of(connection, domain, username.lower()) != "user":
        raise EntityDoesNotExist(username)


def take(connection: Connection, domain: str, names: Iterable[str], kind: str) -> None:
    """Take names for entities of a kind; raises EntityExists where one is taken, or there twice."""
    for wanted in in_chunks(names):
        rows = [{"domain": domain, "name": name, "kind": kind} for name in wanted]
        try:
            # Only PostgreSQL needs the savepoint: it answers no further question after an error.
            with connection.begin_nested():
                connection.execute(insert(addresses), rows)
        except IntegrityError as error:
            raise EntityExists(_first_taken(connection, domain, wanted)) from error


def _first_taken(connection: Connection, domain: str, wanted: list[str]) -> str:
    question = select(addresses.c.name).where(addresses.c.domain == domain, addresses.c.name.in_(wanted))
    count = Counter(wanted) + Counter(connection.execute(question).scalars())
    return next(name for name in wanted if count[name] > 1)


def release(connection: Connection, domain: str, name: str, followers: Sequence[Follower]) -> None:
    """Give a name back, and tell the followers that its address is gone."""
    connection.execute(delete(addresses).where(addresses.c.domain == domain, addresses.c.name == name))
    for follower in followers:
        follower.address_gone(connection, f"{name}@{domain}")


def keep_as(connection: Connection, domain: str, name: str, kind: str) -> None:
    """Let a name be taken by something of another kind from now on."""
    change = update(addresses).where(addresses.c.domain == domain, addresses.c.name == name)
    connection.execute(change.values(kind=kind))
