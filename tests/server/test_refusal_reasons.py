"""Why a request was refused, in words that help: in the log, in `--verbose`, and in a test's `requests`."""

from __future__ import annotations

import hmac
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

import oauthlib.oauth1
import pytest
from flask.testing import FlaskClient
from oauthlib.oauth1.rfc5849.signature import base_string_uri, signature_base_string

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import BearerToken, Consumer, OAuthToken, TokenKind
from gdata_compat.server.domain.oauth2 import OAuth2Kind, OAuth2Token
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.reasons import age, why_ended
from gdata_compat.server.state import State, state_of
from tests.fix_server import CONSUMER_SECRET, GOOGLE

FEED = "/a/feeds/example.com/user/2.0"
NOW = 1_795_000_000.0
USERS = f"{GOOGLE}/a/feeds/user/"


class Caller:
    """Signs calls of the user feed, in right ways and wrong ones, and knows what was recorded."""

    def __init__(self, client: FlaskClient, records: list[RequestRecord], clock: list[float]) -> None:
        self.client = client
        self.records = records
        self.clock = clock
        token = self.state.credentials.issue_access_token("example.com")
        self.key, self.secret = token.key, token.secret
        self.consumer = "example.com"

    @property
    def state(self) -> State:
        return state_of(self.client.application)

    def call(self, authorization: str, path: str = FEED) -> str:
        """Send a call for Google's host, and return why it was refused."""
        headers = {"Authorization": authorization} if authorization else {}
        routed = {"Host": "apps-apis.google.com", "X-Forwarded-Proto": "https"}
        self.client.get(path, headers=headers | routed)
        record = self.records[-1]
        assert record.is_refused
        return record.detail

    def sign(
        self,
        address: str = GOOGLE + FEED,
        method: str = "GET",
        key: str | None = None,
        **changes: Any,
    ) -> str:
        """Return the header of a call of `address`, signed with `key`; `changes` are of parameters."""
        given = {
            "oauth_consumer_key": self.consumer,
            "oauth_token": self.key,
            "oauth_nonce": "n1",
            "oauth_timestamp": str(int(self.clock[0])),
            "oauth_signature_method": "HMAC-SHA1",
            "oauth_version": "1.0",
        } | changes
        parameters = {name: value for name, value in given.items() if value is not None}
        normal = "&".join(f"{escape(n)}={escape(v)}" for n, v in sorted(parameters.items()))
        base: str = signature_base_string(method, base_string_uri(address), normal)  # type: ignore[arg-type]
        secret = f"{escape(CONSUMER_SECRET)}&{escape(self.secret)}" if key is None else key
        signature = b64encode(hmac.new(secret.encode(), base.encode(), "sha1").digest()).decode()
        parameters["oauth_signature"] = signature
        return "OAuth " + ", ".join(f'{name}="{escape(value)}"' for name, value in parameters.items())


def escape(text: str) -> str:
    return quote(text, safe="~")


@pytest.fixture
def caller(records: list[RequestRecord]) -> Iterator[Caller]:
    clock = [NOW]
    app = create_app(
        sample=2, consumer_secret=CONSUMER_SECRET, on_request=records.append, clock=lambda: clock[0]
    )
    yield Caller(app.test_client(), records, clock)
    state_of(app).close()


def test_the_caller_of_these_tests_signs_well(caller: Caller) -> None:
    """So that what is refused below is refused for its one mistake."""
    answer = caller.client.get(
        FEED,
        headers={
            "Authorization": caller.sign(),
            "Host": "apps-apis.google.com",
            "X-Forwarded-Proto": "https",
        },
    )
    assert answer.status_code == 200


TIMES = {
    -720: "the timestamp is 12 minutes behind the server's clock (2026-11-18 11:06:40 UTC); 10 minutes are",
    7200: "the timestamp is 2 hours ahead of the server's clock (2026-11-18 11:06:40 UTC); 10 minutes are",
    NOW * 999: "oauth_timestamp is the number of seconds since 1970, in ten digits",
}


@pytest.mark.parametrize(("seconds", "detail"), TIMES.items())
def test_how_wrong_a_clock_is(caller: Caller, seconds: float, detail: str) -> None:
    """In the unit that people would say it in."""
    assert detail in caller.call(caller.sign(oauth_timestamp=str(int(NOW + seconds))))


def test_which_nonce_was_used_before(caller: Caller) -> None:
    """And when it was sent."""
    header = caller.sign(oauth_nonce="abc123")
    routed = {"Host": "apps-apis.google.com", "X-Forwarded-Proto": "https"}
    caller.client.get(FEED, headers=routed | {"Authorization": header})
    detail = f"the nonce 'abc123' of the timestamp {int(NOW)} was used before"
    assert caller.call(header).startswith(detail)
    assert caller.records[-1].base_string is not None


