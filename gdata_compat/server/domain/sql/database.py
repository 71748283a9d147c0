"""How a database is opened: SQLite by default, anything SQLAlchemy knows by URL.

SQLite runs in WAL mode with foreign keys on. Writers take the write lock when they begin (BEGIN IMMEDIATE)
and wait for each other, so that concurrent processes never fail half-way; within a process a lock saves
them the waiting in SQLite's own back-off. An in-memory database lives on one connection, used by one
thread at a time.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    String,
    create_engine,
    event,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import StaticPool

from gdata_compat.errors import ExtraMissing, GdataCompatError

__all__ = [
    "Database",
    "DatabaseFailed",
    "Key",
    "metadata",
]

#: Every table of the package; those of a part are declared in its file.
metadata = MetaData()

#: A column that is part of a key. Keys compare by code point everywhere, so that pages come in the same order
#: from every database.
Key = String(320).with_variant(String(320, collation="C"), "postgresql")


class DatabaseFailed(GdataCompatError, OSError):
    """The database cannot be opened, or does not answer."""


#: What SQLAlchemy raises when the database, not the question, is at fault. IntegrityError is an answer.
_FAILURES = (DatabaseError, InterfaceError, PoolTimeout)


class Database:
    """An open database with every table in place.

    `url` is `:memory:`, a SQLAlchemy URL, or the path of a SQLite file. Raises DatabaseFailed, here and at
    every use; ExtraMissing where the driver of the URL is not installed.
    """

    def __init__(self, url: str = ":memory:") -> None:
        self._shown, self._engine, self._lock = _open(url)
        self._write_lock = threading.Lock()
        # Whoever forgets to close leaves no open file behind, and no warning of one.
        weakref.finalize(self, self._engine.dispose)
        with self.writing() as connection:
            metadata.create_all(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data."""
        with self._failures(), self._lock, self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or dropped together on an error."""
        with self._failures(), self._lock, self._write_lock, self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except _FAILURES as error:
            reason = getattr(error, "orig", None) or error
            raise DatabaseFailed(f"the database {self._shown} failed: {reason}") from error


def _open(url: str) -> tuple[str, Engine, Any]:
    try:
        parsed = make_url(url if "://" in url else f"sqlite:///{url}")
        return parsed.render_as_string(hide_password=True), *_engine(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseFailed("the database must be a file's path or a URL that SQLAlchemy knows") from error
    except ModuleNotFoundError as error:
        raise ExtraMissing(f"the driver of the database is not installed: {error.name}") from error


def _engine(url: URL) -> tuple[Engine, Any]:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True), nullcontext()
    lock: Any = nullcontext()
    if url.database in (None, "", ":memory:"):
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
        lock = threading.RLock()
    else:
        # The pool hands a connection to one thread at a time, whichever it is.
        arguments = {"check_same_thread": False, "timeout": 30}
        engine = create_engine(url, connect_args=arguments, pool_size=8, max_overflow=56)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine, lock


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours: the driver's own comes too late and too weak
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
