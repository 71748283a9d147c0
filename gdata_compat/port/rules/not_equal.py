"""`<>` is `!=`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node


class NotEqual(Rule):
    """Writes the old sign of inequality as the one that is left."""

    kinds = ("<>",)
    changes = (("if a<>b: pass\n", "if a!=b: pass\n"), ("x = a <> b\n", "x = a != b\n"))
    keeps = ("x = a != b\n", "x = '<>'\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit the sign."""
        node.value = "!="
        node.changed()
