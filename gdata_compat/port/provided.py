"""Which modules of gdata 2.0.18 this package has, by its files and the list of all of them."""

from __future__ import annotations

from pathlib import Path

from .._legacy_modules import LEGACY_MODULES

__all__ = ["is_legacy_module", "is_provided", "longest_module"]

_PACKAGE = Path(__file__).resolve().parent.parent


def is_legacy_module(name: str) -> bool:
    """Tell whether gdata 2.0.18 has a module of the name."""
    return name in LEGACY_MODULES


def is_provided(name: str) -> bool:
    """Tell whether this package has the module."""
    path = _PACKAGE.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def longest_module(dotted: str) -> str:
    """Give the longest beginning of a full name that is a module of 2.0.18 or of this package, else ''."""
    while dotted and not (is_legacy_module(dotted) or is_provided(dotted)):
        dotted = dotted.rpartition(".")[0]
    return dotted
