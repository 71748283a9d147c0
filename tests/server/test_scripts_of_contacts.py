"""Scripts that act on a domain's shared contacts: ours and the original do the same, and see the same."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from gdata_compat.gdata.contacts.client import ContactsClient
from gdata_compat.gdata.contacts.service import ContactsService
from gdata_compat.server.domain.contacts import ContactDraft
from gdata_compat.server.serving import ServerThread

SERVICE = """
import atom
import gdata.contacts
import gdata.contacts.service

def contact(name, address):
    entry = gdata.contacts.ContactEntry(title=atom.Title(text=name))
    entry.email.append(gdata.contacts.Email(address=address, primary="true", rel=gdata.contacts.REL_WORK))
    return entry

def told(entry):
    return [entry.title.text, [each.address for each in entry.email]]

contacts = pushed(gdata.contacts.service.ContactsService(source="app", contact_list=DOMAIN))
"""

CLIENT = """
import gdata.contacts.client
import gdata.contacts.data
import gdata.data

contacts = client(gdata.contacts.client.ContactsClient)
contacts.contact_list = DOMAIN

def contact(name, address):
    entry = gdata.contacts.data.ContactEntry()
    entry.name = gdata.data.Name(full_name=gdata.data.FullName(text=name))
    entry.email.append(gdata.data.Email(address=address, primary="true", rel=gdata.data.WORK_REL))
    return entry

def told(entry):
    return [entry.title.text, entry.name.full_name.text, [each.address for each in entry.email]]
"""

V1_LIFE = """
made = contacts.CreateContact(contact("Liz Bennet", "liz@x.test"))
seen.append(told(made) + [made.GetEditLink().href.startswith("https://www.google.com/m8/feeds/contacts/")])
feed = contacts.GetContactsFeed()
seen.append([feed.title.text, feed.total_results.text, feed.start_index.text, [told(e) for e in feed.entry]])
seen.append(told(contacts.GetContact(made.GetSelfLink().href)))
seen.append(told(contacts.GetContact(made.id.text)))
made.title.text = "Elizabeth Bennet"
made.phone_number.append(gdata.contacts.PhoneNumber(text="1234", rel=gdata.contacts.PHONE_HOME))
made.extended_property.append(gdata.ExtendedProperty(name="pet", value="hamster"))
changed = contacts.UpdateContact(made.GetEditLink().href, made)
seen.append(told(changed) + [changed.phone_number[0].text, changed.extended_property[0].value])
refused(contacts.UpdateContact, made.GetEditLink().href, made)
refused(contacts.DeleteContact, made.GetEditLink().href)
seen.append(contacts.DeleteContact(changed.GetEditLink().href))
refused(contacts.GetContact, made.GetSelfLink().href)
"""

V2_LIFE = """
made = contacts.CreateContact(contact("Liz Bennet", "liz@x.test"))
seen.append(told(made) + [made.etag[0] + made.etag[-1]])
feed = contacts.GetContacts()
seen.append([feed.title.text, feed.total_results.text, feed.items_per_page.text])
seen.append([told(e) for e in feed.entry])
seen.append([feed.entry[0].etag == made.etag, feed.etag is not None])
seen.append(told(contacts.GetContact(made.get_self_link().href)))
seen.append(told(contacts.GetContact(made.id.text)))
refused(contacts.GetContact, made.get_self_link().href, etag=made.etag)
made.name = gdata.data.Name(full_name=gdata.data.FullName(text="Elizabeth Bennet"))
made.birthday = gdata.contacts.data.Birthday(when="1975-12-16")
changed = contacts.Update(made)
seen.append(told(changed) + [changed.birthday.when, changed.etag != made.etag])
refused(contacts.Update, made)
refused(contacts.Delete, made)
seen.append(told(contacts.Update(made, force=True)))
refused(contacts.Delete, made.get_edit_link().href)
seen.append(contacts.Delete(made, force=True).status)
refused(contacts.GetContact, made.get_self_link().href)
added = contacts.AddContact(None, billing_information="Net 30", birthday="1975-12-16",
                            calendar_link={"rel": "home", "href": "http://x.test/"})
