"""A small run to change: four calls, an output, what the domain holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from gdata_compat.replay.har import Call, Recording, Request, Response, Script

__all__ = [
    "COOKIES",
    "HOST",
    "XML_LATIN",
    "call_of",
    "entry",
    "run_of",
    "with_call",
    "with_calls",
    "with_label",
    "with_script",
]

ATOM = "http://www.w3.org/2005/Atom"
COOKIES = (("Set-Cookie", "a=SCRUBBED-2"), ("Set-Cookie", "b=SCRUBBED-3"))
HOST = "https://apps-apis.google.com/a/feeds/example.com/user/2.0"


def entry(name: str, updated: str = "2011-01-01T00:00:00Z", more: str = "") -> bytes:
    """An entry with a title."""
    return (f"<entry xmlns='{ATOM}'><updated>{updated}</updated><title>{name}</title>{more}</entry>").encode()


def call_of(method: str, path: str, body: bytes = b"", status: int = 200, nonce: str = "1") -> Call:
    """A signed call, and its answer."""
    authorization = (
        f'OAuth realm="", oauth_nonce="{nonce}", oauth_consumer_key="example.com", oauth_token="SCRUBBED-1"'
    )
    base = f"{method}&url&oauth_consumer_key%3Dexample.com%26oauth_nonce%3D{nonce}%26oauth_token%3DSCRUBBED-1"
    headers = (("Authorization", authorization), ("GData-Version", "2.0"), ("User-Agent", f"lib {nonce}"))
    told = (("Content-Type", "application/atom+xml"), ("Date", nonce), *COOKIES)
    answer = Response(status, "OK", told, entry(path))
    return Call(Request(method, f"{HOST}/{path}", headers, body, base), answer)


def run_of(nonce: str = "1") -> Recording:
    """Four calls of a script, whose nonces and dates are those of one run."""
    calls = (
        call_of("GET", "alice", nonce=nonce),
        call_of("POST", "", entry("bruno"), 201, nonce),
        call_of("GET", "?startUsername=m", nonce=nonce),
        call_of("DELETE", "chiara", nonce=nonce),
    )
    state = {"domain": "example.com", "users": [{"username": "alice", "suspended": False}]}
    return Recording(calls, Script(("s.py",), b"one\ntwo\nthree\n", b"", 0), state, scrubbed=True)


def with_call(number: int, **changes: Any) -> Callable[[Recording], Recording]:
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


def with_calls(change: Callable[[list[Call]], list[Call]]) -> Callable[[Recording], Recording]:
    return lambda recording: dataclasses.replace(recording, calls=tuple(change(list(recording.calls))))


def with_script(**changes: Any) -> Callable[[Recording], Recording]:
    return lambda run: dataclasses.replace(run, script=dataclasses.replace(run.script or Script(), **changes))


def with_label(call: Call, label: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.replace("SCRUBBED-1", label)) for name, value in call.request.headers)


XML_LATIN = b"<?xml version='1.0' encoding='iso-8859-1'?>" + entry("bruno")
