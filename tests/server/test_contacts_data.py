"""Shared contacts as they are kept, on SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from gdata_compat.server.domain.contacts import Contact, ContactDraft, ContactQuery
from gdata_compat.server.domain.model import EntityDoesNotExist, TooManyContacts, ValueNotKept
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.contacts import SqlContacts
from gdata_compat.server.domain.sql.database import Database

DAY = 24 * 3600


class Clock:
    """A clock that a test sets."""

    now = 1_000_000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database of either kind."""
    url = ":memory:" if request.param == "sqlite" else request.getfixturevalue("postgresql")
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def contacts(opened: Database, clock: Clock) -> SqlContacts:
    """The contacts of example.com, of which there may be five."""
    return SqlContacts(opened, "example.com", "contact", clock=clock, limit=5)


def draft(title: str, *groups: str) -> ContactDraft:
    """Make a draft that is found by its title."""
    return ContactDraft(title, f"<content>{title}</content>", title, groups)


def titles(contacts: SqlContacts, **query: object) -> list[str]:
    """Return the titles of what a query finds."""
    return [each.title for each in contacts.find(ContactQuery(**query)).contacts]  # type: ignore[arg-type]


def test_no_two_changes_have_the_same_time(contacts: SqlContacts, clock: Clock) -> None:
    """Though the clock stands still, or goes back."""
    one, two = contacts.create(draft("one")), contacts.create(draft("two"))
    clock.now -= 10
    changed = contacts.update(one.contact_id, lambda _: draft("three"))
    times = [one.updated, two.updated, changed.updated]
    assert times == [1_000_000_000_000, 1_000_000_000_001, 1_000_000_000_002]


def test_pages_come_in_the_order_of_making_or_of_change(contacts: SqlContacts) -> None:
    """In either direction."""
    made = [contacts.create(draft(name)) for name in "abc"]
    contacts.update(made[0].contact_id, lambda _: draft("A"))
    assert titles(contacts) == ["A", "b", "c"]
    assert titles(contacts, descending=True) == ["c", "b", "A"]
    assert titles(contacts, by_change=True) == ["b", "c", "A"]
    assert titles(contacts, by_change=True, descending=True, start=2, limit=1) == ["c"]


def test_a_page_beyond_the_end_is_empty(contacts: SqlContacts) -> None:
    """The total is told all the same."""
    contacts.create(draft("a"))
    page = contacts.find(ContactQuery(start=2**31 - 1, limit=2**31 - 1))
    assert (page.contacts, page.total) == ([], 1)


def test_a_query_finds_what_has_every_word_and_none_of_the_others(contacts: SqlContacts) -> None:
    """Upper and lower case are the same, and no sign is special."""
    contacts.add_many([draft("ÄNNA 100%"), draft("Anna b_c"), draft("Bert\\")])
    assert titles(contacts, words=("nna",), without=("b_",)) == ["ÄNNA 100%"]
    assert titles(contacts, words=("änna",)) == ["ÄNNA 100%"]
    assert titles(contacts, words=("_",)) == ["Anna b_c"]
    assert titles(contacts, words=("\\",)) == ["Bert\\"]


def test_a_query_finds_the_members_of_a_group(contacts: SqlContacts) -> None:
    """As their latest documents say."""
    one, two, _ = (
        contacts.create(draft(name, *groups)) for name, groups in (("a", "x"), ("b", "xyy"), ("c", ""))
    )
    contacts.update(one.contact_id, lambda _: draft("a", "y"))
    assert (titles(contacts, group="x"), titles(contacts, group="y")) == (["b"], ["a", "b"])
    contacts.delete(two.contact_id)
    assert titles(contacts, group="y", with_deleted=True) == ["a"]


