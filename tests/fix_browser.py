"""A real browser: Chromium, driven by Playwright; axe-core looks for what keeps people out.

The browser is $GDATA_COMPAT_CHROMIUM, or the one of this machine. Where it, Playwright or axe is missing,
tests that ask for it are skipped and say why.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["chromium", "problems_of"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = (os.environ.get("GDATA_COMPAT_CHROMIUM"), *map(shutil.which, _NAMES))
    path = next(filter(None, found), None)
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=_OPTIONS)
        yield browser
        browser.close()


def problems_of(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page, and whether it has to be scrolled sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    told = [f"{each['id']}: {', '.join(str(node['target']) for node in each['nodes'])}" for each in found]
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return told + ([f"{wide} pixels wide, of {room}"] if wide > room else [])
