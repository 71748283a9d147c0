"""The legacy module `gdata.calendar.service`: the Calendar API of the first generation, and its queries."""

from __future__ import annotations

from functools import partial as _partial
from urllib.parse import quote as _quote

from ... import (
    atom,  # noqa: F401  # a name that scripts use: gdata.calendar.service.atom
    gdata,
)
from ...engine.py2_errors import LegacyError as _LegacyError
from .. import calendar as _calendar
from .. import service as _service

DEFAULT_BATCH_URL = "http://www.google.com/calendar/feeds/default/private/full/batch"

_ORDERS = ("lastmodified", "starttime")
_SORT_ORDERS = ("ascending", "descending", "a", "d", "ascend", "descend")


class Error(_LegacyError):
    """A query's parameter has a value that it cannot have; the root of this module's errors.

    What a server refuses raises `gdata.service.RequestError`.
    """


class RequestError(Error):
    """Never raised; scripts name it."""


class CalendarService(_service.GDataService):
    """Calendars, their events and access rules, and the comments on events.

    Google's calendar server redirected the first request to a URL with a session id, which goes out with
    every later one.
    """

    def __init__(
        self,
        email=None,
        password=None,
        source=None,
        server="www.google.com",
        additional_headers=None,
        **kwargs,
    ):
        """Keep what is given; further arguments are those of GDataService."""
        _service.GDataService.__init__(
            self,
            email=email,
            password=password,
            service="cl",
            source=source,
            server=server,
            additional_headers=additional_headers,
            **kwargs,
        )

    # Reading

    def GetCalendarEventFeed(self, uri="/calendar/feeds/default/private/full"):
        """Give the CalendarEventFeed of a calendar, by default of the user's own."""
        return self.Get(uri, converter=gdata.calendar.CalendarEventFeedFromString)

    def GetCalendarEventEntry(self, uri):
        """Give a CalendarEventEntry."""
        return self.Get(uri, converter=gdata.calendar.CalendarEventEntryFromString)

    def GetCalendarListFeed(self, uri="/calendar/feeds/default/allcalendars/full"):
        """Give the CalendarListFeed of all calendars that the user sees."""
        return self.Get(uri, converter=gdata.calendar.CalendarListFeedFromString)

    def GetAllCalendarsFeed(self, uri="/calendar/feeds/default/allcalendars/full"):
        """Give the CalendarListFeed of all calendars that the user sees."""
        return self.Get(uri, converter=gdata.calendar.CalendarListFeedFromString)

    def GetOwnCalendarsFeed(self, uri="/calendar/feeds/default/owncalendars/full"):
        """Give the CalendarListFeed of the calendars that the user owns."""
        return self.Get(uri, converter=gdata.calendar.CalendarListFeedFromString)

    def GetCalendarListEntry(self, uri):
        """Give a CalendarListEntry."""
        return self.Get(uri, converter=gdata.calendar.CalendarListEntryFromString)

    def GetCalendarAclFeed(self, uri="/calendar/feeds/default/acl/full"):
        """Give the CalendarAclFeed of a calendar."""
        return self.Get(uri, converter=gdata.calendar.CalendarAclFeedFromString)

    def GetCalendarAclEntry(self, uri):
        """Give a CalendarAclEntry."""
        return self.Get(uri, converter=gdata.calendar.CalendarAclEntryFromString)

    def GetCalendarEventCommentFeed(self, uri):
        """Give the CalendarEventCommentFeed of an event."""
        return self.Get(uri, converter=gdata.calendar.CalendarEventCommentFeedFromString)

    def GetCalendarEventCommentEntry(self, uri):
        """Give a CalendarEventCommentEntry."""
        return self.Get(uri, converter=gdata.calendar.CalendarEventCommentEntryFromString)

    def Query(self, uri, converter=None):
        """GET a URI; give a GDataFeed, else a GDataEntry, else the body, or what `converter` makes of it."""
        return self.Get(uri, converter=converter) if converter else self.Get(uri)

    def CalendarQuery(self, query):
        """GET the feed that a query asks for, of the class that goes with the query's; else as Query."""
        for kind, converter in (
            (CalendarEventQuery, gdata.calendar.CalendarEventFeedFromString),
            (CalendarListQuery, gdata.calendar.CalendarListFeedFromString),
            (CalendarEventCommentQuery, gdata.calendar.CalendarEventCommentFeedFromString),
        ):
            if isinstance(query, kind):
                return self.Query(query.ToUri(), converter=converter)
        return self.Query(query.ToUri())

    # Calendars

    def InsertCalendarSubscription(self, calendar, url_params=None, escape_params=True):
        """Subscribe the user to a calendar; give its CalendarListEntry."""
        return self.Post(
            calendar,
            "/calendar/feeds/default/allcalendars/full",
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarListEntryFromString,
        )

    def InsertCalendar(self, new_calendar, url_params=None, escape_params=True):
        """Create a calendar; give its CalendarListEntry."""
        return self.Post(
            new_calendar,
            "/calendar/feeds/default/owncalendars/full",
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarListEntryFromString,
        )

    def UpdateCalendar(self, calendar, url_params=None, escape_params=True):
        """Write a changed calendar to its edit link; give the new CalendarListEntry.

        Raises AttributeError for one without such a link.
        """
        return self.Put(
            data=calendar,
            uri=calendar.GetEditLink().href,
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarListEntryFromString,
        )

    def DeleteCalendarEntry(self, edit_uri, extra_headers=None, url_params=None, escape_params=True):
        """Delete a calendar; give True. `extra_headers` are ignored, as in 2.0.18."""
        return self.Delete(edit_uri, url_params=url_params, escape_params=escape_params)

    # Events and their comments

    def InsertEvent(self, new_event, insert_uri, url_params=None, escape_params=True):
        """Create an event; give its CalendarEventEntry."""
        return self.Post(
            new_event,
            insert_uri,
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarEventEntryFromString,
        )

    def UpdateEvent(self, edit_uri, updated_event, url_params=None, escape_params=True):
        """Write a changed event; give the new CalendarEventEntry."""
        return self.Put(
            updated_event,
            self._RemoveStandardUrlPrefix(edit_uri),
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarEventEntryFromString,
        )

    def DeleteEvent(self, edit_uri, extra_headers=None, url_params=None, escape_params=True):
        """Delete an event; give True. `extra_headers` are ignored, as in 2.0.18."""
        return self._delete(edit_uri, url_params, escape_params)

    def InsertEventComment(self, new_entry, insert_uri, url_params=None, escape_params=True):
        """Comment on an event; give the CalendarEventCommentEntry."""
        return self.Post(
            new_entry,
            insert_uri,
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarEventCommentEntryFromString,
        )

    # Access rules

    def InsertAclEntry(self, new_entry, insert_uri, url_params=None, escape_params=True):
        """Create a rule; give its CalendarAclEntry."""
        return self.Post(
            new_entry,
            insert_uri,
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarAclEntryFromString,
        )

    def UpdateAclEntry(self, edit_uri, updated_rule, url_params=None, escape_params=True):
        """Write a changed rule; give the new CalendarAclEntry."""
        return self.Put(
            updated_rule,
            self._RemoveStandardUrlPrefix(edit_uri),
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.calendar.CalendarAclEntryFromString,
        )

    def DeleteAclEntry(self, edit_uri, extra_headers=None, url_params=None, escape_params=True):
        """Delete a rule; give True. `extra_headers` are ignored, as in 2.0.18."""
        return self._delete(edit_uri, url_params, escape_params)

    # Batches

    def ExecuteBatch(self, batch_feed, url, converter=_calendar.CalendarEventFeedFromString):
        """POST a CalendarEventFeed of operations; give the feed of their results."""
        return self.Post(batch_feed, url, converter=converter)

    def _delete(self, edit_uri, url_params, escape_params):
        uri = self._RemoveStandardUrlPrefix(edit_uri)
        return self.Delete(uri, url_params=url_params, escape_params=escape_params)

    def _RemoveStandardUrlPrefix(self, url):
        """Take `http://` and the server off a URL; one with `https://` stays as it is."""
        prefix = f"http://{self.server}"
        return url.removeprefix(prefix) if url.startswith(prefix + "/") else url


