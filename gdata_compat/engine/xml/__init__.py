"""The XML engine: legacy elements as lazy views over lxml.

`model` holds the objects and how they read, `tables` the class tables that say what they read,
`writer` how they are written back, `rows` the entries of apps:property, `parser` the one door to lxml.
"""

from .members import attribute, child, children
from .model import Node
from .reading import parse_as, read, recast
from .rows import row, value_of
from .tables import NodeType, StrippedText, Table
from .writer import render

__all__ = [
    "Node",
    "NodeType",
    "StrippedText",
    "Table",
    "attribute",
    "child",
    "children",
    "parse_as",
    "read",
    "recast",
    "render",
    "row",
    "value_of",
]
