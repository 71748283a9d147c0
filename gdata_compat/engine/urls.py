"""URLs and forms taken apart, put together and quoted as Python 2.7 did it.

A signature covers the text of a URL, so a quote written differently, a fragment cut elsewhere or a
`~` left alone makes another signature or another request line than 2.0.18 sent. Python 3's
`urllib.parse` differs in such places (it leaves `~` alone, strips tabs and newlines, takes `foo:80` for
a scheme, no longer splits forms at `;`), hence these few functions, which keep Python 2.7.18's ways.

Text is `str`. Bytes that are no UTF-8 travel through it as lone surrogates ("surrogateescape"), so that
`%E9` is written back as `%E9`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote_from_bytes, unquote_to_bytes

__all__ = [
    "encode_form",
    "escape",
    "join",
    "parse_form",
    "quote_form",
    "split",
    "text",
    "unquote",
    "unquote_form",
]

_HOST_PART = re.compile(r"//([^/?#]*)").match
_SCHEME_CHARACTERS = re.compile(r"[A-Za-z0-9+.-]+\Z")
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*\Z").match
_NEARLY_PLAIN = re.compile(r"[A-Za-z0-9_.~/:=+-]*\Z").match
_PLAIN_FORM = re.compile(r"[A-Za-z0-9_.-]*\Z").match
_WITH_PARAMS = frozenset(
    [
        "",
        "ftp",
        "hdl",
        "http",
        "https",
        "imap",
        "mms",
        "prospero",
        "rtsp",
        "rtspu",
        "sftp",
        "shttp",
        "sip",
        "sips",
        "tel",
    ]
)
_WITH_HOST = frozenset(
    [
        "",
        "file",
        "ftp",
        "git",
        "git+ssh",
        "gopher",
        "http",
        "https",
        "imap",
        "mms",
        "nfs",
        "nntp",
        "prospero",
        "rsync",
        "rtsp",
        "rtspu",
        "sftp",
        "shttp",
        "snews",
        "svn",
        "svn+ssh",
        "telnet",
        "wais",
    ]
)


def text(value: object) -> str:
    """Give the text that Python 2's `str(value)` would have put into a URL."""
    if isinstance(value, str):
        return value
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def escape(value: str) -> str:
    """Percent-encode all but letters, digits and `-._~` (RFC 5849 section 3.6)."""
    if _PLAIN(value):
        return value
    if _NEARLY_PLAIN(value):
        # URLs, tokens and base64, at a fifth of the time of the general way.
        return value.replace("/", "%2F").replace(":", "%3A").replace("=", "%3D").replace("+", "%2B")
    return quote_from_bytes(value.encode("utf-8", "surrogateescape"), safe="")


def quote_form(value: str) -> str:
    """Encode a form value: a space becomes `+`, and `~` is encoded, as only Python 2 does."""
    if _PLAIN_FORM(value):
        return value
    quoted = quote_from_bytes(value.encode("utf-8", "surrogateescape"), safe=" ")
    return quoted.replace(" ", "+").replace("~", "%7E")


def unquote(value: str) -> str:
    """Decode percent escapes; what is no UTF-8 is kept as lone surrogates."""
    if "%" not in value:
        return value
    return unquote_to_bytes(value.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")


def unquote_form(value: str) -> str:
    """Decode a form value: `+` is a space."""
    return unquote(value.replace("+", " "))


def encode_form(fields: Iterable[tuple[object, object]]) -> str:
    """Write `fields` as application/x-www-form-urlencoded, in their order."""
    return "&".join(f"{quote_form(text(name))}={quote_form(text(value))}" for name, value in fields)


def parse_form(form: str, keep_blank: bool = False) -> dict[str, list[str]]:
    """Read a form; fields end at `&` or at `;`, and those without a value are left out or kept."""
    fields: dict[str, list[str]] = {}
    for pair in form.replace(";", "&").split("&"):
        name, _, value = pair.partition("=")
        if not pair or not (value or keep_blank):
            continue
        fields.setdefault(unquote_form(name), []).append(unquote_form(value))
    return fields


def split(url: str) -> tuple[str, str, str, str, str]:
    """Take a URL apart into scheme, host part, path, `;params` and query; the fragment is dropped.

    Raises ValueError for a bracket without its partner in the host part.
    """
    scheme, rest = _split_scheme(url)
    netloc = ""
    host_part = _HOST_PART(rest)
    if host_part:
        netloc, rest = host_part.group(1), rest[host_part.end() :]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    rest = rest.partition("#")[0]
    path, _, query = rest.partition("?")
    params = ""
    if ";" in path and scheme in _WITH_PARAMS:
        at = path.find(";", path.rfind("/") + 1)
        if at >= 0:
            path, params = path[:at], path[at + 1 :]
    return scheme, netloc, path, params, query


def _split_scheme(url: str) -> tuple[str, str]:
    head, colon, rest = url.partition(":")
    if (head == "http" and colon) or (head == "https" and rest[:1] == "/"):
        return head, rest
    if not colon or not _SCHEME_CHARACTERS.match(head):
        return "", url
    # Digits alone after the colon are a port number, and the "scheme" is a path.
    if rest and all(character in "0123456789" for character in rest):
        return "", url
    return head.lower(), rest


def join(scheme: str, netloc: str, path: str, query: str) -> str:
    """Put a URL together, as `urlparse.urlunparse` of Python 2.7 did."""
    url = path
    if netloc or (scheme and scheme in _WITH_HOST and url[:2] != "//"):
        if url and url[0] != "/":
            url = "/" + url
        url = "//" + netloc + url
    if scheme:
        url = f"{scheme}:{url}"
    return f"{url}?{query}" if query else url
