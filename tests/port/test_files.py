"""Folders, and files that cannot be ported: one clear line each, the rest goes on, nothing is lost."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gdata_compat.cli import cli
from gdata_compat.port import files

OLD, NEW = "print 'a'\n", "print('a')\n"


def port(*arguments: object) -> Result:
    return CliRunner().invoke(
        cli, ["port", *map(str, arguments)], obj={}, catch_exceptions=False, standalone_mode=False
    )


def told(done: Result, path: Path) -> list[str]:
    """What standard error says of a file."""
    return [line for line in done.stderr.splitlines() if line.startswith(f"{path}:")]


def broken_loop(folder: Path) -> Path:
    path = folder / "loop.py"
    path.symlink_to(path)
    return path


def broken_link(folder: Path) -> Path:
    path = folder / "link.py"
    path.symlink_to(folder / "nowhere.py")
    return path


def broken_bytes(name: str, data: bytes) -> object:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def broken_read_only(folder: Path) -> Path:
    path = folder / "kept.py"
    path.write_text(OLD)
    path.chmod(0o444)
    return path


def broken_pipe(folder: Path) -> Path:
    path = folder / "pipe.py"
    os.mkfifo(path)
    return path


BROKEN = {
    "a link to itself": (broken_loop, "symbolic links"),
    "a link to nothing": (broken_link, "a link to a file that is not there"),
    "a pipe": (broken_pipe, "neither a file nor a folder"),
    "binary": (broken_bytes("binary.py", b"\x7fELF\0\0"), "a binary file"),
    "huge": (broken_bytes("huge.py", b"#" * (files.MAX_BYTES + 1)), "more than the 4 MiB"),
    "undeclared encoding": (broken_bytes("latin.py", b"a = 'caf\xe9'\n"), "no encoding is declared"),
    "syntax": (broken_bytes("syntax.py", b"x = 1\nif x\n"), "line 2"),
    "read-only": (broken_read_only, "read-only"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_cannot_be_ported_is_one_line(tmp_path: Path, kind: str) -> None:
    """Status 2, the line names file and reason, and the script beside it is ported."""
    make, part = BROKEN[kind]
    path = make(tmp_path)  # type: ignore[operator]
    good = tmp_path / "zz.py"
    good.write_text(OLD)
    before = path.read_bytes() if path.is_file() else None
    done = port("--write", tmp_path)
    (line,) = told(done, path)
    assert (done.return_value, part in line, good.read_text()) == (2, True, NEW)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [each.name for each in tmp_path.glob("*.bak")] == ["zz.py.bak"]


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    """Links to folders are not followed; a file that two names lead to is ported once."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.py").write_text(OLD)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "b.py").symlink_to("a.py")
    done = port("--write", tmp_path)
    assert done.return_value == 0
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["a.py", "a.py.bak", "again", "b.py"]
    assert ((tmp_path / "in" / "a.py").read_text(), (tmp_path / "in" / "b.py").is_symlink()) == (NEW, True)


def test_what_is_no_script_is_left_out(tmp_path: Path) -> None:
    """Scripts are .py, .pyw, and files without an ending whose first line names Python."""
    for name, text in {
        "a.py": OLD,
        "b.pyw": OLD,
        "tool": f"#!/usr/bin/env python\n{OLD}",
        "shell": f"#!/bin/sh\n{OLD}",
        "c.txt": OLD,
        ".git/d.py": OLD,
        "__pycache__/e.py": OLD,
        "env/pyvenv.cfg": "",
        "env/f.py": OLD,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    found = sorted(str(job.relative) for job in files.find_scripts([tmp_path]))
    assert found == ["a.py", "b.pyw", "tool"]


def test_a_missing_file_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """No such file: one line, status 2."""
    path = tmp_path / "a.py"
    path.write_text(OLD)
    done = port("--write", tmp_path / "no.py", path)
    assert (done.return_value, told(done, tmp_path / "no.py"), path.read_text()) == (
        2,
        [f"{tmp_path / 'no.py'}: no such file"],
        NEW,
    )


def test_a_file_that_cannot_be_replaced_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new file cannot be put in place the old one stays, and nothing is left beside it."""
    path = tmp_path / "a.py"
    path.write_text(OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    done = port("--write", path)
    why = f"{path}: cannot be written: No space left on device"
    assert (done.return_value, told(done, path)) == (2, [why])
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"a.py": OLD}


def test_a_thousand_scripts_are_ported_by_several_processes(tmp_path: Path) -> None:
    """All are there, in the order of their names, within a minute on one core."""
    for number in range(1000):
        (tmp_path / f"s{number:03}.py").write_text(OLD + f"x{number} = 1\n")
    start = time.monotonic()
    done = port("--write", "--jobs", 2, tmp_path)
    taken = time.monotonic() - start
    assert (done.return_value, done.stderr.splitlines()[-1]) == (
        0,
        "1000 scripts: 1000 to change, 0 findings, 0 could not be ported",
    )
    assert all(path.read_text().startswith(NEW) for path in tmp_path.glob("*.py"))
    assert taken < 60


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--write", "--output", "x", "a.py"), "exclude each other"),
        (("--report", "x.txt", "a.py"), ".html or .json"),
        (("--encoding", "klingon", "a.py"), "is no encoding"),
        ((), "Missing argument"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], part: str) -> None:
    """One line says what to do otherwise."""
    done = CliRunner().invoke(cli, ["port", *arguments], obj={})
    assert (done.exit_code, part in done.stderr) == (2, True)
