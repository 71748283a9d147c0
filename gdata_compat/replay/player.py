"""Answering this process's calls from a recording; nothing reaches the network."""

from __future__ import annotations

import contextlib
import http.client
import io
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import GdataCompatError
from . import adapters, gdata_har, no_network
from .failures import failure_of
from .har import Call, Recording, Request, read
from .matching import Answers, Miss
from .signatures import Secrets
from .volatile import Volatile

__all__ = ["Replay", "ReplayMiss", "replaying"]


class ReplayMiss(GdataCompatError, AssertionError):
    """A call was made that was not recorded, or a recorded one was not made."""


class Replay:
    """How a replay goes: the requests without a recorded answer, and the recorded ones not yet sent."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.misses: list[Miss] = []

    def answer(self, request: Request) -> Call:
        """Give the recorded call of a request; raises ReplayMiss, which is noted too: scripts catch much."""
        found = self._answers.take(request)
        if isinstance(found, Miss):
            self.misses.append(found)
            raise ReplayMiss(str(found))
        return found

    def problems(self) -> list[str]:
        """Say, a text a problem, what did not match and what was never asked for."""
        left = [f"recorded, and never asked for: {each.method} {each.url}" for each in self._answers.left()]
        return [*map(str, self.misses), *left]


@contextlib.contextmanager
def replaying(
    recording: str | PathLike[str] | Recording,
    *,
    secrets: Secrets | None = None,
    volatile: Iterable[Volatile] = (),
    strict: bool = True,
) -> Iterator[Replay]:
    """Answer this process's calls from a recording, strictly, and let none reach the network.

    Each recorded answer is given once, those for one resource in their order. `volatile` rows extend the
    table of what does not count; with `secrets` the signature of every request is verified. At the end,
    calls that did not match and answers never asked for raise ReplayMiss, unless `strict` is false.
    Raises OSError and NotARecording for a recording that cannot be read.
    """
    read_in = recording if isinstance(recording, Recording) else read(Path(recording))
    replay = Replay(Answers(read_in, volatile, secrets))

    def around(_: Callable[..., Any]) -> Callable[..., Any]:
        def answered(adapter: Any, prepared: Any, *given: Any, **named: Any) -> Any:
            return _answer(replay, adapter, prepared)

        return answered

    with adapters.around_send(around), _no_network(replay):
        yield replay
    problems = replay.problems()
    if strict and problems:
        raise ReplayMiss("\n".join(problems))


def _answer(replay: Replay, adapter: Any, prepared: Any) -> Any:
    call = replay.answer(adapters.request_of(prepared))
    if call.response is None:
        raise adapters.failure_of(str(call.error))
    return adapters.response_for(adapter, prepared, call.response, cut_short=call.error is not None)


@contextlib.contextmanager
def _no_network(replay: Replay) -> Iterator[None]:
    """Answer what uses `http.client` by itself, and refuse connections of any other kind."""
    patched: list[tuple[Any, str, Any]] = []

    def replace(owner: Any, name: str, value: Any) -> None:
        patched.append((owner, name, owner.__dict__[name]))
        setattr(owner, name, value)

    player = _Player(replay)
    for owner in (http.client.HTTPConnection, http.client.HTTPSConnection, *adapters.CONNECTIONS):
        replace(owner, "connect", player.connect())
    replace(http.client.HTTPConnection, "send", player.send())
    replace(http.client.HTTPConnection, "getresponse", player.getresponse())
    try:
        with no_network.refused(_refuse):
            yield
    finally:
        for owner, name, value in reversed(patched):
            setattr(owner, name, value)


def _refuse(what: str) -> None:
    raise ReplayMiss(f"a replay reaches no network: {what} was refused")


class _Player:
    """What stands in for the methods of `http.client.HTTPConnection`."""

    def __init__(self, replay: Replay) -> None:
        self._replay = replay

    def connect(self) -> Callable[[Any], None]:
        """Give what connects to nothing."""

        def connect(connection: Any) -> None:
            connection.sock = _Nowhere()
            connection.is_verified = True  # urllib3 asks; nothing is sent to anybody

        return connect

    def send(self) -> Callable[[Any, Any], None]:
        """Give what keeps what is sent."""

        def send(connection: Any, data: Any) -> None:
            if connection.sock is None:
                connection.connect()
            piece = adapters.body_of(data if not isinstance(data, (bytearray, memoryview)) else bytes(data))
            connection.sock.sent += piece or b""

        return send

    def getresponse(self) -> Callable[[Any], Any]:
        """Give what makes of a recorded answer one that came over a socket."""

        def getresponse(connection: Any) -> Any:
            secure = gdata_har.is_secure(connection)
            fields = gdata_har._request_of(bytes(connection.sock.sent), secure, connection.host)
            connection.sock = None  # each request has a connection of its own
            connection._HTTPConnection__state = "Idle"
            body = fields["body"].encode("latin-1")
            call = self._replay.answer(
                Request(fields["method"], fields["url"], tuple(fields["headers"]), body)
            )
            if call.response is None:
                raise failure_of(str(call.error))
            response = http.client.HTTPResponse(_Answer(call), method=fields["method"])  # type: ignore[arg-type]
            response.begin()
            return response

        return getresponse


class _Nowhere:
    """A socket that keeps what it is sent."""

    def __init__(self) -> None:
        self.sent = bytearray()

    def close(self) -> None:
        """Do nothing: there is nothing to close, or to set up."""

    def shutdown(self, *_: Any) -> None:
        """Do nothing."""

    setsockopt = settimeout = shutdown


class _Answer:
    """A recorded answer as a socket would give it; one that was cut short is cut short again."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def makefile(self, *_: Any, **__: Any) -> io.BytesIO:
        """Give the bytes of the answer."""
        response = self._call.response
        assert response is not None
        headers = list(adapters.headers_of(response, self._call.request.method))
        if self._call.error:
            headers = [pair for pair in headers if pair[0].lower() != "content-length"]
        has_body = response.status >= 200 and response.status not in (204, 304)
        if has_body and not any(name.lower() == "content-length" for name, _ in headers):
            headers.append(("Content-Length", str(len(response.body) + (1 if self._call.error else 0))))
        lines = [f"HTTP/1.1 {response.status} {response.reason}"]
        lines += [f"{name}: {value}" for name, value in headers]
        return io.BytesIO("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + response.body)
