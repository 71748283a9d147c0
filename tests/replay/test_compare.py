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

import pytest

from gdata_compat.errors import GdataCompatError
from gdata_compat.gdata import gauth
from gdata_compat.replay import har, pairing, reports
from gdata_compat.replay.comparing import Verdict, compare
from gdata_compat.replay.differences import Difference
from gdata_compat.replay.har import Call, Recording, Request, Response
from gdata_compat.replay.ignoring import Rule, read_rules
from gdata_compat.replay.pairing import common, pairs
from gdata_compat.replay.volatile import Volatile, read_volatile
from tests.replay.runs import HOST, call_of, entry, run_of, with_call, with_script


def test_what_is_volatile_does_not_count() -> None:
    """Nonces, dates and user agents differ from run to run."""
    later = with_call(1, request_body=entry("bruno", "2026-11-24T00:00:00Z"))(run_of("2"))
    assert compare(run_of("1"), later).status == 0


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
    calls = [call_of("PUT", each, entry("x", more=f"<id>{each}</id>")) for each in (one, other, one)]
    shown = entry("all", more=f"<id>{one}</id><link>{other}</link>")
    calls.insert(0, Call(Request("GET", HOST), Response(200, "OK", (), shown)))
    old = dataclasses.replace(
        run_of(), calls=tuple(calls), final_state={"contacts": [{"id": one}, {"id": other}]}
    )
    drawn = {one: "aaaaaaaaaaaaaaaa", other: "bbbbbbbbbbbbbbbb", "SCRUBBED-1": "SCRUBBED-7"}
    new = _with_names(drawn)(old)
    assert compare(old, new).status == 0
    wrong = with_call(3, request_body=entry("x", more=f"<id>{drawn[other]}</id>"))(new)
    told = "\n".join(reports.as_text(compare(old, wrong)))
    assert f"request body /entry/id: '{one}' became '{other}'" in told


def test_the_table_of_what_is_drawn_can_be_extended(tmp_path: Path) -> None:
    """By rows of a file: place, name, reason; the name of the place "drawn" is a regular expression."""
    file = tmp_path / "more"
    file.write_text("# ours\ndrawn, REQ-[0-9]{3,4}, numbers of requests\nelement, id, drawn by the server\n")
    rows = read_volatile(file)
    assert rows[0] == Volatile("drawn", "REQ-[0-9]{3,4}", "numbers of requests")
    one, other = (with_script(stdout=f"asked: REQ-{n}\n".encode())(run_of()) for n in (100, 2000))
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
    raw = dataclasses.replace(with_call(0, request_headers=headers)(run_of()), scrubbed=False)
    leaking = with_script(stdout=f"my token is {secret}\n".encode())(raw)
    found = [compare(raw, leaking)]
    written = "".join(
        [*reports.as_text(found[0], details=True), reports.as_html(found), reports.as_json(found)]
    )
    assert (found[0].status, secret in written, "SCRUBBED" in written) == (1, False, True)


def test_pickles_are_compared_by_what_they_hold() -> None:
    """Both Pythons write the same in other bytes; what they do not both know is bytes."""
    held = {"token": gauth.OAuthHmacToken("k", "s", "t", "ts", gauth.ACCESS_TOKEN), "names": ["a", "b"]}
    old, new = (with_script(files={"kept": pickle.dumps(held, protocol)})(run_of()) for protocol in (0, 2))
    assert compare(old, new).status == 0
    other = with_script(files={"kept": pickle.dumps({**held, "names": ["a", "c"]}, 2)})(run_of())
    assert "file kept, unpickled line 3: \"['names'][1] = 'b'\" became" in "\n".join(
        reports.as_text(compare(old, other))
    )
    unknown = with_script(files={"kept": b"\x80\x02cos\nsystem\n."})(run_of())
    assert compare(old, unknown).rest[0].difference.new == "14 bytes, SHA-256 7072e107c42927b1"


def test_a_field_of_the_state_that_is_volatile_does_not_count() -> None:
    """An audit has the time when it was asked for."""
    old, new = (
        dataclasses.replace(run_of(), final_state={"audits": [{"number": 1, "requested": when, "for": "x"}]})
        for when in (1.5, 2.5)
    )
    assert compare(old, new).status == 0
    assert compare(old, new, volatile=[Volatile("state", "for", "why not")]).status == 0
    other = dataclasses.replace(new, final_state={"audits": [{"number": 1, "requested": 1.5, "for": "y"}]})
    assert compare(old, other).status == 1


