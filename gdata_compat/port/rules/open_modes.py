"""The modes in which files are opened: binary for pickles and media, text for CSV, and no U."""

from __future__ import annotations

from ..opened import is_open, make_binary, make_text, opened, without_u
from ..renaming import uses
from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, is_leaf, kind, name_trailer

_PICKLES = {"pickle.load": 0, "cPickle.load": 0, "pickle.dump": 1, "cPickle.dump": 1, "pickle.Unpickler": 0}
_PICKLES |= {
    "pickle.Pickler": 0,
    "cPickle.Unpickler": 0,
    "cPickle.Pickler": 0,
    "marshal.load": 0,
    "marshal.dump": 1,
}
_CSV = ("csv.reader", "csv.writer", "csv.DictReader", "csv.DictWriter")
#: Calls of the old library whose bytes come from a file.
_UPLOADS = frozenset(
    {"MediaSource", "ChangePhoto", "UpdateDomainLogo", "InsertPhoto", "InsertPhotoSimple", "UploadPDF"}
)
#: Calls of the old library whose answer is media.
_MEDIA = ("GetMedia", "GetPhoto", "Download", "Export", "GetDomainLogo")


class OpenModes(Rule):
    """Opens files in the mode that what reads or writes them wants."""

    kinds = ("power", "print_stmt")
    section = "Files: text or binary"
    python2_only = True
    changes = (
        (
            "import pickle\nprint pickle.load(open('a'))\n",
            "import pickle\nprint(pickle.load(open('a', 'rb')))\n",
        ),
        (
            "import cPickle\nf = open('a', 'w')\ncPickle.dump(b, f)\nprint 1\n",
            "import pickle as cPickle\nf = open('a', 'wb')\ncPickle.dump(b, f)\nprint(1)\n",
        ),
        (
            "import pickle\nif a:\n    f = open(b)\n    c = pickle.load(f)\nf = open(b, 'w')\nprint f\n",
            "import pickle\nif a:\n    f = open(b, 'rb')\n    c = pickle.load(f)\nf = open(b, 'w')\nprint(f)\n",
        ),
        (
            "import pickle\nprint 1\nwith open('a', 'r') as f:\n    b = pickle.load(f)\n",
            "import pickle\nprint(1)\nwith open('a', 'rb') as f:\n    b = pickle.load(f)\n",
        ),
        (
            "import csv\nfor a in csv.reader(open('b', 'rb')): print a\n",
            "import csv\nfor a in csv.reader(open('b', 'r', newline='')): print(a)\n",
        ),
        (
            "import csv\nf = open('a', 'wb')\nw = csv.writer(f)\nprint 1\n",
            "import csv\nf = open('a', 'w', newline='')\nw = csv.writer(f)\nprint(1)\n",
        ),
        ("f = open('a', 'wb')\nprint >>f, 'b'\n", "f = open('a', 'w', newline='')\nprint('b', file=f)\n"),
        (
            "f = open('a', 'wb')\nf.write('b %s' % c)\nprint 1\n",
            "f = open('a', 'w', newline='')\nf.write('b %s' % c)\nprint(1)\n",
        ),
        ("for a in open('b', 'rU'): print a\n", "for a in open('b', 'r'): print(a)\n"),
        (
            "import gdata\nm = gdata.MediaSource(open('a'), 'b')\nprint 1\n",
            "import gdata_compat; gdata_compat.install()\nimport gdata\nm = gdata.MediaSource(open('a', 'rb'), 'b')\nprint(1)\n",
        ),
        (
            "print 1\nopen('a', 'w').write(s.GetMedia(b).read())\n",
            "print(1)\nopen('a', 'wb').write(s.GetMedia(b).read())\n",
        ),
    )
    keeps = (
        "import pickle\nprint pickle.load(open('a', 'rb'))\n",
        "print open('a').read()\n",
        "import csv\nprint csv.reader(open('a'))\n",
        "import pickle\npickle.load(open('a'))\n",
        "print a.open('b', 'U')\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Look at a call that takes a file, or opens one."""
        if kind(node) == "print_stmt":
            if is_leaf(node.children[1], ">>"):
                make_text(opened(node.children[2], script))
            return
        found = uses(node, script)
        dotted, count = found or ("", 0)
        call = node.children[count] if found and count < len(node.children) else None
        given = arguments(call) if call is not None and is_call(call) else []
        if dotted in _PICKLES and len(given) > _PICKLES[dotted]:
            make_binary(opened(given[_PICKLES[dotted]], script))
        elif dotted in _CSV and given:
            make_text(opened(given[0], script))
        if is_open(node, script):
            without_u(node)
        self._library(node, script)

    @staticmethod
    def _library(node: Node, script: Script) -> None:
        """Look at uploads and downloads of the old library."""
        for at in range(1, len(node.children)):
            if not is_call(node.children[at]):
                continue
            before = node.children[at - 1]
            name = name_trailer(before) or (before.value if kind(before) == "NAME" else "")
            given = arguments(node.children[at])
            if name in _UPLOADS:
                for each in given:
                    value = each.children[2] if kind(each) == "argument" and len(each.children) == 3 else each
                    make_binary(opened(value, script, only_calls=True))
            elif name == "write" and given and any(f".{media}(" in str(given[0]) for media in _MEDIA):
                holder = node if is_open(node, script) else opened(node.children[0], script)
                make_binary(holder)
            elif name == "write" and len(given) == 1 and at == 2 and script.kinds.of(given[0]) == "text":
                make_text(opened(node.children[0], script))
