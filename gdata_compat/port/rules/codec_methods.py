"""Codecs that turn text into text or bytes into bytes are functions of their modules."""

from __future__ import annotations

from ..rule import Rule, Script
from ..tree import Node, arguments, kind, method_calls, replace_text

#: By method and codec: the function, the module, and whether text goes in and comes out.
_CODECS = {
    ("encode", "hex"): "binascii.hexlify",
    ("encode", "base64"): "base64.encodebytes",
    ("decode", "hex"): "binascii.unhexlify",
    ("decode", "base64"): "base64.b64decode",
    ("encode", "rot13"): "codecs.encode",
    ("decode", "rot13"): "codecs.decode",
    ("encode", "zlib"): "zlib.compress",
    ("decode", "zlib"): "zlib.decompress",
}
#: Codecs of which a person has to say what is meant.
_OTHERS = {
    "string_escape": "text.encode('latin-1').decode('unicode_escape')",
    "string-escape": "text.encode('latin-1').decode('unicode_escape')",
    "unicode_escape": "text.encode('unicode_escape').decode('ascii'), data.decode('unicode_escape')",
    "unicode-escape": "text.encode('unicode_escape').decode('ascii'), data.decode('unicode_escape')",
    "idna": "text.encode('idna').decode('ascii')",
    "punycode": "text.encode('punycode').decode('ascii')",
    "quopri": "the module quopri",
    "uu": "the module binascii",
    "bz2": "the module bz2",
}
_SAME = {"hex_codec": "hex", "base64_codec": "base64", "rot_13": "rot13", "rot-13": "rot13", "zip": "zlib"}


class CodecMethods(Rule):
    """Writes such a method as the function that does it."""

    kinds = ("power",)
    section = "`str`, not bytes"
    changes = (
        (
            "a = b.encode('hex')\n",
            "import binascii\na = binascii.hexlify(b.encode('utf-8')).decode('ascii')\n",
        ),
        (
            "a = b.digest().encode('hex')\n",
            "import binascii\na = binascii.hexlify(b.digest()).decode('ascii')\n",
        ),
        (
            "import struct\na = struct.pack('>I', 1).encode('hex')\n",
            "import binascii\nimport struct\na = binascii.hexlify(struct.pack('>I', 1)).decode('ascii')\n",
        ),
        (
            "a = b.encode('base64')\n",
            "import base64\na = base64.encodebytes(b.encode('utf-8')).decode('ascii')\n",
        ),
        ("a = b.encode('rot13')\n", "import codecs\na = codecs.encode(b, 'rot13')\n"),
        ("a = b.decode('base64')\n", "import base64\na = base64.b64decode(b)\n"),
    )
    keeps = ("a = b.encode('utf-8')\n", "import binascii\na = binascii.hexlify(b)\n", "a.encode(hex)\n")
    finds = (
        ("a = b.decode('base64')\n", "gives bytes"),
        ("a = b.decode('string_escape')\n", "string_escape"),
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit the last call of a power, if it is one of these."""
        calls = list(method_calls(node))
        if not calls or calls[-1][0] + 2 != len(node.children):
            return
        at, method, call = calls[-1]
        given = arguments(call)
        if len(given) != 1 or kind(given[0]) != "STRING":
            return
        codec = given[0].value.lstrip("uU").strip("'\"").lower()
        codec = _SAME.get(codec, codec)
        function = _CODECS.get((method, codec))
        if function is None:
            if codec in _OTHERS:
                self._other(node, codec, script)
            return
        owner = "".join(map(str, node.children[:at])).strip()
        bytes_in = script.kinds.of_beginning(node, at) == "bytes"
        script.need(function.partition(".")[0])
        if method == "decode" and codec != "rot13":
            self._find(node, function, owner, script)
        replace_text(node, _written(function, codec, owner, bytes_in=bytes_in))

    def _other(self, node: Node, codec: str, script: Script) -> None:
        script.find(
            self,
            node,
            f"the codec {codec} is none of text",
            "in Python 3 it is for bytes, or gives them, where Python 2 made no difference",
            _OTHERS[codec],
        )

    def _find(self, node: Node, function: str, owner: str, script: Script) -> None:
        script.find(
            self,
            node,
            f"{function}({owner}) gives bytes",
            "Python 2 made no difference between the two",
            f"{function}({owner}).decode('utf-8'), where the text is wanted",
        )


def _written(function: str, codec: str, owner: str, *, bytes_in: bool) -> str:
    if codec == "rot13":
        return f"{function}({owner}, 'rot13')"
    given = (
        owner
        if bytes_in or function.endswith(("unhexlify", "b64decode", "decompress"))
        else f"{owner}.encode('utf-8')"
    )
    ending = (
        ".decode('ascii')" if function.endswith(("hexlify", "encodebytes")) and "un" not in function else ""
    )
    return f"{function}({given}){ending}"
