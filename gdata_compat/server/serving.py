"""Running an app under waitress: in the background for tests and demonstrations, or in the foreground."""

from __future__ import annotations

import ipaddress
import logging
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel

from gdata_compat.errors import GdataCompatError

from .state import State, state_of

__all__ = ["RemoteAccessRefused", "ServerThread", "serve"]

_HAS_POLL = hasattr(select, "poll")

#: How waitress is set. A request occupies a thread once it is read completely: slow clients occupy none.
_SETTINGS: dict[str, Any] = {
    "threads": 8,
    "ident": None,
    # X-Forwarded-Proto carries the scheme that the client signed.
    "clear_untrusted_proxy_headers": False,
    # Larger ones are refused before they are read.
    "max_request_body_size": 16_000_000,
    "max_request_header_size": 65_536,
    # Further ones wait to be accepted. Silent ones go soon, so that they keep nobody waiting for long.
    "connection_limit": 800,
    "channel_timeout": 60,
    "cleanup_interval": 10,
    # An answer that is not read occupies no thread: what the connection does not take waits in a file.
    "outbuf_high_watermark": 2**40,
    "asyncore_use_poll": _HAS_POLL,
}


class RemoteAccessRefused(GdataCompatError, ValueError):
    """The server was to listen where other machines reach it, and nobody said that this is wanted."""


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection on which a request arrives within the time that silence is allowed, or not at all.

    Otherwise a byte now and then would keep it open for ever.
    """

    last_activity: float
    _began = 0.0

    def handle_read(self) -> None:
        before = self.request
        super().handle_read()
        if self.request is not None:  # a part of it is there
            if self.request is not before:
                self._began = self.last_activity
            self.last_activity = self._began


class ServerThread:
    """An app served over HTTP by a thread of this process.

    `port` 0 takes a free one; `url` is the address, without a slash at its end. Use it in a `with`
    statement, or call `start()` and `close()`; `close()` also closes the app's database.
    """

    def __init__(
        self, app: Flask, host: str = "127.0.0.1", port: int = 0, *, allow_remote: bool = False
    ) -> None:
        self.app = app
        self._server = _server(app, host, port, allow_remote)
        self._sockets = self._server._map
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="gdata-compat-server", daemon=True)
        self.host: str = self._server.effective_host
        self.port: int = int(self._server.effective_port)

    @property
    def url(self) -> str:
        """The address, such as `http://127.0.0.1:8080`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def state(self) -> State:
        """What the app works with: its domain, consumers and tokens."""
        return state_of(self.app)

    def start(self) -> ServerThread:
        """Begin to answer."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop, and wait for the thread to end."""
        self._server.task_dispatcher.shutdown()
        self._stopping.set()
        if self._thread.is_alive():
            self._server.pull_trigger()
            self._thread.join(10)
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()  # and the files of answers that were not read
        wasyncore.close_all(self._sockets)
        self.state.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            wasyncore.loop(timeout=1, use_poll=_HAS_POLL, map=self._sockets, count=1)

    def __enter__(self) -> ServerThread:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve(
    app: Flask,
    host: str = "127.0.0.1",
    port: int = 8080,
    *,
    allow_remote: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until interrupted (Ctrl-C) or ended by SIGTERM.

    `on_ready` gets the address once connections are taken.

    Raises RemoteAccessRefused for a host that is not this machine's loopback, unless `allow_remote`, and
    OSError where the port cannot be had.
    """
    server = _server(app, host, port, allow_remote)
    if on_ready is not None:
        shown = f"[{server.effective_host}]" if ":" in server.effective_host else server.effective_host
        on_ready(f"http://{shown}:{server.effective_port}")
    try:
        with _heeding_sigterm():
            server.run()
    finally:
        server.close()
        state_of(app).close()


@contextmanager
def _heeding_sigterm() -> Iterator[None]:
    """Let SIGTERM, by which systems end their services, end the server as an interrupt does."""
    if threading.current_thread() is not threading.main_thread():  # no other may take signals
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _server(app: Flask, host: str, port: int, allow_remote: bool) -> Any:
    if not allow_remote and not _is_loopback(host):
        raise RemoteAccessRefused(
            f"{host} can be reached from other machines, and the server is made for tests: "
            "serve on 127.0.0.1, or allow remote access expressly"
        )
    # Its warnings of a queue that is longer than the threads are many say nothing that matters here.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # One socket: "localhost" would give two.
    host = "127.0.0.1" if host == "localhost" else host
    try:
        server = create_server(app, host=host, port=port, **_SETTINGS)
        server.channel_class = _Channel
        return server
    except ValueError as error:
        raise OSError(f"{host!r} is no address that is known") from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
