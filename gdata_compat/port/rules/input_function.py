"""`input` evaluated what was typed."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_call, is_leaf, wrap


class InputFunction(Rule):
    """Writes `input()` as `eval(input())`, which is what it did, and says that it is unwise."""

    kinds = ("power",)
    python2_only = True
    changes = (("print 1\na = input('b? ')\n", "print(1)\na = eval(input('b? '))\n"),)
    keeps = ("a = input('b? ')\n", "print 1\na = raw_input()\n", "print 1\na.input()\n")
    finds = (("print 1\na = input('b? ')\n", "runs what is typed"),)

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call of the builtin, unless this run made it of `raw_input`."""
        first = node.children[0]
        if not is_leaf(first, "input") or not is_call(node.children[1]) or first.was_changed:
            return
        if script.scopes.is_builtin(first):
            script.find(
                self,
                node,
                "input() runs what is typed, as it did in Python 2",
                "Python 2's input() was eval(raw_input())",
                f"int({str(node).strip()}) if a number is asked for",
            )
            wrap(node, "eval(", ")")
