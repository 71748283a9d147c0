"""Google's side of OAuth 2.0 on loopback: the token endpoint and the two GData APIs that still answer.

`google_oauth2` is a server that gives access tokens for a service account's signed assertion (RFC 7523) and
for a refresh token (RFC 6749), and takes them for Email Audit and Domain Shared Contacts. It knows a token by
its scopes and until it is told to forget it.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest

__all__ = ["GoogleOAuth2", "google_oauth2"]

TOKEN_URI = "https://oauth2.googleapis.com/token"
AUDIT_SCOPE = "https://apps-apis.google.com/a/feeds/compliance/audit/"
CONTACTS_SCOPE = "https://www.google.com/m8/feeds/"
ATOM = "{http://www.w3.org/2005/Atom}"
APPS = "{http://schemas.google.com/apps/2006}"
GD = "{http://schemas.google.com/g/2005}"


@dataclass
class Seen:
    """One request, as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class GoogleOAuth2:
    """What the server knows, and what it was asked."""

    #: Seconds for which it says that an access token is good.
    lifetime: int = 3600
    #: What the token endpoint refuses with, if it is to: an error of RFC 6749 section 5.2.
    refusal: str = ""
    #: Seconds that the token endpoint takes.
    delay: float = 0.0
    #: The claims of the assertions, and the refresh tokens, that tokens were given for.
    grants: list[dict[str, Any]] = field(default_factory=list)
    #: The scopes of the access tokens that are good.
    tokens: dict[str, set[str]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    #: Contacts and properties by path, as XML.
    entries: dict[str, bytes] = field(default_factory=dict)

    email = "robot@project.iam.gserviceaccount.com"
    client = ("client id", "client secret", "1//refresh")

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def forget_tokens(self) -> None:
        """Let every access token be expired."""
        self.tokens.clear()

    @cached_property
    def key(self) -> Any:
        """The service account's private key."""
        return _new_key()

    @property
    def service_account(self) -> dict[str, str]:
        """What the service account's key file holds."""
        from cryptography.hazmat.primitives import serialization

        pem = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "client_email": self.email,
            "private_key_id": "1",
            "private_key": pem.decode(),
            "token_uri": TOKEN_URI,
        }

    @property
    def authorized_user(self) -> dict[str, str]:
        """What an authorized user's file holds."""
        names = ("client_id", "client_secret", "refresh_token")
        return {"type": "authorized_user", **dict(zip(names, self.client, strict=True))}

    @property
    def api_calls(self) -> list[Seen]:
        """The requests that were no request for a token."""
        return [one for one in self.seen if one.path != "/token"]

    # The token endpoint

    def answer_token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Give an access token for an assertion or a refresh token."""
        time.sleep(self.delay)
        if self.refusal:
            return 400, {"error": self.refusal, "error_description": "as the test has it"}
        granted = self._granted(form)
        if granted is None:
            return 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
        with self._lock:
            token = f"ya29.secret-{next(self._numbers)}"
            self.grants.append(granted)
            self.tokens[token] = set(granted["scope"].split())
        return 200, {"access_token": token, "expires_in": self.lifetime, "token_type": "Bearer"}

    def _granted(self, form: dict[str, str]) -> dict[str, Any] | None:
        if form["grant_type"] == "refresh_token":
            asked = tuple(form.get(name) for name in ("client_id", "client_secret", "refresh_token"))
            scope = form.get("scope", f"{AUDIT_SCOPE} {CONTACTS_SCOPE}")
            return {"scope": scope, "refresh_token": asked[2]} if asked == self.client else None
        import jwt

        assert form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
        try:
            claims: dict[str, Any] = jwt.decode(
                form["assertion"],
                self.key.public_key(),
                algorithms=["RS256"],
                audience=TOKEN_URI,
                issuer=self.email,
                options={"require": ["exp", "iat", "iss", "aud", "scope"]},
            )
        except jwt.InvalidTokenError:
            return None
        return claims

    # The two APIs

    def refused(self, path: str, authorization: str | None) -> str | None:
        """Say why a call is not authorized, as Google does in the reason phrase; None where it is."""
        token = (authorization or "").removeprefix("Bearer ")
        if authorization is None or not authorization.startswith("Bearer "):
            return "Unknown authorization header"
        if token not in self.tokens:
            return "Token invalid - Invalid token: Token not found"
        needed = AUDIT_SCOPE if path.startswith("/a/feeds/compliance/audit/") else CONTACTS_SCOPE
        return None if needed in self.tokens[token] else "Token invalid - AuthSub token has wrong scope"

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        """Act on entries at their paths: POST adds one below, GET gives one or the feed of those below."""
        path = path.partition("?")[0].rstrip("/")
        if method == "POST":
            path = f"{path}/{next(self._numbers)}"
            self.entries[path] = self._stored(path, body)
            return 201, self.entries[path]
        if method == "GET" and path not in self.entries:
            below = [xml for at, xml in sorted(self.entries.items()) if at.startswith(path + "/")]
            return 200, b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"".join(below) + b"</feed>"
        if path not in self.entries:
            return 404, b"Contact not found."
        if method == "PUT":
            self.entries[path] = self._stored(path, body)
        if method == "DELETE":
            del self.entries[path]
            return 200, b""
        return 200, self.entries[path]

    def _stored(self, path: str, body: bytes) -> bytes:
        entry = ElementTree.fromstring(body)
        for child in [c for c in entry if c.tag in (f"{ATOM}id", f"{ATOM}link", f"{ATOM}updated")]:
            entry.remove(child)
        host = "https://apps-apis.google.com" if path.startswith("/a/") else "http://www.google.com"
        ElementTree.SubElement(entry, f"{ATOM}id").text = host + path
        ElementTree.SubElement(entry, f"{ATOM}updated").text = "2011-01-01T00:00:00.000Z"
        for relation in ("self", "edit"):
            link = {"rel": relation, "type": "application/atom+xml", "href": host + path}
            ElementTree.SubElement(entry, f"{ATOM}link", link)
        if path.startswith("/a/"):
            number = {"name": "requestId", "value": path.rpartition("/")[2]}
            ElementTree.SubElement(entry, f"{APPS}property", number)
            ElementTree.SubElement(entry, f"{APPS}property", {"name": "status", "value": "PENDING"})
        else:
            entry.set(f"{GD}etag", f'"{next(self._numbers)}"')
        return ElementTree.tostring(entry)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that has hung up."""


