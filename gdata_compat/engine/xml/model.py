"""Node: an object over an XML element that nobody has looked into yet.

A node that came from a document holds its element in `_held`; what was read, or set, lies in the
instance's dict beside it; everything else is still in the element. A node that a script made has no
`_held` and everything in its dict. What is the truth for a member is therefore easy to say: the dict
where it has the slot, else the element.
"""

from __future__ import annotations

from typing import Any, ClassVar

from .members import Member, TextMember
from .tables import NodeType

__all__ = ["ExtraAttributes", "ExtraElements", "NamePart", "Node"]


_new = object.__new__


class ExtraElements(Member):
    """The list of child elements that no row of the class's tables knows."""

    def absent(self) -> Any:
        return []

    def read(self, node: Node, held: Any) -> Any:
        known = type(node).plan(node._version).children
        over = type(node)._extension_class._over
        return [over(element, node._version) for element in held if element.tag not in known]


class ExtraAttributes(Member):
    """The dict of XML attributes that no row of the class's tables knows.

    The legacy library lost empty ones of elements it knew, and kept those of elements it did not.
    """

    def __init__(self, *, keeps_empty: bool = False) -> None:
        self.keeps_empty = keeps_empty

    def absent(self) -> Any:
        return {}

    def read(self, node: Node, held: Any) -> Any:
        known = type(node).plan(node._version).attributes
        return {q: v for q, v in held.items() if q not in known and (v or self.keeps_empty)}


class NamePart(Member):
    """The namespace (0) or the local name (1) of an element that no class knows."""

    def __init__(self, part: int) -> None:
        self.part = part

    def read(self, node: Node, held: Any) -> Any:
        namespace, _, local = held.tag.rpartition("}")
        return local if self.part else namespace[1:] or None


class Node(metaclass=NodeType):
    """The base of every element class of both legacy dialects."""

    #: The lxml element that the object is a view of; None where a script made the object.
    _held: Any = None
    #: The protocol version that the element's names are of; the first dialect knows one only.
    _version = 1
    #: The class that holds elements which no table knows.
    _extension_class: ClassVar[type[Node]]
    #: The slots of the two members that hold what no table knows.
    _extra_elements: ClassVar[str]
    _extra_attributes: ClassVar[str]

    #: Whether empty XML attributes that no member knows are part of what the object says, and whether a
    #: member that is '' is written as an empty attribute.
    _keeps_empty_attributes: ClassVar[bool] = False
    _writes_empty_attributes: ClassVar[bool] = True
    #: The method of a child that appends itself to a tree, as the dialect calls it.
    _append_hook: ClassVar[str]

    text = TextMember()

    @classmethod
    def _qualified_name(cls, version: int = 1, **default: Any) -> Any:
        raise AttributeError(f"type object {cls.__name__!r} has no XML name")

    #: Whether constructors set members one by one with setattr: True, or the one class whose own need not.
    _sets_by_name: ClassVar[Any] = False
    #: The hooks that scripts override, by name, and the functions of ours that stand there if nobody does.
    _reading_hooks: ClassVar[frozenset[str]] = frozenset()
    _writing_hooks: ClassVar[frozenset[str]] = frozenset()
    _own_hooks: ClassVar[frozenset[Any]] = frozenset()

    @classmethod
    def _reads_lazily(cls) -> bool:
        """Whether nobody has written a constructor or reading hook that has to be called."""
        return (
            cls.__new__ is object.__new__
            and cls.__setattr__ is object.__setattr__
            and cls.__getattribute__ is object.__getattribute__
            and not cls._overrides(cls._reading_hooks)
        )

    @classmethod
    def _writes_itself(cls) -> bool:
        """Whether somebody has written a writing hook that has to be called."""
        return cls._overrides(cls._writing_hooks)

    @classmethod
    def _overrides(cls, hooks: frozenset[str]) -> bool:
        """Whether any class of the line has a hook that is not ours."""
        found = (vars(each)[hook] for each in cls.__mro__ for hook in hooks if hook in vars(each))
        return not cls._own_hooks.issuperset(found)

    @classmethod
    def _over(cls, element: Any, version: int = 1) -> Any:
        """An object that holds the element and has read nothing of it."""
        node = cls.__new__(cls)
        node._held = element
        if version != 1:
            node._version = version
        return node

    @classmethod
    def _made_at_once(cls, element: Any, version: int = 1) -> Any:
        """An object made by its constructor and filled through its reading hooks."""
        raise TypeError(f"{cls.__name__} has no reading hooks")

    def _element_name(self, version: int = 1) -> str:
        """The qualified name that the object is written with."""
        name: str = type(self)._qualified_name(version)
        return name

    def _as_tree(self, version: int = 1) -> Any:
        """The object as an element, made by its writing hooks."""
        raise TypeError(f"{type(self).__name__} has no writing hooks")

    def _own_says_the_same(self, held: Any, slot: str, value: Any) -> bool:
        """Whether the element has this value of a slot that is no table's; it has nothing of a script's."""
        return True

    def _open(self, values: dict[str, Any], held: Any) -> None:
        """Reads every known child that the element has, in one pass over it."""
        found: dict[str, Any] = {}
        readers = type(self).plan(self._version).readers()
        for element in held:
            reader = readers.get(element.tag)
            if reader is None:
                continue
            slot, many, cls, make = reader
            if cls is None:
                value = make(element)
            else:
                value = _new(cls)
                value._held = element
            if not many:
                found[slot] = value
            elif slot in found:
                found[slot].append(value)
            else:
                found[slot] = [value]
        for _ in map(values.setdefault, found, found.values()):
            pass

    def __getstate__(self) -> dict[str, Any]:
        """Everything the object says, without its element: what pickles and copies are made of."""
        state = dict(self.__dict__)
        if state.pop("_held", None) is not None:
            seen: dict[str, Any] = {}
            for cls in reversed(type(self).__mro__):
                seen.update(vars(cls))  # not getattr: a class of the second dialect shows what was declared
            for member in seen.values():
                if isinstance(member, Member):
                    state[member.slot] = getattr(self, member.slot)
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
