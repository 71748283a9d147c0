"""The legacy module `gdata.geo`: places as GeoRSS and GML write them, first generation."""

from __future__ import annotations

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import child as _child
from ...namespaces import GEO as GEO_NAMESPACE  # noqa: F401 - a name that scripts use
from ...namespaces import GEORSS as GEORSS_NAMESPACE
from ...namespaces import GML as GML_NAMESPACE

_TAIL = " extension_elements extension_attributes text"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class GeoBaseElement(atom.AtomBase, init="name" + _TAIL):
    """The base of the elements; `name` is kept, and neither read nor written."""

    _tag, _namespace = "", GML_NAMESPACE
    name: str | None = None


class Pos(GeoBaseElement):
    """gml:pos: latitude and longitude in degrees, with a space between them, as text."""

    _tag = "pos"


class Point(GeoBaseElement, init="pos" + _TAIL):
    """gml:Point; there always is a `pos`, an empty one in a new point."""

    _tag = "Point"
    pos = _child(Pos, default=Pos)


class Where(GeoBaseElement, init="point=Point" + _TAIL):
    """georss:where; there always is a `Point`, an empty one in a new place."""

    _tag, _namespace = "where", GEORSS_NAMESPACE
    Point = _child(Point, default=Point)

    def location(self) -> tuple[float, ...]:
        """Latitude and longitude; an empty tuple where there is no text. Raises ValueError for odd text."""
        try:
            return tuple(float(part) for part in self.Point.pos.text.split(" "))  # type: ignore[union-attr]
        except AttributeError:
            return ()

    def set_location(self, latlon: tuple[float, float]) -> bool:
        """Sets latitude and longitude, two floats, and tells whether there was a point to set them on."""
        latitude, longitude = latlon[0], latlon[1]
        if not (isinstance(latitude, float) and isinstance(longitude, float)):
            raise AssertionError(f"latitude and longitude are floats, not {latlon!r}")
        try:
            self.Point.pos.text = f"{latitude} {longitude}"  # type: ignore[union-attr]
        except AttributeError:
            return False
        return True

    def latitude(self) -> float:
        """The latitude; raises ValueError where there is no location."""
        latitude, _ = self.location()
        return latitude

    def longitude(self) -> float:
        """The longitude; raises ValueError where there is no location."""
        _, longitude = self.location()
        return longitude

    longtitude = longitude

    def set_latitude(self, lat: float) -> bool:
        """Sets the latitude, a float; raises ValueError where there is no location."""
        return self.set_location((lat, self.longitude()))

    def set_longitude(self, lon: float) -> bool:
        """Sets the longitude, a float; raises ValueError where there is no location."""
        return self.set_location((self.latitude(), lon))

    set_longtitude = set_longitude


PointFromString = _from_string(Point)
PosFromString = _from_string(Pos)
WhereFromString = _from_string(Where)
