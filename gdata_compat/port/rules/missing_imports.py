"""A listing that uses the old library and imports nothing of it, as they were printed."""

from __future__ import annotations

from ..imports import insert_before
from ..rule import Rule, Script
from ..tree import Node, is_leaf, kind, name_trailer

_PACKAGES = ("gdata", "atom")


class MissingImports(Rule):
    """Imports `gdata` and `atom` where a script uses them and nobody has; submodules are there by attribute."""

    section = "The imports"
    kinds = ("power",)
    changes = (
        (
            "'''Doc.'''\nd = gdata.data.X()\n",
            "'''Doc.'''\nfrom gdata_compat import gdata\nd = gdata.data.X()\n",
        ),
        (
            "a = atom.Title()\ngdata.f(a)\n",
            "from gdata_compat import gdata, atom\na = atom.Title()\ngdata.f(a)\n",
        ),
    )
    keeps = (
        "import gdata\ngdata.f()\n",
        "def f(gdata):\n    return gdata.entry\n",
        "from mine import *\ngdata.f()\n",
        "gdata = open('x')\ngdata.read()\n",
        "print(gdata)\n",
        "x.gdata.y\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Note a use, before other rules write it anew."""
        name = node.children[0]
        if is_leaf(name, *_PACKAGES) and name_trailer(node.children[1]) and script.scopes.is_builtin(name):
            script.packages.add(name.value)

    def finish(self, script: Script) -> None:
        """Add one import for all that is missing."""
        if any(each.local == "*" or each.local in _PACKAGES for each in script.scopes.imported):
            return
        if script.packages:
            missing = ", ".join(name for name in _PACKAGES if name in script.packages)
            insert_before(script, _first(script.tree), f"from gdata_compat import {missing}")


def _first(tree: Node) -> Node:
    """Give the first statement after a docstring and future statements."""
    for at, each in enumerate(tree.children):
        inner = each.children[0] if kind(each) == "simple_stmt" else each
        future = kind(inner) == "import_from" and is_leaf(inner.children[1], "__future__")
        if not future and not (at == 0 and kind(inner) == "STRING"):
            return each
    return tree.children[-1]
