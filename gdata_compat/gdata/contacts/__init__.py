"""The legacy module `gdata.contacts`: contacts, contact groups and profiles, first generation.

Many elements have a `rel` of REL_OTHER and a `primary` of 'false' where nobody says otherwise: in new
objects, in what was read, and in what is then written (quirk 42).
"""

from __future__ import annotations

from typing import Any as _Any

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from ...namespaces import CONTACTS as CONTACTS_NAMESPACE

REL_HOME = "http://schemas.google.com/g/2005#home"
REL_WORK = "http://schemas.google.com/g/2005#work"
REL_OTHER = "http://schemas.google.com/g/2005#other"

IM_AIM = "http://schemas.google.com/g/2005#AIM"
IM_MSN = "http://schemas.google.com/g/2005#MSN"
IM_YAHOO = "http://schemas.google.com/g/2005#YAHOO"
IM_SKYPE = "http://schemas.google.com/g/2005#SKYPE"
IM_QQ = "http://schemas.google.com/g/2005#QQ"
IM_GOOGLE_TALK = "http://schemas.google.com/g/2005#GOOGLE_TALK"
IM_ICQ = "http://schemas.google.com/g/2005#ICQ"
IM_JABBER = "http://schemas.google.com/g/2005#JABBER"
IM_NETMEETING = "http://schemas.google.com/g/2005#netmeeting"

PHOTO_LINK_REL = "http://schemas.google.com/contacts/2008/rel#photo"
PHOTO_EDIT_LINK_REL = "http://schemas.google.com/contacts/2008/rel#edit-photo"

PHONE_CAR = "http://schemas.google.com/g/2005#car"
PHONE_FAX = "http://schemas.google.com/g/2005#fax"
PHONE_GENERAL = "http://schemas.google.com/g/2005#general"
PHONE_HOME = REL_HOME
PHONE_HOME_FAX = "http://schemas.google.com/g/2005#home_fax"
PHONE_INTERNAL = "http://schemas.google.com/g/2005#internal-extension"
PHONE_MOBILE = "http://schemas.google.com/g/2005#mobile"
PHONE_OTHER = REL_OTHER
PHONE_PAGER = "http://schemas.google.com/g/2005#pager"
PHONE_SATELLITE = "http://schemas.google.com/g/2005#satellite"
PHONE_VOIP = "http://schemas.google.com/g/2005#voip"
PHONE_WORK = REL_WORK
PHONE_WORK_FAX = "http://schemas.google.com/g/2005#work_fax"
PHONE_WORK_MOBILE = "http://schemas.google.com/g/2005#work_mobile"
PHONE_WORK_PAGER = "http://schemas.google.com/g/2005#work_pager"
PHONE_MAIN = "http://schemas.google.com/g/2005#main"
PHONE_ASSISTANT = "http://schemas.google.com/g/2005#assistant"
PHONE_CALLBACK = "http://schemas.google.com/g/2005#callback"
PHONE_COMPANY_MAIN = "http://schemas.google.com/g/2005#company_main"
PHONE_ISDN = "http://schemas.google.com/g/2005#isdn"
PHONE_OTHER_FAX = "http://schemas.google.com/g/2005#other_fax"
PHONE_RADIO = "http://schemas.google.com/g/2005#radio"
PHONE_TELEX = "http://schemas.google.com/g/2005#telex"
PHONE_TTY_TDD = "http://schemas.google.com/g/2005#tty_tdd"

EXTERNAL_ID_ORGANIZATION = "organization"

RELATION_MANAGER = "manager"

_TAIL = " text extension_elements extension_attributes"
_PERSON = (
    "author category content atom_id=id link published title updated organization phone_number nickname"
    " occupation gender birthday postal_address structured_postal_address email im relation"
    " user_defined_field website external_id event batch_operation batch_id batch_status" + _TAIL + " etag"
)
_FEED = gdata._FEED + " extension_elements extension_attributes text"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class GDataBase(atom.AtomBase, init=_TAIL):
    """The base of this module's elements in the namespace of Google Data."""

    _namespace = gdata.GDATA_NAMESPACE


class ContactsBase(GDataBase):
    """The base of this module's elements in the namespace of contacts."""

    _namespace = CONTACTS_NAMESPACE


