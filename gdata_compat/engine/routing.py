"""Which hosts are Google's, where calls for them go, and which of their addresses are switched off.

`route_to("http://127.0.0.1:8080")`, or the environment variable GDATA_COMPAT_SERVER, sends the calls for
Google's hosts to another server. They are still signed for Google's URL: the request keeps Google's Host and
says `X-Forwarded-Proto: https` where the URL does.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .urls import split

__all__ = [
    "GOOGLE_HOSTS",
    "SWITCHED_OFF",
    "Server",
    "SwitchedOffWarning",
    "hint_if_switched_off",
    "is_google",
    "is_switched_off",
    "parse_server",
    "route_for",
    "route_to",
    "routed_to",
]

#: The variable that names the server to send Google's calls to.
VARIABLE = "GDATA_COMPAT_SERVER"

#: A host belongs to Google if it is one of these or ends in a dot and one of these.
GOOGLE_HOSTS = (
    "google.com",
    "googleapis.com",
    "googleusercontent.com",
    "googlecode.com",
    "youtube.com",
    "blogger.com",
    "blogspot.com",
    "gmail.com",
    "picasaweb.com",
)

#: (host, or "" for any of Google's; beginning of the path) of addresses that no longer answer.
SWITCHED_OFF = (
    ("apps-apis.google.com", "/a/feeds/"),
    ("", "/accounts/OAuth"),
    ("", "/accounts/ClientLogin"),
    ("", "/accounts/AuthSub"),
    ("docs.google.com", "/feeds"),
    ("spreadsheets.google.com", "/feeds"),
    ("sites.google.com", "/feeds"),
    ("picasaweb.google.com", "/data"),
    ("finance.google.com", "/finance/feeds"),
    ("base.google.com", "/base/feeds"),
    ("", "/calendar/feeds"),
    ("", "/m8/feeds"),
    ("", "/base/feeds"),
    ("", "/books/feeds"),
    ("", "/analytics/feeds"),
    ("", "/health/feeds"),
    ("", "/h9/feeds"),
    ("", "/codesearch/feeds"),
    ("", "/webmasters/tools/feeds"),
    ("", "/notebook/feeds"),
    ("", "/hosted/services"),
    ("gdata.youtube.com", "/"),
    ("uploads.gdata.youtube.com", "/"),
    ("www.blogger.com", "/feeds"),
    ("maps.google.com", "/maps/feeds"),
    ("code.google.com", "/feeds"),
)

#: Those below switched-off beginnings that still answer: Email Audit and Domain Shared Contacts.
STILL_ANSWERING = (
    ("apps-apis.google.com", "/a/feeds/compliance/audit"),
    ("www.google.com", "/m8/feeds/contacts/"),
)

# A user's own contacts, unlike those that a domain shares, went with the Contacts API.
_OWN_CONTACTS = re.compile(r"/m8/feeds/contacts/(default|[^/]*(@|%40)[^/]*)(/|$)", re.I)


class SwitchedOffWarning(UserWarning):
    """A call failed whose address Google has switched off."""


@dataclass(frozen=True)
class Server:
    """The server that stands in for Google."""

    scheme: str
    host: str
    port: int | None

    @property
    def origin(self) -> str:
        """Scheme, host and port, as the beginning of a URL."""
        return f"{self.scheme}://{self.host}" + (f":{self.port}" if self.port else "")


_chosen: Server | None = None
_parsed: tuple[str, Server] | None = None
_hinted = False


def parse_server(url: str) -> Server:
    """Read the address of a server; ValueError for anything but `http[s]://host[:port]`."""
    scheme, netloc, path, _, query = split(url)
    host, _, port = netloc.rpartition(":") if netloc[-1:].isdigit() and ":" in netloc else (netloc, "", "")
    well_formed = scheme in ("http", "https") and host and "@" not in host and path in ("", "/") and not query
    if not well_formed or (port and not port.isdigit()):
        raise ValueError(
            f"a server's address reads like http://127.0.0.1:8080, without a path; {url!r} does not"
        )
    return Server(scheme, host.lower(), int(port) if port else None)


def route_to(server_url: str | None) -> None:
    """Send the calls for Google's hosts to `server_url`; None leaves the choice to the environment."""
    global _chosen
    _chosen = parse_server(server_url) if server_url is not None else None


@contextmanager
def routed_to(server_url: str | None) -> Iterator[None]:
    """Send the calls for Google's hosts to `server_url` meanwhile, or to these where it is None.

    What was chosen before counts again afterwards.

    Processes that are started meanwhile find the server by the environment.
    """
    global _chosen
    chosen, named = _chosen, os.environ.get(VARIABLE)
    try:
        _chosen = None
        _name_in_environment(server_url)
        yield
    finally:
        _chosen = chosen
        _name_in_environment(named)


def _name_in_environment(server_url: str | None) -> None:
    if server_url is None:
        os.environ.pop(VARIABLE, None)
    else:
        os.environ[VARIABLE] = server_url


def route_for(host: str) -> Server | None:
    """Give the server that stands in for `host`, or None where the call goes to `host` itself."""
    global _parsed
    server = _chosen
    if server is None:
        url = os.environ.get(VARIABLE)
        if not url:
            return None
        if _parsed is None or _parsed[0] != url:
            _parsed = (url, parse_server(url))
        server = _parsed[1]
    return server if is_google(host) else None


def is_google(host: str) -> bool:
    """Tell whether `host`, in any case, belongs to Google."""
    host = host.lower()
    return host.endswith(GOOGLE_HOSTS) and any(
        host == known or host.endswith("." + known) for known in GOOGLE_HOSTS
    )


def is_switched_off(host: str, path: str) -> bool:
    """Tell whether Google has switched off the address."""
    host = host.lower()
    if not is_google(host) or not _listed(host, path, SWITCHED_OFF):
        return False
    return not (_listed(host, path, STILL_ANSWERING) and not _OWN_CONTACTS.match(path))


def _listed(host: str, path: str, table: tuple[tuple[str, str], ...]) -> bool:
    return any(known in ("", host) and path.startswith(start) for known, start in table)


def hint_if_switched_off(host: str, path: str) -> None:
    """Warn once a process that a call failed because its address no longer exists."""
    global _hinted
    if _hinted or not is_switched_off(host, path):
        return
    _hinted = True
    warnings.warn(
        f"Google has switched off https://{host}{path.partition('?')[0]}, so this call cannot succeed there. "
        "Start a server that stands in for it with `gdata-compat serve`, and send the calls to it: "
        'gdata_compat.install(server="http://127.0.0.1:8080"), or GDATA_COMPAT_SERVER=http://127.0.0.1:8080 '
        "in the environment. MIGRATION.md says what replaced each API.",
        SwitchedOffWarning,
        stacklevel=_callers_level(),
    )


def _callers_level() -> int:
    """Give the `stacklevel` of the first frame outside this package: the script's own line."""
    package = __name__.partition(".")[0] + "."
    frame, level = sys._getframe(1), 1
    while frame.f_back is not None and str(frame.f_globals.get("__name__", "")).startswith(package):
        frame, level = frame.f_back, level + 1
    return level
