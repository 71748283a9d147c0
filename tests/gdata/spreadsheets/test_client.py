"""gdata.spreadsheets.client beside recordings of 2.0.18."""

from __future__ import annotations

import pytest

from tests.fix_docs_sheets import observed, played, recorded, scenes

RECORDED = recorded("sheets_client")
SCENES = scenes("sheets_client")


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_everything_is_as_2018_had_it(name):
    """Requests, results and errors are what was recorded."""
    assert played(SCENES[name]) == RECORDED[name]


def test_the_recording_is_what_2018_does(original):
    """The original, where it is, still does what was recorded."""
    assert observed(original, "sheets_client") == RECORDED
