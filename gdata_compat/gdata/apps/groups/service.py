"""The service for groups, their members and owners.

Members and owners are named by their addresses, which are quoted in URIs; a group's id goes in as it is
given. A group, a member and an owner are dicts of the API's properties; refusals raise
`gdata.apps.service.AppsForYourDomainException`.
"""

from __future__ import annotations

from .... import gdata  # noqa: F401  # a name that scripts use
from ....atom.service import _quoted
from .. import service as _service

API_VER = "2.0"
BASE_URL = "/a/feeds/group/2.0/%s"
GROUP_MEMBER_URL = BASE_URL + "?member=%s"
GROUP_MEMBER_DIRECT_URL = GROUP_MEMBER_URL + "&directOnly=%s"
GROUP_ID_URL = BASE_URL + "/%s"
MEMBER_URL = GROUP_ID_URL + "/member"
MEMBER_WITH_SUSPENDED_URL = MEMBER_URL + "?includeSuspendedUsers=%s"
MEMBER_ID_URL = MEMBER_URL + "/%s"
OWNER_URL = GROUP_ID_URL + "/owner"
OWNER_WITH_SUSPENDED_URL = OWNER_URL + "?includeSuspendedUsers=%s"
OWNER_ID_URL = OWNER_URL + "/%s"

# Who may write to a group.
PERMISSION_OWNER = "Owner"
PERMISSION_MEMBER = "Member"
PERMISSION_DOMAIN = "Domain"
PERMISSION_ANYONE = "Anyone"


