"""`x` in backticks is repr(x)."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_leaf


class Backticks(Rule):
    """Writes backticks as a call of `repr`."""

    kinds = ("atom",)
    changes = (
        ("a = `b`\n", "a = repr(b)\n"),
        ("a = `b, c`\n", "a = repr((b, c))\n"),
        ("a = ` b `+1\n", "a = repr( b )+1\n"),
    )
    keeps = ("a = '`b`'\n", "a = repr(b)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit an atom in backticks."""
        first, last = node.children[0], node.children[-1]
        if is_leaf(first, "`"):
            several = any(is_leaf(each, ",") for each in getattr(node.children[1], "children", ()))
            first.value, last.value = ("repr((", "))") if several else ("repr(", ")")
            node.changed()
