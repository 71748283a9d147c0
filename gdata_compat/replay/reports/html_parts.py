"""Pieces of the HTML report: texts side by side with what differs marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from html import escape

from ..har import Call
from ..volatile import text_of

__all__ = ["element", "marked_pair", "path_of", "shown_call"]

#: Longer texts are not looked through for the characters that differ, and bodies are cut there.
_LONGEST = 2000
_LONGEST_BODY = 20_000


def element(tag: str, content: str = "", **attributes: str) -> str:
    """Write an element around content that is HTML already; `class_` is `class`."""
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items()
    )
    return f"<{tag}{shown}>{content}</{tag}>"


def marked_pair(old: str | None, new: str | None) -> tuple[str, str]:
    """Give both texts as HTML, the parts in which they differ inside <mark>."""
    if old is None or new is None or len(old) + len(new) > _LONGEST:
        return escape(old or ""), escape(new or "")
    one, other = (re.findall(r"\w+|\W", text) for text in (old, new))
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for side, text in zip(sides, ("".join(one[a:b]), "".join(other[c:d])), strict=True):
            if text:
                side.append(escape(text) if kind == "equal" else element("mark", escape(text)))
    return "".join(sides[0]), "".join(sides[1])


def path_of(url: str) -> tuple[str, str]:
    """Split an address into its host and the rest."""
    start, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return (f"{start}{mark}{host}", slash + path) if mark else ("", url)


def shown_call(call: Call | None, rename: Callable[[str], str] = str) -> str:
    """Write a call as it went over the wire, as HTML; elements of XML are put on lines of their own."""
    if call is None:
        return element("p", "No such call.", class_="none")
    request, response = call.request, call.response
    asked = [f"{request.method} {request.url}", *(f"{n}: {v}" for n, v in request.headers), ""]
    lines = [*asked, _body(request.body)]
    if response is not None:
        lines += ["", f"{response.status} {response.reason}"]
        lines += [*(f"{n}: {v}" for n, v in response.headers), "", _body(response.body)]
    if call.error:
        lines += ["", f"error: {call.error}"]
    return element("pre", escape(rename("\n".join(lines).strip("\n"))), tabindex="0")


def _body(body: bytes) -> str:
    text = text_of(body)
    cut = f"\n... ({len(text)} characters)" if len(text) > _LONGEST_BODY else ""
    text = text[:_LONGEST_BODY]
    return (re.sub(r">(?=<[^/])", ">\n", text) if text.lstrip()[:1] == "<" else text) + cut
