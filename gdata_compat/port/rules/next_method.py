"""`it.next()` is `next(it)`, and the method behind it is `__next__`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, beginning, compose, enclosing, is_leaf, kind, method_calls


class NextMethod(Rule):
    """Writes calls of `next` as the builtin's, and the method of an iterator as `__next__`."""

    kinds = ("power", "funcdef")
    evidence = False
    changes = (
        ("a = b.next()\n", "a = next(b)\n"),
        ("a = b.c(1).next()[0]\n", "a = next(b.c(1))[0]\n"),
        (
            "def f(a):\n    next = a.next()\n    return next\n",
            "import builtins\ndef f(a):\n    next = builtins.next(a)\n    return next\n",
        ),
        (
            "class A:\n    def __iter__(self): return self\n    def next(self): return 1\nA().next()\n",
            "class A:\n    def __iter__(self): return self\n    def __next__(self): return 1\nnext(A())\n",
        ),
    )
    keeps = (
        "class Node:\n    def next(self): return self.n\nNode().next()\n",
        "a.next(1)\n",
        "a.next\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call, or the method of a class that is an iterator."""
        if kind(node) == "funcdef":
            if is_leaf(node.children[1], "next") and _iterates(enclosing(node, "classdef")):
                node.children[1].value = "__next__"
                node.changed()
            return
        for at, name, call in method_calls(node):
            if name == "next" and not arguments(call) and not _has_other_next(script):
                called = script.builtin("next", node)
                prefix = node.prefix
                rest = node.children[at + 2 :]
                for each in [node.children[at], call, *rest]:
                    each.remove()
                inner = beginning(node, at)
                made = compose(node, f"{called}(", inner, ")", *rest)
                made.prefix = prefix
                return


def _iterates(owner: Node | None) -> bool:
    return owner is not None and any(
        kind(each) == "funcdef" and is_leaf(each.children[1], "__iter__") for each in owner.pre_order()
    )


def _has_other_next(script: Script) -> bool:
    """Tell whether a class has a method of the name that is not an iterator's."""
    return any(not _iterates(enclosing(node, "classdef")) for node in script.scopes.functions.get("next", ()))