def test_what_was_deleted_is_remembered_for_thirty_days(contacts: SqlContacts, clock: Clock) -> None:
    """Then it is gone, and forgotten at the next deletion."""
    gone, there = contacts.create(draft("a")), contacts.create(draft("b"))
    contacts.delete(gone.contact_id)
    clock.now += 30 * DAY
    assert titles(contacts, with_deleted=True) == ["", "b"]
    clock.now += 1
    assert titles(contacts, with_deleted=True) == ["b"]
    contacts.delete(there.contact_id)
    with contacts._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contacts").scalar() == 1


def test_what_was_deleted_holds_nothing_any_more(contacts: SqlContacts) -> None:
    """Neither its content nor its photo."""
    made = contacts.create(draft("a"))
    contacts.put_photo(made.contact_id, b"x", "image/png")
    contacts.delete(made.contact_id)
    (left,) = contacts.find(ContactQuery(with_deleted=True)).contacts
    assert left == Contact(made.contact_id, "", "", made.created, made.updated + 2, deleted=True)
    with contacts._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contact_photos").scalar() == 0


def test_who_is_deleted_cannot_be_read_changed_or_deleted(contacts: SqlContacts) -> None:
    """Each is told that there is no such contact."""
    gone = contacts.create(draft("a")).contact_id
    contacts.delete(gone)
    for call in (
        lambda: contacts.get(gone),
        lambda: contacts.update(gone, lambda _: draft("b")),
        lambda: contacts.delete(gone),
        lambda: contacts.photo(gone),
        lambda: contacts.put_photo(gone, b"", "image/png"),
        lambda: contacts.delete_photo(gone),
    ):
        with pytest.raises(EntityDoesNotExist):
            call()


def test_a_refused_change_changes_nothing(contacts: SqlContacts) -> None:
    """What the check raises comes out, and all stays as it was."""
    made = contacts.create(draft("a"))

    def refuse(_: Contact) -> ContactDraft:
        raise KeyError("no")

    for call in (
        lambda: contacts.update(made.contact_id, refuse),
        lambda: contacts.delete(made.contact_id, refuse),
        lambda: contacts.put_photo(made.contact_id, b"x", "image/png", refuse),
    ):
        with pytest.raises(KeyError):
            call()
    assert contacts.get(made.contact_id) == made


def test_there_may_be_so_many_and_no_more(contacts: SqlContacts) -> None:
    """Many at once are added all or not at all; what was deleted makes room."""
    contacts.add_many([draft(name) for name in "abcd"])
    with pytest.raises(TooManyContacts):
        contacts.add_many([draft("e"), draft("f")])
    last = contacts.create(draft("e"))
    with pytest.raises(TooManyContacts, match=r"example\.com"):
        contacts.create(draft("f"))
    contacts.delete(last.contact_id)
    assert (contacts.create(draft("f")).title, contacts.count()) == ("f", 5)


def test_groups_domains_and_contacts_are_apart(opened: Database) -> None:
    """One's id means nothing to another."""
    one, two = SqlDomain(opened, "one.test"), SqlDomain(opened, "two.test")
    made = one.contacts.create(draft("a"))
    for other in (one.contact_groups, two.contacts):
        with pytest.raises(EntityDoesNotExist):
            other.get(made.contact_id)
    assert (one.contact_groups.count(), two.contacts.count(), one.contacts.count()) == (0, 0, 1)


def test_one_of_many_who_saw_the_same_version_wins(contacts: SqlContacts) -> None:
    """The check and the change are one step."""
    made, wins = contacts.create(draft("a")), []

    def work(name: str) -> None:
        def revise(before: Contact) -> ContactDraft:
            if before.updated != made.updated:
                raise KeyError(name)
            return draft(name)

        try:
            wins.append(contacts.update(made.contact_id, revise).title)
        except KeyError:
            pass

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wins == [contacts.get(made.contact_id).title]


def test_what_no_database_keeps_is_told(contacts: SqlContacts) -> None:
    """PostgreSQL has no texts with NUL in them."""
    if contacts._database._is_sqlite:
        assert titles(contacts, words=("\0",)) == []
        return
    with pytest.raises(ValueNotKept):
        titles(contacts, words=("\0",))
