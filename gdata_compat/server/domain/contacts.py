"""Shared contacts and their groups: what one holds, and what anything that keeps them must offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["Check", "Contact", "ContactDraft", "ContactPage", "ContactQuery", "Contacts", "Photo", "Revision"]


@dataclass(frozen=True)
class Contact:
    """A contact, or a group of contacts, as it is kept.

    `content` is what its owner wrote, as XML, without the title. `created` and `updated` are microseconds
    since 1970; no two changes have the same, so that `updated` is also the version. What was deleted has no
    content. `photo` is the version of its photo, None where it has none. `language` is that of the entry.
    """

    contact_id: str
    title: str = field(repr=False)
    content: str = field(repr=False)
    created: int
    updated: int
    deleted: bool = False
    photo: int | None = None
    language: str = ""


@dataclass(frozen=True)
class ContactDraft:
    """What is to be kept: title, content, the texts to search in, the ids of the groups, the language."""

    title: str
    content: str
    searched: str = ""
    groups: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class ContactQuery:
    """Which contacts to return, from the `start`th on (the first is 1), and in which order.

    `words` are texts that a contact must have, or with `without` must not have. `updated_min` is in
    microseconds. The order is that of their making, unless `by_change`.
    """

    start: int = 1
    limit: int = 25
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    group: str | None = None
    updated_min: int | None = None
    with_deleted: bool = False
    by_change: bool = False
    descending: bool = False


@dataclass(frozen=True)
class ContactPage:
    """A page of what was found, how many were found in all, and when anything was changed last."""

    contacts: Sequence[Contact]
    total: int
    updated: int


@dataclass(frozen=True)
class Photo:
    """The photo of a contact; `version` is in microseconds since 1970."""

    content: bytes = field(repr=False)
    content_type: str
    version: int


#: Is given the contact as it is before a change, and raises what is to keep it from being changed.
Check = Callable[[Contact], None]

#: Is given the contact as it is, and returns what it is to be; what it raises leaves it as it is.
Revision = Callable[[Contact], ContactDraft]


class Contacts(Protocol):
    """The shared contacts of one domain, or its groups of contacts.

    What was deleted is remembered for thirty days, and found only where a query asks for it.
    """

    def get(self, contact_id: str) -> Contact:
        """Return the contact; raises EntityDoesNotExist."""

    def find(self, query: ContactQuery) -> ContactPage:
        """Return the contacts that a query asks for."""

    def page(self, after: int = 0, limit: int = PAGE_SIZE) -> Sequence[Contact]:
        """Return up to `limit` contacts made after a moment, in the order of their making."""

    def create(self, draft: ContactDraft, contact_id: str | None = None) -> Contact:
        """Add a contact with an id of its own, or with the one given.

        Raises TooManyContacts; EntityExists for an id in use, by a contact or a group.
        """

    def some(self, contact_ids: Sequence[str]) -> Sequence[Contact]:
        """Return those of the contacts who are there, in any order."""

    def add_many(self, drafts: Sequence[ContactDraft], contact_ids: Sequence[str] | None = None) -> int:
        """Add many contacts at once, all or none, and return how many; raises as `create` does."""

    def update(self, contact_id: str, revise: Revision) -> Contact:
        """Replace what a contact holds and return it; raises EntityDoesNotExist, and what `revise` raises."""

    def leave(self, group: str, revise: Revision) -> int:
        """Take all contacts out of a group, replace what they hold, and return how many they were."""

    def delete(self, contact_id: str, check: Check | None = None) -> None:
        """Remove a contact and its photo; raises EntityDoesNotExist, and what `check` raises."""

    def count(self) -> int:
        """Return how many contacts there are."""

    def photo(self, contact_id: str) -> Photo:
        """Return the photo of a contact; raises PhotoDoesNotExist, EntityDoesNotExist."""

    def put_photo(
        self, contact_id: str, content: bytes, content_type: str, check: Check | None = None
    ) -> Contact:
        """Set the photo of a contact; raises EntityDoesNotExist, and what `check` raises."""

    def delete_photo(self, contact_id: str, check: Check | None = None) -> None:
        """Remove the photo of a contact; raises EntityDoesNotExist, and what `check` raises."""
