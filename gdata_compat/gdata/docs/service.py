"""The Documents List service: lists of documents, uploads, downloads, folders; and queries."""

from __future__ import annotations

import re as _re

from ... import (
    atom,
    gdata,
)
from ...engine import bodies as _bodies
from ...engine import urls as _urls
from ...engine.answer import Answer as _Answer
from .. import docs as _docs
from .. import service as _service
from .._service_requests import failure as _failure

DATA_KIND_SCHEME = gdata.GDATA_NAMESPACE + "#kind"
DOCUMENT_LABEL = "document"
SPREADSHEET_LABEL = "spreadsheet"
PRESENTATION_LABEL = "presentation"
FOLDER_LABEL = "folder"
PDF_LABEL = "pdf"

LABEL_SCHEME = gdata.GDATA_NAMESPACE + "/labels"
STARRED_LABEL_TERM = LABEL_SCHEME + "#starred"
TRASHED_LABEL_TERM = LABEL_SCHEME + "#trashed"
HIDDEN_LABEL_TERM = LABEL_SCHEME + "#hidden"
MINE_LABEL_TERM = LABEL_SCHEME + "#mine"
PRIVATE_LABEL_TERM = LABEL_SCHEME + "#private"
SHARED_WITH_DOMAIN_LABEL_TERM = LABEL_SCHEME + "#shared-with-domain"
VIEWED_LABEL_TERM = LABEL_SCHEME + "#viewed"

FOLDERS_SCHEME_PREFIX = _docs.DOCUMENTS_NAMESPACE + "/folders/"

#: The content type of a file to upload, by its extension in capitals.
SUPPORTED_FILETYPES = {
    "CSV": "text/csv",
    "TSV": "text/tab-separated-values",
    "TAB": "text/tab-separated-values",
    "DOC": "application/msword",
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ODS": "application/x-vnd.oasis.opendocument.spreadsheet",
    "ODT": "application/vnd.oasis.opendocument.text",
    "RTF": "application/rtf",
    "SXW": "application/vnd.sun.xml.writer",
    "TXT": "text/plain",
    "XLS": "application/vnd.ms-excel",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "PDF": "application/pdf",
    "PNG": "image/png",
    "PPT": "application/vnd.ms-powerpoint",
    "PPS": "application/vnd.ms-powerpoint",
    "HTM": "text/html",
    "HTML": "text/html",
    "ZIP": "application/zip",
    "SWF": "application/x-shockwave-flash",
}

_ALL_DOCUMENTS = "/feeds/documents/private/full"
_MOST_REDIRECTS = 5
#: Where a document's content is, by the label in its resource id.
_CONTENT = {
    DOCUMENT_LABEL: "/feeds/download/documents/Export?docId=",
    PRESENTATION_LABEL: "/feeds/download/presentations/Export?docId=",
    SPREADSHEET_LABEL: "https://spreadsheets.google.com/feeds/download/spreadsheets/Export?key=",
}


