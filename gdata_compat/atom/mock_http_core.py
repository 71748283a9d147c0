"""HTTP clients for tests: one that replays recordings, one that echoes, one that says what it is told."""

from __future__ import annotations

import os
import pickle
import tempfile
from typing import Any

from .. import errors as _errors
from ..engine import bodies, redact
from ..engine.py2_errors import LegacyError
from . import http_core as _http_core

__all__ = [
    "EchoHttpClient",
    "Error",
    "MockHttpClient",
    "MockHttpResponse",
    "NoRecordingFound",
    "SettableHttpClient",
]


class Error(LegacyError):
    """The root of this module's errors."""


class NoRecordingFound(Error):
    """No recording answers the request, and there is no real client to ask."""


class MockHttpClient:
    """Answers from recordings; with a `real_client` it asks that one and records the answers.

    A session is a file of recordings in the system's folder for temporary files.
    """

    debug: Any = None
    real_client: Any = None
    last_request_was_live = False
    cache_name_prefix = "gdata_live_test"
    cache_case_name = ""
    cache_test_name = ""

    def __init__(self, recordings=None, real_client=None):
        self._recordings = recordings or []
        if real_client is not None:
            self.real_client = real_client

    def add_response(self, http_request, status, reason, headers=None, body=None):
        """Answer requests like `http_request`, after all earlier recordings."""
        response = MockHttpResponse(status, reason, headers, body)
        self._recordings.append((http_request._copy(), response))

    AddResponse = add_response

    def request(self, http_request):
        """Give the first recording that matches, or the real client's answer, which is recorded.

        Raises NoRecordingFound.
        """
        request = _scrub_request(http_request._copy())
        self.last_request_was_live = self.real_client is not None
        if self.real_client is not None:
            self._record(request, http_request)
            return self._recordings[-1][1]
        for recorded, response in self._recordings:
            if _match_request(recorded, request):
                return response
        # Spelled as ever: scripts compare the text.
        url = redact.query(str(request.uri))
        raise NoRecordingFound(f"No recoding was found for request: {request.method} {url}")

    Request = request

    def _record(self, scrubbed, http_request):
        self.real_client.debug = self.debug
        response = _scrub_response(self.real_client.request(http_request))
        headers = dict(_http_core.get_headers(response))
        self.add_response(scrubbed, response.status, response.reason, headers, response.read())

    def _save_recordings(self, filename):
        with open(_path(filename), "wb") as file:
            pickle.dump(self._recordings, file)

    def _load_recordings(self, filename):
        with open(_path(filename), "rb") as file:
            from ..engine import unpickling

            self._recordings = unpickling.read(file, _recorded_class)

    def _delete_recordings(self, filename):
        if os.path.exists(_path(filename)):
            os.remove(_path(filename))

    def _load_or_use_client(self, filename, http_client):
        if os.path.exists(_path(filename)):
            self._load_recordings(filename)
        else:
            self.real_client = http_client

    def use_cached_session(self, name=None, real_http_client=None):
        """Load a session, or record one if there is none yet.

        Without a name it is called after `cache_name_prefix`, `cache_case_name` and `cache_test_name`.
        """
        self._recordings_cache_name = self.get_cache_file_name() if name is None else name
        self._load_or_use_client(self._recordings_cache_name, real_http_client or _http_core.HttpClient())

    def close_session(self):
        """Save what was recorded."""
        if self.real_client is not None:
            self._save_recordings(self._recordings_cache_name)

    def delete_session(self, name=None):
        """Remove the file of a session, by default that of this one."""
        self._delete_recordings(self._recordings_cache_name if name is None else name)

    def get_cache_file_name(self):
        """Give the name of the session's file."""
        return f"{self.cache_name_prefix}.{self.cache_case_name}.{self.cache_test_name}"

    def _dump(self):
        """Write for a reader which requests are recorded."""
        lines = ["MockHttpClient", f"  real_client: {self.real_client}"]
        lines += [f"  cache file name: {self.get_cache_file_name()}", "  recordings:"]
        for number, (request, _) in enumerate(self._recordings):
            url = redact.query(str(request.uri))
            lines.append(f"    recording {number} is for: {request.method} {url}")
        return "\n".join([*lines, ""])


