"""`raw_input` is `input`."""

from __future__ import annotations

from ..renaming import is_alias
from ..rule import Rule, Script
from ..tree import Node


class RawInput(Rule):
    """Writes `raw_input` as `input`."""

    kinds = ("NAME",)
    changes = (
        ("a = raw_input('b? ')\n", "a = input('b? ')\n"),
        (
            "def f():\n    input = raw_input('b? ')\n    return input\n",
            "import builtins\ndef f():\n    input = builtins.input('b? ')\n    return input\n",
        ),
    )
    keeps = (
        "import sys\nif sys.version_info[0] < 3:\n    input = raw_input\n",
        "try: input = raw_input\nexcept NameError: raw_input = input\n",
        "a.raw_input()\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a name that is the builtin."""
        if node.value == "raw_input" and script.scopes.is_builtin(node) and not is_alias(node, "input"):
            node.value = script.builtin("input", node)
            node.changed()
