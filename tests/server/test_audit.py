"""Audits of mailboxes: what is kept, how it goes on with time, and what is refused."""

from __future__ import annotations

import base64
import json
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

import pytest
from sqlalchemy import event

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.accounts import Account
from gdata_compat.server.domain.audit import RETENTION, AuditRequest, Monitor, RequestKind, RequestStatus
from gdata_compat.server.domain.mail import MigratedMessage
from gdata_compat.server.domain.model import (
    EntityCannotBeModified,
    EntityDoesNotExist,
    EntityExists,
    TooManyAudits,
)
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.audit import SqlAudit
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.events import hide_secrets
from gdata_compat.server.pgp import public_key_fault
from gdata_compat.server.provisioning.audit_files import mbox
from gdata_compat.server.state import state_of
from gdata_compat.server.transfer.importing import import_json
from tests.fix_server import SignedClient

DATA = Path(__file__).parent.parent / "data" / "audit"
ARMOUR = (DATA / "rsa.asc").read_bytes()
KEY = base64.b64encode(ARMOUR).decode()
FEED = "/a/feeds/compliance/audit"
EXPORT, ACCOUNT = RequestKind.EXPORT, RequestKind.ACCOUNT


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1_246_449_600.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of `domain`."""
    return Clock()


@pytest.fixture
def domain(database: Database, clock: Clock) -> SqlDomain:
    """A domain of each database, with three users."""
    made = SqlDomain(database, "example.com", clock=clock, audit_duration=100)
    made.users.add_many(User(name, "F", "G") for name in ("alice", "bruno", "chiara"))
    return made


def monitor(source: str, destination: str, end: str = "2096-01-01 00:00") -> Monitor:
    """Make a monitor."""
    return Monitor(source, destination, "2009-07-01 12:00", end)


def pairs(domain: SqlDomain) -> list[tuple[str, str]]:
    """Return who is watched by whom."""
    return [(each.username, each.destination) for each in domain.audit.all_monitors()]


def test_a_monitor_is_replaced_by_one_for_the_same_two(domain: SqlDomain) -> None:
    """The last one counts, whatever the case of the names; pages follow one another."""
    audit = domain.audit
    for source, destination in (("bruno", "chiara"), ("bruno", "alice"), ("alice", "bruno")):
        audit.put_monitor(monitor(source, destination))
    audit.put_monitor(monitor("BRUNO", "Chiara", "2097-01-01 00:00"))
    first = audit.all_monitors(limit=2)
    rest = audit.all_monitors(first[-1])
    assert [(each.username, each.destination, each.end[:4]) for each in (*first, *rest)] == [
        ("alice", "bruno", "2096"),
        ("bruno", "alice", "2096"),
        ("bruno", "chiara", "2097"),
    ]
    assert [each.destination for each in audit.monitors("bruno", "b")] == ["chiara"]
    with pytest.raises(EntityDoesNotExist, match="nobody"):
        audit.put_monitor(monitor("bruno", "nobody"))


def test_monitors_follow_renamed_users_and_go_with_deleted_ones(domain: SqlDomain) -> None:
    """On either side; who moves to another domain takes none along."""
    domain.secondary_domains.add("example.org")
    for pair in (("alice", "bruno"), ("bruno", "chiara"), ("chiara", "alice")):
        domain.audit.put_monitor(monitor(*pair))
    domain.users.update("bruno", UserChanges(username="bruce"))
    renamed = pairs(domain)
    domain.nicknames.delete("bruno")
    kept = pairs(domain)
    domain.accounts.rename("alice@example.com", "alice@example.org")
    moved = pairs(domain)
    domain.users.delete("chiara")
    assert renamed == kept == [("alice", "bruce"), ("bruce", "chiara"), ("chiara", "alice")]
    assert (moved, pairs(domain)) == ([("bruce", "chiara")], [])


def test_a_request_goes_on_with_time(domain: SqlDomain, clock: Clock) -> None:
    """Pending, completed, expired; or marked for deletion, and deleted."""
    audit, asked = domain.audit, AuditRequest(ACCOUNT, "Bruno", "a@example.com")
    one, two = (audit.create_request(asked) for _ in range(2))
    seen = [one.status(clock.now)]
    with pytest.raises(EntityCannotBeModified):
        audit.remove_request(ACCOUNT, "bruno", 1)
    clock.now += 100
    seen.append(audit.request(ACCOUNT, "bruno", 1).status(clock.now))
    audit.remove_request(ACCOUNT, "bruno", 1)
    seen.append(audit.request(ACCOUNT, "bruno", 1).status(clock.now))
    clock.now += 100
    seen.append(audit.request(ACCOUNT, "bruno", 1).status(clock.now))
    seen += [two.status(one.completes + RETENTION - 1), two.status(one.completes + RETENTION)]
    status = RequestStatus
    assert seen == [
        status.PENDING,
        status.COMPLETED,
        status.MARKED_DELETE,
        status.DELETED,
        status.COMPLETED,
        status.EXPIRED,
    ]
    assert (one.number, two.number, one.token != two.token, "token" in repr(one)) == (1, 2, True, False)


def test_a_request_outlives_its_user(domain: SqlDomain, clock: Clock) -> None:
    """It follows a renaming; what was not done when the user went ends in an error."""
    asked = AuditRequest(EXPORT, "bruno", "a@example.com")
    domain.audit.create_request(asked)
    domain.users.update("bruno", UserChanges(username="bruce"))
    clock.now += 100
    domain.audit.create_request(replace_user(asked, "bruce"))
    domain.users.delete("bruce")
    found = [each.status(clock.now + 200) for each in domain.audit.requests(EXPORT)]
    assert found == [RequestStatus.COMPLETED, RequestStatus.ERROR]
    with pytest.raises(EntityDoesNotExist):
        domain.audit.create_request(replace_user(asked, "bruce"))


def replace_user(request: AuditRequest, username: str) -> AuditRequest:
    """Return the same request for another user."""
    return AuditRequest(request.kind, username, request.admin)


def test_a_day_has_a_hundred_exports(domain: SqlDomain, clock: Clock) -> None:
    """The next day there may be more; account information is not counted."""
    asked = AuditRequest(EXPORT, "bruno", "a@example.com")
    for _ in range(100):
        domain.audit.create_request(asked)
    with pytest.raises(TooManyAudits):
        domain.audit.create_request(asked)
    domain.audit.create_request(AuditRequest(ACCOUNT, "bruno", "a@example.com"))
    clock.now += 24 * 3600
    assert domain.audit.create_request(asked).number == 101


def test_a_day_has_so_many_changes_of_monitors(database: Database, clock: Clock) -> None:
    """What is made and what is deleted counts together, what is refused does not; an import is free."""
    SqlDomain(database, "example.com").users.add_many(User(name, "F", "G") for name in ("alice", "bruno"))
    audit = SqlAudit(database, "example.com", clock=clock, monitors_a_day=3)
    for _ in range(2):
        audit.put_monitor(monitor("bruno", "alice"))
    audit.delete_monitor("bruno", "alice")
    with pytest.raises(TooManyAudits):
        audit.put_monitor(monitor("bruno", "alice"))
    audit.put_monitor(monitor("bruno", "alice"), limited=False)
    with pytest.raises(TooManyAudits):
        audit.delete_monitor("bruno", "alice")
    kept = len(audit.monitors("bruno"))
    clock.now += 24 * 3600
    audit.delete_monitor("bruno", "alice")
    assert (kept, audit.monitors("bruno")) == (1, [])


def test_requests_are_found_from_a_moment_and_a_number_on(domain: SqlDomain, clock: Clock) -> None:
    """Both bounds are included; a number that is in use is not taken again."""
    for number in range(1, 6):
        asked = AuditRequest(ACCOUNT, "bruno", "a", requested=float(number), completes=9.0, number=number)
        domain.audit.restore_request(asked)
    audit = domain.audit
    with pytest.raises(EntityExists):
        audit.restore_request(asked)
    found = [audit.requests(ACCOUNT, *bounds) for bounds in ((3.0,), (0.0, 4), (3.0, 4, 1), (9.0,))]
    assert [[each.number for each in page] for page in found] == [[3, 4, 5], [4, 5], [4], []]


def test_no_page_of_audits_reads_a_whole_table(tmp_path: Path) -> None:
    """Each walks a key, and sorts nothing."""
    database = Database(str(tmp_path / "d.sqlite"))
    audit = SqlDomain(database, "example.com").audit
    SqlDomain(database, "example.com").users.create(User("bruno", "F", "G"))
    asked: list[tuple[str, Any]] = []
    listening = (database._engine, "before_cursor_execute", lambda *seen: asked.append((seen[2], seen[3])))
    event.listen(*listening)
    audit.monitors("bruno", "b")
    audit.all_monitors(monitor("bruno", "chiara"))
    audit.requests(EXPORT, 5.0, 7)
    with pytest.raises(EntityDoesNotExist):
        audit.request_of_token("x")
    event.remove(*listening)
    with database.reading() as connection:
        plans = [
            row[3]
            for question, values in asked
            if question.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
        ]
    database.close()
    assert len(plans) >= 5
    assert [step for step in plans if step.startswith("SCAN ") or "TEMP B-TREE" in step] == []


def test_a_mailbox_is_written_as_mbox(domain: SqlDomain) -> None:
    """Deleted messages where asked for, dates as asked for, lines that look like a beginning quoted."""
    for date, properties in (("1 Jul 2009", ()), ("2 Jul 2009", ("IS_TRASH",)), ("some day", ())):
        text = f"Date: {date} 10:00:00 +0200\n\nFrom A\n>From B\n"
        domain.migrated_mail.add("bruno", MigratedMessage(text.encode(), properties))
    asked = AuditRequest(EXPORT, "bruno", "a", begin="2009-07-01 08:00", end="2009-07-01 08:00")
    everything = AuditRequest(EXPORT, "bruno", "a", include_deleted=True, headers_only=True)
    july = AuditRequest(EXPORT, "bruno", "a", begin="2009-07-01 08:01", end="2009-07-31 00:00")
    dates = [
        b"".join(mbox(domain.migrated_mail, each)).count(b"\nDate: ") for each in (asked, everything, july)
    ]
    first = next(iter(mbox(domain.migrated_mail, asked)))
    assert dates == [2, 3, 1]
    assert first == (
        b"From MAILER-DAEMON Wed Jul 01 08:00:00 2009\n"
        b"Date: 1 Jul 2009 10:00:00 +0200\n\n>From A\n>>From B\n\n"
    )


def test_requests_of_many_at_once_have_numbers_of_their_own(domain: SqlDomain) -> None:
    """Eight threads ask; the limit of a day holds, and no number is given twice."""
    refused: list[int] = []

    def ask(first: int) -> None:
        for number in range(first, first + 15):
            try:
                domain.audit.create_request(AuditRequest(EXPORT, "bruno", f"a{number}@example.com"))
            except TooManyAudits:
                refused.append(number)
            domain.audit.put_monitor(monitor("bruno", "chiara", f"2096-01-01 00:{number % 60:02}"))

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(0, 120, 15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [each.number for each in domain.audit.requests(EXPORT, limit=200)]
    assert (numbers, len(refused)) == (list(range(1, 101)), 20)
    assert len(domain.audit.monitors("bruno")) == 1


def test_the_address_of_a_file_is_hidden_from_whoever_watches() -> None:
    """Whoever has it gets the mail."""
    shown = hide_secrets(
        "<apps:property name='fileUrl0' value='https://x.test/a/data/compliance/audit/aB-_9'/>"
    )
    assert "value='https://x.test/a/data/compliance/audit/...'" in shown


# The feeds


def entry(**properties: str) -> bytes:
    """Write a property entry."""
    rows = "".join(f"<apps:property name='{n}' value={quoteattr(v)}/>" for n, v in properties.items())
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'"
    return f"<entry {spaces}>{rows}</entry>".encode()


MONITOR = {"destUserName": "chiara", "endDate": "2096-06-30 23:20"}
WRONG = {
    "no destination": ("mail/monitor", {"endDate": "2096-06-30 23:20"}, 1403),
    "no end": ("mail/monitor", {"destUserName": "chiara"}, 1801),
    "end": ("mail/monitor", {**MONITOR, "endDate": "2096-02-30 23:20"}, 1801),
    "end with seconds": ("mail/monitor", {**MONITOR, "endDate": "2096-02-20 23:20:00"}, 1801),
    "end in other digits": ("mail/monitor", {**MONITOR, "endDate": "\uff12096-02-20 23:20"}, 1801),
    "begin": ("mail/monitor", {**MONITOR, "beginDate": "now"}, 1801),
    "begin long ago": ("mail/monitor", {**MONITOR, "beginDate": "2009-06-15 00:00"}, 1801),
    "end at the begin": ("mail/monitor", {**MONITOR, "beginDate": MONITOR["endDate"]}, 1801),
    "incoming": ("mail/monitor", {**MONITOR, "incomingEmailMonitorLevel": "ALL"}, 1801),
    "outgoing": ("mail/monitor", {**MONITOR, "outgoingEmailMonitorLevel": "ALL"}, 1801),
    "drafts": ("mail/monitor", {**MONITOR, "draftMonitorLevel": "ALL"}, 1801),
    "chats": ("mail/monitor", {**MONITOR, "chatMonitorLevel": "header_only"}, 1801),
    "flag": ("mail/export", {"includeDeleted": "yes"}, 1801),
    "content": ("mail/export", {"packageContent": "ALL"}, 1801),
    "query": ("mail/export", {"searchQuery": "x" * 1001}, 1801),
    "both": ("mail/export", {"searchQuery": "x", "includeDeleted": "True"}, 1801),
    "export's begin": ("mail/export", {"beginDate": "2009"}, 1801),
    "export's end": ("mail/export", {"endDate": "2009-13-01 00:00"}, 1801),
}


@pytest.mark.parametrize(("kind", "properties", "code"), WRONG.values(), ids=WRONG.keys())
def test_wrong_values_are_refused_and_nothing_is_kept(
    signed: SignedClient, kind: str, properties: dict[str, str], code: int
) -> None:
    """With the API's code."""
    uploaded = signed.send("POST", f"{FEED}/publickey/example.com", entry(publicKey=KEY))
    answer = signed.send("POST", f"{FEED}/{kind}/example.com/bruno", entry(**properties))
    told = signed.get(f"{FEED}/mail/monitor/example.com/bruno")
    asked = signed.get(f"{FEED}/mail/export/example.com")
    assert (uploaded.status_code, answer.status_code) == (201, 400)
    assert f'errorCode="{code}"' in answer.text
    assert (told.text.count("<entry"), asked.text.count("<entry")) == (0, 0)


