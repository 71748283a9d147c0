"""The old names: `gdata` and `atom` as other names of the same module objects."""

from __future__ import annotations

import importlib
import sys
import threading
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from ._legacy_modules import LEGACY_MODULES
from .errors import ForeignPackageError, LegacyModuleMissing

__all__ = ["install", "uninstall", "watch_for_missing"]

_OURS = __name__.rpartition(".")[0]
_NAMES = ("gdata", "atom")
_lock = threading.RLock()


class _AliasLoader:
    """Loads a legacy name by importing the module of ours that it stands for."""

    def __init__(self, real: str) -> None:
        self._real = real
        self._spec: ModuleSpec | None = None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(self._real)
        self._spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Gives the module back its own spec: the import system has just set the alias's."""
        module.__spec__ = self._spec


class _AliasFinder:
    """Finds `gdata`, `atom` and everything below them."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in _NAMES:
            return None
        real = f"{_OURS}.{name}"
        if real not in sys.modules and not _exists(real):
            return None
        return ModuleSpec(name, _AliasLoader(real), origin=real)  # type: ignore[arg-type]


class _MissingFinder:
    """Asked last: says of a module of 2.0.18 that we do not have it, instead of that there is none."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        legacy = name.removeprefix(_OURS + ".")
        if legacy != name and legacy in LEGACY_MODULES:
            _say_missing(legacy)


def _say_missing(legacy: str) -> None:
    raise LegacyModuleMissing(
        f"gdata_compat does not have the module {legacy!r} of gdata 2.0.18 yet; "
        'MIGRATION.md, section "A module that is not here yet", says which are and what to do',
        name=legacy,
    )


def _exists(real: str) -> bool:
    parent = importlib.import_module(real.rpartition(".")[0])
    if PathFinder.find_spec(real, getattr(parent, "__path__", [])) is not None:
        return True
    _MissingFinder.find_spec(real)
    return False


def install(server: str | None = None) -> None:
    """Makes `gdata`, `atom` and everything below them importable under their old names.

    The modules are the same objects under both names. Calling it again changes nothing. `server` is the
    URL of a server that is to get the calls meant for Google's hosts, as `GDATA_COMPAT_SERVER` names one.

    Raises `errors.ForeignPackageError` where another package has one of the names, and ValueError where
    `server` is no http or https URL.
    """
    with _lock:
        if _AliasFinder not in sys.meta_path:
            for name in _NAMES:
                _refuse_foreign(name)
            sys.meta_path.insert(0, _AliasFinder)
    if server is not None:
        from .engine import routing

        routing.route_to(server)


def uninstall() -> None:
    """Takes the old names away again; modules that somebody holds go on working."""
    with _lock:
        if _AliasFinder in sys.meta_path:
            sys.meta_path.remove(_AliasFinder)
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] in _NAMES and sys.modules.get(f"{_OURS}.{name}") is module:
                del sys.modules[name]


def _refuse_foreign(name: str) -> None:
    """Raises where the name is another package's: two libraries cannot both be `import atom`."""
    module = sys.modules.get(name)
    spec = getattr(module, "__spec__", None) if module is not None else PathFinder.find_spec(name)
    if module is None and (spec is None or spec.loader is None or spec.origin is None):
        return  # nothing there, or a plain folder of that name, which no import would prefer
    where = getattr(spec, "origin", None) or getattr(module, "__file__", None) or "an unknown place"
    raise ForeignPackageError(
        f"the name {name!r} belongs to {_distribution_of(name)} ({where}), so install() cannot take it. "
        'Write "from gdata_compat import gdata, atom" in place of install(), or uninstall the other package.',
        name=name,
        path=str(where),
    )


def _distribution_of(name: str) -> str:
    from importlib.metadata import packages_distributions

    found = sorted(set(packages_distributions().get(name, ())))
    return f"the installed distribution {' and '.join(map(repr, found))}" if found else "another package"


def watch_for_missing() -> None:
    """Lets imports of legacy modules that are not here say so, under either name."""
    with _lock:
        if _MissingFinder not in sys.meta_path:
            sys.meta_path.append(_MissingFinder)
