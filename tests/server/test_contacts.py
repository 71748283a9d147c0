"""The feeds of shared contacts, over HTTP with a plain OAuth client."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import requests

from gdata_compat.server.domain.contacts import ContactDraft
from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient

FEED = "/m8/feeds/contacts/example.com/full"
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "gd": "http://schemas.google.com/g/2005",
    "gContact": "http://schemas.google.com/contact/2008",
    "batch": "http://schemas.google.com/gdata/batch",
    "search": "http://a9.com/-/spec/opensearch/1.1/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NS.items())
LIZ = '<gd:name><gd:fullName>Liz</gd:fullName></gd:name><gd:email address="liz@x.test" rel="r"/>'
CONTACT_ID = re.compile(r"/base/([0-9a-f]{16})</id>")


def entry(inner: str = LIZ, attributes: str = "") -> bytes:
    """Write an entry."""
    return f"<atom:entry {DECLARED} {attributes}>{inner}</atom:entry>".encode()


def properties(*names: str) -> str:
    """Write extended properties, each with its name as its value."""
    return "".join(f'<gd:extendedProperty name="{name}" value="{name}"/>' for name in names)


class Contacts:
    """A client of the contacts' host that speaks one version of the protocol."""

    def __init__(self, signed: SignedClient, version: str | None = "3.0") -> None:
        self._signed = replace(signed, origin="https://www.google.com")
        self._version = {} if version is None else {"GData-Version": version}

    def send(
        self, method: str, path: str, body: bytes | None = None, sign_as: str | None = None, **headers: str
    ) -> requests.Response:
        """Send a signed call; `_` in the name of a header stands for `-`."""
        signed = self._signed.sign(sign_as or method, path, body)
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        given = signed | self._version | more
        return requests.request(method, self._signed.url + path, data=body, headers=given, timeout=30)

    def get(self, path: str, **headers: str) -> requests.Response:
        """Send a GET."""
        return self.send("GET", path, **headers)

    def make(self, inner: str = LIZ, feed: str = FEED) -> str:
        """Make a contact and return its path."""
        made = self.send("POST", feed, entry(inner))
        assert made.status_code == 201, made.text
        found = CONTACT_ID.search(made.text)
        assert found is not None
        return f"{feed}/{found[1]}"


@pytest.fixture
def contacts(signed: SignedClient) -> Contacts:
    """A client of version 3."""
    return Contacts(signed)


@pytest.fixture
def first(signed: SignedClient) -> Contacts:
    """A client of version 1, which names none."""
    return Contacts(signed, None)


def etag(answer: requests.Response) -> str:
    """Return the ETag of an entry's document."""
    return ElementTree.fromstring(answer.text).attrib[f"{{{NS['gd']}}}etag"]


def titles(answer: requests.Response) -> list[str]:
    """Return the titles of a feed's entries."""
    found = ElementTree.fromstring(answer.text).findall("atom:entry", NS)
    return [each.findtext("atom:title", "deleted", NS) for each in found]


def number(answer: requests.Response, name: str) -> str | None:
    """Return one of the feed's numbers."""
    return ElementTree.fromstring(answer.text).findtext(f"search:{name}", None, NS)


def links(answer: requests.Response) -> dict[str, str]:
    """Return the links of an entry or a feed, by the last part of their relation."""
    found = ElementTree.fromstring(answer.text).findall("atom:link", NS)
    return {each.attrib["rel"].rpartition("#")[2]: each.attrib["href"] for each in found}


def refusal(answer: requests.Response) -> tuple[int, str]:
    """Return how a call was refused."""
    return answer.status_code, answer.text


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


def test_version_1_has_versioned_addresses_and_no_etags(first: Contacts) -> None:
    """A stale address is answered 409 and the entry as it is; the plain address overrides."""
    path = first.make()
    before = first.get(path)
    edit = links(before)["edit"].partition("google.com")[2]
    changed = first.send("PUT", edit, entry('<gd:email address="new@x.test"/>'))
    stale = first.send("DELETE", edit)
    assert ("etag" in before.text, "ETag" in before.headers, edit.startswith(f"{path}/")) == (
        False,
        False,
        True,
    )
    assert (changed.status_code, stale.status_code, stale.text) == (200, 409, changed.text)
    assert first.send("PUT", path, entry()).status_code == 200
    assert first.send("DELETE", path).status_code == 200


def test_an_unknown_version_is_refused(signed: SignedClient) -> None:
    """The versions that there are, are named."""
    answer = Contacts(signed, "4.0").get(FEED)
    assert refusal(answer) == (400, "GData-Version '4.0' is not supported: 1.0, 2.0 and 3.0 are")


