"""The legacy module `gdata.calendar`: calendars, events, comments and access rules, first generation."""

from __future__ import annotations

from typing import Any as _Any

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import Table as _Table
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from ...namespaces import GACL as GACL_NAMESPACE
from ...namespaces import GCAL as GCAL_NAMESPACE

GCAL_TEMPLATE = "{http://schemas.google.com/gCal/2005}%s"
WEB_CONTENT_LINK_REL = "http://schemas.google.com/gCal/2005/webContent"
GACL_TEMPLATE = gdata.GACL_TEMPLATE

_TAIL = " extension_elements extension_attributes text"
_IGNORED = " extension_elements=- extension_attributes=- text=-"
_ENTRY = "author category content atom_id=id link published title updated"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class ValueAttributeContainer(atom.AtomBase, init="value" + _TAIL):
    """What elements share that are a value."""

    value = _attribute("value")


class Color(ValueAttributeContainer):
    """gCal:color: '#' and six hexadecimal digits."""

    _tag, _namespace = "color", GCAL_NAMESPACE


class AccessLevel(ValueAttributeContainer):
    """gCal:accesslevel: what the user may do with the calendar."""

    _tag, _namespace = "accesslevel", GCAL_NAMESPACE


class Hidden(ValueAttributeContainer):
    """gCal:hidden."""

    _tag, _namespace = "hidden", GCAL_NAMESPACE


class Selected(ValueAttributeContainer):
    """gCal:selected."""

    _tag, _namespace = "selected", GCAL_NAMESPACE


class Timezone(ValueAttributeContainer):
    """gCal:timezone: its name in the Olson database."""

    _tag, _namespace = "timezone", GCAL_NAMESPACE


class Where(atom.AtomBase, init="value_string" + _TAIL):
    """gd:where: a place, as text."""

    _tag, _namespace = "where", gdata.GDATA_NAMESPACE
    value_string = _attribute("valueString")


class CalendarListEntry(
    gdata.GDataEntry,
    gdata.LinkFinder,
    init=_ENTRY + " color access_level hidden timezone selected where" + _IGNORED,
):
    """A calendar; its constructor takes more than it keeps, as in 2.0.18."""

    color = _child(Color)
    access_level = _child(AccessLevel)
    hidden = _child(Hidden)
    selected = _child(Selected)
    timezone = _child(Timezone)
    where = _child(Where)


class CalendarListFeed(gdata.GDataFeed, gdata.LinkFinder):
    """A page of calendars."""

    entry = _children(CalendarListEntry)


class Scope(atom.AtomBase, init="extension_elements value scope_type=type extension_attributes text"):
    """gAcl:scope: whom a rule is for; `type` is 'user', 'domain' or 'default'."""

    _tag, _namespace = "scope", GACL_NAMESPACE
    value = _attribute("value")
    type = _attribute("type")


class Role(ValueAttributeContainer):
    """gAcl:role: what a rule allows."""

    _tag, _namespace = "role", GACL_NAMESPACE


class CalendarAclEntry(gdata.GDataEntry, gdata.LinkFinder, init=_ENTRY + " scope role" + _IGNORED):
    """A rule who may do what; its constructor takes more than it keeps, as in 2.0.18."""

    scope = _child(Scope)
    role = _child(Role)


class CalendarAclFeed(gdata.GDataFeed, gdata.LinkFinder):
    """A page of rules."""

    entry = _children(CalendarAclEntry)


class CalendarEventCommentEntry(gdata.GDataEntry, gdata.LinkFinder):
    """A comment on an event."""


class CalendarEventCommentFeed(gdata.GDataFeed, gdata.LinkFinder):
    """A page of comments."""

    entry = _children(CalendarEventCommentEntry)


class ExtendedProperty(gdata.ExtendedProperty):
    """`gdata.ExtendedProperty` under the name that it had here before."""


