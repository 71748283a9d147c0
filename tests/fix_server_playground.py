"""A browser without scripts at the Playground: it fills in forms, presses buttons, and reads the page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gdata_compat.server.app import create_app
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.state import State, state_of
from tests.fix_server import CONSUMER_SECRET, GOOGLE

__all__ = ["USERS", "Clock", "Playground", "clock", "playground"]

SCOPE = f"{GOOGLE}/a/feeds/user/"
USERS = f"{GOOGLE}/a/feeds/example.com/user/2.0"


class Clock:
    """The server's time."""

    now = 1_300_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Playground:
    """A browser at the Playground of `app`."""

    app: Flask
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    @property
    def state(self) -> State:
        return state_of(self.app)

    @property
    def page(self) -> str:
        """The page as it is now."""
        answer = self.client.get("/playground")
        assert answer.status_code == 200, answer.text
        return answer.text

    @property
    def outcome(self) -> str:
        """What the page says about the latest button."""
        found = re.search(r'<div class="outcome (?:good|bad)" id="outcome".*?</div>', self.page, re.DOTALL)
        return "" if found is None else text_of(re.sub(r'<p class="narrow">.*?</p>', "", found[0]))

    @property
    def csrf(self) -> str:
        return hidden(self.page)["csrf"]

    def send(self, button: str, **fields: Any) -> TestResponse:
        """Press a button with what its form holds."""
        return self.client.post(f"/playground/{button}", data={"csrf": self.csrf, **fields})

    def press(self, button: str, **fields: Any) -> str:
        """Press a button and return what the page says about it."""
        answer = self.send(button, **fields)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/playground#outcome"), answer.text
        return self.outcome

    def request_token(self, **fields: Any) -> str:
        """Take the first step with the domain's own key, but for `fields`."""
        typed = {"scope": [SCOPE], "consumer_key": "example.com", "consumer_secret": CONSUMER_SECRET}
        return self.press("request-token", **(typed | fields))

    def authorize(self, decision: str = "allow") -> TestResponse:
        """Follow the second step's link, press a button there, and go where that leads."""
        link = re.search(r'<a class="button" href="([^"]+)">Authorize</a>', self.page)
        assert link is not None, "there is nothing to authorize"
        asked = self.client.get(html.unescape(link[1]))
        fields = hidden(asked.text) | {"decision": decision}
        led = self.client.post("/accounts/OAuthAuthorizeToken", data=fields)
        return self.client.get(led.headers["Location"]) if led.status_code == 302 else led

    def three_steps(self, **fields: Any) -> str:
        """Take all three and return what the page says then."""
        self.request_token(**fields)
        self.authorize()
        return self.press("access-token")

    def call(self, method: str = "GET", url: str = USERS, **fields: str) -> str:
        """Call a feed."""
        return self.press("call", **({"method": method, "url": url} | fields))

    @property
    def token(self) -> tuple[str, str]:
        """The token and the secret that the page shows."""
        found = re.findall(r'<code id="(?:auth-token|token-secret)">([^<]+)</code>', self.page)
        key, secret = map(html.unescape, found)
        return key, secret


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def text_of(markup: str) -> str:
    """Return what a reader sees of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.fixture
def clock() -> Clock:
    """The time of the Playground's server."""
    return Clock()


@pytest.fixture
def playground(records: list[RequestRecord], clock: Clock) -> Iterator[Playground]:
    """A browser at the Playground of example.com, with alice, bruno and chiara."""
    app = create_app(sample=3, consumer_secret=CONSUMER_SECRET, clock=clock, on_request=records.append)
    yield Playground(app)
    state_of(app).database.close()
