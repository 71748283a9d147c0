"""The legacy module `gdata.contacts.data`: contacts, contact groups and profiles, second generation."""

from __future__ import annotations

from typing import Any as _Any

from ... import atom as atom
from ... import gdata as gdata
from ... import namespaces as _ns
from ...atom import data as _atom_data
from ...atom.core import XmlElement as _XmlElement
from ...atom.core import parse as _parse
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from .. import data as _data

PHOTO_LINK_REL = "http://schemas.google.com/contacts/2008/rel#photo"
PHOTO_EDIT_LINK_REL = "http://schemas.google.com/contacts/2008/rel#edit-photo"
EXTERNAL_ID_ORGANIZATION = "organization"
RELATION_MANAGER = "manager"
CONTACTS_NAMESPACE = _ns.CONTACTS
CONTACTS_TEMPLATE = f"{{{CONTACTS_NAMESPACE}}}%s"


# A line a fact; a class without members is a line.
# fmt: off
class BillingInformation(_XmlElement, qname=CONTACTS_TEMPLATE % "billingInformation"): ...
class City(_XmlElement, qname=CONTACTS_TEMPLATE % "city"): ...
class Country(_XmlElement, qname=CONTACTS_TEMPLATE % "country"): ...
class Deleted(_XmlElement, qname=_data.GDATA_TEMPLATE % "deleted"): ...
class DirectoryServer(_XmlElement, qname=CONTACTS_TEMPLATE % "directoryServer"): ...
class Hobby(_XmlElement, qname=CONTACTS_TEMPLATE % "hobby"): ...
class HouseName(_XmlElement, qname=CONTACTS_TEMPLATE % "housename"): ...
class Initials(_XmlElement, qname=CONTACTS_TEMPLATE % "initials"): ...
class MaidenName(_XmlElement, qname=CONTACTS_TEMPLATE % "maidenName"): ...
class Mileage(_XmlElement, qname=CONTACTS_TEMPLATE % "mileage"): ...
class Neighborhood(_XmlElement, qname=CONTACTS_TEMPLATE % "neighborhood"): ...
class NickName(_XmlElement, qname=CONTACTS_TEMPLATE % "nickname"): ...
class Occupation(_XmlElement, qname=CONTACTS_TEMPLATE % "occupation"): ...
class POBox(_XmlElement, qname=CONTACTS_TEMPLATE % "pobox"): ...
class PostalCode(_XmlElement, qname=CONTACTS_TEMPLATE % "postcode"): ...
class Priority(_XmlElement, qname=CONTACTS_TEMPLATE % "priority"): ...
class Region(_XmlElement, qname=CONTACTS_TEMPLATE % "region"): ...
class Street(_XmlElement, qname=CONTACTS_TEMPLATE % "street"): ...
class SubRegion(_XmlElement, qname=CONTACTS_TEMPLATE % "subregion"): ...

class Birthday(_XmlElement, qname=CONTACTS_TEMPLATE % "birthday"):
    when = _attribute("when")

class CalendarLink(_XmlElement, qname=CONTACTS_TEMPLATE % "calendarLink"):
    href = _attribute("href")
    label = _attribute("label")
    primary = _attribute("primary")
    rel = _attribute("rel")

class ContactLink(_atom_data.Link):
    """A link; that to a photo has the photo's ETag, where there is a photo."""

    etag = _attribute(_data.GDATA_TEMPLATE % "etag")

class Event(_XmlElement, qname=CONTACTS_TEMPLATE % "event"):
    label = _attribute("label")
    rel = _attribute("rel")
    when = _child(_data.When)

class ExternalId(_XmlElement, qname=CONTACTS_TEMPLATE % "externalId"):
    label = _attribute("label")
    rel = _attribute("rel")
    value = _attribute("value")

class Gender(_XmlElement, qname=CONTACTS_TEMPLATE % "gender"):
    value = _attribute("value")

class GroupMembershipInfo(_XmlElement, qname=CONTACTS_TEMPLATE % "groupMembershipInfo"):
    deleted = _attribute("deleted")
    href = _attribute("href")

class Jot(_XmlElement, qname=CONTACTS_TEMPLATE % "jot"):
    rel = _attribute("rel")

