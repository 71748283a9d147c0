"""Scenarios of the elements of `gdata.calendar`."""

import elements
from harness import E_ACUTE, describe, scenario, tree

NAMES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
    ' xmlns:gCal="http://schemas.google.com/gCal/2005" xmlns:gAcl="http://schemas.google.com/acl/2007"'
    ' xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"'
    ' xmlns:batch="http://schemas.google.com/gdata/batch"'
)
G = "http://schemas.google.com/g/2005#"
WEB = "http://schemas.google.com/gCal/2005/webContent"
BARE_EVENT = (
    "<entry><id> http://www.google.com/calendar/feeds/default/private/full/e1 </id><title>Tennis</title>"
    "<link rel='edit' href='http://www.google.com/calendar/feeds/default/private/full/e1/5'/>"
    "<link rel='" + WEB + "' type='text/html' href='http://icon' title='World'>"
    "<gCal:webContent width='276' height='120' url='http://world'>"
    "<gCal:webContentGadgetPref name='color' value='green'/></gCal:webContent></link>"
    "<gd:where valueString='Court' rel='x'/><gd:when startTime='2006-04-17T15:00:00Z' endTime='e'>"
    "<gd:reminder minutes='10' method='email'/><gd:reminder absoluteTime='a' hours='' days='1'/></gd:when>"
    "<gd:who rel='" + G + "event.organizer' valueString='Liz' email='liz@example.com'>"
    "<gd:attendeeStatus value='" + G + "event.accepted'/>"
    "<gd:attendeeType value='" + G + "event.required'/></gd:who>"
    "<gd:who valueString='' email='x@example.com' other='o'/>"
    "<gd:visibility value='" + G + "event.private'/><gd:transparency value='" + G + "event.opaque'/>"
    "<gd:eventStatus value='" + G + "event.confirmed'/><gd:recurrence>DTSTART</gd:recurrence>"
    "<gd:recurrenceException specialized='true'><gd:entryLink href='h' rel='r' readOnly='true'>"
    "<entry><title>E</title><gd:eventStatus value='" + G + "event.canceled'/></entry></gd:entryLink>"
    "<gd:originalEvent id='i' href='h'><gd:when startTime='s'/></gd:originalEvent></gd:recurrenceException>"
    "<gCal:sendEventNotifications value='true'/><gCal:quickadd value='true'/>"
    "<gd:comments rel='r'><gd:feedLink href='http://c' countHint='1'/></gd:comments>"
    "<gd:originalEvent id='o'/><gCal:sequence value='3'/><gd:reminder minutes='5'/><gCal:syncEvent/>"
    "<gCal:uid value='u'/><gCal:guestsCanInviteOthers/><gCal:guestsCanModify/>"
    "<gCal:guestsCanSeeGuests value='false'/><gd:extendedProperty name='n' value='v'/>"
    "<batch:id>1</batch:id><batch:operation type='insert'/><batch:status code='200' reason='OK'/>"
    "<x:u xmlns:x='urn:x'>u</x:u></entry>"
)
EVENT = BARE_EVENT.replace("<entry>", "<entry %s>" % NAMES, 1)
SHORT = (
    "<entry %s><id>i</id><title>t</title><link rel='edit' href='http://www.google.com/e'/><gd:where/>"
    "<gd:who rel='" + G + "event.attendee' email='a@b'/><gd:who email='c@d'/><gd:when startTime='s'/>"
    "<gd:eventStatus value='" + G + "event.tentative'/><gCal:guestsCanModify/></entry>"
) % NAMES
CALENDAR = (
    "<entry %s><id>http://www.google.com/calendar/feeds/default/owncalendars/full/c</id><title>Mine</title>"
    "<link rel='edit' href='http://www.google.com/calendar/feeds/default/owncalendars/full/c'/>"
    "<gCal:color value='#2952A3'/><gCal:accesslevel value='owner'/><gCal:hidden value='false'/>"
    "<gCal:selected value='true'/><gCal:timezone value='Europe/Vienna'/><gd:where valueString='Vienna'/>"
    "<gCal:timesCleaned value='0'/></entry>"
) % NAMES
RULE = (
    "<entry %s><title>owner</title><link rel='self' href='http://s'/>"
    "<link rel='http://schemas.google.com/acl/2007#accessControlList' href='http://acl'/>"
    "<gAcl:scope type='user' value='liz@example.com'/>"
    "<gAcl:role value='http://schemas.google.com/gCal/2005#owner'/></entry>"
) % NAMES
COMMENT = "<entry %s><title>c</title><content>words</content><author><name>N</name></author></entry>" % NAMES
HEAD = (
    "<feed %s><id> f </id><title>F</title><link rel='next' href='http://next'/>"
    "<link rel='http://schemas.google.com/g/2005#batch' href='http://batch'/><gCal:timezone value='UTC'/>"
    "<openSearch:totalResults>1</openSearch:totalResults>%%s</feed>"
) % NAMES