def test_the_version_may_be_in_the_query(first: Contacts) -> None:
    """`v=3` is as good as the header."""
    assert first.get(f"{FEED}?v=3").headers["GData-Version"] == "3.0"


def test_a_feed_tells_where_it_is_and_how_much_there_is(contacts: Contacts) -> None:
    """Links, numbers, kind, author: as in the guide."""
    for name in "abc":
        contacts.make(f"<gd:name><gd:fullName>{name}</gd:fullName></gd:name>")
    answer = contacts.get(f"{FEED}?start-index=2&max-results=1")
    base = f"https://www.google.com{FEED}"
    assert links(answer) == {
        "alternate": "http://www.google.com/",
        "feed": base,
        "post": base,
        "batch": f"{base}/batch",
        "self": f"{base}?start-index=2&max-results=1",
        "next": f"{base}?start-index=3&max-results=1",
        "previous": f"{base}?start-index=1&max-results=1",
    }
    numbers = [number(answer, name) for name in ("totalResults", "startIndex", "itemsPerPage")]
    assert (titles(answer), numbers) == (["b"], ["3", "2", "1"])
    assert "<id>http://www.google.com/m8/feeds/contacts/example.com/base</id>" in answer.text


def test_a_page_has_25_unless_more_are_asked_for(contacts: Contacts, server: ServerThread) -> None:
    """Any number of them comes at once if wanted."""
    server.state.domain.contacts.add_many([ContactDraft(f"c{n}", "") for n in range(120)])
    sizes = [
        len(titles(contacts.get(FEED + query))) for query in ("", "?max-results=99999", "?max-results=0")
    ]
    assert sizes == [25, 120, 0]


def test_a_feed_of_more_than_ten_megabytes_is_cut(contacts: Contacts, server: ServerThread) -> None:
    """The next link leads to the rest."""
    large = "<content>" + "x" * 3_000_000 + "</content>"
    server.state.domain.contacts.add_many([ContactDraft(f"c{n}", large) for n in range(4)])
    answer = contacts.get(FEED)
    assert titles(answer) == ["c0", "c1", "c2"]
    assert "start-index=4" in links(answer)["next"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ANNA", ["Anna"]),
        ("q=x.test", ["Anna", "Bert"]),
        ("q=x.test%20-bert", ["Anna"]),
        ("q=%22two%20words%22", ["Bert"]),
        ("q=words%20two", ["Bert"]),
        ("q=100%25", ["Anna"]),
        ("q=%25", ["Anna"]),
        ("q=_", []),
        ("q=nobody", []),
        ("q=work", []),
    ],
)
def test_texts_are_searched(contacts: Contacts, query: str, found: list[str]) -> None:
    """Words, phrases, without words; the API's own words are none."""
    work = 'rel="http://schemas.google.com/g/2005#work"'
    contacts.make(
        f'<atom:title>Anna</atom:title><gd:email {work} address="a@x.test"/><atom:content>100%</atom:content>'
    )
    contacts.make(
        '<atom:title>Bert</atom:title><gd:email address="b@x.test"/><atom:content>two words</atom:content>'
    )
    assert titles(contacts.get(f"{FEED}?{query}")) == found


def test_what_changed_since_a_time_is_found_with_its_tombstones(contacts: Contacts) -> None:
    """The time is the lower bound; a tombstone holds an id and gd:deleted."""
    paths = [contacts.make(f"<atom:title>{name}</atom:title>") for name in "abc"]
    updated = re.search("<updated>(.*?)</updated>", contacts.get(paths[1]).text)
    assert updated is not None
    contacts.send("DELETE", paths[0], If_Match="*")
    since = f"{FEED}?updated-min={updated[1]}"
    assert titles(contacts.get(since)) == ["b", "c"]
    order = "&orderby=lastmodified&sortorder=descending"
    answer = contacts.get(since + "&showdeleted=true" + order)
    assert (titles(answer), number(answer, "totalResults")) == (["deleted", "c", "b"], "3")
    tombstone = ElementTree.fromstring(answer.text).find("atom:entry", NS)
    assert tombstone is not None
    assert [each.tag.partition("}")[2] for each in tombstone] == ["id", "deleted"]
    assert titles(contacts.get(f"{FEED}?updated-min=2100-01-01T00:00:00%2B01:00")) == []


