"""`__metaclass__ = M` is `class A(metaclass=M)`."""

from __future__ import annotations

from ..renaming import remove_statement
from ..rule import Rule, Script
from ..tree import Node, is_leaf, kind, leaf


class Metaclass(Rule):
    """Moves a class's metaclass to where Python 3 looks for it."""

    kinds = ("classdef",)
    evidence = False
    changes = (
        ("class A(B):\n    __metaclass__ = M\n    x = 1\n", "class A(B, metaclass=M):\n    x = 1\n"),
        ("class A:\n    __metaclass__ = M\n", "class A(metaclass=M):\n    pass\n"),
        ("class A():\n    __metaclass__ = M\n", "class A(metaclass=M):\n    pass\n"),
    )
    keeps = ("class A(metaclass=M): pass\n", "class A:\n    x = '__metaclass__ = M'\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a class that names its metaclass in its body."""
        body = node.children[-1]
        for line in body.children if kind(body) == "suite" else ():
            first = line.children[0] if kind(line) == "simple_stmt" else None
            if (
                first is not None
                and kind(first) == "expr_stmt"
                and is_leaf(first.children[0], "__metaclass__")
            ):
                value = str(first.children[2]).strip()
                remove_statement(first)
                self._put(node, f"metaclass={value}")
                return

    @staticmethod
    def _put(node: Node, text: str) -> None:
        opening = next((each for each in node.children if is_leaf(each, "(")), None)
        if opening is None:
            node.insert_child(2, leaf(f"({text})"))
            return
        closing = next(each for each in node.children if is_leaf(each, ")"))
        empty = node.children.index(closing) == node.children.index(opening) + 1
        node.insert_child(node.children.index(closing), leaf(text if empty else f", {text}"))
