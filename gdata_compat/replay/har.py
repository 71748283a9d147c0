"""Recordings: HAR 1.2 files as objects.

Any HAR can be read, those of browsers and of mitmproxy too. Ours have further fields, whose names begin with
an underscore, as the format asks:

    log._complete                  true where the recording came to its end; without it, it was cut off
    log._scrubbed                  whether secrets were replaced by labels
    log._script                    argv, stdout, stderr, exitStatus, ended ("exit", "timeout", "signal 9",
                                   "interrupted"), and files by their names; each text with its encoding
    log._finalState                what the domain held at the end, as `gdata-compat domain export` writes it
    request._signatureBaseString   the text that OAuth 1.0 signs for the request as it was sent
    postData._encoding             "base64" for a body that is not UTF-8
    response._error                why no answer, or only a part of it, came
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ..errors import GdataCompatError
from . import gdata_har

__all__ = [
    "Call",
    "NotARecording",
    "Recording",
    "Request",
    "Response",
    "Script",
    "fields_of",
    "read",
    "read_document",
    "without_secrets",
    "write",
]

#: Headers, each a name and a value, in the order in which they were sent.
Headers = tuple[tuple[str, str], ...]


class NotARecording(GdataCompatError, ValueError):
    """A file is no HAR, or lacks what a HAR has."""


@dataclass(frozen=True)
class Request:
    """A request as it was sent; `url` is the address that the script meant."""

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""
    base_string: str | None = None

    def header(self, name: str) -> str:
        """Give the value of a header, in any case; '' where there is none."""
        return gdata_har.value_of(self.headers, name)


@dataclass(frozen=True)
class Response:
    """An answer."""

    status: int
    reason: str = ""
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """Give the value of a header, in any case; '' where there is none."""
        return gdata_har.value_of(self.headers, name)


@dataclass(frozen=True)
class Call:
    """A request and its answer, or the `error` that came instead of one, or after a part of it."""

    request: Request
    response: Response | None = None
    started: str = ""
    milliseconds: float = 0.0
    error: str | None = None


@dataclass(frozen=True)
class Script:
    """What a script did apart from its calls; `ended` is "exit" unless it was ended."""

    argv: tuple[str, ...] = ()
    stdout: bytes = b""
    stderr: bytes = b""
    exit_status: int | None = 0
    ended: str = "exit"
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Recording:
    """All that was recorded of a run; it is not `complete` where it was cut off.

    `digests` has one of each secret by its label, under a key that both recordings of a comparison have in
    common. It is never written.
    """

    calls: tuple[Call, ...] = ()
    script: Script | None = None
    final_state: Mapping[str, Any] | None = None
    complete: bool = True
    scrubbed: bool = False
    creator: str = ""
    digests: Mapping[str, str] = field(default_factory=dict, repr=False)


def read(path: str | PathLike[str]) -> Recording:
    """Read a HAR; one that was cut off as far as it goes.

    Raises OSError where there is no such file, NotARecording where it is something else.
    """
    path = Path(path)
    document, _, whole = read_document(path)
    log = document["log"]
    try:
        calls = tuple(_call(_as_sent(entry, log)) for entry in log["entries"])
        script = _script(log["_script"]) if log.get("_script") else None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotARecording(f"{path} is no HAR: {_in_words(error)}") from error
    creator = str((log.get("creator") or {}).get("name", ""))
    ours = creator == gdata_har.HAR_CREATOR
    return Recording(
        calls,
        script,
        log.get("_finalState"),
        complete=whole and (not ours or bool(log.get("_complete"))),
        scrubbed=bool(log.get("_scrubbed")),
        creator=creator,
    )


def write(
    path: str | PathLike[str],
    recording: Recording,
    *,
    scrub: bool = True,
    scrubber: gdata_har.Scrubber | None = None,
) -> None:
    """Write a recording, by default without its secrets, which a `scrubber` may know already."""
    writer = gdata_har.Writer(str(path), scrubber if scrub else gdata_har.Unscrubbed())
    for call in recording.calls:
        writer.add(fields_of(call))
    extra: dict[str, Any] = {}
    if recording.final_state is not None:
        extra["_finalState"] = recording.final_state
    if not recording.complete:
        extra["_complete"] = False
    writer.finish(None if recording.script is None else _script_fields(recording.script), extra)


def without_secrets(recording: Recording, digest_key: bytes) -> Recording:
    """Give a recording as it would be written: with labels for its secrets, and their digests."""
    scrubber = gdata_har.Scrubber()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scrubbed.har"
        write(path, recording, scrubber=scrubber)
        made = read(path)
    pairs = zip(made.calls, recording.calls, strict=True)
    return replace(
        made,
        calls=tuple(_as_recorded(call, before) for call, before in pairs),
        complete=recording.complete,
        creator=recording.creator,
        digests=scrubber.digests(digest_key),
    )


def _as_recorded(scrubbed: Call, before: Call) -> Call:
    """Give a call without a base string where there was none: writing one makes it of what was seen."""
    if before.request.base_string is not None:
        return scrubbed
    return replace(scrubbed, request=replace(scrubbed.request, base_string=None))


def fields_of(call: Call) -> dict[str, Any]:
    """Give a call as `gdata_har.entry` takes it."""
    request, response = call.request, call.response
    fields: dict[str, Any] = {
        "method": request.method,
        "url": request.url,
        "headers": list(request.headers),
        "body": request.body.decode("latin-1"),
        "started": call.started,
        "milliseconds": call.milliseconds,
    }
    if response is not None:
        fields |= {
            "status": response.status,
            "reason": response.reason,
            "response_headers": list(response.headers),
            "response_body": response.body.decode("latin-1"),
        }
    return fields | ({"error": call.error} if call.error else {})


def _script_fields(script: Script) -> dict[str, Any]:
    return gdata_har.script_fields(
        script.argv, script.stdout, script.stderr, script.exit_status, script.ended, script.files
    )


def _in_words(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it lacks {error.args[0]!r}"
    return str(error)


def read_document(path: Path) -> tuple[dict[str, Any], str, bool]:
    """Give the JSON document of a HAR, its text, and whether it is whole; else what there is of it.

    Raises OSError, and NotARecording for what is no HAR.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotARecording(f"{path} is no HAR: it is not UTF-8 text") from error
    try:
        document, whole = json.loads(text), True
    except (ValueError, RecursionError) as error:
        document, whole = _salvaged(text), False
        if document is None:
            raise NotARecording(f"{path} is no HAR: it is not JSON ({error})") from error
    log = document.get("log") if isinstance(document, dict) else None
    if not isinstance(log, dict) or not isinstance(log.get("entries"), list):
        raise NotARecording(f"{path} is no HAR: a HAR is a JSON object with log.entries")
    return document, text, whole


