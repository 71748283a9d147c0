"""`gdata-compat port`: what it prints, writes, and leaves alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from gdata_compat.cli import cli

OLD = "import gdata.auth\nprint 'a'\n"
NEW = "import gdata_compat; gdata_compat.install()\nimport gdata.auth\nprint('a')\n"


def port(*arguments: object) -> Result:
    return CliRunner().invoke(
        cli, ["port", *map(str, arguments)], obj={}, catch_exceptions=False, standalone_mode=False
    )


def script(folder: Path, text: str | bytes = OLD, name: str = "old.py") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_edits_are_a_diff_and_nothing_is_changed(tmp_path: Path) -> None:
    """The diff goes to standard output, and the file keeps its bytes."""
    path = script(tmp_path)
    done = port(path)
    edits = [line for line in done.stdout.splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")]
    expected = ["+import gdata_compat; gdata_compat.install()", "-print 'a'", "+print('a')"]
    assert (done.return_value, edits, path.read_text(), done.stderr) == (0, expected, OLD, "")


def test_write_keeps_a_copy_and_the_second_run_changes_nothing(tmp_path: Path) -> None:
    """--write leaves .bak; a second run writes neither file."""
    path = script(tmp_path)
    path.chmod(0o755)
    first = port("--write", path)
    kept = tmp_path / "old.py.bak"
    state = [(each.name, each.read_text(), each.stat().st_mtime_ns) for each in sorted(tmp_path.iterdir())]
    second = port("--write", path)
    after = [(each.name, each.read_text(), each.stat().st_mtime_ns) for each in sorted(tmp_path.iterdir())]
    assert (first.stdout, path.read_text(), kept.read_text()) == ("", NEW, OLD)
    assert (path.stat().st_mode & 0o777, second.return_value, after) == (0o755, 0, state)


def test_a_copy_is_never_written_over(tmp_path: Path) -> None:
    """Where a .bak is there already the next one has a number."""
    path = script(tmp_path)
    script(tmp_path, "precious", "old.py.bak")
    port("--write", path)
    assert [(tmp_path / f"old.py.bak{end}").read_text() for end in ("", ".1")] == ["precious", OLD]


def test_output_mirrors_a_folder(tmp_path: Path) -> None:
    """--output writes every script below the folder, and leaves the sources."""
    script(tmp_path / "in", name="a.py")
    script(tmp_path / "in", "x = 1\n", "b/c.py")
    done = port("--output", tmp_path / "out", tmp_path / "in")
    written = {str(each.relative_to(tmp_path)): each.read_text() for each in tmp_path.rglob("*.py")}
    assert done.return_value == 0
    assert written == {"in/a.py": OLD, "in/b/c.py": "x = 1\n", "out/a.py": NEW, "out/b/c.py": "x = 1\n"}


def test_two_scripts_do_not_go_to_one_place(tmp_path: Path) -> None:
    """The second one is told, and the first one is written."""
    one, other = script(tmp_path / "a"), script(tmp_path / "b", "print 2\n")
    done = port("--output", tmp_path / "out", one, other)
    assert (done.return_value, "another script went to" in done.stderr) == (2, True)
    assert [(path.name, path.read_text()) for path in (tmp_path / "out").iterdir()] == [("old.py", NEW)]


def test_json_has_every_field_of_a_script(tmp_path: Path) -> None:
    """The report names the rules and holds findings and diff."""
    path = script(tmp_path, OLD + "raise 'text'\n")
    done = port("--report", tmp_path / "r.json", path)
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (one,) = report["scripts"]
    assert (done.return_value, report["status"], one["status"], one["rules"]) == (
        1,
        1,
        1,
        ["print_statement", "gdata_imports"],
    )
    assert [each["line"] for each in one["findings"]] == [3]
    assert "+print('a')" in one["diff"]


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch on this machine")
@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"import gdata\r\nprint 'a'\r\nx = 1\r\n", id="cr-lf"),
        pytest.param(b"# coding: latin-1\nprint 'caf\xe9'\n", id="latin-1"),
        pytest.param(b"x = 1\nprint 'a'", id="no line end"),
        pytest.param(b"x = '\x0c\x1c'\nprint 'a'\n", id="form feed"),
    ],
)
def test_the_diff_is_what_patch_takes(tmp_path: Path, source: bytes) -> None:
    """Applied to the script it gives the bytes that --write writes."""
    path = script(tmp_path, source)
    difference = port(path).stdout_bytes
    port("--write", path)
    expected = path.read_bytes()
    path.write_bytes(source)
    command = ["patch", "--binary", "-s", str(path)]
    done = subprocess.run(command, input=difference, capture_output=True, check=False)
    assert (done.returncode, done.stdout, path.read_bytes()) == (0, b"", expected)


def test_without_the_extra_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fissix comes with the extra `port`."""
    for name in [name for name in sys.modules if name.startswith(("fissix", "gdata_compat.port."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fissix", None)
    monkeypatch.delitem(sys.modules, "gdata_compat.port", raising=False)
    with pytest.raises(click.ClickException, match=r"pip install 'gdata-compat\[port\]'") as found:
        port(script(tmp_path))
    assert found.value.exit_code == 2


def test_a_report_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    """Status 2, since 1 would say that something is to be decided."""
    with pytest.raises(click.ClickException, match="cannot be written") as found:
        port("--report", tmp_path / "no" / "r.json", script(tmp_path))
    assert found.value.exit_code == 2
