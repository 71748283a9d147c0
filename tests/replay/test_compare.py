"""Comparing: each planted change is found and named; what is volatile is not."""

from __future__ import annotations

import dataclasses
import json
import pickle
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.errors import GdataCompatError
from gdata_compat.gdata import gauth
from gdata_compat.replay import har, pairing, reports
from gdata_compat.replay.comparing import Verdict, compare
from gdata_compat.replay.differences import Difference
from gdata_compat.replay.har import Call, Recording, Request, Response, Script
from gdata_compat.replay.ignoring import Rule, read_rules
from gdata_compat.replay.pairing import common, pairs
from gdata_compat.replay.volatile import Volatile, read_volatile

_ATOM = "http://www.w3.org/2005/Atom"
_COOKIES = (("Set-Cookie", "a=SCRUBBED-2"), ("Set-Cookie", "b=SCRUBBED-3"))
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
    told = (("Content-Type", "application/atom+xml"), ("Date", nonce), *_COOKIES)
    answer = Response(status, "OK", told, _entry(path))
    return Call(Request(method, f"{_HOST}/{path}", headers, body, base), answer)


def _run(nonce: str = "1") -> Recording:
    calls = (
        _call("GET", "alice", nonce=nonce),
        _call("POST", "", _entry("bruno"), 201, nonce),
        _call("GET", "?startUsername=m", nonce=nonce),
        _call("DELETE", "chiara", nonce=nonce),
    )
    state = {"domain": "example.com", "users": [{"username": "alice", "suspended": False}]}
    return Recording(calls, Script(("s.py",), b"one\ntwo\nthree\n", b"", 0), state, scrubbed=True)


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


def _labelled(call: Call, label: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.replace("SCRUBBED-1", label)) for name, value in call.request.headers)


_XML_LATIN = b"<?xml version='1.0' encoding='iso-8859-1'?>" + _entry("bruno")

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
    "another secret": (
        _with_call(2, request_headers=_labelled(_run().calls[2], "SCRUBBED-9")),
        "request authorization oauth_token: 'SCRUBBED-1' became 'SCRUBBED-9 (of the new run)'",
    ),
    "one of two headers of a name dropped": (
        _with_call(0, response_headers=(_COOKIES[0], ("Content-Type", "application/atom+xml"))),
        "answer headers set-cookie: 'b=SCRUBBED-3' is missing",
    ),
    "text in another encoding": (
        _script(stdout="é\n".encode("latin-1")),
        "output encoding: 'UTF-8' became 'not UTF-8'",
    ),
    "a body in another encoding": (
        _with_call(1, request_body=_XML_LATIN),
        "request body encoding: 'UTF-8' became 'ISO-8859-1'",
    ),
    "other ends of lines": (_script(stdout=b"one\r\ntwo\nthree\n"), "output line 1: 'one' became 'one\\r'"),
    "all lines ended as on Windows": (
        _script(stdout=b"one\r\ntwo\r\nthree\r\n"),
        "output line ends: 'LF' became 'CRLF'",
    ),
    "lines of XML ended as on Windows": (
        _with_call(3, request_body=_entry("x\r\ny"), request_headers=()),
        "request body line ends: '' became 'CRLF'",
    ),
    "a line of a long text": (
        _with_call(1, request_body=b"Subject: a\n\nHello\n", request_headers=()),
        "request body",
    ),
    "a parameter reordered into the signature": (
        _with_call(0, request_base_string="GET&url&oauth_nonce%3D1%26oauth_consumer_key%3Dexample.com"),
        "request base string",
    ),
    "an attribute changed": (
        _with_call(1, request_body=_entry("bruno", more="<a b='1'/>")),
        "request body /entry/a",
    ),
    "an attribute's namespace": (
        _with_call(1, response_body=_entry("", more="<a xmlns:x='u' x:b='1'/>")),
        "answer body /entry/a",
    ),
    "an element doubled": (
        _with_call(1, request_body=_entry("bruno", more="<title>bruno</title>")),
        "request body /entry/title[2]: '<title>bruno' is new",
    ),
    "a header's value": (
        _with_call(
            0,
            request_headers=(
                _run().calls[0].request.headers[0],
                ("GData-Version", "3.0"),
                ("User-Agent", "x"),
            ),
        ),
        "request headers gdata-version: '2.0' became '3.0'",
    ),
    "a body that is no XML any more": (
        _with_call(1, request_body=_entry("bruno")[:-3]),
        "request body",
    ),
    "a parameter of the query dropped": (
        _with_call(2, request_url=f"{_HOST}/"),
        "request query startUsername: 'm' is missing",
    ),
    "a parameter of the query doubled": (
        _with_call(2, request_url=f"{_HOST}/?startUsername=m&startUsername=m"),
        "request query startUsername: 'm' is new",
    ),
    "http instead of https": (
        _with_call(0, request_url=f"{_HOST}/alice".replace("https", "http")),
        "request url: 'https:",
    ),
    "another kind of signature": (
        _with_call(
            0,
            request_headers=(
                ("Authorization", "AuthSub token=SCRUBBED-1"),
                *_run().calls[0].request.headers[1:],
            ),
        ),
        "request authorization",
    ),
    "no signature at all": (
        _with_call(0, request_headers=_run().calls[0].request.headers[1:], request_base_string=None),
        "request authorization",
    ),
    "an error instead of an answer": (_with_call(0, error="reset"), "error: 'reset' is new"),
    "ended by a signal": (_script(ended="signal 9"), "end: 'exit' became 'signal 9'"),
    "a line more of output": (
        _script(stdout=b"zero\none\n2\nthree\n"),
        "output line 2: 'two' became '2'",
    ),
    "a file changed": (
        lambda run: _script(files={"a": b"x\ny\n"})(run),
        "file a: ",
    ),
    "an entry of the state lost": (
        lambda run: dataclasses.replace(run, final_state={"domain": "example.com"}),
        "final state users",
    ),
    "another value in the state": (
        lambda run: dataclasses.replace(
            run, final_state={"domain": "example.com", "users": [{"username": "alice", "suspended": True}]}
        ),
        "final state users alice suspended: 'False' became 'True'",
    ),
    "all calls lost": (_calls(lambda calls: []), "is missing"),
    "a last line without an end": (
        _script(stdout=b"one\ntwo\nthree"),
        "output line 3: 'three' became 'three (without an end of line)'",
    ),
    "a binary file changed": (
        _script(files={"k": b"\0\1"}),
        "file k: '2 bytes, SHA-256 b413f47d13ee2fe6' is new",
    ),
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


