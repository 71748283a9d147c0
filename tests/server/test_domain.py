"""The data: hashes, keyset pages, concurrent writers, what survives."""

from __future__ import annotations

import contextlib
import multiprocessing
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, exc

from gdata_compat.errors import ExtraMissing
from gdata_compat.server.app import create_app
from gdata_compat.server.domain.admin_settings import AdminSetting
from gdata_compat.server.domain.credentials import BearerToken, Consumer, CredentialStore, TokenKind
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.model import Domain, EntityDoesNotExist, EntityExists
from gdata_compat.server.domain.nicknames import Nickname
from gdata_compat.server.domain.org_units import OrgUnit
from gdata_compat.server.domain.passwords import hash_password, verify_password
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.credentials import SqlCredentials
from gdata_compat.server.domain.sql.database import _FAILURES, Database, DatabaseFailed
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.sample import SAMPLE_PASSWORD, sample_users
from gdata_compat.server.state import state_of


def test_sql_keeps_what_the_protocols_promise(database: Database) -> None:
    """The SQL classes are a Domain and a CredentialStore."""
    domain: Domain = SqlDomain(database, "Example.COM")
    store: CredentialStore = SqlCredentials(database)
    assert (domain.name, store.consumer("nobody")) == ("example.com", None)


def test_pages_start_at_the_key_inclusively_and_sort_by_address(database: Database) -> None:
    """`john.doe` and `john-x` come before `john`, as in Google's recorded pages."""
    domain = SqlDomain(database, "example.com")
    domain.users.add_many(
        User(name, "F", "G") for name in ("john", "john_a", "john.doe", "john-x", "johna", "jo")
    )
    in_order = [user.username for user in domain.users.page()]
    assert in_order == ["jo", "john-x", "john.doe", "john", "john_a", "johna"]
    assert [user.username for user in domain.users.page("JOHN", 2)] == ["john", "john_a"]


def test_domains_in_one_database_are_apart(database: Database) -> None:
    """The same name may exist in two domains."""
    one, two = SqlDomain(database, "one.test"), SqlDomain(database, "two.test")
    one.users.create(User("alice", "One", "A"))
    two.users.create(User("alice", "Two", "A"))
    one.users.delete("alice")
    assert (one.users.count(), two.users.get("alice").family_name) == (0, "Two")


def test_adding_many_is_all_or_nothing(database: Database) -> None:
    """One name that is taken, and none of them is added."""
    domain = SqlDomain(database, "example.com")
    domain.users.create(User("b", "F", "G"))
    with pytest.raises(EntityExists):
        domain.users.add_many(User(name, "F", "G") for name in "abc")
    assert [user.username for user in domain.users.page()] == ["b"]


@pytest.mark.parametrize(("names", "taken"), [("abc", "b"), ("axyza", "a")], ids=["there", "twice"])
def test_who_adds_many_learns_which_name_is_taken(database: Database, names: str, taken: str) -> None:
    """The name of an entity that is there, or of one that is in the list twice."""
    domain = SqlDomain(database, "example.com")
    domain.users.create(User("b", "F", "G"))
    with pytest.raises(EntityExists) as caught:
        domain.users.add_many(User(name, "F", "G") for name in names)
    assert caught.value.name == taken


def test_many_are_added_in_chunks_and_still_all_or_none(database: Database) -> None:
    """A name that is taken in the third chunk takes the first two back."""
    domain = SqlDomain(database, "example.com")
    with pytest.raises(EntityExists):
        domain.users.add_many(User(f"u{n % 2500}", "F", "G") for n in range(2501))
    none = domain.users.count()
    added = domain.users.add_many(User(f"u{n}", "F", "G") for n in range(2500))
    assert (none, added, domain.users.count()) == (0, 2500, 2500)


def test_a_failed_rename_changes_nothing(database: Database) -> None:
    """The other values of the same update are not kept either."""
    domain = SqlDomain(database, "example.com")
    domain.users.add_many(User(name, "F", "G") for name in "ab")
    with pytest.raises(EntityExists):
        domain.users.update("a", UserChanges(username="b", given_name="X"))
    with pytest.raises(EntityDoesNotExist):
        domain.users.update("c", UserChanges(given_name="X"))
    assert {user.given_name for user in domain.users.page()} == {"G"}


