"""Organization units and who is in them: what they hold, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, unquote

from .model import PAGE_SIZE

__all__ = ["ROOT", "OrgUnit", "OrgUnitChanges", "OrgUnits", "OrgUser", "canonical", "joined", "parent_of"]

#: The path of the unit that holds all others.
ROOT = "/"


@dataclass(frozen=True)
class OrgUnit:
    """A unit. `path` has each name percent-encoded and '/' between (`corp/sales%2Fsupport`)."""

    path: str
    name: str
    description: str = ""
    block_inheritance: bool = False


@dataclass(frozen=True)
class OrgUnitChanges:
    """What to set on a unit; None leaves a field as it is. A `name` renames, a `parent` (a path) moves."""

    name: str | None = None
    parent: str | None = None
    description: str | None = None
    block_inheritance: bool | None = None


@dataclass(frozen=True)
class OrgUser:
    """A user and the path of the unit that the user is in."""

    username: str
    path: str = ROOT


def canonical(path: str) -> str:
    """Write a path as units have it: every name percent-encoded once, no '/' at the ends."""
    names = [quote(unquote(name), safe="") for name in path.split("/") if name]
    return "/".join(names) or ROOT


def joined(parent: str, name: str) -> str:
    """Return the path of a unit below another."""
    encoded = quote(name, safe="")
    return encoded if parent == ROOT else f"{parent}/{encoded}"


def parent_of(path: str) -> str:
    """Return the path of the unit above."""
    return path.rpartition("/")[0] or ROOT


class OrgUnits(Protocol):
    """The units of one customer.

    Paths are canonical and know no case; pages are sorted by path, those of users by address.
    """

    @property
    def customer_id(self) -> str:
        """What the API calls the customer, such as `C03az79cb`."""

    def get(self, path: str) -> OrgUnit:
        """Return the unit; raises EntityDoesNotExist."""

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUnit]:
        """Return up to `limit` units from the path `start` on, which is included, in order."""

    def children(self, parent: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUnit]:
        """Return such a page of the units right below one; raises EntityDoesNotExist."""

    def create(self, unit: OrgUnit) -> OrgUnit:
        """Add a unit; raises EntityExists, and EntityDoesNotExist for the unit above."""

    def update(self, path: str, changes: OrgUnitChanges) -> OrgUnit:
        """Change a unit, and the paths of those below, and return it.

        Raises EntityDoesNotExist, EntityExists, EntityCannotContainCycle.
        """

    def delete(self, path: str) -> None:
        """Remove a unit; raises EntityDoesNotExist, EntityHasMembers for units or users in it."""

    def user(self, username: str) -> OrgUser:
        """Return a user's unit; raises EntityDoesNotExist for an unknown user."""

    def find(self, usernames: Iterable[str]) -> Sequence[OrgUser]:
        """Return the units of those of the users who are there, in any order."""

    def users(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUser]:
        """Return up to `limit` users from `start` on, which is included, in order."""

    def users_in(self, path: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[OrgUser]:
        """Return such a page of the users who are right in a unit; raises EntityDoesNotExist."""

    def move_users(self, usernames: Iterable[str], path: str) -> None:
        """Put users into a unit, all or none; raises EntityDoesNotExist."""
