"""The Playground over HTTP: the three steps, what it shows of them, calls of feeds, and the listing."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

import gdata_compat
from gdata_compat.server import rsa
from gdata_compat.server.domain.credentials import Consumer, TokenKind
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.playground import scopes
from tests.fix_server import CONSUMER_SECRET, GOOGLE
from tests.fix_server_playground import SCOPE, USERS, Clock, Playground, text_of

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


@pytest.mark.parametrize(
    ("scope", "is_told"), [(f"{GOOGLE}/a/feeds/group/", True), (f"{GOOGLE}/a/feeds/", False)]
)
def test_a_listing_that_will_be_refused_says_so(playground: Playground, scope: str, is_told: bool) -> None:
    """It retrieves a user, which a token for groups does not allow."""
    playground.three_steps(scope=[], own_scopes=scope)
    assert ("the listing retrieves one: it will be refused" in playground.page) == is_told


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
