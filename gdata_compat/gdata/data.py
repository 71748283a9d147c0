"""The legacy module `gdata.data`: the elements of Google's namespaces, second generation."""

from __future__ import annotations

import os as _os
from typing import Any as _Any

from .. import atom as atom
from .. import namespaces as _ns
from ..atom import data as _data
from ..atom.core import XmlElement as _XmlElement
from ..atom.core import parse as _parse
from ..engine.xml import attribute as _attribute
from ..engine.xml import child as _child
from ..engine.xml import children as _children

GDATA_TEMPLATE = GD_TEMPLATE = f"{{{_ns.GDATA}}}%s"
OPENSEARCH_TEMPLATE_V1 = f"{{{_ns.OPENSEARCH}}}%s"
OPENSEARCH_TEMPLATE_V2 = f"{{{_ns.OPENSEARCH_1_1}}}%s"
BATCH_TEMPLATE = f"{{{_ns.BATCH}}}%s"

_G = f"{_ns.GDATA}#"
AIM_PROTOCOL = _G + "AIM"
GOOGLE_TALK_PROTOCOL = _G + "GOOGLE_TALK"
ICQ_PROTOCOL = _G + "ICQ"
JABBER_PROTOCOL = _G + "JABBER"
MSN_PROTOCOL = _G + "MSN"
QQ_PROTOCOL = _G + "QQ"
SKYPE_PROTOCOL = _G + "SKYPE"
YAHOO_MESSENGER_PROTOCOL = _G + "YAHOO"
ALTERNATE_LOCATION = _G + "event.alternate"
EVENT_LOCATION = _G + "event"
PARKING_LOCATION = _G + "event.parking"
BASIC_PROJECTION = "basic"
FULL_PROJECTION = "full"
VALUES_PROJECTION = "values"
BATCH_DELETE = "delete"
BATCH_INSERT = "insert"
BATCH_QUERY = "query"
BATCH_UPDATE = "update"
BCC_RECIPIENT = _G + "message.bcc"
CC_RECIPIENT = _G + "message.cc"
TO_RECIPIENT = _G + "message.to"
CHAT_MESSAGE = _G + "message.chat"
INBOX_MESSAGE = _G + "message.inbox"
SENT_MESSAGE = _G + "message.sent"
SPAM_MESSAGE = _G + "message.spam"
STARRED_MESSAGE = _G + "message.starred"
UNREAD_MESSAGE = _G + "message.unread"
CANCELED_EVENT = _G + "event.canceled"
CONFIDENTIAL_EVENT = _G + "event.confidential"
CONFIRMED_EVENT = _G + "event.confirmed"
DEFAULT_EVENT = _G + "event.default"
OPAQUE_EVENT = _G + "event.opaque"
PRIVATE_EVENT = _G + "event.private"
PUBLIC_EVENT = _G + "event.public"
TENTATIVE_EVENT = _G + "event.tentative"
TRANSPARENT_EVENT = _G + "event.transparent"
CANCELED_EVENT_STATUS = _G + "event.canceled"
CONFIRMED_EVENT_STATUS = _G + "event.confirmed"
TENTATIVE_EVENT_STATUS = _G + "event.tentative"
CONFIDENTIAL_EVENT_VISIBILITY = _G + "event.confidential"
DEFAULT_EVENT_VISIBILITY = _G + "event.default"
PRIVATE_EVENT_VISIBILITY = _G + "event.private"
PRIVATE_VISIBILITY = "private"
PUBLIC_EVENT_VISIBILITY = _G + "event.public"
PUBLIC_VISIBILITY = "public"
OPAQUE_TRANSPARENCY = _G + "event.opaque"
TRANSPARENT_TRANSPARENCY = _G + "event.transparent"
OPTIONAL_ATENDEE = _G + "event.optional"
REQUIRED_ATENDEE = _G + "event.required"
ATTENDEE_ACCEPTED = _G + "event.accepted"
ATTENDEE_DECLINED = _G + "event.declined"
ATTENDEE_INVITED = _G + "event.invited"
ATTENDEE_TENTATIVE = _G + "event.tentative"
MAIL_BOTH = _G + "both"
MAIL_LETTERS = _G + "letters"
MAIL_NEITHER = _G + "neither"
MAIL_PARCELS = _G + "parcels"
GENERAL_ADDRESS = _G + "general"
LOCAL_ADDRESS = _G + "local"
REGULAR_COMMENTS = _G + "regular"
REVIEW_COMMENTS = _G + "reviews"
ACL_REL = f"{_ns.GACL}#accessControlList"
ASSISTANT_REL = _G + "assistant"
CALLBACK_REL = _G + "callback"
CAR_REL = _G + "car"
COMPANY_MAIN_REL = _G + "company_main"
EVENT_ALTERNATE_REL = _G + "event.alternate"
EVENT_PARKING_REL = _G + "event.parking"
EVENT_REL = _G + "event"
FAX_REL = _G + "fax"
HOME_FAX_REL = _G + "home_fax"
HOME_REL = _G + "home"
ISDN_REL = _G + "isdn"
MAIN_REL = _G + "main"
MOBILE_REL = _G + "mobile"
NETMEETING_REL = _G + "netmeeting"
OTHER_FAX_REL = _G + "other_fax"
OTHER_REL = _G + "other"
OVERALL_REL = _G + "overall"
PAGER_REL = _G + "pager"
PRICE_REL = _G + "price"
QUALITY_REL = _G + "quality"
RADIO_REL = _G + "radio"
TELEX_REL = _G + "telex"
TTL_TDD_REL = _G + "tty_tdd"
WORK_FAX_REL = _G + "work_fax"
WORK_MOBILE_REL = _G + "work_mobile"
WORK_PAGER_REL = _G + "work_pager"
WORK_REL = _G + "work"
REPLY_TO = _G + "message.reply-to"
SENDER = _G + "message.from"


