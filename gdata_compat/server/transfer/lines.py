"""A JSON document as an export writes it, a thing a line, read without having all of it in memory."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

__all__ = ["Lines", "read_lines"]


class Lines(Collection[Any]):
    """The things on so many lines of a file, from a place in it on; each is read when it is asked for."""

    def __init__(self, path: Path, place: int, count: int) -> None:
        self._path, self._place, self._count = path, place, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        with self._path.open("rb") as file:
            file.seek(self._place)
            for _ in range(self._count):
                yield _thing(file.readline())

    def __contains__(self, thing: object) -> bool:
        return any(each == thing for each in self)


def read_lines(path: Path) -> Mapping[str, Any] | None:
    """Return a document's members, lists as Lines; None where it is laid out otherwise, or is no JSON."""
    try:
        with path.open("rb") as file:
            return _Reader(path, file).members()
    except (ValueError, RecursionError):
        return None


class _Reader:
    """Reads the layout of `document.write_document`; raises ValueError for what is laid out otherwise."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path, self._file = path, file

    def members(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self._expect(self._line() == b"{")
        line = self._line()
        while line != b"}":
            name, value, end = self._member(line)
            self._expect(name not in found)
            found[name] = value
            line = self._line()
            self._expect(end.endswith(b",") == (line != b"}"))
        self._expect(self._file.read(1) == b"")
        return found

    def _member(self, line: bytes) -> tuple[str, Any, bytes]:
        """Return a name, its value, and the line on which that ends."""
        if not line.endswith(b": ["):
            ((name, value),) = json.loads(b"{" + line.removesuffix(b",") + b"}").items()
            return name, value, line
        name = json.loads(line.removesuffix(b": ["))
        self._expect(isinstance(name, str))
        return name, *self._lines()

    def _lines(self) -> tuple[Lines, bytes]:
        place, count, before = self._file.tell(), 0, b","
        while (line := self._line()) not in (b"]", b"],"):
            self._expect(before.endswith(b","))
            _thing(line)  # all of it is JSON before anything is done
            count, before = count + 1, line
        self._expect(count > 0 and not before.endswith(b","))
        return Lines(self._path, place, count), line

    def _line(self) -> bytes:
        line = self._file.readline()
        self._expect(line.endswith(b"\n"))
        return line.removesuffix(b"\n")

    def _expect(self, is_so: bool) -> None:
        if not is_so:
            raise ValueError("laid out in another way")


def _thing(line: bytes) -> Any:
    return json.loads(line.rstrip(b"\n").removesuffix(b","))
