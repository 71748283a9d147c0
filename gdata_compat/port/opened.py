"""The calls that open the files of a script, and the modes they open them in."""

from __future__ import annotations

from .rule import Script
from .tree import Node, arguments, enclosing, is_call, is_leaf, kind, leaf, line_of, name_trailer

__all__ = ["is_open", "make_binary", "make_text", "name_encoding", "opened", "without_u", "written_to"]


def is_open(node: Node | None, script: Script) -> bool:
    """Tell whether a power begins with a call of the builtin that opens files."""
    if node is None or kind(node) != "power" or not is_call(node.children[1]):
        return False
    first = node.children[0]
    return is_leaf(first, "open", "file") and script.scopes.is_builtin(first)


def opened(node: Node, script: Script, *, only_calls: bool = False) -> Node | None:
    """Give the call that opened what an expression is: itself, or what a name is bound to."""
    if is_open(node, script):
        return node if len(node.children) == 2 or not only_calls else None
    if kind(node) != "NAME":
        return None
    bound = [each for each in script.scopes.bindings(node.value, node) if each.value is not None]
    if len(bound) > 1:
        scope = enclosing(node, "funcdef", "with_stmt", "file_input")
        same = [
            each for each in bound if enclosing(each.value, "funcdef", "with_stmt", "file_input") is scope
        ]
        bound = same or bound
        bound = [each for each in bound if line_of(each.value) <= line_of(node)] or bound
    found = bound[-1].value if bound else None
    return found if is_open(found, script) else None


def written_to(node: Node, script: Script) -> Node | None:
    """Give the call that opened the file which a value is written to, by write or by a CSV writer."""
    while node.parent is not None and kind(node.parent) not in ("simple_stmt", "suite", "file_input"):
        node = node.parent
        before = node.prev_sibling
        name = (
            name_trailer(before) if before is not None and kind(node) == "trailer" and is_call(node) else None
        )
        if name == "write":
            return opened(node.parent.children[0], script)
        if name in ("writerow", "writerows") and kind(node.parent.children[0]) == "NAME":
            first = node.parent.children[0]
            values = [
                each.value for each in script.scopes.bindings(first.value, first) if each.value is not None
            ]
            given = arguments(values[-1].children[-1]) if values and kind(values[-1]) == "power" else []
            return opened(given[0], script) if given else None
    return None


def _mode(node: Node) -> tuple[Node | None, str]:
    """Give the argument that is the mode, and its text; '?' for one that is no literal."""
    for at, each in enumerate(arguments(node.children[1])):
        if kind(each) == "argument" and is_leaf(each.children[0], "mode"):
            each = each.children[2]
        elif at != 1 or kind(each) == "argument":
            continue
        return (each, each.value[1:-1]) if kind(each) == "STRING" else (each, "?")
    return None, "r"


def _set_mode(node: Node, place: Node | None, mode: str) -> None:
    if place is None:
        _add(node, f"'{mode}'")
        return
    quote = place.value[0]
    place.value = f"{quote}{mode}{quote}"
    place.changed()


def _add(node: Node, option: str) -> None:
    """Add an argument, unless it is there."""
    call = node.children[1]
    if option.partition("=")[0] not in str(call) or "=" not in option:
        call.insert_child(len(call.children) - 1, leaf(f", {option}"))


def make_binary(node: Node | None) -> None:
    """Have a call open a file in binary mode."""
    place, mode = _mode(node) if node is not None else (None, "b")
    if node is not None and "b" not in mode and mode != "?":
        plain = mode.replace("t", "").replace("U", "") or "r"
        _set_mode(node, place, f"{plain[0]}b{plain[1:]}")


def make_text(node: Node | None) -> None:
    """Have a call that opens a file in binary mode open it as text, with the line ends as they are."""
    place, mode = _mode(node) if node is not None else (None, "")
    if node is not None and place is not None and "b" in mode:
        _set_mode(node, place, mode.replace("b", "").replace("U", ""))
        _add(node, "newline=''")


def name_encoding(node: Node | None, encoding: str) -> None:
    """Have a call open a file of text in an encoding."""
    if node is not None:
        place, _ = _mode(node)
        if place is not None:
            _add(node, f"encoding={encoding}")


def without_u(node: Node) -> None:
    """Take the U out of a mode: all text is read so now."""
    place, mode = _mode(node)
    if place is not None and "U" in mode and mode != "?":
        _set_mode(node, place, "r" + mode.replace("U", "").replace("r", ""))
