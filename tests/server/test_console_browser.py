"""The pages about the domain, tokens and requests in a real Chromium, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
import requests

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import Consumer
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.nicknames import Nickname
from gdata_compat.server.domain.org_units import OrgUnit
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.serving import ServerThread
from tests.fix_browser import problems_of
from tests.fix_server import CONSUMER_SECRET, SignedClient
from tests.server.test_users import FEED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOOKS = {
    f"{scheme}, {width} pixels": {"color_scheme": scheme, "viewport": {"width": width, "height": 844}}
    for scheme in ("light", "dark")
    for width in (1280, 390)
}
PAGES = (
    "/domain",
    "/domain?q=zz",
    "/domain/groups",
    "/domain/groups/staff",
    "/domain/units",
    "/domain/unit?path=corp",
    "/domain/nicknames",
    "/domain/email-lists/news",
    "/domain/domains",
    "/domain/users/bruno@example.com",
    "/domain/users/nobody@example.com",
    "/domain/tokens",
    "/domain/requests",
)
#: What makes a request come from another machine: a proxy on this one says so.
ELSEWHERE = {"X-Forwarded-For": "192.0.2.1"}
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def site() -> Iterator[ServerThread]:
    """A server of a domain with something of everything, that lets other machines in."""
    app = create_app(sample=60, consumer_secret=CONSUMER_SECRET, log_requests=True, allow_remote=True)
    with ServerThread(app) as running:
        data, credentials = running.state.domain, running.state.credentials
        data.groups.create(Group("staff", "The staff", "Who works here"))
        for address in ("bruno@example.com", "a-rather-long-address-of-somebody@elsewhere-with-a-name.test"):
            data.groups.add("staff", "member", address)
        data.org_units.create(OrgUnit("corp", "corp", "All of it", block_inheritance=True))
        data.org_units.create(OrgUnit("corp/sales", "sales"))
        data.nicknames.create(Nickname("bb", "bruno"))
        data.email_lists.create("news")
        data.email_lists.add_recipients("news", ["bruno@example.com"])
        credentials.add_consumer(Consumer("site.example", "x", enabled=False))
        scopes = [f"https://apps-apis.google.com/a/feeds/{name}/" for name in ("user", "group")]
        credentials.issue_access_token("example.com", "bruno@example.com", scopes)
        yield running


@pytest.fixture
def open_page(chromium: Browser, site: ServerThread) -> Iterator[Open]:
    """Open a page in a new browser; what it logs as an error fails the test."""
    contexts, errors = [], []

    def opened(path: str, **options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(site.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    # A page that is refused is one that was asked for.
    assert [error for error in errors if "status of 40" not in error] == []


@pytest.fixture
def client(site: ServerThread) -> SignedClient:
    token = site.state.credentials.issue_access_token("example.com")
    return SignedClient(site.url, token.key, token.secret)


def rows_of(page: Page, name: str) -> Any:
    """The rows of the calls for a user."""
    return page.locator(".request", has=page.locator(".path", has_text=f"/user/2.0/{name}"))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_nothing_keeps_anybody_out(open_page: Open, client: SignedClient, look: dict[str, Any]) -> None:
    """axe-core finds nothing, and no page has to be scrolled sideways."""
    client.get(f"{FEED}?startUsername=c")
    client.secret = "wrong"
    client.get(FEED)
    page = open_page("/domain", **look)
    found = {}
    for path in PAGES:
        page.goto(page.url.partition("/domain")[0] + path)
        for row in page.locator(".request > details > summary").all()[:2]:
            row.click()
        found[path] = problems_of(page)
    page.get_by_role("link", name="request").first.click()
    found["one"] = problems_of(page)
    assert {path: problems for path, problems in found.items() if problems} == {}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_nothing_keeps_anybody_from_signing_in(open_page: Open, look: dict[str, Any]) -> None:
    """The form, and the form that says what was wrong."""
    page = open_page("/domain", extra_http_headers=ELSEWHERE, **look)
    found = problems_of(page)
    page.get_by_label("User").fill("alice")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    assert found + problems_of(page) == []


def test_signing_in_leads_to_the_page_wanted_and_out_again(open_page: Open) -> None:
    """By keyboard alone."""
    page = open_page("/domain/groups?q=st", extra_http_headers=ELSEWHERE, java_script_enabled=False)
    page.get_by_label("User").focus()
    page.keyboard.type("alice")
    page.keyboard.press("Tab")
    page.keyboard.type(SAMPLE_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Groups of example.com").wait_for()
    assert page.url.endswith("/domain/groups?q=st")
    page.get_by_role("button", name="Sign out").click()
    page.goto(page.url.replace("/sign-in", "/domain"))
    assert page.get_by_role("heading").inner_text() == "Sign in to example.com"


def test_requests_are_shown_as_they_arrive(open_page: Open, client: SignedClient) -> None:
    """At the top, announced, without moving what is read; until the box is cleared."""
    page = open_page("/domain/requests")
    client.get(f"{FEED}/first-one")
    first = page.locator(".request").first
    rows_of(page, "first-one").first.wait_for()
    said = page.get_by_role("status").inner_text()
    first.locator("summary").first.focus()
    page.keyboard.press("Enter")
    reading = page.locator("details[open] > summary").first.inner_text()
    client.get(f"{FEED}/second-one")
    rows_of(page, "second-one").first.wait_for()
    still = page.locator("details[open] > summary").first.inner_text()
    page.get_by_label("Show new requests as they arrive").uncheck()
    client.get(f"{FEED}/third-one")
    page.wait_for_timeout(3000)
    assert "new request" in said
    assert (still, rows_of(page, "third-one").count()) == (reading, 0)
    assert page.get_by_role("status").get_attribute("aria-live") == "polite"


def test_only_what_is_wanted_arrives(open_page: Open, client: SignedClient) -> None:
    """The filter holds for what comes later."""
    page = open_page("/domain/requests?refused=yes")
    client.get(f"{FEED}/dora-is-there-not")
    rows_of(page, "dora-is-there-not").first.wait_for()
    client.get(f"{FEED}/alice")
    page.wait_for_timeout(3000)
    assert page.locator(".request:not(.refused)").count() == 0


def test_without_javascript_a_link_refreshes_and_a_choice_repeats(
    open_page: Open, client: SignedClient
) -> None:
    """Rows open by the keyboard, and what only a script does is not shown."""
    page = open_page("/domain/requests", java_script_enabled=False)
    client.get(f"{FEED}/hugo")
    page.get_by_role("link", name="Refresh").click()
    row = rows_of(page, "hugo").first
    row.locator("summary").first.press("Enter")
    assert row.get_by_text("Signature base string, as the server computed it").is_visible()
    assert page.get_by_label("Show new requests as they arrive").is_visible() is False
    page.get_by_label("Show anew").select_option("5")
    page.get_by_role("button", name="Show").click()
    shown = rows_of(page, "ida")
    client.get(f"{FEED}/ida")
    shown.first.wait_for(timeout=30_000)
    page.get_by_label("Show anew").select_option("0")
    page.get_by_role("button", name="Show").click()
    assert "refresh=0" in page.url


def test_a_token_is_revoked_by_its_button(site: ServerThread, open_page: Open, client: SignedClient) -> None:
    """Named for who hears it only; the page says that it is done."""
    page = open_page(f"/domain/tokens?account={site.state.owner}", java_script_enabled=False)
    name = f"Revoke the OAuth 1.0 access token {client.key[:12]}…"
    page.get_by_role("button", name=name).click()
    told = page.get_by_role("status").inner_text()
    answer = requests.get(site.url + FEED, headers=client.sign("GET", FEED), timeout=30)
    assert (told, answer.status_code) == (f"The token {client.key[:12]}… is revoked.", 401)


def test_the_domain_is_found_by_keyboard(open_page: Open) -> None:
    """A search, a page of a user, and on to the unit."""
    page = open_page("/domain", java_script_enabled=False)
    page.get_by_label("User begins with").fill("bru")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="bruno@example.com").press("Enter")
    page.get_by_role("heading", name="bruno@example.com").wait_for()
    assert page.get_by_text("bb@example.com").is_visible()
