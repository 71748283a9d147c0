"""Mail that was brought into mailboxes, kept in a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Table,
    Text,
    func,
    insert,
    select,
    tuple_,
)

from ..mail import MigratedMessage
from ..model import PAGE_SIZE, EntityExists
from . import addresses
from .database import Database, Key, metadata

__all__ = ["SqlMigratedMail"]

migrated_mail = Table(
    "migrated_mail",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("username", Key, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    # JSON lists of texts.
    Column("properties", Text, nullable=False),
    Column("labels", Text, nullable=False),
    ForeignKeyConstraint(
        ["domain", "username"], ["users.domain", "users.username"], ondelete="CASCADE", onupdate="CASCADE"
    ),
)


class SqlMigratedMail:
    """The mail of the users of `domain`; see `mail.MigratedMail` for the contract."""

    def __init__(self, database: Database, domain: str) -> None:
        self._database = database
        self._domain = domain

    def add(self, username: str, message: MigratedMessage) -> MigratedMessage:
        """Keep a message in a user's mailbox and give it its number; raises EntityDoesNotExist."""
        latest = select(func.max(migrated_mail.c.number)).where(*self._of(username))
        with self._database.writing() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            kept = replace(message, number=(connection.execute(latest).scalar() or 0) + 1)
            self._insert(connection, username, kept)
        return kept

    def restore(self, username: str, message: MigratedMessage) -> None:
        """Keep a message under the number that it has; raises EntityDoesNotExist, EntityExists."""
        mine = (*self._of(username), migrated_mail.c.number == message.number)
        with self._database.writing() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            if connection.execute(select(migrated_mail.c.number).where(*mine)).first() is not None:
                raise EntityExists(str(message.number))
            self._insert(connection, username, message)

    def all(
        self, after: tuple[str, int] | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[tuple[str, MigratedMessage]]:
        """Return up to `limit` messages of all users with whose they are, those after a user and a number."""
        order = migrated_mail.c.username, migrated_mail.c.number
        question = select(migrated_mail).where(migrated_mail.c.domain == self._domain)
        if after is not None:
            question = question.where(tuple_(*order) > after)
        with self._database.reading() as connection:
            rows = connection.execute(question.order_by(*order).limit(limit))
            return [(row.username, _message(row)) for row in rows]

    def page(self, username: str, start: int = 1, limit: int = PAGE_SIZE) -> Sequence[MigratedMessage]:
        """Return up to `limit` messages from a number on; raises EntityDoesNotExist for an unknown user."""
        mine = (*self._of(username), migrated_mail.c.number >= start)
        question = select(migrated_mail).where(*mine).order_by(migrated_mail.c.number).limit(limit)
        with self._database.reading() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            return [_message(row) for row in connection.execute(question)]

    def count(self, username: str | None = None) -> int:
        """Return how many messages a user has, or all users together have."""
        mine = (migrated_mail.c.domain == self._domain,) if username is None else self._of(username)
        with self._database.reading() as connection:
            return int(
                connection.execute(select(func.count()).select_from(migrated_mail).where(*mine)).scalar_one()
            )

    def _insert(self, connection: Connection, username: str, message: MigratedMessage) -> None:
        row = {"domain": self._domain, "username": username.lower(), "number": message.number}
        texts = {"properties": json.dumps(message.properties), "labels": json.dumps(message.labels)}
        connection.execute(insert(migrated_mail), row | texts | {"content": message.content})

    def _of(self, username: str) -> tuple[Any, Any]:
        return migrated_mail.c.domain == self._domain, migrated_mail.c.username == username.lower()


def _message(row: Any) -> MigratedMessage:
    properties, labels = tuple(json.loads(row.properties)), tuple(json.loads(row.labels))
    return MigratedMessage(row.content, properties, labels, row.number)
