"""Comparing two recordings: which calls belong together, and what differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from .aligning import Match, align
from .differences import Difference, between, between_calls
from .har import Call, Recording, Script
from .ignoring import Rule
from .pairing import pairs
from .volatile import Normal, Volatile, text_of

__all__ = ["Comparison", "Found", "Pair", "Verdict", "compare"]


class Verdict(Enum):
    """What is said of a pair of calls, or of all."""

    EQUAL = "equal"
    IGNORED = "ignored"
    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True)
class Found:
    """A difference, with the rule that it is ignored by, if any."""

    difference: Difference
    rule: Rule | None = None


@dataclass(frozen=True)
class Pair:
    """A call of the old recording and what became of it in the new one; None where there is none."""

    old: Call | None
    new: Call | None
    found: tuple[Found, ...] = ()

    @property
    def name(self) -> str:
        """The method and the address of the call."""
        call = self.old or self.new
        assert call is not None
        return f"{call.request.method} {call.request.url}"

    @property
    def verdict(self) -> Verdict:
        """What is to be said of the pair."""
        counts = [each for each in self.found if each.rule is None]
        if not self.found:
            return Verdict.EQUAL
        if not counts:
            return Verdict.IGNORED
        if self.new is None:
            return Verdict.MISSING
        return Verdict.EXTRA if self.old is None else Verdict.CHANGED


@dataclass(frozen=True)
class Comparison:
    """All that differs between two recordings; `troubles` are reasons not to trust the rest."""

    name: str
    pairs: tuple[Pair, ...] = ()
    rest: tuple[Found, ...] = ()
    troubles: tuple[str, ...] = ()
    unused: tuple[Rule, ...] = ()
    counts: Mapping[Verdict, int] = field(default_factory=dict)

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs that counts."""
        same = all(pair.verdict in (Verdict.EQUAL, Verdict.IGNORED) for pair in self.pairs)
        return same and all(each.rule is not None for each in self.rest)

    @property
    def status(self) -> int:
        """The exit status: 0 equal, 1 different, 2 trouble."""
        return 2 if self.troubles else 0 if self.is_equal else 1

    def ignored(self) -> dict[Rule, int]:
        """Count what each rule covered."""
        everything = [*self.rest, *(each for pair in self.pairs for each in pair.found)]
        return dict(Counter(each.rule for each in everything if each.rule is not None))


def compare(
    old: Recording,
    new: Recording,
    *,
    name: str = "",
    rules: Sequence[Rule] = (),
    volatile: Iterable[Volatile] = (),
    unordered: bool = False,
) -> Comparison:
    """Compare two recordings: calls, their order, output, errors, exit status, files and final state.

    `unordered` does not mind the order of the calls: threads send in any.
    """
    normal = Normal(volatile)
    matches = align(normal, old.calls, new.calls, unordered=unordered)
    found = tuple(_pair(normal, each, old.calls, new.calls, rules) for each in matches)
    rest = tuple(_by_rule("", each, rules) for each in _apart_from_calls(old, new))
    used = {each.rule for each in rest} | {each.rule for pair in found for each in pair.found}
    return Comparison(
        name,
        found,
        rest,
        tuple(_troubles(old, new)),
        tuple(rule for rule in rules if rule not in used),
        Counter(pair.verdict for pair in found),
    )


def _by_rule(call: str, difference: Difference, rules: Sequence[Rule]) -> Found:
    return Found(difference, next((rule for rule in rules if rule.covers(call, difference)), None))


def _pair(
    normal: Normal, match: Match, olds: Sequence[Call], news: Sequence[Call], rules: Sequence[Rule]
) -> Pair:
    old = None if match.old is None else olds[match.old]
    new = None if match.new is None else news[match.new]
    name = Pair(old, new).name
    differences = []
    if match.moved and match.old is not None and match.new is not None:
        differences.append(Difference("order", "", f"call {match.old + 1}", f"call {match.new + 1}"))
    if old is None or new is None:
        differences.append(Difference("call", "", name if old else None, name if new else None))
    else:
        differences += between_calls(normal, old, new)
    return Pair(old, new, tuple(_by_rule(name, each, rules) for each in differences))


def _troubles(old: Recording, new: Recording) -> Iterator[str]:
    for side, recording in (("old", old), ("new", new)):
        if not recording.complete:
            yield f"the {side} recording was cut off after {len(recording.calls)} calls"
        for call in recording.calls:
            if call.response is None and call.error is None:
                yield f"the {side} recording has no answer to {call.request.method} {call.request.url}"
        if recording.script is not None and recording.script.ended == "timeout":
            yield f"the {side} script hung until it was ended"


# What a script does apart from its calls

_TRACEBACK = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*([\w.]+)(.*)$", re.M)


def _apart_from_calls(old: Recording, new: Recording) -> Iterator[Difference]:
    if old.script is not None and new.script is not None:
        yield from _scripts(old.script, new.script)
    if old.final_state is not None and new.final_state is not None:
        yield from between("final state", _keyed(old.final_state), _keyed(new.final_state))


def _scripts(old: Script, new: Script) -> Iterator[Difference]:
    yield from between("exit status", str(old.exit_status), str(new.exit_status))
    yield from between("end", old.ended, new.ended)
    yield from _lines("output", text_of(old.stdout), text_of(new.stdout))
    yield from _lines("error output", _told(text_of(old.stderr)), _told(text_of(new.stderr)))
    for name in sorted({*old.files, *new.files}):
        before, now = (None if name not in side else text_of(side[name]) for side in (old.files, new.files))
        if before is None or now is None:
            yield from between("file", before, now, name)
        else:
            yield from _lines(f"file {name}", before, now)


def _told(text: str) -> str:
    """Reduce each traceback to what it tells: Python 2 names classes without their modules."""
    return _TRACEBACK.sub(lambda found: found[1].rpartition(".")[2] + found[2], text)


def _lines(part: str, old: str, new: str) -> Iterator[Difference]:
    """Compare texts line by line; an additional line does not shift the rest."""
    before, now = old.splitlines(), new.splitlines()
    waiting: list[tuple[int, str]] = []
    for number, (one, other) in enumerate(pairs(before, now, before, now), 1):
        if one is not None and other is not None:
            yield from (Difference(part, f"line {at}", text, None) for at, text in waiting)
            waiting = []
        elif one is not None:
            waiting.append((number, one))
        elif waiting:
            at, text = waiting.pop(0)
            yield Difference(part, f"line {at}", text, other)
        else:
            yield Difference(part, f"line {number}", None, other)
    yield from (Difference(part, f"line {at}", text, None) for at, text in waiting)


def _keyed(state: Mapping[str, Any]) -> dict[str, Any]:
    """Give a domain's lists as mappings of what is in them, by its key."""
    return {part: _by_key(value) if isinstance(value, list) else str(value) for part, value in state.items()}


def _by_key(items: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Name things by so many of their first fields as tell them apart."""
    texts = [{name: str(value) for name, value in item.items()} for item in items]
    for fields in range(1, 4):
        keyed = {" ".join(list(each.values())[:fields]): each for each in texts}
        if len(keyed) == len(texts):
            return keyed
    return {f"{number}": each for number, each in enumerate(texts, 1)}
