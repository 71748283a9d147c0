"""Reports for machines and terminals: JSON as TESTING.md describes it, JUnit XML as others read it, lines."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest

from gdata_compat.replay import har, reports
from gdata_compat.replay.comparing import compare
from gdata_compat.replay.har import Call, Recording, Request, Response
from gdata_compat.replay.ignoring import Rule, read_rules
from gdata_compat.replay.volatile import read_volatile
from tests.replay.test_compare_page import _comparisons

_PAGE = Path(__file__).resolve().parents[2] / "TESTING.md"


def _schema() -> object:
    found = re.search(r"^```json\n(.*?)^```", _PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert found is not None
    return json.loads(found[1])


def test_a_report_is_as_it_is_documented() -> None:
    """By the JSON Schema in TESTING.md, which refuses any other field."""
    schema = _schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(reports.as_json(_comparisons()))
    jsonschema.validate(document, schema)
    assert [each["status"] for each in document["comparisons"]] == [1, 0, 2]
    document["comparisons"][0]["calls"][0]["more"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_junit_xml_is_read_by_others(tmp_path: Path) -> None:
    """A case a call; what differs is a failure, trouble an error; the sums are right."""
    (tmp_path / "r.xml").write_text(reports.as_junit(_comparisons()), encoding="utf-8")
    read = junitparser.JUnitXml.fromfile(str(tmp_path / "r.xml"))
    said = [(suite.name, suite.tests, suite.failures, suite.errors) for suite in read]
    read.update_statistics()
    assert said == [("nightly", 7, 4, 0), ("weekly", 6, 0, 0), ("cut off", 8, 5, 1)]
    assert [(suite.name, suite.tests, suite.failures, suite.errors) for suite in read] == said
    case = next(case for suite in read for case in suite if case.result and "x" in case.result[0].message)
    assert (case.name, type(case.result[0])) == (
        "2. POST https://apps-apis.google.com/a/feeds/example.com/user/2.0",
        junitparser.Failure,
    )


def test_what_xml_and_terminals_cannot_carry_is_replaced() -> None:
    """A recording is somebody else's: it steers no terminal and breaks no document."""
    call = Call(Request("GET", "http://h/\x1b[31m\x00\ufffe"), Response(200, "", (), b"\x1b[2J"))
    other = Call(call.request, Response(200, "", (), b"\x07"))
    found = compare(Recording((call,), scrubbed=True), Recording((other,), scrubbed=True), name="\x1b")
    junitparser.JUnitXml.fromstring(reports.as_junit([found]).encode())
    assert [line for line in reports.as_text(found) if not line.isprintable()] == []


def _folders(folder: Path, runs: int) -> None:
    for side in ("old", "new"):
        (folder / side).mkdir()
        for number in range(runs):
            status = 404 if side == "new" and number == 1 else 200
            call = Call(Request("GET", f"http://a.example/{number}"), Response(status))
            har.write(folder / side / f"run{number}.har", Recording((call,)))


def _in_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Run the command with a terminal for its output, and give what that got."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "gdata_compat", "compare", *arguments]
    named = {"TERM": "xterm-256color", "COLUMNS": "100", **environment}
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=theirs, env={**kept, **named}):
        os.close(theirs)
        got = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            got += piece
            if not piece:
                break
    os.close(ours)
    return got.decode()


def test_a_terminal_gets_colours_a_bar_and_a_table(tmp_path: Path) -> None:
    """By verdict; how far the runs are stands below; the table says how each ended."""
    _folders(tmp_path, 3)
    shown = _in_terminal(tmp_path, "old", "new")
    table = [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line) for line in shown.splitlines()[-5:]]
    assert ("\x1b[33mchanged" in shown, "\x1b[32mequal" in shown, "comparing" in shown) == (True, True, True)
    assert [line.split() for line in table] == [
        ["run", "equal", "ignored", "changed", "missing", "extra", "apart"],
        ["run0.har", "1", "0", "0", "0", "0", "0", "equal"],
        ["run1.har", "0", "0", "1", "0", "0", "0", "different"],
        ["run2.har", "1", "0", "0", "0", "0", "0", "equal"],
        ["2", "of", "3", "are", "equal"],
    ]


def test_without_colour_the_lines_are_the_same(tmp_path: Path) -> None:
    """In a pipe, and with NO_COLOR; equal calls in a row are one line unless details are wanted."""
    _folders(tmp_path, 2)
    plain = subprocess.run(
        [sys.executable, "-m", "gdata_compat", "compare", "--details", "old", "new"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("\x1b" in plain.stdout, plain.stderr, plain.returncode) == (False, "", 1)
    assert plain.stdout.splitlines()[:4] == [
        "equal   GET http://a.example/0",
        "run0.har: equal (1 equal; 0 differences apart from the calls)",
        "changed GET http://a.example/1",
        "    answer status: '200' became '404'",
    ]
    assert "\x1b[3" not in _in_terminal(tmp_path, "old", "new", NO_COLOR="1")


def test_without_rich_the_lines_are_plain(tmp_path: Path) -> None:
    """The extra is for the eyes: nothing else needs it."""
    _folders(tmp_path, 2)
    hide = "import sys; sys.modules['rich'] = None; from gdata_compat.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hide, "compare", "old", "new"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout.splitlines()[-1]) == (1, "", "1 of 2 are equal")


def test_a_page_of_many_calls_stays_small() -> None:
    """Calls that are equal are listed without what went over the wire; those that differ have it."""
    calls = [
        Call(Request("GET", f"http://h/{i}"), Response(200, "OK", (), b"the body" * 50)) for i in range(1200)
    ]
    other = [*calls[:-1], Call(calls[-1].request, Response(404, "", (), b"another"))]
    page = reports.as_html(
        [compare(Recording(tuple(calls), scrubbed=True), Recording(tuple(other), scrubbed=True))]
    )
    assert (page.count("is left out"), page.count("What went over the wire<"), len(page) < 2_000_000) == (
        1199,
        1,
        True,
    )


_VOLATILE = ["x-request-id", "checked", "REQ-[0-9]{4}", "last_run", r"at \d\d:\d\d"]


@pytest.mark.parametrize(
    ("start", "read", "rows"),
    [("PART, WHERE", read_rules, ["server", "x-*"]), ("PLACE, NAME", read_volatile, _VOLATILE)],
)
def test_the_files_on_the_page_are_read(
    start: str, read: Callable[[Path], list[Any]], rows: list[str], tmp_path: Path
) -> None:
    """Rules and volatile parts, as TESTING.md shows them."""
    found = re.search(
        rf"((?:^    .*\n)*^    # {start}.*\n(?:^    .*\n)+)", _PAGE.read_text(encoding="utf-8"), re.M
    )
    assert found is not None
    (tmp_path / "lines").write_text(textwrap.dedent(found[1]))
    names = [each.where if isinstance(each, Rule) else each.name for each in read(tmp_path / "lines")]
    assert names == rows


def test_the_page_shows_the_new_side_in_the_names_of_the_old_one() -> None:
    """A label of one secret is one label in both panes."""
    old, new = (
        Recording(
            (Call(Request("GET", "http://h/", (("X-Key", f"SCRUBBED-{i}"),)), Response(200)),), scrubbed=True
        )
        for i in (3, 8)
    )
    page = reports.as_html([compare(old, new)])
    assert (page.count("X-Key: SCRUBBED-3"), "SCRUBBED-8" in page) == (2, False)
