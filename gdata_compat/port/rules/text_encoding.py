"""`.encode('utf-8')` of text that is printed or put together with text, and `.decode` of what is text already."""

from __future__ import annotations

import re

from ..contexts import wanted
from ..opened import name_encoding, written_to
from ..rule import Rule, Script
from ..tree import Node, arguments, enclosing, is_leaf, kind, leaf, method_calls, name_trailer

_TEXT = frozenset(
    {"utf8", "ascii", "latin1", "iso88591", "iso885915", "cp1252", "cp437", "cp850", "usascii", "utf8sig"}
)


class TextEncoding(Rule):
    """Takes a conversion away where text goes in and text is wanted; where reading does not tell, that is a finding."""

    kinds = ("power",)
    section = "`str`, not bytes"
    python2_only = True
    changes = (
        ("print e.title.text.encode('utf-8')\n", "print(e.title.text)\n"),
        ("print '%s %s' % (a, b.encode('utf-8'))\n", "print('%s %s' % (a, b))\n"),
        (
            "import sys\nprint 1\nsys.stdout.write(a.encode('utf8') + '\\n')\n",
            "import sys\nprint(1)\nsys.stdout.write(a + '\\n')\n",
        ),
        ("print 1\nw.writerow([a.encode('utf-8') for a in b])\n", "print(1)\nw.writerow([a for a in b])\n"),
        (
            "print 1\nf = open('a', 'w')\nf.write(a.encode('utf-8'))\n",
            "print(1)\nf = open('a', 'w', encoding='utf-8')\nf.write(a)\n",
        ),
        (
            "f = open('a', 'wb')\nf.write('b')\nf.write(a.encode('utf-8'))\nprint 1\n",
            "f = open('a', 'w', newline='', encoding='utf-8')\nf.write('b')\nf.write(a)\nprint(1)\n",
        ),
        (
            "import csv\nw = csv.writer(open('a', 'wb'))\nw.writerow([a.encode('utf-8')])\nprint 1\n",
            "import csv\nw = csv.writer(open('a', 'w', newline='', encoding='utf-8'))\nw.writerow([a])\nprint(1)\n",
        ),
        ("print str(e).decode('utf-8')[:20]\n", "print(str(e)[:20])\n"),
        ("print a.title.text.encode('utf-8').strip()\n", "print(a.title.text.strip())\n"),
        ("print (a.title.text or '').encode('utf-8')\n", "print (a.title.text or '')\n"),
        ("a = b.encode('utf-8')\nprint a\n", "a = b\nprint(a)\n"),
        ("print 'a\\xfc'.decode('latin-1').encode('utf-8')\n", "print('a\\xfc')\n"),
        ("print 'a\\xc3\\xbc'.decode('utf-8')\n", "print(b'a\\xc3\\xbc'.decode('utf-8'))\n"),
        ("print a.encode('ascii', 'ignore')\n", "print(a.encode('ascii', 'ignore').decode('ascii'))\n"),
        ("print a.encode('utf-8', 'ignore')\n", "print(a)\n"),
        ("print raw_input('a').decode('utf-8')\n", "print(input('a'))\n"),
        (
            "import sys\na = sys.argv[1].decode(sys.stdin.encoding)\nprint a\n",
            "import sys\na = sys.argv[1]\nprint(a)\n",
        ),
        (
            "def f(s):\n    if isinstance(s, unicode):\n        return s.encode('utf-8')\n    return s\n",
            "def f(s):\n    if isinstance(s, str):\n        return s\n    return s\n",
        ),
        (
            "print 1\ndef f(s):\n    if isinstance(s, str):\n        s = s.decode('utf-8')\n    return s\n",
            "print(1)\ndef f(s):\n    if isinstance(s, bytes):\n        s = s.decode('utf-8')\n    return s\n",
        ),
        ("print 1\ne.name.family_name = a.encode('utf-8')\n", "print(1)\ne.name.family_name = a\n"),
        ("print 1\nclient.CreateUser(a.encode('utf-8'), 'b')\n", "print(1)\nclient.CreateUser(a, 'b')\n"),
    )
    keeps = (
        "import hashlib\nprint hashlib.md5(a.encode('utf-8')).hexdigest()\n",
        "print(a.encode('utf-8'))\n",
        "import json\nprint json.loads(a.encode('utf-8'))\n",
        "def f(s):\n    if not isinstance(s, unicode): s = s.decode('utf-8')\n    return s\n",
        "print 1\nf = open('a', 'wb')\nf.write(a.encode('utf-8'))\n",
        "import urllib\nprint urllib.quote(a.encode('utf-8'))\n",
    )
    finds = (
        ("print 1\ndef f(a):\n    return a.encode('utf-8')\n", "a.encode('utf-8')"),
        ("print 1\ndef f(a):\n    return a.decode('utf-8')\n", "a.decode('utf-8')"),
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit the calls that encode or decode, the last one first."""
        for at, name, call in reversed(list(method_calls(node))):
            after = node.children[at + 2] if at + 2 < len(node.children) else None
            if node.parent is None or name not in ("encode", "decode") or not _is_text_codec(call):
                continue
            if name == "decode":
                self._decode(node, at, script)
            elif after is None or name_trailer(after) not in ("encode", "decode"):
                self._encode(node, at, script)

    def _encode(self, node: Node, at: int, script: Script) -> None:
        place = wanted(node, script)
        if place is None and _is_guarded(node, at, "isinstance({},unicode)", "isinstance({},basestring)"):
            place = "text"
        if place == "text" and _is_lossy(node.children[at + 1]):
            named = str(arguments(node.children[at + 1])[0]).strip()
            node.insert_child(at + 2, leaf(f".decode({named})"))
        elif place == "text":
            file, codec = written_to(node, script), arguments(node.children[at + 1])
            _shorten(node, at)
            if codec and kind(codec[0]) == "STRING":
                name_encoding(file, codec[0].value)
        elif place is None:
            self._ask(node, "str.encode gives bytes, which Python 3 does not mix with text", at, script)

    def _decode(self, node: Node, at: int, script: Script) -> None:
        what = _kind_before(node, at, script)
        first = node.children[0]
        if at == 1 and _holds_bytes(first, node.children[at + 1]):
            first.value = f"b{first.value}"
            first.changed()
        elif what in ("text", "legacy"):
            _shorten(node, at)
        elif _is_guarded(node, at, "notisinstance({},unicode)", "isinstance({},bytes)"):
            return  # bytes only come here
        elif _is_guarded(node, at, "isinstance({},str)", "type({})==str", "type({})isstr"):
            _ask_for_bytes(node)
        elif what != "bytes":
            self._ask(node, "only bytes have decode in Python 3: text gives AttributeError", at, script)

    def _ask(self, node: Node, why: str, at: int, script: Script) -> None:
        before = "".join(map(str, node.children[:at])).strip()
        suggestion = f"{before} alone, if it is text and text is wanted"
        script.find(self, node, f"{str(node).strip()}: text or bytes?", why, suggestion)


def _test_of(node: Node) -> Node | None:
    """Give the test of the nearest `if` whose first branch holds a node."""
    around = enclosing(node, "if_stmt", "test", "funcdef")
    if around is None or kind(around) == "funcdef":
        return None
    return around.children[1] if kind(around) == "if_stmt" else around.children[2]


def _is_guarded(node: Node, at: int, *tests: str) -> bool:
    """Tell whether a type is asked for before a conversion, in one of these words."""
    test, owner = _test_of(node), "".join("".join(map(str, node.children[:at])).split())
    return test is not None and "".join(str(test).split()) in {each.format(owner) for each in tests}


def _ask_for_bytes(node: Node) -> None:
    """Have a test ask for bytes, which Python 2 called str."""
    for each in (_test_of(node) or node).leaves():
        if is_leaf(each, "str"):
            each.value = "bytes"
            each.changed()


def _is_text_codec(call: Node) -> bool:
    given = arguments(call)
    if not given:
        return True
    first = given[0]
    if kind(first) != "STRING":
        return kind(first) in ("power", "NAME")
    name = first.value.lstrip("uUbBrR").strip("'\"").lower().replace("-", "").replace("_", "")
    return name in _TEXT


def _is_lossy(call: Node) -> bool:
    """Tell whether a conversion is there for what it leaves out or writes otherwise."""
    given = [str(each).strip() for each in arguments(call)]
    return len(given) > 1 and not re.search("(?i)utf", given[0]) and "strict" not in given[1]


def _holds_bytes(literal: Node, call: Node) -> bool:
    """Tell whether the escapes of a literal are bytes of another encoding than Latin-1."""
    if kind(literal) != "STRING" or literal.value[:1] not in "'\"" or not literal.value.isascii():
        return False
    codec = "".join(str(each) for each in arguments(call)).lower()
    return bool(re.search(r"\\x[89a-f]|\\[23]\d\d", literal.value.lower())) and not re.search(
        "latin|8859-1\\b", codec
    )


def _kind_before(node: Node, at: int, script: Script) -> str | None:
    """Give the kind of what a method is called on."""
    return script.kinds.of_beginning(node, at)


def _shorten(node: Node, at: int) -> None:
    """Take a call off."""
    for each in node.children[at : at + 2]:
        each.remove()
    node.changed()
    if len(node.children) == 1 and not is_leaf(node.children[0], ""):
        prefix, only = node.prefix, node.children[0]
        only.remove()
        node.replace(only)
        only.prefix = prefix
