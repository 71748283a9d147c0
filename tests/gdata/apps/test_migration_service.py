"""gdata.apps.migration and its service as recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed


@pytest.mark.parametrize("name", names_of("migration"))
def test_scenario_is_as_recorded(name):
    """Ours makes the same requests and gives the same results as 2.0.18 did."""
    assert replayed("migration", name) == recorded("migration")[name]
