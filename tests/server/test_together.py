"""Several steps that are kept together or not at all."""

from __future__ import annotations

import pytest

from gdata_compat.server.domain.email_settings import EmailSetting
from gdata_compat.server.domain.model import EntityDoesNotExist, EntityExists
from gdata_compat.server.domain.org_units import OrgUnit, OrgUser
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.credentials import SqlCredentials
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import User


def test_steps_are_dropped_together_on_an_error(database: Database) -> None:
    """What was written, and seen, inside is gone after an error that leaves the block."""
    domain = SqlDomain(database, "example.com")

    def steps() -> None:
        with domain.together():
            domain.users.create(User("dora", "Dorn", "Dora"))
            domain.org_units.create(OrgUnit("corp", "corp"))
            assert domain.users.count() == 1
            domain.org_units.get("nowhere")

    with pytest.raises(EntityDoesNotExist):
        steps()
    assert (domain.users.count(), domain.org_units.page()) == (0, [])


def test_a_step_that_fails_inside_leaves_the_others(database: Database) -> None:
    """An error that is caught inside drops only what its own step wrote."""
    domain = SqlDomain(database, "example.com")
    with domain.together():
        domain.users.create(User("a", "F", "G"))
        with pytest.raises(EntityExists):
            domain.users.add_many(User(name, "F", "G") for name in "bca")
        domain.users.create(User("d", "F", "G"))
    domain.users.create(User("e", "F", "G"))
    assert [user.username for user in domain.users.page()] == ["a", "d", "e"]


def test_what_is_noted_inside_waits_for_nobody(database: Database) -> None:
    """On SQLite a nonce would wait for the very steps that it is one of; a second use is still refused."""
    domain, store = SqlDomain(database, "example.com"), SqlCredentials(database, clock=lambda: -1.0)
    with domain.together():
        domain.users.create(User("a", "F", "G"))
        used = [store.use_nonce("k", "t", 1, nonce) for nonce in ("n", "n", "m")]
        domain.users.create(User("b", "F", "G"))
    again = store.use_nonce("k", "t", 1, "m")
    assert (used, again, domain.users.count()) == ([True, False, True], False, 2)


def test_users_are_found_by_name_in_one_question(database: Database) -> None:
    """Those who are there come back, with their units."""
    domain = SqlDomain(database, "example.com")
    domain.users.add_many(User(f"u{number}", "F", "G") for number in range(1200))
    domain.org_units.create(OrgUnit("corp", "corp"))
    names = [f"U{number}" for number in range(1100)] + ["nobody"]
    domain.org_units.move_users(names[:-1], "corp")
    units = domain.org_units.find([*names, "u1199"])
    assert (len(domain.users.find(names)), len(units)) == (1100, 1101)
    assert {OrgUser("u7", "corp"), OrgUser("u1199", "/")} <= set(units)


def test_moving_a_user_who_is_not_there_moves_nobody(database: Database) -> None:
    """All are moved, or none."""
    domain = SqlDomain(database, "example.com")
    domain.users.create(User("a", "F", "G"))
    domain.org_units.create(OrgUnit("corp", "corp"))
    with pytest.raises(EntityDoesNotExist, match="nobody"):
        domain.org_units.move_users(["a", "nobody"], "corp")
    assert domain.org_units.user("a").path == "/"


def test_settings_of_all_users_come_in_pages(database: Database) -> None:
    """Pages follow one another by the last setting of the one before."""
    domain = SqlDomain(database, "example.com")
    domain.users.add_many(User(name, "F", "G") for name in "ab")
    domain.email_settings.put("b", "imap", {"enable": "true"})
    for name in ("two", "one"):
        domain.email_settings.add("a", "label", name, {"label": name})
    first = domain.email_settings.page(limit=2)
    rest = domain.email_settings.page(first[-1])
    assert [each.key for each in first] == ["one", "two"]
    assert rest == [EmailSetting("b", "imap", "", {"enable": "true"})]
