"""The users of all domains of an account, by their addresses, and what anything that keeps them must offer.

Those of the primary domain are the users of `users`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import PAGE_SIZE
from .users import User, UserChanges

__all__ = ["Account", "Accounts"]


@dataclass(frozen=True)
class Account:
    """A user and the domain that the user lives on."""

    domain: str
    user: User

    @property
    def address(self) -> str:
        """The user's address."""
        return f"{self.user.username}@{self.domain}"


class Accounts(Protocol):
    """The users of all domains of an account; pages are sorted by address.

    Every method but `was_deleted` raises EntityDoesNotExist for an address on a domain that is not one of the
    account's.
    """

    @property
    def limit(self) -> int | None:
        """The most users that there may be, None where there is no limit."""

    def count(self) -> int:
        """Return how many users there are on all domains."""

    def get(self, address: str) -> Account:
        """Return the user; raises EntityDoesNotExist."""

    def page(
        self, start: str | None = None, limit: int = PAGE_SIZE, *, domain: str | None = None
    ) -> Sequence[Account]:
        """Return up to `limit` users from `start` on, which is included, of all domains or of one."""

    def create(self, account: Account) -> Account:
        """Add a user; raises EntityExists, UserDeletedRecently, UserLimitExceeded."""

    def update(self, address: str, changes: UserChanges) -> Account:
        """Change a user but for the name, and return it; raises EntityDoesNotExist."""

    def rename(self, address: str, new_address: str) -> Account:
        """Give a user another address, on the same domain or another; the old one stays as an alias.

        Raises EntityDoesNotExist, EntityExists, UserDeletedRecently.
        """

    def delete(self, address: str) -> None:
        """Remove a user, and the aliases, and reserve the name for a while; raises EntityDoesNotExist."""

    def was_deleted(self, address: str) -> bool:
        """Tell whether the address is still reserved because its user was deleted."""
