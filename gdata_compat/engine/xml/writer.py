"""Writing: new objects go straight to text, read ones back into the element that they hold.

What nobody touched is written as it came. A held element is brought up to date in place (`sync`) and
then serialised in one go; a new object never becomes a tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...errors import XmlValueError
from ...namespaces import PREFIXES
from ..lazy import LazyModule
from .members import AttributeMember
from .model import Node

if TYPE_CHECKING:
    from . import parser
else:
    parser = LazyModule("gdata_compat.engine.xml.parser")

__all__ = ["as_text", "element_of", "extras_of", "render", "sync"]

#: Characters that need care in a document: markup, white space that attributes fold, and what XML 1.0
#: cannot carry at all.
_SPECIAL = re.compile("[&<>\"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_text(value: Any, node: Any, slot: str) -> str:
    """A member's value as str: bytes are UTF-8, anything else is refused.

    Raises `errors.XmlValueError` naming the class and the member, never the value: it may be a password.
    """
    if type(value) is not str:
        if isinstance(value, (bytes, bytearray)):
            try:
                value = bytes(value).decode("utf-8")
            except UnicodeDecodeError as error:
                raise XmlValueError(f"{_where(node, slot)} holds bytes that are not UTF-8: {error.reason}") from None
        elif not isinstance(value, str):
            raise XmlValueError(
                f"{_where(node, slot)} is of type {type(value).__name__}; XML holds text: give it a str"
            )
    if not value.isalnum() and (bad := _FORBIDDEN.search(value)):
        raise XmlValueError(
            f"{_where(node, slot)} has the character U+{ord(bad.group()):04X} at position {bad.start()}, "
            "which XML 1.0 cannot carry: remove it"
        )
    return str(value)


def _where(node: Any, slot: str) -> str:
    return f"{type(node).__module__.removeprefix('gdata_compat.')}.{type(node).__qualname__}.{slot}"


def _escaped(value: str) -> str:
    """Text or an attribute's value with its markup escaped; white space survives in both."""
    if _SPECIAL.search(value):
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        value = value.replace("\r", "&#13;")
    return value


def _escaped_attribute(value: str) -> str:
    return _escaped(value).replace("\t", "&#9;").replace("\n", "&#10;")


