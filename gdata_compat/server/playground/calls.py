"""Sending a signed request: to this server from inside, to any other by HTTP.

What is for this server goes through its WSGI application in this thread, as if it had come by a socket: a
request of the Playground never waits for a second thread, which might never come free where all are busy
with such requests. It is seen by the observer like any other.
"""

from __future__ import annotations

import contextvars
import json
import time
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from flask import current_app, request
from werkzeug.test import create_environ, run_wsgi_app

from .. import xml_in
from .answers import Answer, OtherProviderFailed
from .sessions import Exchange
from .signing import Signed

__all__ = ["TOLD", "is_here", "send"]

#: The key of a WSGI environment under which a caller inside is told why a request was refused.
TOLD = "gdata_compat.told"

#: How many characters of a body are shown.
_SHOWN = 150_000

_GOOGLE = ("google.com", "googleapis.com")


def is_here(url: str) -> bool:
    """Tell whether an address is this server's own, or one of Google's, for which it stands in."""
    parts = urlsplit(url)
    host = f".{(parts.hostname or '').lower()}"
    return parts.netloc == request.host or any(host.endswith(f".{name}") for name in _GOOGLE)


def send(title: str, signed: Signed, *, from_inside: bool) -> Exchange:
    """Send a request and return it with its answer; status 0 and a detail mean that there was none."""
    exchange = Exchange(
        title,
        signed.method,
        signed.url,
        [["Host", urlsplit(signed.url).netloc], *map(list, signed.headers)],
        _cut(signed.body),
        signed.base_string,
    )
    started = time.perf_counter()
    try:
        if from_inside:
            answer, told = _inside(signed)
            exchange.detail = told.get("detail", "")
            theirs = told.get("base_string") or ""
            exchange.their_base_string = "" if theirs == signed.base_string else theirs
        else:
            from . import other_provider  # requests: a server starts without it

            answer = other_provider.send(signed)
    except OtherProviderFailed as error:
        exchange.detail = str(error)
    else:
        exchange.status, exchange.reason = answer.status, answer.reason
        exchange.answer_headers = [list(pair) for pair in answer.headers]
        exchange.answer = _cut(_readable(answer))
    exchange.milliseconds = (time.perf_counter() - started) * 1000
    return exchange


def _inside(signed: Signed) -> tuple[Answer, dict[str, Any]]:
    parts = urlsplit(signed.url)
    path, query = parts.path or "/", parts.query
    environ = create_environ(
        "/",
        f"{parts.scheme}://{parts.netloc}",
        method=signed.method,
        data=signed.body.encode() or None,
        headers=list(signed.headers),
        environ_base={"REMOTE_ADDR": request.remote_addr or ""},
    )
    told: dict[str, Any] = {}
    environ |= {
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": f"{path}?{query}" if query else path,
        TOLD: told,
    }
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    # A context of its own, as in a thread of its own: `g` and `request` of this request stay as they are.
    body, status, headers = contextvars.Context().run(run_wsgi_app, app, environ, buffered=True)
    code, _, reason = status.partition(" ")
    return Answer(int(code), reason, list(headers), b"".join(body)), told


def _readable(answer: Answer) -> str:
    """Return the body for reading: XML and JSON with an element a line, what is no text by its size."""
    media_type = {name.lower(): value for name, value in answer.headers}.get("content-type", "")
    if media_type.startswith(("image/", "audio/", "video/")):
        return f"({len(answer.content)} bytes of {media_type})"
    text = answer.content.decode("utf-8", "replace")
    if "xml" in media_type:
        return xml_in.indented(answer.content) or text
    if "json" in media_type:
        try:
            return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
        except ValueError:
            return text
    return text


def _cut(text: str) -> str:
    """Return what a page shows of a body; the rest is told by its length."""
    if len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN]}\n... ({len(text) - _SHOWN} more characters)"
