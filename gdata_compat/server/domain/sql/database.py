"""How a database is opened: SQLite by default, PostgreSQL by URL.

Whoever writes waits for whoever writes already, in every process, and then sees all that was written: what
is checked first and done then needs no second thought. Readers see one state and wait for nobody. An answer
is sent after its changes are kept for good, so that it survives a killed process and a power cut.

SQLite runs in WAL mode with foreign keys on; writers take its write lock when they begin (BEGIN IMMEDIATE);
within a process a lock saves them the waiting in SQLite's own back-off. An in-memory database lives on one
connection, used by one thread at a time. PostgreSQL has an advisory lock for writers. Nonces and counters
need neither lock nor safety from power cuts (`noting`): their keys alone keep them apart.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, NoReturn

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    String,
    create_engine,
    delete,
    event,
    false,
    func,
    inspect,
    select,
)
from sqlalchemy.engine import URL, Inspector, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import StaticPool

from gdata_compat.errors import ExtraMissing, GdataCompatError

from ..model import ValueNotKept

__all__ = [
    "Database",
    "DatabaseFailed",
    "Key",
    "metadata",
]

#: The key of PostgreSQL's advisory lock for writers: any number that nobody else in that database takes.
_WRITERS = 0x67646174

#: Seconds that a writer waits for others before it fails.
_PATIENCE = 30

#: Every table of the package; those of a part are declared in its file.
metadata = MetaData()

#: A column that is part of a key. Keys compare by code point everywhere, so that pages come in the same order
#: from every database.
Key = String(320).with_variant(String(320, collation="C"), "postgresql")


#: What a statement that fails was given may be secret: it is kept out of the error's text.
_QUIET: dict[str, Any] = {"hide_parameters": True}

#: A connection a thread of the server; more where others use the data in the same process.
_POOL: dict[str, Any] = {"pool_size": 8, "max_overflow": 56}

#: How a PostgreSQL connection reads.
_ONE_STATE: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

_WAIT_FOR_WRITERS = select(func.pg_advisory_xact_lock(_WRITERS))


class DatabaseFailed(GdataCompatError, OSError):
    """The database cannot be opened, or does not answer."""


#: What SQLAlchemy raises when the database, not the question, is at fault. IntegrityError is an answer.
_FAILURES = (DatabaseError, InterfaceError, PoolTimeout)


#: What SQLite and PostgreSQL say, and what to do about it.
_ADVICE = {
    "unable to open database file": "its folder must be there and writable, and the file readable",
    "file is not a database": "name another file, which is made where there is none",
    "read-only transaction": "the server writes: name a database that is no copy of another",
    "readonly database": "the file and its folder must be writable",
    "database is locked": "another program holds it: end that, or try again later",
    "password authentication failed": "user and password are those in the URL, or PGUSER and PGPASSWORD",
    "no password supplied": "put it into the URL, PGPASSWORD or ~/.pgpass",
    '" does not exist': "createdb and createuser make databases and users",
    "permission denied": "the user of the URL must own the database, or be allowed to make tables in it",
    "Connection refused": "start PostgreSQL, or put its host and port into the URL",
    "No such file or directory": "start PostgreSQL, or put its host or its socket's folder into the URL",
    "failed to resolve host": "check the host in the URL",
}


class _Joined(threading.local):
    """The connection that all of a thread's steps use while they are kept together."""

    connection: Connection | None = None


