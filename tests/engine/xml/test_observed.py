"""What the original's objects say, and what they write: recorded, compared with ours, observed again.

`tests/observe_xml.py` made the recordings and says how. The same scenes run here on Python 3; members are
compared one by one, documents as trees in which only children of one name have an order.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.fix_original import Original

TESTS = Path(__file__).resolve().parent.parent.parent
DATA = TESTS / "data" / "xml"
SETS = ("documents", "edits", "customers")

REPEATED = "what nobody touched is written as it came: a repeated single child is not lost"
WHITE_SPACE = (
    "a carriage return or tab that came as a reference is written as one, and so survives the next reader"
)
#: Where we differ on purpose; MIGRATION.md tells users.
KEPT = {
    ("documents", "repeated single child"): REPEATED,
    ("documents", "repeated single child, deep"): REPEATED,
    ("documents", "references to white space"): WHITE_SPACE,
}


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "observed" / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def ours(name: str) -> dict[str, Any]:
    """What the scenes of a set give on Python 3, in a process of their own: they edit classes."""
    command = [sys.executable, str(TESTS / "observe_xml.py"), str(DATA), name]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=TESTS.parent)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def differences(theirs: Any, mine: Any, at: str = "") -> list[str]:
    """Where the two differ. An error of ours may be more kinds of error at once than the original's."""
    if isinstance(theirs, dict) and isinstance(mine, dict):
        if theirs.keys() == mine.keys() == {"raises"}:
            return [] if set(theirs["raises"]) <= set(mine["raises"]) else [f"{at}: {theirs} became {mine}"]
        keys = sorted(theirs.keys() | mine.keys())
        return [found for key in keys for found in differences(theirs.get(key), mine.get(key), f"{at}.{key}")]
    if isinstance(theirs, list) and isinstance(mine, list) and len(theirs) == len(mine):
        pairs = enumerate(zip(theirs, mine, strict=True))
        return [found for number, pair in pairs for found in differences(*pair, f"{at}[{number}]")]
    return [] if theirs == mine else [f"{at}: {theirs!r} became {mine!r}"]


SCENES = [(name, key) for name in SETS for key in recorded(name)]


@pytest.mark.parametrize(("name", "key"), SCENES, ids=[f"{name}: {key}" for name, key in SCENES])
def test_objects_say_and_write_what_the_originals_did(name: str, key: str) -> None:
    """Every scene gives the same, but for the differences that are kept on purpose, and these are real."""
    found = differences(recorded(name)[key], ours(name)[key])
    assert bool(found) == ((name, key) in KEPT), found


@pytest.mark.parametrize("name", SETS)
def test_the_recordings_are_what_the_original_does(name: str, original: Original) -> None:
    """The original gives today what was recorded."""
    source = (TESTS / "observe_xml.py").read_text(encoding="utf-8")
    done = original.run(source, str(DATA), name)
    assert json.loads(done.stdout) == recorded(name)
