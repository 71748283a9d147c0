"""Pages and queries of shared contacts, over HTTP with a plain OAuth client."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from gdata_compat.server.domain.contacts import ContactDraft
from gdata_compat.server.serving import ServerThread
from tests.fix_server_contacts import FEED, NS, Contacts, links, number, titles


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
        "q=" + "a%20" * 161,
    ],
)
def test_a_query_that_means_nothing_is_refused(contacts: Contacts, query: str) -> None:
    """The parameter is named."""
    answer = contacts.get(f"{FEED}?{query}")
    assert (answer.status_code, query.partition("=")[0] in answer.text) == (400, True)
