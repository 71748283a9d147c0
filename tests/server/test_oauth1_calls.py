"""Signed calls, three- and two-legged, HMAC-SHA1 and RSA-SHA1: what is let in and what is refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import oauthlib.oauth1
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import Consumer
from gdata_compat.server.domain.users import User
from gdata_compat.server.serving import ServerThread
from tests.fix_server import CONSUMER_SECRET, GOOGLE, SignedClient
from tests.server.test_oauth1_steps import Steps, steps

__all__ = ["steps"]

ALICE = "/a/feeds/example.com/user/2.0/alice"
SCOPE = f"{GOOGLE}/a/feeds/user/"


def refusal(client: SignedClient, **changes: str) -> tuple[int, str]:
    """Send a call with some of the client's values changed; return status and reason phrase."""
    for name, value in changes.items():
        setattr(client, name, value)
    answer = client.get(ALICE)
    return answer.status_code, answer.reason


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"consumer_secret": "wrong"}, (401, "Token invalid - Invalid signature")),
        ({"secret": "wrong"}, (401, "Token invalid - Invalid signature")),
        ({"key": "1/unknown"}, (401, "Token invalid - Invalid token: Token not found")),
        ({"key": "x" * 5000}, (400, "Bad Request - OAuth parameter missing or malformed")),
        ({"key": "a\0b"}, (400, "Bad Request - OAuth parameter missing or malformed")),
        ({"consumer_key": "example.net"}, (401, "Token invalid - Consumer key unknown")),
        ({"consumer_key": "anonymous"}, (401, "Token invalid - Invalid token: Token not found")),
    ],
    ids=["consumer secret", "token secret", "token", "long token", "NUL", "consumer", "another's token"],
)
def test_calls_that_are_refused(
    signed: SignedClient, changes: dict[str, str], expected: tuple[int, str]
) -> None:
    """Each has its reason phrase in the HTTP status line."""
    assert refusal(signed, **changes) == expected


def test_without_authorization_the_header_is_unknown(server: ServerThread) -> None:
    """A call without Authorization, or with a scheme that nobody knows, gets Google's 401."""
    url = server.url + ALICE
    answers = [
        requests.get(url, headers=h, timeout=30)
        for h in ({}, {"Authorization": "Digest x"}, {"Authorization": "Basic eDp5"})
    ]
    assert {(a.status_code, a.reason) for a in answers} == {(401, "Unknown authorization header")}
    assert "<H1>Unknown authorization header</H1>\n<H2>Error 401</H2>" in answers[0].text


def test_another_domain_is_refused(signed: SignedClient) -> None:
    """The reason phrase of a domain that the token has nothing to do with is Google's."""
    answer = signed.get("/a/feeds/example.net/user/2.0/alice")
    assert (answer.status_code, answer.reason) == (403, "Invalid domain.")


def test_a_nonce_is_good_once(server: ServerThread, signed: SignedClient) -> None:
    """The same signed call a second time is refused."""
    headers = signed.sign("GET", ALICE)
    answers = [requests.get(server.url + ALICE, headers=headers, timeout=30) for _ in range(2)]
    assert [(a.status_code, a.reason) for a in answers] == [(200, "OK"), (401, "Token invalid - Nonce used")]


def test_a_badly_signed_call_uses_up_no_nonce(server: ServerThread, signed: SignedClient) -> None:
    """Who cannot sign cannot spoil the nonces of who can."""
    headers = signed.sign("GET", ALICE)
    forged = headers | {
        "Authorization": headers["Authorization"].replace('oauth_signature="', 'oauth_signature="x')
    }
    statuses = [
        requests.get(server.url + ALICE, headers=h, timeout=30).status_code for h in (forged, headers)
    ]
    assert statuses == [401, 200]


@pytest.mark.parametrize(("seconds", "status"), [(-720, 401), (-540, 200), (540, 200), (720, 401)])
def test_timestamps_may_be_ten_minutes_off(
    server: ServerThread, signed: SignedClient, seconds: int, status: int
) -> None:
    """Older and newer ones are refused, and the record says by how much."""
    client = oauthlib.oauth1.Client(
        "example.com", CONSUMER_SECRET, signed.key, signed.secret, timestamp=str(int(time.time()) + seconds)
    )
    _, headers, _ = client.sign(server.url + ALICE)
    assert requests.get(server.url + ALICE, headers=headers, timeout=30).status_code == status


