"""Scripts that act on groups, of both generations: ours and the original do the same, and see the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gdata_compat.gdata.apps.groups.client import GroupsProvisioningClient
from gdata_compat.gdata.apps.groups.service import GroupsService
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.serving import ServerThread
from tests.server.operations import operations

SERVICE = """
import gdata.apps.groups.service
groups = service(gdata.apps.groups.service.GroupsService)
"""

CLIENT = """
import gdata.apps.groups.client
groups = client(gdata.apps.groups.client.GroupsProvisioningClient)

def told(entry):
    return [entry.group_id, entry.group_name, entry.description, entry.email_permission]

def member(entry):
    return [entry.member_id, entry.member_type, entry.direct_member]
"""

Observe = Callable[..., Any]

SALES = {
    "groupId": "sales@example.com",
    "groupName": "Sales",
    "description": "Who sells",
    "emailPermission": "Domain",
    "permissionPreset": "Custom",
}

A_LIFE = """
seen.append(groups.CreateGroup("sales", "Sales", "Who sells", "Domain"))
seen.append(groups.RetrieveGroup("sales"))
seen.append(groups.RetrieveGroup("sales@example.com")["groupId"])
seen.append(groups.UpdateGroup("sales", "Sellers", "All of them", "Anyone")["groupName"])
refused(groups.CreateGroup, "sales", "Sales", "", "Domain")
refused(groups.CreateGroup, "alice", "A user's name", "", "Domain")
refused(groups.CreateGroup, "bad name", "Sales", "", "Domain")
refused(groups.CreateGroup, "abuse", "Abuse", "", "Domain")
refused(groups.CreateGroup, "other", "Other", "", "Everybody")
refused(groups.CreateGroup, "other", "x" * 74, "", "Owner")
seen.append(groups.DeleteGroup("sales"))
refused(groups.RetrieveGroup, "sales")
refused(groups.DeleteGroup, "sales")
refused(groups.UpdateGroup, "sales", "Sales", "", "Domain")
"""

MEMBERS = """
for name in ("sales", "all"):
    groups.CreateGroup(name, name, "", "Domain")
seen.append(groups.AddMemberToGroup("bruno@example.com", "sales"))
seen.append(groups.AddMemberToGroup("guest@elsewhere.test", "sales")["memberId"])
seen.append(groups.AddMemberToGroup("sales@example.com", "all"))
refused(groups.AddMemberToGroup, "bruno@example.com", "sales")
refused(groups.AddMemberToGroup, "nobody@example.com", "sales")
refused(groups.AddMemberToGroup, "no address at all", "sales")
refused(groups.AddMemberToGroup, "all@example.com", "sales")
refused(groups.AddMemberToGroup, "all@example.com", "all")
refused(groups.AddMemberToGroup, "bruno@example.com", "nothing")
seen.append([m["memberId"] for m in groups.RetrieveAllMembers("sales")])
seen.append([groups.IsMember("bruno@example.com", g) for g in ("sales", "all")])
seen.append(groups.RetrieveMember("bruno@example.com", "all"))
seen.append([g["groupId"] for g in groups.RetrieveGroups("bruno@example.com")])
seen.append([g["groupId"] for g in groups.RetrieveGroups("bruno@example.com", direct_only=True)])
groups.RemoveMemberFromGroup("bruno@example.com", "sales")
seen.append(groups.IsMember("bruno@example.com", "sales"))
refused(groups.RemoveMemberFromGroup, "bruno@example.com", "sales")
"""

OWNERS = """
groups.CreateGroup("sales", "Sales", "", "Owner")
seen.append(groups.AddOwnerToGroup("chiara@example.com", "sales"))
seen.append(groups.IsOwner("chiara@example.com", "sales"))
seen.append(groups.IsOwner("alice@example.com", "sales"))
seen.append(groups.RetrieveOwner("chiara@example.com", "sales")["email"])
seen.append([o["email"] for o in groups.RetrieveAllOwners("sales")])
seen.append([o.property[0].value for o in groups.RetrievePageOfOwners("sales").entry])
seen.append(groups.IsMember("chiara@example.com", "sales"))
groups.RemoveOwnerFromGroup("chiara@example.com", "sales")
seen.append(groups.RetrieveAllOwners("sales"))
refused(groups.RetrieveOwner, "chiara@example.com", "sales")
"""

PAGES = """
everybody = groups.RetrieveAllGroups()
seen.append([len(everybody), everybody[0]["groupId"], everybody[-1]["groupId"]])
page = groups.RetrievePageOfGroups()
seen.append([len(page.entry), page.GetNextLink() is not None])
page = groups.RetrievePageOfGroups(start_group="g100@example.com")
seen.append([len(page.entry), page.GetNextLink() is not None])
seen.append(len(groups.RetrieveAllMembers("g000")))
page = groups.RetrievePageOfMembers("g000", start="guest240@elsewhere.test")
seen.append([len(page.entry), page.GetNextLink() is not None])
seen.append(len(groups.RetrieveGroups("guest000@elsewhere.test")))
"""

SUSPENDED = """
groups.CreateGroup("sales", "Sales", "", "Owner")
for name in ("bruno", "chiara"):
    groups.AddMemberToGroup(name + "@example.com", "sales")
    groups.AddOwnerToGroup(name + "@example.com", "sales")