def _key(make: Callable[[str, str], str]) -> Callable[[Caller], str]:
    return lambda caller: caller.sign(key=make(CONSUMER_SECRET, caller.secret))


MISTAKES = {
    "without the secret of the token": _key(lambda first, _: f"{escape(first)}&"),
    "without the secret of the consumer": _key(lambda _, second: f"&{escape(second)}"),
    "with the two secrets in the wrong order": _key(lambda a, b: f"{escape(b)}&{escape(a)}"),
    "without the ampersand between the secrets": _key(lambda a, b: escape(a) + escape(b)),
    "did not percent-encode the secrets": _key(lambda a, b: f"{a}&{b}"),
    "percent-encoded the secrets twice": _key(lambda a, b: f"{escape(escape(a))}&{escape(escape(b))}"),
    "the client signed POST, and sent GET": lambda caller: caller.sign(method="POST"),
    f"signed http{GOOGLE[5:]}{FEED}, and sent": lambda caller: caller.sign(f"http{GOOGLE[5:]}{FEED}"),
    f"signed {GOOGLE}{FEED}/, and sent": lambda caller: caller.sign(f"{GOOGLE}{FEED}/"),
    "signed https://apps-apis.google.com:8080/a": lambda caller: caller.sign(f"{GOOGLE}:8080{FEED}"),
    "if they are equal, a secret differs": _key(lambda _first, _second: "nonsense"),
}


@pytest.mark.parametrize(("detail", "sign"), MISTAKES.items(), ids=MISTAKES)
def test_what_is_wrong_with_a_signature(caller: Caller, detail: str, sign: Callable[[Caller], str]) -> None:
    """The usual mistakes are found by trying them; the base string of the server is there to compare."""
    shown = caller.call(sign(caller))
    assert detail in shown
    assert (caller.secret in shown, CONSUMER_SECRET in shown) == (False, False)
    assert caller.records[-1].base_string is not None


def test_parameters_that_were_not_signed(caller: Caller) -> None:
    """Those of the query."""
    detail = caller.call(caller.sign(), f"{FEED}?startUsername=b")
    assert "did not sign the parameters of the query" in detail


def test_which_consumer_is_unknown(caller: Caller) -> None:
    """By the key that was sent."""
    caller.consumer = "exmaple.com"
    assert (
        caller.call(caller.sign()) == "no consumer key 'exmaple.com' is registered (the domain's name is one)"
    )


def test_when_a_consumer_was_disabled(caller: Caller) -> None:
    """And nothing of it once it is enabled again."""
    credentials = caller.state.credentials
    credentials.enable_consumer("example.com", False)
    caller.clock[0] += 180
    assert caller.call(caller.sign()) == (
        "the consumer 'example.com' was disabled 3 minutes ago (2026-11-18 11:06:40 UTC)"
    )
    credentials.enable_consumer("example.com")
    assert credentials.disabled_at("example.com") is None


@pytest.mark.parametrize("way", ["by its key", "by a person", "with the account"])
def test_when_a_token_was_revoked(caller: Caller, way: str) -> None:
    """Whoever revoked it."""
    if way == "by its key":
        caller.state.credentials.revoke_oauth_token(caller.key)
    elif way == "by a person":
        caller.state.issued.revoke(caller.key)
    else:
        caller.state.issued.revoke_all("")
    caller.clock[0] += 240
    detail = caller.call(caller.sign())
    assert detail == f"the token '{caller.key}' was revoked 4 minutes ago (2026-11-18 11:06:40 UTC)"


def test_a_token_of_another_step_or_consumer(caller: Caller) -> None:
    """Is not simply unknown."""
    credentials = caller.state.credentials
    credentials.add_consumer(Consumer("other.test", "x"))
    asked = OAuthToken("4/asked", "s", TokenKind.OAUTH_REQUEST, "example.com", (USERS,))
    credentials.add_oauth_token(asked)
    other = credentials.issue_access_token("other.test")
    step = caller.call(caller.sign(oauth_token="4/asked"))
    consumer = caller.call(caller.sign(oauth_token=other.key))
    assert step == "the token '4/asked' is a request token: exchange it for an access token first"
    assert consumer == f"the token '{other.key}' was issued to 'other.test', not to 'example.com'"


def test_which_scope_is_there_and_which_is_needed(caller: Caller) -> None:
    """Both are named."""
    groups = f"{GOOGLE}/a/feeds/group/"
    token = caller.state.credentials.issue_access_token("example.com", scopes=(groups,))
    caller.key, caller.secret = token.key, token.secret
    detail = caller.call(caller.sign())
    assert detail.startswith(f"the token is for {groups}, and this call needs one for {GOOGLE}/a/feeds/")


