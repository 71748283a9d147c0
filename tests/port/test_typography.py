"""What typesetting does to a listing is undone before parsing, and nothing else is."""

from __future__ import annotations

import pytest

from gdata_compat.port import port_text

MENDED = [
    pytest.param("print \u201ca\u201d\n", 'print("a")\n', id="double quotes"),
    pytest.param("print \u2018a\u2019\n", "print('a')\n", id="single quotes"),
    pytest.param(
        "print \u201da\u201d, \u201cb\u201c\n", 'print("a", "b")\n', id="quotes the wrong way round"
    ),
    pytest.param("print \u201cit\u2019s\u201d\n", 'print("it\u2019s")\n', id="an apostrophe in a string"),
    pytest.param("print \u2018it\\\u2019s\u2019\n", "print('it\\'s')\n", id="an escaped apostrophe"),
    pytest.param("print 'a\u2019\n", "print('a')\n", id="one quote straight"),
    pytest.param("print \u201c\u201d + \u2018\u2019\n", "print(\"\" + '')\n", id="empty strings"),
    pytest.param(
        "\u201c\u201c\u201cDoc.\nMore.\u201d\u201d\u201d\nprint 1\n",
        '"""Doc.\nMore."""\nprint(1)\n',
        id="a docstring",
    ),
    pytest.param(
        "# \u201ca\u201d \u2013\nprint \u201cb\u201d\n",
        '# \u201ca\u201d \u2013\nprint("b")\n',
        id="comments stay",
    ),
    pytest.param("x = 3 \u2013 1\n", "x = 3 - 1\n", id="a dash"),
    pytest.param(
        "if x:\n\u00a0\u00a0\u00a0\u00a0y\u00a0= 1\n", "if x:\n    y = 1\n", id="blanks that do not break"
    ),
    pytest.param("x\u200b = 1\n", "x = 1\n", id="no width"),
    pytest.param("con\ufb01g = \ufb02ag\n", "config = flag\n", id="ligatures"),
    pytest.param(
        "1 import os\n2 if os:\n3     x = 1\n4\n5 print x\n",
        "import os\nif os:\n    x = 1\n\nprint(x)\n",
        id="line numbers",
    ),
    pytest.param(" 9: x = 1\n10: print x\n", "x = 1\nprint(x)\n", id="numbers with colons"),
    pytest.param(
        ">>> x = 1\n>>> if x:\n...     print x\n...\n1\n", "x = 1\nif x:\n    print(x)\n\n# 1\n", id="prompts"
    ),
    pytest.param(
        "x = &quot;a&quot;\nif 1 &lt; 2 &amp; 3: print x\n",
        'x = "a"\nif 1 < 2 & 3: print(x)\n',
        id="entities",
    ),
]


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_a_listing_is_mended_and_ported(before: str, after: str) -> None:
    """It is said what was mended, and the second run changes nothing."""
    result = port_text(before.encode())
    assert (result.ported.decode(), result.error, bool(result.mended)) == (after, None, True)
    assert not port_text(result.ported).changed


@pytest.mark.parametrize(
    "text",
    [
        "x = '\u201ca\u201d \u2013 \u00a0\ufb01'\nprint(x)\n",
        "x = u'caf\u00e9'  # \u201cwhy\u201d\n",
        "x = '&quot;'\n",
        "x = '''\n>>> 1\n1 a\n2 b\n'''\n",
    ],
)
def test_what_parses_as_it_is_stays(text: str) -> None:
    """Typographic characters in strings and comments are meant."""
    result = port_text(text.encode())
    assert (result.changed, result.mended, result.error) == (False, [], None)


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("import os\ndef f(a,\n      b\n", 3, "cut off"),
        ("import os\nprint \u201ca\u201d, \u2018b\n", 2, "cut off"),
        ("import os\nx = \u201c\u201c\u201ca\nb\n", 2, "cut off"),
        ("import os\nif os:\n", 2, "cut off"),
        ("x = \u2018a\nprint x\n", 1, "the page cut the line off"),
        ("x = \u2018a\u2019\n\u2026\nprint x\n", 2, "an ellipsis"),
    ],
)
def test_a_listing_that_is_cut_off_is_told_with_its_line(text: str, line: int, part: str) -> None:
    """The line is where the listing ends, or where something is missing."""
    error = port_text(text.encode()).error or ""
    assert (error.partition(":")[0], part in error) == (f"line {line}", True)
