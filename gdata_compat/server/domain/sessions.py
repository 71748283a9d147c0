"""What the pages remember of a browser, and what anything that keeps it must offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

__all__ = ["SESSION_LIFETIME", "Sessions"]

#: Seconds after its last change for which a session is kept.
SESSION_LIFETIME = 8 * 3600.0


class Sessions(Protocol):
    """The sessions of browsers, shared by every process that serves the domain.

    A session is found by a value that only the browser has; what it holds is JSON.
    """

    def load(self, value: str) -> dict[str, Any] | None:
        """Return what a session holds, or None where it is unknown or has expired."""

    def begin(self) -> str:
        """Return the value of a session to come; it is there once something is saved."""

    def save(self, value: str, holds: Mapping[str, Any]) -> None:
        """Keep what a session holds, in the place of what it held."""

    def drop(self, value: str) -> None:
        """Forget a session."""
