"""Recording what this process sends."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Iterator
from os import PathLike
from typing import Any

from . import adapters, gdata_har
from .har import Call, Response, fields_of

__all__ = ["recording", "watching"]


@contextlib.contextmanager
def recording(path: str | PathLike[str], *, scrub: bool = True) -> Iterator[gdata_har.Writer]:
    """Record, as HAR, every call that this process makes meanwhile.

    Calls of the legacy API, of `requests` and of whatever else uses `http.client` are recorded, those that a
    domain in the test process answers too. Secrets are replaced by labels unless `scrub` is false. The file
    is whole after every call. Raises OSError where it cannot be written.
    """
    writer = gdata_har.Writer(str(path), None if scrub else gdata_har.Unscrubbed())
    try:
        with watching(writer.add, writer.scrubber.learn):
            yield writer
    except BaseException:
        writer.close()
        raise
    writer.finish()


@contextlib.contextmanager
def watching(
    on_call: Callable[[dict[str, Any]], object],
    on_secret: Callable[[str], object],
    server: tuple[str, int] | None = None,
) -> Iterator[None]:
    """Report every call of this process before its answer reaches who sent it, and every signing key.

    `server` gets the calls for Google's hosts that a script makes by itself, with `urllib` for instance.
    """
    tap = gdata_har.Tap(on_call, on_secret, server)

    def around(send: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(send)  # so that what looks at it sees whether calls are answered here
        def watched(adapter: Any, prepared: Any, *given: Any, **named: Any) -> Any:
            return _noting(tap, on_call, send, adapter, prepared, *given, **named)

        return watched

    tap.open()
    try:
        with adapters.around_send(around):
            yield
    finally:
        tap.close()


def _noting(
    tap: gdata_har.Tap,
    on_call: Callable[[dict[str, Any]], object],
    send: Callable[..., Any],
    adapter: Any,
    prepared: Any,
    *given: Any,
    **named: Any,
) -> Any:
    """Send, and report the call where no connection did: it was answered here, or no connection was made."""
    before, started = tap.count(), time.time()
    request = adapters.request_of(prepared)

    def report(response: Response | None, error: str | None = None) -> None:
        spent = (time.time() - started) * 1000
        on_call({**fields_of(Call(request, response, "", spent, error)), "started": started})

    try:
        answer = send(adapter, prepared, *given, **named)
    except Exception as error:
        if tap.count() == before:
            report(None, gdata_har.in_words(error))
        raise
    if tap.count() != before:
        return answer
    kept = adapters.response_of(answer)
    report(kept)
    return adapters.response_for(adapter, prepared, kept)