@pytest.mark.parametrize(
    ("consumer", "query", "detail"),
    [
        ("example.com", "", "it is missing"),
        ("example.com", "?xoauth_requestor_id=a@other.test", "'a@other.test' is no address of example.com"),
        ("anonymous", "?xoauth_requestor_id=a@example.com", "'anonymous' has no domain, and needs a token"),
    ],
)
def test_for_whom_a_call_without_a_token_is(caller: Caller, consumer: str, query: str, detail: str) -> None:
    """Somebody of the consumer's domain."""
    secret = "anonymous" if consumer == "anonymous" else CONSUMER_SECRET
    signer = oauthlib.oauth1.Client(consumer, secret, timestamp=str(int(NOW)))
    _, headers, _ = signer.sign(GOOGLE + FEED + query)
    assert detail in caller.call(headers["Authorization"], FEED + query)


@pytest.mark.parametrize(
    ("authorization", "detail"),
    [
        ("", "none was sent"),
        ("Digest x", "the scheme digest is not one of them"),
        ("ya29.a-secret-token", "begins with no scheme"),
    ],
)
def test_what_is_no_authorization(caller: Caller, authorization: str, detail: str) -> None:
    """A token without its scheme is shown nowhere."""
    assert detail in caller.call(authorization)
    assert "a-secret-token" not in caller.records[-1].text()


def test_when_a_bearer_token_ended(caller: Caller) -> None:
    """Revoked or expired, of OAuth 2.0, ClientLogin and AuthSub."""
    current = caller.state
    told = []
    for expires in (None, NOW + 60):
        token = OAuth2Token(
            OAuth2Kind.ACCESS, "example.com", "a@example.com", (USERS,), str(expires), expires=expires
        )
        value = current.oauth2.issue(token)
        if expires is None:
            current.oauth2.revoke(value)
        caller.clock[0] = NOW + 180
        told.append(caller.call(f"Bearer {value}"))
        caller.clock[0] = NOW
    assert [text.partition(" (")[0] for text in told] == [
        "the access token was revoked 3 minutes ago",
        "the access token expired 2 minutes ago",
    ]


def test_a_token_that_was_used_up_or_revoked_says_when(caller: Caller) -> None:
    """Though it is not kept any more."""
    credentials = caller.state.credentials
    login = credentials.issue_bearer_token(BearerToken(TokenKind.CLIENT_LOGIN, "alice@example.com"))
    once = credentials.issue_bearer_token(
        BearerToken(TokenKind.AUTH_SUB_ONCE, "alice@example.com", (USERS,), "http://site.test/")
    )
    for value in (login, once):
        credentials.drop_bearer_token(value)
    caller.clock[0] += 600
    told = [caller.call(f"GoogleLogin auth={login}"), caller.call(f'AuthSub token="{once}"')]
    assert told == ["the token was used up or revoked 10 minutes ago (2026-11-18 11:06:40 UTC)"] * 2


def test_an_old_request_token_says_how_old_it_is(caller: Caller) -> None:
    """On the page that would have allowed it."""
    asked = OAuthToken("4/asked", "s", TokenKind.OAUTH_REQUEST, "example.com", (USERS,))
    caller.state.credentials.add_oauth_token(asked)
    caller.clock[0] += 3 * 3600
    page = f"/accounts/OAuthAuthorizeToken?{urlencode({'oauth_token': '4/asked'})}"
    assert caller.call("", page) == "the request token is 3 hours old; it is good for 60 minutes"


def test_endings_are_forgotten_after_a_month(caller: Caller) -> None:
    """Whoever ends something sweeps."""
    credentials = caller.state.credentials
    credentials.revoke_oauth_token(caller.key)
    assert credentials.revoked_at(caller.key) == NOW
    caller.clock[0] += 31 * 86400
    credentials.enable_consumer("anonymous", False)
    assert credentials.revoked_at(caller.key) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (7200, "2 hours"),
        (2 * 86400, "2 days"),
        (56 * 365 * 86400, "56 years"),
    ],
)
def test_ages_are_told_in_the_largest_unit(seconds: float, text: str) -> None:
    """Of which there are two at least."""
    assert age(seconds) == text


def test_what_ended_at_an_unknown_time() -> None:
    """Nothing is made up."""
    assert why_ended("it was revoked", None, time.time()) == "it was revoked"


def test_which_input_is_at_fault_and_why(caller: Caller) -> None:
    """With what is wanted instead."""
    detail = caller.call(caller.sign(f"{GOOGLE}{FEED}/nobody"), f"{FEED}/nobody")
    assert detail == "EntityDoesNotExist (1301): 'nobody': nothing in this domain has that name"
