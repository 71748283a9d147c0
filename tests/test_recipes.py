"""TESTING.md: every listing is run as a reader would run it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parent.parent / "TESTING.md"


@pytest.mark.parametrize("options", [[], ["-n", "2"]], ids=["alone", "pytest-xdist"])
def test_every_listing_of_the_page_passes(tmp_path: Path, options: list[str]) -> None:
    """The listings, one after the other in one file, as tests with the plugin that pytest finds by itself."""
    if options:
        pytest.importorskip("xdist", reason="pytest-xdist is not installed")
    listings = re.findall(
        r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    (tmp_path / "test_page.py").write_text("\n\n".join(listings), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        "-p",
        "no:cacheprovider",
        *options,
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    tests = len(re.findall(r"^ *def test_", "\n".join(listings), re.MULTILINE))
    assert (done.returncode, f"{tests} passed" in done.stdout) == (0, True), done.stdout
