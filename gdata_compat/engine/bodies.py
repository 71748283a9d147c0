"""What a script hands over as data, made into bytes to send or a stream of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

from ..errors import TransportError

__all__ = ["CHUNK", "encode", "prepare"]

#: Files are read in pieces of so many bytes, as 2.0.18 did.
CHUNK = 100_000


def encode(part: Any) -> bytes:
    """Encode text as UTF-8; anything but text and bytes is written by `str()`."""
    if isinstance(part, (bytes, bytearray, memoryview)):
        return bytes(part)
    return str(part).encode("utf-8", "surrogateescape")


def prepare(data: Any, headers: MutableMapping[str, str]) -> bytes | Iterator[bytes] | None:
    """Make a body of text, bytes, a file, a list of these, or anything that `str()` can write.

    Nothing is sent for data that is false. Files and lists are streamed under the caller's Content-Length.
    A Content-Length that counts the characters of text, as ported scripts do, is set to the bytes.
    """
    if not data:
        return None
    if isinstance(data, list):
        _correct_length(data, headers)
        return _measured(_pieces(data), headers.get("Content-Length"))
    if hasattr(data, "read"):
        return _measured(_pieces([data]), headers.get("Content-Length"))
    body = encode(data)
    if isinstance(data, str):
        _correct_length([data], headers)
    headers.setdefault("Content-Length", str(len(body)))
    return body


def _correct_length(parts: list[Any], headers: MutableMapping[str, str]) -> None:
    if not all(isinstance(part, (str, bytes)) for part in parts):
        return
    characters = sum(map(len, parts))
    if headers.get("Content-Length") == str(characters):
        headers["Content-Length"] = str(sum(len(encode(part)) for part in parts))


def _pieces(parts: Iterable[Any]) -> Iterator[bytes]:
    for part in parts:
        if not hasattr(part, "read"):
            yield encode(part)
            continue
        while piece := part.read(CHUNK):
            yield encode(piece)


def _measured(pieces: Iterator[bytes], declared: str | None) -> Iterator[bytes]:
    """Send exactly the declared number of bytes.

    More than declared is cut off, since a server would take the rest for the next request on the kept
    connection; less raises TransportError, since the server would wait for it.
    """
    if declared is None:
        yield from pieces
        return
    left = total = int(declared)
    for piece in pieces:
        if left:
            yield piece[:left]
        left -= min(left, len(piece))
    if left:
        raise TransportError(
            f"the data ended after {total - left} of the {total} bytes that Content-Length declares: "
            "set Content-Length to the real length, and rewind a file that was read before"
        )
