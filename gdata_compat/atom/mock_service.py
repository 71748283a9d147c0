"""A request handler for tests that answers from recordings, in the way of the library's first versions.

`recordings` holds pairs of a MockRequest and a MockHttpResponse. `HttpRequest` answers from them, or asks
`real_request_handler` (`atom.service`, say) and records. The services themselves ask their `http_client`;
`atom.mock_http` stands in for that.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

from .. import atom  # noqa: F401  # a name that scripts use: atom.mock_service.atom
from .. import errors as _errors
from ..engine import urls
from . import service as _service

__all__ = [
    "ConcealValueWithSha",
    "DumpRecordings",
    "HttpRequest",
    "LoadRecordings",
    "MockHttpResponse",
    "MockRequest",
]

recordings: list[Any] = []
#: A module or object with an `HttpRequest` like that of `atom.service`, or None.
real_request_handler: Any = None


def ConcealValueWithSha(source):
    """Give a digest of a secret, leaving out its last five characters."""
    import hashlib

    return hashlib.sha1(urls.text(source)[:-5].encode("utf-8"), usedforsecurity=False).hexdigest()


def DumpRecordings(conceal_func=ConcealValueWithSha):
    """Write the recordings as text, with the tokens in them changed by `conceal_func`, if any."""
    if conceal_func:
        for request, _ in recordings:
            request.ConcealSecrets(conceal_func)
    written = pickle.dumps(recordings, protocol=0).decode("latin-1")
    # Only text members have such characters, and there an escape means the same: plain ASCII fits any file.
    return "".join(char if char < "\x80" else f"\\u{ord(char):04x}" for char in written)


def LoadRecordings(recordings_file_or_string):
    """Replace the recordings by those that DumpRecordings wrote, here or under Python 2.

    Takes text, bytes, or a file of either. Nothing but recordings is loaded: `pickle.UnpicklingError` is
    raised for anything else that a pickle could name.
    """
    global recordings
    written = recordings_file_or_string
    if hasattr(written, "read"):
        written = written.read()
    if isinstance(written, str):
        written = written.encode("latin-1")
    from ..engine import unpickling

    recordings = unpickling.read(io.BytesIO(written), _recorded_class)


def _recorded_class(module, name):
    """Give a class that recordings are made of, and nothing else."""
    own = module.removeprefix("gdata_compat.") == "atom.mock_service"
    if not (own and name in ("MockRequest", "MockHttpResponse")):
        raise _errors.PickleRefused(f"recordings hold requests and responses only, not {module}.{name}")
    return globals()[name]


def HttpRequest(
    service,
    operation,
    data,
    uri,
    extra_headers=None,
    url_params=None,
    escape_params=True,
    content_type="application/atom+xml",
):
    """Give the first recorded answer to such a request; None without one and without a real handler.

    Operation and URL decide; data and headers do not matter.
    """
    server, port, ssl, path = _service.ProcessUrl(service, uri)
    request = MockRequest(
        operation,
        _service.BuildUri(uri, url_params, escape_params),
        host=server,
        ssl=ssl,
        port=port,
        data=data,
        extra_headers=extra_headers,
        url_params=url_params,
        escape_params=escape_params,
        content_type=content_type,
    )
    for recorded, response in recordings:
        if recorded.IsMatch(request):
            return response
    if real_request_handler is None:
        return None
    answer = real_request_handler.HttpRequest(
        service,
        operation,
        data,
        path,
        extra_headers=extra_headers,
        url_params=url_params,
        escape_params=escape_params,
        content_type=content_type,
    )
    response = MockHttpResponse(answer.read(), answer.status, answer.reason)
    recordings.append((request, response))
    return response


class MockRequest:
    """A request as it is compared with others: by operation and whole URL."""

    def __init__(
        self,
        operation,
        uri,
        host=None,
        ssl=False,
        port=None,
        data=None,
        extra_headers=None,
        url_params=None,
        escape_params=True,
        content_type="application/atom+xml",
    ):
        self.operation = operation
        self.uri = _ConstructFullUrlBase(uri, host, ssl)
        self.data = data
        self.extra_headers = extra_headers
        self.url_params = url_params or {}
        self.escape_params = escape_params
        self.content_type = content_type

    def ConcealSecrets(self, conceal_func):
        """Replace the Authorization header, if there is one, by what `conceal_func` makes of it."""
        if self.extra_headers and "Authorization" in self.extra_headers:
            self.extra_headers["Authorization"] = conceal_func(self.extra_headers["Authorization"])

    def IsMatch(self, other_request):
        """Tell whether the other request has the same operation and URL."""
        return self.operation == other_request.operation and self.uri == other_request.uri


class MockHttpResponse:
    """An answer whose body can be read any number of times."""

    def __init__(self, body=None, status=None, reason=None, headers=None):
        self.body = body
        self.status = status
        self.reason = reason
        self.headers = headers or {}

    def read(self):
        """Give the whole body."""
        return self.body

    def getheader(self, header_name):
        """Give a header as it is spelled; KeyError without it."""
        return self.headers[header_name]


def _ConstructFullUrlBase(uri, host=None, ssl=False):
    """Complete a URI by protocol and host, unless it has a protocol."""
    if uri.startswith("http"):
        return uri
    return f"{'https' if ssl else 'http'}://{host}{uri}"
