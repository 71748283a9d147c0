"""The old `urllib` is two modules now."""

from __future__ import annotations

from ..renaming import is_guarded, rewrite_from, uses
from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, beginning, enclosing, kind, leaf, replace_text

_PARSE = (
    "quote",
    "quote_plus",
    "unquote",
    "unquote_plus",
    "urlencode",
    "splitquery",
    "splittype",
    "splithost",
)
_REQUEST = (
    "urlopen",
    "urlretrieve",
    "urlcleanup",
    "URLopener",
    "FancyURLopener",
    "pathname2url",
    "url2pathname",
    "getproxies",
    "proxy_bypass",
    "addinfourl",
)
#: Where each function of Python 2's urllib is.
HOMES = {f"urllib.{name}": f"urllib.parse.{name}" for name in _PARSE} | {
    f"urllib.{name}": f"urllib.request.{name}" for name in _REQUEST
}


class UrllibNames(Rule):
    """Imports the one module that a script uses of the two as `urllib`; where it uses both, writes where each name is."""

    kinds = ("import_from",)
    section = "Modules with another name"
    changes = (
        ("import urllib\nurllib.urlencode(a)\n", "import urllib.parse as urllib\nurllib.urlencode(a)\n"),
        (
            "import os, urllib\nurllib.urlopen(a)\n",
            "import os, urllib.request as urllib\nurllib.urlopen(a)\n",
        ),
        (
            "import urllib\nurllib.urlopen(a + urllib.quote(c)).close()\n",
            "import urllib.parse, urllib.request\nurllib.request.urlopen(a + urllib.parse.quote(c)).close()\n",
        ),
        ("from urllib import urlencode, quote\n", "from urllib.parse import urlencode, quote\n"),
        (
            "from urllib import urlencode, urlopen as u\n",
            "from urllib.parse import urlencode; from urllib.request import urlopen as u\n",
        ),
        (
            "import urllib, urllib2\nurllib.quote(a)\n",
            "import urllib.parse as urllib, urllib.request as urllib2\nurllib.quote(a)\n",
        ),
    )
    keeps = (
        "import urllib.parse\nurllib.parse.quote(a)\n",
        "from urllib.parse import quote\n",
        "try:\n    from urllib import quote\nexcept ImportError:\n    from urllib.parse import quote\n",
        "try:\n    import urllib.parse as urllib\nexcept ImportError:\n    import urllib\nurllib.quote(a)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit an import of names."""
        moved = any(each.origin in HOMES for each in imports_of(node))
        if moved and not is_guarded(node, {"urllib.parse", "urllib.request"}):
            rewrite_from(node, HOMES)

    def start(self, script: Script) -> None:
        """Edit the imports of the module, and its uses where it takes both."""
        imported = [
            each for each in script.scopes.imported if each.loaded == "urllib" and each.origin == "urllib"
        ]
        imported = [
            each
            for each in imported
            if not is_guarded(_statement(each.node), {"urllib.parse", "urllib.request"})
        ]
        found = [
            (node, *named)
            for node in _powers(script)
            if (named := uses(node, script)) and named[0].startswith("urllib.")
        ]
        used = [
            (node, HOMES[dotted])
            for node, dotted, _ in found
            for dotted in [".".join(dotted.split(".")[:2])]
            if dotted in HOMES
        ]
        homes = sorted({new.rpartition(".")[0] for _, new in used})
        if not imported or not homes:
            return
        for each in imported:
            if len(homes) == 1:
                replace_text(each.node, f"{homes[0]} as {each.local}")
            else:
                replace_text(each.node, ", ".join(homes))
        for node, new in used if len(homes) > 1 else ():
            prefix = node.prefix
            rest = list(node.children[2:])
            beginning(node, 2)
            if rest:
                node.insert_child(0, leaf(new, prefix))
                node.changed()
            else:
                replace_text(node, new)


def _statement(node: Node) -> Node:
    return node if kind(node) == "import_name" else enclosing(node, "import_name")


def _powers(script: Script) -> list[Node]:
    return [node for node in script.tree.post_order() if node.type >= 256 and kind(node) == "power"]
