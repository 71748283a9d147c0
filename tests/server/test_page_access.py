"""Who sees the server's pages: browsers on its machine, and administrators who sign in elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.accounts import Account
from gdata_compat.server.domain.passwords import hash_password
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.page_access import SIGN_IN_LIFETIME
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.state import State, state_of
from tests.fix_server import GOOGLE

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}
ASKED = {
    "client_id": "example.com",
    "redirect_uri": "http://localhost/",
    "response_type": "code",
    "scope": f"{GOOGLE}/a/feeds/user/",
    "state": "a b&c",
}
CONSENT = f"/o/oauth2/auth?{urlencode(ASKED)}"


class Clock:
    """The server's time."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Browser:
    """A browser on another machine."""

    def __init__(self, client: FlaskClient, clock: Clock) -> None:
        self.client = client
        self.clock = clock

    @property
    def state(self) -> State:
        return state_of(self.client.application)

    def get(self, page: str, **keywords: Any) -> TestResponse:
        return self.client.get(page, environ_base=ELSEWHERE, **keywords)

    def post(self, page: str, **fields: str) -> TestResponse:
        return self.client.post(page, data=fields, environ_base=ELSEWHERE)

    def sign_in(self, page: str = CONSENT, account: str = "alice", **changes: str) -> TestResponse:
        """Ask for a page, and fill in the form that comes in its place."""
        shown = self.get(page)
        fields = {"account": account, "password": SAMPLE_PASSWORD, **hidden(shown.text), **changes}
        return self.post("/sign-in", **fields)


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_browser(clock: Clock) -> Iterator[Callable[[], Browser]]:
    """Browsers elsewhere, of a server that lets them in; alice is an administrator, bruno is none."""
    app = create_app(sample=2, allow_remote=True, page_hosts=["directory.example"], clock=clock)
    yield lambda: Browser(app.test_client(), clock)
    state_of(app).database.close()


@pytest.fixture
def browser(new_browser: Callable[[], Browser]) -> Browser:
    return new_browser()


def test_the_page_wanted_comes_after_signing_in(browser: Browser) -> None:
    """With its query, in the name of whoever has signed in."""
    asked = browser.get(CONSENT)
    signed_in = browser.sign_in()
    wanted = browser.get(signed_in.headers["Location"])
    assert (asked.status_code, "Sign in to example.com" in asked.text) == (403, True)
    assert (signed_in.status_code, signed_in.headers["Location"]) == (303, CONSENT)
    assert (wanted.status_code, "You act as <strong>alice@example.com</strong>" in wanted.text) == (200, True)


def test_an_administrator_of_a_secondary_domain_signs_in(browser: Browser) -> None:
    """By the whole address; a namesake on the primary domain is another person."""
    domain = browser.state.domain
    domain.secondary_domains.add("example.org")
    password = hash_password("dora-password")
    domain.accounts.create(Account("example.org", User("dora", "D", "D", password, admin=True)))
    browser.sign_in(account="dora@example.org", password="dora-password")
    signed_in = browser.get(CONSENT).status_code
    domain.users.create(User("dora", "D", "D", admin=True))
    assert (signed_in, browser.get(CONSENT).status_code) == (200, 200)


def test_a_signed_in_person_allows_in_the_own_name(browser: Browser) -> None:
    """And in nobody else's."""
    browser.sign_in()
    fields = hidden(browser.get(CONSENT).text) | {"decision": "allow"}
    foreign = browser.post("/o/oauth2/auth", account="bruno@example.com", **fields)
    own = browser.post("/o/oauth2/auth", **fields)
    issued = {token.account for token in browser.state.issued.page()}
    assert (foreign.status_code, own.status_code, issued) == (403, 302, {"alice@example.com"})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"password": "wrong"}, "no such user, or another password"),
        ({"account": "nobody"}, "no such user, or another password"),
        ({"account": "bruno"}, "bruno@example.com is no administrator of example.com"),
    ],
    ids=["password", "user", "no administrator"],
)
def test_who_is_no_administrator_stays_outside(
    browser: Browser, changes: dict[str, str], problem: str
) -> None:
    """The form says why, and keeps what was wanted."""
    answer = browser.sign_in(**changes)
    assert (answer.status_code, f"This does not work: {problem}." in answer.text) == (403, True)
    assert (hidden(answer.text)["next"], browser.get(CONSENT).status_code) == (CONSENT, 403)