def test_none_and_nothing_mean_the_default(signed: SignedClient) -> None:
    """As the reference says of each level, and of a date that is empty."""
    levels = {"incomingEmailMonitorLevel": "", "draftMonitorLevel": "NONE", "chatMonitorLevel": ""}
    sent = entry(**MONITOR, **levels, beginDate="")
    answer = signed.send("POST", f"{FEED}/mail/monitor/example.com/bruno@example.com", sent)
    assert (answer.status_code, "draftMonitorLevel" in answer.text) == (201, False)
    assert "name='incomingEmailMonitorLevel' value='FULL_MESSAGE'" in answer.text
    assert answer.headers["Location"].endswith("/mail/monitor/example.com/bruno/chiara")


@pytest.mark.parametrize("query", ["fromDate=2009", "start=x", "start=99999999999", "fromDate=%00"])
def test_wrong_queries_are_refused(signed: SignedClient, query: str) -> None:
    """1407."""
    answer = signed.get(f"{FEED}/account/example.com?{query}")
    assert (answer.status_code, 'errorCode="1407"' in answer.text) == (400, True)


def test_requests_since_a_date_are_told_with_links_that_say_so(signed: SignedClient) -> None:
    """The date is in the page's own address."""
    signed.send("POST", f"{FEED}/publickey/example.com", entry(publicKey=KEY))
    made = signed.send("POST", f"{FEED}/account/example.com/bruno", entry())
    told = signed.get(f"{FEED}/account/example.com?fromDate=2009-06-30%2023:20")
    later = signed.get(f"{FEED}/account/example.com?fromDate=2096-06-30%2023:20")
    own = (
        "rel='self' type='application/atom+xml' href='https://apps-apis.google.com/a/feeds/compliance/audit/"
    )
    assert f"{own}account/example.com?fromDate=2009-06-30%2023%3A20'" in told.text
    assert (made.status_code, told.text.count("<entry"), later.text.count("<entry")) == (201, 1, 0)


