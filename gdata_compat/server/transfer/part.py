"""What a part of a JSON document is: a kind of thing that a domain holds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..domain.model import Domain
from .report import Outcome

__all__ = ["Item", "Part"]

#: One thing of a part: its fields by their names, types checked.
Item = Mapping[str, Any]


class Part(ABC):
    """A kind of thing: its `fields` with their types, those `needed`, and the field that is its `key`.

    So many as `at_once` are put into a domain in one step.
    """

    fields: Mapping[str, type]
    needed: Sequence[str]
    key: str
    at_once: int = 500

    @abstractmethod
    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        """Give everything of the kind."""

    def count(self, domain: Domain) -> int:
        """Return how many there are; by reading them, where there is no quicker way."""
        return sum(1 for _ in self.read(domain))

    @abstractmethod
    def put(self, domain: Domain, item: Item) -> Outcome:
        """Add or change one; raises DomainError, ProvisioningError. What it does not name stays as it is."""

    def put_many(self, domain: Domain, items: Sequence[Item]) -> Sequence[Outcome]:
        """Add or change many, in any order, and return what became of each; raises as `put` does."""
        return [self.put(domain, item) for item in items]
