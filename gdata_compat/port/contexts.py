"""What becomes of a value: whether text is wanted where it goes, or bytes."""

from __future__ import annotations

from .kinds import MEMBERS
from .rule import Script
from .tree import Node, arguments, is_call, is_leaf, kind, method_calls, name_trailer

__all__ = ["wanted", "wanted_of_name"]

#: Calls that take bytes; `update` is a hash's.
_BYTES = frozenset(
    {"md5", "sha1", "sha", "sha224", "sha256", "sha512", "new", "update", "b64encode", "encodestring"}
    | {"b64decode", "decodestring", "send", "sendall", "sendto", "crc32", "compress", "urlsafe_b64encode"}
    | {"encodebytes", "unhexlify", "hexlify"}
)
#: Calls that take either, and do the same.
_EITHER = frozenset(
    {"fromstring", "parseString", "XML", "loads", "quote", "quote_plus", "urlencode", "len", "repr"}
    | {"ChangePhoto", "MediaSource"}
)
#: Calls that take text.
_TEXT = frozenset(
    {"str", "print", "writerow", "writerows", "writelines", "join", "format", "debug", "info", "warning"}
    | {"error", "critical", "exception", "log", "startswith", "endswith", "replace", "split", "open", "int"}
    | {
        "search",
        "match",
        "findall",
        "finditer",
        "sub",
        "exit",
        "StringIO",
        "Exception",
        "ValueError",
        "raw_input",
        "input",
        "find",
        "getattr",
        "setattr",
        "warn",
        "float",
    }
)
_SERVICE_VERBS = ("Retrieve", "Create", "Update", "Delete", "Get", "Add", "Remove", "Suspend", "Restore")
_HOLDERS = frozenset(
    {
        "atom",
        "testlist_gexp",
        "listmaker",
        "arglist",
        "testlist",
        "testlist_star_expr",
        "comp_for",
        "old_comp_for",
    }
    | {"dictsetmaker", "argument", "test", "or_test", "and_test"}
)


def wanted(node: Node, script: Script, seen: frozenset[str] = frozenset()) -> str | None:
    """Give what a place wants: 'text', 'bytes', 'either', or None where reading does not tell."""
    while True:
        parent = node.parent
        if parent is None:
            return None
        what = kind(parent)
        if what == "print_stmt":
            return "text"
        if what in ("arith_expr", "term"):
            return _beside(node, parent, script, seen)
        if what == "comparison":
            others = [script.kinds.of(each) for each in parent.children[::2] if each is not node]
            return "text" if "text" in others else None
        if what == "trailer":
            return _called(parent, script) if is_call(parent) else _subscripted(parent)
        if what == "expr_stmt":
            return _assigned(parent, script, seen)
        if what == "return_stmt":
            return _returned(parent)
        if what not in _HOLDERS:
            return None
        node = parent


def _beside(node: Node, parent: Node, script: Script, seen: frozenset[str]) -> str | None:
    """Tell what an operator wants: the text that a `%` formats, or what a `+` adds."""
    others = [each for each in parent.children[::2] if each is not node]
    kinds = {script.kinds.of(each) for each in others}
    if any(is_leaf(each, "%") for each in parent.children) and parent.children[0] is not node:
        return "bytes" if "bytes" in kinds else "text"
    if "text" in kinds:
        return "text"
    return wanted(parent, script, seen)


def _called(call: Node, script: Script) -> str | None:
    power = call.parent
    at = power.children.index(call)
    before = power.children[at - 1]
    name = name_trailer(before) or (before.value if kind(before) == "NAME" else "")
    if name == "write":
        return _written(power, at, script)
    for names, what in ((_EITHER, "either"), (_BYTES, "bytes"), (_TEXT, "text")):
        if name in names:
            return what
    return "text" if name.startswith(_SERVICE_VERBS) else None


def _written(power: Node, at: int, script: Script) -> str | None:
    """Tell what a file takes: sys.stdout text, one that is open in binary mode bytes."""
    owner = "".join(map(str, power.children[: at - 1])).strip()
    if owner in ("sys.stdout", "sys.stderr"):
        return "text"
    what = script.kinds.of(power.children[0]) if at == 2 else None
    if what == "binary file" and _gets_text(power.children[0], script):
        return "text"
    return {"file": "text", "binary file": "bytes"}.get(what or "")


def _gets_text(file: Node, script: Script) -> bool:
    """Tell whether some text is written to a file that a name holds, which is then made one of text."""
    for each in script.scopes.leaves.get(file.value, ()):
        if each.parent is not None and kind(each.parent) == "power" and len(each.parent.children) == 3:
            name, call = each.parent.children[1:]
            given = arguments(call) if name_trailer(name) == "write" and is_call(call) else []
            if given and script.kinds.of(given[0]) == "text":
                return True
    return False


def _subscripted(trailer: Node) -> str | None:
    return "text" if is_leaf(trailer.children[0], "[") else None


def _assigned(statement: Node, script: Script, seen: frozenset[str]) -> str | None:
    target = statement.children[0]
    if kind(target) == "NAME" and target.value not in seen:
        return wanted_of_name(target, script, seen | {target.value})
    if kind(target) == "power" and name_trailer(target.children[-1]) in MEMBERS:
        return "text"
    return None


def wanted_of_name(name: Node, script: Script, seen: frozenset[str] = frozenset()) -> str | None:
    """Give what all uses of a name want, where they agree on text."""
    bound = script.scopes.bindings(name.value, name)
    uses = (
        each
        for each in script.scopes.leaves.get(name.value, ())
        if each is not name and each.value == name.value and each.parent is not None and _is_read(each)
    )
    found = {_use(each, script, seen) for each in uses if script.scopes.bindings(each.value, each) is bound}
    found -= {"either"}
    return found.pop() if len(found) == 1 else None


def _use(name: Node, script: Script, seen: frozenset[str]) -> str | None:
    if kind(name.parent) == "power" and name.parent.children[0] is name:
        methods = [each for _, each, _ in method_calls(name.parent)]
        return "text" if methods and methods[0] not in ("encode", "decode") else None
    return wanted(name, script, seen)


def _is_read(name: Node) -> bool:
    parent = name.parent
    if kind(parent) == "expr_stmt" and parent.children[0] is name:
        return False
    if kind(parent) == "trailer" and is_leaf(parent.children[0], "."):
        return False
    return not (kind(parent) == "argument" and parent.children[0] is name)


def _returned(statement: Node) -> str | None:
    function = statement.parent
    while function is not None and kind(function) != "funcdef":
        function = function.parent
    if function is not None and function.children[1].value in ("__str__", "__repr__", "__unicode__"):
        return "text"
    return None
