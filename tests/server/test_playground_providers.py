"""The Playground towards another OAuth 1.0 provider: the three steps by HTTP, and what may go wrong there."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from gdata_compat.server.app import create_app
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.playground import other_provider
from gdata_compat.server.serving import ServerThread
from tests.fix_loopback import Loopback, Reply
from tests.fix_server import CONSUMER_SECRET, press
from tests.fix_server_playground import SCOPE, Playground, text_of


@pytest.fixture
def provider(records: list[RequestRecord]) -> Iterator[ServerThread]:
    """Another provider: a server of another domain, on a port of its own."""
    app = create_app(
        domain="other.test", sample=2, consumer_secret=CONSUMER_SECRET, on_request=records.append
    )
    with ServerThread(app) as running:
        yield running


@pytest.fixture
def playground() -> Iterator[Playground]:
    """A browser at a Playground whose own requests are not recorded."""
    app = create_app(sample=1)
    yield Playground(app)
    app.extensions["gdata_compat"].database.close()


def addresses(url: str) -> dict[str, Any]:
    """What the form says of a provider."""
    steps = {"request_url": "RequestToken", "authorize_url": "AuthorizeToken", "access_url": "AccessToken"}
    names = {"request_url": "OAuthGet", "authorize_url": "OAuth", "access_url": "OAuthGet"}
    found = {field: f"{url}/accounts/{names[field]}{step}" for field, step in steps.items()}
    return {**found, "provider": "other", "consumer_key": "other.test", "consumer_secret": CONSUMER_SECRET}


def authorize(playground: Playground) -> str:
    """Press Allow at the provider and return where it leads."""
    link = playground.page.partition('<a class="button" href="')[2].partition('"')[0].replace("&amp;", "&")
    return str(press(link).headers["Location"])


def test_three_steps_and_a_call(
    playground: Playground, provider: ServerThread, records: list[RequestRecord]
) -> None:
    """By POST, which RFC 5849 names; a feed of the provider takes the token; nothing goes to this server."""
    assert playground.request_token(**addresses(provider.url)).startswith("Done. There is a request token.")
    back = urlsplit(authorize(playground))
    assert f"{back.scheme}://{back.netloc}{back.path}" == "http://localhost/playground/back"
    playground.client.get(f"{back.path}?{back.query}")
    done = playground.press("access-token")
    called = playground.call(url=f"{provider.url}/a/feeds/other.test/user/2.0/alice")
    page = playground.page
    assert [text.partition(".")[0] for text in (done, called)] == ["Done", "Done"]
    assert [(record.method, urlsplit(record.url).path) for record in records if record.base_string] == [
        ("POST", "/accounts/OAuthGetRequestToken"),
        ("POST", "/accounts/OAuthGetAccessToken"),
        ("GET", "/a/feeds/other.test/user/2.0/alice"),
    ]
    assert ('id="auth-token"' in page, "Revoke the token" in page, "The listing" in page) == (
        True,
        False,
        False,
    )
    assert "userName=&#34;alice&#34;" in page


def test_a_provider_without_scopes_is_asked_for_none(playground: Playground, loopback: Loopback) -> None:
    """Most providers have no scopes; the consumer's key and the callback are signed."""
    loopback.replies = [Reply.of(b"oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true")]
    playground.request_token(scope=[], **addresses(loopback.url))
    sent = loopback.received[0]
    assert sent.line == "POST /accounts/OAuthGetRequestToken HTTP/1.1"
    assert 'oauth_callback="http%3A%2F%2Flocalhost%2Fplayground%2Fback"' in sent.headers["Authorization"]


def test_oauth_1_0_names_the_callback_at_the_page(playground: Playground, loopback: Loopback) -> None:
    """A provider that does not confirm the callback is told where to lead back to as the user comes."""
    loopback.replies = [Reply.of(b"oauth_token=t&oauth_token_secret=s")]
    playground.request_token(**addresses(loopback.url))
    link = playground.page.partition('<a class="button" href="')[2].partition('"')[0].replace("&amp;", "&")
    told = dict(parse_qsl(urlsplit(link).query))
    assert told == {"oauth_token": "t", "oauth_callback": "http://localhost/playground/back"}
    playground.client.get("/playground/back?oauth_token=t")
    assert playground.outcome == "Done. Access was allowed. Press Access token now."


@pytest.mark.parametrize("query", ["denied=t", "oauth_problem=user_refused&oauth_token=t"])
def test_other_providers_words_for_no(playground: Playground, loopback: Loopback, query: str) -> None:
    """Some lead back with `denied`, some with a problem."""
    loopback.replies = [Reply.of(b"oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true")]
    playground.request_token(**addresses(loopback.url))
    playground.client.get(f"/playground/back?{query}")
    assert playground.outcome.startswith("Not done. Access was denied")


