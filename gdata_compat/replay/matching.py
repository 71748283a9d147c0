"""Which recorded answer belongs to a request."""

from __future__ import annotations

import difflib
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from . import gdata_har
from .differences import between
from .har import Call, Recording, Request
from .volatile import Normal, Volatile

__all__ = ["Answers", "Miss", "Secrets", "differences"]

#: So many recorded requests are looked at for the nearest one.
_LOOKED_AT = 200


@dataclass(frozen=True)
class Secrets:
    """What a signature is verified with; without the consumer secret none is."""

    consumer_secret: str = field(default="", repr=False)
    token_secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Miss:
    """A request that no recorded one matches; `why` has a line a part."""

    request: Request
    why: tuple[str, ...]

    def __str__(self) -> str:
        return "\n  ".join((f"no recorded answer for {self.request.method} {self.request.url}", *self.why))


class Answers:
    """The recorded answers, each given once, those for one resource in their order."""

    def __init__(
        self, recording: Recording, more: Iterable[Volatile] = (), secrets: Secrets | None = None
    ) -> None:
        self._normal = Normal(more)
        self._secrets = secrets or Secrets()
        self._lock = threading.Lock()
        self._left: dict[tuple[str, ...], deque[Call]] = {}
        for call in recording.calls:
            self._left.setdefault(self._normal.resource(_scrubbed(call.request)), deque()).append(call)

    def take(self, request: Request) -> Call | Miss:
        """Give the next recorded call for a request, or say what is nearest and how it differs."""
        with self._lock:
            waiting = self._left.get(self._normal.resource(_scrubbed(request)))
            if not waiting:
                return Miss(request, tuple(self._nearest(request)))
            found = differences(self._normal, waiting[0].request, request)
            found += list(self._signature(request))
            if found:
                return Miss(request, ("the next recorded one for this resource differs:", *found))
            return waiting.popleft()

    def left(self) -> list[Request]:
        """Give the recorded requests that nobody sent."""
        with self._lock:
            return [call.request for waiting in self._left.values() for call in waiting]

    def _nearest(self, request: Request) -> Iterator[str]:
        known = [waiting[0].request for waiting in self._left.values() if waiting][:_LOOKED_AT]
        if not known:
            yield "every recorded answer has been given"
            return
        wanted = f"{request.method} {request.url}"
        nearest = max(known, key=lambda each: _likeness(f"{each.method} {each.url}", wanted))
        yield f"the nearest recorded one is {nearest.method} {nearest.url}, and differs:"
        yield from differences(self._normal, nearest, request)

    def _signature(self, request: Request) -> Iterator[str]:
        """Verify the signature of a request where the secrets are given."""
        if not self._secrets.consumer_secret:
            return
        sent = self._normal_parameters(request)
        method, signature = sent.get("oauth_signature_method"), sent.get("oauth_signature", "")
        text = gdata_har.base_string(
            request.method, request.url, request.headers, request.body.decode("latin-1")
        )
        if method != "HMAC-SHA1" or text is None:
            return
        from ..engine.oauth1 import hmac_sha1

        if hmac_sha1(text, self._secrets.consumer_secret, self._secrets.token_secret) != signature:
            yield f"signature: it is not that of the secrets given; the base string is {text}"

    def _normal_parameters(self, request: Request) -> Mapping[str, str]:
        from urllib.parse import parse_qsl, unquote, urlsplit

        from .volatile import PARAMETER

        given = request.header("authorization")
        pairs = [(name, unquote(value)) for name, value in PARAMETER.findall(given)]
        return dict(pairs + parse_qsl(urlsplit(request.url).query))


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _scrubbed(request: Request) -> Request:
    """Give a request whose address has labels for secrets, as the recorded one."""
    scrubber = gdata_har.Scrubber()
    return Request(
        request.method,
        scrubber.scrub(request.url) if "=" in request.url else request.url,
        tuple((name, scrubber.header(name, value)) for name, value in request.headers),
        scrubber.scrub(request.body.decode("latin-1")).encode("latin-1"),
    )


def differences(normal: Normal, recorded: Request, sent: Request) -> list[str]:
    """Say what differs between two requests, a line a part; the base string follows from the others."""
    before, now = normal.request(_scrubbed(recorded)), normal.request(_scrubbed(sent))
    parts = [part for part in before if part != "base string"]
    return [str(each) for part in parts for each in between(part, before[part], now[part])]
