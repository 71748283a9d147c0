"""How requests get into the log: written in batches by a thread, so that no call waits for it.

A process that is killed loses what it has not written yet, the last half second.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque

from .domain.request_log import MOST_KEPT, RequestLog, RequestRecord
from .events import Exchange

__all__ = ["LONGEST_BODY", "LogWriter"]

#: The most that is kept of a body or an answer, in characters.
LONGEST_BODY = 8_000

#: Seconds between a request and its place in the log.
_DELAY = 0.5

_logger = logging.getLogger(__name__)


class LogWriter:
    """Puts requests into a log; `close` writes the last of them.

    Its thread starts with the first request.
    """

    def __init__(self, log: RequestLog) -> None:
        self.log = log
        # More at once would push each other out of the log.
        self._waiting: deque[Exchange] = deque(maxlen=MOST_KEPT)
        self._some = threading.Event()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, exchange: Exchange) -> None:
        """Take a request, which is written a little later."""
        self._waiting.append(exchange)
        if not self._some.is_set():
            self._some.set()
            if self._thread is None:
                self._start()

    def flush(self) -> None:
        """Write what is waiting; a failure is logged, and loses it."""
        with self._lock:
            found = [self._waiting.popleft() for _ in range(len(self._waiting))]
            try:
                if found:
                    self.log.add(map(_record, found))
            except Exception:
                # Whoever watches must not be able to break what is watched.
                _logger.exception("%d requests could not be logged", len(found))

    def close(self) -> None:
        """End the thread, and write what is waiting."""
        self._closing.set()
        self._some.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._run, name="gdata-compat-log", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._some.wait()
            self._closing.wait(_DELAY)
            self._some.clear()
            self.flush()


def _record(exchange: Exchange) -> RequestRecord:
    time.sleep(0)  # whoever answers a call comes first
    return exchange.record(LONGEST_BODY)
