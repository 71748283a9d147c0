"""ResumableUploader: files sent in pieces, which may go on after a connection was cut."""

from __future__ import annotations

import io
from typing import Any

from ..atom import http_core as _http_core
from ..engine import bodies
from ._client_errors import RequestError, error_from_response

__all__ = ["ResumableUploader"]

_EDIT_MEDIA = "http://schemas.google.com/g/2005#resumable-edit-media"


class ResumableUploader:
    """Sends a file in pieces to a server that speaks the protocol of resumable uploads.

    `upload_uri` is where the pieces go, once the server named it. After an error ask `query_upload_status`
    how many bytes have arrived, and go on from there by `upload_chunk`. Sizes are in bytes.
    """

    DEFAULT_CHUNK_SIZE = 5242880
    MIN_CHUNK_SIZE = 262144

    def __init__(
        self, client, file_handle, content_type, total_file_size, chunk_size=None, desired_class=None
    ):
        """Prepares the upload; `desired_class`, by default GDEntry, is that of the entry at the end.

        A file that was opened as text is sent as the bytes that are in it, and other text as UTF-8.
        """
        from . import data

        self.client = client
        self.file_handle = file_handle
        self.content_type = content_type
        self.total_file_size = _size_in_bytes(file_handle, total_file_size)
        self.chunk_size = max(chunk_size or self.DEFAULT_CHUNK_SIZE, self.MIN_CHUNK_SIZE)
        self.chunk_size = min(self.chunk_size, int(self.total_file_size))
        self.desired_class = desired_class or data.GDEntry
        self.upload_uri: Any = None

    def _init_session(self, resumable_media_link, entry=None, headers=None, auth_token=None, method="POST"):
        """Start an upload, with the metadata in `entry` if given, and keep its `upload_uri`.

        `headers` win over the uploader's own. Gives the answer; raises RequestError.
        """
        request = _http_core.HttpRequest()
        if entry is None:
            request.add_body_part("", self.content_type, size=0)
        else:
            request.add_body_part(str(entry), "application/atom+xml")
        request.headers["X-Upload-Content-Type"] = self.content_type
        request.headers["X-Upload-Content-Length"] = str(self.total_file_size)
        request.headers.update(headers or {})
        response = self.client.request(
            method=method, uri=resumable_media_link, auth_token=auth_token, http_request=request
        )
        self.upload_uri = response.getheader("location") or response.getheader("Location")
        return response

    _InitSession = _init_session

    def upload_chunk(self, start_byte, content_bytes):
        """Send a piece of the file; give the entry when it was the last one, and None before.

        Raises RequestError, also where the upload was not started.
        """
        if self.upload_uri is None:
            raise RequestError("Resumable upload request not initialized.")
        content = bodies.encode(content_bytes)
        # What goes beyond a chunk is sent, but was never counted.
        last = start_byte + min(len(content), self.chunk_size) - 1
        request = _http_core.HttpRequest()
        request.add_body_part(content, self.content_type)
        request.headers["Content-Range"] = f"bytes {start_byte}-{last}/{self.total_file_size}"
        try:
            return self.client.request(
                method="PUT", uri=self.upload_uri, http_request=request, desired_class=self.desired_class
            )
        except RequestError as error:
            if error.status != 308:
                raise
            return None

    UploadChunk = upload_chunk

    def upload_file(self, resumable_media_link, entry=None, headers=None, auth_token=None, **kwargs):
        """Start an upload, send the whole file, and give the entry; raises RequestError.

        Further arguments go to the request that starts it.
        """
        self._init_session(
            resumable_media_link, headers=headers, auth_token=auth_token, entry=entry, **kwargs
        )
        start_byte, made = 0, None
        while not made:
            content = self._read_chunk()
            made = self.upload_chunk(start_byte, content)
            if not made and not content:
                raise RequestError(
                    f"the file ended after {start_byte} of {self.total_file_size} bytes, and the server has "
                    f"given no {self.desired_class.__name__}: check total_file_size and desired_class"
                )
            start_byte += len(content)
        return made

    UploadFile = upload_file

    def _read_chunk(self):
        file = self.file_handle
        # The bytes below a file that was opened as text, as every open() of Python 2 did.
        file = file.buffer if isinstance(file, io.TextIOWrapper) else file
        return bodies.encode(file.read(self.chunk_size))

    def update_file(
        self,
        entry_or_resumable_edit_link,
        headers=None,
        force=False,
        auth_token=None,
        update_metadata=False,
        uri_params=None,
    ):
        """Replace the file of an entry, or of its resumable edit link; give the entry as it is then.

        With `update_metadata` the entry is sent too. The entry's ETag has to be the server's unless `force`;
        `uri_params` are added to the query. Raises RequestError.
        """
        from . import data

        sent = dict(headers or {})
        uri, entry = entry_or_resumable_edit_link, None
        if isinstance(uri, data.GDEntry):
            sent["If-Match"] = uri.etag
            entry = uri if update_metadata else None
            uri = uri.find_url(_EDIT_MEDIA)
        uri = _http_core.parse_uri(uri)
        uri.query.update(uri_params or {})
        if force:
            sent["If-Match"] = "*"
        return self.upload_file(str(uri), entry=entry, headers=sent, auth_token=auth_token, method="PUT")

    UpdateFile = update_file

    def query_upload_status(self, uri=None):
        """Give the number of bytes that have arrived, None where none have, True where all have.

        `uri` is by default the `upload_uri`. Raises RequestError.
        """
        request = _http_core.HttpRequest()
        request.headers["Content-Length"] = "0"
        request.headers["Content-Range"] = f"bytes */{self.total_file_size}"
        try:
            response = self.client.request(
                method="POST", uri=self.upload_uri if uri is None else uri, http_request=request
            )
        except RequestError as error:
            if error.status != 308:
                raise
            return _arrived(error.headers)
        if response.status == 201:
            return True
        raise error_from_response(f"{response.status} returned by server", response, RequestError)

    QueryUploadStatus = query_upload_status


ResumableUploader.__module__ = f"{__package__}.client"


def _size_in_bytes(file_handle, size):
    """Give the size of what is sent, where `size` counts the characters of a text."""
    if isinstance(file_handle, io.StringIO):
        text = file_handle.getvalue()
        return len(bodies.encode(text)) if size == len(text) else size
    return size


def _arrived(headers):
    """Give how many bytes a header `Range: bytes=0-N` tells of; None without one."""
    for name, value in dict(headers or {}).items():
        if name.capitalize() == "Range":
            return int(value.split("-")[1]) + 1
    return None
