"""The legacy module `gdata.calendar.data`: calendars and their events, second generation."""

from __future__ import annotations

from ... import atom as atom
from ... import gdata as gdata
from ... import namespaces as _ns
from ...atom import data as _atom
from ...atom.core import XmlElement as _XmlElement
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from .. import data as _data
from ..acl import data as _acl
from ..geo import data as _geo

GCAL_NAMESPACE = _ns.GCAL
GCAL_TEMPLATE = f"{{{_ns.GCAL}}}%s"
WEB_CONTENT_LINK_REL = f"{_ns.GCAL}/webContent"


class _Value(_XmlElement):
    """An element that is its value."""

    value = _attribute("value")


# A line a fact; a class without members of its own is a line.
# fmt: off
class AccessLevelProperty(_Value, qname=GCAL_TEMPLATE % "accesslevel"): ...
class AllowGSync2Property(_Value, qname=GCAL_TEMPLATE % "allowGSync2"): ...
class AllowGSyncProperty(_Value, qname=GCAL_TEMPLATE % "allowGSync"): ...
class AnyoneCanAddSelfProperty(_Value, qname=GCAL_TEMPLATE % "anyoneCanAddSelf"): ...
class ColorProperty(_Value, qname=GCAL_TEMPLATE % "color"): ...
class GuestsCanInviteOthersProperty(_Value, qname=GCAL_TEMPLATE % "guestsCanInviteOthers"): ...
class GuestsCanModifyProperty(_Value, qname=GCAL_TEMPLATE % "guestsCanModify"): ...
class GuestsCanSeeGuestsProperty(_Value, qname=GCAL_TEMPLATE % "guestsCanSeeGuests"): ...
class HiddenProperty(_Value, qname=GCAL_TEMPLATE % "hidden"): ...
class IcalUIDProperty(_Value, qname=GCAL_TEMPLATE % "uid"): ...
class OverrideNameProperty(_Value, qname=GCAL_TEMPLATE % "overridename"): ...
class PrivateCopyProperty(_Value, qname=GCAL_TEMPLATE % "privateCopy"): ...
class QuickAddProperty(_Value, qname=GCAL_TEMPLATE % "quickadd"): ...
class SelectedProperty(_Value, qname=GCAL_TEMPLATE % "selected"): ...
class SendAclNotificationsProperty(_Value, qname=GCAL_TEMPLATE % "sendAclNotifications"): ...
class SendEventNotificationsProperty(_Value, qname=GCAL_TEMPLATE % "sendEventNotifications"): ...
class SequenceNumberProperty(_Value, qname=GCAL_TEMPLATE % "sequence"): ...
class SyncEventProperty(_Value, qname=GCAL_TEMPLATE % "syncEvent"): ...
class TimeZoneProperty(_Value, qname=GCAL_TEMPLATE % "timezone"): ...
class TimesCleanedProperty(_Value, qname=GCAL_TEMPLATE % "timesCleaned"): ...

class CalendarAclRole(_acl.AclRole, qname=_acl.GACL_TEMPLATE % "role"): ...
class CalendarCommentEntry(_data.GDEntry): ...
class CalendarComments(_data.Comments, qname=_data.GDATA_TEMPLATE % "comments"): ...
class CalendarExtendedProperty(_data.ExtendedProperty, qname=_data.GDATA_TEMPLATE % "extendedProperty"): ...
class CalendarRecurrenceException(_data.RecurrenceException, qname=_data.RecurrenceException._qname): ...
class CalendarWhere(_data.Where, qname=_data.GDATA_TEMPLATE % "where"): ...

class CalendarAclEntry(_acl.AclEntry):
    send_acl_notifications = _child(SendAclNotificationsProperty)

class CalendarAclFeed(_data.GDFeed):
    entry: list[CalendarAclEntry] = _children(CalendarAclEntry)

class CalendarCommentFeed(_data.GDFeed):
    entry: list[CalendarCommentEntry] = _children(CalendarCommentEntry)

