"""What differs from one run to the next although nothing changed: one table, which a user can extend.

`Normal` gives the parts of a request or an answer without what is volatile, ready to be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from . import xml_bodies
from .har import Headers, Request, Response

__all__ = ["PARAMETER", "PLACES", "VOLATILE", "Normal", "Volatile", "text_of"]


@dataclass(frozen=True)
class Volatile:
    """A part that does not count: `place` is one of PLACES, `name` is in lower case for headers."""

    place: str
    name: str
    reason: str


#: Where a volatile part stands.
PLACES = ("request header", "response header", "parameter", "element", "attribute")

VOLATILE = (
    Volatile("parameter", "oauth_nonce", "drawn for each request"),
    Volatile("parameter", "oauth_timestamp", "the time of the request"),
    Volatile("parameter", "oauth_signature", "covers the nonce; verified where the secrets are given"),
    Volatile("request header", "user-agent", "names the library and its version"),
    Volatile("request header", "accept-encoding", "the HTTP library's, not the script's"),
    Volatile("request header", "accept", "the HTTP library's where the script names none"),
    Volatile("request header", "connection", "connections are kept or not"),
    Volatile("request header", "host", "is in the URL"),
    Volatile("request header", "content-length", "follows from the body"),
    Volatile("request header", "x-forwarded-proto", "tells a server that stands in which scheme was signed"),
    Volatile("response header", "date", "the time of the answer"),
    Volatile("response header", "expires", "follows from the time of the answer"),
    Volatile("response header", "last-modified", "the time of the last change"),
    Volatile("response header", "etag", "changes with every version of an entry"),
    Volatile("response header", "server", "names the server and its version"),
    Volatile("response header", "connection", "connections are kept or not"),
    Volatile("response header", "transfer-encoding", "how the body was cut into pieces"),
    Volatile("response header", "content-length", "follows from the body"),
    Volatile("attribute", "etag", "changes with every version of an entry"),
    Volatile("element", "updated", "the time of the last change"),
    Volatile("element", "published", "the time of the creation"),
    Volatile("element", "edited", "the time of the last change"),
)

#: A parameter of an Authorization header.
PARAMETER = re.compile(r'([\w.-]+)="([^"]*)"')
_LABEL = re.compile(r"SCRUBBED-\d+")

#: What stands for a value that does not count.
_ANY = "(any)"


class Normal:
    """Requests and answers without their volatile parts, by the table and `more` rows."""

    def __init__(self, more: Iterable[Volatile] = ()) -> None:
        self._rows: dict[str, set[str]] = {place: set() for place in PLACES}
        for row in (*VOLATILE, *more):
            header = row.place.endswith("header")
            self._rows[row.place].add(row.name.lower() if header else row.name)

    def request(self, request: Request) -> dict[str, Any]:
        """Give the parts of a request by their names: method, url, query, headers, authorization, body."""
        parts = urlsplit(request.url)
        headers = self._headers(request.headers, "request header")
        headers.pop("authorization", None)
        base = None if request.base_string is None else self._base_string(request.base_string)
        return {
            "method": request.method,
            "url": f"{parts.scheme}://{parts.netloc}{parts.path}",
            "query": self._pairs(parse_qsl(parts.query, keep_blank_values=True)),
            "headers": headers,
            "authorization": self._authorization(request.header("authorization")),
            "base string": base,
            "body": self.body(request.body, request.header("content-type")),
        }

    def response(self, response: Response) -> dict[str, Any]:
        """Give the parts of an answer by their names: status, reason, headers, body."""
        return {
            "status": response.status,
            "reason": response.reason,
            "headers": self._headers(response.headers, "response header"),
            "body": self.body(response.body, response.header("content-type")),
        }

    def resource(self, request: Request) -> tuple[str, ...]:
        """Give what names the resource that a request is for: method, address, and query."""
        address, _, query = request.url.partition("?")
        pairs = self._pairs(parse_qsl(query, keep_blank_values=True)) if query else []
        return (request.method, address, *(f"{name}={value}" for name, value in pairs))

    def body(self, body: bytes, content_type: str) -> Any:
        """Give a body: a tree of XML, the pairs of a form, or text."""
        if not body:
            return ""
        if body.lstrip()[:1] == b"<":
            tree = xml_bodies.tree(body, self._rows["element"], self._rows["attribute"])
            if tree is not None:
                return tree
        text = text_of(body)
        if content_type.startswith("application/x-www-form-urlencoded"):
            return self._pairs(parse_qsl(text, keep_blank_values=True))
        return _LABEL.sub("SCRUBBED", text)

    def _headers(self, headers: Headers, place: str) -> dict[str, str]:
        volatile = self._rows[place]
        named = ((name.lower(), value) for name, value in headers)
        return {name: _LABEL.sub("SCRUBBED", value) for name, value in named if name not in volatile}

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Give parameters in the order of their names: theirs on the wire was never promised."""
        return sorted((name, self._value(name, value)) for name, value in pairs)

    def _value(self, name: str, value: str) -> str:
        return _ANY if name in self._rows["parameter"] else _LABEL.sub("SCRUBBED", value)

    def _authorization(self, value: str) -> Mapping[str, str]:
        kind, _, rest = value.partition(" ")
        if not value:
            return {}
        found = PARAMETER.findall(rest)
        if not found:
            return {kind: _LABEL.sub("SCRUBBED", rest)}
        return {"scheme": kind} | {name: self._value(name, unquote(text)) for name, text in found}

    def _base_string(self, text: str) -> str:
        for name in self._rows["parameter"]:
            text = re.sub(rf"({re.escape(name)}%3D)[^%&]*(%(?!26)[^%&]*)*", rf"\1{_ANY}", text)
        return _LABEL.sub("SCRUBBED", text)


def text_of(body: bytes) -> str:
    """Give bytes as text: UTF-8, or a character a byte."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")
