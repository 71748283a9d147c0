"""The place where `requests` sends: what records or replays stands in front of it.

The legacy API sends through an adapter of `requests`, too, so that one place is enough for both.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import requests.exceptions
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection

from . import failures
from .har import Request, Response

__all__ = [
    "CONNECTIONS",
    "around_send",
    "body_of",
    "failure_of",
    "headers_of",
    "request_of",
    "response_for",
    "response_of",
]

#: Those of `urllib3` connect by themselves, and do the rest as those of `http.client`.
CONNECTIONS = (HTTPConnection, HTTPSConnection)

_Send = Callable[..., Any]


@contextlib.contextmanager
def around_send(wrap: Callable[[_Send], _Send]) -> Iterator[None]:
    """Put `wrap(send)` in the place of `HTTPAdapter.send`."""
    before = HTTPAdapter.send
    HTTPAdapter.send = wrap(before)  # type: ignore[method-assign]
    try:
        yield
    finally:
        HTTPAdapter.send = before  # type: ignore[method-assign]


def request_of(prepared: Any) -> Request:
    """Give a prepared request as it goes out; the URL is the one that was signed, wherever it is routed.

    A body that can be read once only is kept, and sent from what was kept.
    """
    prepared.body = body = body_of(prepared.body)
    headers = {str(name): _text(value) for name, value in prepared.headers.items()}
    forwarded = {name.lower(): value for name, value in headers.items()}
    scheme, _, rest = prepared.url.partition("://")
    netloc, slash, path = rest.partition("/")
    url = f"{forwarded.get('x-forwarded-proto', scheme)}://{forwarded.get('host', netloc)}{slash}{path}"
    kept = tuple((name, value) for name, value in headers.items() if name.lower() != "x-forwarded-proto")
    return Request(prepared.method, url, kept, body or b"")


def body_of(body: Any) -> bytes | None:
    """Give a body as bytes, whatever it is made of."""
    if body is None or isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return body.encode("utf-8")
    if hasattr(body, "read"):
        return body_of(body.read())
    return b"".join(body_of(piece) or b"" for piece in body)


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def response_for(adapter: Any, prepared: Any, response: Response, *, cut_short: bool = False) -> Any:
    """Make what `adapter.send` returns for an answer; reading one that was `cut_short` fails at its end."""
    headers = HTTPHeaderDict()
    for name, value in headers_of(response, prepared.method):
        headers.add(name, value)
    raw = HTTPResponse(
        body=_CutShort(response.body) if cut_short else io.BytesIO(response.body),
        status=response.status,
        reason=response.reason,
        headers=headers,
        preload_content=False,
        decode_content=False,
        request_method=prepared.method,
    )
    return adapter.build_response(prepared, raw)


class _CutShort(io.BytesIO):
    """A body at whose end more was to come."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as from a connection that was closed too early."""
        data = super().read(size)
        if not data or size is None or size < 0:
            raise http.client.IncompleteRead(data)
        return data


def failure_of(text: str) -> requests.exceptions.RequestException:
    """Give what `requests` raises for an error as a recording words it."""
    inner = failures.failure_of(text)
    if "ProxyError" in text or "Tunnel connection failed" in text:
        return requests.exceptions.ProxyError(inner)
    kinds: dict[type[Exception], type[requests.exceptions.RequestException]] = {
        TimeoutError: requests.exceptions.ReadTimeout,
        ssl.SSLError: requests.exceptions.SSLError,
    }
    return kinds.get(type(inner), requests.exceptions.ConnectionError)(inner)


def response_of(answer: Any) -> Response:
    """Give the answer that an adapter returned, as it came; its body is read to the end."""
    body = answer.raw.read(decode_content=False) if answer.raw is not None else b""
    # Those of `raw` are one by one: cookies would be joined in the others.
    headers = getattr(answer.raw, "headers", None) or answer.headers
    return Response(answer.status_code, answer.reason or "", tuple(headers.items()), body)


def headers_of(response: Response, method: str) -> Iterator[tuple[str, str]]:
    """Give the headers of a recorded answer as they fit its body: a recording has that whole, and decoded."""
    for name, value in response.headers:
        lower = name.lower()
        if lower == "content-length" and response.body and method != "HEAD":
            yield name, str(len(response.body))
        elif lower == "content-encoding":
            if response.body.startswith(b"\x1f\x8b"):
                yield name, value
        elif lower not in ("transfer-encoding", "connection"):
            yield name, value
