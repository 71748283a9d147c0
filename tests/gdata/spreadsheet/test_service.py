"""gdata.spreadsheet.service as recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed


@pytest.mark.parametrize("name", names_of("spreadsheet_service"))
def test_scenario_is_as_recorded(name):
    """Ours makes the same requests and gives the same results as 2.0.18 did."""
    assert replayed("spreadsheet_service", name) == recorded("spreadsheet_service")[name]
