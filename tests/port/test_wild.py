"""Scripts of the kinds found in the wild: ported by the command alone, each does what it did.

What the original did on Python 2.7 is kept in tests/data/wild. Whether that still is what it does is asked
of a few scripts, since one takes a second, and of all where GDATA_COMPAT_WILD is set, as in `.ci/run`.
"""

from __future__ import annotations

import ast
import difflib
import os
import re
import subprocess
import sys
import tokenize
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gdata_compat.cli import cli
from gdata_compat.replay import har
from gdata_compat.replay.comparing import Comparison
from gdata_compat.replay.legacy import record_side
from gdata_compat.replay.reports import as_text
from tests.fix_original import Original
from tests.wild import NAMES, RECORDINGS, SCRIPTS, script_of, sides_of, what_differs

#: Calls of many kinds, threads, files and input.
FEW = ["csv_import", "pickled_token", "threads_two_legged", "unicode_names", "user_crud"]
LIVE = NAMES if os.environ.get("GDATA_COMPAT_WILD") else FEW


def found(comparison: Comparison) -> str:
    """What differs between two runs, as the command tells it."""
    return "" if comparison.status == 0 else "\n".join(as_text(comparison))


@pytest.fixture(scope="module")
def ported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all scripts, ported by the command alone."""
    folder = tmp_path_factory.mktemp("ported")
    done = port("--output", folder, SCRIPTS)
    assert done.return_value == 0, done.output  # and nothing is left for a person to decide
    return folder


def port(*arguments: object) -> Result:
    """The command, in this process."""
    command = ["port", *map(str, arguments)]
    return CliRunner().invoke(cli, command, obj={}, catch_exceptions=False, standalone_mode=False)


@pytest.mark.parametrize("name", NAMES)
def test_a_ported_script_does_what_it_did(name: str, ported: Path, tmp_path: Path) -> None:
    """The same calls, output, files, exit status and final domain as of the original on Python 2.7."""
    today = record_side(sides_of(name), ported / f"{name}.py", tmp_path / "today.har", old=False)
    assert found(what_differs(name, har.read(RECORDINGS / f"{name}.har"), today)) == ""


@pytest.mark.parametrize("name", [name for name in NAMES if script_of(name).clean])
def test_few_lines_change_where_no_syntax_is_in_the_way(name: str, ported: Path) -> None:
    """At most 5 % of the lines of a script that both grammars take, and no line at all is lost."""
    source = (SCRIPTS / f"{name}.py").read_bytes()
    ast.parse(source)
    before = source.decode().splitlines()
    after = (ported / f"{name}.py").read_text(encoding="utf-8").splitlines()
    kept = sum(
        block.size
        for block in difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    )
    assert max(len(before), len(after)) - kept <= 0.05 * len(before)


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_indentation_are_kept(name: str, ported: Path) -> None:
    """What ends the lines stays, and so does the encoding that is declared."""
    before, after = ((folder / f"{name}.py").read_bytes() for folder in (SCRIPTS, ported))
    assert [b"\r\n" in text for text in (before, after)] in ([True, True], [False, False])
    assert after.count(b"\n") == after.count(b"\r\n") or b"\r\n" not in after
    assert re.findall(rb"coding[:=]\s*([-\w.]+)", before) == re.findall(rb"coding[:=]\s*([-\w.]+)", after)


def test_ported_scripts_compile_without_a_warning(ported: Path) -> None:
    """On the Python that runs the tests, which is each of those supported in turn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in sorted(ported.glob("*.py")):
            compile(path.read_bytes(), path.name, "exec")


def test_ruff_finds_no_error_in_ported_scripts(ported: Path, tmp_path: Path) -> None:
    """Syntax, comparisons, and names that nobody defines; it reads UTF-8 only, so it gets that."""
    for path in ported.glob("*.py"):
        with tokenize.open(path) as file:
            (tmp_path / path.name).write_text(file.read(), encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--target-version", "py310"]
    done = subprocess.run(
        [*command, "--select", "E9,F63,F7,F82", str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_a_second_run_has_nothing_to_do(ported: Path) -> None:
    """The diff of what was ported is empty."""
    done = port("--diff", ported)
    assert (done.return_value, done.stdout) == (0, "")


@pytest.mark.parametrize("name", LIVE)
def test_the_recording_is_what_the_original_does(name: str, original: Original, tmp_path: Path) -> None:
    """A script on Python 2.7, with gdata 2.0.18, against the server as it is."""
    sides = sides_of(name, os.fspath(original.python), os.fspath(original.library))
    today = record_side(sides, SCRIPTS / f"{name}.py", tmp_path / "today.har", old=True)
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
