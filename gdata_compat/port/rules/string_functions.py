"""The functions of the module `string` are methods."""

from __future__ import annotations

from ..renaming import uses
from ..rule import Rule, Script
from ..tree import Node, arguments, compose, is_call, kind, replace_text

_METHODS = frozenset(
    {
        "capitalize",
        "center",
        "count",
        "expandtabs",
        "find",
        "index",
        "ljust",
        "lower",
        "lstrip",
        "replace",
        "rfind",
    }
    | {"rindex", "rjust", "rsplit", "rstrip", "split", "strip", "swapcase", "translate", "upper", "zfill"}
)
_NUMBERS = {"atoi": "int", "atol": "int", "atof": "float"}


class StringFunctions(Rule):
    """Writes a function of the module as a method of its first argument, `join` as one of its second."""

    kinds = ("power",)
    evidence = False
    changes = (
        ("import string\na = string.join(b, ',')\n", "import string\na = ','.join(b)\n"),
        ("import string\na = string.join(b)\n", "import string\na = ' '.join(b)\n"),
        ("import string\na = string.split(b.c, ',')[0]\n", "import string\na = b.c.split(',')[0]\n"),
        ("import string\na = string.upper(b + c)\n", "import string\na = (b + c).upper()\n"),
        ("import string as s\na = s.atoi('1')\n", "import string as s\na = int('1')\n"),
    )
    keeps = (
        "string = 'a'\nstring.split(b)\n",
        "import string\nstring.capwords(a)\n",
        "import string\nstring.Template(a)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call through the module."""
        found = uses(node, script)
        if found is None or found[1] != 2 or not found[0].startswith("string."):
            return
        name = found[0].partition(".")[2]
        if len(node.children) < 3 or not is_call(node.children[2]) or "." in name:
            return
        given = arguments(node.children[2])
        if name in _NUMBERS:
            replace_text(node.children[0], _NUMBERS[name])
            node.children[1].remove()
        elif name == "join" and 1 <= len(given) <= 2:
            separator = given[1] if len(given) == 2 else None
            self._method(node, separator, "join", given[:1])
        elif name in _METHODS and given:
            self._method(node, given[0], name, given[1:])

    @staticmethod
    def _method(node: Node, owner: Node | None, name: str, given: list[Node]) -> None:
        text = "' '" if owner is None else str(owner).strip()
        if owner is not None and kind(owner) not in ("NAME", "STRING", "power", "atom"):
            text = f"({text})"
        rest = ", ".join(str(each).strip() for each in given)
        if len(node.children) == 3:
            replace_text(node, f"{text}.{name}({rest})")
            return
        prefix, tail = node.prefix, node.children[3:]
        for each in tail:
            each.remove()
        compose(node, f"{text}.{name}({rest})", *tail).prefix = prefix
