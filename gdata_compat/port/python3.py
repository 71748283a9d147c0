"""Telling Python 3 from Python 2, by what only one of them means."""

from __future__ import annotations

import ast
import re
import warnings

from .._legacy_modules import LEGACY_MODULES

__all__ = ["is_python3", "print_is_a_function", "python3_tree", "says_python3"]

_FUTURE_PRINT = re.compile(r"^from\s+__future__\s+import\s+.*\bprint_function\b", re.MULTILINE)


def python3_tree(text: str) -> ast.Module | None:
    """Give the tree of a text that this Python takes, else None."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def print_is_a_function(text: str) -> bool:
    """Tell whether a script means the function: it says so, or reads as Python 3 without the statement."""
    if _FUTURE_PRINT.search(text):
        return True
    tree = python3_tree(text)
    return tree is not None and not any(map(_is_print_statement, ast.walk(tree)))


def _is_print_statement(node: ast.AST) -> bool:
    """Tell whether a statement is what `print ("a") % b`, `print >>f, a` or a bare `print` reads as."""
    if not isinstance(node, ast.Expr):
        return False
    value: ast.AST = node.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return False
    while not isinstance(value, ast.Name):
        if isinstance(value, ast.Tuple):
            value = value.elts[0] if value.elts else ast.Name("")
        elif isinstance(value, (ast.BinOp, ast.Compare)):
            value = value.left
        elif isinstance(value, ast.BoolOp):
            value = value.values[0]
        elif isinstance(value, ast.Call):
            value = value.func
        elif isinstance(value, (ast.Attribute, ast.Subscript)):
            value = value.value
        else:
            return False
    return value.id == "print"


def is_python3(text: str) -> bool:
    """Tell whether a script may be Python 3: this Python takes it, and nothing says Python 2.

    The old library was of Python 2 alone: who imports it without this package was written for Python 2.
    """
    tree = python3_tree(text)
    if tree is None or says_python3(text):
        return tree is not None
    return not re.match(r"#!.*python2", text) and not any(map(_is_legacy, _modules(tree)))


def says_python3(text: str) -> bool:
    """Tell whether a script that this Python takes says itself that it is Python 3."""
    tree = python3_tree(text)
    if tree is None:
        return False
    return bool(re.match(r"#!.*python3", text)) or any(
        each.partition(".")[0] == "gdata_compat" for each in _modules(tree)
    )


def _is_legacy(module: str) -> bool:
    """Tell whether a module is the old library's; other packages are called atom, too."""
    return module.partition(".")[0] == "gdata" or module in LEGACY_MODULES


def _modules(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found
