"""Writing the log of requests beside the requests, so that no answer waits for it.

The requests of about a third of a second are written together, by a thread that lives as long as there is
something to write. What cannot be written is dropped: the log is a help for people, and must not break what
it watches.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import replace

from .domain.model import DomainError
from .domain.request_log import LoggedRequest, RequestLog
from .domain.sql.database import DatabaseFailed

__all__ = ["LONGEST_ANSWER", "LONGEST_BODY", "RequestWriter"]

#: Characters that are kept of what a client sent, and of what it got.
LONGEST_BODY, LONGEST_ANSWER = 20_000, 20_000

_TOGETHER = 0.3
_CUT = "\n... (cut here)"

_logger = logging.getLogger(__name__)


class RequestWriter:
    """Hands requests to `log`; at most the latest `keep` wait to be written."""

    def __init__(self, log: RequestLog, keep: int) -> None:
        self.log = log
        self._waiting: deque[LoggedRequest] = deque(maxlen=keep)
        self._starting = threading.Lock()
        self._writing = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, request: LoggedRequest) -> None:
        """Note a request; it is written soon."""
        self._waiting.append(request)
        with self._starting:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._run, name="gdata-compat-log", daemon=True)
                self._thread.start()

    def flush(self) -> None:
        """Write what waits, at once."""
        with self._writing:
            batch = [_cut(self._waiting.popleft()) for _ in range(len(self._waiting))]
            try:
                self.log.add_many(batch)
            except (DatabaseFailed, DomainError) as error:
                _logger.warning("%d requests are missing in the log: %s", len(batch), error)

    def close(self) -> None:
        """Write what waits, and end the thread."""
        self._closing.set()
        thread = self._thread
        if thread is not None:
            thread.join(10)
        self.flush()

    def _run(self) -> None:
        while True:
            self._closing.wait(_TOGETHER)
            with self._starting:
                if not self._waiting or self._closing.is_set():
                    self._thread = None
                    return
            self.flush()


def _cut(request: LoggedRequest) -> LoggedRequest:
    return replace(
        request,
        body=_shortened(request.body, LONGEST_BODY),
        answer=_shortened(request.answer, LONGEST_ANSWER),
    )


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + _CUT
