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

    __slots__ = ("parts", "prefixes")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.prefixes: dict[str, str] = {}

    def name(self, qname: str) -> str:
        """The name with a prefix for its namespace."""
        if qname[0] != "{":
            return qname
        namespace, _, local = qname[1:].partition("}")
        if not namespace:
            return local
        known = self.prefixes.get(namespace)
        if known is None:
            known = PREFIXES.get(namespace) or f"ns{len(self.prefixes)}"
            self.prefixes[namespace] = known
        return f"{known}:{local}"

    def node(self, node: Any) -> None:
        """Writes a child, as it came, as it is now, or through its class's own hooks."""
        held = node._held
        if held is not None:
            self.parts.append(parser.tostring(sync(node, held)))
            return
        plan = type(node).plan()
        if plan.writes_itself:
            self.foreign(node)
        else:
            self.new_node(node, plan)

    def new_node(self, node: Any, plan: Any) -> None:
        """Writes an object that a script made."""
        parts, values = self.parts, _by_name(node) if plan.written_by_name else node.__dict__
        if plan.known_name is None:
            name = self.name(plan.tag or node._element_name())
        else:
            namespace, prefix, name = plan.known_name
            self.prefixes[namespace] = prefix
        parts.append("<" + name)
        for qname, slot in plan.attribute_slots.items():
            if slot in values and (value := values[slot]) is not None:
                if type(value) is not str or not value.isalnum():
                    value = _escaped_attribute(as_text(value, node, slot))
                parts.append(f' {qname if qname[0] != "{" else self.name(qname)}="{value}"')
        if others := values.get(node._extra_attributes):
            self.extra_attributes(node, others)
        parts.append(">")
        written = len(parts)
        if text := values.get("text"):
            parts.append(_escaped(as_text(text, node, "text")))
        for slot in plan.child_slots:
            if slot in values and (value := values[slot]) is not None:
                self.members(value)
        if node._extra_elements in values:
            self.members(list(values[node._extra_elements]))
        if len(parts) == written:
            parts[-1] = "/>"
        else:
            parts.append(f"</{name}>")

    def extra_attributes(self, node: Any, attributes: dict[str, Any]) -> None:
        """Writes the attributes that no table knows."""
        for qname, value in attributes.items():
            value = _escaped_attribute(as_text(value, node, f"{node._extra_attributes}[{qname!r}]"))
            self.parts.append(f' {self.name(qname)}="{value}"')

    def members(self, value: Any) -> None:
        """Writes the value of one member: a child, or a list of them."""
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, Node):
                self.node(item)
            else:
                self.foreign(item)

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
    held = node._held
    if held is not None:
        text = parser.tostring(sync(node, held))
        return text if parser.tidy(held, text) else parser.tostring(_tidied(node, held))
    if type(node).plan().writes_itself:
        return parser.tostring(node._ToElementTree())
    return _new_document(node)


def _new_document(node: Any) -> str:
    text = _Text()
    text.new_node(node, type(node).plan())
    for uri, prefix in text.prefixes.items():
        text.parts[0] += f' xmlns:{prefix}="{uri}"'
    return "".join(text.parts)


def element_of(node: Any) -> Any:
    """A new element that stands alone and says what the object says, hooks or not."""
    held = node._held
    if held is None:
        return parser.element_from_text(_new_document(node))
    if not parser.tidy(held, parser.tostring(sync(node, held))):
        _tidied(node, held)
    return parser.copy_of(held)


def extras_of(node: Any) -> Any:
    """A new element with nothing but what no table knows."""
    bare = type(node)._extension_class("extras")
    bare.attributes = dict(getattr(node, node._extra_attributes))
    bare.children = list(getattr(node, node._extra_elements))
    bare.text = node.text
    return element_of(bare)


def sync(node: Any, held: Any) -> Any:
    """Brings the held element up to date with what was set on the object, and returns it."""
    values = node.__dict__
    if len(values) == 1:
        return held
    members = type(node).plan().members
    for slot, value in tuple(values.items()):
        member = members.get(slot)
        if member is None:
            if slot != "_held":
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
    else:
        node._sync_own(held, slot, value)


def _set(node: Any, held: Any, qname: str | None, value: Any, slot: str) -> None:
    if value is not None:
        parser.set_value(held, qname, as_text(value, node, slot), slot)
    elif qname is None:
        held.text = None
    elif held.get(qname):
        del held.attrib[qname]


def _sync_children(held: Any, qname: str, value: Any) -> None:
    """Brings the children of one member up to date."""
    if isinstance(value, list):
        _replace(held, list(held.iterchildren(qname)), value)
        return
    element = getattr(value, "_held", None)
    if element is not None and element.getparent() is held and element.tag == qname:
        if len(value.__dict__) > 1:
            sync(value, element)
        return
    # Of a repeated single child the last one is the member.
    there = list(held.iterchildren(qname))[-1:]
    _replace(held, there, [] if value is None else [value])


def _sync_unknown(node: Any, held: Any, items: Any) -> None:
    known = type(node).plan().children
    _replace(held, [element for element in held if element.tag not in known], items)


def _replace(held: Any, there: list[Any], items: Any) -> None:
    """Makes `items` stand where `there` stands: in place where they are the same, else anew."""
    mine = [getattr(item, "_held", None) for item in items]
    if len(mine) == len(there) and all(a is b for a, b in zip(mine, there)):
        for item, element in zip(items, there):
            if len(item.__dict__) > 1:
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


def _tidied(node: Any, held: Any) -> Any:
    """The held element without what the legacy library would have lost: tails, empty attributes."""
    for element in held.iterdescendants():
        element.tail = None
    _drop_empty_attributes(node, held)
    return held


def _drop_empty_attributes(node: Any, held: Any) -> None:
    """Empty attributes go, except from elements that no table knows (seen on 2.0.18)."""
    plan = type(node).plan()
    if type(node)._keeps_empty_attributes:
        return
    for qname in [q for q, v in held.items() if not v]:
        if node.__dict__.get(plan.attribute_slots.get(qname, qname)) is None:  # '' that a script set stays
            del held.attrib[qname]
    for slot, member in plan.members.items():
        if not isinstance(member, AttributeMember):
            value = getattr(node, slot)
            for item in value if isinstance(value, list) else [value]:
                element = getattr(item, "_held", None)
                if element is not None and element.getparent() is held:
                    _drop_empty_attributes(item, element)

