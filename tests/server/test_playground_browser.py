"""The Playground in a real Chromium: with and without JavaScript, in light and dark, wide and narrow."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from gdata_compat.server.app import create_app
from gdata_compat.server.serving import ServerThread
from tests.fix_browser import problems_of
from tests.fix_server import CONSUMER_SECRET, SignedClient

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOOKS = {
    f"{scheme}, {width} pixels": {"color_scheme": scheme, "viewport": {"width": width, "height": 844}}
    for scheme in ("light", "dark")
    for width in (1280, 390)
}
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def site() -> Iterator[ServerThread]:
    """A server of example.com with alice, bruno and chiara."""
    app = create_app(sample=3, consumer_secret=CONSUMER_SECRET)
    with ServerThread(app) as running:
        yield running


@pytest.fixture
def open_page(chromium: Browser, site: ServerThread) -> Iterator[Open]:
    """Open the Playground in a new browser; what a page logs as an error fails the test."""
    contexts, errors = [], []

    def opened(**options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{site.url}/playground")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def request_token(page: Page) -> None:
    page.get_by_label("Consumer secret").fill(CONSUMER_SECRET)
    page.get_by_role("button", name="Request token").click()


def three_steps(page: Page) -> None:
    """Press the three buttons, and Allow."""
    request_token(page)
    page.get_by_role("link", name="Authorize").click()
    page.get_by_role("button", name="Allow").click()
    page.get_by_role("button", name="Access token").click()
    page.get_by_text("There is an access token.").wait_for()


def token_of(page: Page) -> tuple[str, str]:
    key, secret = (page.locator(name).inner_text() for name in ("#auth-token", "#token-secret"))
    return key, secret


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_three_steps_lead_to_a_token(site: ServerThread, open_page: Open, javascript: bool) -> None:
    """And the token signs a call of a client that knows nothing of the Playground."""
    page = open_page(java_script_enabled=javascript)
    three_steps(page)
    answer = SignedClient(site.url, *token_of(page)).get("/a/feeds/example.com/user/2.0/alice")
    assert (answer.status_code, page.url) == (200, f"{site.url}/playground#outcome")


def test_a_feed_is_called_and_the_token_revoked_without_javascript(open_page: Open) -> None:
    """The answer is there, an element a line; after Revoke the token is refused."""
    page = open_page(java_script_enabled=False)
    three_steps(page)
    assert page.get_by_role("button", name="Copy").count() == 0  # what would do nothing is not shown
    page.get_by_role("button", name="Send").click()
    answer = page.get_by_label("Answer 4").inner_text()
    page.get_by_role("button", name="Revoke the token").click()
    page.get_by_role("button", name="Send").click()
    told = page.get_by_role("alert").inner_text()
    assert ('\n    <apps:login userName="alice"' in answer, " was revoked " in told) == (True, True)


def test_deny_is_told(open_page: Open) -> None:
    """In an alert, where the button was pressed."""
    page = open_page()
    request_token(page)
    page.get_by_role("link", name="Authorize").click()
    page.get_by_role("button", name="Deny").click()
    told = page.get_by_role("region", name="3 Get the token").get_by_role("alert").inner_text()
    assert told.startswith("Not done. Access was denied")
    assert page.get_by_role("button", name="Access token").is_disabled()


@pytest.mark.parametrize("how", ["downloaded", "copied"])
def test_the_listing_runs(site: ServerThread, open_page: Open, tmp_path: Path, how: str) -> None:
    """Saved to a file, it retrieves a user from the server, with nothing else set."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    three_steps(page)
    script = tmp_path / "retrieve_user.py"
    if how == "downloaded":
        with page.expect_download() as download:
            page.get_by_role("link", name="Download retrieve_user.py").click()
        assert download.value.suggested_filename == script.name
        download.value.save_as(script)
    else:
        page.get_by_role("button", name="Copy the listing").click()
        page.get_by_role("status").get_by_text("Copied: the listing").wait_for()
        script.write_text(page.evaluate("navigator.clipboard.readText()"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), "bruno"], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("bruno Bruno Bianchi\n", "")


