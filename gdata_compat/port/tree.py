"""The tree of a Python 2 or 3 script, which keeps every byte: the one door to fissix."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, TypeAlias

from fissix import pygram, pytree
from fissix.pgen2 import driver, parse, token, tokenize

__all__ = [
    "Node",
    "ParseFailure",
    "arguments",
    "bare",
    "beginning",
    "compose",
    "enclosing",
    "ends_in_call",
    "is_call",
    "is_leaf",
    "is_loose",
    "kind",
    "leaf",
    "line_of",
    "method_calls",
    "name_trailer",
    "parse_source",
    "powers",
    "replace_text",
    "statement_of",
    "string_tokens",
    "symbol",
    "unwrapped",
    "wrap",
    "wrap_beginning",
]

#: A node or a leaf of the tree; fissix has no types of its own.
Node: TypeAlias = Any

_LOGGER = logging.getLogger(f"{__name__}.fissix")
_GRAMMARS = {
    True: pygram.python_grammar,
    False: pygram.python_grammar_no_print_and_exec_statement,
}
_NAMES = {number: name for name, number in pygram.python_grammar.symbol2number.items()}
_LEAVES = {token.NAME: "NAME", token.NUMBER: "NUMBER", token.STRING: "STRING"}


class ParseFailure(Exception):
    """A text is in neither grammar: `line` is the first that does not fit, `at_end` whether it just ends."""

    def __init__(self, line: int, what: str, *, at_end: bool = False) -> None:
        super().__init__(what)
        self.line = line
        self.at_end = at_end


def parse_source(text: str, *, statements: bool) -> Node:
    """Give the tree of a script; with `statements` print and exec are such, as in Python 2.

    Raises ParseFailure.
    """
    padded = text if text.endswith("\n") else text + "\n"
    machine = driver.Driver(_GRAMMARS[statements], convert=pytree.convert, logger=_LOGGER)
    try:
        tree = machine.parse_string(padded)
    except (parse.ParseError, tokenize.TokenError, IndentationError) as error:
        raise _failure(error, padded) from error
    except RecursionError as error:
        raise ParseFailure(1, "nested too deeply to be read") from error
    except AssertionError as error:
        raise ParseFailure(1, "line ends or indentation that no grammar knows") from error
    if not hasattr(tree, "children") or tree.type != symbol("file_input"):
        whole = pytree.Node(symbol("file_input"), [tree])
        tree = whole
    return tree


def _failure(error: Exception, text: str) -> ParseFailure:
    last = text.rstrip().count("\n") + 1
    if isinstance(error, IndentationError):
        return ParseFailure(error.lineno or 1, "the indentation fits no block around it")
    if isinstance(error, tokenize.TokenError):
        what, (line, _) = error.args
        words = {
            "EOF in multi-line string": "a string that is never closed begins",
            "EOF in multi-line statement": "the script ends before a bracket is closed",
        }
        begins = line if "string" in what else last
        return ParseFailure(begins, words.get(what, what), at_end=True)
    _, (line, _) = error.context  # type: ignore[attr-defined]
    value = getattr(error, "value", "") or ""
    if line > last or getattr(error, "type", None) == token.ENDMARKER:
        return ParseFailure(
            last, "the script ends within a statement or before the body of a block", at_end=True
        )
    shown = value.strip() or "the end of the line"
    return ParseFailure(line, f"{shown!r} does not fit" if value.strip() else f"{shown} does not fit")


def string_tokens(text: str) -> Iterator[tuple[int, int]]:
    """Give the first and last line of every string and every bracketed or continued line's rest.

    Raises ParseFailure.
    """
    import io

    try:
        for kind_, _, start, end, _ in tokenize.generate_tokens(io.StringIO(text).readline):
            if kind_ == token.STRING:
                yield start[0], end[0]
    except (tokenize.TokenError, IndentationError) as error:
        raise _failure(error, text) from error


def symbol(name: str) -> int:
    """Give the number of a symbol of the grammar."""
    number: int = pygram.python_grammar.symbol2number[name]
    return number


def kind(node: Node) -> str:
    """Give the name of a node's symbol, of a leaf that has one of the three names, or a leaf's text."""
    if node.type >= 256:
        return str(_NAMES[node.type])
    return _LEAVES.get(node.type) or str(node.value)


def is_leaf(node: Node, *values: str) -> bool:
    """Tell whether a node is a leaf with one of the texts."""
    return node is not None and node.type < 256 and node.value in values


def leaf(text: str, prefix: str = "") -> Node:
    """Make a leaf that stands for any text."""
    return pytree.Leaf(token.NAME, text, prefix=prefix)


def line_of(node: Node) -> int:
    """Give the line of the source that a node begins in; for what rules made, that of what is beside it."""
    for each in node.leaves():
        if each.lineno:
            return int(each.lineno)
    parent = node.parent
    while parent is not None:
        for each in parent.leaves():
            if each.lineno:
                return int(each.lineno)
        parent = parent.parent
    return 1


def wrap(node: Node, before: str, after: str) -> Node:
    """Put text around a node, which stays in the tree; gives what now stands in its place."""
    prefix, parent = node.prefix, node.parent
    holder = leaf("")
    if parent is not None:
        node.replace(holder)
    node.prefix = ""
    made = pytree.Node(symbol("atom"), [leaf(before), node, leaf(after)])
    made.prefix = prefix
    if parent is not None:
        holder.replace(made)
    return made


def replace_text(node: Node, text: str) -> Node:
    """Put a text in the place of a node; the white space before it stays."""
    made = leaf(text, node.prefix)
    first = next(node.leaves(), None)
    made.lineno = getattr(first, "lineno", 0)
    node.replace(made)
    return made


def compose(node: Node, *parts: Any) -> Node:
    """Put texts and nodes, taken out of the tree, in the place of a node; the white space before it stays."""
    holder, prefix = leaf("", node.prefix), node.prefix
    node.replace(holder)
    children = []
    for part in parts:
        if not isinstance(part, str):
            part.remove()
        children.append(leaf(part) if isinstance(part, str) else part)
    made = pytree.Node(symbol("atom"), children)
    made.prefix = prefix
    holder.replace(made)
    return made


def beginning(power: Node, count: int) -> Node:
    """Take the first children out of a power, as an expression of their own."""
    taken = power.children[:count]
    for each in taken:
        each.remove()
    made = taken[0] if count == 1 else pytree.Node(symbol("power"), taken)
    made.prefix = ""
    return made


def wrap_beginning(power: Node, count: int, before: str, after: str) -> None:
    """Put text around the first children of a power, which stays one."""
    prefix = power.prefix
    inner = beginning(power, count)
    power.insert_child(0, pytree.Node(symbol("atom"), [leaf(before), inner, leaf(after)]))
    power.prefix = prefix
    power.changed()


def bare(node: Node) -> Node:
    """Give a node without the white space before it."""
    node.prefix = ""
    return node


#: Around these an operator needs no parentheses.
_LOOSE = frozenset(
    {
        "if_stmt",
        "while_stmt",
        "not_test",
        "and_test",
        "or_test",
        "test",
        "argument",
        "arglist",
        "trailer",
        "atom",
    }
    | {
        "expr_stmt",
        "return_stmt",
        "assert_stmt",
        "print_stmt",
        "exec_stmt",
        "simple_stmt",
        "for_stmt",
        "comp_for",
    }
    | {"comp_if", "old_comp_if", "lambdef", "listmaker", "testlist_gexp", "testlist_star_expr", "testlist"}
    | {"testlist1", "dictsetmaker", "subscript", "yield_expr", "yield_arg", "namedexpr_test"}
)


def is_loose(node: Node) -> bool:
    """Tell whether a comparison may take the place of a node without parentheses."""
    return node.parent is None or kind(node.parent) in _LOOSE


def is_call(trailer: Node) -> bool:
    """Tell whether a trailer is a call's."""
    return kind(trailer) == "trailer" and is_leaf(trailer.children[0], "(")


