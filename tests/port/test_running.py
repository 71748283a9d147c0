"""`gdata-compat run --port`: Python 2 scripts ported in memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gdata_compat import errors

SCRIPT = """import sys, helper
print sys.argv[1:], __name__, __file__ == sys.argv[0], helper.text(u'a'),
def fail():
    # as in Python 2
    raise ValueError, 'bad'
if len(sys.argv) > 2: fail()
"""
HELPER = "def text(a): return `unicode(a)`\n"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gdata_compat", "run", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script of Python 2 and a module beside it, which is, too."""
    (tmp_path / "helper.py").write_text(HELPER)
    path = tmp_path / "old.py"
    path.write_text(SCRIPT)
    return path


def test_a_script_runs_ported_and_no_file_is_touched(script: Path) -> None:
    """Its arguments, its name and its folder are as with run; the module beside it is ported, too."""
    done = run("--port", script, "x")
    assert (done.stdout, done.stderr, done.returncode) == ("['x'] __main__ True 'a' ", "", 0)
    assert {path.name: path.read_text() for path in script.parent.iterdir()} == {
        "old.py": SCRIPT,
        "helper.py": HELPER,
    }


def test_a_traceback_shows_the_ported_lines(script: Path) -> None:
    """The lines are those of the ported script, under the script's own path."""
    done = run("--port", script, "x", "y")
    assert done.returncode == 1
    shown = [line for line in done.stderr.splitlines() if line.strip(" ^~")]
    assert shown[1:5] == [
        f'  File "{script}", line 6, in <module>',
        "    if len(sys.argv) > 2: fail()",
        f'  File "{script}", line 5, in fail',
        "    raise ValueError('bad')",
    ]


def test_without_the_option_it_is_offered(script: Path) -> None:
    """One line says that the script is Python 2 and what to do; a plain mistake stays what it was."""
    done = run(script)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "gdata-compat run --port" in done.stderr
    script.write_text("if x\n    print 1\n")
    assert "SyntaxError" in run(script).stderr


def test_what_cannot_be_ported_is_one_line(script: Path) -> None:
    """The status is 1, and the line says where."""
    script.write_text("if x\n    print 1\n")
    done = run("--port", script)
    assert (done.returncode, done.stderr) == (
        1,
        f"gdata-compat: {script} cannot be ported: line 1: the end of the line does not fit\n",
    )


@pytest.mark.parametrize("name", errors.__all__)
def test_a_traceback_names_an_error_where_it_is_found(name: str) -> None:
    """Errors are called gdata_compat.errors.X, wherever they are made."""
    assert getattr(errors, name).__module__ == "gdata_compat.errors"
