"""Every way to authenticate, with everything that can be wrong: status and reason phrase of each.

OAuth 1.0, 1.0a and two-legged, HMAC-SHA1, RSA-SHA1 and PLAINTEXT, parameters in header, query and body, each
method; ClientLogin; AuthSub, plain and secure; OAuth 2.0.
"""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import oauthlib.oauth1
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gdata_compat.server.app import create_app
from gdata_compat.server.authentication import authorized
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.state import State, state_of
from tests.fix_server import CONSUMER_SECRET, GOOGLE, form

METHODS = ("GET", "POST", "PUT", "DELETE")
SCOPE, OTHER_SCOPE = f"{GOOGLE}/a/feeds/user/", f"{GOOGLE}/a/feeds/groups/"
KEY = rsa.generate_private_key(65537, 2048)
FORM = "application/x-www-form-urlencoded"

RIGHT = (200, "OK")
NOT_FOUND = (401, "Token invalid - Invalid token: Token not found")
ENDED = (401, "Token invalid - Invalid token: Token disabled, revoked, or expired.")
UNKNOWN = (401, "Unknown authorization header")

#: What is wrong, and what every way to authenticate is answered with, unless it says otherwise.
SITUATIONS = {
    "right": RIGHT,
    "replayed": (401, "Token invalid - Nonce used"),
    "stale": (401, "Token invalid - Timestamp refused"),
    "wrong scope": (401, "Token invalid - AuthSub token has wrong scope"),
    "wrong domain": (403, "Invalid domain."),
    "revoked": ENDED,
    "disabled": (401, "Token invalid - Consumer key refused"),
    "no administrator": (403, "You are not authorized to access this API"),
}

probe = Blueprint("probe", __name__)


@probe.route("/a/feeds/<domain>/user/probe", methods=METHODS)
@authorized(SCOPE)
def answer(domain: str) -> str:
    """Show that the caller was let in."""
    return domain


