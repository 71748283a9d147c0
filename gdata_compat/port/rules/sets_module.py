"""`sets.Set` is `set`."""

from __future__ import annotations

from ..renaming import Renames
from ..rule import Script
from ..scopes import imports_of
from ..tree import Node, kind
from .exceptions_module import drop_module


class SetsModule(Renames):
    """Writes the classes of the module as the builtins."""

    kinds = ("power", "NAME", "import_from", "import_name")
    changes = (
        ("import sets\na = sets.Set(b)\n", "a = set(b)\n"),
        ("import os, sets\na = sets.ImmutableSet()\n", "import os\na = frozenset()\n"),
        ("from sets import Set\na = Set([1])\n", "a = set([1])\n"),
    )
    keeps = ("a = set()\n", "sets = b\nsets.Set()\n")
    table = {"sets.Set": "set", "sets.ImmutableSet": "frozenset"}

    def visit(self, node: Node, script: Script) -> None:
        """Rename, and take the module's import away."""
        if kind(node) == "import_name":
            for each in list(imports_of(node)):
                if each.loaded == "sets":
                    drop_module(node, each.node)
            return
        super().visit(node, script)
