"""gdata.calendar: its elements as recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed

SCENARIOS = names_of("calendar_elements")


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_is_as_recorded(name):
    """Ours reads, says and writes the same as 2.0.18 did."""
    assert replayed("calendar_elements", name) == recorded("calendar_elements")[name]
