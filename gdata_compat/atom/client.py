"""The client of the Atom Publishing Protocol on which the second generation's services stand."""

from __future__ import annotations

from typing import Any

from ..engine import redact, urls
from ..engine.py2_errors import LegacyError
from . import http_core as _http_core

__all__ = ["AtomPubClient", "CustomHeaders", "Error", "MissingHost"]


class Error(LegacyError):
    """The root of this module's errors."""


class MissingHost(Error):
    """Neither the URI nor the client names a host."""


class AtomPubClient:
    """Performs requests by `http_client`, authorized by `auth_token`.

    `host` completes URIs that name none, `ssl` turns every request into https, `source` is the name of the
    application in the User-Agent.
    """

    host: Any = None
    auth_token: Any = None
    ssl = False
    xoauth_requestor_id: Any = None

    def __init__(
        self,
        http_client=None,
        host=None,
        auth_token=None,
        source=None,
        xoauth_requestor_id=None,
        **kwargs,
    ):
        self.http_client = http_client or _http_core.ProxiedHttpClient()
        if host is not None:
            self.host = host
        if auth_token is not None:
            self.auth_token = auth_token
        self.xoauth_requestor_id = xoauth_requestor_id
        self.source = source

    def request(self, method=None, uri=None, auth_token=None, http_request=None, **kwargs):
        """Perform a request and give what `http_client.request` gives.

        `uri` is text or a Uri. Any further argument that is not None changes the request by its
        `modify_request`, or becomes a parameter of the query. The token is asked last, and sees the whole
        request. Raises MissingHost.
        """
        http_request = self.modify_request(http_request)
        if isinstance(uri, str):
            uri = _http_core.Uri.parse_uri(uri)
        if uri is not None:
            uri.modify_request(http_request)
        if isinstance(method, str):
            http_request.method = method
        _apply(kwargs, http_request)
        self._complete(http_request.uri)
        token = auth_token or self.auth_token
        if token:
            token.modify_request(http_request)
        if http_request.uri.host is None:
            raise MissingHost(
                f"No host provided in request {http_request.method} {redact.query(str(http_request.uri))}"
            )
        if hasattr(token, "perform_modified_request"):  # a token that renews itself after a 401
            return token.perform_modified_request(http_request, self.http_client.request)
        return self.http_client.request(http_request)

    Request = request

    def _complete(self, uri):
        if self.ssl:
            uri.scheme = "https"
        elif uri.scheme is None:
            uri.scheme = "http"
        if uri.path is None:
            uri.path = "/"

    def get(self, uri=None, auth_token=None, http_request=None, **kwargs):
        """Perform a GET."""
        return self.request(method="GET", uri=uri, auth_token=auth_token, http_request=http_request, **kwargs)

    Get = get

    def post(self, uri=None, data=None, auth_token=None, http_request=None, **kwargs):
        """Perform a POST of `data`, an object with `modify_request`."""
        return self.request(
            method="POST", uri=uri, auth_token=auth_token, http_request=http_request, data=data, **kwargs
        )

    Post = post

    def put(self, uri=None, data=None, auth_token=None, http_request=None, **kwargs):
        """Perform a PUT of `data`, an object with `modify_request`."""
        return self.request(
            method="PUT", uri=uri, auth_token=auth_token, http_request=http_request, data=data, **kwargs
        )

    Put = put

    def delete(self, uri=None, auth_token=None, http_request=None, **kwargs):
        """Perform a DELETE."""
        return self.request(
            method="DELETE", uri=uri, auth_token=auth_token, http_request=http_request, **kwargs
        )

    Delete = delete

    def modify_request(self, http_request):
        """Set host, requestor and User-Agent (quirk 44) in a request, or in a new one for None."""
        if http_request is None:
            http_request = _http_core.HttpRequest()
        if self.host is not None and http_request.uri.host is None:
            http_request.uri.host = self.host
        if self.xoauth_requestor_id is not None:
            http_request.uri.query["xoauth_requestor_id"] = self.xoauth_requestor_id
        agent = f"{self.source} gdata-py/2.0.18" if self.source else "gdata-py/2.0.17"
        http_request.headers["User-Agent"] = agent
        return http_request

    ModifyRequest = modify_request


def _apply(arguments, http_request):
    for name, value in arguments.items():
        if hasattr(value, "modify_request"):
            value.modify_request(http_request)
        elif value is not None:
            http_request.uri.query[name] = urls.text(value)


class CustomHeaders:
    """Adds headers to a request, given to a client's method under any name of an argument."""

    def __init__(self, **kwargs):
        self.headers = kwargs

    def modify_request(self, http_request):
        """Set the headers that are not None."""
        http_request.headers.update({n: v for n, v in self.headers.items() if v is not None})
        return http_request
