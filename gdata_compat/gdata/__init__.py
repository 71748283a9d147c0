"""The legacy module `gdata`: what every Google Data feed and entry has, first generation."""

from __future__ import annotations

import os as _os
from typing import Any as _Any

from .. import atom
from .._submodules import lazily as _lazily
from ..engine.py2_errors import LegacyError as _LegacyError
from ..engine.xml import StrippedText as _StrippedText
from ..engine.xml import attribute as _attribute
from ..engine.xml import child as _child
from ..engine.xml import children as _children
from ..namespaces import BATCH as BATCH_NAMESPACE
from ..namespaces import GACL as GACL_NAMESPACE
from ..namespaces import GDATA as GDATA_NAMESPACE
from ..namespaces import OPENSEARCH as OPENSEARCH_NAMESPACE

GDATA_TEMPLATE = "{http://schemas.google.com/g/2005}%s"
OPENSEARCH_TEMPLATE = "{http://a9.com/-/spec/opensearchrss/1.0/}%s"
GACL_TEMPLATE = "{http://schemas.google.com/acl/2007}%s"

BATCH_INSERT = "insert"
BATCH_UPDATE = "update"
BATCH_DELETE = "delete"
BATCH_QUERY = "query"

_TAIL = " extension_elements extension_attributes text"
_FEED = (
    "author category contributor generator icon atom_id=id link logo rights subtitle title updated entry"
    " total_results start_index items_per_page"
)
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class Error(_LegacyError):
    """The base of this module's errors."""


class MissingRequiredParameters(Error):
    """A batch operation names neither an entry nor the URL of one."""


class MediaSource:
    """A file to upload, or a downloaded one: its handle, type, length in bytes, and name.

    With `file_path` and `content_type` the file is opened for reading in binary; otherwise `file_handle` is
    anything with `read`.
    """

    def __init__(
        self,
        file_handle: _Any = None,
        content_type: str | None = None,
        content_length: int | None = None,
        file_path: str | None = None,
        file_name: str | None = None,
    ) -> None:
        self.file_handle = file_handle
        self.content_type = content_type
        self.content_length = content_length
        self.file_name = file_name
        if file_handle is None and content_type is not None and file_path is not None:
            self.setFile(file_path, content_type)

    def setFile(self, file_name: str, content_type: str) -> None:
        """Opens the file and takes length and name from it."""
        self.file_handle = open(file_name, "rb")  # noqa: SIM115 - whoever uploads it closes it
        self.content_type = content_type
        self.content_length = _os.path.getsize(file_name)
        self.file_name = _os.path.basename(file_name)


class LinkFinder(atom.LinkFinder):
    """Finds the links of a Google Data feed or entry; each method gives None without one."""

    def GetSelfLink(self) -> atom.Link | None:
        """The link to the document itself."""
        return self._link("self")

    def GetEditLink(self) -> atom.Link | None:
        """The link that takes changes."""
        return self._link("edit")

    def GetEditMediaLink(self) -> atom.Link | None:
        """The link that takes changes of the media resource; Picasa called it media-edit."""
        return self._link("edit-media", "media-edit")

    def GetNextLink(self) -> atom.Link | None:
        """The link to the feed's next page."""
        return self._link("next")

    def GetPrevLink(self) -> atom.Link | None:
        """The link to the feed's previous page."""
        return self._link("previous")

    def GetHtmlLink(self) -> atom.Link | None:
        """The link to the page for people."""
        return next(
            (link for link in self.link if link.rel == "alternate" and link.type == "text/html"), None
        )

    def GetPostLink(self) -> atom.Link | None:
        """The link that takes new entries."""
        return self._link("http://schemas.google.com/g/2005#post")

    def GetFeedLink(self) -> atom.Link | None:
        """The link to the feed that the entry is in."""
        return self._link("http://schemas.google.com/g/2005#feed")

    def GetAclLink(self) -> atom.Link | None:
        """The link to the access control list."""
        return self._link("http://schemas.google.com/acl/2007#accessControlList")


