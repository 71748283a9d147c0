"""What every HTTP client, response and token of the v1 library looks like."""

from __future__ import annotations

import io

from ..engine.py2_errors import LegacyError as _LegacyError

__all__ = [
    "USER_AGENT",
    "ContentLengthRequired",
    "Error",
    "GenericHttpClient",
    "GenericToken",
    "HttpResponse",
    "UnparsableUrlObject",
]

USER_AGENT = "%s GData-Python/2.0.18"


class Error(_LegacyError):
    """The root of the errors of this module and of `atom.http`."""


class UnparsableUrlObject(Error):
    """A URL is neither text nor an `atom.url.Url`."""


class ContentLengthRequired(Error):
    """The length of the body cannot be told from the data; the caller has to set Content-Length."""


class HttpResponse:
    """An answer made by hand: a body (text, bytes or a file), a status, a reason and a dict of headers.

    The name of a header is looked up as it is spelled, unlike in an answer that came over the network.
    """

    def __init__(self, body=None, status=None, reason=None, headers=None):
        self._body = _as_file(body) if body else None
        self.status = int(status) if status is not None else None
        self.reason = reason
        self._headers = headers or {}

    def getheader(self, name, default=None):
        """Give the value of a header, else `default`."""
        return self._headers.get(name, default)

    def read(self, amt=None):
        """Read `amt` characters or bytes, or the rest.

        An empty body reads as '' (2.0.18 failed with AttributeError).
        """
        if self._body is None:
            return ""
        return self._body.read(amt) if amt else self._body.read()


def _as_file(body):
    if hasattr(body, "read"):
        return body
    return io.BytesIO(body) if isinstance(body, (bytes, bytearray)) else io.StringIO(str(body))


class GenericHttpClient:
    """Passes requests on to `http_client`, with `headers` added to each."""

    debug = False

    def __init__(self, http_client, headers=None):
        self.http_client = http_client
        self.headers = headers or {}

    def request(self, operation, url, data=None, headers=None):
        """Perform `operation` ('GET', 'POST', ...) on `url`; the caller's headers win over the client's."""
        return self.http_client.request(
            operation, url, data=data, headers={**self.headers, **(headers or {})}
        )

    def get(self, url, headers=None):
        """Perform a GET."""
        return self.request("GET", url, headers=headers)

    def post(self, url, data, headers=None):
        """Perform a POST of `data`."""
        return self.request("POST", url, data=data, headers=headers)

    def put(self, url, data, headers=None):
        """Perform a PUT of `data`."""
        return self.request("PUT", url, data=data, headers=headers)

    def delete(self, url, headers=None):
        """Perform a DELETE."""
        return self.request("DELETE", url, headers=headers)


class GenericToken:
    """The token that authorizes nothing: requests pass through it as they are."""

    def perform_request(self, http_client, operation, url, data=None, headers=None):
        """Perform the request without an Authorization header."""
        return http_client.request(operation, url, data=data, headers=headers)

    def valid_for_scope(self, url):
        """Tell whether the token may be used for `url`: never."""
        return False
