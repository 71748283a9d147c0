"""Pickles in words, so that those of both Pythons can be compared: they hold the same in other bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["as_text"]

#: What a pickle begins with: a protocol from 2 on, or an instruction of the protocols 0 and 1 and their end.
_BINARY = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))
_DEEPEST = 12


def as_text(data: bytes) -> str | None:
    """Lay out what a pickle of the legacy classes and plain data holds, a line a part; None for all else."""
    if not data.startswith(_BINARY) and not data.endswith(b"."):
        return None
    from .. import pickles

    try:
        held = pickles.loads(data)
    except Exception:  # whatever a broken pickle may raise: then it is bytes like any others
        return None
    return "".join(f"{line}\n" for line in _told(held, "", 0))


def _told(value: Any, where: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield f"{where} = ..."
    elif hasattr(value, "ToString") or hasattr(value, "to_string"):
        yield f"{where} = {type(value).__name__} {_xml(value)}"
    elif isinstance(value, Mapping):
        for key in sorted(value, key=repr):
            yield from _told(value[key], f"{where}[{key!r}]", depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value, key=repr) if isinstance(value, (set, frozenset)) else value
        yield f"{where} = {type(value).__name__} of {len(value)}"
        for number, each in enumerate(items):
            yield from _told(each, f"{where}[{number}]", depth + 1)
    elif hasattr(value, "__dict__"):
        yield f"{where} = {type(value).__name__}"
        yield from _told_object(value, where, depth)
    else:
        yield f"{where} = {value!r}"


def _told_object(value: Any, where: str, depth: int) -> Iterator[str]:
    for name, each in sorted(vars(value).items()):
        yield from _told(each, f"{where}.{name}", depth + 1)


def _xml(value: Any) -> str:
    return str(value.ToString() if hasattr(value, "ToString") else value.to_string())
