"""Scenarios of `gdata.contacts.service`."""

import io
import os
import tempfile

from harness import describe, scenario
from scenes_contacts_elements import FEED, GROUP, SHORT

BASE = "/m8/feeds/contacts/default/full"
ELSEWHERE = {"Location": "http://www.google.com/elsewhere?gsessionid=S1-x"}
GROUPS = FEED.replace("Contacts", "Groups")


def new_service(api, *answers, **named):
    return api.gdata.contacts.service.ContactsService(source="app", http_client=api.fake(*answers), **named)


def named(rows):
    return [("%02d %s" % (number, row[0]), row) for number, row in enumerate(rows)]


def methods(api):
    """Every method that makes a request, with arguments and an answer that fits."""
    contacts = api.gdata.contacts
    contact, group = contacts.ContactEntryFromString(SHORT), contacts.GroupEntryFromString(GROUP)
    profile, feed = contacts.ProfileEntryFromString(SHORT), contacts.ContactsFeed()
    feed.AddInsert(entry=contacts.ContactEntry(title=api.atom.Title(text="t")))
    profiles = contacts.ProfilesFeed()
    edit = "http://www.google.com/m8/feeds/contacts/default/full/1/2"
    params = {"url_params": {"a b": "c d", "e": "f"}}
    plain = {"url_params": {"a b": "c d"}, "escape_params": False}
    rows = [
        ("GetContactsFeed", (), {}, FEED),
        ("GetContactsFeed", (BASE + "?max-results=10",), {}, FEED),
        ("GetContactsFeed", (contacts.service.ContactsQuery(text_query="a b").ToUri(),), {}, FEED),
        ("GetContact", (BASE + "/1",), {}, SHORT),
        ("CreateContact", (contact,), {}, SHORT),
        ("CreateContact", (contact, "/insert"), params, SHORT),
        ("CreateContact", (contact,), plain, SHORT),
        ("CreateContact", (SHORT,), {}, SHORT),
        ("UpdateContact", (edit, contact), {}, SHORT),
        ("UpdateContact", (edit.replace("http:", "https:"), contact), params, SHORT),
        ("UpdateContact", ("/m8/x", contact), plain, SHORT),
        ("DeleteContact", (edit,), {}, ""),
        ("DeleteContact", ("/m8/x", {"If-Match": "*"}), params, ""),
        ("GetGroupsFeed", (), {}, GROUPS),
        ("GetGroupsFeed", ("/groups",), {}, GROUPS),
        ("CreateGroup", (group,), {}, GROUP),
        ("CreateGroup", (group, "/insert"), params, GROUP),
        ("UpdateGroup", (edit, group), {}, GROUP),
        ("UpdateGroup", ("/m8/x", group), plain, GROUP),
        ("DeleteGroup", (edit,), {}, ""),
        ("DeleteGroup", ("/m8/x", {"If-Match": "*"}), params, ""),
        ("GetProfilesFeed", (), {}, FEED),
        ("GetProfilesFeed", ("/profiles",), {}, FEED),
        ("GetProfile", ("/profiles/1",), {}, SHORT),
        ("UpdateProfile", (edit, profile), {}, SHORT),
        ("UpdateProfile", ("/m8/x", profile), params, SHORT),
        ("ExecuteBatch", (feed, contacts.service.DEFAULT_BATCH_URL), {}, FEED),
        ("ExecuteBatch", (feed, "/batch", str), {}, FEED),
        ("ExecuteBatchProfiles", (profiles, contacts.service.DEFAULT_PROFILES_BATCH_URL), {}, FEED),
        ("ExecuteBatchProfiles", (profiles, "/batch", str), {}, FEED),
    ]
    return named(rows)


@scenario
def success(api):
    """What each asks and gives; an answer that is no XML, of another kind, or refused."""
    seen = {}
    for name, (method, args, kwargs, answer) in methods(api):
        seen[name] = api.call(getattr(new_service(api, (200, answer)), method), *args, **kwargs)
        if "xml" in (seen[name]["returns"] if isinstance(seen[name]["returns"], dict) else ()):
            seen[name]["returns"] = seen[name]["returns"].get("class", "text")
    return seen


