"""The latest requests: what is kept of one, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["LoggedRequest", "RequestLog"]


@dataclass(frozen=True)
class LoggedRequest:
    """A request and its answer, without secrets; `at` is in seconds since 1970, `number` counts up.

    `base_string` is the signature base string that the server computed, None where nothing was signed.
    `detail` says why a refused request was refused.
    """

    at: float
    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: str = field(repr=False)
    base_string: str | None = field(repr=False)
    status: int
    reason: str
    answer: str = field(repr=False)
    detail: str
    seconds: float
    number: int = 0


class RequestLog(Protocol):
    """The latest requests to every process that serves the domain, a few hundred of them."""

    def add_many(self, requests: Iterable[LoggedRequest]) -> None:
        """Keep requests, in this order, and forget the oldest that are too many."""

    def before(self, number: int | None = None, limit: int = 50) -> Sequence[LoggedRequest]:
        """Return up to `limit` requests older than that one, the latest first."""

    def after(self, number: int, limit: int = 50) -> Sequence[LoggedRequest]:
        """Return the latest `limit` requests that are newer than that one, the latest first."""

    def get(self, number: int) -> LoggedRequest | None:
        """Return a request, or None where it is forgotten."""
