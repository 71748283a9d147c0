"""Fixtures live in `fix_<subject>.py` beside this file; each such module is a plugin."""

from pathlib import Path

pytest_plugins = sorted(f"tests.{path.stem}" for path in Path(__file__).parent.glob("fix_*.py"))
