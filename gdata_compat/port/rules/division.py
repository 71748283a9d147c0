"""`/` divided whole numbers to whole numbers."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_leaf


class Division(Rule):
    """Writes `//` between whole numbers; where reading does not tell what is divided, that is a finding."""

    kinds = ("term", "expr_stmt")
    section = "Division"
    python2_only = True
    changes = (
        ("print 1 / 2\n", "print(1 // 2)\n"),
        ("print len(a) / 2 * 3\n", "print(len(a) // 2 * 3)\n"),
        ("n = 10\nn /= 3\nprint n\n", "n = 10\nn //= 3\nprint(n)\n"),
    )
    keeps = (
        "a = 1 / 2\n",
        "print 1.0 / 2\n",
        "print float(a) / b\n",
        "from __future__ import division\nprint 1 / 2\n",
        "print 1 // 2\n",
        "import time\nprint (time.time() - a) / 60\n",
    )
    finds = (("def f(a):\n    print a / 2\n", "a / 2"), ("def f(a, b):\n    a /= b\n    print a\n", "a /= b"))

    def visit(self, node: Node, script: Script) -> None:
        """Edit a division, or ask what it divides."""
        if any(each.origin == "__future__.division" for each in script.scopes.imported):
            return
        for at, each in enumerate(node.children):
            if is_leaf(each, "/", "/="):
                self._divide(node, at, each, script)

    def _divide(self, node: Node, at: int, sign: Node, script: Script) -> None:
        left = script.kinds.of(node.children[at - 1]) if at == 1 else _kind_before(node, at, script)
        kinds = {left, script.kinds.of(node.children[at + 1])}
        if kinds == {"int"}:
            sign.value = sign.value.replace("/", "//")
            sign.changed()
        elif "float" not in kinds and "text" not in kinds:
            text = " ".join(str(node).split())
            script.find(
                self,
                node,
                f"{text}: are both whole numbers?",
                "in Python 2 whole numbers divided to a whole number, in Python 3 to one with a fraction",
                text.replace("/", "//"),
            )


def _kind_before(node: Node, at: int, script: Script) -> str | None:
    kinds = {script.kinds.of(each) for each in node.children[:at:2]}
    return "float" if "float" in kinds else kinds.pop() if len(kinds) == 1 else None