class Language(_XmlElement, qname=CONTACTS_TEMPLATE % "language"):
    code = _attribute("code")
    label = _attribute("label")

class Relation(_XmlElement, qname=CONTACTS_TEMPLATE % "relation"):
    label = _attribute("label")
    rel = _attribute("rel")

class Sensitivity(_XmlElement, qname=CONTACTS_TEMPLATE % "sensitivity"):
    rel = _attribute("rel")

class Status(_XmlElement, qname=CONTACTS_TEMPLATE % "status"):
    indexed = _attribute("indexed")

class SystemGroup(_XmlElement, qname=CONTACTS_TEMPLATE % "systemGroup"):
    id = _attribute("id")

class UserDefinedField(_XmlElement, qname=CONTACTS_TEMPLATE % "userDefinedField"):
    key = _attribute("key")
    value = _attribute("value")

class Website(_XmlElement, qname=CONTACTS_TEMPLATE % "website"):
    href = _attribute("href")
    label = _attribute("label")
    primary = _attribute("primary")
    rel = _attribute("rel")

class PersonEntry(_data.BatchEntry):
    """What contacts and profiles have in common."""

    billing_information = _child(BillingInformation)
    birthday = _child(Birthday)
    calendar_link = _children(CalendarLink)
    directory_server = _child(DirectoryServer)
    email = _children(_data.Email)
    event = _children(Event)
    extended_property = _children(_data.ExtendedProperty)
    external_id = _children(ExternalId)
    gender = _child(Gender)
    hobby = _children(Hobby)
    im = _children(_data.Im)
    initials = _child(Initials)
    jot = _children(Jot)
    language = _children(Language)
    link: list[_Any] = _children(ContactLink)
    maiden_name = _child(MaidenName)
    mileage = _child(Mileage)
    name = _child(_data.Name)
    nickname = _child(NickName)
    occupation = _child(Occupation)
    organization = _child(_data.Organization)
    phone_number = _children(_data.PhoneNumber)
    postal_address = _children(_data.PostalAddress)
    priority = _child(Priority)
    relation = _children(Relation)
    sensitivity = _child(Sensitivity)
    status = _child(Status)
    structured_postal_address = _children(_data.StructuredPostalAddress)
    user_defined_field = _children(UserDefinedField)
    website = _children(Website)

class ContactEntry(PersonEntry):
    """A contact."""

    deleted = _child(Deleted)
    group_membership_info = _children(GroupMembershipInfo)
    organization = _child(_data.Organization)

    def GetPhotoLink(self) -> ContactLink | None:
        """The first link to the contact's photo, which has an ETag where there is a photo; None without."""
        return self.get_link(PHOTO_LINK_REL)  # type: ignore[return-value]

    def GetPhotoEditLink(self) -> ContactLink | None:
        """The first link that takes another photo; None without."""
        return self.get_link(PHOTO_EDIT_LINK_REL)  # type: ignore[return-value]

class ContactsFeed(_data.BatchFeed):
    """A page of contacts."""

    entry = _children(ContactEntry)

class GroupEntry(_data.BatchEntry):
    """A group of contacts."""

    extended_property = _children(_data.ExtendedProperty)
    system_group = _child(SystemGroup)

class GroupsFeed(_data.BatchFeed):
    """A page of groups."""

    entry = _children(GroupEntry)

class ProfileEntry(PersonEntry):
    """The profile of a user of a domain."""

class ProfilesFeed(_data.BatchFeed, qname=_atom_data.ATOM_TEMPLATE % "feed"):
    entry = _children(ProfileEntry)
# fmt: on


def _from_string(cls: type) -> _Any:
    """The function that reads an object of a class from XML text."""

    def read(xml_string: str | bytes) -> _Any:
        return _parse(xml_string, cls)

    read.__name__ = read.__qualname__ = f"{cls.__name__}FromString"
    read.__doc__ = f"A {cls.__name__} from XML text; None for another root element."
    return read


# 2.0.18 gave its parser the arguments the wrong way round, so that each of these always raised TypeError.
ExternalIdFromString = _from_string(ExternalId)
UserDefinedFieldFromString = _from_string(UserDefinedField)
WebsiteFromString = _from_string(Website)
ProfileEntryFromString = _from_string(ProfileEntry)
ProfilesFeedFromString = _from_string(ProfilesFeed)
