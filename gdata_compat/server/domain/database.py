"""The tables, and how a database is opened: SQLite by default, anything SQLAlchemy knows by URL.

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
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
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
    "bearer_tokens",
    "consumers",
    "deleted_names",
    "nonces",
    "oauth_tokens",
    "settings",
    "users",
]

_metadata = MetaData()

# Keys compare by code point everywhere, so that pages come in the same order from every database.
_Key = String(320).with_variant(String(320, collation="C"), "postgresql")

users = Table(
    "users",
    _metadata,
    Column("domain", _Key, primary_key=True),
    # The name and '@': Google's pages are sorted by address, which puts john.doe before john.
    Column("sort_key", _Key, primary_key=True),
    Column("username", _Key, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("given_name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("quota_mb", Integer, nullable=False),
    Column("ip_whitelisted", Boolean, nullable=False),
    Column("change_password_at_next_login", Boolean, nullable=False),
    Column("agreed_to_terms", Boolean, nullable=False),
    UniqueConstraint("domain", "username"),
    sqlite_with_rowid=False,
)

deleted_names = Table(
    "deleted_names",
    _metadata,
    Column("domain", _Key, primary_key=True),
    Column("username", _Key, primary_key=True),
    Column("deleted", Float, nullable=False),
    sqlite_with_rowid=False,
)

consumers = Table(
    "consumers",
    _metadata,
    Column("key", _Key, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("public_key", Text),
    Column("enabled", Boolean, nullable=False),
)

oauth_tokens = Table(
    "oauth_tokens",
    _metadata,
    Column("key", _Key, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("consumer_key", _Key, ForeignKey("consumers.key", ondelete="CASCADE"), nullable=False),
    Column("scopes", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("callback", Text),
    Column("verifier", Text),
    Column("authorized", Boolean, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("created", Float, nullable=False),
)

bearer_tokens = Table(
    "bearer_tokens",
    _metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("account", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("secure", Boolean, nullable=False),
    Column("session", Boolean, nullable=False),
    Column("created", Float, nullable=False),
)

nonces = Table(
    "nonces",
    _metadata,
    # The time comes first, so that used-up nonces are dropped by a range of the key.
    Column("timestamp", Integer, primary_key=True, autoincrement=False),
    Column("consumer_key", _Key, primary_key=True),
    Column("token_key", _Key, primary_key=True),
    Column("nonce", _Key, primary_key=True),
    sqlite_with_rowid=False,
)

settings = Table(
    "settings",
    _metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)


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
            _metadata.create_all(connection)

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
