"""What the Playground remembers of a browser: the settings, the tokens, and the requests that were sent.

It holds what the user typed, the consumer's secret and private key among it, and the secrets of tokens. So it
is kept on the server and not in a cookie, in the database and not in a process (any process that serves may
get the next request), and sealed: the key comes of the server's secret and of a random value that only the
browser has, in a cookie that no script reads and that goes to the Playground's pages alone. Whoever gets hold
of the database, where the server's secret is, too, has nothing without the cookie; whoever gets hold of the
cookie has nothing without the database. Where somebody has signed in, nobody else opens it in that browser.
It ends LIFETIME seconds after the latest change, or by "Start over". Of two tabs the later change counts.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import unquote

from flask import current_app, g, request
from werkzeug.wrappers import Response as BaseResponse

from .. import page_access
from ..state import state
from . import sealing

__all__ = ["LIFETIME", "Call", "Exchange", "Outcome", "Session", "Settings", "Token", "end", "load", "save"]

#: Seconds after the latest change at which a session ends.
LIFETIME = 8 * 3600

#: How many requests are remembered, and how many characters of them all.
_MOST_EXCHANGES = 12
_MOST_CHARACTERS = 600_000

_COOKIE = "gdata_compat_playground"
_PATH = "/playground"


@dataclass
class Settings:
    """What steps 1 and 2 ask for. `provider` is `this` server or `other`; `callback` is `page` or `oob`."""

    scopes: list[str] = field(default_factory=list)
    provider: str = "this"
    request_url: str = ""
    authorize_url: str = ""
    access_url: str = ""
    callback: str = "page"
    signature_method: str = "HMAC-SHA1"
    consumer_key: str = ""
    consumer_secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)

    @property
    def is_other(self) -> bool:
        """Whether the three addresses are those of another provider."""
        return self.provider == "other"


@dataclass
class Token:
    """A token and its secret."""

    key: str
    secret: str = field(repr=False)


@dataclass
class Call:
    """What step 5 asks for; `headers` are lines such as `GData-Version: 3.0`."""

    method: str = "GET"
    url: str = ""
    content_type: str = "application/atom+xml"
    headers: str = ""
    body: str = field(default="", repr=False)


@dataclass
class Exchange:
    """A request that was sent and its answer, as the page shows them.

    `detail` says why one was refused; `their_base_string` is what this server computed, if it differs.
    """

    title: str
    method: str
    url: str
    headers: list[list[str]] = field(default_factory=list, repr=False)
    body: str = field(default="", repr=False)
    base_string: str = field(default="", repr=False)
    their_base_string: str = field(default="", repr=False)
    status: int = 0
    reason: str = ""
    answer_headers: list[list[str]] = field(default_factory=list, repr=False)
    answer: str = field(default="", repr=False)
    detail: str = ""
    milliseconds: float = 0.0
    number: int = 0

    @property
    def is_good(self) -> bool:
        """Whether the answer is one of success."""
        return 200 <= self.status < 300

    @property
    def signed(self) -> list[str]:
        """What the base string says, decoded: the method, the address, and a parameter a line."""
        method, address, parameters = map(unquote, self.base_string.split("&", 2))
        return [f"{method} {address}", *(unquote(each) for each in parameters.split("&"))]

    @property
    def size(self) -> int:
        """How many characters it takes."""
        return len(self.body) + len(self.answer) + len(self.base_string)


@dataclass
class Outcome:
    """What the latest button has led to, told in its section; `problems` are by the field's name."""

    section: str = ""
    text: str = ""
    is_good: bool = True
    problems: dict[str, str] = field(default_factory=dict)


@dataclass
class Session:
    """All of it. `form` is what was typed; `used` is what the request token was asked for with."""

    form: Settings = field(default_factory=Settings)
    used: Settings | None = None
    request_token: Token | None = None
    is_confirmed: bool = False
    verifier: str = field(default="", repr=False)
    decision: str = ""
    access_token: Token | None = None
    is_revoked: bool = False
    call: Call = field(default_factory=Call)
    exchanges: list[Exchange] = field(default_factory=list)
    sent: int = 0
    outcome: Outcome = field(default_factory=Outcome)

    def remember(self, exchange: Exchange) -> None:
        """Put a request before the earlier ones, the oldest of which are forgotten."""
        self.sent += 1
        exchange.number = self.sent
        self.exchanges = [exchange, *self.exchanges][:_MOST_EXCHANGES]
        while len(self.exchanges) > 1 and sum(each.size for each in self.exchanges) > _MOST_CHARACTERS:
            self.exchanges.pop()

    def forget_tokens(self) -> None:
        """Begin again before the first step."""
        self.request_token = self.access_token = None
        self.verifier = self.decision = ""
        self.is_confirmed = self.is_revoked = False


def load(new: Callable[[], Session] = Session) -> Session:
    """Return the session of the current browser, a new one where it has none."""
    value = request.cookies.get(_COOKIE)
    text = None if value is None else _read(value)
    if text is not None:
        return _session_of(json.loads(text))
    session = new()
    if value is not None:
        session.outcome = Outcome("start", "What was here before has ended: begin with step 1.", False)
    return session


def save(session: Session, response: BaseResponse) -> None:
    """Keep the session, and give the browser its cookie with the response."""
    value = request.cookies.get(_COOKIE)
    if value is None or _read(value) is None:  # nobody else chooses the value
        value = secrets.token_urlsafe(32)
    current = state()
    text = sealing.sealed(json.dumps(asdict(session)), _server_secret(), value, _account())
    current.page_sessions.put(value, text, current.clock() + LIFETIME)
    response.set_cookie(_COOKIE, value, **_cookie_rules())


def end(response: BaseResponse) -> None:
    """Forget the session of the current browser."""
    value = request.cookies.get(_COOKIE)
    if value is not None:
        state().page_sessions.drop(value)
    response.delete_cookie(_COOKIE, **_cookie_rules())


def _read(value: str) -> str | None:
    text = state().page_sessions.get(value)
    return None if text is None else sealing.opened(text, _server_secret(), value, _account())


def _server_secret() -> str:
    return str(current_app.secret_key)


def _account() -> str:
    return page_access.visitor() or ""


def _cookie_rules() -> dict[str, Any]:
    # Lax: another provider leads the browser back here.
    return {"path": _PATH, "httponly": True, "samesite": "Lax", "secure": g.target.scheme == "https"}


def _session_of(given: dict[str, Any]) -> Session:
    """Return what `asdict` has made of a session."""
    parts: dict[str, Any] = {
        "form": Settings(**given["form"]),
        "call": Call(**given["call"]),
        "outcome": Outcome(**given["outcome"]),
        "exchanges": [Exchange(**each) for each in given["exchanges"]],
        "used": given["used"] and Settings(**given["used"]),
    }
    tokens = {name: given[name] and Token(**given[name]) for name in ("request_token", "access_token")}
    return Session(**{**given, **parts, **tokens})
