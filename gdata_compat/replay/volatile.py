"""What differs from one run to the next although nothing changed: one table, which a user can extend.

`Normal` gives the parts of a request or an answer without what is volatile, ready to be compared.

Names that a run draws anew are of another kind: the labels of secrets, and the ids that a server makes up.
They differ from run to run, but not within one: what had the same name has it again. `Names` finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ..errors import GdataCompatError
from . import gdata_har, xml_bodies
from .har import Request, Response

__all__ = [
    "LABEL",
    "PLACES",
    "VOLATILE",
    "Names",
    "Normal",
    "Volatile",
    "authorization_parameters",
    "is_text",
    "is_utf8",
    "line_ends_of",
    "read_volatile",
    "text_of",
]


@dataclass(frozen=True)
class Volatile:
    """A part that does not count: `place` is one of PLACES, `name` is in lower case for headers.

    For the place "drawn" the name is a regular expression of names that a server makes up, for "text" one of
    what is left out of every text.
    """

    place: str
    name: str
    reason: str


#: Where a volatile part stands.
PLACES = ("request header", "response header", "parameter", "element", "attribute", "state", "drawn", "text")

#: Of these the name is a regular expression.
_EXPRESSIONS = ("drawn", "text")

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
    Volatile("state", "requested", "the time when an audit was asked for"),
    Volatile("state", "completes", "the time when an audit is done"),
    Volatile("drawn", r"(?<![0-9A-Za-z])[0-9a-f]{16}(?![0-9A-Za-z])", "the id of a contact or of a filter"),
    Volatile("drawn", r"[0-9a-f]{26}(?=@resource\.calendar\.google\.com)", "the address of a resource"),
    Volatile("drawn", r"(?<=/a/data/compliance/audit/)[\w-]{20,}", "the address of an audit's file"),
    Volatile("drawn", r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "a UUID"),
    Volatile("drawn", r"(?<=/)\d{13,17}(?![\w/.])", "the version in an address for changes"),
    Volatile("drawn", r"""(?<=")[\w-]{10,}\.(?=")""", "an ETag that a request names"),
    Volatile("drawn", r"(?<=[?&]ctoken=)[\w-]{8,}", "the captcha that a form asks for"),
    Volatile("drawn", r"(?<=CaptchaToken=)[\w-]{8,}|(?<=logintoken=)[\w-]{8,}", "the captcha of a login"),
    Volatile("drawn", r"(?<=csrf=)[\w-]{8,}|(?<=\"csrf\" value=\")[\w-]{8,}", "the key of a form"),
    Volatile("drawn", r"(?<=startKey=)[\w-]{8,}|(?<=start-key=)[\w-]{8,}", "the key of a next page"),
    Volatile("text", r"(?<=Expiration=)\w{16}", "the time when a token ends"),
    Volatile("text", r"(?<=oauth_nonce%3D)\w+", "drawn for the request that an error text quotes"),
    Volatile("text", r"(?<=oauth_timestamp%3D)\d+", "the time of the request that an error text quotes"),
)

#: The label of a secret; see `gdata_har.Scrubber`.
LABEL = re.compile(gdata_har.LABEL)

#: Texts up to that length come again and again: values of attributes, headers.
_SHORT = 64

_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]+)""")
_ENDS = {b"\n": "LF", b"\r\n": "CRLF", b"\r": "CR"}
_END = re.compile(rb"\r\n|\r|\n")
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_PARAMETER = re.compile(r'([\w.-]+)="([^"]*)"')

#: What stands for a value that does not count, and for a name that another run draws anew.
_ANY = "(any)"
_DRAWN = "(drawn)"


