"""`iteritems` and its like are `items` and its like."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, kind, method_calls, wrap_beginning

_NAMES = {
    **{f"iter{each}": each for each in ("items", "keys", "values")},
    **{f"view{each}": each for each in ("items", "keys", "values")},
}


class DictIterators(Rule):
    """Writes the iterating methods of dicts by their short names; what steps through one by hand gets `iter`."""

    kinds = ("power",)
    section = "`has_key`, `iteritems` and their like"
    changes = (
        ("for k, v in d.iteritems(): pass\n", "for k, v in d.items(): pass\n"),
        ("a = sorted(b.c[1].itervalues())\n", "a = sorted(b.c[1].values())\n"),
        ("a = d.iterkeys().next()\n", "a = next(iter(d.keys()))\n"),
        ("a = next(d.itervalues())\n", "a = next(iter(d.values()))\n"),
    )
    keeps = ("d.items()\n", "d.iteritems\n", "class D:\n    def iteritems(self): pass\nD().iteritems()\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit calls without arguments; a script that has a method of that name keeps it."""
        for at, name, call in list(method_calls(node)):
            if name in _NAMES and not arguments(call) and name not in script.scopes.functions:
                node.children[at].children[1].value = _NAMES[name]
                node.changed()
                self._step(node, at)

    @staticmethod
    def _step(node: Node, at: int) -> None:
        """Make an iterator of a view that is asked for its next item."""
        parent = node.parent
        by_hand = any(name == "next" for where, name, _ in method_calls(node) if where == at + 2)
        called = (
            parent is not None
            and kind(parent) == "trailer"
            and kind(parent.parent) == "power"
            and str(parent.parent.children[0]).strip() == "next"
        )
        if by_hand or called:
            wrap_beginning(node, at + 2, "iter(", ")")