@scenario
def created(api):
    """A 201 is a success for what posts and puts, and none for the rest."""
    seen = {}
    for name, (method, args, kwargs, answer) in methods(api):
        answer = "<entry xmlns='http://www.w3.org/2005/Atom'/>" if "Feed" not in method else "<feed/>"
        seen[name] = api.call(getattr(new_service(api, (201, answer)), method), *args, **kwargs)
        del seen[name]["sent"]
        if "returns" in seen[name] and isinstance(seen[name]["returns"], dict):
            seen[name]["returns"] = seen[name]["returns"].get("class", "text")
    return seen


def told(api, *answer):
    seen = {}
    for name, (method, args, kwargs, _) in methods(api):
        seen[name] = api.call(getattr(new_service(api, answer), method), *args, **kwargs)
        del seen[name]["sent"]
    return seen


@scenario
def refused(api):
    return told(api, 412, "<errors/>", {}, "Precondition Failed")


@scenario
def answer_of_another_kind(api):
    return told(api, 200, "<odd xmlns='urn:odd'/>")


@scenario
def answer_that_is_no_xml(api):
    return told(api, 200, "<html><p>login</html>")


@scenario
def redirected(api):
    """A redirect is followed by every verb, and its session goes on."""
    seen = {}
    for name, (method, args, kwargs, answer) in methods(api):
        if name[3:] in ("GetContactsFeed", "UpdateContact", "DeleteContact", "ExecuteBatch"):
            service = new_service(api, (302, "", ELSEWHERE), (200, answer))
            calls = [api.call(getattr(service, method), *args, **kwargs).get("sent")]
            calls.append(api.call(service.DeleteContact, "/next").get("sent"))
            seen[name] = [[(each["verb"], each["url"]) for each in sent] for sent in calls]
    return seen


@scenario
def new_services(api):
    """What a new service has, by its arguments."""
    make = api.gdata.contacts.service.ContactsService
    services = [
        make(),
        make("e@x.com", "pw", "src", "host:81", {"GData-Version": "3"}, "example.com", account_type="HOSTED"),
    ]
    names = ["email", "password", "source", "server", "service", "contact_list", "additional_headers"]
    names += ["account_type", "ssl", "port"]
    seen = [{name: describe(getattr(service, name)) for name in names} for service in services]
    return [seen, api.call(make, colour="red")]


@scenario
def headers_of_a_version(api):
    """The header that says the protocol's version goes out with every request."""
    service = new_service(
        api, (200, FEED), additional_headers={"GData-Version": "3.0"}, contact_list="example.com"
    )
    feed = service.GetContactsFeed()
    service.UpdateContact(feed.entry[0].id.text, feed.entry[0])
    service.DeleteContact("/x")
    return api.sent()


@scenario
def feed_uris(api):
    service = new_service(api, contact_list="example.com")
    default = new_service(api)
    return [
        service.GetFeedUri(),
        default.GetFeedUri(),
        service.GetFeedUri("groups"),
        service.GetFeedUri("profiles"),
        service.GetFeedUri("profiles", contact_list="other.com", projection="thin", scheme="https"),
        service.GetFeedUri(projection="full/batch", scheme="http"),
        default.GetFeedUri("contacts", "a@b.com", "base/12345"),
        service.GetFeedUri(None, "", None, ""),
    ]


@scenario
def cleaned_uris(api):
    service = new_service(api, server="host")
    uris = [
        "http://host/a/b",
        "https://host/a",
        "/a",
        "http://hostile/a",
        "http://host",
        "http://other/a",
        "",
    ]
    return [[service._CleanUri(uri) for uri in uris], api.call(service._CleanUri, None)]


def photo(api, media, where, *args, **named):
    service = new_service(api, (200, "done"))
    return api.call(service.ChangePhoto, media, where, *args, **named)


