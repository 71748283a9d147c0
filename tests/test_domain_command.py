"""`gdata-compat domain`: data into a server's database, and out of it."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database

DATA = Path(__file__).parent / "data" / "transfer"
CONSOLE, DOCUMENT = DATA / "console.csv", DATA / "domain.json"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "gdata_compat", "domain", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)


def test_a_table_goes_into_the_database_and_everything_out_of_it(tmp_path: Path) -> None:
    """The summary goes to standard output, what was exported to a file that only its owner may read."""
    database, out = tmp_path / "d.sqlite", tmp_path / "out.json"
    done = run("import", CONSOLE, "--database", database)
    assert (done.returncode, done.stderr) == (0, "")
    assert "users: 3 created, 0 updated, 0 unchanged, 0 rejected\n" in done.stdout
    exported = run("export", "--database", database, "--output", out)
    assert (exported.returncode, exported.stdout) == (0, "")
    assert exported.stderr == "exported of example.com: 2 org_units, 3 users\n"
    names = [user["username"] for user in json.loads(out.read_text(encoding="utf-8"))["users"]]
    assert (names, stat.S_IMODE(out.stat().st_mode)) == (["dora", "emil", "fatima"], 0o600)
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.stem == "out") == [".json"]


def test_what_is_exported_is_imported_on_postgresql_as_well(postgresql: str) -> None:
    """A document goes into PostgreSQL and comes out as it was."""
    imported = run("import", DOCUMENT, "--database", postgresql)
    again = run("import", DOCUMENT, "--database", postgresql)
    exported = run("export", "--database", postgresql, "--with-password-hashes")
    assert (imported.returncode, exported.stdout) == (0, DOCUMENT.read_text(encoding="utf-8"))
    assert not [line for line in again.stdout.splitlines() if " 0 created, 0 updated" not in line]


def test_csv_is_written_to_a_file_that_ends_so(tmp_path: Path) -> None:
    """The file's ending says the format; hashes are asterisks."""
    database, out = tmp_path / "d.sqlite", tmp_path / "users.csv"
    run("import", CONSOLE, "--database", database)
    run("export", "--database", database, "--output", out)
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[2] == 'Emil,"Ek, Jr.",emil@example.com,****,,/Sales/A%2FB,,Suspended,False,'


def test_a_bad_line_ends_with_1_and_is_told(tmp_path: Path) -> None:
    """Each problem is a line on standard error; --keep-good keeps the rest, and ends with 1 as well."""
    database, table = tmp_path / "d.sqlite", tmp_path / "u.csv"
    table.write_text("email address,first name,last name,password\na b,A,B,\ndora,Dora,Dorn,\n")
    refused, kept = (run("import", table, "--database", database, *more) for more in ([], ["--keep-good"]))
    told = "u.csv, line 2, email address: 'a b': a user name has 1 to 64 letters"
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(told)
    assert refused.stderr.endswith(
        "gdata-compat: 1 problem in u.csv: nothing was imported; --keep-good imports what is good\n"
    )
    assert (kept.returncode, kept.stdout) == (1, "users: 1 created, 0 updated, 0 unchanged, 1 rejected\n")
    assert kept.stderr.startswith(told)


def test_a_domain_may_have_a_name_without_a_dot(tmp_path: Path) -> None:
    """As `serve` takes it."""
    table = tmp_path / "u.csv"
    table.write_text("email address,first name,last name,password\ndora@corp,Dora,Dorn,\n")
    done = run("import", table, "--database", tmp_path / "d.sqlite", "--domain", "corp")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_sees_how_far_an_export_is(tmp_path: Path) -> None:
    """The bar is for everything, and ends at 100 %."""
    database = tmp_path / "d.sqlite"
    run("import", DOCUMENT, "--database", database)
    controller, terminal = os.openpty()
    command = [sys.executable, "-m", "gdata_compat", "domain", "export", "--database", str(database)]
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, check=True, timeout=120)
        shown = os.read(controller, 65_536).decode()
    finally:
        os.close(terminal)
        os.close(controller)
    percents = [int(found) for found in re.findall(r"(\d+)%", shown)]
    assert ("everything" in shown, max(percents), percents == sorted(percents)) == (True, 100, True)


def test_many_problems_are_cut_short(tmp_path: Path) -> None:
    """Fifty are shown, and how many more there are."""
    table = tmp_path / "u.csv"
    table.write_text("email address,first name,last name,password\n" + "a b,A,B,\n" * 60)
    done = run("import", table, "--database", tmp_path / "d.sqlite")
    assert (len(done.stderr.splitlines()), "... and 10 more" in done.stderr) == (52, True)


WRONG = {
    "no such file": (["import", "nope.csv"], 2),
    "no format": (["import", __file__], 2),
    "no such encoding": (["import", CONSOLE, "--encoding", "nope"], 2),
    "no domain name": (["import", CONSOLE, "--domain", "a b"], 2),
    "no database": (["export"], 1),
}


@pytest.mark.parametrize(("arguments", "status"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_is_told_in_one_line(arguments: list[str], status: int, tmp_path: Path) -> None:
    """2 for wrong use, 1 for what is not there."""
    done = run(*arguments, "--database", tmp_path / "d.sqlite")
    assert (done.returncode, done.stderr.count("\n")) == (status, 1), done.stderr
    assert done.stderr.startswith("gdata-compat: ")


def test_memory_keeps_nothing_and_is_refused() -> None:
    """An import into memory would be lost with the process."""
    done = run("import", CONSOLE, "--database", ":memory:")
    assert (done.returncode, "nothing stays in memory" in done.stderr) == (2, True)


def test_a_failure_while_exporting_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is replaced once the new one is whole."""
    from click.testing import CliRunner

    from gdata_compat.domain_command import domain
    from gdata_compat.server.transfer import document

    database, out = str(tmp_path / "d.sqlite"), tmp_path / "out.json"
    out.write_text("old")
    opened = Database(database)
    SqlDomain(opened, "example.com")
    opened.close()
    monkeypatch.setattr(document, "all_users", lambda _: iter([None]))
    done = CliRunner().invoke(domain, ["export", "--database", database, "--output", str(out)])
    assert (done.exit_code, out.read_text(), list(tmp_path.glob("*.part"))) == (1, "old", [])
