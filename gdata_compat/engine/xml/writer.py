"""Writing: an element that says what its object says is written as it came, all else from the members.

Nothing here changes the structure of a held tree: a changed attribute or text is set in place, and an
object whose children changed is written anew, a line of text an element, without a tree. Either way what
nobody touched goes out as it came, and writing twice gives the same text twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
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

__all__ = ["as_text", "element_of", "extras_of", "render", "says_the_same"]

_XML = "http://www.w3.org/XML/1998/namespace"


@cache
def _forbidden() -> re.Pattern[str]:
    """What XML 1.0 cannot carry; compiled at first need, since so large a set takes a millisecond."""
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def _name() -> re.Pattern[str]:
    """A name as XML 1.0 allows it, without a colon; compiled at first need, as above."""
    return re.compile(
        "[A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
        "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
        "[A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
        "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff.0-9\xb7\u0300-\u036f\u203f\u2040-]*"
    )


def as_text(value: Any, node: Any, slot: str, encoding: str = "utf-8") -> str:
    """A member's value as str: bytes are in the encoding, anything else is refused.

    Raises `errors.XmlValueError` naming the class and the member, never the value: it may be a password.
    """
    if type(value) is not str:
        if isinstance(value, (bytes, bytearray)):
            try:
                value = bytes(value).decode(encoding)
            except UnicodeDecodeError as error:
                raise XmlValueError(
                    f"{_where(node, slot)} holds bytes that are not {encoding}: {error.reason}"
                ) from None
        elif not isinstance(value, str):
            raise XmlValueError(
                f"{_where(node, slot)} is of type {type(value).__name__}; XML holds text: give it a str"
            )
    if not value.isprintable() and (bad := _forbidden().search(value)):
        raise XmlValueError(
            f"{_where(node, slot)} has the character U+{ord(bad.group()):04X} at position {bad.start()}, "
            "which XML 1.0 cannot carry: remove it"
        )
    return str(value)


def _where(node: Any, slot: str) -> str:
    return f"{type(node).__module__.removeprefix('gdata_compat.')}.{type(node).__qualname__}.{slot}"


def _escaped(value: str) -> str:
    """Text or an attribute's value with its markup escaped; white space survives in both."""
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return value.replace("\r", "&#13;")


def _escaped_attribute(value: str) -> str:
    return _escaped(value).replace("\t", "&#9;").replace("\n", "&#10;")


