"""What was answered is kept, whatever happens to the server; the benchmarks that show it run."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture
def durability(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The benchmark as a module."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import durability  # type: ignore[import-not-found]

    return durability


def benchmark(name: str, *options: str) -> str:
    """Run a benchmark, which fails where anything is wrong, and return what it prints."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / name), *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is."""
    return str(tmp_path / "d.sqlite") if request.param == "sqlite" else request.getfixturevalue("postgresql")


def test_a_server_killed_in_the_middle_of_writes_loses_nothing(database: str) -> None:
    """Ten times SIGKILL: every write that was answered is there, none by half."""
    printed = benchmark("durability.py", "--kills", "10", "--database", database)
    assert printed.startswith("10 kills in ")
    assert printed.endswith("none was lost, doubled or done by half\n")


def test_a_server_under_load_loses_and_doubles_nothing(database: str) -> None:
    """Two servers, twelve signed clients that read and write."""
    printed = benchmark(
        "serve_load.py", "--seconds", "2", "--clients", "12", "--servers", "2", "--database", database
    )
    assert printed.endswith("no error, no lost write, no doubled write\n")


def test_what_a_page_costs_is_measured(database: str) -> None:
    """Every feed in two domains, the larger of several pages."""
    printed = benchmark("pages.py", "--sizes", "20,150", "--calls", "2", "--database", database)
    rows = [line[:28].strip() for line in printed.splitlines() if line[-1:].isdigit()]
    assert {"users", "nicknames", "users of a unit", "lists of a recipient"} <= set(rows)


KNOWN, PENDING = {"w0-1": 1, "w0-2": 2, "w0-3": None}, {"w0-2": 5}


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        ({"w0-1": ("F1", "F1"), "w0-2": ("F2", "F2")}, False),
        ({"w0-1": ("F1", "F1"), "w0-2": ("F5", "F5")}, False),
        ({"w0-1": ("F1", "F1"), "w0-2": ("F5", "F2")}, True),
        ({"w0-2": ("F2", "F2")}, True),
        ({"w0-1": ("F0", "F0"), "w0-2": ("F2", "F2")}, True),
        ({"w0-1": ("F1", "F1"), "w0-2": ("F2", "F2"), "w0-3": ("F3", "F3")}, True),
    ],
    ids=["cut off before", "cut off after", "by half", "lost", "older", "not deleted"],
)
def test_a_lost_or_half_write_would_be_noticed(
    durability: ModuleType, found: dict[str, tuple[str, str]], wrong: bool
) -> None:
    """What is compared after each kill."""
    writer = durability.Writer(0, random.Random(0), dict(KNOWN), dict(PENDING))
    writer.settle(found)
    assert bool(writer.problems) is wrong
