"""What a process writes is bytes, unless text is asked for."""

from __future__ import annotations

from ..renaming import uses
from ..rule import Rule, Script
from ..tree import Node, arguments, is_call, kind, leaf

_CALLS = ("subprocess.Popen", "subprocess.check_output")


class SubprocessText(Rule):
    """Asks for text where a script reads what a process writes."""

    kinds = ("power",)
    section = "`str`, not bytes"
    python2_only = True
    changes = (
        (
            "import subprocess\nprint subprocess.check_output(['a'])\n",
            "import subprocess\nprint(subprocess.check_output(['a'], universal_newlines=True))\n",
        ),
        (
            "from subprocess import Popen, PIPE\np = Popen('a', stdout=PIPE)\nprint p.communicate()[0]\n",
            "from subprocess import Popen, PIPE\np = Popen('a', stdout=PIPE, universal_newlines=True)\n"
            "print(p.communicate()[0])\n",
        ),
    )
    keeps = (
        "import subprocess\nprint subprocess.call(['a'])\n",
        "import subprocess\nprint subprocess.Popen('a')\n",
        "import subprocess\nsubprocess.check_output(['a'])\n",
        "import subprocess\nprint subprocess.check_output(['a'], universal_newlines=True)\n",
    )

    def visit(self, node: Node, script: Script) -> None:
        """Edit a call that is read from."""
        found = uses(node, script)
        if found is None or found[0] not in _CALLS or found[1] >= len(node.children):
            return
        call = node.children[found[1]]
        text = str(call)
        read = "PIPE" in text or found[0].endswith("check_output")
        known = any(word in text for word in ("universal_newlines", "text=", "encoding=", "**"))
        if is_call(call) and arguments(call) and read and not known:
            last = call.children[-2]
            comma = kind(last) == "arglist" and str(last).rstrip().endswith(",")
            call.insert_child(len(call.children) - 1, leaf(f"{'' if comma else ','} universal_newlines=True"))
