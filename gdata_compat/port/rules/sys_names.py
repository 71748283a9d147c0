"""`sys.maxint` is `sys.maxsize`, and the default encoding is not set."""

from __future__ import annotations

from ..renaming import Renames, remove_statement, uses
from ..rule import Script
from ..tree import Node, kind


class SysNames(Renames):
    """Renames what `sys` and `os` have under another name, and drops what set the default encoding."""

    section = "Modules with another name"
    changes = (
        ("import sys\na = sys.maxint\n", "import sys\na = sys.maxsize\n"),
        ("from sys import maxint\n", "from sys import maxsize as maxint\n"),
        ("import os\nos.getcwdu()\n", "import os\nos.getcwd()\n"),
        ("import sys\nreload(sys)\nsys.setdefaultencoding('utf-8')\na = 1\n", "import sys\na = 1\n"),
        ("import sys\nif a:\n    sys.setdefaultencoding('utf-8')\n", "import sys\nif a:\n    pass\n"),
    )
    keeps = ("import sys\nsys.maxsize\n", "import os\nos.getcwd()\n", "import a\na.setdefaultencoding('b')\n")
    table = {"sys.maxint": "sys.maxsize", "os.getcwdu": "os.getcwd", "sys.exc_type": "sys.exc_info()[0]"} | {
        "sys.exc_value": "sys.exc_info()[1]",
    }

    def visit(self, node: Node, script: Script) -> None:
        """Rename, or take a statement away that Python 3 has no use for."""
        if kind(node) == "power" and node.parent is not None and kind(node.parent) == "simple_stmt":
            text = "".join(str(node).split())
            found = uses(node, script)
            if text == "reload(sys)" or (found and found[0] == "sys.setdefaultencoding"):
                remove_statement(node)
                return
        super().visit(node, script)
