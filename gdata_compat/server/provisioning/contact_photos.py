"""The photos of shared contacts: `/m8/feeds/photos/media/DOMAIN/ID`.

The guide says that a photo is replaced and deleted under the condition of its ETag, `*` overriding it; where
there is none yet, none is needed.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from ..authentication import authorized
from ..contacts_out import Place, etag_of, photo_entry
from ..state import state
from ..xml_in import MAXIMUM_BYTES
from .contacts import SCOPE, place_of
from .gdata_protocol import Condition, GDataError, answer_errors, not_modified, with_etag

__all__ = ["blueprint", "is_image_type"]

blueprint = Blueprint("contact_photos", __name__)
answer_errors(blueprint)

_PHOTO = "/m8/feeds/photos/media/<domain>/<contact_id>"
_EDITED = f"{_PHOTO}/<edit_version>"


@blueprint.get(_EDITED)
@blueprint.get(_PHOTO)
@authorized(SCOPE)
def retrieve_photo(domain: str, contact_id: str, edit_version: str | None = None) -> Response:
    """The photo of a contact, 304 to who has it."""
    found = state().domain.contacts.photo(contact_id)
    etag = etag_of(found.version)
    fresh = not_modified(etag)
    answer = Response(b"" if fresh else found.content, 304 if fresh else 200, content_type=found.content_type)
    answer.headers["ETag"] = etag
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # An SVG may hold scripts, which a browser would run as if they were of our pages.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@blueprint.put(_EDITED)
@blueprint.put(_PHOTO)
@authorized(SCOPE)
def put_photo(domain: str, contact_id: str, edit_version: str | None = None) -> Response:
    """Set the photo of a contact, unless it was changed meanwhile."""
    place, content, content_type = _place(domain), request.get_data(), _image_type()
    if not 0 < len(content) <= MAXIMUM_BYTES:
        raise GDataError(400, f"A photo has 1 to {MAXIMUM_BYTES} bytes, not {len(content)}")
    condition = Condition.of_request(place.version, None, edit_version)
    contact = state().domain.contacts.put_photo(
        contact_id,
        content,
        content_type,
        lambda before: condition.check(before.photo, required=before.photo is not None),
    )
    document = photo_entry(place, contact, content_type)
    return with_etag(document, etag_of(contact.photo or 0), place.version)


@blueprint.delete(_EDITED)
@blueprint.delete(_PHOTO)
@authorized(SCOPE)
def delete_photo(domain: str, contact_id: str, edit_version: str | None = None) -> Response:
    """Delete the photo of a contact, unless it was changed meanwhile."""
    condition = Condition.of_request(_place(domain).version, None, edit_version)
    state().domain.contacts.delete_photo(contact_id, lambda before: condition.check(before.photo))
    return Response("", content_type="text/plain; charset=UTF-8")


def is_image_type(media_type: str) -> bool:
    """Tell whether a media type is that of an image."""
    return media_type.startswith("image/") and len(media_type) <= 100 and media_type.isprintable()


def _place(domain: str) -> Place:
    return place_of("contacts", domain, "full")


def _image_type() -> str:
    given = request.mimetype
    if not is_image_type(given):
        raise GDataError(400, f"Content-Type must be that of an image, not {given or 'none'}")
    return given
