"""`f.xreadlines()` is `f` itself."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, method_calls


class Xreadlines(Rule):
    """Takes the call away: a file gives its lines one by one."""

    kinds = ("power",)
    changes = (
        ("for a in f.xreadlines(): pass\n", "for a in f: pass\n"),
        ("for a in open('b').xreadlines(): pass\n", "for a in open('b'): pass\n"),
    )
    keeps = ("f.xreadlines(1)\n", "f.xreadlines\n", "def xreadlines(): pass\na.xreadlines()\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit the last call of a power."""
        for at, name, call in list(method_calls(node)):
            last = at + 2 == len(node.children)
            if name == "xreadlines" and last and not arguments(call) and name not in script.scopes.functions:
                node.children[at].remove()
                call.remove()
                node.changed()