import gdata.apps.service
service(gdata.apps.service.AppsService).SuspendUser("bruno")
for suspended in (False, True):
    seen.append([m["memberId"] for m in groups.RetrieveAllMembers("sales", suspended_users=suspended)])
    seen.append([o["email"] for o in groups.RetrieveAllOwners("sales", suspended_users=suspended)])
seen.append(len(groups.RetrievePageOfMembers("sales", suspended_users=True, start="c").entry))
"""

SECOND = """
seen.append(told(groups.CreateGroup("sales", "Sales", "Who sells", "Member")))
entry = groups.RetrieveGroup("sales")
entry.group_name = "Sellers"
seen.append(told(groups.UpdateGroup("sales", entry)))
seen.append(member(groups.AddMemberToGroup("sales", "bruno@example.com")))
seen.append(member(groups.RetrieveGroupMember("sales", "bruno@example.com")))
seen.append([member(each) for each in groups.RetrieveAllMembers("sales").entry])
seen.append(len(groups.RetrievePageOfMembers("sales").entry))
seen.append([each.group_id for each in groups.RetrieveAllGroups().entry])
seen.append([each.group_id for each in groups.RetrievePageOfGroups().entry])
seen.append([each.group_id for each in groups.RetrieveGroups("bruno@example.com", direct_only=True).entry])
seen.append([each.group_id for each in groups.RetrievePageOfMemberGroups("bruno@example.com").entry])
groups.RemoveMemberFromGroup("sales", "bruno@example.com")
refused(groups.RetrieveGroupMember, "sales", "bruno@example.com")
groups.DeleteGroup("sales")
refused(groups.RetrieveGroup, "sales")
"""

V1, V2 = "AppsForYourDomainException", "RequestError"
MISSING = [V1, 400, "1301", "EntityDoesNotExist"]


def test_a_life_of_a_group(observe: Observe) -> None:
    """Create, read by id and by address, change, delete, and what is refused."""
    assert observe(SERVICE + A_LIFE) == [
        SALES,
        SALES,
        "sales@example.com",
        "Sellers",
        [V1, 400, "1300", "EntityExists"],
        [V1, 400, "1300", "EntityExists"],
        [V1, 400, "1303", "EntityNameNotValid"],
        [V1, 400, "1302", "EntityNameIsReserved"],
        [V1, 400, "1701", "InvalidGroupPermissions"],
        [V1, 400, "1801", "InvalidValue"],
        None,
        MISSING,
        MISSING,
        MISSING,
    ]


def test_members_of_a_group(observe: Observe) -> None:
    """Users, groups and addresses elsewhere; who is in through another group is no direct member."""
    cycle = [V1, 400, "1700", "GroupCannotContainCycle"]
    assert observe(SERVICE + MEMBERS) == [
        {"memberType": "User", "memberId": "bruno@example.com", "directMember": "true"},
        "guest@elsewhere.test",
        {"memberType": "Group", "memberId": "sales@example.com", "directMember": "true"},
        [V1, 400, "1300", "EntityExists"],
        MISSING,
        [V1, 400, "1406", "InvalidEmailAddress"],
        cycle,
        cycle,
        MISSING,
        ["bruno@example.com", "guest@elsewhere.test"],
        [True, True],
        {"memberType": "User", "memberId": "bruno@example.com", "directMember": "false"},
        ["all@example.com", "sales@example.com"],
        ["sales@example.com"],
        False,
        MISSING,
    ]


def test_owners_of_a_group(observe: Observe) -> None:
    """An owner is not a member by that."""
    assert observe(SERVICE + OWNERS) == [
        {"email": "chiara@example.com", "type": "User"},
        True,
        False,
        "chiara@example.com",
        ["chiara@example.com"],
        ["chiara@example.com"],
        False,
        [],
        MISSING,
    ]


def test_pages_of_groups_and_members(observe: Observe, server: ServerThread) -> None:
    """A hundred a page; RetrieveAll follows the links to the end."""
    groups = server.state.domain.groups
    for number in range(150):
        groups.create(Group(f"g{number:03}", "G"))
        groups.add(f"g{number:03}", "member", "guest000@elsewhere.test")
    for number in range(1, 250):
        groups.add("g000", "member", f"guest{number:03}@elsewhere.test")
    assert observe(SERVICE + PAGES) == [
        [150, "g000@example.com", "g149@example.com"],
        [100, True],
        [50, False],
        250,
        [10, False],
        150,
    ]


def test_suspended_users_are_listed_where_asked_for(observe: Observe) -> None:
    """A suspended user stays a member, and is shown with includeSuspendedUsers."""
    both = ["bruno@example.com", "chiara@example.com"]
    assert observe(SERVICE + SUSPENDED) == [both[1:], both[1:], both, both, 1]


def test_the_second_generation(observe: Observe) -> None:
    """Groups and members by GroupsProvisioningClient."""
    sales = ["sales@example.com"]
    bruno = ["bruno@example.com", "User", "true"]
    assert observe(CLIENT + SECOND) == [
        [*sales, "Sales", "Who sells", "Member"],
        [*sales, "Sellers", "Who sells", "Member"],
        bruno,
        bruno,
        [bruno],
        1,
        sales,
        sales,
        sales,
        sales,
        [V2, 400, "1301", "EntityDoesNotExist"],
        [V2, 400, "1301", "EntityDoesNotExist"],
    ]


@pytest.mark.parametrize(
    ("kind", "scripts"),
    [(GroupsService, A_LIFE + MEMBERS + OWNERS + PAGES + SUSPENDED), (GroupsProvisioningClient, SECOND)],
    ids=["service", "client"],
)
def test_no_operation_is_left_out(kind: type, scripts: str) -> None:
    """Every public method that sends a request is in a script above."""
    names = operations(kind) - {"RetrieveAllPages"}
    assert {name for name in names if f"groups.{name}" not in scripts} == set()


def test_a_renamed_user_stays_in_the_group_and_a_deleted_one_leaves_it(server: ServerThread) -> None:
    """What happens to the user happens to the membership."""
    domain = server.state.domain
    domain.groups.create(Group("sales", "Sales"))
    for name in ("bruno", "chiara"):
        domain.groups.add("sales", "member", f"{name}@example.com")
    domain.users.update("bruno", UserChanges(username="bruce"))
    domain.users.delete("chiara")
    assert [each.address for each in domain.groups.participants("sales", "member")] == ["bruce@example.com"]


def test_a_deleted_group_leaves_other_groups_and_gives_its_name_back(server: ServerThread) -> None:
    """A user may be called as the group was."""
    domain = server.state.domain
    for name in ("sales", "all"):
        domain.groups.create(Group(name, name))
    domain.groups.add("all", "member", "sales@example.com")
    domain.groups.delete("sales")
    domain.users.create(User("sales", "Sales", "Sam"))
    assert domain.groups.participants("all", "member") == []