class OrgName(GDataBase):
    """gd:orgName."""

    _tag = "orgName"


class OrgTitle(GDataBase):
    """gd:orgTitle: a job's title."""

    _tag = "orgTitle"


class OrgDepartment(GDataBase):
    """gd:orgDepartment."""

    _tag = "orgDepartment"


class OrgJobDescription(GDataBase):
    """gd:orgJobDescription."""

    _tag = "orgJobDescription"


class Where(GDataBase, init="value_string rel label" + _TAIL):
    """gd:where."""

    _tag = "where"
    rel = _attribute("rel")
    label = _attribute("label")
    value_string = _attribute("valueString")


class When(GDataBase, init="start_time end_time label" + _TAIL):
    """gd:when."""

    _tag = "when"
    start_time = _attribute("startTime")
    end_time = _attribute("endTime")
    label = _attribute("label")


class Organization(
    GDataBase,
    init="label rel primary: org_name org_title org_department org_job_description where" + _TAIL,
):
    """gd:organization; a `where` is kept and neither read nor written."""

    _tag = "organization"
    label = _attribute("label")
    rel = _attribute("rel", default=REL_OTHER)
    primary = _attribute("primary", default="false")
    org_name = _child(OrgName)
    org_title = _child(OrgTitle)
    org_department = _child(OrgDepartment)
    org_job_description = _child(OrgJobDescription)
    where: Where | None = None


class PostalAddress(GDataBase, init="primary rel" + _TAIL):
    """gd:postalAddress: an address as text."""

    _tag = "postalAddress"
    rel = _attribute("rel", default=REL_OTHER)
    primary = _attribute("primary")


class FormattedAddress(GDataBase):
    """gd:formattedAddress."""

    _tag = "formattedAddress"


class StructuredPostalAddress(GDataBase, init="rel primary formatted_address" + _TAIL):
    """gd:structuredPostalAddress; its parts but the whole text are extension elements."""

    _tag = "structuredPostalAddress"
    rel = _attribute("rel", default=REL_OTHER)
    primary = _attribute("primary")
    formatted_address = _child(FormattedAddress)


class IM(GDataBase, init="primary: rel address protocol label" + _TAIL):
    """gd:im: an address for instant messages; `protocol` is one of IM_*."""

    _tag = "im"
    address = _attribute("address")
    primary = _attribute("primary", default="false")
    protocol = _attribute("protocol")
    label = _attribute("label")
    rel = _attribute("rel", default=REL_OTHER)


class Email(GDataBase, init="label rel address primary:" + _TAIL):
    """gd:email."""

    _tag = "email"
    address = _attribute("address")
    primary = _attribute("primary", default="false")
    rel = _attribute("rel", default=REL_OTHER)
    label = _attribute("label")


class PhoneNumber(GDataBase, init="label rel uri primary:" + _TAIL):
    """gd:phoneNumber: the number is the text, `rel` is one of PHONE_*."""

    _tag = "phoneNumber"
    label = _attribute("label")
    rel = _attribute("rel", default=REL_OTHER)
    uri = _attribute("uri")
    primary = _attribute("primary", default="false")


class Nickname(ContactsBase):
    """gContact:nickname."""

    _tag = "nickname"


class Occupation(ContactsBase):
    """gContact:occupation."""

    _tag = "occupation"


class Gender(ContactsBase, init="value" + _TAIL):
    """gContact:gender."""

    _tag = "gender"
    value = _attribute("value")


class Birthday(ContactsBase, init="when" + _TAIL):
    """gContact:birthday: a date, as text, the year may be missing."""

    _tag = "birthday"
    when = _attribute("when")


class Relation(ContactsBase, init="label rel" + _TAIL):
    """gContact:relation: another person, by name in the text."""

    _tag = "relation"
    label = _attribute("label")
    rel = _attribute("rel")


class UserDefinedField(ContactsBase, init="key value" + _TAIL):
    """gContact:userDefinedField."""

    _tag = "userDefinedField"
    key = _attribute("key")
    value = _attribute("value")


class Website(ContactsBase, init="href label primary: rel" + _TAIL):
    """gContact:website."""

    _tag = "website"
    href = _attribute("href")
    label = _attribute("label")
    primary = _attribute("primary", default="false")
    rel = _attribute("rel")


