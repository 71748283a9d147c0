"""When what is too old is deleted: now and then, by whoever comes by."""

from __future__ import annotations

__all__ = ["Sweeps"]


class Sweeps:
    """Tells when a sweep is due: at once, and then `every` so many seconds."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._next = 0.0

    def is_due(self, now: float) -> bool:
        """Tell whether to sweep, at `now` in seconds since 1970; the next one is due later then."""
        if now < self._next:
            return False
        self._next = now + self._every
        return True
