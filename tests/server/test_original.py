"""The original library runs beside the tests."""

from __future__ import annotations

from tests.fix_original import Original


def test_the_original_answers_in_json(original: Original) -> None:
    """A script on Python 2.7 sees gdata 2.0.18 and gives back what it prints."""
    source = "import json, sys, gdata.apps.service as s\nprint json.dumps([sys.version_info[:2], s.API_VER])"
    assert original.observe(source) == [[2, 7], "2.0"]
