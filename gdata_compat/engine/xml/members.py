"""Members: how an object reads a part of its element when somebody looks.

A member is a non-data descriptor: what is set on an object goes to the instance's dict and hides it. Text
and XML attributes are read from the element at every look, which is as fast as lxml is and keeps nothing.
Child objects are kept in the instance's dict once read, since a script changes them and expects to find them
again. `dict.setdefault` publishes them, so that two threads that look at once get the same object.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from .model import Node

__all__ = [
    "AttributeMember",
    "ChildMember",
    "LooseList",
    "Member",
    "TextMember",
    "Unread",
    "attribute",
    "child",
    "children",
]

_T = TypeVar("_T")

#: From this many entries in an instance's dict on, a look at a child opens the whole object. Below it
#: single looks are cheaper: a script that reads two children of every user pays for two.
_OPEN_FROM = 4

_new = object.__new__


class Member:
    """What a class attribute of an element class is made of.

    `name` is the legacy member name, `slot` the instance attribute that holds the value: they differ
    only where a property stands in front.
    """

    name = slot = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.slot = name

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        if node is None:
            return self
        held = node._held
        return node.__dict__.setdefault(self.slot, self.absent() if held is None else self.read(node, held))

    def absent(self) -> Any:
        """The value where neither the object nor an element has one."""
        return None

    def read(self, node: Node, held: Any) -> Any:
        """The value that the held element has for this member."""
        raise TypeError(f"{type(self).__name__} cannot read")


class TextMember(Member):
    """The text of the element before its first child; None where there is none."""

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        if node is None:
            return self
        held = node._held
        return None if held is None else held.text or None


class AttributeMember(Member):
    """An XML attribute; an empty one reads as None (quirk 40).

    With a `default`, an object whose element lacks the attribute has that value, and writes it (quirk 42).
    """

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        if node is None:
            return self
        held = node._held
        return None if held is None else held.get(self.qname) or None

    def __init__(self, qname: str, default: str | None = None) -> None:
        self.qname, self.default = qname, default

    def fits(self, qname: str, kind: Any) -> bool:
        """Whether this member is what a table's row describes."""
        return kind is None and qname == self.qname


class ChildMember(Member):
    """A child element, or with `many` a list of them.

    `kind` is the row's value as the legacy tables write it: a class, or a list with the class in it.
    `filler` makes the value of a single child that is not there: a list, or an object, which is then written.
    """

    def __init__(self, kind: Any, qname: str | None = None, default: Any = list, filler: Any = None) -> None:
        self.filler = filler
        self.kind = kind
        self.many = isinstance(kind, list)
        self.target = kind[0] if self.many else kind
        self.default = default
        self.strips = False
        self._qname = qname

    @cached_property
    def qname(self) -> str:
        """The child's qualified name; that of its class unless a table says otherwise."""
        return self._qname if self._qname is not None else cast(str, self.target._qualified_name())

    def fits(self, qname: str, kind: Any) -> bool:
        """Whether this member is what a table's row describes."""
        return kind == self.kind and qname == self.qname

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        if node is None:
            return self
        values, held = node.__dict__, node._held
        if held is None:
            make = self.default if self.many else self.filler
            return None if make is None else values.setdefault(self.slot, make())
        if len(values) >= _OPEN_FROM:
            node._open(values, held)
            if self.slot in values:
                return values[self.slot]
        return values.setdefault(self.slot, self.read(node, held))

    def read(self, node: Node, held: Any) -> Any:
        _, _, cls, make = type(node).plan(node._version).readers()[self.qname]
        if self.many:
            return self.read_all(held, cls, make)
        for element in held.iterchildren(self.qname, reversed=True):
            if cls is None:
                return make(element)
            value = _new(cls)
            value._held = element
            return value
        return None if self.filler is None else self.filler()

    def read_all(self, held: Any, cls: Any, make: Any) -> Any:
        """The list of the children; every child an object over its element."""
        found = []
        for element in held.iterchildren(self.qname):
            if cls is None:
                value = make(element)
            else:
                value = _new(cls)
                value._held = element
            found.append(value)
        return found or (None if self.default is None else [])


class LooseList(Member):
    """A list that every object has and no document fills: an argument that the legacy class only kept."""

    def absent(self) -> Any:
        return []

    def read(self, node: Node, held: Any) -> Any:
        return []


class Unread(Member):
    """A member that a class had and its tables no longer name: no document fills it."""

    def __init__(self, *, many: bool) -> None:
        self.many = many

    def absent(self) -> Any:
        return [] if self.many else None

    def read(self, node: Node, held: Any) -> Any:
        return self.absent()


def attribute(qname: str | tuple[str, ...], default: str | None = None) -> str | None:
    """Declares an XML attribute: `rel = attribute("rel")`. Type checkers see what an instance holds.

    In the second dialect a tuple has the names of version 1, 2 and on. In the first an object that is made
    or read without the attribute has the `default`.
    """
    return AttributeMember(qname, default)  # type: ignore[return-value, arg-type]


def child(cls: type[_T], default: Any = None) -> _T | None:
    """Declares a single child element: `login = child(Login)`.

    In the first dialect `default` makes the value of an object that is made or read without one: a list, or
    an object of the class, which is then written.
    """
    return ChildMember(cls, filler=default)  # type: ignore[return-value]


def children(cls: type[_T], default: Any = list) -> list[_T]:
    """Declares repeated child elements: `link = children(Link)`.

    Without any in the document the member is a new empty list, or None where `default` is None.
    """
    return ChildMember([cls], default=default)  # type: ignore[return-value]
