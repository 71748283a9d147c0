"""The Playground over HTTP: its steps, what it says when something is wrong, and what it keeps to itself."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

import gdata_compat
from gdata_compat.server import rsa
from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import Consumer, TokenKind
from gdata_compat.server.domain.sql.database import DatabaseFailed
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.oauth1 import REQUEST_TOKEN_LIFETIME
from gdata_compat.server.playground import scopes, sessions
from gdata_compat.server.state import state_of
from tests.fix_server import CONSUMER_SECRET, GOOGLE
from tests.fix_server_playground import SCOPE, USERS, Clock, Playground, hidden, text_of

ENTRY = """<atom:entry xmlns:atom="http://www.w3.org/2005/Atom" xmlns:apps="http://schemas.google.com/apps/2006">
<atom:category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/apps/2006#user"/>
<apps:login userName="{name}" password="a good password"/>
<apps:name familyName="Doe" givenName="{given}"/></atom:entry>"""


def test_three_steps_give_a_token_that_works(playground: Playground) -> None:
    """Request token, Allow, Access token; the token is one of the domain's owner, for what was chosen."""
    said = [playground.request_token(), playground.authorize() and playground.outcome]
    said.append(playground.press("access-token"))
    key, secret = playground.token
    kept = playground.state.credentials.oauth_token(key, TokenKind.OAUTH_ACCESS)
    assert kept is not None
    assert (kept.secret, kept.scopes, kept.account) == (secret, (SCOPE,), "admin@example.com")
    assert [text.partition(".")[0] for text in said] == ["Done", "Done", "Done"]


def test_every_request_is_shown(playground: Playground, clock: Clock) -> None:
    """With its headers, the signature base string, the answer and its headers; XML with an element a line."""
    playground.three_steps()
    playground.call()
    page = text_of(playground.page)
    for part in (
        "1. Request token ✓ 200 OK",
        "2. Authorize ✓",
        "3. Access token ✓ 200 OK",
        "4. GET a feed ✓ 200 OK",
        f"GET {USERS} Host: apps-apis.google.com Authorization: OAuth oauth_nonce=",
        "GET&https%3A%2F%2Fapps-apis.google.com%2Fa%2Ffeeds%2Fexample.com%2Fuser%2F2.0&oauth_consumer_key",
        f"oauth_timestamp%3D{clock.now:.0f}",
        "GET&https%3A%2F%2Fwww.google.com%2Faccounts%2FOAuthGetRequestToken&",
        f"Decoded GET {USERS} oauth_consumer_key=example.com oauth_nonce=",
        "Content-Type: application/atom+xml",
        'userName="alice"',
    ):
        assert part in page
    assert re.search(r"\n {4}&lt;apps:login userName=&#34;alice&#34;", playground.page)


def test_rsa_sha1_signs_with_a_pasted_key(playground: Playground) -> None:
    """The server has the public half."""
    key = rsa.new_private_key()
    consumer = Consumer("example.com", CONSUMER_SECRET, "example.com", rsa.public_key_pem(key))
    playground.state.credentials.add_consumer(consumer)
    chosen = {"signature_method": "RSA-SHA1", "private_key": key, "consumer_secret": ""}
    assert playground.three_steps(**chosen).startswith("Done")
    assert playground.call().startswith("Done")
    page = playground.page
    assert "oauth_signature_method=&#34;RSA-SHA1&#34;" in page
    assert "OAuthSignatureMethod.RSA_SHA1" in page
    assert key.splitlines()[1] not in page


def test_the_code_may_be_typed_in(playground: Playground) -> None:
    """Out of band the consent page shows a verification code."""
    playground.request_token(callback="oob")
    shown = playground.authorize()
    code = re.search(r'<code id="verifier">([^<]+)<', shown.text)
    assert code is not None
    assert playground.press("access-token", verifier="wrong").startswith("Not done")
    assert playground.press("access-token", verifier=code[1]).startswith("Done")


def test_own_scopes_are_asked_for(playground: Playground) -> None:
    """They stand beside those that were chosen, and in their field again."""
    own = f"{GOOGLE}/a/feeds/group/2.0/example.com"
    playground.request_token(own_scopes=own)
    asked = re.search(r"scope=([^ &]+)", text_of(playground.page))
    assert asked is not None
    assert dict(parse_qsl(asked[0])) == {"scope": f"{SCOPE} {own}"}
    assert f">\n{own}</textarea>" in playground.page


