"""`except E, e:` is `except E as e:`."""

from __future__ import annotations

from collections.abc import Iterator

from ..rule import Rule, Script
from ..tree import Node, enclosing, is_leaf, kind, leaf, line_of, replace_text, unwrapped

#: What an exception is called whose parts have names: the first that a script does not use itself.
_NAMES = ("error", "caught", *(f"error{number}" for number in range(2, 1000)))


class ExceptClause(Rule):
    """Writes the comma as `as`, and takes a tuple of names from the exception's `args`."""

    kinds = ("except_clause",)
    section = "`except E, e:`"
    changes = (
        ("try: a\nexcept E, e: b\n", "try: a\nexcept E as e: b\n"),
        ("try: a\nexcept E, (e): b\n", "try: a\nexcept E as e: b\n"),
        ("try:\n    a\nexcept (A,B),e:\n    b\n", "try:\n    a\nexcept (A,B) as e:\n    b\n"),
        (
            "try:\n    a\nexcept E, (no, text):\n    # why\n    print(no)\n",
            "try:\n    a\nexcept E as error:\n    # why\n    (no, text) = error.args\n    print(no)\n",
        ),
        (
            "def error(): pass\ntry:\n    a\nexcept E, (no, text):\n    error()\n",
            "def error(): pass\ntry:\n    a\nexcept E as caught:\n    (no, text) = caught.args\n    error()\n",
        ),
    )
    keeps = (
        "try: a\nexcept E as e: b\n",
        "try: a\nexcept (A, B): b\n",
        "try: a\nexcept: b\n",
        "try: a\nexcept E as e: print(e)\nexcept F as e: print(e)\n",
    )
    finds = (
        ("try: a\nexcept E, e: pass\nprint(e)\n", "'e' is gone"),
        (
            "def f():\n    for n in a:\n        try: return b()\n        except E, e: pass\n    raise e\n",
            "'e' is gone",
        ),
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a clause, and look for uses of its name after the block."""
        if len(node.children) != 4:
            return
        comma, target = node.children[2:]
        if not is_leaf(comma, ","):
            return
        comma.replace(leaf("as", " "))
        target.prefix = target.prefix or " "
        grouped = unwrapped(target)
        if grouped is not target and kind(grouped) == "NAME":
            target = replace_text(target, grouped.value)
        if kind(target) == "NAME":
            self._used_later(node, target, script)
            return
        name = next(each for each in _NAMES if not script.scopes.is_taken(each))
        body = node.next_sibling.next_sibling
        text = str(target).strip()
        target.replace(leaf(name, " "))
        put_first(body, f"{text} = {name}.args", script.newline)

    def _used_later(self, clause: Node, target: Node, script: Script) -> None:
        """Note where a name is read after its block, at the end of which Python 3 deletes it."""
        for after in _followers(clause.parent):
            for each in after.leaves():
                if kind(each) == "NAME" and each.value == target.value and not _is_inner(each):
                    if _is_read(each, script):
                        self._find(each, target.value, script)
                    return

    def _find(self, node: Node, name: str, script: Script) -> None:
        script.find(
            self,
            node,
            f"{name!r} is gone here: Python 3 deletes it at the end of its except block",
            "the name is read after the block that binds it",
            f"keep it: caught = {name} in the except block, and read caught at line {line_of(node)}",
        )


def _followers(statement: Node) -> Iterator[Node]:
    """Give what runs after a statement in its function: what follows it, and what follows what holds it."""
    while statement.parent is not None and kind(statement) not in ("funcdef", "classdef"):
        after = statement.next_sibling
        if kind(statement.parent) in ("suite", "file_input"):
            while after is not None:
                yield after
                after = after.next_sibling
        statement = statement.parent


def _is_inner(name: Node) -> bool:
    """Tell whether a name is one that a comprehension around it binds."""
    around = enclosing(name, *_COMPREHENSIONS)
    while around is not None:
        for each in around.children:
            if kind(each) in ("comp_for", "old_comp_for"):
                at = next(at for at, part in enumerate(each.children) if is_leaf(part, "for"))
                if any(is_leaf(part, name.value) for part in each.children[at + 1].leaves()):
                    return True
        around = enclosing(around, *_COMPREHENSIONS)
    return False


_COMPREHENSIONS = ("listmaker", "testlist_gexp", "dictsetmaker", "argument", "comp_for", "old_comp_for")


def _is_read(name: Node, script: Script) -> bool:
    """Tell whether a use reads the name as the clause left it."""
    parent = name.parent
    if kind(parent) == "except_clause" or (kind(parent) == "trailer" and is_leaf(name.prev_sibling, ".")):
        return False
    if kind(parent) == "expr_stmt" and parent.children[0] is name:
        return False
    return kind(parent) not in (
        "for_stmt",
        "exprlist",
        "comp_for",
        "argument",
        "funcdef",
        "typedargslist",
        "varargslist",
        "with_item",
        "parameters",
        "lambdef",
    )


def put_first(body: Node, line: str, newline: str, *, after_docstring: bool = False) -> None:
    """Put a line at the beginning of a block, or below its docstring."""
    if kind(body) != "suite":
        body.insert_child(0, leaf(f"{line}; ", body.prefix))
        body.children[1].prefix = ""
        return
    statements = [at for at, each in enumerate(body.children) if each.type >= 256]
    first = body.children[statements[0]]
    docstring = after_docstring and kind(first) == "simple_stmt" and kind(first.children[0]) == "STRING"
    indent = next(
        each.value for each in body.children if each.type < 256 and "\n" not in each.value and each.value
    )
    if docstring:
        body.insert_child(statements[0] + 1, leaf(f"{indent}{line}{newline}"))
    else:
        body.insert_child(statements[0], leaf(f"{line}{newline}{indent}", first.prefix))
        first.prefix = ""
