"""The second dialect: members are class attributes, and their XML names may depend on a protocol version.

    class Control(XmlElement):
        _qname = ("{http://purl.org/atom/app#}control", "{http://www.w3.org/2007/app}control")
        draft = Draft           # a child; [Draft] would be a list of them
        href = "href"           # an XML attribute; ("a", "b") is called a in version 1, b from 2 on

The metaclass turns each such attribute into a member that reads from the held element; asked of the class
it is still what was written, as scripts expect. Our own modules write the same with what type checkers
understand, and a class without members on one line:

    class Draft(XmlElement, qname=("{http://purl.org/atom/app#}draft", ...)): ...
    class Control(XmlElement, qname=...):
        draft = child(Draft)    # children(Draft), attribute("href"), attribute(("a", "b"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lazy import LazyModule
from . import rows, writer
from .members import AttributeMember, ChildMember, Member, TextMember
from .model import ExtraAttributes, ExtraElements
from .tables import NodeType, Plan

if TYPE_CHECKING:
    from . import parser
else:
    parser = LazyModule("gdata_compat.engine.xml.parser")

__all__ = [
    "QuietAttributes",
    "QuietElements",
    "QuietText",
    "VersionedType",
    "document",
    "from_element",
    "from_text",
    "harvest",
    "joined",
    "parts",
    "pick",
]


def pick(qname: Any, version: int) -> Any:
    """The name for a version: of a tuple the one at its place, or the last."""
    return qname[min(version, len(qname)) - 1] if isinstance(qname, tuple) else qname


def parts(qname: Any) -> tuple[str | None, str | None]:
    """Namespace and local name of a qualified name; None where it has none."""
    namespace, _, local = (qname or "").rpartition("}")
    return namespace[1:] or None, local or None


def joined(namespace: str | None, local: str | None) -> str:
    """The qualified name of a namespace and a local name."""
    return f"{{{namespace}}}{local or ''}" if namespace else local or ""


class _Attribute(AttributeMember):
    """An XML attribute; an empty one is '', as the second dialect read it."""

    def __init__(self, kind: Any, version: int = 1) -> None:
        super().__init__(pick(kind, version))
        self.kind = kind

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        if node is None:
            return self.kind
        held = node._held
        return None if held is None else held.get(self.qname)


class _Child(ChildMember):
    """A child element, or a list of them."""

    def __init__(self, kind: Any, version: int = 1) -> None:
        super().__init__(kind)
        self._qname = pick(self.target._qname, version)

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        return self.kind if node is None else super().__get__(node, owner)


class _Versioned(Member):
    """A member whose XML name depends on the version: stands for one of the above per version."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind
        self._by_version: dict[int, AttributeMember | ChildMember] = {}

    def at(self, version: int) -> AttributeMember | ChildMember:
        """The member for a version."""
        member = self._by_version.get(version)
        if member is None:
            make = _Attribute if isinstance(self.kind, (str, tuple)) else _Child
            member = make(self.kind, version)
            member.name = member.slot = self.name
            self._by_version[version] = member
        return member

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        return self.kind if node is None else self.at(node._version).__get__(node, owner)


class _Quiet:
    """Asked of the class, the member says None, as the legacy class attribute did."""

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        return None if node is None else super().__get__(node, owner)  # type: ignore[misc]


class QuietText(_Quiet, TextMember):
    """The text of an element."""