class Error(Exception):
    """The root of this module's errors."""


class MissingRequiredParameters(Error):
    """A call needs an argument that it was not given."""


class LinkFinder(_data.LinkFinder):
    """Methods that look up the links of Google's feeds."""

    find_feed_link, get_feed_link = FindFeedLink, GetFeedLink = _data._finding(_G + "feed")
    find_post_link, get_post_link = FindPostLink, GetPostLink = _data._finding(_G + "post")
    find_previous_link, get_previous_link = FindPreviousLink, GetPreviousLink = _data._finding("previous")

    def get_acl_link(self) -> _Any:
        """The first link to who may do what, or gd:feedLink where the class knows those; None without one."""
        links = (link for link in getattr(self, "feed_link", ()) if link.rel == ACL_REL)
        return self.get_link(ACL_REL) or next(links, None)

    def find_acl_link(self) -> str | None:
        """The address of the list of who may do what; None without one."""
        return _data._href(self.get_acl_link())

    def get_html_link(self) -> _data.Link | None:
        """The first link to the same as a page; None without one."""
        return next((x for x in self.link if x.rel == "alternate" and x.type == "text/html"), None)

    def find_html_link(self) -> str | None:
        """The address of the same as a page; None without one."""
        return _data._href(self.get_html_link())

    FindHtmlLink, GetHtmlLink = find_html_link, get_html_link
    FindAclLink, GetAclLink = find_acl_link, get_acl_link


def _opensearch(name: str) -> tuple[str, str]:
    """The name of an element of OpenSearch, which later versions call otherwise."""
    return OPENSEARCH_TEMPLATE_V1 % name, OPENSEARCH_TEMPLATE_V2 % name


def _stripped(element: _XmlElement | None) -> str | None:
    """The text of an element without white space around it; None without."""
    return None if element is None or element.text is None else element.text.strip()


