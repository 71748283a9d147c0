"""Shared contacts and their groups, as JSON has them: an entry's title, and what it holds as XML."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from ..contacts_out import Place
from ..domain import contacts as model
from ..domain.model import Domain, EntityDoesNotExist, PhotoDoesNotExist
from ..faults import ProvisioningError
from ..provisioning.contact_documents import entry_of, read_contact
from ..provisioning.contact_photos import is_image_type
from ..provisioning.gdata_protocol import GDataError
from ..xml_in import MAXIMUM_BYTES
from .part import Item, Part
from .report import Outcome

__all__ = ["ContactGroups", "Contacts"]

_ID = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_AT_ONCE = 100


class ContactGroups(Part):
    """Groups of contacts; they keep their ids, by which contacts name them."""

    fields = {"contact_id": str, "title": str, "content": str, "language": str}
    needed = ("contact_id", "title", "content")
    key = "contact_id"
    kind = "groups"

    def count(self, domain: Domain) -> int:
        return self._of(domain).count()

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        last = 0
        while found := self._of(domain).page(last, _AT_ONCE):
            for each in found:
                yield self._item(domain, each)
            last = found[-1].created

    def put(self, domain: Domain, item: Item) -> Outcome:
        if not _ID.fullmatch(item["contact_id"]):
            raise ProvisioningError((1303, item["contact_id"]))
        draft, contacts = self._draft(domain, item), self._of(domain)
        try:
            old = contacts.get(item["contact_id"])
        except EntityDoesNotExist:
            contacts.create(draft, item["contact_id"])
            return Outcome.CREATED
        if (old.title, old.content, old.language) == (draft.title, draft.content, draft.language):
            return Outcome.UNCHANGED
        contacts.update(item["contact_id"], lambda _: draft)
        return Outcome.UPDATED

    def _of(self, domain: Domain) -> model.Contacts:
        return domain.contact_groups

    def _item(self, domain: Domain, contact: model.Contact) -> dict[str, Any]:
        item = {"contact_id": contact.contact_id, "title": contact.title, "content": contact.content}
        return item | ({"language": contact.language} if contact.language else {})

    def _draft(self, domain: Domain, item: Item) -> model.ContactDraft:
        place = Place(self.kind, domain.name, "full", 1)  # version 1 leaves titles as they are
        try:
            return read_contact(entry_of(item["title"], item["content"], item.get("language", "")), place)
        except (GDataError, ValueError) as error:  # ValueError: a character that XML cannot have
            raise ProvisioningError((1801, item["contact_id"]), detail=str(error)) from error


class Contacts(ContactGroups):
    """Contacts with their photos, in Base64."""

    fields = {**ContactGroups.fields, "photo": str, "photo_type": str}
    kind = "contacts"

    def put(self, domain: Domain, item: Item) -> Outcome:
        outcome = super().put(domain, item)
        if "photo" not in item:
            return outcome
        photo, kind = _photo(item)
        try:
            old = domain.contacts.photo(item["contact_id"])
            if (old.content, old.content_type) == (photo, kind):
                return outcome
        except PhotoDoesNotExist:
            pass
        domain.contacts.put_photo(item["contact_id"], photo, kind)
        return Outcome.UPDATED if outcome is Outcome.UNCHANGED else outcome

    def _of(self, domain: Domain) -> model.Contacts:
        return domain.contacts

    def _item(self, domain: Domain, contact: model.Contact) -> dict[str, Any]:
        item = super()._item(domain, contact)
        if contact.photo is None:
            return item
        photo = domain.contacts.photo(contact.contact_id)
        return item | {"photo": base64.b64encode(photo.content).decode(), "photo_type": photo.content_type}


def _photo(item: Item) -> tuple[bytes, str]:
    kind = item.get("photo_type", "")
    try:
        photo = base64.b64decode(item["photo"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProvisioningError((1801, ""), detail="the photo is not in Base64") from error
    if not is_image_type(kind) or not 0 < len(photo) <= MAXIMUM_BYTES:
        raise ProvisioningError((1801, kind), detail="a photo is an image, and not too large")
    return photo, kind