class _Text:
    """The text of one document while it grows; prefixes are declared at its root in the end.

    With `anew` no element is written as it came.
    """

    __slots__ = ("anew", "append_hook", "encoding", "parts", "prefixes", "version")

    def __init__(self, append_hook: str, version: int, encoding: str, *, anew: bool) -> None:
        self.parts: list[str] = []
        self.prefixes: dict[str, str] = {}
        self.append_hook = append_hook
        self.anew = anew
        self.version = version
        self.encoding = encoding

    def name(self, qname: str) -> str:
        """The name with a prefix for its namespace."""
        namespace, brace, local = qname.rpartition("}") if isinstance(qname, str) else ("", "", "")
        if not (local.isascii() and local.isalpha()) and not _name().fullmatch(local):
            raise XmlValueError(f"{local or qname!r} is no name that an XML element or attribute can have")
        namespace = namespace[1:]
        if not brace or not namespace:
            return local
        if namespace == _XML:
            return f"xml:{local}"
        known = self.prefixes.get(namespace)
        if known is None:
            known = PREFIXES.get(namespace) or f"ns{len(self.prefixes)}"
            self.prefixes[namespace] = known
        return f"{known}:{local}"

    def node(self, node: Any) -> None:
        """Writes a child, as it came, as it is now, or through its class's own hooks."""
        held, plan = node._held, type(node).plan(self.version)
        if plan.writes_itself or not node._writing_hooks.isdisjoint(node.__dict__):
            self.foreign(node)
        elif (
            held is None
            or self.anew
            or not plan.lazy
            or node._version != self.version
            or not says_the_same(node, held)
        ):
            self.new_node(node, plan)
        elif len(held):
            text = parser.tostring(held)
            if parser.tidy(held, text):
                self.parts.append(text)
            else:
                self.new_node(node, plan)
        elif "" in held.values():
            self.new_node(node, plan)
        else:
            self.leaf(held)

    def leaf(self, held: Any) -> None:
        """Writes an element without children as it came, without declaring its namespaces again."""
        name, parts = self.name(held.tag), self.parts
        parts.append("<" + name)
        for qname, value in held.items():
            parts.append(f' {self.name(qname)}="{_escaped_attribute(value)}"')
        text = held.text
        parts.append(f">{_escaped(text)}</{name}>" if text else "/>")

    def new_node(self, node: Any, plan: Any) -> None:
        """Writes an object from its members."""
        parts = self.parts
        values = node.__dict__ if node._held is None and not plan.written_by_name else _values(node, plan)
        if "_qname" in node.__dict__:  # a name of the object's own
            name = self.name(node._element_name(self.version))
        elif plan.known_name is None:
            name = self.name(plan.tag or node._element_name(self.version))
        else:
            namespace, prefix, name = plan.known_name
            self.prefixes[namespace] = prefix
        parts.append("<" + name)
        others = values.get(node._extra_attributes)
        for qname, slot in plan.attribute_slots.items():
            if slot in values and (value := values[slot]) is not None and not (others and others.get(qname)):
                if type(value) is not str or not value.isalnum():
                    if not value and not node._writes_empty_attributes:
                        continue
                    value = _escaped_attribute(as_text(value, node, slot, self.encoding))
                parts.append(f' {qname if qname[0] != "{" else self.name(qname)}="{value}"')
        if others:
            self.extra_attributes(node, others)
        parts.append(">")
        written = len(parts)
        if text := values.get("text"):
            parts.append(_escaped(as_text(text, node, "text", self.encoding)))
        for slot in plan.child_slots:
            if slot in values and (value := values[slot]) is not None:
                if isinstance(value, Node):
                    self.node(value)
                else:
                    self.members(value)
        if node._extra_elements in values:
            self.members(list(values[node._extra_elements]))
        if len(parts) == written:
            parts[-1] = "/>"
        else:
            parts.append(f"</{name}>")

    def extra_attributes(self, node: Any, attributes: dict[str, Any]) -> None:
        """Writes the attributes that no table knows; only elements that no class knows write empty ones."""
        for qname, value in attributes.items():
            if value or node._keeps_empty_attributes:
                what = f"{node._extra_attributes}[{qname!r}]"
                value = _escaped_attribute(as_text(value, node, what, self.encoding))
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
        parent = parser.other_element("parent")
        getattr(value, self.append_hook)(parent)
        self.parts.extend(parser.tostring(parser.from_other(element)) for element in parent)


def _values(node: Any, plan: Any) -> dict[str, Any]:
    """What an object says, by slot, where an element or the class says more than its dict."""
    slots = (*plan.child_slots, *plan.attribute_slots.values())
    extras = (node._extra_elements, node._extra_attributes, "text")
    return {slot: getattr(node, slot, None) for slot in (*slots, *extras)}


def _has_hooks(node: Any) -> bool:
    """Whether a script has put a writing hook on the very object."""
    return not node._writing_hooks.isdisjoint(node.__dict__)


def render(node: Any, version: int = 1, encoding: str = "utf-8") -> str:
    """The object as XML text, without a declaration, with the names of a protocol version.

    `encoding` is that of members which hold bytes.

    Raises `errors.XmlValueError` for a member that XML cannot carry, AttributeError (as the legacy library
    did) for a child that is no element.
    """
    if type(node).plan(version).writes_itself or _has_hooks(node):
        return parser.tostring(parser.from_other(node._as_tree(version)))
    return _plainly(node, version, encoding)


def _plainly(node: Any, version: int, encoding: str = "utf-8") -> str:
    """The object as text, whatever hooks it has itself."""
    held, untidy = node._held, False
    may_stand = held is not None and node._version == version and encoding == "utf-8"
    if may_stand and type(node).plan(version).lazy and says_the_same(node, held):
        text = parser.tostring(held)
        if parser.tidy(held, text):
            return text
        untidy = True
    return _new_document(node, version, encoding, anew=untidy)


