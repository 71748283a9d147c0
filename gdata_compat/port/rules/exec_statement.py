"""`exec code in names` is `exec(code, names)`."""

from __future__ import annotations

import ast

from ..python3 import python3_tree
from ..rule import Rule, Script
from ..tree import Node, enclosing, is_leaf, kind, leaf, unwrapped


class ExecStatement(Rule):
    """Writes the statement as a call."""

    kinds = ("exec_stmt",)
    changes = (
        ("exec code\n", "exec(code)\n"),
        ("exec code in a\n", "exec(code, a)\n"),
        ("exec 'b' in a, c\n", "exec('b', a, c)\n"),
    )
    finds = (
        ("def f(code):\n    exec code\n", "binds no name of f"),
        ("exec 'print 1'\n", "is Python 2"),
    )
    keeps = ("exec(code)\n", "exec (code, a)\n", "exec(code, a, b)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a statement; with parentheses around all it is a call in both."""
        words = node.children[1:]
        self._literal(words[0], script)
        self._names(node, script)
        if len(words) == 1 and kind(words[0]) == "atom" and is_leaf(words[0].children[0], "("):
            return
        words[0].prefix = ""
        node.children[0].value = "exec("
        for each in words[1:]:
            if is_leaf(each, "in"):
                each.replace(leaf(","))
        node.append_child(leaf(")"))

    def _literal(self, code: Node, script: Script) -> None:
        """Look at code that stands in the script as a literal, which no rule edits."""
        code = unwrapped(code)
        if kind(code) != "STRING":
            return
        expression = python3_tree(code.value)
        text = ast.literal_eval(expression.body[0].value) if expression else ""  # type: ignore[attr-defined]
        if python3_tree(text) is None:
            script.find(
                self,
                code,
                "the text that exec runs is Python 2",
                "what is in a literal is not edited",
                "edit it by hand as the rest of the script was",
            )

    def _names(self, node: Node, script: Script) -> None:
        """Look at code that runs among the names of a function."""
        function = enclosing(node, "funcdef", "classdef")
        if (
            function is None
            or kind(function) == "classdef"
            or any(is_leaf(each, "in") for each in node.children)
        ):
            return
        script.find(
            self,
            node,
            f"exec binds no name of {function.children[1].value}",
            "in Python 3 what exec binds in a function is not among the function's names",
            "names = {}; exec(code, globals(), names), and names['a'] in place of a",
        )
