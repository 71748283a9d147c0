"""The legacy module `gdata.opensearch.data`: how many entries there are, under names that nothing answers to.

The namespaces end with one slash too many, in 2.0.18 too: feeds use the classes of `gdata.data`.
"""

from __future__ import annotations

from ... import atom as atom
from ... import namespaces as _ns
from ...atom.core import XmlElement as _XmlElement

OPENSEARCH_TEMPLATE_V1 = f"{{{_ns.OPENSEARCH}/}}%s"
OPENSEARCH_TEMPLATE_V2 = f"{{{_ns.OPENSEARCH_1_1}/}}%s"


def _both(name: str) -> tuple[str, str]:
    return OPENSEARCH_TEMPLATE_V1 % name, OPENSEARCH_TEMPLATE_V2 % name


# fmt: off
class ItemsPerPage(_XmlElement, qname=_both("itemsPerPage")): ...
class StartIndex(_XmlElement, qname=_both("startIndex")): ...
class TotalResults(_XmlElement, qname=_both("totalResults")): ...
