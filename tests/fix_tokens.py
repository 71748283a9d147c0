"""OAuth 2.0 of the server in this process: its pages, its token endpoint, and a clock that the test turns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.oauth2 import ServiceAccount
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.state import State, state_of
from tests.fix_server import CONSUMER_SECRET, GOOGLE

__all__ = [
    "ALICE",
    "ASSERTION",
    "AUDIENCE",
    "BACK",
    "OOB",
    "ROBOT",
    "SCOPE",
    "Google",
    "google",
    "private_pem",
]

SCOPE = f"{GOOGLE}/a/feeds/user/"
ALICE = "/a/feeds/example.com/user/2.0/alice"
OOB = "urn:ietf:wg:oauth:2.0:oob"
BACK = "http://localhost:9/back?a=b"
ROBOT = "robot@project.iam.gserviceaccount.com"
AUDIENCE = "https://accounts.google.com/o/oauth2/token"
ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"


def private_pem(key: rsa.RSAPrivateKey) -> str:
    """Write a private key."""
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


KEY = private_pem(rsa.generate_private_key(65537, 2048))


@dataclass
class Google:
    """A server whose clock the test turns, and a browser."""

    url: str = ":memory:"
    scopes: tuple[str, ...] = ()
    redirect_uris: tuple[str, ...] = ()
    now: list[float] = field(default_factory=lambda: [1_400_000_000.0])
    records: list[RequestRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = create_app(
            self.url,
            sample=3,
            consumer_secret=CONSUMER_SECRET,
            clock=lambda: self.now[0],
            redirect_uris=self.redirect_uris,
            service_accounts=[ServiceAccount(ROBOT, KEY, self.scopes)],
            on_request=self.records.append,
        )
        self.browser: FlaskClient = self.app.test_client()

    @property
    def state(self) -> State:
        """What the server works with."""
        return state_of(self.app)

    def page(self, **changes: str) -> TestResponse:
        """Open the page on which access is allowed."""
        asked = {
            "client_id": "example.com",
            "redirect_uri": OOB,
            "response_type": "code",
            "scope": SCOPE,
            "access_type": "offline",
        } | changes
        return self.browser.get("/o/oauth2/auth", query_string={k: v for k, v in asked.items() if v})

    def press(self, button: str = "allow", account: str = "", **changes: str) -> TestResponse:
        """Open the page and press a button."""
        page = self.page(**changes).text
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        form = {name: value.replace("&amp;", "&") for name, value in hidden.items()}
        return self.browser.post("/o/oauth2/auth", data=form | {"decision": button, "account": account})

    def code(self, **changes: str) -> str:
        """Allow access and read the code off the page, or the address that the page leads to."""
        told = self.press(**changes)
        if told.status_code == 302:
            return dict(parse_qsl(urlsplit(told.headers["Location"]).query))["code"]
        return told.text.partition('<code id="code">')[2].partition("<")[0]

    def post(self, path: str = "/o/oauth2/token", **form: str) -> tuple[int, dict[str, Any]]:
        """Ask the token endpoint as the domain's client; '' leaves a field out."""
        sent = {"client_id": "example.com", "client_secret": CONSUMER_SECRET} | form
        answer = self.browser.post(path, data={k: v for k, v in sent.items() if v})
        assert answer.headers["Content-Type"] == "application/json; charset=UTF-8"
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status_code, answer.get_json()

    def exchange(self, code: str, **changes: str) -> tuple[int, dict[str, Any]]:
        """Exchange a code."""
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": OOB}
        return self.post(**(given | changes))

    def tokens(self, **changes: str) -> dict[str, Any]:
        """Allow access and exchange the code."""
        status, answer = self.exchange(self.code(**changes))
        assert status == 200, answer
        return answer

    def refresh(self, token: str, **changes: str) -> tuple[int, dict[str, Any]]:
        """Ask for another access token."""
        return self.post(grant_type="refresh_token", refresh_token=token, **changes)

    def get(self, token: str, path: str = ALICE) -> tuple[int, str]:
        """Call with a bearer token; return status and reason."""
        answer = self.browser.get(path, headers={"Authorization": f"Bearer {token}"})
        return answer.status_code, answer.status.partition(" ")[2]

    def assertion(self, key: str = KEY, drop: str = "", algorithm: str = "RS256", **claims: Any) -> str:
        """Sign an assertion as the robot."""
        now = int(self.now[0])
        said = {"iss": ROBOT, "scope": SCOPE, "aud": AUDIENCE, "iat": now, "exp": now + 3600}
        said |= {"sub": "alice@example.com"} | claims
        said.pop(drop, None)
        return jwt.encode(said, key, algorithm)

    def assert_as(self, **claims: Any) -> tuple[int, dict[str, Any]]:
        """Ask for a token by an assertion."""
        return self.post(grant_type=ASSERTION, assertion=self.assertion(**claims), client_id="")


@pytest.fixture
def google() -> Iterator[Google]:
    """A server with a client that is an installed application, and a service account."""
    made = Google()
    yield made
    made.state.database.close()
