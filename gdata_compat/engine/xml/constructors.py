"""Constructors of the legacy classes, made from one line each.

A v1 class took its members as arguments in an order of its own, some under other names. The line says it:
`"href rel link_type=type"`. The constructor is a real function with that signature. Its body is compiled
when the first object is made: a script uses few of the classes that it imports.
"""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from .members import ChildMember, LooseList

if TYPE_CHECKING:
    from .tables import NodeType

__all__ = ["constructor"]


def constructor(cls: NodeType, spec: str) -> Any:
    """The `__init__` for the arguments that `spec` names, in their order, all optional.

    `argument=member` renames, `argument[]` is a list that no table has. None and empty lists are left to the
    members' own defaults, so that every object gets a list of its own, as in the legacy library.
    """
    words = spec.split()
    names = [word.partition("=")[0].removesuffix("[]") for word in words]
    for name, word in zip(names, words, strict=True):
        if word.endswith("[]"):
            _add_loose_list(cls, name)
    compiled: list[Any] = []

    def first_call(given: dict[str, Any]) -> None:
        if not compiled:
            compiled.append(_compiled(cls, words, names))
            if cls.__dict__.get("__init__") is init:
                type.__setattr__(cls, "__init__", compiled[0])
        compiled[0](**given)

    code = _taking(len(names)).replace(co_varnames=("self", *names))
    init = FunctionType(code, {"first_call": first_call}, "__init__", (None,) * len(names))
    return _named(init, cls)


@cache
def _taking(count: int) -> CodeType:
    """The code of a function of so many arguments that hands them on by name."""
    arguments = ", ".join(f"a{number}=None" for number in range(count))
    scope: dict[str, Any] = {}
    exec(f"def __init__(self, {arguments}): first_call(locals())", scope)
    code: CodeType = scope["__init__"].__code__
    return code


def _compiled(cls: NodeType, words: list[str], names: list[str]) -> Any:
    """The constructor itself: a line an argument."""
    lines = [f"def __init__(self, {', '.join(f'{name}=None' for name in names)}):"]
    lines += [
        f" if self._sets_by_name and self._sets_by_name is not cls: return by_name(self, {', '.join(names)})"
    ]
    lines += [" values = self.__dict__"]
    members = [word.partition("=")[2] or name for name, word in zip(names, words, strict=True)]
    for name, member, word in zip(names, members, words, strict=True):
        lines.append(_line(cls, name, member, word.endswith("[]")))
    scope: dict[str, Any] = {"cls": cls, "by_name": _by_name(cls, members)}
    exec("\n".join(lines), scope)
    return _named(scope["__init__"], cls)


def _by_name(cls: NodeType, members: list[str]) -> Any:
    """A slow constructor, for a class in which something else stands where a member of `cls` was.

    A property of a script's then gets what the constructor was given, None too; an attribute of its class
    is hidden.
    """
    others = {name for name, _ in cls._children.values()} | set(cls._attributes.values())
    empty = {member: _empty(cls, member) for member in [*members, *sorted(others.difference(members))]}

    def by_name(node: Any, *values: Any) -> None:
        for (member, make), value in zip_longest(empty.items(), values):
            setattr(node, member, value or make() if make else value)

    return by_name


def _empty(cls: NodeType, member: str) -> Any:
    """What makes the value of a member that a constructor was given nothing for; None for None."""
    front = getattr(cls, member, None)
    if isinstance(front, LooseList) or (_is_list(front) or member == cls._extra_elements):
        return list
    return dict if member == cls._extra_attributes else None


def _is_list(front: Any) -> bool:
    return isinstance(front, ChildMember) and front.many and front.default is list


def _line(cls: NodeType, argument: str, member: str, loose: bool) -> str:
    """The line of source that stores one argument."""
    if loose:
        return f" values[{argument!r}] = {argument} or []"
    front = getattr(cls, member, None)
    if isinstance(front, property):
        return f" if {argument} is not None: self.{member} = {argument}"
    if _is_list(front) or member in (cls._extra_elements, cls._extra_attributes):
        return f" if {argument}: values[{member!r}] = {argument}"
    return f" if {argument} is not None: values[{member!r}] = {argument}"


def _named(init: Any, cls: NodeType) -> Any:
    init.__module__, init.__qualname__ = cls.__module__, f"{cls.__qualname__}.__init__"
    init.__doc__ = f"Makes a new {cls.__name__}; every argument is the member of that name."
    init._from_spec = True
    return init


def _add_loose_list(cls: NodeType, name: str) -> None:
    member = LooseList()
    member.name = member.slot = name
    type.__setattr__(cls, name, member)
