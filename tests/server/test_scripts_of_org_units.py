"""Scripts that act on organization units: ours and the original do the same, and see the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gdata_compat.gdata.apps.organization.client import OrganizationUnitProvisioningClient
from gdata_compat.gdata.apps.organization.service import OrganizationService
from gdata_compat.server.domain.org_units import OrgUnit
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient
from tests.server.operations import operations

SERVICE = """
import gdata.apps.organization.service
units = service(gdata.apps.organization.service.OrganizationService)
customer = units.RetrieveCustomerId()["customerId"]

def told(unit):
    names = "name", "orgUnitPath", "parentOrgUnitPath", "description", "blockInheritance"
    return [unit[name] or "" for name in names]
"""

CLIENT = """
import gdata.apps.organization.client
units = client(gdata.apps.organization.client.OrganizationUnitProvisioningClient)
customer = units.RetrieveCustomerId().customer_id

def told(unit):
    return [unit.org_unit_name, unit.org_unit_path, unit.parent_org_unit_path, unit.org_unit_description,
            unit.org_unit_block_inheritance]
"""

Observe = Callable[..., Any]

A_LIFE = """
seen.append(told(units.CreateOrgUnit(customer, "Corp")))
seen.append(told(units.CreateOrgUnit(customer, "Sales/Support", "Corp", "Sells", True)))
seen.append(told(units.RetrieveOrgUnit(customer, "Corp/Sales%2FSupport")))
seen.append(told(units.UpdateOrgUnit(customer, "Corp", name="Company", description="All")))
seen.append(told(units.RetrieveOrgUnit(customer, "company/sales%2Fsupport")))
seen.append([u["orgUnitPath"] for u in units.RetrieveAllOrgUnits(customer)])
seen.append([u["orgUnitPath"] for u in units.RetrieveSubOrgUnits(customer, "Company")])
units.CreateOrgUnit(customer, "Below", "Company/Sales%2FSupport")
seen.append([u["name"] for u in units.RetrieveSubOrgUnits(customer, "Company/Sales%252FSupport")])
seen.append(told(units.UpdateOrgUnit(customer, "Company/Sales%2FSupport/Below", parent_org_unit_path="/")))
refused(units.CreateOrgUnit, customer, "Below")
refused(units.CreateOrgUnit, customer, "New", "No such unit")
refused(units.CreateOrgUnit, customer, "x" * 101)
refused(units.UpdateOrgUnit, customer, "Company", parent_org_unit_path="Company/Sales%2FSupport")
refused(units.DeleteOrgUnit, customer, "Company")
refused(units.RetrieveOrgUnit, customer, "Nothing")
refused(units.RetrieveOrgUnit, "C00000000", "Company")
seen.append(units.DeleteOrgUnit(customer, "Below"))
refused(units.RetrieveOrgUnit, customer, "Below")
"""

USERS = """
units.CreateOrgUnit(customer, "Corp")
seen.append(units.RetrieveOrgUser(customer, "bruno@example.com"))
seen.append(units.UpdateOrgUser(customer, "bruno@example.com", "Corp"))
two = ["alice@example.com", "bruno@example.com"]
seen.append(units.MoveUserToOrgUnit(customer, "Corp", two)["usersMoved"])
seen.append([u["orgUnitPath"] for u in units.RetrieveAllOrgUsers(customer)])
seen.append([u["orgUserEmail"] for u in units.RetrieveOrgUnitUsers(customer, "Corp")])
seen.append([u["orgUserEmail"] for u in units.RetrieveOrgUnitUsers(customer, "/")])
seen.append(len(units.RetrieveOrgUnitPageOfUsers(customer, "Corp", startKey="b").entry))
refused(units.MoveUserToOrgUnit, customer, "Corp", ["alice@example.com", "nobody@example.com"])
refused(units.MoveUserToOrgUnit, customer, "Corp", ["a%d@example.com" % n for n in range(26)])
refused(units.UpdateOrgUser, customer, "bruno@example.com", "Nothing")
refused(units.RetrieveOrgUser, customer, "nobody@example.com")
refused(units.DeleteOrgUnit, customer, "Corp")
"""

PAGES = """
seen.append(len(units.RetrieveAllOrgUnits(customer)))
page = units.RetrievePageOfOrgUnits(customer)
seen.append([len(page.entry), page.GetNextLink() is not None])
seen.append(len(units.RetrievePageOfOrgUnits(customer, startKey="u140").entry))
seen.append(len(units.RetrieveAllOrgUsers(customer)))
seen.append(len(units.RetrievePageOfOrgUsers(customer, startKey="user140@example.com").entry))
seen.append(len(units.RetrieveOrgUnitUsers(customer, "u000")))
"""

SECOND = """
seen.append(told(units.CreateOrgUnit(customer, "Corp", description="All")))
seen.append(told(units.RetrieveOrgUnit(customer, "Corp")))
entry = units.RetrieveOrgUnit(customer, "Corp")
entry.org_unit_name = "Company"
seen.append(told(units.UpdateOrgUnit(customer, "Corp", entry)))
seen.append(units.MoveUserToOrgUnit(customer, "Company", ["bruno@example.com"]).move_users)
user = units.UpdateOrgUser(customer, "chiara@example.com", "Company")
seen.append([user.user_email, user.org_unit_path])
seen.append(units.RetrieveOrgUser(customer, "alice@example.com").org_unit_path)
units.CreateOrgUnit(customer, "A&B", "Company")
seen.append([u.org_unit_path for u in units.RetrieveSubOrgUnits(customer, "Company").entry])
seen.append([u.user_email for u in units.RetrieveOrgUnitUsers(customer, "Company").entry])
seen.append([u.user_email for u in units.RetrieveAllOrgUsers(customer).entry])
seen.append([u.org_unit_path for u in units.RetrieveAllOrgUnits(customer).entry])
seen.append(len(units.RetrievePageOfOrgUnits(customer).entry))
seen.append(len(units.RetrievePageOfOrgUnits(customer, startKey="Company/A").entry))
seen.append(len(units.RetrievePageOfOrgUsers(customer, startKey="bruno@example.com").entry))
uri = units.MakeOrganizationUnitOrgunitProvisioningUri(customer, params={"get": "all"})
seen.append(len(units.RetrieveFeedFromUri(uri, gdata.apps.organization.data.OrgUnitFeed).entry))
seen.append(len(units.RetrieveAllOrgUnitsFromUri(uri).entry))
uri = units.MakeOrganizationUnitOrguserProvisioningUri(customer, params={"get": "all"})
seen.append(len(units.RetrieveAllOrgUsersFromUri(uri).entry))
refused(units.DeleteOrgUnit, customer, "Company")
units.DeleteOrgUnit(customer, "Company/A%26B")
refused(units.RetrieveOrgUnit, customer, "Company/A%26B")
"""

V1 = "AppsForYourDomainException"
MISSING = [V1, 400, "1301", "EntityDoesNotExist"]
INVALID = [V1, 400, "1801", "InvalidValue"]


def test_a_life_of_a_unit(observe: Observe) -> None:
    """Names may hold slashes; a renamed or moved unit takes those below along."""
    support = ["Sales/Support", "Corp/Sales%2FSupport", "Corp", "Sells", "true"]
    assert observe(SERVICE + A_LIFE) == [
        ["Corp", "Corp", "/", "", "false"],
        support,
        support,
        ["Company", "Company", "/", "All", "false"],
        ["Sales/Support", "Company/Sales%2FSupport", "Company", "Sells", "true"],
        ["Company", "Company/Sales%2FSupport"],
        ["Company/Sales%2FSupport"],
        ["Below"],
        ["Below", "Below", "/", "", "false"],
        [V1, 400, "1300", "EntityExists"],
        MISSING,
        [V1, 400, "1303", "EntityNameNotValid"],
        [V1, 400, "1305", "EntityCannotContainCycle"],
        [V1, 400, "1306", "EntityHasMembersCannotDelete"],
        MISSING,
        MISSING,
        None,
        MISSING,
    ]


def test_users_in_units(observe: Observe) -> None:
    """Everybody is in the root until moved, up to 25 at a time, all or none."""
    assert observe(SERVICE + USERS) == [
        {"orgUserEmail": "bruno@example.com", "orgUnitPath": "/"},
        {"orgUserEmail": "bruno@example.com", "orgUnitPath": "Corp"},
        "alice@example.com,bruno@example.com",
        ["Corp", "Corp", "/"],
        ["alice@example.com", "bruno@example.com"],
        ["chiara@example.com"],
        1,
        MISSING,
        INVALID,
        MISSING,
        MISSING,
        [V1, 400, "1306", "EntityHasMembersCannotDelete"],
    ]


def test_pages_of_units_and_their_users(observe: Observe, server: ServerThread) -> None:
    """A hundred a page, to the end."""
    domain = server.state.domain
    for number in range(150):
        domain.org_units.create(OrgUnit(f"u{number:03}", f"u{number:03}"))
    domain.users.add_many(User(f"user{number:03}", "F", "G") for number in range(150))
    domain.org_units.move_users((f"user{number:03}" for number in range(130)), "u000")
    assert observe(SERVICE + PAGES) == [150, [100, True], 10, 153, 10, 130]


def test_the_second_generation(observe: Observe) -> None:
    """Units and users by OrganizationUnitProvisioningClient."""
    everybody = ["alice@example.com", "bruno@example.com", "chiara@example.com"]
    assert observe(CLIENT + SECOND) == [
        ["Corp", "Corp", "/", "All", "false"],
        ["Corp", "Corp", "/", "All", "false"],
        ["Company", "Company", "/", "All", "false"],
        "bruno@example.com",
        ["chiara@example.com", "Company"],
        "/",
        ["Company/A%26B"],
        everybody[1:],
        everybody,
        ["Company", "Company/A%26B"],
        2,
        1,
        2,
        2,
        2,
        3,
        ["RequestError", 400, "1306", "EntityHasMembersCannotDelete"],
        ["RequestError", 400, "1301", "EntityDoesNotExist"],
    ]


@pytest.mark.parametrize(
    ("kind", "scripts"),
    [
        (OrganizationService, SERVICE + A_LIFE + USERS + PAGES),
        (OrganizationUnitProvisioningClient, CLIENT + SECOND),
    ],
    ids=["service", "client"],
)
def test_no_operation_is_left_out(kind: type, scripts: str) -> None:
    """Every public method that sends a request is in a script above."""
    assert {name for name in operations(kind) if f"units.{name}" not in scripts} == set()


def test_a_renamed_user_stays_in_the_unit_and_a_deleted_one_leaves_it(server: ServerThread) -> None:
    """What happens to the user happens to the place."""
    domain = server.state.domain
    domain.org_units.create(OrgUnit("Corp", "Corp"))
    domain.org_units.move_users(["bruno", "chiara"], "Corp")
    domain.users.update("bruno", UserChanges(username="bruce"))
    domain.users.delete("chiara")
    assert [each.username for each in domain.org_units.users_in("Corp")] == ["bruce"]


@pytest.mark.parametrize(
    ("query", "code"),
    [("get=some", "1407"), ("get=children&orgUnitPath=Nothing", "1301"), ("startKey=%00", "1407")],
)
def test_queries_that_cannot_be_are_refused(
    server: ServerThread, signed: SignedClient, query: str, code: str
) -> None:
    """A wrong `get`, an unknown path, a key that is none."""
    customer = server.state.domain.org_units.customer_id
    answer = signed.get(f"/a/feeds/orgunit/2.0/{customer}?{query}")
    assert (answer.status_code, f'errorCode="{code}"' in answer.text) == (400, True)


GAM = """
import gdata.apps.organization.service
import gdata.apps.service

units = service(gdata.apps.organization.service.OrganizationService)
customer = units.RetrieveCustomerId()["customerId"]
units.CreateOrgUnit(customer, "Crew", "/", "", False)
for users in (["bruno@example.com", "nobody@example.com"], ["x@elsewhere.test", "bruno@example.com"]):
    try:
        units.MoveUserToOrgUnit(customer, "Crew", users)
    except gdata.apps.service.AppsForYourDomainException as error:
        seen.append([error.reason, error.invalidInput])
seen.append([each["orgUserEmail"] for each in units.RetrieveOrgUnitUsers(customer, "Crew")])
"""


def test_users_who_cannot_be_moved_are_told_as_scripts_expect(observe: Callable[..., Any]) -> None:
    """GAM, which looks for the words `orgUnitUsersToMove`, then looks for the users itself."""
    told = ["EntityDoesNotExist", "orgUnitUsersToMove"]
    assert observe(GAM) == [told, told, []]
