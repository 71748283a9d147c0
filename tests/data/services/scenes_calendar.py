"""Scenarios of `gdata.calendar.service`."""

from harness import describe, scenario
from scenes_calendar_elements import CALENDAR, COMMENT, RULE, SHORT, feed

ELSEWHERE = {"Location": "http://www.google.com/elsewhere?gsessionid=S1-x"}
EDIT = "http://www.google.com/calendar/feeds/default/private/full/e/5"


def new_service(api, *answers, **named):
    return api.gdata.calendar.service.CalendarService(source="app", http_client=api.fake(*answers), **named)


def named(rows):
    return [("%02d %s" % (number, row[0]), row) for number, row in enumerate(rows)]


def methods(api):
    """Every method that makes a request, with arguments and an answer that fits."""
    calendar = api.gdata.calendar
    event, rule = calendar.CalendarEventEntryFromString(SHORT), calendar.CalendarAclEntryFromString(RULE)
    listed = calendar.CalendarListEntryFromString(CALENDAR)
    comment = calendar.CalendarEventCommentEntryFromString(COMMENT)
    batch = calendar.CalendarEventFeed()
    batch.AddInsert(entry=calendar.CalendarEventEntry(title=api.atom.Title(text="t")))
    service = calendar.service
    params = {"url_params": {"a b": "c d", "e": "f"}}
    plain = {"url_params": {"a b": "c d"}, "escape_params": False}
    events, lists, rules, comments = feed(SHORT), feed(CALENDAR), feed(RULE), feed(COMMENT)
    rows = [
        ("GetCalendarEventFeed", (), {}, events),
        ("GetCalendarEventFeed", ("/events",), {}, events),
        ("GetCalendarEventEntry", ("/e",), {}, SHORT),
        ("GetCalendarListFeed", (), {}, lists),
        ("GetCalendarListFeed", ("/lists",), {}, lists),
        ("GetAllCalendarsFeed", (), {}, lists),
        ("GetAllCalendarsFeed", ("/all",), {}, lists),
        ("GetOwnCalendarsFeed", (), {}, lists),
        ("GetOwnCalendarsFeed", ("/own",), {}, lists),
        ("GetCalendarListEntry", ("/l",), {}, CALENDAR),
        ("GetCalendarAclFeed", (), {}, rules),
        ("GetCalendarAclFeed", ("/acl",), {}, rules),
        ("GetCalendarAclEntry", ("/r",), {}, RULE),
        ("GetCalendarEventCommentFeed", ("/comments",), {}, comments),
        ("GetCalendarEventCommentEntry", ("/c",), {}, COMMENT),
        ("Query", ("/q",), {}, events),
        ("Query", ("/q", calendar.CalendarEventFeedFromString), {}, events),
        ("Query", ("/q",), {"converter": str}, events),
        ("CalendarQuery", (service.CalendarEventQuery(text_query="a b"),), {}, events),
        ("CalendarQuery", (service.CalendarListQuery(),), {}, lists),
        ("CalendarQuery", (service.CalendarEventCommentQuery("/comments"),), {}, comments),
        ("CalendarQuery", (api.gdata.service.Query("/other", "q"),), {}, events),
        ("InsertEvent", (event, "/insert"), {}, SHORT),
        ("InsertEvent", (event, "/insert"), params, SHORT),
        ("InsertEvent", (SHORT, "/insert"), plain, SHORT),
        ("InsertCalendarSubscription", (listed,), {}, CALENDAR),
        ("InsertCalendarSubscription", (listed,), params, CALENDAR),
        ("InsertCalendar", (listed,), {}, CALENDAR),
        ("InsertCalendar", (listed,), plain, CALENDAR),
        ("UpdateCalendar", (listed,), {}, CALENDAR),
        ("UpdateCalendar", (listed,), params, CALENDAR),
        ("UpdateCalendar", (calendar.CalendarListEntry(),), {}, CALENDAR),
        ("InsertAclEntry", (rule, "/acl"), {}, RULE),
        ("InsertAclEntry", (rule, "/acl"), params, RULE),
        ("InsertEventComment", (comment, "/comments"), {}, COMMENT),
        ("InsertEventComment", (comment, "/comments"), plain, COMMENT),
        ("DeleteEvent", (EDIT,), {}, ""),
        ("DeleteEvent", ("/e", {"If-Match": "*"}), params, ""),
        ("DeleteAclEntry", (EDIT,), {}, ""),
        ("DeleteAclEntry", ("/r", {"If-Match": "*"}), plain, ""),
        ("DeleteCalendarEntry", (EDIT,), {}, ""),
        ("DeleteCalendarEntry", ("/c", {"If-Match": "*"}), params, ""),
        ("UpdateEvent", (EDIT, event), {}, SHORT),
        ("UpdateEvent", (EDIT.replace("http:", "https:"), event), params, SHORT),
        ("UpdateAclEntry", (EDIT, rule), {}, RULE),
        ("UpdateAclEntry", ("/r", rule), plain, RULE),
        ("ExecuteBatch", (batch, service.DEFAULT_BATCH_URL), {}, events),
        ("ExecuteBatch", (batch, "/batch", str), {}, events),
    ]
    return named(rows)


