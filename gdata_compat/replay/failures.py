"""Recorded errors as exceptions again: a call that failed fails alike when it is replayed."""

from __future__ import annotations

import http.client
import re
import ssl

__all__ = ["failure_of"]

_NUMBER = re.compile(r"\[Errno (\d+)\] ?([^'\")]*)")


def failure_of(text: str) -> Exception:
    """Give what `http.client` would raise for an error as a recording words it, class and message.

    Recordings of both Pythons, and of what `requests` puts around an error, are understood; anything else is
    a ConnectionError.
    """
    name, _, told = text.partition(": ")
    lower, message = text.lower(), f"recorded: {told or text}"
    if "timed out" in lower or "timeout" in lower:
        return TimeoutError(message)
    if "ssl" in name.lower() or "certificate" in lower or "[ssl" in lower:
        return ssl.SSLError(message)
    number = _NUMBER.search(text)
    if number:
        return OSError(int(number[1]), f"recorded: {number[2].strip()}")
    if "RemoteDisconnected" in text or "without response" in text:
        return http.client.RemoteDisconnected(message)
    if "BadStatusLine" in text:
        return http.client.BadStatusLine(message)
    return ConnectionError(message)
