"""Documents laid out for people: XML, JSON and forms, whole or cut off, as far as they can be read."""

from __future__ import annotations

import json
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

__all__ = ["BaseString", "laid_out", "parts_of_base_string"]

_TOKEN = re.compile(r"<[^<>]*>|[^<]+|<")
_FORM = re.compile(r"[\w.%+*~-]+=[^&\s<>]*(&[\w.%+*~-]+=[^&\s<>]*)*")
_INDENT = "  "


def laid_out(text: str) -> str:
    """Return a body with a line for each element, member or field; what is none of these as it is."""
    stripped = text.strip()
    if stripped.startswith("<"):
        return _xml(stripped)
    if stripped.startswith(("{", "[")):
        return _json(text)
    if _FORM.fullmatch(stripped):
        return "\n".join(f"{name} = {value}" for name, value in parse_qsl(stripped, keep_blank_values=True))
    return text


class BaseString(NamedTuple):
    """A signature base string in its parts, decoded."""

    method: str
    address: str
    parameters: list[tuple[str, str]]


def parts_of_base_string(text: str) -> BaseString | None:
    """Return the parts of a signature base string (RFC 5849, section 3.4.1), None where it has others."""
    parts = text.split("&")
    if len(parts) != 3:
        return None
    method, address, parameters = map(unquote, parts)
    pairs = [pair.partition("=") for pair in parameters.split("&") if pair]
    return BaseString(method, address, [(unquote(name), unquote(value)) for name, _, value in pairs])


def _xml(text: str) -> str:
    """Lay out a document by its tags alone, so that one that is cut off or malformed is laid out as well."""
    lines: list[str] = []
    depth, open_line = 0, False  # whether the last line holds an opening tag, and its text
    for token in map(str.strip, _TOKEN.findall(text)):
        if not token:
            continue
        is_closing = token.startswith("</")
        depth -= is_closing and depth > 0
        if open_line and (is_closing or not token.startswith("<")):
            lines[-1] += token
        else:
            lines.append(_INDENT * depth + token)
        is_opening = token.startswith("<") and token[1:2] not in "/?!" and not token.endswith("/>")
        depth += is_opening
        open_line = is_opening or (open_line and not token.startswith("<"))
    return "\n".join(lines)


def _json(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