class DocsService(_service.GDataService):
    """The Documents List API, first generation.

    Where a folder is wanted, its entry or the URI of its content will do. Refusals raise
    `gdata.service.RequestError`.
    """

    __FILE_EXT_PATTERN = _re.compile(r".*\.([a-zA-Z]{3,}$)")
    __RESOURCE_ID_PATTERN = _re.compile(r"^([a-z]*)(:|%3A)([\w-]*)$", _re.ASCII)

    def __init__(
        self,
        email=None,
        password=None,
        source=None,
        server="docs.google.com",
        additional_headers=None,
        **kwargs,
    ):
        """Keep what is given; requests go out by https."""
        _service.GDataService.__init__(
            self,
            email=email,
            password=password,
            service="writely",
            source=source,
            server=server,
            additional_headers=additional_headers,
            **kwargs,
        )
        self.ssl = True

    # Uploads and folders

    def Upload(self, media_source, title, folder_or_uri=None, label=None):
        """Create a document of a MediaSource, of the kind `label` if given; give its DocumentListEntry."""
        return self._UploadFile(media_source, title, self._MakeKindCategory(label), folder_or_uri)

    def CreateFolder(self, title, folder_or_uri=None):
        """Create a folder, in another if given; give its DocumentListEntry."""
        entry = _docs.DocumentListEntry(title=atom.Title(text=title))
        entry.category.append(self._MakeKindCategory(FOLDER_LABEL))
        uri = _uri_of_folder(folder_or_uri)
        return self.Post(entry, uri, converter=_docs.DocumentListEntryFromString)

    def MoveIntoFolder(self, source_entry, folder_entry):
        """Put a document into a folder; both are entries. Give the DocumentListEntry that it has there."""
        entry = _docs.DocumentListEntry(atom_id=source_entry.id)
        uri = folder_entry.content.src
        return self.Post(entry, uri, converter=_docs.DocumentListEntryFromString)

    def MoveOutOfFolder(self, source_entry):
        """Take a document, as the folder's feed has it, out of its folder; give True."""
        return self.Delete(source_entry.GetEditLink().href)

    def _UploadFile(self, media_source, title, category, folder_or_uri=None):
        """Send a file with an entry that has the title and the category; give the DocumentListEntry."""
        entry = _docs.DocumentListEntry(title=atom.Title(text=title))
        if category is not None:
            entry.category.append(category)
        return self.Post(
            entry,
            _uri_of_folder(folder_or_uri),
            media_source=media_source,
            extra_headers={"Slug": media_source.file_name},
            converter=_docs.DocumentListEntryFromString,
        )

    def _MakeKindCategory(self, label):
        """Make the category that says the kind of a document; None for None."""
        if label is None:
            return None
        return atom.Category(
            scheme=DATA_KIND_SCHEME, term=f"{_docs.DOCUMENTS_NAMESPACE}#{label}", label=label
        )

    # Lists

    def Query(self, uri, converter=_docs.DocumentListFeedFromString):
        """GET a URI; give what the converter makes of it, a DocumentListFeed unless another is named."""
        return self.Get(uri, converter=converter)

    def QueryDocumentListFeed(self, uri):
        """GET a URI; give the DocumentListFeed."""
        return self.Get(uri, converter=_docs.DocumentListFeedFromString)

    def GetDocumentListEntry(self, uri):
        """GET a URI; give the DocumentListEntry."""
        return self.Get(uri, converter=_docs.DocumentListEntryFromString)

    def GetDocumentListFeed(self, uri=None):
        """GET a URI, or the user's documents; give the DocumentListFeed."""
        return self.QueryDocumentListFeed(uri or DocumentQuery().ToUri())

    def GetDocumentListAclEntry(self, uri):
        """GET a URI; give the DocumentListAclEntry."""
        return self.Get(uri, converter=_docs.DocumentListAclEntryFromString)

    def GetDocumentListAclFeed(self, uri):
        """GET a URI; give the DocumentListAclFeed."""
        return self.Get(uri, converter=_docs.DocumentListAclFeedFromString)

    # Downloads

    def Download(self, entry_or_id_or_url, file_path, export_format=None, gid=None, extra_params=None):
        """Write a document to a file, in another format if one is named ('pdf').

        It is named by its entry, its resource id ('document:abc') or the URL of its content; `gid` is the
        number of a sheet, `extra_params` are a dict or pairs. Raises `gdata.service.Error` for a format or
        a sheet of what has none, RequestError for a refusal.
        """
        url = self._content_url(entry_or_id_or_url)
        if export_format is not None:
            if "/Export?" not in url:
                raise _service.Error("This entry cannot be exported as a different format")
            url += f"&exportFormat={export_format}"
        if gid is not None:
            if "spreadsheets" not in url:
                raise _service.Error("grid id param is not valid for this entry")
            url += f"&gid={gid}"
        if extra_params:
            pairs = extra_params.items() if hasattr(extra_params, "items") else extra_params
            url += "&" + _urls.encode_form(pairs)
        self._DownloadFile(url, file_path)

    def Export(self, entry_or_id_or_url, file_path, gid=None, extra_params=None):
        """Write a document to a file, in the format that its extension, of three letters or more, says."""
        match = self.__FILE_EXT_PATTERN.match(file_path)
        export_format = match.group(1) if match else None
        self.Download(entry_or_id_or_url, file_path, export_format, gid, extra_params)

    def _content_url(self, entry_or_id_or_url):
        if isinstance(entry_or_id_or_url, _docs.DocumentListEntry):
            return entry_or_id_or_url.content.src  # type: ignore[union-attr]  # AttributeError without
        if self.__RESOURCE_ID_PATTERN.match(entry_or_id_or_url):
            return self._MakeContentLinkFromId(entry_or_id_or_url)
        return entry_or_id_or_url

    def _MakeContentLinkFromId(self, resource_id):
        """Give the URL of a document's content; ValueError for what has none, AttributeError for no id."""
        found = self.__RESOURCE_ID_PATTERN.match(resource_id)
        label, _, doc_id = found.groups()  # type: ignore[union-attr]
        if label not in _CONTENT:
            raise ValueError(f"Invalid resource id: {resource_id}")
        return _CONTENT[label] + doc_id

    def _DownloadFile(self, uri, file_path):
        """Write what a URI answers to a file, as it came; up to five redirects are followed.

        Nothing is written for a refusal, which raises RequestError.
        """
        response = self.request("GET", uri)
        for _ in range(_MOST_REDIRECTS):
            if response.status != 302:
                break
            response.read()
            response = self.request("GET", response.getheader("Location"))
        if response.status != 200:
            raise _service.RequestError(_failure(response.status, response.reason, response.read()))
        # The bytes as they came: read() makes text of what the server calls text.
        body = response.content if isinstance(response, _Answer) else response.read()
        with open(file_path, "wb") as file:
            file.write(_bodies.encode(body))

    # Deprecated: these warn, as they did in 2.0.18.

    @atom.deprecated("Please use Upload instead")
    def UploadPresentation(self, media_source, title, folder_or_uri=None):
        """Create a presentation of a MediaSource; give its DocumentListEntry."""
        category = self._MakeKindCategory(PRESENTATION_LABEL)
        return self._UploadFile(media_source, title, category, folder_or_uri=folder_or_uri)

    @atom.deprecated("Please use Upload instead")
    def UploadSpreadsheet(self, media_source, title, folder_or_uri=None):
        """Create a spreadsheet of a MediaSource; give its DocumentListEntry."""
        category = self._MakeKindCategory(SPREADSHEET_LABEL)
        return self._UploadFile(media_source, title, category, folder_or_uri=folder_or_uri)

    @atom.deprecated("Please use Upload instead")
    def UploadDocument(self, media_source, title, folder_or_uri=None):
        """Create a document of a MediaSource; give its DocumentListEntry."""
        category = self._MakeKindCategory(DOCUMENT_LABEL)
        return self._UploadFile(media_source, title, category, folder_or_uri=folder_or_uri)

    DownloadDocument = atom.deprecated("Please use Export instead")(Export)
    DownloadPresentation = atom.deprecated("Please use Export instead")(Export)
    DownloadSpreadsheet = atom.deprecated("Please use Export instead")(Export)

    MoveDocumentIntoFolder = atom.deprecated("Please use MoveIntoFolder instead")(MoveIntoFolder)
    MovePresentationIntoFolder = atom.deprecated("Please use MoveIntoFolder instead")(MoveIntoFolder)
    MoveSpreadsheetIntoFolder = atom.deprecated("Please use MoveIntoFolder instead")(MoveIntoFolder)
    MoveFolderIntoFolder = atom.deprecated("Please use MoveIntoFolder instead")(MoveIntoFolder)


