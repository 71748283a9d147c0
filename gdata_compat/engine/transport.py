"""Sends requests through `requests` over kept connections, and maps its exceptions to ours.

The one door to `requests` and `urllib3`; importing it costs what they cost, so the legacy modules import it
at their first call. What goes out is what 2.0.18 sent: the same headers, the request line as the caller wrote
it, nothing of `requests`' own. Redirects are left to the caller. TLS certificates are verified, against
$REQUESTS_CA_BUNDLE, $CURL_CA_BUNDLE or $SSL_CERT_FILE where one is set. All of it may be used from several
threads, and connections are not shared with forked processes.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import certifi
import requests.exceptions as problems
import urllib3.exceptions
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest, Response
from requests.structures import CaseInsensitiveDict
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager, ProxyManager
from urllib3.util import SKIP_HEADER, Timeout
from urllib3.util.ssl_ import create_urllib3_context

from ..errors import CertificateRefused, TransportError
from . import bodies, debug, redact
from .answer import Answer
from .proxies import Proxy, is_local, proxy_for
from .routing import SwitchedOffWarning, hint_if_switched_off, route_for, route_to
from .transport_errors import ProxyRefused, translated
from .urls import split

__all__ = [
    "Answer",
    "Call",
    "ProxyRefused",
    "SwitchedOffWarning",
    "close",
    "configure",
    "default_timeout",
    "route_to",
    "send",
    "tls_context",
]


@dataclass
class Call:
    """One request. `target` is what the request line names: a path, or as the v1 library did a whole URL."""

    method: str
    scheme: str
    host: str
    port: int | None
    target: str
    headers: Mapping[str, Any]
    data: Any = None
    #: Whether the proxies of the environment are used.
    proxied: bool = False
    #: Seconds to connect and to wait for each part of the answer; None for the default.
    timeout: float | None = None
    #: Whether to print what goes out and comes back, as `httplib` did at debug level 1.
    debug: bool = False

    @property
    def url(self) -> str:
        """The URL of the request; its host may have been replaced by `route_to`."""
        return self.url_at(f"{self.scheme}://{self._netloc}")

    @property
    def _netloc(self) -> str:
        return f"{self.host}:{self.port}" if self.port else self.host

    def url_at(self, origin: str) -> str:
        """Write the URL with another scheme, host and port."""
        _, _, path, params, query = split(self.target)
        return f"{origin}{path or '/'}{';' + params if params else ''}{'?' + query if query else ''}"


@dataclass
class _Settings:
    timeout: float = 60.0
    ca_file: str | None = None


_settings = _Settings()
_lock = threading.RLock()
_pools: dict[tuple[Any, ...], HTTPConnectionPool] = {}
_contexts: dict[str, ssl.SSLContext] = {}


def configure(*, timeout: float | None = None, ca_file: str | None = None) -> None:
    """Set the default timeout in seconds (60 at first) and the file of trusted CA certificates.

    `socket.setdefaulttimeout()`, which old scripts use, wins over the default timeout.
    """
    if timeout is not None:
        if not timeout > 0:
            raise ValueError(f"a timeout is a positive number of seconds, not {timeout!r}")
        _settings.timeout = float(timeout)
    if ca_file is not None:
        _settings.ca_file = ca_file
        close()


def default_timeout() -> float:
    """Give the timeout, in seconds, of calls that name none."""
    return socket.getdefaulttimeout() or _settings.timeout


def close() -> None:
    """Close all kept connections; the next call opens new ones."""
    with _lock:
        pools = list(_pools.values())
        _forget()
    for pool in pools:
        pool.close()


def _forget() -> None:
    _pools.clear()
    _contexts.clear()


def _start_anew() -> None:
    """Forget, in a forked child, the parent's connections and a lock that another thread may hold."""
    global _lock
    _lock = threading.RLock()
    _forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)


