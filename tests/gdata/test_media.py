"""gdata.media: its elements as recorded on 2.0.18."""

import pytest

from gdata_compat import gdata
from tests.fix_services import names_of, recorded, replayed

SCENARIOS = [name for name in names_of("media_elements") if name.startswith("media")]


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_is_as_recorded(name):
    """Ours reads, says and writes the same as 2.0.18 did."""
    assert replayed("media_elements", name) == recorded("media_elements")[name]


def test_a_duration_is_written_before_it_has_seconds():
    """A new Duration says None; 2.0.18 raised AttributeError when it was written."""
    made = gdata.media.Duration()
    assert (
        made.seconds,
        gdata.media.GroupFromString(gdata.media.Group(duration=made).ToString()).duration.text,
    ) == (
        None,
        None,
    )


def test_a_group_of_the_second_generation_is_written_without_text():
    """Quirk 43: its namespace ends in two slashes; 2.0.18 raised AttributeError when it was written."""
    from gdata_compat.gdata.media import data

    assert data.MediaGroup().to_string() == '<ns0:group xmlns:ns0="http://search.yahoo.com/mrss//"/>'
