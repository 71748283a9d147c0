"""`cmp`, and sorting by it."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, enclosing, is_call, is_leaf, kind, name_trailer, replace_text

#: Calls that may as well be made twice.
_CHEAP = ("lower", "upper", "strip", "get", "len", "int", "str", "abs", "float")
_ANY = "lambda a, b: (a > b) - (a < b)"


class CmpFunction(Rule):
    """Writes `cmp(a, b)` as a difference of comparisons, and a comparing function as a key."""

    kinds = ("power", "NAME")
    section = "Ordering"
    changes = (
        ("a = cmp(b, c)\n", "a = (b > c) - (b < c)\n"),
        ("a = cmp(b, c) or 1\n", "a = ((b > c) - (b < c)) or 1\n"),
        ("a = cmp(len(b), len(c))\n", "a = (len(b) > len(c)) - (len(b) < len(c))\n"),
        ("a = cmp(f(), 1)\n", f"a = ({_ANY})(f(), 1)\n"),
        ("a.sort(f)\n", "import functools\na.sort(key=functools.cmp_to_key(f))\n"),
        (
            "b = sorted(a, cmp=f, reverse=True)\n",
            "import functools\nb = sorted(a, key=functools.cmp_to_key(f), reverse=True)\n",
        ),
        ("b = sorted(a, f)\n", "import functools\nb = sorted(a, key=functools.cmp_to_key(f))\n"),
        (
            "a.sort(lambda x, y: cmp(x.b, y.b))\n",
            "import functools\na.sort(key=functools.cmp_to_key(lambda x, y: (x.b > y.b) - (x.b < y.b)))\n",
        ),
        (
            "b = sorted(a, f, None, True)\n",
            "import functools\nb = sorted(a, key=functools.cmp_to_key(f), reverse=True)\n",
        ),
        ("a.sort(None, f)\n", "a.sort(key=f)\n"),
        (
            "a.sort(cmp=f, key=g)\n",
            "import functools\na.sort(key=lambda each: functools.cmp_to_key(f)((g)(each)))\n",
        ),
        ("a.sort(cmp)\n", "a.sort()\n"),
        ("a.sort(None)\n", "a.sort()\n"),
    )
    keeps = (
        "a.sort()\n",
        "a.sort(key=f)\n",
        "sorted(a, key=f)\n",
        "def cmp(a, b): return 0\ncmp(1, 2)\n",
        "def sorted(a, b): return 0\nsorted(1, 2)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call of `cmp`, `sort` or `sorted`."""
        if kind(node) == "NAME":
            if node.value == "cmp" and script.scopes.is_builtin(node) and _is_handed_on(node):
                replace_text(node, _ANY)
            return
        first = node.children[0]
        if is_leaf(first, "cmp") and is_call(node.children[1]) and script.scopes.is_builtin(first):
            self._difference(node)
            return
        for at in range(1, len(node.children)):
            before, call = node.children[at - 1], node.children[at]
            builtin = is_leaf(before, "sorted") and script.scopes.is_builtin(before)
            if is_call(call) and (builtin or name_trailer(before) == "sort"):
                self._key(call, 1 if builtin else 0, script)

    @staticmethod
    def _difference(node: Node) -> None:
        given = arguments(node.children[1])
        if len(given) != 2 or len(node.children) != 2:
            return
        one, other = (str(each).strip() for each in given)
        if any(_is_dear(each) for each in given):
            replace_text(node, f"({_ANY})({one}, {other})")
            return
        one, other = (
            text if _is_tight(each) else f"({text})" for each, text in zip(given, (one, other), strict=True)
        )
        text = f"({one} > {other}) - ({one} < {other})"
        alone = kind(node.parent) in (
            "expr_stmt",
            "return_stmt",
            "lambdef",
            "trailer",
            "arglist",
            "simple_stmt",
        )
        replace_text(node, text if alone else f"({text})")

    @staticmethod
    def _key(call: Node, at: int, script: Script) -> None:
        given = {
            _argument_name(each, where - at): each
            for where, each in enumerate(arguments(call))
            if where >= at or kind(each) == "argument"
        }
        compare, key, reverse = (given.get(name) for name in _SORTING)
        if compare is None:
            return
        text, key_text = _value(compare), _value(key)
        if reverse is not None and kind(reverse) != "argument":
            replace_text(reverse, f"reverse={_value(reverse)}")
        if text in ("None", "cmp", _ANY):
            if key is not None and kind(key) != "argument":
                _take_out(key) if key_text == "None" else replace_text(key, f"key={key_text}")
            _take_out(compare)
            return
        script.need("functools")
        new = f"functools.cmp_to_key({text})"
        if key is not None:
            _take_out(key)
            new = new if key_text == "None" else f"lambda each: {new}(({key_text})(each))"
        replace_text(compare, f"key={new}")


#: The arguments of a sort, in their order.
_SORTING = ("cmp", "key", "reverse")


def _argument_name(argument: Node, at: int) -> str:
    """Give the name of a sort's argument, which stands at a place among them or has its name."""
    if kind(argument) == "argument":
        return str(argument.children[0]).strip()
    return _SORTING[at] if 0 <= at < len(_SORTING) else ""


def _value(argument: Node | None) -> str:
    if argument is None:
        return "None"
    named = kind(argument) == "argument" and is_leaf(argument.children[1], "=")
    return str(argument.children[2] if named else argument).strip()


def _is_handed_on(name: Node) -> bool:
    """Tell whether the function itself is a value, elsewhere than in a sort."""
    parent = name.parent
    if kind(parent) == "power" and parent.children[0] is name:
        return False
    call = enclosing(name, "trailer")
    before = call.prev_sibling if call is not None and is_call(call) else None
    return before is None or not (is_leaf(before, "sorted") or name_trailer(before) == "sort")


def _is_dear(node: Node) -> bool:
    """Tell whether evaluating an expression twice might do something; methods of text do not."""
    if node.type < 256:
        return False
    calls = [each for each in node.pre_order() if each.type >= 256 and is_call(each)]
    before = (each.prev_sibling for each in calls)
    return not all(name_trailer(each) in _CHEAP or is_leaf(each, *_CHEAP) for each in before)


def _is_tight(node: Node) -> bool:
    return kind(node) in ("NAME", "NUMBER", "STRING", "power", "atom")


def _take_out(argument: Node) -> None:
    neighbour = argument.prev_sibling or argument.next_sibling
    if is_leaf(neighbour, ","):
        if neighbour is argument.next_sibling and neighbour.next_sibling is not None:
            neighbour.next_sibling.prefix = argument.prefix
        neighbour.remove()
    argument.remove()
