"""Shared contacts, over HTTP with a plain OAuth client: entries, conditions, limits."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import requests

from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient
from tests.fix_server_contacts import (
    FEED,
    LIZ,
    NS,
    Contacts,
    entry,
    etag,
    links,
    number,
    properties,
    refusal,
    titles,
)


def test_creating_answers_201_and_the_entry_with_its_etag(contacts: Contacts) -> None:
    """The address, the ETag in header and entry, and the version are told."""
    answer = contacts.send("POST", FEED, entry())
    path = contacts.make()
    assert (answer.status_code, answer.headers["GData-Version"]) == (201, "3.0")
    assert re.fullmatch(r'"[\w-]{11}\."', answer.headers["ETag"])
    assert answer.headers["ETag"] == etag(answer)
    assert answer.headers["Location"] == links(answer)["self"]
    assert contacts.get(path).headers["ETag"] != etag(answer)


def test_all_that_an_entry_holds_comes_back(contacts: Contacts) -> None:
    """Elements of every kind, unknown ones too, with attributes, texts, and what is escaped."""
    unknown = '<x:own xmlns:x="urn:x" a="&quot;1&quot;"><x:in>y &amp; z</x:in> tail</x:own>'
    own = '<gContact:birthday when="--12-16"/><atom:link rel="related" href="http://x.test/"/>'
    path = contacts.make(LIZ + own + '<atom:content type="text">é &lt; ü</atom:content>' + unknown)
    text = contacts.get(path).text
    kept = [
        '<gd:name><gd:fullName>Liz</gd:fullName></gd:name><gd:email address="liz@x.test" rel="r"/>',
        '<gContact:birthday when="--12-16"/><link rel="related" href="http://x.test/"/>',
        '<content type="text">é &lt; ü</content>',
        '<x:own xmlns:x="urn:x" a="&quot;1&quot;"><x:in>y &amp; z</x:in> tail</x:own></entry>',
    ]
    assert "".join(kept) in text


def test_elements_without_a_namespace_stay_without(contacts: Contacts) -> None:
    """Those of extended properties usually have none."""
    own = '<own b="1"><gd:in/><in/><atom:in>&lt;gdata-compat.bare:x&gt;</atom:in></own>'
    path = contacts.make(f'{LIZ}<gd:extendedProperty name="a">{own}</gd:extendedProperty>')
    contacts.send("PUT", path.replace("/full/", "/thin/"), entry(), If_Match="*")
    found = ElementTree.fromstring(contacts.get(path).text).find("gd:extendedProperty", NS)
    assert found is not None
    in_gd, in_atom = f"{{{NS['gd']}}}in", f"{{{NS['atom']}}}in"
    assert [each.tag for each in found.iter()][1:] == ["own", in_gd, "in", in_atom]
    assert found.findtext("own/atom:in", None, NS) == "<gdata-compat.bare:x>"


def test_what_comes_back_can_be_sent_again(contacts: Contacts) -> None:
    """What the server writes itself is neither kept nor doubled."""
    path = contacts.make(LIZ + properties("a"))
    before = contacts.get(path)
    after = contacts.send("PUT", path, before.content)
    changing = re.compile(r"gd:etag='[^']*'|[0-9T:.-]{23}Z")
    assert (after.status_code, changing.sub("", after.text)) == (200, changing.sub("", before.text))
    assert etag(after) != etag(before)


@pytest.mark.parametrize(
    ("version", "sent", "title"),
    [
        ("3.0", LIZ, "Liz"),
        ("3.0", "<atom:title>Other</atom:title>" + LIZ, "Liz"),
        ("2.0", "<atom:title>Other</atom:title>" + LIZ, "Other"),
        (None, "<atom:title>Other</atom:title>", "Other"),
        ("3.0", "<gd:name><gd:givenName>A</gd:givenName><gd:familyName>B</gd:familyName></gd:name>", "A B"),
        ("3.0", '<gd:email address="a@x.test"/>', ""),
    ],
)
def test_the_title_is_the_name_in_version_3(
    signed: SignedClient, version: str | None, sent: str, title: str
) -> None:
    """Before, it is what was sent."""
    client = Contacts(signed, version)
    path = client.make(sent)
    assert titles(client.get(FEED)) == [title], path


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_Match": "ETAG"}, 200),
        ({"If_Match": "*"}, 200),
        ({"If_Match": '"other.", ETAG'}, 200),
        ({"If_None_Match": '"other."'}, 200),
        ({}, 403),
        ({"If_Match": '"other."'}, 412),
        ({"If_Match": "W/ETAG"}, 412),
        ({"If_None_Match": "ETAG"}, 412),
        ({"If_None_Match": "*"}, 412),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_changes_need_the_etag(contacts: Contacts, method: str, headers: dict[str, str], status: int) -> None:
    """A stale ETag is answered 412, none at all 403, and then nothing is changed."""
    path = contacts.make()
    current = etag(contacts.get(path))
    told = {name: value.replace("ETAG", current) for name, value in headers.items()}
    body = entry('<gd:email address="new@x.test"/>') if method == "PUT" else None
    answer = contacts.send(method, path, body, **told)
    unchanged = "liz@x.test" in contacts.get(path).text
    assert (answer.status_code, unchanged) == (status, status != 200)


def test_a_stale_etag_is_told(contacts: Contacts) -> None:
    """The body says which ETag was sent."""
    answer = contacts.send("DELETE", contacts.make(), If_Match='"old."')
    assert (answer.reason, answer.text.partition("],")[0]) == (
        "Precondition Failed",
        'Mismatch: etags = ["old."',
    )


def test_an_entrys_own_etag_is_a_condition(contacts: Contacts) -> None:
    """It counts where no header says more."""
    path = contacts.make()
    stale = etag(contacts.get(path)).replace('"', "&quot;")
    answers = [contacts.send("PUT", path, entry(LIZ, f'gd:etag="{stale}"')).status_code for _ in "ab"]
    overridden = contacts.send("PUT", path, entry(LIZ, f'gd:etag="{stale}"'), If_Match="*").status_code
    assert (answers, overridden) == ([200, 412], 200)


def test_who_has_an_entry_or_a_feed_gets_304(contacts: Contacts) -> None:
    """If-None-Match with the ETag, weak or not; after a change the document comes again."""
    path = contacts.make()
    found = []
    for address in (path, FEED):
        own = contacts.get(address).headers["ETag"]
        again = contacts.get(address, If_None_Match=own)
        weak = contacts.get(address, If_None_Match=f"W/{own}")
        found.append([again.status_code, again.content, weak.status_code])
        contacts.send("PUT", path, entry(), If_Match="*")
        found.append([contacts.get(address, If_None_Match=own).status_code])
    assert found == [[304, b"", 304], [200]] * 2


def test_version_1_has_versioned_addresses_and_no_etags(contacts_of_version_1: Contacts) -> None:
    """A stale address is answered 409 and the entry as it is; the plain address overrides."""
    path = contacts_of_version_1.make()
    before = contacts_of_version_1.get(path)
    edit = links(before)["edit"].partition("google.com")[2]
    changed = contacts_of_version_1.send("PUT", edit, entry('<gd:email address="new@x.test"/>'))
    stale = contacts_of_version_1.send("DELETE", edit)
    assert ("etag" in before.text, "ETag" in before.headers, edit.startswith(f"{path}/")) == (
        False,
        False,
        True,
    )
    assert (changed.status_code, stale.status_code, stale.text) == (200, 409, changed.text)
    assert contacts_of_version_1.send("PUT", path, entry()).status_code == 200
    assert contacts_of_version_1.send("DELETE", path).status_code == 200


def test_an_unknown_version_is_refused(signed: SignedClient) -> None:
    """The versions that there are, are named."""
    answer = Contacts(signed, "4.0").get(FEED)
    assert refusal(answer) == (400, "GData-Version '4.0' is not supported: 1.0, 2.0 and 3.0 are")


def test_the_version_may_be_in_the_query(contacts_of_version_1: Contacts) -> None:
    """`v=3` is as good as the header."""
    assert contacts_of_version_1.get(f"{FEED}?v=3").headers["GData-Version"] == "3.0"


def test_projections_show_and_set_their_extended_properties(contacts: Contacts) -> None:
    """thin none, property-KEY one, full all; what is not shown stays as it is."""
    path = contacts.make(LIZ + properties("a", "b"))
    shown = {}
    for name in ("thin", "base", "property-a", "full"):
        text = contacts.get(path.replace("/full/", f"/{name}/")).text
        shown[name] = re.findall('extendedProperty name="(.)"', text)
    assert shown == {"thin": [], "base": [], "property-a": ["a"], "full": ["a", "b"]}
    left = []
    for name, sent in (("thin", "c"), ("property-a", "c"), ("property-d", "d"), ("full", "e")):
        contacts.send("PUT", path.replace("/full/", f"/{name}/"), entry(LIZ + properties(sent)), If_Match="*")
        left.append("".join(sorted(re.findall('extendedProperty name="(.)"', contacts.get(path).text))))
    assert left == ["ab", "b", "bd", "e"]


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ('<gd:email rel="r"/>', "Missing attribute: 'address' of email"),
        ('<gd:im rel="r"/>', "Missing attribute: 'address' of im"),
        ("<gd:extendedProperty value='x'/>", "Missing attribute: 'name' of extendedProperty"),
        ("<gContact:groupMembershipInfo/>", "Missing attribute: 'href' of groupMembershipInfo"),
        (properties(*"abcdefghijk"), "Too many extended properties: 11, and 10 are allowed"),
        (
            f"<atom:content>{'x' * 2049}</atom:content>",
            "Entry too large: 2049 bytes of data, and 2048 are allowed",
        ),
        ("<gd:x/>" * 4682, "Entry too large: 32774 bytes of XML, and 32768 are allowed"),
        (
            '<atom:category scheme="http://schemas.google.com/g/2005#kind" term="x#group"/>',
            "Invalid category: the entry is no contact: 'x#group'",
        ),
    ],
    ids=["email", "im", "property", "group", "properties", "data", "xml", "kind"],
)
def test_what_a_contact_cannot_be_is_refused(contacts: Contacts, inner: str, reason: str) -> None:
    """By POST and by PUT, and the contact stays as it is."""
    path = contacts.make()
    made = contacts.send("POST", FEED, entry(inner))
    changed = contacts.send("PUT", path, entry(inner), If_Match="*")
    assert [refusal(made), refusal(changed)] == [(400, reason)] * 2
    assert number(contacts.get(f"{FEED}?q=liz"), "totalResults") == "1"


def test_the_largest_contact_is_taken(contacts: Contacts) -> None:
    """Two kilobytes of data, in more XML, with ten extended properties."""
    most = properties(*(f"{n:010}" for n in range(10)))
    path = contacts.make(f"<atom:content>{'x' * (2048 - 200)}</atom:content>{most}")
    assert contacts.get(path).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"<entry/>", b"<!DOCTYPE x><entry/>", b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'/>"],
    ids=["nothing", "no Atom", "a document type", "a feed"],
)
def test_what_is_no_entry_is_refused_in_words(contacts: Contacts, body: bytes) -> None:
    """The reason is plain text."""
    answer = contacts.send("POST", FEED, body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=UTF-8")
    assert answer.text.startswith("the document sent is refused: ")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_is_not_there_is_not_found(contacts: Contacts, method: str) -> None:
    """Neither a contact, nor a photo, nor a group under a contact's id."""
    body = entry() if method == "PUT" else None
    missing = contacts.send(method, f"{FEED}/123", body, If_Match="*")
    group = contacts.send(method, contacts.make().replace("contacts", "groups"), body, If_Match="*")
    assert [refusal(missing), refusal(group)] == [(404, "Contact not found.")] * 2