@pytest.mark.parametrize(
    "header",
    [
        "OAuth =",
        "OAuth nonsense",
        'OAuth oauth_token="1", oauth_token="2"',
        'OAuth oauth_consumer_key="example.com"',
        (
            'OAuth oauth_consumer_key="example.com", oauth_token="x", oauth_signature_method="PLAINTEXT", '
            'oauth_signature="x", oauth_timestamp="1234567890", oauth_nonce="1"'
        ),
        (
            'OAuth oauth_consumer_key="example.com", oauth_token="x", oauth_signature_method="HMAC-SHA1", '
            'oauth_signature="x", oauth_timestamp="tomorrow..", oauth_nonce="1"'
        ),
        (
            'OAuth oauth_consumer_key="example.com", oauth_token="x", oauth_signature_method="HMAC-SHA1", '
            'oauth_signature="x", oauth_timestamp="1234567890", oauth_nonce="1", oauth_version="2.0"'
        ),
        (
            'OAuth oauth_consumer_key="%ff%00", oauth_token="%ff", oauth_signature_method="HMAC-SHA1", '
            'oauth_signature="%ff", oauth_timestamp="1234567890", oauth_nonce="%ff"'
        ),
    ],
    ids=["empty", "no pairs", "twice", "incomplete", "PLAINTEXT", "timestamp", "version", "bytes"],
)
def test_malformed_authorization_is_a_bad_request(server: ServerThread, header: str) -> None:
    """Nothing that a header can hold makes the server fail."""
    answer = requests.get(server.url + ALICE, headers={"Authorization": header}, timeout=30)
    assert answer.status_code == 400


@pytest.mark.parametrize("host", ["a b", "h:99999", "[::1", "h:x", "@", ""])
def test_odd_hosts_are_no_failure_of_the_server(
    server: ServerThread, signed: SignedClient, host: str
) -> None:
    """A Host header that no client signs gets an answer."""
    headers = signed.sign("GET", ALICE) | {"Host": host}
    assert requests.get(server.url + ALICE, headers=headers, timeout=30).status_code in (400, 401)


@pytest.mark.parametrize(
    "origin",
    [
        "https://apps-apis.google.com",
        "http://apps-apis.google.com",
        "https://APPS-apis.google.com:443",
        "http://apps-apis.google.com:80",
        "http://apps-apis.google.com:8080",
        "https://apps-apis.google.com:80",
    ],
)
def test_the_signed_address_is_that_of_host_and_forwarded_proto(signed: SignedClient, origin: str) -> None:
    """A client that is routed here signs the URL that it meant."""
    signed.origin = origin
    assert signed.get(ALICE).status_code == 200


def test_the_servers_own_address_may_be_signed(server: ServerThread, signed: SignedClient) -> None:
    """A client that knows nothing of routing signs what it talks to."""
    client = oauthlib.oauth1.Client("example.com", CONSUMER_SECRET, signed.key, signed.secret)
    url, headers, _ = client.sign(server.url + ALICE)
    assert requests.get(url, headers=headers, timeout=30).status_code == 200


@pytest.mark.parametrize(
    ("scopes", "status"),
    [
        ((), 200),
        ((SCOPE,), 200),
        (("http://apps-apis.google.com/a/feeds/user/",), 200),
        ((f"{GOOGLE}/a/feeds/",), 200),
        ((f"{GOOGLE}/a/feeds/groups/", f"{GOOGLE}/a/feeds/example.com/user/"), 200),
        ((f"{GOOGLE}/a/feeds/groups/",), 401),
        (("https://www.google.com/m8/feeds/",), 401),
    ],
)
def test_a_token_opens_the_feeds_of_its_scopes(
    server: ServerThread, scopes: tuple[str, ...], status: int
) -> None:
    """The scope of the user feed, a folder above it, or the path itself will do; others will not."""
    token = server.state.credentials.issue_access_token("example.com", scopes=scopes)
    answer = SignedClient(server.url, token.key, token.secret).get(ALICE)
    reason = "OK" if status == 200 else "Token invalid - AuthSub token has wrong scope"
    assert (answer.status_code, answer.reason) == (status, reason)


@pytest.mark.parametrize(
    ("account", "status"),
    [
        ("", 200),
        ("admin@example.com", 200),
        ("alice@example.com", 200),
        ("bruno@example.com", 403),
        ("gone@example.com", 403),
        ("admin@example.net", 403),
    ],
)
def test_only_administrators_may_use_the_api(server: ServerThread, account: str, status: int) -> None:
    """A token acts for its account, which must be an administrator of the domain."""
    token = server.state.credentials.issue_access_token("example.com", account)
    answer = SignedClient(server.url, token.key, token.secret).get(ALICE)
    assert answer.status_code == status
    assert status == 200 or answer.reason == "You are not authorized to access this API"


def test_a_suspended_administrator_may_not(server: ServerThread) -> None:
    """Suspending takes the rights away at once."""
    server.state.domain.users.create(User("dora", "D", "D", admin=True, suspended=True))
    token = server.state.credentials.issue_access_token("example.com", "dora@example.com")
    assert SignedClient(server.url, token.key, token.secret).get(ALICE).status_code == 403


