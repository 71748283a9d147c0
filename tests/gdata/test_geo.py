"""gdata.geo: its elements as recorded on 2.0.18."""

import pytest

from gdata_compat import gdata
from tests.fix_services import names_of, recorded, replayed

SCENARIOS = [name for name in names_of("media_elements") if name.startswith(("geo", "locations"))]


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_is_as_recorded(name):
    """Ours reads, says and writes the same as 2.0.18 did."""
    assert replayed("media_elements", name) == recorded("media_elements")[name]


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        ("set_latitude", 3.5, (3.5, 2.0)),
        ("set_longitude", 3.5, (1.0, 3.5)),
        ("set_longtitude", -3.5, (1.0, -3.5)),
    ],
    ids=str,
)
def test_one_coordinate_is_set(method, value, expected):
    """The setters of one coordinate work; 2.0.18 raised TypeError in them, always."""
    place = gdata.geo.Where()
    place.set_location((1.0, 2.0))
    assert (getattr(place, method)(value), place.location()) == (True, expected)


def test_a_coordinate_is_not_set_where_there_is_none():
    """Without a location one coordinate alone makes none."""
    with pytest.raises(ValueError, match="unpack"):
        gdata.geo.Where().set_latitude(1.0)


def test_a_location_keeps_all_its_digits():
    """Floats are written so that they read back the same; 2.0.18 wrote twelve digits."""
    place = gdata.geo.Where()
    place.set_location((35.669998123456789, 139.1))
    assert place.location() == (35.669998123456789, 139.1)
