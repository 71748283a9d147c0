"""gdata.docs as recorded on 2.0.18."""

import pytest

from tests.fix_services import names_of, recorded, replayed


@pytest.mark.parametrize("name", names_of("docs"))
def test_scenario_is_as_recorded(name):
    """Entries and feeds say and write what those of 2.0.18 did."""
    assert replayed("docs", name) == recorded("docs")[name]
