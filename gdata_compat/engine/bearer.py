"""Where a bearer token may go, and what it takes to send a request a second time.

Whoever reads a bearer token can use it, so it goes to Google's hosts over https, to this machine, and to
servers that a script has named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from .. import errors
from . import redact, routing
from .proxies import is_local, proxy_for
from .urls import split

__all__ = ["EVERYWHERE", "check", "check_way", "covers", "is_for", "origin", "place", "rewinder"]

#: What `atom.token_store.SCOPE_ALL` says: valid for every URL.
EVERYWHERE = "http"

Servers = frozenset[routing.Server]

#: Whose names are below one of Google's, and whose machines are its customers': Compute Engine's.
_RENTED = ".bc.googleusercontent.com"


def is_for(host: str, servers: Servers) -> bool:
    """Tell whether a token of Google's may go to a host at all."""
    googles = routing.is_google(host) and not host.endswith(_RENTED)
    return googles or is_local(host) or any(host == server.host for server in servers)


def check(url: str, servers: Servers) -> None:
    """Raise TokenWithheld where a request for `url` must not carry the token."""
    scheme, host, _, _ = place(url)
    if not is_for(host, servers):
        raise errors.TokenWithheld(
            f"the token was not sent to {origin(url)}, which is none of Google's hosts: name the server when "
            "the token is made, servers=[...], if it may have it"
        )
    check_way(scheme, host, origin(url), servers)


def check_way(scheme: str, host: str, origin: str, servers: Servers) -> None:
    """Raise TokenWithheld for plain HTTP, to a host or to the server that stands in for it."""
    server = routing.route_for(host)
    if server is not None:
        scheme, host, origin = server.scheme, server.host, server.origin
    if scheme == "https" or any(_with_port(each.origin) == _with_port(origin) for each in servers):
        return
    cure = "use https: a service or client does when `ssl = True` is set on it"
    if is_local(host):
        # What stands in for Google on this machine is never called through a proxy.
        if server is not None or not _is_proxied(origin):
            return
        cure = f"the proxy of $http_proxy would get it; add {host} to $no_proxy"
    elif not routing.is_google(host):
        cure = f"name the server when the token is made, servers=[{origin!r}], if that is wanted"
    raise errors.TokenWithheld(
        f"the token was not sent to {origin}, where everybody on the way could read it: {cure}"
    )


def _with_port(origin: str) -> str:
    """Give an address of plain HTTP with its port, written out or not."""
    return f"{origin}:80" if place(origin)[2] is None else origin


def _is_proxied(origin: str) -> bool:
    """Tell whether plain HTTP to an address may go through another machine."""
    _, host, port, _ = place(origin)
    proxy = proxy_for("http", host, port)
    return proxy is not None and not is_local(place(proxy.url)[1])


_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]", re.I)


def origin(url: str) -> str:
    """Give the beginning of a URL, for a message."""
    scheme, netloc, *_ = split(url)
    return redact.query(f"{scheme}://{netloc}".lower())


def place(url: str) -> tuple[str, str, int | None, str]:
    """Give scheme, host in lower case, port and path of a URL; the host is '' where it is none."""
    scheme, netloc, path, _, _ = split(url)
    host, colon, port = netloc.rpartition(":")
    if not (colon and port.isdigit()):
        host, port = netloc, ""
    return scheme, host.lower() if _HOST.fullmatch(host) else "", int(port) if port else None, path


def covers(scope: str, url: str) -> bool:
    """Tell whether a token with `scope` may be used for `url`; scheme and port are ignored (quirk 5)."""
    _, scope_host, _, scope_path = place(scope)
    _, host, _, path = place(url)
    return scope == EVERYWHERE or (scope_host == host and path.startswith(scope_path))


def rewinder(parts: Iterable[Any]) -> Callable[[], None] | None:
    """Give what sets the files among the parts back to where they stand; None where one cannot be."""
    starts = []
    for part in parts:
        if not hasattr(part, "read"):
            continue
        try:
            can_seek = part.seekable() if hasattr(part, "seekable") else hasattr(part, "seek")
            starts.append((part, part.tell()))
        except (AttributeError, OSError):
            return None
        if not can_seek:
            return None

    def rewind() -> None:
        for part, start in starts:
            part.seek(start)

    return rewind
