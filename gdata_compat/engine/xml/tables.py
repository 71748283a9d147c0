"""The class tables: which child and which attribute of an element is which member of its class.

The tables (`_children`, `_attributes`) are public and are the truth: a class declares members, the
metaclass enters them into the tables, and a script may edit a table at any time. A class compiles its
tables into a `Plan` at first use; an edit installs the new members and throws the plan away.
"""

from __future__ import annotations

import weakref
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ...namespaces import PREFIXES
from .constructors import constructor
from .members import AttributeMember, ChildMember, Member, Unread

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["NodeType", "Plan", "StrippedText", "Table"]


def _telling_owners(method: str) -> Callable[..., Any]:
    """A method of dict that, once done, tells the classes that read the table."""
    original: Callable[..., Any] = getattr(dict, method)

    def edit(self: Table, *args: Any, **kwargs: Any) -> Any:
        result = original(self, *args, **kwargs)
        for owner in tuple(self.owners):
            owner._tables_changed()
        return result

    edit.__name__, edit.__doc__ = method, original.__doc__
    return edit


class Table(dict[str, Any]):
    """A dict of `_children` or `_attributes` that its classes hear about when it is edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners: weakref.WeakSet[NodeType] = weakref.WeakSet()

    def copy(self) -> Table:
        """A table of its own with the same rows, as a subclass's body asks for."""
        return Table(self)

    def __reduce__(self) -> Any:
        return dict, (dict(self),)

    for _method in (
        "__setitem__",
        "__delitem__",
        "clear",
        "pop",
        "popitem",
        "setdefault",
        "update",
        "__ior__",
    ):
        locals()[_method] = _telling_owners(_method)
    del _method


class StrippedText(property):
    """A member whose text loses its outer white space when it is set or read.

    `slot` is the instance attribute that holds the value; the property stands in front of it.
    """

    def __init__(self, slot: str) -> None:
        self.slot = slot

        def strip(node: Any, value: Any) -> None:
            if value is not None and value.text is not None:
                value.text = value.text.strip()
            setattr(node, slot, value)

        super().__init__(attrgetter(slot), strip)


