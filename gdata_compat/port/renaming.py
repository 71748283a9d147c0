"""Rules that are a table of names: what was called so is now called otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from .rule import Rule, Script
from .scopes import Imported, imports_of
from .tree import Node, beginning, compose, enclosing, is_leaf, kind, leaf, replace_text

_IN_IMPORTS = frozenset(
    {"dotted_name", "import_from", "import_as_name", "import_as_names", "import_name", "dotted_as_name"}
    | {"dotted_as_names"}
)
__all__ = ["Renames", "is_alias", "is_guarded", "remove_statement", "rewrite_from", "uses"]


class Renames(Rule):
    """A rule by a table: a full name in Python 2, and what it is now; without a dot that is a builtin."""

    kinds: ClassVar[tuple[str, ...]] = ("power", "NAME", "import_from")
    table: ClassVar[Mapping[str, str]] = {}

    def visit(self, node: Node, script: Script) -> None:
        """Rename a use by its module, or in the import that brings it."""
        if kind(node) == "import_from":
            self._import(node)
            return
        found = uses(node, script)
        if found is None:
            return
        dotted, count = found
        while count > 1 and dotted not in self.table:
            dotted, count = dotted.rpartition(".")[0], count - 1
        new = self.table.get(dotted)
        if new is not None and (count > 1 or "." not in new):
            self._rename(node, count, new, script)

    @staticmethod
    def _rename(node: Node, count: int, new: str, script: Script) -> None:
        module, _, name = new.rpartition(".")
        first = node.children[0] if kind(node) == "power" else node
        same = {each.origin for each in script.scopes.bindings(first.value, first)} == {module}
        text = f"{first.value}.{name}" if same else new
        if kind(node) != "power":
            replace_text(node, text)
            return
        prefix = node.prefix
        if count == len(node.children):
            replace_text(node, text)
        else:
            beginning(node, count)
            node.insert_child(0, leaf(text, prefix))
            node.changed()
        if module and not same and module != "str":
            script.need(module)

    def _import(self, node: Node) -> None:
        moved = any(each.origin in self.table for each in imports_of(node))
        if moved and not is_guarded(node, self._modules()):
            rewrite_from(node, self.table)

    def _modules(self) -> set[str]:
        return {new.rpartition(".")[0] for new in self.table.values()} - {""}


def uses(node: Node, script: Script) -> tuple[str, int] | None:
    """Give the full name that a use of an import stands for, and how many children of a power say it."""
    if kind(node) == "NAME":
        parent = node.parent
        if parent is None or kind(parent) in _IN_IMPORTS:
            return None
        if kind(parent) == "trailer" and is_leaf(parent.children[0], "."):
            return None
        if kind(parent) == "power" and parent.children[0] is node:
            return None
        if kind(parent) == "argument" and parent.children[0] is node and is_leaf(parent.children[1], "="):
            return None
    return script.scopes.origin(node)


def is_alias(name: Node, new: str) -> bool:
    """Tell whether a name of Python 2 is given its name of Python 3, in a branch for Python 2."""
    statement = name.parent
    if kind(statement) != "expr_stmt" or not is_leaf(statement.children[0], new):
        return False
    return enclosing(name, "if_stmt", "try_stmt") is not None


def is_guarded(node: Node, modules: set[str]) -> bool:
    """Tell whether an import stands in a try or an if whose other branch has what Python 3 calls the same."""
    around = enclosing(node, "try_stmt", "if_stmt")
    names = {each.local for each in imports_of(node)}
    while around is not None:
        for each in around.pre_order():
            if kind(each) == "expr_stmt" and is_leaf(each.children[0], *names):
                return True
            if kind(each) in ("import_name", "import_from") and each is not node:
                for imported in imports_of(each):
                    if imported.loaded in modules or imported.origin in modules:
                        return True
        around = enclosing(around, "try_stmt", "if_stmt")
    return False


def rewrite_from(node: Node, table: Mapping[str, str]) -> None:
    """Write `from m import a, b` anew, each name from where the table says it is; builtins need no import."""
    wanted: dict[str, list[str]] = {}
    for each in imports_of(node):
        new = table.get(each.origin, each.origin)
        module, _, name = new.rpartition(".")
        if module:
            wanted.setdefault(module, []).append(name if _same(each, name) else f"{name} as {each.local}")
    text = "; ".join(f"from {module} import {', '.join(names)}" for module, names in wanted.items())
    if text:
        replace_text(node, text)
    else:
        remove_statement(node)


def _same(imported: Imported, name: str) -> bool:
    return imported.local == name


def remove_statement(node: Node) -> None:
    """Take a statement away, with its line where it is alone; a block that would be empty gets pass."""
    line = node.parent
    block = line.parent
    alone = kind(line) == "simple_stmt" and len(line.children) == 2
    others = (
        [each for each in block.children if each.type >= 256 and each is not line]
        if block is not None
        else []
    )
    if not alone or (kind(block) == "suite" and not others) or kind(block) not in ("suite", "file_input"):
        compose(node, "pass")
        return
    follower, prefix = line.next_sibling, line.prefix
    line.remove()
    if follower is not None and follower.type >= 256:
        follower.prefix = prefix + follower.prefix.lstrip(" \t")
    elif follower is not None and prefix.strip():
        follower.prefix = prefix + follower.prefix
