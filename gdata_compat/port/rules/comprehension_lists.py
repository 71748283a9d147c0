"""`[a for a in 1, 2]` has its values in parentheses."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, wrap


class ComprehensionLists(Rule):
    """Puts parentheses around several values that a comprehension goes through."""

    kinds = ("testlist_safe",)
    changes = (
        ("a = [b for b in 1, 2]\n", "a = [b for b in (1, 2)]\n"),
        ("a = [b for b in c, d if b]\n", "a = [b for b in (c, d) if b]\n"),
    )
    keeps = ("a = [b for b in (1, 2)]\n", "for a in 1, 2: pass\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit the values."""
        wrap(node, "(", ")")