@pytest.mark.parametrize(
    "query",
    [
        "max-results=-1",
        "max-results=x",
        "start-index=0",
        "start-index=1.5",
        "orderby=name",
        "sortorder=up",
        "showdeleted=yes",
        "updated-min=yesterday",
        "updated-min=2026-13-01",
        "alt=json",
    ],
)
def test_a_query_that_means_nothing_is_refused(contacts: Contacts, query: str) -> None:
    """The parameter is named."""
    answer = contacts.get(f"{FEED}?{query}")
    assert (answer.status_code, query.partition("=")[0] in answer.text) == (400, True)


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
            f"<atom:content>{'x' * 2048}</atom:content>",
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
    # The title's line end, and each property's name and value with theirs.
    path = contacts.make(f"<atom:content>{'x' * (2048 - 221)}</atom:content>{most}")
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


class TestPhotos:
    """`/m8/feeds/photos/media/DOMAIN/ID`."""

    def address(self, path: str) -> str:
        """Return where the photo of a contact is."""
        return path.replace("/contacts/", "/photos/media/").replace("/full/", "/")

    def test_a_photo_comes_back_as_it_was_sent(self, contacts: Contacts) -> None:
        """With its type and ETag, and 304 to who has it; the contact's link carries the ETag, too."""
        path = contacts.make()
        photo = self.address(path)
        put = contacts.send("PUT", photo, bytes(range(256)), Content_Type="image/png")
        got = contacts.get(photo)
        assert (put.status_code, got.content, got.headers["Content-Type"]) == (
            200,
            bytes(range(256)),
            "image/png",
        )
        own = got.headers["ETag"]
        assert put.headers["ETag"] == own
        assert f"href='https://www.google.com{photo}' gd:etag='{own}'/>" in contacts.get(path).text
        assert contacts.get(photo, If_None_Match=own).status_code == 304

    @pytest.mark.parametrize(
        ("method", "condition", "status"),
        [
            ("PUT", None, 403),
            ("PUT", '"old."', 412),
            ("PUT", "ETAG", 200),
            ("PUT", "*", 200),
            ("DELETE", None, 403),
            ("DELETE", '"old."', 412),
            ("DELETE", "ETAG", 200),
            ("DELETE", "*", 200),
        ],
    )
    def test_a_photo_is_changed_by_its_etag(
        self, contacts: Contacts, method: str, condition: str | None, status: int
    ) -> None:
        """Once there is one."""
        photo = self.address(contacts.make())
        own = contacts.send("PUT", photo, b"old", Content_Type="image/png").headers["ETag"]
        headers = {} if condition is None else {"If_Match": condition.replace("ETAG", own)}
        body = {"body": b"new"} if method == "PUT" else {}
        answer = contacts.send(method, photo, **body, **headers, Content_Type="image/png")
        kept = contacts.get(photo)
        there = kept.content if kept.ok else b""
        expected = b"old" if status != 200 else body.get("body", b"")
        assert (answer.status_code, there) == (status, expected)

    @pytest.mark.parametrize(
        ("content", "content_type", "reason"),
        [
            (b"x", "text/html", "Content-Type must be that of an image, not text/html"),
            (b"x", "", "Content-Type must be that of an image, not none"),
            (b"", "image/png", "A photo has 1 to 1000000 bytes, not 0"),
            (b"x" * 1_000_001, "image/png", "A photo has 1 to 1000000 bytes, not 1000001"),
        ],
        ids=["text", "no type", "empty", "large"],
    )
    def test_what_is_no_photo_is_refused(
        self, contacts: Contacts, content: bytes, content_type: str, reason: str
    ) -> None:
        """The limit is told."""
        answer = contacts.send("PUT", self.address(contacts.make()), content, Content_Type=content_type)
        assert refusal(answer) == (400, reason)

    @pytest.mark.parametrize("method", ["GET", "DELETE"])
    def test_a_photo_that_is_not_there_is_not_found(self, contacts: Contacts, method: str) -> None:
        """Without a photo, and without a contact."""
        photo = self.address(contacts.make())
        answers = [contacts.send(method, address, If_Match="*") for address in (photo, photo + "0")]
        expected = [(404, "Photo not found."), (404, "Contact not found.")]
        assert [refusal(answer) for answer in answers] == expected

    def test_a_deleted_contact_has_no_photo(self, contacts: Contacts) -> None:
        """It goes along."""
        path = contacts.make()
        contacts.send("PUT", self.address(path), b"x", Content_Type="image/png")
        contacts.send("DELETE", path, If_Match="*")
        assert contacts.get(self.address(path)).status_code == 404

    def test_version_1_changes_photos_by_a_versioned_address(self, first: Contacts) -> None:
        """A stale one is answered 409."""
        path = first.make()
        edit = links(first.get(path))["edit-photo"].partition("google.com")[2]
        statuses = [first.send("PUT", edit, b"x", Content_Type="image/png").status_code for _ in "ab"]
        edit = links(first.get(path))["edit-photo"].partition("google.com")[2]
        statuses.append(first.send("DELETE", edit).status_code)
        assert statuses == [200, 409, 200]


