"""gdata.calendar.client and gdata.calendar.data: as observed on 2.0.18."""

from __future__ import annotations

import pytest

from tests.engine.xml.test_observed import differences
from tests.fix_original import Original
from tests.fix_scripts import Script

SCRIPT = Script("calendar_v2/calendar_client.py")


@pytest.mark.parametrize("scene", SCRIPT.observed)
def test_a_scene_ends_as_on_the_original(scene: str) -> None:
    """Requests, results and errors of every method are those of 2.0.18."""
    assert differences(SCRIPT.observed[scene], SCRIPT.ours(scene)) == []


def test_the_recording_is_what_the_original_says_today(original: Original) -> None:
    """The stored observations can be made again."""
    assert SCRIPT.today(original) == SCRIPT.observed