class Reminder(atom.AtomBase):
    """gd:reminder: how long before an event, in one of the units, or when; `method` is 'alert' and such."""

    _tag, _namespace = "reminder", gdata.GDATA_NAMESPACE
    absolute_time = _attribute("absoluteTime")
    days = _attribute("days")
    hours = _attribute("hours")
    minutes = _attribute("minutes")
    method = _attribute("method")

    def __init__(
        self,
        absolute_time: str | None = None,
        days: _Any = None,
        hours: _Any = None,
        minutes: _Any = None,
        method: str | None = None,
        extension_elements: _Any = None,
        extension_attributes: _Any = None,
        text: str | None = None,
    ) -> None:
        """Takes text or numbers for the units."""
        atom.AtomBase.__init__(self, extension_elements, extension_attributes, text)
        self.absolute_time, self.method = absolute_time, method
        self.days, self.hours, self.minutes = (
            None if count is None else str(count) for count in (days, hours, minutes)
        )

    __init__._from_spec = True  # type: ignore[attr-defined]


class When(atom.AtomBase, init="start_time end_time reminder" + _TAIL):
    """gd:when: dates, or times as in RFC 3339."""

    _tag, _namespace = "when", gdata.GDATA_NAMESPACE
    reminder = _children(Reminder)
    start_time = _attribute("startTime")
    end_time = _attribute("endTime")


class Recurrence(atom.AtomBase):
    """gd:recurrence: the text says when, as in RFC 2445."""

    _tag, _namespace = "recurrence", gdata.GDATA_NAMESPACE


class UriEnumElement(atom.AtomBase):
    """An element with an XML attribute that is one of some URIs, told by short names in `value`.

    Reading another URI raises KeyError; writing another `value` leaves the attribute out.
    """

    value: str | None

    def __init__(
        self,
        tag: str,
        enum_map: dict[str, str],
        attrib_name: str = "value",
        extension_elements: _Any = None,
        extension_attributes: _Any = None,
        text: str | None = None,
    ) -> None:
        atom.AtomBase.__init__(self, extension_elements, extension_attributes, text)
        self.tag, self.enum_map, self.attrib_name, self.value = tag, enum_map, attrib_name, None

    def findKey(self, value: str | None) -> str | None:
        """The URI of a short name; None without one."""
        return next((uri for uri, name in self.enum_map.items() if name == value), None)

    def _ConvertElementAttributeToMember(self, attribute: str, value: str) -> None:
        if attribute == self.attrib_name and value:
            self.value = self.enum_map[value]
        elif attribute in type(self)._attributes:
            setattr(self, type(self)._attributes[attribute], value)
        else:
            atom.ExtensionContainer._ConvertElementAttributeToMember(self, attribute, value)

    def _AddMembersToElementTree(self, tree: _Any) -> None:
        key = self.findKey(self.value)
        if key is not None:
            tree.attrib[self.attrib_name] = key
        atom.AtomBase._AddMembersToElementTree(self, tree)


class _ValueEnum(UriEnumElement):
    """One whose map of URIs stands in the class, under the name that `_map` says."""

    _tag: str
    _map: str

    def __init__(
        self, extension_elements: _Any = None, extension_attributes: _Any = None, text: str | None = None
    ) -> None:
        UriEnumElement.__init__(
            self,
            type(self)._tag,
            getattr(type(self), type(self)._map),
            extension_elements=extension_elements,
            extension_attributes=extension_attributes,
            text=text,
        )


class AttendeeStatus(_ValueEnum):
    """gd:attendeeStatus: what a guest answered."""

    _tag, _namespace, _map = "attendeeStatus", gdata.GDATA_NAMESPACE, "attendee_enum"
    attendee_enum = {
        "http://schemas.google.com/g/2005#event.accepted": "ACCEPTED",
        "http://schemas.google.com/g/2005#event.declined": "DECLINED",
        "http://schemas.google.com/g/2005#event.invited": "INVITED",
        "http://schemas.google.com/g/2005#event.tentative": "TENTATIVE",
    }


