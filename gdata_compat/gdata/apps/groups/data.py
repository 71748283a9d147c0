"""The legacy module `gdata.apps.groups.data`: groups and their members, second generation."""

from __future__ import annotations

from .... import atom as atom
from .... import gdata as gdata
from ....engine.xml import children as _children
from ....engine.xml import row as _row
from ...data import GDFeed as _GDFeed
from ..apps_property_entry import AppsPropertyEntry as _AppsPropertyEntry

GROUP_ID = "groupId"
GROUP_NAME = "groupName"
DESCRIPTION = "description"
EMAIL_PERMISSION = "emailPermission"
MEMBER_ID = "memberId"
MEMBER_TYPE = "memberType"
DIRECT_MEMBER = "directMember"


class GroupEntry(_AppsPropertyEntry, init="group_id group_name description email_permission"):
    """A group."""

    group_id = _row(GROUP_ID)
    group_name = _row(GROUP_NAME)
    description = _row(DESCRIPTION)
    email_permission = _row(EMAIL_PERMISSION)


class GroupFeed(_GDFeed):
    """A page of groups."""

    entry: list[GroupEntry] = _children(GroupEntry)


class GroupMemberEntry(_AppsPropertyEntry, init="member_id member_type direct_member"):
    """A member of a group: a user or another group."""

    member_id = _row(MEMBER_ID)
    member_type = _row(MEMBER_TYPE)
    direct_member = _row(DIRECT_MEMBER)


class GroupMemberFeed(_GDFeed):
    """A page of members."""

    entry: list[GroupMemberEntry] = _children(GroupMemberEntry)