seen.append([added.billing_information.text, added.birthday.when, added.calendar_link[0].href])
"""

V1_PHOTO = """
from io import BytesIO
made = contacts.CreateContact(contact("Liz", "liz@x.test"))
refused(contacts.GetPhoto, made.GetPhotoEditLink().href)
seen.append(contacts.GetPhoto(made))
contacts.ChangePhoto(BytesIO(b"\\xff\\xd8photo"), made, content_type="image/jpeg", content_length=7)
made = contacts.GetContact(made.GetSelfLink().href)
seen.append(contacts.GetPhoto(made) == b"\\xff\\xd8photo")
contacts.DeletePhoto(made)
made = contacts.GetContact(made.GetSelfLink().href)
seen.append(contacts.GetPhoto(made))
"""

V2_PHOTO = """
from io import BytesIO
made = contacts.CreateContact(contact("Liz", "liz@x.test"))
seen.append(made.GetPhotoLink().etag)
contacts.ChangePhoto(BytesIO(b"\\xff\\xd8photo"), made, content_type="image/jpeg", content_length=7)
there = contacts.GetContact(made.get_self_link().href)
seen.append([there.GetPhotoLink().etag is not None, contacts.GetPhoto(there) == b"\\xff\\xd8photo"])
refused(contacts.ChangePhoto, BytesIO(b"other"), made, content_type="image/png", content_length=5)
contacts.ChangePhoto(BytesIO(b"other"), there, content_type="image/png", content_length=5)
refused(contacts.DeletePhoto, there)
there = contacts.GetContact(made.get_self_link().href)
seen.append(contacts.GetPhoto(there) == b"other")
contacts.DeletePhoto(there)
there = contacts.GetContact(made.get_self_link().href)
seen.append(there.GetPhotoLink().etag)
refused(contacts.GetPhoto, there)
"""

V1_QUERIES = """
for name in ("Anna", "Bert", "Carla"):
    contacts.CreateContact(contact(name, name.lower() + "@x.test"))
query = gdata.contacts.service.ContactsQuery(feed=contacts.GetFeedUri())
query.max_results = 2
first = contacts.GetContactsFeed(query.ToUri())
second = contacts.GetContactsFeed(first.GetNextLink().href)
seen.append([[e.title.text for e in page.entry] for page in (first, second)])
seen.append([first.total_results.text, second.start_index.text, second.GetNextLink() is None])
query = gdata.contacts.service.ContactsQuery(feed=contacts.GetFeedUri(), text_query="bert@x.test")
seen.append([e.title.text for e in contacts.GetContactsFeed(query.ToUri()).entry])
contacts.DeleteContact(first.entry[0].GetEditLink().href)
query = gdata.contacts.service.ContactsQuery(feed=contacts.GetFeedUri(), params={"showdeleted": "true"})
found = contacts.GetContactsFeed(query.ToUri()).entry
seen.append([[e.deleted is not None, e.title is not None] for e in found])
query = gdata.contacts.service.ContactsQuery(feed=contacts.GetFeedUri())
query.updated_min = second.entry[0].updated.text
query["orderby"], query["sortorder"] = "lastmodified", "descending"
seen.append([e.title.text for e in contacts.GetContactsFeed(query.ToUri()).entry])
"""

V2_QUERIES = """
for name in ("Anna", "Bert", "Carla"):
    contacts.CreateContact(contact(name, name.lower() + "@x.test"))
def names(**parameters):
    feed = contacts.GetContacts(q=gdata.contacts.client.ContactsQuery(**parameters))
    return [e.title.text if e.title else "deleted" for e in feed.entry]
