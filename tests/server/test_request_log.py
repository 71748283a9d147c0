"""The log of requests: in the database, bounded, without secrets, and in nobody's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.request_log import RequestFilter, RequestRecord
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.sql.request_log import SqlRequestLog
from gdata_compat.server.events import readable
from gdata_compat.server.request_log import LONGEST_BODY, LogWriter
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of
from tests.fix_server import CONSUMER_SECRET, SignedClient
from tests.server.test_users import FEED, NEW_USER

RECORD = RequestRecord("GET", "http://h/p", (("Accept", "*/*"),), "body", "GET&x&y", 200, "OK", "answer")
ALL = RequestFilter()


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[ServerThread]:
    """A server that keeps its requests."""
    app = create_app(str(tmp_path / "d.sqlite"), sample=3, consumer_secret=CONSUMER_SECRET, log_requests=True)
    with ServerThread(app) as running:
        yield running


def client_of(server: ServerThread) -> SignedClient:
    token = server.state.credentials.issue_access_token("example.com")
    return SignedClient(server.url, token.key, token.secret)


def log_of(server: ServerThread) -> list[RequestRecord]:
    """What the log holds, the latest first, what waits to be written included."""
    writer = server.state.log
    assert writer is not None
    writer.flush()
    return [kept.record for kept in writer.log.page(ALL)]


def test_a_record_comes_back_as_it_was(database: Database) -> None:
    """With all its parts, from every database."""
    log = SqlRequestLog(database)
    record = replace(RECORD, detail="d", seconds=0.5, received=12.25, caller="a@b", token="1/x")
    log.add([record, replace(RECORD, base_string=None)])
    found = log.page(ALL)
    assert [kept.record for kept in found] == [replace(RECORD, base_string=None), record]
    assert (log.get(found[1].id), log.get(found[0].id + 1)) == (found[1], None)


def test_the_oldest_go(database: Database) -> None:
    """However many come at once."""
    log = SqlRequestLog(database, most_kept=60)
    for start in (0, 50, 100):
        log.add(replace(RECORD, url=f"http://h/{n}") for n in range(start, start + 50))
    log.add(replace(RECORD, url=f"http://h/{n}") for n in range(150, 400))
    urls = [kept.record.url for kept in log.page(ALL, limit=1000)]
    assert urls == [f"http://h/{n}" for n in range(399, 339, -1)]


def test_requests_are_filtered_and_paged(database: Database) -> None:
    """By method, status, class of status, refusal; forward and backward from a place."""
    log = SqlRequestLog(database)
    rows = [("GET", 200), ("POST", 201), ("GET", 401), ("GET", 400), ("POST", 503)]
    log.add(replace(RECORD, method=method, status=status) for method, status in rows)
    ids = [kept.id for kept in log.page(ALL)]

    def shown(wanted: RequestFilter, **place: int) -> list[tuple[str, int]]:
        return [(kept.record.method, kept.record.status) for kept in log.page(wanted, **place)]

    assert shown(RequestFilter(method="POST")) == [("POST", 503), ("POST", 201)]
    assert shown(RequestFilter(status=401)) == [("GET", 401)]
    assert shown(RequestFilter(status=4)) == [("GET", 400), ("GET", 401)]
    assert shown(RequestFilter(refused=True)) == [("POST", 503), ("GET", 400), ("GET", 401)]
    assert shown(RequestFilter(method="GET", refused=True), before=ids[1]) == [("GET", 401)]
    assert shown(ALL, after=ids[2]) == [("POST", 503), ("GET", 400)]
    assert shown(ALL, limit=1) == [("POST", 503)]


def test_when_tokens_were_used_last(database: Database) -> None:
    """Of those that the log knows."""
    log = SqlRequestLog(database)
    log.add(replace(RECORD, token=token, received=n) for n, token in enumerate("abab"))
    assert dict(log.last_used(["a", "b", "c"])) == {"a": 2.0, "b": 3.0}


@pytest.mark.parametrize("text", ["\0", "\ud800", "a" * 100_000, "\U0001f600" * 9])
def test_no_text_keeps_the_others_out(database: Database, text: str) -> None:
    """What no database takes is replaced or cut: what is watched was sent by anybody."""
    log = SqlRequestLog(database)
    odd = RequestRecord(
        text, text, ((text, text),), text, text, 400, text, text, text, caller=text, token=text
    )
    log.add([odd, RECORD])
    assert [kept.record.status for kept in log.page(ALL)] == [200, 400]


def test_calls_are_logged_with_who_called(logged: ServerThread) -> None:
    """And with the token, by which its last use is known."""
    client = client_of(logged)
    text = client.get(f"{FEED}/alice").text
    record = log_of(logged)[0]
    assert (record.method, record.status, record.answer) == ("GET", 200, text)
    assert (record.caller, record.token) == ("admin@example.com", client.key)
    assert abs(record.received - time.time()) < 60


def test_a_refused_call_says_why(logged: ServerThread) -> None:
    """With the base string that the server computed."""
    client = client_of(logged)
    client.secret = "x"
    client.get(f"{FEED}/alice")
    record = log_of(logged)[0]
    assert record.is_refused
    assert "signature" in record.detail
    assert record.base_string is not None


def test_calls_are_there_a_moment_later(logged: ServerThread) -> None:
    """By the thread that writes them, without anybody who asks."""
    requests.get(f"{logged.url}/nowhere", timeout=30)
    writer = logged.state.log
    assert writer is not None
    until = time.monotonic() + 20
    while not writer.log.page(ALL) and time.monotonic() < until:
        time.sleep(0.05)
    assert [kept.record.status for kept in writer.log.page(ALL)] == [404]


def test_the_last_calls_are_written_when_the_server_ends(tmp_path: Path) -> None:
    """At once, without waiting for the next batch."""
    url = str(tmp_path / "d.sqlite")
    with ServerThread(create_app(url, log_requests=True)) as server:
        requests.get(f"{server.url}/nowhere", timeout=30)
    database = Database(url)
    found = SqlRequestLog(database).page(ALL)
    database.close()
    assert [kept.record.status for kept in found] == [404]


def test_nothing_is_logged_unless_asked() -> None:
    """Tests and scripts have their own record of requests, and no pages."""
    app = create_app()
    app.test_client().get("/nowhere")
    threads = [thread.name for thread in threading.enumerate()]
    assert (state_of(app).log, "gdata-compat-log" in threads) == (None, False)


def test_no_secret_is_in_the_log(logged: ServerThread, tmp_path: Path) -> None:
    """Neither in what is shown nor in the file."""
    client = client_of(logged)
    client.send("POST", FEED, NEW_USER)
    form = {"Email": "alice@example.com", "Passwd": SAMPLE_PASSWORD, "service": "apps"}
    login = requests.post(f"{logged.url}/accounts/ClientLogin", data=form, timeout=30).text
    bearer = login.rpartition("=")[2].strip()
    headers = {"Authorization": f"GoogleLogin auth={bearer}"}
    assert requests.get(f"{logged.url}{FEED}/alice", headers=headers, timeout=30).status_code == 200
    assert len(log_of(logged)) == 3
    logged.state.database.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    secrets = [SAMPLE_PASSWORD, bearer, "dora-password"]
    assert [secret for secret in secrets if secret.encode() in kept] == []


@pytest.mark.parametrize(
    "text",
    [
        '<a:login userName="x" password="PASS-WORD-PASS"/>',
        "<a:login password='PASS-WORD-PASS' userName='x'/>",
        '<apps:property name="password" value="PASS-WORD-PASS"/>',
        '<apps:property value="PASS-WORD-PASS" name="password"/>',
        "<a:login password='PASS<WORD<PASS' userName='x'/>",
        "Email=x&Passwd=PASS-WORD-PASS&service=apps",
        "SID=PASS-WORD-PASS\nAuth=PASS-WORD-PASS\n",
        "Auth=PASS-WORD-PASS",
    ],
)
def test_wherever_a_body_is_cut_no_part_of_a_secret_is_left(text: str) -> None:
    """A cut may go through a value, or through what says that it is secret."""
    padding = "<x>" + "-" * 40 + "</x>"
    for limit in range(1, len(text) + len(padding)):
        shown = readable((text + padding).encode(), "text/xml", limit)
        assert ("PASS" in shown, "WORD" in shown) == (False, False), shown


def test_a_long_body_is_cut(database: Database) -> None:
    """And what was cut off is told by its size."""
    shown = readable(b"<a>" * 10_000, "text/xml", LONGEST_BODY)
    assert (len(shown) < LONGEST_BODY + 100, "(30000 bytes" in shown) == (True, True)


def test_a_log_that_cannot_be_written_breaks_nothing(
    logged: ServerThread, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its error goes to the process's own log, once a batch."""

    def broken(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(SqlRequestLog, "add", broken)
    assert client_of(logged).get(f"{FEED}/alice").status_code == 200
    assert (log_of(logged), "1 requests could not be logged" in caplog.text) == ([], True)


def test_many_threads_put_requests_in(database: Database) -> None:
    """None is lost, and none is there twice."""
    from tests.server.test_several_processes import in_threads

    class Fake:
        def __init__(self, number: int) -> None:
            self.number = number

        def record(self, limit: int | None = None) -> RequestRecord:
            return replace(RECORD, url=str(self.number))

    writer = LogWriter(SqlRequestLog(database))

    def put(start: int) -> None:
        for n in range(start, start + 100):
            writer.put(Fake(n))  # type: ignore[arg-type]

    in_threads(*(lambda start=start: put(start) for start in range(0, 800, 100)))  # type: ignore[misc]
    writer.close()
    urls = sorted(int(kept.record.url) for kept in writer.log.page(ALL, limit=1000))
    assert urls == list(range(800))