def test_post_put_and_delete_send_their_bodies(playground: Playground) -> None:
    """A user is made, renamed and deleted."""
    playground.three_steps()
    made = playground.call(
        "POST", body=ENTRY.format(name="dora", given="Dora"), content_type="application/atom+xml"
    )
    changed = playground.call(
        "PUT",
        f"{USERS}/dora",
        body=ENTRY.format(name="dora", given="Theodora"),
        content_type="application/atom+xml",
    )
    given = playground.state.domain.users.get("dora").given_name
    gone = playground.call("DELETE", f"{USERS}/dora", body="not sent")
    assert [text.split(" in ")[0] for text in (made, changed, gone)] == [
        "Done. POST was answered 201 Created",
        "Done. PUT was answered 200 OK",
        "Done. DELETE was answered 200 OK",
    ]
    assert (given, playground.state.domain.users.count()) == ("Theodora", 3)


def test_further_headers_are_sent(playground: Playground, records: list[RequestRecord]) -> None:
    """Versions and conditions go along; the answer shows what came of them."""
    playground.three_steps(scope=["https://www.google.com/m8/feeds/"])
    playground.call(
        url="https://www.google.com/m8/feeds/contacts/example.com/full", headers="GData-Version: 3.0"
    )
    assert dict(records[-1].headers)["Gdata-Version"] == "3.0"
    assert "gd:etag" in playground.page


@pytest.mark.parametrize("name", [name for name, _ in scopes.FEEDS])
def test_the_feeds_of_the_list_answer(playground: Playground, name: str) -> None:
    """Each address that step 5 offers is one of a feed."""
    playground.three_steps(
        scope=[f"{GOOGLE}/a/feeds/", "https://www.google.com/m8/feeds/"], own_scopes=f"{GOOGLE}/"
    )
    url = dict(scopes.feed_urls("example.com"))[name]
    assert playground.call(url=url).startswith("Done. GET was answered 200 OK")


def test_every_scope_of_a_feed_is_offered() -> None:
    """A scope that a feed asks for is in the list of step 1."""
    folder = Path(scopes.__file__).parent.parent / "provisioning"
    used = {
        host + path
        for file in folder.glob("*.py")
        for name, path in re.findall(
            r'^[A-Z_]*SCOPE = f"\{(\w+)\.HOST\}([^"]+)"', file.read_text("utf-8"), re.M
        )
        for host in [{"atom_out": GOOGLE, "contacts_out": "https://www.google.com"}[name]]
    }
    assert {scope.url for scope in scopes.SCOPES} == used


def test_token_info_and_revocation(playground: Playground) -> None:
    """The token's scope is told; once revoked it is refused, and the page says why."""
    playground.three_steps()
    info = playground.press("token-info")
    assert f"Target=example.com Scope={SCOPE}" in text_of(playground.page)
    revoked = playground.press("revoke")
    refused = playground.call()
    assert (info[:5], revoked) == ("Done.", "Done. The token was revoked: nobody can use it again.")
    assert " or expired: the token " in refused
    assert " was revoked " in refused
    assert "This token was revoked." in playground.page


def test_the_calls_are_seen_and_the_pages_are_not(
    playground: Playground, records: list[RequestRecord]
) -> None:
    """The observer gets what the Playground sends, and none of what the browser asks the Playground."""
    playground.three_steps()
    playground.call()
    paths = [(record.method, urlsplit(record.url).path) for record in records]
    assert paths == [
        ("GET", "/accounts/OAuthGetRequestToken"),
        ("GET", "/accounts/OAuthAuthorizeToken"),
        ("POST", "/accounts/OAuthAuthorizeToken"),
        ("GET", "/accounts/OAuthGetAccessToken"),
        ("GET", "/a/feeds/example.com/user/2.0"),
    ]
    assert [record.base_string is not None for record in records] == [True, False, False, True, True]


# What is wrong is said


PUBLIC_KEY = rsa.public_key_pem(rsa.new_private_key())
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
        {"signature_method": "RSA-SHA1", "private_key": PUBLIC_KEY},
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