# A line a fact; a class without members is a line.
# fmt: off
class Agent(_XmlElement, qname=GDATA_TEMPLATE % "agent"): ...
class BatchId(_XmlElement, qname=BATCH_TEMPLATE % "id"): ...
class City(_XmlElement, qname=GDATA_TEMPLATE % "city"): ...
class Country(_XmlElement, qname=GDATA_TEMPLATE % "country"): ...
class Deleted(_XmlElement, qname=GDATA_TEMPLATE % "deleted"): ...
class FormattedAddress(_XmlElement, qname=GDATA_TEMPLATE % "formattedAddress"): ...
class FullName(_XmlElement, qname=GDATA_TEMPLATE % "fullName"): ...
class HouseName(_XmlElement, qname=GDATA_TEMPLATE % "housename"): ...
class ItemsPerPage(_XmlElement, qname=_opensearch("itemsPerPage")): ...
class NamePrefix(_XmlElement, qname=GDATA_TEMPLATE % "namePrefix"): ...
class NameSuffix(_XmlElement, qname=GDATA_TEMPLATE % "nameSuffix"): ...
class Neighborhood(_XmlElement, qname=GDATA_TEMPLATE % "neighborhood"): ...
class OrgDepartment(_XmlElement, qname=GDATA_TEMPLATE % "orgDepartment"): ...
class OrgJobDescription(_XmlElement, qname=GDATA_TEMPLATE % "orgJobDescription"): ...
class OrgSymbol(_XmlElement, qname=GDATA_TEMPLATE % "orgSymbol"): ...
class OrgTitle(_XmlElement, qname=GDATA_TEMPLATE % "orgTitle"): ...
class PoBox(_XmlElement, qname=GDATA_TEMPLATE % "pobox"): ...
class Postcode(_XmlElement, qname=GDATA_TEMPLATE % "postcode"): ...
class Recurrence(_XmlElement, qname=GDATA_TEMPLATE % "recurrence"): ...
class Region(_XmlElement, qname=GDATA_TEMPLATE % "region"): ...
class StartIndex(_XmlElement, qname=_opensearch("startIndex")): ...
class Street(_XmlElement, qname=GDATA_TEMPLATE % "street"): ...
class Subregion(_XmlElement, qname=GDATA_TEMPLATE % "subregion"): ...
class TotalResults(_XmlElement, qname=_opensearch("totalResults")): ...

class AdditionalName(_XmlElement, qname=GDATA_TEMPLATE % "additionalName"):
    yomi = _attribute("yomi")

class AttendeeStatus(_XmlElement, qname=GDATA_TEMPLATE % "attendeeStatus"):
    value = _attribute("value")

class AttendeeType(_XmlElement, qname=GDATA_TEMPLATE % "attendeeType"):
    value = _attribute("value")

class GDEntry(_data.Entry, LinkFinder):
    """An entry of a Google feed."""

    etag = _attribute(GDATA_TEMPLATE % "etag")

    def get_id(self) -> str | None:
        """The id without white space around it; None without one."""
        return _stripped(self.id)

    def is_media(self) -> bool:
        """Whether the entry tells of a media resource: it then has a link that takes changes of it."""
        return self.find_edit_media_link() is not None

    def find_media_link(self) -> str | None:
        """The address of the media resource; None where the entry tells of none."""
        return self.content.src if self.is_media() else None  # type: ignore[union-attr]

    GetId, IsMedia, FindMediaLink = get_id, is_media, find_media_link

class BatchOperation(_XmlElement, qname=BATCH_TEMPLATE % "operation"):
    type = _attribute("type")

class BatchStatus(_XmlElement, qname=BATCH_TEMPLATE % "status"):
    code = _attribute("code")
    content_type = _attribute("content-type")
    reason = _attribute("reason")

class BatchEntry(GDEntry):
    batch_id = _child(BatchId)
    batch_operation = _child(BatchOperation)
    batch_status = _child(BatchStatus)

class GDFeed(_data.Feed, LinkFinder):
    """A page of a Google feed."""

    etag = _attribute(GDATA_TEMPLATE % "etag")
    total_results = _child(TotalResults)
    start_index = _child(StartIndex)
    items_per_page = _child(ItemsPerPage)
    entry: list[_Any] = _children(GDEntry)

    def get_id(self) -> str | None:
        """The id without white space around it; None without one."""
        return _stripped(self.id)

    def get_generator(self) -> str | None:
        """The name of what made the feed, without white space around it; None without one."""
        return _stripped(self.generator)

    GetId = get_id

class BatchInterrupted(_XmlElement, qname=BATCH_TEMPLATE % "interrupted"):
    failures = _attribute("failures")
    parsed = _attribute("parsed")
    reason = _attribute("reason")
    success = _attribute("success")

