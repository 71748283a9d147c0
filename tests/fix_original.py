"""The original: gdata 2.0.18 on Python 2.7, run in a process of its own and watched.

`python27` is the interpreter: $GDATA_COMPAT_PYTHON27, else the newest pyenv 2.7, else `python2.7` on PATH.
`original` runs scripts with the library on their path. The library is downloaded from PyPI once, into
$GDATA_COMPAT_ORIGINAL or the user's cache folder. Where either cannot be had, tests that ask for them are
skipped and say why.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Original", "find_original", "original", "python27"]

_REQUIREMENT = "gdata==2.0.18"
_NO_PYTHON27 = "needs Python 2.7: set GDATA_COMPAT_PYTHON27 to an interpreter, or install one with pyenv"


@dataclass(frozen=True)
class Original:
    """gdata 2.0.18 on Python 2.7."""

    python: Path
    library: Path

    def run(
        self,
        source: str,
        *arguments: str,
        check: bool = True,
        timeout: float = 120,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run `source` as a Python 2.7 script and return what it wrote as text.

        `source` may hold non-ASCII text: it is stored as UTF-8 with a coding line. `environment` is added
        to the caller's. With `check`, a script that fails raises AssertionError that shows its traceback.
        """
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "script.py"
            script.write_text("# -*- coding: utf-8 -*-\n" + source, encoding="utf-8")
            done = subprocess.run(
                [str(self.python), "-B", str(script), *arguments],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=timeout,
                env=self._environment(environment or {}),
                check=False,
            )
        if check and done.returncode != 0:
            raise AssertionError(f"the original failed ({done.returncode}):\n{done.stderr}\n{done.stdout}")
        return done

    def observe(self, source: str, *arguments: str, **options: Any) -> Any:
        """Run `source` and return the JSON document that it prints on the last line of its output."""
        lines = self.run(source, *arguments, **options).stdout.strip().splitlines()
        assert lines, "the script printed nothing"
        return json.loads(lines[-1])

    def _environment(self, added: Mapping[str, str]) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))}
        return {**kept, "PYTHONPATH": str(self.library), "PYTHONIOENCODING": "utf-8", **added}


def _interpreters() -> Iterator[Path]:
    named = os.environ.get("GDATA_COMPAT_PYTHON27")
    if named:
        yield Path(named)
        return
    yield from sorted(Path.home().glob(".pyenv/versions/2.7.*/bin/python"), reverse=True)
    found = shutil.which("python2.7")
    if found:
        yield Path(found)


def _is_python27(python: Path) -> bool:
    question = "import sys; sys.exit(sys.version_info[:2] != (2, 7))"
    try:
        return subprocess.run([str(python), "-c", question], check=False, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _library_folder() -> Path:
    named = os.environ.get("GDATA_COMPAT_ORIGINAL")
    if named:
        return Path(named)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "gdata-compat" / "gdata-2.0.18"


def _install(python: Path, folder: Path) -> str | None:
    """Put the library into `folder` unless it is there; return why that failed, or None.

    It is built beside the folder and renamed into place, so that parallel runs never see half of it.
    """
    if (folder / "gdata" / "apps" / "service.py").exists():
        return None
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        target = Path(scratch) / "site"
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--target", str(target), _REQUIREMENT]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode != 0:
            return f"pip cannot install {_REQUIREMENT}: {(done.stderr.strip().splitlines() or ['?'])[-1]}"
        with contextlib.suppress(OSError):  # somebody else was first
            target.rename(folder)
    if not (folder / "gdata" / "apps" / "service.py").exists():
        return f"{folder} exists but holds no gdata 2.0.18"
    return None


@pytest.fixture(scope="session")
def python27() -> Path:
    """A CPython 2.7 interpreter."""
    found = _find_python27()
    if found is None:
        pytest.skip(_NO_PYTHON27)
    return found


@pytest.fixture(scope="session")
def original(python27: Path) -> Original:
    """gdata 2.0.18, ready to run on Python 2.7."""
    folder = _library_folder()
    why_not = _install(python27, folder)
    if why_not is not None:
        pytest.skip(f"needs the original library: {why_not}")
    return Original(python27, folder)


def find_original() -> Original:
    """Return the original outside a test; raises SystemExit where it cannot be had."""
    python, folder = _find_python27(), _library_folder()
    why_not = _NO_PYTHON27 if python is None else _install(python, folder)
    if python is None or why_not is not None:
        raise SystemExit(why_not)
    return Original(python, folder)


def _find_python27() -> Path | None:
    return next((candidate for candidate in _interpreters() if _is_python27(candidate)), None)
