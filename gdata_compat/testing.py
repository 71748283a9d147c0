"""A Google Apps domain in a test, for pytest and unittest; TESTING.md has the recipes.

pytest finds the fixtures by itself: `gdata_domain` is a domain inside the test's process, without a socket:
what `requests` sends to Google's hosts, and so what the legacy API sends, is answered by the server of
`gdata_compat.server`. `gdata_server` is such a domain behind a real port, for scripts in a process of
their own. `domain()` is the same as `gdata_domain` in a `with` statement. `gdata_replay` answers from a
recording.

Needs the extra `pytest` (Flask, SQLAlchemy, responses). Importing this module costs next to nothing.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import pytest

from ._extras import needs_extra

if TYPE_CHECKING:
    from flask import Flask

    from .replay.player import Replay
    from .server.domain.model import Domain
    from .server.domain.users import User
    from .server.events import RequestRecord

__all__ = ["Credentials", "GDataDomain", "domain", "gdata_domain", "gdata_replay", "gdata_server"]


@dataclass(frozen=True)
class Credentials:
    """A key and its secret: of a consumer, or of a long-lived token."""

    key: str
    secret: str = field(repr=False)


class GDataDomain:
    """A domain to test against.

    `name` is its name, `consumer` its OAuth consumer, `requests` what was sent, in order: `RequestRecord`s
    without secrets. `data` is all that the domain holds (`data.groups`, `data.nicknames`, ...). `url` is the
    server's address, None where there is no socket.
    """

    def __init__(
        self, app: Flask, requests: list[RequestRecord], clock: Clock, url: str | None = None
    ) -> None:
        from .server.state import state_of

        self._state = state_of(app)
        self._clock = clock
        self.requests = requests
        self.url = url
        self.name: str = self._state.domain.name
        consumer = self._state.credentials.consumer(self.name)
        assert consumer is not None
        self.consumer = Credentials(consumer.key, consumer.secret)

    @property
    def data(self) -> Domain:
        """Everything that the domain holds."""
        return self._state.domain

    def add_user(
        self,
        username: str,
        family_name: str = "Family",
        given_name: str = "Given",
        password: str | None = None,
        **attributes: Any,
    ) -> User:
        """Add a user; `attributes` are those of `server.domain.users.User`, such as `suspended=True`.

        A user with a password has agreed to the terms, and can log in. The whole address of a user on a
        secondary domain will do as well as a name. Raises EntityExists where the name is taken.
        """
        from .server.domain.accounts import Account
        from .server.domain.passwords import hash_password
        from .server.domain.users import User

        name, _, host = username.lower().partition("@")
        stored = "" if password is None else hash_password(password)
        attributes = {"agreed_to_terms": password is not None} | attributes
        user = User(name, family_name, given_name, stored, **attributes)
        return self.data.accounts.create(Account(host or self.name, user)).user

    def load(self, path: str | os.PathLike[str]) -> None:
        """Fill the domain from a file: JSON as `gdata-compat domain export` writes it, or CSV of users.

        Raises ImportRefused where something in it is no good; nothing of it is there then.
        """
        from pathlib import Path

        from .server.transfer.importing import load

        load(self.data, Path(path))

    def token(
        self, account: str = "", scopes: tuple[str, ...] = (), *, key: str = "", secret: str = ""
    ) -> Credentials:
        """Issue a long-lived token of an account, an e-mail address; '' is the domain's owner.

        Without scopes it is good for everything. `key` and `secret` are those that a script has already, new
        ones where they are not given. Raises EntityExists for a key that a token has.
        """
        made = self._state.credentials.issue_access_token(self.name, account, scopes, key=key, secret=secret)
        return Credentials(made.key, made.secret)

    def revoke(self, token: Credentials) -> None:
        """Make a token useless, as its owner could at Google."""
        self._state.credentials.revoke_oauth_token(token.key)

    def fail_next(self, code: int, times: int = 1) -> None:
        """Let the next call of the API, or so many, fail.

        `code` is an error code of the API (1001 is "server busy") or an HTTP status. Raises ValueError for
        another number.
        """
        self._state.failures.fail_next(code, times)

    def fail_next_login(self, error: str, times: int = 1) -> None:
        """Let the next ClientLogin, or so many, fail with an error code of its guide, such as NotVerified."""
        self._state.failures.fail_next_login(error, times)

    def captcha(self, token: str) -> str:
        """Return what the picture of a captcha shows; '' where it is unknown, answered or too old."""
        found = self._state.logins.logins.captcha(token)
        return "" if found is None else found.answer

    def advance(self, seconds: float) -> None:
        """Let time pass for the server: names of deleted users become free, timestamps old."""
        self._clock.ahead += seconds

    def __repr__(self) -> str:
        return f"<GDataDomain {self.name}{'' if self.url is None else f' on {self.url}'}>"


class Clock:
    """The machine's time and what a test adds to it, in seconds since 1970."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@contextlib.contextmanager