class BatchFeed(GDFeed):
    """Operations to send at once, or their results."""

    entry: list[_Any] = _children(BatchEntry)
    interrupted = _child(BatchInterrupted)

    def find_batch_link(self) -> str | None:
        """The address that takes the feed; None without one."""
        return self.find_url("http://schemas.google.com/g/2005#batch")

    def add_batch_entry(self, entry: _Any = None, id_url_string: str | None = None,
                        batch_id_string: str | None = None, operation_string: str | None = None) -> _Any:
        """Adds an operation, and gives its entry, which the call marks; a new one of the id without one.

        Its batch id is the given one, the one that it has, or its place in the feed. Raises
        MissingRequiredParameters where neither entry nor id is given.
        """
        if entry is None and id_url_string is None:
            raise MissingRequiredParameters("supply either an entry or URL string")
        if entry is None:
            entry = BatchEntry(id=_data.Id(text=id_url_string))
        if batch_id_string is not None or entry.batch_id is None:
            place = str(len(self.entry))
            entry.batch_id = BatchId(text=place if batch_id_string is None else batch_id_string)
        if operation_string is not None:
            entry.batch_operation = BatchOperation(type=operation_string)
        self.entry.append(entry)
        return entry

    def add_insert(self, entry: _Any, batch_id_string: str | None = None) -> None:
        """Adds an entry to insert."""
        self.add_batch_entry(entry, None, batch_id_string, BATCH_INSERT)

    def add_update(self, entry: _Any, batch_id_string: str | None = None) -> None:
        """Adds an entry to write back."""
        self.add_batch_entry(entry, None, batch_id_string, BATCH_UPDATE)

    def add_delete(self, url_string: str | None = None, entry: _Any = None,
                   batch_id_string: str | None = None) -> None:
        """Adds a deletion of an entry, or of what the address names."""
        self.add_batch_entry(entry, url_string, batch_id_string, BATCH_DELETE)

    def add_query(self, url_string: str | None = None, entry: _Any = None,
                  batch_id_string: str | None = None) -> None:
        """Adds a request for an entry, or for what the address names."""
        self.add_batch_entry(entry, url_string, batch_id_string, BATCH_QUERY)

    FindBatchLink, AddBatchEntry = find_batch_link, add_batch_entry
    AddInsert, AddUpdate, AddDelete, AddQuery = add_insert, add_update, add_delete, add_query

class FeedLink(_XmlElement, qname=GDATA_TEMPLATE % "feedLink"):
    count_hint = _attribute("countHint")
    feed = _child(GDFeed)
    href = _attribute("href")
    read_only = _attribute("readOnly")
    rel = _attribute("rel")

class Comments(_XmlElement, qname=GDATA_TEMPLATE % "comments"):
    feed_link = _child(FeedLink)
    rel = _attribute("rel")

class EmailImParent(_XmlElement):
    """What gd:email and gd:im have in common."""

    address = _attribute("address")
    label = _attribute("label")
    primary = _attribute("primary")
    rel = _attribute("rel")

class Email(EmailImParent, qname=GDATA_TEMPLATE % "email"):
    display_name = _attribute("displayName")

class EntryLink(_XmlElement, qname=GDATA_TEMPLATE % "entryLink"):
    entry = _child(GDEntry)
    href = _attribute("href")
    read_only = _attribute("readOnly")
    rel = _attribute("rel")

class EventStatus(_XmlElement, qname=GDATA_TEMPLATE % "eventStatus"):
    value = _attribute("value")

class ExtendedProperty(_XmlElement, qname=GDATA_TEMPLATE % "extendedProperty"):
    name = _attribute("name")
    value = _attribute("value")

    def get_xml_blob(self) -> _Any:
        """The element that the property holds, the first one; None without."""
        return self._other_elements[0] if self._other_elements else None

    def set_xml_blob(self, blob: _Any) -> None:
        """Makes an element, or the text of one, all that the property holds."""
        found = blob if isinstance(blob, _XmlElement) else _parse(blob)
        self._other_elements = [found]

    GetXmlBlob, SetXmlBlob = get_xml_blob, set_xml_blob

class FamilyName(_XmlElement, qname=GDATA_TEMPLATE % "familyName"):
    yomi = _attribute("yomi")

class GivenName(_XmlElement, qname=GDATA_TEMPLATE % "givenName"):
    yomi = _attribute("yomi")

class Im(EmailImParent, qname=GDATA_TEMPLATE % "im"):
    protocol = _attribute("protocol")

class Money(_XmlElement, qname=GDATA_TEMPLATE % "money"):
    amount = _attribute("amount")
    currency_code = _attribute("currencyCode")

class Name(_XmlElement, qname=GDATA_TEMPLATE % "name"):
    additional_name = _child(AdditionalName)
    family_name = _child(FamilyName)
    full_name = _child(FullName)
    given_name = _child(GivenName)
    name_prefix = _child(NamePrefix)
    name_suffix = _child(NameSuffix)

class OrgName(_XmlElement, qname=GDATA_TEMPLATE % "orgName"):
    yomi = _attribute("yomi")

