"""The HTML report in a browser: readable without JavaScript, on narrow screens, in light and dark."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from gdata_compat.replay import reports
from gdata_compat.replay.comparing import Comparison, compare
from gdata_compat.replay.har import Call, Recording, Request, Response, Script
from gdata_compat.replay.ignoring import Rule

_HOST = "https://apps-apis.google.com/a/feeds/example.com"
_RULES = [Rule("request headers", "x-tool", "the tool has another name")]


def _entry(name: str, more: str = "") -> bytes:
    return f"<entry xmlns='http://www.w3.org/2005/Atom'><title>{name}</title>{more}</entry>".encode()


def _call(method: str, path: str, body: bytes = b"", status: int = 200, tool: str = "old") -> Call:
    headers = (("GData-Version", "2.0"), ("X-Tool", tool), ("Content-Type", "application/atom+xml"))
    answer = Response(status, "OK", (("Content-Type", "application/atom+xml"),), _entry(path))
    return Call(Request(method, f"{_HOST}/{path}", headers, body), answer, "", 12.5)


def _sides() -> tuple[Recording, Recording]:
    """Two runs with a call of each verdict, other output, and very long words."""
    long_path = f"user/2.0/{'a-very-long-name' * 20}"
    first = [_call("GET", "user/2.0/alice"), _call("POST", "user/2.0", _entry("bruno"), 201)]
    rest = [_call("GET", long_path), _call("PUT", "user/2.0/chiara", _entry("chiara"))]
    gone, more = _call("DELETE", "nickname/2.0/al"), _call("GET", "group/2.0/sales")
    old = [*first, gone, *rest]
    new = [first[0], _call("POST", "user/2.0", _entry("bruno", f"<x>{'y' * 300}</x>"), 201), *rest, more]
    new[3] = dataclasses.replace(_call("PUT", "user/2.0/chiara", _entry("chiara"), tool="new"))
    script = Script(("s.py",), b"one\ntwo\n", b"", 0)
    return (
        Recording(tuple(old), script, scrubbed=True),
        Recording(tuple(new), dataclasses.replace(script, stdout=b"one\n2\n"), scrubbed=True),
    )


def _comparisons() -> list[Comparison]:
    old, new = _sides()
    cut = dataclasses.replace(new, complete=False)
    return [
        compare(old, new, name="nightly", rules=[*_RULES, Rule("output", "line 99", "it greets no more")]),
        compare(old, old, name="weekly"),
        compare(old, cut, name="cut off"),
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of three runs: one that differs, one that does not, one in trouble."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(reports.as_html(_comparisons()), encoding="utf-8")
    return path


@contextlib.contextmanager
def _page(
    chromium: Any, report: Path, *, width: int = 1200, scheme: Literal["light", "dark"] = "light", **how: Any
) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **how)
    try:
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(report.as_uri())
        yield page
        assert problems == []
    finally:
        context.close()


@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    chromium: Any, report: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    """By axe-core, with all that can be opened open."""
    from axe_playwright_python.sync_playwright import Axe

    with _page(chromium, report, width=width, scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
    told = [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]]
    assert (told, wide <= width) == ([], True)


def test_without_javascript_it_is_read_and_filtered(chromium: Any, report: Path) -> None:
    """What differs is open, what is equal can be opened, and each verdict can be hidden."""
    with _page(chromium, report, java_script_enabled=False) as page:
        changed, equal = page.locator(".call.changed").first, page.locator(".call.equal").first
        assert changed.get_by_text("request body /entry/x").is_visible()
        assert not equal.get_by_text("What went over the wire").is_visible()
        equal.locator("summary").first.click()
        assert equal.get_by_text("What went over the wire").is_visible()
        page.get_by_label("equal (").uncheck()
        assert (equal.is_visible(), changed.is_visible()) == (False, True)


def test_the_script_finds_opens_and_closes(chromium: Any, report: Path) -> None:
    """It adds a search and two buttons; the calls that do not have the text go."""
    with _page(chromium, report) as page:
        page.get_by_label("Find").fill("group/2.0/SALES")
        shown = page.locator(".call:visible")
        assert {"extra" in each for each in shown.evaluate_all("all => all.map(each => each.className)")} == {
            True
        }
        page.get_by_label("Find").fill("")
        page.get_by_role("button", name="Close all").click()
        assert page.locator(".call[open]").count() == 0
        page.get_by_role("button", name="Open all").click()
        assert page.locator(".call:not([open])").count() == 0


def test_what_differs_is_marked(chromium: Any, report: Path) -> None:
    """In both sides of a difference, and only what differs; the summary leads to each run."""
    with _page(chromium, report) as page:
        row = page.locator("section").first.locator("li", has_text="output line 2")
        marks = [row.locator(f"{side} mark").text_content() for side in ("del", "ins")]
        page.get_by_role("link", name="weekly").click()
        assert (marks, page.url.endswith("#run-2")) == (["two", "2"], True)
