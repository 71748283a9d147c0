"""The lines of a comparison for a terminal: one for each call, what differs below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..comparing import Comparison, Pair, Verdict
from .wording import ENDINGS, printable, rule_in_words, summary, told

__all__ = ["Line", "as_lines", "as_text", "table_of"]

#: Pieces of a line: a style ('' for none) and a text without control characters.
Line = tuple[tuple[str, str], ...]

#: The style of each verdict; names that `rich` and `click` both know.
STYLES = {
    Verdict.EQUAL: "green",
    Verdict.IGNORED: "cyan",
    Verdict.CHANGED: "yellow",
    Verdict.MISSING: "red",
    Verdict.EXTRA: "magenta",
}
_ENDING_STYLES = {0: "green", 1: "yellow", 2: "red"}


def as_text(comparison: Comparison, *, details: bool = False) -> Iterator[str]:
    """Give the lines without any style."""
    for line in as_lines(comparison, details=details):
        yield "".join(text for _, text in line)


def as_lines(comparison: Comparison, *, details: bool = False) -> Iterator[Line]:
    """Give a line for each call, those that are equal in one unless `details` are wanted, and the rest."""
    for equal, pairs in groupby(comparison.pairs, lambda pair: pair.verdict is Verdict.EQUAL):
        alike = list(pairs)
        if equal and len(alike) > 1 and not details:
            yield _verdict(Verdict.EQUAL), ("", f"{len(alike)} calls")
        else:
            for pair in alike:
                yield from _call(pair)
    yield from (_plain(line) for line in told(comparison.rest))
    yield from ((("red", "trouble "), ("", printable(trouble))) for trouble in comparison.troubles)
    yield from (_plain(rule_in_words(rule, count)) for rule, count in comparison.ignored().items())
    yield from (_plain(rule_in_words(rule)) for rule in comparison.unused)
    yield ((_ENDING_STYLES[comparison.status], printable(summary(comparison))),)


def _call(pair: Pair) -> Iterator[Line]:
    yield _verdict(pair.verdict), ("", printable(pair.name))
    yield from (_plain(f"    {line}") for line in told(pair.found))


def _verdict(verdict: Verdict) -> tuple[str, str]:
    return STYLES[verdict], f"{verdict.value:8}"


def _plain(text: str) -> Line:
    return (("", printable(text)),)


def table_of(comparisons: Sequence[Comparison]) -> list[list[tuple[str, str]]]:
    """Give the rows of a summary of several runs, the heads first; each cell with its style."""
    heads = [("", text) for text in ("run", *(verdict.value for verdict in Verdict), "apart", "")]
    rows = [heads]
    for each in comparisons:
        cells = [("", printable(each.name))]
        for verdict in Verdict:
            count = each.counts.get(verdict, 0)
            cells.append((STYLES[verdict] if count else "", str(count)))
        cells.append(("", str(sum(found.rule is None for found in each.rest))))
        cells.append((_ENDING_STYLES[each.status], ENDINGS[each.status]))
        rows.append(cells)
    return rows
