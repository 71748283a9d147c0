"""Comparing two recordings: which calls belong together, and what differs."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import Any

from . import pickled, xml_bodies
from .aligning import Match, align
from .differences import Difference, Parts, between, between_calls, between_lines, leaves
from .har import Call, Recording, Script, without_secrets
from .ignoring import Rule
from .renaming import renaming, sent_first
from .volatile import LABEL, Normal, Volatile, is_text, is_utf8, line_ends_of, text_of

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
    """All that differs between two recordings; `troubles` are reasons not to trust the rest.

    `rename` gives a text of the new side with the names that the old side has for labels and ids.
    """

    name: str
    pairs: tuple[Pair, ...] = ()
    rest: tuple[Found, ...] = ()
    troubles: tuple[str, ...] = ()
    unused: tuple[Rule, ...] = ()
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    rename: Callable[[str], str] = field(default=str, repr=False, compare=False)

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

    `unordered` does not mind the order of the calls: threads send in any. `volatile` rows extend the table.
    Secrets that a recording still has are taken out first, so that no report can show them.
    """
    key = os.urandom(32)
    old, new = (each if each.scrubbed else without_secrets(each, key) for each in (old, new))
    sides = _Sides(old, new, Normal(volatile), unordered)
    found = tuple(_pair(sides, match, rules) for match in sides.matches)
    rest = tuple(_by_rule("", each, rules) for each in _apart_from_calls(sides))
    used = {each.rule for each in rest} | {each.rule for pair in found for each in pair.found}
    return Comparison(
        name,
        found,
        rest,
        tuple(_troubles(old, new)),
        tuple(rule for rule in rules if rule not in used),
        Counter(pair.verdict for pair in found),
        sides.rename,
    )


class _Sides:
    """Two recordings, which of their calls belong together, and the new one in the names of the old one."""

    def __init__(self, old: Recording, new: Recording, normal: Normal, unordered: bool) -> None:
        self.old, self.new = old, new
        self._given = [sent_first(normal.names, side.calls) for side in (old, new)]
        own = (name for side in self._given for name in side if not LABEL.fullmatch(name))
        normal = normal.without(own)
        self.matches = align(normal, old.calls, new.calls, unordered=unordered)
        self._plain = normal.renamed({})
        self._parts = {
            match: (Parts.of(self._plain, old.calls[match.old]), Parts.of(self._plain, new.calls[match.new]))
            for match in self.matches
            if match.old is not None and match.new is not None
        }
        instead = renaming(normal.names, self._places(), self._can_be)
        self._changed = {name for name, other in instead.items() if name != other}
        self._renamed = normal.renamed(instead)
        self.rename = self._renamed.names.replace

    def _can_be(self, old: str, new: str) -> bool:
        """Tell whether two labels may stand for one secret: not where both runs were given another one."""
        one, other = self.old.digests.get(old), self.new.digests.get(new)
        were_given = old in self._given[0] and new in self._given[1]
        return one is None or other is None or one == other or not were_given

    def parts(self, match: Match) -> tuple[Parts, Parts] | None:
        """Take a pair of calls apart; None for a call on one side only."""
        found = self._parts.get(match)
        if found is None or match.new is None:
            return None
        is_as_it_was = not self._changed or self._changed.isdisjoint(self._names_in(found[1]))
        return found if is_as_it_was else (found[0], Parts.of(self._renamed, self.new.calls[match.new]))

    def states(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Any, Any]:
        """Give what both domains hold, the new one in the names of the old one."""
        return _keyed(self._plain.state(old)), _keyed(self._renamed.state(new))

    def _names_in(self, parts: Parts) -> Iterator[str]:
        return (name for part in parts.texts() for text in part for name in self._plain.names.found(text))

    def _places(self) -> Iterator[tuple[Iterable[str], Iterable[str]]]:
        """Give what answers to each other: calls, lines of output, and the final states."""
        for old, new in self._parts.values():
            yield from zip(old.texts(), new.texts(), strict=False)
        if self.old.script is not None and self.new.script is not None:
            for name in ("stdout", "stderr"):
                before, now = (text_of(getattr(side.script, name)) for side in (self.old, self.new))
                yield before.split("\n"), now.split("\n")
        yield leaves(self.old.final_state), leaves(self.new.final_state)


def _by_rule(call: str, difference: Difference, rules: Sequence[Rule]) -> Found:
    return Found(difference, next((rule for rule in rules if rule.covers(call, difference)), None))


