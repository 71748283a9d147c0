"""gdata.client: requests, redirects, errors, entries and feeds, queries, tokens."""

from __future__ import annotations

import pytest

from tests.fix_client import observed, played, recorded, scenes

RECORDED = recorded("client")
SCENES = scenes("client")


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_everything_is_as_2018_had_it(name):
    """Requests, results and errors are those that were recorded."""
    assert played(SCENES[name]) == RECORDED[name]


def test_the_recording_is_what_2018_does(original):
    """The original, where it is, still does what was recorded."""
    assert observed(original, "client") == RECORDED