def test_a_revoked_token_is_refused(steps: Steps, server: ServerThread, signed: SignedClient) -> None:
    """AuthSubRevokeToken, signed with the token, ends it."""
    keys = {"resource_owner_key": signed.key, "resource_owner_secret": signed.secret}
    revoked = steps.call("AuthSubRevokeToken", **keys)
    answer = signed.get(ALICE)
    expected = (401, "Token invalid - Invalid token: Token disabled, revoked, or expired.")
    assert (revoked.status_code, (answer.status_code, answer.reason)) == (200, expected)


def test_token_info_tells_target_and_scope(steps: Steps, server: ServerThread) -> None:
    """AuthSubTokenInfo answers for OAuth tokens too."""
    token = server.state.credentials.issue_access_token("example.com", scopes=[SCOPE])
    keys = {"resource_owner_key": token.key, "resource_owner_secret": token.secret}
    answer = steps.call("AuthSubTokenInfo", **keys)
    assert answer.text == f"Target=example.com\nScope={SCOPE}\nSecure=true\n"


def test_a_disabled_consumer_is_refused(server: ServerThread, signed: SignedClient) -> None:
    """Disabling a consumer takes its tokens' rights away."""
    store = server.state.credentials
    store.add_consumer(Consumer("example.com", CONSUMER_SECRET, "example.com", enabled=False))
    assert refusal(signed) == (401, "Token invalid - Consumer key refused")


# Two-legged


def two_legged(
    server: ServerThread, requestor: str | None, key: str = "example.com", secret: str = CONSUMER_SECRET
) -> requests.Response:
    """Send a call without a token."""
    query = "" if requestor is None else "?" + urlencode({"xoauth_requestor_id": requestor})
    url, headers, _ = oauthlib.oauth1.Client(key, secret).sign(server.url + ALICE + query)
    return requests.get(url, headers=headers, timeout=30)


@pytest.mark.parametrize(
    ("requestor", "status"),
    [
        ("alice@example.com", 200),
        ("Admin@Example.com", 200),
        ("bruno@example.com", 403),
        ("nobody@example.com", 403),
        ("alice@example.net", 403),
        ("alice", 403),
        (None, 403),
    ],
)
def test_two_legged_calls_act_for_the_requestor(
    server: ServerThread, requestor: str | None, status: int
) -> None:
    """`xoauth_requestor_id` must name an administrator of the consumer's own domain."""
    assert two_legged(server, requestor).status_code == status


def test_anonymous_has_no_domain_to_act_for(server: ServerThread) -> None:
    """Two-legged calls need a registered consumer."""
    assert two_legged(server, "alice@example.com", "anonymous", "anonymous").status_code == 403


# RSA-SHA1


@pytest.fixture(scope="module")
def rsa_key() -> tuple[str, str]:
    """A private and a public key in PEM."""
    key = rsa.generate_private_key(65537, 2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


@pytest.fixture
def rsa_server(rsa_key: tuple[str, str]) -> Iterator[ServerThread]:
    """A server whose domain has registered a public key."""
    with ServerThread(create_app(sample=1, consumer_public_key=rsa_key[1])) as running:
        yield running


def rsa_call(server: ServerThread, private: str, origin: str, **token: str) -> int:
    """Send a call signed with RSA-SHA1 and return its status."""
    client = oauthlib.oauth1.Client("example.com", signature_method="RSA-SHA1", rsa_key=private, **token)
    url, headers, _ = client.sign(f"{origin}{ALICE}?b=%20&a%5B=1&a1=2")
    parts = urlsplit(url)
    routed = {"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme}
    address = server.url + url[len(origin) :]
    return requests.get(address, headers=headers | routed, timeout=30).status_code


def test_calls_may_be_signed_with_rsa(rsa_server: ServerThread, rsa_key: tuple[str, str]) -> None:
    """The consumer's public key verifies; another key's signature is refused."""
    token = rsa_server.state.credentials.issue_access_token("example.com")
    keys = {"resource_owner_key": token.key, "resource_owner_secret": token.secret}
    other = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    assert rsa_call(rsa_server, rsa_key[0], GOOGLE, **keys) == 200
    assert rsa_call(rsa_server, other.decode(), GOOGLE, **keys) == 401


def test_without_a_public_key_rsa_is_refused(
    server: ServerThread, signed: SignedClient, rsa_key: tuple[str, str]
) -> None:
    """A consumer that registered none cannot sign with RSA."""
    keys = {"resource_owner_key": signed.key, "resource_owner_secret": signed.secret}
    assert rsa_call(server, rsa_key[0], GOOGLE, **keys) == 400


def test_a_key_that_is_none_is_refused_when_it_is_registered() -> None:
    """A malformed key is an error at the start, not at the first call."""
    with pytest.raises(ValueError, match="no readable PEM"):
        create_app(consumer_public_key="-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----")
