"""Anything in any field of the Playground: each button leads back to a page that says what came of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gdata_compat.server.app import create_app
from gdata_compat.server.state import state_of
from tests.fix_server import CONSUMER_SECRET, GOOGLE
from tests.fix_server_playground import USERS, Playground

SOME = [
    USERS,
    f"{USERS}/é",
    f"{USERS}?a=%",
    f"{USERS}/%2e%2e/",
    f"{GOOGLE}:0/",
    f"{GOOGLE}:99999999/",
    "http://[",
]
SOME += [
    "https://www.google.com",
    "//x",
    "http://localhost",
    "http://localhost/playground",
    f"{USERS}?a=b c",
    "",
]
SOME += [f"https://a@apps-apis.google.com/{n}" for n in "?#\\"] + [
    "http://\x00.google.com/",
    "http://é.google.com/",
]
SOME += [
    "A: b",
    "A:\x0bb",
    "GData-Version: 3.0\nIf-Match: *",
    "Range: x",
    "X-HTTP-Method-Override: PUT",
    ": b",
]
SOME += [
    "HMAC-SHA1",
    "RSA-SHA1",
    "this",
    "oob",
    "example.com",
    "anonymous",
    CONSUMER_SECRET,
    "text/xml",
    "GET",
]
SOME += [
    "application/x-www-form-urlencoded",
    "a=b&c=d",
    "{",
    "<feed/>",
    "-----BEGIN PRIVATE KEY-----",
    "POST",
]
VALUES = st.text(max_size=60) | st.sampled_from(SOME)
SETTINGS = [
    "scope",
    "own_scopes",
    "callback",
    "signature_method",
    "consumer_key",
    "consumer_secret",
    "private_key",
]
SETTINGS += ["request_url", "authorize_url", "access_url"]
CALL = ["method", "url", "content_type", "headers", "body"]


@pytest.fixture(scope="module")
def allowed() -> Iterator[Playground]:
    """A browser that has a token."""
    app = create_app(sample=1, consumer_secret=CONSUMER_SECRET)
    playground = Playground(app)
    playground.three_steps()
    yield playground
    state_of(app).database.close()


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(fields=st.dictionaries(st.sampled_from(CALL), VALUES))
def test_anything_may_be_called(allowed: Playground, fields: dict[str, str]) -> None:
    """What cannot be sent, or is refused, is told; nothing breaks the page."""
    told = allowed.call(**fields)
    assert (told.startswith(("Done.", "Not done.")), "answered 500" in told) == (True, False)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(fields=st.dictionaries(st.sampled_from(SETTINGS), VALUES), is_right=st.booleans())
def test_anything_may_be_typed(allowed: Playground, fields: dict[str, str], is_right: bool) -> None:
    """Alone, or in the place of what is right. This server is the provider: nothing leaves it."""
    browser = Playground(allowed.app)
    right = {
        "consumer_key": "example.com",
        "consumer_secret": CONSUMER_SECRET,
        "scope": f"{GOOGLE}/a/feeds/user/",
    }
    told = browser.press("request-token", **(right | fields if is_right else fields))
    assert told.startswith(("Done.", "Not done."))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(token=VALUES, verifier=VALUES, cookie=VALUES)
def test_any_way_back_is_told(allowed: Playground, token: str, verifier: str, cookie: str) -> None:
    """Whatever a browser is led back with, whatever its cookie is."""
    browser = Playground(allowed.app)
    browser.client.set_cookie("gdata_compat_playground", cookie, path="/playground")
    query = {"oauth_token": token, "oauth_verifier": verifier}
    assert browser.client.get("/playground/back", query_string=query).status_code == 303
    assert browser.outcome.startswith("Not done.")
