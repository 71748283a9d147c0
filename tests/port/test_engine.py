"""Porting in memory: bytes that stay, styles, notes, and scripts that are Python 3 already."""

from __future__ import annotations

import codecs

import pytest

from gdata_compat.port import port_text

INSTALL = b"import gdata_compat; gdata_compat.install()"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"print 'a'\r\nx\t= 1 \r\n", b"print('a')\r\nx\t= 1 \r\n", id="cr-lf"),
        pytest.param(
            b"x = 1\r\nprint 'a'\ny = 2\r\n", b"x = 1\r\nprint('a')\ny = 2\r\n", id="mixed line ends"
        ),
        pytest.param(b"print 'a'\rx = 1\r", b"print('a')\rx = 1\r", id="old Mac"),
        pytest.param(b"if a:\n\tprint 'a'\n", b"if a:\n\tprint('a')\n", id="tabs"),
        pytest.param(codecs.BOM_UTF8 + b"print 'a'\n", codecs.BOM_UTF8 + b"print('a')\n", id="mark"),
        pytest.param(
            b"# -*- coding: latin-1 -*-\nprint 'caf\xe9' # \xe9\n",
            b"# -*- coding: latin-1 -*-\nprint('caf\xe9') # \xe9\n",
            id="declared latin-1",
        ),
        pytest.param(b"print 'a'", b"print('a')", id="no line end"),
        pytest.param(
            b"print 'a'\n\n\n#c\n\x0c\nx = 1\n", b"print('a')\n\n\n#c\n\x0c\nx = 1\n", id="form feed"
        ),
        pytest.param(b"import gdata\r\n", INSTALL + b"\r\nimport gdata\r\n", id="new lines end alike"),
        pytest.param(
            b"if a:\n\tx = 1\n        print x\n", b"if a:\n        x = 1\n        print(x)\n", id="mixed tabs"
        ),
        pytest.param(b"", b"", id="empty"),
        pytest.param(b"# only a comment", b"# only a comment", id="a comment"),
    ],
)
def test_what_is_not_edited_keeps_its_bytes(before: bytes, after: bytes) -> None:
    """Line ends, tabs, marks, encodings and comments stay, and the second time nothing changes."""
    result = port_text(before)
    assert (result.ported, result.error, port_text(result.ported).ported) == (after, None, after)


@pytest.mark.parametrize(
    "text",
    [
        "x = 5 / 2\nprint(x, sep='')\n",
        "import gdata_compat\ngdata_compat.install()\nimport gdata.auth\na = input('b')\nprint(1 / n, 'a')\n",
        "#!/usr/bin/env python3\nimport gdata.auth\nd = {}\nprint(list(map(str, d.keys())))\n",
        "match a:\n    case 1:\n        print(2)\n",
        "import sys\nif sys.version_info[0] < 3:\n    input = raw_input\n",
        "def f(*, a: int = 3) -> None:\n    nonlocal_ = f'{a!r}'\n    print(f'{nonlocal_}', end='')\n",
        "async def f():\n    async with a as b:\n        await b\n",
    ],
)
def test_python_3_is_left_alone(text: str) -> None:
    """A script that is Python 3 has no edit but the import, and no finding."""
    result = port_text(text.encode())
    assert [each for each in result.ported.decode().splitlines() if each not in text.splitlines()] in (
        [],
        [INSTALL.decode()],
    )
    assert (result.error, result.findings) == (None, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import gdata.apps.service\n", "from gdata_compat import gdata\n"),
        ("import atom, gdata.auth\n", "from gdata_compat import atom, gdata\n"),
        (
            "import gdata.apps.service as s, os\n",
            "from gdata_compat.gdata.apps import service as s; import os\n",
        ),
        ("from gdata import auth\n", "from gdata_compat.gdata import auth\n"),
        ("from gdata.service import *\n", "from gdata_compat.gdata.service import *\n"),
        (
            "try:\n  import atom\nexcept ImportError: pass\n",
            "try:\n  from gdata_compat import atom\nexcept ImportError: pass\n",
        ),
    ],
)
def test_the_style_import_writes_imports_anew(before: str, after: str) -> None:
    """Each import of the old library is one from this package, and what it binds is the same."""
    result = port_text(before.encode(), style="import")
    assert (result.ported.decode(), port_text(result.ported, style="import").changed) == (after, False)


def test_what_edits_less_is_the_default() -> None:
    """One line more is less than any line changed."""
    assert port_text(b"import gdata.auth\nimport atom\n").ported.count(b"\n") == 3


def test_services_that_are_switched_off_are_notes() -> None:
    """They say what answers today, once each, and the script counts as ported."""
    login = b"s.ProgrammaticLogin()\n"
    source = b"import gdata.apps.service\ns = gdata.apps.service.AppsService()\n" + login * 2
    result = port_text(source)
    assert [(each.line, each.what) for each in result.notes] == [
        (1, "The Provisioning API is switched off"),
        (3, "ClientLogin is switched off"),
    ]
    assert (result.status, "gdata-compat serve" in result.notes[0].suggestion) == (0, True)


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (b"x = 1\nif x\n    print 1\n", "line 2"),
        (b"import os\n\x00\x01", "line 2 has a zero byte"),
        (b"a = 1\nb = 'caf\xe9'\n", "line 2 has the byte 0xE9, and no encoding is declared"),
        (
            b"# coding: ascii\nb = 'caf\xe9'\n",
            "line 2 has the byte 0xE9, which the declared encoding 'ascii'",
        ),
        (b"# coding: klingon\n", "'klingon' is not known"),
        ("print 1\n".encode("utf-16"), "UTF-16"),
        (b"x = '" + b"a" * 5_000_000 + b"'\n", "MiB"),
        (b"x = " + b"(" * 3000 + b")" * 3000 + b"\n", "deeply"),
        (b"def f():\n    print 'a'\n  print 'b'\n", "line 3: the indentation"),
    ],
)
def test_a_bad_script_is_told_in_one_line(source: bytes, part: str) -> None:
    """The line says where and what, nothing is raised, and the bytes stay."""
    result = port_text(source)
    assert (result.status, result.ported, part in (result.error or ""), "\n" in (result.error or "")) == (
        2,
        source,
        True,
        False,
    )


def test_an_encoding_that_is_named_is_declared() -> None:
    """--encoding makes a script readable, and Python 3 needs it in the file."""
    result = port_text(b"#!/usr/bin/python\nprint 'caf\xe9'\n", encoding="latin-1")
    assert result.ported == b"#!/usr/bin/python\n# -*- coding: latin-1 -*-\nprint('caf\xe9')\n"
