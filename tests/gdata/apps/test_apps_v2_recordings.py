"""The recordings of the Apps family, second generation: complete, and still what 2.0.18 does."""

from __future__ import annotations

import pytest

from tests.fix_apps_v2 import observed, recorded, scenes


@pytest.mark.parametrize("name", ["rows", "clients"])
def test_every_scene_is_recorded(name):
    """No scene is played without something to compare it with."""
    assert set(scenes(name)) == set(recorded(name))


@pytest.mark.parametrize("name", ["rows", "clients"])
def test_the_recording_is_what_2018_does(original, name):
    """The original, where it is, still does what was recorded."""
    assert observed(original, name) == recorded(name)
