"""The distribution: what an installed copy needs goes into the wheel."""

from __future__ import annotations

import configparser
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "gdata_compat"


def _package_of(file: Path) -> Path:
    """Give the innermost package that holds a file."""
    return next(folder for folder in file.parents if (folder / "__init__.py").exists())


def _is_packed(file: Path, patterns: dict[str, list[str]]) -> bool:
    package = _package_of(file)
    if file.suffix == ".py" and file.parent == package:
        return True
    name = ".".join(package.relative_to(ROOT).parts)
    return any(fnmatch(file.relative_to(package).as_posix(), pattern) for pattern in patterns.get(name, []))


def test_the_wheel_has_every_file_of_the_package() -> None:
    """Templates, style sheets and the listing that `gdata-compat demo` runs are named as package data."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = {
        name: [part for line in value.split("\n") for part in line.replace(" ", "").split(",") if part]
        for name, value in settings["options.package_data"].items()
    }
    files = [file for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    assert files
    assert [str(file.relative_to(ROOT)) for file in files if not _is_packed(file, patterns)] == []
