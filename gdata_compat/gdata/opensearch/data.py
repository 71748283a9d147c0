"""The legacy module `gdata.opensearch.data`: how many entries there are, under names that nothing answers to.

The namespaces end with one slash too many, in 2.0.18 too: feeds use the classes of `gdata.data`.
"""

from __future__ import annotations

from ... import atom as atom
from ... import namespaces as _ns
from ...atom.core import XmlElement as _XmlElement

OPENSEARCH_TEMPLATE_V1 = f"{{{_ns.OPENSEARCH}/}}%s"
OPENSEARCH_TEMPLATE_V2 = f"{{{_ns.OPENSEARCH_1_1}/}}%s"


# A line a fact; a class without members is a line.
# fmt: off
class ItemsPerPage(_XmlElement, qname=(OPENSEARCH_TEMPLATE_V1 % "itemsPerPage", OPENSEARCH_TEMPLATE_V2 % "itemsPerPage")): ...
class StartIndex(_XmlElement, qname=(OPENSEARCH_TEMPLATE_V1 % "startIndex", OPENSEARCH_TEMPLATE_V2 % "startIndex")): ...
class TotalResults(_XmlElement, qname=(OPENSEARCH_TEMPLATE_V1 % "totalResults", OPENSEARCH_TEMPLATE_V2 % "totalResults")): ...