@dataclass
class World:
    """A server with a feed that takes every method and changes nothing, and tokens of every kind."""

    now: list[float] = field(default_factory=lambda: [1_400_000_000.0])

    def __post_init__(self) -> None:
        self.app: Flask = create_app(
            sample=3,
            consumer_secret=CONSUMER_SECRET,
            consumer_public_key=self.pem(serialization.PrivateFormat.PKCS8),
            clock=lambda: self.now[0],
        )
        self.app.register_blueprint(probe)
        self.client: FlaskClient = self.app.test_client()
        self.nonces = map(str, itertools.count(10_000_000))
        self.tokens: dict[tuple[str, ...], Any] = {}

    @property
    def state(self) -> State:
        """What the server works with."""
        return state_of(self.app)

    def pem(self, kind: serialization.PrivateFormat) -> str:
        """Write the private key of the domain, which is a site and a consumer."""
        return KEY.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()

    @cached_property
    def private_key(self) -> str:
        """The key that signs."""
        return self.pem(serialization.PrivateFormat.PKCS8)

    def send(self, method: str, url: str, headers: dict[str, str], body: str | None = None) -> TestResponse:
        """Send a request for one of Google's URLs."""
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        return self.client.open(url[len(base) :], base_url=base, method=method, headers=headers, data=body)

    def sign(
        self, method: str, url: str, place: str, body: str | None = None, **keys: Any
    ) -> tuple[Any, ...]:
        """Sign a request with oauthlib's client; return what `send` takes."""
        options = {"nonce": next(self.nonces), "timestamp": str(int(self.now[0]))} | keys
        signer = oauthlib.oauth1.Client(
            "example.com", CONSUMER_SECRET, rsa_key=self.private_key, signature_type=place, **options
        )
        headers: dict[str, str] = {}
        if place == "BODY":
            headers, body = {"Content-Type": FORM}, body or "x=1"
        url, headers, body = signer.sign(url, method, body, headers)
        return method, url, headers, body

    def press(self, url: str, **fields: str) -> TestResponse:
        """Allow access on a page."""
        page = self.client.get(url).text
        action = re.search(r'<form method="post" action="([^"]+)"', page)
        assert action is not None, page
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        sent = {name: value.replace("&amp;", "&") for name, value in hidden.items()}
        return self.client.post(action[1], data=sent | fields | {"decision": "allow"})

    def token(self, *which: str) -> Any:
        """Return the token of a scheme for a situation, which is made once."""
        if which not in self.tokens:
            self.tokens[which] = getattr(self, f"new_{which[0]}")(*which[1:])
        return self.tokens[which]

    def new_oauth1(self, version: str, scope: str, account: str, revoked: str) -> dict[str, str]:
        """Take the three steps of OAuth 1.0 or 1.0a; return what oauthlib's client takes."""
        steps = "https://www.google.com/accounts/OAuthGet"
        callback = {"callback_uri": "oob"} if version == "1.0a" else {}
        first = f"{steps}RequestToken?{urlencode({'scope': scope})}"
        told = form(self.send(*self.sign("GET", first, "AUTH_HEADER", **callback)).text)
        page = self.press(f"/accounts/OAuthAuthorizeToken?oauth_token={told['oauth_token']}", account=account)
        verifier = page.text.partition('<code id="verifier">')[2].partition("<")[0]
        keys = self.keys(told) | ({"verifier": verifier} if verifier else {})
        assert bool(verifier) == (version == "1.0a")
        made = form(self.send(*self.sign("GET", f"{steps}AccessToken", "AUTH_HEADER", **keys)).text)
        if revoked:
            end = "https://www.google.com/accounts/AuthSubRevokeToken"
            assert self.send(*self.sign("GET", end, "AUTH_HEADER", **self.keys(made))).status_code == 200
        return self.keys(made)

    def keys(self, told: dict[str, str]) -> dict[str, str]:
        """Return an answered token as oauthlib's client takes it."""
        return {
            "resource_owner_key": told["oauth_token"],
            "resource_owner_secret": told["oauth_token_secret"],
        }

    def new_client_login(self, account: str) -> str:
        """Log in."""
        sent = {"Email": account, "Passwd": SAMPLE_PASSWORD, "service": "apps"}
        text = self.client.post("/accounts/ClientLogin", data=sent).text
        return text.rpartition("Auth=")[2].strip()

    def new_auth_sub(self, secure: str, scope: str, account: str) -> str:
        """Get a session token of AuthSub."""
        asked = {"next": "http://example.com/", "scope": scope, "secure": secure, "session": "1"}
        back = self.press(f"/accounts/AuthSubRequest?{urlencode(asked)}", account=account)
        once = dict(parse_qsl(urlsplit(back.headers["Location"]).query))["token"]
        exchange = "https://www.google.com/accounts/AuthSubSessionToken"
        header = self.auth_sub_header(once, "GET", exchange) if secure == "1" else f'AuthSub token="{once}"'
        text = self.send("GET", exchange, {"Authorization": header}).text
        return text.partition("Token=")[2].partition("\n")[0]

    def auth_sub_header(self, token: str, method: str, url: str, age: int = 0) -> str:
        """Sign a call as a secure site does."""
        data = f"{method} {url} {int(self.now[0]) - age} {next(self.nonces)}"
        sig = base64.b64encode(KEY.sign(data.encode(), padding.PKCS1v15(), hashes.SHA1())).decode()
        return f'AuthSub token="{token}" data="{data}" sig="{sig}" sigalg="rsa-sha1"'

    def new_oauth2(self, scope: str, account: str, revoked: str) -> str:
        """Take the steps of OAuth 2.0."""
        oob = "urn:ietf:wg:oauth:2.0:oob"
        asked = {"client_id": "example.com", "redirect_uri": oob, "response_type": "code", "scope": scope}
        page = self.press(f"/o/oauth2/auth?{urlencode(asked)}", account=account)
        code = page.text.partition('<code id="code">')[2].partition("<")[0]
        sent = {"client_id": "example.com", "client_secret": CONSUMER_SECRET, "redirect_uri": oob}
        sent |= {"grant_type": "authorization_code", "code": code}
        value = str(self.client.post("/o/oauth2/token", data=sent).get_json()["access_token"])
        if revoked:
            assert self.client.post("/o/oauth2/revoke", data={"token": value}).status_code == 200
        return value


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """The server that all rows of the table are tried on; no row leaves anything behind."""
    made = World()
    yield made
    made.state.database.close()


