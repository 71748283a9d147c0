"""Constructors of the legacy classes, made from one line each.

A v1 class took its members as arguments in an order of its own, some under other names. The line says it:
`"href rel link_type=type"`. The constructor is a real function with that signature.
"""

from __future__ import annotations

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
    pairs = [word.partition("=")[::2] for word in spec.split()]
    names = [argument.removesuffix("[]") for argument, _ in pairs]
    steps = [_step(cls, argument, member or argument) for argument, member in pairs]
    source = f"def __init__(self, {', '.join(f'{name}=None' for name in names)}):\n values = self.__dict__\n"
    scope: dict[str, Any] = {}
    exec(source + "".join(steps), scope)
    init = scope["__init__"]
    init.__module__, init.__qualname__ = cls.__module__, f"{cls.__qualname__}.__init__"
    init.__doc__ = f"Makes a new {cls.__name__}; every argument is the member of that name."
    init._from_spec = True
    return init


def _step(cls: NodeType, argument: str, member: str) -> str:
    """The line of source that stores one argument."""
    if argument.endswith("[]"):
        argument = argument.removesuffix("[]")
        loose = LooseList()
        loose.name = loose.slot = argument
        type.__setattr__(cls, argument, loose)
        return f" values[{argument!r}] = {argument} or []\n"
    front = getattr(cls, member, None)
    if isinstance(front, property):
        return f" if {argument} is not None: self.{member} = {argument}\n"
    many = isinstance(front, ChildMember) and front.many and front.default is list
    if many or member in (cls._extra_elements, cls._extra_attributes):  # type: ignore[attr-defined]
        return f" if {argument}: values[{member!r}] = {argument}\n"
    return f" if {argument} is not None: values[{member!r}] = {argument}\n"
