"""Which calls belong together, and which order counts."""

from __future__ import annotations

import dataclasses
import random

import pytest

from gdata_compat.replay.aligning import Match, align
from gdata_compat.replay.har import Call, Request, Response
from gdata_compat.replay.volatile import Normal


def _calls(text: str) -> list[Call]:
    """Read calls such as `GET/a?x`, `POST/a=body` and `GET/a!503`."""
    return [_call(word) for word in text.split()]


def _call(word: str) -> Call:
    word, _, status = word.partition("!")
    start, _, body = word.partition("=")
    method, slash, rest = start.partition("/")
    url = f"https://apps-apis.google.com{slash}{rest}"
    return Call(Request(method, url, (), body.encode()), Response(int(status or 200)))


def _told(old: str, new: str, *, unordered: bool = False) -> str:
    """Write the pairs: `1-1` for places that belong together, `~` between those that have moved."""
    return " ".join(map(_shown, align(Normal(), _calls(old), _calls(new), unordered=unordered)))


def _shown(match: Match) -> str:
    old, new = ("" if place is None else str(place + 1) for place in (match.old, match.new))
    return f"{old}{'~' if match.moved else '-'}{new}"


CASES = {
    "the same": ("GET/a GET/b", "GET/a GET/b", "1-1 2-2"),
    "one more": ("GET/a GET/b", "GET/a GET/c GET/b", "1-1 -2 2-3"),
    "one less": ("GET/a GET/c GET/b", "GET/a GET/b", "1-1 2- 3-2"),
    "doubled": ("POST/a=1 GET/b", "POST/a=1 POST/a=1 GET/b", "1-1 -2 2-3"),
    "the same content before the same resource": ("PUT/a=1 PUT/a=2", "PUT/a=2", "1- 2-1"),
    "the same answer before another one": ("GET/a!503 GET/a", "GET/a", "1- 2-1"),
    "another body": ("GET/a PUT/a=1 GET/b", "GET/a PUT/a=2 GET/b", "1-1 2-2 3-3"),
    "another query": ("GET/a?1 GET/a?2", "GET/a?1 GET/a?3", "1-1 2-2"),
    "another method": ("GET/a PUT/a=1 GET/b", "GET/a POST/a=1 GET/b", "1-1 2-2 3-3"),
    "another address": ("GET/f/x/a GET/b", "GET/f/x/c GET/b", "1-1 2-2"),
    "something else": ("GET/f/x/a GET/b", "DELETE/g/y GET/b", "1- -1 2-2"),
    "the other way round": ("GET/a GET/b", "GET/b GET/a", "1-2 2~1"),
    "a moved call before a like one": (
        "GET/a?1 GET/x GET/a?2 GET/y",
        "GET/x GET/a?2 GET/y GET/a?1",
        "1~4 2-1 3-2 4-3",
    ),
    "moved and changed": ("PUT/a=1 GET/x GET/y", "GET/x GET/y PUT/a=2", "1~3 2-1 3-2"),
}


@pytest.mark.parametrize(("old", "new", "told"), CASES.values(), ids=CASES.keys())
def test_calls_are_paired(old: str, new: str, told: str) -> None:
    """By content, then by resource, then by address; else elsewhere, else as a changed form."""
    assert _told(old, new) == told


def test_without_order_the_same_content_goes_together() -> None:
    """Nothing has moved then; of what differs, like goes with like."""
    assert _told("GET/a PUT/b=1 GET/c", "GET/c PUT/b=2 GET/a", unordered=True) == "1-3 2-2 3-1"


def _at(call: Call, second: float, length: float) -> Call:
    return dataclasses.replace(call, started=f"2011-01-01T00:00:{second:06.3f}Z", milliseconds=length * 1000)


@pytest.mark.parametrize(
    ("lengths", "told"),
    [((0.5, 0.5), "1-2 2~1"), ((1.5, 0.5), "1-2 2-1")],
    ids=["one after the other", "at the same time"],
)
def test_calls_at_the_same_time_have_no_order(lengths: tuple[float, float], told: str) -> None:
    """Threads send in any; it is enough that one of the recordings shows them together."""
    old = [_at(call, second, lengths[second]) for second, call in enumerate(_calls("GET/a GET/b"))]
    new = [_at(call, second, 0.5) for second, call in enumerate(_calls("GET/b GET/a"))]
    assert " ".join(map(_shown, align(Normal(), old, new))) == told


def test_an_order_counts_against_calls_that_are_over() -> None:
    """A call that ran beside one, and has moved past another that was over, has moved."""
    old = [_at(c, s, 1.5 if s == 1 else 0.5) for s, c in enumerate(_calls("GET/a GET/b GET/c"))]
    new = [_at(c, s, 0.5) for s, c in enumerate(_calls("GET/c GET/a GET/b"))]
    assert " ".join(map(_shown, align(Normal(), old, new))) == "1-2 2-3 3~1"


@pytest.mark.parametrize("unordered", [False, True], ids=["ordered", "unordered"])
def test_every_call_is_there_once(unordered: bool) -> None:
    """Whatever is left out, doubled, moved or changed."""
    draw = random.Random(3)
    for _ in range(200):
        sides = [
            _calls(
                " ".join(
                    f"{draw.choice(['GET', 'PUT'])}/f/{draw.choice('abc')}={draw.choice('12')}"
                    for _ in range(draw.randrange(9))
                )
            )
            for _ in range(2)
        ]
        found = align(Normal(), *sides, unordered=unordered)
        olds = [match.old for match in found if match.old is not None]
        news = sorted(match.new for match in found if match.new is not None)
        assert (olds, news) == (list(range(len(sides[0]))), list(range(len(sides[1]))))
