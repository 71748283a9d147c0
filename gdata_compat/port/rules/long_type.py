"""`long` is `int`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node


class LongType(Rule):
    """Writes `long` as `int`."""

    kinds = ("NAME",)
    changes = (("a = long(b)\n", "a = int(b)\n"), ("isinstance(a, long)\n", "isinstance(a, int)\n"))
    keeps = ("long = 3\nprint(long)\n", "a.long\n", "f(long=1)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a name that is the builtin."""
        if node.value == "long" and script.scopes.is_builtin(node):
            node.value = "int"
            node.changed()