def feed(entry):
    return HEAD % entry.replace(" " + NAMES, "")


DOCUMENTS = {
    "CalendarAclEntryFromString": RULE,
    "CalendarAclFeedFromString": feed(RULE),
    "CalendarEventCommentEntryFromString": COMMENT,
    "CalendarEventCommentFeedFromString": feed(COMMENT),
    "CalendarEventEntryFromString": EVENT,
    "CalendarEventEntryLinkFromString": "<gd:entryLink %s href='h'>%s</gd:entryLink>" % (NAMES, SHORT),
    "CalendarEventFeedFromString": feed(SHORT),
    "CalendarListEntryFromString": CALENDAR,
    "CalendarListFeedFromString": feed(CALENDAR),
}
ENUMS = [
    ("AttendeeStatus", "attendeeStatus", "attendee_enum"),
    ("AttendeeType", "attendeeType", "attendee_type_enum"),
    ("Visibility", "visibility", "visibility_enum"),
    ("Transparency", "transparency", "transparency_enum"),
    ("EventStatus", "eventStatus", "status_enum"),
]


@scenario
def bare(api):
    seen = {}
    for name, cls in elements.classes(api, api.gdata.calendar):
        if name not in ("UriEnumElement", "_ValueEnum"):
            seen[name] = [elements.said(api, cls(), empty=True)]
            if getattr(cls, "_tag", None) and getattr(cls, "_namespace", None):
                seen[name].append(tree(str(cls())))
    return seen


@scenario
def by_position(api):
    return elements.made_by_position(api, without_private(api))


@scenario
def with_nothing(api):
    return elements.made_with_nothing(api, without_private(api))


def without_private(api):
    """The module without our own bases, and without the class whose map cannot be an argument of"
    " the tests."""

    class Module:
        pass

    Module.__name__ = "gdata.calendar"
    for name, item in vars(api.gdata.calendar).items():
        if not name.startswith("_") and name != "UriEnumElement":
            setattr(Module, name, item)
    return Module


@scenario
def read(api):
    return elements.read_by_name(api, api.gdata.calendar, DOCUMENTS)


@scenario
def enumerations(api):
    """Every URI and its name, both ways; what is no name, and what is no URI."""
    calendar, seen = api.gdata.calendar, {}
    for name, tag, table in ENUMS:
        cls = getattr(calendar, name)
        found = seen[name] = {}
        for uri in sorted(getattr(cls, table)) + ["http://unknown", ""]:
            xml = "<gd:%s %s value='%s' other='o'/>" % (tag, NAMES, uri)
            found[uri] = elements.tried(
                lambda cls=cls, xml=xml: elements.both(api, api.atom.CreateClassFromXMLString(cls, xml))
            )
        made = cls()
        for value in sorted(getattr(cls, table).values()) + ["NONE", None]:
            made.value = value
            found["made %s" % value] = [made.findKey(value), tree(str(made))]
    return seen


@scenario
def people(api):
    """gd:who in every relation, and made by a script."""
    calendar = api.gdata.calendar
    seen = []
    for uri in sorted(calendar.Who.relEnum):
        xml = "<gd:who %s rel='%s'/>" % (NAMES, uri)
        seen.append(elements.said(api, api.atom.CreateClassFromXMLString(calendar.Who, xml)))
    made = calendar.Who("N", "a@b", rel="ATTENDEE")
    seen.append(elements.both(api, made))
    made.value = "ORGANIZER"
    made.attendee_status = calendar.AttendeeStatus()
    made.attendee_status.value = "DECLINED"
    seen.append(elements.both(api, made))
    made.enum_map = {"urn:own": "OWN"}
    made.value = "OWN"
    seen.append(tree(str(made)))
    own = calendar.UriEnumElement("who", {"urn:a": "A"}, "value", text="t")
    own.value = "A"
    return seen + [own.findKey("A"), own.findKey("B"), own.findKey(None), own.text, own.tag, own.attrib_name]


