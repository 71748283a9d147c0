"""The legacy module `gdata.apps.organization.data`: organization units and their users, second generation."""

from __future__ import annotations

from .... import atom as atom
from .... import gdata as gdata
from ....engine.xml import children as _children
from ....engine.xml import row as _row
from ...data import GDFeed as _GDFeed
from ..apps_property_entry import AppsPropertyEntry as _AppsPropertyEntry

ORG_UNIT_NAME = "name"
ORG_UNIT_PATH = "orgUnitPath"
PARENT_ORG_UNIT_PATH = "parentOrgUnitPath"
ORG_UNIT_DESCRIPTION = "description"
ORG_UNIT_BLOCK_INHERITANCE = "blockInheritance"
USER_EMAIL = "orgUserEmail"
USERS_TO_MOVE = "usersToMove"
MOVED_USERS = "usersMoved"
CUSTOMER_ID = "customerId"
CUSTOMER_ORG_UNIT_NAME = "customerOrgUnitName"
CUSTOMER_ORG_UNIT_DESCRIPTION = "customerOrgUnitDescription"
OLD_ORG_UNIT_PATH = "oldOrgUnitPath"


class CustomerIdEntry(_AppsPropertyEntry):
    """The customer, which the server names."""

    customer_id = _row(CUSTOMER_ID, read_only=True)
    org_unit_name = _row(ORG_UNIT_NAME, read_only=True)
    customer_org_unit_name = _row(CUSTOMER_ORG_UNIT_NAME, read_only=True)
    org_unit_description = _row(ORG_UNIT_DESCRIPTION, read_only=True)
    customer_org_unit_description = _row(CUSTOMER_ORG_UNIT_DESCRIPTION, read_only=True)


class OrgUnitEntry(
    _AppsPropertyEntry,
    init="org_unit_name org_unit_path parent_org_unit_path org_unit_description"
    " org_unit_block_inheritance? move_users",
):
    """An organization unit."""

    org_unit_name = _row(ORG_UNIT_NAME)
    org_unit_path = _row(ORG_UNIT_PATH)
    parent_org_unit_path = _row(PARENT_ORG_UNIT_PATH)
    org_unit_description = _row(ORG_UNIT_DESCRIPTION)
    org_unit_block_inheritance = _row(ORG_UNIT_BLOCK_INHERITANCE)

    def GetMovedUsers(self) -> str | None:
        """The users that the server has moved, with commas between."""
        return self._GetProperty(MOVED_USERS)

    def SetUsersToMove(self, value: str) -> None:
        """Sets the users that are to be moved here, with commas between."""
        self._SetProperty(USERS_TO_MOVE, value)

    #: Reads one row and writes another.
    move_users = property(GetMovedUsers, SetUsersToMove)


class OrgUnitFeed(_GDFeed):
    """A page of organization units."""

    entry: list[OrgUnitEntry] = _children(OrgUnitEntry)


class OrgUserEntry(_AppsPropertyEntry, init="user_email org_unit_path old_org_unit_path"):
    """A user and the organization unit that he is in."""

    user_email = _row(USER_EMAIL)
    org_unit_path = _row(ORG_UNIT_PATH)
    old_org_unit_path = _row(OLD_ORG_UNIT_PATH)


class OrgUserFeed(_GDFeed):
    """A page of users."""

    entry: list[OrgUserEntry] = _children(OrgUserEntry)
