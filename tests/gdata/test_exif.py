"""gdata.exif: its elements as recorded on 2.0.18."""

import pytest

from gdata_compat import gdata
from tests.fix_services import names_of, recorded, replayed

SCENARIOS = [name for name in names_of("media_elements") if name.startswith("exif")]


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_is_as_recorded(name):
    """Ours reads, says and writes the same as 2.0.18 did."""
    assert replayed("media_elements", name) == recorded("media_elements")[name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", True), ("TRUE", True), ("false", False), ("odd", False), (None, False)],
    ids=str,
)
def test_the_flash_is_true_when_it_was_used(text, expected):
    """`bool(flash)` says what the text says; under Python 2 every Flash was true."""
    assert bool(gdata.exif.Flash(text=text)) == expected


def test_a_flash_that_is_false_is_written():
    """That an element is false does not make it absent."""
    tags = gdata.exif.Tags()
    tags.flash = gdata.exif.Flash(text="false")
    assert gdata.exif.TagsFromString(tags.ToString()).flash.text == "false"