def test_the_id_of_an_update_is_that_of_its_address(contacts: Contacts) -> None:
    """Another one is refused."""
    answer = contacts.send("PUT", contacts.make(), entry("<atom:id>http://x/base/1</atom:id>"), If_Match="*")
    assert refusal(answer) == (400, "The id of the entry is not that of its address: http://x/base/1")


@pytest.mark.parametrize(
    ("path", "answered"),
    [
        ("/m8/feeds/contacts/example.com/fat", (400, "Bad Request")),
        ("/m8/feeds/contacts/other.test/full", (403, "Invalid domain.")),
        ("/m8/feeds/contacts/default/full", (403, "Invalid domain.")),
        ("/m8/feeds/contacts/EXAMPLE.com/full", (200, "OK")),
        ("/m8/feeds/friends/example.com/full", (404, "Not Found")),
    ],
)
def test_addresses(contacts: Contacts, path: str, answered: tuple[int, str]) -> None:
    """Projections and domains that there are not."""
    answer = contacts.get(path)
    assert (answer.status_code, answer.reason) == answered


def test_only_the_scope_of_contacts_opens_them(server: ServerThread) -> None:
    """A token for users opens no contacts."""
    issue = server.state.credentials.issue_access_token
    statuses = []
    for scope in ("http://www.google.com/m8/feeds/", "https://apps-apis.google.com/a/feeds/user/"):
        token = issue("example.com", scopes=(scope,))
        client = Contacts(SignedClient(server.url, token.key, token.secret))
        statuses.append(client.get(FEED).status_code)
    assert statuses == [200, 401]


