"""The service for organization units and the users in them.

Each part of a unit's path is percent-encoded by the caller (`finance%2Fbooks/clerks`); everything goes into
URIs as it is given. Units and users are dicts of the API's properties; refusals raise
`gdata.apps.service.AppsForYourDomainException`.
"""

from __future__ import annotations

from .... import gdata  # noqa: F401  # a name that scripts use
from .. import service as _service

API_VER = "2.0"
CUSTOMER_BASE_URL = "/a/feeds/customer/2.0/customerId"
BASE_UNIT_URL = "/a/feeds/orgunit/2.0/%s"
UNIT_URL = BASE_UNIT_URL + "/%s"
UNIT_ALL_URL = BASE_UNIT_URL + "?get=all"
UNIT_CHILD_URL = BASE_UNIT_URL + "?get=children&orgUnitPath=%s"
BASE_USER_URL = "/a/feeds/orguser/2.0/%s"
USER_URL = BASE_USER_URL + "/%s"
USER_ALL_URL = BASE_USER_URL + "?get=all"
USER_CHILD_URL = BASE_USER_URL + "?get=children&orgUnitPath=%s"


class OrganizationService(_service.PropertyService):
    """The organization units of a customer, whose id RetrieveCustomerId tells."""

    def _Bool2Str(self, b):
        """Write a flag as the API has it."""
        return _service._bool2str(b)

    def RetrieveCustomerId(self):
        """Give a dict with the `customerId` of the administrator who asks."""
        return self._GetProperties(CUSTOMER_BASE_URL)

    # Units

    def CreateOrgUnit(
        self, customer_id, name, parent_org_unit_path="/", description="", block_inheritance=False
    ):
        """Create a unit; give it as a dict. Blocked, it inherits no settings from the units above."""
        properties = {
            "name": name,
            "parentOrgUnitPath": parent_org_unit_path,
            "description": description,
            "blockInheritance": self._Bool2Str(block_inheritance),
        }
        return self._PostProperties(BASE_UNIT_URL % customer_id, properties)

    def UpdateOrgUnit(
        self,
        customer_id,
        org_unit_path,
        name=None,
        parent_org_unit_path=None,
        description=None,
        block_inheritance=None,
    ):
        """Change a unit; give it as a dict.

        What is empty or False is not sent: a description cannot be emptied, inheritance not be unblocked.
        """
        properties = {
            "name": name,
            "parentOrgUnitPath": parent_org_unit_path,
            "description": description,
            "blockInheritance": block_inheritance and self._Bool2Str(block_inheritance),
        }
        sent = {key: value for key, value in properties.items() if value}
        return self._PutProperties(UNIT_URL % (customer_id, org_unit_path), sent)

    def MoveUserToOrgUnit(self, customer_id, org_unit_path, users_to_move):
        """Move users, a list of addresses (the API takes 25), to a unit; give the answer as a dict.

        Anything but a list is not sent.
        """
        properties = {}
        if users_to_move and isinstance(users_to_move, list):
            properties["usersToMove"] = ", ".join(users_to_move)
        return self._PutProperties(UNIT_URL % (customer_id, org_unit_path), properties)

    def RetrieveOrgUnit(self, customer_id, org_unit_path):
        """Give a unit as a dict."""
        return self._GetProperties(UNIT_URL % (customer_id, org_unit_path))

    def DeleteOrgUnit(self, customer_id, org_unit_path):
        """Delete a unit."""
        return self._DeleteProperties(UNIT_URL % (customer_id, org_unit_path))

    def RetrieveAllOrgUnits(self, customer_id):
        """Give a list of all units."""
        return self._GetPropertiesList(UNIT_ALL_URL % customer_id)

    def RetrievePageOfOrgUnits(self, customer_id, startKey=None):
        """Give the PropertyFeed of one page of units, from a key on."""
        return self._GetPropertyFeed(_from(UNIT_ALL_URL % customer_id, startKey))

    def RetrieveSubOrgUnits(self, customer_id, org_unit_path):
        """Give a list of the units below a unit."""
        return self._GetPropertiesList(UNIT_CHILD_URL % (customer_id, org_unit_path))

    # Users

    def RetrieveOrgUser(self, customer_id, user_email):
        """Give a user, with the path of the unit, as a dict."""
        return self._GetProperties(USER_URL % (customer_id, user_email))

    def UpdateOrgUser(self, customer_id, user_email, org_unit_path):
        """Put a user into a unit; give the user as a dict."""
        properties = {"orgUnitPath": org_unit_path} if org_unit_path else {}
        return self._PutProperties(USER_URL % (customer_id, user_email), properties)

    def RetrieveAllOrgUsers(self, customer_id):
        """Give a list of all users."""
        return self._GetPropertiesList(USER_ALL_URL % customer_id)

    def RetrievePageOfOrgUsers(self, customer_id, startKey=None):
        """Give the PropertyFeed of one page of users, from a key on."""
        return self._GetPropertyFeed(_from(USER_ALL_URL % customer_id, startKey))

    def RetrieveOrgUnitUsers(self, customer_id, org_unit_path):
        """Give a list of the users in a unit."""
        return self._GetPropertiesList(USER_CHILD_URL % (customer_id, org_unit_path))

    def RetrieveOrgUnitPageOfUsers(self, customer_id, org_unit_path, startKey=None):
        """Give the PropertyFeed of one page of the users in a unit, from a key on."""
        return self._GetPropertyFeed(_from(USER_CHILD_URL % (customer_id, org_unit_path), startKey))


def _from(uri, start):
    return uri if start is None else uri + "&startKey=" + start