class AttendeeType(_ValueEnum):
    """gd:attendeeType: whether a guest is needed."""

    _tag, _namespace, _map = "attendeeType", gdata.GDATA_NAMESPACE, "attendee_type_enum"
    attendee_type_enum = {
        "http://schemas.google.com/g/2005#event.optional": "OPTIONAL",
        "http://schemas.google.com/g/2005#event.required": "REQUIRED",
    }


class Visibility(_ValueEnum):
    """gd:visibility: who sees an event."""

    _tag, _namespace, _map = "visibility", gdata.GDATA_NAMESPACE, "visibility_enum"
    visibility_enum = {
        "http://schemas.google.com/g/2005#event.confidential": "CONFIDENTIAL",
        "http://schemas.google.com/g/2005#event.default": "DEFAULT",
        "http://schemas.google.com/g/2005#event.private": "PRIVATE",
        "http://schemas.google.com/g/2005#event.public": "PUBLIC",
    }


class Transparency(_ValueEnum):
    """gd:transparency: whether an event leaves its time free."""

    _tag, _namespace, _map = "transparency", gdata.GDATA_NAMESPACE, "transparency_enum"
    transparency_enum = {
        "http://schemas.google.com/g/2005#event.opaque": "OPAQUE",
        "http://schemas.google.com/g/2005#event.transparent": "TRANSPARENT",
    }


class Comments(atom.AtomBase, init="rel feed_link" + _TAIL):
    """gd:comments: the feed of an event's comments."""

    _tag, _namespace = "comments", gdata.GDATA_NAMESPACE
    feed_link = _child(gdata.FeedLink)
    rel = _attribute("rel")


class EventStatus(_ValueEnum):
    """gd:eventStatus: whether an event takes place."""

    _tag, _namespace, _map = "eventStatus", gdata.GDATA_NAMESPACE, "status_enum"
    status_enum = {
        "http://schemas.google.com/g/2005#event.canceled": "CANCELED",
        "http://schemas.google.com/g/2005#event.confirmed": "CONFIRMED",
        "http://schemas.google.com/g/2005#event.tentative": "TENTATIVE",
    }


class Who(UriEnumElement):
    """gd:who: somebody at an event; the XML attribute `rel` is `value`, and a `rel` is kept unwritten."""

    _tag, _namespace = "who", gdata.GDATA_NAMESPACE
    attendee_status = _child(AttendeeStatus)
    attendee_type = _child(AttendeeType)
    name = _attribute("valueString")
    email = _attribute("email")
    relEnum = {
        "http://schemas.google.com/g/2005#event.attendee": "ATTENDEE",
        "http://schemas.google.com/g/2005#event.organizer": "ORGANIZER",
        "http://schemas.google.com/g/2005#event.performer": "PERFORMER",
        "http://schemas.google.com/g/2005#event.speaker": "SPEAKER",
        "http://schemas.google.com/g/2005#message.bcc": "BCC",
        "http://schemas.google.com/g/2005#message.cc": "CC",
        "http://schemas.google.com/g/2005#message.from": "FROM",
        "http://schemas.google.com/g/2005#message.reply-to": "REPLY_TO",
        "http://schemas.google.com/g/2005#message.to": "TO",
    }

    def __init__(
        self,
        name: str | None = None,
        email: str | None = None,
        attendee_status: AttendeeStatus | None = None,
        attendee_type: AttendeeType | None = None,
        rel: str | None = None,
        extension_elements: _Any = None,
        extension_attributes: _Any = None,
        text: str | None = None,
    ) -> None:
        UriEnumElement.__init__(
            self,
            "who",
            Who.relEnum,
            attrib_name="rel",
            extension_elements=extension_elements,
            extension_attributes=extension_attributes,
            text=text,
        )
        self.name, self.email, self.rel = name, email, rel
        self.attendee_status, self.attendee_type = attendee_status, attendee_type


