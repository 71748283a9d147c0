"""What the Playground keeps to itself: secrets, sessions, and who may press its buttons."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
from pathlib import Path

import pytest

from gdata_compat.server import rsa
from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import Consumer, TokenKind
from gdata_compat.server.domain.users import UserChanges
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.playground import sessions
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.state import state_of
from tests.fix_server import CONSUMER_SECRET
from tests.fix_server_playground import USERS, Clock, Playground, hidden


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
    playground.request_token()
    playground.authorize()
    verifiers = re.findall(r"oauth_verifier=([^&\"<]+)", records[-1].answer)
    playground.press("access-token")
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
    assert set(verifiers) == {"..."}
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


def test_an_administrator_elsewhere_takes_the_steps() -> None:
    """Once signed in; the token is one of that administrator's."""
    app = create_app(sample=1, allow_remote=True, consumer_secret=CONSUMER_SECRET)
    playground = Playground(app)
    playground.client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
    fields = hidden(playground.client.get("/playground").text)
    signed_in = {**fields, "account": "alice", "password": SAMPLE_PASSWORD}
    assert playground.client.post("/sign-in", data=signed_in).headers["Location"] == "/playground"
    assert playground.three_steps().startswith("Done.")
    token = state_of(app).credentials.oauth_token(playground.token[0], TokenKind.OAUTH_ACCESS)
    state_of(app).database.close()
    assert token is not None
    assert token.account == "alice@example.com"


def test_another_account_in_the_same_browser_sees_nothing_of_it() -> None:
    """Whoever has signed in elsewhere, after somebody else, begins anew."""
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