def domain(name: str = "example.com", **options: Any) -> Iterator[GDataDomain]:
    """Give a domain inside this process, empty but for its consumer, to whatever uses `requests`.

    `options` are those of `server.app.create_app`, such as `sample=3`. Only calls for Google's hosts are
    answered by it; all other requests go where they went. Of several domains at once each gets the calls that
    name it, or a secondary domain of it, in the address, the authorization or the body; the latest one gets
    the others. Raises ExtraMissing where a library is missing.
    """
    from .engine.routing import routed_to

    with _responses() as mock, _app(name, options) as (app, records, clock):
        made = GDataDomain(app, records, clock)
        mock.add(_responder())
        _open.append((made, app))
        try:
            with routed_to(None):
                yield made
        finally:
            _open.remove((made, app))


#: The domains in this process that answer, each with its app, the latest last.
_open: list[tuple[GDataDomain, Flask]] = []


def _named_in(request: Any) -> Flask:
    """Return the app of the domain that a request is for."""
    if len(_open) > 1:
        from .replay.adapters import body_of

        parts = (request.url, request.headers.get("Authorization", ""), body_of(request.body) or b"")
        text = " ".join(part if isinstance(part, str) else part.decode("latin-1") for part in parts)
        said = unquote(text).lower()
        for made, app in reversed(_open):
            names = (made.name, *made.data.secondary_domains.names())
            if any(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", said) for name in names):
                return app
    return _open[-1][1]


@pytest.fixture
def gdata_domain() -> Iterator[GDataDomain]:
    """An empty Google Apps domain, example.com, that answers Google's addresses in this process."""
    with domain() as made:
        yield made


@pytest.fixture
def gdata_server() -> Iterator[GDataDomain]:
    """An empty domain behind a real port; GDATA_COMPAT_SERVER leads this process and its children there."""
    from .engine.routing import routed_to

    with _app("example.com", {}) as (app, records, clock):
        from .server.serving import ServerThread

        with ServerThread(app) as server, routed_to(server.url):
            yield GDataDomain(app, records, clock, server.url)


@pytest.fixture
def gdata_replay() -> Iterator[Callable[..., Replay]]:
    """A function that answers this process's calls from a recording until the test ends.

    It takes what `replay.replaying` takes. Calls that no recorded one matches, and recorded ones that were
    never made, fail the test.
    """
    from .replay import replaying

    with contextlib.ExitStack() as stack:
        yield lambda recording, **options: stack.enter_context(replaying(recording, **options))


@contextlib.contextmanager
def _app(name: str, options: dict[str, Any]) -> Iterator[tuple[Flask, list[RequestRecord], Clock]]:
    with needs_extra("a domain in a test", "pytest"):
        from .server.app import create_app
        from .server.state import state_of
    records: list[RequestRecord] = []
    clock = Clock()
    app = create_app(domain=name, clock=clock, on_request=records.append, **options)
    try:
        yield app, records, clock
    finally:
        state_of(app).database.close()


@contextlib.contextmanager
def _responses() -> Iterator[Any]:
    with needs_extra("a domain in a test", "pytest"):
        import responses
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        # Nobody else's requests are ours.
        mock.add_passthru("http://")
        mock.add_passthru("https://")
        yield mock


def _responder() -> Any:
    """Make what `responses` asks for the answers."""
    import responses
    from urllib3 import HTTPHeaderDict, HTTPResponse

    from .engine.routing import is_google

    class Responder(responses.BaseResponse):
        def matches(self, request: Any) -> tuple[bool, str]:
            return is_google(urlsplit(request.url).hostname or ""), "not one of Google's hosts"

        def get_response(self, request: Any) -> HTTPResponse:
            status, headers, body = _call(_named_in(request), request)
            code, _, reason = status.partition(" ")
            return HTTPResponse(
                body=io.BytesIO(body),
                status=int(code),
                reason=reason,
                headers=HTTPHeaderDict(headers),
                preload_content=False,
                request_method=request.method,
            )

    return Responder("GET", "https://apps-apis.google.com/")


def _call(app: Callable[..., Any], request: Any) -> tuple[str, list[tuple[str, str]], bytes]:
    """Send a prepared request through the application, its address exactly as it was signed."""
    from werkzeug.test import run_wsgi_app

    from .replay.adapters import body_of

    parts = urlsplit(request.url)
    body = body_of(request.body) or b""
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
        "QUERY_STRING": parts.query,
        "REQUEST_URI": address,
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": parts.netloc,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
        if key != "CONTENT_LENGTH":
            environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = text
    chunks, status, headers = run_wsgi_app(app, environ, buffered=True)
    return status, list(headers.items()), b"".join(chunks)
