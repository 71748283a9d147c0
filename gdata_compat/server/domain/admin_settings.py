"""Settings of a domain: what anything that keeps them must offer.

A setting is named as the API's address names it (`general/organizationName`). It is one set of values, or a
list of items that each have a key (`emailrouting`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["AdminSetting", "AdminSettings", "Values"]

#: Names and values, as the API has them.
Values = Mapping[str, str]


@dataclass(frozen=True)
class AdminSetting:
    """What a domain has set; `key` tells items of a list apart and is '' for a setting that is no list."""

    setting: str
    key: str
    values: Values = field(repr=False)


class AdminSettings(Protocol):
    """The settings of one domain."""

    def page(self, after: AdminSetting | None = None, limit: int = PAGE_SIZE) -> Sequence[AdminSetting]:
        """Return up to `limit` settings, those after one, sorted by setting and key."""

    def get(self, setting: str, key: str = "") -> Values:
        """Return the values of a setting or an item, none where nothing was set."""

    def put(self, setting: str, values: Values) -> Values:
        """Set the values given, keep the others, and return all."""

    def replace(self, setting: str, values: Values) -> None:
        """Let a setting have these values and no others; without any it is as if it was never set."""

    def begin(self, setting: str, values: Values) -> None:
        """Set the values, unless the setting has some."""

    def add(self, setting: str, key: str, values: Values) -> None:
        """Add an item; raises EntityExists for a key in use."""