first = contacts.GetContacts(q=gdata.contacts.client.ContactsQuery(max_results=2))
second = contacts.GetNext(first)
seen.append([[e.title.text for e in page.entry] for page in (first, second)])
seen.append([first.total_results.text, second.start_index.text, second.get_next_link() is None])
seen.append(names(text_query="bert"))
contacts.Delete(first.entry[0])
seen.append([names(), names(showdeleted="true")])
first.entry[1].nickname = gdata.contacts.data.NickName(text="B.")
contacts.Update(first.entry[1])
seen.append([names(orderby="lastmodified"), names(orderby="lastmodified", sortorder="descending")])
seen.append(names(updated_min=second.entry[0].updated.text))
"""

V1_GROUPS = """
group = contacts.CreateGroup(gdata.contacts.GroupEntry(title=atom.Title(text="Friends")))
seen.append([group.title.text, [e.title.text for e in contacts.GetGroupsFeed().entry]])
entry = contact("Liz", "liz@x.test")
entry.group_membership_info.append(gdata.contacts.GroupMembershipInfo(href=group.id.text))
contacts.CreateContact(entry)
contacts.CreateContact(contact("Bert", "bert@x.test"))
query = gdata.contacts.service.ContactsQuery(feed=contacts.GetFeedUri(), group=group.id.text)
seen.append([e.title.text for e in contacts.GetContactsFeed(query.ToUri()).entry])
group.title.text = "Foes"
group = contacts.UpdateGroup(group.GetEditLink().href, group)
query = gdata.contacts.service.GroupsQuery(feed=contacts.GetFeedUri("groups"), text_query="foes")
seen.append([e.title.text for e in contacts.GetGroupsFeed(query.ToUri()).entry])
seen.append(contacts.DeleteGroup(group.GetEditLink().href))
seen.append(len(contacts.GetGroupsFeed().entry))
"""

V2_GROUPS = """
import atom.data
group = contacts.CreateGroup(gdata.contacts.data.GroupEntry(title=atom.data.Title(text="Friends")))
seen.append([group.title.text, contacts.GetGroup(group.get_self_link().href).title.text])
group.title.text = "Foes"
group = contacts.Update(group)
seen.append([e.title.text for e in contacts.GetGroups().entry])
seen.append(contacts.DeleteGroup(group).status)
seen.append(len(contacts.GetGroups().entry))
"""

V1_BATCH = """
there = contacts.CreateContact(contact("Anna", "anna@x.test"))
gone = contacts.CreateContact(contact("Bert", "bert@x.test"))
batch = gdata.contacts.ContactsFeed()
batch.AddInsert(entry=contact("Carla", "carla@x.test"), batch_id_string="new")
there.title.text = "Anne"
batch.AddUpdate(entry=there, batch_id_string="change")
batch.AddDelete(entry=gone, batch_id_string="away")
batch.AddQuery(url_string=gone.GetSelfLink().href, batch_id_string="ask")
results = contacts.ExecuteBatch(batch, contacts.GetFeedUri(projection="full/batch"))
seen.append([[e.batch_id.text, e.batch_operation.type, e.batch_status.code, e.batch_status.reason]
             for e in results.entry])
seen.append([e.title.text for e in contacts.GetContactsFeed().entry])
"""

V2_BATCH = """
there = contacts.CreateContact(contact("Anna", "anna@x.test"))
gone = contacts.CreateContact(contact("Bert", "bert@x.test"))
contacts.Delete(gone)
batch = gdata.contacts.data.ContactsFeed()
batch.AddInsert(entry=contact("Carla", "carla@x.test"), batch_id_string="new")
stale = contacts.GetContact(there.get_self_link().href)
there.name = gdata.data.Name(full_name=gdata.data.FullName(text="Anne"))
batch.AddUpdate(entry=there, batch_id_string="change")
batch.AddUpdate(entry=stale, batch_id_string="stale")
batch.AddQuery(there.id.text, batch_id_string="ask")
batch.AddDelete(entry=gone, batch_id_string="away")
results = contacts.ExecuteBatch(batch, contacts.GetFeedUri(projection="full/batch"))
seen.append([[e.batch_id.text, e.batch_operation.type, e.batch_status.code] for e in results.entry])
seen.append([e.title.text for e in contacts.GetContacts().entry])
"""

TWO_LEGGED = """
contacts = gdata.contacts.service.ContactsService(source="app", contact_list=DOMAIN)
for requestor in ("alice", "bruno"):
    contacts.SetOAuthInputParameters(
        gdata.auth.OAuthSignatureMethod.HMAC_SHA1, DOMAIN, consumer_secret=CONSUMER_SECRET,
        two_legged_oauth=True, requestor_id=requestor + "@" + DOMAIN)
    if requestor == "alice":
        seen.append(contacts.GetContactsFeed().total_results.text)
    else:
        refused(contacts.GetContactsFeed)