def kind(returned):
    return returned.get("class", "text") if isinstance(returned, dict) else returned


@scenario
def success(api):
    seen = {}
    for name, (method, args, kwargs, answer) in methods(api):
        seen[name] = api.call(getattr(new_service(api, (200, answer)), method), *args, **kwargs)
        if "returns" in seen[name]:
            seen[name]["returns"] = kind(seen[name]["returns"])
        for call in seen[name].get("sent", ()):
            call["data"] = kind(call["data"])
    return seen


@scenario
def bodies(api):
    """What is sent, of every kind of entry."""
    seen = {}
    for name, (method, args, kwargs, answer) in methods(api):
        if not kwargs and method.startswith(("Insert", "Execute")):
            seen[name] = api.call(getattr(new_service(api, (200, answer)), method), *args)["sent"][0]["data"]
    return seen


def told(api, *answer):
    seen = {}
    for name, (method, args, kwargs, _) in methods(api):
        found = api.call(getattr(new_service(api, answer), method), *args, **kwargs)
        seen[name] = kind(found["returns"]) if "returns" in found else found["raises"]
    return seen


@scenario
def created(api):
    return told(api, 201, "<entry xmlns='http://www.w3.org/2005/Atom'/>")


@scenario
def refused(api):
    return told(api, 409, "conflict", {}, "Conflict")


@scenario
def answer_of_another_kind(api):
    return told(api, 200, "<odd xmlns='urn:odd'/>")


@scenario
def answer_that_is_no_xml(api):
    return told(api, 200, "<html><p>login</html>")


def requests(calls):
    return [(call["verb"], call["url"], describe(call["data"])) for call in calls]


@scenario
def redirected(api):
    """The calendar server redirects every first request to one with a session, which is kept."""
    seen = {}
    for name, (method, args, kwargs, answer) in methods(api):
        if not kwargs and method in (
            "GetCalendarEventFeed",
            "InsertEvent",
            "UpdateEvent",
            "DeleteEvent",
            "ExecuteBatch",
        ):
            service = new_service(api, (302, "", ELSEWHERE), (200, answer))
            first = api.call(getattr(service, method), *args, **kwargs)
            second = api.call(service.GetCalendarListFeed, "/a?b=c")
            third = api.call(service.DeleteEvent, EDIT, url_params={"x": "y"})
            seen[name] = [
                [(call["verb"], call["url"]) for call in each["sent"]] for each in (first, second, third)
            ]
    return seen


@scenario
def redirected_for_ever(api):
    service = new_service(api, (302, "moved", ELSEWHERE, "Moved"))
    got = api.call(service.GetCalendarEventFeed)
    posted = api.call(new_service(api, (302, "moved", ELSEWHERE, "Moved")).InsertEvent, "x", "/insert")
    return [[each["raises"], [call["url"] for call in each["sent"]]] for each in (got, posted)]


@scenario
def other_redirects(api):
    """No session in the address, no address, another status."""
    answers = [(302, "", {"Location": "http://www.google.com/x"}), (302, "", {}), (301, "", ELSEWHERE)]
    seen = []
    for answer in answers:
        service = new_service(api, answer, (200, feed(SHORT)))
        found = api.call(service.GetCalendarEventFeed)
        seen.append([found.get("raises"), [call["url"] for call in found["sent"]]])
    return seen


