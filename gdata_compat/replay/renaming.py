"""Which name of one run is which of the other: labels of secrets, and names that a server makes up.

Two runs draw other names, in another order. Where a call, a line of output or a part of the final state says
the same but for such names, they stand for each other; what most of these places say holds for the whole run,
one to one. A place that says something else has used another secret, or another thing, than the old run did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from .har import Call, Headers
from .volatile import LABEL, Names

__all__ = ["renaming", "sent_first"]


def sent_first(names: Names, calls: Iterable[Call]) -> set[str]:
    """Give the names that a request had before any answer: what the script made up, and was given.

    A hash that a script sends looks like an id, and is none that the server drew.
    """
    sent: set[str] = set()
    answered: set[str] = set()
    for call in calls:
        request, response = call.request, call.response
        sent.update(set(names.found(_whole(request.headers, request.body, request.url))) - answered)
        if response is not None:
            answered.update(names.found(_whole(response.headers, response.body)))
    return sent


def _whole(headers: Headers, body: bytes, url: str = "") -> str:
    return "\n".join([url, *(f"{name}: {value}" for name, value in headers), body.decode("latin-1")])


def renaming(
    names: Names,
    places: Iterable[tuple[Iterable[str], Iterable[str]]],
    can_be: Callable[[str, str], bool] = lambda old, new: True,
) -> dict[str, str]:
    """Give the old name for each new one, from `places` that answer to each other: texts of both runs.

    `can_be` tells whether an old name and a new one may stand for each other.
    A label that stands for no old one is marked, since labels of two runs mean nothing to each other.
    """
    votes: Counter[tuple[str, str]] = Counter()
    new_labels: set[str] = set()
    texts = Counter(each for old, new in places for each in zip(old, new, strict=False))
    for (one, other), count in texts.items():
        theirs = names.found(other)
        new_labels.update(name for name in theirs if LABEL.fullmatch(name))
        if theirs and names.replace(one) == names.replace(other):
            for pair in zip(names.found(one), theirs, strict=True):
                votes[pair] += count
    made: dict[str, str] = {}
    taken: set[str] = set()
    for (old_name, new_name), _ in votes.most_common():  # the first of equals first
        if new_name not in made and old_name not in taken and can_be(old_name, new_name):
            made[new_name] = old_name
            taken.add(old_name)
    return made | {label: f"{label} (of the new run)" for label in new_labels - made.keys()}