@scenario
def odd_events(api):
    """A link without a relation, an unknown status, odd attributes."""
    read = api.gdata.calendar.CalendarEventEntryFromString
    documents = [
        "<entry %s><link href='h'/></entry>",
        "<entry %s><link rel='' href='h'/></entry>",
        "<entry %s><gd:eventStatus value='x'/></entry>",
        "<entry %s><gd:eventStatus value=''/><gd:who rel='' email=''/></entry>",
        "<entry %s><gd:who rel='unknown'/></entry>",
        "<entry %s><gd:eventStatus/><gd:visibility>t</gd:visibility></entry>",
        "<entry %s><gd:when/><gd:when><gd:reminder/></gd:when> text </entry>",
        "<entry %s><link rel='" + WEB + "'/><link rel='" + WEB + "' href='2'/></entry>",
        "<entry %s><gCal:syncEvent value=''/><gCal:guestsCanModify value=''/></entry>",
    ]
    return [elements.tried(lambda xml=xml: elements.both(api, read(xml % NAMES))) for xml in documents]


@scenario
def web_content(api):
    calendar = api.gdata.calendar
    entry = calendar.CalendarEventEntryFromString(EVENT)
    empty = calendar.CalendarEventEntryFromString("<entry %s/>" % NAMES)
    content = calendar.WebContent(
        url="u", width="1", height="2", gadget_pref=[calendar.WebContentGadgetPref("n", "v")]
    )
    made = calendar.CalendarEventEntry(title=api.atom.Title(text="t"))
    made.link.append(calendar.WebContentLink("title", "href", "text/html", content))
    link = "<link %s rel='self' href='h'/>" % NAMES
    return [
        elements.both(api, entry.GetWebContentLink()),
        describe(empty.GetWebContentLink()),
        elements.both(api, made),
        type(made.GetWebContentLink()).__name__,
        [type(each).__name__ for each in entry.link],
        elements.both(api, api.atom.CreateClassFromXMLString(calendar.WebContentLink, link)),
    ]


@scenario
def made(api):
    """An event as a script makes it."""
    atom, calendar = api.atom, api.gdata.calendar
    event = calendar.CalendarEventEntry(
        title=atom.Title(text="caf" + E_ACUTE), content=atom.Content(text="c")
    )
    event.where.append(calendar.Where(value_string="W"))
    event.when.append(calendar.When(start_time="s", end_time="e", reminder=[calendar.Reminder(minutes=10)]))
    event.reminder.append(calendar.Reminder(days="1", hours=2, method="sms"))
    event.recurrence = calendar.Recurrence(text="DTSTART")
    event.visibility = calendar.Visibility()
    event.visibility.value = "PUBLIC"
    event.guests_can_modify = calendar.GuestsCanModify("true")
    event.guests_can_see_guests = calendar.GuestsCanSeeGuests(text="t")
    event.guests_can_invite_others = calendar.GuestsCanInviteOthers(None, None, {"a": "b"}, "t")
    event.quick_add = calendar.QuickAdd(value="true")
    event.sync_event = calendar.SyncEvent("true")
    event.send_event_notifications = calendar.SendEventNotifications(value="true")
    event.uid, event.sequence = calendar.UID(value="u"), calendar.Sequence(value="1")
    event.comments = calendar.Comments(rel="r", feed_link=api.gdata.FeedLink(href="h"))
    event.original_event = calendar.OriginalEvent("i", "h", calendar.When("s"))
    event.recurrence_exception.append(
        calendar.RecurrenceException(
            "true", calendar.CalendarEventEntryLink(entry=calendar.CalendarEventEntry())
        )
    )
    event.extended_property.append(calendar.ExtendedProperty(name="n", value="v"))
    rule = calendar.CalendarAclEntry(scope=calendar.Scope(value="v", scope_type="user"), text="ignored")
    rule.role = calendar.Role(value="r")
    listed = calendar.CalendarListEntry(
        title=atom.Title(text="t"),
        color=calendar.Color("#000000"),
        extension_elements=[atom.ExtensionElement("x")],
        extension_attributes={"a": "b"},
        text="t",
    )
    return [elements.both(api, each) for each in (event, rule, listed)]