@pytest.mark.parametrize("case", WRONG_SETTINGS)
def test_wrong_settings_are_told_at_their_field(playground: Playground, case: str) -> None:
    """Above the form, with a link, and at the field; nothing is sent, and what was typed stays."""
    fields, name, said = WRONG_SETTINGS[case]
    outcome = playground.request_token(**fields)
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

    def pem(locked: bool) -> str:
        how: Any = serialization.BestAvailableEncryption(b"x") if locked else serialization.NoEncryption()
        form = serialization.PrivateFormat.PKCS8
        key = ec.generate_private_key(ec.SECP256R1())
        return key.private_bytes(serialization.Encoding.PEM, form, how).decode()

    said = [
        playground.request_token(signature_method="RSA-SHA1", private_key=pem(locked))
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
        {"signature_method": "RSA-SHA1", "private_key": rsa.new_private_key()},
        "no public key is registered for this consumer. serve --consumer-public-key FILE registers one.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_first_step_is_explained(playground: Playground, case: str) -> None:
    """The server's answer, why, and what would help."""
    fields, said = REFUSED[case]
    outcome = playground.request_token(**fields)
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


# What it keeps to itself


@pytest.mark.parametrize(
    "button", ["request-token", "access-token", "token-info", "revoke", "call", "start-over"]
)
@pytest.mark.parametrize("csrf", ["", "guess"])
def test_forged_forms_do_nothing(playground: Playground, button: str, csrf: str) -> None:
    """A form that is not from this browser's page is refused, in words."""
    playground.three_steps()
    before = playground.page
    refused = playground.client.post(f"/playground/{button}", data={"csrf": csrf})
    assert (refused.status_code, "This form is out of date" in refused.text) == (403, True)
    assert playground.page == before


def test_the_page_is_guarded(playground: Playground) -> None:
    """Only our own files, no framing, no referrer, and nothing is kept by anybody."""
    playground.three_steps()
    for path in ("/playground", "/playground/retrieve_user.py"):
        headers = playground.client.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    page = playground.page
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page) == []
    assert re.findall(r"<script(?! src=\"/static/)|\son\w+=|style=", page) == []