def _with_names(names: dict[str, str]) -> Callable[[Recording], Recording]:
    """Give all texts of a recording other names."""

    def change(run: Recording) -> Recording:
        def renamed(text: str) -> str:
            return re.sub("|".join(names), lambda found: names[found[0]], text) if names else text

        def call(each: Call) -> Call:
            headers = tuple((name, renamed(value)) for name, value in each.request.headers)
            base = renamed(each.request.base_string or "")
            url, body = renamed(each.request.url), renamed(each.request.body.decode()).encode()
            answer = each.response
            if answer is not None:
                answer = dataclasses.replace(answer, body=renamed(answer.body.decode()).encode())
            request = Request(each.request.method, url, headers, body, base)
            return dataclasses.replace(each, request=request, response=answer)

        state = json.loads(renamed(json.dumps(run.final_state)))
        return dataclasses.replace(run, calls=tuple(map(call, run.calls)), final_state=state)

    return change


def test_names_that_a_run_draws_are_compared_by_what_they_stand_for() -> None:
    """Labels of secrets have numbers, and a server makes up ids; another use of them counts."""
    one, other = "0123456789abcdef", "fedcba9876543210"
    calls = [_call("PUT", each, _entry("x", more=f"<id>{each}</id>")) for each in (one, other, one)]
    shown = _entry("all", more=f"<id>{one}</id><link>{other}</link>")
    calls.insert(0, Call(Request("GET", _HOST), Response(200, "OK", (), shown)))
    old = dataclasses.replace(
        _run(), calls=tuple(calls), final_state={"contacts": [{"id": one}, {"id": other}]}
    )
    drawn = {one: "aaaaaaaaaaaaaaaa", other: "bbbbbbbbbbbbbbbb", "SCRUBBED-1": "SCRUBBED-7"}
    new = _with_names(drawn)(old)
    assert compare(old, new).status == 0
    wrong = _with_call(3, request_body=_entry("x", more=f"<id>{drawn[other]}</id>"))(new)
    told = "\n".join(reports.as_text(compare(old, wrong)))
    assert f"request body /entry/id: '{one}' became '{other}'" in told


def test_the_table_of_what_is_drawn_can_be_extended(tmp_path: Path) -> None:
    """By rows of a file: place, name, reason; the name of the place "drawn" is a regular expression."""
    file = tmp_path / "more"
    file.write_text("# ours\ndrawn, REQ-[0-9]{3,4}, numbers of requests\nelement, id, drawn by the server\n")
    rows = read_volatile(file)
    assert rows[0] == Volatile("drawn", "REQ-[0-9]{3,4}", "numbers of requests")
    one, other = (_script(stdout=f"asked: REQ-{n}\n".encode())(_run()) for n in (100, 2000))
    assert [compare(one, other, volatile=more).status for more in ((), rows)] == [1, 0]


