"""Differences that are meant: a small file of rules, each with its reason.

A line a rule; what is empty or begins with `#` says nothing:

    PART, WHERE, REASON
    METHOD ADDRESS: PART, WHERE, REASON

PART and WHERE are as a report names them (`answer headers`, `content-type`), METHOD and ADDRESS those of the
calls that the rule is for. `*` stands for anything, and every other character for itself. The reason is shown
in every report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from ..errors import GdataCompatError
from .differences import Difference

__all__ = ["Rule", "read_rules"]

_LINE = re.compile(r"(?:(?P<call>\S+ \S+):\s+)?(?P<part>[^,]+),(?P<where>[^,]*),(?P<reason>.+)")


@dataclass(frozen=True)
class Rule:
    """A kind of difference that does not count, for its reason."""

    part: str
    where: str
    reason: str
    call: str = "*"

    def covers(self, call: str, difference: Difference) -> bool:
        """Tell whether the rule is for a difference; `call` is method and address, or ''."""
        patterns = ((call, self.call), (difference.part, self.part), (difference.where, self.where))
        return all(_fits(text, pattern) for text, pattern in patterns)


def _fits(text: str, pattern: str) -> bool:
    """Tell whether a text is what a pattern says, in which `*` stands for any characters."""
    return (
        re.fullmatch(".*".join(re.escape(each) for each in pattern.split("*")), text, re.DOTALL) is not None
    )


def read_rules(path: str | PathLike[str]) -> list[Rule]:
    """Read a file of rules; raises GdataCompatError that names the line which is none."""
    rules = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None or not found["reason"].strip():
            raise GdataCompatError(
                f"{path}, line {number}: a rule is PART, WHERE, REASON, where WHERE may be * and the reason "
                f"has to be there, such as: answer headers, server, the new server has another name"
            )
        part, where, reason = (found[name].strip() for name in ("part", "where", "reason"))
        rules.append(Rule(part, where or "*", reason, found["call"] or "*"))
    return rules
