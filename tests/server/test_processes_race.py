"""Two server processes over one database: of changes that exclude each other one is made, none is lost."""

from __future__ import annotations

from functools import partial

from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.domain.org_units import OrgUnit
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import User
from tests.fix_server import SignedClient
from tests.server.test_multidomain import properties
from tests.server.test_several_processes import both, clients, in_threads, url
from tests.server.test_users import errors

__all__ = ["both", "clients", "url"]

GROUPS = "/a/feeds/group/2.0/example.com"

Call = tuple[str, str, bytes | None]


def at_once(clients: list[SignedClient], *calls: Call) -> list[str]:
    """Send a call to each server at the same time; return the codes of the errors, '' where there is none."""
    found = [""] * len(calls)

    def send(number: int, call: Call) -> None:
        answer = clients[number % len(clients)].send(*call)
        found[number] = errors(answer.text)[0][0] if answer.status_code >= 400 else ""

    in_threads(*(partial(send, number, call) for number, call in enumerate(calls)))
    return sorted(found)


def test_of_two_groups_that_would_contain_each_other_one_does(url: str, clients: list[SignedClient]) -> None:
    """Whoever comes second meets the cycle."""
    database = Database(url)
    groups = SqlDomain(database, "example.com").groups
    outcomes = []
    for n in range(5):
        one, other = f"one{n}", f"other{n}"
        for name in (one, other):
            groups.create(Group(name, name))
        outcomes.append(
            at_once(
                clients,
                ("POST", f"{GROUPS}/{one}/member", properties(memberId=f"{other}@example.com")),
                ("POST", f"{GROUPS}/{other}/member", properties(memberId=f"{one}@example.com")),
            )
        )
    database.close()
    assert outcomes == [["", "1700"]] * 5


def test_of_two_units_that_would_be_below_each_other_one_is(url: str, clients: list[SignedClient]) -> None:
    """And the other stays where it was."""
    database = Database(url)
    units = SqlDomain(database, "example.com").org_units
    feed, outcomes = f"/a/feeds/orgunit/2.0/{units.customer_id}", []
    for n in range(5):
        for name in (f"one{n}", f"other{n}"):
            units.create(OrgUnit(name, name))
        outcomes.append(
            at_once(
                clients,
                ("PUT", f"{feed}/one{n}", properties(parentOrgUnitPath=f"other{n}")),
                ("PUT", f"{feed}/other{n}", properties(parentOrgUnitPath=f"one{n}")),
            )
        )
    database.close()
    assert [outcome[0] for outcome in outcomes] == [""] * 5
    assert {outcome[1] for outcome in outcomes} <= {"1305", "1301"}


def test_members_that_come_and_go_at_both_are_counted_once(url: str, clients: list[SignedClient]) -> None:
    """Twenty users join by both servers at once; each is in the group once, and a deleted one in none."""
    database = Database(url)
    domain = SqlDomain(database, "example.com")
    names = [f"user{n:02}" for n in range(20)]
    domain.users.add_many(User(name, "F", "G") for name in names)
    domain.groups.create(Group("crew", "Crew"))
    leave: Call = ("DELETE", "/a/feeds/example.com/user/2.0/user00", None)
    codes = at_once(clients, *(joined(name) for name in names for _ in clients), leave)
    members = [each.address for each in domain.groups.participants("crew", "member")]
    gone = _is_gone(domain, "user00")
    database.close()
    assert (members, gone) == ([f"{name}@example.com" for name in names[1:]], True)
    assert set(codes) <= {"", "1300", "1301"}


def joined(name: str) -> Call:
    """Make a user a member."""
    return "POST", f"{GROUPS}/crew/member", properties(memberId=f"{name}@example.com")


def _is_gone(domain: SqlDomain, name: str) -> bool:
    try:
        domain.users.get(name)
    except EntityDoesNotExist:
        return True
    return False
