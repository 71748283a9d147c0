"""Scripts in tests/data that both libraries run: `scene_...` functions, with a recording beside them.

A script lies at tests/data/FOLDER/NAME.py, what 2.0.18 gave at NAME.json; the script says how it was made.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from tests.fix_original import Original

DATA = Path(__file__).resolve().parent / "data"


class Script:
    """A script, its recording, and what ours makes of its scenes."""

    def __init__(self, path: str) -> None:
        self.path = DATA / path
        self.observed: dict[str, Any] = json.loads(self.path.with_suffix(".json").read_text(encoding="utf-8"))

    def module(self) -> Any:
        """The script, over our modules."""
        for folder in (DATA / "xml", self.path.parent):
            if str(folder) not in sys.path:
                sys.path.insert(0, str(folder))
        return importlib.import_module(self.path.stem)

    def ours(self, scene: str) -> Any:
        """What a scene gives with ours, as JSON holds it."""
        return json.loads(json.dumps(getattr(self.module(), f"scene_{scene}")()))

    def today(self, original: Original) -> Any:
        """What all scenes give with the original."""
        source = self.path.read_text(encoding="utf-8").replace("# -*- coding: utf-8 -*-\n", "", 1)
        return json.loads(original.run(source, str(DATA / "xml")).stdout)
