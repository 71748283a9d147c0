"""Whatever comes over the wire is recorded, and replayed as what it was; both Pythons."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.replay import gdata_har, har
from gdata_compat.replay.failures import failure_of
from tests.fix_loopback import Loopback, Reply
from tests.fix_original import Original

_SCRIPT = Path(__file__).parents[1] / "data" / "replay" / "wire.py"
_HUGE = bytes(range(256)) * 40_000

_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

_Run = Callable[..., tuple[list[str], har.Recording]]


@pytest.fixture(params=["ours", "original"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> _Run:
    """Record the script with either library, replay it with ours, give what it printed, and the recording."""

    def go(
        calls: list[tuple[str, str, str, int]], *arguments: str, alike: bool = True, **variables: str
    ) -> Any:
        (tmp_path / "script.py").write_bytes(_SCRIPT.read_bytes())
        (tmp_path / "calls.json").write_text(json.dumps(calls))
        environment = {**os.environ, **variables, "PYTHONPATH": str(Path(gdata_har.__file__).parents[2])}
        ours = [sys.executable, "-m", "gdata_compat"]
        command, with_which = [*ours, "record"], environment
        if request.param == "original":
            original: Original = request.getfixturevalue("original")
            command = [str(original.python), "-B", gdata_har.__file__]
            with_which = original._environment(variables)
        printed = []
        for each, environ in (
            ([*command, "-o", "run.har", "script.py", *arguments], with_which),
            ([*ours, "replay", "run.har", "script.py", *arguments], environment),
        ):
            done = subprocess.run(
                each, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False, timeout=120
            )
            assert done.returncode == 0, (done.stdout, done.stderr)
            printed.append(done.stdout.splitlines())
        assert printed[1] == printed[0] or not alike
        return printed[0], har.read(tmp_path / "run.har")

    return go


def _parts(call: har.Call) -> tuple[Any, ...]:
    answer = call.response
    return (
        call.request.method,
        None if answer is None else answer.status,
        None if answer is None else len(answer.body),
        call.error is not None,
    )


#: What the server sends, how the script sees it, what the recording has: method, status, length, an error.
_ANSWERS: dict[str, tuple[Reply, str, str, tuple[Any, ...]]] = {
    "no answer": (Reply(b"", close=True), "GET", "failed", ("GET", None, None, True)),
    "plain": (Reply.of(b"hello"), "GET", "200 OK 5", ("GET", 200, 5, False)),
    "empty": (Reply.of(b""), "GET", "200 OK 0", ("GET", 200, 0, False)),
    "no content": (
        Reply(b"HTTP/1.1 204 No Content\r\n\r\n"),
        "DELETE",
        "204 No Content 0",
        ("DELETE", 204, 0, False),
    ),
    "not modified": (
        Reply(b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"),
        "GET",
        "304 Not Modified 0",
        ("GET", 304, 0, False),
    ),
    "head": (
        Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
        "HEAD",
        "200 OK 0",
        ("HEAD", 200, 0, False),
    ),
    "redirect": (
        Reply.of(b"moved", "302 Found", Location="/there"),
        "GET",
        "302 Found 5",
        ("GET", 302, 5, False),
    ),
    "chunked": (
        Reply(_CHUNKED + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: x\r\n\r\n"),
        "GET",
        "200 OK 5",
        ("GET", 200, 5, False),
    ),
    "until the end": (
        Reply(b"HTTP/1.0 200 OK\r\n\r\nall of it", close=True),
        "GET",
        "200 OK 9",
        ("GET", 200, 9, False),
    ),
    "another reason": (Reply.of(b"x", "200 Fine, well"), "GET", "200 Fine", ("GET", 200, 1, False)),
    "any bytes": (Reply.of(bytes(range(256))), "GET", "200 OK 256", ("GET", 200, 256, False)),
    "huge": (Reply.of(_HUGE), "POST", f"200 OK {len(_HUGE)}", ("POST", 200, len(_HUGE), False)),
    "cut short": (
        Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", close=True),
        "GET",
        "failed",
        ("GET", 200, 4, True),
    ),
    "a chunk cut short": (
        Reply(_CHUNKED + b"9\r\nhalf", close=True),
        "GET",
        "failed",
        ("GET", 200, 4, True),
    ),
}


def test_each_kind_of_answer_is_recorded_and_replayed(run: _Run, loopback: Loopback) -> None:
    """What the script sees is the same in the replay, errors too; nothing of a body is lost."""
    loopback.replies = [reply for reply, *_ in _ANSWERS.values()]
    sizes = {"huge": 3_000_000}
    calls = [
        (label, method, f"{loopback.url}/{number}", sizes.get(label, 0))
        for number, (label, (_, method, *_)) in enumerate(_ANSWERS.items())
    ]
    printed, recording = run(calls)
    for line, label, call in zip(printed, _ANSWERS, recording.calls, strict=True):
        assert line.startswith(f"{label} {_ANSWERS[label][2]}"), line
        # Python 3 keeps nothing of a chunk that is cut short.
        expected = _ANSWERS[label][3]
        assert _parts(call) == expected or (label, _parts(call)[2]) == ("a chunk cut short", 0), label
    sent = {label: call.request.body for label, call in zip(_ANSWERS, recording.calls, strict=True)}
    huge = recording.calls[list(_ANSWERS).index("huge")].response
    assert (len(sent["huge"]), huge and huge.body == _HUGE) == (3_000_000, True)


def test_compressed_answers_are_recorded_as_text(run: _Run, loopback: Loopback) -> None:
    """As HAR has them: the original does not decode, so that a script sees another length in the replay."""
    packed = gzip.compress(b"<entry>text</entry>" * 20)
    loopback.replies = [Reply.of(packed, Content_Encoding="gzip")]
    _, recording = run([("gzip", "GET", f"{loopback.url}/x", 0)], alike=False)
    answer = recording.calls[0].response
    assert answer is not None
    assert (answer.header("content-encoding"), answer.body) == ("gzip", b"<entry>text</entry>" * 20)


def test_threads_are_recorded_and_replayed(run: _Run, loopback: Loopback) -> None:
    """Each call once."""
    calls = [("| many", "GET", f"{loopback.url}/x", 0), ("| posted", "POST", f"{loopback.url}/y", 10)]
    printed, recording = run(calls)
    assert [line.count("200 OK 5") for line in printed] == [8, 8]
    assert [call.request.method for call in recording.calls] == ["GET"] * 8 + ["POST"] * 8


def test_a_refused_connection_is_recorded(run: _Run, loopback: Loopback) -> None:
    """And what went before and after it."""
    calls = [
        (name, "GET", url, 0)
        for name, url in (("a", loopback.url), ("b", "http://127.0.0.1:9/x"), ("c", loopback.url))
    ]
    printed, recording = run(calls)
    assert [line[:8] for line in printed] == ["a 200 OK", "b failed", "c 200 OK"]
    assert [call.error is not None for call in recording.calls] == [False, True, False]
    assert "refused" in (recording.calls[1].error or "")


def test_calls_over_tls_are_recorded(run: _Run, tls_loopback: Loopback, ca_file: Path) -> None:
    """With the address that was meant; a certificate that is not trusted is recorded as an error."""
    url = f"https://localhost:{tls_loopback.port}/x"
    calls = [("tls", "GET", url, 0)]
    printed, recording = run(calls, SSL_CERT_FILE=str(ca_file))
    assert (printed[0][:12], recording.calls[0].request.url) == ("tls 200 OK 5", url)
    printed, recording = run(calls, SSL_CERT_FILE="")
    assert (printed, len(recording.calls)) == (["tls failed"], 1)
    assert "certificate" in (recording.calls[0].error or "").lower()


def test_calls_through_a_tunnel_are_recorded(
    run: _Run, tls_loopback: Loopback, tunnel: Loopback, ca_file: Path
) -> None:
    """The proxy is no part of them."""
    calls = [("tunnelled", "GET", f"{tls_loopback.url}/x", 0)]
    printed, recording = run(
        calls, "proxied", https_proxy=tunnel.url, SSL_CERT_FILE=str(ca_file), no_proxy=""
    )
    assert tunnel.received[0].line.startswith("CONNECT 127.0.0.1:")
    assert [(call.request.method, call.request.url) for call in recording.calls] == [
        ("GET", f"{tls_loopback.url}/x")
    ]
    assert printed[0].startswith("tunnelled 200 OK 5")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ConnectionRefusedError: [Errno 111] Connection refused", ConnectionRefusedError),
        ("error: [Errno 104] Connection reset by peer", ConnectionResetError),
        ("timeout: timed out", TimeoutError),
        ("SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", OSError),
        ("something else", ConnectionError),
    ],
)
def test_recorded_errors_become_what_they_were(text: str, kind: type[Exception]) -> None:
    """Those of both Pythons; the message says that it was recorded."""
    assert isinstance(failure_of(text), kind)
    assert "recorded: " in str(failure_of(text))
