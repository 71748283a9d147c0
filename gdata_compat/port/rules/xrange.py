"""`xrange` is `range`."""

from __future__ import annotations

from ..renaming import is_alias
from ..rule import Rule, Script
from ..tree import Node


class Xrange(Rule):
    """Writes `xrange` as `range`."""

    kinds = ("NAME",)
    changes = (("for i in xrange(3): pass\n", "for i in range(3): pass\n"),)
    keeps = ("def xrange(n): return n\nxrange(3)\n", "a.xrange(3)\n", "f(xrange=1)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a name that is the builtin."""
        if node.value == "xrange" and script.scopes.is_builtin(node) and not is_alias(node, "range"):
            node.value = "range"
            node.changed()
