"""Aliases: further addresses of users, on any domain of an account.

Those on its primary domain are the nicknames of `nicknames`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["Alias", "Aliases"]


@dataclass(frozen=True)
class Alias:
    """A further address, and the user's own."""

    address: str
    user: str


class Aliases(Protocol):
    """The aliases on all domains of an account, in lower case.

    Every method raises EntityDoesNotExist for an address on a domain that is not one of the account's.
    """

    def get(self, address: str) -> Alias:
        """Return the alias; raises EntityDoesNotExist."""

    def page(
        self, start: str | None = None, limit: int = PAGE_SIZE, *, domain: str | None = None
    ) -> Sequence[Alias]:
        """Return up to `limit` aliases from `start` on, which is included, on all domains or on one.

        They are sorted by address.
        """

    def page_of_user(self, user: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Alias]:
        """Return such a page of one user's aliases, the oldest first.

        Raises EntityDoesNotExist for an unknown user, and for a `start` that is no alias of the user.
        """

    def create(self, alias: Alias) -> Alias:
        """Add an alias.

        Raises EntityExists for an address that anything has, EntityDoesNotExist for an unknown user,
        TooManyNicknames.
        """

    def delete(self, address: str) -> None:
        """Remove an alias; raises EntityDoesNotExist."""
