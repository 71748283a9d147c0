"""What `requests` and `urllib3` raise, and what is raised in its place; a part of `transport`'s door."""

from __future__ import annotations

import http.client
import re
import ssl
from typing import Any

import requests.exceptions as problems
import urllib3.exceptions

from ..errors import (
    AnswerCutShort,
    CertificateRefused,
    ConnectionFailed,
    ConnectionTimedOut,
    NoAnswer,
    TransportError,
)
from . import redact

__all__ = ["ERRORS", "ProxyRefused", "translated"]


class ProxyRefused(ConnectionFailed):
    """A proxy answered CONNECT with `status`, and not with 200."""

    status: int | None = None


#: What `requests` and `urllib3` raise, and what that is here; a subclass has a row of its own or its base's.
ERRORS: dict[type[Exception], type[TransportError]] = {
    problems.RequestException: TransportError,
    problems.InvalidJSONError: TransportError,
    problems.JSONDecodeError: TransportError,
    problems.HTTPError: TransportError,
    problems.ConnectionError: ConnectionFailed,
    problems.ProxyError: ProxyRefused,
    problems.SSLError: CertificateRefused,
    problems.Timeout: ConnectionTimedOut,
    problems.ConnectTimeout: ConnectionTimedOut,
    problems.ReadTimeout: ConnectionTimedOut,
    problems.URLRequired: TransportError,
    problems.TooManyRedirects: TransportError,
    problems.MissingSchema: TransportError,
    problems.InvalidSchema: TransportError,
    problems.InvalidURL: ConnectionFailed,
    problems.InvalidHeader: TransportError,
    problems.InvalidProxyURL: ConnectionFailed,
    problems.ChunkedEncodingError: AnswerCutShort,
    problems.ContentDecodingError: AnswerCutShort,
    problems.StreamConsumedError: TransportError,
    problems.RetryError: ConnectionFailed,
    problems.UnrewindableBodyError: TransportError,
    urllib3.exceptions.HTTPError: ConnectionFailed,
    urllib3.exceptions.ProtocolError: AnswerCutShort,
    urllib3.exceptions.DecodeError: AnswerCutShort,
    urllib3.exceptions.TimeoutError: ConnectionTimedOut,
    urllib3.exceptions.SSLError: CertificateRefused,
    urllib3.exceptions.ProxyError: ProxyRefused,
    http.client.HTTPException: AnswerCutShort,
    ssl.SSLError: CertificateRefused,
    TimeoutError: ConnectionTimedOut,
    OSError: ConnectionFailed,
}

_CURES: dict[type[TransportError], str] = {
    ConnectionFailed: "Check the name of the host and the way to it (https_proxy, no_proxy)",
    ConnectionTimedOut: "The service may be slow: transport.configure(timeout=SECONDS) allows more time",
    CertificateRefused: "If the certificate is of your own making, name its CA in REQUESTS_CA_BUNDLE",
    AnswerCutShort: "The server closed the connection before its answer was complete; it may have acted on "
    "the request, so look before you repeat it",
    NoAnswer: "The server did not answer in HTTP; it may have acted on the request, so look before you "
    "repeat it",
    ProxyRefused: "Check https_proxy, and user and password in it or in proxy-username and proxy-password",
}


def translated(error: Exception, method: str, url: str) -> TransportError:
    """Make our error of one that was raised while sending or reading; it names no secret."""
    if isinstance(error, TransportError):
        return error
    chain = list(_causes(error))
    kind = next(ERRORS[base] for base in type(error).__mro__ if base in ERRORS)
    if issubclass(kind, (ConnectionFailed, AnswerCutShort)) and _is_no_answer(chain):
        kind = NoAnswer
    # A header that was refused would be quoted.
    cause = "a header cannot be sent" if isinstance(error, problems.InvalidHeader) else _phrase(chain)
    cure = _CURES.get(kind, "Check the URL and the proxy settings")
    message = f"{method} {redact.query(url)} failed: {cause}. {cure}."
    if issubclass(kind, AnswerCutShort):
        return kind(message, *_partial(chain))
    if kind is ProxyRefused:
        return _proxy_refused(message, cause)
    number = next((e.errno for e in chain if isinstance(e, OSError) and isinstance(e.errno, int)), None)
    return kind(number, message) if kind is ConnectionFailed and number is not None else kind(message)


def _is_no_answer(chain: list[BaseException]) -> bool:
    """Tell whether the request went out, and nothing came back, or no HTTP."""
    return any(isinstance(error, http.client.BadStatusLine) for error in chain)


def _proxy_refused(message: str, cause: str) -> ProxyRefused:
    refused = ProxyRefused(message)
    found = re.search(r"Tunnel connection failed: (\d{3})", cause)
    refused.status = int(found.group(1)) if found else None
    return refused


def _causes(error: BaseException) -> Any:
    """Give an error and those that it wraps, the outermost first."""
    seen: list[BaseException] = []
    found: list[BaseException | None] = [error]
    while found:
        one = found.pop(0)
        if not isinstance(one, BaseException) or one in seen:
            continue
        seen.append(one)
        found += [getattr(one, "reason", None), *one.args, one.__cause__]
    return seen


def _phrase(chain: list[BaseException]) -> str:
    """Word the innermost cause, without the class names and addresses that urllib3 puts around it."""
    innermost = chain[-1]
    text = getattr(innermost, "strerror", None) or str(innermost) or type(innermost).__name__
    return redact.query(" ".join(str(text).split())).rstrip(".")


def _partial(chain: list[BaseException]) -> tuple[bytes, int | None]:
    """Give what came of a body, where that is known, and how many bytes were still to come."""
    for error in chain:
        if isinstance(error, http.client.IncompleteRead):
            partial = error.partial if isinstance(error.partial, bytes) else b""
            return partial, error.expected
    return b"", None
