"""The client of organization units and their users, second generation."""

from __future__ import annotations

import urllib as urllib

from .... import gdata as gdata
from .._client import SecureDomainClient as _SecureDomainClient
from .._client import with_params as _with_params
from . import data as _data

CUSTOMER_ID_URI_TEMPLATE = "/a/feeds/customer/%s/customerId"
ORGANIZATION_UNIT_URI_TEMPLATE = "/a/feeds/%s/%s/%s"
ORGANIZATION_UNIT_FEED = "orgunit"
ORGANIZATION_USER_FEED = "orguser"


class OrganizationUnitProvisioningClient(_SecureDomainClient):
    """Reads and changes organization units; a unit is named by its path, a user by his address.

    Further arguments of the methods are those of GDClient's, such as `auth_token`.
    """

    def make_organization_unit_provisioning_uri(
        self, feed_type, customer_id, org_unit_path_or_user_email=None, params=None
    ):
        """Give the URI of all of a feed type, of a unit or of a user."""
        uri = ORGANIZATION_UNIT_URI_TEMPLATE % (feed_type, self.api_version, customer_id)
        if org_unit_path_or_user_email:
            uri = f"{uri}/{org_unit_path_or_user_email}"
        return _with_params(uri, params)

    MakeOrganizationUnitProvisioningUri = make_organization_unit_provisioning_uri

    def make_organization_unit_orgunit_provisioning_uri(self, customer_id, org_unit_path=None, params=None):
        """Give the URI of all units, or of one."""
        return self.make_organization_unit_provisioning_uri(
            ORGANIZATION_UNIT_FEED, customer_id, org_unit_path, params
        )

    MakeOrganizationUnitOrgunitProvisioningUri = make_organization_unit_orgunit_provisioning_uri

    def make_organization_unit_orguser_provisioning_uri(self, customer_id, org_user_email=None, params=None):
        """Give the URI of all users, or of one."""
        return self.make_organization_unit_provisioning_uri(
            ORGANIZATION_USER_FEED, customer_id, org_user_email, params
        )

    MakeOrganizationUnitOrguserProvisioningUri = make_organization_unit_orguser_provisioning_uri

    def make_customer_id_feed_uri(self):
        """Give the URI of the customer."""
        return CUSTOMER_ID_URI_TEMPLATE % self.api_version

    MakeCustomerIdFeedUri = make_customer_id_feed_uri

    def retrieve_customer_id(self, **kwargs) -> _data.CustomerIdEntry:
        """Give the customer, whose id the other methods take."""
        uri = self.MakeCustomerIdFeedUri()
        return self.GetEntry(uri, desired_class=_data.CustomerIdEntry, **kwargs)

    RetrieveCustomerId = retrieve_customer_id

    def create_org_unit(
        self, customer_id, name, parent_org_unit_path="/", description="", block_inheritance=False, **kwargs
    ) -> _data.OrgUnitEntry:
        """Create a unit below another one."""
        entry = _data.OrgUnitEntry(
            org_unit_name=name,
            parent_org_unit_path=parent_org_unit_path,
            org_unit_description=description,
            org_unit_block_inheritance=block_inheritance,
        )
        return self.post(entry, self.MakeOrganizationUnitOrgunitProvisioningUri(customer_id), **kwargs)

    CreateOrgUnit = create_org_unit

    def update_org_unit(self, customer_id, org_unit_path, org_unit_entry, **kwargs) -> _data.OrgUnitEntry:
        """Change a unit to what the entry says, which is below '/' if it says nothing else."""
        return self._write_unit(customer_id, org_unit_path, org_unit_entry, kwargs)

    UpdateOrgUnit = update_org_unit

    def move_users_to_org_unit(
        self, customer_id, org_unit_path, users_to_move, **kwargs
    ) -> _data.OrgUnitEntry:
        """Read a unit, and write it with a list of users, 25 at most, who are to be moved there."""
        entry = self.retrieve_org_unit(customer_id, org_unit_path)
        entry.SetUsersToMove(", ".join(users_to_move))
        return self._write_unit(customer_id, org_unit_path, entry, kwargs)

    MoveUserToOrgUnit = move_users_to_org_unit

    def retrieve_org_unit(self, customer_id, org_unit_path, **kwargs) -> _data.OrgUnitEntry:
        """Give a unit."""
        uri = self.MakeOrganizationUnitOrgunitProvisioningUri(customer_id, org_unit_path=org_unit_path)
        return self.GetEntry(uri, desired_class=_data.OrgUnitEntry, **kwargs)

    RetrieveOrgUnit = retrieve_org_unit

    def retrieve_feed_from_uri(self, uri, desired_class, **kwargs):
        """Give the page at a URI."""
        return self.GetFeed(uri, desired_class=desired_class, **kwargs)

    RetrieveFeedFromUri = retrieve_feed_from_uri

    def retrieve_all_org_units_from_uri(self, uri, **kwargs) -> _data.OrgUnitFeed:
        """Give a new feed of the units at a URI and on all further pages, the last page's first."""
        return self._all_from(uri, _data.OrgUnitFeed, kwargs)

    RetrieveAllOrgUnitsFromUri = retrieve_all_org_units_from_uri

    def retrieve_all_org_units(self, customer_id, **kwargs) -> _data.OrgUnitFeed:
        """Give all units in one feed."""
        uri = self.MakeOrganizationUnitOrgunitProvisioningUri(customer_id, params={"get": "all"})
        return self.RetrieveAllOrgUnitsFromUri(uri, **kwargs)

    RetrieveAllOrgUnits = retrieve_all_org_units

    def retrieve_page_of_org_units(self, customer_id, startKey=None, **kwargs) -> _data.OrgUnitFeed:
        """Give a page of units, the first one or that which starts with a key."""
        uri = self.MakeOrganizationUnitOrgunitProvisioningUri(customer_id, params=_page(startKey))
        return self.GetFeed(uri, desired_class=_data.OrgUnitFeed, **kwargs)

    RetrievePageOfOrgUnits = retrieve_page_of_org_units

    def retrieve_sub_org_units(self, customer_id, org_unit_path, **kwargs) -> _data.OrgUnitFeed:
        """Give the units below a unit."""
        uri = self.MakeOrganizationUnitOrgunitProvisioningUri(customer_id, params=_below(org_unit_path))
        return self.RetrieveAllOrgUnitsFromUri(uri, **kwargs)

    RetrieveSubOrgUnits = retrieve_sub_org_units

    def delete_org_unit(self, customer_id, org_unit_path, **kwargs):
        """Delete a unit; give the answer."""
        uri = self.MakeOrganizationUnitOrgunitProvisioningUri(customer_id, org_unit_path=org_unit_path)
        return self.delete(uri, **kwargs)

    DeleteOrgUnit = delete_org_unit

    def update_org_user(self, customer_id, user_email, org_unit_path, **kwargs) -> _data.OrgUserEntry:
        """Read a user, and write him with another unit."""
        entry = self.RetrieveOrgUser(customer_id, user_email)
        entry.SetOldOrgUnitPath(entry.GetOrgUnitPath() or "/")
        entry.SetOrgUnitPath(org_unit_path)
        uri = self.MakeOrganizationUnitOrguserProvisioningUri(customer_id, user_email)
        return self.update(entry, uri=uri, **kwargs)

    UpdateOrgUser = update_org_user

    def retrieve_org_user(self, customer_id, user_email, **kwargs) -> _data.OrgUserEntry:
        """Give a user and his unit."""
        uri = self.MakeOrganizationUnitOrguserProvisioningUri(customer_id, user_email)
        return self.GetEntry(uri, desired_class=_data.OrgUserEntry, **kwargs)

    RetrieveOrgUser = retrieve_org_user

    def retrieve_all_org_users_from_uri(self, uri, **kwargs) -> _data.OrgUserFeed:
        """Give a new feed of the users at a URI and on all further pages, the last page's first."""
        return self._all_from(uri, _data.OrgUserFeed, kwargs)

    RetrieveAllOrgUsersFromUri = retrieve_all_org_users_from_uri

    def retrieve_all_org_users(self, customer_id, **kwargs) -> _data.OrgUserFeed:
        """Give all users in one feed."""
        uri = self.MakeOrganizationUnitOrguserProvisioningUri(customer_id, params={"get": "all"})
        return self.RetrieveAllOrgUsersFromUri(uri, **kwargs)

    RetrieveAllOrgUsers = retrieve_all_org_users

    def retrieve_page_of_org_users(self, customer_id, startKey=None, **kwargs) -> _data.OrgUserFeed:
        """Give a page of users, the first one or that which starts with a key."""
        uri = self.MakeOrganizationUnitOrguserProvisioningUri(customer_id, params=_page(startKey))
        return self.GetFeed(uri, desired_class=_data.OrgUserFeed, **kwargs)

    RetrievePageOfOrgUsers = retrieve_page_of_org_users

    def retrieve_org_unit_users(self, customer_id, org_unit_path, **kwargs) -> _data.OrgUserFeed:
        """Give the users of a unit."""
        uri = self.MakeOrganizationUnitOrguserProvisioningUri(customer_id, params=_below(org_unit_path))
        return self.RetrieveAllOrgUsersFromUri(uri, **kwargs)

    RetrieveOrgUnitUsers = retrieve_org_unit_users

    def _write_unit(self, customer_id, path, entry, kwargs):
        if not entry.GetParentOrgUnitPath():
            entry.SetParentOrgUnitPath("/")
        uri = self.MakeOrganizationUnitOrgunitProvisioningUri(customer_id, org_unit_path=path)
        return self.update(entry, uri=uri, **kwargs)

    def _all_from(self, uri, kind, kwargs):
        feed = kind()
        first = self.RetrieveFeedFromUri(uri, kind, **kwargs)
        feed.entry = first.entry
        for page in self._pages_after(first, kind, **kwargs):
            feed.entry[0:0] = page.entry
        return feed


def _page(start_key):
    """Give the parameters of a page of all."""
    return {"get": "all"} if start_key is None else {"startKey": start_key, "get": "all"}


def _below(path):
    """Give the parameters of what is below a unit."""
    return {"orgUnitPath": path, "get": "children"}