def url_of(situation: str) -> str:
    """Return the feed's address, in another domain where that is what is wrong."""
    return f"{GOOGLE}/a/feeds/example.{'net' if situation == 'wrong domain' else 'com'}/user/probe"


def answered(world: World, situation: str, request: tuple[Any, ...]) -> TestResponse:
    """Send a request as the situation has it and return the answer."""
    credentials = world.state.credentials
    if situation == "disabled":
        credentials.enable_consumer("example.com", False)
    if situation == "replayed":
        world.send(*request)
    try:
        return world.send(*request)
    finally:
        credentials.enable_consumer("example.com")


def seen(world: World, situation: str, request: tuple[Any, ...]) -> tuple[int, str]:
    """Send a request as the situation has it and return status and reason phrase."""
    code, reason = answered(world, situation, request).status.split(" ", 1)
    return int(code), reason


def granted(situation: str) -> tuple[str, str]:
    """Return the scope and the account of a situation's token."""
    scope = OTHER_SCOPE if situation == "wrong scope" else SCOPE
    return scope, "bruno" if situation == "no administrator" else "alice"


def oauth1_request(
    world: World, legs: str, signature: str, place: str, method: str, situation: str
) -> tuple[Any, ...]:
    """Sign a call of OAuth 1.0."""
    scope, account = granted(situation)
    keys: dict[str, Any] = {"signature_method": signature}
    if situation == "stale":
        keys["timestamp"] = str(int(world.now[0]) - 601)
    url = url_of(situation)
    if legs == "two-legged":
        url = f"{url}?{urlencode({'xoauth_requestor_id': f'{account}@example.com'})}"
    else:
        revoked = "revoked" if situation == "revoked" else ""
        keys |= world.token("oauth1", legs, scope, account, revoked)
    return world.sign(method, url, place, **keys)


#: Two-legged calls have neither a token nor scopes.
OAUTH1 = [
    (legs, situation)
    for legs in ("1.0", "1.0a", "two-legged")
    for situation in SITUATIONS
    if legs != "two-legged" or situation not in ("revoked", "wrong scope")
]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("place", ["AUTH_HEADER", "QUERY"])
@pytest.mark.parametrize("signature", ["HMAC-SHA1", "RSA-SHA1"])
@pytest.mark.parametrize(("legs", "situation"), OAUTH1)
def test_oauth_1(world: World, legs: str, signature: str, place: str, method: str, situation: str) -> None:
    """OAuth 1.0 and 1.0a, signed each way, parameters in the header or the query."""
    request = oauth1_request(world, legs, signature, place, method, situation)
    assert seen(world, situation, request) == SITUATIONS[situation]


@pytest.mark.parametrize("method", METHODS[1:])  # a GET has no body
@pytest.mark.parametrize("signature", ["HMAC-SHA1", "RSA-SHA1"])
@pytest.mark.parametrize("legs", ["1.0", "1.0a", "two-legged"])
def test_oauth_1_in_the_body_of_a_call(world: World, legs: str, signature: str, method: str) -> None:
    """A feed's bodies are documents, so that parameters there are none."""
    request = oauth1_request(world, legs, signature, "BODY", method, "right")
    assert seen(world, "right", request) == UNKNOWN


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("place", ["AUTH_HEADER", "QUERY"])
@pytest.mark.parametrize("legs", ["1.0", "1.0a", "two-legged"])
def test_oauth_1_in_plain_text(world: World, legs: str, place: str, method: str) -> None:
    """Secrets are never sent as they are."""
    request = oauth1_request(world, legs, "PLAINTEXT", place, method, "right")
    assert seen(world, "right", request) == (400, "Bad Request - Signature method not supported")


