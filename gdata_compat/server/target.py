"""The address that a request was meant for, as its client signed it.

A client may talk to this server under its own address, or sign Google's URL and be routed here: then the
Host header carries Google's host, and X-Forwarded-Proto the scheme. 2.0.18 writes the whole URL into the
request line, scheme included. The path stays percent-encoded as it was sent, since that is what is signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

__all__ = ["MethodOverride", "Target", "is_web_address", "sent_method", "target_of"]


_OVERRIDING = ("PUT", "DELETE")
_SENT = "gdata_compat.sent_method"

_HOST = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)

#: What no host has: browsers end it at a backslash, and a Content-Security-Policy at the others.
_NOT_OF_HOSTS = frozenset("\\ ;,'\"<>")


@dataclass(frozen=True)
class Target:
    """An absolute URL in parts; `path` and `query` are percent-encoded as sent."""

    scheme: str
    host: str
    path: str
    query: str

    @property
    def has_valid_host(self) -> bool:
        """Whether the host is a name or an address, with a port or not."""
        return _HOST.fullmatch(self.host) is not None

    @property
    def base(self) -> str:
        """The URL without its query."""
        return f"{self.scheme}://{self.host}{self.path}"

    @property
    def url(self) -> str:
        """The whole URL."""
        return f"{self.base}?{self.query}" if self.query else self.base


def target_of(environ: Mapping[str, Any]) -> Target:
    """Return the URL that the client of a WSGI request meant."""
    raw = environ.get("REQUEST_URI") or environ.get("RAW_URI") or _rebuilt(environ)
    scheme, host = environ["wsgi.url_scheme"], environ.get("HTTP_HOST") or environ["SERVER_NAME"]
    for prefix in ("http", "https"):
        if raw[: len(prefix) + 3].lower() == f"{prefix}://":
            scheme = prefix
            authority, slash, rest = raw[len(prefix) + 3 :].partition("/")
            host, raw = authority or host, slash + rest
    forwarded = environ.get("HTTP_X_FORWARDED_PROTO", "").lower()
    path, _, query = raw.partition("#")[0].partition("?")
    return Target(forwarded if forwarded in ("http", "https") else scheme, host, path, query)


class MethodOverride:
    """A WSGI application whose POST requests may stand for others, as `X-HTTP-Method-Override` says.

    That is what the Google Data protocol offers to clients behind firewalls that know GET and POST only.
    """

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        wanted = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE", "").upper()
        if environ["REQUEST_METHOD"] == "POST" and wanted in _OVERRIDING:
            environ[_SENT] = "POST"
            environ["REQUEST_METHOD"] = wanted
        started: Iterable[bytes] = self._application(environ, start_response)
        return started


def sent_method(environ: Mapping[str, Any]) -> str:
    """Return the method that a request was sent with, which is the one that is signed."""
    return str(environ.get(_SENT) or environ["REQUEST_METHOD"])


def is_web_address(text: str) -> bool:
    """Tell whether a text is an absolute http or https URL, whose host a browser reads as we do."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
        host.encode("idna")  # fails where a label is empty or too long
    except ValueError:
        return False
    is_plain = text.isprintable() and _NOT_OF_HOSTS.isdisjoint(parts.netloc)
    return parts.scheme in ("http", "https") and bool(host) and is_plain


def _rebuilt(environ: Mapping[str, Any]) -> str:
    path = quote(environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""), encoding="latin-1")
    query = environ.get("QUERY_STRING")
    return f"{path}?{query}" if query else path
