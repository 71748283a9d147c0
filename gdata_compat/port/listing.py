"""Listings copied from a web page or a PDF: what typesetting did is undone, outside strings and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .tree import ParseFailure

__all__ = ["explained", "has_ligatures", "mend"]

_DOUBLE = '"\u201c\u201d\u201e\u201f\u2033'
_SINGLE = "'\u2018\u2019\u201a\u201b\u2032\u00b4"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOTHING = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_CODE = (
    dict.fromkeys(_SPACES, " ") | dict.fromkeys(_NOTHING, "") | dict.fromkeys(_DASHES, "-") | _LIGATURES
)  # fmt: skip
_WORDS = (
    (_DOUBLE[1:] + _SINGLE[1:], "typographic quotes"),
    (_SPACES, "non-breaking or other typographic blanks"),
    (_NOTHING, "characters without width"),
    (_DASHES, "typographic dashes"),
    ("".join(_LIGATURES), "ligatures"),
)
_NUMBERED = re.compile(r"^[ \t\u00a0]*(\d{1,5})[.:|)]?(?:[ \t\u00a0]|$)")
_PROMPT = re.compile(r"^[ \t]*(>>>|\.\.\.)(?: |$)")
_ENTITIES = {
    "&quot;": '"',
    "&#39;": "'",
    "&apos;": "'",
    "&lt;": "<",
    "&gt;": ">",
    "&nbsp;": " ",
    "&amp;": "&",
}


def has_ligatures(text: str) -> bool:
    """Tell whether a name in a script may be set with ligatures, which only Python 3 would read."""
    return any(each in text for each in _LIGATURES) and _without_type(text)[0] != text


def mend(text: str) -> tuple[str, list[str]]:
    """Give a listing without what typesetting added, and in words what that was; no line moves."""
    notes: list[str] = []
    for take, words in ((_without_numbers, "line numbers"), (_without_prompts, "prompts of the interpreter")):
        taken = take(text)
        if taken != text:
            text, notes = taken, [*notes, words]
    if any(each in text for each in _ENTITIES):
        replaced = re.sub("|".join(_ENTITIES), lambda found: _ENTITIES[found[0]], text)
        text, notes = replaced, [*notes, "entities of HTML"]
    mended, seen = _without_type(text)
    notes += [words for characters, words in _WORDS if seen & set(characters)]
    return mended, notes


def _without_numbers(text: str) -> str:
    """Take the numbers off the lines, where each line has one and they count up."""
    lines = text.split("\n")
    found = [(at, _NUMBERED.match(line)) for at, line in enumerate(lines) if line.strip(" \t\r\u00a0")]
    found = [(at, match) for at, match in found if match or not lines[at].startswith("#")]
    if len(found) < 2 or not all(match for _, match in found):
        return text
    numbers = [int(match[1]) for _, match in found if match]
    if numbers != sorted(set(numbers)):
        return text
    widths = [match.end(1) for _, match in found if match]
    after = min(
        _blanks(lines[at][width:].lstrip(".:|)"))
        for (at, _), width in zip(found, widths, strict=True)
        if lines[at][width:].strip(" .:|)\r")
    )
    for (at, _), width in zip(found, widths, strict=True):
        lines[at] = lines[at][width:].lstrip(".:|)")[after:]
    return "\n".join(lines)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" \t\u00a0"))


def _without_prompts(text: str) -> str:
    """Take the prompts off a session; what the interpreter answered becomes a comment."""
    lines = text.split("\n")
    if not any(_PROMPT.match(line) and line.lstrip().startswith(">>>") for line in lines):
        return text
    return "\n".join(map(_without_prompt, lines))


def _without_prompt(line: str) -> str:
    found = _PROMPT.match(line)
    if found:
        return line[found.end() :]
    return f"# {line}" if line.strip() else line


def _without_type(text: str) -> tuple[str, set[str]]:
    """Give the text with typeset characters replaced outside strings and comments, and which there were."""
    seen: set[str] = set()
    return "".join(_pieces(text, seen)), seen


def _pieces(text: str, seen: set[str]) -> Iterator[str]:
    at = 0
    while at < len(text):
        character = text[at]
        if character == "#":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield text[at:end]
            at = end
        elif character in _DOUBLE or character in _SINGLE:
            piece, at = _string(text, at, seen)
            yield piece
        else:
            if character in _CODE:
                seen.add(character)
            yield _CODE.get(character, character)
            at += 1


def _string(text: str, at: int, seen: set[str]) -> tuple[str, int]:
    """Give the string that begins at a quote, with straight quotes around it, and where it ends."""
    marks = _DOUBLE if text[at] in _DOUBLE else _SINGLE
    straight = marks[0]
    count = 1
    while count < 3 and text[at + count : at + count + 1] and text[at + count] in marks:
        count += 1
    if count == 2:
        seen.update(text[at : at + 2])
        return straight * 2, at + 2
    begin = at + count
    end = _end(text, begin, marks if text[at] != straight else straight, count)
    if end is None and text[at] == straight:
        end = _end(text, begin, marks, count)
    if end is None:
        seen.add(text[at])
        return straight * count, begin
    seen.update(text[at:begin] + text[end : end + count])
    body = text[begin:end]
    if text[at] != straight:
        body = re.sub(rf"\\([{marks}])", lambda found: f"\\{straight}", body)
    return straight * count + body + straight * count, end + count


def _end(text: str, begin: int, marks: str, count: int) -> int | None:
    """Give where a string's closing quotes stand; a string in single quotes ends in its line."""
    at = begin
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == "\n" and count == 1:
            return None
        if (
            text[at] in marks
            and len(text[at : at + count]) == count
            and all(c in marks for c in text[at : at + count])
        ):
            return at
        at += 1
    return None


def explained(failure: ParseFailure, text: str) -> ParseFailure:
    """Give the failure with what it means for a listing: where the page cut it off, or left something out."""
    lines = text.split("\n")
    line = lines[failure.line - 1] if failure.line <= len(lines) else ""
    if line.strip(" \t.\r") in ("\u2026", "[\u2026]") or line.strip() == "...":
        return ParseFailure(
            failure.line, "the page left something out here (an ellipsis): put in what belongs there"
        )
    if failure.at_end:
        return ParseFailure(failure.line, f"{failure}: the listing is cut off here")
    if _is_open(line) and failure.line >= text.rstrip().count("\n") + 1:
        return ParseFailure(failure.line, "a string is not closed: the listing is cut off here")
    if _is_open(line):
        return ParseFailure(
            failure.line, "a string is not closed in its line: the page cut the line off, or broke it in two"
        )
    return failure


def _is_open(line: str) -> bool:
    """Tell whether a line begins a string that it does not close."""
    at = 0
    while at < len(line) and line[at] != "#":
        if line[at] in "\"'":
            if line[at : at + 3] == line[at] * 3:
                return False
            end = _end(line, at + 1, line[at], 1)
            if end is None:
                return True
            at = end
        at += 1
    return False
