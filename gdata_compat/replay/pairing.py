"""Which things of two lists belong together: a longest common subsequence (Myers 1986)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

__all__ = ["common", "pairs"]

_T = TypeVar("_T")

#: Beyond so many differences the rest is paired key by key, in order: a proof that much changed is enough.
_MAXIMUM = 2000


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
    """Give the index pairs of a longest common subsequence."""
    start, end = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _myers(old[start : len(old) - end], new[start : len(new) - end])
    found = [(i, i) for i in range(start)]
    found += [(i + start, j + start) for i, j in middle]
    return found + [(len(old) - k, len(new) - k) for k in range(end, 0, -1)]


def _myers(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    reached, trace = {1: 0}, []
    for d in range(min(len(old) + len(new), _MAXIMUM) + 1):
        trace.append(dict(reached) if d else {1: 0})
        for k in range(-d, d + 1, 2):
            down = k == -d or (k != d and reached[k - 1] < reached[k + 1])
            x = reached[k + 1] if down else reached[k - 1] + 1
            y = x - k
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reached[k] = x
            if x >= len(old) and y >= len(new):
                return _backwards(trace, len(old), len(new))
    return _in_order(old, new)


def _backwards(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    found = []
    for d in range(len(trace) - 1, -1, -1):
        reached, k = trace[d], x - y
        down = k == -d or (k != d and reached[k - 1] < reached[k + 1])
        before = k + 1 if down else k - 1
        from_x = reached[before]
        from_y = from_x - before
        while x > from_x and y > from_y and x > 0 and y > 0:
            x, y = x - 1, y - 1
            found.append((x, y))
        x, y = from_x, from_y
    return found[::-1]


def _in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pair each key with the next equal one, never going back: quick, if not the longest."""
    places: dict[Hashable, list[int]] = {}
    for j in range(len(new) - 1, -1, -1):
        places.setdefault(new[j], []).append(j)
    found: list[tuple[int, int]] = []
    at = -1
    for i, key in enumerate(old):
        waiting = places.get(key, [])
        while waiting and waiting[-1] <= at:
            waiting.pop()
        if waiting and (not found or waiting[-1] - at <= 50):
            at = waiting.pop()
            found.append((i, at))
    return found
