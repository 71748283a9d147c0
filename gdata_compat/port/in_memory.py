"""Scripts ported in memory: run without a file being touched, with tracebacks that show the ported lines."""

from __future__ import annotations

import contextlib
import linecache
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from .engine import port_text
from .results import Result

__all__ = ["compiled", "port_script", "porting_imports"]


def port_script(path: str) -> Result:
    """Port a script in a file; raises OSError where it cannot be read."""
    return port_text(Path(path).read_bytes(), path, path=Path(path))


def compiled(result: Result, path: str) -> CodeType:
    """Compile a ported script; its lines are what tracebacks show for the path."""
    text = result.text
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    return compile(text, path, "exec", dont_inherit=True)


class _PortingLoader(SourceFileLoader):
    """Loads a module from its source, ported; no bytecode is read or kept."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        result = port_script(path)
        if result.error is not None:
            raise ImportError(f"{path} cannot be ported: {result.error}", name=fullname, path=path)
        return compiled(result, path)


class _PortingFinder:
    """Finds the modules of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        places = [str(self._folder)] if path is None else [each for each in path if self._is_below(each)]
        spec = PathFinder.find_spec(name, places) if places else None
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        spec.loader = _PortingLoader(name, spec.loader.path)
        spec.cached = None
        return spec

    def _is_below(self, place: str) -> bool:
        return Path(place).resolve().is_relative_to(self._folder)


@contextlib.contextmanager
def porting_imports(folder: Path) -> Iterator[None]:
    """Port what is imported from a folder, as long as this lasts."""
    finder = _PortingFinder(folder)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
