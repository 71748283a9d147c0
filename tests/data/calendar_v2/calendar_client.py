# -*- coding: utf-8 -*-
"""What 2.0.18's CalendarClient asks for, gives and raises; runs on Python 2.7 and, on our modules, on 3.

    PYTHONPATH=LIBRARY python2.7 calendar_client.py FOLDER_OF_SEEING > calendar_client.json

tests/gdata/calendar/test_client.py runs the same scenes on ours and compares.
"""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import sys

if __name__ == "__main__":
    sys.path[0] = sys.argv[1]

import seeing
from calls import Answers, caller, main, module, shown, text

core, data, gd, calendar, client_of, http_core, gauth = [
    module(name)
    for name in (
        "atom.core",
        "atom.data",
        "gdata.data",
        "gdata.calendar.data",
        "gdata.calendar.client",
        "atom.http_core",
        "gdata.gauth",
    )
]

NS = 'xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
NS += ' xmlns:gCal="http://schemas.google.com/gCal/2005" xmlns:gAcl="http://schemas.google.com/acl/2007"'
ENTRY = '<entry %s gd:etag="&quot;E&quot;"><id>http://x/1</id><title>T</title>' % NS
ENTRY += '<link rel="edit" href="https://www.google.com/calendar/feeds/default/private/full/1"/>'
ENTRY += '<gd:when startTime="2006-03-30T22:00:00.000Z"><gd:reminder minutes="10" method="alert"/></gd:when>'
ENTRY += '<gd:who email="a@b" valueString="A"/><gCal:uid value="u"/><gCal:timezone value="Europe/Oslo"/>'
ENTRY += '<gAcl:scope type="user" value="a@b"/><gAcl:role value="owner"/></entry>'
FEED = "<feed %s><title>all</title>%s</feed>" % (NS, ENTRY)


call = caller(client_of.CalendarClient, FEED)


def parsed(cls):
    return core.parse(ENTRY.encode("utf-8"), cls)


ENTRY_ANSWER = {"answer": (ENTRY,)}
CREATED = {"answer": (ENTRY, 201, "Created")}
URI = "https://www.google.com/calendar/feeds/default/private/full/1"


def scene_uris():
    made, seen = client_of.CalendarClient(), []
    for row in (
        (),
        ("c@x",),
        ("c", "public", "basic"),
        ("c", "private", "full", "http"),
        ("c", "private", "full", None),
    ):
        seen.append(
            [
                text(getattr(made, name)(*row))
                for name in ("get_calendar_event_feed_uri", "GetCalendarEventFeedUri")
            ]
        )
    for row in (
        (),
        ("allcalendars/",),
        ("owncalendars/", "basic"),
        ("x/", "full", "http"),
        ("", "full", None),
    ):
        seen.append(
            [text(getattr(made, name)(*row)) for name in ("get_calendar_feed_uri", "GetCalendarFeedUri")]
        )
    other = client_of.CalendarClient("d", "token", source=str("s"))
    return seen + [
        [
            other.domain,
            other.auth_token,
            other.source,
            other.host,
            other.contact_list,
            other.ssl,
            other.server,
        ]
    ]


def scene_reading():
    seen = []
    for name in (
        "get_all_calendars_feed",
        "GetAllCalendarsFeed",
        "get_own_calendars_feed",
        "GetOwnCalendarsFeed",
    ):
        seen.append(call(name))
        seen.append(call(name, desired_class=gd.GDFeed))
    for name in (
        "get_calendars_feed",
        "GetCalendarsFeed",
        "get_calendar_event_feed",
        "GetCalendarEventFeed",
        "get_calendar_acl_feed",
        "GetCalendarAclFeed",
    ):
        seen.append(call(name, "https://www.google.com/calendar/feeds/other"))
        seen.append(call(name, "/calendar/feeds/other", host="h"))
        seen.append(call(name, "/calendar/feeds/other"))
        seen.append(call(name))
    for name in (
        "get_calendar_entry",
        "GetCalendarEntry",
        "get_calendar_acl_entry",
        "GetCalendarAclEntry",
        "get_event_entry",
        "GetEventEntry",
    ):
        seen.append(call(name, URI, **ENTRY_ANSWER))
        seen.append(call(name, URI, desired_class=gd.GDEntry, **ENTRY_ANSWER))
    query = client_of.CalendarEventQuery(start_min="2006-01-01", text_query="q", max_results=2)
    seen.append(call("get_calendar_event_feed", q=query))
    seen.append(call("get_calendar_event_feed", query=query))
    for answer in (
        ("no", 404, "Not Found"),
        ("", 304, "Not Modified"),
        ("x", 401, "Unauthorized"),
        ("", 302, "Moved"),
    ):
        seen.append(call("get_event_entry", URI, answer=answer))
    return seen