class TestBatches:
    """`/m8/feeds/contacts/DOMAIN/full/batch`."""

    def run(self, contacts: Contacts, entries: str) -> list[tuple[str | None, str, str]]:
        """Send a batch and return of each result the id, the code and the reason."""
        body = f"<atom:feed {DECLARED}>{entries}</atom:feed>".encode()
        answer = contacts.send("POST", f"{FEED}/batch", body)
        assert answer.status_code == 200, answer.text
        results = []
        for each in ElementTree.fromstring(answer.text).findall("atom:entry", NS):
            status = each.find("batch:status", NS)
            assert status is not None
            told = each.findtext("batch:id", None, NS), status.attrib["code"], status.attrib["reason"]
            results.append(told)
        return results

    def one(self, operation: str, inner: str = LIZ, batch_id: str = "1") -> str:
        """Write an operation."""
        told = f"<batch:id>{batch_id}</batch:id><batch:operation type='{operation}'/>"
        return f"<atom:entry>{told}{inner}</atom:entry>"

    def test_each_operation_ends_by_itself(self, contacts: Contacts) -> None:
        """One that is refused keeps no other from being done."""
        entries = (
            self.one("insert") + self.one("insert", "<gd:email/>", "2") + self.one("insert", LIZ, "&lt;3&gt;")
        )
        assert self.run(contacts, entries) == [
            ("1", "201", "Created"),
            ("2", "400", "Missing attribute: 'address' of email"),
            ("<3>", "201", "Created"),
        ]
        assert number(contacts.get(FEED), "totalResults") == "2"

    @pytest.mark.parametrize(
        ("operation", "inner", "code"),
        [
            ("query", "<atom:id>ID</atom:id>", "200"),
            ("query", '<atom:link rel="edit" href="EDIT"/>', "200"),
            ("update", "<atom:id>ID</atom:id>", "403"),
            ("delete", "<atom:id>ID</atom:id>", "403"),
            ("delete", "<atom:id>ID0</atom:id>", "404"),
            ("delete", "", "400"),
            ("delete", "<atom:id>http://www.google.com/m8/feeds/contacts/other.test/base/1</atom:id>", "400"),
            ("delete", "<atom:id>http://www.google.com/m8/feeds/groups/example.com/base/1</atom:id>", "400"),
            ("move", "<atom:id>ID</atom:id>", "400"),
            ("", "", "400"),
        ],
    )
    def test_operations_on_one_contact(
        self, contacts: Contacts, operation: str, inner: str, code: str
    ) -> None:
        """By id or link; changes need an ETag."""
        path = contacts.make()
        contact_id = f"http://www.google.com{path.replace('/full/', '/base/')}"
        inner = inner.replace("EDIT", f"https://www.google.com{path}").replace("ID", contact_id)
        assert [code for _, code, _ in self.run(contacts, self.one(operation, inner))] == [code]

    def test_version_1_needs_the_edit_link(self, first: Contacts) -> None:
        """A stale one is a conflict."""
        edit = f'<atom:link rel="edit" href="{links(first.get(first.make()))["edit"]}"/>'
        update = self.one("update", edit + LIZ)
        codes = [code for _, code, _ in self.run(first, update + update)]
        assert codes == ["200", "409"]

    def test_the_feed_may_say_the_operation(self, contacts: Contacts) -> None:
        """For the entries that say none; insert is the usual one."""
        usual = self.run(contacts, f"<atom:entry>{LIZ}</atom:entry>")
        entries = "<batch:operation type='query'/><atom:entry><atom:id>x</atom:id></atom:entry>"
        told = self.run(contacts, entries)
        assert [usual[0][:2], told[0][:2]] == [(None, "201"), (None, "400")]

    def test_a_hundred_are_taken_and_no_more(self, contacts: Contacts) -> None:
        """One more, and nothing is done."""
        body = f"<atom:feed {DECLARED}>{self.one('insert') * 101}</atom:feed>".encode()
        refused = contacts.send("POST", f"{FEED}/batch", body)
        taken = self.run(contacts, self.one("insert") * 100)
        assert refusal(refused) == (400, "Too many operations: 101, and 100 are allowed")
        assert (len(taken), number(contacts.get(FEED), "totalResults")) == (100, "100")

    def test_what_is_no_feed_is_refused(self, contacts: Contacts) -> None:
        """An entry is none."""
        answer = contacts.send("POST", f"{FEED}/batch", entry())
        assert refusal(answer) == (400, "the document sent is refused: the root is not an Atom feed")
