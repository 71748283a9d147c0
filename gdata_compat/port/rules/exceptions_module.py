"""The module `exceptions` is gone: what it had are builtins."""

from __future__ import annotations

from ..renaming import remove_statement, uses
from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, beginning, is_leaf, kind, leaf, name_trailer, replace_text


class ExceptionsModule(Rule):
    """Takes the module's name away."""

    kinds = ("power", "import_name", "import_from")
    changes = (
        ("import exceptions\ntry: a\nexcept exceptions.KeyError: b\n", "try: a\nexcept KeyError: b\n"),
        ("import os\nfrom exceptions import KeyError\n", "import os\n"),
        (
            "import exceptions, os\nclass A(exceptions.Exception): pass\n",
            "import os\nclass A(Exception): pass\n",
        ),
    )
    keeps = ("exceptions = a\nexceptions.KeyError\n", "from . import exceptions\n", "import a.exceptions\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a use, or the import."""
        if kind(node) == "power":
            found = uses(node, script)
            if found and found[1] == 2 and found[0].startswith("exceptions."):
                name, prefix = name_trailer(node.children[1]), node.prefix
                if len(node.children) == 2:
                    replace_text(node, str(name))
                else:
                    beginning(node, 2)
                    node.insert_child(0, leaf(str(name), prefix))
            return
        loaded = [each for each in imports_of(node) if each.loaded == "exceptions"]
        if loaded and kind(node) == "import_from":
            remove_statement(node)
        elif loaded:
            drop_module(node, loaded[0].node)


def drop_module(statement: Node, item: Node) -> None:
    """Take one module out of an import statement, or the statement away."""
    if kind(statement.children[1]) != "dotted_as_names":
        remove_statement(statement)
        return
    items = statement.children[1]
    at = items.children.index(item)
    first = at == 0
    neighbour = items.children[at + 1 if first else at - 1]
    prefix = item.prefix
    item.remove()
    if is_leaf(neighbour, ","):
        neighbour.remove()
    if first:
        items.children[0].prefix = prefix
