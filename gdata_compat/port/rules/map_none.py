"""`map(None, a, b)` is `zip_longest(a, b)`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, is_leaf, leaf, replace_text


class MapNone(Rule):
    """Writes `map` without a function as what it does."""

    kinds = ("power",)
    section = "Views and iterators in place of lists"
    changes = (
        ("a = map(None, b)\n", "a = list(b)\n"),
        ("a = map(None, b, c)\n", "import itertools\na = list(itertools.zip_longest(b, c))\n"),
    )
    keeps = ("a = list(map(f, b))\n", "def map(a, b): pass\nmap(None, 1)\n", "a.map(None, b)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call of the builtin whose function is None."""
        first = node.children[0]
        if not (is_leaf(first, "map") and is_call(node.children[1]) and script.scopes.is_builtin(first)):
            return
        given = arguments(node.children[1])
        if len(given) < 2 or str(given[0]).strip() != "None":
            return
        rest = ", ".join(str(each).strip() for each in given[1:])
        if len(given) == 2:
            text = f"list({rest})"
        else:
            text = f"list(itertools.zip_longest({rest}))"
            script.need("itertools")
        node.children[1].remove()
        if len(node.children) == 1:
            replace_text(node, text)
        else:
            first.replace(leaf(text, first.prefix))
