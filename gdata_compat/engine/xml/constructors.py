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

from .members import AttributeMember, ChildMember, LooseList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .tables import NodeType

__all__ = ["constructor", "named", "taking"]


def constructor(cls: NodeType, spec: str) -> Any:
    """The `__init__` for the arguments that `spec` names, in their order, all optional.

    `argument=member` renames, `argument=-` is taken and ignored, `argument[]` is a list that no table has.
    None and empty lists are left to the members' own defaults, so that every object gets a list of its own,
    as in the legacy library. `argument:` shows the member's default in the signature; None given then stays
    None.
    """
    words = spec.split()
    names = [word.partition("=")[0].removesuffix("[]").removesuffix(":") for word in words]
    for name, word in zip(names, words, strict=True):
        if word.endswith("[]"):
            _add_loose_list(cls, name)
    defaults = tuple(getattr(cls, word[:-1]).default if word[-1] == ":" else None for word in words)
    compiled: list[Any] = []

    def first_call(given: dict[str, Any]) -> None:
        if not compiled:
            compiled.append(_compiled(cls, words, names, defaults))
            if cls.__dict__.get("__init__") is init:
                type.__setattr__(cls, "__init__", compiled[0])
        compiled[0](**given)

    init = named(FunctionType(taking(names), {"handle": first_call}, "__init__", defaults), cls)
    return init


def taking(names: Sequence[str], rest: bool = False) -> CodeType:
    """The code of a constructor that hands what it takes to `handle`, a global, as a dict by name.

    With `rest` it takes further arguments too, as `args` and `kwargs`.
    """
    more = ("args", "kwargs") if rest else ()
    return _code(len(names), rest).replace(co_varnames=("self", *names, *more))


@cache
def _code(count: int, rest: bool) -> CodeType:
    arguments = [f"a{number}=None" for number in range(count)] + ["*args, **kwargs"] * rest
    scope: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(arguments)}): handle(locals())", scope)
    code: CodeType = scope["__init__"].__code__
    return code


def _compiled(cls: NodeType, words: list[str], names: list[str], defaults: tuple[Any, ...]) -> Any:
    """The constructor itself: a line an argument, then the defaults of members that no argument sets."""
    taken = {name: word for name, word in zip(names, words, strict=True) if not word.endswith("=-")}
    members = {name: word.partition("=")[2] or name for name, word in taken.items()}
    shown = {name for name, word in taken.items() if word[-1] == ":"}
    lines = [f"def __init__(self, {', '.join(f'{name}=None' for name in names)}):"]
    lines += [
        f" if self._sets_by_name and self._sets_by_name is not cls: return by_name(self, {', '.join(taken)})"
    ]
    lines += [" values = self.__dict__"]
    makers = _makers(cls)
    for name, member in members.items():
        if name in shown or taken[name].endswith("[]"):
            lines.append(f" values[{member!r}] = {name}" + ("" if name in shown else " or []"))
        elif member in makers:
            test = name if isinstance(getattr(cls, member), AttributeMember) else f"{name} is not None"
            lines.append(f" values[{member!r}] = {name} if {test} else makers[{member!r}]()")
        else:
            lines.append(_line(cls, name, member))
    lines += [f" values[{member!r}] = makers[{member!r}]()" for member in makers.keys() - members.values()]
    by_name = _by_name(cls, list(members.values()), shown)
    scope: dict[str, Any] = {"cls": cls, "by_name": by_name, "makers": makers}
    exec("\n".join(lines), scope)
    init = scope["__init__"]
    init.__defaults__ = defaults
    return named(init, cls)


def _makers(cls: NodeType) -> dict[str, Any]:
    """What makes the values that a new object has, and writes, without being given them, by member."""
    names = [name for name, _ in cls._children.values()] + list(cls._attributes.values())
    makers = {name: _maker(getattr(cls, name, None)) for name in names}
    return {name: make for name, make in makers.items() if make is not None}


def _maker(front: Any) -> Any:
    if isinstance(front, AttributeMember) and front.default is not None:
        return lambda: front.default
    if isinstance(front, ChildMember) and not front.many and front.filler is not list:
        return front.filler
    return None


def _by_name(cls: NodeType, members: list[str], shown: set[str]) -> Any:
    """A slow constructor, for a class in which something else stands where a member of `cls` was.

    A property of a script's then gets what the constructor was given, None too; an attribute of its class
    is hidden. `shown` has the arguments whose defaults stand in the signature.
    """
    others = {name for name, _ in cls._children.values()} | set(cls._attributes.values())
    empty = {member: _empty(cls, member) for member in [*members, *sorted(others.difference(members))]}
    empty.update(dict.fromkeys(shown))

    def by_name(node: Any, *values: Any) -> None:
        for (member, make), value in zip_longest(empty.items(), values):
            setattr(node, member, value or make() if make else value)

    return by_name


def _empty(cls: NodeType, member: str) -> Any:
    """What makes the value of a member that a constructor was given nothing for; None for None."""
    front = getattr(cls, member, None)
    if isinstance(front, LooseList) or _is_list(front) or member == cls._extra_elements:
        return list
    if isinstance(front, ChildMember) and not front.many:
        return front.filler
    return dict if member == cls._extra_attributes else _maker(front)


def _is_list(front: Any) -> bool:
    return isinstance(front, ChildMember) and (front.default if front.many else front.filler) is list


def _line(cls: NodeType, argument: str, member: str) -> str:
    """The line of source that stores one argument."""
    front = getattr(cls, member, None)
    if isinstance(front, property):
        return f" if {argument} is not None: self.{member} = {argument}"
    if _is_list(front) or member in (cls._extra_elements, cls._extra_attributes):
        return f" if {argument}: values[{member!r}] = {argument}"
    return f" if {argument} is not None: values[{member!r}] = {argument}"


def named(init: Any, cls: NodeType) -> Any:
    """The function as the constructor of a class, one that sets nothing but members."""
    init.__module__, init.__qualname__ = cls.__module__, f"{cls.__qualname__}.__init__"
    init.__doc__ = f"Makes a new {cls.__name__}; every argument is the member of that name."
    init._from_spec = True
    return init


def _add_loose_list(cls: NodeType, name: str) -> None:
    member = LooseList()
    member.name = member.slot = name
    type.__setattr__(cls, name, member)