def _new_document(node: Any, version: int, encoding: str, *, anew: bool) -> str:
    text = _Text(node._append_hook, version, encoding, anew=anew)
    text.new_node(node, type(node).plan(version))
    text.parts[0] += "".join([_declaration(uri, prefix) for uri, prefix in text.prefixes.items()])
    return "".join(text.parts)


@cache
def _known_declaration(uri: str) -> str:
    return f' xmlns:{PREFIXES[uri]}="{uri}"'


def _declaration(uri: str, prefix: str) -> str:
    return _known_declaration(uri) if uri in PREFIXES else f' xmlns:{prefix}="{_escaped_attribute(uri)}"'


def element_of(node: Any, version: int = 1) -> Any:
    """A new element that stands alone and says what the object says, whatever hooks it has itself."""
    return parser.element_from_text(_plainly(node, version))


def extras_of(node: Any) -> Any:
    """A new element with nothing but what no table knows."""
    bare = type(node)._extension_class("extras")
    bare.attributes = {q: v for q, v in getattr(node, node._extra_attributes).items() if v}
    bare.children = list(getattr(node, node._extra_elements))
    bare.text = node.text
    return element_of(bare)


def says_the_same(node: Any, held: Any) -> bool:
    """Whether the held element, once changed attributes and text are set on it, says what the object says.

    What a script only read says the same; what it replaced, added or took away does not.
    """
    values = node.__dict__
    if len(values) == 1:
        return True
    members = type(node).plan(node._version).members
    for slot, value in tuple(values.items()):
        if value is held:
            continue
        member = members.get(slot)
        if member is None:
            if not _extra_says_the_same(node, held, slot, value):
                return False
        elif isinstance(member, AttributeMember):
            if value != held.get(member.qname) and not _set_attribute(node, held, member.qname, value, slot):
                return False
        elif isinstance(value, list):
            if not _same_children(value, held.iterchildren(member.qname)):
                return False
        elif not _same_child(value, held, member.qname):
            return False
    return True


def _same_child(value: Any, held: Any, qname: str) -> bool:
    """Whether a single child is still the one that the element has."""
    element = getattr(value, "_held", None)
    if element is None:
        return value is None and next(held.iterchildren(qname), None) is None
    if element.getparent() is not held or element.tag != qname:
        return False
    return len(value.__dict__) == 1 or _holder_says_the_same(value, element)


def _same_children(items: Any, there: Iterator[Any]) -> bool:
    """Whether the items are the objects over these elements, in their order."""
    for item in items:
        element = getattr(item, "_held", None)
        if element is None or next(there, None) is not element:
            return False
        if len(item.__dict__) > 1 and not _holder_says_the_same(item, element):
            return False
    return next(there, None) is None


def _holder_says_the_same(node: Any, element: Any) -> bool:
    return type(node).plan(node._version).lazy and not _has_hooks(node) and says_the_same(node, element)


def _extra_says_the_same(node: Any, held: Any, slot: str, value: Any) -> bool:
    plan = type(node).plan(node._version)
    if slot == "text":
        if value != held.text and (value or held.text):
            parser.set_value(held, None, as_text(value, node, slot) if value else None, slot)
        return True
    if slot == node._extra_elements:
        return _same_children(value, (element for element in held if element.tag not in plan.children))
    if slot == node._extra_attributes:
        empty = node._keeps_empty_attributes
        return bool(value == {q: v for q, v in held.items() if q not in plan.attributes and (v or empty)})
    return bool(node._own_says_the_same(held, slot, value))


def _set_attribute(node: Any, held: Any, qname: str, value: Any, slot: str) -> bool:
    """Sets a changed attribute on the element; one that is '' is told from an absent one only in text."""
    if value is None:
        parser.set_value(held, qname, None, slot)
        return True
    if text := as_text(value, node, slot):
        parser.set_value(held, qname, text, slot)
    return bool(text)
