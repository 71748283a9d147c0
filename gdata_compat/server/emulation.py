"""What the server emulates, read off its own routes: the table in docs/server.md.

`python -m gdata_compat.server.emulation` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from flask import Flask
from werkzeug.routing import Rule

from . import page_access
from .tool_pages import is_tool

__all__ = ["operations", "table"]

_ORDER = ("GET", "POST", "PUT", "DELETE")
_ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


def operations(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Give the address, the method and the meaning of every operation, feeds together in their order.

    The tools' pages, and signing in to them, are no part of what Google offered.
    """
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        is_ours = is_tool(rule.endpoint) or rule.endpoint.startswith(page_access.blueprint.name + ".")
        if is_ours or view.__doc__ is None:
            continue
        for method in _ORDER:
            if method in (rule.methods or ()):
                yield _address(rule), method, _meaning(view.__doc__)


def table(app: Flask) -> str:
    """Write the operations as a table of Markdown."""
    lines = ["| address | | what it does |", "|---|---|---|"]
    shown = ""
    for (address, meaning), found in groupby(operations(app), key=itemgetter(0, 2)):
        cell = "" if address == shown else f"`{address}`"
        lines.append(f"| {cell} | {', '.join(method for _, method, _ in found)} | {meaning} |")
        shown = address
    return "\n".join(lines) + "\n"


def _address(rule: Rule) -> str:
    return _ARGUMENT.sub(lambda match: match[1].upper(), rule.rule)


def _meaning(docstring: str) -> str:
    """Return the first sentence."""
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    return re.split(r"(?<=\.)\s", paragraph)[0].rstrip(".").replace("|", "\\|")


if __name__ == "__main__":
    from .app import create_app

    print(table(create_app()), end="")