def test_nobody_elsewhere_sees_it(playground: Playground) -> None:
    """It is for whoever sits at the machine that serves."""
    assert playground.client.get("/playground", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 403


def test_what_is_typed_is_text(playground: Playground) -> None:
    """Markup in a field, or in an answer, is shown as it is."""
    evil = '"><script>alert(1)</script>'
    playground.request_token(consumer_key=evil, own_scopes=f"http://h/{evil}")
    assert "<script>alert" not in playground.page


def test_secrets_are_only_where_they_are_wanted(
    tmp_path: Path, records: list[RequestRecord], caplog: pytest.LogCaptureFixture
) -> None:
    """Not in addresses, cookies, the log, the observer's records, or the database's file."""
    caplog.set_level("DEBUG")
    file = tmp_path / "domain.sqlite"
    typed = "what-was-typed-wrong-first"
    playground = Playground(create_app(str(file), sample=1, on_request=records.append, log_requests=True))
    playground.state.credentials.add_consumer(Consumer("example.com", CONSUMER_SECRET, "example.com"))
    key = rsa.new_private_key()
    playground.request_token(consumer_secret=typed, private_key=key)
    playground.three_steps()
    _, secret = playground.token
    answers = [playground.send("call", url=USERS), playground.client.get("/playground")]
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    signed = playground.client.get_cookie("session")
    assert signed is not None
    payload = signed.value.partition(".")[0]
    opened = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
    assert set(json.loads(opened)) == {"csrf"}
    seen = "\n".join([*cookies, caplog.text, *(f"{each!r} {each.text()}" for each in records)])
    seen += "".join(answer.headers.get("Location", "") for answer in answers)
    connection = sqlite3.connect(file)
    rows = "\n".join(row[0] for row in connection.execute("SELECT content FROM page_sessions"))
    connection.close()
    assert playground.state.log is not None
    playground.state.log.close()
    playground.state.database.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert (bool(rows), b"OAuthGetRequestToken" in stored) == (True, True)
    for never_stored in (typed, key.splitlines()[1], "consumer_secret="):
        assert never_stored.encode() not in stored
    for hidden_text in (CONSUMER_SECRET, typed, secret, key.splitlines()[1]):
        assert hidden_text not in seen
        assert hidden_text not in rows


def test_secrets_are_not_shown_again(playground: Playground) -> None:
    """A secret that was typed is kept, but is in no field, and is not used for another consumer."""
    playground.request_token(consumer_secret="guess")
    assert "The one that you typed before is kept" in playground.page
    assert 'value="guess"' not in playground.page
    assert "the signature is not the one" in playground.request_token(consumer_secret="")
    asked = playground.request_token(consumer_key="anonymous", consumer_secret="")
    assert "Type the consumer secret" in asked


def test_no_secret_is_in_a_repr() -> None:
    """What an error report would print of a session."""
    settings = sessions.Settings(consumer_secret="hide me", private_key="hide me")
    session = sessions.Session(settings, settings, sessions.Token("k", "hide me"), verifier="hide me")
    assert "hide me" not in repr(session)


def test_a_session_ends(playground: Playground, clock: Clock) -> None:
    """By itself, and by Start over; its row goes, too."""
    playground.three_steps()
    clock.now += sessions.LIFETIME + 1
    assert "What was here before has ended" in playground.outcome
    playground.three_steps()
    assert playground.send("start-over").headers["Location"] == "/playground"
    assert ("auth_token" in playground.page, playground.outcome) == (False, "")


def test_another_browser_sees_nothing_of_it(playground: Playground) -> None:
    """Nor does one with a cookie that somebody made up, which is replaced."""
    playground.three_steps()
    other = Playground(playground.app)
    other.client.set_cookie("gdata_compat_playground", "chosen", path="/playground")
    assert "auth_token" not in other.page
    other.request_token()
    cookie = other.client.get_cookie("gdata_compat_playground", path="/playground")
    assert cookie is not None
    assert (cookie.value == "chosen", cookie.http_only, cookie.same_site) == (False, True, "Lax")


def test_another_account_in_the_same_browser_sees_nothing_of_it() -> None:
    """Whoever has signed in elsewhere, after somebody else, begins anew."""
    from gdata_compat.server.domain.users import UserChanges
    from gdata_compat.server.sample import SAMPLE_PASSWORD

    app = create_app(sample=2, allow_remote=True, consumer_secret=CONSUMER_SECRET)
    state_of(app).domain.users.update("bruno", UserChanges(admin=True))
    playground = Playground(app)
    playground.client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
    seen = []
    for account in ("alice", "bruno"):
        fields = hidden(playground.client.get("/playground").text)
        playground.client.post("/sign-in", data={**fields, "account": account, "password": SAMPLE_PASSWORD})
        seen.append("mine-alone" in playground.page)
        playground.request_token(own_scopes="http://h/mine-alone")
        seen.append("mine-alone" in playground.page)
        playground.client.post("/sign-out", data={"csrf": playground.csrf})
    state_of(app).database.close()
    assert seen == [False, True, False, True]


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


def test_the_listing_does_what_the_example_does(playground: Playground) -> None:
    """The same calls in the same order, but for where the settings and the user come from."""
    playground.three_steps()
    written = playground.client.get("/playground/retrieve_user.py").text
    example = (Path(gdata_compat.__file__).parent / "examples" / "retrieve_user.py").read_text("utf-8")

    def calls(script: str) -> list[str]:
        lines = script.replace("'alice'", '"alice"').splitlines()
        first = next(at for at, line in enumerate(lines) if line.startswith("client = "))
        return lines[first : first + 6]

    assert calls(written) == calls(example)


def test_the_listing_is_downloaded_as_a_script(playground: Playground) -> None:
    """With the consumer, the token and the server's address filled in."""
    playground.three_steps()
    answer = playground.client.get("/playground/retrieve_user.py")
    key, secret = playground.token
    assert answer.headers["Content-Disposition"] == 'attachment; filename="retrieve_user.py"'
    for line in (
        "gdata_compat.install(server='http://localhost')",
        "CONSUMER_KEY = 'example.com'",
        f"CONSUMER_SECRET = {CONSUMER_SECRET!r}",
        f"TOKEN = {key!r}",
        f"TOKEN_SECRET = {secret!r}",
        "user_info = client.RetrieveUser(sys.argv[1] if len(sys.argv) > 1 else 'alice')",
    ):
        assert line in answer.text.splitlines()
    compile(answer.text, "retrieve_user.py", "exec")
