"""An HTTP client for tests that answers from recordings instead of the network."""

from __future__ import annotations

from ..engine.py2_errors import LegacyError
from . import http_interface as _http_interface
from . import url as _url

__all__ = ["Error", "MockHttpClient", "MockRequest", "MockResponse", "NoRecordingFound"]


class Error(LegacyError):
    """The root of this module's errors."""


class NoRecordingFound(Error):
    """No recording answers the request, and there is no real client to ask."""


class MockRequest:
    """A request as it is compared with others: by operation and URL."""

    def __init__(self, operation, url, data=None, headers=None):
        self.operation = operation
        self.url = _url.parse_url(url) if isinstance(url, str) else url
        self.data = data
        self.headers = headers


class MockResponse(_http_interface.HttpResponse):
    """An answer whose body can be read any number of times."""

    def __init__(self, body=None, status=None, reason=None, headers=None):
        self.body = body
        self.status = status
        self.reason = reason
        self._headers = headers or {}

    def read(self):  # type: ignore[override]  # as 2.0.18 has it
        """Give the whole body."""
        return self.body


class MockHttpClient(_http_interface.GenericHttpClient):
    """Answers from `recordings`, pairs of a MockRequest and a MockResponse.

    With a `real_client` every request goes there, and its answer is recorded. The client's own `headers`
    are kept, and not sent.
    """

    def __init__(self, headers=None, recordings=None, real_client=None):
        self.recordings = recordings or []
        self.real_client = real_client
        self.headers = headers or {}

    def add_response(self, response, operation, url, data=None, headers=None):
        """Answer requests of this operation on this URL with `response`, after all earlier recordings."""
        self.recordings.append((MockRequest(operation, url, data=data, headers=headers), response))

    def request(self, operation, url, data=None, headers=None):
        """Give the first recorded answer to such a request; data and headers do not matter.

        Raises NoRecordingFound where there is none and no real client.
        """
        request = MockRequest(operation, url, data=data, headers=headers)
        if self.real_client is not None:
            answer = self.real_client.request(operation, url, data=data, headers=headers)
            response = MockResponse(answer.read(), answer.status, answer.reason, _headers_of(answer))
            self.recordings.append((request, response))
            return response
        for recorded, response in self.recordings:
            if recorded.operation == operation and recorded.url == request.url:
                return response
        # Spelled as ever: scripts compare the text.
        raise NoRecordingFound(f"No recodings found for {operation} {url}")


def _headers_of(answer):
    if hasattr(answer, "getheaders"):
        return dict(answer.getheaders())
    return getattr(answer, "_headers", None)
