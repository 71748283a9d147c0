"""What PostgreSQL does otherwise than SQLite, and how it comes out the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.model import ValueNotKept
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.credentials import SqlCredentials
from gdata_compat.server.domain.sql.database import Database, DatabaseFailed
from gdata_compat.server.domain.users import User
from gdata_compat.server.state import state_of


@pytest.fixture
def database(postgresql: str) -> Iterator[Database]:
    """An empty PostgreSQL database."""
    opened = Database(postgresql)
    yield opened
    opened.close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_plain_url_is_opened_by_psycopg(postgresql: str, scheme: str) -> None:
    """SQLAlchemy's own choice would be a driver that is not installed."""
    opened = Database(postgresql.replace("postgresql", scheme, 1))
    with opened.reading() as connection:
        driver = connection.dialect.driver
    opened.close()
    assert driver == "psycopg"


def test_keys_are_sorted_by_code_point_whatever_the_database_prefers(database: Database) -> None:
    """The columns of keys have the collation C of their own."""
    question = (
        "SELECT count(*), count(*) FILTER (WHERE collation_name = 'C') FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name IN ('domain', 'sort_key', 'username', 'path_key') "
        "AND table_name <> 'consumers'"
    )
    with database.reading() as connection:
        columns, sorted_by_code_point = connection.exec_driver_sql(question).one()
    assert (columns > 10, sorted_by_code_point) == (True, columns)


def test_connections_that_broke_are_replaced(database: Database, postgresql_server: Path) -> None:
    """After a restart of the database the next request is answered."""
    domain = SqlDomain(database, "example.com")
    domain.users.create(User("alice", "F", "G"))
    with database.reading() as connection:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        with database.reading():  # a second connection, which goes back to the pool
            pass
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    assert domain.users.get("alice").username == "alice"


def test_readers_see_one_state_and_wait_for_nobody(database: Database) -> None:
    """What is written meanwhile shows in the next reading."""
    domain = SqlDomain(database, "example.com")
    question = "SELECT count(*) FROM users"
    with database.reading() as connection:
        before = connection.exec_driver_sql(question).scalar()
        domain.users.create(User("alice", "F", "G"))
        meanwhile = connection.exec_driver_sql(question).scalar()
    assert (before, meanwhile, domain.users.count()) == (0, 0, 1)


def test_readers_cannot_write(database: Database) -> None:
    """A change in the wrong place is noticed."""
    with pytest.raises(DatabaseFailed, match="read-only"), database.reading() as connection:
        connection.exec_driver_sql("DELETE FROM users")


def test_writers_wait_for_each_other_and_nonces_do_not(database: Database) -> None:
    """A nonce is noted while somebody writes; a second writer gets its turn afterwards."""
    domain, store = SqlDomain(database, "example.com"), SqlCredentials(database, clock=lambda: -1.0)
    second = threading.Thread(target=lambda: domain.users.create(User("alice", "F", "G")))
    with database.writing() as connection:
        second.start()
        noted = store.use_nonce("k", "t", 1, "n")
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while connection.exec_driver_sql(waiting).scalar() == 0:
            pass
        found = connection.exec_driver_sql("SELECT count(*) FROM users").scalar()
    second.join()
    assert (noted, found, domain.users.count()) == (True, 0, 1)


def test_who_waits_too_long_fails_and_may_try_again(postgresql: str, database: Database) -> None:
    """A busy database is DatabaseFailed, which the server answers with 503."""
    impatient = Database(f"{postgresql}&options=-c%20lock_timeout%3D50ms")
    with database.writing(), pytest.raises(DatabaseFailed, match="lock timeout"):
        SqlDomain(impatient, "example.com").users.create(User("alice", "F", "G"))
    made = SqlDomain(impatient, "example.com").users.create(User("alice", "F", "G"))
    impatient.close()
    assert made.username == "alice"


def test_a_deadlock_fails_one_of_the_two(postgresql: str) -> None:
    """It cannot come from us, since writers take turns; somebody else's is DatabaseFailed for one."""
    opened = Database(f"{postgresql}&options=-c%20deadlock_timeout%3D50ms")
    meet, failed = threading.Barrier(2), []

    def lock(first: int, second: int) -> None:
        try:
            with opened.noting() as connection:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({first})")
                meet.wait(30)
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({second})")
        except DatabaseFailed as error:
            failed.append("deadlock" in str(error))

    threads = [threading.Thread(target=lock, args=pair) for pair in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened.close()
    assert failed == [True]


@pytest.mark.parametrize(
    "user",
    [
        User("u", "F" * 3, "a\x00b"),
        User("u" * 400, "F", "G"),
        User("u", "F", "G", quota_mb=2**40),
    ],
    ids=["NUL", "too long", "too large"],
)
def test_what_no_column_takes_is_refused_and_not_a_failure(database: Database, user: User) -> None:
    """ValueNotKept, whatever the driver calls it."""
    with pytest.raises(ValueNotKept):
        SqlDomain(database, "example.com").users.create(user)


def test_a_limit_of_users_holds_under_concurrent_writers(database: Database) -> None:
    """Eight threads may make five users between them."""
    domain = SqlDomain(database, "example.com", user_limit=5)

    def create(number: int) -> None:
        for n in range(3):
            try:
                domain.users.create(User(f"u{number}{n}", "F", "G"))
            except Exception as error:
                refused.append(type(error).__name__)

    refused: list[str] = []
    threads = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (domain.users.count(), set(refused)) == (5, {"UserLimitExceeded"})


@pytest.mark.parametrize(
    "url",
    ["postgresql://u:SECRET@127.0.0.1:1/d", "postgresql://u:SECRET@/d?host=/nowhere&password=SECRET"],
)
def test_a_server_that_is_not_there_is_told_without_the_password(url: str) -> None:
    """One error of ours, which names the address."""
    pytest.importorskip("psycopg", reason="the extra `postgresql` is not installed")
    with pytest.raises(DatabaseFailed) as caught:
        Database(url)
    assert "SECRET" not in str(caught.value)


def test_the_app_runs_on_postgresql(postgresql: str) -> None:
    """create_app takes the URL; what it keeps is there for the next one."""
    first = create_app(postgresql, sample=3, consumer_secret="s")
    state_of(first).database.close()
    second = create_app(postgresql, sample=9, accept_basic=True)
    answer = second.test_client().get("/a/feeds/example.com/user/2.0", auth=("alice", "sample-password"))
    kept = state_of(second)
    consumer = kept.credentials.consumer("example.com")
    kept.database.close()
    assert consumer is not None
    assert (answer.status_code, kept.domain.users.count(), consumer.secret) == (200, 3, "s")