def _new_key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import rsa

    if not _keys:
        _keys.append(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    return _keys[0]


_keys: list[Any] = []


def _handler(google: GoogleOAuth2) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            # The first generation's request line names the whole URL.
            self.path = (
                "/" + self.path.partition("://")[2].partition("/")[2] if "://" in self.path else self.path
            )
            google.seen.append(Seen(self.command, self.path, dict(self.headers), body))
            if self.path == "/token":
                form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
                status, answer = google.answer_token(form)
                self._send(status, json.dumps(answer).encode(), "application/json")
                return
            why = google.refused(self.path, self.headers.get("Authorization"))
            if why:
                self._send(401, f"<HTML>{why}</HTML>".encode(), "text/html", why)
                return
            self._send(*google.answer(self.command, self.path, body), "application/atom+xml; charset=UTF-8")

        do_GET = do_POST = do_PUT = do_DELETE = _serve

        def _send(self, status: int, body: bytes, kind: str, reason: str | None = None) -> None:
            self.send_response(status, reason)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def google_oauth2(clean_wire: None) -> Iterator[GoogleOAuth2]:
    """A server that stands in for Google, to which the calls for Google's hosts go."""
    from gdata_compat.engine import routing, transport

    google = GoogleOAuth2()
    routing.route_to(google.url)
    yield google
    routing.route_to(None)
    transport.close()
    google.close()
