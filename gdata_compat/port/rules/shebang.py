"""`#!/usr/bin/python2.7` would start a ported script with the wrong Python."""

from __future__ import annotations

import re

from ..rule import Rule, Script

_LINE = re.compile(r"\A(#!.*\bpython)2(\.\d+)?\b")


class Shebang(Rule):
    """Names Python 3 in a first line that names Python 2."""

    changes = (
        ("#!/usr/bin/python2.6 -u\nx = 1\n", "#!/usr/bin/python3 -u\nx = 1\n"),
        ("#!/usr/bin/env python2\nx = 1\n", "#!/usr/bin/env python3\nx = 1\n"),
    )
    keeps = (
        "#!/usr/bin/env python\nprint 1\n",
        "#!/usr/bin/python3.11\nx = 1\n",
        "# python2\nprint 1\n",
        "x = '#!/usr/bin/python2'\nprint 1\n",
    )

    def start(self, script: Script) -> None:
        """Edit the first line."""
        prefix = script.tree.prefix
        if _LINE.match(prefix):
            script.tree.prefix = _LINE.sub(r"\g<1>3", prefix)
            script.tree.changed()
