"""The old libraries, found or fetched: gdata 2.0.18 for Python 2.7 and gdata-python3 3.0.1.

Both are installed once by pip into the user's cache folder, never into the environment that runs this.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Contender", "Missing", "ours", "the_original", "the_port", "the_raw_parts"]


class Missing(Exception):
    """A library or its interpreter cannot be had; the message says why."""


@dataclass(frozen=True)
class Contender:
    """Who is measured: the worker's name for it, the interpreter, and the folder its library lies in."""

    name: str
    python: Path
    library: Path | None = None


def ours() -> Contender:
    """Give gdata_compat as the running interpreter imports it."""
    return Contender("ours", Path(sys.executable))


def the_raw_parts() -> Contender:
    """Give lxml, oauthlib and requests as the running interpreter imports them."""
    return Contender("raw", Path(sys.executable))


def the_original() -> Contender:
    """Find Python 2.7 and gdata 2.0.18; $GDATA_COMPAT_PYTHON27 and $GDATA_COMPAT_ORIGINAL name them."""
    python = next((found for found in _interpreters() if _is_python27(found)), None)
    if python is None:
        raise Missing("no Python 2.7 found: set GDATA_COMPAT_PYTHON27 to one")
    folder = _folder("GDATA_COMPAT_ORIGINAL", "gdata-2.0.18")
    _install(python, folder, "gdata==2.0.18", "--no-deps")
    return Contender("original", python, folder)


def the_port() -> Contender:
    """Find gdata-python3 3.0.1 with what it requires; $GDATA_COMPAT_PORT names its folder."""
    python = Path(sys.executable)
    version = f"py{sys.version_info.major}{sys.version_info.minor}"
    folder = _folder("GDATA_COMPAT_PORT", f"gdata-python3-3.0.1-{version}")
    _install(python, folder, "gdata-python3==3.0.1")
    return Contender("port", python, folder)


def _folder(variable: str, name: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "gdata-compat" / name


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


def _install(python: Path, folder: Path, requirement: str, *options: str) -> None:
    """Put a library into `folder` unless it is there; built beside it, so that half of one is never seen."""
    service = folder / "gdata" / "apps" / "service.py"
    if service.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        target = Path(scratch) / "site"
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += [*options, "--target", str(target), requirement]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        except subprocess.TimeoutExpired:
            raise Missing(f"pip did not install {requirement} within five minutes") from None
        if done.returncode != 0:
            why = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise Missing(f"pip cannot install {requirement}: {why}")
        with contextlib.suppress(OSError):  # somebody else was first
            target.rename(folder)
    if not service.exists():
        raise Missing(f"{folder} exists but holds no {requirement}")