class CalendarEntry(_data.GDEntry):
    accesslevel = _child(AccessLevelProperty)
    color = _child(ColorProperty)
    hidden = _child(HiddenProperty)
    overridename = _child(OverrideNameProperty)
    selected = _child(SelectedProperty)
    times_cleaned = _child(TimesCleanedProperty)
    timezone = _child(TimeZoneProperty)
    where = _children(CalendarWhere)

class SuppressReplyNotificationsProperty(_XmlElement, qname=GCAL_TEMPLATE % "suppressReplyNotifications"):
    methods = _attribute("methods")

class When(_data.When):
    reminder = _children(_data.Reminder)

class CalendarEventEntry(_data.BatchEntry):
    anyone_can_add_self = _child(AnyoneCanAddSelfProperty)
    comments = _child(_data.Comments)
    event_status = _child(_data.EventStatus)
    extended_property = _children(CalendarExtendedProperty)
    georss_where = _child(_geo.GeoRssWhere)
    guests_can_invite_others = _child(GuestsCanInviteOthersProperty)
    guests_can_modify = _child(GuestsCanModifyProperty)
    guests_can_see_guests = _child(GuestsCanSeeGuestsProperty)
    original_event = _child(_data.OriginalEvent)
    private_copy = _child(PrivateCopyProperty)
    quick_add = _child(QuickAddProperty)
    recurrence = _child(_data.Recurrence)
    recurrence_exception = _children(_data.RecurrenceException)
    reminder = _children(_data.Reminder)
    send_event_notifications = _child(SendEventNotificationsProperty)
    sequence = _child(SequenceNumberProperty)
    suppress_reply_notifications = _child(SuppressReplyNotificationsProperty)
    sync_event = _child(SyncEventProperty)
    transparency = _child(_data.Transparency)
    uid = _child(IcalUIDProperty)
    visibility = _child(_data.Visibility)
    when = _children(When)
    where = _children(_data.Where)
    who = _children(_data.Who)

class CalendarEventFeed(_data.BatchFeed):
    allow_g_sync = _child(AllowGSyncProperty)
    allow_g_sync2 = _child(AllowGSync2Property)
    entry: list[CalendarEventEntry] = _children(CalendarEventEntry)
    times_cleaned = _child(TimesCleanedProperty)
    timezone = _child(TimeZoneProperty)

class CalendarFeed(_data.GDFeed):
    entry: list[CalendarEntry] = _children(CalendarEntry)

class CalendarRecurrenceExceptionEntry(_data.GDEntry):
    sequence = _child(SequenceNumberProperty)
    uid = _child(IcalUIDProperty)

class SettingsProperty(_XmlElement, qname=GCAL_TEMPLATE % "settingsProperty"):
    name = _attribute("name")
    value = _attribute("value")

class SettingsEntry(_data.GDEntry):
    settings_property = _child(SettingsProperty)

class CalendarSettingsFeed(_data.GDFeed):
    entry: list[SettingsEntry] = _children(SettingsEntry)

class ResourceProperty(_XmlElement, qname=GCAL_TEMPLATE % "resource"):
    id = _attribute("id")
    value = _attribute("value")

class EventWho(_data.Who, qname=_data.GDATA_TEMPLATE % "who"):
    resource = _child(ResourceProperty)

class WebContentGadgetPref(_XmlElement, qname=GCAL_TEMPLATE % "webContentGadgetPref"):
    name = _attribute("name")
    value = _attribute("value")

class WebContent(_XmlElement, qname=GCAL_TEMPLATE % "webContent"):
    display = _attribute("display")
    height = _attribute("height")
    url = _attribute("url")
    web_content_gadget_pref = _children(WebContentGadgetPref)
    width = _attribute("width")

class WebContentLink(_atom.Link):
    web_content = _child(WebContent)

    def __init__(self, title: str | None = None, href: str | None = None, link_type: str | None = None,
                 web_content: WebContent | None = None) -> None:
        """Takes title and address; `link_type` and `web_content` are accepted and ignored, as in 2.0.18."""
        super().__init__(rel=WEB_CONTENT_LINK_REL, title=title, href=href)
