"""gdata.service.Query as recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed

MODULES = ["query"]


@pytest.mark.parametrize(("module", "name"), [(module, name) for module in MODULES for name in names_of(module)])
def test_scenario_is_as_recorded(module, name):
    """Ours makes the same requests and gives the same results as 2.0.18 did."""
    assert replayed(module, name) == recorded(module)[name]
