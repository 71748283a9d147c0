"""atom.data, gdata.data, gdata.core and the small data modules: as observed on 2.0.18."""

from __future__ import annotations

import pytest

from tests.engine.xml.test_observed import differences
from tests.fix_original import Original
from tests.fix_scripts import Script

SCRIPT = Script("xml/second_data.py")


@pytest.mark.parametrize("scene", SCRIPT.observed)
def test_a_scene_ends_as_on_the_original(scene: str) -> None:
    """Members, links, batches, blobs, media sources and JSON-C are those of 2.0.18."""
    assert differences(SCRIPT.observed[scene], SCRIPT.ours(scene)) == []


def test_the_recording_is_what_the_original_says_today(original: Original) -> None:
    """The stored observations can be made again."""
    assert SCRIPT.today(original) == SCRIPT.observed
