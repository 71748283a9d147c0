"""Planted secrets: whatever is sent to whichever address, none shows up where somebody might read it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import BearerToken, Consumer, OAuthToken, TokenKind
from gdata_compat.server.domain.passwords import hash_password
from gdata_compat.server.domain.users import UserChanges
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.state import state_of

SENT = "Planted+Sent/0123456789"
KEPT = {name: f"Planted-{name}-0123456789" for name in ("consumer", "token", "password", "verifier")}
BASIC = ("alice", KEPT["password"])

OPERATIONS = sorted(
    {
        (rule.rule, method)
        for rule in create_app().url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}
    }
)

FIELDS = [
    *(
        "Passwd",
        "password",
        "client_secret",
        "consumer_secret",
        "token_secret",
        "oauth_token_secret",
        "token",
    ),
    *("refresh_token", "access_token", "code", "assertion", "logincaptcha", "csrf", "private_key"),
]

XML = f"""<entry xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'>
<apps:login userName='dora' password='{SENT}'/><apps:name familyName='D' givenName='D'/>
<apps:property name='userEmail' value='dora@example.com'/><apps:property value='{SENT}' name='password'/>
<apps:property name="password" value="{SENT}"/></entry>"""

HEADERS = {
    "nothing": "",
    "Basic": f"Basic {SENT}",
    "Bearer": f"Bearer {SENT}",
    "GoogleLogin": f"GoogleLogin auth={SENT}",
    "AuthSub": f'AuthSub token="{SENT}"',
    "PLAINTEXT": 'OAuth oauth_consumer_key="example.com", oauth_token="1/x", '
    f'oauth_signature_method="PLAINTEXT", oauth_signature="{quote(SENT, "")}%26{quote(SENT, "")}"',
}


@pytest.fixture(scope="module")
def records() -> list[RequestRecord]:
    """What an observer saw."""
    return []


@pytest.fixture(scope="module")
def client(records: list[RequestRecord]) -> Iterator[FlaskClient]:
    """A client of a server that keeps planted secrets; alice is an administrator."""
    app = create_app(sample=3, accept_basic=True, consumer_secret=KEPT["consumer"], on_request=records.append)
    state = state_of(app)
    password = UserChanges(password_hash=hash_password(KEPT["password"]), agreed_to_terms=True)
    state.domain.users.update("alice", password)
    token = OAuthToken("1/known", KEPT["token"], TokenKind.OAUTH_ACCESS, "example.com", authorized=True)
    state.credentials.add_oauth_token(token)
    asked = replace(token, key="4/known", kind=TokenKind.OAUTH_REQUEST, verifier=KEPT["verifier"])
    state.credentials.add_oauth_token(asked)
    yield app.test_client()
    state.database.close()


def path_of(rule: str) -> str:
    """Fill the places of a route with what is there, or with a name."""
    known = {"domain": "example.com", "customer_domain": "example.com", "username": "bruno"}
    return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", lambda found: known.get(found[1], "bruno@example.com"), rule)


def bodies() -> dict[str, dict[str, Any]]:
    """Every way in which a body carries secrets, as arguments of a call."""
    fields = dict.fromkeys(FIELDS, SENT) | {"Email": "alice", "service": "apps", "account": "alice"}
    strange = "&".join(f"%{ord(name[0]):02X}{name[1:]}={quote(SENT, '')}" for name in FIELDS)
    return {
        "form": {"data": fields},
        "multipart": {"data": fields, "content_type": "multipart/form-data"},
        "escaped names": {"data": strange, "content_type": "application/x-www-form-urlencoded"},
        "XML": {"data": XML, "content_type": "application/atom+xml"},
        "XML in UTF-16": {"data": XML.encode("utf-16"), "content_type": "application/atom+xml"},
        "JSON": {"json": fields},
        "no type": {"data": urlencode(fields)},
    }


@pytest.mark.parametrize(("rule", "method"), OPERATIONS, ids=[" ".join(o[::-1]) for o in OPERATIONS])
def test_no_secret_shows_up(
    client: FlaskClient,
    records: list[RequestRecord],
    caplog: pytest.LogCaptureFixture,
    rule: str,
    method: str,
) -> None:
    """In answers, in records and their texts, and in the log, even where that tells everything."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    records.clear()
    query = urlencode(dict.fromkeys(FIELDS, SENT))
    shown = []
    for addition in ("", f"?{query}"):
        for header in HEADERS.values():
            given = {"Authorization": header} if header else {}
            shown.append(client.open(path_of(rule) + addition, method=method, headers=given))
    if method in ("POST", "PUT"):
        for body in bodies().values():
            shown.append(client.open(path_of(rule), method=method, auth=BASIC, **body))
    shown.append(client.open(path_of(rule), method=method, auth=BASIC))
    seen = {
        "answer": "\n".join(f"{each.headers}\n{each.get_data().decode('latin-1')}" for each in shown),
        "record": "\n".join(f"{record.text()}\n{record!r}" for record in records),
        "log": caplog.text,
    }
    assert len(records) in (len(shown), 0)  # the pages about requests are not recorded
    assert {where: found for where, text in seen.items() if (found := leaked(text))} == {}


def leaked(text: str) -> list[str]:
    """Return the lines in which there is something planted, or what it looks like percent-encoded."""
    return [line[:300] for line in text.replace("\0", "").splitlines() if "lanted" in line]


def test_no_secret_is_in_a_repr(client: FlaskClient) -> None:
    """What the server works with may be shown by a debugger, an assertion or a log."""
    state = state_of(client.application)
    consumer, token = (
        state.credentials.consumer("example.com"),
        state.credentials.oauth_token("1/known", TokenKind.OAUTH_ACCESS),
    )
    made = [
        state,
        consumer,
        token,
        state.domain.users.get("alice"),
        UserChanges(password_hash=KEPT["password"]),
        Consumer("k", KEPT["consumer"], public_key=KEPT["consumer"]),
        BearerToken(TokenKind.CLIENT_LOGIN, "alice@example.com"),
    ]
    assert consumer is not None
    assert token is not None
    assert (consumer.secret, token.secret) == (KEPT["consumer"], KEPT["token"])
    assert leaked(repr(made)) == []
    assert "scrypt" not in repr(made)


def test_no_secret_is_in_the_error_of_a_statement(client: FlaskClient) -> None:
    """Should a statement fail, its parameters are not told."""
    credentials = state_of(client.application).credentials
    token = credentials.oauth_token("1/known", TokenKind.OAUTH_ACCESS)
    assert token is not None
    with pytest.raises(Exception, match="UNIQUE") as caught:
        credentials.add_oauth_token(token)
    assert leaked(str(caught.value)) == []