class TotalResults(atom.AtomBase, init=_TAIL):
    """openSearch:totalResults."""

    _tag, _namespace = "totalResults", OPENSEARCH_NAMESPACE


class StartIndex(atom.AtomBase, init=_TAIL):
    """openSearch:startIndex."""

    _tag, _namespace = "startIndex", OPENSEARCH_NAMESPACE


class ItemsPerPage(atom.AtomBase, init=_TAIL):
    """openSearch:itemsPerPage."""

    _tag, _namespace = "itemsPerPage", OPENSEARCH_NAMESPACE


class ExtendedProperty(atom.AtomBase, init="name value" + _TAIL):
    """gd:extendedProperty: a name with a value, or with a piece of XML."""

    _tag, _namespace = "extendedProperty", GDATA_NAMESPACE
    name = _attribute("name")
    value = _attribute("value")

    def GetXmlBlobExtensionElement(self) -> _Any:
        """The XML piece as an ExtensionElement; None without one."""
        return self.extension_elements[0] if self.extension_elements else None

    def GetXmlBlobString(self) -> str | None:
        """The XML piece as a document; None without one."""
        blob = self.GetXmlBlobExtensionElement()
        return blob.ToString() if blob is not None else None

    def SetXmlBlob(self, blob: _Any) -> None:
        """Puts an ExtensionElement in place of what was there: itself, or that of an element or document."""
        self.extension_elements = []
        if hasattr(blob, "attrib"):
            blob = atom._ExtensionElementFromElementTree(blob)
        elif not isinstance(blob, atom.ExtensionElement):
            blob = atom.ExtensionElementFromString(blob)
        self.extension_elements.append(blob)


class GDataEntry(atom.Entry, LinkFinder):
    """An atom:entry whose id has no white space around it."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    id = _StrippedText("_GDataEntry__id")

    def IsMedia(self) -> bool:
        """Whether the entry stands for a media resource: it has an edit-media link."""
        return self.GetEditMediaLink() is not None

    def GetMediaURL(self) -> str | None:
        """The address of the media resource; None where the entry has none."""
        return self.content.src if self.IsMedia() else None  # type: ignore[union-attr]


class GDataFeed(atom.Feed, LinkFinder, init=_FEED + _TAIL):
    """An atom:feed with what OpenSearch adds; id and generator have no white space around them."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    id = _StrippedText("_GDataFeed__id")
    generator = _StrippedText("_GDataFeed__generator")
    total_results = _child(TotalResults)
    start_index = _child(StartIndex)
    items_per_page = _child(ItemsPerPage)
    entry: list[_Any] = _children(GDataEntry)


class BatchId(atom.AtomBase):
    """batch:id."""

    _tag, _namespace = "id", BATCH_NAMESPACE


class BatchOperation(atom.AtomBase, init="op_type=type" + _TAIL):
    """batch:operation."""

    _tag, _namespace = "operation", BATCH_NAMESPACE
    type = _attribute("type")


class BatchStatus(atom.AtomBase, init="code reason content_type" + _TAIL):
    """batch:status: how one operation of a batch ended, as an HTTP status."""

    _tag, _namespace = "status", BATCH_NAMESPACE
    code = _attribute("code")
    reason = _attribute("reason")
    content_type = _attribute("content-type")


class BatchInterrupted(atom.AtomBase, init="reason success failures parsed" + _TAIL):
    """batch:interrupted: why the server stopped in the middle of a batch, and how far it was."""

    _tag, _namespace = "interrupted", BATCH_NAMESPACE
    reason = _attribute("reason")
    success = _attribute("success")
    failures = _attribute("failures")
    parsed = _attribute("parsed")


