"""The proxies that the environment names, read as the v1 library read them.

`http_proxy` and `https_proxy`, in lower case as ever, or `HTTPS_PROXY` in upper case, hold
`[scheme://][user:password@]host[:port]`; without a port it is 80. User and password may also stand in
`proxy-username` and `proxy-password`, or `proxy_username` and `proxy_password`, which win. Hosts that
`no_proxy` lists are reached directly, which 2.0.18 did not know.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field

__all__ = ["Proxy", "basic", "credentials", "is_local", "location", "proxy_for"]

_LOCAL = ("127.0.0.1", "localhost", "::1", "[::1]")


@dataclass(frozen=True)
class Proxy:
    """A proxy: its URL without user and password, and the header that authorizes, or ''."""

    url: str
    authorization: str = field(default="", repr=False)


def proxy_for(scheme: str, host: str, port: int | None) -> Proxy | None:
    """Give the proxy through which `host` is reached, or None."""
    settings = os.environ.get(f"{scheme}_proxy")
    if not settings and scheme == "https":
        settings = os.environ.get("HTTPS_PROXY")
    if not settings or _bypassed(host, port):
        return None
    # The proxy itself is spoken to without TLS, whatever scheme its URL names.
    netloc = location(settings).rpartition("://")[2].partition("/")[0]
    if ":" not in netloc.rpartition("]")[2]:
        netloc += ":80"
    user = credentials(settings)
    return Proxy(f"http://{netloc}", basic(*user) if user else "")


def is_local(host: str) -> bool:
    """Tell whether `host` is this machine, which no proxy could reach."""
    return host.lower() in _LOCAL or (host.startswith("127.") and host.replace(".", "").isdigit())


def _bypassed(host: str, port: int | None) -> bool:
    if not (os.environ.get("no_proxy") or os.environ.get("NO_PROXY")):
        return False
    import urllib.request

    # In the standard library's documentation, but not in its type stubs.
    bypass = urllib.request.proxy_bypass_environment  # type: ignore[attr-defined]
    return bool(bypass(f"{host}:{port}" if port else host))


def basic(user: str, password: str | None) -> str:
    """Write the value of a Basic authorization header."""
    pair = f"{user}:{password}".encode("utf-8", "surrogateescape")
    return "Basic " + base64.b64encode(pair).decode("ascii")


def credentials(settings: str) -> tuple[str, str | None] | None:
    """Find user and password, in variables of their own or in the proxy's URL; None without a user.

    They are taken from the URL as they are written there, percent escapes included, as 2.0.18 does.
    """
    user = _first("proxy-username", "proxy_username")
    password = _first("proxy-password", "proxy_password")
    if user:
        return user, password
    if "@" not in settings:
        return None
    parts = settings.split("@")[0].split(":")
    if len(parts) == 3:
        return parts[1].lstrip("/"), parts[2]
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _first(*names: str) -> str | None:
    return next(filter(None, map(os.environ.get, names)), None)


def location(settings: str) -> str:
    """Give the proxy's URL without user and password."""
    if "@" not in settings:
        return settings
    return f"{settings.split(':')[0]}://{settings.split('@')[1]}"
