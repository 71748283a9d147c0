"""`apply(f, args)` is `f(*args)`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, is_leaf, kind, replace_text


class ApplyFunction(Rule):
    """Writes `apply` as a call with stars."""

    kinds = ("power",)
    changes = (
        ("apply(f, a)\n", "f(*a)\n"),
        ("b = apply(f.g, a, k)\n", "b = f.g(*a, **k)\n"),
        ("apply(f)\n", "f()\n"),
        ("apply(a or b, (1, 2))\n", "(a or b)(*(1, 2))\n"),
    )
    keeps = ("def apply(f): pass\napply(f)\n", "a.apply(f, b)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call of the builtin."""
        first = node.children[0]
        if not (is_leaf(first, "apply") and is_call(node.children[1]) and script.scopes.is_builtin(first)):
            return
        given = arguments(node.children[1])
        texts = [str(each).strip() for each in given]
        if not 1 <= len(given) <= 3 or any(kind(each) == "argument" for each in given):
            return
        called = texts[0] if kind(given[0]) in ("NAME", "power") else f"({texts[0]})"
        stars = [star + text for star, text in zip(("*", "**"), texts[1:], strict=False)]
        rest = "".join(map(str, node.children[2:]))
        replace_text(node, f"{called}({', '.join(stars)}){rest}")
