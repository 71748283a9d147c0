"""What the pages remember of a browser, kept in a database."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import Column, Float, String, Table, Text, delete, insert, select

from ..sessions import SESSION_LIFETIME
from .database import Database, metadata

__all__ = ["SqlSessions", "page_sessions"]

page_sessions = Table(
    "page_sessions",
    metadata,
    # Whoever reads the database cannot step into a session: its value is not there.
    Column("digest", String(64), primary_key=True),
    Column("holds", Text, nullable=False),
    Column("changed", Float, nullable=False, index=True),
)


class SqlSessions:
    """Sessions in `database`; see `sessions.Sessions` for the contract."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def load(self, value: str) -> dict[str, Any] | None:
        """Return what a session holds, or None where it is unknown or has expired."""
        mine = page_sessions.c.digest == _digest(value)
        fresh = page_sessions.c.changed > self._clock() - SESSION_LIFETIME
        with self._database.reading() as connection:
            found = connection.execute(select(page_sessions.c.holds).where(mine, fresh)).scalar()
        return None if found is None else cast(dict[str, Any], json.loads(found))

    def begin(self) -> str:
        """Return the value of a session to come; it is there once something is saved."""
        return secrets.token_urlsafe(32)

    def save(self, value: str, holds: Mapping[str, Any]) -> None:
        """Keep what a session holds, in the place of what it held."""
        row = {"digest": _digest(value), "holds": json.dumps(holds), "changed": self._clock()}
        old = page_sessions.c.changed <= self._clock() - SESSION_LIFETIME
        with self._database.writing() as connection:
            connection.execute(delete(page_sessions).where((page_sessions.c.digest == row["digest"]) | old))
            connection.execute(insert(page_sessions), row)

    def drop(self, value: str) -> None:
        """Forget a session."""
        with self._database.writing() as connection:
            connection.execute(delete(page_sessions).where(page_sessions.c.digest == _digest(value)))


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogateescape")).hexdigest()
