"""How long recordings take: `python benchmarks/replay.py [CALLS]` writes, reads, replays and compares."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from gdata_compat.replay import Call, Recording, Request, Response, read, replaying, write
from gdata_compat.replay.comparing import compare

_FEED = "https://apps-apis.google.com/a/feeds/example.com/user/2.0"
_ATOM = (("Content-Type", "application/atom+xml"),)


def _call(number: int) -> Call:
    entry = b"<entry xmlns='http://www.w3.org/2005/Atom'><title>user%d</title></entry>" % number
    if number % 2:
        return Call(Request("POST", _FEED, _ATOM, entry), Response(201, "Created", _ATOM, entry))
    return Call(Request("GET", f"{_FEED}/user{number}"), Response(200, "OK", _ATOM, entry))


def _timed(what: str, run: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    result = run()
    print(f"{what:8} {time.perf_counter() - started:6.2f} s")
    return result


def _replay(recording: Recording) -> None:
    session = requests.Session()
    session.trust_env = False  # the recording is measured, not how `requests` looks for proxies
    with replaying(recording):
        for call in recording.calls:
            sent = call.request
            session.request(sent.method, sent.url, data=sent.body or None, headers=dict(sent.headers))


def main() -> None:
    """Print the seconds of each step."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    made = Recording(tuple(map(_call, range(calls))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run.har"
        _timed("write", lambda: write(path, made))
        found = _timed("read", lambda: read(path))
    _timed("replay", lambda: _replay(found))
    _timed("compare", lambda: compare(found, found))


if __name__ == "__main__":
    main()