@scenario
def new_services(api):
    make = api.gdata.calendar.service.CalendarService
    services = [make(), make("e@x.com", "pw", "src", "host:81", {"X": "y"}, account_type="GOOGLE")]
    names = [
        "email",
        "password",
        "source",
        "server",
        "service",
        "additional_headers",
        "account_type",
        "ssl",
        "port",
    ]
    seen = [{name: describe(getattr(service, name)) for name in names} for service in services]
    return [seen, api.call(make, colour="red")]


@scenario
def prefixes(api):
    service = new_service(api, server="host")
    urls = ["http://host/a/b", "https://host/a", "/a", "http://hostile/a", "http://host", "http://host/", ""]
    return [[service._RemoveStandardUrlPrefix(url) for url in urls], api.call(service.DeleteEvent, None)]


def plain(query):
    base, mark, found = str(query).partition("?")
    return base + mark + "&".join(sorted(found.split("&")))


@scenario
def queries(api):
    service = api.gdata.calendar.service
    return [
        plain(service.CalendarEventQuery()),
        plain(service.CalendarEventQuery("liz@example.com", "public", "composite")),
        plain(
            service.CalendarEventQuery("a b/c~d", "private-cookie", "full", "words here", {"x": "y"}, ["cat"])
        ),
        plain(service.CalendarEventQuery(params={"orderby": "anything", "sortorder": "z"})),
        plain(service.CalendarListQuery()),
        plain(service.CalendarListQuery("liz@example.com", "q", {"a": "b"}, ["c"])),
        plain(service.CalendarListQuery("")),
        plain(service.CalendarEventCommentQuery()),
        plain(service.CalendarEventCommentQuery("/feed")),
        api.call(service.CalendarEventQuery, None),
        api.call(service.CalendarListQuery, 5),
        service.CalendarEventQuery().feed,
    ]


@scenario
def parameters(api):
    """Every parameter of an event query: absent, set, read back, in the items."""
    names = {
        "start_min": "2006-01-01",
        "start_max": "2006-02-01",
        "orderby": "starttime",
        "sortorder": "ascending",
        "singleevents": "true",
        "futureevents": "true",
        "recurrence_expansion_start": "2006-01-01T00:00:00Z",
        "recurrence_expansion_end": "2006-01-02",
        "ctz": "Europe/Vienna",
        "max_results": 10,
        "start_index": 2,
        "text_query": "a b",
        "author": "a@b",
        "updated_min": "2006-01-01",
    }
    query = api.gdata.calendar.service.CalendarEventQuery()
    absent = {name: getattr(query, name) for name in names}
    for name in names:
        setattr(query, name, names[name])
    return [absent, {name: getattr(query, name) for name in names}, dict(query), plain(query)]


@scenario
def parameters_that_cannot_be(api):
    """Orders that the module does not know."""
    seen = []
    for name, values in (
        ("orderby", ["lastmodified", "starttime", "ending", "", None, 1]),
        ("sortorder", ["ascending", "descending", "a", "d", "ascend", "descend", "up", "", None]),
    ):
        for value in values:
            query = api.gdata.calendar.service.CalendarEventQuery()
            seen.append([name, value, api.call(setattr, query, name, value), dict(query)])
    return seen


@scenario
def setters(api):
    """The getters and setters behind the parameters."""
    query = api.gdata.calendar.service.CalendarEventQuery()
    seen = []
    for name in ("StartMin", "StartMax", "OrderBy", "SortOrder", "SingleEvents", "FutureEvents", "Timezone"):
        before = getattr(query, "_Get" + name)()
        value = {"OrderBy": "lastmodified", "SortOrder": "d"}.get(name, "v")
        getattr(query, "_Set" + name)(val=value)
        seen.append([name, before, getattr(query, "_Get" + name)()])
    for name in ("RecurrenceExpansionStart", "RecurrenceExpansionEnd"):
        getattr(query, "_Set" + name)("v")
        seen.append(getattr(query, "_Get" + name)())
    return seen + [plain(query)]


@scenario
def errors(api):
    service = api.gdata.calendar.service
    error = service.RequestError({"status": 1})
    kinds = [isinstance(error, service.Error), isinstance(error, api.gdata.service.Error)]
    return [kinds, describe(error.args), service.DEFAULT_BATCH_URL]
