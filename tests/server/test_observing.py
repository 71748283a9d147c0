"""The record of requests: everything that helps, nothing secret."""

from __future__ import annotations

import pytest
import requests

from gdata_compat.server.app import create_app
from gdata_compat.server.events import RequestRecord, hide_secrets, readable, without_secrets
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.serving import ServerThread
from tests.fix_server import CONSUMER_SECRET, SignedClient, press
from tests.server.test_oauth1_steps import SCOPE, Steps
from tests.server.test_users import FEED, NEW_USER, entry


def test_a_record_has_the_request_its_base_string_and_the_answer(
    signed: SignedClient, records: list[RequestRecord]
) -> None:
    """What a terminal needs to show a call from both sides."""
    text = signed.get(f"{FEED}/alice").text
    record = records[-1]
    assert (record.method, record.url) == ("GET", f"https://apps-apis.google.com{FEED}/alice")
    assert record.base_string is not None
    assert record.base_string.startswith("GET&https%3A%2F%2Fapps-apis.google.com%2Fa%2Ffeeds%2Fexample.com")
    assert (record.status, record.reason, record.answer) == (200, "OK", text)
    assert record.seconds > 0
    shown = record.text()
    assert f"> GET https://apps-apis.google.com{FEED}/alice\n" in shown
    assert f"* signature base string: {record.base_string}\n< 200 OK (" in shown


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"key": "1/x"}, "no such token was issued here: '1/x'"),
        (
            {"secret": "x"},
            (
                "the signature is not the one that the base string and the secrets give: compare the client's"
                " base string with the server's; if they are equal, a secret differs"
            ),
        ),
        (
            {"consumer_key": "x"},
            "no consumer key 'x' is registered (the domain's name is one)",
        ),
    ],
    ids=["token", "signature", "consumer"],
)
def test_a_record_says_why_a_call_was_refused(
    signed: SignedClient, records: list[RequestRecord], changes: dict[str, str], detail: str
) -> None:
    """In words, with the base string that the server computed."""
    for name, value in changes.items():
        setattr(signed, name, value)
    signed.get(f"{FEED}/alice")
    assert (records[-1].status, records[-1].detail) == (401, detail)
    assert records[-1].base_string is not None


def test_a_faulty_user_is_explained(signed: SignedClient, records: list[RequestRecord]) -> None:
    """The reasons and codes are in the record."""
    signed.send("POST", FEED, entry('userName="="'))
    assert "InvalidUsername (1403)" in records[-1].detail


def test_no_secret_is_in_any_record(server: ServerThread, records: list[RequestRecord]) -> None:
    """Three steps, a login, a new user, AuthSub: no password, secret or bearer token is shown."""
    steps = Steps(server)
    token = steps.request_token(callback="oob")
    browser = requests.Session()
    page = press(steps.authorize_url(token), session=browser)
    verifier = page.text.partition('<code id="verifier">')[2].partition("<")[0]
    access = dict(pair.split("=") for pair in steps.access_token(token, verifier).text.split("&"))
    client = SignedClient(server.url, access["oauth_token"].replace("%2F", "/"), access["oauth_token_secret"])
    assert client.send("POST", FEED, NEW_USER).status_code == 201
    form = {"Email": "alice@example.com", "Passwd": SAMPLE_PASSWORD, "service": "apps"}
    login = requests.post(f"{server.url}/accounts/ClientLogin", data=form, timeout=30).text
    bearer = login.rpartition("=")[2].strip()
    headers = {"Authorization": f"GoogleLogin auth={bearer}"}
    assert requests.get(f"{server.url}{FEED}/alice", headers=headers, timeout=30).status_code == 200
    asked = f"{server.url}/accounts/AuthSubRequest?next=http://site.test/&scope={SCOPE}&session=1"
    once = press(asked).headers["Location"].rpartition("token=")[2]
    headers = {"Authorization": f'AuthSub token="{once}"'}
    session = requests.get(f"{server.url}/accounts/AuthSubSessionToken", headers=headers, timeout=30).text
    secrets = [
        CONSUMER_SECRET,
        token["oauth_token_secret"],
        access["oauth_token_secret"],
        "dora-password",
        SAMPLE_PASSWORD,
        bearer,
        once,
        session.partition("=")[2].partition("\n")[0],
        *browser.cookies.values(),
    ]
    seen = "\n".join(record.text() + repr(record) for record in records)
    assert [secret for secret in secrets if len(secret) < 8] == []
    assert [secret for secret in secrets if secret in seen] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<apps:login password='p w' userName='x'/>", "<apps:login password=\"...\" userName='x'/>"),
        ('<login password = "a&quot;b"/>', '<login password = "..."/>'),
        ("Email=a&Passwd=b%20c&service=d", "Email=a&Passwd=...&service=d"),
        ("oauth_token=a&oauth_token_secret=b", "oauth_token=a&oauth_token_secret=..."),
        ("SID=a\nLSID=b\nAuth=c\n", "SID=...\nLSID=...\nAuth=...\n"),
        ("http://h/?a=b&token=c", "http://h/?a=b&token=..."),
        ("a%20b=c&%50asswd=d", "a%20b=c&Passwd=..."),
        ('{"client_secret" : "a\\"b", "client_id": "c"}', '{"client_secret" : "...", "client_id": "c"}'),
    ],
)
def test_secrets_are_hidden_and_nothing_else(text: str, expected: str) -> None:
    """Each kind of secret, in bodies and addresses."""
    assert hide_secrets(text) == expected


