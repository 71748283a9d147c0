"""What comes back for a request, from this server or another one."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Answer", "OtherProviderFailed"]


class OtherProviderFailed(Exception):
    """The other provider gave no answer; the text says why."""


@dataclass(frozen=True)
class Answer:
    """An answer as it came."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    content: bytes