def test_nobody_gets_at_contacts_without_a_token(server: ServerThread) -> None:
    """The same refusal as by the other feeds."""
    answer = requests.get(server.url + FEED, timeout=30)
    assert (answer.status_code, answer.reason) == (401, "Unknown authorization header")


@pytest.mark.parametrize("wanted", ["PUT", "put", "DELETE"])
def test_a_post_may_stand_for_another_method(contacts: Contacts, wanted: str) -> None:
    """X-HTTP-Method-Override; what is signed is POST."""
    path = contacts.make()
    answer = contacts.send(
        "POST", path, entry("<atom:title>b</atom:title>"), X_HTTP_Method_Override=wanted, If_Match="*"
    )
    assert (answer.status_code, titles(contacts.get(FEED))) == (200, [] if wanted == "DELETE" else ["b"])


def test_only_a_post_may_stand_for_another_method(contacts: Contacts) -> None:
    """A GET stays a GET, whatever it says, and a POST that says GET a POST."""
    path = contacts.make()
    assert contacts.get(path, X_HTTP_Method_Override="DELETE").status_code == 200
    assert contacts.send("POST", path, entry(), X_HTTP_Method_Override="GET").status_code == 405


def test_the_override_works_for_every_feed(signed: SignedClient) -> None:
    """A user is deleted by POST."""
    path = "/a/feeds/example.com/user/2.0/bruno"
    headers = signed.sign("POST", path) | {"X-HTTP-Method-Override": "DELETE"}
    assert requests.post(signed.url + path, headers=headers, timeout=30).status_code == 200
    assert signed.get(path).status_code == 400
