"""Groups with their members and owners: what they hold, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["Group", "GroupChanges", "Groups", "Participant"]


@dataclass(frozen=True)
class Group:
    """A group, named by the local part of its address.

    `email_permission` says who may write to it: `Owner`, `Member`, `Domain` or `Anyone`.
    """

    group_id: str
    name: str
    description: str = ""
    email_permission: str = "Domain"


@dataclass(frozen=True)
class GroupChanges:
    """What to set on a group; None leaves a field as it is."""

    name: str | None = None
    description: str | None = None
    email_permission: str | None = None


@dataclass(frozen=True)
class Participant:
    """A member or an owner of a group: an address inside the domain or outside.

    `kind` is `User` or `Group`; `direct` is False for who is a member only through another group.
    """

    address: str
    kind: str = "User"
    direct: bool = True


class Groups(Protocol):
    """The groups of one domain. Ids are lower case; pages are sorted by address.

    `role` is `member` or `owner`. Whoever participates by an address of the domain is a user or a group that
    exists, follows its renaming and leaves with it.
    """

    def get(self, group_id: str) -> Group:
        """Return the group; raises EntityDoesNotExist."""

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Group]:
        """Return up to `limit` groups from `start` on, which is included, in order."""

    def page_of_member(
        self, address: str, start: str | None = None, limit: int = PAGE_SIZE, *, direct_only: bool = False
    ) -> Sequence[Group]:
        """Return such a page of the groups that somebody is in, through other groups or not."""

    def create(self, group: Group) -> Group:
        """Add a group; raises EntityExists."""

    def update(self, group_id: str, changes: GroupChanges) -> Group:
        """Change a group and return it; raises EntityDoesNotExist."""

    def delete(self, group_id: str) -> None:
        """Remove a group, and it from other groups; raises EntityDoesNotExist."""

    def participants(
        self,
        group_id: str,
        role: str,
        start: str | None = None,
        limit: int = PAGE_SIZE,
        *,
        suspended: bool = False,
    ) -> Sequence[Participant]:
        """Return a page of the direct members or the owners, with suspended users or without.

        Raises EntityDoesNotExist for an unknown group.
        """

    def participant(self, group_id: str, role: str, address: str) -> Participant:
        """Return a member, direct or not, or an owner; raises EntityDoesNotExist."""

    def add(self, group_id: str, role: str, address: str) -> Participant:
        """Add somebody.

        Raises EntityDoesNotExist for a group or an address of the domain that is not there, EntityExists for
        who is there already, GroupCannotContainCycle for a group that holds this one.
        """

    def remove(self, group_id: str, role: str, address: str) -> None:
        """Remove somebody; raises EntityDoesNotExist."""
