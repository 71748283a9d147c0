"""atom.data, gdata.data, gdata.core and the small data modules: as observed on 2.0.18."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.engine.xml.test_observed import differences
from tests.fix_original import Original

DATA = Path(__file__).resolve().parent.parent / "data" / "xml"
OBSERVED = json.loads((DATA / "second_data.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scenes() -> ModuleType:
    """The scenes, over our modules."""
    if str(DATA) not in sys.path:
        sys.path.insert(0, str(DATA))
    return importlib.import_module("second_data")


@pytest.mark.parametrize("scene", OBSERVED)
def test_a_scene_ends_as_on_the_original(scene: str, scenes: ModuleType) -> None:
    """Members, links, batches, blobs, media sources and JSON-C are those of 2.0.18."""
    got = json.loads(json.dumps(getattr(scenes, f"scene_{scene}")()))
    assert differences(OBSERVED[scene], got) == []


def test_the_recording_is_what_the_original_says_today(original: Original) -> None:
    """The stored observations can be made again."""
    source = (DATA / "second_data.py").read_text(encoding="utf-8").replace("# -*- coding: utf-8 -*-\n", "")
    assert json.loads(original.run(source, str(DATA)).stdout) == OBSERVED
