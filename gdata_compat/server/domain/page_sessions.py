"""What a page remembers between two requests of a browser, and what anything that keeps it must offer."""

from __future__ import annotations

from typing import Protocol

__all__ = ["PageSessions"]


class PageSessions(Protocol):
    """The sessions that have not ended, shared by every process that serves the domain."""

    def put(self, value: str, content: str, expires: float) -> None:
        """Keep what the cookie of that value stands for until `expires`, in seconds since 1970."""

    def get(self, value: str) -> str | None:
        """Return the content of a session, or None where it has ended."""

    def drop(self, value: str) -> None:
        """End a session."""
