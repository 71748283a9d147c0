"""Settings of mailboxes kept in a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    tuple_,
)

from ..email_settings import EmailSetting, Values
from ..model import PAGE_SIZE, EntityDoesNotExist, EntityExists
from . import addresses
from .database import Database, Key, metadata

__all__ = ["SqlEmailSettings"]

email_settings = Table(
    "email_settings",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("username", Key, primary_key=True),
    Column("setting", String(20), primary_key=True),
    # What tells one item of a list from another; '' for a setting that is no list.
    Column("key", Key, primary_key=True),
    # A JSON object of names and values.
    Column("content", Text, nullable=False),
    ForeignKeyConstraint(
        ["domain", "username"], ["users.domain", "users.username"], ondelete="CASCADE", onupdate="CASCADE"
    ),
    sqlite_with_rowid=False,
)


class SqlEmailSettings:
    """The settings of the users of `domain`; see `email_settings.EmailSettings` for the contract."""

    def __init__(self, database: Database, domain: str) -> None:
        self._database = database
        self._domain = domain

    def page(self, after: EmailSetting | None = None, limit: int = PAGE_SIZE) -> Sequence[EmailSetting]:
        """Return up to `limit` settings of all users, those after one, sorted by user, setting and key."""
        order = email_settings.c.username, email_settings.c.setting, email_settings.c.key
        question = select(*order, email_settings.c.content).where(email_settings.c.domain == self._domain)
        if after is not None:
            question = question.where(tuple_(*order) > (after.username, after.setting, after.key))
        with self._database.reading() as connection:
            rows = connection.execute(question.order_by(*order).limit(limit)).all()
        return [EmailSetting(row[0], row[1], row[2], json.loads(row[3])) for row in rows]

    def get(self, username: str, setting: str) -> Values:
        """Return the values of a setting, none where nothing was set; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            return self._content(connection, username, setting) or {}

    def put(self, username: str, setting: str, values: Values) -> Values:
        """Set the values given, keep the others, and return all; raises EntityDoesNotExist."""
        with self._database.writing() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            merged = {**(self._content(connection, username, setting) or {}), **values}
            connection.execute(delete(email_settings).where(*self._is(username, setting, "")))
            self._insert(connection, username, setting, "", merged)
            return merged

    def items(self, username: str, setting: str) -> Sequence[Values]:
        """Return the items of a setting, sorted by key; raises EntityDoesNotExist for an unknown user."""
        mine = self._of(username, setting)
        question = select(email_settings.c.content).where(*mine).order_by(email_settings.c.key)
        with self._database.reading() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            return [json.loads(content) for content in connection.execute(question).scalars()]

    def add(self, username: str, setting: str, key: str, values: Values) -> None:
        """Add an item; raises EntityDoesNotExist for an unknown user, EntityExists for a key in use."""
        with self._database.writing() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            if self._content(connection, username, setting, key) is not None:
                raise EntityExists(key)
            self._insert(connection, username, setting, key, values)

    def remove(self, username: str, setting: str, key: str) -> None:
        """Remove an item; raises EntityDoesNotExist."""
        with self._database.writing() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            gone = connection.execute(delete(email_settings).where(*self._is(username, setting, key)))
            if gone.rowcount == 0:
                raise EntityDoesNotExist(key)

    def _insert(self, connection: Connection, username: str, setting: str, key: str, values: Values) -> None:
        row = {"domain": self._domain, "username": username.lower(), "setting": setting, "key": key}
        connection.execute(insert(email_settings), row | {"content": json.dumps(dict(values))})

    def _content(
        self, connection: Connection, username: str, setting: str, key: str = ""
    ) -> dict[str, str] | None:
        mine = self._is(username, setting, key)
        content = connection.execute(select(email_settings.c.content).where(*mine)).scalar()
        return None if content is None else json.loads(content)

    def _of(self, username: str, setting: str) -> tuple[Any, Any, Any]:
        table = email_settings.c
        return table.domain == self._domain, table.username == username.lower(), table.setting == setting

    def _is(self, username: str, setting: str, key: str) -> tuple[Any, ...]:
        return (*self._of(username, setting), email_settings.c.key == key)