class Plan:
    """What a class knows once its tables are compiled.

    `tag` is the qualified name of its own element; `children` and `attributes` map the qualified names
    below it to members; `members` maps slots to members. `plain` says that nobody has written a constructor
    or a hook for the class by hand; `writes_itself`, that somebody has written one for writing.
    """

    __slots__ = (
        "_lazy",
        "_missing",
        "_readers",
        "attribute_slots",
        "attributes",
        "child_slots",
        "children",
        "cls",
        "known_name",
        "members",
        "plain",
        "tag",
        "version",
        "writes_itself",
        "written_by_name",
    )

    def __init__(self, cls: NodeType, version: int = 1) -> None:
        self.cls, self.version = cls, version
        self.tag = cls._qualified_name(version, default=None)
        self.known_name = _known_name(self.tag)
        rows = cls._rows(version)
        self.children = {qname: m for qname, m in rows if isinstance(m, ChildMember)}
        self.attributes = {qname: m for qname, m in rows if isinstance(m, AttributeMember)}
        self.attribute_slots = {qname: m.slot for qname, m in self.attributes.items()}
        self.child_slots = tuple(dict.fromkeys(m.slot for m in self.children.values()))
        self.members = {m.slot: m for _, m in rows}
        self._readers: dict[str, tuple[str, bool, Any, Callable[[Any], Any]]] | None = None
        # A row whose name somebody uses for an attribute of his own is written and read by that name.
        self.written_by_name = len(rows) < len(cls._children) + len(cls._attributes)
        if self.written_by_name:
            self.attribute_slots = dict(cls._attributes)
            self.child_slots = tuple(name for name, _ in cls._children.values())
        self.writes_itself = cls._writes_itself()
        self.plain = cls._reads_lazily() and not self.writes_itself and not self.written_by_name
        self._lazy: bool | None = None
        self._missing: tuple[list[tuple[str, str]], list[str], dict[str, Plan]] | None = None

    @property
    def lazy(self) -> bool:
        """Whether an object may hold its element, read it later, and leave it as it is when written.

        That is so if the class and all classes below it are plain. Otherwise the document is read at once,
        through the constructors and hooks that somebody has written.
        """
        if self._lazy is None:
            self._lazy = all(plan is not None and plan.plain for plan in self._reachable())
        return self._lazy

    def _reachable(self) -> list[Plan | None]:
        """The plans of the class and of all below it; None for a class that has none."""
        found: list[Plan | None] = [self]
        classes: list[Any] = [self.cls]
        for cls in classes:  # grows while it is walked
            plan = self if cls is self.cls else cls.plan()
            for target in (cls._extension_class, *(m.target for m in plan.children.values())):
                if not isinstance(target, NodeType):
                    found.append(None)
                elif target not in classes:
                    classes.append(target)
                    found.append(target.plan())
        return found

    def complete(self, element: Any) -> None:
        """Puts what its class and those below have by default into an element just read (quirk 42)."""
        if self._missing is None:
            self._missing = *self._defaults(), self._incomplete()
        attributes, children, below = self._missing
        for qname, value in attributes:
            if not element.get(qname):
                element.set(qname, value)
        for qname in children:
            if element.find(qname) is None:
                element.append(element.makeelement(qname))
        if below:
            for part in element:
                if (plan := below.get(part.tag)) is not None:
                    plan.complete(part)

    def _defaults(self) -> tuple[list[tuple[str, str]], list[str]]:
        """The attributes and the children that an element of the class gets if it lacks them."""
        attributes = [(q, m.default) for q, m in self.attributes.items() if m.default is not None]
        single = [(q, m.filler) for q, m in self.children.items() if not m.many]
        return attributes, [q for q, filler in single if filler not in (None, list)]

    def _incomplete(self) -> dict[str, Plan]:
        """The plans of children in which, or anywhere below which, there are defaults."""
        plans = {q: m.target.plan(self.version) for q, m in self.children.items()}
        return {
            qname: plan
            for qname, plan in plans.items()
            if plan.tag == qname and any(each and any(each._defaults()) for each in plan._reachable())
        }

    def readers(self) -> dict[str, tuple[str, bool, Any, Callable[[Any], Any]]]:
        """By child tag: the slot, whether it is a list, the class to lay over the element, or what makes it.

        The class stands there only where nothing but the element is to be set: the loop that reads does
        that itself, which is a third of its time.
        """
        if self._readers is None:
            self._readers = {qname: self._reader(m, qname) for qname, m in self.children.items()}
        return self._readers

    def _reader(self, member: ChildMember, qname: str) -> tuple[str, bool, Any, Callable[[Any], Any]]:
        plan = member.target.plan(self.version)
        plain = plan.lazy and plan.tag == qname and not member.strips and self.version == 1
        make = _stripping(plan.make_child(qname)) if member.strips else plan.make_child(qname)
        return member.slot, member.many, plan.cls if plain else None, make

    def make_child(self, qname: str) -> Callable[[Any], Any]:
        """What makes an object of an element called `qname`: nothing where the class has another tag."""
        if qname != self.tag:
            return _nothing
        make = self.cls._over if self.lazy else self.cls._made_at_once
        return make if self.version == 1 else lambda element: make(element, self.version)


def _known_name(tag: str | None) -> tuple[str, str, str] | None:
    """Namespace, prefix and prefixed name of a tag whose namespace always gets the same prefix."""
    namespace, _, local = (tag or "")[1:].partition("}")
    prefix = PREFIXES.get(namespace)
    return (namespace, prefix, f"{prefix}:{local}") if prefix else None


