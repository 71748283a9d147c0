"""What comes of porting one script: its new text, and what a person must decide."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Finding", "Result"]


@dataclass(frozen=True, order=True)
class Finding:
    """Something that a person must decide: where, what, why, where it is explained, and a suggested edit."""

    line: int
    what: str
    why: str
    section: str
    suggestion: str
    rule: str


@dataclass
class Result:
    """One script before and after. `error` says why it could not be ported; `ported` is then as it was."""

    name: str
    source: bytes
    ported: bytes
    encoding: str = "utf-8"
    findings: list[Finding] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    #: What is good to know and needs no decision.
    notes: list[Finding] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    error: str | None = None

    @property
    def changed(self) -> bool:
        """Tell whether any byte differs."""
        return self.source != self.ported

    @property
    def status(self) -> int:
        """0 ported (or nothing to port), 1 ported with findings, 2 could not."""
        if self.error is not None:
            return 2
        return 1 if self.findings else 0

    @property
    def text(self) -> str:
        """The ported script as text."""
        return self.ported.decode(self.encoding)

    def lines(self) -> tuple[list[str], list[str]]:
        """Give the lines before and after, with their line ends; bytes that are no text are shown escaped."""
        old, new = (
            _physical(data.decode(self.encoding, "backslashreplace")) for data in (self.source, self.ported)
        )
        return old, new

    def diff(self) -> Iterator[str]:
        """Give the unified diff, line by line, without line feeds."""
        old, new = self.lines()
        name = self.name.lstrip("/")
        for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
            yield line.removesuffix("\n")
            if not line.endswith("\n") and line[0] in "+- ":
                yield "\\ No newline at end of file"


def _physical(text: str) -> list[str]:
    """Split at line feeds only: a form feed is no line end in Python; an old Mac's lines end otherwise."""
    if "\n" not in text and "\r" in text:
        return text.splitlines(keepends=True)
    lines = text.split("\n")
    ends = [line + "\n" for line in lines[:-1]]
    return [*ends, lines[-1]] if lines[-1] else ends
