"""What has an address in an account, found by how it begins: for people who look somebody up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .accounts import Account
from .aliases import Alias
from .groups import Group
from .model import PAGE_SIZE

__all__ = ["Directory"]


class Directory(Protocol):
    """Pages of entries sorted by address, users and aliases on all domains of an account.

    `prefix` is how the name begins, or the whole name with '@' and how the domain begins; case does not
    matter. `start` is an address, which is included. A page costs the same in a domain of any size.
    """

    def users(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[Account]:
        """Return up to `limit` users."""

    def aliases(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[Alias]:
        """Return up to `limit` nicknames and aliases."""

    def groups(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[Group]:
        """Return up to `limit` groups."""

    def email_lists(self, prefix: str = "", start: str = "", limit: int = PAGE_SIZE) -> Sequence[str]:
        """Return the names of up to `limit` e-mail lists."""
