"""Comparing: each planted change is found and named; what is volatile is not."""

from __future__ import annotations

import dataclasses
import json
import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.errors import GdataCompatError
from gdata_compat.replay import har, pairing, reports
from gdata_compat.replay.comparing import Verdict, compare
from gdata_compat.replay.har import Call, Recording, Request, Response, Script
from gdata_compat.replay.ignoring import Rule, read_rules
from gdata_compat.replay.pairing import common, pairs

_ATOM = "http://www.w3.org/2005/Atom"
_HOST = "https://apps-apis.google.com/a/feeds/example.com/user/2.0"


def _entry(name: str, updated: str = "2011-01-01T00:00:00Z", more: str = "") -> bytes:
    return (
        f"<entry xmlns='{_ATOM}'><updated>{updated}</updated><title>{name}</title>{more}</entry>"
    ).encode()


def _call(method: str, path: str, body: bytes = b"", status: int = 200, nonce: str = "1") -> Call:
    authorization = (
        f'OAuth realm="", oauth_nonce="{nonce}", oauth_consumer_key="example.com", oauth_token="SCRUBBED-1"'
    )
    base = f"{method}&url&oauth_consumer_key%3Dexample.com%26oauth_nonce%3D{nonce}%26oauth_token%3DSCRUBBED-1"
    headers = (("Authorization", authorization), ("GData-Version", "2.0"), ("User-Agent", f"lib {nonce}"))
    answer = Response(status, "OK", (("Content-Type", "application/atom+xml"), ("Date", nonce)), _entry(path))
    return Call(Request(method, f"{_HOST}/{path}", headers, body, base), answer)


def _run(nonce: str = "1") -> Recording:
    calls = (
        _call("GET", "alice", nonce=nonce),
        _call("POST", "", _entry("bruno"), 201, nonce),
        _call("GET", "?startUsername=m", nonce=nonce),
        _call("DELETE", "chiara", nonce=nonce),
    )
    state = {"domain": "example.com", "users": [{"username": "alice", "suspended": False}]}
    return Recording(calls, Script(("s.py",), b"one\ntwo\nthree\n", b"", 0), state)


def _with_call(number: int, **changes: Any) -> Callable[[Recording], Recording]:
    """Change one call; `request_...` and `response_...` name fields of these."""

    def change(recording: Recording) -> Recording:
        calls, parts = list(recording.calls), dict(changes)
        call = calls[number]
        for side in ("request", "response"):
            given = {
                name[len(side) + 1 :]: parts.pop(name) for name in list(parts) if name.startswith(side + "_")
            }
            if given:
                call = dataclasses.replace(call, **{side: dataclasses.replace(getattr(call, side), **given)})
        calls[number] = dataclasses.replace(call, **parts)
        return dataclasses.replace(recording, calls=tuple(calls))

    return change


def _calls(change: Callable[[list[Call]], list[Call]]) -> Callable[[Recording], Recording]:
    return lambda recording: dataclasses.replace(recording, calls=tuple(change(list(recording.calls))))


def _script(**changes: Any) -> Callable[[Recording], Recording]:
    return lambda run: dataclasses.replace(run, script=dataclasses.replace(run.script or Script(), **changes))


