"""The feeds of a domain's shared contacts and of their groups: `/m8/feeds/contacts/DOMAIN/PROJECTION[/ID]`.

From the Domain Shared Contacts API's guide: pages by index of 25 unless more are asked for, conditions by
ETag, tombstones for thirty days. Only administrators of the domain reach them.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone

from flask import Blueprint, Response, request

from .. import contacts_out, xml_in
from ..authentication import authorized
from ..contacts_out import Place, contact_entry, etag_of
from ..domain.contacts import Contact, ContactDraft, ContactQuery, Contacts
from ..state import state
from .contact_documents import Projection, etag_in, read_contact, without_group
from .gdata_protocol import Condition, GDataError, answer_errors, protocol_version, with_etag

__all__ = ["SCOPE", "blueprint", "contacts_of", "place_of", "removed", "revised", "write"]

#: The scope that opens these feeds.
SCOPE = f"{contacts_out.HOST}/m8/feeds/"

blueprint = Blueprint("contacts", __name__)
answer_errors(blueprint)

_FEED = "/m8/feeds/<any(contacts, groups):kind>/<domain>/<projection>"
_ENTRY = f"{_FEED}/<contact_id>"
_EDITED = f"{_ENTRY}/<edit_version>"

_WORD = re.compile(r'(-?)(?:"([^"]+)"|(\S+))')
_LONGEST_TEXT = 320
_LARGEST_NUMBER = 2**31 - 1


@blueprint.get(_FEED)
@authorized(SCOPE)
def retrieve_page(kind: str, domain: str, projection: str) -> Response:
    """A page of the contacts that all users share, or of their groups, as the query asks."""
    place, query = place_of(kind, domain, projection), _query()
    found = contacts_of(kind).find(query)
    entries = [write(place, each) for each in found.contacts]
    document, etag = contacts_out.contact_feed(place, query, _asked(query), found, entries)
    return with_etag(document, etag, place.version)


@blueprint.post(_FEED)
@authorized(SCOPE)
def create(kind: str, domain: str, projection: str) -> Response:
    """A new contact or group; all that its entry holds is kept."""
    place = place_of(kind, domain, projection)
    entry = xml_in.parse_entry(request.get_data())
    made = contacts_of(kind).create(read_contact(entry, place))
    answer = _answer(place, made, 201)
    answer.headers["Location"] = place.entry_url(made.contact_id)
    return answer


@blueprint.get(_EDITED)
@blueprint.get(_ENTRY)
@authorized(SCOPE)
def retrieve(
    kind: str, domain: str, projection: str, contact_id: str, edit_version: str | None = None
) -> Response:
    """One contact or group, 304 to who has it."""
    return _answer(place_of(kind, domain, projection), contacts_of(kind).get(contact_id))


@blueprint.put(_EDITED)
@blueprint.put(_ENTRY)
@authorized(SCOPE)
def update(
    kind: str, domain: str, projection: str, contact_id: str, edit_version: str | None = None
) -> Response:
    """Replace what an entry holds, unless it was changed meanwhile (412, 409 in version 1)."""
    place = place_of(kind, domain, projection)
    entry = xml_in.parse_entry(request.get_data())
    condition = Condition.of_request(place.version, etag_in(entry), edit_version)
    return _answer(place, revised(place, contact_id, entry, condition))


@blueprint.delete(_EDITED)
@blueprint.delete(_ENTRY)
@authorized(SCOPE)
def remove(
    kind: str, domain: str, projection: str, contact_id: str, edit_version: str | None = None
) -> Response:
    """Delete a contact or group, unless it was changed meanwhile (412, 409 in version 1)."""
    place = place_of(kind, domain, projection)
    removed(place, contact_id, Condition.of_request(place.version, None, edit_version))
    return Response("", content_type="text/plain; charset=UTF-8")


def revised(place: Place, contact_id: str, entry: xml_in.Element, condition: Condition) -> Contact:
    """Replace what an entry holds and return it; raises GDataError."""

    def revise(before: Contact) -> ContactDraft:
        _check(place, before, condition)
        _check_id(entry, contact_id)
        return read_contact(entry, place, before)

    return contacts_of(place.kind).update(contact_id, revise)


def removed(place: Place, contact_id: str, condition: Condition) -> None:
    """Delete an entry, and take those who are in it out of a group; raises GDataError."""
    with state().domain.together():
        contacts_of(place.kind).delete(contact_id, lambda before: _check(place, before, condition))
        if place.kind == "groups":
            kept = Place("contacts", place.domain, "full", 1)  # which leaves titles as they are
            contacts_of("contacts").leave(contact_id, lambda each: without_group(each, contact_id, kept))


def contacts_of(kind: str) -> Contacts:
    """Return the data of a feed."""
    domain = state().domain
    return domain.contacts if kind == "contacts" else domain.contact_groups


def place_of(kind: str, domain: str, projection: str) -> Place:
    """Return where the current request leads; raises GDataError for an unknown projection or version."""
    if request.args.get("alt", "atom") != "atom":
        raise GDataError(400, "Only alt=atom is emulated")
    return Place(kind, domain.lower(), Projection(projection).name, protocol_version())


def write(place: Place, contact: Contact, *, alone: bool = False, more: str = "") -> str:
    """Write an entry as its place shows it."""
    content = Projection(place.projection).content(contact)
    return contact_entry(place, contact, content, alone=alone, more=more)


def _check(place: Place, before: Contact, condition: Condition) -> None:
    condition.check(before.updated, lambda: write(place, before, alone=True))


def _check_id(entry: xml_in.Element, contact_id: str) -> None:
    sent = (entry.findtext(xml_in.atom("id")) or "").strip()
    if sent and sent.rpartition("/")[2] != contact_id:
        raise GDataError(400, f"The id of the entry is not that of its address: {sent[:200]}")


def _answer(place: Place, contact: Contact, status: int = 200) -> Response:
    document = write(place, contact, alone=True)
    return with_etag(document, etag_of(contact.updated), place.version, status)


def _query() -> ContactQuery:
    text = request.args.get("q", "")
    if len(text) > _LONGEST_TEXT:
        raise GDataError(400, f"Invalid value for q parameter: more than {_LONGEST_TEXT} characters")
    words = [(minus, phrase or word) for minus, phrase, word in _WORD.findall(text)]
    group, updated = request.args.get("group"), request.args.get("updated-min")
    return ContactQuery(
        start=_number("start-index", 1, 1),
        limit=_number("max-results", 25, 0),
        words=tuple(word for minus, word in words if not minus),
        without=tuple(word for minus, word in words if minus),
        group=None if group is None else group.rpartition("/")[2],
        updated_min=None if updated is None else _microseconds(updated),
        with_deleted=_choice("showdeleted", "false", "true") == "true",
        by_change=_choice("orderby", "", "lastmodified") == "lastmodified",
        descending=_choice("sortorder", "ascending", "descending") == "descending",
    )


def _asked(query: ContactQuery) -> dict[str, str]:
    """Return what a page's own address says of its query."""
    names = "q", "group", "updated-min", "showdeleted", "orderby", "sortorder", "start-index", "max-results"
    given = {name: request.args[name] for name in names if name in request.args}
    return given | {"max-results": str(query.limit)}


