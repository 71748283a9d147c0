"""What an import did, and what it would not take, in words that help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from gdata_compat.errors import GdataCompatError

from ..domain.model import DomainError
from ..fault_words import WORDS
from ..faults import FAULTS, ProvisioningError, of_domain_error

__all__ = ["ImportRefused", "Outcome", "Problem", "Report"]

_LONGEST_VALUE = 60

#: What to do about an error code of the API, where other words are to be said of a file.
_WORDS = WORDS | {
    1000: "what is kept as XML or as a message cannot be read",
    1300: "the name is taken in this domain, or is in the file twice",
    1404: "the hash functions are SHA-1 and MD5; leave the password out where it has another",
}


class Outcome(str, Enum):
    """What became of one thing that was imported."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Problem:
    """Why something was not taken: where it stands, in which column or field, what was there, what to do.

    `value` is '' where it is missing, and where it is a secret.
    """

    where: str
    column: str
    value: str
    text: str

    @classmethod
    def of(cls, where: str, column: str, error: Exception, value: str = "") -> Problem:
        """Tell a DomainError or ProvisioningError in words."""
        answer = of_domain_error(error) if isinstance(error, DomainError) else error
        if not isinstance(answer, ProvisioningError):
            raise error
        code, given = answer.found[0]
        return cls(where, column, given or value, words(code))

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.where, self.column) if part)
        shown = self.value if len(self.value) <= _LONGEST_VALUE else self.value[:_LONGEST_VALUE] + "..."
        return f"{place}: {shown!r}: {self.text}" if shown else f"{place}: {self.text}"


def words(code: int) -> str:
    """Say what is wrong, of a code of the API."""
    return _WORDS.get(code, f"{FAULTS[code].reason} ({code})")


@dataclass
class Report:
    """How many of each part were created, updated, left unchanged and rejected, and why."""

    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, part: str, outcome: Outcome, number: int = 1) -> None:
        """Note what became of one thing of a part, or of so many."""
        if number:
            self.counts.setdefault(part, Counter())[outcome] += number

    def reject(self, part: str, problems: Iterable[Problem]) -> None:
        """Note that one thing of a part was not taken."""
        self.problems += problems
        self.count(part, Outcome.REJECTED)

    def lines(self) -> list[str]:
        """Lay out the counts, a part a line."""
        return [
            f"{part}: " + ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
            for part, counts in self.counts.items()
        ] + self.notes


class ImportRefused(GdataCompatError, ValueError):
    """A file cannot be imported as it is; nothing of it was kept. `report` says why."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report
