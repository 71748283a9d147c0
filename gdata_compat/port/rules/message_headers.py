"""The headers of an answer of `urllib2` have `get`, no longer `getheader`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_call, method_calls, name_trailer


class MessageHeaders(Rule):
    """Writes `get` and `get_all` where headers, not the answer, are asked."""

    kinds = ("power",)
    section = "Modules with another name"
    evidence = False
    changes = (
        ("print(a.info().getheader('b'))\n", "print(a.info().get('b'))\n"),
        ("print(a.headers.getheaders('b'))\n", "print(a.headers.get_all('b', []))\n"),
    )
    keeps = ("print(response.getheader('b'))\n", "a.info(1).getheader('b')\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit the methods of what `info()` or `headers` gives."""
        for at, name, call in list(method_calls(node)):
            if name in ("getheader", "getheaders") and _are_headers(node, at):
                node.children[at].children[1].value = "get" if name == "getheader" else "get_all"
                if name == "getheaders" and len(call.children) == 3:
                    call.children[2].value = ", [])"
                node.changed()


def _are_headers(power: Node, at: int) -> bool:
    """Tell whether a method at a place in a power is called on headers."""
    before = power.children[at - 1]
    if is_call(before):
        empty = len(before.children) == 2
        return empty and at > 2 and name_trailer(power.children[at - 2]) == "info"
    return name_trailer(before) == "headers"