class Names:
    """Finds the names that a run draws anew in texts, and replaces them.

    `instead` gives the names to put in their places; without it all become one, so that texts that differ in
    such names only are equal. `own` has what looks like a drawn name and was the script's own, and `left_out`
    the expressions of what counts nowhere.
    """

    def __init__(
        self,
        patterns: Iterable[str] = (),
        instead: Mapping[str, str] | None = None,
        own: frozenset[str] = frozenset(),
        left_out: Iterable[str] = (),
    ) -> None:
        self._patterns, self._left_out = tuple(patterns), tuple(left_out)
        self._pattern = re.compile("|".join((LABEL.pattern, *(f"(?:{each})" for each in self._patterns))))
        self._nowhere = re.compile("|".join(f"(?:{each})" for each in self._left_out) or "(?!)")
        self._instead, self._own = instead, own
        self._replaced: dict[str, str] = {}

    def found(self, text: str) -> list[str]:
        """Give the names in a text, in their order."""
        return [match[0] for match in self._pattern.finditer(text) if match[0] not in self._own]

    def replace(self, text: str) -> str:
        """Give a text with other names."""
        if len(text) > _SHORT:
            return self._pattern.sub(self._other, self._nowhere.sub(_ANY, text))
        known = self._replaced.get(text)
        if known is None:
            known = self._pattern.sub(self._other, self._nowhere.sub(_ANY, text))
            self._replaced[text] = known
        return known

    def renamed(self, instead: Mapping[str, str]) -> Names:
        """Give the same, with names to put in the places of those that are found."""
        return Names(self._patterns, instead, self._own, self._left_out)

    def without(self, own: Iterable[str]) -> Names:
        """Give the same, which takes the names that a script made up itself as they are."""
        return Names(self._patterns, self._instead, frozenset(own), self._left_out)

    def _other(self, match: re.Match[str]) -> str:
        if match[0] in self._own:
            return match[0]
        if self._instead is not None:
            return self._instead.get(match[0], match[0])
        return "SCRUBBED" if match[0].startswith("SCRUBBED-") else _DRAWN


