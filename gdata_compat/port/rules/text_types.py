"""`unicode` and `basestring` are `str`."""

from __future__ import annotations

from ..renaming import is_alias
from ..rule import Rule, Script
from ..tree import Node, arguments, compose, is_call, is_leaf, kind, leaf

_NAMES = {"unicode": "str", "basestring": "str", "unichr": "chr"}


class TextTypes(Rule):
    """Writes the names of text as Python 3's, and takes a conversion from text to text away."""

    kinds = ("NAME", "power", "atom")
    section = "`str`, not bytes"
    changes = (
        ("isinstance(a, basestring)\n", "isinstance(a, str)\n"),
        ("isinstance(a, (str, unicode))\n", "isinstance(a, str)\n"),
        ("isinstance(a, (unicode, int))\n", "isinstance(a, (str, int))\n"),
        ("a = unicode(b)\n", "a = str(b)\n"),
        ("a = unicode('b', 'utf-8')\n", "a = 'b'\n"),
        (
            "import sys\na = unicode(sys.argv[1], 'utf-8', 'replace').lower()\n",
            "import sys\na = sys.argv[1].lower()\n",
        ),
        (
            "import gdata.client\ns = gdata.client.GDClient()\nfor e in s.Get('a').entry:\n    print unicode(e.x, 'utf-8')\n",
            "import gdata_compat; gdata_compat.install()\nimport gdata.client\ns = gdata.client.GDClient()\n"
            "for e in s.Get('a').entry:\n    print(e.x)\n",
        ),
        ("a = unichr(65)\n", "a = chr(65)\n"),
        ("if type(a) in (str, unicode): b\n", "if type(a) in (str,): b\n"),
        ("types = (str, unicode)\n", "types = (str,)\n"),
        (
            "def f(a):\n    str = unicode(a)\n    return str\n",
            "import builtins\ndef f(a):\n    str = builtins.str(a)\n    return str\n",
        ),
    )
    keeps = (
        "try:\n    unicode\nexcept NameError:\n    unicode = str\n",
        "a = u'b'\n",
        "a.unicode\n",
        "a = str(b)\n",
    )
    finds = (("def f(a):\n    return unicode(a, 'utf-8')\n", "unicode(a, 'utf-8')"),)

    def visit(self, node: Node, script: Script) -> None:
        """Edit a name, a call that decodes, or a tuple of types that have become one."""
        if kind(node) == "power":
            self._call(node, script)
        elif kind(node) == "atom":
            self._types(node, script)
        elif (
            node.value in _NAMES
            and script.scopes.is_builtin(node)
            and not _decodes(node)
            and not is_alias(node, _NAMES[node.value])
        ):
            node.value = script.builtin(_NAMES[node.value], node)
            node.changed()

    def _call(self, node: Node, script: Script) -> None:
        first = node.children[0]
        if not (is_leaf(first, "unicode") and script.scopes.is_builtin(first) and _decodes(first)):
            return
        text = arguments(node.children[1])[0]
        what = script.kinds.of(text)
        if what in ("text", "legacy"):
            call = node.children[1]
            tight = kind(text) in ("NAME", "STRING", "power", "atom")
            inner = str(text).strip()
            compose(first, inner if tight else f"({inner})")
            call.remove()
            return
        if what != "bytes":
            self._unknown(node, str(text).strip(), script)
        first.value = "str"
        first.changed()

    def _unknown(self, node: Node, text: str, script: Script) -> None:
        call = "".join(map(str, node.children[:2])).strip()
        script.find(
            self,
            node,
            f"{call}: is {text} text or bytes?",
            "in Python 3 only bytes can be decoded; text gives TypeError",
            f"write {text} alone if it is text: a member, an argument, what was typed",
        )

    @staticmethod
    def _types(node: Node, script: Script) -> None:
        if not is_leaf(node.children[0], "(") or kind(node.children[1]) != "testlist_gexp":
            return
        names = [each for each in node.children[1].children if not is_leaf(each, ",")]
        if len(names) > 1 and all(_is_str(each) for each in names):
            alone = kind(node.parent) in ("arglist", "argument")
            node.replace(leaf("str" if alone else "(str,)", node.prefix))


def _is_str(node: Node) -> bool:
    return is_leaf(node, "str", "unicode", "basestring")


def _decodes(name: Node) -> bool:
    """Tell whether a name is called with text and an encoding."""
    parent = name.parent
    if not is_leaf(name, "unicode") or kind(parent) != "power" or parent.children[0] is not name:
        return False
    return is_call(parent.children[1]) and len(arguments(parent.children[1])) > 1
