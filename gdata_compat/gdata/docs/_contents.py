"""What the client of the Documents List does with contents: downloads, and checks of entries."""

from __future__ import annotations

from typing import Any

from ...engine import bodies, urls
from ...engine.answer import Answer
from .. import client
from . import data

__all__ = ["Contents"]


class Contents(client.GDClient):
    """Downloads what entries tell of; `alt_auth_token` is the one for the contents of spreadsheets."""

    alt_auth_token: Any = None

    def download_resource(self, entry, file_path, extra_params=None, **kwargs) -> None:
        """Download what an entry tells of into a file.

        `extra_params` are added to the address: {'exportFormat': 'csv', 'gid': 0} exports a sheet. Raises
        ValueError for a collection and an entry without content, `gdata.client.Error` for parameters that
        do not go with the address, and RequestError, which leaves an empty file.
        """
        self._download_file(self._content_uri(entry, extra_params), file_path, **kwargs)

    def download_resource_to_memory(self, entry, extra_params=None, **kwargs) -> str | bytes:
        """Give what an entry tells of, as `download_resource` downloads it: text as str, else bytes."""
        return self._get_content(self._content_uri(entry, extra_params), **kwargs)

    DownloadResource = DownloadRevision = DownloadArchive = download_resource
    download_revision = download_archive = download_resource
    DownloadResourceToMemory = DownloadRevisionToMemory = DownloadArchiveToMemory = (
        download_resource_to_memory
    )
    download_revision_to_memory = download_archive_to_memory = download_resource_to_memory

    def _content_uri(self, entry, extra_params):
        self._check_entry_is_not_collection(entry)
        self._check_entry_has_content(entry)
        return self._get_download_uri(entry.content.src, extra_params)

    def _get_download_uri(self, base_uri, extra_params=None):
        """Give the address with parameters; raises `gdata.client.Error` for those that do not go with it."""
        uri = base_uri.replace("&amp;", "&")
        if extra_params is None:
            return uri
        if "exportFormat" in extra_params and "/Export?" not in uri:
            raise client.Error("This entry type cannot be exported as a different format.")
        if "gid" in extra_params and "spreadsheets" not in uri:
            raise client.Error("gid param is not valid for this resource type.")
        pairs = extra_params.items() if hasattr(extra_params, "items") else extra_params
        return f"{uri}&{urls.encode_form(pairs)}"

    def _get_content(self, uri, extra_params=None, auth_token=None, **kwargs):
        """GET what is at an address; `extra_params` has no effect, as in 2.0.18."""
        return self._answer(uri, auth_token=auth_token, **kwargs).read()

    def _answer(self, uri, extra_params=None, auth_token=None, **kwargs):
        """GET an address that holds contents; spreadsheets with `alt_auth_token` where the client has one."""
        if "spreadsheets" in uri and auth_token is None and self.alt_auth_token is not None:
            auth_token = self.alt_auth_token
        response = self.request("GET", uri, auth_token=auth_token, **kwargs)
        if response.status != 200:
            told = {"status": response.status, "reason": response.reason, "body": response.read()}
            raise client.RequestError(told)
        return response

    def _download_file(self, uri, file_path, **kwargs):
        """GET what is at an address into a file, byte for byte."""
        with open(file_path, "wb") as file:
            response = self._answer(uri, **kwargs)
            # Text that read() gives may have come in another encoding than UTF-8.
            file.write(response.content if isinstance(response, Answer) else bodies.encode(response.read()))

    _DownloadFile = _download_file

    def _check_entry_is_resource(self, entry):
        """Raise ValueError unless the entry is a Resource."""
        if not isinstance(entry, data.Resource):
            raise ValueError(f"{entry} is not a gdata.docs.data.Resource")

    def _check_entry_is_collection(self, entry):
        """Raise ValueError unless the entry is a collection."""
        self._check_entry_is_resource(entry)
        if entry.get_resource_type() != data.COLLECTION_LABEL:
            raise ValueError(f"{entry} is not a collection")

    def _check_entry_is_not_collection(self, entry):
        """Raise ValueError where the entry is a collection."""
        if isinstance(entry, data.Resource) and entry.get_resource_type() == data.COLLECTION_LABEL:
            raise ValueError(f"{entry} is a collection, which is not valid in this method")

    def _check_entry_has_content(self, entry):
        """Raise ValueError unless the entry says where its content is."""
        content = getattr(entry, "content", None)
        if not (content and content.src):
            raise ValueError(f"Entry {entry} has no downloadable content.")
