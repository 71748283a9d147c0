"""gdata.calendar.service: the requests recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed

SCENARIOS = names_of("calendar")


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_is_as_recorded(name):
    """Ours makes the same requests and gives the same results as 2.0.18 did."""
    assert replayed("calendar", name) == recorded("calendar")[name]