def test_no_secret_is_in_a_repr() -> None:
    """Hashes, secrets and keys stay out of logs."""
    shown = repr(
        [
            User("u", "F", "G", password_hash="HIDDEN"),
            UserChanges(password_hash="HIDDEN"),
            Consumer("k", "HIDDEN"),
        ]
    )
    assert "HIDDEN" not in shown


def test_bearer_tokens_are_kept_as_digests(tmp_path: Path) -> None:
    """Who reads the file learns no token."""
    store = SqlCredentials(Database(str(tmp_path / "d.sqlite")))
    value = store.issue_bearer_token(BearerToken(TokenKind.CLIENT_LOGIN, "a@b"))
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    known = store.bearer_token(value)
    assert known is not None
    assert (known.account, value.encode() in content) == ("a@b", False)


def test_a_nonce_is_forgotten_when_its_time_is_over(database: Database) -> None:
    """An hour later its timestamp is refused anyway."""
    now = [1_000_000.0]
    store = SqlCredentials(database, clock=lambda: now[0])
    first = [store.use_nonce("k", "t", 1_000_000, "n") for _ in range(2)]
    now[0] += 7200
    store.use_nonce("k", "t", 1_007_200, "n")
    assert (first, store.use_nonce("k", "t", 1_000_000, "n")) == ([True, False], True)


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    """Users, tokens and the secret of the pages outlive the process."""
    path = str(tmp_path / "d.sqlite")
    database = Database(path)
    SqlDomain(database, "example.com").users.create(User("alice", "F", "G"))
    store = SqlCredentials(database)
    store.add_consumer(Consumer("k", "s"))
    token, secret = store.issue_access_token("k"), store.server_secret()
    database.close()
    again = Database(path)
    kept = SqlCredentials(again).oauth_token(token.key, TokenKind.OAUTH_ACCESS)
    assert kept is not None
    assert (kept.secret, SqlCredentials(again).server_secret()) == (token.secret, secret)
    assert SqlDomain(again, "example.com").users.get("alice").family_name == "F"


def test_sqlite_runs_in_wal_mode_with_foreign_keys(tmp_path: Path) -> None:
    """Readers never wait for a writer, and a token belongs to a consumer that exists."""
    database = Database(str(tmp_path / "d.sqlite"))
    with database.reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")
        ]
    assert found == ["wal", 1]


def test_threads_write_without_losing_or_doubling(database: Database) -> None:
    """Eight threads race for the same forty names: each name is won once."""
    domain = SqlDomain(database, "example.com")
    won: list[str] = []

    def race() -> None:
        for number in range(40):
            try:
                won.append(domain.users.create(User(f"u{number:02}", "F", "G")).username)
            except EntityExists:
                continue

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = [f"u{number:02}" for number in range(40)]
    assert (sorted(won), [user.username for user in domain.users.page()]) == (expected, expected)


def _race(path: str, nonces: int) -> list[str]:
    store = SqlCredentials(Database(path), clock=lambda: 1_000_000_000.0)
    return [str(n) for n in range(nonces) if store.use_nonce("k", "t", 1_000_000_000, str(n))]


def test_processes_share_nonces(tmp_path: Path) -> None:
    """Three processes race for the same nonces over one file: each is used once."""
    path = str(tmp_path / "d.sqlite")
    Database(path).close()
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        won = [n for winner in pool.starmap(_race, [(path, 60)] * 3) for n in winner]
    assert sorted(won, key=int) == [str(n) for n in range(60)]


