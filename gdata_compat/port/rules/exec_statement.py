"""`exec code in names` is `exec(code, names)`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_leaf, kind, leaf


class ExecStatement(Rule):
    """Writes the statement as a call."""

    kinds = ("exec_stmt",)
    changes = (
        ("exec code\n", "exec(code)\n"),
        ("exec code in a\n", "exec(code, a)\n"),
        ("exec 'b' in a, c\n", "exec('b', a, c)\n"),
    )
    keeps = ("exec(code)\n", "exec (code, a)\n", "exec(code, a, b)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a statement; with parentheses around all it is a call in both."""
        words = node.children[1:]
        if len(words) == 1 and kind(words[0]) == "atom" and is_leaf(words[0].children[0], "("):
            return
        words[0].prefix = ""
        node.children[0].value = "exec("
        for each in words[1:]:
            if is_leaf(each, "in"):
                each.replace(leaf(","))
        node.append_child(leaf(")"))
