"""`cgi.escape` is `html.escape`; the module is gone since Python 3.13."""

from __future__ import annotations

from ..renaming import is_guarded, rewrite_from, uses
from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, arguments, beginning, is_call, kind, leaf, replace_text
from .exceptions_module import drop_module

_MOVED = {
    "cgi.escape": "html.escape",
    "cgi.parse_qs": "urllib.parse.parse_qs",
    "cgi.parse_qsl": "urllib.parse.parse_qsl",
}


class CgiModule(Rule):
    """Writes the functions where they are now; the rest of the module is a finding."""

    kinds = ("power", "import_from")
    section = "Modules with another name"
    evidence = False
    changes = (
        ("import cgi\na = cgi.escape(b)\n", "import html\na = html.escape(b, quote=False)\n"),
        ("import cgi, os\na = cgi.escape(b, True)\n", "import html\nimport os\na = html.escape(b, True)\n"),
        (
            "import cgi\na = cgi.parse_qs(b)['c']\n",
            "import urllib.parse\na = urllib.parse.parse_qs(b)['c']\n",
        ),
        (
            "import cgi, urlparse\na = cgi.parse_qs(urlparse.urlparse(b)[4])\n",
            "import urllib.parse as urlparse\na = urlparse.parse_qs(urlparse.urlparse(b)[4])\n",
        ),
        (
            "import cgi\nhtml = ''\nhtml += cgi.escape(b)\n",
            "from html import escape as html_escape\nhtml = ''\nhtml += html_escape(b, quote=False)\n",
        ),
        ("from cgi import parse_qs\n", "from urllib.parse import parse_qs\n"),
        ("from cgi import escape\na = escape(b)\n", "from html import escape\na = escape(b, quote=False)\n"),
    )
    keeps = ("cgi = a\ncgi.escape(b)\n", "import html\nhtml.escape(a)\n")
    finds = (("import cgi\na = cgi.FieldStorage()\n", "cgi.FieldStorage"),)

    def visit(self, node: Node, script: Script) -> None:
        """Edit a use or an import of names."""
        if kind(node) == "import_from":
            if any(each.origin in _MOVED for each in imports_of(node)) and not is_guarded(node, {"html"}):
                rewrite_from(node, _MOVED)
            return
        found = uses(node, script)
        if found is None or not found[0].startswith("cgi."):
            return
        dotted, count = found
        if dotted in _MOVED:
            self._call(node, dotted, count, script)
        else:
            script.find(
                self,
                node,
                f"{dotted}: the module cgi is gone",
                "Python 3.13 has no module cgi; 3.10 to 3.12 warn",
                "pip install legacy-cgi, or read the request by a web framework",
            )

    @staticmethod
    def _call(node: Node, dotted: str, count: int, script: Script) -> None:
        call = node.children[count] if len(node.children) > count else None
        if dotted == "cgi.escape" and call is not None and is_call(call) and len(arguments(call)) == 1:
            call.insert_child(len(call.children) - 1, leaf(", quote=False"))
        if count == 1:
            return
        prefix = node.prefix
        new, module = _named(_MOVED[dotted], script)
        if len(node.children) == count:
            replace_text(node, new)
        else:
            beginning(node, count)
            node.insert_child(0, leaf(new, prefix))
        script.need(module)

    def finish(self, script: Script) -> None:
        """Take the import away where nothing of the module is left."""
        if any(each.what.startswith("cgi.") for each in script.findings):
            return
        for node in list(script.tree.post_order()):
            if node.type >= 256 and kind(node) == "import_name" and script.needed:
                for each in list(imports_of(node)):
                    if each.loaded == "cgi":
                        drop_module(node, each.node)


def _named(new: str, script: Script) -> tuple[str, str]:
    """Give how a function is named in a script, and what has to be imported, where a name may be taken."""
    module, _, name = new.rpartition(".")
    top = module.partition(".")[0]
    for each in script.scopes.imported:
        if each.loaded == "urlparse" and module == "urllib.parse" and each.origin == "urlparse":
            return f"{each.local}.{name}", "urlparse"
    if script.scopes.is_taken(top):
        return f"{top}_{name}", f"from {module} import {name} as {top}_{name}"
    return new, module
