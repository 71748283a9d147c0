"""Porting one script: from its bytes to bytes, by way of the tree."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

from . import listing, tabs
from .imports import add_imports
from .python3 import is_python3, print_is_a_function, python3_tree, says_python3
from .results import Result
from .rule import Options, Rule, Script
from .rules import RULES
from .source import SourceError, SourceText, read_source
from .tree import Node, ParseFailure, kind, parse_source

__all__ = ["port_text", "read_tree"]


def port_text(
    source: bytes,
    name: str = "script.py",
    *,
    style: str | None = None,
    encoding: str | None = None,
    path: Path | None = None,
) -> Result:
    """Port the bytes of a Python 2 script; of a bad one `Result.error` says what is wrong.

    `style` is 'install', 'import' or None for what edits less; `encoding` is that of a script which declares
    none; `path` is where the script lies, so that modules beside it are known.
    """
    try:
        read = read_source(source, encoding)
    except SourceError as error:
        return Result(name, source, source, error=str(error))
    result = Result(name, source, source, read.encoding)
    try:
        tree, result.mended = read_tree(read.text)
        _port(tree, read, Options(style, path), result)
    except ParseFailure as error:
        if python3_tree(read.text) is None:  # else it is newer Python 3 than the grammar knows
            result.error = f"line {error.line}: {error}"
    except RecursionError:
        result.error = "an expression is nested too deeply for its tree to be walked"
    return result


def _port(tree: Node, read: SourceText, options: Options, result: Result) -> None:
    script = _script(tree, read, options)
    if result.mended or _is_python2(read, options):
        _run(script, [rule for rule in RULES if rule.python2_only], result)
    _run(script, [rule for rule in RULES if not rule.python2_only], result)
    add_imports(script)
    _finish(script, read, result)


def _script(tree: Node, read: SourceText, options: Options) -> Script:
    newline = "\r\n" if "\r\n" in read.text else "\n"
    return Script(tree, options, newline, statements=not print_is_a_function(read.text))


def _is_python2(read: SourceText, options: Options) -> bool:
    """Tell whether a script is Python 2: it cannot be Python 3, or has names that only Python 2 has."""
    if not is_python3(read.text):
        return True
    if says_python3(read.text):
        return False
    trial = Result("", b"", b"")
    _run(
        _script(read_tree(read.text)[0], read, options),
        [rule for rule in RULES if rule.evidence and not rule.python2_only],
        trial,
    )
    return bool(trial.rules)


def read_tree(text: str) -> tuple[Node, list[str]]:
    """Give the tree of a script, mended as a listing where it does not parse; raises ParseFailure."""
    statements = not print_is_a_function(text)
    try:
        if not listing.has_ligatures(text):
            return _parsed(text, statements), []
    except ParseFailure as error:
        failure = error
    else:
        failure = ParseFailure(1, "letters of a print")
    mended, notes = listing.mend(text)
    if notes:
        try:
            return _parsed(mended, not print_is_a_function(mended)), notes
        except ParseFailure as error:
            failure = error
    raise listing.explained(failure, mended)


def _parsed(text: str, statements: bool) -> Node:
    """Parse with the grammar that the script is likely in, then with the other one."""
    try:
        tree = parse_source(text, statements=statements)
    except ParseFailure as first:
        try:
            tree = parse_source(text, statements=not statements)
        except ParseFailure as second:
            raise max(first, second, key=lambda each: each.line) from None
    if str(tree).rstrip("\n") != text.rstrip("\n"):
        raise ParseFailure(1, "line ends or indentation that the grammar does not keep")
    return tree


def _run(script: Script, rules: list[Rule], result: Result) -> None:
    wanted: dict[str, list[Rule]] = {}
    for rule in rules:
        for each in rule.kinds:
            wanted.setdefault(each, []).append(rule)
    for rule in rules:
        _noted(rule, script, result, rule.start)
    for node in list(script.tree.post_order()):
        for rule in wanted.get(kind(node), ()):
            if _is_gone(node, script):
                break
            _noted(rule, script, result, rule.visit, node)
    for rule in rules:
        _noted(rule, script, result, rule.finish)


def _is_gone(node: Node, script: Script) -> bool:
    """Tell whether a rule took a node out of the tree, or its trailers off."""
    if node.parent is None:
        return node is not script.tree
    return len(node.children) < 2 and kind(node) == "power"


def _noted(rule: Rule, script: Script, result: Result, step: Callable[..., None], *node: Node) -> None:
    """Have a rule take a step, and note whether it changed anything."""
    script.tree.was_changed = False
    step(*node, script)
    if script.tree.was_changed and rule.name not in result.rules:
        result.rules.append(rule.name)


def _finish(script: Script, read: SourceText, result: Result) -> None:
    text = str(script.tree)
    if not read.text.endswith("\n"):
        text = text.removesuffix("\n")
    text = tabs.mend(text)
    failure = compile_failure(text)
    if failure is not None:
        result.error = f"line {failure.lineno or 1}: what came of it is no Python 3: {failure.msg}"
        return
    text = _declared(text, read)
    result.ported = read.encode(text)
    result.findings = sorted(set(script.findings))
    result.notes = sorted(script.notes)


def _declared(text: str, read: SourceText) -> str:
    """Declare the encoding that the caller had to name."""
    if not read.undeclared:
        return text
    first, newline, rest = text.partition("\n")
    line = f"# -*- coding: {read.encoding} -*-"
    return f"{first}\n{line}{newline}{rest}" if first.startswith("#!") else f"{line}\n{text}"


def compile_failure(text: str) -> SyntaxError | None:
    """Give why this Python refuses a text, if it does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<ported>", "exec", flags=0, dont_inherit=True)
        except SyntaxError as error:
            return error
        except (ValueError, RecursionError, MemoryError) as error:
            return SyntaxError(str(error))
    return None