def _pair(sides: _Sides, match: Match, rules: Sequence[Rule]) -> Pair:
    old = None if match.old is None else sides.old.calls[match.old]
    new = None if match.new is None else sides.new.calls[match.new]
    name = Pair(old, new).name
    differences = []
    if match.moved and match.old is not None and match.new is not None:
        differences.append(Difference("order", "", f"call {match.old + 1}", f"call {match.new + 1}"))
    parts = sides.parts(match)
    if parts is None:
        differences.append(Difference("call", "", name if old else None, name if new else None))
    else:
        differences += between_calls(*parts)
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

_TRACEBACK = re.compile(rb"^Traceback \(most recent call last\):\r?\n(?:[ \t].*\n|\r?\n)*([\w.]+)(.*)$", re.M)
_CAUSE = re.compile(
    rb"^Traceback \(most recent call last\):\r?\n(?:(?!Traceback ).*\n)+?\r?\n"
    rb"(?:During handling of the above exception, another exception occurred"
    rb"|The above exception was the direct cause of the following exception):\r?\n\r?\n(?=Traceback )",
    re.M,
)
_THREAD = re.compile(rb"^(Exception in thread) Thread-\d+(?: \([\w.<>]+\))?:$", re.M)


def _apart_from_calls(sides: _Sides) -> Iterator[Difference]:
    old, new = sides.old, sides.new
    if old.script is not None and new.script is not None:
        yield from _scripts(old.script, new.script, sides.rename)
    if old.final_state is not None and new.final_state is not None:
        yield from between("final state", *sides.states(old.final_state, new.final_state))


def _scripts(old: Script, new: Script, rename: Callable[[str], str]) -> Iterator[Difference]:
    yield from between("exit status", str(old.exit_status), str(new.exit_status))
    yield from between("end", old.ended, new.ended)
    yield from _texts("output", old.stdout, new.stdout, rename)
    yield from _texts("error output", _told(old.stderr), _told(new.stderr), rename)
    for name in sorted({*old.files, *new.files}):
        yield from _files(name, old.files.get(name), new.files.get(name), rename)


def _files(
    name: str, old: bytes | None, new: bytes | None, rename: Callable[[str], str]
) -> Iterator[Difference]:
    if old == new:
        return
    if old is None or new is None:
        yield from between("file", old and _shown(old), new and _shown(new), name)
        return
    before, now = pickled.as_text(old), pickled.as_text(new)
    if before is not None and now is not None:
        yield from between_lines(f"file {name}, unpickled", before, rename(now))
    elif is_text(old) and is_text(new):
        yield from _texts(f"file {name}", old, new, rename)
    else:
        yield Difference("file", name, _shown(old)[:_SHOWN], _shown(new)[:_SHOWN])


#: So much is shown of a file that has another kind now.
_SHOWN = 200


def _shown(data: bytes) -> str:
    return text_of(data) if is_text(data) else f"{len(data)} bytes, SHA-256 {sha256(data).hexdigest()[:16]}"


def _texts(part: str, old: bytes, new: bytes, rename: Callable[[str], str]) -> Iterator[Difference]:
    """Compare texts, how they are encoded, and how their lines end."""
    if is_utf8(old) != is_utf8(new):
        names = [("UTF-8" if is_utf8(each) else "not UTF-8") for each in (old, new)]
        yield Difference(part, "encoding", *names)
    ends = line_ends_of(old), line_ends_of(new)
    if all(ends) and ends[0] != ends[1] and "mixed" not in ends:
        yield Difference(part, "line ends", *ends)
        old, new = (each.replace(b"\r\n", b"\n").replace(b"\r", b"\n") for each in (old, new))
    yield from between_lines(part, text_of(old), rename(text_of(new)))


def _told(output: bytes) -> bytes:
    """Reduce each traceback to what it tells: Python 2 names classes without their modules.

    It tells of no cause, either, and names no function of a thread.
    """
    output = _THREAD.sub(rb"\1:", _CAUSE.sub(b"", output))
    return _TRACEBACK.sub(lambda found: found[1].rpartition(b".")[2] + found[2], output)


def _keyed(state: Mapping[str, Any]) -> dict[str, Any]:
    """Give a domain's lists as mappings of what is in them, by its key."""
    return {part: _by_key(value) if isinstance(value, list) else str(value) for part, value in state.items()}


def _by_key(items: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Name things by so many of their first fields as tell them apart."""
    texts = [{name: xml_bodies.in_order(str(value)) for name, value in item.items()} for item in items]
    for fields in range(1, 4):
        keyed = {" ".join(list(each.values())[:fields]): each for each in texts}
        if len(keyed) == len(texts):
            return keyed
    return {f"{number}": each for number, each in enumerate(texts, 1)}
