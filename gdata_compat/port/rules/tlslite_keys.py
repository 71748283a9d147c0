"""Keys for RSA-SHA1: text in the PEM format, where 2.0.18 wanted an object of tlslite."""

from __future__ import annotations

from ..renaming import remove_statement, uses
from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, arguments, bare, compose, is_call, kind

_PARSERS = ("parsePrivateKey", "parsePEMKey")


class TlsliteKeys(Rule):
    """Hands over the text of a key as it is, and takes tlslite's import away."""

    kinds = ("power", "import_name", "import_from")
    section = "RSA keys"
    evidence = False
    changes = (
        (
            "import gdata.auth\nfrom gdata.tlslite.utils import keyfactory\nkey = keyfactory.parsePrivateKey(open('a').read())\n",
            "import gdata_compat; gdata_compat.install()\nimport gdata.auth\nkey = open('a').read()\n",
        ),
        (
            "from tlslite.utils import keyfactory\nf(keyfactory.parsePEMKey(text, private=True))\n",
            "f(text)\n",
        ),
    )
    keeps = ("import tlslite.api\ntlslite.api.parsePEMKey(a)\n", "a.parsePrivateKey(b)\n")

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call that reads a key, or the import of what reads it."""
        if kind(node) == "power":
            found = uses(node, script)
            if found and "tlslite" in found[0] and found[0].endswith(_PARSERS) and "keyfactory" in found[0]:
                call = node.children[found[1]] if found[1] < len(node.children) else None
                given = arguments(call) if call is not None and is_call(call) else []
                if given and found[1] + 1 == len(node.children):
                    compose(node, bare(given[0]))
            return
        imported = list(imports_of(node))
        if imported and all("tlslite" in each.loaded and "keyfactory" in each.origin for each in imported):
            remove_statement(node)
