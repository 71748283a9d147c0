"""`0777` is `0o777`, and `10L` is `10`."""

from __future__ import annotations

import re

from ..rule import Rule, Script
from ..tree import Node

_OCTAL = re.compile(r"0+[0-7]+")


class NumberLiterals(Rule):
    """Writes octal numbers with their mark, and long ones without theirs."""

    kinds = ("NUMBER",)
    changes = (
        ("a = 0777\n", "a = 0o777\n"),
        ("a = 10L + 0xFFl\n", "a = 10 + 0xFF\n"),
        ("a = 00\n", "a = 0o0\n"),
        ("a = 0644L\n", "a = 0o644\n"),
    )
    keeps = ("a = 0o777\n", "a = 0\n", "a = 0.5\n", "a = 07.5\n", "a = 0xFF\n", "a = 08e1\n", "a = 1j\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a number."""
        text = node.value.rstrip("lL")
        if _OCTAL.fullmatch(text):
            text = f"0o{text.lstrip('0') or '0'}"
        if text != node.value:
            node.value = text
            node.changed()
