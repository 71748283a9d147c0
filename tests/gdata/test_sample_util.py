"""gdata.sample_util: settings from the command line and the user, and clients that they authorize."""

from __future__ import annotations

import pytest

from tests.fix_client import observed, played, recorded, scenes

RECORDED = recorded("sample")
SCENES = scenes("sample")


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_everything_is_as_2018_had_it(name):
    """What is asked, sent and kept is what was recorded."""
    assert played(SCENES[name]) == RECORDED[name]


def test_the_recording_is_what_2018_does(original):
    """The original, where it is, still does what was recorded."""
    assert observed(original, "sample") == RECORDED
