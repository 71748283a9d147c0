# -*- coding: utf-8 -*-
"""What 2.0.18's ContactsClient asks for, gives and raises; runs on Python 2.7 and, on our modules, on 3.

    PYTHONPATH=LIBRARY python2.7 contacts_client.py FOLDER_OF_SEEING > contacts_client.json

tests/gdata/contacts/test_client.py runs the same scenes on ours and compares.
"""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import io
import sys

if __name__ == "__main__":
    sys.path[0] = sys.argv[1]

import seeing
from calls import Answers, caller, main, module, shown, text

core, data, gd, contacts, client_of, http_core, gauth = [
    module(name)
    for name in (
        "atom.core", "atom.data", "gdata.data", "gdata.contacts.data", "gdata.contacts.client",
        "atom.http_core", "gdata.gauth",
    )
]

NS = 'xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
NS += ' xmlns:gContact="http://schemas.google.com/contact/2008"'
PHOTO = "http://schemas.google.com/contacts/2008/rel#photo"
ENTRY = '<entry %s gd:etag="&quot;E&quot;"><id>http://x/1</id><title>T</title>' % NS
ENTRY += '<link rel="edit" href="https://www.google.com/m8/feeds/contacts/default/full/1"/>'
ENTRY += '<link rel="%s" href="https://www.google.com/m8/feeds/photos/media/default/1"/>' % PHOTO
ENTRY += '<gd:name><gd:fullName>F\u00e9</gd:fullName></gd:name><gContact:birthday when="2009-01-01"/></entry>'
FEED = "<feed %s><title>all</title>%s</feed>" % (NS, ENTRY)


call = caller(client_of.ContactsClient, FEED)


def contact(edit=True):
    entry = core.parse(ENTRY.encode("utf-8"), contacts.ContactEntry)
    return entry if edit else contacts.ContactEntry(title=data.Title(text="new"))


def group():
    found = contacts.GroupEntry(title=data.Title(text="G"))
    found.link = [data.Link(rel="edit", href="https://www.google.com/m8/feeds/groups/default/full/7")]
    return found


ENTRY_ANSWER = {"answer": (ENTRY,)}
CREATED = {"answer": (ENTRY, 201, "Created")}


def scene_feed_uris():
    seen = []
    for given in ({}, {"domain": "example.com"}, {"domain": "x", "contact_list": "y"}):
        made = lambda: client_of.ContactsClient(**dict((str(k), v) for k, v in given.items()))
        try:
            made()
        except Exception as error:
            seen.append(type(error).__name__)
            continue
        seen.append([made().domain, made().contact_list])
        for row in ((), ("groups",), ("contacts", "list@x"), ("contacts", "list", "thin"), ("contacts", "l", "full", "http"), ("profiles", None, "full"), ("profiles", "l"), ("contacts", None, None, None), ("photos",)):
            try:
                seen.append([list(row), text(made().get_feed_uri(*row)), text(made().GetFeedUri(*row))])
            except Exception as error:
                seen.append([list(row), type(error).__name__])
        for uri in ("http://www.google.com/m8/x", "https://www.google.com/m8/x", "/x", "http://www.google.comx"):
            seen.append(text(made()._CleanUri(uri)))
    return seen


def scene_reading():
    seen = []
    uri = "https://www.google.com/m8/feeds/contacts/default/full/1"
    query = client_of.ContactsQuery(group="g", orderby="lastmodified", max_results=3)
    for name in ("get_contacts", "GetContacts", "get_groups", "GetGroups", "get_profiles_feed", "GetProfilesFeed"):
        seen.append(call(name))
        seen.append(call(name, "/m8/feeds/other"))
        seen.append(call(name, client={"domain": "example.com"}))
    seen.append(call("get_contacts", query=query))
    seen.append(call("get_contacts", desired_class=gd.GDFeed))
    for name in ("get_contact", "GetContact", "get_group", "GetGroup", "get_profile", "GetProfile"):
        seen.append(call(name, uri, **ENTRY_ANSWER))
    seen.append(call("get_group", **ENTRY_ANSWER))
    for answer in (("no", 404, "Not Found"), ("", 304, "Not Modified"), ("x", 401, "Unauthorized"), ("", 302, "Moved")):
        seen.append(call("get_contact", uri, answer=answer))
        seen.append(call("get_contacts", answer=answer))
    return seen


def scene_writing():
    seen = []
    for name in ("create_contact", "CreateContact", "add_contact", "AddContact"):
        seen.append(call(name, contact(False), **CREATED))
        seen.append(call(name, contact(False), "/m8/feeds/other", **CREATED))
        seen.append(call(name, contact(False), client={"domain": "example.com"}, **CREATED))
    event = contacts.Birthday(when="2000-01-01")
    extras = {"billing_information": "b", "birthday": event, "calendar_link": contacts.CalendarLink(href="c")}
    for given in (extras, {"birthday": "1999"}, {"calendar_link": "c"}, {"calendar_link": {"href": "h", "nothing": "n"}}, {"calendar_link": [contacts.CalendarLink(href="c")]}, {"billing_information": contacts.BillingInformation(text="b")}):
        seen.append(call("add_contact", contact(False), **dict(given, **CREATED)))
    for name in ("create_group", "CreateGroup"):
        seen.append(call(name, group(), **CREATED))
        seen.append(call(name, group(), "/m8/feeds/g", **CREATED))
        seen.append(call(name, group(), url_params="p", **CREATED))
        seen.append(call(name, group(), desired_class=gd.GDEntry, **CREATED))
    for name in ("delete_group", "DeleteGroup"):
        seen.append(call(name, group(), answer=("",)))
        seen.append(call(name, group(), force=True, answer=("",)))
        seen.append(call(name, "http://x/g", answer=("",)))
    for name in ("update_profile", "UpdateProfile"):
        profile = core.parse(ENTRY.encode("utf-8"), contacts.ProfileEntry)
        seen.append(call(name, profile, **ENTRY_ANSWER))
        seen.append(call(name, profile, force=True, **ENTRY_ANSWER))
    seen.append(call("update", contact(), **ENTRY_ANSWER))
    seen.append(call("delete", contact(), answer=("",)))
    return seen


