"""Errors with a base in a slow standard library module; `errors` hands them out on demand."""

from __future__ import annotations

import http.client
import pickle
import ssl
from xml.etree.ElementTree import ParseError

from .errors import GdataCompatError, TransportError

__all__ = [
    "AnswerCutShort",
    "CertificateRefused",
    "NoAnswer",
    "PickleRefused",
    "XmlForbidden",
    "XmlLimitExceeded",
    "XmlSyntaxError",
]


class XmlSyntaxError(GdataCompatError, ParseError):
    """A text is not well-formed XML.

    `code` is expat's error number where the legacy library would have had one, else 0; `position` is
    (line, column), both as `xml.etree.ElementTree.ParseError` documents them.
    """

    def __init__(self, message: str = "", position: tuple[int, int] = (1, 0), code: int = 0) -> None:
        super().__init__(message)
        self.position = position
        self.code = code


class XmlForbidden(XmlSyntaxError):
    """A document carries a DTD or declares entities, which no GData answer ever did."""


class XmlLimitExceeded(XmlSyntaxError):
    """A document is larger or more deeply nested than the configured limits."""


class PickleRefused(GdataCompatError, pickle.UnpicklingError):
    """A pickle names a class or a function that no object of the legacy library is made of."""


class CertificateRefused(TransportError, ssl.SSLError):
    """The server's TLS certificate does not verify, or the handshake failed."""


class AnswerCutShort(TransportError, http.client.IncompleteRead):
    """The connection closed before the whole answer was there."""

    def __init__(self, message: str, partial: bytes = b"", expected: int | None = None) -> None:
        http.client.IncompleteRead.__init__(self, partial, expected)
        self.message = message

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.partial, self.expected)


class NoAnswer(AnswerCutShort, http.client.BadStatusLine):
    """The server closed the connection without an answer, or what it sent is not HTTP."""

    line = ""


# A traceback names them as a script can: where they are to be found.
for _name in __all__:
    globals()[_name].__module__ = "gdata_compat.errors"