def test_a_suspended_administrator_stays_outside(browser: Browser) -> None:
    """Though the password is right."""
    browser.state.domain.users.update("alice", UserChanges(suspended=True))
    assert "alice@example.com is no administrator" in browser.sign_in().text


def test_guessing_locks_the_account(browser: Browser) -> None:
    """As it does for ClientLogin."""
    for _ in range(20):
        browser.sign_in(password="wrong")
    answer = browser.sign_in()
    assert (answer.status_code, "too many failed logins of alice@example.com" in answer.text) == (403, True)


def test_a_form_from_elsewhere_signs_nobody_in(browser: Browser) -> None:
    """Nor out."""
    browser.sign_in()
    forged = browser.post("/sign-in", account="alice", password=SAMPLE_PASSWORD, csrf="x")
    assert (forged.status_code, browser.post("/sign-out", csrf="x").status_code) == (403, 403)
    assert browser.get(CONSENT).status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/domain",
        "///evil.example",
        "/\\evil.example",
        "/domain\\..",
        "javascript:alert(1)",
        "evil.example",
        "/o/oauth2/auth\r\nSet-Cookie: x=y",
        "/sign-out",
        "/accounts/Captcha",
        "/no/such/page",
        "http://[",
        "",
        "/o/oauth2/auth?x=" + "y" * 5000,
    ],
)
def test_nobody_is_led_anywhere_else(browser: Browser, wanted: str) -> None:
    """Only to the pages of the server: an address that is none leads to the first of them."""
    assert browser.sign_in(next=wanted).headers["Location"] == "/"


def test_signing_in_changes_what_the_cookies_hold(browser: Browser) -> None:
    """The mark of the forms and the sign-in are new each time; the one before has ended."""
    marks = [hidden(browser.get(CONSENT).text)["csrf"]]
    values = []
    for _ in range(2):
        browser.sign_in()
        marks.append(hidden(browser.get(CONSENT).text)["csrf"])
        cookie = browser.client.get_cookie("gdata_compat_sign_in")
        assert cookie is not None
        values.append(cookie.value)
    assert len({*marks, *values}) == 5
    assert [browser.state.sign_ins.get(value) is None for value in values] == [True, False]


def test_the_cookie_is_for_nobody_but_the_server(browser: Browser) -> None:
    """No script reads it, no other site sends it, and it goes over TLS only where the page came so."""
    plain = sign_in_cookie(browser.sign_in())
    fields = hidden(browser.get("/sign-in").text) | {"account": "alice", "password": SAMPLE_PASSWORD}
    https = {"X-Forwarded-Proto": "https"}
    secure = sign_in_cookie(
        browser.client.post("/sign-in", data=fields, environ_base=ELSEWHERE, headers=https)
    )
    assert {"HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={SIGN_IN_LIFETIME}"} <= plain
    assert ("Secure" in plain, "Secure" in secure) == (False, True)


def sign_in_cookie(answer: TestResponse) -> set[str]:
    """The attributes of the cookie that an answer sets."""
    cookies = answer.headers.getlist("Set-Cookie")
    (found,) = [cookie for cookie in cookies if cookie.startswith("gdata_compat_sign_in=")]
    return set(found.split("; ")[1:])


def _sign_out(browser: Browser) -> None:
    browser.post("/sign-out", csrf=hidden(browser.get(CONSENT).text)["csrf"])


def _wait(browser: Browser) -> None:
    browser.clock.now += SIGN_IN_LIFETIME


def _change(**changes: Any) -> Callable[[Browser], None]:
    return lambda browser: void(browser.state.domain.users.update("alice", UserChanges(**changes)))


def void(_: object) -> None:
    """Take a value and give none."""


