"""Faults by switch: what fails, how it looks, and how scripts get over it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.quotas import Quota
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.sql.quotas import SqlRequestCounts
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.failing import Failures
from gdata_compat.server.faults import ProvisioningError
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of
from tests.fix_server import SignedClient

FEED = "/a/feeds/example.com/user/2.0"
ALICE = f"{FEED}/alice"

SERVICE = """
import gdata.apps.service
apps = service(gdata.apps.service.AppsService)
FEED = '/a/feeds/example.com/user/2.0'
"""


class NoCounts:
    """Counts nothing."""

    def count(self, caller: str, span: int) -> int:
        return 0


@pytest.mark.parametrize(
    ("code", "status", "reason", "text"),
    [
        (1001, 503, "Service Unavailable", 'errorCode="1001"'),
        (1000, 500, "Internal Server Error", 'reason="UnknownError"'),
        (1300, 400, "Bad Request", 'reason="EntityExists"'),
        (503, 503, "Service Unavailable", "Error 503"),
        (500, 500, "Internal Server Error", "Error 500"),
        (401, 401, "Token invalid - Invalid token: Token not found", "Error 401"),
        (403, 403, "You are not authorized to access this API", "Error 403"),
        (409, 409, "Conflict", "Error 409"),
    ],
)
def test_the_next_call_fails_as_asked(
    server: ServerThread, signed: SignedClient, code: int, status: int, reason: str, text: str
) -> None:
    """By an error code or by an HTTP status; the call after it is answered."""
    server.state.failures.fail_next(code)
    failed, answered = signed.get(ALICE), signed.get(ALICE)
    assert (failed.status_code, failed.reason, text in failed.text) == (status, reason, True)
    assert answered.status_code == 200


def test_so_many_calls_fail_in_the_order_given(server: ServerThread, signed: SignedClient) -> None:
    """`times` repeats; a second fault waits for its turn."""
    server.state.failures.fail_next(503, times=2)
    server.state.failures.fail_next(1301)
    assert [signed.get(ALICE).status_code for _ in range(4)] == [503, 503, 400, 200]


def test_a_call_that_fails_has_done_nothing(server: ServerThread, signed: SignedClient) -> None:
    """It can be sent again."""
    server.state.failures.fail_next(503)
    assert signed.send("DELETE", f"{FEED}/bruno").status_code == 503
    assert server.state.domain.users.get("bruno").username == "bruno"


def test_the_log_of_requests_says_that_a_fault_was_asked_for(
    server: ServerThread, signed: SignedClient, records: list[RequestRecord]
) -> None:
    """Nobody looks for the cause in the wrong place."""
    server.state.failures.fail_next(1001)
    signed.get(ALICE)
    assert records[-1].detail == "failed by fail_next(1001)"


@pytest.mark.parametrize("code", [0, 200, 302, 399, 600, 999, 1002, 1803, -1])
def test_what_is_no_fault_is_refused(code: int) -> None:
    """A code that the API did not have, or the status of a success."""
    with pytest.raises(ValueError, match="neither an error code"):
        Failures(NoCounts()).fail_next(code)


def test_token_endpoints_and_pages_do_not_fail(tmp_path: Path) -> None:
    """Only the calls of the API do."""
    app = create_app(fault_rate=1.0)
    client = app.test_client()
    paths = ["/accounts/OAuthGetRequestToken", "/accounts/AuthSubTokenInfo", "/nothing", FEED]
    statuses = [client.get(path).status_code for path in paths]
    state_of(app).database.close()
    assert statuses == [400, 401, 404, 503]


def test_a_share_of_the_calls_fails() -> None:
    """Those whose draw is below the rate."""
    draws = iter([0.05, 0.5, 0.099, 0.1])
    failures = Failures(NoCounts(), fault_rate=0.1, chance=lambda: next(draws))
    failed = []
    for _ in range(4):
        try:
            failures.meet_call()
            failed.append(0)
        except ProvisioningError as error:
            failed.append(error.status)
    assert failed == [503, 0, 503, 0]


def test_every_call_takes_longer() -> None:
    """By the latency, before it is answered or fails."""
    slept: list[float] = []
    failures = Failures(NoCounts(), latency=0.25, sleep=slept.append)
    failures.meet_call()
    failures.fail_next(503)
    with pytest.raises(Exception, match="fail_next"):
        failures.meet_call()
    assert slept == [0.25, 0.25]


@pytest.mark.parametrize(
    "wrong",
    [
        {"fault_rate": -0.1},
        {"fault_rate": 1.1},
        {"latency": -1},
        {"latency": float("nan")},
        {"quota": "many"},
        {"quota": "10"},
        {"quota": "10/day"},
        {"quota": "-1/s"},
    ],
)
def test_a_switch_that_makes_no_sense_is_an_error_at_the_start(wrong: dict[str, Any]) -> None:
    """With what it should have been."""
    with pytest.raises(ValueError, match=r"share from 0|number of seconds|write it as 10/s"):
        create_app(**wrong)


@pytest.mark.parametrize(
    ("text", "quota"),
    [
        ("10/s", Quota(10, 1)),
        ("100/min", Quota(100, 60)),
        (" 7 / Minute ", Quota(7, 60)),
        ("5000/hour", Quota(5000, 3600)),
    ],
)
def test_a_quota_is_written_as_one_says_it(text: str, quota: Quota) -> None:
    """Requests, a stroke, the unit of time."""
    assert Quota.parse(text) == quota


def test_a_caller_over_quota_gets_googles_words_until_the_next_minute(tmp_path: Path) -> None:
    """503; another caller is served, and so is the same one a minute later."""
    now = [1_000_000_000.0]
    path = str(tmp_path / "d.sqlite")
    app = create_app(path, quota="2/min", sample=1, accept_basic=True, clock=lambda: now[0])
    client, alice = app.test_client(), ("alice", "sample-password")
    answers = [client.get(ALICE, auth=alice) for _ in range(3)]
    now[0] += 60
    later = client.get(ALICE, auth=alice)
    state_of(app).database.close()
    words = "Temporary problem - please try again later and consider using batch operations."
    assert [answer.status_code for answer in (*answers, later)] == [200, 200, 503, 200]
    assert answers[2].status == f"503 {words} The user is over quota."


def test_a_quota_holds_over_several_servers(database: Database) -> None:
    """Eight threads with counters of their own count to forty together, each number once."""
    seen: list[int] = []

    def count() -> None:
        mine = SqlRequestCounts(database)
        seen.extend(mine.count("a@example.com", 7) for _ in range(5))

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(1, 41))


def test_a_server_whose_clock_is_behind_resets_nothing(database: Database) -> None:
    """Its requests count in the span that the others are in."""
    counts = SqlRequestCounts(database)
    assert [counts.count("a", span) for span in (7, 8, 7, 8, 9)] == [1, 1, 2, 3, 1]


def test_scripts_get_over_faults_by_trying_again(observe: Callable[..., Any], server: ServerThread) -> None:
    """GetWithRetries answers after two faults."""
    server.state.failures.fail_next(1001, times=2)
    script = """
feed = apps.GetWithRetries(FEED, num_retries=3, delay=0.01, backoff=2)
seen.append([type(feed).__name__, len(feed.entry)])
"""
    assert observe(SERVICE + script) == [["GDataFeed", 3]]


def test_scripts_give_up_when_faults_do_not_end(observe: Callable[..., Any], server: ServerThread) -> None:
    """RanOutOfTries after the tries that were asked for; a plain Get sees the status."""
    server.state.failures.fail_next(503, times=4)
    script = """
refused(apps.RetrieveUser, "alice")
refused(apps.GetWithRetries, FEED, num_retries=3, delay=0.01, backoff=2)
seen.append(len(apps.Get(FEED).entry))
"""
    plain = ["AppsForYourDomainException", 503, "", ""]
    assert observe(SERVICE + script) == [plain, ["RanOutOfTries", None, "", ""], 3]
