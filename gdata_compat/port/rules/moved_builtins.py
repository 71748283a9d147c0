"""`reduce`, `intern` and `reload` live in modules, `file` is `open`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, kind

_MOVED = {"reduce": "functools.reduce", "intern": "sys.intern", "reload": "importlib.reload"}
_RENAMED = {"file": "open", "buffer": "memoryview", "StandardError": "Exception"}


class MovedBuiltins(Rule):
    """Writes builtins that have moved with their module, and those that have another name with that."""

    kinds = ("NAME",)
    changes = (
        ("import os\na = reduce(f, b)\n", "import functools\nimport os\na = functools.reduce(f, b)\n"),
        ("import sys\na = intern('b')\n", "import sys\na = sys.intern('b')\n"),
        ("import a\nreload(a)\n", "import importlib\nimport a\nimportlib.reload(a)\n"),
        ("isinstance(f, file)\n", "import io\nisinstance(f, io.IOBase)\n"),
        ("f = file('a')\n", "f = open('a')\n"),
        (
            "def f():\n    open = file('a')\n    return open\n",
            "import builtins\ndef f():\n    open = builtins.open('a')\n    return open\n",
        ),
        ("try: a\nexcept StandardError: b\n", "try: a\nexcept Exception: b\n"),
    )
    keeps = (
        "from functools import reduce\nreduce(f, a)\n",
        "file = 1\nprint(file)\n",
        "print(1, file=a)\n",
        "from importlib import reload\nreload(a)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a name that is the builtin."""
        new = _MOVED.get(node.value) or _RENAMED.get(node.value)
        if new is None or not script.scopes.is_builtin(node):
            return
        if node.value == "file" and kind(node.parent) != "power":
            if kind(node.parent) not in ("arglist", "comparison", "testlist_gexp"):
                return
            new = "io.IOBase"
        if node.value == "reload" and "".join(str(node.parent).split()) == "reload(sys)":
            return  # the rule sys_names takes it away
        node.value = script.builtin(new, node) if "." not in new else new
        node.changed()
        module = new.rpartition(".")[0]
        if module:
            script.need(module)
