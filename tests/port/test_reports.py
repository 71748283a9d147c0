"""Reports of porting: HTML that anybody can read, and text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gdata_compat.port import port_text
from gdata_compat.port.reports import as_html, as_text, sides
from tests.fix_browser import problems_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SOURCE = b"""# -*- coding: utf-8 -*-
import gdata.apps.service, gdata.base
x = '<script>alert(1)</script>' + 'PneumonoultramicroscopicsilicovolcanoconiosisPneumonoultramicroscopic'
1
2
3
4
def mean(numbers):
    return sum(numbers) / len(numbers), "\xe2\x80\x9cquoted\xe2\x80\x9d"
print >>f, x, mean([1, 2])
"""
RESULTS = [
    port_text(SOURCE, "a/long/path/of/a/script.py"),
    port_text(b"x = 1\n", "same.py"),
    port_text(b"if\n", "bad.py"),
    port_text("print \u2018a\u2019\n".encode(), "listing.py"),
]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_keeps_people_out(chromium: Browser, tmp_path: Path, look: str) -> None:
    """axe-core finds nothing, a narrow screen needs no scrolling, and no script is needed or run."""
    (tmp_path / "report.html").write_text(as_html(RESULTS), encoding="utf-8")
    page = chromium.new_page(**LOOKS[look])
    page.goto((tmp_path / "report.html").as_uri())
    problems = problems_of(page)
    shown = page.locator("main").inner_text()
    page.close()
    assert problems == []
    assert all(part in shown for part in ("bad.py", "could not be ported", "mean([1, 2])", "MIGRATION.md"))
    assert "<script>" not in as_html(RESULTS)


def test_both_sides_stand_line_by_line() -> None:
    """An edited line stands beside what it became, an added one beside nothing."""
    result = port_text(b"import gdata\nx = 1\nprint x\n", "a.py")
    assert list(sides(result)) == [
        ("edit", 0, "", 1, "import gdata_compat; gdata_compat.install()"),
        ("equal", 1, "import gdata", 2, "import gdata"),
        ("equal", 2, "x = 1", 3, "x = 1"),
        ("edit", 3, "print x", 4, "print(x)"),
    ]


def test_a_finding_is_told_with_all_that_helps() -> None:
    """File, line and what; then why, what to try, and the section."""
    told = [line for line in as_text(RESULTS[0]) if "note:" not in line]
    place = re.compile(r"^a/long/path/of/a/script\.py:\d+: ")
    assert [bool(place.match(line)) for line in told] == [True, False, False, False] * 2
    assert [line.split(":")[0].strip() for line in told[1:4]] == ["why", "try", "see"]
