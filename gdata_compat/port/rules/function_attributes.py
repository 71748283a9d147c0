"""`f.func_name` is `f.__name__`, `m.im_self` is `m.__self__`."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, is_leaf, kind, name_trailer

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
    changes = (
        ("print(f.func_name)\n", "print(f.__name__)\n"),
        ("a = b.c.im_self\n", "a = b.c.__self__\n"),
        ("a.func_name = b.func_name\n", "a.__name__ = b.__name__\n"),
        ("class A: pass\na = A.b.im_func\n", "class A: pass\na = A.b\n"),
        ("class A: pass\na = getattr(A, b).im_func\n", "class A: pass\na = getattr(A, b)\n"),
        (
            "from gdata.service import X\na = X.b.im_func\n",
            "import gdata_compat; gdata_compat.install()\nfrom gdata.service import X\na = X.b\n",
        ),
    )
    keeps = (
        "import gdata.service\nprint(gdata.service.GDataService.Get)\n",
        "func_name = 1\nprint(func_name)\n",
        "f(func_name=1)\n",
        "self.func_name = 1\nprint(self.func_name)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit an attribute that the script does not set itself."""
        if not is_leaf(node.children[0], ".") or node.children[1].value not in _NAMES:
            return
        name = node.children[1]
        if name.value == "im_func" and _is_of_class(node, script):
            power = node.parent
            node.remove()
            power.changed()
            return
        if f"self.{name.value} =" not in str(script.tree):
            name.value = _NAMES[name.value]
            name.changed()


def _is_of_class(trailer: Node, script: Script) -> bool:
    """Tell whether a function is taken from a class, where Python 3 has no method around it."""
    power = trailer.parent
    at = power.children.index(trailer)
    first = power.children[0]
    if at == 2 and is_leaf(first, "getattr") and is_call(power.children[1]):
        return _is_class(arguments(power.children[1])[0], script)
    if at > 1 and name_trailer(power.children[at - 1]) is not None:
        return _names_class(first, power.children[1 : at - 1], script)
    return False


def _is_class(node: Node, script: Script) -> bool:
    if kind(node) == "NAME":
        return _names_class(node, [], script)
    return kind(node) == "power" and _names_class(node.children[0], node.children[1:], script)


def _names_class(first: Node, trailers: list[Node], script: Script) -> bool:
    """Tell whether a dotted name is that of a class: one of the script's, or an imported one by its capital."""
    if kind(first) != "NAME" or any(name_trailer(each) is None for each in trailers):
        return False
    last = name_trailer(trailers[-1]) if trailers else first.value
    bound = script.scopes.bindings(first.value, first)
    if not trailers and any(each.origin is None for each in bound):
        return f"class {first.value}" in str(script.tree)
    return bool(bound) and all(each.origin for each in bound) and str(last)[:1].isupper()
