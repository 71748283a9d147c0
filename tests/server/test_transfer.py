"""Data into a domain and out of it: CSV of users, JSON for everything."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.server.domain.contacts import ContactQuery
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.mail import MigratedMessage
from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.domain.passwords import verify_password
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import User
from gdata_compat.server.transfer.csv_users import write_users
from gdata_compat.server.transfer.document import count_things, write_document
from gdata_compat.server.transfer.importing import import_csv, import_json
from gdata_compat.server.transfer.report import ImportRefused, Outcome, Report

DATA = Path(__file__).parent.parent / "data" / "transfer"
CONSOLE, DOCUMENT = DATA / "console.csv", DATA / "domain.json"


@pytest.fixture
def domain() -> SqlDomain:
    """An empty domain in memory."""
    return SqlDomain(Database(), "example.com")


def counts(report: Report, part: str = "users") -> dict[str, int]:
    return {outcome.value: number for outcome, number in report.counts[part].items()}


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def exported(domain: SqlDomain, **options: Any) -> str:
    file = io.StringIO()
    write_document(domain, file, **options)
    return file.getvalue()


# CSV


def test_the_consoles_columns_become_users_and_units(database: Database) -> None:
    """Every column that means something here is taken, units are made, and other columns are named."""
    domain = SqlDomain(database, "example.com")
    report = import_csv(domain, CONSOLE)
    dora, emil, fatima = domain.users.page()
    assert dora == User("dora", "Dorn", "Dora", change_password_at_next_login=True)
    assert (emil.family_name, emil.suspended) == ("Ek, Jr.", True)
    assert (fatima.suspended, [verify_password("password", u.password_hash) for u in (emil, fatima)]) == (
        False,
        [True, True],
    )
    assert [each.path for each in domain.org_units.users()] == ["/", "Sales/A%2FB", "Sales"]
    assert report.lines() == [
        "org_units: 2 created, 0 updated, 0 unchanged, 0 rejected",
        "users: 3 created, 0 updated, 0 unchanged, 0 rejected",
        "columns that are not kept: Last Sign In [READ ONLY], Recovery Email, Employee ID",
    ]


def test_importing_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    """The second time everybody is unchanged, those with a plain password too."""
    domain = SqlDomain(database, "example.com")
    plain = written(
        tmp_path / "p.csv", "email address,first name,last name,password\ngreta,Greta,Gr,plain-password\n"
    )
    for path in (CONSOLE, plain):
        import_csv(domain, path)
    before = exported(domain, with_password_hashes=True)
    again = [counts(import_csv(domain, path)) for path in (CONSOLE, plain)]
    assert again == [{"unchanged": 3}, {"unchanged": 1}]
    assert exported(domain, with_password_hashes=True) == before


def test_users_who_are_there_are_changed(domain: SqlDomain, tmp_path: Path) -> None:
    """Only what a line names is set; empty cells and four asterisks leave what is there."""
    import_csv(domain, CONSOLE)
    stored = domain.users.get("emil").password_hash
    table = "Email Address,First Name,Last Name,Password,Org Unit Path\nemil@example.com,Emilio,,****,/\n"
    report = import_csv(domain, written(tmp_path / "u.csv", table))
    emil = domain.users.get("emil")
    assert (emil.given_name, emil.family_name, emil.suspended) == ("Emilio", "Ek, Jr.", True)
    assert (emil.password_hash, domain.org_units.user("emil").path) == (stored, "/")
    assert counts(report) == {"updated": 1}


def test_a_new_address_renames_once(domain: SqlDomain, tmp_path: Path) -> None:
    """The second time the user is found under the new name."""
    import_csv(domain, CONSOLE)
    table = "Email Address,New Primary Email\nemil@example.com,emilio@example.com\n"
    path = written(tmp_path / "r.csv", table)
    got = [counts(import_csv(domain, path)) for _ in range(2)]
    assert got == [{"updated": 1}, {"unchanged": 1}]
    assert domain.users.get("emilio").family_name == "Ek, Jr."


BAD_LINES = {
    "user name": ("a b@example.com,F,L,password", "Email Address: 'a b@example.com': a user name has"),
    "no user name": (",F,L,password", "Email Address: a user name has"),
    "reserved name": ("abuse,F,L,password", "Email Address: 'abuse': the name is reserved"),
    "other domain": ("a@one.test,F,L,password", "'a@one.test': the domain is example.com"),
    "first name": (f"a,{'F' * 61},L,password", "First Name: 'FFF"),
    "last name": ("a,F,,password", "family_name: a user who is not there yet needs"),
    "password": ("a,F,L,short", "Password: a password has 8 to 100"),
    "hash function": ("a,F,L,password,crypt", "Hash: 'crypt': the hash functions are SHA-1 and MD5"),
    "digest": ("a,F,L,c0ffee,SHA-1", "Password: a digest has 40"),
    "scrypt": ("a,F,L,c0ffee,scrypt", "Password: a digest has 40"),
    "status": ("a,F,L,,,/,Archived", "Status: 'Archived': write Active or Suspended"),
    "change": ("a,F,L,,,/,Active,perhaps", "Change: 'perhaps': write True or False"),
    "unit": (f"a,F,L,,,/{'x' * 101}", "the name has characters that it must not have, or too many"),
    "twice": ("good,F,L,", "'good': the user is in the file already"),
    "quotes": ('a,"F" x,L,', "the table cannot be read on from here"),
    "a group's name": ("staff,F,L,", "'staff': the name is taken in this domain"),
}
HEADER = "Email Address,First Name,Last Name,Password,Password Hash Function,Org Unit Path,Status"
HEADER += ",Change Password at Next Sign-In\n"


@pytest.mark.parametrize(("line", "expected"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_told_and_nothing_is_kept_or_the_rest(
    domain: SqlDomain, tmp_path: Path, line: str, expected: str
) -> None:
    """The problem names file, line, column and value, never the password; --keep-good keeps the rest."""
    domain.groups.create(Group("staff", "Staff"))
    path = written(tmp_path / "u.csv", f"{HEADER}good,G,D,\n{line}\n")
    with pytest.raises(ImportRefused, match=r"1 problem in u\.csv: nothing") as caught:
        import_csv(domain, path)
    told = str(caught.value.report.problems[0])
    told = told.replace("Password Hash Function", "Hash").replace("Change Password at Next Sign-In", "Change")
    assert told.startswith("u.csv, line 3")
    assert expected in told
    assert not {"short", "c0ffee"} & set(told.replace("'", " ").split())
    assert domain.users.count() == 0
    report = import_csv(domain, path, keep_good=True)
    kept = {user.username for user in domain.users.page()} - {"a"}
    assert (kept, report.counts["users"][Outcome.REJECTED]) == ({"good"}, 1)


ENCODINGS = {
    "UTF-8": ("utf-8", ",", None),
    "UTF-8 with a mark": ("utf-8-sig", ";", None),
    "UTF-16": ("utf-16", "\t", None),
    "Latin-1": ("latin-1", ";", "latin-1"),
}


@pytest.mark.parametrize(("encoding", "delimiter", "named"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_spreadsheets_write_csv_in_several_ways(
    domain: SqlDomain, tmp_path: Path, encoding: str, delimiter: str, named: str | None
) -> None:
    """Commas, semicolons and tabs, with a byte order mark or a named encoding."""
    lines = ["email address,first name,last name,password", "", "zoe@example.com,Zoë,Øst,"]
    text = "\r\n".join(lines).replace(",", delimiter)
    import_csv(domain, written(tmp_path / "u.csv", text, encoding), encoding=named)
    assert domain.users.get("zoe").given_name == "Zoë"


UNREADABLE = {
    "no columns": (b"dora@example.com,Dora,Dorn\n", "the first line has to name the columns"),
    "Latin-1": (b"email address,first name\nzoe,Zo\xeb\n", "u.csv, line 2: this is no text in UTF-8"),
    "empty": (b"", "the first line has to name the columns"),
}


@pytest.mark.parametrize(("content", "expected"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_is_no_table_is_refused(
    domain: SqlDomain, tmp_path: Path, content: bytes, expected: str
) -> None:
    """It says what is wrong with the file."""
    path = tmp_path / "u.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused) as caught:
        import_csv(domain, path, keep_good=True)
    assert expected in str(caught.value.report.problems[0])


def test_what_is_written_as_csv_is_read_again(database: Database, tmp_path: Path) -> None:
    """Names, units, states and hashes come back in another domain."""
    one = SqlDomain(database, "example.com")
    import_csv(one, CONSOLE)
    file = io.StringIO()
    write_users(one, file, with_password_hashes=True)
    other = SqlDomain(Database(), "example.com")
    import_csv(other, written(tmp_path / "u.csv", file.getvalue()))
    assert other.users.page() == one.users.page()
    assert other.org_units.users() == one.org_units.users()


# JSON


def test_a_document_goes_in_and_comes_out_as_it_was(database: Database) -> None:
    """Every part, byte for byte; the second import changes nothing."""
    domain = SqlDomain(database, "example.com")
    import_json(domain, DOCUMENT)
    again = import_json(domain, DOCUMENT)
    assert exported(domain, with_password_hashes=True) == DOCUMENT.read_text(encoding="utf-8")
    assert {outcome for each in again.counts.values() for outcome in each} == {Outcome.UNCHANGED}
    assert set(again.counts) == set(json.loads(DOCUMENT.read_text())) - {"version", "domain"}


def test_hashes_stay_inside_unless_they_are_asked_for(domain: SqlDomain) -> None:
    """Neither JSON nor CSV has them by default."""
    import_json(domain, DOCUMENT)
    table = io.StringIO()
    write_users(domain, table)
    shown = exported(domain) + table.getvalue()
    assert ("5baa61e4" in shown, "5f4dcc3b" in shown, "liz@example.org" in shown) == (False, False, True)


LIZ = next(each for each in json.loads(DOCUMENT.read_text())["contacts"] if each["title"] == "Liz")


def test_a_document_changes_what_is_there(domain: SqlDomain, tmp_path: Path) -> None:
    """What it names is set, and what it does not name stays."""
    import_json(domain, DOCUMENT)
    changes = {
        "version": 1,
        "org_units": [{"path": "sales", "description": "Others"}],
        "users": [{"username": "bruno", "quota_mb": 5, "password": "a-password"}],
        "secondary_users": [{"address": "liz@example.org", "password": "a-password"}],
        "groups": [{"group_id": "all", "name": "Each"}],
        "group_participants": [{"group_id": "all", "members": ["alice"]}],
        "email_lists": [{"name": "news", "recipients": ["bruno"]}],
        "calendar_resources": [{"resource_id": "room-1", "kind": "hall"}],
        "email_settings": [{"username": "alice", "setting": "imap", "values": {"enable": "false"}}],
        "contact_groups": [{"contact_id": "0123456789abcdef", "title": "Friends", "content": ""}],
        "contacts": [{**LIZ, "photo": "R0lGODlhAQABAAAAAAAAOw==", "photo_type": "image/gif"}],
    }
    report = import_json(domain, written(tmp_path / "d.json", json.dumps(changes)))
    assert {outcome for each in report.counts.values() for outcome in each} == {Outcome.UPDATED}
    bruno = domain.users.get("bruno")
    assert (bruno.quota_mb, bruno.given_name, bruno.suspended) == (5, "Bruno", True)
    liz = domain.accounts.get("liz@example.org").user
    assert (liz.given_name, verify_password("a-password", liz.password_hash)) == ("Liz", True)
    assert (domain.groups.get("all").name, domain.groups.get("all").description) == ("Each", "Everybody")
    assert domain.org_units.get("sales").block_inheritance
    assert (domain.contact_groups.page()[0].title, len(domain.contacts.photo(LIZ["contact_id"]).content)) == (
        "Friends",
        16,
    )


def test_imported_contacts_are_found_as_those_that_were_sent(database: Database) -> None:
    """By words, and by their groups; their order is that of the document."""
    domain = SqlDomain(database, "example.com")
    import_json(domain, DOCUMENT)
    queries = ContactQuery(words=("liz@x.test",)), ContactQuery(group="0123456789abcdef"), ContactQuery()
    found = [[each.title for each in domain.contacts.find(query).contacts] for query in queries]
    assert found == [["Liz"], ["Liz"], ["Liz", ""]]


def test_the_later_of_two_things_changes_the_earlier_one(domain: SqlDomain, tmp_path: Path) -> None:
    """And among many, one that is no good leaves the others."""
    twice = [{"contact_id": "a", "title": title, "content": ""} for title in ("A", "B", "B")]
    others = [{"contact_id": f"c{n}", "title": "C", "content": ""} for n in range(600)]
    bad = {"contact_id": "b/b", "title": "", "content": ""}
    path = written(tmp_path / "d.json", json.dumps({"version": 1, "contacts": [*twice, *others, bad]}))
    report = import_json(domain, path, keep_good=True)
    assert counts(report, "contacts") == {"created": 601, "updated": 1, "unchanged": 1, "rejected": 1}
    assert str(report.problems[0]).startswith("d.json, contacts[603]: 'b/b'")
    assert [each.title for each in domain.contacts.page(limit=2)] == ["B", "C"]


def test_a_contact_that_was_deleted_comes_back(domain: SqlDomain) -> None:
    """Under its id."""
    import_json(domain, DOCUMENT)
    domain.contacts.delete(LIZ["contact_id"])
    report = import_json(domain, DOCUMENT)
    assert counts(report, "contacts") == {"created": 1, "unchanged": 1}
    assert domain.contacts.get(LIZ["contact_id"]).title == "Liz"


LAYOUTS = {
    "as it was written": lambda text: text,
    "on one line": lambda text: json.dumps(json.loads(text)),
    "indented": lambda text: json.dumps(json.loads(text), indent=2) + "\n",
    "with a mark": lambda text: "\ufeff" + text,
    "with other line ends": lambda text: text.replace("\n", "\r\n"),
    "parts in another order": lambda text: json.dumps(dict(reversed(json.loads(text).items()))),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_layout_of_a_document_does_not_matter(
    domain: SqlDomain, tmp_path: Path, layout: Callable[[str], str]
) -> None:
    """The same comes in."""
    text = layout(DOCUMENT.read_text(encoding="utf-8"))
    import_json(domain, written(tmp_path / "d.json", text))
    assert exported(domain, with_password_hashes=True) == DOCUMENT.read_text(encoding="utf-8")


def test_an_exported_document_is_not_read_into_memory(domain: SqlDomain, tmp_path: Path) -> None:
    """Sixty megabytes of mail go in and out with a fraction of that."""
    domain.users.create(User("alice", "F", "G"))
    large = b"Subject: x\n\n" + b"x" * 1_000_000
    for _ in range(45):
        domain.migrated_mail.add("alice", MigratedMessage(large))
    path, other = tmp_path / "d.json", SqlDomain(Database(str(tmp_path / "d.sqlite")), "example.com")
    tracemalloc.start()
    with path.open("w", encoding="utf-8") as file:
        write_document(domain, file)
    report = import_json(other, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (path.stat().st_size > 60_000_000, counts(report, "migrated_mail")) == (True, {"created": 45})
    assert peak < 45_000_000


def test_what_will_be_written_is_counted_before(domain: SqlDomain) -> None:
    """So that a progress bar ends with the export, and not with the users."""
    import_json(domain, DOCUMENT)
    advanced: list[int] = []
    written_counts = write_document(domain, io.StringIO(), advance=advanced.append)
    assert count_things(domain) == sum(advanced) == sum(written_counts.values())
    assert count_things(domain) > domain.users.count()


AUDIT_REQUEST = {"kind": "export", "number": 1, "username": "alice", "admin": "alice@example.com"}
AUDIT_REQUEST |= {"requested": 1.0, "completes": 2.0}

AUDIT_KEY = json.loads(DOCUMENT.read_text())["audit_keys"][0]["public_key"]
CONTACT = {"contact_id": "new", "title": "New", "content": ""}
MESSAGE = {"username": "alice", "number": 9, "content": "U3ViamVjdDogMQ0KDQrp"}

BAD_PARTS: dict[str, tuple[str, Any, str]] = {
    "no object": ("users", 5, "users[0]: this has to be an object"),
    "missing": ("groups", {"name": "N"}, "groups[0], group_id: this is missing"),
    "unknown field": ("users", {"username": "a", "nme": "x"}, "'nme': the fields are username"),
    "type": ("users", {"username": "a", "admin": "yes"}, "admin: this has to be true or false"),
    "user name": ("users", {"username": "a b"}, "username: 'a b': a user name has"),
    "quota": ("users", {"username": "a", "quota_mb": -1}, "quota_mb: '-1': the value is not one"),
    "password": ("users", {"username": "a", "password": "short"}, "password: a password has"),
    "hash": ("users", {"username": "a", "password_hash": "crypt$x"}, "password_hash: the hash functions"),
    "nickname's user": ("nicknames", {"name": "n", "username": "no"}, "'no': nothing in this domain"),
    "nickname's name": ("nicknames", {"name": "n n", "username": "alice"}, "'n n': the name has"),
    "nickname of another": ("nicknames", {"name": "al", "username": "bruno"}, "'al': the name is taken"),
    "domain": ("secondary_domains", {"name": "no domain"}, "'no domain': the value is not one"),
    "user elsewhere": (
        "secondary_users",
        {"address": "a@b.test", "family_name": "F", "given_name": "G"},
        "'b.test': nothing in this domain",
    ),
    "new user's names": ("secondary_users", {"address": "a@example.org"}, "a family name has"),
    "user's password": (
        "secondary_users",
        {"address": "liz@example.org", "password": "short"},
        "a password has",
    ),
    "alias of nobody": ("aliases", {"address": "a@example.org", "user": "no@example.org"}, "nothing in this"),
    "alias of another": (
        "aliases",
        {"address": "help@example.org", "user": "alice@example.com"},
        "is taken",
    ),
    "alias's name": ("aliases", {"address": "a b@example.org", "user": "alice@example.com"}, "the name has"),
    "group id": ("groups", {"group_id": "g g", "name": "G"}, "'g g': the name has characters"),
    "group name": ("groups", {"group_id": "g", "name": "G" * 74}, "is too long"),
    "permission": ("groups", {"group_id": "g", "name": "G", "email_permission": "X"}, "the permissions are"),
    "member": ("group_participants", {"group_id": "all", "members": ["no"]}, "nothing in this domain"),
    "member's type": ("group_participants", {"group_id": "all", "members": [7]}, "'7': this is no e-mail"),
    "cycle": ("group_participants", {"group_id": "some", "members": ["all"]}, "would contain itself"),
    "list": ("email_lists", {"name": "alice"}, "'alice': the name is taken"),
    "list's recipient": ("email_lists", {"name": "l", "recipients": ["a b"]}, "'a b': this is no e-mail"),
    "resource": ("calendar_resources", {"resource_id": "r/1"}, "'r/1': the name has characters"),
    "unit": ("org_units", {"path": "no/where"}, "nothing in this domain has that name"),
    "root": ("org_units", {"path": "/"}, "'/': the name has characters"),
    "setting": (
        "email_settings",
        {"username": "alice", "setting": "x", "values": {}},
        "the value is not one",
    ),
    "setting's value": (
        "email_settings",
        {"username": "alice", "setting": "imap", "values": {"enable": "perhaps"}},
        "'perhaps': the value is not one",
    ),
    "forwarding to nobody": (
        "email_settings",
        {"username": "alice", "setting": "forwarding", "values": {"enable": "true"}},
        "the value is not one",
    ),
    "delegate who is nobody": (
        "email_settings",
        {"username": "alice", "setting": "delegation", "values": {"address": "no@example.com"}},
        "'no': nothing in this domain",
    ),
    "filter for nothing": (
        "email_settings",
        {"username": "alice", "setting": "filter", "key": "1", "values": {}},
        "the value is not one",
    ),
    "count of users": (
        "admin_settings",
        {"setting": "general/currentNumberOfUsers", "values": {"currentNumberOfUsers": "9"}},
        "the value is not one",
    ),
    "unknown setting of the domain": (
        "admin_settings",
        {"setting": "x", "values": {}},
        "the value is not one",
    ),
    "value of the domain": (
        "admin_settings",
        {"setting": "general/defaultLanguage", "values": {"defaultLanguage": "?"}},
        "'?': the value is not one",
    ),
    "value's type of the domain": (
        "admin_settings",
        {"setting": "general/defaultLanguage", "values": {"defaultLanguage": 1}},
        "the value is not one",
    ),
    "signing key": (
        "admin_settings",
        {"setting": "sso/signingkey", "values": {"signingKey": "x"}},
        "InvalidSso",
    ),
    "route": (
        "admin_settings",
        {"setting": "emailrouting", "values": {"routeDestination": "a b"}},
        "the value is not one",
    ),
    "key of another domain": (
        "audit_keys",
        {"public_key": AUDIT_KEY, "domain": "one.test"},
        "'@one.test': nothing in this domain",
    ),
    "mail of another domain": (
        "migrated_mail",
        {**MESSAGE, "username": "a@one.test"},
        "'a@one.test': nothing in this domain",
    ),
    "public key": ("audit_keys", {"public_key": "x"}, "EncryptionPublicKeyInvalidFormat"),
    "monitor of nobody": (
        "audit_monitors",
        {"username": "no", "destination": "alice", "begin": "2009-06-15 00:00", "end": "2009-06-15 00:00"},
        "'no': nothing in this domain",
    ),
    "monitor's date": (
        "audit_monitors",
        {"username": "alice", "destination": "bruno", "begin": "today", "end": "2009-06-15 00:00"},
        "'today': the value is not one",
    ),
    "monitor's level": (
        "audit_monitors",
        {
            "username": "alice",
            "destination": "bruno",
            "begin": "2009-06-15 00:00",
            "end": "2009-06-15 00:00",
            "chats": "ALL",
        },
        "'ALL': the value is not one",
    ),
    "request's kind": ("audit_requests", {**AUDIT_REQUEST, "kind": "x"}, "'x': the value is not one"),
    "request's date": ("audit_requests", {**AUDIT_REQUEST, "begin": "x"}, "'x': the value is not one"),
    "request's number": ("audit_requests", {**AUDIT_REQUEST, "number": 0}, "'0': the value is not one"),
    "request's moment": ("audit_requests", {**AUDIT_REQUEST, "requested": 1}, "this has to be a number"),
    "another request": ("audit_requests", AUDIT_REQUEST, "'1': the name is taken"),
    "contact's id": ("contacts", {**CONTACT, "contact_id": "a/b"}, "'a/b': the name has characters"),
    "contact's XML": ("contacts", {**CONTACT, "content": "<a>"}, "what is kept as XML or as a message"),
    "contact's title": ("contacts", {**CONTACT, "title": "\0"}, "'new': the value is not one"),
    "contact's size": ("contacts", {**CONTACT, "content": f"<content>{'x' * 3000}</content>"}, "is too long"),
    "contact's photo": ("contacts", {**CONTACT, "photo": "*", "photo_type": "image/gif"}, "the value is not"),
    "photo's type": ("contacts", {**CONTACT, "photo": "AAAA", "photo_type": "text/html"}, "'text/html': the"),
    "group's id": ("contacts", {**CONTACT, "contact_id": "0123456789abcdef"}, "is taken in this domain"),
    "mail of nobody": ("migrated_mail", {**MESSAGE, "username": "no"}, "'no': nothing in this domain"),
    "mail's number": ("migrated_mail", {**MESSAGE, "number": 0}, "'0': the value is not one"),
    "another message": ("migrated_mail", {**MESSAGE, "number": 1}, "'1': the name is taken"),
    "mail in no Base64": (
        "migrated_mail",
        {**MESSAGE, "content": "*"},
        "what is kept as XML or as a message",
    ),
    "mail without headers": ("migrated_mail", {**MESSAGE, "content": "AAAA"}, "what is kept as XML"),
    "mail's property": ("migrated_mail", {**MESSAGE, "properties": ["IS_NICE"]}, "'IS_NICE': the value is"),
    "mail's label": ("migrated_mail", {**MESSAGE, "labels": [1]}, "'1': the value is not one"),
    "setting's type": (
        "email_settings",
        {"username": "alice", "setting": "imap", "values": {"enable": True}},
        "the value is not one",
    ),
}


@pytest.mark.parametrize(("part", "item", "expected"), BAD_PARTS.values(), ids=BAD_PARTS.keys())
def test_what_is_no_good_in_a_document_is_told_by_its_place(
    domain: SqlDomain, tmp_path: Path, part: str, item: Any, expected: str
) -> None:
    """Nothing is kept; with keep_good the rest is."""
    import_json(domain, DOCUMENT)
    new = {"username": "new", "family_name": "N", "given_name": "N"}
    document: dict[str, Any] = {"version": 1, "users": [new]}
    document[part] = [item, *document.get(part, [])]
    path = written(tmp_path / "d.json", json.dumps(document))
    with pytest.raises(ImportRefused) as caught:
        import_json(domain, path)
    told = [str(problem) for problem in caught.value.report.problems]
    assert told[0].startswith(f"d.json, {part}[0]")
    assert expected in told[0]
    assert "short" not in told[0]
    with pytest.raises(EntityDoesNotExist):
        domain.users.get("new")
    import_json(domain, path, keep_good=True)
    assert domain.users.get("new").family_name == "N"


NO_DOCUMENTS = {
    "no JSON": ("{", "d.json: this is no JSON"),
    "a list": ("[]", 'has to be an object with "version": 1'),
    "another version": ('{"version": 2}', 'has to be an object with "version": 1'),
    "another domain": ('{"version": 1, "domain": "one.test"}', "'one.test': the domain is to be example.com"),
    "an unknown part": ('{"version": 1, "usres": []}', "'usres': the parts are org_units, users"),
    "a part that is no list": ('{"version": 1, "users": {}}', "users: a part has to be a list"),
    "no comma between things": ('{\n"version": 1,\n"users": [\n{}\n{}\n]\n}\n', "this is no JSON"),
    "a comma after the last thing": ('{\n"version": 1,\n"users": [\n{},\n]\n}\n', "this is no JSON"),
    "no comma between parts": ('{\n"version": 1\n"users": []\n}\n', "this is no JSON"),
    "a comma after the last part": ('{\n"version": 1,\n"users": [\n{}\n],\n}\n', "this is no JSON"),
    "a thing that is none": ('{\n"version": 1,\n"users": [\n{"a"}\n]\n}\n', "this is no JSON"),
    "too deep on a line": ('{\n"version": 1,\n"users": [\n' + "[" * 100_000 + "\n]\n}\n", "this is no JSON"),
    "more after the end": ('{\n"version": 1\n}\n{}\n', "this is no JSON"),
    "too deep": ("[" * 100_000, "d.json: this is no JSON"),
}


@pytest.mark.parametrize(("text", "expected"), NO_DOCUMENTS.values(), ids=NO_DOCUMENTS.keys())
def test_what_is_no_document_is_refused(domain: SqlDomain, tmp_path: Path, text: str, expected: str) -> None:
    """It says what a document has to be."""
    with pytest.raises(ImportRefused) as caught:
        import_json(domain, written(tmp_path / "d.json", text), keep_good=True)
    assert expected in str(caught.value.report.problems[0])


def test_no_secret_is_in_a_repr(domain: SqlDomain, tmp_path: Path) -> None:
    """Rows keep passwords to themselves."""
    from gdata_compat.server.transfer.csv_users import read_users

    path = written(tmp_path / "u.csv", HEADER + "a,F,L,a-secret-password\n")
    rows = list(read_users(path, "example.com", Report()))
    assert (rows[0].password, "a-secret-password" in repr(rows)) == ("a-secret-password", False)