@scenario
def photos_uploaded(api):
    contacts = api.gdata.contacts
    entry = contacts.ContactEntryFromString(SHORT)
    bare = contacts.ContactEntryFromString(SHORT)
    entry.link.append(api.atom.Link(rel=contacts.PHOTO_EDIT_LINK_REL, href="http://photo/edit"))
    handle, path = tempfile.mkstemp(".jpg")
    os.write(handle, b"jpeg")
    os.close(handle)
    try:
        seen = [
            photo(api, path, "/photo", "image/jpeg"),
            photo(api, path, entry, content_type="image/png", content_length=7),
            photo(api, path, "/photo"),
        ]
    finally:
        os.unlink(path)
    source = api.gdata.MediaSource(io.BytesIO(b"abc"), "image/gif", 3)
    return seen + [
        photo(api, io.BytesIO(b"abc"), entry, "image/png", 3),
        photo(api, io.BytesIO(b"abc"), entry, "image/png", "3"),
        photo(api, source, entry, content_type="image/png", content_length=9),
        photo(api, io.BytesIO(b"abc"), "/photo"),
        photo(api, io.BytesIO(b"abc"), bare, "image/png", 3),
        photo(api, path, "/photo", "image/png")["raises"]["args"],
    ]


@scenario
def photos_downloaded(api):
    contacts = api.gdata.contacts
    entry = contacts.ContactEntryFromString(SHORT)
    seen = [api.call(new_service(api, (200, "photo")).GetPhoto, entry)]
    entry.link.append(api.atom.Link(rel=contacts.PHOTO_LINK_REL, href="http://photo/1"))
    for where in (entry, "/photo", "", None):
        seen.append(api.call(new_service(api, (200, "photo")).GetPhoto, where))
    seen.append(api.call(new_service(api, (404, "gone", {}, "Not Found")).GetPhoto, entry))
    return seen


@scenario
def photos_deleted(api):
    contacts = api.gdata.contacts
    entry = contacts.ContactEntryFromString(SHORT)
    seen = [api.call(new_service(api, (200, "")).DeletePhoto, entry)]
    entry.link.append(api.atom.Link(rel=contacts.PHOTO_EDIT_LINK_REL, href="http://photo/edit"))
    for where in (entry, "/photo", "", None):
        seen.append(api.call(new_service(api, (200, "")).DeletePhoto, where))
    seen.append(api.call(new_service(api, (412, "etag", {}, "Precondition Failed")).DeletePhoto, entry))
    return seen


@scenario
def pages(api):
    """The next page is of the same class."""
    service = new_service(api, (200, FEED.replace("http://next", "http://www.google.com/third")))
    first = api.gdata.contacts.ContactsFeedFromString(FEED)
    following = service.GetNext(first)
    generator = service.GetGeneratorFromLinkFinder(first, api.gdata.contacts.ContactsFeedFromString)
    urls = [[next(generator).GetNextLink().href for _ in range(3)], type(following).__name__]
    return [urls, [(call["verb"], call["url"]) for call in api.sent()]]


def query(api, kind, *args, **named):
    base, mark, found = str(getattr(api.gdata.contacts.service, kind)(*args, **named)).partition("?")
    return base + mark + "&".join(sorted(found.split("&")))


@scenario
def queries(api):
    seen = {}
    for kind in ("ContactsQuery", "GroupsQuery", "ProfilesQuery"):
        seen[kind] = [
            query(api, kind),
            query(api, kind, "/feed"),
            query(api, kind, "", "a b"),
            query(api, kind, "/feed", "q", {"showdeleted": "true"}, ["cat", "a/b"]),
            query(api, kind, feed="http://x/y", params={"group": "g"}),
        ]
    seen["group"] = [
        query(api, "ContactsQuery", group="http://x/groups/1"),
        query(api, "ContactsQuery", "/feed", "q", {"group": "params"}, None, "argument"),
    ]
    made = api.gdata.contacts.service.ContactsQuery()
    first = made.group
    made.group = "http://g/1"
    made.max_results, made.orderby, made["requirealldeleted"] = 10, "lastmodified", "true"
    seen["set"] = [first, made.group, made["group"], made.feed, sorted(made.ToUri().split("?")[1].split("&"))]
    seen["other"] = [
        api.gdata.contacts.service.GroupsQuery().feed,
        api.gdata.contacts.service.ProfilesQuery().feed,
    ]
    return seen


@scenario
def errors(api):
    """The module's own errors, which nothing raises."""
    service = api.gdata.contacts.service
    error = service.RequestError({"status": 1})
    seen = [
        describe(error.args),
        isinstance(error, service.Error),
        isinstance(error, api.gdata.service.RequestError),
    ]
    return seen + [service.DEFAULT_BATCH_URL, service.GDATA_VER_HEADER]
