"""Words for refusals: how long ago something was, when it was, and how things are named."""

from __future__ import annotations

import time

__all__ = ["age", "at", "named", "why_ended"]

_UNITS = ((365 * 86400, "year"), (86400, "day"), (3600, "hour"), (60, "minute"))

#: The longest that a name from outside is shown, in characters.
_LONGEST = 60


def age(seconds: float) -> str:
    """Write a span of time in the largest unit of which there are two: `12 minutes`, `90 seconds`."""
    for length, unit in _UNITS:
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}s"
    return "1 second" if round(seconds) == 1 else f"{seconds:.0f} seconds"


def at(moment: float) -> str:
    """Write a time, in seconds since 1970, in UTC."""
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(moment))


def named(text: str) -> str:
    """Write what a client has sent, short, in quotes."""
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")


def why_ended(what: str, ended: float | None, now: float) -> str:
    """Say that something has ended, and when, where that is known."""
    return what if ended is None else f"{what} {age(max(now - ended, 0))} ago ({at(ended)})"
