"""Looking addresses up by how they begin, over every database."""

from __future__ import annotations

import pytest

from gdata_compat.server.domain.accounts import Account
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.nicknames import Nickname
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.sql.directory import SqlDirectory
from gdata_compat.server.domain.users import User

NAMES = ("al", "al.x", "al-x", "al_x", "al9", "alz", "älg", "b")


@pytest.fixture
def directory(database: Database) -> SqlDirectory:
    """The directory of example.com, with some names on example.org as well, and another account's."""
    data = SqlDomain(database, "example.com")
    data.secondary_domains.add("example.org")
    data.users.add_many(User(name, "F", "G") for name in NAMES)
    for name in ("al", "b"):
        data.accounts.create(Account("example.org", User(name, "F", "G")))
    data.groups.create(Group("algroup", "A group"))
    data.email_lists.create("allist")
    data.nicknames.create(Nickname("alnick", "al"))
    SqlDomain(database, "other.test").users.create(User("al", "F", "G"))
    return SqlDirectory(database, "example.com")


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("al", ["al-x", "al.x", "al9", "al@example.com", "al@example.org", "al_x", "alz"]),
        ("AL.", ["al.x"]),
        ("al@", ["al@example.com", "al@example.org"]),
        ("al@example.o", ["al@example.org"]),
        ("al@other", []),
        ("ä", ["älg"]),
        ("%", []),
        ("_", []),
    ],
)
def test_users_are_found_by_how_they_begin(directory: SqlDirectory, prefix: str, expected: list[str]) -> None:
    """On all domains of the account, in one order on every database."""
    found = [account.address for account in directory.users(prefix)]
    assert [address.removesuffix("@example.com") for address in found] == [
        each.removesuffix("@example.com") for each in expected
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_a_page_begins_with_its_start(directory: SqlDirectory, limit: int) -> None:
    """Nobody is left out between two pages, and nobody is there twice."""
    seen: list[str] = []
    start = ""
    while True:
        page = [account.address for account in directory.users("", start, limit + 1)]
        seen += page[:limit]
        if len(page) <= limit:
            break
        start = page[limit]
    whole = [account.address for account in directory.users()]
    assert (seen, len(whole), len(set(whole))) == (whole, len(NAMES) + 2, len(NAMES) + 2)


def test_each_kind_is_looked_up_by_itself(directory: SqlDirectory) -> None:
    """Groups, lists and nicknames."""
    assert [group.group_id for group in directory.groups("al")] == ["algroup"]
    assert list(directory.email_lists("al")) == ["allist"]
    assert [(alias.address, alias.user) for alias in directory.aliases("al")] == [
        ("alnick@example.com", "al@example.com")
    ]
    assert (directory.groups("b"), directory.groups("", "b@example.com")) == ([], [])
