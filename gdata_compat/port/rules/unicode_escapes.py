r"""`'C:\users'` has an escape in Python 3 that Python 2 knew in `u''` only."""

from __future__ import annotations

import re

from ..rule import Rule, Script
from ..tree import Node

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class UnicodeEscapes(Rule):
    r"""Doubles the backslash before u, U and N in a literal without a letter, where Python 2 read it as itself."""

    kinds = ("STRING",)
    python2_only = True
    changes = (
        ("print 'C:\\users\\n'\n", "print('C:\\\\users\\n')\n"),
        ('print "\\\\\\u \\New"\n', 'print("\\\\\\\\u \\\\New")\n'),
    )
    keeps = (
        "print u'\\u00e4'\n",
        "print r'C:\\users'\n",
        "print '\\\\users'\n",
        "x = '\\u00e4'\n",
        "from __future__ import unicode_literals\nprint '\\u00e4'\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a literal that is neither raw nor unicode."""
        if node.value[0] not in "'\"" or "__future__.unicode_literals" in script.scopes.origins:
            return
        text = _ESCAPE.sub(lambda found: ("\\" if found[1] in "uUN" else "") + found[0], node.value)
        if text != node.value:
            node.value = text
            node.changed()
