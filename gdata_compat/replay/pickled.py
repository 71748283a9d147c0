"""Pickles in words, so that those of both Pythons can be compared: they hold the same in other bytes."""

from __future__ import annotations

import pickletools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .volatile import LABEL

__all__ = ["as_text"]

#: What a pickle begins with: a protocol from 2 on, or an instruction of the protocols 0 and 1 and their end.
_BINARY = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))
_DEEPEST = 12

_LABEL = f"({LABEL.pattern})".encode("ascii")
_SHORT = re.compile(rb"([\x8cU])." + _LABEL, re.S)
_LONG = re.compile(rb"([XTB])...." + _LABEL, re.S)
_FRAME = re.compile(rb"\x95.{6}\0\0", re.S)


def as_text(data: bytes) -> str | None:
    """Lay out what a pickle of the legacy classes and plain data holds, a line a part; None for all else."""
    if not data.startswith(_BINARY) and not data.endswith(b"."):
        return None
    from .. import pickles

    for each in (data, _with_lengths_of_labels(data)):
        try:
            held = pickles.loads(each, classes=_shells(each))
        except Exception:  # whatever a broken pickle may raise: then it is bytes like any others
            continue
        return "".join(f"{line}\n" for line in _told(held, "", 0))
    return None


def _with_lengths_of_labels(data: bytes) -> bytes:
    """Mend a pickle in which labels stand for secrets: of these the lengths are noted, and of frames."""
    data = _SHORT.sub(lambda at: at[1] + bytes([len(at[2])]) + at[2], _FRAME.sub(b"", data))
    return _LONG.sub(lambda at: at[1] + len(at[2]).to_bytes(4, "little") + at[2], data)


def _shells(data: bytes) -> dict[str, type]:
    """Give empty classes in the place of a script's own, which are in its process only."""
    texts: list[str] = []
    shells: dict[str, type] = {}
    for opcode, argument, _ in pickletools.genops(data):
        module, _, name = str(argument).partition(" ")
        if opcode.name == "STACK_GLOBAL":
            module, name = texts[-2:]
        elif opcode.name != "GLOBAL":
            texts += [argument] if isinstance(argument, str) else []
            continue
        if module == "__main__":
            shells[f"{module}.{name}"] = type(name, (), {"__module__": module})
    return shells


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