def _path(filename):
    return os.path.join(tempfile.gettempdir(), filename)


_RECORDED_CLASSES = {
    "http_core": ("HttpRequest", "HttpResponse", "Uri"),
    "mock_http_core": ("MockHttpResponse",),
}


def _recorded_class(module, name):
    """Give a class that recordings are made of, and nothing else: anybody can write into that folder."""
    package, _, last = module.rpartition(".")
    if package not in ("atom", __package__) or name not in _RECORDED_CLASSES.get(last, ()):
        raise _errors.PickleRefused(f"recordings hold requests and responses only, and not {module}.{name}")
    return globals()[name] if last == "mock_http_core" else getattr(_http_core, name)


def _match_request(http_request, stored_request):
    """Tell whether host (if the first names one), path, method and gsessionid are the same."""
    one, other = http_request.uri, stored_request.uri
    if one.host is not None and one.host != other.host:
        return False
    if one.path != other.path or http_request.method != stored_request.method:
        return False
    absent = object()
    return bool(one.query.get("gsessionid", absent) == other.query.get("gsessionid", absent))


def _scrub_request(http_request):
    """Drop the body, which is not compared; that of a login is replaced by a note."""
    http_request._body_parts = []
    if http_request.uri and http_request.uri.path and http_request.uri.path.endswith("ClientLogin"):
        http_request.add_form_inputs({"form_data": "client login request has been scrubbed"})
    return http_request


def _scrub_response(http_response):
    """Give the response as it is; tests put something else here."""
    return http_response


class EchoHttpClient:
    """Answers 200 with the headers and the body that were sent.

    The headers Echo-Host, Echo-Uri, Echo-Scheme and Echo-Method tell the rest of the request.
    """

    def request(self, http_request):
        """Send the request back."""
        return self._http_request(
            http_request.uri, http_request.method, http_request.headers, http_request._body_parts
        )

    def _http_request(self, uri, method, headers=None, body_parts=None):
        echoed = {name: str(value) for name, value in (headers or {}).items()}
        echoed["Echo-Host"] = f"{uri.host}:{uri.port}"
        echoed["Echo-Uri"] = uri._get_relative_path()
        echoed["Echo-Scheme"] = uri.scheme
        echoed["Echo-Method"] = method
        return _http_core.HttpResponse(200, "OK", echoed, _joined(body_parts or ()))


def _joined(parts):
    """Give the parts as text, or as bytes where they make none; what is no text and no file is left out."""
    data = b"".join(
        bodies.encode(part.read() if hasattr(part, "read") else part)
        for part in parts
        if isinstance(part, (str, bytes)) or hasattr(part, "read")
    )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


class SettableHttpClient:
    """Answers every request with what was set; `last_request` is the last one."""

    def __init__(self, status, reason, body, headers):
        self.set_response(status, reason, body, headers)
        self.last_request = None

    def set_response(self, status, reason, body, headers):
        """Set the answer: a number, text, a body of text, bytes or a file, and a dict of headers."""
        self.response = _http_core.HttpResponse(status=status, reason=reason, body=body)
        self.response._headers = headers.copy()

    def request(self, http_request):
        """Give the answer that was set; its body is read once."""
        self.last_request = http_request
        return self.response


class MockHttpResponse(_http_core.HttpResponse):
    """An answer whose body can be read any number of times."""

    def __init__(self, status=None, reason=None, headers=None, body=None):
        super().__init__(status, reason, headers)
        if body is not None:
            self._body = body.read() if hasattr(body, "read") else body

    def read(self):  # type: ignore[override]  # as 2.0.18 has it
        """Give the whole body."""
        return self._body
