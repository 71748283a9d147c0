"""Requests through App Engine's `urlfetch`.

`google.appengine.api.urlfetch` (package `appengine-python-standard` on Python 3) is imported when a
request is made; without it `gdata_compat.errors.ExtraMissing`, an ImportError, says so.
"""

from __future__ import annotations

import importlib
import io
from typing import Any

from .. import atom
from ..atom import http_interface as _http_interface
from ..engine import bodies
from ..engine.answer import Answer as _Answer
from ..errors import ExtraMissing as _ExtraMissing

__all__ = ["AppEngineHttpClient", "HttpRequest", "HttpResponse", "run_on_appengine"]

_ATOM_XML = "application/atom+xml"
_METHODS = ("GET", "POST", "PUT", "DELETE")


def run_on_appengine(gdata_service):
    """Make a service send its requests through App Engine's urlfetch from now on."""
    gdata_service.http_client = AppEngineHttpClient()


class AppEngineHttpClient(_http_interface.GenericHttpClient):
    """Performs requests through App Engine's urlfetch; `headers` are sent with each."""

    def __init__(self, headers=None):
        self.debug = False
        self.headers = headers or {}

    def request(self, operation, url, data=None, headers=None):
        """Perform `operation` on `url`, text or an `atom.url.Url`; give an HttpResponse.

        `data` is text, bytes, a file, a list of these, or an object that `str()` writes as XML.
        (2.0.18 failed with NameError on any data.)
        """
        all_headers = {**self.headers, **(headers or {})}
        payload = _payload(data)
        if payload and "Content-Length" not in all_headers:
            all_headers["Content-Length"] = str(len(payload))
        all_headers.setdefault("Content-Type", _ATOM_XML)
        return _fetch(operation, str(url), payload, all_headers)


def HttpRequest(
    service,
    operation,
    data,
    uri,
    extra_headers=None,
    url_params=None,
    escape_params=True,
    content_type=_ATOM_XML,
):
    """Perform a request of a service through urlfetch, without a token; give an HttpResponse."""
    full_uri = atom.service.BuildUri(uri, url_params, escape_params)
    server, port, ssl, partial_uri = atom.service.ProcessUrl(service, full_uri)
    place = server if port in (80, 443) else f"{server}:{port}"
    headers = {**service.additional_headers, **(extra_headers or {})}
    if content_type:
        headers["Content-Type"] = content_type
    return _fetch(operation, f"{'https' if ssl else 'http'}://{place}{partial_uri}", _payload(data), headers)


def _payload(data):
    if not data:
        return None
    parts = data if isinstance(data, list) else [data]
    return b"".join(bodies.encode(part.read() if hasattr(part, "read") else part) for part in parts)


def _fetch(operation, url, payload, headers):
    try:
        urlfetch = importlib.import_module("google.appengine.api.urlfetch")
    except ImportError as error:
        raise _ExtraMissing(
            "gdata.urlfetch needs App Engine's google.appengine.api.urlfetch: install "
            "appengine-python-standard, or let the service keep its own http_client, "
            "which works on App Engine too"
        ) from error
    method = getattr(urlfetch, operation) if operation in _METHODS else None
    return HttpResponse(urlfetch.fetch(url=url, payload=payload, method=method, headers=headers))


class HttpResponse:
    """What urlfetch answered, to be read like an answer of `http.client`: text as str, else bytes."""

    def __init__(self, urlfetch_response):
        self.headers = urlfetch_response.headers
        self.status = urlfetch_response.status_code
        self.reason = ""
        content = _Answer.of(self.status, urlfetch_response.content, _any_case(self.headers)).read()
        self.body = io.BytesIO(content) if isinstance(content, bytes) else io.StringIO(content, newline="")

    def read(self, length=None):
        """Read so many characters or bytes, or the rest."""
        return self.body.read() if length is None else self.body.read(length)

    def getheader(self, name):
        """Give a header, its name in any case; None without it."""
        return _any_case(self.headers).get(name.lower())


class _AnyCase(dict[str, Any]):
    def get(self, name, default=None):
        return dict.get(self, name.lower(), default)


def _any_case(headers):
    return _AnyCase((name.lower(), value) for name, value in headers.items())
