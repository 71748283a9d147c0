"""gdata.calendar.client and gdata.calendar.data: as observed on 2.0.18."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.engine.xml.test_observed import differences
from tests.fix_original import Original

DATA = Path(__file__).resolve().parent.parent.parent / "data"
SCRIPT = DATA / "calendar_v2" / "calendar_client.py"
OBSERVED = json.loads(SCRIPT.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scenes() -> ModuleType:
    """The scenes, over our modules."""
    for folder in (DATA / "xml", SCRIPT.parent):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    return importlib.import_module("calendar_client")


@pytest.mark.parametrize("scene", OBSERVED)
def test_a_scene_ends_as_on_the_original(scene: str, scenes: ModuleType) -> None:
    """Requests, results and errors of every method are those of 2.0.18."""
    got = json.loads(json.dumps(getattr(scenes, f"scene_{scene}")()))
    assert differences(OBSERVED[scene], got) == []


def test_the_recording_is_what_the_original_says_today(original: Original) -> None:
    """The stored observations can be made again."""
    source = SCRIPT.read_text(encoding="utf-8").replace("# -*- coding: utf-8 -*-\n", "")
    assert json.loads(original.run(source, str(DATA / "xml")).stdout) == OBSERVED