def test_what_a_script_sends_first_is_compared_as_it_is() -> None:
    """A hash looks like an id; no answer had it before."""
    old, new = (with_call(1, request_body=f"hash={each * 16}".encode())(run_of()) for each in "ab")
    assert (compare(old, old).status, compare(old, new).status) == (0, 1)


def test_what_both_were_given_has_to_be_the_same() -> None:
    """Where secrets were digested under one key, one call is enough to tell."""
    one = dataclasses.replace(run_of(), calls=run_of().calls[:1], digests={"SCRUBBED-1": "aa"})
    other = dataclasses.replace(one, digests={"SCRUBBED-1": "bb"})
    assert (compare(one, one).status, compare(one, other).status) == (0, 1)


def test_parameters_of_one_name_have_an_order() -> None:
    """Those of different names have none."""
    urls = [f"{HOST}/?{query}" for query in ("a=1&a=2&b=3", "b=3&a=1&a=2", "a=2&a=1&b=3")]
    runs = [with_call(2, request_url=url)(run_of()) for url in urls]
    assert [compare(runs[0], run).status for run in runs] == [0, 0, 1]


def test_one_more_call_does_not_shift_the_rest() -> None:
    """Of a hundred like calls with an additional one in the middle, one is extra."""
    old = [call_of("POST", "", entry(f"u{i}")) for i in range(100)]
    new = [*old[:50], call_of("POST", "", entry("another")), *old[50:]]
    found = compare(Recording(tuple(old)), Recording(tuple(new)))
    assert found.counts == {Verdict.EQUAL: 100, Verdict.EXTRA: 1}


def test_threads_send_in_any_order() -> None:
    """With `unordered` the order of equal calls does not count."""
    old = run_of()
    new = dataclasses.replace(old, calls=tuple(reversed(old.calls)))
    assert (compare(old, new).status, compare(old, new, unordered=True).status) == (1, 0)


def test_a_traceback_counts_by_what_it_tells() -> None:
    """Python 2 names a class without its module, and the lines are others."""
    old = b'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\nServiceError: no\n'
    new = b'Traceback (most recent call last):\n  File "b.py", line 9, in f\n   ^\ngd.ServiceError: no\n'
    assert compare(with_script(stderr=old)(run_of()), with_script(stderr=new)(run_of())).status == 0


def test_what_was_cut_off_is_never_equal() -> None:
    """The rest of it is not known."""
    cut = dataclasses.replace(run_of(), complete=False)
    assert [compare(cut, run_of()).status, compare(run_of(), cut).status] == [2, 2]


def test_a_missing_answer_is_trouble() -> None:
    """A recording without an answer and without an error proves nothing."""
    silent = with_call(0, response=None)
    assert compare(silent(run_of()), silent(run_of())).troubles == (
        f"the old recording has no answer to GET {HOST}/alice",
        f"the new recording has no answer to GET {HOST}/alice",
    )


def test_a_rule_covers_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    """Its reason is in the report; a rule that covers nothing is told."""
    file = tmp_path / "rules"
    file.write_text(
        "# meant\nGET *: answer status, , the new server has no alice\noutput, *, the script greets no more\n"
    )
    rules = read_rules(file)
    missing = with_call(0, response_status=404)(run_of())
    comparison = compare(run_of(), missing, rules=rules)
    assert rules[0] == Rule("answer status", "*", "the new server has no alice", "GET *")
    assert (comparison.status, comparison.unused) == (0, (rules[1],))
    assert "ignored 1x: GET *: answer status, *: the new server has no alice" in "\n".join(
        reports.as_text(comparison)
    )
    assert compare(run_of(), with_call(3, response_status=404)(run_of()), rules=rules).status == 1


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
    hostile = with_call(1, request_body=entry("&lt;script>alert(1)&lt;/script>"))(run_of())
    comparison = compare(run_of(), hostile, name="nightly")
    document = json.loads(reports.as_json([comparison]))
    suite = ElementTree.fromstring(reports.as_junit([comparison]))[0]
    page = reports.as_html([comparison])
    assert document["comparisons"][0]["calls"][1]["differences"][0]["old"] == "bruno"
    assert (suite.get("failures"), suite.get("tests")) == ("1", "5")
    shown = ("<mark>bruno</mark></del>", "<mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark></ins>")
    assert ([text in page for text in shown], page.count("<script")) == ([True, True], 1)


def test_recordings_survive_being_written_and_read(tmp_path: Path) -> None:
    """With all that ours have beyond HAR."""
    har.write(tmp_path / "x.har", run_of())
    read = har.read(tmp_path / "x.har")
    assert (read.script, read.final_state, read.complete) == (run_of().script, run_of().final_state, True)
    assert compare(run_of(), read).status == 0
