"""Which recorded answer belongs to a request."""

from __future__ import annotations

import dataclasses
import difflib
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import gdata_har
from .differences import between
from .har import Call, Recording, Request
from .signatures import Secrets, check_signature
from .volatile import Names, Normal, Volatile
from .xml_bodies import Element

__all__ = ["Answers", "Miss", "Secrets", "differences"]

#: So many recorded requests are looked at for the nearest one.
_LOOKED_AT = 200

_LABEL = re.compile(r"SCRUBBED(?:-\d+)?")
#: An address without a path: `requests` gives it one, as RFC 3986 section 6.2.3 has it; 2.0.18 does not.
_BARE = re.compile(r"https?://[^/?#]*(?=[?#]|$)")
_HANDED_OUT = re.compile(rb"oauth_token_secret=(SCRUBBED-\d+)")


@dataclass(frozen=True)
class Miss:
    """A request that no recorded one matches; `why` has a line a part."""

    request: Request
    why: tuple[str, ...]

    def __str__(self) -> str:
        return "\n  ".join((f"no recorded answer for {self.request.method} {self.request.url}", *self.why))


@dataclass
class _Waiting:
    """The calls for one resource that were not yet asked for, and what the resource's name looks like."""

    calls: deque[Call] = dataclasses.field(default_factory=deque)
    pattern: re.Pattern[str] | None = None


class Answers:
    """The recorded answers, each given once, those for one resource in their order.

    A label in the recording stands for any text: it was a secret, which is not there to be compared.
    """

    def __init__(
        self, recording: Recording, more: Iterable[Volatile] = (), secrets: Secrets | None = None
    ) -> None:
        # What a server made up is in the answers that were recorded: a script asks for it by that name.
        self._normal = Normal(more, Names())
        self._secrets = secrets
        self._lock = threading.Lock()
        self._left: dict[tuple[str, ...], _Waiting] = {}
        self._labelled: list[_Waiting] = []
        for call in recording.calls:
            self._add(call)
        bodies = (call.response.body for call in recording.calls if call.response is not None)
        found = {label.decode() for body in bodies for label in _HANDED_OUT.findall(body)}
        self._handed_out = tuple(found) if secrets is not None else ()

    def _add(self, call: Call) -> None:
        resource = self._normal.resource(_in_place(call.request))
        if resource not in self._left:
            self._left[resource] = waiting = _Waiting()
            if any("SCRUBBED" in part for part in resource):
                waiting.pattern = _pattern("\n".join(resource))
                self._labelled.append(waiting)
        self._left[resource].calls.append(call)

    def take(self, request: Request) -> Call | Miss:
        """Give the next recorded call for a request, or say what is nearest and how it differs."""
        with self._lock:
            sent = _in_place(request)
            waiting = self._waiting(self._normal.resource(sent))
            if waiting is None:
                return Miss(request, tuple(self._nearest(request)))
            found = _between(self._normal, _in_place(waiting.calls[0].request), sent)
            wrong = self._secrets and check_signature(request, self._secrets, self._handed_out)
            if found or wrong:
                found += [wrong] if wrong else []
                return Miss(request, ("the next recorded one for this resource differs:", *found))
            return waiting.calls.popleft()

    def _waiting(self, resource: tuple[str, ...]) -> _Waiting | None:
        """Give what waits for a resource, be its name known or one with labels."""
        exact = self._left.get(resource)
        if exact is not None and exact.calls:
            return exact
        text = "\n".join(resource)
        alike = (each for each in self._labelled if each.calls and each.pattern is not None)
        return next((each for each in alike if each.pattern and each.pattern.fullmatch(text)), None)

    def left(self) -> list[Request]:
        """Give the recorded requests that nobody sent."""
        with self._lock:
            return [call.request for waiting in self._left.values() for call in waiting.calls]

    def _nearest(self, request: Request) -> Iterator[str]:
        known = [waiting.calls[0].request for waiting in self._left.values() if waiting.calls][:_LOOKED_AT]
        if not known:
            yield "every recorded answer has been given"
            return
        wanted = f"{request.method} {request.url}"
        nearest = max(known, key=lambda each: _likeness(f"{each.method} {each.url}", wanted))
        yield f"the nearest recorded one is {nearest.method} {nearest.url}, and differs:"
        yield from differences(self._normal, nearest, request)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pattern(text: str) -> re.Pattern[str]:
    """Give the pattern of a text with labels."""
    return re.compile(".+".join(map(re.escape, _LABEL.split(text))), re.S)


class _InPlace(gdata_har.Scrubber):
    """Replaces what stands where secrets stand, and looks for it nowhere else."""

    def learn(self, secret: str, whole: str | None = None) -> None:
        """Do not."""


def _in_place(request: Request) -> Request:
    """Give a request with labels where secrets stand, as a recording has them."""
    scrubber = _InPlace()
    body = request.body
    if body:
        body = scrubber.body(body.decode("latin-1"), request.header("content-type")).encode("latin-1")
    return Request(
        request.method,
        scrubber.url(_BARE.sub(r"\g<0>/", request.url)),
        tuple((name, scrubber.header(name, value)) for name, value in request.headers),
        body,
    )


def differences(normal: Normal, recorded: Request, sent: Request) -> list[str]:
    """Say what differs between two requests, a line a part; the base string follows from the others."""
    return _between(normal, _in_place(recorded), _in_place(sent))


def _between(normal: Normal, recorded: Request, sent: Request) -> list[str]:
    before, now = normal.request(recorded), normal.request(sent)
    parts = [part for part in before if part != "base string" and before[part] != now[part]]
    found = (between(part, _filled(before[part], now[part]), now[part]) for part in parts)
    return [str(each) for part in found for each in part]


def _filled(recorded: Any, sent: Any) -> Any:
    """Give a recorded part with what was sent in the place of its labels, where these can stand for it."""
    if recorded == sent:
        return recorded
    if isinstance(recorded, str) and isinstance(sent, str):
        return sent if "SCRUBBED" in recorded and _pattern(recorded).fullmatch(sent) else recorded
    if isinstance(recorded, Element) and isinstance(sent, Element):
        return dataclasses.replace(
            recorded,
            attributes=_filled(recorded.attributes, sent.attributes),
            text=_filled(recorded.text, sent.text),
            children=_filled(recorded.children, sent.children),
        )
    if isinstance(recorded, Mapping) and isinstance(sent, Mapping):
        return {name: _filled(value, sent.get(name)) for name, value in recorded.items()}
    if isinstance(recorded, (list, tuple)) and isinstance(sent, (list, tuple)) and len(recorded) == len(sent):
        return type(recorded)(map(_filled, recorded, sent))
    return recorded
