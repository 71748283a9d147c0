"""The frame of the tools' pages, and the page at the root."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.state import state_of


@pytest.fixture
def browser(records: list[RequestRecord]) -> Iterator[FlaskClient]:
    """A browser on the machine that serves."""
    app = create_app(on_request=records.append)
    yield app.test_client()
    state_of(app).database.close()


def csrf_of(page: str) -> str:
    """Return what a form's hidden field holds."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_start_page_says_what_is_served_and_leads_to_the_tools(browser: FlaskClient) -> None:
    """It names the domain and the address that scripts are sent to."""
    page = browser.get("/")
    assert page.status_code == 200
    for part in (
        "example.com",
        "GDATA_COMPAT_SERVER=http://localhost python",
        'aria-label="Tools"',
        "Skip to",
    ):
        assert part in page.text


def test_the_start_page_names_the_address_behind_a_proxy(browser: FlaskClient) -> None:
    """With the scheme that the browser used."""
    page = browser.get("/", headers={"X-Forwarded-Proto": "https"})
    assert "GDATA_COMPAT_SERVER=https://localhost python" in page.text


def test_the_pages_forbid_what_is_not_ours(browser: FlaskClient) -> None:
    """Scripts and styles are our own files, nobody frames the page, nothing keeps it."""
    headers = browser.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("no-store", "DENY")


@pytest.mark.parametrize("host", ["attacker.test:8080", "example.com"])
def test_the_pages_are_seen_under_this_machines_names_only(browser: FlaskClient, host: str) -> None:
    """Another site, whose name leads here, is not given them."""
    assert browser.get("/", headers={"Host": host}).status_code == 403


def test_nobody_elsewhere_sees_the_pages(browser: FlaskClient) -> None:
    """They are for whoever sits at the machine that serves, unless other machines are let in."""
    assert browser.get("/", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 403


def test_an_administrator_elsewhere_signs_in_and_out() -> None:
    """With other machines let in, the frame says who has signed in and offers to sign out."""
    app = create_app(sample=1, allow_remote=True)
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = "192.0.2.1"
    asked = browser.get("/")
    form = {"csrf": csrf_of(asked.text), "next": "/", "account": "alice", "password": SAMPLE_PASSWORD}
    led = browser.post("/sign-in", data=form)
    seen = browser.get("/")
    out = browser.post("/sign-out", data={"csrf": csrf_of(seen.text)})
    assert (asked.status_code, led.headers["Location"], out.status_code) == (403, "/", 303)
    assert "alice@example.com</span>" in seen.text
    assert browser.get("/").status_code == 403
    state_of(app).database.close()


def test_pages_do_not_drown_the_requests_of_the_api(
    browser: FlaskClient, records: list[RequestRecord]
) -> None:
    """Neither the page nor its style sheets are shown to the observer; a feed's request is."""
    for path in ("/", "/static/pages.css", "/static/tools.css", "/a/feeds/example.com/user/2.0"):
        browser.get(path).close()
    assert [record.url for record in records] == ["http://localhost/a/feeds/example.com/user/2.0"]
