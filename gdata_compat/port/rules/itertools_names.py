"""`itertools.izip` is `zip`."""

from __future__ import annotations

from ..renaming import Renames


class ItertoolsNames(Renames):
    """Writes the iterating functions that have become the builtins."""

    changes = (
        ("import itertools\nitertools.izip(a, b)\n", "import itertools\nzip(a, b)\n"),
        (
            "from itertools import izip, chain\nfor a in izip(b, c): pass\n",
            "from itertools import chain\nfor a in zip(b, c): pass\n",
        ),
        ("import itertools as i\ni.izip_longest(a, b)\n", "import itertools as i\ni.zip_longest(a, b)\n"),
        ("from itertools import izip_longest\n", "from itertools import zip_longest as izip_longest\n"),
        ("import os\nfrom itertools import imap\nimap(f, a)\n", "import os\nmap(f, a)\n"),
    )
    keeps = (
        "import itertools\nitertools.chain(a)\n",
        "try:\n    from itertools import izip\nexcept ImportError:\n    izip = zip\n",
    )
    table = {
        "itertools.izip": "zip",
        "itertools.imap": "map",
        "itertools.ifilter": "filter",
        "itertools.izip_longest": "itertools.zip_longest",
        "itertools.ifilterfalse": "itertools.filterfalse",
    }
