"""Rows: entries whose facts are `<apps:property name="groupId" value="staff"/>`, one line a fact.

    class GroupEntry(AppsPropertyEntry, init="group_id group_name"):
        group_id = row("groupId")            # with the methods GetGroupId and SetGroupId
        member_of = row("memberOf", "Of")    # with GetOf and SetOf

An entry reads and writes a row through its `_GetProperty` and `_SetProperty`, which scripts override.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from .constructors import named, taking

__all__ = ["constructor", "row", "value_of"]


class _Row(property):
    """The value of a row, and the two methods of the class that do the same."""

    def __init__(self, name: str, accessor: str | None, read_only: bool) -> None:
        self._accessor = accessor

        def read(self: Any) -> Any:
            return self._GetProperty(name)

        def write(self: Any, value: Any) -> None:
            self._SetProperty(name, value)

        read.__doc__ = f"The value of the row {name!r}; None without one."
        write.__doc__ = f"Sets the row {name!r}, a new one where there is none."
        super().__init__(read, None if read_only else write)

    def __set_name__(self, owner: type, attribute: str) -> None:
        accessor = self._accessor or attribute.title().replace("_", "")
        for name, method in (f"Get{accessor}", self.fget), (f"Set{accessor}", self.fset):
            if isinstance(method, FunctionType):
                method.__name__, method.__qualname__ = name, f"{owner.__qualname__}.{name}"
                method.__module__ = owner.__module__
                type.__setattr__(owner, name, method)


def row(name: str, accessor: str | None = None, *, read_only: bool = False) -> str | None:
    """Declares the row of that name; the methods are called after the attribute, or after `accessor`."""
    return _Row(name, accessor, read_only)  # type: ignore[return-value]


def value_of(rows: list[Any], name: str) -> str | None:
    """The value of the first row of that name; None without one."""
    for each in rows:
        if each.name == name:
            return each.value  # type: ignore[no-any-return]
    return None


def constructor(cls: Any, spec: str) -> Any:
    """The `__init__` for the arguments that `spec` names, in their order; all others go to the class above.

    `argument=member` sets a member of another name. Members are set if their argument is true;
    `argument?` also if it is anything but None, as text, and `argument!` the same, as it is.
    """
    plan: list[tuple[str, str, str]] = []
    for word in spec.split():
        argument, _, member = word.rstrip("?!").partition("=")
        plan.append((argument, member or argument, word[-1]))

    def construct(given: dict[str, Any]) -> None:
        node = given["self"]
        super(cls, node).__init__(*given["args"], **given["kwargs"])
        for argument, member, rule in plan:
            value = given[argument]
            if value or (rule in "?!" and value is not None):
                setattr(node, member, str(value) if rule == "?" else value)

    code = taking([argument for argument, _, _ in plan], rest=True)
    return named(FunctionType(code, {"handle": construct}, "__init__", (None,) * len(plan)), cls)
