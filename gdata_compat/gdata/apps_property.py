"""The legacy module `gdata.apps_property`: a name and its value."""

from __future__ import annotations

from .. import atom as atom
from .. import gdata as gdata
from .. import namespaces as _ns
from ..atom.core import XmlElement as _XmlElement
from ..engine.xml import attribute as _attribute

_APPS = f"{{{_ns.APPS}}}%s"


class AppsProperty(_XmlElement, qname=_APPS % "property"):
    name = _attribute("name")
    value = _attribute("value")
