"""Who may allow access: the pages of OAuth 1.0, OAuth 2.0 and AuthSub."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import Consumer, OAuthToken, TokenKind
from gdata_compat.server.state import state_of
from tests.fix_server import GOOGLE

SCOPE = f"{GOOGLE}/a/feeds/user/"
OAUTH_2 = {
    "client_id": "example.com",
    "redirect_uri": "http://localhost/",
    "response_type": "code",
    "scope": SCOPE,
}
PAGES = {
    "OAuth 1.0": "/accounts/OAuthAuthorizeToken?oauth_token=4/asked",
    "OAuth 2.0": f"/o/oauth2/auth?{urlencode(OAUTH_2)}",
    "AuthSub": f"/accounts/AuthSubRequest?{urlencode({'next': 'http://site.test/', 'scope': SCOPE})}",
}
ELSEWHERE = [
    {"REMOTE_ADDR": "192.0.2.1"},
    {"REMOTE_ADDR": "2001:db8::1"},
    {"REMOTE_ADDR": ""},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.1"},
]


@pytest.fixture
def browser() -> Iterator[FlaskClient]:
    """A browser, and a server that has issued a request token."""
    app = create_app(sample=1)
    store = state_of(app).credentials
    asked = OAuthToken("4/asked", "x", TokenKind.OAUTH_REQUEST, "example.com", (SCOPE,), callback="oob")
    store.add_oauth_token(asked)
    yield app.test_client()
    state_of(app).database.close()


@pytest.mark.parametrize("environ", ELSEWHERE, ids=["IPv4", "IPv6", "socket", "proxy", "new proxy"])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nobody_elsewhere_may_allow_access(browser: FlaskClient, page: str, environ: dict[str, str]) -> None:
    """Neither see the page nor send its form, even with the right token of this browser."""
    csrf = browser.get(page).text.partition('name="csrf" value="')[2].partition('"')[0]
    seen = browser.get(page, environ_base=environ)
    fields = OAUTH_2 | {
        "oauth_token": "4/asked",
        "next": "http://site.test/",
        "csrf": csrf,
        "decision": "allow",
    }
    pressed = browser.post(page.partition("?")[0], data=fields, environ_base=environ)
    assert (len(csrf) > 10, seen.status_code, pressed.status_code) == (True, 403, 403)
    assert "on the machine that serves" in seen.text


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1"])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_whoever_sits_at_the_machine_may(browser: FlaskClient, page: str, address: str) -> None:
    """Without signing in."""
    assert browser.get(page, environ_base={"REMOTE_ADDR": address}).status_code == 200


def test_a_disabled_consumer_is_allowed_nothing(browser: FlaskClient) -> None:
    """Its request tokens have no page any more."""
    state_of(browser.application).credentials.enable_consumer("example.com", False)
    answer = browser.get(PAGES["OAuth 1.0"])
    assert answer.status == "401 Token invalid - Consumer key refused"


def test_token_endpoints_are_for_everybody(browser: FlaskClient) -> None:
    """They are guarded by signatures and secrets, not by where a call comes from."""
    environ = {"REMOTE_ADDR": "192.0.2.1"}
    statuses = [
        browser.open(path, method=method, environ_base=environ).status_code
        for method, path in (("GET", "/accounts/OAuthGetRequestToken"), ("POST", "/o/oauth2/token"))
    ]
    assert statuses == [400, 400]


@pytest.mark.parametrize(
    ("consumer", "headline"),
    [
        ("example.com", "Allow an application access to example.com?"),
        ("other.example", "Allow <strong>other.example</strong> access to example.com?"),
    ],
)
def test_the_headline_names_each_side_once(browser: FlaskClient, consumer: str, headline: str) -> None:
    """Where the consumer's key is the domain's name, too."""
    state_of(browser.application).credentials.add_consumer(Consumer(consumer, "x"))
    page = browser.get(f"/o/oauth2/auth?{urlencode(OAUTH_2 | {'client_id': consumer})}").text
    assert page.partition("<h1>")[2].partition("</h1>")[0] == headline