"""

V1_WITH_ETAGS = """
contacts.additional_headers["GData-Version"] = "3.0"
made = contacts.CreateContact(contact("Liz", "liz@x.test"))
seen.append([contacts.GetContactsFeed().entry[0].etag == made.etag, made.GetPhotoLink() is not None])
made.title.text = "Elizabeth"
changed = contacts.UpdateContact(made.GetEditLink().href, made)
seen.append([told(changed), changed.etag != made.etag])
refused(contacts.UpdateContact, made.GetEditLink().href, made)
refused(contacts.DeleteContact, made.GetEditLink().href)
contacts.additional_headers["If-Match"] = made.etag
refused(contacts.DeleteContact, made.GetEditLink().href)
contacts.additional_headers["If-Match"] = "*"
seen.append(contacts.DeleteContact(made.GetEditLink().href))
"""

Observe = Callable[..., Any]
LIZ = ["Liz Bennet", ["liz@x.test"]]


def test_a_life_of_a_contact_of_the_first_generation(observe: Observe) -> None:
    """Create, list, read, update by a versioned address, conflict, delete."""
    conflict = ["RequestError", 409, "", ""]
    assert observe(SERVICE + V1_LIFE) == [
        [*LIZ, True],
        ["example.com's Contacts", "1", "1", [LIZ]],
        LIZ,
        LIZ,
        ["Elizabeth Bennet", ["liz@x.test"], "1234", "hamster"],
        conflict,
        conflict,
        True,
        ["RequestError", 404, "", ""],
    ]


def test_the_first_generation_may_ask_for_version_3(observe: Observe) -> None:
    """The entry carries its ETag; deleting needs a header."""
    stale = ["RequestError", 412, "", ""]
    assert observe(SERVICE + V1_WITH_ETAGS) == [
        [True, True],
        [["Elizabeth", ["liz@x.test"]], True],
        stale,
        ["RequestError", 403, "", ""],
        stale,
        True,
    ]


def test_a_life_of_a_contact_of_the_second_generation(observe: Observe) -> None:
    """Create, list, read, update by ETag, stale ETags, by force, delete."""
    liz = ["Liz Bennet", "Liz Bennet", ["liz@x.test"]]
    elizabeth = ["Elizabeth Bennet", "Elizabeth Bennet", ["liz@x.test"]]
    stale = ["RequestError", 412, "", ""]
    assert observe(CLIENT + V2_LIFE) == [
        [*liz, '""'],
        ["example.com's Contacts", "1", "25"],
        [liz],
        [True, True],
        liz,
        liz,
        ["NotModified", 304, "", ""],
        [*elizabeth, "1975-12-16", True],
        stale,
        stale,
        elizabeth,
        ["RequestError", 403, "", ""],
        200,
        ["RequestError", 404, "", ""],
        ["Net 30", "1975-12-16", "http://x.test/"],
    ]


def test_photos_of_the_first_generation(observe: Observe) -> None:
    """Set, read and delete a photo by the links of its contact."""
    expected = [["RequestError", 404, "", ""], None, True, None]
    assert observe(SERVICE + V1_PHOTO) == expected


def test_photos_of_the_second_generation(observe: Observe) -> None:
    """A photo has an ETag, and is replaced and deleted by it."""
    assert observe(CLIENT + V2_PHOTO) == [
        None,
        [True, True],
        ["RequestError", 403, "", ""],
        ["RequestError", 412, "", ""],
        True,
        None,
        ["RequestError", 404, "", ""],
    ]


def test_queries_of_the_first_generation(observe: Observe) -> None:
    """Pages, texts, tombstones, times and orders."""
    assert observe(SERVICE + V1_QUERIES) == [
        [["Anna", "Bert"], ["Carla"]],
        ["3", "3", True],
        ["Bert"],
        [[True, False], [False, True], [False, True]],
        ["Carla"],
    ]


def test_queries_of_the_second_generation(observe: Observe) -> None:
    """Pages, texts, tombstones, times and orders."""
    assert observe(CLIENT + V2_QUERIES) == [
        [["Anna", "Bert"], ["Carla"]],
        ["3", "3", True],
        ["Bert"],
        [["Bert", "Carla"], ["deleted", "Bert", "Carla"]],
        [["Carla", "Bert"], ["Bert", "Carla"]],
        ["Bert", "Carla"],
    ]


def test_groups_of_the_first_generation(observe: Observe) -> None:
    """A group is made, filled, asked for, renamed and deleted."""
    assert observe(SERVICE + V1_GROUPS) == [["Friends", ["Friends"]], ["Liz"], ["Foes"], True, 0]


def test_groups_of_the_second_generation(observe: Observe) -> None:
    """A group is made, read, renamed by ETag and deleted."""
    assert observe(CLIENT + V2_GROUPS) == [["Friends", "Friends"], ["Foes"], 200, 0]


def test_batches_of_the_first_generation(observe: Observe) -> None:
    """Each operation ends by itself, and says how."""
    assert observe(SERVICE + V1_BATCH) == [
        [
            ["new", "insert", "201", "Created"],
            ["change", "update", "200", "Success"],
            ["away", "delete", "200", "Success"],
            ["ask", "query", "404", "Contact not found."],
        ],
        ["Anne", "Carla"],
    ]


def test_batches_of_the_second_generation(observe: Observe) -> None:
    """ETags of the entries are held against those of the server."""
    assert observe(CLIENT + V2_BATCH) == [
        [
            ["new", "insert", "201"],
            ["change", "update", "200"],
            ["stale", "update", "412"],
            ["ask", "query", "200"],
            ["away", "delete", "404"],
        ],
        ["Anne", "Carla"],
    ]


def test_two_legged_calls_need_an_administrator(observe: Observe) -> None:
    """alice is one, bruno is not."""
    assert observe(SERVICE + TWO_LEGGED) == ["0", ["RequestError", 403, "", ""]]


def test_a_domain_with_many_contacts_is_read_page_by_page(observe: Observe, server: ServerThread) -> None:
    """A script that follows the links sees every contact once."""
    server.state.domain.contacts.add_many([ContactDraft(f"c{n:03}", "") for n in range(250)])
    script = """
found = []
feed = contacts.GetContacts(q=gdata.contacts.client.ContactsQuery(max_results=100))
while feed:
    found.extend(each.title.text for each in feed.entry)
    feed = contacts.GetNext(feed) if feed.get_next_link() else None
seen.append([len(found), found == sorted(set(found))])
"""
    assert observe(CLIENT + script) == [[250, True]]


def test_every_method_of_contacts_and_groups_has_a_script() -> None:
    """What the service and the client offer is called above, but for the profiles of users."""
    everything = "".join(text for name, text in globals().items() if name.startswith(("V1_", "V2_")))
    offered = {
        name
        for kind in (ContactsService, ContactsClient)
        for name, _ in inspect.getmembers(kind, inspect.isfunction)
        if name in vars(kind) and name[0].isupper() and "Profile" not in name
    }
    uncalled = {
        name
        for name in offered
        if f"contacts.{name}(" not in everything and f"refused(contacts.{name}," not in everything
    }
    assert uncalled == set()
