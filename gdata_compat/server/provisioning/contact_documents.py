"""Contacts as they are sent: what is kept of them, the limits of the documentation, and projections.

All that an entry holds is kept but what the server writes itself. A contact has up to 2 kilobytes of data in
32 kilobytes of XML, and up to ten extended properties; projections say which of these are seen and set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gdata_compat import namespaces

from .. import xml_kept
from ..contacts_out import Place
from ..domain.contacts import Contact, ContactDraft
from ..xml_in import Element, atom, gd
from .gdata_protocol import GDataError

__all__ = ["Projection", "entry_of", "etag_in", "read_contact", "without_group"]

#: Bytes of the texts and values of a contact, and of its XML.
LARGEST_DATA, LARGEST_XML = 2048, 32_768

MOST_PROPERTIES = 10

_LONGEST_LANGUAGE = 100

_LANGUAGE = f"{{{namespaces.XML}}}lang"
_PROPERTY = gd("extendedProperty")
_MEMBERSHIP = f"{{{namespaces.CONTACTS}}}groupMembershipInfo"
_SERVERS_LINKS = {
    "self",
    "edit",
    *(f"http://schemas.google.com/contacts/2008/rel#{kind}photo" for kind in ("", "edit-")),
}
_SERVERS_OWN = {
    atom("id"),
    atom("updated"),
    atom("published"),
    atom("title"),
    gd("deleted"),
    *(f"{{{namespace}}}edited" for namespace in (namespaces.APP, namespaces.APP_RFC5023)),
}
#: What an element cannot be without (the elements' reference).
_REQUIRED = {
    gd("email"): "address",
    gd("im"): "address",
    _PROPERTY: "name",
    _MEMBERSHIP: "href",
    f"{{{namespaces.CONTACTS}}}userDefinedField": "key",
    f"{{{namespaces.CONTACTS}}}website": "href",
}
#: Attributes whose values are the API's own words.
_WORDS = {"rel", "protocol", "primary", "deleted", "scheme", "type"}
_NAME = re.compile(r"thin|full|base|property-.{1,100}")


@dataclass(frozen=True)
class Projection:
    """Which extended properties a request sees and sets: `full` all, `property-KEY` one, `thin` none."""

    name: str

    def __post_init__(self) -> None:
        """Refuse what is no projection; raises GDataError."""
        if not _NAME.fullmatch(self.name) or not self.name.isprintable():
            raise GDataError(
                400, f"Invalid projection: {self.name[:40]!r}; there are thin, property-KEY and full"
            )

    def shows(self, each: Element) -> bool:
        """Tell whether an element is seen, and can be set."""
        if each.tag != _PROPERTY or self.name == "full":
            return True
        return self.name == f"property-{each.get('name')}"

    def content(self, contact: Contact) -> str:
        """Return of a contact's content what is seen."""
        if self.name == "full" or "extendedProperty" not in contact.content:
            return contact.content
        return xml_kept.write_elements(
            [each for each in xml_kept.elements_of(contact.content) if self.shows(each)]
        )


def etag_in(entry: Element) -> str | None:
    """Return the ETag that an entry carries."""
    found = entry.get(gd("etag"))
    return None if found is None else str(found)


def read_contact(entry: Element, place: Place, before: Contact | None = None) -> ContactDraft:
    """Return what is to be kept of an entry that is sent to a place.

    `before` is what is there: what the projection does not show stays. Raises GDataError.
    """
    _check_kind(entry, place.kind[:-1])
    projection = Projection(place.projection)
    old = [] if before is None else xml_kept.elements_of(before.content)
    sent = [each for each in entry if _is_kept(each) and projection.shows(each)]
    kept = sent + [each for each in old if not projection.shows(each)]
    title = _title(entry, kept, place.version)
    _check(kept)
    data, content = list(_data(kept)), xml_kept.write_elements(kept)
    if title != _name(kept):
        data.append(title)
    _check_size("data", sum(len(each.encode()) for each in data), LARGEST_DATA)
    _check_size("XML", len(content.encode()), LARGEST_XML)
    return ContactDraft(title, content, "\n".join((title, *data)), tuple(_groups(kept)), _language(entry))


