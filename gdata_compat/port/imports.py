"""Where a script gets a further import, and by which line."""

from __future__ import annotations

import re

from .rule import Script
from .tree import Node, is_leaf, kind, leaf

__all__ = ["add_imports", "insert_before"]


def add_imports(script: Script) -> None:
    """Import what the edits need, right before the script's first import."""
    there = {
        each.loaded
        for each in script.scopes.imported
        if each.loaded == each.origin or each.local == each.loaded.partition(".")[0]
    }
    text = str(script.tree)
    for module in script.needed:
        if module.startswith("from "):
            if module not in text:
                insert_before(script, _place(script), module)
            continue
        plain = re.compile(rf"^import {re.escape(module)}(\s|;|,|$)", re.MULTILINE)
        if module not in there and not plain.search(text):
            insert_before(script, _place(script), f"import {module}")


def insert_before(script: Script, statement: Node, line: str) -> None:
    """Put a line before a statement of the module, below the comments above the statement."""
    made = leaf(f"{line}{script.newline}", statement.prefix)
    statement.prefix = ""
    script.tree.insert_child(script.tree.children.index(statement), made)
    script.tree.changed()


def _place(script: Script) -> Node:
    """Give the first statement that imports, or else the first after docstring and future statements."""
    statements = [each for each in script.tree.children if each.type >= 256 or each.value.strip()]
    first = None
    for each in statements:
        inner = each.children[0] if kind(each) == "simple_stmt" else each
        future = kind(inner) == "import_from" and is_leaf(inner.children[1], "__future__")
        if kind(inner) in ("import_name", "import_from") and not future:
            return each
        docstring = each is statements[0] and kind(inner) == "STRING"
        if first is None and not future and not docstring:
            first = each
    return first if first is not None else script.tree.children[-1]
