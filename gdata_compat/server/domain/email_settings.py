"""Settings of users' mailboxes: what anything that keeps them must offer.

A setting is either one set of values (`vacation`) or a list of items that each have a key (`label`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["EmailSetting", "EmailSettings", "Values"]

#: Names and values, as the API has them.
Values = Mapping[str, str]


@dataclass(frozen=True)
class EmailSetting:
    """What one user has set; `key` tells items of a list apart and is '' for a setting that is no list."""

    username: str
    setting: str
    key: str
    values: Values


class EmailSettings(Protocol):
    """The settings of the users of one domain; they go with the user, and stay at a renaming."""

    def page(self, after: EmailSetting | None = None, limit: int = PAGE_SIZE) -> Sequence[EmailSetting]:
        """Return up to `limit` settings of all users, those after one, sorted by user, setting and key."""

    def get(self, username: str, setting: str) -> Values:
        """Return the values of a setting, none where nothing was set; raises EntityDoesNotExist."""

    def put(self, username: str, setting: str, values: Values) -> Values:
        """Set the values given, keep the others, and return all; raises EntityDoesNotExist."""

    def items(self, username: str, setting: str) -> Sequence[Values]:
        """Return the items of a setting, sorted by key; raises EntityDoesNotExist for an unknown user."""

    def add(self, username: str, setting: str, key: str, values: Values) -> None:
        """Add an item; raises EntityDoesNotExist for an unknown user, EntityExists for a key in use."""

    def remove(self, username: str, setting: str, key: str) -> None:
        """Remove an item; raises EntityDoesNotExist."""
