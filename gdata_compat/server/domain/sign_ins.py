"""Who has signed in to the server's pages: what is kept of it, and what anything that keeps it must offer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["SignIn", "SignIns"]


@dataclass(frozen=True)
class SignIn:
    """That somebody has signed in, until `expires`, in seconds since 1970.

    `account` is an e-mail address. `stamp` changes with the account's password, which ends the sign-in.
    """

    account: str
    stamp: str = field(repr=False)
    expires: float


class SignIns(Protocol):
    """The sign-ins that have not ended, shared by every process that serves the domain."""

    def add(self, sign_in: SignIn) -> str:
        """Keep a sign-in and return the value of its cookie, which is not kept."""

    def get(self, value: str) -> SignIn | None:
        """Return the sign-in of a cookie with that value, or None where it has ended."""

    def drop(self, value: str) -> None:
        """End a sign-in."""
