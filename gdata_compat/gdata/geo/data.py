"""The legacy module `gdata.geo.data`: places, second generation.

The namespaces end with a slash that those of documents have not, in 2.0.18 too.
"""

from __future__ import annotations

from ... import atom as atom
from ... import namespaces as _ns
from ...atom.core import XmlElement as _XmlElement
from ...engine.xml import child as _child

GEO_TEMPLATE = f"{{{_ns.GEO}/}}%s"
GML_TEMPLATE = f"{{{_ns.GML}/}}%s"
GEORSS_TEMPLATE = f"{{{_ns.GEORSS}/}}%s"


# A line a fact; a class without members is a line.
# fmt: off
class GeoLat(_XmlElement, qname=GEO_TEMPLATE % "lat"): ...
class GeoLong(_XmlElement, qname=GEO_TEMPLATE % "long"): ...
class GeoRssBox(_XmlElement, qname=GEORSS_TEMPLATE % "box"): ...
class GeoRssPoint(_XmlElement, qname=GEORSS_TEMPLATE % "point"): ...
class GmlLowerCorner(_XmlElement, qname=GML_TEMPLATE % "lowerCorner"): ...
class GmlPos(_XmlElement, qname=GML_TEMPLATE % "pos"): ...
class GmlUpperCorner(_XmlElement, qname=GML_TEMPLATE % "upperCorner"): ...

class GmlEnvelope(_XmlElement, qname=GML_TEMPLATE % "Envelope"):
    lower_corner = _child(GmlLowerCorner)
    upper_corner = _child(GmlUpperCorner)

class GmlPoint(_XmlElement, qname=GML_TEMPLATE % "Point"):
    pos = _child(GmlPos)

class GeoRssWhere(_XmlElement, qname=GEORSS_TEMPLATE % "where"):
    Envelope = _child(GmlEnvelope)
    Point = _child(GmlPoint)

class W3CPoint(_XmlElement, qname=GEO_TEMPLATE % "Point"):
    lat = _child(GeoLat)
    long = _child(GeoLong)
