"""How Google wrote contacts, groups and photos: the forms of the API's guide and of recorded answers.

Version 1 of the protocol has a version number in the address that takes changes, the later versions have
ETags. As Google did, ids name `http` and the projection `base`, links `https` and the projection asked for.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from xml.sax.saxutils import escape, quoteattr

from gdata_compat import namespaces

from .atom_out import DECLARATION, element, link, url_part, with_query
from .domain.contacts import Contact, ContactPage, ContactQuery

__all__ = [
    "HOST",
    "Place",
    "batch_feed",
    "contact_entry",
    "contact_feed",
    "etag_of",
    "moment",
    "photo_entry",
    "photo_url",
]

#: The host of contacts.
HOST = "https://www.google.com"

#: A longer feed is cut (the API's documentation).
LONGEST_FEED = 10_000_000

_PHOTO_REL = "http://schemas.google.com/contacts/2008/rel"
_EXTENSIONS = (
    f"xmlns:gContact='{namespaces.CONTACTS}' xmlns:batch='{namespaces.BATCH}' xmlns:gd='{namespaces.GDATA}'"
)
_TITLES = {"contacts": "Contacts", "groups": "Contact Groups"}
_TEXT = " type='text'"
_ATOM = f"xmlns='{namespaces.ATOM}'"


@dataclass(frozen=True)
class Place:
    """Where an entry is and how it is asked for.

    `kind` is 'contacts' or 'groups', `version` that of the protocol.
    """

    kind: str
    domain: str
    projection: str
    version: int

    @property
    def feed_url(self) -> str:
        """The address of the feed."""
        return f"{HOST}/m8/feeds/{self.kind}/{url_part(self.domain)}/{url_part(self.projection)}"

    @property
    def feed_id(self) -> str:
        """The id of the feed."""
        return f"http://www.google.com/m8/feeds/{self.kind}/{url_part(self.domain)}/base"

    @property
    def category(self) -> str:
        """The category of the feed and its entries."""
        term = f"{namespaces.CONTACTS}#{self.kind[:-1]}"
        return element("category", scheme=f"{namespaces.GDATA}#kind", term=term)

    def entry_url(self, contact_id: str) -> str:
        """Return the address of an entry."""
        return f"{self.feed_url}/{url_part(contact_id)}"


def etag_of(version: int) -> str:
    """Return the strong ETag of a version."""
    # The version itself, in the manner of Google's ETags.
    return f'"{urlsafe_b64encode(version.to_bytes(8, "big")).decode().rstrip("=")}."'


def moment(microseconds: int) -> str:
    """Write a time."""
    told = datetime.fromtimestamp(microseconds // 1_000_000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{told}.{microseconds // 1000 % 1000:03}Z"


def photo_url(domain: str, contact_id: str) -> str:
    """Return the address of a contact's photo."""
    return f"{HOST}/m8/feeds/photos/media/{url_part(domain)}/{url_part(contact_id)}"


def contact_entry(
    place: Place, contact: Contact, content: str, *, alone: bool = False, more: str = ""
) -> str:
    """Write a contact with the content to show; `more` stands before all else, as batches have it."""
    start = f"{DECLARATION}<entry {_ATOM} {_EXTENSIONS}" if alone else "<entry"
    etag = _etag(etag_of(contact.updated)) if place.version > 1 else ""
    if contact.language:
        etag += f" xml:lang={quoteattr(contact.language)}"
    address = f"<id>{place.feed_id}/{contact.contact_id}</id>"
    if contact.deleted:
        return f"{start}{etag}>{more}{address}<gd:deleted/></entry>"
    updated = moment(contact.updated)
    edited = f"<app:edited xmlns:app='{namespaces.APP_RFC5023}'>{updated}</app:edited>"
    parts = (
        f"{start}{etag}>{more}{address}<updated>{updated}</updated>",
        edited if place.version > 1 else "",
        place.category,
        f"<title{_TEXT if place.version < 3 else ''}>{escape(contact.title)}</title>",
        *_links(place, contact),
        content,
        "</entry>",
    )
    return "".join(parts)


