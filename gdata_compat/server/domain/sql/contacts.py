"""Shared contacts and their groups kept in a database."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from ..chunks import in_chunks
from ..contacts import Check, Contact, ContactDraft, ContactPage, ContactQuery, Photo, Revision
from ..model import PAGE_SIZE, EntityDoesNotExist, EntityExists, PhotoDoesNotExist, TooManyContacts
from .database import Database, Key, metadata

__all__ = ["CONTACT_LIMIT", "SqlContacts"]

#: Contacts that a domain may have (the API's documentation).
CONTACT_LIMIT = 200_000

#: Microseconds for which a deleted contact is remembered: thirty days (the API's documentation).
_REMEMBERED = 30 * 24 * 3600 * 1_000_000

contacts = Table(
    "contacts",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("contact_id", Key, primary_key=True),
    # 'contact' or 'group'
    Column("kind", String(10), nullable=False),
    # Microseconds since 1970, each once in a domain and kind.
    Column("created", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("deleted", Boolean, nullable=False),
    # The version of the photo, NULL where there is none.
    Column("photo", BigInteger),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    # The `xml:lang` of the entry.
    Column("language", Text, nullable=False),
    # What queries search in, in lower case.
    Column("searched", Text, nullable=False),
    # Both hold all that pages are counted and cut by.
    Index("contacts_by_creation", "domain", "kind", "created", "deleted", "updated", "contact_id"),
    Index("contacts_by_change", "domain", "kind", "updated", "deleted", "created", "contact_id"),
)

memberships = Table(
    "contact_memberships",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("contact_id", Key, primary_key=True),
    Column("group_id", Key, primary_key=True),
    ForeignKeyConstraint(
        ["domain", "contact_id"], ["contacts.domain", "contacts.contact_id"], ondelete="CASCADE"
    ),
    Index("contact_memberships_by_group", "domain", "group_id", "contact_id"),
    sqlite_with_rowid=False,
)

photos = Table(
    "contact_photos",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("contact_id", Key, primary_key=True),
    Column("content_type", String(100), nullable=False),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["domain", "contact_id"], ["contacts.domain", "contacts.contact_id"], ondelete="CASCADE"
    ),
)

_NOTHING = ContactDraft("", "")

_COLUMNS = [contacts.c[name] for name in Contact.__dataclass_fields__]


class SqlContacts:
    """The entries of a `kind` of `domain`, 'contact' or 'group'; see `contacts.Contacts` for the contract.

    `limit` is the most that there may be.
    """

    def __init__(
        self,
        database: Database,
        domain: str,
        kind: str,
        *,
        clock: Callable[[], float],
        limit: int | None = CONTACT_LIMIT,
    ) -> None:
        self._database = database
        self._domain = domain
        self._kind = kind
        self._clock = clock
        self._limit = limit

    def get(self, contact_id: str) -> Contact:
        """Return the contact; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._get(connection, contact_id)

    def find(self, query: ContactQuery) -> ContactPage:
        """Return the contacts that a query asks for."""
        wanted = tuple(self._conditions(query))
        key = contacts.c.updated if query.by_change else contacts.c.created
        order = key.desc() if query.descending else key.asc()
        # The API counts pages off by index: the rows before are skipped in an index, without their contents.
        on_page = select(contacts.c.contact_id).where(*wanted).order_by(order)
        on_page = on_page.limit(query.limit).offset(query.start - 1)
        with self._database.reading() as connection:
            total = connection.execute(select(func.count()).select_from(contacts).where(*wanted)).scalar_one()
            mine = self._mine(), contacts.c.contact_id.in_(on_page.subquery().select())
            rows = connection.execute(select(*_COLUMNS).where(*mine).order_by(order))
            return ContactPage([Contact(*row) for row in rows], total, self._latest(connection))

    def page(self, after: int = 0, limit: int = PAGE_SIZE) -> Sequence[Contact]:
        """Return up to `limit` contacts made after a moment, in the order of their making."""
        wanted = self._mine(), ~contacts.c.deleted, contacts.c.created > after
        question = select(*_COLUMNS).where(*wanted).order_by(contacts.c.created).limit(limit)
        with self._database.reading() as connection:
            return [Contact(*row) for row in connection.execute(question)]

    def some(self, contact_ids: Sequence[str]) -> Sequence[Contact]:
        """Return those of the contacts who are there, in any order."""
        found: list[Contact] = []
        with self._database.reading() as connection:
            for chunk in in_chunks(contact_ids):
                mine = self._mine(), ~contacts.c.deleted, contacts.c.contact_id.in_(chunk)
                found += [Contact(*row) for row in connection.execute(select(*_COLUMNS).where(*mine))]
        return found

    def create(self, draft: ContactDraft, contact_id: str | None = None) -> Contact:
        """Add a contact with an id of its own, or the given one; raises TooManyContacts, EntityExists."""
        contact_id = contact_id or _new_id()
        with self._database.writing() as connection:
            self._add(connection, {contact_id: draft})
            return self._get(connection, contact_id)

    def add_many(self, drafts: Sequence[ContactDraft], contact_ids: Sequence[str] | None = None) -> int:
        """Add many contacts at once, all or none, and return how many; raises as `create` does."""
        ids = [_new_id() for _ in drafts] if contact_ids is None else contact_ids
        with self._database.writing() as connection:
            for chunk in in_chunks(zip(ids, drafts, strict=True)):
                self._add(connection, dict(chunk))
        return len(drafts)

    def update(self, contact_id: str, revise: Revision) -> Contact:
        """Replace what a contact holds and return it; raises EntityDoesNotExist, and what `revise` raises."""
        with self._database.writing() as connection:
            draft = revise(self._get(connection, contact_id))
            self._change(connection, contact_id, self._next(connection), **_texts(draft))
            self._drop(connection, memberships, contact_id)
            self._join(connection, {contact_id: draft.groups})
            return self._get(connection, contact_id)

    def leave(self, group: str, revise: Revision) -> int:
        """Take all contacts out of a group, replace what they hold, and return how many they were."""
        mine = memberships.c.domain == self._domain, memberships.c.group_id == group
        members = select(memberships.c.contact_id).where(*mine)
        with self._database.writing() as connection:
            ids = list(connection.execute(members).scalars())
            connection.execute(delete(memberships).where(*mine))
            for chunk in in_chunks(ids):
                there = self._mine(), ~contacts.c.deleted, contacts.c.contact_id.in_(chunk)
                found = [Contact(*row) for row in connection.execute(select(*_COLUMNS).where(*there))]
                self._revise(connection, {each.contact_id: revise(each) for each in found})
        return len(ids)

    def delete(self, contact_id: str, check: Check | None = None) -> None:
        """Remove a contact and its photo; raises EntityDoesNotExist, and what `check` raises."""
        with self._database.writing() as connection:
            self._checked(connection, contact_id, check)
            self._drop(connection, memberships, contact_id)
            self._drop(connection, photos, contact_id)
            emptied = _texts(_NOTHING) | {"photo": None, "deleted": True}
            self._change(connection, contact_id, self._next(connection), **emptied)
            forgotten = contacts.c.deleted, contacts.c.updated < self._now() - _REMEMBERED
            connection.execute(delete(contacts).where(self._mine(), *forgotten))

    def count(self) -> int:
        """Return how many contacts there are."""
        with self._database.reading() as connection:
            return self._count(connection)

    def photo(self, contact_id: str) -> Photo:
        """Return the photo of a contact; raises PhotoDoesNotExist, EntityDoesNotExist."""
        columns = photos.c.content, photos.c.content_type
        mine = photos.c.domain == self._domain, photos.c.contact_id == contact_id
        with self._database.reading() as connection:
            contact = self._with_photo(connection, contact_id)
            row = connection.execute(select(*columns).where(*mine)).one()
        return Photo(row.content, row.content_type, contact.photo or 0)

    def put_photo(
        self, contact_id: str, content: bytes, content_type: str, check: Check | None = None
    ) -> Contact:
        """Set the photo of a contact; raises EntityDoesNotExist, and what `check` raises."""
        row = {"domain": self._domain, "contact_id": contact_id, "content_type": content_type}
        with self._database.writing() as connection:
            self._checked(connection, contact_id, check)
            self._drop(connection, photos, contact_id)
            connection.execute(insert(photos), row | {"content": content})
            version = self._next(connection)
            self._change(connection, contact_id, version, photo=version)
            return self._get(connection, contact_id)

    def delete_photo(self, contact_id: str, check: Check | None = None) -> None:
        """Remove the photo of a contact; raises EntityDoesNotExist, and what `check` raises."""
        with self._database.writing() as connection:
            self._with_photo(connection, contact_id)
            self._checked(connection, contact_id, check)
            self._drop(connection, photos, contact_id)
            self._change(connection, contact_id, self._next(connection), photo=None)

    def _revise(self, connection: Connection, drafts: Mapping[str, ContactDraft]) -> None:
        """Replace what contacts hold, but for their groups."""
        first = self._next(connection)
        rows = [
            {"d": self._domain, "i": contact_id, "updated": version, **_texts(draft)}
            for version, (contact_id, draft) in enumerate(drafts.items(), first)
        ]
        if rows:
            mine = contacts.c.domain == bindparam("d"), contacts.c.contact_id == bindparam("i")
            connection.execute(update(contacts).where(*mine), rows)

    def _add(self, connection: Connection, made: Mapping[str, ContactDraft]) -> None:
        self._refuse_too_many(connection, len(made))
        mine = contacts.c.domain == self._domain, contacts.c.contact_id.in_(made)
        taken = connection.execute(select(contacts.c.contact_id).where(*mine, ~contacts.c.deleted)).first()
        if taken is not None:
            raise EntityExists(taken[0])
        connection.execute(delete(contacts).where(*mine))  # what is remembered of deleted ones
        row, first = {"domain": self._domain, "kind": self._kind, "deleted": False}, self._next(connection)
        rows = [
            row | _texts(draft) | {"contact_id": contact_id, "created": now, "updated": now}
            for now, (contact_id, draft) in enumerate(made.items(), first)
        ]
        connection.execute(insert(contacts), rows)
        self._join(connection, {contact_id: draft.groups for contact_id, draft in made.items()})

    def _join(self, connection: Connection, groups_of: Mapping[str, Sequence[str]]) -> None:
        rows = [
            {"domain": self._domain, "contact_id": contact_id, "group_id": group}
            for contact_id, groups in groups_of.items()
            for group in dict.fromkeys(groups)
        ]
        if rows:
            connection.execute(insert(memberships), rows)

    def _change(self, connection: Connection, contact_id: str, version: int, **values: Any) -> None:
        change = update(contacts).where(*self._is(contact_id))
        connection.execute(change.values(updated=version, **values))

    def _drop(self, connection: Connection, table: Table, contact_id: str) -> None:
        mine = table.c.domain == self._domain, table.c.contact_id == contact_id
        connection.execute(delete(table).where(*mine))

    def _get(self, connection: Connection, contact_id: str) -> Contact:
        question = select(*_COLUMNS).where(*self._is(contact_id), ~contacts.c.deleted)
        row = connection.execute(question).first()
        if row is None:
            raise EntityDoesNotExist(contact_id)
        return Contact(*row)

    def _with_photo(self, connection: Connection, contact_id: str) -> Contact:
        contact = self._get(connection, contact_id)
        if contact.photo is None:
            raise PhotoDoesNotExist(contact_id, "the contact has no photo")
        return contact

    def _checked(self, connection: Connection, contact_id: str, check: Check | None) -> None:
        contact = self._get(connection, contact_id)
        if check is not None:
            check(contact)

    def _refuse_too_many(self, connection: Connection, more: int) -> None:
        if self._limit is not None and self._count(connection) + more > self._limit:
            detail = f"{self._domain} may have {self._limit} shared {self._kind}s, not more"
            raise TooManyContacts(self._domain, detail)

    def _count(self, connection: Connection) -> int:
        question = select(func.count()).select_from(contacts).where(self._mine(), ~contacts.c.deleted)
        return int(connection.execute(question).scalar_one())

    def _latest(self, connection: Connection) -> int:
        return int(connection.execute(select(func.max(contacts.c.updated)).where(self._mine())).scalar() or 0)

    def _next(self, connection: Connection) -> int:
        """Return the version of a change: now, and later than every change before."""
        return max(self._now(), self._latest(connection) + 1)

    def _now(self) -> int:
        return int(self._clock() * 1_000_000)

    def _conditions(self, query: ContactQuery) -> Iterator[Any]:
        yield self._mine()
        remembered = contacts.c.updated >= self._now() - _REMEMBERED
        yield or_(~contacts.c.deleted, remembered) if query.with_deleted else ~contacts.c.deleted
        if query.updated_min is not None:
            yield contacts.c.updated >= query.updated_min
        for word in query.words:
            yield contacts.c.searched.contains(word.lower(), autoescape=True)
        for word in query.without:
            yield ~contacts.c.searched.contains(word.lower(), autoescape=True)
        if query.group is not None:
            mine = memberships.c.domain == self._domain, memberships.c.group_id == query.group
            yield contacts.c.contact_id.in_(select(memberships.c.contact_id).where(*mine))

    def _mine(self) -> Any:
        return and_(contacts.c.domain == self._domain, contacts.c.kind == self._kind)

    def _is(self, contact_id: str) -> tuple[Any, Any]:
        return self._mine(), contacts.c.contact_id == contact_id


def _texts(draft: ContactDraft) -> dict[str, Any]:
    texts = {"title": draft.title, "content": draft.content, "language": draft.language}
    return texts | {"searched": draft.searched.lower()}


def _new_id() -> str:
    return secrets.token_hex(8)
