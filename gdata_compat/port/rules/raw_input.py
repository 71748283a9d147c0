"""`raw_input` is `input`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node


class RawInput(Rule):
    """Writes `raw_input` as `input`."""

    kinds = ("NAME",)
    changes = (("a = raw_input('b? ')\n", "a = input('b? ')\n"),)
    keeps = ("try: input = raw_input\nexcept NameError: raw_input = input\n", "a.raw_input()\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a name that is the builtin."""
        if node.value == "raw_input" and script.scopes.is_builtin(node):
            node.value = "input"
            node.changed()