def contact_feed(
    place: Place, query: ContactQuery, asked: dict[str, str], page: ContactPage, entries: list[str]
) -> tuple[str, str]:
    """Write a page of a feed and return it with its ETag; `asked` are the parameters of its own address."""
    shown = _shortened(entries)
    etag = _digest([*shown, str(page.total), str(asked), str(place)])
    search = namespaces.OPENSEARCH if place.version == 1 else namespaces.OPENSEARCH_1_1
    parts = (
        f"{DECLARATION}<feed {_ATOM} xmlns:openSearch='{search}' {_EXTENSIONS}",
        f"{_etag(etag) if place.version > 1 else ''}>",
        f"<id>{place.feed_id}</id><updated>{moment(page.updated)}</updated>{place.category}",
        f"<title{_TEXT}>{escape(place.domain)}'s {_TITLES[place.kind]}</title>",
        *_feed_links(place, query, asked, page.total, len(shown)),
        f"<author><name>{escape(place.domain)}</name><email>{escape(place.domain)}</email></author>",
        "<generator version='1.0' uri='http://www.google.com/m8/feeds'>Contacts</generator>",
        f"<openSearch:totalResults>{page.total}</openSearch:totalResults>",
        f"<openSearch:startIndex>{query.start}</openSearch:startIndex>",
        f"<openSearch:itemsPerPage>{query.limit}</openSearch:itemsPerPage>",
        *shown,
        "</feed>",
    )
    return "".join(parts), etag


def batch_feed(place: Place, results: str) -> str:
    """Write the feed that tells how the operations of a batch ended, of their entries as written."""
    parts = (
        f"{DECLARATION}<feed {_ATOM} {_EXTENSIONS}><id>{place.feed_url}/batch</id>",
        f"{place.category}<title type='text'>Batch Feed</title>{results}</feed>",
    )
    return "".join(parts)


def photo_entry(place: Place, contact: Contact, content_type: str) -> str:
    """Write the entry of a photo, which answers its upload."""
    url = photo_url(place.domain, contact.contact_id)
    version = contact.photo or 0
    etag = _etag(etag_of(version)) if place.version > 1 else ""
    parts = (
        f"{DECLARATION}<entry {_ATOM} {_EXTENSIONS}{etag}><id>{url.replace('https', 'http', 1)}</id>",
        f"<updated>{moment(version)}</updated>",
        element("category", scheme=f"{namespaces.GDATA}#kind", term=f"{namespaces.CONTACTS}#photo"),
        f"<title type='text'>{escape(contact.title)}</title>",
        element("content", type=content_type, src=url),
        link("self", url),
        element("link", rel="edit-media", type="image/*", href=_photo_edit_url(place, contact)),
        "</entry>",
    )
    return "".join(parts)


def _links(place: Place, contact: Contact) -> Iterator[str]:
    own = place.entry_url(contact.contact_id)
    if place.kind == "contacts":
        photo = photo_url(place.domain, contact.contact_id)
        if place.version == 1:
            edit_photo = _photo_edit_url(place, contact)
            yield element("link", rel=f"{_PHOTO_REL}#edit-photo", type="image/*", href=edit_photo)
        if place.version > 1 or contact.photo is not None:
            etag = {} if place.version == 1 or contact.photo is None else {"gd:etag": etag_of(contact.photo)}
            yield element("link", rel=f"{_PHOTO_REL}#photo", type="image/*", href=photo, **etag)
    yield link("self", own)
    yield link("edit", f"{own}/{contact.updated}" if place.version == 1 else own)


def _photo_edit_url(place: Place, contact: Contact) -> str:
    url = photo_url(place.domain, contact.contact_id)
    return f"{url}/{contact.photo or 0}" if place.version == 1 else url


def _feed_links(
    place: Place, query: ContactQuery, asked: dict[str, str], total: int, shown: int
) -> Iterator[str]:
    url, following = place.feed_url, query.start + shown
    yield element("link", rel="alternate", type="text/html", href="http://www.google.com/")
    yield link(f"{namespaces.GDATA}#feed", url)
    yield link(f"{namespaces.GDATA}#post", url)
    yield link(f"{namespaces.GDATA}#batch", f"{url}/batch")
    yield link("self", with_query(url, **asked))
    if shown and following <= total:
        yield link("next", with_query(url, **asked | {"start-index": str(following)}))
    if query.start > 1:
        before = max(1, query.start - query.limit)
        yield link("previous", with_query(url, **asked | {"start-index": str(before)}))


def _shortened(entries: list[str]) -> list[str]:
    """Return so many entries, at least one, as a feed may hold."""
    size = 0
    for number, each in enumerate(entries):
        size += len(each.encode())
        if number and size > LONGEST_FEED:
            return entries[:number]
    return entries


def _digest(parts: list[str]) -> str:
    told = hashlib.sha1("\n".join(parts).encode(), usedforsecurity=False)
    return f'"{urlsafe_b64encode(told.digest()[:15]).decode()}."'


def _etag(etag: str) -> str:
    shown = etag.replace('"', "&quot;")
    return f" gd:etag='{shown}'"