def without_group(contact: Contact, group_id: str, place: Place) -> ContactDraft:
    """Return what is to be kept of a contact that leaves a group."""
    entry = entry_of(contact.title, contact.content, contact.language)
    for each in entry.findall(_MEMBERSHIP):
        if _group_in(each) == group_id:
            entry.remove(each)
    return read_contact(entry, place)


def entry_of(title: str, content: str, language: str) -> Element:
    """Return the entry that a title and a kept content were read from; raises ProvisioningError."""
    entry = xml_kept.entry_of(content)
    if title:
        found = entry.makeelement(atom("title"))
        found.text = title
        entry.append(found)
    if language:
        entry.set(_LANGUAGE, language)
    return entry


def _language(entry: Element) -> str:
    language = str(entry.get(_LANGUAGE, ""))
    if len(language) > _LONGEST_LANGUAGE:
        raise GDataError(400, f"Invalid xml:lang: more than {_LONGEST_LANGUAGE} characters")
    return language


def _title(entry: Element, kept: Sequence[Element], version: int) -> str:
    """Return the title as sent, else the contact's name; since version 3 it is the name, if there is one."""
    found = entry.find(atom("title"))
    sent = "" if found is None else "".join(str(text) for text in found.itertext())
    name = _name(kept)
    return name if name and (version > 2 or not sent) else sent


def _name(elements: Iterable[Element]) -> str:
    for each in elements:
        if each.tag == gd("name"):
            parts = (
                each.findtext(gd("fullName")),
                each.findtext(gd("givenName")),
                each.findtext(gd("familyName")),
            )
            return parts[0] or " ".join(part for part in parts[1:] if part)
    return ""


def _is_kept(each: Element) -> bool:
    if each.tag in _SERVERS_OWN or str(each.tag).startswith(f"{{{namespaces.BATCH}}}"):
        return False
    if each.tag == atom("link"):
        return each.get("rel") not in _SERVERS_LINKS
    return each.tag != atom("category") or not _is_kind(each)


def _is_kind(category: Element) -> bool:
    return category.get("scheme") == f"{namespaces.GDATA}#kind"


def _check_kind(entry: Element, kind: str) -> None:
    for category in entry.iterchildren(atom("category")):
        # The guide's own samples name two spaces of names for the same term.
        if _is_kind(category) and not str(category.get("term", "")).endswith(f"#{kind}"):
            raise GDataError(400, f"Invalid category: the entry is no {kind}: {category.get('term')!r}")


def _check(kept: Sequence[Element]) -> None:
    for each in kept:
        needed = _REQUIRED.get(str(each.tag))
        if needed is not None and not each.get(needed):
            name = str(each.tag).partition("}")[2]
            raise GDataError(400, f"Missing attribute: {needed!r} of {name}")
    properties = sum(each.tag == _PROPERTY for each in kept)
    if properties > MOST_PROPERTIES:
        raise GDataError(
            400, f"Too many extended properties: {properties}, and {MOST_PROPERTIES} are allowed"
        )


def _check_size(of: str, size: int, largest: int) -> None:
    if size > largest:
        raise GDataError(400, f"Entry too large: {size} bytes of {of}, and {largest} are allowed")


def _data(elements: Iterable[Element]) -> Iterator[str]:
    """Give the texts of elements and the values that are not the API's own words."""
    for top in elements:
        for each in top.iter():
            yield from (str(value) for name, value in each.attrib.items() if name not in _WORDS)
            if each.text and each.text.strip():
                yield str(each.text)


def _groups(elements: Iterable[Element]) -> Iterator[str]:
    for each in elements:
        if each.tag == _MEMBERSHIP and each.get("deleted") != "true":
            yield _group_in(each)


def _group_in(membership: Element) -> str:
    return str(membership.get("href")).rpartition("/")[2]