def scene_photos():
    seen = []
    url = "https://www.google.com/m8/feeds/photos/media/default/1"
    image = {"answer": ("image", 200, "OK", {"content-type": "image/png"})}
    for name in ("get_photo", "GetPhoto"):
        for where in (url, contact(), contact(False)):
            seen.append(call(name, where, **image))
        seen.append(call(name, url, answer=("no", 404, "Not Found")))
    for name in ("delete_photo", "DeletePhoto"):
        for where in (url, contact(), contact(False)):
            seen.append(call(name, where, answer=("",)))
        seen.append(call(name, url, answer=("no", 404, "Not Found")))
    for name in ("change_photo", "ChangePhoto"):
        for where in (url, contact(), contact(False)):
            seen.append(call(name, gd.MediaSource(io.BytesIO(b"abc"), "image/png", 3), where, **ENTRY_ANSWER))
        seen.append(call(name, io.BytesIO(b"abc"), url, content_type="image/png", content_length=3, **ENTRY_ANSWER))
        seen.append(call(name, "/does/not/exist", url, content_type="image/png", **ENTRY_ANSWER))
        seen.append(call(name, io.BytesIO(b"abc"), url, **ENTRY_ANSWER))
    return seen


def scene_batches():
    seen = []
    feed = contacts.ContactsFeed()
    feed.add_insert(entry=contact(False), batch_id_string="1")
    feed.add_query(url_string="http://x/1", batch_id_string="2")
    profiles = contacts.ProfilesFeed()
    profiles.add_update(entry=contacts.ProfileEntry(id=data.Id(text="i")), batch_id_string="3")
    for name in ("execute_batch", "ExecuteBatch"):
        seen.append(call(name, feed))
        seen.append(call(name, feed, "/m8/batch"))
        seen.append(call(name, feed, desired_class=gd.BatchFeed))
        seen.append(call(name, feed, desired_class=contacts.ContactsFeed))
    for name in ("execute_batch_profiles", "ExecuteBatchProfiles"):
        seen.append(call(name, profiles))
        seen.append(call(name, profiles, "/m8/batch"))
        seen.append(call(name, profiles, client={"domain": "example.com"}))
    return seen


def scene_queries():
    seen = []
    rows = [
        {}, {"feed": "/f"}, {"group": "g"}, {"orderby": "o", "showdeleted": "true", "sortorder": "s"},
        {"requirealldeleted": "r", "text_query": "t", "max_results": 2, "start_index": 3}, {"nothing": 1},
    ]
    kinds = [(client_of.ContactsQuery, rows), (client_of.ProfilesQuery, [{}, {"feed": "/f"}, {"start_key": "k", "max_results": 5}])]
    for cls, given in kinds:
        for row in given:
            row = dict((str(k), str(v) if not isinstance(v, int) else v) for k, v in row.items())
            try:
                query = cls(**row)
            except Exception as error:
                seen.append(type(error).__name__)
                continue
            request = http_core.HttpRequest(http_core.Uri(path="/p"))
            query.modify_request(request)
            again = http_core.HttpRequest(http_core.Uri(path="/p"))
            cls(**row).ModifyRequest(again)
            members = dict((key, shown(value)) for key, value in vars(query).items() if key != "custom_parameters")
            seen.append([members, sorted(request.uri.query.items()), request.uri.path, sorted(again.uri.query.items())])
    return seen


def scene_entries():
    """The methods of entries and feeds."""
    seen = []
    feed = core.parse(FEED.encode("utf-8"), contacts.ContactsFeed)
    entry = feed.entry[0]
    for each in (entry, contacts.ContactEntry()):
        for name in sorted(dir(each)):
            plain = name.lower().replace("_", "")
            if plain.endswith("link") and plain.startswith(("get", "find")) and plain != "getlink":
                try:
                    seen.append([name, shown(getattr(each, name)())])
                except Exception as error:
                    seen.append([name, type(error).__name__])
    seen.append([shown(entry), seeing.tree(feed.to_string()), seeing.tree(entry.to_string(3))])
    full = contacts.ContactEntry(
        phone_number=[gd.PhoneNumber(text="1")], event=[contacts.Event(rel="r", when=gd.When(start="2000"))]
    )
    return seen + [shown(full), seeing.tree(full.to_string())]


def settings():
    made = client_of.ContactsClient
    return [made.api_version, made.auth_service, made.server, made.contact_list, made.ssl, made.host]


if __name__ == "__main__":
    main(globals())
