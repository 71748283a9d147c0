"""Scripts that audit mailboxes: ours and the original do the same, and see the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.gdata.apps.audit.service import AuditService
from gdata_compat.server.app import create_app
from gdata_compat.server.domain.audit import AuditRequest, RequestKind
from gdata_compat.server.domain.mail import MigratedMessage
from gdata_compat.server.domain.users import User
from gdata_compat.server.serving import ServerThread
from tests.fix_server import CONSUMER_SECRET

KEY = Path(__file__).parent.parent / "data" / "audit" / "rsa.asc"

SERVICE = """
import gdata.apps.audit.service
audit = service(gdata.apps.audit.service.AuditService)
"""

MONITORS = """
seen.append(audit.createEmailMonitor("bruno", "chiara", "2096-06-30 23:20"))
seen.append(audit.createEmailMonitor("bruno", "alice", "2096-06-30 23:20", "2096-06-15 00:00",
                                     incoming_headers_only=True, outgoing_headers_only=True,
                                     drafts=True, drafts_headers_only=True, chats=True))
audit.createEmailMonitor("bruno", "chiara", "2096-07-31 00:00", "2096-06-15 00:00", drafts=True)
monitors = audit.getEmailMonitors("bruno")
seen.append([[each["destUserName"], each["endDate"], each.get("draftMonitorLevel")] for each in monitors])
refused(audit.createEmailMonitor, "bruno", "nobody", "2096-06-30 23:20")
refused(audit.createEmailMonitor, "nobody", "chiara", "2096-06-30 23:20")
refused(audit.createEmailMonitor, "bruno", "chiara@example.com", "2096-06-30 23:20")
refused(audit.createEmailMonitor, "bruno", "chiara", "30.6.2096")
refused(audit.createEmailMonitor, "bruno", "chiara", "2096-06-30 23:20", "2096-07-15 00:00")
refused(audit.createEmailMonitor, "bruno", "chiara", "2009-06-30 23:20", "2009-06-15 00:00")
audit.deleteEmailMonitor("bruno", "chiara")
seen.append([each["destUserName"] for each in audit.getEmailMonitors("bruno")])
refused(audit.deleteEmailMonitor, "bruno", "chiara")
refused(audit.getEmailMonitors, "nobody")
"""

# The clock of the server goes on by a day at each word that the script writes and waits for.
REQUESTS = """
key = open(ARGUMENTS[0]).read()
refused(audit.createAccountInformationRequest, "bruno")
refused(audit.createMailboxExportRequest, "bruno")
refused(audit.updatePGPKey, b"no key" if sys.version_info[0] > 2 else "no key")
seen.append(sorted(audit.updatePGPKey(key)))

def told(request):
    names = "status requestId userEmailAddress adminEmailAddress numberOfFiles".split()
    return [request.get(name) for name in names]

first = audit.createAccountInformationRequest("bruno")
seen.append(told(first))
export = audit.createMailboxExportRequest("bruno", "2009-06-15 00:00", "2009-06-30 23:20",
                                          search_query="from:boss", headers_only=True)
seen.append(told(export) + [export["packageContent"], export["searchQuery"], export["beginDate"],
                            export["endDate"], export["includeDeleted"]])
everything = audit.createMailboxExportRequest("bruno", include_deleted=True)
refused(audit.createMailboxExportRequest, "bruno", include_deleted=True, search_query="from:boss")
refused(audit.createMailboxExportRequest, "bruno", "2009-06-15 00:00", "2009-06-14 00:00")
refused(audit.createMailboxExportRequest, "bruno", "yesterday")
refused(audit.createMailboxExportRequest, "nobody")
refused(audit.deleteMailboxExportRequest, "bruno", export["requestId"])
"""

LATER = """
def state(request):
    return [request["status"], request["numberOfFiles"], "fileUrl0" in request]

seen.append(state(audit.getAccountInformationRequestStatus("bruno", "1")))
seen.append(state(audit.getMailboxExportRequestStatus("bruno", "2")))
seen.append([state(each) for each in audit.getAllAccountInformationRequestsStatus()])
seen.append([each["requestId"] for each in audit.getAllMailboxExportRequestsStatus()])
import gdata_files
for kind in ("account", "mail/export"):
    url = audit._GetProperties(audit._serviceUrl(kind, user="bruno/1"))["fileUrl0"]
    seen.append(gdata_files.read(url).decode("utf-8"))
audit.deleteAccountInformationRequest("bruno", "1")
seen.append(audit.getAccountInformationRequestStatus("bruno", "1")["status"])
audit.deleteAccountInformationRequest("bruno", "1")
seen.append(state(audit.getAccountInformationRequestStatus("bruno", "1")))
refused(audit.deleteAccountInformationRequest, "bruno", "1")
audit.deleteMailboxExportRequest("bruno", "1")
seen.append(state(audit.getMailboxExportRequestStatus("bruno", "1")))
refused(audit.getMailboxExportRequestStatus, "chiara", "1")
refused(audit.getMailboxExportRequestStatus, "bruno", "99")
refused(audit.deleteMailboxExportRequest, "bruno", "99")
"""

DOWNLOADING = """
import types
gdata_files = types.ModuleType("gdata_files")
sys.modules["gdata_files"] = gdata_files
def read(url):
    path = url.partition("google.com")[2]
    try:
        from http.client import HTTPConnection
    except ImportError:
        from httplib import HTTPConnection
    connection = HTTPConnection(ADDRESS)
    connection.request("GET", path)
    return connection.getresponse().read()
