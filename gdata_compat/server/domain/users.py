"""User accounts: what one holds, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["User", "UserChanges", "Users"]


@dataclass(frozen=True)
class User:
    """A user account. `quota_mb` is in megabytes; `password_hash` is as `passwords` writes it."""

    username: str
    family_name: str
    given_name: str
    password_hash: str = field(default="", repr=False)
    suspended: bool = False
    admin: bool = False
    quota_mb: int = 2048
    ip_whitelisted: bool = False
    change_password_at_next_login: bool = False
    agreed_to_terms: bool = False


@dataclass(frozen=True)
class UserChanges:
    """What to set on a user; None leaves a field as it is. A `username` renames."""

    username: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    password_hash: str | None = field(default=None, repr=False)
    suspended: bool | None = None
    admin: bool | None = None
    quota_mb: int | None = None
    ip_whitelisted: bool | None = None
    change_password_at_next_login: bool | None = None
    agreed_to_terms: bool | None = None


class Users(Protocol):
    """The users of one domain. Names are lower case; pages are sorted by `name@`, as Google's were."""

    def get(self, username: str) -> User:
        """Return the user; raises EntityDoesNotExist."""

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[User]:
        """Return up to `limit` users from `start` on, which is included, in order."""

    def find(self, usernames: Iterable[str]) -> Sequence[User]:
        """Return those of the users who are there, in any order."""

    def count(self) -> int:
        """Return how many users there are."""

    def create(self, user: User) -> User:
        """Add a user; raises EntityExists, UserDeletedRecently, UserLimitExceeded."""

    def add_many(self, users: Iterable[User]) -> int:
        """Add many users at once, all or none, and return how many.

        Raises EntityExists, UserLimitExceeded.
        """

    def update(self, username: str, changes: UserChanges) -> User:
        """Change a user and return it; raises EntityDoesNotExist, EntityExists, UserDeletedRecently.

        The old name of a renamed user stays as a nickname, and is taken as long as that is there.
        """

    def delete(self, username: str) -> None:
        """Remove a user and reserve the name for a while; raises EntityDoesNotExist."""

    def was_deleted(self, username: str) -> bool:
        """Tell whether the name is still reserved because its user was deleted."""
