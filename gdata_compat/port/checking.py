"""What a script uses of the old library, by reading it, and what of that is here.

Which modules 2.0.18 had is a table of this package; which names a module has is asked of the module itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from .engine import port_text, read_tree
from .provided import is_legacy_module, is_provided, longest_module
from .renaming import uses
from .results import Result
from .scopes import Scopes
from .source import SourceError, read_source
from .tree import Node, ParseFailure, kind, line_of, method_calls

__all__ = ["Checked", "State", "Use", "check_text", "unreadable"]


class State(Enum):
    """What is known of a name that a script uses."""

    HERE = "here"
    NO_SUCH_NAME = "the module is here and has no such name"
    NOT_YET = "gdata 2.0.18 has the module, gdata_compat does not"
    NEVER_WAS = "neither gdata 2.0.18 nor gdata_compat has it"


@dataclass(frozen=True)
class Use:
    """A name of the old library: its full name, the lines that use it, and whether it is here."""

    name: str
    lines: tuple[int, ...]
    state: State


@dataclass(frozen=True)
class Checked:
    """What checking a script gave: the names that it uses, and what porting it would bring."""

    uses: tuple[Use, ...]
    result: Result
    missing: tuple[Use, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "missing", tuple(each for each in self.uses if each.state is not State.HERE))

    @property
    def status(self) -> int:
        """0 all is here and nothing to be decided, 1 something is missing or to be decided, 2 unreadable."""
        return max(self.result.status, 1 if self.missing else 0)


def check_text(source: bytes, name: str, *, encoding: str | None = None, path: Path | None = None) -> Checked:
    """Check the bytes of a script; of one that cannot be read the result's error says why."""
    result = port_text(source, name, encoding=encoding, path=path)
    try:
        tree, _ = read_tree(read_source(source, encoding).text)
    except (SourceError, ParseFailure, RecursionError):
        return Checked((), result)
    lines: dict[str, set[int]] = {}
    for dotted, line in _names(tree):
        lines.setdefault(dotted, set()).add(line)
    found = (Use(dotted, tuple(sorted(at)), state_of(dotted)) for dotted, at in sorted(lines.items()))
    return Checked(tuple(found), result)


def unreadable(name: str, why: str) -> Checked:
    """Give what checking a file gives that cannot be read."""
    return Checked((), Result(name, b"", b"", error=f"cannot be read: {why}"))


@dataclass
class _Reader:
    """The part of a script that asking for names needs."""

    scopes: Scopes


def _names(tree: Node) -> Iterator[tuple[str, int]]:
    """Give the full name of each use of the old library, with its line: imports, names, methods."""
    reader: Any = _Reader(Scopes(tree))
    for each in reader.scopes.imported:
        if _is_ours(each.loaded):
            named = each.loaded if each.local == each.loaded.partition(".")[0] else each.origin
            yield _plain(named.removesuffix(".*")), line_of(each.node)
    for node in tree.pre_order():
        if node.type < 256 and kind(node) != "NAME":
            continue
        if kind(node) in ("power", "NAME"):
            found = uses(node, reader)
            if found and _is_ours(found[0]):
                yield _of_class(_plain(found[0])), line_of(node)
            elif kind(node) == "power" and found is None:
                yield from _methods(node, reader)


def _is_ours(dotted: str) -> bool:
    return _plain(dotted).partition(".")[0] in ("gdata", "atom")


def _plain(dotted: str) -> str:
    """Give the old name of what is imported from this package."""
    return dotted.removeprefix("gdata_compat.")


def _of_class(dotted: str) -> str:
    """Cut a name after the class or function that it leads to: the rest is the object's own."""
    module = longest_module(dotted)
    rest = dotted[len(module) :].strip(".").split(".")
    return f"{module}.{rest[0]}" if module and rest[0] else dotted


def _methods(node: Node, reader: Any) -> Iterator[tuple[str, int]]:
    """Give the methods that are called on a name bound, once, to an object of the old library."""
    first = node.children[0]
    bound = reader.scopes.bindings(first.value, first) if kind(first) == "NAME" else []
    value = bound[0].value if len(bound) == 1 and not bound[0].item else None
    found = uses(value, reader) if value is not None and kind(value) == "power" else None
    if value is None or found is None or not _is_ours(found[0]) or found[1] + 1 != len(value.children):
        return
    for at, name, _ in method_calls(node):
        if at == 1:
            yield f"{_plain(found[0])}.{name}", line_of(node)


def state_of(dotted: str) -> State:
    """Tell whether a name of the old library is here."""
    module = longest_module(dotted)
    rest = [each for each in dotted[len(module) :].split(".") if each]
    if not module or (rest and not _may_have(module, rest[0])):
        return State.NEVER_WAS
    if not is_provided(module):
        return State.NOT_YET
    value: Any = importlib.import_module(f"gdata_compat.{module}")
    for each in rest:
        if not hasattr(value, each):
            return State.NO_SUCH_NAME if is_legacy_module(module) else State.NEVER_WAS
        value = getattr(value, each)
    return State.HERE


def _may_have(module: str, name: str) -> bool:
    """Tell whether a package may have a name: what is small below `gdata` is a module, if it is anything."""
    if module not in ("gdata", "atom", "gdata.apps") or not name.islower():
        return True
    return _has(module, name)


def _has(module: str, name: str) -> bool:
    return hasattr(importlib.import_module(f"gdata_compat.{module}"), name)