def scene_writing():
    seen = []
    event = calendar.CalendarEventEntry(title=data.Title(text="new"))
    acl = calendar.CalendarAclEntry(title=data.Title(text="acl"))
    entry = calendar.CalendarEntry(title=data.Title(text="calendar"))
    for name, given in (
        ("insert_event", event),
        ("InsertEvent", event),
        ("insert_acl_entry", acl),
        ("InsertAclEntry", acl),
        ("insert_calendar", entry),
        ("InsertCalendar", entry),
        ("insert_calendar_subscription", entry),
        ("InsertCalendarSubscription", entry),
    ):
        seen.append(call(name, given, **CREATED))
        seen.append(call(name, given, "https://www.google.com/calendar/feeds/other", **CREATED))
        seen.append(call(name, given, insert_uri="/calendar/feeds/other", host="h", **CREATED))
    for name in ("update", "Update"):
        for cls in (calendar.CalendarEventEntry, calendar.CalendarEntry, calendar.CalendarAclEntry):
            seen.append(call(name, parsed(cls), **ENTRY_ANSWER))
        seen.append(call(name, parsed(calendar.CalendarEventEntry), force=True, **ENTRY_ANSWER))
        seen.append(
            call(name, parsed(calendar.CalendarEventEntry), uri="https://www.google.com/x", **ENTRY_ANSWER)
        )
        seen.append(call(name, calendar.CalendarEventEntry(), **ENTRY_ANSWER))
    for name in ("delete", "Delete"):
        seen.append(call(name, parsed(calendar.CalendarEventEntry), answer=("",)))
        seen.append(call(name, parsed(calendar.CalendarEventEntry), force=True, answer=("",)))
        seen.append(call(name, URI, answer=("",)))
    return seen


def scene_batches():
    feed, seen = calendar.CalendarEventFeed(), []
    feed.add_insert(entry=calendar.CalendarEventEntry(title=data.Title(text="n")), batch_id_string="1")
    feed.add_delete(url_string="http://x/1", batch_id_string="2")
    for name in ("execute_batch", "ExecuteBatch"):
        seen.append(call(name, feed, client_of.DEFAULT_BATCH_URL))
        seen.append(call(name, feed, "/x", host="h"))
        seen.append(call(name, feed, "https://www.google.com/b", desired_class=gd.BatchFeed))
    return seen


def scene_queries():
    seen = []
    names = "feed ctz fields futureevents max_attendees orderby recurrence_expansion_start recurrence_expansion_end"
    names += (
        " singleevents showdeleted showhidden sortorder start_min start_max updated_min text_query nothing"
    )
    rows = [{}] + [{name: "v"} for name in names.split()] + [dict((name, "w") for name in names.split())]
    for row in rows:
        row = dict((str(key), str(value)) for key, value in row.items())
        for method in ("modify_request", "ModifyRequest"):
            query = client_of.CalendarEventQuery(**row)
            request = http_core.HttpRequest(http_core.Uri(path="/p"))
            getattr(query, method)(request)
            members = dict(
                (key, shown(value)) for key, value in vars(query).items() if key != "custom_parameters"
            )
            seen.append([members, sorted(request.uri.query.items()), request.uri.path])
    return seen


class Turns(Answers):
    """Gives its answers in turn: a body, a status, a reason and headers each."""

    def __init__(self, *answers):
        Answers.__init__(self, "")
        self.turns = list(answers)

    def request(self, http_request):
        self.given = Answers(*self.turns.pop(0)).given
        return Answers.request(self, http_request)


