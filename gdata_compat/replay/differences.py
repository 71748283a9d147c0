"""What differs between two normalized parts, in words a line a difference: where, what was, what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from .har import Call
from .pairing import pairs
from .volatile import Normal
from .xml_bodies import Element

__all__ = ["Difference", "Parts", "between", "between_calls", "between_lines", "leaves"]

#: A text that is longer is shown from where it differs.
_SHOWN = 200


@dataclass(frozen=True)
class Difference:
    """One difference: the `part` ("request body"), where in it, and both sides; None where there is none."""

    part: str
    where: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        where = f" {self.where}" if self.where else ""
        if self.old is None:
            return f"{self.part}{where}: {self.new!r} is new"
        if self.new is None:
            return f"{self.part}{where}: {self.old!r} is missing"
        return f"{self.part}{where}: {self.old!r} became {self.new!r}"


@dataclass(frozen=True)
class Parts:
    """A call without what is volatile: its request and its answer, part by part, and the error if any."""

    request: Mapping[str, Any]
    answer: Mapping[str, Any] | None = None
    error: str | None = None

    @staticmethod
    def of(normal: Normal, call: Call) -> Parts:
        """Take a call apart."""
        answer = None if call.response is None else normal.response(call.response)
        return Parts(normal.request(call.request), answer, call.error)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Give the texts of each part."""
        for value in (*self.request.values(), self.error, *(self.answer or {}).values()):
            yield tuple(leaves(value))


def between_calls(before: Parts, now: Parts) -> list[Difference]:
    """Compare two calls, part by part."""
    found: list[Difference] = []
    # Where one was recorded by something that knows nothing of OAuth, the parameters are compared anyway.
    unknown = before.request["base string"] is None or now.request["base string"] is None
    for part in before.request:
        if not (part == "base string" and unknown):
            found += between(f"request {part}", before.request[part], now.request[part])
    found += between("error", before.error, now.error)
    if before.answer is None or now.answer is None:
        one, other = (each and str(each["status"]) for each in (before.answer, now.answer))
        return [*found, *between("answer", one, other)]
    for part in before.answer:
        found += between(f"answer {part}", before.answer[part], now.answer[part])
    return found


def leaves(value: Any) -> Iterator[str]:
    """Give the texts in a part, in an order that is the same for parts of one shape."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Element):
        yield from (text for _, text in value.attributes)
        yield value.text
        for child in value.children:
            yield from leaves(child)
    elif isinstance(value, (Mapping, list, tuple)):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from leaves(each)


def between(part: str, old: Any, new: Any, where: str = "") -> Iterator[Difference]:
    """Compare two values of a part: elements, pairs of names and values, or texts."""
    if old == new:
        return
    if isinstance(old, Element) and isinstance(new, Element):
        yield from _elements(part, old, new, f"{where}/{old.local_name}")
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in (*old, *(name for name in new if name not in old)):
            yield from between(part, old.get(name), new.get(name), f"{where} {name}".strip())
    elif _is_pairs(old) and _is_pairs(new):
        yield from _named(part, old, new, where)
    elif isinstance(old, str) and isinstance(new, str) and ("\n" in old or "\n" in new):
        yield from between_lines(part, old, new, where)
    else:
        yield Difference(part, where, *_clipped(_text(old), _text(new)))


def between_lines(part: str, old: str, new: str, where: str = "") -> Iterator[Difference]:
    """Compare texts line by line, ends of lines included; an additional line does not shift the rest.

    Lines have the numbers of the old side, those that are new the ones of the new side.
    """
    before, now = _split(old), _split(new)
    waiting: list[tuple[int, str]] = []
    at = other_at = 0

    def told(number: int, one: str | None, other: str | None) -> Difference:
        return Difference(part, f"{where} line {number}".strip(), *_clipped(one, other))

    for one, other in pairs(before, now, before, now):
        at, other_at = at + (one is not None), other_at + (other is not None)
        if one is not None and other is not None:
            yield from (told(number, text, None) for number, text in waiting)
            waiting = []
        elif one is not None:
            waiting.append((at, one))
        elif waiting:
            number, text = waiting.pop(0)
            yield told(number, text, other)
        else:
            yield told(other_at, None, other)
    yield from (told(number, text, None) for number, text in waiting)


def _split(text: str) -> list[str]:
    """Give the lines of a text; one that ends unlike all others says so."""
    lines = text.split("\n")
    last = lines.pop()
    return [*lines, f"{last} (without an end of line)"] if last else lines


def _is_pairs(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(
        isinstance(each, tuple) and len(each) == 2 for each in value
    )


def _named(part: str, old: Any, new: Any, where: str) -> Iterator[Difference]:
    """Compare pairs, of which several may have one name."""
    names = list(dict.fromkeys(name for name, _ in (*old, *new)))
    for name in names:
        before, now = ([value for known, value in pairs if known == name] for pairs in (old, new))
        for one, other in zip_longest(before, now):
            yield from between(part, one, other, f"{where} {name}".strip())


def _elements(part: str, old: Element, new: Element, where: str) -> Iterator[Difference]:
    if old.name != new.name:
        yield Difference(part, where, old.name, new.name)
        return
    if old.attributes != new.attributes:
        for each in _named(part, old.attributes, new.attributes, ""):
            yield Difference(part, f"{where}/@{each.where.rpartition('}')[2]}", each.old, each.new)
    yield from between(part, old.text, new.text, where)
    seen: dict[str, int] = {}
    for before, now in _paired(old.children, new.children):
        name = (before or now or old).local_name
        seen[name] = seen.get(name, 0) + 1
        place = f"{where}/{name}[{seen[name]}]" if seen[name] > 1 else f"{where}/{name}"
        if before is None or now is None:
            yield Difference(part, place, _text(before), _text(now))
        elif before.name != now.name:
            yield Difference(part, place, before.name, now.name)
        elif before != now:
            yield from _elements(part, before, now, place)


def _paired(
    old: tuple[Element, ...], new: tuple[Element, ...]
) -> Iterator[tuple[Element | None, Element | None]]:
    """Pair children by their names in their order, so that one more does not shift the rest."""
    yield from pairs([each.name for each in old], [each.name for each in new], old, new)


def _written(element: Element) -> str:
    """Write an element in short."""
    attributes = "".join(f' {name.rpartition("}")[2]}="{value}"' for name, value in element.attributes)
    return f"<{element.local_name}{attributes}>{element.text or ('...' if element.children else '')}"


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, Element):
        return _written(value)
    return value if isinstance(value, str) else repr(value)


def _clipped(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Show long texts from a little before where they begin to differ."""
    if old is None or new is None or max(len(old), len(new)) <= _SHOWN:
        return tuple(text and text[:_SHOWN] for text in (old, new))  # type: ignore[return-value]
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, at - 40)
    shown = [("..." if start else "") + text[start : start + _SHOWN] for text in (old, new)]
    return shown[0], shown[1]