gdata_files.read = read
"""

Observe = Callable[..., Any]
V1 = "AppsForYourDomainException"
INVALID = [V1, 400, "1801", "InvalidValue"]
MISSING = [V1, 400, "1301", "EntityDoesNotExist"]
UNCHANGEABLE = [V1, 400, "1304", "EntityCannotBeModified"]


@pytest.fixture
def now() -> list[float]:
    """The server's clock, to be moved: 2009-07-01 12:00."""
    return [1246449600.0]


@pytest.fixture
def server(tmp_path: Path, now: list[float]) -> Iterator[ServerThread]:
    """A running server whose clock the tests move, and whose requests take an hour."""
    app = create_app(
        str(tmp_path / "domain.sqlite"),
        sample=3,
        consumer_secret=CONSUMER_SECRET,
        clock=lambda: now[0],
        audit_duration=3600,
    )
    with ServerThread(app) as running:
        yield running


@pytest.fixture(autouse=True)
def timestamps_of_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scripts sign with their own time, though the server lives in another."""
    monkeypatch.setattr("gdata_compat.server.oauth1.TIMESTAMP_WINDOW", 10**10, raising=True)


def test_monitors(observe: Observe) -> None:
    """One for each pair of users; levels and dates as they were given."""
    assert observe(SERVICE + MONITORS) == [
        {
            "requestId": "1",
            "destUserName": "chiara",
            "beginDate": "2009-07-01 12:00",
            "endDate": "2096-06-30 23:20",
            "incomingEmailMonitorLevel": "FULL_MESSAGE",
            "outgoingEmailMonitorLevel": "FULL_MESSAGE",
        },
        {
            "requestId": "2",
            "destUserName": "alice",
            "beginDate": "2096-06-15 00:00",
            "endDate": "2096-06-30 23:20",
            "incomingEmailMonitorLevel": "HEADER_ONLY",
            "outgoingEmailMonitorLevel": "HEADER_ONLY",
            "draftMonitorLevel": "HEADER_ONLY",
            "chatMonitorLevel": "FULL_MESSAGE",
        },
        [["alice", "2096-06-30 23:20", "HEADER_ONLY"], ["chiara", "2096-07-31 00:00", "FULL_MESSAGE"]],
        MISSING,
        MISSING,
        [V1, 400, "1403", "InvalidUsername"],
        INVALID,
        INVALID,
        INVALID,
        ["alice"],
        MISSING,
        MISSING,
    ]


def test_requests_from_the_first_day_to_the_last(
    observe: Observe, server: ServerThread, now: list[float]
) -> None:
    """They need a key, are done after a while, give a file, and are deleted in two steps."""
    no_key = [V1, 400, "1409", "InvalidEncryptionPublicKey"]
    given = ["PENDING", "1", "bruno@example.com", "admin@example.com", None]
    assert observe(SERVICE + REQUESTS, str(KEY)) == [
        no_key,
        no_key,
        [V1, 400, "1411", "EncryptionPublicKeyInvalidFormat"],
        ["publicKey"],
        given,
        [*given, "HEADER_ONLY", "from:boss", "2009-06-15 00:00", "2009-06-30 23:20", "false"],
        INVALID,
        INVALID,
        INVALID,
        MISSING,
        UNCHANGEABLE,
    ]
    mail = server.state.domain.migrated_mail
    for date in ("01 Jun", "20 Jun"):
        text = f"Date: {date} 2009 10:00:00 +0000\nSubject: {date}\n\nFrom here.\n"
        mail.add("bruno", MigratedMessage(text.encode()))
    now[0] += 3600
    done = ["COMPLETED", "1", True]
    seen = observe(SERVICE + DOWNLOADING + LATER)
    assert seen[:4] == [done, done, [done], ["1", "2"]]
    assert seen[4].startswith("User: bruno@example.com\n")
    assert seen[5] == (
        "From MAILER-DAEMON Sat Jun 20 10:00:00 2009\nDate: 20 Jun 2009 10:00:00 +0000\nSubject: 20 Jun\n\n"
    )
    assert seen[6:] == [
        "MARKED_DELETE",
        ["DELETED", "0", False],
        UNCHANGEABLE,
        ["MARKED_DELETE", "1", True],
        MISSING,
        MISSING,
        MISSING,
    ]


def test_all_requests_come_in_pages(observe: Observe, server: ServerThread, now: list[float]) -> None:
    """Those of the last three weeks, a hundred a page."""
    audit = server.state.domain.audit
    for number in range(130):
        now[0] += 7200
        asked = AuditRequest(RequestKind.ACCOUNT, "bruno", "a@example.com", now[0], now[0], number=number + 1)
        audit.restore_request(asked)
    now[0] += 21 * 24 * 3600 - 119 * 7200
    script = "seen.append([each['requestId'] for each in audit.getAllAccountInformationRequestsStatus()])"
    assert observe(SERVICE + script) == [[str(number) for number in range(11, 131)]]


def test_monitors_come_in_pages(observe: Observe, server: ServerThread) -> None:
    """Every destination is told once."""
    domain, names = server.state.domain, [f"u{number:03}" for number in range(130)]
    domain.users.add_many(User(name, "F", "G") for name in names)
    script = """
for name in ARGUMENTS:
    audit.createEmailMonitor("bruno", name, "2096-06-30 23:20")
seen.append([each["destUserName"] for each in audit.getEmailMonitors("bruno")])
"""
    assert observe(SERVICE + script, *names) == [names]


def test_no_operation_is_left_out() -> None:
    """Every public method is in a script above."""
    names = {name for name, kind in vars(AuditService).items() if callable(kind) and name[0] != "_"}
    assert {name for name in names if f"audit.{name}" not in MONITORS + REQUESTS + LATER} == set()