@scenario
def edited(api):
    calendar = api.gdata.calendar
    seen = []

    def edit(function):
        entry = calendar.CalendarEventEntryFromString(SHORT)
        function(entry)
        seen.append([tree(str(entry)), elements.said(api, calendar.CalendarEventEntryFromString(str(entry)))])

    edit(lambda entry: setattr(entry.who[0], "value", "SPEAKER"))
    edit(lambda entry: setattr(entry.who[0], "value", None))
    edit(lambda entry: setattr(entry.who[1], "name", "N"))
    edit(lambda entry: setattr(entry.event_status, "value", "CANCELED"))
    edit(lambda entry: entry.when.append(calendar.When(start_time="x")))
    edit(lambda entry: setattr(entry, "where", []))
    edit(lambda entry: setattr(entry, "guests_can_modify", None))
    edit(lambda entry: setattr(entry.title, "text", "new"))
    edit(lambda entry: entry.link.append(calendar.WebContentLink("t", "h", "x")))
    edit(lambda entry: setattr(entry, "batch_operation", api.gdata.BatchOperation(op_type="update")))
    listed = calendar.CalendarListFeedFromString(feed(CALENDAR))
    listed.entry[0].color.value = "#FFFFFF"
    listed.entry[0].hidden = calendar.Hidden(value="true")
    return seen + [tree(str(listed))]


@scenario
def batches(api):
    calendar = api.gdata.calendar
    request = calendar.CalendarEventFeed()
    request.AddInsert(entry=calendar.CalendarEventEntry(title=api.atom.Title(text="t")))
    request.AddUpdate(entry=calendar.CalendarEventEntryFromString(SHORT))
    request.AddDelete(url_string="http://x/1")
    request.AddQuery(entry=calendar.CalendarEventEntryFromString(SHORT), batch_id_string="q")
    answer = calendar.CalendarEventFeedFromString(feed(BARE_EVENT))
    return [elements.both(api, request), answer.GetBatchLink().href, answer.entry[0].batch_status.code]


@scenario
def odds_and_ends(api):
    calendar = api.gdata.calendar
    rule = calendar.CalendarAclEntryFromString(RULE)
    return [
        calendar.GetCalendarEventEntryClass() is calendar.CalendarEventEntry,
        sorted(calendar.CalendarEventEntryLink._children),
        calendar.CalendarEventEntryLink._children["{http://www.w3.org/2005/Atom}entry"][1].__name__,
        rule.GetAclLink().href,
        [calendar.GCAL_NAMESPACE, calendar.GCAL_TEMPLATE, calendar.WEB_CONTENT_LINK_REL],
        [calendar.GACL_NAMESPACE, calendar.GACL_TEMPLATE],
        elements.tried(calendar.Reminder, colour="x")["raises"],
    ]


@scenario
def carried(api):
    calendar = api.gdata.calendar
    return [
        elements.carried(api, calendar.CalendarEventEntryFromString(SHORT)),
        elements.carried(api, calendar.CalendarListFeedFromString(feed(CALENDAR))),
        elements.carried(api, calendar.Reminder(minutes=5)),
    ]


@scenario
def subclasses(api):
    """An event class of a customer's, with a further child and its own hook."""
    calendar = api.gdata.calendar

    class Event(calendar.CalendarEventEntry):
        _children = calendar.CalendarEventEntry._children.copy()
        _children["{urn:x}u"] = ("own", api.atom.Title)

        def __init__(self, *args, **kwargs):
            calendar.CalendarEventEntry.__init__(self, *args, **kwargs)
            self.own, self.seen = None, []

        def _ConvertElementTreeToMember(self, child_tree):
            self.seen.append(child_tree.tag.split("}")[1])
            calendar.CalendarEventEntry._ConvertElementTreeToMember(self, child_tree)

    class Status(calendar.EventStatus):
        pass

    entry = api.atom.CreateClassFromXMLString(Event, SHORT)
    status = api.atom.CreateClassFromXMLString(
        Status, "<gd:eventStatus %s value='http://schemas.google.com/g/2005#event.canceled'/>" % NAMES
    )
    return [elements.both(api, entry), entry.seen, elements.both(api, status)]
