"""Hashes take bytes; the modules `md5` and `sha` are `hashlib`."""

from __future__ import annotations

from ..renaming import is_guarded, uses
from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, arguments, beginning, is_call, kind, leaf, name_trailer, replace_text, wrap

_MOVED = {
    "md5.new": "hashlib.md5",
    "md5.md5": "hashlib.md5",
    "sha.new": "hashlib.sha1",
    "sha.sha": "hashlib.sha1",
}
_HASHES = frozenset(
    {*_MOVED, *(f"hashlib.{name}" for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"))}
)
_BASE64 = frozenset({"base64.b64encode", "base64.encodestring", "base64.urlsafe_b64encode"})


class Hashes(Rule):
    """Writes the old modules as hashlib, and gives hashes and base64 the UTF-8 bytes of text."""

    kinds = ("power", "import_name", "import_from")
    section = "`str`, not bytes"
    python2_only = True
    changes = (
        (
            "import md5\nprint md5.new(a).hexdigest()\n",
            "import hashlib\nprint(hashlib.md5(a.encode('utf-8')).hexdigest())\n",
        ),
        (
            "import sha, os\nprint sha.new('b').hexdigest()\n",
            "import hashlib, os\nprint(hashlib.sha1(b'b').hexdigest())\n",
        ),
        (
            "import hashlib\nprint hashlib.sha1(a + b).hexdigest()\n",
            "import hashlib\nprint(hashlib.sha1((a + b).encode('utf-8')).hexdigest())\n",
        ),
        (
            "import hashlib\nh = hashlib.md5()\nh.update('a')\nprint h.hexdigest()\n",
            "import hashlib\nh = hashlib.md5()\nh.update(b'a')\nprint(h.hexdigest())\n",
        ),
        (
            "from md5 import new as md5\nprint md5(a).digest()\n",
            "from hashlib import md5\nprint(md5(a.encode('utf-8')).digest())\n",
        ),
        (
            "import md5, os, sha\nprint sha.new('b').digest(), md5.new('c').digest()\n",
            "import hashlib, os\nprint(hashlib.sha1(b'b').digest(), hashlib.md5(b'c').digest())\n",
        ),
        (
            "try:\n    from hashlib import md5\nexcept ImportError:\n    from md5 import md5\nprint md5('a').digest()\n",
            "try:\n    from hashlib import md5\nexcept ImportError:\n    from md5 import md5\n"
            "print(md5(b'a').digest())\n",
        ),
        (
            "import base64\nprint base64.b64encode(a)\n",
            "import base64\nprint(base64.b64encode(a.encode('utf-8')).decode('ascii'))\n",
        ),
        (
            "import hmac, sha\nprint hmac.new(a, b, sha).hexdigest()\n",
            "import hmac, hashlib\nprint(hmac.new(a.encode('utf-8'), b.encode('utf-8'), hashlib.sha1).hexdigest())\n",
        ),
    )
    keeps = (
        "import hashlib\nhashlib.sha1(a).hexdigest()\n",
        "import hashlib\nprint hashlib.sha1(a.encode('utf-8')).hexdigest()\n",
        "import hashlib\nprint hashlib.md5(open('a', 'rb').read()).hexdigest()\n",
        "import base64\nprint base64.b64decode(a)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit an import or a call."""
        if kind(node) != "power":
            self._import(node)
            return
        found = uses(node, script)
        dotted, count = found or _guarded(node, script)
        call = node.children[count] if count and count < len(node.children) else None
        if call is not None and is_call(call):
            if dotted in _HASHES or dotted == "hmac.new":
                _encode(arguments(call)[: 2 if dotted == "hmac.new" else 1], script)
                _algorithm(arguments(call)[2:], script)
            elif dotted in _BASE64 and _encode(arguments(call)[:1], script):
                node.insert_child(count + 1, leaf(".decode('ascii')"))
        if dotted in _MOVED and count > 1:
            self._rename(node, count, _MOVED[dotted])
        self._updates(node, script)

    @staticmethod
    def _rename(node: Node, count: int, new: str) -> None:
        prefix = node.prefix
        if count == len(node.children):
            replace_text(node, new)
        else:
            beginning(node, count)
            node.insert_child(0, leaf(new, prefix))
            node.changed()

    @staticmethod
    def _updates(node: Node, script: Script) -> None:
        """Edit `update` of a hash that a name holds."""
        called = len(node.children) > 2 and name_trailer(node.children[1]) == "update"
        if called and is_call(node.children[2]) and script.kinds.of(node.children[0]) == "hash":
            _encode(arguments(node.children[2])[:1], script)

    @staticmethod
    def _import(node: Node) -> None:
        if is_guarded(node, {"hashlib"}):
            return
        old = [each for each in imports_of(node) if each.loaded in ("md5", "sha")]
        if kind(node) == "import_from":
            if old:
                items = ", ".join(
                    _item(_MOVED.get(each.origin, each.origin), each.local) for each in imports_of(node)
                )
                replace_text(node, f"from hashlib import {items}")
            return
        for at, each in enumerate(old):
            if at == 0:
                replace_text(each.node, "hashlib")
            else:
                each.node.prev_sibling.remove()
                each.node.remove()


def _guarded(node: Node, script: Script) -> tuple[str, int]:
    """Give the hash that a name stands for which one module or another brings."""
    first = node.children[0]
    bound = (
        {each.origin or "" for each in script.scopes.bindings(first.value, first)}
        if kind(first) == "NAME"
        else set()
    )
    known = {_MOVED.get(each, each) for each in bound}
    return (known.pop(), 1) if len(bound) > 1 and len(known) == 1 and known <= _HASHES else ("", 0)


def _item(new: str, local: str) -> str:
    name = new.rpartition(".")[2]
    return name if name == local else f"{name} as {local}"


def _algorithm(given: list[Node], script: Script) -> None:
    """Name the algorithm of an HMAC, which Python 2 took from the old modules."""
    for each in given:
        new = {"sha": "hashlib.sha1", "md5": "hashlib.md5"}.get(str(each).strip())
        if new is not None and kind(each) == "NAME" and script.scopes.bindings(each.value, each):
            replace_text(each, new)


def _encode(given: list[Node], script: Script) -> bool:
    """Write arguments that are text as bytes; tells whether there was one."""
    done = False
    for each in given:
        if kind(each) == "argument" or script.kinds.of(each) == "bytes" or _is_binary(each):
            continue
        text = str(each).strip()
        if kind(each) == "STRING" and text[0] in "'\"" and text.isascii() and "\\" not in text:
            replace_text(each, f"b{text}")
        else:
            tight = kind(each) in ("NAME", "STRING", "atom", "power")
            wrap(each, *(("", ".encode('utf-8')") if tight else ("(", ").encode('utf-8')")))
        done = True
    return done


def _is_binary(node: Node) -> bool:
    """Tell whether an expression reads from a file or a digest, of which nothing more is known."""
    if kind(node) != "power" or len(node.children) < 3:
        return False
    return name_trailer(node.children[-2]) in ("read", "digest", "recv", "packed")
