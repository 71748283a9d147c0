"""The legacy module `gdata.docs`: entries and feeds of the Documents List API, first generation."""

from __future__ import annotations

from typing import Any as _Any

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from ...namespaces import DOCUMENTS as DOCUMENTS_NAMESPACE

_TAIL = " extension_elements extension_attributes text"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class Scope(atom.AtomBase, init="value type" + _TAIL):
    """gAcl:scope: who may; `type` is 'user', 'group', 'domain' or 'default'."""

    _tag, _namespace = "scope", gdata.GACL_NAMESPACE
    value = _attribute("value")
    type = _attribute("type")


class Role(atom.AtomBase, init="value" + _TAIL):
    """gAcl:role: what one may: 'reader', 'writer', 'owner'."""

    _tag, _namespace = "role", gdata.GACL_NAMESPACE
    value = _attribute("value")


class FeedLink(atom.AtomBase, init="href rel text extension_elements extension_attributes"):
    """gd:feedLink: the address of a document's access control list."""

    _tag, _namespace = "feedLink", gdata.GDATA_NAMESPACE
    rel = _attribute("rel")
    href = _attribute("href")


class ResourceId(atom.AtomBase, init="value" + _TAIL):
    """gd:resourceId: a document's kind and key; its text is like 'document:abc'."""

    _tag, _namespace = "resourceId", gdata.GDATA_NAMESPACE
    value = _attribute("value")


class LastModifiedBy(atom.Person):
    """gd:lastModifiedBy."""

    _tag, _namespace = "lastModifiedBy", gdata.GDATA_NAMESPACE


class LastViewed(atom.Person):
    """gd:lastViewed."""

    _tag, _namespace = "lastViewed", gdata.GDATA_NAMESPACE


class WritersCanInvite(atom.AtomBase):
    """docs:writersCanInvite: 'true' or 'false'. The constructor takes no value: set it."""

    _tag, _namespace = "writersCanInvite", DOCUMENTS_NAMESPACE
    value = _attribute("value")


class DocumentListEntry(
    gdata.GDataEntry,
    init="resourceId feedLink lastViewed lastModifiedBy writersCanInvite author category content atom_id=id"
    " link published title updated text extension_elements extension_attributes",
):
    """A document, spreadsheet, presentation, file or folder."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    feedLink = _child(FeedLink)
    resourceId = _child(ResourceId)
    lastModifiedBy = _child(LastModifiedBy)
    lastViewed = _child(LastViewed)
    writersCanInvite = _child(WritersCanInvite)

    def GetAclLink(self) -> FeedLink | None:  # type: ignore[override]
        """The gd:feedLink, which leads to the access control list; None without one."""
        return self.feedLink

    def GetDocumentType(self) -> str | None:
        """The label of the kind category: 'document', 'spreadsheet', 'folder' ...; None without one."""
        kind = gdata.GDATA_NAMESPACE + "#kind"
        return next((found.label for found in self.category or () if found.scheme == kind), None)


class DocumentListAclEntry(gdata.GDataEntry):
    """A row of an access control list: who may do what."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    scope = _child(Scope)
    role = _child(Role)

    def __init__(
        self,
        category: _Any = None,
        atom_id: _Any = None,
        link: _Any = None,
        title: _Any = None,
        updated: _Any = None,
        scope: Scope | None = None,
        role: Role | None = None,
        extension_elements: _Any = None,
        extension_attributes: _Any = None,
        text: str | None = None,
    ) -> None:
        """Keeps what is given but the last three, which are ignored as 2.0.18 did."""
        gdata.GDataEntry.__init__(
            self, category=category, atom_id=atom_id, link=link, title=title, updated=updated
        )
        self.scope = scope
        self.role = role

    __init__._from_spec = True  # type: ignore[attr-defined]  # nothing here that reading has to call


class DocumentListFeed(gdata.GDataFeed):
    """A page of documents."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[DocumentListEntry] = _children(DocumentListEntry)


class DocumentListAclFeed(gdata.GDataFeed):
    """An access control list."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[DocumentListAclEntry] = _children(DocumentListAclEntry)


DocumentListAclEntryFromString = _from_string(DocumentListAclEntry)
DocumentListAclFeedFromString = _from_string(DocumentListAclFeed)
DocumentListEntryFromString = _from_string(DocumentListEntry)
DocumentListFeedFromString = _from_string(DocumentListFeed)
