"""From the bytes of a script to its text, and back without touching what was not edited."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["MAX_BYTES", "SourceError", "SourceText", "read_source"]

#: No script is longer; a file that is holds data.
MAX_BYTES = 4 * 1024 * 1024

_DECLARATION = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#[^\r\n]*)?(?:\r?\n|\r|$)")
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class SourceError(Exception):
    """A file is no Python script that can be read; the text says why and what to do."""


@dataclass(frozen=True)
class SourceText:
    """The text of a script with line feeds as its line ends (or CR LF, kept), and how it becomes bytes."""

    text: str
    encoding: str
    mark: bytes = b""
    old_mac: bool = False
    undeclared: bool = False

    def encode(self, text: str) -> bytes:
        """Give the bytes of a text in the encoding, with the mark and the line ends of the source."""
        return self.mark + (text.replace("\n", "\r") if self.old_mac else text).encode(self.encoding)


def read_source(data: bytes, encoding: str | None = None) -> SourceText:
    """Decode a script as Python 2 does, by its declaration (PEP 263).

    Without a declaration the script is ASCII or UTF-8, or what `encoding` names. Raises SourceError for what
    is too long, is no text, or has bytes that its encoding does not.
    """
    if len(data) > MAX_BYTES:
        size, limit = len(data) / 2**20, MAX_BYTES // 2**20
        raise SourceError(f"{size:.1f} MiB is more than the {limit} MiB that a script may have: is it data?")
    if data.startswith(_WIDE):
        raise SourceError("the file is UTF-16 or UTF-32, which Python does not read: save it as UTF-8")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise SourceError(f"line {line} has a zero byte: a binary file, no script")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = data[len(mark) :]
    declared = _declared(body)
    name = declared or ("utf-8" if mark else encoding or "utf-8")
    text = _decoded(body, name, declared)
    old_mac = "\n" not in text and "\r" in text
    text = text.replace("\r", "\n") if old_mac else text
    undeclared = declared is None and not mark and name.replace("_", "-").lower() not in ("utf-8", "utf8")
    return SourceText(text, name, mark, old_mac, undeclared and not body.isascii())


def _declared(body: bytes) -> str | None:
    """Give the encoding that one of the first two lines declares."""
    for line in body.splitlines(keepends=True)[:2]:
        found = _DECLARATION.match(line)
        if found:
            return found[1].decode("ascii")
        if not _BLANK.match(line):
            return None
    return None


def _decoded(body: bytes, name: str, declared: str | None) -> str:
    try:
        return body.decode(name)
    except LookupError:
        raise SourceError(
            f"the encoding {name!r} is not known: name the right one in a line like # -*- coding: utf-8 -*-"
        ) from None
    except UnicodeDecodeError as error:
        line, byte = body[: error.start].count(b"\n") + 1, body[error.start]
        if declared:
            raise SourceError(
                f"line {line} has the byte 0x{byte:02X}, which the declared encoding {name!r} does not: "
                "declare the encoding that the file is in"
            ) from None
        raise SourceError(
            f"line {line} has the byte 0x{byte:02X}, and no encoding is declared: say which it is by "
            "--encoding (latin-1 or cp1252 are likely), or in a first line like # -*- coding: latin-1 -*-"
        ) from None