def _stripping(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What makes an object whose text has no white space around it."""

    def made(element: Any) -> Any:
        value, text = make(element), element.text
        # str.strip gives the same object back where there is nothing to strip, as there hardly ever is.
        if value is not None and text and (stripped := text.strip()) is not text:
            value.text = stripped
        return value

    return made


def _nothing(element: Any) -> None:
    """Quirk 41: a child whose tag is not that of its member's class reads as None."""


def _hides(cls: NodeType, name: str, value: Any) -> bool:
    """Whether a class attribute stands where a class above has a member, or sees everything that is set."""
    if name.startswith("__") or isinstance(value, Member):
        return name == "__setattr__"
    return any(isinstance(vars(above).get(name), (Member, StrippedText)) for above in cls.__mro__[1:])


_classes: weakref.WeakSet[NodeType] = weakref.WeakSet()


class NodeType(type):
    """The class of element classes: keeps the tables, the members and the plan in step."""

    _children: Table
    _attributes: Table
    # What `Node` and the dialects define as class methods.
    _qualified_name: Callable[..., Any]
    _reads_lazily: Callable[[], bool]
    _writes_itself: Callable[[], bool]
    _extra_elements: str
    _extra_attributes: str
    _sets_by_name: Any
    _over: Callable[..., Any]
    _made_at_once: Callable[..., Any]

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(name, bases, body)
        cls._forget()
        _classes.add(cls)
        declared = [m for m in body.values() if isinstance(m, (AttributeMember, ChildMember))]
        for table in ("_children", "_attributes"):
            own = body.get(table, None if not declared and bases else Table(getattr(cls, table, ())))
            if own is not None:
                type.__setattr__(cls, table, own if isinstance(own, Table) else Table(own))
        for member in declared:
            if isinstance(member, ChildMember):
                dict.__setitem__(cls._children, member.qname, (member.name, member.kind))
            else:
                dict.__setitem__(cls._attributes, member.qname, member.name)
        cls._cover_tables()
        if "_children" in body or "_attributes" in body:
            cls._hide_unlisted()
        if any(_hides(cls, name, value) for name, value in body.items()):
            type.__setattr__(cls, "_sets_by_name", True)
        if (spec := kwargs.get("init")) is not None:
            type.__setattr__(cls, "__init__", constructor(cls, spec))
            if cls._sets_by_name:
                type.__setattr__(cls, "_sets_by_name", cls)  # its own constructor knows what is hidden

    def __new__(mcls, name: str, bases: tuple[type, ...], body: dict[str, Any], **kwargs: Any) -> NodeType:
        return super().__new__(mcls, name, bases, body)

    def _cover_tables(cls) -> None:
        """Puts a member on the class for every row of its tables that has none yet."""
        cls._children.owners.add(cls)
        cls._attributes.owners.add(cls)
        for qname, (name, kind) in cls._children.items():
            cls._cover(name, qname, kind)
        for qname, name in cls._attributes.items():
            cls._cover(name, qname, None)

    def _cover(cls, name: str, qname: str, kind: Any) -> None:
        front = getattr(cls, name, None)
        slot = front.slot if isinstance(front, StrippedText) else name
        there = getattr(cls, slot, None)
        if isinstance(there, (AttributeMember, ChildMember)):
            if there.fits(qname, kind):
                return
        elif hasattr(cls, slot) and not isinstance(there, Member):
            return  # somebody's own attribute of that name; the plan then reads at once
        member: AttributeMember | ChildMember
        if kind is None:
            member = AttributeMember(qname, there.default if isinstance(there, AttributeMember) else None)
        elif isinstance(there, ChildMember):
            member = ChildMember(kind, qname, there.default, there.filler)
        else:
            member = ChildMember(kind, qname)
        if isinstance(member, ChildMember):
            member.strips = front is not there
        member.name, member.slot = name, slot
        type.__setattr__(cls, slot, member)

    def _hide_unlisted(cls) -> None:
        """Puts an empty member over each inherited one that the class's own tables do not name."""
        listed = {name for name, _ in cls._children.values()} | set(cls._attributes.values())
        fronts = {
            front.slot for name in listed if isinstance(front := getattr(cls, name, None), StrippedText)
        }
        for name in dir(cls):
            member = getattr(cls, name)
            if isinstance(member, (AttributeMember, ChildMember)) and name not in listed | fronts:
                unread = Unread(many=isinstance(member, ChildMember) and member.many)
                unread.name = unread.slot = name
                type.__setattr__(cls, name, unread)

    def _rows(cls, version: int = 1) -> list[tuple[str, AttributeMember | ChildMember]]:
        """The tables' rows that have a member, with it."""
        names = [(qname, name) for qname, (name, _) in cls._children.items()] + list(cls._attributes.items())
        found = []
        for qname, name in names:
            front = getattr(cls, name, None)
            member = getattr(cls, front.slot) if isinstance(front, StrippedText) else front
            if isinstance(member, (AttributeMember, ChildMember)):
                found.append((qname, member))
        return found

    def plan(cls, version: int = 1) -> Plan:
        """The class's compiled tables; compiled at first use and again after every change.

        Only the second dialect has names that depend on the protocol version.
        """
        plan: Plan | None = cls.__dict__["_plan"]
        if plan is None:
            plan = Plan(cls)
            type.__setattr__(cls, "_plan", plan)
        return plan

    def _tables_changed(cls) -> None:
        cls._cover_tables()
        cls._hide_unlisted()
        cls._forget_plans()

    def _forget_plans(cls) -> None:
        """A plan knows the plans of its children's classes, so all of them go: edits are rare."""
        for known in tuple(_classes):
            known._forget()

    def _forget(cls) -> None:
        """Throws away what was compiled from the class: the plan, and the second dialect's members."""
        type.__setattr__(cls, "_plan", None)
        type.__setattr__(cls, "_known", None)

    def __setattr__(cls, name: str, value: Any) -> None:
        """Somebody replaces a table, a tag or a hook of the class: what was compiled from it is stale."""
        is_table = name in ("_children", "_attributes")
        super().__setattr__(name, Table(value) if is_table and not isinstance(value, Table) else value)
        if is_table:
            cls._cover_tables()
            cls._hide_unlisted()
        elif _hides(cls, name, value):
            type.__setattr__(cls, "_sets_by_name", True)
        cls._forget_plans()

    def __delattr__(cls, name: str) -> None:
        super().__delattr__(name)
        cls._forget_plans()
