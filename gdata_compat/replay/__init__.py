"""Record what goes over the wire, replay it, and compare two recordings: HAR 1.2 files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .capturing import recording
    from .har import Call, Recording, Request, Response, Script, read, write
    from .player import ReplayMiss, replaying

__all__ = [
    "Call",
    "Recording",
    "ReplayMiss",
    "Request",
    "Response",
    "Script",
    "read",
    "recording",
    "replaying",
    "write",
]

_HOMES = {"recording": "capturing", "ReplayMiss": "player", "replaying": "player"}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES.get(name, 'har')}", __name__), name)
