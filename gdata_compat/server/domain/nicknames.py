"""Nicknames: further names of users. What they hold, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["Nickname", "Nicknames"]


@dataclass(frozen=True)
class Nickname:
    """A further name of a user, who is named by the whole address where that is on another domain."""

    name: str
    username: str


class Nicknames(Protocol):
    """The nicknames of one domain. Names are lower case; pages are sorted by address."""

    def get(self, name: str) -> Nickname:
        """Return the nickname; raises EntityDoesNotExist."""

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Nickname]:
        """Return up to `limit` nicknames from `start` on, which is included, in order."""

    def page_of_user(
        self, username: str, start: str | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[Nickname]:
        """Return such a page of one user's nicknames; raises EntityDoesNotExist for an unknown user."""

    def create(self, nickname: Nickname) -> Nickname:
        """Add a nickname.

        Raises EntityExists for a name that anything has, EntityDoesNotExist for an unknown user,
        TooManyNicknames.
        """

    def add_many(self, nicknames: Iterable[Nickname]) -> int:
        """Add many at once, all or none, and return how many; raises as `create` does."""

    def delete(self, name: str) -> None:
        """Remove a nickname; raises EntityDoesNotExist."""
