"""The further domains of an account: what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

__all__ = ["SecondaryDomains"]


class SecondaryDomains(Protocol):
    """The names of the domains that belong to the account of a primary domain, in lower case."""

    def names(self) -> Sequence[str]:
        """Return all of them, sorted."""

    def add(self, name: str) -> None:
        """Take a domain into the account; raises EntityExists for one that is in it, or in another."""

    def remove(self, name: str) -> None:
        """Take a domain out; raises EntityDoesNotExist, EntityHasMembers where addresses are on it."""
