"""Modules and functions of Python 2 that no Python 3, or none of today's, has."""

from __future__ import annotations

from ..renaming import is_guarded, uses
from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, kind

_GONE = {
    "asynchat": "asyncio",
    "asyncore": "asyncio",
    "bsddb": "dbm or sqlite3",
    "cgitb": "traceback",
    "compiler": "ast",
    "crypt": "passlib, or pip install legacycrypt",
    "dircache": "os.listdir",
    "distutils": "setuptools",
    "dummy_thread": "_thread",
    "dummy_threading": "threading",
    "formatter": "textwrap",
    "fpformat": "the format method of text",
    "hotshot": "cProfile",
    "htmllib": "html.parser",
    "imp": "importlib",
    "imghdr": "the package filetype",
    "mailcap": "the package mailcap-fix",
    "mhlib": "mailbox",
    "mimetools": "email",
    "MimeWriter": "email.mime",
    "mimify": "email",
    "multifile": "email",
    "mutex": "threading.Lock",
    "new": "types",
    "os.path.walk": "os.walk",
    "os.popen2": "subprocess.Popen",
    "os.popen3": "subprocess.Popen",
    "os.popen4": "subprocess.Popen",
    "os.tempnam": "tempfile",
    "os.tmpnam": "tempfile",
    "pipes": "shlex.quote, subprocess",
    "popen2": "subprocess.Popen",
    "posixfile": "fcntl",
    "rfc822": "email.utils",
    "rexec": "a process of its own",
    "sgmllib": "html.parser",
    "smtpd": "the package aiosmtpd",
    "string.joinfields": "the join method of text",
    "string.splitfields": "the split method of text",
    "sys.exc_clear": "nothing: an exception is cleared at the end of its except block",
    "telnetlib": "the package telnetlib3",
    "types.InstanceType": "isinstance(a, C) with the class; every object is of a class now",
    "types.UnboundMethodType": "types.FunctionType",
    "user": "nothing",
    "uu": "binascii",
}


class GoneNames(Rule):
    """Says what is gone and what takes its place."""

    kinds = ("import_name", "import_from", "power")
    section = "Modules with another name"
    evidence = False
    keeps = (
        "try:\n    import crypt\nexcept ImportError:\n    crypt = None\n",
        "import os\nos.walk(a)\n",
        "from . import new\n",
        "import user.settings\n",
    )
    finds = (
        ("import popen2\n", "popen2"),
        ("import os\nos.path.walk(a, b, c)\n", "os.path.walk"),
        ("import types\nprint(type(a) is types.InstanceType)\n", "types.InstanceType"),
        ("from imp import load_source\n", "imp"),
    )

    def visit(self, node: Node, script: Script) -> None:
        """Look at an import or a use."""
        if kind(node) == "power":
            found = uses(node, script)
            for count in range(found[1] if found else 0, 1, -1):
                dotted = (
                    ".".join(found[0].split(".")[: len(found[0].split(".")) - found[1] + count])
                    if found
                    else ""
                )
                if "." in dotted and dotted in _GONE:
                    self._find(node, dotted, script)
            return
        for each in imports_of(node):
            gone = next((name for name in (each.loaded, each.origin) if name in _GONE), None)
            if gone is not None and not is_guarded(node, set()):
                self._find(node, gone, script)
                return

    def _find(self, node: Node, name: str, script: Script) -> None:
        script.find(
            self,
            node,
            f"{name} is gone",
            "the Pythons from 3.10 to 3.13, or some of them, do not have it",
            _GONE[name],
        )
