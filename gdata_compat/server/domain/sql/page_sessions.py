"""Sessions of pages kept in a database, each by a digest of its cookie's value."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Column, Float, String, Table, Text, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from .credentials import digest_of
from .database import Database, metadata
from .sweeps import Sweeps

__all__ = ["SqlPageSessions"]

_page_sessions = Table(
    "page_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("content", Text, nullable=False),
    Column("expires", Float, nullable=False, index=True),
)

_SWEEP_EVERY = 60.0


class SqlPageSessions:
    """Sessions in `database`; see `page_sessions.PageSessions` for the contract."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self._sweeps = Sweeps(_SWEEP_EVERY)

    def put(self, value: str, content: str, expires: float) -> None:
        """Keep what the cookie of that value stands for until `expires`, in seconds since 1970."""
        row = {"digest": digest_of(value), "content": content, "expires": expires}
        with self._database.noting() as connection:
            new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            wanted = new(_page_sessions).values(row)
            connection.execute(wanted.on_conflict_do_update(index_elements=["digest"], set_=row))
        self._sweep()

    def get(self, value: str) -> str | None:
        """Return the content of a session, or None where it has ended."""
        mine = (_page_sessions.c.digest == digest_of(value), _page_sessions.c.expires > self._clock())
        with self._database.reading() as connection:
            found: str | None = connection.execute(select(_page_sessions.c.content).where(*mine)).scalar()
        return found

    def drop(self, value: str) -> None:
        """End a session."""
        with self._database.noting() as connection:
            connection.execute(delete(_page_sessions).where(_page_sessions.c.digest == digest_of(value)))

    def _sweep(self) -> None:
        now = self._clock()
        if self._sweeps.is_due(now):
            with self._database.noting() as connection:
                connection.execute(delete(_page_sessions).where(_page_sessions.c.expires <= now))
