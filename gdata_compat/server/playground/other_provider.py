"""Requests to another provider: requests only here, for the pages' visitors, who choose the address.

Such a request goes wherever the visitor says, the networks of this machine included, as one from a shell on
it would: whoever may see the pages may do that. It goes by http or https only, follows no redirect, takes no
password from a .netrc file, waits for TIMEOUT seconds in all, and reads no more than MAXIMUM_BYTES.
"""

from __future__ import annotations

import queue
import threading
import time

import requests

from .answers import Answer, OtherProviderFailed
from .signing import Signed

__all__ = ["MAXIMUM_BYTES", "TIMEOUT", "address_of", "send"]

#: Seconds for which an answer is waited for.
TIMEOUT = 15.0

#: The longest answer that is read.
MAXIMUM_BYTES = 1_000_000

_CHUNK = 1024

#: What requests raises, the special before the general, in words.
_FAILURES: tuple[tuple[type[requests.RequestException], str], ...] = (
    (requests.exceptions.ProxyError, "the proxy that leads to it does not answer"),
    (requests.exceptions.SSLError, "its certificate is not to be trusted, or it does not speak TLS"),
    (requests.exceptions.ConnectionError, "it cannot be reached: its address is wrong, or it does not run"),
    (requests.exceptions.RequestException, "the request was not possible"),
)


def address_of(url: str) -> str:
    """Return an address as requests sends it, which is what is signed; raises OtherProviderFailed."""
    try:
        return str(requests.Request("GET", url).prepare().url)
    except requests.RequestException as error:
        raise OtherProviderFailed("the address cannot be read") from error


def send(signed: Signed) -> Answer:
    """Send a request and return its answer; raises OtherProviderFailed."""
    # In a thread: requests limits only the time between two bytes, and a provider may send one now and then.
    found: queue.SimpleQueue[Answer | OtherProviderFailed] = queue.SimpleQueue()
    threading.Thread(target=lambda: found.put(_outcome(signed)), name="playground", daemon=True).start()
    try:
        outcome = found.get(timeout=TIMEOUT)
    except queue.Empty:
        raise _late() from None
    if isinstance(outcome, OtherProviderFailed):
        raise outcome
    return outcome


def _outcome(signed: Signed) -> Answer | OtherProviderFailed:
    headers = {**dict(signed.headers), "Accept-Encoding": "identity"}
    started = time.monotonic()
    try:
        with (
            requests.Session() as session,
            session.request(
                signed.method,
                signed.url,
                headers=headers,
                data=signed.body.encode() or None,
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
                auth=_as_signed,
            ) as answer,
        ):
            content = _content(answer)
            return Answer(answer.status_code, answer.reason or "", list(answer.headers.items()), content)
    except OtherProviderFailed as error:
        return error
    except requests.RequestException as error:
        # A body that does not go on is a ConnectionError of requests, too.
        if isinstance(error, requests.exceptions.Timeout) or time.monotonic() - started >= TIMEOUT:
            return _late()
        return OtherProviderFailed(next(text for kind, text in _FAILURES if isinstance(error, kind)))
    except Exception as error:  # whatever it is: somebody waits for the outcome
        return OtherProviderFailed(f"the request was not possible: {type(error).__name__}")


def _late() -> OtherProviderFailed:
    return OtherProviderFailed(f"it did not answer within {TIMEOUT:g} seconds")


def _content(answer: requests.Response) -> bytes:
    content, deadline = b"", time.monotonic() + TIMEOUT
    for chunk in answer.iter_content(_CHUNK):
        content += chunk
        if len(content) > MAXIMUM_BYTES:
            raise OtherProviderFailed(f"its answer is longer than {MAXIMUM_BYTES} bytes")
        if time.monotonic() > deadline:  # nobody waits any more
            raise _late()
    return content


def _as_signed(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave the Authorization header as it was signed: without this a .netrc file would replace it."""
    return request
