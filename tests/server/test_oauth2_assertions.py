"""Service accounts: assertions signed by a key that is registered (RFC 7523)."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from gdata_compat.server.domain.users import UserChanges
from tests.fix_server import GOOGLE
from tests.fix_tokens import ASSERTION, AUDIENCE, SCOPE, Google, private_pem


@pytest.mark.parametrize("path", ["/o/oauth2/token", "/oauth2/v4/token", "/token"])
def test_an_assertion_gives_a_token_that_acts_for_a_user(google: Google, path: str) -> None:
    """At each address that Google's token endpoint had."""
    status, answer = google.post(path, grant_type=ASSERTION, assertion=google.assertion(), client_id="")
    assert (status, sorted(answer)) == (200, ["access_token", "expires_in", "token_type"])
    assert google.get(answer["access_token"]) == (200, "OK")


def test_without_a_subject_the_robot_acts_for_itself(google: Google) -> None:
    """Which is no administrator of the domain."""
    token = google.assert_as(drop="sub")[1]["access_token"]
    assert google.get(token) == (403, "You are not authorized to access this API")


OTHER_KEY = private_pem(rsa.generate_private_key(65537, 2048))
NOW = 1_400_000_000


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"key": OTHER_KEY}, (400, "invalid_grant", "Invalid JWT Signature.")),
        ({"key": "x" * 40, "algorithm": "HS256"}, (400, "invalid_grant", "Invalid JWT Signature.")),
        ({"key": None, "algorithm": "none"}, (400, "invalid_grant", "Invalid JWT Signature.")),
        ({"iss": "nobody@example.com"}, (400, "invalid_grant", "Invalid grant: account not found")),
        ({"aud": "https://example.com/"}, (400, "invalid_grant", "Invalid JWT: Failed audience")),
        ({"aud": [AUDIENCE]}, (400, "invalid_grant", "Invalid JWT: Failed audience")),
        ({"exp": NOW + 3601}, (400, "invalid_grant", "Invalid JWT: Token must be")),
        ({"iat": NOW - 3600, "exp": NOW - 301}, (400, "invalid_grant", "Invalid JWT: Token must be")),
        ({"iat": NOW + 301, "exp": NOW + 900}, (400, "invalid_grant", "Invalid JWT: Token must be")),
        ({"drop": "exp"}, (400, "invalid_grant", "Invalid JWT: Token must be")),
        ({"iat": "now"}, (400, "invalid_grant", "Invalid JWT: Token must be")),
        ({"scope": ""}, (400, "invalid_scope", "Empty or missing scope")),
        ({"scope": "a\0b"}, (400, "invalid_scope", "Empty or missing scope")),
        ({"scope": [SCOPE]}, (400, "invalid_scope", "Empty or missing scope")),
        ({"exp": float("nan")}, (400, "invalid_grant", "Invalid JWT: Token must be")),
        ({"sub": ["alice@example.com"]}, (400, "invalid_grant", "Invalid email or User ID")),
        ({"sub": "nobody@example.com"}, (400, "invalid_grant", "Invalid email or User ID")),
        ({"sub": "chiara@example.com"}, (400, "invalid_grant", "Invalid email or User ID")),
        ({"sub": "alice@example.net"}, (400, "invalid_grant", "Invalid email or User ID")),
        ({"scope": f"{SCOPE} {GOOGLE}/a/feeds/"}, (401, "unauthorized_client", "Client is unauthorized")),
    ],
    ids=[
        "another key",
        "HMAC",
        "no signature",
        "nobody",
        "audience",
        "audiences",
        "too long",
        "too late",
        "too early",
        "no end",
        "no time",
        "no scope",
        "NUL in scope",
        "list of scopes",
        "no number",
        "list of subjects",
        "no user",
        "suspended",
        "another domain",
        "not delegated",
    ],
)
@pytest.mark.filterwarnings("ignore:.*key length.*")
def test_assertions_that_are_refused(claims: dict[str, Any], expected: tuple[int, str, str]) -> None:
    """Each with Google's error."""
    google = Google(scopes=(SCOPE,))
    google.state.domain.users.update("chiara", UserChanges(suspended=True))
    status, answer = google.assert_as(**claims)
    assert (status, answer["error"]) == expected[:2]
    assert answer["error_description"].startswith(expected[2])


NESTED = ".".join((base64.urlsafe_b64encode(b'{"alg":"RS256"}').decode(), "W1tb" * 100_000, "x"))


@pytest.mark.parametrize(
    "assertion", ["", "x", "a.b.c", "\0", "é.é.é", base64.b64encode(b"{}").decode() * 3, "x" * 10_000, NESTED]
)
def test_junk_is_no_assertion(google: Google, assertion: str) -> None:
    """An error, not a failure."""
    status, answer = google.post(grant_type=ASSERTION, assertion=assertion, client_id="")
    assert (status, answer["error"] in ("invalid_request", "invalid_grant")) == (400, True)


def test_a_service_account_that_is_not_registered_any_more_is_refused(google: Google) -> None:
    """Its tokens go with it."""
    token = google.assert_as()[1]["access_token"]
    with google.state.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM service_accounts")
    assert google.get(token) == (401, "Token invalid - Consumer key unknown")
