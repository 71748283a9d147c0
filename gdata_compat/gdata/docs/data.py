"""The legacy module `gdata.docs.data`: entries and feeds of the Documents List API, second generation."""

from __future__ import annotations

from collections.abc import Callable as _Callable
from collections.abc import Iterable as _Iterable
from collections.abc import Iterator as _Iterator
from typing import Any as _Any

from ... import atom as atom
from ... import gdata as gdata
from ... import namespaces as _ns
from ...atom import data as _atom
from ...atom.core import XmlElement as _XmlElement
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from .. import data as _data
from ..acl import data as _acl

DOCUMENTS_NS = _ns.DOCUMENTS
LABELS_NS = LABELS_SCHEME = f"{_ns.GDATA}/labels"
DOCUMENTS_TEMPLATE = f"{{{_ns.DOCUMENTS}}}%s"
DATA_KIND_SCHEME = f"{_ns.GDATA}#kind"
ACL_FEEDLINK_REL = _data.ACL_REL
RESUMABLE_CREATE_MEDIA_LINK_REL = f"{_ns.GDATA}#resumable-create-media"
RESUMABLE_EDIT_MEDIA_LINK_REL = f"{_ns.GDATA}#resumable-edit-media"
REVISION_FEEDLINK_REL = f"{_ns.DOCUMENTS}/revisions"
PARENT_LINK_REL = f"{_ns.DOCUMENTS}#parent"
PUBLISH_LINK_REL = f"{_ns.DOCUMENTS}#publish"
DOCUMENT_LABEL = "document"
SPREADSHEET_LABEL = "spreadsheet"
DRAWING_LABEL = "drawing"
PRESENTATION_LABEL = "presentation"
FILE_LABEL = "file"
PDF_LABEL = "pdf"
FORM_LABEL = "form"
ITEM_LABEL = "item"
COLLECTION_LABEL = "folder"
STARRED_LABEL = "starred"
VIEWED_LABEL = "viewed"
HIDDEN_LABEL = "hidden"
TRASHED_LABEL = "trashed"
MINE_LABEL = "mine"
PRIVATE_LABEL = "private"
SHAREDWITHDOMAIN_LABEL = "shared-with-domain"
RESTRICTEDDOWNLOAD_LABEL = "restricted-download"


def _labelled(label: str) -> _Callable[[_Any], bool]:
    """The method that asks for one label."""

    def is_labelled(self: CategoryFinder) -> bool:
        return self.has_label(label)

    is_labelled.__doc__ = f"Whether the resource has the label {label!r}."
    return is_labelled


def _feed_link(rel: str) -> _Callable[[_Any], _data.FeedLink | None]:
    """The method that gives a gd:feedLink, by its relation."""

    def get(self: Resource) -> _data.FeedLink | None:
        return next((link for link in self.feed_link if link.rel == rel), None)

    get.__doc__ = f"The first gd:feedLink whose relation is {rel!r}; None without one."
    return get


class CategoryFinder:
    """Methods that look up and change the type and the labels of a resource, which are categories."""

    category: list[_atom.Category]

    def add_category(self, scheme: str | None, term: str | None, label: str | None) -> _atom.Category:
        """Adds a category, and gives it."""
        category = _atom.Category(scheme=scheme, term=term, label=label)
        self.category.append(category)
        return category

    def get_categories(self, scheme: str | None) -> _Iterator[_atom.Category]:
        """The categories of a scheme, one after the other."""
        for category in self.category:
            if category.scheme == scheme:
                yield category

    def remove_categories(self, scheme: str | None) -> None:
        """Removes the categories of a scheme."""
        for category in list(self.get_categories(scheme)):
            self.category.remove(category)

    def get_first_category(self, scheme: str | None) -> _atom.Category | None:
        """The first category of a scheme; None without one."""
        return next(self.get_categories(scheme), None)

    def set_resource_type(self, label: str | None) -> _atom.Category | None:
        """Makes the resource one of that type, by its label, or of none; gives the new category."""
        self.remove_categories(DATA_KIND_SCHEME)
        return (
            label if label is None else self.add_category(DATA_KIND_SCHEME, f"{DOCUMENTS_NS}#{label}", label)
        )

    def get_resource_type(self) -> str | None:
        """The label of the type, such as 'document', or 'folder' for a collection; None without one."""
        category = self.get_first_category(DATA_KIND_SCHEME)
        return None if category is None else category.label

    def get_labels(self) -> set[str | None]:
        """The labels, such as 'starred'."""
        return {category.label for category in self.get_categories(LABELS_SCHEME)}

    def has_label(self, label: str | None) -> bool:
        """Whether the resource has a label."""
        return label in self.get_labels()

    def add_label(self, label: str) -> None:
        """Adds a label that is not there."""
        if not self.has_label(label):
            self.add_category(LABELS_SCHEME, f"{LABELS_NS}#{label}", label)

    def remove_label(self, label: str) -> None:
        """Removes a label; of two that stand together 2.0.18 leaves the second, and so does this."""
        for category in self.get_categories(LABELS_SCHEME):
            if category.label == label:
                self.category.remove(category)

    AddCategory, GetCategories, RemoveCategories = add_category, get_categories, remove_categories
    GetFirstCategory, SetResourceType, GetResourceType = (
        get_first_category,
        set_resource_type,
        get_resource_type,
    )
    GetLabels, HasLabel, AddLabel, RemoveLabel = get_labels, has_label, add_label, remove_label
    is_starred = IsStarred = _labelled(STARRED_LABEL)
    is_hidden = IsHidden = _labelled(HIDDEN_LABEL)
    is_viewed = IsViewed = _labelled(VIEWED_LABEL)
    is_trashed = IsTrashed = _labelled(TRASHED_LABEL)
    is_mine = IsMine = _labelled(MINE_LABEL)
    is_private = IsPrivate = _labelled(PRIVATE_LABEL)
    is_shared_with_domain = IsSharedWithDomain = _labelled(SHAREDWITHDOMAIN_LABEL)
    is_restricted_download = IsRestrictedDownload = _labelled(RESTRICTEDDOWNLOAD_LABEL)