@pytest.mark.parametrize(
    ("line", "told"),
    [("element, id", "a row is place, name, reason"), ("drawn, [, broken", r"'\[' is no regular expression")],
)
def test_a_row_that_is_none_is_told_with_its_line(line: str, told: str, tmp_path: Path) -> None:
    """The error names the file and the line."""
    file = tmp_path / "more"
    file.write_text(f"\n{line}\n")
    with pytest.raises(GdataCompatError, match=rf"more, line 2: {told}"):
        read_volatile(file)


def test_a_report_shows_no_secret_of_a_recording_that_has_some() -> None:
    """Whatever wrote the recording: secrets are taken out before anything is compared."""
    secret = "1/planted-token-secret"
    headers = (("Authorization", f'OAuth oauth_token="{secret}"'), ("GData-Version", "2.0"))
    raw = dataclasses.replace(_with_call(0, request_headers=headers)(_run()), scrubbed=False)
    leaking = _script(stdout=f"my token is {secret}\n".encode())(raw)
    found = [compare(raw, leaking)]
    written = "".join(
        [*reports.as_text(found[0], details=True), reports.as_html(found), reports.as_json(found)]
    )
    assert (found[0].status, secret in written, "SCRUBBED" in written) == (1, False, True)


def test_pickles_are_compared_by_what_they_hold() -> None:
    """Both Pythons write the same in other bytes; what they do not both know is bytes."""
    held = {"token": gauth.OAuthHmacToken("k", "s", "t", "ts", gauth.ACCESS_TOKEN), "names": ["a", "b"]}
    old, new = (_script(files={"kept": pickle.dumps(held, protocol)})(_run()) for protocol in (0, 2))
    assert compare(old, new).status == 0
    other = _script(files={"kept": pickle.dumps({**held, "names": ["a", "c"]}, 2)})(_run())
    assert "file kept, unpickled line 3: \"['names'][1] = 'b'\" became" in "\n".join(
        reports.as_text(compare(old, other))
    )
    unknown = _script(files={"kept": b"\x80\x02cos\nsystem\n."})(_run())
    assert compare(old, unknown).rest[0].difference.new == "14 bytes, SHA-256 7072e107c42927b1"


def test_a_field_of_the_state_that_is_volatile_does_not_count() -> None:
    """An audit has the time when it was asked for."""
    old, new = (
        dataclasses.replace(_run(), final_state={"audits": [{"number": 1, "requested": when, "for": "x"}]})
        for when in (1.5, 2.5)
    )
    assert compare(old, new).status == 0
    assert compare(old, new, volatile=[Volatile("state", "for", "why not")]).status == 0
    other = dataclasses.replace(new, final_state={"audits": [{"number": 1, "requested": 1.5, "for": "y"}]})
    assert compare(old, other).status == 1


def test_what_a_script_sends_first_is_compared_as_it_is() -> None:
    """A hash looks like an id; no answer had it before."""
    old, new = (_with_call(1, request_body=f"hash={each * 16}".encode())(_run()) for each in "ab")
    assert (compare(old, old).status, compare(old, new).status) == (0, 1)


def test_what_both_were_given_has_to_be_the_same() -> None:
    """Where secrets were digested under one key, one call is enough to tell."""
    one = dataclasses.replace(_run(), calls=_run().calls[:1], digests={"SCRUBBED-1": "aa"})
    other = dataclasses.replace(one, digests={"SCRUBBED-1": "bb"})
    assert (compare(one, one).status, compare(one, other).status) == (0, 1)


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
    assert "ignored 1x: GET *: answer status, *: the new server has no alice" in "\n".join(
        reports.as_text(comparison)
    )
    assert compare(_run(), _with_call(3, response_status=404)(_run()), rules=rules).status == 1


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("/entry/*", "/entry/title", True),
        ("/entry/link[2]/@*", "/entry/link[2]/@rel", True),
        ("/entry/link[2]", "/entry/link2", False),
        ("a?c", "abc", False),
        ("*.xml", "a\nb.xml", True),
    ],
)
def test_only_an_asterisk_stands_for_others(pattern: str, text: str, fits: bool) -> None:
    """A place such as `link[2]` is written as the report has it."""
    assert Rule("p", pattern, "why").covers("", Difference("p", text, "a", "b")) is fits


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
    shown = ("<mark>bruno</mark></del>", "<mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark></ins>")
    assert ([text in page for text in shown], page.count("<script")) == ([True, True], 1)


def test_recordings_survive_being_written_and_read(tmp_path: Path) -> None:
    """With all that ours have beyond HAR."""
    har.write(tmp_path / "x.har", _run())
    read = har.read(tmp_path / "x.har")
    assert (read.script, read.final_state, read.complete) == (_run().script, _run().final_state, True)
    assert compare(_run(), read).status == 0