def test_no_page_reads_a_whole_table(tmp_path: Path) -> None:
    """Every page, and what is asked on the way to it, walks a key: it costs the same in any domain."""
    database = Database(str(tmp_path / "d.sqlite"))
    domain = SqlDomain(database, "example.com")
    domain.users.add_many(sample_users(50))
    domain.nicknames.create(Nickname("al", "alice"))
    domain.groups.create(Group("staff", "Staff"))
    domain.groups.add("staff", "member", "alice@example.com")
    domain.email_lists.create("all")
    domain.org_units.create(OrgUnit("Unit", "Unit"))
    asked: list[tuple[str, Any]] = []
    listening = (database._engine, "before_cursor_execute", lambda *seen: asked.append((seen[2], seen[3])))
    event.listen(*listening)
    domain.users.page("b")
    domain.nicknames.page("b")
    domain.nicknames.page_of_user("alice")
    domain.groups.page("b")
    domain.groups.page_of_member("alice@example.com")
    domain.groups.page_of_member("alice@example.com", direct_only=True)
    domain.groups.participants("staff", "member", "b")
    domain.email_lists.page("b")
    domain.email_lists.page_of_recipient("alice@example.com")
    domain.email_lists.recipients("all", "b")
    domain.org_units.page("b")
    domain.org_units.children("Unit")
    domain.org_units.users("b")
    domain.org_units.users_in("Unit", "b")
    domain.calendar_resources.page("b")
    domain.admin_settings.page(AdminSetting("b", "", {}))
    domain.contacts.page(7)
    domain.contacts.some(["a", "b"])
    domain.migrated_mail.all(("b", 1))
    event.remove(*listening)
    with database.reading() as connection:
        plans = [
            row[3]
            for question, values in asked
            if question.startswith(("SELECT", "WITH"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
        ]
    database.close()
    assert len(plans) >= 15
    # `above` is what the recursion from group to group has found.
    assert [step for step in plans if step.startswith("SCAN ") and step != "SCAN above"] == []
    assert [step for step in plans if "TEMP B-TREE" in step] == []


def test_sample_users_are_many_and_always_the_same() -> None:
    """Two thousand have different names; alice, an administrator, is the first; all share a password."""
    users = list(sample_users(2000))
    assert users == list(sample_users(2000))
    assert len({user.username for user in users}) == 2000
    assert (users[0].username, users[0].admin, users[1].admin) == ("alice", True, False)
    assert verify_password(SAMPLE_PASSWORD, users[1999].password_hash)


@pytest.mark.parametrize("stored", ["", "scrypt$", "SHA-1$", "MD5$", "plain$x", "$"])
def test_nothing_verifies_against_a_broken_hash(stored: str) -> None:
    """A user without a password cannot log in."""
    assert verify_password("", stored) is False


def test_the_same_password_has_different_hashes() -> None:
    """Salted."""
    assert hash_password("x") != hash_password("x")


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("/no/such/folder/d.sqlite", DatabaseFailed),
        ("nonsense://x", DatabaseFailed),
        ("://", DatabaseFailed),
        ("postgresql+pg8000://u:SECRET@127.0.0.1:1/d", ExtraMissing),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_without_its_password(
    url: str, error: type[Exception]
) -> None:
    """One error of ours, whatever the reason, without the password."""
    with pytest.raises(error) as caught:
        Database(url)
    assert "SECRET" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """It is told, and stays as it was."""
    path = tmp_path / "notes.txt"
    path.write_text("my notes " * 1000)
    with pytest.raises(DatabaseFailed, match="not a database"):
        Database(str(path))
    assert path.read_text() == "my notes " * 1000


def test_a_database_of_an_earlier_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """Before this, it opened and failed at the first use of the column."""
    file = tmp_path / "old.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as old:
        old.execute("CREATE TABLE nicknames (domain TEXT, sort_key TEXT, name TEXT, username TEXT)")
    with pytest.raises(DatabaseFailed, match=r"nicknames has no added, user_domain.*domain export.*`import`"):
        Database(str(file))


def test_every_error_of_sqlalchemy_is_mapped() -> None:
    """What a DBAPI can raise is either an answer (IntegrityError) or one of the failures."""
    raised = [
        kind for kind in vars(exc).values() if isinstance(kind, type) and issubclass(kind, exc.DBAPIError)
    ]
    unmapped = [kind for kind in raised if not issubclass(kind, (*_FAILURES, exc.IntegrityError))]
    assert unmapped == [exc.DBAPIError]


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 254, "é.com", "a..b"])
def test_a_domain_needs_a_name(name: str) -> None:
    """A name that is none is an error at the start."""
    with pytest.raises(ValueError, match="is no domain name"):
        create_app(domain=name)


def test_a_failing_database_is_a_busy_server(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """HTTP 503 with code 1001, which clients retry."""
    app = create_app(str(tmp_path / "d.sqlite"), accept_basic=True)
    with state_of(app).database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE users")
    answer = app.test_client().get("/a/feeds/example.com/user/2.0", auth=("alice", "x"))
    state_of(app).database.close()
    assert (answer.status_code, 'errorCode="1001"' in answer.text, "no such table" in answer.text) == (
        503,
        True,
        False,
    )
    assert "no such table" in caplog.text
