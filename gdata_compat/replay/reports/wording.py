"""What all reports say in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..comparing import Comparison, Found
from ..ignoring import Rule

__all__ = ["ENDINGS", "printable", "rule_in_words", "summary", "told"]

#: What an exit status says.
ENDINGS = {0: "equal", 1: "different", 2: "trouble"}


def told(found: Sequence[Found]) -> Iterator[str]:
    """Give a line for each difference, with the reason of the rule that covers it."""
    for each in found:
        yield f"{each.difference}{'' if each.rule is None else f' (ignored: {each.rule.reason})'}"


def rule_in_words(rule: Rule, count: int = 0) -> str:
    """Give what a rule is for, how often it was needed, and its reason."""
    call = "" if rule.call == "*" else f"{rule.call}: "
    used = f"ignored {count}x" if count else "a rule that covers nothing"
    return f"{used}: {call}{rule.part}, {rule.where}: {rule.reason}"


def summary(comparison: Comparison) -> str:
    """Give the last line on a comparison: its verdict and how many calls are what."""
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in comparison.counts.items() if count)
    name = f"{comparison.name}: " if comparison.name else ""
    apart = len(comparison.rest)
    differences = "1 difference" if apart == 1 else f"{apart} differences"
    ending = ENDINGS[comparison.status]
    return f"{name}{ending} ({counts or 'no calls'}; {differences} apart from the calls)"


def printable(text: str) -> str:
    """Replace what would steer a terminal: what a recording holds comes from elsewhere."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