STEP = "https://www.google.com/accounts/OAuthGetRequestToken"


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        ("right", (200, "")),
        ("replayed", (400, "nonce_used")),
        ("stale", (400, "timestamp_refused")),
        ("disabled", (400, "consumer_key_rejected")),
        ("plain", (400, "signature_method_rejected")),
    ],
)
@pytest.mark.parametrize(
    ("place", "method"), [("AUTH_HEADER", "GET"), ("AUTH_HEADER", "POST"), ("QUERY", "GET"), ("BODY", "POST")]
)
@pytest.mark.parametrize("signature", ["HMAC-SHA1", "RSA-SHA1"])
@pytest.mark.parametrize("callback", [None, "oob"], ids=["1.0", "1.0a"])
def test_oauth_1_at_the_token_endpoint(
    world: World,
    callback: str | None,
    signature: str,
    place: str,
    method: str,
    situation: str,
    expected: tuple[int, str],
) -> None:
    """The first step takes parameters in the body, too; it answers 400 and a word."""
    keys = {"signature_method": "PLAINTEXT" if situation == "plain" else signature}
    keys |= {"timestamp": str(int(world.now[0]) - 601)} if situation == "stale" else {}
    keys |= {"callback_uri": callback} if callback else {}
    scope = urlencode({"scope": SCOPE})
    body, query = (scope, "") if place == "BODY" else (None, f"?{scope}")
    request = world.sign(method, STEP + query, place, body, **keys)
    told = answered(world, situation, request)
    problem = told.text.split("\n")[0] if told.status_code == 400 else ""
    assert (told.status_code, problem) == expected


# Without signatures


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        ("right", RIGHT),
        ("wrong domain", SITUATIONS["wrong domain"]),
        ("stale", ENDED),
        ("revoked", NOT_FOUND),
        ("no administrator", SITUATIONS["no administrator"]),
    ],
)
def test_client_login(world: World, method: str, situation: str, expected: tuple[int, str]) -> None:
    """A token of ClientLogin has no scope, no signature and no consumer; it ends after two weeks."""
    name, began = granted(situation)[1], world.now[0]
    token = world.new_client_login(name) if situation == "revoked" else world.token("client_login", name)
    if situation == "revoked":
        world.state.credentials.drop_bearer_token(token)
    world.now[0] += 15 * 24 * 3600 if situation == "stale" else 0
    request = (method, url_of(situation), {"Authorization": f"GoogleLogin auth={token}"})
    try:
        assert seen(world, situation, request) == expected
    finally:
        world.now[0] = began


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("secure", ["0", "1"], ids=["plain", "secure"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_auth_sub(world: World, secure: str, method: str, situation: str) -> None:
    """Only what is signed can be replayed or stale; a revoked token is forgotten."""
    which = ("auth_sub", secure, *granted(situation))
    token = world.new_auth_sub(*which[1:]) if situation == "revoked" else world.token(*which)
    if situation == "revoked":
        world.state.credentials.drop_bearer_token(token)
    url = url_of(situation)
    header = f'AuthSub token="{token}"'
    if secure == "1":
        header = world.auth_sub_header(token, method, url, 601 if situation == "stale" else 0)
    expected = SITUATIONS | {"revoked": NOT_FOUND}
    if secure == "0":
        expected |= {"replayed": RIGHT, "stale": RIGHT}
    assert seen(world, situation, (method, url, {"Authorization": header})) == expected[situation]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("place", ["header", "query"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_oauth_2(world: World, place: str, method: str, situation: str) -> None:
    """A bearer token is not signed, so that it may be sent again; it is stale after an hour."""
    scope, account = granted(situation)
    token = world.token("oauth2", scope, account, "revoked" if situation == "revoked" else "")
    began, url = world.now[0], url_of(situation)
    headers = {"Authorization": f"Bearer {token}"} if place == "header" else {}
    url = f"{url}?access_token={token}" if place == "query" else url
    world.now[0] += 3600 if situation == "stale" else 0
    expected = SITUATIONS | {"replayed": RIGHT, "stale": ENDED}
    try:
        assert seen(world, situation, (method, url, headers)) == expected[situation]
    finally:
        world.now[0] = began


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("header", [None, "Basic YTpi", "Digest x", "Negotiate x"])
def test_nothing_else_is_known(world: World, header: str | None, method: str) -> None:
    """A call without authorization, or with one that Google did not take."""
    headers = {} if header is None else {"Authorization": header}
    assert seen(world, "right", (method, url_of("right"), headers)) == UNKNOWN