ENDS = {
    "signing out": _sign_out,
    "time": _wait,
    "another password": _change(password_hash=hash_password("another")),
    "lost rights": _change(admin=False),
    "suspension": _change(suspended=True),
    "another name": _change(username="alicia"),
    "deletion": lambda browser: browser.state.domain.users.delete("alice"),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_sign_in_ends(browser: Browser, end: Callable[[Browser], None]) -> None:
    """Even for who has kept a copy of the cookie."""
    browser.sign_in(account="alice")
    kept = browser.client.get_cookie("gdata_compat_sign_in")
    assert kept is not None
    before = browser.get(CONSENT).status_code
    end(browser)
    browser.client.set_cookie("gdata_compat_sign_in", kept.value)
    assert (before, browser.get(CONSENT).status_code) == (200, 403)


def test_a_sign_in_is_known_to_every_process(tmp_path: Any) -> None:
    """It is in the database, and so is what signs the forms."""
    url = str(tmp_path / "d.sqlite")
    first, second = (create_app(url, sample=1, allow_remote=True) for _ in range(2))
    browser = Browser(first.test_client(), Clock())
    browser.sign_in()
    other = second.test_client()
    cookie = browser.client.get_cookie("gdata_compat_sign_in")
    assert cookie is not None
    other.set_cookie("gdata_compat_sign_in", cookie.value)
    seen = other.get(CONSENT, environ_base=ELSEWHERE).status_code
    for app in (first, second):
        state_of(app).database.close()
    assert seen == 200


HOSTS = {
    "localhost:8080": 200,
    "LOCALHOST.": 200,
    "directory.localhost": 200,
    "127.0.0.1:8080": 200,
    "[::1]:8080": 200,
    "192.0.2.7": 200,
    "www.google.com": 200,
    "accounts.google.com:443": 200,
    "directory.example:8080": 200,
    "Directory.Example": 200,
    "evil.example:8080": 403,
    "127.0.0.1.evil.example": 403,
    "localhost.evil.example": 403,
    "evilgoogle.com": 403,
    "google.com.evil.example": 403,
    "other.directory.example": 403,
}


@pytest.mark.parametrize(("host", "status"), HOSTS.items(), ids=HOSTS)
def test_pages_are_shown_under_the_servers_own_addresses(browser: Browser, host: str, status: int) -> None:
    """A foreign name that leads here is somebody's who wants to read along (DNS rebinding)."""
    answer = browser.client.get(CONSENT, headers={"Host": host})
    assert answer.status_code == status
    assert ("--page-host" in answer.text) is (status == 403)


def test_the_api_is_called_by_any_name(browser: Browser) -> None:
    """It believes signatures, not addresses."""
    answer = browser.client.get("/a/feeds/example.com/user/2.0", headers={"Host": "evil.example"})
    assert answer.status_code == 401


def test_nobody_signs_in_where_remote_access_is_off() -> None:
    """The form is as closed as the pages are, and this machine needs none."""
    app = create_app(sample=1)
    client = app.test_client()
    csrf = hidden(client.get(CONSENT).text)["csrf"]
    fields = {"account": "alice", "password": SAMPLE_PASSWORD, "csrf": csrf}
    statuses = [
        client.get("/sign-in", environ_base=ELSEWHERE).status_code,
        client.post("/sign-in", data=fields, environ_base=ELSEWHERE).status_code,
        client.get("/sign-in").status_code,
    ]
    state_of(app).database.close()
    assert statuses == [403, 403, 303]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200), ({"X-Forwarded-For": "192.0.2.1"}, 403), ({"Forwarded": "for=192.0.2.1"}, 403)],
    ids=["no proxy that tells", "X-Forwarded-For", "Forwarded"],
)
def test_a_proxy_on_this_machine_has_to_say_whom_it_stands_for(headers: dict[str, str], status: int) -> None:
    """Its visitors are asked to sign in; without the headers they cannot be told from this machine's."""
    client = create_app(allow_remote=True).test_client()
    assert client.get("/domain", headers=headers).status_code == status
