"""E-mail lists and their recipients: what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["EmailLists"]


class EmailLists(Protocol):
    """The e-mail lists of one domain, by name, and the addresses on them.

    Names and addresses are lower case; pages are sorted by address. An address of the domain is one of a
    user, a nickname, a group or a list that exists; it follows its renaming and leaves with it.
    """

    def get(self, name: str) -> str:
        """Return the list's name; raises EntityDoesNotExist."""

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[str]:
        """Return up to `limit` names from `start` on, which is included, in order."""

    def page_of_recipient(
        self, address: str, start: str | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[str]:
        """Return such a page of the lists that an address is on."""

    def create(self, name: str) -> str:
        """Add a list; raises EntityExists for a name that anything has."""

    def delete(self, name: str) -> None:
        """Remove a list; raises EntityDoesNotExist."""

    def recipients(self, name: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[str]:
        """Return a page of the addresses on a list; raises EntityDoesNotExist."""

    def recipient(self, name: str, address: str) -> str:
        """Return the address if it is on the list; raises EntityDoesNotExist."""

    def add_recipients(self, name: str, addresses: Iterable[str]) -> None:
        """Put addresses on a list, all or none.

        Raises EntityDoesNotExist for a list or an address of the domain that is not there, EntityExists for
        an address that is on the list, TooManyRecipients.
        """

    def remove_recipient(self, name: str, address: str) -> None:
        """Take an address off a list; raises EntityDoesNotExist."""