class ExternalId(ContactsBase, init="label rel value" + _TAIL):
    """gContact:externalId: what another system calls the person."""

    _tag = "externalId"
    label = _attribute("label")
    rel = _attribute("rel")
    value = _attribute("value")


class Event(ContactsBase, init="label rel when" + _TAIL):
    """gContact:event: a date in a person's life.

    What it writes as `when` is gd:when, and that reads as an extension element; gContact:when reads as None.
    """

    _tag = "event"
    label = _attribute("label")
    rel = _attribute("rel")
    when: When | None


Event._children[f"{{{CONTACTS_NAMESPACE}}}when"] = ("when", When)


class Deleted(GDataBase):
    """gd:deleted: marks a contact that was deleted."""

    _tag = "deleted"


class GroupMembershipInfo(ContactsBase, init="deleted href" + _TAIL):
    """gContact:groupMembershipInfo: a group that the contact is in, by its id."""

    _tag = "groupMembershipInfo"
    deleted = _attribute("deleted")
    href = _attribute("href")


class PersonEntry(gdata.BatchEntry, init=_PERSON):
    """What contacts and profiles share."""

    organization: _Any = _children(Organization)
    phone_number = _children(PhoneNumber)
    nickname = _child(Nickname)
    occupation = _child(Occupation)
    gender = _child(Gender)
    birthday = _child(Birthday)
    postal_address = _children(PostalAddress)
    structured_postal_address = _children(StructuredPostalAddress)
    email = _children(Email)
    im = _children(IM)
    relation = _children(Relation)
    user_defined_field = _children(UserDefinedField)
    website = _children(Website)
    external_id = _children(ExternalId)
    event = _children(Event)
    etag = _attribute(gdata.GDATA_TEMPLATE % "etag")


class ContactEntry(PersonEntry, init=_PERSON + " deleted extended_property group_membership_info"):
    """A contact; `organization` is one Organization, or an empty list where there is none."""

    deleted = _child(Deleted)
    group_membership_info = _children(GroupMembershipInfo)
    extended_property = _children(gdata.ExtendedProperty)
    organization: _Any = _child(Organization, default=list)

    def GetPhotoLink(self) -> atom.Link | None:
        """The link to the photo; None without one."""
        return self._link(PHOTO_LINK_REL)

    def GetPhotoEditLink(self) -> atom.Link | None:
        """The link that takes a new photo; None without one."""
        return self._link(PHOTO_EDIT_LINK_REL)


class ContactsFeed(gdata.BatchFeed, gdata.LinkFinder, init=_FEED):
    """A page of contacts."""

    entry: list[ContactEntry] = _children(ContactEntry)


class GroupEntry(
    gdata.BatchEntry,
    init="author category content contributor=- atom_id=id link published rights=- source=- summary=-"
    " control=- title updated extended_property batch_operation batch_id batch_status"
    " extension_elements=- extension_attributes=- text=-",
):
    """A group of contacts; its constructor takes more than it keeps, as in 2.0.18."""

    extended_property = _children(gdata.ExtendedProperty)


class GroupsFeed(gdata.BatchFeed):
    """A page of groups."""

    entry: list[GroupEntry] = _children(GroupEntry)


class ProfileEntry(PersonEntry):
    """The profile of a user of the domain."""


class ProfilesFeed(gdata.BatchFeed, gdata.LinkFinder, init=_FEED):
    """A page of profiles."""

    entry: list[ProfileEntry] = _children(ProfileEntry)


ContactEntryFromString = _from_string(ContactEntry)
ContactsFeedFromString = _from_string(ContactsFeed)
EventFromString = _from_string(Event)
ExternalIdFromString = _from_string(ExternalId)
GroupEntryFromString = _from_string(GroupEntry)
GroupsFeedFromString = _from_string(GroupsFeed)
ProfileEntryFromString = _from_string(ProfileEntry)
ProfilesFeedFromString = _from_string(ProfilesFeed)
RelationFromString = _from_string(Relation)
UserDefinedFieldFromString = _from_string(UserDefinedField)
WebsiteFromString = _from_string(Website)
