"""Calendar resources: what one holds, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["CalendarResource", "CalendarResourceChanges", "CalendarResources"]


@dataclass(frozen=True)
class CalendarResource:
    """What a calendar can book: a room, a projector.

    `email` is the address of its calendar, which it is given when it is made.
    """

    resource_id: str
    common_name: str = ""
    description: str = ""
    kind: str = ""
    email: str = ""


@dataclass(frozen=True)
class CalendarResourceChanges:
    """What to set on a resource; None leaves a field as it is."""

    common_name: str | None = None
    description: str | None = None
    kind: str | None = None


class CalendarResources(Protocol):
    """The resources of one domain; ids are as given, and pages are sorted by them."""

    def get(self, resource_id: str) -> CalendarResource:
        """Return the resource; raises EntityDoesNotExist."""

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[CalendarResource]:
        """Return up to `limit` resources from `start` on, which is included, in order."""

    def create(self, resource: CalendarResource) -> CalendarResource:
        """Add a resource and give it an address; raises EntityExists."""

    def update(self, resource_id: str, changes: CalendarResourceChanges) -> CalendarResource:
        """Change a resource and return it; raises EntityDoesNotExist."""

    def delete(self, resource_id: str) -> None:
        """Remove a resource; raises EntityDoesNotExist."""
