"""`from types import *` brought names that Python 3's module does not have."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_leaf, replace_text

_LOST = {
    "types": "the builtin types by their names: str, list, dict",
    "string": "import string, and the methods of text",
    "itertools": "the builtins zip, map and filter in place of izip, imap and ifilter",
    "exceptions": "nothing: all are builtins",
    "cgi": "from html import escape, from urllib.parse import parse_qs",
}


class StarImports(Rule):
    """Takes all names from both modules that were `urllib`; of other modules it says which names are no longer there."""

    kinds = ("import_from",)
    section = "Modules with another name"
    changes = (
        (
            "from urllib import *\nquote(a)\n",
            "from urllib.parse import *; from urllib.request import *\nquote(a)\n",
        ),
    )
    keeps = ("from os.path import *\n", "from types import FunctionType\n", "from .types import *\n")
    finds = (("from types import *\ntype(a) == StringType\n", "from types import *"),)

    def visit(self, node: Node, script: Script) -> None:
        """Look at an import of everything."""
        module = "".join(map(str, node.children[1:-2])).strip()
        if not is_leaf(node.children[-1], "*"):
            return
        if module == "urllib":
            replace_text(node, "from urllib.parse import *; from urllib.request import *")
        elif module in _LOST:
            script.find(
                self,
                node,
                f"from {module} import *: some of these names are gone",
                f"Python 3's module {module} has fewer names, or is not there",
                _LOST[module],
            )
