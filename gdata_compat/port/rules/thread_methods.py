"""`t.setDaemon(True)` is `t.daemon = True`: the methods warn since Python 3.10."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, kind, leaf, method_calls

_SETTERS = {"setDaemon": "daemon", "setName": "name"}
_GETTERS = {"isDaemon": "daemon", "getName": "name"}


class ThreadMethods(Rule):
    """Sets and reads the attributes that threads have since Python 2.6."""

    kinds = ("power",)
    section = "Modules with another name"
    evidence = False
    changes = (
        ("import threading\nt.setDaemon(True)\n", "import threading\nt.daemon = True\n"),
        ("import threading\nself.t.setDaemon(1); a\n", "import threading\nself.t.daemon = 1; a\n"),
        ("import threading\nprint(t.getName())\n", "import threading\nprint(t.name)\n"),
        (
            "from threading import Thread\na = Thread().isDaemon()\n",
            "from threading import Thread\na = Thread().daemon\n",
        ),
    )
    keeps = (
        "t.setDaemon(True)\n",
        "import threading\na = t.setDaemon(True)\n",
        "import threading\ndef getName(self): pass\na = t.getName()\n",
        "import threading\nt.getName(1)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit the last call of a power, in a script that has threads."""
        calls = list(method_calls(node))
        if not calls or calls[-1][0] + 2 != len(node.children) or not _has_threads(script):
            return
        at, name, call = calls[-1]
        given = arguments(call)
        if name in script.scopes.functions:
            return
        if name in _SETTERS and len(given) == 1 and kind(node.parent) == "simple_stmt":
            value = given[0]
            value.remove()
            value.prefix = ""
            call.replace([leaf("=", " "), value])
            value.prefix = " "
            node.children[at].children[1].value = _SETTERS[name]
            node.changed()
        elif name in _GETTERS and not given:
            call.remove()
            node.children[at].children[1].value = _GETTERS[name]
            node.changed()


def _has_threads(script: Script) -> bool:
    return any(each.loaded == "threading" for each in script.scopes.imported)
