"""Mail that was brought into mailboxes, kept in a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Table,
    Text,
    func,
    insert,
    select,
)

from ..mail import MigratedMessage
from ..model import PAGE_SIZE
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
            row = {"domain": self._domain, "username": username.lower(), "number": kept.number}
            texts = {"properties": json.dumps(kept.properties), "labels": json.dumps(kept.labels)}
            connection.execute(insert(migrated_mail), row | texts | {"content": kept.content})
        return kept

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

    def _of(self, username: str) -> tuple[Any, Any]:
        return migrated_mail.c.domain == self._domain, migrated_mail.c.username == username.lower()


def _message(row: Any) -> MigratedMessage:
    properties, labels = tuple(json.loads(row.properties)), tuple(json.loads(row.labels))
    return MigratedMessage(row.content, properties, labels, row.number)
