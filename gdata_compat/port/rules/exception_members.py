"""`e[0]` and `e.message` of Python's own exceptions."""

from __future__ import annotations

import builtins

from ..rule import Rule, Script
from ..tree import Node, enclosing, is_leaf, kind, name_trailer, replace_text, wrap

_OTHERS = {
    "socket.error",
    "socket.timeout",
    "socket.gaierror",
    "select.error",
    "urllib2.HTTPError",
    "urllib2.URLError",
}


class ExceptionMembers(Rule):
    """Reads an exception's arguments from `args`, its message by `str`; those of the old library have both."""

    kinds = ("power",)
    section = "`e[0]` and `e.message`"
    python2_only = True
    changes = (
        ("try: a\nexcept IOError, e: print e[0]\n", "try: a\nexcept IOError as e: print(e.args[0])\n"),
        (
            "import socket\ntry: a\nexcept socket.error, e: print e[1]\n",
            "import socket\ntry: a\nexcept socket.error as e: print(e.args[1])\n",
        ),
        (
            "try: a\nexcept (KeyError, ValueError), e: print e.message\n",
            "try: a\nexcept (KeyError, ValueError) as e: print(str(e))\n",
        ),
        ("try: a\nexcept Exception, e: print e[0]\n", "try: a\nexcept Exception as e: print(e.args[0])\n"),
        (
            "try: a\nexcept Exception, e: print e.message['b']\n",
            "try: a\nexcept Exception as e: print(getattr(e, 'message', str(e))['b'])\n",
        ),
    )
    keeps = (
        "import gdata.service\ntry: a\nexcept gdata.service.RequestError, e: print e[0]['status'], e.message\n",
        "class E(Exception):\n    def __init__(self, message): self.message = message\ntry: a\nexcept E, e: print e.message\n",
        "try: a\nexcept IOError, e: print e.errno\n",
        "try: a\nexcept Mine, e: print e.reason\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a use of the name that an except clause binds."""
        first, after = node.children[0], node.children[1]
        subscript = kind(after) == "trailer" and is_leaf(after.children[0], "[")
        message = name_trailer(after) == "message"
        if kind(first) != "NAME" or not (subscript or message):
            return
        clause = _clause_of(first)
        if clause is None:
            return
        known = _what(clause.children[1], script)
        if known == "legacy" or (known == "own" and message):
            return
        if subscript:
            first.value = f"{first.value}.args"
            first.changed()
        elif known == "builtin":
            replace_text(after, "")
            wrap(first, "str(", ")")
        else:
            replace_text(after, "")
            wrap(first, "getattr(", f", 'message', str({first.value}))")


def _clause_of(name: Node) -> Node | None:
    """Give the except clause that binds a name where it is used."""
    body = enclosing(name, "suite", "simple_stmt")
    while body is not None:
        colon = body.prev_sibling
        clause = colon.prev_sibling if colon is not None else None
        if (
            clause is not None
            and kind(clause) == "except_clause"
            and is_leaf(clause.children[-1], name.value)
        ):
            return clause
        body = enclosing(body, "suite", "simple_stmt")
    return None


def _what(classes: Node, script: Script) -> str | None:
    """Tell whose exceptions a clause catches: the old library's, Python's, the script's own, or any."""
    if kind(classes) == "atom" and kind(classes.children[1]) == "testlist_gexp":
        found = {_what(each, script) for each in classes.children[1].children if not is_leaf(each, ",")}
        return found.pop() if len(found) == 1 else None
    named = script.scopes.origin(classes)
    dotted = named[0] if named else str(classes).strip()
    if dotted.partition(".")[0] in ("gdata", "atom"):
        return "legacy"
    if dotted in ("Exception", "BaseException", "StandardError"):
        return None
    if dotted in _OTHERS or isinstance(getattr(builtins, dotted, None), type):
        return "builtin"
    return "own" if "." not in dotted else None
