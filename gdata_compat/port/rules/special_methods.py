"""Methods that Python itself calls have other names."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, enclosing, kind, replace_text

_NAMES = {
    "__nonzero__": "__bool__",
    "__div__": "__truediv__",
    "__rdiv__": "__rtruediv__",
    "__idiv__": "__itruediv__",
}
_GONE = {
    "__cmp__": "define __lt__ and __eq__, and put @functools.total_ordering before the class",
    "__getslice__": "__getitem__ gets a slice object",
    "__setslice__": "__setitem__ gets a slice object",
    "__delslice__": "__delitem__ gets a slice object",
    "__coerce__": "define the operators themselves",
}


class SpecialMethods(Rule):
    """Writes the names that are now others; what has no other name is a finding."""

    kinds = ("funcdef",)
    evidence = False
    changes = (
        (
            "class A:\n    def __unicode__(self): return 'a'\n    def __str__(self):\n        return unicode(self).encode('u8')\n",
            "class A:\n    def __unicode__(self): return 'a'\n    def __str__(self):\n        return self.__unicode__()\n",
        ),
        ("class A:\n    def __nonzero__(self): return 1\n", "class A:\n    def __bool__(self): return 1\n"),
        (
            "class A:\n    def __unicode__(self): return 'a'\n",
            "class A:\n    def __str__(self): return 'a'\n",
        ),
    )
    keeps = (
        "class A:\n    def __bool__(self): return 1\n    def __nonzero__(self): return 1\n",
        "def __div__(): pass\n",
    )
    finds = (
        ("class A:\n    def __cmp__(self, other): return 0\n", "__cmp__ is never called"),
        (
            "class A:\n    def __unicode__(self): return 'a'\n    def __str__(self): return 'b'\n",
            "__unicode__ is never called",
        ),
    )

    def start(self, script: Script) -> None:
        """Have a `__str__` that encodes what `__unicode__` gives return it as it is."""
        for method in script.scopes.functions.get("__str__", ()):
            owner = enclosing(method, "classdef")
            inner = "".join(str(method.children[-1]).split())
            encodes = inner.startswith(("returnunicode(self).encode(", "returnself.__unicode__().encode("))
            if owner is not None and (encodes or inner == "returnunicode(self)"):
                for node in method.children[-1].pre_order():
                    if node.type >= 256 and kind(node) == "return_stmt":
                        replace_text(node.children[1], "self.__unicode__()")
                        break

    def visit(self, node: Node, script: Script) -> None:
        """Edit a method of a class."""
        owner = enclosing(node, "classdef", "funcdef")
        name = node.children[1]
        if owner is None or kind(owner) != "classdef":
            return
        methods = {
            each.children[1].value
            for each in owner.pre_order()
            if each.type >= 256 and kind(each) == "funcdef"
        }
        new = _NAMES.get(name.value, "__str__" if name.value == "__unicode__" else None)
        if new is not None and new not in methods:
            replace_text(name, new)
        elif name.value == "__unicode__" and "self.__unicode__()" not in str(owner):
            self._find(
                node, name.value, "let __str__ return what __unicode__ returns, without encoding it", script
            )
        elif name.value in _GONE:
            self._find(node, name.value, _GONE[name.value], script)

    def _find(self, node: Node, name: str, suggestion: str, script: Script) -> None:
        script.find(self, node, f"{name} is never called", "Python 3 has no such method", suggestion)