class GroupsService(_service.PropertyService):
    """The groups of a domain."""

    def _ServiceUrl(
        self,
        service_type,
        is_existed,
        group_id,
        member_id,
        owner_email,
        direct_only=False,
        domain=None,
        suspended_users=False,
    ):
        """Write the URI of what `service_type` names ('group', 'member', 'owner'): of one, or of all."""
        domain = self.domain if domain is None else domain
        if service_type == "group":
            return self._group_url(domain, is_existed, group_id, member_id, direct_only)
        if service_type == "member":
            urls = MEMBER_URL, MEMBER_WITH_SUSPENDED_URL, MEMBER_ID_URL
            return self._people_url(urls, domain, is_existed, group_id, member_id, suspended_users)
        if service_type == "owner":
            urls = OWNER_URL, OWNER_WITH_SUSPENDED_URL, OWNER_ID_URL
            return self._people_url(urls, domain, is_existed, group_id, owner_email, suspended_users)
        return None

    def _group_url(self, domain, is_existed, group_id, member_id, direct_only):
        if group_id != "" and is_existed:
            return GROUP_ID_URL % (domain, group_id)
        if member_id == "":
            return BASE_URL % domain
        if direct_only:
            return GROUP_MEMBER_DIRECT_URL % (domain, _quoted(member_id), self._Bool2Str(direct_only))
        return GROUP_MEMBER_URL % (domain, _quoted(member_id))

    def _people_url(self, urls, domain, is_existed, group_id, address, suspended_users):
        all_url, with_suspended_url, one_url = urls
        if address != "" and is_existed:
            return one_url % (domain, group_id, _quoted(address))
        if suspended_users:
            return with_suspended_url % (domain, group_id, self._Bool2Str(suspended_users))
        return all_url % (domain, group_id)

    def _Bool2Str(self, b):
        """Write a flag as the API has it."""
        return _service._bool2str(b)

    def _IsExisted(self, uri):
        """Tell whether the API knows what the URI names."""
        try:
            self._GetProperties(uri)
        except _service.AppsForYourDomainException as error:
            if error.error_code == _service.ENTITY_DOES_NOT_EXIST:
                return False
            raise
        return True

    # Groups

    def CreateGroup(self, group_id, group_name, description, email_permission):
        """Create a group; give it as a dict. `email_permission` is one of the PERMISSION_ constants."""
        uri = self._ServiceUrl("group", False, group_id, "", "")
        return self._PostProperties(uri, _group(group_id, group_name, description, email_permission))

    def UpdateGroup(self, group_id, group_name, description, email_permission):
        """Change a group; give it as a dict. What is None stays as it is."""
        uri = self._ServiceUrl("group", True, group_id, "", "")
        return self._PutProperties(uri, _group(group_id, group_name, description, email_permission))

    def RetrieveGroup(self, group_id):
        """Give a group as a dict."""
        return self._GetProperties(self._ServiceUrl("group", True, group_id, "", ""))

    def RetrieveAllGroups(self):
        """Give a list of all groups of the domain."""
        return self._GetPropertiesList(self._ServiceUrl("group", True, "", "", ""))

    def RetrievePageOfGroups(self, start_group=None):
        """Give the PropertyFeed of one page, from a group on."""
        return self._GetPropertyFeed(_from(self._ServiceUrl("group", True, "", "", ""), start_group))

    def RetrieveGroups(self, member_id, direct_only=False):
        """Give a list of the groups that someone is in, through other groups too unless `direct_only`."""
        uri = self._ServiceUrl("group", True, "", member_id, "", direct_only=direct_only)
        return self._GetPropertiesList(uri)

    def DeleteGroup(self, group_id):
        """Delete a group."""
        return self._DeleteProperties(self._ServiceUrl("group", True, group_id, "", ""))

    # Members

    def AddMemberToGroup(self, member_id, group_id):
        """Put someone, or a group, into a group; give the member as a dict."""
        uri = self._ServiceUrl("member", False, group_id, member_id, "")
        return self._PostProperties(uri, {"memberId": member_id})

    def IsMember(self, member_id, group_id):
        """Tell whether someone is in a group."""
        return self._IsExisted(self._ServiceUrl("member", True, group_id, member_id, ""))

    def RetrieveMember(self, member_id, group_id):
        """Give a member of a group as a dict."""
        return self._GetProperties(self._ServiceUrl("member", True, group_id, member_id, ""))

    def RetrieveAllMembers(self, group_id, suspended_users=False):
        """Give a list of all members of a group, those who are suspended if asked for."""
        uri = self._ServiceUrl("member", True, group_id, "", "", suspended_users=suspended_users)
        return self._GetPropertiesList(uri)

    def RetrievePageOfMembers(self, group_id, suspended_users=False, start=None):
        """Give the PropertyFeed of one page of a group's members, from one on."""
        uri = self._ServiceUrl("member", True, group_id, "", "", suspended_users=suspended_users)
        return self._GetPropertyFeed(_from(uri, start, suspended_users))

    def RemoveMemberFromGroup(self, member_id, group_id):
        """Take a member out of a group."""
        return self._DeleteProperties(self._ServiceUrl("member", True, group_id, member_id, ""))

    # Owners

    def AddOwnerToGroup(self, owner_email, group_id):
        """Make someone an owner of a group; give the owner as a dict."""
        uri = self._ServiceUrl("owner", False, group_id, "", owner_email)
        return self._PostProperties(uri, {"email": owner_email})

    def IsOwner(self, owner_email, group_id):
        """Tell whether someone owns a group."""
        return self._IsExisted(self._ServiceUrl("owner", True, group_id, "", owner_email))

    def RetrieveOwner(self, owner_email, group_id):
        """Give an owner of a group as a dict."""
        return self._GetProperties(self._ServiceUrl("owner", True, group_id, "", owner_email))

    def RetrieveAllOwners(self, group_id, suspended_users=False):
        """Give a list of all owners of a group, those who are suspended if asked for."""
        uri = self._ServiceUrl("owner", True, group_id, "", "", suspended_users=suspended_users)
        return self._GetPropertiesList(uri)

    def RetrievePageOfOwners(self, group_id, suspended_users=False, start=None):
        """Give the PropertyFeed of one page of a group's owners, from one on."""
        uri = self._ServiceUrl("owner", True, group_id, "", "", suspended_users=suspended_users)
        return self._GetPropertyFeed(_from(uri, start, suspended_users))

    def RemoveOwnerFromGroup(self, owner_email, group_id):
        """Take an owner's rights to a group away."""
        return self._DeleteProperties(self._ServiceUrl("owner", True, group_id, "", owner_email))


def _group(group_id, group_name, description, email_permission):
    return {
        "groupId": group_id,
        "groupName": group_name,
        "description": description,
        "emailPermission": email_permission,
    }


def _from(uri, start, has_query=False):
    return uri if start is None else uri + ("&start=" if has_query else "?start=") + start