class _ShownText(TextMember):
    """The text, in a class that calls something else `text`: shown by the class, and read by no object."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def __get__(self, node: Any, owner: type | None = None) -> Any:
        return self.kind if node is None else super().__get__(node, owner)


class QuietElements(_Quiet, ExtraElements):
    """The children that no member knows."""


class QuietAttributes(_Quiet, ExtraAttributes):
    """The XML attributes that no member knows."""


def _kind(value: Any) -> Any:
    """What a class attribute declares, in the legacy spelling."""
    if type(value) is AttributeMember:
        return value.qname
    return value.kind if type(value) is ChildMember else value


def _member_of(name: str, kind: Any) -> Member | None:
    """The member that a class attribute declares; None for any other attribute."""
    if name.startswith("_") or isinstance(kind, Member):
        return None
    target = kind[0] if isinstance(kind, list) and kind else kind
    if name == "text":
        member: Member = _ShownText(kind)
    elif isinstance(kind, tuple) or isinstance(getattr(target, "_qname", None), tuple):
        member = _Versioned(kind)
    elif isinstance(kind, str):
        member = _Attribute(kind)
    elif isinstance(target, VersionedType):
        member = _Child(kind)
    else:
        return None
    member.name = member.slot = name
    return member


class VersionedType(NodeType):
    """The class of element classes of the second dialect.

    `qname=` is another spelling of `_qname`; `init=` declares a constructor (see `rows.constructor`). A class
    of ours without a docstring is described by its name in XML.
    """

    def __new__(
        mcls, name: str, bases: tuple[type, ...], body: dict[str, Any], **kwargs: Any
    ) -> VersionedType:
        if "qname" in kwargs:
            body["_qname"] = kwargs["qname"]
        if "__doc__" not in body and body["__module__"].startswith("gdata_compat."):
            names = (getattr(each, "_qname", None) for each in bases)
            qname = body.get("_qname") or next(filter(None, names), None)
            body["__doc__"] = f"The element {pick(qname, 1)}." if qname else f"The parts of {name}."
        return type.__new__(mcls, name, bases, body)

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any], **kwargs: Any) -> None:
        kinds = {key: _kind(value) for key, value in body.items()}
        if "init" in kwargs:
            type.__setattr__(cls, "__init__", rows.constructor(cls, kwargs["init"]))
        super().__init__(name, bases, kinds)
        for key, kind in kinds.items():
            if (member := _member_of(key, kind)) is not None:
                type.__setattr__(cls, key, member)

    def members(cls) -> dict[str, Member]:
        """The declared members by name, in the order of their names; not to be changed."""
        known: dict[str, Member] | None = cls.__dict__["_known"]
        if known is None:
            found: dict[str, Member] = {}
            for base in reversed(cls.__mro__):
                for name, value in vars(base).items():
                    if isinstance(value, (_Attribute, _Child, _Versioned)):
                        found[name] = value
                    else:
                        found.pop(name, None)
            known = dict(sorted(found.items()))
            type.__setattr__(cls, "_known", known)
        return known

    def _rows(cls, version: int = 1) -> list[tuple[str, AttributeMember | ChildMember]]:
        bound = [m.at(version) if isinstance(m, _Versioned) else m for m in cls.members().values()]
        return [(m.qname, m) for m in bound if isinstance(m, (AttributeMember, ChildMember)) and m.qname]

    def plan(cls, version: int = 1) -> Plan:
        """The class's compiled members for a version."""
        plans: dict[int, Plan] | None = cls.__dict__["_plan"]
        if plans is None:
            plans = {}
            type.__setattr__(cls, "_plan", plans)
        if version not in plans:
            plans[version] = Plan(cls, version)
        return plans[version]

    def __setattr__(cls, name: str, value: Any) -> None:
        """Somebody declares a member, or replaces one or a hook, after the class was made."""
        kind = _kind(value)
        super().__setattr__(name, _member_of(name, kind) or kind)


def from_text(cls: Any, xml: str | bytes, version: int) -> Any:
    """An object of the class from a document; None where the root is another element."""
    return from_element(cls, parser.fromstring(xml), version)


def from_element(cls: Any, tree: Any, version: int) -> Any:
    """An object of the class over a tree; None where it is called otherwise. No name fits every tree."""
    element, plan = parser.from_other(tree), cls.plan(version)
    if plan.tag is not None and plan.tag != element.tag:
        return None
    return cls._over(element, version) if plan.lazy else cls._made_at_once(element, version)


def harvest(node: Any, tree: Any, version: int) -> None:
    """Reads a whole tree into an object: what the reading hook does where nobody overrode it."""
    element, plan = parser.from_other(tree), type(node).plan(version)
    for qname, value in element.items():
        if qname in plan.attribute_slots:
            setattr(node, plan.attribute_slots[qname], value)
        else:
            node._other_attributes[qname] = value
    for each in element:
        member = plan.children.get(each.tag)
        if member is None:
            node._other_elements.append(from_element(type(node)._extension_class, each, version))
        elif member.many:
            getattr(node, member.slot).append(from_element(member.target, each, version))
        else:
            setattr(node, member.slot, from_element(member.target, each, version))
    if element.text:
        node.text = element.text


def document(node: Any, version: int, encoding: str, pretty: bool) -> str:
    """The object as ASCII text; indented by tabs, and with a declaration, where `pretty` asks for it.

    What is not ASCII becomes character references, as in the legacy library's text.
    """
    text = writer.render(node, version, encoding)
    text = text if text.isascii() else text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    if not pretty:
        return text
    from xml.dom import minidom

    return minidom.parseString(text).toprettyxml()