def test_only_administrators_audit() -> None:
    """Nobody else sees or asks for anything."""
    client, bruno = create_app(sample=2, accept_basic=True).test_client(), ("bruno", "sample-password")
    paths = ["mail/monitor/example.com/alice", "account/example.com", "mail/export/example.com/alice/1"]
    answers = [client.get(f"{FEED}/{path}", auth=bruno).status_code for path in paths]
    posted = client.post(f"{FEED}/publickey/example.com", data=entry(publicKey=KEY), auth=bruno)
    assert (answers, posted.status_code) == ([403] * 3, 403)


def test_two_servers_tell_the_same_request(tmp_path: Path) -> None:
    """One process takes it, another one tells it, gives the file, and deletes it."""
    database, alice, now = str(tmp_path / "d.sqlite"), ("alice", "sample-password"), [1_246_449_600.0]
    settings: dict[str, Any] = {"accept_basic": True, "audit_duration": 10, "clock": lambda: now[0]}
    one, two = (create_app(database, sample=3, **settings) for _ in range(2))
    address = f"{FEED}/account/example.com/bruno"
    one.test_client().post(f"{FEED}/publickey/example.com", data=entry(publicKey=KEY), auth=alice)
    one.test_client().post(address, data=entry(), auth=alice)
    pending = two.test_client().get(f"{address}/1", auth=alice).text
    now[0] += 10
    told = two.test_client().get(f"{address}/1", auth=alice).text
    url = urlsplit(told.partition("name='fileUrl0' value='")[2].partition("'")[0])
    file = one.test_client().get(url.path)
    unknown = one.test_client().get(url.path + "x")
    for _ in range(2):
        two.test_client().delete(f"{address}/1", auth=alice)
    gone = one.test_client().get(url.path)
    for app in (one, two):
        state_of(app).database.close()
    assert ("'PENDING'" in pending, "'COMPLETED'" in told, url.hostname) == (
        True,
        True,
        "apps-apis.google.com",
    )
    assert (file.status_code, unknown.status_code, gone.status_code) == (200, 404, 404)
    assert file.text.startswith("User: bruno@example.com\nName: Bruno ")


