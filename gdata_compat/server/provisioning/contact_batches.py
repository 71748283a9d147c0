"""Batches of shared contacts and groups: `/m8/feeds/contacts/DOMAIN/PROJECTION/batch`.

From the guides of batch processing and of the API: up to 100 operations (insert, update, delete, query), each
done or refused on its own, each answered by an entry with the id that it was sent with, and its status.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote
from xml.sax.saxutils import escape

from flask import Blueprint, Response, request

from .. import atom_out, contacts_out, xml_in
from ..authentication import authorized
from ..contacts_out import Place
from ..domain.contacts import Contact
from ..domain.model import DomainError
from ..xml_in import Element, atom
from .batches import REASONS, batch, ending
from .contact_documents import etag_in, read_contact
from .contacts import SCOPE, contacts_of, place_of, removed, revised, write
from .gdata_protocol import Condition, GDataError, answer_errors, of_domain

__all__ = ["MOST_OPERATIONS", "blueprint"]

blueprint = Blueprint("contact_batches", __name__)
answer_errors(blueprint)

#: Operations in a batch.
MOST_OPERATIONS = 100

#: Bytes of a batch: so many contacts of the largest size.
_LARGEST = 4 * xml_in.MAXIMUM_BYTES

_ADDRESS = re.compile(r"https?://[^/]+/m8/feeds/(contacts|groups)/([^/]+)/[^/]+/([^/]+)(?:/([^/]+))?")


@blueprint.post("/m8/feeds/<any(contacts, groups):kind>/<domain>/<projection>/batch")
@authorized(SCOPE)
def execute(kind: str, domain: str, projection: str) -> Response:
    """Do up to 100 operations, each by itself, and tell how each ended."""
    place = place_of(kind, domain, projection)
    feed = xml_in.parse_feed(request.get_data(), _LARGEST)
    entries = list(feed.iterchildren(atom("entry")))
    if len(entries) > MOST_OPERATIONS:
        raise GDataError(400, f"Too many operations: {len(entries)}, and {MOST_OPERATIONS} are allowed")
    usual = _operation(feed, "insert")
    results = "".join(_result(place, each, _operation(each, usual)) for each in entries)
    return Response(contacts_out.batch_feed(place, results), content_type=atom_out.CONTENT_TYPE)


def _result(place: Place, entry: Element, operation: str) -> str:
    try:
        status, contact = _done(place, entry, operation)
    except GDataError as error:
        return _refused(entry, operation, error)
    except DomainError as error:
        return _refused(entry, operation, of_domain(error))
    told = ending(entry, operation, status, REASONS[status])
    if contact is None:
        return f"<entry>{told}<id>{escape(_sent_id(entry))}</id></entry>"
    return write(place, contact, more=told)


def _done(place: Place, entry: Element, operation: str) -> tuple[int, Contact | None]:
    if operation == "insert":
        return 201, contacts_of(place.kind).create(read_contact(entry, place))
    perform = _ON_ONE.get(operation)
    if perform is None:
        raise GDataError(400, f"Unknown batch operation: {operation[:40]!r}")
    contact_id, edit_version = _meant(place, entry)
    return 200, perform(
        place, entry, contact_id, Condition(place.version, etag_in(entry), None, edit_version)
    )


def _query(place: Place, _entry: Element, contact_id: str, _condition: Condition) -> Contact:
    return contacts_of(place.kind).get(contact_id)


def _update(place: Place, entry: Element, contact_id: str, condition: Condition) -> Contact:
    return revised(place, contact_id, entry, condition)


def _delete(place: Place, _entry: Element, contact_id: str, condition: Condition) -> None:
    removed(place, contact_id, condition)


_ON_ONE: dict[str, Callable[[Place, Element, str, Condition], Contact | None]] = {
    "query": _query,
    "update": _update,
    "delete": _delete,
}


def _meant(place: Place, entry: Element) -> tuple[str, str | None]:
    """Return the id of the contact that an entry is about, and the version of its address for changes."""
    edit = [str(link.get("href")) for link in entry.iterchildren(atom("link")) if link.get("rel") == "edit"]
    for address in (*edit, _sent_id(entry)):
        found = _ADDRESS.fullmatch(address)
        if found is None:
            continue
        kind, domain, contact_id, version = found.groups()
        if (kind, unquote(domain).lower()) == (place.kind, place.domain):
            return unquote(contact_id), version
    raise GDataError(400, "The entry has neither an id nor an edit link of this feed")


def _sent_id(entry: Element) -> str:
    return (entry.findtext(atom("id")) or "").strip()


def _operation(element: Element, usual: str) -> str:
    found = element.find(batch("operation"))
    return usual if found is None else str(found.get("type", ""))


def _refused(entry: Element, operation: str, error: GDataError) -> str:
    told = ending(entry, operation, error.status, error.reason)
    title = f"<title type='text'>Error</title><content type='text'>{escape(error.reason)}</content>"
    return f"<entry>{told}<id>{escape(_sent_id(entry))}</id>{title}</entry>"
