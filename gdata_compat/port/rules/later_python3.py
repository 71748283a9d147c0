"""Names that were in Python 2, and that later versions of Python 3 took away."""

from __future__ import annotations

from ..renaming import Renames
from ..rule import Script
from ..tree import Node, arguments, kind, method_calls, replace_text

#: Methods, by what they are called now; right whatever they are called on.
_METHODS = {
    "getiterator": "iter",
    "isAlive": "is_alive",
    "readfp": "read_file",
    "assertEquals": "assertEqual",
    "assertNotEquals": "assertNotEqual",
    "assert_": "assertTrue",
    "failUnless": "assertTrue",
    "failUnlessEqual": "assertEqual",
    "failIf": "assertFalse",
    "failUnlessRaises": "assertRaises",
    "assertRaisesRegexp": "assertRaisesRegex",
}


class LaterPython3(Renames):
    """Renames what Python 3.9 to 3.13 no longer have."""

    section = "Modules with another name"
    evidence = False
    changes = (
        ("for a in b.getiterator('c'): pass\n", "for a in b.iter('c'): pass\n"),
        ("for a in b.c.getchildren(): pass\n", "for a in list(b.c): pass\n"),
        (
            "import logging\nlog = logging.getLogger('a')\nlog.warn('b')\n",
            "import logging\nlog = logging.getLogger('a')\nlog.warning('b')\n",
        ),
        ("import logging\nlogging.warn('b')\n", "import logging\nlogging.warning('b')\n"),
        ("while t.isAlive(): pass\n", "while t.is_alive(): pass\n"),
        (
            "import locale\na = locale.format('%d', b, 1)\n",
            "import locale\na = locale.format_string('%d', b, 1)\n",
        ),
        ("import time\na = time.clock()\n", "import time\na = time.perf_counter()\n"),
        (
            "import configparser\na = configparser.SafeConfigParser()\n",
            "import configparser\na = configparser.ConfigParser()\n",
        ),
        (
            "import ConfigParser\na = ConfigParser.SafeConfigParser()\n",
            "import configparser as ConfigParser\na = ConfigParser.ConfigParser()\n",
        ),
        (
            "import base64\na = base64.decodebytes(b)\nbase64.encodestring(c)\n",
            "import base64\na = base64.decodebytes(b)\nbase64.encodebytes(c)\n",
        ),
    )
    keeps = (
        "def isAlive(): pass\nself.isAlive\n",
        "a.getchildren(1)\n",
        "import warnings\nwarnings.warn('a')\n",
        "import time\ntime.time()\n",
    )
    table = {
        "time.clock": "time.perf_counter",
        "locale.format": "locale.format_string",
        "logging.warn": "logging.warning",
        "configparser.SafeConfigParser": "configparser.ConfigParser",
        "ConfigParser.SafeConfigParser": "ConfigParser.ConfigParser",
        "base64.encodestring": "base64.encodebytes",
        "base64.decodestring": "base64.decodebytes",
        "collections.Mapping": "collections.abc.Mapping",
        "collections.Callable": "collections.abc.Callable",
        "collections.Iterable": "collections.abc.Iterable",
        "inspect.getargspec": "inspect.getfullargspec",
        "HTMLParser.HTMLParseError": "ValueError",
    }

    def visit(self, node: Node, script: Script) -> None:
        """Rename a method or a name."""
        if kind(node) == "power":
            for at, name, call in list(method_calls(node)):
                if name in _METHODS and name not in script.scopes.functions:
                    node.children[at].children[1].value = _METHODS[name]
                    node.changed()
                elif name == "warn" and script.kinds.of_beginning(node, at) == "logger":
                    node.children[at].children[1].value = "warning"
                    node.changed()
                elif name == "getchildren" and not arguments(call) and at + 2 == len(node.children):
                    node.children[at].remove()
                    call.remove()
                    replace_text(node, f"list({str(node).strip()})")
                    return
        super().visit(node, script)