class Normal:
    """Requests and answers without their volatile parts, by the table and `more` rows.

    `names` replaces what a run draws anew; by default all such names are one.
    """

    def __init__(self, more: Iterable[Volatile] = (), names: Names | None = None) -> None:
        self._more = tuple(more)
        self._bodies: dict[tuple[bytes, str], Any] = {}
        self._rows: dict[str, set[str]] = {place: set() for place in PLACES}
        for row in (*VOLATILE, *self._more):
            header = row.place.endswith("header")
            self._rows[row.place].add(row.name.lower() if header else row.name)
        patterns = {place: sorted(self._rows[place]) for place in ("drawn", "text")}
        self.names = names or Names(patterns["drawn"], left_out=patterns["text"])

    def renamed(self, instead: Mapping[str, str]) -> Normal:
        """Give the same, with names to put in the places of those that a run draws anew."""
        return Normal(self._more, self.names.renamed(instead))

    def without(self, own: Iterable[str]) -> Normal:
        """Give the same, which takes the names that a script made up itself as they are."""
        return Normal(self._more, self.names.without(own))

    def request(self, request: Request) -> dict[str, Any]:
        """Give the parts of a request by their names: method, url, query, headers, authorization, body."""
        parts = urlsplit(request.url)
        headers = [pair for pair in request.headers if pair[0].lower() != "authorization"]
        given = [value for name, value in request.headers if name.lower() == "authorization"]
        base = None if request.base_string is None else self._base_string(request.base_string)
        return {
            "method": request.method,
            "url": self.names.replace(f"{parts.scheme}://{parts.netloc}{parts.path or '/'}"),
            "query": self._pairs(parse_qsl(parts.query, keep_blank_values=True)),
            "headers": self._headers(headers, "request header"),
            "authorization": [pair for value in given for pair in self._authorization(value)],
            "base string": base,
            "body": self.body(request.body, request.header("content-type")),
            "body encoding": _encoding(request.body),
            "body line ends": line_ends_of(request.body),
        }

    def response(self, response: Response) -> dict[str, Any]:
        """Give the parts of an answer by their names: status, reason, headers, body."""
        return {
            "status": response.status,
            "reason": response.reason,
            "headers": self._headers(response.headers, "response header"),
            "body": self.body(response.body, response.header("content-type")),
            "body encoding": _encoding(response.body),
            "body line ends": line_ends_of(response.body),
        }

    def resource(self, request: Request) -> tuple[str, ...]:
        """Give what names the resource that a request is for: method, address, and query."""
        address, _, query = request.url.partition("?")
        address = self.names.replace(address)
        pairs = self._pairs(parse_qsl(query, keep_blank_values=True)) if query else []
        return (request.method, address, *(f"{name}={value}" for name, value in pairs))

    def body(self, body: bytes, content_type: str) -> Any:
        """Give a body: a tree of XML, the pairs of a form, or text; both sides often have the same one."""
        key = (body, content_type)
        if key not in self._bodies:
            self._bodies[key] = self._read(*key)
        return self._bodies[key]

    def state(self, value: Any) -> Any:
        """Give what a domain holds, or a part of it."""
        if isinstance(value, Mapping):
            fields = self._rows["state"]
            return {name: _ANY if name in fields else self.state(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.state(each) for each in value]
        return self.names.replace(value) if isinstance(value, str) else value

    def _read(self, body: bytes, content_type: str) -> Any:
        if not body:
            return ""
        if body.lstrip()[:1] == b"<":
            tree = xml_bodies.tree(body, self._rows["element"], self._rows["attribute"], self.names.replace)
            if tree is not None:
                return tree
        text = text_of(body)
        if content_type.startswith("application/x-www-form-urlencoded"):
            return self._pairs(parse_qsl(text, keep_blank_values=True))
        return self.names.replace(text)

    def _headers(self, headers: Iterable[tuple[str, str]], place: str) -> list[tuple[str, str]]:
        """Give headers in the order of their names; those of one name stay in theirs."""
        volatile = self._rows[place]
        named = ((name.lower(), self.names.replace(value)) for name, value in headers)
        return sorted((pair for pair in named if pair[0] not in volatile), key=lambda pair: pair[0])

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Give parameters in the order of their names, those of one name in theirs.

        The order of the names on the wire was never promised.
        """
        made = ((name, self._value(name, value)) for name, value in pairs)
        return sorted(made, key=lambda pair: pair[0])

    def _value(self, name: str, value: str) -> str:
        return _ANY if name in self._rows["parameter"] else self.names.replace(value)

    def _authorization(self, value: str) -> list[tuple[str, str]]:
        kind, _, rest = value.partition(" ")
        found = authorization_parameters(rest)
        if not found:
            return [(kind, self.names.replace(rest))]
        return [("scheme", kind), *sorted((name, self._value(name, text)) for name, text in found)]

    def _base_string(self, text: str) -> str:
        """Give the text that is signed, its three parts decoded once, so that names stand free in it."""
        method, address, parameters = (unquote(part) for part in (*text.split("&"), "", "", "")[:3])
        pairs = [pair.partition("=") for pair in parameters.split("&")]
        values = (f"{n}={_ANY if n in self._rows['parameter'] else value}" for n, _, value in pairs)
        return self.names.replace("&".join((method, address, *values)))


def authorization_parameters(text: str) -> list[tuple[str, str]]:
    """Give the parameters of an Authorization header, decoded (RFC 5849 section 3.5.1)."""
    return [(name, unquote(value)) for name, value in _PARAMETER.findall(text)]


def read_volatile(path: str | PathLike[str]) -> list[Volatile]:
    """Read a file of further rows, a line each: place, name, reason; `#` begins a comment.

    Raises GdataCompatError that names the line which is none.
    """
    rows = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        place, _, rest = line.partition(",")
        name, _, reason = rest.rpartition(",") if place.strip() in _EXPRESSIONS else rest.partition(",")
        row = Volatile(place.strip(), name.strip(), reason.strip())
        problem = _problem(row)
        if problem:
            raise GdataCompatError(f"{path}, line {number}: {problem}")
        rows.append(row)
    return rows


def _problem(row: Volatile) -> str:
    if row.place not in PLACES or not row.name or not row.reason:
        return f"a row is place, name, reason, and a place is one of {', '.join(PLACES)}"
    if row.place in _EXPRESSIONS:
        try:
            re.compile(row.name)
        except re.error as error:
            return f"{row.name!r} is no regular expression: {error}"
    return ""


def _encoding(body: bytes) -> str:
    """Name the encoding of a body: what XML says of itself, else whether it is UTF-8."""
    if body.lstrip()[:1] == b"<":
        said = _DECLARED.match(body)
        return "UTF-8" if said is None else said[1].decode("ascii", "replace").upper()
    return "UTF-8" if is_utf8(body) else "not UTF-8"


def line_ends_of(data: bytes) -> str:
    """Name how the lines of a text end: "LF", "CRLF", "CR" or "mixed"; '' where there is one line only."""
    kinds = set(_END.findall(data)) if b"\r" in data else {b"\n"} if b"\n" in data else set()
    return "mixed" if len(kinds) > 1 else "".join(_ENDS[kind] for kind in kinds)


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_text(data: bytes) -> bool:
    """Tell whether bytes are to be read: they have no zeros, and few control characters."""
    return not _CONTROL.search(data)


def text_of(body: bytes) -> str:
    """Give bytes as text: UTF-8, or a character a byte."""
    return body.decode("utf-8" if is_utf8(body) else "latin-1")
