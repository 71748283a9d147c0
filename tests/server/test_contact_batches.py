"""Batches of shared contacts, over HTTP with a plain OAuth client."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.fix_server_contacts import DECLARED, FEED, LIZ, NS, Contacts, entry, links, number, refusal


def run(contacts: Contacts, entries: str) -> list[tuple[str | None, str, str]]:
    """Send a batch and return of each result the id, the code and the reason."""
    body = f"<atom:feed {DECLARED}>{entries}</atom:feed>".encode()
    answer = contacts.send("POST", f"{FEED}/batch", body)
    assert answer.status_code == 200, answer.text
    results = []
    for each in ElementTree.fromstring(answer.text).findall("atom:entry", NS):
        status = each.find("batch:status", NS)
        assert status is not None
        told = each.findtext("batch:id", None, NS), status.attrib["code"], status.attrib["reason"]
        results.append(told)
    return results


def one(operation: str, inner: str = LIZ, batch_id: str = "1") -> str:
    """Write an operation."""
    told = f"<batch:id>{batch_id}</batch:id><batch:operation type='{operation}'/>"
    return f"<atom:entry>{told}{inner}</atom:entry>"


def test_each_operation_ends_by_itself(contacts: Contacts) -> None:
    """One that is refused keeps no other from being done."""
    entries = one("insert") + one("insert", "<gd:email/>", "2") + one("insert", LIZ, "&lt;3&gt;")
    assert run(contacts, entries) == [
        ("1", "201", "Created"),
        ("2", "400", "Missing attribute: 'address' of email"),
        ("<3>", "201", "Created"),
    ]
    assert number(contacts.get(FEED), "totalResults") == "2"


@pytest.mark.parametrize(
    ("operation", "inner", "code"),
    [
        ("query", "<atom:id>ID</atom:id>", "200"),
        ("query", '<atom:link rel="edit" href="EDIT"/>', "200"),
        ("update", "<atom:id>ID</atom:id>", "403"),
        ("delete", "<atom:id>ID</atom:id>", "403"),
        ("delete", "<atom:id>ID0</atom:id>", "404"),
        ("delete", "", "400"),
        ("delete", "<atom:id>http://www.google.com/m8/feeds/contacts/other.test/base/1</atom:id>", "400"),
        ("delete", "<atom:id>http://www.google.com/m8/feeds/groups/example.com/base/1</atom:id>", "400"),
        ("move", "<atom:id>ID</atom:id>", "400"),
        ("", "", "400"),
    ],
)
def test_operations_on_one_contact(contacts: Contacts, operation: str, inner: str, code: str) -> None:
    """By id or link; changes need an ETag."""
    path = contacts.make()
    contact_id = f"http://www.google.com{path.replace('/full/', '/base/')}"
    inner = inner.replace("EDIT", f"https://www.google.com{path}").replace("ID", contact_id)
    assert [code for _, code, _ in run(contacts, one(operation, inner))] == [code]


def test_version_1_needs_the_edit_link(contacts_of_version_1: Contacts) -> None:
    """A stale one is a conflict."""
    made = contacts_of_version_1.get(contacts_of_version_1.make())
    edit = f'<atom:link rel="edit" href="{links(made)["edit"]}"/>'
    update = one("update", edit + LIZ)
    codes = [code for _, code, _ in run(contacts_of_version_1, update + update)]
    assert codes == ["200", "409"]


def test_the_feed_may_say_the_operation(contacts: Contacts) -> None:
    """For the entries that say none; insert is the usual one."""
    usual = run(contacts, f"<atom:entry>{LIZ}</atom:entry>")
    entries = "<batch:operation type='query'/><atom:entry><atom:id>x</atom:id></atom:entry>"
    told = run(contacts, entries)
    assert [usual[0][:2], told[0][:2]] == [(None, "201"), (None, "400")]


def test_a_hundred_are_taken_and_no_more(contacts: Contacts) -> None:
    """One more, and nothing is done."""
    body = f"<atom:feed {DECLARED}>{one('insert') * 101}</atom:feed>".encode()
    refused = contacts.send("POST", f"{FEED}/batch", body)
    taken = run(contacts, one("insert") * 100)
    assert refusal(refused) == (400, "Too many operations: 101, and 100 are allowed")
    assert (len(taken), number(contacts.get(FEED), "totalResults")) == (100, "100")


def test_what_is_no_feed_is_refused(contacts: Contacts) -> None:
    """An entry is none."""
    answer = contacts.send("POST", f"{FEED}/batch", entry())
    assert refusal(answer) == (400, "the document sent is refused: the root is not an Atom feed")
