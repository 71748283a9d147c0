"""`raise E, "text"` is `raise E("text")`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, compose, is_leaf, kind


class RaiseStatement(Rule):
    """Writes the value as the argument of a call, and the traceback by `with_traceback`."""

    kinds = ("raise_stmt",)
    section = "`raise E, 'text'`"
    changes = (
        ("raise E, 'y'\n", "raise E('y')\n"),
        ("raise service.Error, 'y' % z\n", "raise service.Error('y' % z)\n"),
        ("raise E, (a, b)\n", "raise E(a, b)\n"),
        ("raise E, None\n", "raise E\n"),
        ("raise E, 'y', tb\n", "raise E('y').with_traceback(tb)\n"),
        ("raise kind, value, sys.exc_info()[2]\n", "raise value.with_traceback(sys.exc_info()[2])\n"),
        ("raise exc[0], exc[1], exc[2]\n", "raise exc[1].with_traceback(exc[2])\n"),
        ("import sys\nraise sys.exc_type, sys.exc_value\n", "import sys\nraise sys.exc_info()[1]\n"),
        ("raise E, None, tb\n", "raise E().with_traceback(tb)\n"),
    )
    keeps = ("raise\n", "raise E\n", "raise E('y')\n", "raise E('y') from e\n")
    finds = (("raise 'text'\n", "a string"), ("raise 'text', value\n", "a string"))

    def visit(self, node: Node, script: Script) -> None:
        """Edit a statement with commas; a string as an exception is a finding."""
        words = node.children[1:]
        if words and kind(words[0]) == "STRING":
            self._string(words[0], script)
            if len(words) > 1:
                compose(node, "raise Exception(", str(words[0]).strip(), ", ", str(words[2]).strip(), ")")
            return
        if len(words) < 3 or not is_leaf(words[1], ","):
            return
        compose(node, f"raise {_made(words[0], words[2], words[4] if len(words) > 3 else None)}")

    def _string(self, word: Node, script: Script) -> None:
        script.find(
            self,
            word,
            "a string is raised",
            "strings are no exceptions, neither in Python 3 nor in Python 2.6 and later: TypeError",
            f"raise Exception({str(word).strip()})",
        )


def _made(kind_of: Node, value: Node, trace: Node | None) -> str:
    name, given = str(kind_of).strip(), str(value).strip()
    taken_apart = name.endswith("[0]") and given.endswith("[1]")
    if trace is None and taken_apart:
        return given
    if trace is None:
        return name if given == "None" else f"{name}({_arguments(value)})"
    both_names = kind(kind_of) == "NAME" and kind(value) == "NAME" and name.islower()
    if taken_apart or (both_names and given != "None"):
        return f"{given}.with_traceback({str(trace).strip()})"
    return f"{name}({'' if given == 'None' else _arguments(value)}).with_traceback({str(trace).strip()})"


def _arguments(value: Node) -> str:
    text = str(value).strip()
    if (
        kind(value) == "atom"
        and is_leaf(value.children[0], "(")
        and any(is_leaf(c, ",") for c in value.children[1].children)
    ):
        return text[1:-1].strip().rstrip(",")
    return text
