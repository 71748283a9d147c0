"""A database that cannot be used: what happened, to which, and what to do, in one line without a password."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gdata_compat.server.domain.sql import database
from gdata_compat.server.domain.sql.database import Database, DatabaseFailed
from tests.fix_postgresql import _sql
from tests.test_cli import gdata_compat_command


def refusal(url: str) -> str:
    """Return what is said of a database that is not opened."""
    with pytest.raises(DatabaseFailed) as caught:
        Database(url)
    return str(caught.value)


def made(path: Path, *statements: str) -> str:
    """Make a database, change it, and return its path."""
    Database(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return str(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """SQLite makes a file, not its folder."""
    path = tmp_path / "nowhere" / "d.sqlite"
    assert refusal(str(path)) == (
        f"the database sqlite:///{path} failed: unable to open database file; its folder must be there and"
        " writable, and the file readable"
    )


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """It may be somebody's notes."""
    path = tmp_path / "notes.txt"
    path.write_text("my notes " * 1000, encoding="utf-8")
    assert "file is not a database; name another file" in refusal(str(path))


def test_a_file_that_is_read_only(tmp_path: Path) -> None:
    """The server writes nonces, whatever a script does."""
    path = made(tmp_path / "d.sqlite")
    told = refusal(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert "attempt to write a readonly database; the file and its folder must be writable" in told


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr(database, "_PATIENCE", 0.1)
    path = made(tmp_path / "d.sqlite")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = refusal(path)
    assert "database is locked; another program holds it" in told


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "ALTER TABLE consumers DROP COLUMN enabled",
            "was made by an earlier version (its table consumers has no enabled)",
        ),
        (
            "ALTER TABLE consumers ADD COLUMN colour TEXT NOT NULL DEFAULT ''",
            "was made by another version (its table consumers also has colour)",
        ),
    ],
    ids=["earlier", "later"],
)
def test_a_database_of_another_version(tmp_path: Path, statement: str, expected: str) -> None:
    """Nothing is written into it; its own version takes the data out."""
    path = made(tmp_path / "d.sqlite", statement)
    told = refusal(path)
    assert expected in told
    assert "`gdata-compat domain export` of that version and `import` into a new database" in told


def test_tables_of_others_are_left_alone(tmp_path: Path) -> None:
    """Only tables with our names are looked at."""
    Database(made(tmp_path / "d.sqlite", "CREATE TABLE invoices (number INTEGER)")).close()


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    """With what SQLite keeps beside it; the rights of a file that is there are left alone."""
    opened = Database(str(tmp_path / "new.sqlite"))
    rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    opened.close()
    assert rights == dict.fromkeys(("new.sqlite", "new.sqlite-wal", "new.sqlite-shm"), 0o600)
    (tmp_path / "new.sqlite").chmod(0o640)
    Database(str(tmp_path / "new.sqlite")).close()
    assert (tmp_path / "new.sqlite").stat().st_mode & 0o777 == 0o640


def test_no_postgresql_listens() -> None:
    """The port, not the password, is told."""
    told = refusal("postgresql://alice:SECRET@127.0.0.1:1/directory")
    assert told.startswith("the database postgresql://alice:***@127.0.0.1:1/directory failed: ")
    assert told.endswith("; start PostgreSQL, or put its host and port into the URL")
    assert "SECRET" not in told


@pytest.fixture
def locked(postgresql: str, postgresql_server: Path) -> str:
    """The URL of a database, without the user: `locked` needs a password there."""
    rules = postgresql_server / "data" / "pg_hba.conf"
    with_password = "local all locked scram-sha-256\n"
    if with_password not in rules.read_text():
        rules.write_text(with_password + rules.read_text())
        _sql(postgresql_server, "CREATE ROLE locked LOGIN PASSWORD 'the right one'")
        _sql(postgresql_server, "SELECT pg_reload_conf()")
    return postgresql.removeprefix("postgresql://postgres@")


@pytest.mark.parametrize(
    ("user", "said", "advice"),
    [
        ("locked:SECRET", 'password authentication failed for user "locked"', "those in the URL"),
        ("locked", "no password supplied", "PGPASSWORD"),
        ("nobody", 'role "nobody" does not exist', "createuser"),
        ("locked:the%20right%20one", "permission denied", "must own the database"),
    ],
    ids=["wrong password", "no password", "no such role", "no rights"],
)
def test_a_postgresql_that_lets_nobody_in(locked: str, user: str, said: str, advice: str) -> None:
    """What it says, and what to do; the password is in neither."""
    told = refusal(f"postgresql://{user}@{locked}")
    assert said in told
    assert advice in told.partition(said)[2]
    assert all(secret not in told for secret in ("SECRET", "the right one", "the%20right%20one"))


def test_a_database_that_postgresql_does_not_have(postgresql_server: Path) -> None:
    """It has to be made first."""
    told = refusal(f"postgresql://postgres@/nowhere?host={postgresql_server}")
    assert 'database "nowhere" does not exist' in told
    assert told.endswith("; createdb and createuser make databases and users")


def test_the_command_says_so_in_one_line(tmp_path: Path) -> None:
    """Without a traceback, and with status 1."""
    (tmp_path / "notes.txt").write_text("my notes " * 1000, encoding="utf-8")
    done = gdata_compat_command("serve", "--port", "0", "--database", str(tmp_path / "notes.txt"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("gdata-compat: the database sqlite:///")
