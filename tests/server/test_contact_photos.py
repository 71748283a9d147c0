"""Photos of shared contacts, over HTTP with a plain OAuth client."""

from __future__ import annotations

import pytest

from tests.fix_server_contacts import Contacts, links, refusal


def address(path: str) -> str:
    """Return where the photo of a contact is."""
    return path.replace("/contacts/", "/photos/media/").replace("/full/", "/")


def test_a_photo_comes_back_as_it_was_sent(contacts: Contacts) -> None:
    """With its type and ETag, and 304 to who has it; the contact's link carries the ETag, too."""
    path = contacts.make()
    photo = address(path)
    put = contacts.send("PUT", photo, bytes(range(256)), Content_Type="image/png")
    got = contacts.get(photo)
    assert (put.status_code, got.content, got.headers["Content-Type"]) == (
        200,
        bytes(range(256)),
        "image/png",
    )
    own = got.headers["ETag"]
    assert put.headers["ETag"] == own
    assert f"href='https://www.google.com{photo}' gd:etag='{own}'/>" in contacts.get(path).text
    assert contacts.get(photo, If_None_Match=own).status_code == 304


@pytest.mark.parametrize(
    ("method", "condition", "status"),
    [
        ("PUT", None, 403),
        ("PUT", '"old."', 412),
        ("PUT", "ETAG", 200),
        ("PUT", "*", 200),
        ("DELETE", None, 403),
        ("DELETE", '"old."', 412),
        ("DELETE", "ETAG", 200),
        ("DELETE", "*", 200),
    ],
)
def test_a_photo_is_changed_by_its_etag(
    contacts: Contacts, method: str, condition: str | None, status: int
) -> None:
    """Once there is one."""
    photo = address(contacts.make())
    own = contacts.send("PUT", photo, b"old", Content_Type="image/png").headers["ETag"]
    headers = {} if condition is None else {"If_Match": condition.replace("ETAG", own)}
    body = {"body": b"new"} if method == "PUT" else {}
    answer = contacts.send(method, photo, **body, **headers, Content_Type="image/png")
    kept = contacts.get(photo)
    there = kept.content if kept.ok else b""
    expected = b"old" if status != 200 else body.get("body", b"")
    assert (answer.status_code, there) == (status, expected)


@pytest.mark.parametrize(
    ("content", "content_type", "reason"),
    [
        (b"x", "text/html", "Content-Type must be that of an image, not text/html"),
        (b"x", "", "Content-Type must be that of an image, not none"),
        (b"", "image/png", "A photo has 1 to 1000000 bytes, not 0"),
        (b"x" * 1_000_001, "image/png", "A photo has 1 to 1000000 bytes, not 1000001"),
    ],
    ids=["text", "no type", "empty", "large"],
)
def test_what_is_no_photo_is_refused(
    contacts: Contacts, content: bytes, content_type: str, reason: str
) -> None:
    """The limit is told."""
    answer = contacts.send("PUT", address(contacts.make()), content, Content_Type=content_type)
    assert refusal(answer) == (400, reason)


def test_a_photo_runs_no_script(contacts: Contacts) -> None:
    """Opened in a browser, an SVG would read the server's pages."""
    photo = address(contacts.make())
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    contacts.send("PUT", photo, svg, Content_Type="image/svg+xml")
    got = contacts.get(photo)
    policy = got.headers["Content-Security-Policy"]
    assert (got.content, got.headers["Content-Type"]) == (svg, "image/svg+xml")
    assert policy == "default-src 'none'; sandbox"


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_photo_that_is_not_there_is_not_found(contacts: Contacts, method: str) -> None:
    """Without a photo, and without a contact."""
    photo = address(contacts.make())
    answers = [contacts.send(method, address, If_Match="*") for address in (photo, photo + "0")]
    expected = [(404, "Photo not found."), (404, "Contact not found.")]
    assert [refusal(answer) for answer in answers] == expected


def test_a_deleted_contact_has_no_photo(contacts: Contacts) -> None:
    """It goes along."""
    path = contacts.make()
    contacts.send("PUT", address(path), b"x", Content_Type="image/png")
    contacts.send("DELETE", path, If_Match="*")
    assert contacts.get(address(path)).status_code == 404


def test_version_1_changes_photos_by_a_versioned_address(contacts_of_version_1: Contacts) -> None:
    """A stale one is answered 409."""
    path = contacts_of_version_1.make()
    edit = links(contacts_of_version_1.get(path))["edit-photo"].partition("google.com")[2]
    statuses = [
        contacts_of_version_1.send("PUT", edit, b"x", Content_Type="image/png").status_code for _ in "ab"
    ]
    edit = links(contacts_of_version_1.get(path))["edit-photo"].partition("google.com")[2]
    statuses.append(contacts_of_version_1.send("DELETE", edit).status_code)
    assert statuses == [200, 409, 200]
