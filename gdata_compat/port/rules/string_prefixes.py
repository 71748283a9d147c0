"""`ur''` is no literal of Python 3."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node


class StringPrefixes(Rule):
    r"""Writes `ur''` as `r''`, or without `r` where it holds a `\\u`, which was read even in raw text."""

    kinds = ("STRING",)
    changes = (
        ("a = ur'b\\d'\n", "a = r'b\\d'\n"),
        ("a = UR'\\u00e4\\d'\n", "a = u'\\u00e4\\\\d'\n"),
    )
    keeps = ("a = u'b'\n", "a = r'b'\n", "a = b'c'\n", "a = br'c'\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a literal with both letters."""
        if node.value[:2].lower() != "ur":
            return
        body = node.value[2:]
        node.value = f"r{body}" if "\\u" not in body.lower() else f"u{_escaped(body)}"
        node.changed()


def _escaped(body: str) -> str:
    return body.replace("\\", "\\\\").replace("\\\\u", "\\u").replace("\\\\U", "\\U")
