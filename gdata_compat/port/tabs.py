"""Indentation by tabs and blanks mixed, which Python 3 refuses: written in blanks, where it is mixed only."""

from __future__ import annotations

import warnings

from .tree import ParseFailure, string_tokens

__all__ = ["mend"]


def mend(text: str) -> str:
    """Give a text in which no block mixes tabs and blanks; a tab goes to the next eighth column."""
    for _ in range(text.count("\n") + 1):
        line = _first_mixed_line(text)
        if line is None:
            return text
        mended = _expanded(text, line)
        if mended == text:
            return text
        text = mended
    return text


def _first_mixed_line(text: str) -> int | None:
    if "\t" not in text:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<ported>", "exec", flags=0, dont_inherit=True)
        except TabError as error:
            return error.lineno
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    return None


def _expanded(text: str, line: int) -> str:
    """Expand the tabs that indent the lines of the statement at the margin which holds a line."""
    lines = text.split("\n")
    inside = _inside_strings(text)
    first = last = min(line, len(lines)) - 1
    while first > 0 and not _is_margin(lines[first], first + 1 in inside):
        first -= 1
    while last + 1 < len(lines) and not _is_margin(lines[last + 1], last + 2 in inside):
        last += 1
    for at in range(first, last + 1):
        if at + 1 not in inside:
            body = lines[at].lstrip(" \t")
            indent = lines[at][: len(lines[at]) - len(body)]
            lines[at] = indent.expandtabs(8) + body
    return "\n".join(lines)


def _is_margin(line: str, inside: bool) -> bool:
    return not inside and bool(line.strip()) and line[0] not in " \t#)]}"


def _inside_strings(text: str) -> set[int]:
    """Give the lines that begin within a string."""
    try:
        return {line for first, last in string_tokens(text) for line in range(first + 1, last + 1)}
    except ParseFailure:
        return set()
