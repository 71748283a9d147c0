"""Recordings of other people's tools are read and compared; tests/observe_tools.py made them."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gdata_compat.replay import har, reports
from gdata_compat.replay.comparing import compare
from gdata_compat.replay.har import Recording
from gdata_compat.replay.ignoring import Rule
from gdata_compat.replay.legacy import Sides, record_side
from tests.observe_tools import SCRIPT

_FOLDER = Path(__file__).parents[1] / "data" / "replay"
_HOST = "apps-apis.google.com/a/feeds/example.com"
_CALLS = {
    "mitmproxy": [
        ("POST", f"http://{_HOST}/user/2.0", 201),
        ("GET", f"http://{_HOST}/user/2.0/dora", 200),
        ("DELETE", f"http://{_HOST}/user/2.0/dora", 200),
    ],
    "chromium": [
        ("GET", "/", 200),
        ("GET", "/static/pages.css", 200),
        ("GET", "/static/tools.css", 200),
        ("GET", "/static/icon.svg", 200),
        ("GET", "/a/feeds/example.com/user/2.0/alice", 401),
    ],
}


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3] if url.startswith("http://127.0.0.1") else url


@pytest.mark.parametrize("tool", _CALLS)
def test_what_a_tool_recorded_is_read(tool: str) -> None:
    """Methods, addresses, answers, and a body with its characters."""
    read = har.read(_FOLDER / f"{tool}.har")
    found = [
        (each.request.method, _path(each.request.url), each.response.status)
        for each in read.calls
        if each.response
    ]
    assert (found, read.complete) == (_CALLS[tool], True)
    if tool == "mitmproxy":
        assert "Döra" in read.calls[0].request.body.decode()


@pytest.mark.parametrize("tool", _CALLS)
def test_the_command_compares_what_a_tool_recorded(tool: str, tmp_path: Path) -> None:
    """With a copy it is equal; a status that is changed there is named."""
    document = json.loads((_FOLDER / f"{tool}.har").read_text(encoding="utf-8"))
    told = []
    for status in (None, 500):
        if status:
            document["log"]["entries"][-1]["response"]["status"] = status
        (tmp_path / "copy.har").write_text(json.dumps(document), encoding="utf-8")
        command = [sys.executable, "-m", "gdata_compat", "compare", str(_FOLDER / f"{tool}.har"), "copy.har"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        told.append((done.returncode, f"answer status: '{_CALLS[tool][-1][2]}' became '500'" in done.stdout))
    assert told == [(0, False), (1, True)]


def test_a_run_behind_a_proxy_is_compared_with_our_own(tmp_path: Path) -> None:
    """The proxy stood where TLS had ended, and knows nothing of base strings: all else is the same."""
    (tmp_path / "script.py").write_text(SCRIPT)
    ours = record_side(Sides("", sample=3), tmp_path / "script.py", tmp_path / "ours.har", old=False)
    proxy = har.read(_FOLDER / "mitmproxy.har")
    rules = [Rule("request url", "*", "TLS had ended")]
    found = compare(proxy, dataclasses.replace(ours, final_state=None, script=None), rules=rules)
    assert (found.status, len(found.pairs)) == (0, 3), "\n".join(reports.as_text(found))


# What is broken


def _command(folder: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "gdata_compat", "compare", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


_WHOLE = '{"log": {"version": "1.2", "entries": [%s]}}'
_ENTRY = '{"request": {"method": "GET", "url": "http://h/"}, "response": {"status": 200}}'
_BROKEN = {
    "truncated": (_WHOLE.partition("%s")[0] + _ENTRY, "the new recording was cut off after 1 calls"),
    "truncated at once": ('{"log', "is no HAR: it is not JSON"),
    "something else": ('{"users": []}', "is no HAR: a HAR is a JSON object with log.entries"),
    "a page": ("<html></html>", "is no HAR: it is not JSON"),
    "bytes": ("\x00\x01", "is no HAR: it is not JSON"),
    "without an answer": (
        _WHOLE % '{"request": {"method": "GET", "url": "http://h/"}}',
        "the new recording has no answer to GET http://h/",
    ),
    "without a request": (_WHOLE % "{}", "is no HAR: it lacks 'request'"),
    "very deep": ("[" * 100_000, "is no HAR"),
    "empty": ("", "is no HAR: it is not JSON"),
}


@pytest.mark.parametrize(("text", "told"), _BROKEN.values(), ids=_BROKEN)
def test_what_is_broken_is_trouble(text: str, told: str, tmp_path: Path) -> None:
    """In words, with the status 2, and no traceback; the others of a folder are compared all the same."""
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "good.har").write_text(_WHOLE % _ENTRY)
    (tmp_path / "old" / "bad.har").write_text(_WHOLE % _ENTRY)
    (tmp_path / "new" / "bad.har").write_text(text)
    status, said = _command(tmp_path, "old", "new")
    assert (status, told in said, "Traceback" in said) == (2, True, False), said
    assert "1 of 2 are equal" in said


def test_a_recording_without_its_twin_is_named(tmp_path: Path) -> None:
    """On either side; nothing of the rest is lost, and a report is written."""
    for side, names in (("old", ("a", "b")), ("new", ("b", "c"))):
        (tmp_path / side).mkdir()
        for name in names:
            (tmp_path / side / f"{name}.har").write_text(_WHOLE % _ENTRY)
    status, said = _command(tmp_path, "old", "new", "--json", "r.json")
    troubles = [each["troubles"] for each in json.loads((tmp_path / "r.json").read_text())["comparisons"]]
    here = {side: tmp_path.joinpath(side).relative_to(tmp_path) for side in ("old", "new")}
    assert (status, "1 of 3 are equal" in said) == (2, True)
    assert troubles == [
        [f"{here['old']}/a.har has no counterpart: there is no {here['new']}/a.har"],
        [],
        [f"{here['new']}/c.har has no counterpart: there is no {here['old']}/c.har"],
    ]


_WRONG = {
    "an empty folder": (("empty", "empty2"), "have no *.har: nothing is compared"),
    "one file twice": (("one.har", "one.har"), "compared with itself, which proves nothing"),
    "a file and a folder": (("one.har", "empty"), "one is a folder, the other is not"),
    "no such file": (("one.har", "none.har"), "'none.har' does not exist"),
    "a report that cannot be written": (("one.har", "two.har", "--html", "none/r.html"), "No such file"),
    "rules that are none": (("one.har", "two.har", "--ignore", "rules"), "rules, line 1: a rule is PART"),
    "rows that are none": (("one.har", "two.har", "--volatile", "rules"), "rules, line 1: a row is place"),
    "rules that are not there": (("one.har", "two.har", "--ignore", "none"), "none"),
    "an interpreter that is none": (
        ("--legacy", "./none", "--ported", "a.py", "a.py"),
        "./none cannot be run",
    ),
    "an interpreter without the original": (
        ("--legacy", sys.executable, "--ported", "a.py", "a.py"),
        "cannot run the original library",
    ),
    "a fault that is none": (
        ("--legacy", "x", "--fail", "second:503", "--ported", "a.py", "a.py"),
        "is no fault: NUMBER:CODE",
    ),
}


@pytest.mark.parametrize(("arguments", "told"), _WRONG.values(), ids=_WRONG)
def test_what_cannot_be_compared_has_status_2(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """Status 1 would say that something differs."""
    for name in ("one.har", "two.har"):
        (tmp_path / name).write_text(_WHOLE % _ENTRY)
    for name in ("empty", "empty2"):
        (tmp_path / name).mkdir()
    (tmp_path / "rules").write_text("nonsense\n")
    (tmp_path / "a.py").write_text("print(1)\n")
    status, said = _command(tmp_path, *arguments)
    assert (status, told in said, "Traceback" in said) == (2, True, False), said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_recording_that_may_not_be_read_is_trouble(tmp_path: Path) -> None:
    """The message names the file."""
    for name in ("one.har", "two.har"):
        (tmp_path / name).write_text(_WHOLE % _ENTRY)
    (tmp_path / "two.har").chmod(0)
    assert _command(tmp_path, "one.har", "two.har")[0] == 2


def test_a_recording_is_never_changed_by_comparing(tmp_path: Path) -> None:
    """Not where it has secrets either."""
    raw = json.dumps(
        {
            "log": {
                "entries": [
                    {
                        "request": {"method": "GET", "url": "http://h/?oauth_token=abcdefgh"},
                        "response": {"status": 200},
                    }
                ]
            }
        }
    )
    for name in ("one.har", "two.har"):
        (tmp_path / name).write_text(raw)
    status, said = _command(tmp_path, "one.har", "two.har", "--details")
    assert (status, "abcdefgh" in said, (tmp_path / "one.har").read_text()) == (0, False, raw)


def test_an_empty_recording_is_equal_to_an_empty_one() -> None:
    """And says that there are no calls."""
    found = compare(Recording(), Recording())
    assert (found.status, list(reports.as_text(found))) == (
        0,
        ["equal (no calls; 0 differences apart from the calls)"],
    )