def _number(name: str, default: int, least: int) -> int:
    given = request.args.get(name) or str(default)
    if not (given.isascii() and given.isdecimal()) or int(given[:20]) < least:
        raise GDataError(400, f"Invalid value for {name} parameter: {given[:40]}")
    return min(int(given[:20]), _LARGEST_NUMBER)


def _choice(name: str, *values: str) -> str:
    """Return a parameter that is one of some values, the first where it is missing."""
    given = request.args.get(name) or values[0]
    if given not in values:
        allowed = " or ".join(value for value in values if value)
        raise GDataError(400, f"Invalid value for {name} parameter: {given[:40]}; it is {allowed}")
    return given


def _microseconds(text: str) -> int:
    """Read a time of RFC 3339; one without a zone is in UTC, a date its midnight."""
    found = re.fullmatch(
        r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?(?:([Zz])|([+-]\d\d:\d\d))?)?",
        text,
        re.ASCII,
    )
    try:
        if found is None:
            raise ValueError
        date, time, fraction, _, zone = found.groups()
        read = datetime.fromisoformat(f"{date}T{time or '00:00:00'}{zone or '+00:00'}")
        since = read - datetime(1970, 1, 1, tzinfo=timezone.utc)
    except (ValueError, OverflowError):
        raise GDataError(400, f"Invalid value for updated-min parameter: {text[:40]}") from None
    return (since.days * 86_400 + since.seconds) * 1_000_000 + int((fraction or "0").ljust(6, "0"))