_parameter = _partial(_service._parameter, argument="val")


def _one_of(values, message):
    """What lets some values of a parameter pass, and raises Error for all others."""

    def checked(value):
        if value not in values:
            raise Error(message)
        return value

    return checked


class CalendarEventQuery(_service.Query):
    """A query for events. `orderby` and `sortorder` raise Error for what they do not know."""

    _GetStartMin, _SetStartMin, start_min = _parameter(
        "start-min", "The earliest start, an RFC 3339 time, inclusive."
    )
    _GetStartMax, _SetStartMax, start_max = _parameter(
        "start-max", "The latest start, an RFC 3339 time, exclusive."
    )
    _GetOrderBy, _SetOrderBy, orderby = _parameter(
        "orderby",
        "What the events are ordered by: 'lastmodified' or 'starttime'.",
        _one_of(_ORDERS, "Order By must be either 'lastmodified' or 'starttime'"),
    )
    _GetSortOrder, _SetSortOrder, sortorder = _parameter(
        "sortorder",
        "Which way: 'ascending' or 'descending', or a beginning of these.",
        _one_of(_SORT_ORDERS, "Sort order must be either ascending, ascend, a or descending, descend, or d"),
    )
    _GetSingleEvents, _SetSingleEvents, singleevents = _parameter(
        "singleevents", "'true': each time of a recurring event is an entry."
    )
    _GetFutureEvents, _SetFutureEvents, futureevents = _parameter(
        "futureevents", "'true': only events to come."
    )
    _GetRecurrenceExpansionStart, _SetRecurrenceExpansionStart, recurrence_expansion_start = _parameter(
        "recurrence-expansion-start", "From when recurring events are told, inclusive."
    )
    _GetRecurrenceExpansionEnd, _SetRecurrenceExpansionEnd, recurrence_expansion_end = _parameter(
        "recurrence-expansion-end", "Until when recurring events are told, exclusive."
    )
    _GetTimezone, _SetTimezone, ctz = _parameter("ctz", "The time zone that times are told in.")

    def __init__(
        self,
        user="default",
        visibility="private",
        projection="full",
        text_query=None,
        params=None,
        categories=None,
    ):
        _service.Query.__init__(
            self,
            feed="http://www.google.com/calendar/feeds/"
            + "/".join(map(_quoted, (user, visibility, projection))),
            text_query=text_query,
            params=params,
            categories=categories,
        )


class CalendarListQuery(_service.Query):
    """A query for the calendars of a user, whose address goes into the URI as it is given."""

    def __init__(self, userId=None, text_query=None, params=None, categories=None):
        _service.Query.__init__(
            self,
            feed="http://www.google.com/calendar/feeds/" + ("default" if userId is None else userId),
            text_query=text_query,
            params=params,
            categories=categories,
        )


class CalendarEventCommentQuery(_service.Query):
    """A query for the comments on an event."""

    def __init__(self, feed=None):
        _service.Query.__init__(self, feed=feed)


def _quoted(value):
    """Encode a part of a path; a slash stays, and `~` is encoded, as only Python 2 does."""
    return _quote(value).replace("~", "%7E")