class OriginalEvent(atom.AtomBase, init="id href when" + _TAIL):
    """gd:originalEvent: the recurring event that an exception belongs to."""

    _tag, _namespace = "originalEvent", gdata.GDATA_NAMESPACE
    when = _child(When)
    id = _attribute("id")
    href = _attribute("href")


def GetCalendarEventEntryClass() -> type[CalendarEventEntry]:
    """The class CalendarEventEntry."""
    return CalendarEventEntry


class CalendarEventEntryLink(gdata.EntryLink):
    """gd:entryLink with an event in it."""


class RecurrenceException(atom.AtomBase, init="specialized entry_link original_event" + _TAIL):
    """gd:recurrenceException: an event that differs from the rule."""

    _tag, _namespace = "recurrenceException", gdata.GDATA_NAMESPACE
    entry_link = _child(CalendarEventEntryLink)
    original_event = _child(OriginalEvent)
    specialized = _attribute("specialized")


class SendEventNotifications(atom.AtomBase, init="extension_elements value extension_attributes text"):
    """gCal:sendEventNotifications: 'true' tells the guests."""

    _tag, _namespace = "sendEventNotifications", GCAL_NAMESPACE
    value = _attribute("value")


class QuickAdd(atom.AtomBase, init="extension_elements value extension_attributes text"):
    """gCal:quickadd: 'true' makes an event of a sentence, the entry's content."""

    _tag, _namespace = "quickadd", GCAL_NAMESPACE
    value = _attribute("value")

    def _TransferToElementTree(self, element_tree: _Any) -> _Any:
        """Makes an element of the object, and returns it. (2.0.18 failed with AttributeError.)"""
        element_tree.tag = GCAL_TEMPLATE % "quickadd"
        self._AddMembersToElementTree(element_tree)
        return element_tree

    def _TakeAttributeFromElementTree(self, attribute: str, element_tree: _Any) -> None:
        """Reads an attribute and takes it from the element. (2.0.18 failed for any but `value`.)"""
        self._ConvertElementAttributeToMember(attribute, element_tree.attrib[attribute])
        del element_tree.attrib[attribute]


class SyncEvent(atom.AtomBase, init="value:" + _TAIL):
    """gCal:syncEvent: 'true' lets the client say id and sequence."""

    _tag, _namespace = "syncEvent", GCAL_NAMESPACE
    value = _attribute("value", default="false")


class UID(atom.AtomBase, init="value" + _TAIL):
    """gCal:uid: the event's id in iCalendar."""

    _tag, _namespace = "uid", GCAL_NAMESPACE
    value = _attribute("value")


class Sequence(atom.AtomBase, init="value" + _TAIL):
    """gCal:sequence: how often the event changed."""

    _tag, _namespace = "sequence", GCAL_NAMESPACE
    value = _attribute("value")


class WebContentGadgetPref(atom.AtomBase, init="name value" + _TAIL):
    """gCal:webContentGadgetPref: a gadget's setting."""

    _tag, _namespace = "webContentGadgetPref", GCAL_NAMESPACE
    name = _attribute("name")
    value = _attribute("value")


class WebContent(
    atom.AtomBase, init="url width height text gadget_pref extension_elements extension_attributes"
):
    """gCal:webContent: a page or gadget, its size in pixels."""

    _tag, _namespace = "webContent", GCAL_NAMESPACE
    gadget_pref = _children(WebContentGadgetPref)
    url = _attribute("url")
    width = _attribute("width")
    height = _attribute("height")


class WebContentLink(atom.Link, init="title href link_type=type web_content"):
    """A link whose relation is WEB_CONTENT_LINK_REL, with the web content in it."""

    rel = _attribute("rel", default=WEB_CONTENT_LINK_REL)
    web_content = _child(WebContent)


def _with_value(default: str) -> _Any:
    """A constructor that takes a value first, and then what AtomBase takes."""

    def __init__(self: _Any, value: str | None = default, *args: _Any, **kwargs: _Any) -> None:
        atom.AtomBase.__init__(self, *args, **kwargs)
        self.value = value

    __init__._from_spec = True  # type: ignore[attr-defined]
    return __init__