def name_trailer(trailer: Node) -> str | None:
    """Give the attribute that a trailer names."""
    if kind(trailer) == "trailer" and is_leaf(trailer.children[0], "."):
        return str(trailer.children[1].value)
    return None


def arguments(trailer: Node) -> list[Node]:
    """Give the arguments of a call's trailer, without the commas."""
    inner = trailer.children[1:-1]
    if len(inner) == 1 and kind(inner[0]) == "arglist":
        inner = inner[0].children
    return [each for each in inner if not is_leaf(each, ",")]


def method_calls(power: Node) -> Iterator[tuple[int, str, Node]]:
    """Give the calls of methods in a power: where the name stands, the name, and the call's trailer."""
    children = power.children
    for at in range(1, len(children) - 1):
        name = name_trailer(children[at])
        if name is not None and is_call(children[at + 1]):
            yield at, name, children[at + 1]


def ends_in_call(node: Node) -> bool:
    """Tell whether an expression is a call and nothing after it."""
    return kind(node) == "power" and is_call(node.children[-1])


def powers(tree: Node) -> Iterator[Node]:
    """Give all powers of a tree: names with trailers."""
    return (node for node in tree.pre_order() if node.type == symbol("power"))


def enclosing(node: Node, *kinds: str) -> Node | None:
    """Give the nearest node around that is of one of the kinds."""
    node = node.parent
    while node is not None and kind(node) not in kinds:
        node = node.parent
    return node


def statement_of(node: Node) -> Node:
    """Give the statement at the top of the script that holds a node."""
    while node.parent is not None and node.parent.parent is not None:
        node = node.parent
    return node


def unwrapped(node: Node) -> Node:
    """Give what stands in parentheses that only group."""
    while kind(node) == "atom" and len(node.children) == 3 and is_leaf(node.children[0], "("):
        if not is_leaf(node.children[2], ")"):
            break
        inner = node.children[1]
        if kind(inner) in ("testlist_gexp", "yield_expr"):
            break
        node = inner
    return node
