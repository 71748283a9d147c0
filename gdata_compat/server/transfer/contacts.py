"""Shared contacts and their groups, as JSON has them: an entry's title, and what it holds as XML."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..contacts_out import Place
from ..domain import contacts as model
from ..domain.model import Domain, EntityDoesNotExist
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

    def put_many(self, domain: Domain, items: Sequence[Item]) -> Sequence[Outcome]:
        there = {each.contact_id: each for each in self._of(domain).some([item[self.key] for item in items])}
        new = {item[self.key]: item for item in items if item[self.key] not in there}
        if len(there) + len(new) < len(items):  # one is in the document twice
            return super().put_many(domain, items)
        self._of(domain).add_many([self._draft(domain, item) for item in new.values()], [*new])
        return [
            self._added(domain, item)
            if item[self.key] in new
            else self._changed(domain, item, there[item[self.key]])
            for item in items
        ]

    def put(self, domain: Domain, item: Item) -> Outcome:
        try:
            old = self._of(domain).get(item[self.key])
        except EntityDoesNotExist:
            self._of(domain).create(self._draft(domain, item), item[self.key])
            return self._added(domain, item)
        return self._changed(domain, item, old)

    def _added(self, domain: Domain, item: Item) -> Outcome:
        """Do what is still to be done for one that was added."""
        return Outcome.CREATED

    def _changed(self, domain: Domain, item: Item, old: model.Contact) -> Outcome:
        draft = self._draft(domain, item)
        if (old.title, old.content, old.language) == (draft.title, draft.content, draft.language):
            return Outcome.UNCHANGED
        self._of(domain).update(item[self.key], lambda _: draft)
        return Outcome.UPDATED

    def _of(self, domain: Domain) -> model.Contacts:
        return domain.contact_groups

    def _item(self, domain: Domain, contact: model.Contact) -> dict[str, Any]:
        item = {"contact_id": contact.contact_id, "title": contact.title, "content": contact.content}
        return item | ({"language": contact.language} if contact.language else {})

    def _draft(self, domain: Domain, item: Item) -> model.ContactDraft:
        if not _ID.fullmatch(item["contact_id"]):
            raise ProvisioningError((1303, item["contact_id"]))
        place = Place(self.kind, domain.name, "full", 1)  # version 1 leaves titles as they are
        try:
            return read_contact(entry_of(item["title"], item["content"], item.get("language", "")), place)
        except (GDataError, ValueError) as error:  # ValueError: a character that XML cannot have
            raise ProvisioningError((1801, item["contact_id"]), detail=str(error)) from error


class Contacts(ContactGroups):
    """Contacts with their photos, in Base64."""

    fields = {**ContactGroups.fields, "photo": str, "photo_type": str}
    kind = "contacts"

    def _added(self, domain: Domain, item: Item) -> Outcome:
        if "photo" in item:
            domain.contacts.put_photo(item["contact_id"], *_photo(item))
        return Outcome.CREATED

    def _changed(self, domain: Domain, item: Item, old: model.Contact) -> Outcome:
        outcome = super()._changed(domain, item, old)
        if "photo" not in item:
            return outcome
        photo, kind = _photo(item)
        if old.photo is not None:
            found = domain.contacts.photo(old.contact_id)
            if (found.content, found.content_type) == (photo, kind):
                return outcome
        domain.contacts.put_photo(old.contact_id, photo, kind)
        return Outcome.UPDATED

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
