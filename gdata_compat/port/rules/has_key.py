"""`d.has_key(k)` is `k in d`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, bare, beginning, compose, is_loose, kind, method_calls

_TIGHT = ("test", "lambdef", "or_test", "and_test", "not_test", "comparison", "namedexpr_test")


class HasKey(Rule):
    """Writes a call of `has_key` as the operator `in`."""

    kinds = ("power",)
    section = "`has_key`, `iteritems` and their like"
    changes = (
        ("if d.has_key('a'): pass\n", "if 'a' in d: pass\n"),
        ("if not d.has_key(k) and x: pass\n", "if k not in d and x: pass\n"),
        ("a = b.c[0].has_key(k) == 1\n", "a = (k in b.c[0]) == 1\n"),
        ("a = d.has_key(b or c)\n", "a = (b or c) in d\n"),
    )
    keeps = ("a = k in d\n", "a = d.has_key\n", "class D:\n    def has_key(self, k): pass\nD().has_key(1)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call; a script that has a method of that name keeps it."""
        for at, name, call in method_calls(node):
            given = arguments(call)
            if (
                name == "has_key"
                and len(given) == 1
                and at + 2 == len(node.children)
                and "has_key" not in script.scopes.functions
            ):
                self._edit(node, at, given[0])
                return

    @staticmethod
    def _edit(node: Node, at: int, key: Node) -> None:
        negated = node.parent is not None and kind(node.parent) == "not_test"
        place = node.parent if negated else node
        loose = is_loose(place)
        prefix = place.prefix
        key.remove()
        bare(key)
        parts = ["(", key, ")"] if kind(key) in _TIGHT else [key]
        holder = beginning(node, at)
        whole = [*parts, " not in " if negated else " in ", holder]
        made = compose(place, *(whole if loose else ["(", *whole, ")"]))
        made.prefix = prefix
