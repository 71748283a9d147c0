"""gdata.apps.service.AppsService as recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed

SCENARIOS = [(module, name) for module in ["apps", "pages"] for name in names_of(module)]


@pytest.mark.parametrize(("module", "name"), SCENARIOS)
def test_scenario_is_as_recorded(module, name):
    """Ours makes the same requests and gives the same results as 2.0.18 did."""
    assert replayed(module, name) == recorded(module)[name]
