"""atom.mock_http and atom.mock_service: the scenarios recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed


@pytest.mark.parametrize("name", names_of("mock"))
def test_scenario_is_as_recorded(name):
    """Ours makes the same requests and gives the same results as 2.0.18 did."""
    assert replayed("mock", name) == recorded("mock")[name]