def _uri_of_folder(folder_or_uri):
    if not folder_or_uri:
        return _ALL_DOCUMENTS
    try:
        return folder_or_uri.content.src
    except AttributeError:
        return folder_or_uri


class DocumentQuery(_service.Query):
    """A query of the documents; categories are folders and labels, 'starred' for instance."""

    def __init__(
        self,
        feed="/feeds/documents",
        visibility="private",
        projection="full",
        text_query=None,
        params=None,
        categories=None,
    ):
        self.visibility = visibility
        self.projection = projection
        _service.Query.__init__(self, feed, text_query, params, categories)

    def ToUri(self):
        """Write the query as a URI."""
        feed = self.feed
        self.feed = "/".join([feed, self.visibility, self.projection])
        try:
            return _service.Query.ToUri(self)
        finally:
            self.feed = feed

    def AddNamedFolder(self, email, folder_name):
        """Ask for what is in a user's folder of that name; give the category that says so."""
        category = _folder(email, folder_name)
        self.categories.append(category)
        return category

    def RemoveNamedFolder(self, email, folder_name):
        """Take a folder out of the query and give its category; ValueError where it is not in."""
        category = _folder(email, folder_name)
        self.categories.remove(category)
        return category


def _folder(email, folder_name):
    return f"{{{FOLDERS_SCHEME_PREFIX}{email}}}{folder_name}"


class DocumentAclQuery(_service.Query):
    """The query of a document's access control list, by its resource id ('document%3Aabc')."""

    def __init__(self, resource_id, feed="/feeds/acl/private/full"):
        self.resource_id = resource_id
        _service.Query.__init__(self, feed)

    def ToUri(self):
        """Write the query as a URI."""
        return f"{_service.Query.ToUri(self)}/{self.resource_id}"
