"""Which things of two lists belong together: a longest common subsequence by bit vectors (Hyyrö 2004)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

__all__ = ["common", "pairs"]

_T = TypeVar("_T")

#: The most bits that the rows of one table may take: 64 MiB. Longer sequences are halved first.
_TABLE_BITS = 1 << 29


def pairs(
    old_keys: Sequence[Hashable], new_keys: Sequence[Hashable], old: Sequence[_T], new: Sequence[_T]
) -> Iterator[tuple[_T | None, _T | None]]:
    """Give what belongs together by its keys, in order; None stands for what is on one side only."""
    i = j = 0
    for at, other in [*common(old_keys, new_keys), (len(old), len(new))]:
        yield from ((each, None) for each in old[i:at])
        yield from ((None, each) for each in new[j:other])
        if at < len(old) and other < len(new):
            yield old[at], new[other]
        i, j = at + 1, other + 1


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Give the index pairs of a longest common subsequence, the earliest ones.

    The work is the product of the lengths over the size of a machine word: two sequences of 10,000 take a
    fraction of a second where nothing is alike, and next to nothing where most is.
    """
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    middle = _longest(old[start : len(old) - end], new[start : len(new) - end])
    found = [(i, i) for i in range(start)]
    found += [(i + start, j + start) for i, j in middle]
    return found + [(len(old) - k, len(new) - k) for k in range(end, 0, -1)]


def _common_start(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    for place, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            return place
    return min(len(old), len(new))


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    if not old or not new:
        return []
    if len(old) * len(new) <= _TABLE_BITS or len(new) == 1:
        return _traced(_rows(old, new), len(old))
    middle = len(new) // 2
    before, after = (_scores(*halves) for halves in ((old, new[:middle]), (old[::-1], new[middle:][::-1])))
    cut = max(range(len(old) + 1), key=lambda place: before[place] + after[len(old) - place])
    left, right = _longest(old[:cut], new[:middle]), _longest(old[cut:], new[middle:])
    return [*left, *((cut + a, middle + b) for a, b in right)]


def _rows(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """Give a number for each place of `new`: its bit i is 0 where old[i] makes the subsequence longer."""
    places: dict[Hashable, int] = defaultdict(int)
    for place, item in enumerate(old):
        places[item] |= 1 << place
    full = (1 << len(old)) - 1
    row, rows = full, []
    for item in new:
        taken = row & places.get(item, 0)
        row = ((row + taken) | (row - taken)) & full
        rows.append(row)
    return rows


def _traced(rows: Sequence[int], length: int) -> list[tuple[int, int]]:
    found = []
    a, b = length - 1, len(rows) - 1
    while a >= 0 and b >= 0:
        if rows[b] >> a & 1:
            a -= 1
        elif b and not rows[b - 1] >> a & 1:
            b -= 1
        else:
            found.append((a, b))
            a, b = a - 1, b - 1
    return found[::-1]


def _scores(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """Give the length of the subsequence of `new` and each beginning of `old`."""
    row = _rows(old, new)[-1]
    return [0, *accumulate(1 - (row >> place & 1) for place in range(len(old)))]