class _Text:
    """The text of one document while it grows; prefixes are declared at its root in the end."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.prefixes: dict[str, str] = {}

    def prefix(self, namespace: str) -> str:
        known = self.prefixes.get(namespace)
        if known is None:
            known = PREFIXES.get(namespace) or f"ns{len(self.prefixes)}"
            self.prefixes[namespace] = known
        return known

    def name(self, qname: str) -> str:
        if qname[0] != "{":
            return qname
        namespace, _, local = qname[1:].partition("}")
        return f"{self.prefix(namespace)}:{local}" if namespace else local

    def node(self, node: Any) -> None:
        values = node.__dict__
        held = values.get("_held")
        if held is not None:
            self.parts.append(parser.tostring(sync(node, held)))
            return
        plan = type(node).plan()
        if plan.writes_itself:
            self.foreign(node)
        else:
            self.new_node(node, plan, values)

    def new_node(self, node: Any, plan: Any, values: dict[str, Any]) -> None:
        parts, name = self.parts, self.name(node._element_name())
        parts.append("<" + name)
        if plan.written_by_name:
            values = _by_name(node)
        for qname, slot in plan.attribute_slots.items():
            value = values.get(slot)
            if value is not None:
                if type(value) is not str or not value.isalnum():
                    value = _escaped_attribute(as_text(value, node, slot))
                parts.append(f' {qname if qname[0] != "{" else self.name(qname)}="{value}"')
        others = values.get(node._extra_attributes)
        if others:
            for qname, value in others.items():
                value = _escaped_attribute(as_text(value, node, f"{node._extra_attributes}[{qname!r}]"))
                parts.append(f' {self.name(qname)}="{value}"')
        parts.append(">")
        start = len(parts)
        text = values.get("text")
        if text:
            parts.append(_escaped(as_text(text, node, "text")))
        for slot in plan.child_slots:
            value = values.get(slot)
            if value is not None:
                self.members(value)
        others = values.get(node._extra_elements, ())
        if others is None or others:
            for value in others:
                self.member(value)
        if len(parts) == start:
            parts[-1] = " />"
        else:
            parts.append(f"</{name}>")

    def members(self, value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                self.member(item)
        else:
            self.member(value)

    def member(self, value: Any) -> None:
        if isinstance(value, Node):
            self.node(value)
        else:
            self.foreign(value)

    def foreign(self, value: Any) -> None:
        """A child whose class writes itself, through the hook that it offers."""
        parent = parser.Element("parent")
        value._BecomeChildElement(parent)
        self.parts.extend(parser.tostring(element) for element in parent)


def _by_name(node: Any) -> dict[str, Any]:
    """The values of an object some of whose members are attributes or properties of its class."""
    cls = type(node)
    names = [name for name, _ in cls._children.values()] + list(cls._attributes.values())
    extras = (cls._extra_elements, cls._extra_attributes, "text")
    return {name: getattr(node, name, None) for name in (*names, *extras)}


def render(node: Any) -> str:
    """The object as XML text, without a declaration.

    Raises `errors.XmlValueError` for a member that XML cannot carry, AttributeError (as the legacy library
    did) for a child that is no element.
    """
    held = node.__dict__.get("_held")
    if held is not None:
        return parser.tostring(sync(node, held, tidying=True))
    if type(node).plan().writes_itself:
        return parser.tostring(node._ToElementTree())
    return _new_document(node)


def _new_document(node: Any) -> str:
    text = _Text()
    text.new_node(node, type(node).plan(), node.__dict__)
    text.parts[0] += "".join(f' xmlns:{prefix}="{uri}"' for uri, prefix in text.prefixes.items())
    return "".join(text.parts)


def element_of(node: Any) -> Any:
    """A new element that stands alone and says what the object says, hooks or not."""
    held = node.__dict__.get("_held")
    if held is not None:
        return parser.copy_of(sync(node, held, tidying=True))
    return parser.element_from_text(_new_document(node))


def extras_of(node: Any) -> Any:
    """A new element with nothing but what no table knows."""
    bare = type(node)._extension_class("extras")
    bare.attributes = dict(getattr(node, node._extra_attributes))
    bare.children = list(getattr(node, node._extra_elements))
    bare.text = node.text
    return element_of(bare)


def sync(node: Any, held: Any, *, tidying: bool = False) -> Any:
    """Brings the held element up to date with what was set on the object, and returns it."""
    if tidying and not parser.tidy(held):
        _tidy_up(node, held)
    values = node.__dict__
    if len(values) == 1:
        return held
    plan = type(node).plan()
    for slot, value in tuple(values.items()):
        member = plan.members.get(slot)
        if member is None:
            _sync_extras(node, held, slot, value)
        elif isinstance(member, AttributeMember):
            if value != held.get(member.qname):
                _set(node, held, member.qname, value, slot)
        else:
            _sync_children(held, member.qname, value)
    return held


def _sync_extras(node: Any, held: Any, slot: str, value: Any) -> None:
    if slot == "text":
        if value != held.text and (value or held.text):
            _set(node, held, None, value, slot)
    elif slot == node._extra_elements:
        _sync_unknown(node, held, value)
    elif slot == node._extra_attributes:
        known = type(node).plan().attributes
        now = {q: as_text(v, node, slot) for q, v in value.items()}
        for qname in [q for q in held.keys() if q not in known and q not in now]:
            del held.attrib[qname]
        for qname, text in now.items():
            if held.get(qname) != text:
                parser.set_value(held, qname, text, slot)
    elif slot != "_held":
        node._sync_own(held, slot, value)


def _set(node: Any, held: Any, qname: str | None, value: Any, slot: str) -> None:
    if value is not None:
        parser.set_value(held, qname, as_text(value, node, slot), slot)
    elif qname is None:
        held.text = None
    elif held.get(qname):
        del held.attrib[qname]


def _sync_children(held: Any, qname: str, value: Any) -> None:
    items = value if isinstance(value, list) else [] if value is None else [value]
    there = list(held.iterchildren(qname))
    if not isinstance(value, list) and there:
        there = there[-1:]  # of a repeated single child the last one is the member
    _replace(held, there, items)


def _sync_unknown(node: Any, held: Any, items: Any) -> None:
    known = type(node).plan().children
    _replace(held, [element for element in held if element.tag not in known], items)


def _replace(held: Any, there: list[Any], items: Any) -> None:
    """Makes `items` stand where `there` stands: in place where they are the same, else anew."""
    mine = [getattr(item, "__dict__", {}).get("_held") for item in items]
    if len(mine) == len(there) and all(a is b for a, b in zip(mine, there)):
        for item, element in zip(items, there):
            sync(item, element)
        return
    at = held.index(there[0]) if there else len(held)
    kept = {id(element) for element in mine if element is not None and element.getparent() is held}
    for element in there:
        held.remove(element)
    for element, item in zip(mine, items):
        if element is not None and id(element) in kept and element.getparent() is None:
            new = sync(item, element)
        else:
            new = _element_of_member(item)
        held.insert(at, new)
        at += 1


def _element_of_member(item: Any) -> Any:
    if isinstance(item, Node) and not type(item).plan().writes_itself:
        return element_of(item)
    parent = parser.Element("parent")
    item._BecomeChildElement(parent)
    return parent[0]


def _tidy_up(node: Any, held: Any) -> None:
    """Removes from the held elements what the legacy library would have lost: tails, empty attributes."""
    for element in held.iterdescendants():
        element.tail = None
    _drop_empty_attributes(node, held)


def _drop_empty_attributes(node: Any, held: Any) -> None:
    """Empty attributes go, except from elements that no table knows (seen on 2.0.18)."""
    plan = type(node).plan()
    if type(node)._keeps_empty_attributes:
        return
    for qname in [q for q, v in held.items() if not v]:
        del held.attrib[qname]
    for slot, member in plan.members.items():
        if not isinstance(member, AttributeMember):
            value = getattr(node, slot)
            for item in value if isinstance(value, list) else [value]:
                element = getattr(item, "__dict__", {}).get("_held")
                if element is not None and element.getparent() is held:
                    _drop_empty_attributes(item, element)