# A line a fact; a class without members is a line.
# fmt: off
class ArchiveComplete(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveComplete"): ...
class ArchiveFailure(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveFailure"): ...
class ArchiveNotify(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveNotify"): ...
class ArchiveNotifyStatus(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveNotifyStatus"): ...
class ArchiveResourceId(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveResourceId"): ...
class ArchiveStatus(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveStatus"): ...
class ArchiveTotal(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveTotal"): ...
class ArchiveTotalComplete(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveTotalComplete"): ...
class ArchiveTotalFailure(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveTotalFailure"): ...
class Deleted(_XmlElement, qname=_data.GDATA_TEMPLATE % "deleted"): ...
class Description(_XmlElement, qname=DOCUMENTS_TEMPLATE % "description"): ...
class FeatureName(_XmlElement, qname=DOCUMENTS_TEMPLATE % "featureName"): ...
class FeatureRate(_XmlElement, qname=DOCUMENTS_TEMPLATE % "featureRate"): ...
class Filename(_XmlElement, qname=DOCUMENTS_TEMPLATE % "filename"): ...
class LastModifiedBy(_atom.Person, qname=_data.GDATA_TEMPLATE % "lastModifiedBy"): ...
class LastViewed(_atom.Person, qname=_data.GDATA_TEMPLATE % "lastViewed"): ...
class QuotaBytesTotal(_XmlElement, qname=_data.GDATA_TEMPLATE % "quotaBytesTotal"): ...
class QuotaBytesUsed(_XmlElement, qname=_data.GDATA_TEMPLATE % "quotaBytesUsed"): ...
class QuotaBytesUsedInTrash(_XmlElement, qname=DOCUMENTS_TEMPLATE % "quotaBytesUsedInTrash"): ...
class Removed(_XmlElement, qname=DOCUMENTS_TEMPLATE % "removed"): ...
class ResourceId(_XmlElement, qname=_data.GDATA_TEMPLATE % "resourceId"): ...
class SuggestedFilename(_XmlElement, qname=DOCUMENTS_TEMPLATE % "suggestedFilename"): ...

class AclEntry(_acl.AclEntry, _data.BatchEntry):
    """Who may do what with a resource."""

    @staticmethod
    def get_instance(role: _Any = None, scope_type: str | None = None, scope_value: str | None = None,
                     key: bool = False) -> AclEntry:
        """A new entry: `role` is text or an AclRole; with `key` it is for those who have the link."""
        entry = AclEntry()
        if isinstance(role, str):
            role = _acl.AclRole(value=role)
        if role is not None and key:
            entry.with_key = _acl.AclWithKey(key="", role=role)
        elif role is not None:
            entry.role = role
        if scope_type is not None:
            entry.scope = _acl.AclScope(type=scope_type, value=scope_value)
        return entry

    GetInstance = get_instance

class AclFeed(_acl.AclFeed):
    entry: list[AclEntry] = _children(AclEntry)  # type: ignore[assignment]  # entries that batches take too

class AdditionalRoleSet(_XmlElement, qname=DOCUMENTS_TEMPLATE % "additionalRoleSet"):
    additional_role = _children(_acl.AclAdditionalRole)
    primaryRole = _attribute("primaryRole")

class AdditionalRoleInfo(_XmlElement, qname=DOCUMENTS_TEMPLATE % "additionalRoleInfo"):
    additional_role_set = _children(AdditionalRoleSet)
    kind = _attribute("kind")

class ArchiveConversion(_XmlElement, qname=DOCUMENTS_TEMPLATE % "archiveConversion"):
    source = _attribute("source")
    target = _attribute("target")

class Archive(_data.GDEntry):
    """Resources packed into one file, or the order to do so."""

    archive_resource_ids = _children(ArchiveResourceId)
    conversions = _children(ArchiveConversion)
    date_completed = _child(ArchiveComplete)
    failed_resource_ids = _children(ArchiveFailure)
    notification_email = _child(ArchiveNotify)
    notify_status = _child(ArchiveNotifyStatus)
    num_complete_resources = _child(ArchiveTotalComplete)
    num_failed_resources = _child(ArchiveTotalFailure)
    num_resources = _child(ArchiveTotal)
    size = _child(QuotaBytesUsed)
    status = _child(ArchiveStatus)

    @staticmethod
    def from_resource_list(resources: _Iterable[_Any]) -> Archive:
        """The order to pack these resources, which need their ids."""
        return Archive(archive_resource_ids=[ArchiveResourceId(text=x.resource_id.text) for x in resources])

    FromResourceList = from_resource_list

class WritersCanInvite(_XmlElement, qname=DOCUMENTS_TEMPLATE % "writersCanInvite"):
    value = _attribute("value")

class Resource(_data.BatchEntry, CategoryFinder):
    """A document, a file or a collection."""

    acl_feed = _child(AclFeed)
    deleted = _child(Deleted)
    description = _child(Description)
    feed_link = _children(_data.FeedLink)
    filename = _child(Filename)
    last_modified_by = _child(LastModifiedBy)
    last_viewed = _child(LastViewed)
    quota_bytes_used = _child(QuotaBytesUsed)
    resource_id = _child(ResourceId)
    suggested_filename = _child(SuggestedFilename)
    writers_can_invite = _child(WritersCanInvite)

    def __init__(self, type: str | None = None, title: _Any = None, **kwargs: _Any) -> None:
        """Takes a label such as DOCUMENT_LABEL, a title as text or Title, and members by name."""
        super().__init__(**kwargs)
        if isinstance(type, str):
            self.set_resource_type(type)
        if title is not None:
            self.title = _atom.Title(text=title) if isinstance(title, str) else title

    __init__._from_spec = True  # type: ignore[attr-defined]

    get_acl_feed_link = GetAclFeedLink = _feed_link(ACL_FEEDLINK_REL)
    get_revisions_feed_link = GetRevisionsFeedLink = _feed_link(REVISION_FEEDLINK_REL)
    get_resumable_create_media_link = _atom._finding(RESUMABLE_CREATE_MEDIA_LINK_REL)[1]
    get_resumable_edit_media_link = _atom._finding(RESUMABLE_EDIT_MEDIA_LINK_REL)[1]
    GetResumableCreateMediaLink = get_resumable_create_media_link
    GetResumableEditMediaLink = get_resumable_edit_media_link

    def in_collections(self) -> list[_atom.Link]:
        """The links to the collections that the resource is in."""
        return [link for link in self.link if link.rel == PARENT_LINK_REL and link.href]

    InCollections = in_collections

class ResourceFeed(_data.BatchFeed):
    entry: list[Resource] = _children(Resource)

class Publish(_XmlElement, qname=DOCUMENTS_TEMPLATE % "publish"):
    value = _attribute("value")

class PublishAuto(_XmlElement, qname=DOCUMENTS_TEMPLATE % "publishAuto"):
    value = _attribute("value")

class PublishOutsideDomain(_XmlElement, qname=DOCUMENTS_TEMPLATE % "publishOutsideDomain"):
    value = _attribute("value")

class Revision(_data.GDEntry):
    """A resource as it once was."""

    publish = _child(Publish)
    publish_auto = _child(PublishAuto)
    publish_outside_domain = _child(PublishOutsideDomain)
    find_publish_link, get_publish_link = FindPublishLink, GetPublishLink = _atom._finding(PUBLISH_LINK_REL)

class RevisionFeed(_data.GDFeed):
    entry: list[Revision] = _children(Revision)

class Changestamp(_XmlElement, qname=DOCUMENTS_TEMPLATE % "changestamp"):
    value = _attribute("value")

class Change(Resource):
    changestamp = _child(Changestamp)
    removed = _child(Removed)

class ChangeFeed(_data.GDFeed):
    entry: list[Change] = _children(Change)

class ExportFormat(_XmlElement, qname=DOCUMENTS_TEMPLATE % "exportFormat"):
    source = _attribute("source")
    target = _attribute("target")

class ImportFormat(_XmlElement, qname=DOCUMENTS_TEMPLATE % "importFormat"):
    source = _attribute("source")
    target = _attribute("target")

class Feature(_XmlElement, qname=DOCUMENTS_TEMPLATE % "feature"):
    name = _child(FeatureName)
    rate = _child(FeatureRate)

class MaxUploadSize(_XmlElement, qname=DOCUMENTS_TEMPLATE % "maxUploadSize"):
    kind = _attribute("kind")

class Metadata(_data.GDEntry):
    """What a user's account has: its quota, the formats it takes and gives, its features."""

    additional_role_info = _children(AdditionalRoleInfo)
    export_formats = _children(ExportFormat)
    features = _children(Feature)
    import_formats = _children(ImportFormat)
    max_upload_sizes = _children(MaxUploadSize)
    quota_bytes_total = _child(QuotaBytesTotal)
    quota_bytes_used = _child(QuotaBytesUsed)
    quota_bytes_used_in_trash = _child(QuotaBytesUsedInTrash)
# fmt: on