class BatchEntry(
    GDataEntry,
    init="author category content contributor atom_id=id link published rights source summary control title"
    " updated batch_operation batch_id batch_status" + _TAIL,
):
    """An entry in a batch: what to do with it, or what was done."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    batch_operation = _child(BatchOperation)
    batch_id = _child(BatchId)
    batch_status = _child(BatchStatus)


class BatchFeed(GDataFeed, init=_FEED + " interrupted" + _TAIL):
    """A feed of operations to be done in one request, or of their results."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry = _children(BatchEntry)
    interrupted = _child(BatchInterrupted)

    def AddBatchEntry(
        self,
        entry: _Any = None,
        id_url_string: str | None = None,
        batch_id_string: str | None = None,
        operation_string: str | None = None,
    ) -> _Any:
        """Adds an entry, or one made for the URL, and returns it.

        It keeps a batch id that it has, else gets `batch_id_string`, else its position. Raises
        MissingRequiredParameters without an entry and a URL.
        """
        if entry is None:
            if id_url_string is None:
                raise MissingRequiredParameters("supply either an entry or URL string")
            entry = BatchEntry(atom_id=atom.Id(text=id_url_string))
        if batch_id_string is not None:
            entry.batch_id = BatchId(text=batch_id_string)
        elif entry.batch_id is None or entry.batch_id.text is None:
            entry.batch_id = BatchId(text=str(len(self.entry)))
        if operation_string is not None:
            entry.batch_operation = BatchOperation(op_type=operation_string)
        self.entry.append(entry)
        return entry

    def AddInsert(self, entry: _Any, batch_id_string: str | None = None) -> None:
        """Adds an entry that is to be created."""
        self.AddBatchEntry(entry=entry, batch_id_string=batch_id_string, operation_string=BATCH_INSERT)

    def AddUpdate(self, entry: _Any, batch_id_string: str | None = None) -> None:
        """Adds an entry that is to replace the one of its id."""
        self.AddBatchEntry(entry=entry, batch_id_string=batch_id_string, operation_string=BATCH_UPDATE)

    def AddDelete(
        self, url_string: str | None = None, entry: _Any = None, batch_id_string: str | None = None
    ) -> None:
        """Adds an entry, or the URL of one, that is to be deleted."""
        self.AddBatchEntry(entry, url_string, batch_id_string, BATCH_DELETE)

    def AddQuery(
        self, url_string: str | None = None, entry: _Any = None, batch_id_string: str | None = None
    ) -> None:
        """Adds an entry, or the URL of one, that is to be read."""
        self.AddBatchEntry(entry, url_string, batch_id_string, BATCH_QUERY)

    def GetBatchLink(self) -> atom.Link | None:
        """The link that takes batches; None without one."""
        return self._link("http://schemas.google.com/g/2005#batch")


class EntryLink(atom.AtomBase, init="href read_only rel entry" + _TAIL):
    """gd:entryLink: an entry by its address, or in full."""

    _tag, _namespace = "entryLink", GDATA_NAMESPACE
    rel = _attribute("rel")
    read_only = _attribute("readOnly")
    href = _attribute("href")
    entry = _child(GDataEntry)


class FeedLink(atom.AtomBase, init="count_hint href read_only rel feed" + _TAIL):
    """gd:feedLink: a feed by its address, or in full."""

    _tag, _namespace = "feedLink", GDATA_NAMESPACE
    rel = _attribute("rel")
    read_only = _attribute("readOnly")
    count_hint = _attribute("countHint")
    href = _attribute("href")
    feed = _child(GDataFeed)


BatchEntryFromString = _from_string(BatchEntry)
BatchFeedFromString = _from_string(BatchFeed)
BatchIdFromString = _from_string(BatchId)
BatchInterruptedFromString = _from_string(BatchInterrupted)
BatchOperationFromString = _from_string(BatchOperation)
BatchStatusFromString = _from_string(BatchStatus)
EntryLinkFromString = _from_string(EntryLink)
ExtendedPropertyFromString = _from_string(ExtendedProperty)
FeedLinkFromString = _from_string(FeedLink)
GDataEntryFromString = _from_string(GDataEntry)
GDataFeedFromString = _from_string(GDataFeed)
ItemsPerPageFromString = _from_string(ItemsPerPage)
StartIndexFromString = _from_string(StartIndex)
TotalResultsFromString = _from_string(TotalResults)