class GuestsCanInviteOthers(atom.AtomBase):
    """gCal:guestsCanInviteOthers; the organizer's to change."""

    _tag, _namespace = "guestsCanInviteOthers", GCAL_NAMESPACE
    value = _attribute("value", default="true")
    __init__ = _with_value("true")


class GuestsCanSeeGuests(atom.AtomBase):
    """gCal:guestsCanSeeGuests; the organizer's to change."""

    _tag, _namespace = "guestsCanSeeGuests", GCAL_NAMESPACE
    value = _attribute("value", default="true")
    __init__ = _with_value("true")


class GuestsCanModify(atom.AtomBase):
    """gCal:guestsCanModify; the organizer's to change, and only where guests can do the other two."""

    _tag, _namespace = "guestsCanModify", GCAL_NAMESPACE
    value = _attribute("value", default="false")
    __init__ = _with_value("false")


class CalendarEventEntry(
    gdata.BatchEntry,
    init=_ENTRY + " transparency comments event_status send_event_notifications visibility recurrence"
    " recurrence_exception where when who quick_add extended_property original_event batch_operation batch_id"
    " batch_status sequence reminder sync_event uid guests_can_invite_others guests_can_modify"
    " guests_can_see_guests" + _TAIL,
):
    """An event; a link to web content is a WebContentLink. Reading a link without rel raises KeyError."""

    where = _children(Where)
    when = _children(When)
    who = _children(Who)
    extended_property = _children(ExtendedProperty)
    visibility = _child(Visibility)
    transparency = _child(Transparency)
    event_status = _child(EventStatus)
    recurrence = _child(Recurrence)
    recurrence_exception = _children(RecurrenceException)
    send_event_notifications = _child(SendEventNotifications)
    quick_add = _child(QuickAdd)
    comments = _child(Comments)
    original_event = _child(OriginalEvent)
    sequence = _child(Sequence)
    reminder = _children(Reminder)
    sync_event = _child(SyncEvent)
    uid = _child(UID)
    guests_can_invite_others = _child(GuestsCanInviteOthers)
    guests_can_modify = _child(GuestsCanModify)
    guests_can_see_guests = _child(GuestsCanSeeGuests)

    def _ConvertElementTreeToMember(self, child_tree: _Any) -> None:  # type: ignore[override]
        is_link = child_tree.tag == atom.ELEMENT_TEMPLATE % "link"
        if is_link and child_tree.attrib["rel"] == WEB_CONTENT_LINK_REL:
            self.link.append(atom._CreateClassFromElementTree(WebContentLink, child_tree))
        else:
            gdata.BatchEntry._ConvertElementTreeToMember(self, child_tree)

    def GetWebContentLink(self) -> WebContentLink | None:
        """The link to web content; None without one."""
        return self._link(WEB_CONTENT_LINK_REL)  # type: ignore[return-value]


CalendarEventEntryLink._children = _Table({atom.ELEMENT_TEMPLATE % "entry": ("entry", CalendarEventEntry)})


class CalendarEventFeed(
    gdata.BatchFeed, gdata.LinkFinder, init=gdata._FEED + " interrupted timezone" + _TAIL
):
    """A page of events."""

    entry = _children(CalendarEventEntry)
    timezone = _child(Timezone)


CalendarAclEntryFromString = _from_string(CalendarAclEntry)
CalendarAclFeedFromString = _from_string(CalendarAclFeed)
CalendarEventCommentEntryFromString = _from_string(CalendarEventCommentEntry)
CalendarEventCommentFeedFromString = _from_string(CalendarEventCommentFeed)
CalendarEventEntryFromString = _from_string(CalendarEventEntry)
CalendarEventEntryLinkFromString = _from_string(CalendarEventEntryLink)
CalendarEventFeedFromString = _from_string(CalendarEventFeed)
CalendarListEntryFromString = _from_string(CalendarListEntry)
CalendarListFeedFromString = _from_string(CalendarListFeed)
