"""`/` divided whole numbers to whole numbers."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_leaf, kind


class Division(Rule):
    """Writes `//` between whole numbers; where reading does not tell what is divided, that is a finding."""

    kinds = ("term", "expr_stmt")
    section = "Division"
    python2_only = True
    changes = (
        ("print 1 / 2\n", "print(1 // 2)\n"),
        ("print sum([len(a) for a in b]) / len(b)\n", "print(sum([len(a) for a in b]) // len(b))\n"),
        ("print len(a) / 2 * 3\n", "print(len(a) // 2 * 3)\n"),
        (
            "def f(a):\n    print '#' * (a / 2), a[: a / 2]\n",
            "def f(a):\n    print('#' * (a // 2), a[: a // 2])\n",
        ),
        ("n = 0\nn += len(a)\nprint n / 2\n", "n = 0\nn += len(a)\nprint(n // 2)\n"),
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
        if "__future__.division" in script.scopes.origins:
            return
        for at, each in enumerate(node.children):
            if is_leaf(each, "/", "/="):
                self._divide(node, at, each, script)

    def _divide(self, node: Node, at: int, sign: Node, script: Script) -> None:
        left = script.kinds.of(node.children[at - 1]) if at == 1 else _kind_before(node, at, script)
        kinds = {left, script.kinds.of(node.children[at + 1])}
        if kinds == {"int"} or ("float" not in kinds and _is_count(node, script)):
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


def _is_count(node: Node, script: Script) -> bool:
    """Tell whether a division says how often something is repeated, or where a slice begins or ends."""
    while node.parent is not None and kind(node.parent) == "atom" and is_leaf(node.prev_sibling, "("):
        node = node.parent
    parent = node.parent
    if parent is not None and kind(parent) == "term":
        before, after = node.prev_sibling, node.next_sibling
        others = [before.prev_sibling] if is_leaf(before, "*") else []
        others += [after.next_sibling] if is_leaf(after, "*") else []
        return any(script.kinds.of(each) in ("text", "texts", "list") for each in others)
    return parent is not None and kind(parent) == "subscript"


def _kind_before(node: Node, at: int, script: Script) -> str | None:
    kinds = {script.kinds.of(each) for each in node.children[:at:2]}
    return "float" if "float" in kinds else kinds.pop() if len(kinds) == 1 else None
