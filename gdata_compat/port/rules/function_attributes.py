"""`f.func_name` is `f.__name__`, `m.im_self` is `m.__self__`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, is_leaf

_NAMES = {
    "func_name": "__name__",
    "func_code": "__code__",
    "func_defaults": "__defaults__",
    "func_dict": "__dict__",
    "func_doc": "__doc__",
    "func_globals": "__globals__",
    "func_closure": "__closure__",
    "im_self": "__self__",
    "im_func": "__func__",
}


class FunctionAttributes(Rule):
    """Writes what functions and methods have by the names that are left."""

    kinds = ("trailer",)
    evidence = False
    changes = (("print(f.func_name)\n", "print(f.__name__)\n"), ("a = b.c.im_self\n", "a = b.c.__self__\n"))
    keeps = (
        "func_name = 1\nprint(func_name)\n",
        "f(func_name=1)\n",
        "self.func_name = 1\nprint(self.func_name)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit an attribute that the script does not set itself."""
        if not is_leaf(node.children[0], ".") or node.children[1].value not in _NAMES:
            return
        name = node.children[1]
        if f".{name.value} =" not in str(script.tree):
            name.value = _NAMES[name.value]
            name.changed()