def test_users_of_secondary_domains_are_audited_under_their_own(tmp_path: Path) -> None:
    """Keys, numbers and files are the domain's; renaming and deleting count there, too."""
    now = [1_246_449_600.0]
    app = create_app(
        str(tmp_path / "d.sqlite"),
        secondary_domains=["example.org"],
        sample=2,
        accept_basic=True,
        audit_duration=10,
        clock=lambda: now[0],
    )
    client, alice, domain = app.test_client(), ("alice", "sample-password"), state_of(app).domain
    for name in ("liz", "max"):
        domain.accounts.create(Account("example.org", User(name, "F", "G")))
    domain.migrated_mail_of("example.org").add("liz", MigratedMessage(b"Subject: x\n\ny"))

    def post(path: str, **properties: str) -> int:
        return client.post(f"{FEED}/{path}", data=entry(**properties), auth=alice).status_code

    refused = post("mail/export/example.org/liz")
    made = [post("publickey/example.org", publicKey=KEY), post("mail/export/example.org/liz")]
    made.append(post("mail/monitor/example.org/liz", destUserName="max", endDate="2096-01-01 00:00"))
    domain.accounts.rename("max@example.org", "moritz@example.org")
    now[0] += 10
    told = client.get(f"{FEED}/mail/export/example.org/liz/1", auth=alice).text
    url = urlsplit(told.partition("name='fileUrl0' value='")[2].partition("'")[0])
    file = client.get(url.path).text
    watched = domain.audit_of("example.org").all_monitors()
    domain.accounts.delete("liz@example.org")
    left = domain.audit_of("example.org").all_monitors()
    gone, elsewhere = client.get(url.path).status_code, domain.audit.public_key()
    state_of(app).database.close()
    assert (refused, made, "'liz@example.org'" in told) == (400, [201] * 3, True)
    assert file == "From MAILER-DAEMON Thu Jan 01 00:00:00 1970\nSubject: x\n\ny\n\n"
    assert [(each.username, each.destination) for each in watched] == [("liz", "moritz")]
    assert (left, gone, elsewhere) == ([], 404, "")


