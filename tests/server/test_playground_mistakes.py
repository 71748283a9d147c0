"""What the Playground says when something is wrong: with a field, a step or a call."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest

from gdata_compat.server import rsa
from gdata_compat.server.domain.sql.database import DatabaseFailed
from gdata_compat.server.oauth1 import REQUEST_TOKEN_LIFETIME
from tests.fix_server import GOOGLE
from tests.fix_server_playground import USERS, Clock, Playground


@lru_cache
def pem(kind: str) -> str:
    """Make a key, `private` or `public`, in PEM."""
    key = rsa.new_private_key()
    return key if kind == "private" else rsa.public_key_pem(key)


WRONG_SETTINGS: dict[str, tuple[dict[str, Any], str, str]] = {
    "no scope": ({"scope": []}, "scopes", "Choose a scope"),
    "a scope that is no URL": ({"own_scopes": "user"}, "own_scopes", "'user' is none"),
    "too many scopes": (
        {"own_scopes": " ".join(f"http://h/{n}" for n in range(60))},
        "own_scopes",
        "more than 50",
    ),
    "no key": ({"consumer_key": " "}, "consumer_key", "Type the consumer key"),
    "an odd key": ({"consumer_key": "a\x00b"}, "consumer_key", "cannot be printed"),
    "a long key": ({"consumer_key": "k" * 301}, "consumer_key", "longer than 300"),
    "no secret": ({"consumer_secret": ""}, "consumer_secret", "Type the consumer secret"),
    "no private key": ({"signature_method": "RSA-SHA1"}, "private_key", "Paste the private key"),
    "no PEM": (
        {"signature_method": "RSA-SHA1", "private_key": "abc"},
        "private_key",
        "-----BEGIN PRIVATE KEY-----",
    ),
    "half a PEM": (
        {"signature_method": "RSA-SHA1", "private_key": "-----BEGIN PRIVATE KEY-----\nMII"},
        "private_key",
        "was it copied whole",
    ),
    "a public key": (
        {"signature_method": "RSA-SHA1", "private_key": "public"},
        "private_key",
        "a public key",
    ),
    "a provider without addresses": (
        {"provider": "other"},
        "request_url",
        "where a request token is asked for",
    ),
    "a provider by FTP": (
        {
            "provider": "other",
            "request_url": "ftp://h/",
            "authorize_url": "http://h/",
            "access_url": "http://h/",
        },
        "request_url",
        "Type the address",
    ),
}


def with_keys(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with a key in the place of its kind."""
    kind = fields.get("private_key")
    return fields | {"private_key": pem(kind)} if kind in ("private", "public") else fields


@pytest.mark.parametrize("case", WRONG_SETTINGS)
def test_wrong_settings_are_told_at_their_field(playground: Playground, case: str) -> None:
    """Above the form, with a link, and at the field; nothing is sent, and what was typed stays."""
    fields, name, said = WRONG_SETTINGS[case]
    outcome = playground.request_token(**with_keys(fields))
    page = playground.page
    assert outcome.startswith("Not done.")
    assert said in outcome
    assert f'<a href="#{name}">' in page
    assert f'id="{name}-problem"' in page
    assert re.search(rf'id="{name}"[^>]*aria-describedby="[^"]*{name}-problem"[^>]*aria-invalid="true"', page)
    assert "Every request that a button sends is shown here" in page


def test_a_locked_or_foreign_private_key_is_told(playground: Playground) -> None:
    """A key with a password, and one that is not RSA."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    def elliptic(locked: bool) -> str:
        how: Any = serialization.BestAvailableEncryption(b"x") if locked else serialization.NoEncryption()
        form = serialization.PrivateFormat.PKCS8
        key = ec.generate_private_key(ec.SECP256R1())
        return key.private_bytes(serialization.Encoding.PEM, form, how).decode()

    said = [
        playground.request_token(signature_method="RSA-SHA1", private_key=elliptic(locked))
        for locked in (True, False)
    ]
    assert ("locked with a password" in said[0], "not an RSA key" in said[1]) == (True, True)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown consumer": (
        {"consumer_key": "nobody.test"},
        "This server knows example.com and anonymous.",
    ),
    "wrong secret": (
        {"consumer_secret": "guess"},
        "They are equal, so the secret or the private key is not the right one.",
    ),
    "no public key": (
        {"signature_method": "RSA-SHA1", "private_key": "private"},
        "no public key is registered for this consumer. serve --consumer-public-key FILE registers one.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_first_step_is_explained(playground: Playground, case: str) -> None:
    """The server's answer, why, and what would help."""
    fields, said = REFUSED[case]
    outcome = playground.request_token(**with_keys(fields))
    assert outcome.startswith("Not done. The server answered 400")
    assert said in outcome


