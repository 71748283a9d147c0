"""Recorded scenes of the second generation: played with ours, and with 2.0.18.

A folder of tests/data has files `scenes_*.py`, a recorder that plays them, and what 2.0.18 gave, as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fix_original import Original

__all__ = ["Scenes"]


class Scenes:
    """The scenes of a folder; `recorder` is the module that plays them, `prefix` how their files begin."""

    def __init__(self, folder: str, recorder: str, prefix: str = "scenes_") -> None:
        self.folder = Path(__file__).parent / "data" / folder
        self.recorder, self.prefix = recorder, prefix
        if str(self.folder) not in sys.path:
            sys.path.insert(0, str(self.folder))
        self.record = importlib.import_module(recorder)
        self.library, self.recorded, self.scenes = map(cache, (self._library, self._recorded, self._scenes))

    def _library(self) -> Any:
        """Our modules, as the scenes use them."""
        return self.record.Library(lambda name: importlib.import_module(f"gdata_compat.{name}"))

    def _recorded(self, name: str) -> dict[str, Any]:
        """What 2.0.18 did in the scenes of a file, by their names."""
        found: dict[str, Any] = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return found

    def _scenes(self, name: str) -> dict[str, Any]:
        """The scenes of a file with our modules, by their names."""
        return dict(importlib.import_module(f"{self.prefix}{name}").scenes(self.library()))

    def played(self, scene: Any) -> Any:
        """What ours does in a scene, as JSON holds it."""
        return json.loads(json.dumps(self.record.play(lambda _: [("scene", scene)], None)))["scene"]

    def observed(self, original: Original, name: str) -> Any:
        """What 2.0.18 does now."""
        source = f"import sys; sys.path.insert(0, sys.argv.pop(1)); import {self.recorder} as it; it.main()"
        return original.observe(source, str(self.folder), str(self.folder / f"{self.prefix}{name}.py"))
