"""`string.letters` is `string.ascii_letters`."""

from __future__ import annotations

from ..renaming import Renames


class StringConstants(Renames):
    """Renames constants and functions of the module `string`."""

    changes = (
        (
            "import string\na = string.letters + string.digits\n",
            "import string\na = string.ascii_letters + string.digits\n",
        ),
        ("from string import letters, digits\n", "from string import ascii_letters as letters, digits\n"),
        ("import string\nstring.maketrans(a, b)\n", "import string\nstr.maketrans(a, b)\n"),
    )
    keeps = ("import string\nstring.ascii_letters\n", "string = a\nstring.letters\n")
    table = {
        "string.letters": "string.ascii_letters",
        "string.lowercase": "string.ascii_lowercase",
        "string.uppercase": "string.ascii_uppercase",
        "string.maketrans": "str.maketrans",
    }
