"""Every quirk of 2.0.18 that is listed by number has tests that name its number."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_NAMED = re.compile(r"[Qq]uirks?\s+((?:\d+(?:,\s+|\s+and\s+)?)+)")

#: As many are listed.
_QUIRKS = range(1, 47)


def _tests() -> Iterator[tuple[int, str]]:
    """Each quirk's number with a test that names it in its docstring, its ids or a comment inside it."""
    for path in sorted(Path(__file__).parent.rglob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        if "uirk" not in source:
            continue
        lines = source.splitlines()
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                text = "\n".join(lines[first - 1 : node.end_lineno])
                for found in _NAMED.findall(text):
                    for number in re.findall(r"\d+", found):
                        yield int(number), f"{path.name}::{node.name}"


@pytest.fixture(scope="module")
def table() -> dict[int, list[str]]:
    """The tests of each quirk."""
    found: dict[int, list[str]] = {}
    for number, test in _tests():
        found.setdefault(number, []).append(test)
    return found


@pytest.mark.parametrize("number", _QUIRKS)
def test_each_quirk_has_a_test(number: int, table: dict[int, list[str]]) -> None:
    """By name, so that who looks for it finds it."""
    assert table.get(number)


def test_no_other_number_is_named(table: dict[int, list[str]]) -> None:
    """A number that is not in the list is a slip of the pen."""
    assert sorted(set(table) - set(_QUIRKS)) == []