def _salvaged(text: str) -> dict[str, Any] | None:
    """Give the entries of a HAR that was cut off, up to the last whole one."""
    start = text.find('"entries"')
    opening = text.find("[", start)
    if not text.lstrip().startswith("{") or '"log"' not in text[: start + 1] or opening < 0:
        return None
    found = re.search(r'"creator"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"]*)"', text[:opening])
    creator = {"name": found[1]} if found else {}
    scrubbed = '"_scrubbed": true' in text[:opening]
    entries = list(_whole_entries(text, opening + 1))
    return {"log": {"entries": entries, "creator": creator, "_scrubbed": scrubbed}}


def _whole_entries(text: str, at: int) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield found


def _as_sent(entry: Mapping[str, Any], log: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give an entry with its bodies as they were sent.

    mitmproxy takes a body for Latin-1 where no charset is named, as with Atom: what was UTF-8 is so again.
    """
    if (log.get("creator") or {}).get("name") != "mitmproxy":
        return entry
    request, response = dict(entry["request"]), dict(entry.get("response") or {})
    for owner, name in ((request, "postData"), (response, "content")):
        body = owner.get(name)
        if body and body.get("text") and "encoding" not in body:
            owner[name] = {**body, "text": _from_latin(body["text"])}
    return {**entry, "request": request, "response": response}


def _from_latin(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _call(entry: Mapping[str, Any]) -> Call:
    request, answer = entry["request"], entry.get("response") or {}
    error = answer.get("_error") or entry.get("_error")
    made = Request(
        request["method"],
        request["url"],
        _headers(request.get("headers")),
        _sent(request.get("postData")),
        request.get("_signatureBaseString"),
    )
    response = None
    if answer.get("status"):
        content = answer.get("content") or {}
        body = _bytes(content.get("text"), content.get("encoding"))
        reason = answer.get("statusText") or ""
        response = Response(int(answer["status"]), reason, _headers(answer.get("headers")), body)
    started = str(entry.get("startedDateTime") or "")
    return Call(made, response, started, float(entry.get("time") or 0), str(error) if error else None)


def _headers(pairs: Sequence[Mapping[str, str]] | None) -> Headers:
    """Give the headers; the pseudo headers of HTTP/2 are in method and URL already."""
    named = ((pair["name"], pair["value"]) for pair in pairs or ())
    return tuple((name, value) for name, value in named if not name.startswith(":"))


def _sent(data: Mapping[str, Any] | None) -> bytes:
    """Give a request's body; of a form some tools note the fields only."""
    if not data:
        return b""
    if data.get("text") is None and data.get("params"):
        return urlencode([(each["name"], each.get("value", "")) for each in data["params"]]).encode("ascii")
    return _bytes(data.get("text"), data.get("_encoding") or data.get("encoding"))


def _bytes(text: str | None, encoding: str | None) -> bytes:
    if encoding == "base64":
        try:
            return base64.b64decode(text or "", validate=True)
        except binascii.Error as error:
            raise ValueError(f"a body is not base64: {error}") from error
    return (text or "").encode("utf-8", "surrogatepass")


def _script(fields: Mapping[str, Any]) -> Script:
    return Script(
        tuple(fields.get("argv", ())),
        _plain(fields.get("stdout")),
        _plain(fields.get("stderr")),
        fields.get("exitStatus"),
        fields.get("ended", "exit"),
        {name: _plain(data) for name, data in (fields.get("files") or {}).items()},
    )


def _plain(data: Mapping[str, str] | None) -> bytes:
    return _bytes(data.get("text"), data.get("encoding")) if data else b""