def test_denied_access_is_told(playground: Playground) -> None:
    """There is nothing to exchange then, and trying it gets the server's refusal."""
    playground.request_token()
    playground.authorize("deny")
    told = playground.outcome
    assert told == (
        "Not done. Access was denied, so that the request token is of no use. Begin again with Request token."
    )
    assert "the user pressed Deny. Begin again with Request token." in playground.press("access-token")


def test_an_expired_request_token_is_told(playground: Playground, clock: Clock) -> None:
    """An hour later it cannot be exchanged."""
    playground.request_token()
    playground.authorize()
    clock.now += REQUEST_TOKEN_LIFETIME + 1
    assert "the request token is too old. Begin again" in playground.press("access-token")


def test_a_request_token_that_nobody_allowed_is_told(playground: Playground) -> None:
    """Access token before Authorize."""
    playground.request_token()
    assert "nobody has allowed the request token" in playground.press("access-token")


def test_buttons_that_come_too_early_say_what_comes_first(playground: Playground) -> None:
    """Whatever is pressed in whatever order."""
    said = [playground.press(button) for button in ("access-token", "token-info", "revoke")]
    said.append(playground.call())
    assert playground.client.get("/playground/back?oauth_token=x").status_code == 303
    said.append(playground.outcome)
    assert [text.startswith("Not done.") for text in said] == [True] * 5
    listing = playground.client.get("/playground/retrieve_user.py")
    assert (listing.status_code, "take the three steps first" in listing.text) == (404, True)


def test_a_way_back_with_another_token_is_not_taken(playground: Playground) -> None:
    """A link that somebody else made decides nothing."""
    playground.request_token()
    playground.client.get("/playground/back?oauth_token=another&oauth_verifier=x")
    assert playground.outcome == "Not done. The browser came back with another token than it left with."


WRONG_CALLS = {
    "no address": ({"url": "user"}, "url", "which begins with https://"),
    "a foreign host": ({"url": "https://example.org/"}, "url", "stands in for Google's hosts only"),
    "a header without a colon": ({"headers": "GData-Version 3"}, "headers", "reads like GData-Version: 3.0"),
    "a header of ours": ({"headers": "authorization: x"}, "headers", "is written by the Playground itself"),
    "many headers": (
        {"headers": "\n".join(f"A-{n}: 1" for n in range(30))},
        "headers",
        "more than 20 headers",
    ),
    "an odd type": ({"content_type": "text/\x07"}, "content_type", "holds a character"),
    "a long body": ({"body": "x" * 150_001}, "body", "longer than 150000"),
}


@pytest.mark.parametrize("case", WRONG_CALLS)
def test_a_wrong_call_is_told_at_its_field(playground: Playground, case: str) -> None:
    """Nothing is sent."""
    fields, name, said = WRONG_CALLS[case]
    playground.three_steps()
    outcome = playground.call(**fields)
    assert said in outcome
    assert re.search(rf'id="{name}"[^>]*aria-invalid="true"', playground.page)
    assert "4. GET a feed" not in playground.page


def test_a_refused_call_is_explained(playground: Playground) -> None:
    """A scope that the token lacks, an entry that is missing, an address that cannot be signed."""
    playground.three_steps()
    said = [
        playground.call(url=f"{GOOGLE}/a/feeds/group/2.0/example.com"),
        playground.call(url=f"{USERS}/nobody"),
        playground.call(url=f"{USERS}?startUsername=[a]"),
    ]
    assert "AuthSub token has wrong scope: the token is for" in said[0]
    assert "The server answered 400 Bad Request: " in said[1]
    assert "it was not sent, since it cannot be signed" in said[2]


def test_a_form_that_is_too_large_is_told(playground: Playground) -> None:
    """In words, on a page; nothing is sent."""
    playground.three_steps()
    refused = playground.send("call", url=USERS, method="POST", body="x" * 9_000_000)
    assert (refused.status_code, "can have 150,000 characters" in refused.text) == (413, True)


def test_a_database_that_fails_is_told(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a page, with the status of what passes."""
    csrf = playground.csrf

    def fail(*_arguments: object) -> None:
        raise DatabaseFailed("the disk is full")

    monkeypatch.setattr(playground.state.page_sessions, "put", fail)
    answer = playground.client.post("/playground/token-info", data={"csrf": csrf})
    assert (answer.status_code, "The database does not answer" in answer.text) == (503, True)