# Public keys


def armoured(packets: bytes, checksum: str = "") -> bytes:
    """Write packets as a public key."""
    body = base64.encodebytes(packets).decode()
    return (
        f"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{body}{checksum}-----END PGP PUBLIC KEY BLOCK-----".encode()
    )


RSA = b"\xc6\x06\x04\x00\x00\x00\x00\x01"
USER_ID = b"\xcd\x01a"
KEYS = {
    "as GnuPG writes it": (ARMOUR, None),
    "with other line ends": (ARMOUR.replace(b"\n", b"\r\n"), None),
    "with headers": (ARMOUR.replace(b"\n", b"\nVersion: GnuPG v1.4.10 (GNU/Linux)\n", 1), None),
    "packets alone": (armoured(RSA + USER_ID), None),
    "old packets": (armoured(b"\x99\x00\x06" + RSA[2:] + b"\xb4\x01a"), None),
    "version 3": (armoured(b"\xc6\x08\x03" + bytes(6) + b"\x02" + USER_ID), None),
    "long user id": (armoured(RSA + b"\xcd\xc0\x08" + b"a" * 200), None),
    "longer user id": (armoured(RSA + b"\xcd\xff\x00\x00\x00\x01a"), None),
    "elliptic": ((DATA / "ed.asc").read_bytes(), 1412),
    "RSA to sign": (armoured(RSA[:-1] + b"\x03" + USER_ID), 1412),
    "secret": (armoured(b"\xc5" + RSA[1:] + USER_ID), 1412),
    "a private key block": (ARMOUR.replace(b"PUBLIC", b"PRIVATE"), 1412),
    "two user ids": ((DATA / "two.asc").read_bytes(), 1413),
    "no user id": (armoured(RSA), 1409),
    "no key": (armoured(USER_ID), 1409),
    "empty key": (armoured(b"\xc6\x00" + USER_ID), 1412),
    "wrong checksum": (ARMOUR.replace(b"\n=", b"\n=AAAA\n=", 1), 1411),
    "changed": (ARMOUR.replace(b"mQEN", b"mQEM", 1), 1411),
    "cut off": (armoured(RSA[:-2]), 1411),
    "no packet": (armoured(b"\x00"), 1411),
    "partial": (armoured(b"\xc6\xe1\x00\x00"), 1411),
    "indeterminate": (armoured(b"\x9b\x04"), 1411),
    "no headers' end": (b"\n".join(ARMOUR.split(b"\n\n")), 1411),
    "nothing": (b"", 1411),
    "not ASCII": (ARMOUR.replace(b"mQEN", "é".encode()), 1411),
    "too large": (armoured(RSA + USER_ID + b"\xcd\xff\x00\x01\x00\x00" + bytes(65_536)), 1411),
}


