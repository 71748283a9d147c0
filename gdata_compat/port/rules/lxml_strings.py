"""lxml refuses text with an encoding declaration, which `str(entry)` has."""

from __future__ import annotations

from ..renaming import uses
from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, kind, name_trailer, replace_text


class LxmlStrings(Rule):
    """Hands lxml the bytes of an entry; `xml.etree` takes its text as it is."""

    kinds = ("power",)
    section = "`str`, not bytes"
    evidence = False
    changes = (
        (
            "from lxml import etree\na = etree.fromstring(str(entry))\n",
            "from lxml import etree\na = etree.fromstring(str(entry).encode('utf-8'))\n",
        ),
        (
            "import lxml.etree\na = lxml.etree.XML(e.ToString())\n",
            "import lxml.etree\na = lxml.etree.XML(e.ToString().encode('utf-8'))\n",
        ),
    )
    keeps = (
        "from xml.etree import ElementTree\nElementTree.fromstring(str(entry))\n",
        "from lxml import etree\netree.fromstring(data)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call whose argument is the text of an entry."""
        found = uses(node, script)
        if found is None or found[0] not in ("lxml.etree.fromstring", "lxml.etree.XML"):
            return
        call = node.children[found[1]] if found[1] < len(node.children) else None
        given = arguments(call) if call is not None and is_call(call) else []
        if given and kind(given[0]) == "power" and is_call(given[0].children[-1]):
            before = given[0].children[-2]
            if name_trailer(before) == "ToString" or str(before).strip() == "str":
                replace_text(given[0], f"{str(given[0]).strip()}.encode('utf-8')")
