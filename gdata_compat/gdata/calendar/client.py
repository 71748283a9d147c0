"""The legacy module `gdata.calendar.client`: calendars, events and who may see them, second generation."""

from __future__ import annotations

from typing import Any as _Any

from ... import atom as atom
from ... import gdata as gdata
from .. import client as _client
from .. import gauth as _gauth
from . import data as _data

DEFAULT_BATCH_URL = "https://www.google.com/calendar/feeds/default/private/full/batch"
_ACL_URL = "https://www.google.com/calendar/feeds/default/acl/full"

_TIMES = ("recurrence_expansion_start", "recurrence_expansion_end", "start_min", "start_max", "updated_min")
_FLAGS = ("futureevents", "singleevents", "showdeleted", "showhidden")
_PARAMETERS = ("ctz", "fields", "max_attendees", "orderby", "sortorder", *_TIMES, *_FLAGS)


class CalendarClient(_client.GDClient):
    """The Calendar API 2.0.

    A path needs `host`, which the class has not; the methods' own addresses are whole. Further arguments of
    the methods are those of GDClient's, such as `q=` with a CalendarEventQuery.
    """

    api_version = "2"
    auth_service = "cl"
    server = "www.google.com"
    contact_list = "default"
    auth_scopes = _gauth.AUTH_SCOPES["cl"]

    def __init__(self, domain=None, auth_token=None, **kwargs):
        """Make a client; `domain` is kept, further arguments are those of GDClient."""
        super().__init__(auth_token=auth_token, **kwargs)
        self.domain = domain

    def get_calendar_feed_uri(self, feed="", projection="full", scheme="https") -> str:
        """Give the address of a feed of calendars: 'allcalendars', 'owncalendars'; without scheme a path."""
        path = f"/calendar/feeds/default/{feed}/{projection}" if feed else "/calendar/feeds/default"
        return self._at(scheme, path)

    GetCalendarFeedUri = get_calendar_feed_uri

    def get_calendar_event_feed_uri(
        self, calendar="default", visibility="private", projection="full", scheme="https"
    ) -> str:
        """Give the address of a calendar's events; without scheme a path."""
        return self._at(scheme, f"/calendar/feeds/{calendar}/{visibility}/{projection}")

    GetCalendarEventFeedUri = get_calendar_event_feed_uri

    def _at(self, scheme, path):
        return f"{scheme}://{self.server}{path}" if scheme else path

    # Reading

    def get_calendars_feed(
        self, uri, desired_class=_data.CalendarFeed, auth_token=None, **kwargs
    ) -> _data.CalendarFeed:
        """GET a page of calendars."""
        return self.get_feed(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetCalendarsFeed = get_calendars_feed

    def get_own_calendars_feed(
        self, desired_class=_data.CalendarFeed, auth_token=None, **kwargs
    ) -> _data.CalendarFeed:
        """GET the calendars that the user owns."""
        uri = self.GetCalendarFeedUri(feed="owncalendars")
        return self.GetCalendarsFeed(uri, desired_class=desired_class, auth_token=auth_token, **kwargs)

    GetOwnCalendarsFeed = get_own_calendars_feed

    def get_all_calendars_feed(
        self, desired_class=_data.CalendarFeed, auth_token=None, **kwargs
    ) -> _data.CalendarFeed:
        """GET the calendars that the user sees."""
        uri = self.GetCalendarFeedUri(feed="allcalendars")
        return self.GetCalendarsFeed(uri, desired_class=desired_class, auth_token=auth_token, **kwargs)

    GetAllCalendarsFeed = get_all_calendars_feed

    def get_calendar_entry(
        self, uri, desired_class=_data.CalendarEntry, auth_token=None, **kwargs
    ) -> _data.CalendarEntry:
        """GET a calendar."""
        return self.get_entry(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetCalendarEntry = get_calendar_entry

    def get_calendar_acl_feed(
        self, uri=_ACL_URL, desired_class=_data.CalendarAclFeed, auth_token=None, **kwargs
    ) -> _data.CalendarAclFeed:
        """GET who may do what with a calendar."""
        return self.get_feed(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetCalendarAclFeed = get_calendar_acl_feed

    def get_calendar_acl_entry(
        self, uri, desired_class=_data.CalendarAclEntry, auth_token=None, **kwargs
    ) -> _data.CalendarAclEntry:
        """GET what somebody may do with a calendar."""
        return self.get_entry(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetCalendarAclEntry = get_calendar_acl_entry

    def get_calendar_event_feed(
        self, uri=None, desired_class=_data.CalendarEventFeed, auth_token=None, **kwargs
    ) -> _data.CalendarEventFeed:
        """GET a page of events."""
        uri = uri or self.GetCalendarEventFeedUri()
        return self.get_feed(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetCalendarEventFeed = get_calendar_event_feed

    def get_event_entry(
        self, uri, desired_class=_data.CalendarEventEntry, auth_token=None, **kwargs
    ) -> _data.CalendarEventEntry:
        """GET an event."""
        return self.get_entry(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetEventEntry = get_event_entry

    # Writing

    def insert_event(self, new_event, insert_uri=None, auth_token=None, **kwargs) -> _Any:
        """POST an event to the calendar, or to `insert_uri`; give it as the server has it."""
        uri = insert_uri or self.GetCalendarEventFeedUri()
        return self.Post(new_event, uri, auth_token=auth_token, **kwargs)

    InsertEvent = insert_event

    def insert_acl_entry(self, new_acl_entry, insert_uri=_ACL_URL, auth_token=None, **kwargs) -> _Any:
        """POST what somebody may do; give it as the server has it."""
        return self.Post(new_acl_entry, insert_uri, auth_token=auth_token, **kwargs)

    InsertAclEntry = insert_acl_entry

    def insert_calendar(self, new_calendar, insert_uri=None, auth_token=None, **kwargs) -> _Any:
        """POST a new calendar; give it as the server has it."""
        uri = insert_uri or self.GetCalendarFeedUri("owncalendars")
        return self.Post(new_calendar, uri, auth_token=auth_token, **kwargs)

    InsertCalendar = insert_calendar

    def insert_calendar_subscription(self, calendar, insert_uri=None, auth_token=None, **kwargs) -> _Any:
        """POST a calendar that the user wants to see; give it as the server has it."""
        uri = insert_uri or self.GetCalendarFeedUri("allcalendars")
        return self.Post(calendar, uri, auth_token=auth_token, **kwargs)

    InsertCalendarSubscription = insert_calendar_subscription

    def update(self, entry, auth_token=None, **kwargs) -> _Any:  # type: ignore[override]
        """PUT an entry, whatever its ETag is at the server; give it as the server has it then."""
        return _client.GDClient.Update(self, entry, auth_token=auth_token, force=True, **kwargs)

    Update = update  # type: ignore[assignment]

    def execute_batch(self, batch_feed, url, desired_class=None) -> _Any:
        """POST a feed of operations; give the feed of their results."""
        return self.Post(batch_feed, url, desired_class=desired_class)

    ExecuteBatch = execute_batch


class CalendarEventQuery(_client.Query):
    """What may be asked of a feed of events; `feed` is accepted and not used."""

    def __init__(
        self,
        feed=None,
        ctz=None,
        fields=None,
        futureevents=None,
        max_attendees=None,
        orderby=None,
        recurrence_expansion_start=None,
        recurrence_expansion_end=None,
        singleevents=None,
        showdeleted=None,
        showhidden=None,
        sortorder=None,
        start_min=None,
        start_max=None,
        updated_min=None,
        **kwargs,
    ):
        """Take the parameters of the API as text (times by RFC 3339), and those of gdata.client.Query."""
        super().__init__(**kwargs)
        self.ctz = ctz
        self.fields = fields
        self.futureevents = futureevents
        self.max_attendees = max_attendees
        self.orderby = orderby
        self.recurrence_expansion_start = recurrence_expansion_start
        self.recurrence_expansion_end = recurrence_expansion_end
        self.singleevents = singleevents
        self.showdeleted = showdeleted
        self.showhidden = showhidden
        self.sortorder = sortorder
        self.start_min = start_min
        self.start_max = start_max
        self.updated_min = updated_min

    def modify_request(self, http_request):
        """Write the parameters into the query of a request."""
        for name in _PARAMETERS:
            _client._add_query_param(name.replace("_", "-"), getattr(self, name), http_request)
        _client.Query.modify_request(self, http_request)

    ModifyRequest = modify_request