class Database:
    """An open database with every table in place.

    `url` is `:memory:`, the path of a SQLite file, or a SQLAlchemy URL such as `postgresql://host/name`.
    Raises DatabaseFailed, here and at every use; ExtraMissing where the driver of the URL is not installed.
    """

    def __init__(self, url: str = ":memory:") -> None:
        self._shown, self._engine, self._lock = _open(url)
        self._is_sqlite = self._engine.dialect.name == "sqlite"
        self._write_lock: Any = threading.Lock() if self._is_sqlite else nullcontext()
        self._read_options = {} if self._is_sqlite else _ONE_STATE
        self._joined = _Joined()
        # Whoever forgets to close leaves no open file behind, and no warning of one.
        weakref.finalize(self, self._engine.dispose)
        with self.writing() as connection:
            self._refuse_other_tables(connection)
            metadata.create_all(connection)
            for table in metadata.tables.values():
                for index in table.indexes:  # that a table of an earlier version may lack
                    index.create(connection, checkfirst=True)
            # Changes nothing, and is refused where nothing can be changed.
            connection.execute(delete(next(iter(metadata.tables.values()))).where(false()))

    def _refuse_other_tables(self, connection: Connection) -> None:
        """Say so where a table of another version has other columns, before anything is read or written."""
        there = inspect(connection)
        for name in sorted(metadata.tables.keys() & set(there.get_table_names())):
            ours, theirs = set(metadata.tables[name].columns.keys()), _columns(there, name)
            if ours - theirs:
                self._refuse_version("an earlier version", f"table {name} has no", ours - theirs)
            if theirs - ours:
                self._refuse_version("another version", f"table {name} also has", theirs - ours)

    def _refuse_version(self, version: str, what: str, columns: set[str]) -> NoReturn:
        raise DatabaseFailed(
            f"the database {self._shown} was made by {version} (its {what} {', '.join(sorted(columns))}):"
            " `gdata-compat domain export` of that version and `import` into a new database"
            " take its data over"
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data."""
        joined = self._joined.connection
        if joined is not None:
            with self._failures():
                yield joined
            return
        with self._failures(), self._lock, self._engine.connect() as connection:
            connection.execution_options(**self._read_options)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or dropped together on an error.

        There is one at a time, over all processes, and it sees what all before it have written.
        """
        joined = self._joined.connection
        if joined is not None:
            with self._failures(), joined.begin_nested():
                yield joined
            return
        with self._changing(writes="durably") as connection:
            if not self._is_sqlite:
                connection.execute(_WAIT_FOR_WRITERS)
            yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that this thread writes meanwhile at the end, or drop it together on an error.

        An error that is caught inside drops only what its own step wrote. Whoever else writes waits.
        """
        before = self._joined.connection
        with self.writing() as connection:
            self._joined.connection = connection
            try:
                yield
            finally:
                self._joined.connection = before

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A connection for a row that its key alone keeps apart from others, and that a power cut may lose.

        On PostgreSQL nobody waits for anybody; raises IntegrityError where the row is there already. On
        SQLite, which has one writer, a row that is noted within `together` is kept or dropped with the rest.
        """
        joined = self._joined.connection
        if joined is not None and self._is_sqlite:
            with self._failures(), joined.begin_nested():
                yield joined
            return
        with self._changing(writes="fast") as connection:
            if not self._is_sqlite:
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _changing(self, writes: str) -> Iterator[Connection]:
        with self._failures(), self._lock, self._write_lock, self._engine.connect() as connection:
            connection.execution_options(writes=writes)
            with connection.begin():
                yield connection

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except DataError as error:  # too long or too large for its column, or a character that no text has
            raise ValueNotKept("", str(error.orig)) from error
        except _FAILURES as error:
            reason = str(getattr(error, "orig", None) or error)
            raise DatabaseFailed(f"the database {self._shown} failed: {reason}{_advice(reason)}") from error


def _advice(reason: str) -> str:
    """Return what to do about a failure, for those that are met when a database is opened."""
    return next((f"; {advice}" for words, advice in _ADVICE.items() if words in reason), "")


def _columns(there: Inspector, table: str) -> set[str]:
    return {column["name"] for column in there.get_columns(table)}


def _open(url: str) -> tuple[str, Engine, Any]:
    try:
        parsed = make_url(url if "://" in url else f"sqlite:///{url}")
        shown = parsed.difference_update_query(["password"])  # libpq takes one there, too
        return shown.render_as_string(hide_password=True), *_engine(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseFailed("a database is the path of a SQLite file or a postgresql:// URL") from error
    except ModuleNotFoundError as error:
        hint = ": pip install 'gdata-compat[postgresql]'" if error.name == "psycopg" else ""
        raise ExtraMissing(f"the driver of the database is not installed: {error.name}{hint}") from error


def _engine(url: URL) -> tuple[Engine, Any]:
    if url.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql(url), nullcontext()
    if url.get_backend_name() != "sqlite":
        raise ArgumentError("neither SQLite nor PostgreSQL")
    lock: Any = nullcontext()
    if url.database in (None, "", ":memory:"):
        one = {"check_same_thread": False}
        engine = create_engine(url, poolclass=StaticPool, connect_args=one, **_QUIET)
        lock = threading.RLock()
    else:
        _make_private(url.database)
        # The pool hands a connection to one thread at a time, whichever it is.
        arguments = {"check_same_thread": False, "timeout": _PATIENCE}
        engine = create_engine(url, connect_args=arguments, **_POOL, **_QUIET)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine, lock


def _make_private(path: str) -> None:
    """Let a new file be its owner's alone: it holds the secrets that signatures are verified with."""
    with suppress(OSError):  # it is there, or SQLite says why it cannot be
        if not path.startswith("file:"):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours: the driver's own comes too late and too weak
    for pragma in (f"busy_timeout={_PATIENCE * 1000}", "journal_mode=WAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    # A killed process loses nothing by NORMAL, a power cut may lose the latest; FULL syncs each time.
    level = {"durably": "FULL", "fast": "NORMAL"}.get(writes or "")
    if level is not None and connection.info.get("synchronous") != level:
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.info["synchronous"] = level
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Engine:
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    # A process that hangs must not keep the others from writing for ever.
    options = f"-c lock_timeout={_PATIENCE}s -c idle_in_transaction_session_timeout={2 * _PATIENCE}s"
    given = url.query.get("options", "")
    url = url.update_query_dict({"options": f"{options} {given}".strip()})
    return create_engine(url, pool_pre_ping=True, **_POOL, **_QUIET)
