"""`long` is `int`."""

from __future__ import annotations

from ..renaming import is_alias
from ..rule import Rule, Script
from ..tree import Node, kind, replace_text


class LongType(Rule):
    """Writes `long` as `int`."""

    kinds = ("NAME", "atom")
    changes = (
        ("a = long(b)\n", "a = int(b)\n"),
        ("isinstance(a, long)\n", "isinstance(a, int)\n"),
        ("isinstance(a, (int, long))\n", "isinstance(a, int)\n"),
    )
    keeps = ("long = 3\nprint(long)\n", "a.long\n", "f(long=1)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a name that is the builtin, or the two types that have become one."""
        if kind(node) == "atom":
            if "".join(str(node).split()) in ("(int,long)", "(long,int)", "(int,int)"):
                replace_text(node, "int")
            return
        if node.value == "long" and script.scopes.is_builtin(node) and not is_alias(node, "int"):
            node.value = "int"
            node.changed()
