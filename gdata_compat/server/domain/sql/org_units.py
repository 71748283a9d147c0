"""Organization units kept in a database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Select,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from ..chunks import in_chunks
from ..model import (
    PAGE_SIZE,
    EntityCannotContainCycle,
    EntityDoesNotExist,
    EntityExists,
    EntityHasMembers,
    values_of,
)
from ..org_units import ROOT, OrgUnit, OrgUnitChanges, OrgUser, joined, parent_of
from . import addresses
from .database import Database, Key, metadata
from .users import users

__all__ = ["SqlOrgUnits"]

org_units = Table(
    "org_units",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("domain", Key, nullable=False),
    # The path in lower case, by which units are found and sorted.
    Column("path_key", Text().with_variant(Text(collation="C"), "postgresql"), nullable=False),
    Column("parent", Integer, ForeignKey("org_units.id")),
    Column("path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("block_inheritance", Boolean, nullable=False),
    UniqueConstraint("domain", "path_key"),
    Index("org_units_by_parent", "domain", "parent", "path_key"),
)

#: Users in a unit; who is not here is in the root.
org_users = Table(
    "org_users",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("sort_key", Key, primary_key=True),
    Column("unit", Integer, ForeignKey("org_units.id"), nullable=False),
    ForeignKeyConstraint(
        ["domain", "sort_key"],
        ["users.domain", "users.sort_key"],
        ondelete="CASCADE",
        onupdate="CASCADE",
    ),
    Index("org_users_by_unit", "unit", "sort_key"),
)

_COLUMNS = [org_units.c[name] for name in OrgUnit.__dataclass_fields__]
_OF_USER = (org_users.c.domain == users.c.domain) & (org_users.c.sort_key == users.c.sort_key)


class SqlOrgUnits:
    """The organization units of `domain`; see `org_units.OrgUnits` for the contract."""

    def __init__(self, database: Database, domain: str) -> None:
        self._database = database
        self._domain = domain

    @property
    def customer_id(self) -> str:
        """What the API calls the customer: made of the domain's name, so that it never changes."""
        return "C0" + hashlib.sha256(self._domain.encode()).hexdigest()[:7]

    def get(self, path: str) -> OrgUnit:
        """Return the unit; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._get(connection, path)

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUnit]:
        """Return up to `limit` units from the path `start` on, which is included, in order."""
        with self._database.reading() as connection:
            return self._units(connection, select(*_COLUMNS), start, limit)

    def children(self, parent: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUnit]:
        """Return such a page of the units right below one; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            above = org_units.c.parent == self._id(connection, parent)  # IS NULL below the root
            return self._units(connection, select(*_COLUMNS).where(above), start, limit)

    def create(self, unit: OrgUnit) -> OrgUnit:
        """Add a unit; raises EntityExists, and EntityDoesNotExist for the unit above."""
        with self._database.writing() as connection:
            self._refuse_taken(connection, unit.path)
            above = self._id(connection, parent_of(unit.path))
            key = {"domain": self._domain, "path_key": unit.path.lower(), "parent": above}
            connection.execute(insert(org_units), asdict(unit) | key)
            return self._get(connection, unit.path)

    def update(self, path: str, changes: OrgUnitChanges) -> OrgUnit:
        """Change a unit, and the paths of those below, and return it."""
        with self._database.writing() as connection:
            old = self._get(connection, path)
            values = values_of(changes)
            parent = values.pop("parent", parent_of(old.path))
            new = replace(old, **values, path=joined(parent, values.get("name", old.name)))
            above = self._id(connection, parent)
            if new.path != old.path:
                self._move(connection, old.path, new.path)
            change = update(org_units).where(*self._is(new.path))
            connection.execute(change.values(**asdict(new), parent=above))
            return new

    def delete(self, path: str) -> None:
        """Remove a unit; raises EntityDoesNotExist, EntityHasMembers for units or users in it."""
        with self._database.writing() as connection:
            number = self._id(connection, path)
            for held in (org_units.c.parent == number, org_users.c.unit == number):
                if number is None or connection.execute(select(1).where(held).limit(1)).first():
                    raise EntityHasMembers(path)
            connection.execute(delete(org_units).where(org_units.c.id == number))

    def user(self, username: str) -> OrgUser:
        """Return a user's unit; raises EntityDoesNotExist for an unknown user."""
        question = self._users().where(users.c.username == username.lower())
        with self._database.reading() as connection:
            row = connection.execute(question).first()
        if row is None:
            raise EntityDoesNotExist(username)
        return _org_user(*row)

    def find(self, usernames: Iterable[str]) -> Sequence[OrgUser]:
        """Return the units of those of the users who are there, in any order."""
        found: list[OrgUser] = []
        with self._database.reading() as connection:
            for keys in _chunks(usernames):
                question = self._users().where(users.c.sort_key.in_(keys))
                found += [_org_user(*row) for row in connection.execute(question)]
        return found

    def users(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUser]:
        """Return up to `limit` users from `start` on, which is included, in order."""
        with self._database.reading() as connection:
            return self._page_of_users(connection, self._users(), start, limit, users.c.sort_key)

    def users_in(self, path: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUser]:
        """Return such a page of the users who are right in a unit; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            unit = self._id(connection, path)
            inside = self._users().where(org_users.c.unit == unit)
            # Both tables are walked from the start key on: PostgreSQL does not see that one means the other.
            key = users.c.sort_key if unit is None else org_users.c.sort_key
            return self._page_of_users(connection, inside, start, limit, key)

    def move_users(self, usernames: Iterable[str], path: str) -> None:
        """Put users into a unit, all or none; raises EntityDoesNotExist."""
        with self._database.writing() as connection:
            unit = self._id(connection, path)
            for keys in _chunks(usernames):
                self._refuse_unknown(connection, keys)
                mine = (org_users.c.domain == self._domain, org_users.c.sort_key.in_(keys))
                connection.execute(delete(org_users).where(*mine))
                if unit is not None:
                    row = {"domain": self._domain, "unit": unit}
                    connection.execute(insert(org_users), [row | {"sort_key": key} for key in keys])

    def _refuse_unknown(self, connection: Connection, keys: Sequence[str]) -> None:
        mine = (users.c.domain == self._domain, users.c.sort_key.in_(keys))
        known = set(connection.execute(select(users.c.sort_key).where(*mine)).scalars())
        for key in keys:
            if key not in known:
                raise EntityDoesNotExist(key.removesuffix("@"))

    def _users(self) -> Select[Any]:
        joined_tables = users.outerjoin(org_users, _OF_USER).outerjoin(
            org_units, org_units.c.id == org_users.c.unit
        )
        question = select(users.c.username, org_units.c.path).select_from(joined_tables)
        return question.where(users.c.domain == self._domain)

    def _page_of_users(
        self,
        connection: Connection,
        question: Select[Any],
        start: str | None,
        limit: int,
        key: Any,
    ) -> Sequence[OrgUser]:
        first = _user_key(start) if start else ""
        question = question.where(users.c.sort_key >= first, key >= first)
        rows = connection.execute(question.order_by(key).limit(limit))
        return [_org_user(*row) for row in rows]

    def _units(
        self, connection: Connection, question: Select[Any], start: str | None, limit: int
    ) -> Sequence[OrgUnit]:
        mine = (org_units.c.domain == self._domain, org_units.c.path_key >= (start or "").lower())
        rows = connection.execute(question.where(*mine).order_by(org_units.c.path_key).limit(limit))
        return [OrgUnit(*row) for row in rows]

    def _get(self, connection: Connection, path: str) -> OrgUnit:
        row = connection.execute(select(*_COLUMNS).where(*self._is(path))).first()
        if row is None:
            raise EntityDoesNotExist(path)
        return OrgUnit(*row)

    def _id(self, connection: Connection, path: str) -> int | None:
        """Return the number of a unit, None for the root; raises EntityDoesNotExist."""
        if path == ROOT:
            return None
        number = connection.execute(select(org_units.c.id).where(*self._is(path))).scalar()
        if number is None:
            raise EntityDoesNotExist(path)
        return int(number)

    def _is(self, path: str) -> tuple[Any, Any]:
        return org_units.c.domain == self._domain, org_units.c.path_key == path.lower()

    def _refuse_taken(self, connection: Connection, path: str) -> None:
        if connection.execute(select(1).where(*self._is(path))).first() is not None:
            raise EntityExists(path)

    def _move(self, connection: Connection, old: str, new: str) -> None:
        """Give a unit and all below it their new paths; raises EntityExists, EntityCannotContainCycle."""
        if new.lower() != old.lower():
            if new.lower().startswith(f"{old.lower()}/"):
                raise EntityCannotContainCycle(new)
            self._refuse_taken(connection, new)
        below = org_units.c.path_key.startswith(f"{old.lower()}/", autoescape=True)
        mine = org_units.c.domain == self._domain, (org_units.c.path_key == old.lower()) | below
        for number, path in connection.execute(select(org_units.c.id, org_units.c.path).where(*mine)).all():
            moved = new + path[len(old) :]
            change = update(org_units).where(org_units.c.id == number)
            connection.execute(change.values(path=moved, path_key=moved.lower()))


def _chunks(usernames: Iterable[str]) -> Iterator[list[str]]:
    """Give the keys of users, each once, so many as one statement takes."""
    return in_chunks(dict.fromkeys(map(_user_key, usernames)))


def _user_key(username: str) -> str:
    return addresses.sort_key(username.partition("@")[0])


def _org_user(username: str, path: str | None) -> OrgUser:
    return OrgUser(username, ROOT if path is None else path)