class Organization(_XmlElement, qname=GDATA_TEMPLATE % "organization"):
    department = _child(OrgDepartment)
    job_description = _child(OrgJobDescription)
    label = _attribute("label")
    name = _child(OrgName)
    primary = _attribute("primary")
    rel = _attribute("rel")
    symbol = _child(OrgSymbol)
    title = _child(OrgTitle)

class When(_XmlElement, qname=GDATA_TEMPLATE % "when"):
    end = _attribute("endTime")
    start = _attribute("startTime")
    value = _attribute("valueString")

class OriginalEvent(_XmlElement, qname=GDATA_TEMPLATE % "originalEvent"):
    href = _attribute("href")
    id = _attribute("id")
    when = _child(When)

class PhoneNumber(_XmlElement, qname=GDATA_TEMPLATE % "phoneNumber"):
    label = _attribute("label")
    primary = _attribute("primary")
    rel = _attribute("rel")
    uri = _attribute("uri")

class PostalAddress(_XmlElement, qname=GDATA_TEMPLATE % "postalAddress"):
    label = _attribute("label")
    primary = _attribute("primary")
    rel = _attribute("rel")
    uri = _attribute("uri")

class Rating(_XmlElement, qname=GDATA_TEMPLATE % "rating"):
    average = _attribute("average")
    max = _attribute("max")
    min = _attribute("min")
    num_raters = _attribute("numRaters")
    rel = _attribute("rel")
    value = _attribute("value")

class RecurrenceException(_XmlElement, qname=GDATA_TEMPLATE % "recurrenceException"):
    entry_link = _child(EntryLink)
    original_event = _child(OriginalEvent)
    specialized = _attribute("specialized")

class Reminder(_XmlElement, qname=GDATA_TEMPLATE % "reminder"):
    absolute_time = _attribute("absoluteTime")
    days = _attribute("days")
    hours = _attribute("hours")
    method = _attribute("method")
    minutes = _attribute("minutes")

class StructuredPostalAddress(_XmlElement, qname=GDATA_TEMPLATE % "structuredPostalAddress"):
    agent = _child(Agent)
    city = _child(City)
    country = _child(Country)
    formatted_address = _child(FormattedAddress)
    house_name = _child(HouseName)
    label = _attribute("label")
    mail_class = _attribute("mailClass")
    neighborhood = _child(Neighborhood)
    po_box = _child(PoBox)
    postcode = _child(Postcode)
    primary = _attribute("primary")
    region = _child(Region)
    rel = _attribute("rel")
    street = _child(Street)
    subregion = _child(Subregion)
    usage = _attribute("usage")

class Transparency(_XmlElement, qname=GDATA_TEMPLATE % "transparency"):
    value = _attribute("value")

class Visibility(_XmlElement, qname=GDATA_TEMPLATE % "visibility"):
    value = _attribute("value")

class Where(_XmlElement, qname=GDATA_TEMPLATE % "where"):
    entry_link = _child(EntryLink)
    label = _attribute("label")
    rel = _attribute("rel")
    value = _attribute("valueString")

class Who(_XmlElement, qname=GDATA_TEMPLATE % "who"):
    attendee_status = _child(AttendeeStatus)
    attendee_type = _child(AttendeeType)
    email = _attribute("email")
    entry_link = _child(EntryLink)
    rel = _attribute("rel")
    value = _attribute("valueString")
# fmt: on


class MediaSource:
    """A file to upload, or one that came: its handle, media type, size in bytes and name."""

    def __init__(
        self,
        file_handle: _Any = None,
        content_type: str | None = None,
        content_length: int | None = None,
        file_path: str | None = None,
        file_name: str | None = None,
    ) -> None:
        """Keeps what is given; a path is opened for reading, which raises OSError where there is none."""
        self.file_handle, self.content_type = file_handle, content_type
        self.content_length, self.file_name = content_length, file_name
        if file_handle is None and content_type is not None and file_path is not None:
            self.set_file_handle(file_path, content_type)

    def set_file_handle(self, file_name: str, content_type: str | None) -> None:
        """Opens a file by its path, to upload it as that media type."""
        self.file_handle = open(file_name, "rb")  # noqa: SIM115  # the request reads it later
        self.content_type = content_type
        self.content_length = _os.path.getsize(file_name)
        self.file_name = _os.path.basename(file_name)

    def modify_request(self, http_request: _Any) -> _Any:
        """Adds the file to a request as a part of its body, and gives the request."""
        http_request.add_body_part(self.file_handle, self.content_type, self.content_length)
        return http_request

    SetFileHandle, ModifyRequest = set_file_handle, modify_request