@pytest.mark.parametrize(("armour", "code"), KEYS.values(), ids=KEYS.keys())
def test_public_keys_are_looked_at(armour: bytes, code: int | None) -> None:
    """RSA, one user id, whole."""
    assert public_key_fault(armour) == code


def test_a_key_that_is_refused_is_not_told(signed: SignedClient) -> None:
    """It may be the private one."""
    private = base64.b64encode(ARMOUR.replace(b"PUBLIC", b"PRIVATE")).decode()
    for given, code in ((private, 1412), ("*", 1411), ("", 1411)):
        answer = signed.send("POST", f"{FEED}/publickey/example.com", entry(publicKey=given))
        assert (answer.status_code, f'errorCode="{code}" invalidInput=""' in answer.text) == (400, True)


# In and out


def test_audits_go_in_and_come_out(domain: SqlDomain, tmp_path: Path) -> None:
    """Those that ended long ago, too; the second time nothing changes; an update of a monitor counts."""
    asked = {"kind": "export", "number": 7, "username": "bruno", "admin": "a@example.com"}
    asked |= {"requested": 1e9, "completes": 1e9 + 60, "removed": 1e9 + 90}
    ended = {
        "username": "Bruno",
        "destination": "chiara",
        "begin": "2009-06-15 00:00",
        "end": "2009-06-16 00:00",
    }
    document: dict[str, Any] = {"version": 1, "audit_keys": [{"public_key": KEY}]}
    document |= {"audit_monitors": [ended], "audit_requests": [asked]}
    path, done = tmp_path / "d.json", []
    for _ in range(2):
        path.write_text(json.dumps(document))
        done.append([line.partition(" updated")[0] for line in import_json(domain, path).lines()])
    document["audit_monitors"] = [ended | {"drafts": "HEADER_ONLY"}]
    path.write_text(json.dumps(document))
    done.append([line.partition(",")[0] for line in import_json(domain, path).lines()])
    parts = ("audit_keys", "audit_monitors", "audit_requests")
    assert done[0] == [f"{part}: 1 created, 0" for part in parts]
    assert done[1] == [f"{part}: 0 created, 0" for part in parts]
    assert domain.audit.monitors("bruno")[0].drafts == "HEADER_ONLY"
    assert domain.audit.requests(EXPORT)[0].removed == 1e9 + 90
