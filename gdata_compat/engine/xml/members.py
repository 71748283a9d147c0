"""Members: how an object reads a part of its element, once, when somebody first looks.

A member is a non-data descriptor: what it reads it leaves in the instance's dict, where the next look
finds it as a plain attribute. `dict.setdefault` publishes, so that two threads that look at the same
time get the same object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from .model import Node

__all__ = ["AttributeMember", "ChildMember", "LooseList", "Member", "TextMember", "attribute", "child", "children"]

_T = TypeVar("_T")

#: From this many entries in an instance's dict on, a look opens the whole object. Below it single looks
#: are cheaper: a script that reads two fields of every user pays for two fields.
_OPEN_FROM = 4


class Member:
    """What a class attribute of an element class is made of.

    `name` is the legacy member name, `slot` the instance attribute that holds the value: they differ
    only where a property stands in front.
    """

    name = slot = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.slot = name

    def __get__(self, node: Node | None, owner: type | None = None) -> Any:
        if node is None:
            return self
        values = node.__dict__
        held = values.get("_held")
        if held is None:
            return self.absent(values)
        if len(values) >= _OPEN_FROM:
            node._open(values, held)
            if self.slot in values:
                return values[self.slot]
        return values.setdefault(self.slot, self.read(node, held))

    def absent(self, values: dict[str, Any]) -> Any:
        """The value where the element, or the object, has none."""
        return None

    def read(self, node: Node, held: Any) -> Any:
        """The value that the held element has for this member."""
        raise TypeError(f"{type(self).__name__} cannot read")


class TextMember(Member):
    """The text of the element before its first child; None where there is none."""

    def read(self, node: Node, held: Any) -> Any:
        return held.text or None


class AttributeMember(Member):
    """An XML attribute; an empty one reads as None (quirk 40)."""

    def __init__(self, qname: str) -> None:
        self.qname = qname

    def fits(self, qname: str, kind: Any) -> bool:
        """Whether this member is what a table's row describes."""
        return kind is None and qname == self.qname

    def read(self, node: Node, held: Any) -> Any:
        return held.get(self.qname) or None


class ChildMember(Member):
    """A child element, or with `many` a list of them.

    `kind` is the row's value as the legacy tables write it: a class, or a list with the class in it.
    """

    def __init__(self, kind: Any, qname: str | None = None, default: Any = list) -> None:
        self.kind = kind
        self.many = isinstance(kind, list)
        self.target = kind[0] if self.many else kind
        self.default = default
        self.strips = False
        self._qname = qname

    @property
    def qname(self) -> str:
        """The child's qualified name; that of its class unless a table says otherwise."""
        if self._qname is None:
            self._qname = self.target._qualified_name()
        return cast(str, self._qname)

    def fits(self, qname: str, kind: Any) -> bool:
        """Whether this member is what a table's row describes."""
        return kind == self.kind and qname == self.qname

    def absent(self, values: dict[str, Any]) -> Any:
        if not self.many or self.default is None:
            return None
        return values.setdefault(self.slot, [])

    def read(self, node: Node, held: Any) -> Any:
        make = self.target.plan().make_child(self.qname)
        if self.many:
            found = [make(element) for element in held.iterchildren(self.qname)]
            return found or (None if self.default is None else [])
        for element in held.iterchildren(self.qname, reversed=True):
            return self.finish(make(element))
        return None

    def finish(self, value: Any) -> Any:
        """A value that a stripping property stands in front of gets its text stripped."""
        if self.strips and value is not None and value.text:
            value.text = value.text.strip()
        return value


class LooseList(Member):
    """A list that every object has and no document fills: an argument that the legacy class only kept."""

    def absent(self, values: dict[str, Any]) -> Any:
        return values.setdefault(self.slot, [])

    def read(self, node: Node, held: Any) -> Any:
        return []


def attribute(qname: str) -> str | None:
    """Declares an XML attribute: `rel = attribute("rel")`. Type checkers see what an instance holds."""
    return AttributeMember(qname)  # type: ignore[return-value]


def child(cls: type[_T]) -> _T | None:
    """Declares a single child element: `login = child(Login)`."""
    return ChildMember(cls)  # type: ignore[return-value]


def children(cls: type[_T], default: Any = list) -> list[_T]:
    """Declares repeated child elements: `link = children(Link)`.

    Without any in the document the member is a new empty list, or None where `default` is None.
    """
    return ChildMember([cls], default=default)  # type: ignore[return-value]