REPLIES: dict[str, tuple[Reply, str]] = {
    "a redirect": (
        Reply.of(b"", "302 Found", Location="http://127.0.0.1:1/elsewhere"),
        "answered 302 Found.",
    ),
    "a problem": (
        Reply.of(b"oauth_problem=consumer_key_unknown", "401 Unauthorized"),
        "answered 401 Unauthorized: oauth_problem=consumer_key_unknown",
    ),
    "no token": (Reply.of(b"<html>welcome</html>"), "answered 200 OK, but with no token."),
    "a long answer": (Reply.of(b"x" * 1_100_000, close=True), "its answer is longer than 1000000 bytes"),
    "no HTTP": (Reply(b"hello\r\n\r\n", close=True), "gave no answer: it cannot be reached"),
}


@pytest.mark.parametrize("case", REPLIES)
def test_odd_answers_are_told(playground: Playground, loopback: Loopback, case: str) -> None:
    """No redirect is followed, and nothing is read without end."""
    reply, said = REPLIES[case]
    loopback.replies = [reply]
    told = playground.request_token(**addresses(loopback.url))
    assert told.startswith("Not done.")
    assert said in told
    assert len(loopback.received) == 1


def test_a_provider_that_is_not_there_is_told(playground: Playground, loopback: Loopback) -> None:
    """With its address."""
    loopback.close()
    told = playground.request_token(**addresses(loopback.url))
    said = "gave no answer: it cannot be reached: its address is wrong, or it does not run."
    assert told == f"Not done. 127.0.0.1:{loopback.port} {said}"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:99999", "Type the address where a request token is asked for"),
        (f"http://{'a' * 300}.test", "Type the address where a request token is asked for"),
        ("http://nowhere.invalid", "it cannot be reached"),
    ],
    ids=["a port that is none", "a name that is too long", "a name that nobody has"],
)
def test_addresses_that_lead_nowhere_are_told(
    playground: Playground, clean_wire: None, url: str, said: str
) -> None:
    """At once, in words."""
    assert said in playground.request_token(**addresses(url))


SLOW = {
    "silence": Reply(b"", delay=30),
    "an answer without an end": Reply(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 20),
    "headers without an end": Reply(b"HTTP/1.1 200 OK\r\nX-A: 1\r\n"),
}


@pytest.mark.parametrize("case", SLOW)
def test_a_slow_provider_keeps_nobody_waiting(
    playground: Playground, loopback: Loopback, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """What is not there in time is given up."""
    monkeypatch.setattr(other_provider, "TIMEOUT", 0.5)
    loopback.replies = [SLOW[case]]
    started = time.monotonic()
    told = playground.request_token(**addresses(loopback.url))
    assert told.endswith("gave no answer: it did not answer within 0.5 seconds.")
    assert time.monotonic() - started < 10


def test_a_dripping_provider_keeps_nobody_waiting(
    playground: Playground, clean_wire: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then is no answer either."""
    monkeypatch.setattr(other_provider, "TIMEOUT", 0.5)

    def drip() -> None:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(100):
                connection.sendall(b"x")
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, daemon=True).start()
        told = playground.request_token(**addresses(f"http://127.0.0.1:{listener.getsockname()[1]}"))
    assert told.endswith("gave no answer: it did not answer within 0.5 seconds.")


def test_a_provider_with_a_certificate_of_its_own_is_told(
    playground: Playground, tls_loopback: Loopback
) -> None:
    """Certificates are verified."""
    assert "its certificate is not to be trusted" in playground.request_token(**addresses(tls_loopback.url))


def test_a_netrc_file_does_not_replace_the_signature(
    playground: Playground, loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sent is what was signed."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login joe password mine\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    playground.request_token(**addresses(loopback.url))
    assert loopback.received[0].headers["Authorization"].startswith("OAuth ")


def test_the_secret_of_one_provider_is_not_sent_to_another(
    playground: Playground, loopback: Loopback
) -> None:
    """A kept secret signs for the provider that it was typed for; for another one it has to be typed."""
    playground.request_token(consumer_key="other.test", consumer_secret="for this server")
    told = playground.request_token(**addresses(loopback.url) | {"consumer_secret": ""})
    assert ("Type the consumer secret" in told, loopback.received) == (True, [])


def test_this_server_as_another_provider_is_called_from_inside(playground: Playground) -> None:
    """Its own address never waits for a thread of its own."""
    own = {**addresses("http://localhost"), "consumer_key": "anonymous", "consumer_secret": "anonymous"}
    assert playground.request_token(scope=[SCOPE], **own).startswith("Done. There is a request token.")
    assert "Host: localhost" in text_of(playground.page)


def test_failures_of_requests_are_all_in_words() -> None:
    """Whatever requests raises is told; the general kind comes last."""
    kinds = [kind for kind, _ in other_provider._FAILURES]
    assert kinds[-1] is requests.exceptions.RequestException
    for at, kind in enumerate(kinds):
        assert not any(issubclass(later, kind) for later in kinds[at + 1 :])
