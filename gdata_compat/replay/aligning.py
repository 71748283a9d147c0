"""Which call of one recording answers to which of the other.

Calls that say the same come together first, in their order as far as it is the same and then wherever they
are. Between them come those for one resource, then those for one address. What is left over has changed its
method or its address, if its like lies between the same neighbours, or is on one side only.

Calls that were under way at the same time have no order: a script with threads sends them in any.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from .har import Call
from .pairing import common
from .volatile import Normal

__all__ = ["Match", "align"]

#: How alike two addresses have to be, from 0 to 1, for one to count as the other's changed form.
_ALIKE = 0.5

#: How many calls left over between two neighbours are compared with each other for that.
_MOST_CANDIDATES = 100


@dataclass(frozen=True)
class Match:
    """A place in both recordings, None where one has nothing; `moved` says that the order is another."""

    old: int | None
    new: int | None
    moved: bool = False


def align(
    normal: Normal, old: Sequence[Call], new: Sequence[Call], *, unordered: bool = False
) -> list[Match]:
    """Pair the calls, in the order of the old ones; `unordered` does not mind their order."""
    before, now = ([_shape(normal, call) for call in calls] for calls in (old, new))
    everything = (list(range(len(old))), list(range(len(new))))
    if unordered:
        together = _elsewhere(before, now, everything, {}, 0, _LEVELS)
        changed = _changed(before, now, [next(_gaps([], everything, together))])
        return [Match(each.old, each.new) for each in _timeline([], everything, together, changed)]
    anchors = list(_anchors(before, now, everything, 0, 1))
    moved = _elsewhere(before, now, everything, dict(anchors), 0, 1)
    for gap in list(_gaps(anchors, everything, moved)):
        anchors += _anchors(before, now, gap, 1, _LEVELS)
    anchors.sort()
    moved |= _elsewhere(before, now, everything, dict(anchors) | moved, 1, _LEVELS)
    changed = _changed(before, now, _gaps(anchors, everything, moved))
    return _in_time(list(_timeline(anchors, everything, moved, changed)), old, new)


@dataclass(frozen=True)
class _Shape:
    """What a call is recognised by: keys from the finest to the coarsest; its method and steps tell likes."""

    keys: tuple[Hashable, ...]
    method: str
    steps: tuple[str, ...]


#: How many keys a shape has: all of the call, its resource with the query, its method and address.
_LEVELS = 3


def _shape(normal: Normal, call: Call) -> _Shape:
    request = call.request
    resource = normal.resource(request)
    status = None if call.response is None else call.response.status
    parts = urlsplit(request.url)
    return _Shape(
        ((resource, _body(normal, call), status), resource, (request.method, parts.netloc, parts.path)),
        request.method,
        (parts.netloc, *parts.path.strip("/").split("/")),
    )


def _body(normal: Normal, call: Call) -> Hashable:
    if not call.request.body:
        return ""
    made = normal.body(call.request.body, call.request.header("content-type"))
    return tuple(made) if isinstance(made, list) else made


#: Places of the old recording and of the new one that lie between the same neighbours.
_Gap = tuple[list[int], list[int]]


def _anchors(
    old: Sequence[_Shape], new: Sequence[_Shape], gap: _Gap, level: int, end: int
) -> Iterator[tuple[int, int]]:
    """Give what stays in its order: by the first key first, by the next one between those."""
    mine, theirs = gap
    if level == end or not mine or not theirs:
        return
    found = common([old[i].keys[level] for i in mine], [new[j].keys[level] for j in theirs])
    fixed = [(mine[a], theirs[b]) for a, b in found]
    yield from fixed
    for inner in _gaps(fixed, gap, {}):
        yield from _anchors(old, new, inner, level + 1, end)


def _gaps(anchors: Iterable[tuple[int, int]], gap: _Gap, moved: Mapping[int, int]) -> Iterator[_Gap]:
    """Give what lies before each anchor, and after the last, without what has moved."""
    taken = set(moved.values())
    mine, theirs = (iter(places) for places in gap)
    for a, b in [*anchors, (None, None)]:
        left = [i for i in iter(lambda: next(mine, None), a) if i is not None and i not in moved]
        right = [j for j in iter(lambda: next(theirs, None), b) if j is not None and j not in taken]
        yield left, right


def _elsewhere(
    old: Sequence[_Shape],
    new: Sequence[_Shape],
    gap: _Gap,
    known: Mapping[int, int],
    level: int,
    end: int,
) -> dict[int, int]:
    """Pair what is not known yet with its like wherever that is, by the first key first."""
    found: dict[int, int] = {}
    for key in range(level, end):
        taken = {*known.values(), *found.values()}
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for j in gap[1]:
            if j not in taken:
                waiting[new[j].keys[key]].append(j)
        for i in gap[0]:
            like = waiting.get(old[i].keys[key])
            if i not in known and i not in found and like:
                found[i] = like.popleft()
    return found


def _changed(old: Sequence[_Shape], new: Sequence[_Shape], gaps: Iterable[_Gap]) -> dict[int, int]:
    """Pair what is left over between the same neighbours, where only the method or the address changed."""
    found: dict[int, int] = {}
    for mine, theirs in gaps:
        free = theirs[:_MOST_CANDIDATES]
        for i in mine[:_MOST_CANDIDATES]:
            likeness, j = max(((_likeness(old[i], new[j]), -j) for j in free), default=(0.0, 0))
            if likeness >= _ALIKE:
                found[i] = -j
                free.remove(-j)
    return found


def _likeness(old: _Shape, new: _Shape) -> float:
    """Tell how alike two calls are: one address by another method, or an address alike in its steps."""
    if old.steps == new.steps:
        return 1.0
    if old.method != new.method:
        return 0.0
    return 2 * len(common(old.steps, new.steps)) / (len(old.steps) + len(new.steps))


def _timeline(
    anchors: Sequence[tuple[int, int]],
    everything: _Gap,
    moved: Mapping[int, int],
    changed: Mapping[int, int],
) -> Iterator[Match]:
    placed = {*moved.values(), *changed.values()}
    for (mine, theirs), anchor in zip(_gaps(anchors, everything, {}), [*anchors, None], strict=True):
        for i in mine:
            yield Match(i, moved.get(i, changed.get(i)), moved=i in moved)
        yield from (Match(None, j) for j in theirs if j not in placed)
        if anchor is not None:
            yield Match(*anchor)


# Calls at the same time

_Span = tuple[float, float]


def _in_time(matches: list[Match], old: Sequence[Call], new: Sequence[Call]) -> list[Match]:
    """Take back what has moved past nothing but calls that were under way at the same time."""
    if not any(match.moved for match in matches):
        return matches
    spans = [_span(call) for call in old], [_span(call) for call in new]
    return [
        Match(each.old, each.new, moved=each.moved and _has_passed(each, matches, *spans)) for each in matches
    ]


def _has_passed(
    moved: Match, matches: Sequence[Match], old: Sequence[_Span | None], new: Sequence[_Span | None]
) -> bool:
    assert moved.old is not None
    assert moved.new is not None
    for other in matches:
        if other.old is None or other.new is None or (other.old < moved.old) == (other.new < moved.new):
            continue
        together = _overlap(old[moved.old], old[other.old]) or _overlap(new[moved.new], new[other.new])
        if other != moved and not together:
            return True
    return False


def _overlap(one: _Span | None, other: _Span | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _span(call: Call) -> _Span | None:
    """Give when a call began and ended, in seconds; None where the recording does not tell."""
    try:
        start = datetime.fromisoformat(call.started.replace("Z", "+00:00")).timestamp()
    except ValueError:
        return None
    return start, start + max(call.milliseconds, 0) / 1000