def send(call: Call) -> Answer:
    """Send `call` and give the answer, whatever its status; its body is read later.

    Raises TransportError where no answer comes, ValueError for a header with a line break, and
    `http.client.InvalidURL` for a request line with blanks or control characters.
    """
    server = route_for(call.host)
    request = _prepare(call, server.origin if server else None)
    try:
        if server:
            proxied = call.proxied and not is_local(server.host)
            request.pool = _pool(server.scheme, server.host, server.port, proxied, request)
        else:
            request.pool = _pool(call.scheme, call.host, call.port, call.proxied, request)
        if call.debug:
            debug.print_request(call.method, request.target, request.headers, request.body)
        response = _adapter.send(request, stream=True, timeout=_timeout(call.timeout))
    except (problems.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        if isinstance(error, TransportError):
            raise
        _hint(call, server is not None)
        raise translated(error, call.method, call.url) from error
    if call.debug:
        debug.print_answer(response.status_code, response.reason, response.raw)
    if response.status_code >= 400:
        _hint(call, server is not None)
    return Answer(
        response.status_code,
        response.reason or "",
        response.raw,
        response.headers,
        translate=lambda error: translated(error, call.method, call.url),
    )


def _timeout(seconds: float | None) -> Any:
    seconds = default_timeout() if seconds is None else seconds
    return Timeout(connect=seconds, read=seconds)


def _hint(call: Call, routed: bool) -> None:
    """Say that the address is switched off; not where the call was routed, or answered by a mock."""
    if not routed and HTTPAdapter.send.__module__ == HTTPAdapter.__module__:
        hint_if_switched_off(call.host, split(call.target)[2])


# The request


class _Request(PreparedRequest):
    """A request made by hand: what `requests` would do to one is what we don't want done."""

    pool: HTTPConnectionPool
    target: str


_UNSENDABLE = re.compile(r"[^\x21-\x7e]")


def _prepare(call: Call, origin: str | None) -> _Request:
    request = _Request()
    request.method = call.method
    request.target = _sendable(call.target)
    headers: CaseInsensitiveDict[str] = CaseInsensitiveDict({"Host": call._netloc})
    for name, value in call.headers.items():
        headers[name] = _header_value(name, value)
    if origin is not None and call.scheme == "https":
        headers["X-Forwarded-Proto"] = "https"
    request.body = bodies.prepare(call.data, headers)  # type: ignore[assignment]
    request.headers = headers
    request.url = call.url_at(origin) if origin is not None else call.url
    return request


def _sendable(target: str) -> str:
    """Refuse what no request line may have, as Python 2.7.18 did: it could not be sent as it was signed."""
    found = _UNSENDABLE.search(target)
    if found:
        raise http.client.InvalidURL(
            "URL can't contain control characters, blanks or what is not ASCII, "
            f"and {redact.query(target)!r} contains {found.group()!r}: percent-encode it"
        )
    return target or "/"


def _header_value(name: str, value: Any) -> Any:
    value = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    if "\n" in value or "\r" in value:
        raise ValueError(f"the value of the header {name!r} contains a line break")
    # http.client writes text as Latin-1; Python 2 sent the bytes that the script held, mostly UTF-8.
    return value if value.isascii() else value.encode("utf-8", "surrogateescape")


# Connections


class _Headers(dict[str, Any]):
    """The headers with the request line, which urllib3 would normalize."""

    target = "/"

    def copy(self) -> _Headers:
        twin = _Headers(self)
        twin.target = self.target
        return twin


def _request_as_written(send_request: Callable[..., None]) -> Callable[..., None]:
    def request(self: Any, method: str, url: str, body: Any = None, headers: Any = None, **how: Any) -> None:
        send_request(self, method, getattr(headers, "target", url), body, headers, **how)

    return request


class _Connection(HTTPConnection):
    request = _request_as_written(HTTPConnection.request)


class _TlsConnection(HTTPSConnection):
    request = _request_as_written(HTTPSConnection.request)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


_POOL_CLASSES = {"http": _Pool, "https": _TlsPool}
_KEPT_CONNECTIONS = 32


def _pool(scheme: str, host: str, port: int | None, proxied: bool, request: _Request) -> HTTPConnectionPool:
    """Give the pool of connections to a server; plain HTTP for every scheme but https, as in 2.0.18."""
    scheme = "https" if scheme == "https" else "http"
    proxy = proxy_for(scheme, host, port) if proxied else None
    if proxy and proxy.authorization and scheme == "http":
        request.headers["Proxy-Authorization"] = proxy.authorization
    key = (scheme, host, port, proxy)
    pool = _pools.get(key)
    if pool is None:
        with _lock:
            pool = _pools.get(key) or _pools.setdefault(key, _new_pool(scheme, host, port, proxy))
    return pool


def _new_pool(scheme: str, host: str, port: int | None, proxy: Proxy | None) -> HTTPConnectionPool:
    tls: dict[str, Any] = {"ssl_context": tls_context()} if scheme == "https" else {}
    manager: PoolManager
    if proxy:
        sent = {"User-Agent": "python"}
        if proxy.authorization:
            sent["Proxy-Authorization"] = proxy.authorization
        # For plain HTTP the proxy's header is one of the request's own.
        manager = ProxyManager(proxy.url, proxy_headers=sent if tls else {}, maxsize=_KEPT_CONNECTIONS, **tls)
    else:
        manager = PoolManager(maxsize=_KEPT_CONNECTIONS, **tls)
    manager.pool_classes_by_scheme = _POOL_CLASSES
    return manager.connection_from_host(host, port, scheme)


def tls_context() -> ssl.SSLContext:
    """Give the TLS settings that verify certificates; one object for all connections."""
    named = [os.environ.get(name) for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")]
    ca_file = next(filter(None, [_settings.ca_file, *named]), certifi.where())
    with _lock:
        if ca_file not in _contexts:
            context = create_urllib3_context()
            try:
                if os.path.isdir(ca_file):
                    context.load_verify_locations(capath=ca_file)
                else:
                    context.load_verify_locations(cafile=ca_file)
            except (OSError, ssl.SSLError) as error:
                raise CertificateRefused(
                    f"the CA certificates in {ca_file} cannot be read: {error}. Check REQUESTS_CA_BUNDLE, "
                    "CURL_CA_BUNDLE and SSL_CERT_FILE"
                ) from error
            _contexts[ca_file] = context
        return _contexts[ca_file]


#: What may be sent a second time when a kept connection turns out to be closed.
_REPEATABLE = frozenset(("GET", "HEAD", "OPTIONS"))


class _Sender:
    """The pool as the adapter sees it, for one request."""

    def __init__(self, request: _Request) -> None:
        self._request = request

    def urlopen(self, method: str, url: str, headers: Mapping[str, str], **how: Any) -> Any:
        """Send the request as it is written; once more if a kept connection had been closed meanwhile."""
        del url
        pool = self._request.pool
        outgoing = _Headers(headers)
        outgoing.target = self._request.target
        if "User-Agent" not in headers:
            outgoing["User-Agent"] = SKIP_HEADER
        # By this URL urllib3 tells a tunnel from plain HTTP through a proxy.
        where = f"{pool.scheme}://{pool.host}/" if pool.proxy else "/"
        connections = pool.num_connections
        try:
            return pool.urlopen(method, where, headers=outgoing, **how)
        except urllib3.exceptions.ProtocolError as error:
            was_kept = pool.num_connections == connections
            if not (was_kept and method in _REPEATABLE and _was_dropped(error)):
                raise
            return pool.urlopen(method, where, headers=outgoing, **how)


def _was_dropped(error: Exception) -> bool:
    return any(isinstance(cause, (ConnectionResetError, BrokenPipeError)) for cause in error.args)


class _Adapter(HTTPAdapter):
    """Sends through `request.pool`. `send` is left as it is: test tools replace it to answer themselves."""

    def get_connection_with_tls_context(self, request: Any, *_: Any, **__: Any) -> Any:
        return _Sender(request)

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Leave TLS to the pool, which verifies."""

    def request_url(self, request: Any, proxies: Any) -> str:
        return str(request.target)

    def build_response(self, req: Any, resp: Any) -> Response:
        """Make the few attributes of a response that are read here; no cookies, as ever."""
        response = Response()
        response.status_code = resp.status
        response.headers = resp.headers
        response.reason = resp.reason
        response.raw = resp
        response.url = req.url
        response.request = req
        return response


_adapter = _Adapter(max_retries=0)
