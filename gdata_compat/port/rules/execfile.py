"""`execfile` reads the file and runs it."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, compose, is_call, is_leaf


class Execfile(Rule):
    """Writes `execfile` as running what is in the file."""

    kinds = ("power",)
    changes = (
        ("execfile('a.py')\n", "exec(compile(open('a.py').read(), 'a.py', 'exec'))\n"),
        ("execfile(a, b)\n", "exec(compile(open(a).read(), a, 'exec'), b)\n"),
    )
    keeps = ("def execfile(a): pass\nexecfile(a)\n", "a.execfile('b')\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call of the builtin."""
        first = node.children[0]
        if is_leaf(first, "execfile") and is_call(node.children[1]) and script.scopes.is_builtin(first):
            file, *names = [str(each).strip() for each in arguments(node.children[1])]
            rest = "".join(f", {each}" for each in names)
            node.children[1].remove()
            compose(first, f"exec(compile(open({file}).read(), {file}, 'exec'){rest})")
