"""The mutation table: each planted change is found, and named."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from gdata_compat.replay import reports
from gdata_compat.replay.comparing import compare
from gdata_compat.replay.har import Recording
from tests.replay.runs import (
    COOKIES,
    HOST,
    XML_LATIN,
    entry,
    run_of,
    with_call,
    with_calls,
    with_label,
    with_script,
)

#: What is changed, and what the report says.
MUTATIONS: dict[str, tuple[Callable[[Recording], Recording], str]] = {
    "a header dropped": (
        with_call(0, request_headers=(run_of().calls[0].request.headers[0],)),
        "request headers gdata-version: '2.0' is missing",
    ),
    "a header added": (
        with_call(0, request_headers=(*run_of().calls[0].request.headers, ("X-New", "1"))),
        "request headers x-new: '1' is new",
    ),
    "another parameter signed": (
        with_call(0, request_base_string="GET&url&oauth_nonce%3D9%26oauth_consumer_key%3Dexample.com"),
        "request base string",
    ),
    "another consumer": (
        with_call(0, request_headers=(("Authorization", 'OAuth oauth_consumer_key="other.org"'),)),
        "request authorization oauth_consumer_key: 'example.com' became 'other.org'",
    ),
    "an element renamed": (
        with_call(1, request_body=entry("bruno").replace(b"title", b"titel")),
        "request body /entry/titel: '<titel>bruno' is new",
    ),
    "another namespace": (
        with_call(1, request_body=entry("bruno").replace(b"2005/Atom", b"2006/Atom")),
        "request body /entry: '{http://www.w3.org/2005/Atom}entry' became",
    ),
    "another text": (
        with_call(1, request_body=entry("dora")),
        "request body /entry/title: 'bruno' became 'dora'",
    ),
    "an attribute added": (
        with_call(1, request_body=entry("bruno").replace(b"<title>", b"<title type='text'>")),
        "request body /entry/title/@type: 'text' is new",
    ),
    "a body lost": (with_call(1, request_body=b""), "request body"),
    "a call doubled": (
        with_calls(lambda calls: [*calls[:2], calls[1], *calls[2:]]),
        f"'POST {HOST}/' is new",
    ),
    "a call left out": (with_calls(lambda calls: calls[1:]), f"'GET {HOST}/alice' is missing"),
    "two calls the other way round": (
        with_calls(lambda calls: [calls[1], calls[0], *calls[2:]]),
        "order: 'call 2' became 'call 1'",
    ),
    "another method": (with_call(3, request_method="PUT"), "request method: 'DELETE' became 'PUT'"),
    "another page": (
        with_call(2, request_url=f"{HOST}/?startUsername=n"),
        "request query startUsername: 'm' became 'n'",
    ),
    "another host": (
        with_call(0, request_url=f"{HOST}/alice".replace("apps-apis.google.com", "example.org")),
        "request url: 'https://apps-apis.google.com/a/feeds/example.com/user/2.0/alice' became 'https://exa",
    ),
    "another status": (with_call(0, response_status=404), "answer status: '200' became '404'"),
    "another reason": (with_call(0, response_reason="Fine"), "answer reason: 'OK' became 'Fine'"),
    "an answer ignored": (with_call(0, response=None, error="gone"), "answer: '200' is missing"),
    "a swallowed error": (with_script(exit_status=1), "exit status: '0' became '1'"),
    "another output": (with_script(stdout=b"one\n2\nthree\n"), "output line 2: 'two' became '2'"),
    "less output": (with_script(stdout=b"one\nthree\n"), "output line 2: 'two' is missing"),
    "an error told": (
        with_script(stderr=b'Traceback (most recent call last):\n  File "x", line 1, in y\nValueError: no\n'),
        "error output line 1: 'ValueError: no' is new",
    ),
    "a file written": (with_script(files={"out.csv": b"a,b"}), "file out.csv: 'a,b' is new"),
    "another secret": (
        with_call(2, request_headers=with_label(run_of().calls[2], "SCRUBBED-9")),
        "request authorization oauth_token: 'SCRUBBED-1' became 'SCRUBBED-9 (of the new run)'",
    ),
    "one of two headers of a name dropped": (
        with_call(0, response_headers=(COOKIES[0], ("Content-Type", "application/atom+xml"))),
        "answer headers set-cookie: 'b=SCRUBBED-3' is missing",
    ),
    "text in another encoding": (
        with_script(stdout="é\n".encode("latin-1")),
        "output encoding: 'UTF-8' became 'not UTF-8'",
    ),
    "a body in another encoding": (
        with_call(1, request_body=XML_LATIN),
        "request body encoding: 'UTF-8' became 'ISO-8859-1'",
    ),
    "other ends of lines": (
        with_script(stdout=b"one\r\ntwo\nthree\n"),
        "output line 1: 'one' became 'one\\r'",
    ),
    "all lines ended as on Windows": (
        with_script(stdout=b"one\r\ntwo\r\nthree\r\n"),
        "output line ends: 'LF' became 'CRLF'",
    ),
    "lines of XML ended as on Windows": (
        with_call(3, request_body=entry("x\r\ny"), request_headers=()),
        "request body line ends: '' became 'CRLF'",
    ),
    "a line of a long text": (
        with_call(1, request_body=b"Subject: a\n\nHello\n", request_headers=()),
        "request body",
    ),
    "a parameter reordered into the signature": (
        with_call(0, request_base_string="GET&url&oauth_nonce%3D1%26oauth_consumer_key%3Dexample.com"),
        "request base string",
    ),
    "an attribute changed": (
        with_call(1, request_body=entry("bruno", more="<a b='1'/>")),
        "request body /entry/a",
    ),
    "an attribute's namespace": (
        with_call(1, response_body=entry("", more="<a xmlns:x='u' x:b='1'/>")),
        "answer body /entry/a",
    ),
    "an element doubled": (
        with_call(1, request_body=entry("bruno", more="<title>bruno</title>")),
        "request body /entry/title[2]: '<title>bruno' is new",
    ),
    "a header's value": (
        with_call(
            0,
            request_headers=(
                run_of().calls[0].request.headers[0],
                ("GData-Version", "3.0"),
                ("User-Agent", "x"),
            ),
        ),
        "request headers gdata-version: '2.0' became '3.0'",
    ),
    "a body that is no XML any more": (
        with_call(1, request_body=entry("bruno")[:-3]),
        "request body",
    ),
    "a parameter of the query dropped": (
        with_call(2, request_url=f"{HOST}/"),
        "request query startUsername: 'm' is missing",
    ),
    "a parameter of the query doubled": (
        with_call(2, request_url=f"{HOST}/?startUsername=m&startUsername=m"),
        "request query startUsername: 'm' is new",
    ),
    "http instead of https": (
        with_call(0, request_url=f"{HOST}/alice".replace("https", "http")),
        "request url: 'https:",
    ),
    "another kind of signature": (
        with_call(
            0,
            request_headers=(
                ("Authorization", "AuthSub token=SCRUBBED-1"),
                *run_of().calls[0].request.headers[1:],
            ),
        ),
        "request authorization",
    ),
    "no signature at all": (
        with_call(0, request_headers=run_of().calls[0].request.headers[1:], request_base_string=None),
        "request authorization",
    ),
    "an error instead of an answer": (with_call(0, error="reset"), "error: 'reset' is new"),
    "ended by a signal": (with_script(ended="signal 9"), "end: 'exit' became 'signal 9'"),
    "a line more of output": (
        with_script(stdout=b"zero\none\n2\nthree\n"),
        "output line 2: 'two' became '2'",
    ),
    "a file changed": (
        lambda run: with_script(files={"a": b"x\ny\n"})(run),
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
    "all calls lost": (with_calls(lambda calls: []), "is missing"),
    "a last line without an end": (
        with_script(stdout=b"one\ntwo\nthree"),
        "output line 3: 'three' became 'three (without an end of line)'",
    ),
    "a binary file changed": (
        with_script(files={"k": b"\0\1"}),
        "file k: '2 bytes, SHA-256 b413f47d13ee2fe6' is new",
    ),
    "another state": (
        lambda run: dataclasses.replace(run, final_state={"domain": "example.com", "users": []}),
        "final state users alice: ",
    ),
}


@pytest.mark.parametrize(("change", "told"), MUTATIONS.values(), ids=MUTATIONS)
def test_each_planted_change_is_found_and_named(change: Callable[[Recording], Recording], told: str) -> None:
    """A change that is not found would be a proof of nothing."""
    comparison = compare(run_of("1"), change(run_of("2")))
    lines = "\n".join(reports.as_text(comparison))
    assert (comparison.status, told in lines) == (1, True), lines
