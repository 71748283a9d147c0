"""The client of groups and their members, second generation."""

from __future__ import annotations

import urllib as urllib

from .... import gdata as gdata
from .._client import SecureDomainClient as _SecureDomainClient
from .._client import retrieve_all_pages as _retrieve_all_pages
from .._client import with_params as _with_params
from . import data as _data

GROUP_URI_TEMPLATE = "/a/feeds/group/%s/%s"
GROUP_MEMBER = "member"


class GroupsProvisioningClient(_SecureDomainClient):
    """Reads and changes groups; a group is named by its id or address, a member by its address.

    Further arguments of the methods are those of GDClient's, such as `auth_token`.
    """

    RetrieveAllPages = _retrieve_all_pages

    def make_group_provisioning_uri(self, feed_type=None, group_id=None, member_id=None, params=None):
        """Give the URI of all groups, of a group, or of its members if `feed_type` is GROUP_MEMBER."""
        feed = feed_type if feed_type == GROUP_MEMBER else None
        parts = [GROUP_URI_TEMPLATE % (self.api_version, self.domain), group_id, feed, member_id]
        return _with_params("/".join(part for part in parts if part), params)

    MakeGroupProvisioningUri = make_group_provisioning_uri

    def make_group_member_uri(self, group_id, member_id=None, params=None):
        """Give the URI of a group's members, or of one."""
        return self.make_group_provisioning_uri(
            GROUP_MEMBER, group_id=group_id, member_id=member_id, params=params
        )

    MakeGroupMembersUri = make_group_member_uri

    def retrieve_page_of_groups(self, **kwargs) -> _data.GroupFeed:
        """Give the first page of groups."""
        return self.GetFeed(self.MakeGroupProvisioningUri(), desired_class=_data.GroupFeed, **kwargs)

    RetrievePageOfGroups = retrieve_page_of_groups

    def retrieve_all_groups(self) -> _data.GroupFeed:
        """Give all groups in one feed."""
        return self.RetrieveAllPages(self.RetrievePageOfGroups(), _data.GroupFeed)

    RetrieveAllGroups = retrieve_all_groups

    def retrieve_group(self, group_id, **kwargs) -> _data.GroupEntry:
        """Give a group."""
        uri = self.MakeGroupProvisioningUri(group_id=group_id)
        return self.GetEntry(uri, desired_class=_data.GroupEntry, **kwargs)

    RetrieveGroup = retrieve_group

    def retrieve_page_of_member_groups(self, member_id, direct_only=False, **kwargs) -> _data.GroupFeed:
        """Give the first page of the groups that somebody is in; with `direct_only` not by another group."""
        uri = self.MakeGroupProvisioningUri(params={"member": member_id, "directOnly": direct_only})
        return self.GetFeed(uri, desired_class=_data.GroupFeed, **kwargs)

    RetrievePageOfMemberGroups = retrieve_page_of_member_groups

    def retrieve_groups(self, member_id, direct_only=False, **kwargs) -> _data.GroupFeed:
        """Give all groups that somebody is in; further arguments are ignored, as they were."""
        first = self.RetrievePageOfMemberGroups(member_id=member_id, direct_only=direct_only)
        return self.RetrieveAllPages(first, _data.GroupFeed)

    RetrieveGroups = retrieve_groups

    def create_group(
        self, group_id, group_name, description=None, email_permission=None, **kwargs
    ) -> _data.GroupEntry:
        """Create a group."""
        entry = _data.GroupEntry(group_id, group_name, description, email_permission)
        return self.post(entry, self.MakeGroupProvisioningUri(), **kwargs)

    CreateGroup = create_group

    def update_group(self, group_id, group_entry, **kwargs) -> _data.GroupEntry:
        """Change a group to what the entry says; give it as it is then."""
        return self.update(group_entry, uri=self.MakeGroupProvisioningUri(group_id=group_id), **kwargs)

    UpdateGroup = update_group

    def delete_group(self, group_id, **kwargs):
        """Delete a group; give nothing."""
        self.delete(self.MakeGroupProvisioningUri(group_id=group_id), **kwargs)

    DeleteGroup = delete_group

    def retrieve_page_of_members(self, group_id, **kwargs) -> _data.GroupMemberFeed:
        """Give the first page of a group's members."""
        uri = self.MakeGroupMembersUri(group_id=group_id)
        return self.GetFeed(uri, desired_class=_data.GroupMemberFeed, **kwargs)

    RetrievePageOfMembers = retrieve_page_of_members

    def retrieve_all_members(self, group_id, **kwargs) -> _data.GroupMemberFeed:
        """Give all members of a group in one feed; further arguments are ignored, as they were."""
        return self.RetrieveAllPages(self.RetrievePageOfMembers(group_id=group_id), _data.GroupMemberFeed)

    RetrieveAllMembers = retrieve_all_members

    def retrieve_group_member(self, group_id, member_id, **kwargs) -> _data.GroupMemberEntry:
        """Give a member of a group."""
        uri = self.MakeGroupMembersUri(group_id=group_id, member_id=member_id)
        return self.GetEntry(uri, desired_class=_data.GroupMemberEntry, **kwargs)

    RetrieveGroupMember = retrieve_group_member

    def add_member_to_group(
        self, group_id, member_id, member_type=None, direct_member=None, **kwargs
    ) -> _data.GroupMemberEntry:
        """Add a user or a group to a group."""
        entry = _data.GroupMemberEntry(member_id, member_type, direct_member)
        return self.post(entry, self.MakeGroupMembersUri(group_id=group_id), **kwargs)

    AddMemberToGroup = add_member_to_group

    def remove_member_from_group(self, group_id, member_id, **kwargs):
        """Remove a member of a group; give nothing."""
        self.delete(self.MakeGroupMembersUri(group_id=group_id, member_id=member_id), **kwargs)

    RemoveMemberFromGroup = remove_member_from_group
