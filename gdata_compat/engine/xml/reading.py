"""Reading a document as an object of a class, and an object as one of another class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lazy import LazyModule
from .tables import NodeType
from .writer import render

if TYPE_CHECKING:
    from . import parser
else:
    parser = LazyModule("gdata_compat.engine.xml.parser")

__all__ = ["parse_as", "read", "read_element", "recast"]


def read_element(cls: Any, element: Any, qname: str | None = None) -> Any:
    """An object of the class over the element; None where the element is called otherwise."""
    if element.tag != (qname or cls._qualified_name()):
        return None
    if not isinstance(cls, NodeType):  # a class of a script's that only has the hooks
        node = cls()
        node._HarvestElementTree(element)
        return node
    plan = cls.plan()
    if not plan.lazy or plan.tag != element.tag:
        return cls._made_at_once(element)
    plan.complete(element)
    return cls._over(element)


def read(cls: Any, xml: str | bytes) -> Any:
    """Parses the document as an object of the class; None where its root is another element."""
    return read_element(cls, parser.fromstring(xml))


def parse_as(xml: str | bytes, *classes: Any) -> Any:
    """Parses the document once, as the first of the classes whose element its root is; None for none."""
    root = parser.fromstring(xml)
    return next((node for cls in classes if (node := read_element(cls, root)) is not None), None)


def recast(value: Any, cls: Any) -> Any:
    """The same document as an object of another class, as `XFromString(str(value))` would give it.

    An object that holds its element gives a copy of it, so that both can be changed apart; anything else
    goes through its text. None where the class has another element.
    """
    held = getattr(value, "_held", None)
    if held is None or len(value.__dict__) > 1 or not type(value).plan().lazy:
        return read(cls, str(value))
    if not parser.tidy(held, parser.tostring(held)):
        return read(cls, render(value))
    return read_element(cls, parser.copy_of(held))