#: What is changed, and what the report says.
_MUTATIONS: dict[str, tuple[Callable[[Recording], Recording], str]] = {
    "a header dropped": (
        _with_call(0, request_headers=(_run().calls[0].request.headers[0],)),
        "request headers gdata-version: '2.0' is missing",
    ),
    "a header added": (
        _with_call(0, request_headers=(*_run().calls[0].request.headers, ("X-New", "1"))),
        "request headers x-new: '1' is new",
    ),
    "another parameter signed": (
        _with_call(0, request_base_string="GET&url&oauth_nonce%3D9%26oauth_consumer_key%3Dexample.com"),
        "request base string",
    ),
    "another consumer": (
        _with_call(0, request_headers=(("Authorization", 'OAuth oauth_consumer_key="other.org"'),)),
        "request authorization oauth_consumer_key: 'example.com' became 'other.org'",
    ),
    "an element renamed": (
        _with_call(1, request_body=_entry("bruno").replace(b"title", b"titel")),
        "request body /entry/titel: '<titel>bruno' is new",
    ),
    "another namespace": (
        _with_call(1, request_body=_entry("bruno").replace(b"2005/Atom", b"2006/Atom")),
        "request body /entry: '{http://www.w3.org/2005/Atom}entry' became",
    ),
    "another text": (
        _with_call(1, request_body=_entry("dora")),
        "request body /entry/title: 'bruno' became 'dora'",
    ),
    "an attribute added": (
        _with_call(1, request_body=_entry("bruno").replace(b"<title>", b"<title type='text'>")),
        "request body /entry/title/@type: 'text' is new",
    ),
    "a body lost": (_with_call(1, request_body=b""), "request body"),
    "a call doubled": (_calls(lambda calls: [*calls[:2], calls[1], *calls[2:]]), f"'POST {_HOST}/' is new"),
    "a call left out": (_calls(lambda calls: calls[1:]), f"'GET {_HOST}/alice' is missing"),
    "two calls the other way round": (
        _calls(lambda calls: [calls[1], calls[0], *calls[2:]]),
        "order: 'call 2' became 'call 1'",
    ),
    "another method": (_with_call(3, request_method="PUT"), "request method: 'DELETE' became 'PUT'"),
    "another page": (
        _with_call(2, request_url=f"{_HOST}/?startUsername=n"),
        "request query startUsername: 'm' became 'n'",
    ),
    "another host": (
        _with_call(0, request_url=f"{_HOST}/alice".replace("apps-apis.google.com", "example.org")),
        "request url: 'https://apps-apis.google.com/a/feeds/example.com/user/2.0/alice' became 'https://exa",
    ),
    "another status": (_with_call(0, response_status=404), "answer status: '200' became '404'"),
    "another reason": (_with_call(0, response_reason="Fine"), "answer reason: 'OK' became 'Fine'"),
    "an answer ignored": (_with_call(0, response=None, error="gone"), "answer: '200' is missing"),
    "a swallowed error": (_script(exit_status=1), "exit status: '0' became '1'"),
    "another output": (_script(stdout=b"one\n2\nthree\n"), "output line 2: 'two' became '2'"),
    "less output": (_script(stdout=b"one\nthree\n"), "output line 2: 'two' is missing"),
    "an error told": (
        _script(stderr=b'Traceback (most recent call last):\n  File "x", line 1, in y\nValueError: no\n'),
        "error output line 1: 'ValueError: no' is new",
    ),
    "a file written": (_script(files={"out.csv": b"a,b"}), "file out.csv: 'a,b' is new"),
    "another state": (
        lambda run: dataclasses.replace(run, final_state={"domain": "example.com", "users": []}),
        "final state users alice: ",
    ),
}


@pytest.mark.parametrize(("change", "told"), _MUTATIONS.values(), ids=_MUTATIONS)
def test_each_planted_change_is_found_and_named(change: Callable[[Recording], Recording], told: str) -> None:
    """A change that is not found would be a proof of nothing."""
    comparison = compare(_run("1"), change(_run("2")))
    lines = "\n".join(reports.as_text(comparison))
    assert (comparison.status, told in lines) == (1, True), lines


def test_what_is_volatile_does_not_count() -> None:
    """Nonces, dates and user agents differ from run to run."""
    later = _with_call(1, request_body=_entry("bruno", "2026-11-24T00:00:00Z"))(_run("2"))
    assert compare(_run("1"), later).status == 0


def test_one_more_call_does_not_shift_the_rest() -> None:
    """Of a hundred like calls with an additional one in the middle, one is extra."""
    old = [_call("POST", "", _entry(f"u{i}")) for i in range(100)]
    new = [*old[:50], _call("POST", "", _entry("another")), *old[50:]]
    found = compare(Recording(tuple(old)), Recording(tuple(new)))
    assert found.counts == {Verdict.EQUAL: 100, Verdict.EXTRA: 1}


def test_threads_send_in_any_order() -> None:
    """With `unordered` the order of equal calls does not count."""
    old = _run()
    new = dataclasses.replace(old, calls=tuple(reversed(old.calls)))
    assert (compare(old, new).status, compare(old, new, unordered=True).status) == (1, 0)