def test_copied_tokens_are_those_shown(open_page: Open) -> None:
    """Each has its button."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    three_steps(page)
    copied = []
    for name in ("Copy auth_token", "Copy access_token_secret"):
        page.get_by_role("button", name=name).click()
        page.get_by_text(f"Copied: {name.removeprefix('Copy ')}").wait_for(state="attached")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert tuple(copied) == token_of(page)


def test_without_a_clipboard_the_text_is_marked(open_page: Open) -> None:
    """By plain http from another machine a browser offers none."""
    page = open_page()
    three_steps(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy auth_token").click()
    page.get_by_text("Marked: press Ctrl+C to copy").wait_for(state="attached")
    assert page.evaluate("getSelection().toString()") == token_of(page)[0]


def test_another_provider_is_visited_and_left(open_page: Open) -> None:
    """Its pages come in between; the policies of both let the browser go there and back."""
    app = create_app(domain="other.test", sample=1, consumer_secret=CONSUMER_SECRET)
    page = open_page()
    with ServerThread(app) as provider:
        page.get_by_text("Another provider, another way back").click()
        page.get_by_label("Another OAuth 1.0 provider").check()
        for label, step in (("Request", "GetRequest"), ("Authorize", "Authorize"), ("Access", "GetAccess")):
            page.get_by_label(f"{label} URL").fill(f"{provider.url}/accounts/OAuth{step}Token")
        page.get_by_label("Consumer key").fill("other.test")
        request_token(page)
        page.get_by_role("link", name="Authorize").click()
        asked = page.url
        page.get_by_role("button", name="Allow").click()
        page.get_by_role("button", name="Access token").click()
        page.get_by_text("There is an access token.").wait_for()
        page.get_by_label("Address", exact=True).fill(f"{provider.url}/a/feeds/other.test/user/2.0")
        page.get_by_role("button", name="Send").click()
        told = page.locator("#outcome").inner_text()
    assert (asked.startswith(provider.url), "answered 200 OK" in told) == (True, True)


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_keeps_people_out(site: ServerThread, open_page: Open, look: str) -> None:
    """axe-core finds nothing at any step, and no page has to be scrolled sideways."""
    page = open_page(**LOOKS[look])
    found = {"begin": problems_of(page)}
    page.get_by_role("button", name="Request token").click()
    page.get_by_role("alert").wait_for()
    found["a field is wrong"] = problems_of(page)
    page.get_by_label("RSA-SHA1").check()
    page.get_by_text("Another provider, another way back").click()
    page.get_by_label("Another OAuth 1.0 provider").check()
    found["everything open"] = problems_of(page)
    page.goto(f"{site.url}/playground")
    request_token(page)
    page.get_by_role("link", name="Authorize").click()
    found["Allow or Deny"] = problems_of(page)
    page.get_by_role("button", name="Allow").click()
    page.get_by_role("button", name="Access token").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("GET was answered").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found["a feed was called"] = problems_of(page)
    page.goto(site.url)
    found["start"] = problems_of(page)
    assert {step: problems for step, problems in found.items() if problems} == {}


def test_the_keyboard_is_enough(open_page: Open) -> None:
    """The first stop skips the navigation; after a button the focus is on what has come of it."""
    page = open_page()
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.get_by_label("Consumer secret").focus()
    page.keyboard.type(CONSUMER_SECRET)
    page.keyboard.press("Enter")  # as in any form
    page.get_by_role("link", name="Authorize").wait_for()
    outcome = page.evaluate("document.activeElement.id")
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert (skip, outcome, stops[0:2]) == ("Skip to the content", "outcome", ["Request token", "Authorize"])


def test_nothing_secret_is_in_an_address(site: ServerThread, open_page: Open) -> None:
    """Neither in one that was loaded nor in the history: the way back with the verifier leads on at once."""
    page = open_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    three_steps(page)
    page.get_by_role("button", name="Send").click()
    page.get_by_text("GET was answered").wait_for()
    _, secret = token_of(page)
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    visited = [entry["url"] for entry in history["entries"]]
    assert not [url for url in loaded if secret in url or CONSUMER_SECRET in requests.utils.unquote(url)]
    assert not [url for url in visited if secret in url or "oauth_verifier" in url]
    assert f"{site.url}/playground#outcome" in visited
    assert {
        url.partition("?")[0].partition("#")[0] for url in loaded if not url.startswith(site.url)
    } == set()
