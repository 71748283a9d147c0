"""The latest requests: what is kept of one, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

__all__ = ["MOST_KEPT", "KeptRequest", "RequestFilter", "RequestLog", "RequestRecord"]

#: Requests that are kept; older ones go.
MOST_KEPT = 1000


@dataclass(frozen=True)
class RequestRecord:
    """A request and its answer.

    `url` is the address that the client meant. `base_string` is the signature base string that the server
    computed, None where nothing was signed by OAuth. `detail` says why a refused request was refused.
    `seconds` is the time from the request to its answer, `received` the server's time then, in seconds since
    1970. `caller` is the account that called, `token` the id of its token (see `issued_tokens`), each ''
    where it is unknown.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: str = field(repr=False)
    base_string: str | None = field(repr=False)
    status: int = 0
    reason: str = ""
    answer: str = field(default="", repr=False)
    detail: str = ""
    seconds: float = 0.0
    received: float = 0.0
    caller: str = ""
    token: str = field(default="", repr=False)

    @property
    def is_refused(self) -> bool:
        """Whether the answer is an error."""
        return self.status >= 400

    def text(self) -> str:
        """Lay the record out for a terminal, a part a line, ending in a blank line."""
        lines = [f"> {self.method} {self.url}"]
        lines += [f"> {name}: {value}" for name, value in self.headers]
        lines += [f"> {line}" for line in self.body.splitlines()]
        if self.base_string is not None:
            lines.append(f"* signature base string: {self.base_string}")
        if self.detail:
            lines.append(f"* {self.detail}")
        lines.append(f"< {self.status} {self.reason} ({self.seconds * 1000:.1f} ms)")
        lines += [f"< {line}" for line in self.answer.splitlines()]
        return "\n".join(lines) + "\n"


class KeptRequest(NamedTuple):
    """A request in the log; a later one has a higher `id`."""

    id: int
    record: RequestRecord


@dataclass(frozen=True)
class RequestFilter:
    """Which requests are wanted: of a `method`, with a `status` (4 is all from 400 to 499), refused ones."""

    method: str = ""
    status: int = 0
    refused: bool = False


class RequestLog(Protocol):
    """The latest requests of every process that serves the domain, `MOST_KEPT` at most, without secrets."""

    def add(self, records: Iterable[RequestRecord]) -> None:
        """Keep requests, in their order, and let the oldest go."""

    def page(
        self, wanted: RequestFilter, before: int | None = None, after: int = 0, limit: int = 50
    ) -> Sequence[KeptRequest]:
        """Return up to `limit` requests, the latest first, whose ids are between the two."""

    def get(self, id: int) -> KeptRequest | None:
        """Return a request, or None where it is not there (any more)."""

    def last_used(self, tokens: Iterable[str]) -> Mapping[str, float]:
        """Return when each of the tokens came last, by its id, for those that the log knows."""