def test_a_traceback_counts_by_what_it_tells() -> None:
    """Python 2 names a class without its module, and the lines are others."""
    old = b'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\nServiceError: no\n'
    new = b'Traceback (most recent call last):\n  File "b.py", line 9, in f\n   ^\ngd.ServiceError: no\n'
    assert compare(_script(stderr=old)(_run()), _script(stderr=new)(_run())).status == 0


def test_what_was_cut_off_is_never_equal() -> None:
    """The rest of it is not known."""
    cut = dataclasses.replace(_run(), complete=False)
    assert [compare(cut, _run()).status, compare(_run(), cut).status] == [2, 2]


def test_a_missing_answer_is_trouble() -> None:
    """A recording without an answer and without an error proves nothing."""
    silent = _with_call(0, response=None)
    assert compare(silent(_run()), silent(_run())).troubles == (
        f"the old recording has no answer to GET {_HOST}/alice",
        f"the new recording has no answer to GET {_HOST}/alice",
    )


def test_a_rule_covers_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    """Its reason is in the report; a rule that covers nothing is told."""
    file = tmp_path / "rules"
    file.write_text(
        "# meant\nGET *: answer status, , the new server has no alice\noutput, *, the script greets no more\n"
    )
    rules = read_rules(file)
    missing = _with_call(0, response_status=404)(_run())
    comparison = compare(_run(), missing, rules=rules)
    assert rules[0] == Rule("answer status", "*", "the new server has no alice", "GET *")
    assert (comparison.status, comparison.unused) == (0, (rules[1],))
    assert "ignored 1x: answer status, *: the new server has no alice" in "\n".join(
        reports.as_text(comparison)
    )
    assert compare(_run(), _with_call(3, response_status=404)(_run()), rules=rules).status == 1


@pytest.mark.parametrize("line", ["answer status", "answer status, *", "answer status, *,  "])
def test_a_rule_without_a_reason_is_none(line: str, tmp_path: Path) -> None:
    """The error names the file and the line."""
    file = tmp_path / "rules"
    file.write_text(f"\n{line}\n")
    with pytest.raises(GdataCompatError, match=r"rules, line 2: a rule is PART, WHERE, REASON"):
        read_rules(file)


@pytest.mark.parametrize("bits", [pairing._TABLE_BITS, 8], ids=["one table", "halved"])
def test_pairs_are_a_longest_common_subsequence(bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compared with the textbook's table on random lists."""
    monkeypatch.setattr(pairing, "_TABLE_BITS", bits)
    draw = random.Random(7)
    for _ in range(300):
        old, new = ("".join(draw.choices("abc", k=draw.randrange(9))) for _ in range(2))
        found = common(old, new)
        assert found == sorted(found)
        assert all(old[i] == new[j] for i, j in found)
        assert len(found) == _longest(old, new)
        both = list(pairs(old, new, old, new))
        assert "".join(one or "" for one, _ in both) == old
        assert "".join(other or "" for _, other in both) == new


def _longest(old: str, new: str) -> int:
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            longer = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else longer
    return table[-1][-1]


def test_reports_say_the_same_in_every_form() -> None:
    """JSON, JUnit XML and HTML; what comes from a recording is escaped."""
    hostile = _with_call(1, request_body=_entry("&lt;script>alert(1)&lt;/script>"))(_run())
    comparison = compare(_run(), hostile, name="nightly")
    document = json.loads(reports.as_json([comparison]))
    suite = ElementTree.fromstring(reports.as_junit([comparison]))[0]
    page = reports.as_html([comparison])
    assert document["comparisons"][0]["calls"][1]["differences"][0]["old"] == "bruno"
    assert (suite.get("failures"), suite.get("tests")) == ("1", "5")
    assert ("<del>bruno</del>" in page, "<script" in page, "&lt;script&gt;alert(1)" in page) == (
        True,
        False,
        True,
    )


def test_recordings_survive_being_written_and_read(tmp_path: Path) -> None:
    """With all that ours have beyond HAR."""
    har.write(tmp_path / "x.har", _run())
    read = har.read(tmp_path / "x.har")
    assert (read.script, read.final_state, read.complete) == (_run().script, _run().final_state, True)
    assert compare(_run(), read).status == 0
