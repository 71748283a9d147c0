"""An answer as the legacy layer reads it: like Python 2's `httplib.HTTPResponse`, with text as `str`."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["Answer", "Headers"]


class Headers:
    """The headers of an answer, looked up in any case; `response.msg` in legacy scripts."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def get(self, name: str, default: Any = None) -> Any:
        """Give a header; repeated ones are joined by commas."""
        return self._raw.get(name, default)

    getheader = get

    def __getitem__(self, name: str) -> str:
        return str(self._raw[name])

    def __contains__(self, name: str) -> bool:
        return name in self._raw

    has_key = __contains__

    def __iter__(self) -> Any:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def keys(self) -> list[str]:
        """Give the names in lower case, each once."""
        return list(dict.fromkeys(name.lower() for name in self._raw))

    def items(self) -> list[tuple[str, str]]:
        """Give pairs of lower-case names and values, repeated ones joined by commas."""
        return [(name, self[name]) for name in self.keys()]

    def values(self) -> list[str]:
        """Give the values in the order of `keys()`."""
        return [value for _, value in self.items()]

    def lines(self) -> list[tuple[str, str]]:
        """Give the headers as they were sent, repeated ones one by one."""
        fields = self._raw.iteritems() if hasattr(self._raw, "iteritems") else self._raw.items()
        return list(fields)

    @property
    def headers(self) -> list[str]:
        """The headers as lines with their ends, as Python 2 kept them."""
        return [f"{name}: {value}\r\n" for name, value in self.lines()]

    def __str__(self) -> str:
        return "".join(f"{name}: {value}\n" for name, value in self.lines())


class Answer:
    """Status, reason, headers and body of an answer.

    `read()` gives `str` where the content type is textual (text/*, XML, JSON, forms, or none) and the bytes
    decode by the charset named, else UTF-8; it gives `bytes` otherwise. `content` is the whole body in bytes
    either way. A body that is not textual is streamed from the connection: read it in pieces or as a whole,
    not both.
    """

    version = 11
    will_close = False

    def __init__(
        self,
        status: int,
        reason: str,
        raw: Any,
        headers: Any,
        *,
        translate: Callable[[Exception], Exception] = lambda error: error,
    ) -> None:
        self.status = status
        self.reason = reason
        self.msg = self.headers = Headers(headers)
        self._raw = raw
        self._translate = translate
        self._content: bytes | None = None
        self._text: io.StringIO | io.BytesIO | None = None
        self._streamed = False

    @classmethod
    def of(cls, status: int, body: bytes, headers: Mapping[str, str], reason: str = "") -> Answer:
        """Make an answer by hand."""
        return cls(status, reason, io.BytesIO(body), headers)

    def getheader(self, name: str, default: Any = None) -> Any:
        """Give a header, its name in any case; repeated ones are joined by commas."""
        return self.headers.get(name, default)

    def getheaders(self) -> list[tuple[str, str]]:
        """Give pairs of lower-case names and values."""
        return self.headers.items()

    @property
    def length(self) -> int | None:
        """The length of the body in bytes, where the server said it."""
        value = self.getheader("Content-Length")
        return int(value) if value and value.isdigit() else None

    @property
    def content(self) -> bytes:
        """The whole body; raises ValueError once parts of it were streamed by `read(amt)`."""
        if self._content is None:
            if self._streamed:
                raise ValueError("the body was already read in pieces, and is not kept")
            self._content = self._read_raw(None)
        return self._content

    def read(self, amt: int | None = None) -> Any:
        """Read `amt` characters or bytes, or the rest; empty at the end. Raises TransportError."""
        amt = amt or None
        if self._text is None and not self._is_textual():
            if self._content is None and amt is not None:
                self._streamed = True
                return self._read_raw(amt)
            if self._streamed:
                return self._read_raw(None)
        if self._text is None:
            self._text = self._open(self.content)
        return self._text.read(amt)

    def close(self) -> None:
        """Give the connection up."""
        close = getattr(self._raw, "close", None)
        if close is not None:
            close()

    def isclosed(self) -> bool:
        """Tell whether the body has been read to its end."""
        return self._content is not None or bool(getattr(self._raw, "closed", False))

    def _read_raw(self, amt: int | None) -> bytes:
        try:
            data = self._raw.read() if amt is None else self._raw.read(amt)
        except Exception as error:
            raise self._translate(error) from error
        return data if isinstance(data, bytes) else bytes(data)

    def _is_textual(self) -> bool:
        coding = str(self.getheader("Content-Encoding") or "identity").lower()
        kind = str(self.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        if coding != "identity":
            return False
        return (
            not kind
            or kind.startswith("text/")
            or "xml" in kind
            or "json" in kind
            or kind == "application/x-www-form-urlencoded"
        )

    def _open(self, content: bytes) -> io.StringIO | io.BytesIO:
        if not self._is_textual():
            return io.BytesIO(content)
        for charset in (self._charset(), "utf-8"):
            try:
                # No newline translation: the text is what was sent.
                return io.StringIO(content.decode(charset), newline="")
            except UnicodeDecodeError:
                break
            except LookupError:
                continue  # no such charset, or one that makes no text
        return io.BytesIO(content)

    def _charset(self) -> str:
        _, _, parameters = str(self.getheader("Content-Type") or "").partition(";")
        for parameter in parameters.split(";"):
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'")
        return "utf-8"
