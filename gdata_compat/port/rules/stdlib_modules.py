"""Modules of the standard library that have another name."""

from __future__ import annotations

from ..renaming import is_guarded
from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, kind, leaf, replace_text

#: What a module is called now. Where one name stands for several, it is that which has the most of it.
MODULES = {
    "BaseHTTPServer": "http.server",
    "CGIHTTPServer": "http.server",
    "ConfigParser": "configparser",
    "Cookie": "http.cookies",
    "HTMLParser": "html.parser",
    "Queue": "queue",
    "SimpleHTTPServer": "http.server",
    "SimpleXMLRPCServer": "xmlrpc.server",
    "SocketServer": "socketserver",
    "StringIO": "io",
    "Tkinter": "tkinter",
    "UserDict": "collections",
    "__builtin__": "builtins",
    "anydbm": "dbm",
    "cPickle": "pickle",
    "cProfile": "cProfile",
    "cStringIO": "io",
    "commands": "subprocess",
    "cookielib": "http.cookiejar",
    "copy_reg": "copyreg",
    "dumbdbm": "dbm.dumb",
    "email.Encoders": "email.encoders",
    "email.Header": "email.header",
    "email.MIMEAudio": "email.mime.audio",
    "email.MIMEBase": "email.mime.base",
    "email.MIMEImage": "email.mime.image",
    "email.MIMEMultipart": "email.mime.multipart",
    "email.MIMEText": "email.mime.text",
    "email.Message": "email.message",
    "email.Parser": "email.parser",
    "email.Utils": "email.utils",
    "gdbm": "dbm.gnu",
    "htmlentitydefs": "html.entities",
    "httplib": "http.client",
    "robotparser": "urllib.robotparser",
    "thread": "_thread",
    "tkMessageBox": "tkinter.messagebox",
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
    "whichdb": "dbm",
    "xml.etree.cElementTree": "xml.etree.ElementTree",
    "cElementTree": "xml.etree.ElementTree",
    "elementtree.ElementTree": "xml.etree.ElementTree",
    "elementtree": "xml.etree",
    "xmlrpclib": "xmlrpc.client",
}


class StdlibModules(Rule):
    """Imports a module by its present name under its old one, so that no use of it changes."""

    kinds = ("import_name", "import_from")
    section = "Modules with another name"
    changes = (
        ("import urllib2\n", "import urllib.request as urllib2\n"),
        ("import os, Queue as q, sys\n", "import os, queue as q, sys\n"),
        ("from ConfigParser import ConfigParser\n", "from configparser import ConfigParser\n"),
        ("from email.MIMEText import MIMEText\n", "from email.mime.text import MIMEText\n"),
        ("import email.Utils\nemail.Utils.formatdate()\n", "import email.utils\nemail.utils.formatdate()\n"),
        ("from email import Encoders\n", "from email import encoders as Encoders\n"),
        ("import xml.etree.cElementTree as ET\n", "import xml.etree.ElementTree as ET\n"),
        ("from xml.etree import cElementTree\n", "from xml.etree import ElementTree as cElementTree\n"),
        ("from elementtree import ElementTree\n", "from xml.etree import ElementTree\n"),
        (
            "try:\n  import cPickle as pickle\nexcept ImportError:\n  import os\n",
            "try:\n  import pickle as pickle\nexcept ImportError:\n  import os\n",
        ),
    )
    keeps = (
        "try:\n    import urllib2\nexcept ImportError:\n    import urllib.request as urllib2\n",
        "try:\n    import Queue\nexcept ImportError:\n    import queue as Queue\n",
        "try:\n    import cPickle as pickle\nexcept ImportError:\n    import pickle\n",
        "import os, email\n",
        "from . import Queue\n",
        "from xml.etree import ElementTree\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit an import, unless another branch has the present name."""
        wanted = {MODULES[each.loaded] for each in imports_of(node) if each.loaded in MODULES}
        wanted |= {MODULES[each.origin] for each in imports_of(node) if each.origin in MODULES}
        if not wanted or is_guarded(node, wanted):
            return
        if kind(node) == "import_from":
            self._from(node)
        else:
            self._names(node, script)

    @staticmethod
    def _from(node: Node) -> None:
        module = str(node.children[1]).strip()
        if module in MODULES:
            replace_text(node.children[1], MODULES[module])
            return
        for each in list(imports_of(node)):
            if each.origin in MODULES:
                name = MODULES[each.origin].rpartition(".")[2]
                replace_text(each.node, name if name == each.local else f"{name} as {each.local}")

    @staticmethod
    def _names(node: Node, script: Script) -> None:
        for each in list(imports_of(node)):
            new = MODULES.get(each.loaded)
            if new is None or new == each.loaded:
                continue
            if kind(each.node) == "dotted_as_name":
                replace_text(each.node.children[0], new)
            elif "." in each.loaded:
                replace_text(each.node, new)
                _rename_uses(script, each.loaded, new)
            else:
                replace_text(each.node, f"{new} as {each.loaded}")


def _rename_uses(script: Script, old: str, new: str) -> None:
    """Rename the uses of a module that is reached through its package: `email.Utils.x`."""
    words, names = old.split("."), new.split(".")
    for node in list(script.tree.post_order()):
        if node.type < 256 or kind(node) != "power" or len(node.children) < len(words):
            continue
        texts = [str(each).strip().lstrip(".") for each in node.children[: len(words)]]
        if texts == words:
            node.children[len(words) - 1].replace(
                leaf("".join(f".{name}" for name in names[len(words) - 1 :]))
            )
