"""`print x` is a call of a function."""

from __future__ import annotations

import re

from ..rule import Rule, Script
from ..tree import Node, enclosing, is_leaf, kind, leaf

_BREAK = re.compile(r"""\\[ntr]["']+$|\n["']+$""")


class PrintStatement(Rule):
    """Writes the print statement as a call, with `end` for a comma at its end and `file` for `>>`."""

    kinds = ("print_stmt", "NAME")
    section = "`print` is a function"
    changes = (
        ("print 'a', b\n", "print('a', b)\n"),
        ("print\n", "print()\n"),
        ("if a: print\n", "if a: print()\n"),
        ("print 'a' ; print b,  # c\n", "print('a') ; print(b, end=' ')  # c\n"),
        ("print 'a\\n',\n", "print('a\\n', end='')\n"),
        ("print ('a', 'b')\nx <> 1\n", "print(('a', 'b'))\nx != 1\n"),
        ("print ()\nprint 1\n", "print(())\nprint(1)\n"),
        ("print ('a %s') % b\n", "print(('a %s') % b)\n"),
        ("print ('a'), b\n", "print(('a'), b)\n"),
        ("print >>f, 'a', b\n", "print('a', b, file=f)\n"),
        ("print >> sys.stderr\n", "print(file=sys.stderr)\n"),
        ("print>>f, 'a',\n", "print('a', end=' ', file=f)\n"),
        ("print 'a' \\\n    'b'\n", "print('a' \\\n    'b')\n"),
        ("print -1\nprint'a'\n", "print(-1)\nprint('a')\n"),
        ("print\t'a'\r\nprint 'b'\r\n", "print('a')\r\nprint('b')\r\n"),
    )
    keeps = (
        "print('a')\n",
        "print ('a' % b)\n",
        "from __future__ import print_function\nprint('a', b)\nprint\n",
        "print('a', b, file=f)\n",
        "logger.print_it\n",
        "def f():\n    print()\n    print('a', 'b')\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a statement; `print ("a")` is the same in both and stays."""
        if kind(node) == "NAME":
            if script.statements and node.value == "print" and kind(node.parent) == "simple_stmt":
                node.value = "print()"
                node.changed()
            return
        words = node.children[1:]
        if len(words) == 1 and _is_same_as_call(words[0]):
            return
        target, words = (words[1], words[3:]) if is_leaf(words[0], ">>") else (None, words)
        more = bool(words) and is_leaf(words[-1], ",")
        words = words[:-1] if more else words
        ending = _ending(words, more)
        if ending and ending[0].value == "end=' '":
            self._blank(node, script)
        for each in node.children[1:]:
            each.remove()
        node.children[0].value = "print("
        self._put_together(node, words, [*ending, *_file(target)])

    def _blank(self, node: Node, script: Script) -> None:
        """Note that a line which a bare `print` ends has a blank before its end."""
        around = enclosing(node, "funcdef", "file_input")
        if around is not None and any(_is_bare(each) for each in around.leaves()):
            script.note(
                self,
                node,
                "print(..., end=' ') writes its blank at once",
                "Python 2 wrote it before the next word, so that a line ended without one",
                "the same words come out, with a blank at the end of such a line",
            )

    @staticmethod
    def _put_together(node: Node, words: list[Node], options: list[Node]) -> None:
        if words and not words[0].prefix.strip():
            words[0].prefix = ""
        for each in words:
            node.append_child(each)
        for at, each in enumerate(options):
            if at or words:
                node.append_child(leaf(", "))
            node.append_child(each)
        node.append_child(leaf(")"))


def _is_bare(name: Node) -> bool:
    return is_leaf(name, "print", "print()") and kind(name.parent) == "simple_stmt"


def _is_same_as_call(word: Node) -> bool:
    if kind(word) != "atom" or not is_leaf(word.children[0], "("):
        return False
    inner = word.children[1]
    return not is_leaf(inner, ")") and not any(is_leaf(each, ",") for each in inner.children)


def _ending(words: list[Node], more: bool) -> list[Node]:
    """Give `end` for a comma at the end; after a line break Python 2 wrote no blank."""
    if not more:
        return []
    return [leaf("end=''" if _BREAK.search(str(words[-1])) else "end=' '")]


def _file(target: Node | None) -> list[Node]:
    if target is None:
        return []
    target.prefix = ""
    return [leaf(f"file={target}")]
