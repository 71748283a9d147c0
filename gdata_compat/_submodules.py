"""Submodules by attribute: `gdata.auth` works after `import gdata`, and is imported then (PEP 562)."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

__all__ = ["lazily"]


def lazily(package: str) -> Callable[[str], Any]:
    """A module-level `__getattr__` for the package that imports its submodules at first look.

    In the legacy library a submodule was an attribute once anything had imported it, and many scripts rely
    on what some other module happened to import.
    """

    def __getattr__(name: str) -> Any:
        if not name.startswith("__"):
            full = f"{package}.{name}"
            try:
                return importlib.import_module(full)
            except ModuleNotFoundError as error:
                # LegacyModuleMissing names the legacy module; other names are imports that failed inside.
                if error.name is not None and error.name != full and not full.endswith("." + error.name):
                    raise
                reason = str(error)
            if "MIGRATION" in reason:
                raise AttributeError(reason)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return __getattr__
