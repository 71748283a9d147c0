"""How many requests a caller may make, and what anything that counts them must offer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Quota", "RequestCounts"]

_TEXT = re.compile(r"\s*([0-9]{1,9})\s*/\s*([a-z]+)\s*", re.IGNORECASE | re.ASCII)
_UNITS = {"s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hour": 3600}


@dataclass(frozen=True)
class Quota:
    """So many `requests` in every span of so many `seconds`, which begins at a multiple of them."""

    requests: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> Quota:
        """Read `10/s`, `100/min` or `5000/hour`; raises ValueError."""
        match = _TEXT.fullmatch(text)
        unit = _UNITS.get(match[2].lower()) if match else None
        if match is None or unit is None:
            raise ValueError(f"{text!r} is no quota: write it as 10/s, 100/min or 5000/hour")
        return cls(int(match[1]), unit)


class RequestCounts(Protocol):
    """The requests of every caller, counted by every process that serves the domain."""

    def count(self, caller: str, span: int) -> int:
        """Count a request of a caller in a span of time, by its number; return how many it is now."""
