"""Tuples among the parameters of a function."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, enclosing, is_leaf, kind, leaf
from .except_clause import put_first


class TupleParameters(Rule):
    """Takes a tuple apart in the first line of a function; in a lambda its parts are read by index."""

    kinds = ("tfpdef", "vfpdef")
    changes = (
        ("def f(a, (b, c)):\n    return b\n", "def f(a, b_c):\n    (b, c) = b_c\n    return b\n"),
        ("def f((a, b)): return a\n", "def f(a_b): (a, b) = a_b; return a\n"),
        ("x.sort(key=lambda (k, v): v)\n", "x.sort(key=lambda k_v: k_v[1])\n"),
        ("f = lambda (k, v): g(k=v, v=k)\n", "f = lambda k_v: g(k=k_v[1], v=k_v[0])\n"),
        ("f = lambda a, (b, (c, d)): (a, d)\n", "f = lambda a, b_c_d: (a, b_c_d[1][1])\n"),
        (
            "def f((a, b)):\n    '''Doc.'''\n    return a\n",
            "def f(a_b):\n    '''Doc.'''\n    (a, b) = a_b\n    return a\n",
        ),
    )
    keeps = ("def f(a, b=(1, 2)): pass\n", "f = lambda a: (a, 1)\n", "f = lambda: 1\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a parameter that is a tuple, once, from outside."""
        if not is_leaf(node.children[0], "(") or enclosing(node, "tfpdef", "vfpdef") is not None:
            return
        function = enclosing(node, "funcdef", "lambdef", "old_lambdef")
        if function is None:
            return
        names = [each.value for each in node.leaves() if kind(each) == "NAME"]
        name = "_".join(names)
        pattern = str(node).strip()
        indexes = dict(_indexes(node.children[1], name))
        node.replace(leaf(name, node.prefix))
        if kind(function) == "funcdef":
            put_first(function.children[-1], f"{pattern} = {name}", script.newline, after_docstring=True)
            return
        for each in list(function.children[-1].leaves()):
            if kind(each) == "NAME" and each.value in indexes and not _is_other(each):
                each.value = indexes[each.value]
                each.changed()


def _indexes(node: Node, path: str) -> list[tuple[str, str]]:
    """Give by which subscript each name of a pattern is reached."""
    if kind(node) == "NAME":
        return [(node.value, path)]
    if is_leaf(node.children[0], "("):
        return _indexes(node.children[1], path)
    parts = [each for each in node.children if not is_leaf(each, ",")]
    return [found for at, each in enumerate(parts) for found in _indexes(each, f"{path}[{at}]")]


def _is_other(name: Node) -> bool:
    """Tell whether a name is an attribute's, or that of an argument."""
    first = name.parent.children[0]
    if kind(name.parent) == "argument":
        return first is name and is_leaf(name.next_sibling, "=")
    return kind(name.parent) == "trailer" and is_leaf(first, ".")