def scene_sessions():
    """What is sent after a redirect: the session is kept for the next call of the same client."""
    seen = []
    moved = ("", 302, "Moved", {"Location": "https://www.google.com/calendar/feeds/default?gsessionid=SES"})
    event = calendar.CalendarEventEntry(title=data.Title(text="new"))
    calls = [
        ("get_own_calendars_feed", (), (FEED,)),
        ("get_calendar_event_feed", (), (FEED,)),
        ("insert_event", (event,), (ENTRY, 201, "Created")),
        ("update", (parsed(calendar.CalendarEventEntry),), (ENTRY,)),
        ("delete", (parsed(calendar.CalendarEventEntry),), ("",)),
        ("execute_batch", (calendar.CalendarEventFeed(), client_of.DEFAULT_BATCH_URL), (FEED,)),
    ]
    for name, arguments, answer in calls:
        web = Turns(moved, answer, (ENTRY,))
        made = client_of.CalendarClient(http_client=web)
        said = shown(getattr(made, name)(*arguments))
        made.get_event_entry(URI)
        seen.append([name, [each[:3] + each[4:] for each in web.asked], said[0]])
    return seen


def scene_tokens():
    """A call's own token wins over the client's."""
    seen, token = [], gauth.ClientLoginToken("mine")
    event = calendar.CalendarEventEntry(title=data.Title(text="new"))
    for name, arguments in (
        ("get_own_calendars_feed", ()),
        ("get_all_calendars_feed", ()),
        ("get_calendars_feed", (URI,)),
        ("get_calendar_entry", (URI,)),
        ("get_calendar_event_feed", ()),
        ("get_event_entry", (URI,)),
        ("get_calendar_acl_feed", ()),
        ("get_calendar_acl_entry", (URI,)),
        ("insert_event", (event,)),
        ("insert_acl_entry", (event,)),
        ("insert_calendar", (event,)),
        ("insert_calendar_subscription", (event,)),
        ("update", (parsed(calendar.CalendarEventEntry),)),
        ("execute_batch", (event, URI)),
    ):
        asked, said = call(name, *arguments, auth_token=token, answer=(ENTRY,))
        seen.append([name, [each[3].get("Authorization") for each in asked], said and said[0]])
    return seen


def scene_query_values():
    """Values that are not text, and those that are left out."""
    seen = []
    for value in (0, 5, True, False, "", " ", "a b&c=d", "2009-01-01T00:00:00+01:00"):
        query = client_of.CalendarEventQuery(
            max_attendees=value, start_min=value, fields=value, max_results=value
        )
        seen.append(call("get_calendar_event_feed", q=query)[0])
    row = client_of.CalendarEventQuery(*[str(number) for number in range(15)])
    seen.append(call("get_calendar_event_feed", q=row)[0])
    both = client_of.CalendarEventQuery(
        orderby="starttime", updated_min="m", strict=True, alt="json", start_index=2
    )
    return seen + [call("get_calendar_event_feed", q=both)[0], call("get_own_calendars_feed", q=both)[0]]


def scene_entries():
    """Members and XML of every kind of entry and feed."""
    seen = []
    for (
        name
    ) in "CalendarEventEntry CalendarEntry CalendarAclEntry CalendarCommentEntry SettingsEntry".split():
        entry = parsed(getattr(calendar, name))
        seen.append([shown(entry), seeing.tree(entry.to_string()), seeing.tree(entry.to_string(2))])
    for (
        name
    ) in "CalendarEventFeed CalendarFeed CalendarAclFeed CalendarCommentFeed CalendarSettingsFeed".split():
        feed = core.parse(FEED.encode("utf-8"), getattr(calendar, name))
        seen.append([shown(feed), seeing.tree(feed.to_string()), seeing.tree(feed.to_string(2))])
    made = calendar.CalendarEventEntry(
        when=[calendar.When(start="s", end="e", reminder=[gd.Reminder(minutes="5")])],
        who=[gd.Who(email="a@b")],
        where=[gd.Where(value="w")],
        uid=calendar.IcalUIDProperty(value="u"),
    )
    for row in ((), ("t", "h", "ty", calendar.WebContent(url="u"))):
        link = calendar.WebContentLink(*row)
        seen.append([shown(link), seeing.tree(link.to_string())])
    for text in (
        "<link xmlns='http://www.w3.org/2005/Atom'/>",
        "<link xmlns='http://www.w3.org/2005/Atom' rel='x'/>",
    ):
        link = core.parse(text, calendar.WebContentLink)
        seen.append([shown(link), seeing.tree(link.to_string())])
    return seen + [shown(made), seeing.tree(made.to_string())]


if __name__ == "__main__":
    main(globals())
