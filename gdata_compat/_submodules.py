"""Submodules by attribute: `gdata.auth` works after `import gdata`, and is imported then (PEP 562)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

from .errors import LegacyModuleMissing

__all__ = ["lazily"]


def lazily(package: str) -> Callable[[str], Any]:
    """A module-level `__getattr__` for the package that imports its submodules at first look.

    In the legacy library a submodule was an attribute once anything had imported it, and many scripts rely
    on what some other module happened to import.
    """

    def __getattr__(name: str) -> Any:
        why = f"module {package!r} has no attribute {name!r}"
        for full in _names_of(package, name):
            try:
                return importlib.import_module(full)
            except LegacyModuleMissing as error:
                why = str(error)
            except ModuleNotFoundError as error:
                if error.name != full:
                    raise  # the submodule is there, and something that it needs is not
        raise AttributeError(why)

    return __getattr__


def _names_of(package: str, name: str) -> list[str]:
    """The names under which the submodule may be found: ours, and with install() the old one.

    A script's own import hook may serve modules of its own below `gdata`.
    """
    if name.startswith("__"):
        return []
    legacy = package.partition(".")[2]
    known = sys.modules.get(legacy) is sys.modules[package]
    return [f"{package}.{name}"] + ([f"{legacy}.{name}"] if known else [])
