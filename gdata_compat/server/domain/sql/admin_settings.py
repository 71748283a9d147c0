"""Settings of domains kept in a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, Text, delete, insert, select, tuple_

from ..admin_settings import AdminSetting, Values
from ..model import PAGE_SIZE, EntityExists
from .database import Database, Key, metadata

__all__ = ["SqlAdminSettings"]

admin_settings = Table(
    "admin_settings",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("setting", Key, primary_key=True),
    # What tells one item of a list from another; '' for a setting that is no list.
    Column("key", Key, primary_key=True),
    # A JSON object of names and values.
    Column("content", Text, nullable=False),
)


class SqlAdminSettings:
    """The settings of `domain`; see `admin_settings.AdminSettings` for the contract."""

    def __init__(self, database: Database, domain: str) -> None:
        self._database = database
        self._domain = domain

    def page(self, after: AdminSetting | None = None, limit: int = PAGE_SIZE) -> Sequence[AdminSetting]:
        """Return up to `limit` settings, those after one, sorted by setting and key."""
        order = admin_settings.c.setting, admin_settings.c.key
        question = select(*order, admin_settings.c.content).where(admin_settings.c.domain == self._domain)
        if after is not None:
            question = question.where(tuple_(*order) > (after.setting, after.key))
        with self._database.reading() as connection:
            rows = connection.execute(question.order_by(*order).limit(limit)).all()
        return [AdminSetting(row[0], row[1], json.loads(row[2])) for row in rows]

    def get(self, setting: str, key: str = "") -> Values:
        """Return the values of a setting or an item, none where nothing was set."""
        with self._database.reading() as connection:
            return self._content(connection, setting, key)

    def put(self, setting: str, values: Values) -> Values:
        """Set the values given, keep the others, and return all."""
        with self._database.writing() as connection:
            merged = {**self._content(connection, setting), **values}
            self._replace(connection, setting, merged)
            return merged

    def replace(self, setting: str, values: Values) -> None:
        """Let a setting have these values and no others; without any it is as if it was never set."""
        with self._database.writing() as connection:
            self._replace(connection, setting, values)

    def begin(self, setting: str, values: Values) -> None:
        """Set the values, unless the setting has some."""
        if self.get(setting):
            return  # without waiting for writers
        with self._database.writing() as connection:
            if not self._content(connection, setting):
                self._replace(connection, setting, values)

    def add(self, setting: str, key: str, values: Values) -> None:
        """Add an item; raises EntityExists for a key in use."""
        with self._database.writing() as connection:
            if self._content(connection, setting, key):
                raise EntityExists(key)
            self._insert(connection, setting, key, values)

    def _replace(self, connection: Connection, setting: str, values: Values) -> None:
        connection.execute(delete(admin_settings).where(*self._is(setting, "")))
        if values:
            self._insert(connection, setting, "", values)

    def _insert(self, connection: Connection, setting: str, key: str, values: Values) -> None:
        row = {"domain": self._domain, "setting": setting, "key": key, "content": json.dumps(dict(values))}
        connection.execute(insert(admin_settings), row)

    def _content(self, connection: Connection, setting: str, key: str = "") -> dict[str, str]:
        question = select(admin_settings.c.content).where(*self._is(setting, key))
        content = connection.execute(question).scalar()
        return {} if content is None else json.loads(content)

    def _is(self, setting: str, key: str) -> tuple[Any, Any, Any]:
        table = admin_settings.c
        return table.domain == self._domain, table.setting == setting, table.key == key
