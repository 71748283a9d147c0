"""Mail brought into mailboxes: what a message holds, and what anything that keeps it must offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["MigratedMail", "MigratedMessage"]


@dataclass(frozen=True)
class MigratedMessage:
    """A message (RFC 822), with its properties (`IS_UNREAD`) and the names of its labels.

    `number` counts those of a mailbox from 1 on, and is given when the message is kept.
    """

    content: bytes = field(repr=False)
    properties: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    number: int = 0


class MigratedMail(Protocol):
    """The mail that was brought into the mailboxes of one domain."""

    def add(self, username: str, message: MigratedMessage) -> MigratedMessage:
        """Keep a message in a user's mailbox and give it its number; raises EntityDoesNotExist."""

    def restore(self, username: str, message: MigratedMessage) -> None:
        """Keep a message under the number that it has; raises EntityDoesNotExist, EntityExists."""

    def all(
        self, after: tuple[str, int] | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[tuple[str, MigratedMessage]]:
        """Return up to `limit` messages of all users with whose they are, those after a user and a number."""

    def page(self, username: str, start: int = 1, limit: int = PAGE_SIZE) -> Sequence[MigratedMessage]:
        """Return up to `limit` messages from a number on; raises EntityDoesNotExist for an unknown user."""

    def count(self, username: str | None = None) -> int:
        """Return how many messages a user has, or all users together have."""
