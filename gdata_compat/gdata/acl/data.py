"""The legacy module `gdata.acl.data`: access control lists, second generation."""

from __future__ import annotations

from ... import atom as atom
from ... import gdata as gdata
from ... import namespaces as _ns
from ...atom.core import XmlElement as _XmlElement
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from .. import data as _data

GACL_TEMPLATE = f"{{{_ns.GACL}}}%s"


# A line a fact; a class without members is a line.
# fmt: off
class AclAdditionalRole(_XmlElement, qname=GACL_TEMPLATE % "additionalRole"):
    value = _attribute("value")

class AclRole(_XmlElement, qname=GACL_TEMPLATE % "role"):
    value = _attribute("value")

class AclScope(_XmlElement, qname=GACL_TEMPLATE % "scope"):
    type = _attribute("type")
    value = _attribute("value")

class AclWithKey(_XmlElement, qname=GACL_TEMPLATE % "withKey"):
    additional_role = _child(AclAdditionalRole)
    key = _attribute("key")
    role = _child(AclRole)

class AclEntry(_data.GDEntry):
    additional_role = _child(AclAdditionalRole)
    role = _child(AclRole)
    scope = _child(AclScope)
    with_key = _child(AclWithKey)

class AclFeed(_data.GDFeed):
    entry: list[AclEntry] = _children(AclEntry)
