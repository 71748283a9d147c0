"""What goes to `urlopen` as data is bytes, and what is read from it, too."""

from __future__ import annotations

from ..contexts import wanted
from ..renaming import uses
from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, is_leaf, kind, leaf, method_calls, name_trailer, wrap

_TAKE_DATA = ("urllib2.urlopen", "urllib.urlopen", "urllib2.Request")


class UrlBodies(Rule):
    """Encodes a form that is sent, and decodes an answer that is used as text."""

    kinds = ("power",)
    section = "`str`, not bytes"
    python2_only = True
    changes = (
        (
            "import urllib, urllib2\nprint urllib2.urlopen(a, urllib.urlencode(b)).code\n",
            "import urllib.parse as urllib, urllib.request as urllib2\n"
            "print(urllib2.urlopen(a, urllib.urlencode(b).encode('ascii')).code)\n",
        ),
        (
            "import urllib, urllib2\nd = urllib.urlencode(b)\nr = urllib2.Request(a, data=d)\nprint 1\n",
            "import urllib.parse as urllib, urllib.request as urllib2\nd = urllib.urlencode(b)\n"
            "r = urllib2.Request(a, data=d.encode('ascii'))\nprint(1)\n",
        ),
        (
            "import urllib2\nprint urllib2.urlopen(a).read()\n",
            "import urllib.request as urllib2\nprint(urllib2.urlopen(a).read().decode('utf-8'))\n",
        ),
        (
            "import urllib2\nr = urllib2.urlopen(a)\nt = r.read()\nprint t.strip()\n",
            "import urllib.request as urllib2\nr = urllib2.urlopen(a)\nt = r.read().decode('utf-8')\nprint(t.strip())\n",
        ),
        (
            "import re, urllib2\no = urllib2.build_opener()\nt = o.open(a).read()\nprint re.search('b', t)\n",
            "import re, urllib.request as urllib2\no = urllib2.build_opener()\n"
            "t = o.open(a).read().decode('utf-8')\nprint(re.search('b', t))\n",
        ),
        (
            "import urllib, urllib2\no = urllib2.build_opener()\nprint o.open(a, urllib.urlencode(b)).code\n",
            "import urllib.parse as urllib, urllib.request as urllib2\no = urllib2.build_opener()\n"
            "print(o.open(a, urllib.urlencode(b).encode('ascii')).code)\n",
        ),
    )
    keeps = (
        "import urllib2, json\nprint json.loads(urllib2.urlopen(a).read())\n",
        "import urllib2\nprint 1\nopen('a', 'wb').write(urllib2.urlopen(a).read())\n",
        "import urllib2\nprint urllib2.urlopen(a)\n",
        "print open('a').read()\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call that sends, or a read of an answer."""
        found = uses(node, script)
        if (
            found
            and found[0] in _TAKE_DATA
            and found[1] < len(node.children)
            and is_call(node.children[found[1]])
        ):
            self._data(arguments(node.children[found[1]]), script)
        for at, name, call in method_calls(node):
            if name == "open" and script.kinds.of_beginning(node, at) == "opener":
                self._data(arguments(call), script)
        last = len(node.children) - 1
        if last > 1 and is_call(node.children[last]) and name_trailer(node.children[last - 1]) == "read":
            response = script.kinds.of_beginning(node, last - 1) == "response"
            if response and wanted(node, script) == "text":
                node.append_child(leaf(".decode('utf-8')"))

    @staticmethod
    def _data(given: list[Node], script: Script) -> None:
        for at, each in enumerate(given):
            named = kind(each) == "argument" and is_leaf(each.children[0], "data")
            value = each.children[2] if named else each
            if (named or (at == 1 and kind(each) != "argument")) and script.kinds.of(value) == "text":
                tight = kind(value) in ("NAME", "STRING", "power", "atom")
                wrap(value, *(("", ".encode('ascii')") if tight else ("(", ").encode('ascii')")))