@pytest.mark.parametrize(
    ("content", "media_type", "expected"),
    [
        (b'name="Passwd"\r\n\r\nsecret', "multipart/form-data", "(23 bytes of multipart/form-data)"),
        ("<a password='b'/>".encode("utf-16-le"), "application/xml", '<a password="..."/>'),
    ],
)
def test_bodies_of_other_kinds_hide_theirs(content: bytes, media_type: str, expected: str) -> None:
    """Forms in parts are not looked through; a document in UTF-16 is."""
    assert readable(content, media_type) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Authorization", "GoogleLogin auth=abc", "GoogleLogin auth=..."),
        ("Authorization", 'AuthSub token="abc" data="GET x 1 2"', 'AuthSub token="..." data="GET x 1 2"'),
        ("Authorization", "AuthSub token=abc", "AuthSub token=..."),
        ("Authorization", "Basic YTpi", "Basic ..."),
        ("Cookie", "session=x", "..."),
        ("Accept", "text/html", "text/html"),
        ("Authorization", 'OAuth realm="", oauth_token="x"', 'OAuth realm="", oauth_token="x"'),
    ],
)
def test_secrets_are_hidden_in_headers(name: str, value: str, expected: str) -> None:
    """Bearer tokens and cookies go, what is public stays."""
    assert without_secrets([(name, value)]) == ((name, expected),)


def test_an_observer_that_fails_breaks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """Its error is logged, and the client gets its answer."""

    def observer(record: RequestRecord) -> None:
        raise RuntimeError("full disk")

    app = create_app(on_request=observer)
    assert app.test_client().get("/nothing").status_code == 404
    assert "on_request failed" in caplog.text


def test_a_failure_of_the_server_is_code_1000(
    server: ServerThread,
    signed: SignedClient,
    records: list[RequestRecord],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """HTTP 500 with Google's error document; the traceback goes to the log only."""

    def broken(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(type(server.state.domain.users), "page", broken)
    answer = signed.get(FEED)
    assert (answer.status_code, 'errorCode="1000"' in answer.text) == (500, True)
    assert "the disk is gone" not in answer.text
    assert "the disk is gone" in caplog.text
    assert "the disk is gone" in records[-1].detail


PLAINTEXT = {
    "header": 'OAuth oauth_token="t", oauth_signature="consumer-secret%26token-secret", oauth_nonce="1"',
    "encoded twice": 'OAuth oauth_signature="consumer-secret%2526token-secret"',
    "not encoded": 'OAuth oauth_signature="consumer-secret&token-secret"',
    "query": "http://h/p?oauth_signature=consumer-secret%26token-secret&oauth_token=t",
}


@pytest.mark.parametrize("text", PLAINTEXT.values(), ids=PLAINTEXT.keys())
def test_a_plaintext_signature_is_hidden(text: str) -> None:
    """It consists of the secrets, and comes from clients that were set up wrongly."""
    shown = hide_secrets(text)
    assert "secret" not in shown
    assert "oauth_signature=" in shown


def test_other_signatures_are_shown() -> None:
    """They hold no secret, and whoever looks for a wrong one needs them."""
    text = 'OAuth oauth_signature="tnnArxj06cWHq44gCs1OSKk%2FjLY%3D", oauth_token="a%26b"'
    assert hide_secrets(text) == text
