"""What goes out and comes back, printed as Python 2's `httplib` did at debug level 1, without secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import redact

__all__ = ["print_answer", "print_request"]


def print_request(method: str, target: str, headers: Mapping[str, Any], body: Any) -> None:
    """Print the head of a request, and its body unless that is a stream."""
    lines = [f"{method} {redact.query(target)} HTTP/1.1"]
    if "Accept-Encoding" not in headers:
        lines.append("Accept-Encoding: identity")
    lines += [f"{name}: {redact.header(name, _text(value))}" for name, value in headers.items()]
    print("send:", repr("\r\n".join([*lines, "", ""])))
    if isinstance(body, bytes):
        print("send:", repr(redact.body(_text(body))))
    elif body is not None:
        print(f"send: (a stream of {headers.get('Content-Length', 'an unknown number of')} bytes)")


def print_answer(status: int, reason: str | None, raw: Any) -> None:
    """Print the head of an answer; `raw` is urllib3's response."""
    version = "HTTP/1.0" if getattr(raw, "version", 11) == 10 else "HTTP/1.1"
    print("reply:", repr(f"{version} {status} {reason or ''}\r\n"))
    for name, value in raw.headers.items():
        print("header:", f"{name}: {redact.header(name, value)}")


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
