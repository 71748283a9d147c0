"""Refusing the network to this process, whichever library asks for it.

Python tells its audit hooks (PEP 578) of every connection, datagram and look-up of a name before it happens.
What opens sockets by itself in C (libcurl, libpq) is not heard of, and neither are other programs.
"""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["refused"]

#: What reaches the network, and which argument says where to.
_EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}

_refusing: list[Callable[[str], None]] = []
_is_hooked = False


@contextlib.contextmanager
def refused(refuse: Callable[[str], None]) -> Iterator[None]:
    """Call `refuse`, which raises, with what was about to reach the network meanwhile.

    Sockets of the system (AF_UNIX) go on working. Those of loopback are refused as any other: what would
    answer there is not in the recording.
    """
    global _is_hooked
    if not _is_hooked:
        sys.addaudithook(_hook)  # stays for the life of the process; it does nothing outside
        _is_hooked = True
    _refusing.append(refuse)
    try:
        yield
    finally:
        _refusing.remove(refuse)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _refusing or event not in _EVENTS:
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family not in (socket.AF_INET, socket.AF_INET6):
            return
        address = arguments[1]
        if address is None:  # of a socket that is connected already
            return
        _refusing[-1](f"a connection to {address[0]}:{address[1]}")
    else:
        _refusing[-1](f"the look-up of {_text(arguments[_EVENTS[event]])}")


def _text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
