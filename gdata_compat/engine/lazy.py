"""Modules that are imported when something is first taken from them.

lxml, requests and oauthlib take longer to import than the whole drop-in; a script that only defines
things, or only shows its help, should not wait for them.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["LazyModule"]


class LazyModule:
    """Stands for a module until an attribute is asked for; keeps what was asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(importlib.import_module(self._name), name)
        setattr(self, name, value)
        return value
