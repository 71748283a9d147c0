"""Scripts of the kinds found in the wild: ported by the command alone, each does what it did.

What the original did on Python 2.7 is kept in tests/data/wild. Whether that still is what it does is asked
of a few scripts, since one takes a second, and of all where GDATA_COMPAT_WILD is set, as in `.ci/run`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gdata_compat.replay import har
from gdata_compat.replay.comparing import Comparison
from gdata_compat.replay.reports import as_text
from tests.fix_original import Original
from tests.wild import NAMES, RECORDINGS, SCRIPTS, record, script_of, sides_of, what_differs

#: Calls of many kinds, threads, files and input.
FEW = ["csv_import", "pickled_token", "threads_two_legged", "unicode_names", "user_crud"]
LIVE = NAMES if os.environ.get("GDATA_COMPAT_WILD") else FEW


def found(comparison: Comparison) -> str:
    """What differs between two runs, as the command tells it."""
    return "" if comparison.status == 0 else "\n".join(as_text(comparison))


@pytest.mark.parametrize("name", LIVE)
def test_the_recording_is_what_the_original_does(name: str, original: Original, tmp_path: Path) -> None:
    """A script on Python 2.7, with gdata 2.0.18, against the server as it is."""
    sides = sides_of(name, os.fspath(original.python), os.fspath(original.library))
    today = record(sides, SCRIPTS / f"{name}.py", tmp_path / "today.har", old=True)
    assert found(what_differs(name, har.read(RECORDINGS / f"{name}.har"), today)) == ""


def test_there_are_many_kinds_of_scripts() -> None:
    """At least 30, of 20 to 120 lines, six of them without Python 2 syntax; each call was answered."""
    lines = [len((SCRIPTS / f"{name}.py").read_bytes().splitlines()) for name in NAMES]
    calls = [len(har.read(RECORDINGS / f"{name}.har").calls) for name in NAMES]
    assert (len(NAMES) >= 30, min(lines) >= 20, max(lines) <= 120, min(calls) >= 1) == (True,) * 4
    assert sum(script_of(name).clean for name in NAMES) >= 6
    assert sorted(path.stem for path in RECORDINGS.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_script_fails_in_an_unforeseen_way(name: str) -> None:
    """A script that ends with a traceback on Python 2.7 would prove nothing."""
    script = har.read(RECORDINGS / f"{name}.har").script
    assert script is not None
    assert b"Traceback" not in script.stderr
