"""The feed that takes mail into mailboxes: by scripts of the legacy service, and over HTTP."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
import requests

from gdata_compat.gdata.apps.migration.service import MigrationService
from gdata_compat.server.domain.mail import MigratedMessage
from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient

from .operations import operations

FEED = "/a/feeds/migration/2.0/example.com/bruno/mail"
DECLARED = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:apps="http://schemas.google.com/apps/2006" '
    'xmlns:batch="http://schemas.google.com/gdata/batch"'
)
MAIL = "From: a@x.test\nSubject: Hello\n\nBody, \u00e9.\n"
Observe = Callable[..., Any]

SERVICE = """
import time
import warnings
import gdata.apps.migration.service
warnings.simplefilter("ignore")
time.sleep = lambda seconds: None
mail = service(gdata.apps.migration.service.MigrationService)
MESSAGE = "From: a@x.test\\nSubject: Hello\\n\\nBody\\n"
"""

ONE = """
made = mail.ImportMail("bruno", MESSAGE, ["IS_UNREAD", "IS_INBOX"], ["Friends", "Work"])
seen.append([[each.value for each in made.mail_item_property], [each.label_name for each in made.label]])
refused(mail.ImportMail, "nobody", MESSAGE, [], [])
refused(mail.ImportMail, "bruno", "no header", [], [])
refused(mail.ImportMail, "bruno", MESSAGE, ["IS_READ"], [])
seen.append(mail.exceptions)
"""

SEVERAL = """
seen.append([mail.AddMailEntry(MESSAGE, ["IS_SENT"], ["L"], "mail %d" % n) for n in range(3)])
seen.append([mail.ImportMultipleMails("bruno", threads_per_batch=2), len(mail.mail_entries)])
"""

BATCH = """
seen.append(mail.AddBatchEntry(MESSAGE, ["IS_STARRED"], ["Friends"]) > 0)
mail.AddBatchEntry("no header", [], [])
results = mail.SubmitBatch("bruno")
seen.append([[each.batch_id.text, each.batch_status.code] for each in results.entry])
seen.append(len(mail.mail_batch.entry))
mail.AddBatchEntry(MESSAGE, [], [])
refused(mail.SubmitBatch, "nobody")
"""


def test_a_message_is_imported(observe: Observe, server: ServerThread) -> None:
    """It is kept as it was sent; what is refused is counted by the service."""
    assert observe(SERVICE + ONE) == [
        [["IS_UNREAD", "IS_INBOX"], ["Friends", "Work"]],
        ["AppsForYourDomainException", 400, "1301", "EntityDoesNotExist"],
        ["AppsForYourDomainException", 400, "1000", "UnknownError"],
        ["AppsForYourDomainException", 400, "1801", "InvalidValue"],
        3,
    ]
    expected = b"From: a@x.test\nSubject: Hello\n\nBody\n"
    message = MigratedMessage(expected, ("IS_UNREAD", "IS_INBOX"), ("Friends", "Work"), 1)
    assert server.state.domain.migrated_mail.page("bruno") == [message]


def test_several_messages_are_imported_in_threads(observe: Observe, server: ServerThread) -> None:
    """Each gets a number of its own."""
    assert observe(SERVICE + SEVERAL) == [[1, 2, 3], [3, 0]]
    kept = server.state.domain.migrated_mail
    assert ([each.number for each in kept.page("bruno")], kept.count()) == ([1, 2, 3], 3)


def test_a_batch_of_messages_ends_one_by_one(observe: Observe, server: ServerThread) -> None:
    """What is malformed keeps no other from being imported."""
    assert observe(SERVICE + BATCH) == [
        True,
        [["0", "201"], ["1", "400"]],
        0,
        ["AppsForYourDomainException", 400, "1301", "EntityDoesNotExist"],
    ]
    assert server.state.domain.migrated_mail.count("bruno") == 1


def test_every_method_of_the_service_has_a_script() -> None:
    """What it offers is called above."""
    called = {name for name in operations(MigrationService) if f"mail.{name}" in ONE + SEVERAL + BATCH}
    assert called == operations(MigrationService)


def entry(message: str = MAIL, encoding: str = "", more: str = "") -> str:
    """Write an entry, without declarations."""
    return f"<entry>{more}<apps:rfc822Msg {encoding}>{message}</apps:rfc822Msg></entry>"


def alone(written: str) -> bytes:
    """Declare the namespaces of a document."""
    return written.replace(">", f" {DECLARED}>", 1).encode()


def test_importing_answers_201_and_what_is_told_of_the_message(signed: SignedClient) -> None:
    """Its address is numbered; the message itself is not told."""
    encoded = base64.encodebytes(MAIL.encode()).decode()
    body = entry(encoded, 'encoding="base64"', '<apps:label labelName="A &amp; B"/>')
    signed.send("POST", FEED, alone(body))
    answer = signed.send("POST", FEED, alone(body))
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"https://apps-apis.google.com{FEED}/2"
    assert "<apps:label labelName='A &amp; B'/></entry>" in answer.text
    assert ("rfc822Msg" in answer.text, "Hello" in answer.text) == (False, False)


@pytest.mark.parametrize(
    ("message", "encoding"),
    [
        (base64.b64encode(MAIL.encode()).decode(), 'encoding="base64"'),
        (MAIL, 'encoding="none"'),
        ("\n" + MAIL, ""),
        ("Subject:\n folded\nX-y: z", ""),
    ],
    ids=["base64", "none", "no encoding", "headers only"],
)
def test_messages_that_are_taken(signed: SignedClient, message: str, encoding: str) -> None:
    """In base64 or as text, with header fields at least."""
    assert signed.send("POST", FEED, alone(entry(message, encoding))).status_code == 201


@pytest.mark.parametrize(
    ("body", "code", "told"),
    [
        ("<entry/>", "1000", "the entry has no apps:rfc822Msg"),
        (entry(""), "1000", "the message does not begin with the header fields of RFC 822"),
        (entry("hello\n"), "1000", "the message does not begin with the header fields of RFC 822"),
        (entry("a: b\nhello\n"), "1000", "the message does not begin with the header fields of RFC 822"),
        (entry("-", 'encoding="base64"'), "1000", "the message is not in base64"),
        (entry("é", 'encoding="base64"'), "1000", "the message is not in base64"),
        (entry(MAIL, 'encoding="uu"'), "1000", "the encoding of a message is base64 or none"),
        (entry(MAIL, "", '<apps:mailItemProperty value="is_inbox"/>'), "1801", "is_inbox"),
        (entry(MAIL, "", "<apps:mailItemProperty/>"), "1801", ""),
        (entry(MAIL, "", '<apps:label labelName=" "/>'), "1801", " "),
        (entry(MAIL, "", f'<apps:label labelName="{"x" * 41}"/>'), "1801", "x" * 41),
        ("<feed></feed>", "1000", "the root is not an Atom entry"),
    ],
)
def test_messages_that_are_refused(signed: SignedClient, body: str, code: str, told: str) -> None:
    """The reason is told, and nothing is kept."""
    answer = signed.send("POST", FEED, alone(body.replace("/>", "></entry>") if body == "<entry/>" else body))
    (error,) = ElementTree.fromstring(answer.text)
    assert (answer.status_code, error.attrib["errorCode"]) == (400, code)
    assert error.attrib["invalidInput"].startswith(told)


def test_a_message_may_be_larger_than_other_entries(signed: SignedClient) -> None:
    """Several megabytes are taken, more than eight are not."""
    body = "x" * 75 + "\n"
    taken = signed.send("POST", FEED, alone(entry(MAIL + body * 50_000)))
    refused = signed.send("POST", FEED, alone(entry(MAIL + body * 110_000)))
    assert (taken.status_code, refused.status_code) == (201, 400)


@pytest.mark.parametrize("path", [FEED, f"{FEED}/batch"])
def test_mail_is_sent_as_atom(signed: SignedClient, path: str) -> None:
    """Any other type is answered 415."""
    headers = signed.sign("POST", path) | {"Content-Type": "text/xml"}
    answer = requests.post(signed.url + path, data=alone(entry()), headers=headers, timeout=30)
    assert (answer.status_code, answer.reason) == (415, "Unsupported Media Type")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_the_feed_is_written_to_only(signed: SignedClient, method: str) -> None:
    """No other method is there."""
    assert signed.send(method, FEED).status_code == 405


def test_a_batch_tells_how_each_ended(signed: SignedClient) -> None:
    """By the ids that were sent, in their order."""
    entries = "".join(
        entry(message, "", f"<batch:id>{number}</batch:id>")
        for number, message in enumerate([MAIL, "x", MAIL])
    )
    answer = signed.send("POST", f"{FEED}/batch", alone(f"<feed>{entries}</feed>"))
    found = ElementTree.fromstring(answer.text).iter("{http://schemas.google.com/gdata/batch}status")
    expected = [
        ("201", "Created"),
        (
            "400",
            "the document sent is refused: the message does not begin with the header fields of RFC 822",
        ),
        ("201", "Created"),
    ]
    assert [(each.attrib["code"], each.attrib["reason"]) for each in found] == expected


def test_mail_follows_its_user(database: Database) -> None:
    """It stays with who is renamed, and goes with who is deleted."""
    domain = SqlDomain(database, "example.com")
    domain.users.add_many([User("a", "F", "G"), User("b", "F", "G")])
    for name in "aab":
        domain.migrated_mail.add(name, MigratedMessage(b"x: y\n"))
    domain.users.update("a", UserChanges(username="c"))
    domain.users.delete("b")
    assert [each.number for each in domain.migrated_mail.page("C", 2)] == [2]
    assert (domain.migrated_mail.count(), domain.migrated_mail.count("c")) == (2, 2)
    for call in (
        domain.migrated_mail.page,
        lambda name: domain.migrated_mail.add(name, MigratedMessage(b"")),
    ):
        with pytest.raises(EntityDoesNotExist):
            call("b")
