"""`keys`, `map`, `range` and their like no longer give lists."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, is_leaf, kind, name_trailer, wrap, wrap_beginning

_VIEWS = ("keys", "values", "items")
_LAZY = ("map", "filter", "zip")
#: Calls that take what they get one by one.
_TAKERS = frozenset(
    {
        "list",
        "tuple",
        "set",
        "frozenset",
        "sorted",
        "sum",
        "min",
        "max",
        "any",
        "all",
        "enumerate",
        "iter",
        "dict",
    }
    | {
        "map",
        "filter",
        "zip",
        "izip",
        "imap",
        "chain",
        "join",
        "extend",
        "update",
        "reduce",
        "reversed",
        "len",
    }
    | {"Counter", "writerows", "writelines", "fromkeys"}
)
_LIST_METHODS = frozenset(
    {"append", "sort", "reverse", "pop", "remove", "insert", "extend", "index", "count"}
)  # fmt: skip
_LIST_CALLS = frozenset({"shuffle", "choice", "sample", "dumps", "len"})


class ListResults(Rule):
    """Puts `list` around what is used as a list: indexed, sorted in place, added to, printed, changed meanwhile."""

    kinds = ("power",)
    section = "Views and iterators in place of lists"
    python2_only = True
    changes = (
        ("print 1\na = d.keys()[0]\n", "print(1)\na = list(d.keys())[0]\n"),
        ("print d.keys()\n", "print(list(d.keys()))\n"),
        ("print 1\nk = d.keys()\nk.sort()\n", "print(1)\nk = list(d.keys())\nk.sort()\n"),
        ("print 1\nfor k in d.keys():\n    del d[k]\n", "print(1)\nfor k in list(d.keys()):\n    del d[k]\n"),
        ("print 1\na = map(int, b)\nc = a[0]\n", "print(1)\na = list(map(int, b))\nc = a[0]\n"),
        ("print map(int, b)\n", "print(list(map(int, b)))\n"),
        ("print 1\nmap(f, b)\n", "print(1)\nlist(map(f, b))\n"),
        ("def f(): return zip(a, b)\nprint f()\n", "def f(): return list(zip(a, b))\nprint(f())\n"),
        ("print filter(None, a)[0]\n", "print(list(filter(None, a))[0])\n"),
        ("print 1\na = range(3) + [1]\n", "print(1)\na = list(range(3)) + [1]\n"),
        ("print 1\na = range(3)\na.reverse()\n", "print(1)\na = list(range(3))\na.reverse()\n"),
        ("print 1\na = d.items() + e.items()\n", "print(1)\na = list(d.items()) + list(e.items())\n"),
    )
    keeps = (
        "print 1\nfor k in d.keys(): pass\n",
        "print sorted(d.keys())\n",
        "print 1\nfor a in map(int, b): pass\n",
        "print ', '.join(map(str, b))\n",
        "print 1\nfor i in range(3): pass\n",
        "print 1\na = range(3)\nfor i in a: pass\n",
        "print k in d.keys()\n",
        "print [a for a in d.values()]\n",
        "print config.items('section')\n",
        "a = d.keys()[0:]\n",
        "print 1\nk = d.keys()\nfor a in k: pass\n",
        "print len(d.keys())\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit the call that begins a power, or the method that ends its first part."""
        found = _call_in(node, script)
        if found is None:
            return
        name, at = found
        if at == len(node.children):
            if _is_list_wanted(node, name, script):
                wrap(node, "list(", ")")
        elif _is_subscripted(node.children[at]) or name_trailer(node.children[at]) in _LIST_METHODS:
            wrap_beginning(node, at, "list(", ")")


def _call_in(node: Node, script: Script) -> tuple[str, int] | None:
    """Give which of the calls a power begins with, and where its trailers after that begin."""
    first = node.children[0]
    if kind(first) == "NAME" and first.value in (*_LAZY, "range") and is_call(node.children[1]):
        given = arguments(node.children[1])
        if given and str(given[0]).strip() == "None" and first.value == "map":
            return None  # the rule map_none writes it otherwise
        return (first.value, 2) if script.scopes.is_builtin(first) else None
    for at in range(1, len(node.children) - 1):
        name = name_trailer(node.children[at])
        if name in _VIEWS and is_call(node.children[at + 1]) and not arguments(node.children[at + 1]):
            return name, at + 2
    return None


def _is_subscripted(trailer: Node) -> bool:
    return is_leaf(trailer.children[0], "[")


def _is_list_wanted(node: Node, name: str, script: Script) -> bool:
    parent = node.parent
    what = kind(parent)
    if what == "trailer":
        return is_call(parent) and not _is_taken(parent, name)
    if what in ("arglist", "argument"):
        call = parent.parent if what == "arglist" else parent.parent.parent
        return kind(call) == "trailer" and not _is_taken(call, name)
    if what == "for_stmt":
        return name in _VIEWS and _is_changed(node, parent)
    if what == "expr_stmt":
        return _is_used_as_list(parent.children[0], name, script)
    if what == "term":
        return is_leaf(parent.children[1], "%")
    lists = ("print_stmt", "arith_expr", "return_stmt")
    return what in lists or (
        name in _LAZY and what in ("simple_stmt", "testlist_gexp", "listmaker", "dictsetmaker")
    )


def _is_taken(call: Node, name: str) -> bool:
    before = call.prev_sibling
    called = name_trailer(before) or (before.value if kind(before) == "NAME" else None)
    if called == "len":
        return name not in _LAZY
    return called in _TAKERS or called is None or (name == "range" and called not in _LIST_CALLS)


def _is_changed(view: Node, loop: Node) -> bool:
    """Tell whether a loop over a dict's view takes items out of that dict or puts some in."""
    text = "".join(map(str, view.children[:-2])).strip()
    body = str(loop.children[-1])
    return any(
        part in body for part in (f"del {text}[", f"{text}.pop(", f"{text}.popitem(", f"{text}.clear(")
    )


def _is_used_as_list(target: Node, name: str, script: Script) -> bool:
    """Tell whether what a name is bound to is used as a list anywhere; an attribute may be."""
    if kind(target) != "NAME":
        return name in _LAZY
    uses = [
        each
        for each in script.scopes.leaves.get(target.value, ())
        if each is not target and is_leaf(each, target.value) and not name_of_attribute(each)
    ]
    if name in _LAZY and len(uses) > 1:
        return True
    return any(_is_list_use(each, name) for each in uses)


def name_of_attribute(name: Node) -> bool:
    """Tell whether a name's leaf is an attribute's."""
    return kind(name.parent) == "trailer" and is_leaf(name.parent.children[0], ".")


def _is_list_use(use: Node, name: str) -> bool:
    parent = use.parent
    if kind(parent) == "power" and parent.children[0] is use:
        after = parent.children[1]
        return _is_subscripted(after) or name_trailer(after) in _LIST_METHODS
    if kind(parent) in ("arith_expr", "print_stmt", "return_stmt"):
        return True
    call = parent.parent if kind(parent) == "arglist" else parent
    if kind(call) == "trailer" and is_call(call):
        before = call.prev_sibling
        called = name_trailer(before) or (before.value if kind(before) == "NAME" else None)
        return called in _LIST_CALLS and (called != "len" or name in _LAZY)
    return False
