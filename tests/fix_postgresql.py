"""Databases for tests: a SQLite file, one in memory, and a real PostgreSQL.

The server is the newest that is installed (PATH, or Debian's /usr/lib/postgresql). It runs in a folder of its
own, listens on a socket there only, and sorts text as people do, so that a key that does not say how it sorts
is noticed. It refuses to run as root, and is run as the user `postgres` then. Where that cannot be, tests
that ask for it are skipped and say why.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from gdata_compat.server.domain.sql.database import Database

__all__ = ["database", "postgresql", "postgresql_server"]

_SETTINGS = {"listen_addresses": "''", "fsync": "off", "full_page_writes": "off", "max_connections": "200"}
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    """The folder in which a PostgreSQL server has its socket; its administrator is `postgres`."""
    pytest.importorskip("psycopg", reason="the extra `postgresql` is not installed")
    folder = Path(tempfile.mkdtemp(prefix="gdata-compat-pg-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            _give_away(folder)
        _run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *_sorting())
        settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        _run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder} {settings}", "start")
        yield folder
    finally:
        if (data / "postmaster.pid").exists():
            _run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(postgresql_server: Path) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    name = f"d{next(_NUMBERS)}"
    _sql(postgresql_server, f"CREATE DATABASE {name}")
    yield f"postgresql://postgres@/{name}?host={postgresql_server}"
    _sql(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["file", "memory", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    urls = {"file": str(tmp_path / "d.sqlite"), "memory": ":memory:"}
    opened = Database(urls.get(request.param) or request.getfixturevalue("postgresql"))
    yield opened
    opened.close()


def _sql(folder: Path, statement: str) -> None:
    import psycopg

    with psycopg.connect(host=str(folder), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def _give_away(folder: Path) -> None:
    try:
        owner = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)


def _run(tool: str, *arguments: object) -> None:
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*as_owner, _path_of(tool), *map(str, arguments)]
    # A server that is started keeps what it inherits: no pipe may wait for its end.
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(command, stdout=out, stderr=out, stdin=-3, cwd="/", check=False, timeout=120)
        out.seek(0)
        assert done.returncode == 0, f"{tool}: {out.read().decode()}"


def _path_of(tool: str) -> str:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), key=lambda path: int(path.parts[4]))
    found = shutil.which(tool) or (str(installed[-1]) if installed else None)
    if found is None:
        pytest.skip(f"PostgreSQL's {tool} is not installed")
    return found


def _sorting() -> list[str]:
    """Sort by the rules of a language, by ICU, which PostgreSQL has from version 15 on."""
    version = subprocess.run([_path_of("initdb"), "--version"], capture_output=True, text=True, check=True)
    major = int(version.stdout.split()[2].partition(".")[0])
    return ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C"] if major >= 15 else ["--locale=C"]
