"""Groups kept in a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    insert,
    not_,
    select,
    update,
)

from ..groups import Group, GroupChanges, Participant
from ..model import PAGE_SIZE, EntityDoesNotExist, EntityExists, GroupCannotContainCycle, values_of
from . import addresses
from .database import Database, Key, metadata
from .users import users

__all__ = ["SqlGroups"]

groups = Table(
    "groups",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("sort_key", Key, primary_key=True),
    Column("group_id", Key, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("email_permission", String(20), nullable=False),
    sqlite_with_rowid=False,
)

participants = Table(
    "group_participants",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("group_key", Key, primary_key=True),
    Column("role", String(10), primary_key=True),
    Column("address", Key, primary_key=True),
    # The sort key of the group that the address is, or NULL: what recursion follows.
    Column("nested_key", Key),
    ForeignKeyConstraint(["domain", "group_key"], ["groups.domain", "groups.sort_key"], ondelete="CASCADE"),
    Index("group_participants_by_address", "domain", "address", "role"),
    sqlite_with_rowid=False,
)

# Recursion asks it at each step; few members are groups.
_HAS_GROUP = participants.c.nested_key.is_not(None)
Index(
    "group_participants_by_nested_key",
    participants.c.domain,
    participants.c.nested_key,
    sqlite_where=_HAS_GROUP,
    postgresql_where=_HAS_GROUP,
)

_COLUMNS = [groups.c[name] for name in Group.__dataclass_fields__]


class SqlGroups:
    """The groups of `domain`; see `groups.Groups` for the contract."""

    def __init__(self, database: Database, domain: str, followers: Sequence[addresses.Follower] = ()) -> None:
        self._database = database
        self._domain = domain
        self._followers = followers

    def get(self, group_id: str) -> Group:
        """Return the group; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._get(connection, group_id)

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Group]:
        """Return up to `limit` groups from `start` on, which is included, in order."""
        return self._groups(select(*_COLUMNS), start, limit)

    def page_of_member(
        self, address: str, start: str | None = None, limit: int = PAGE_SIZE, *, direct_only: bool = False
    ) -> Sequence[Group]:
        """Return such a page of the groups that somebody is in, through other groups or not."""
        keys = self._direct_keys(address) if direct_only else self._all_keys(address)
        return self._groups(select(*_COLUMNS).where(groups.c.sort_key.in_(keys)), start, limit)

    def create(self, group: Group) -> Group:
        """Add a group; raises EntityExists."""
        group_id = group.group_id.lower()
        row = asdict(group) | {"domain": self._domain, "group_id": group_id, "sort_key": _sort_key(group_id)}
        with self._database.writing() as connection:
            addresses.take(connection, self._domain, [group_id], "group")
            connection.execute(insert(groups), row)
            return self._get(connection, group_id)

    def update(self, group_id: str, changes: GroupChanges) -> Group:
        """Change a group and return it; raises EntityDoesNotExist."""
        values = values_of(changes)
        with self._database.writing() as connection:
            self._get(connection, group_id)
            if values:
                connection.execute(update(groups).where(*self._is(group_id)).values(**values))
            return self._get(connection, group_id)

    def delete(self, group_id: str) -> None:
        """Remove a group, and it from other groups; raises EntityDoesNotExist."""
        with self._database.writing() as connection:
            if connection.execute(delete(groups).where(*self._is(group_id))).rowcount == 0:
                raise EntityDoesNotExist(group_id)
            addresses.release(connection, self._domain, group_id.lower(), self._followers)

    def participants(
        self,
        group_id: str,
        role: str,
        start: str | None = None,
        limit: int = PAGE_SIZE,
        *,
        suspended: bool = False,
    ) -> Sequence[Participant]:
        """Return a page of the direct members or the owners; raises EntityDoesNotExist."""
        question = (
            select(participants.c.address, participants.c.nested_key)
            .where(*self._in(group_id, role), participants.c.address >= (start or "").lower())
            .order_by(participants.c.address)
            .limit(limit)
        )
        if not suspended:
            question = question.where(not_(self._is_suspended()))
        with self._database.reading() as connection:
            self._get(connection, group_id)
            return [_participant(*row) for row in connection.execute(question)]

    def participant(self, group_id: str, role: str, address: str) -> Participant:
        """Return a member, direct or not, or an owner; raises EntityDoesNotExist."""
        address = address.lower()
        with self._database.reading() as connection:
            self._get(connection, group_id)
            nested = self._nested_key(connection, address)
            keys = self._direct_keys(address, role)
            if connection.execute(keys.where(participants.c.group_key == _sort_key(group_id))).first():
                return _participant(address, nested)
            if role == "member" and _sort_key(group_id) in self._above(connection, address):
                return _participant(address, nested, direct=False)
            raise EntityDoesNotExist(address)

    def add(self, group_id: str, role: str, address: str) -> Participant:
        """Add somebody; raises EntityDoesNotExist, EntityExists, GroupCannotContainCycle."""
        address = address.lower()
        with self._database.writing() as connection:
            self._get(connection, group_id)
            addresses.refuse_unknown(connection, self._domain, address)
            nested = self._nested_key(connection, address)
            row = {"domain": self._domain, "group_key": _sort_key(group_id), "role": role, "address": address}
            mine = and_(*self._in(group_id, role), participants.c.address == address)
            if connection.execute(select(participants.c.role).where(mine)).first() is not None:
                raise EntityExists(address)
            if role == "member" and nested is not None:
                self._refuse_cycle(connection, group_id, nested)
            connection.execute(insert(participants), row | {"nested_key": nested})
            return _participant(address, nested)

    def remove(self, group_id: str, role: str, address: str) -> None:
        """Remove somebody; raises EntityDoesNotExist."""
        mine = and_(*self._in(group_id, role), participants.c.address == address.lower())
        with self._database.writing() as connection:
            self._get(connection, group_id)
            if connection.execute(delete(participants).where(mine)).rowcount == 0:
                raise EntityDoesNotExist(address)

    def address_changed(self, connection: Connection, old: str, new: str) -> None:
        """Let a member or owner keep the place under the new address."""
        mine = (participants.c.domain == self._domain, participants.c.address == old)
        connection.execute(update(participants).where(*mine).values(address=new))

    def address_gone(self, connection: Connection, address: str) -> None:
        """Let who is gone be in no group."""
        mine = (participants.c.domain == self._domain, participants.c.address == address)
        connection.execute(delete(participants).where(*mine))

    def _groups(self, question: Select[Any], start: str | None, limit: int) -> Sequence[Group]:
        key = _sort_key(start) if start else ""
        question = question.where(groups.c.domain == self._domain, groups.c.sort_key >= key)
        with self._database.reading() as connection:
            rows = connection.execute(question.order_by(groups.c.sort_key).limit(limit)).all()
        return [Group(*row) for row in rows]

    def _get(self, connection: Connection, group_id: str) -> Group:
        row = connection.execute(select(*_COLUMNS).where(*self._is(group_id))).first()
        if row is None:
            raise EntityDoesNotExist(group_id)
        return Group(*row)

    def _is(self, group_id: str) -> tuple[Any, Any]:
        return groups.c.domain == self._domain, groups.c.sort_key == _sort_key(group_id)

    def _in(self, group_id: str, role: str) -> tuple[Any, Any, Any]:
        key = _sort_key(group_id)
        mine = participants.c.domain == self._domain, participants.c.group_key == key
        return (*mine, participants.c.role == role)

    def _is_suspended(self) -> Any:
        address, ending = participants.c.address, f"@{self._domain}"
        local = func.substr(address, 1, func.length(address) - len(ending))
        return exists().where(
            address.endswith(ending, autoescape=True),
            users.c.domain == self._domain,
            users.c.username == local,
            users.c.suspended,
        )

    def _direct_keys(self, address: str, role: str = "member") -> Select[Any]:
        """Select the groups that somebody is in without any other between."""
        mine = participants.c.address == address.lower(), participants.c.role == role
        return select(participants.c.group_key).where(participants.c.domain == self._domain, *mine)

    def _all_keys(self, address: str) -> Select[Any]:
        """Select the groups that somebody is in, and those that these are in, and so on."""
        above = self._direct_keys(address).cte("above", recursive=True)
        further = select(participants.c.group_key).where(
            participants.c.domain == self._domain,
            participants.c.role == "member",
            participants.c.nested_key == above.c.group_key,
        )
        return select(above.union(further).c.group_key)

    def _above(self, connection: Connection, address: str) -> set[str]:
        return set(connection.execute(self._all_keys(address)).scalars())

    def _nested_key(self, connection: Connection, address: str) -> str | None:
        local, _, domain = address.partition("@")
        if domain != self._domain or addresses.kind_of(connection, domain, local) != "group":
            return None
        return _sort_key(local)

    def _refuse_cycle(self, connection: Connection, group_id: str, nested: str) -> None:
        own = _sort_key(group_id)
        if nested == own or nested in self._above(connection, f"{own}{self._domain}"):
            raise GroupCannotContainCycle(group_id)


def _sort_key(group_id: str) -> str:
    return addresses.sort_key(group_id.partition("@")[0])


def _participant(address: str, nested: str | None, direct: bool = True) -> Participant:
    return Participant(address, "User" if nested is None else "Group", direct)
