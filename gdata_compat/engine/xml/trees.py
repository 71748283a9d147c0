"""Objects and element trees: what the legacy hooks are made of, and documents in and out.

A tree is an element of lxml or of xml.etree.ElementTree: scripts hand in either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..lazy import LazyModule
from . import reading, writer

if TYPE_CHECKING:
    from . import parser
else:
    parser = LazyModule("gdata_compat.engine.xml.parser")

__all__ = [
    "become_child",
    "declare_hooks",
    "document",
    "element",
    "elements",
    "extension_from_string",
    "extension_of",
    "from_element",
    "from_text",
    "read_attribute",
    "read_child",
    "to_element",
    "write_members",
]


def from_text(cls: Any, xml: str | bytes) -> Any:
    """An object of the class from a document; None where the root is another element."""
    return reading.read(cls, xml)


def from_element(cls: Any, tree: Any, namespace: str | None = None, tag: str | None = None) -> Any:
    """An object of the class over a tree; None where it is not called as the class, or the arguments, say."""
    namespace = cls._namespace if namespace is None else namespace
    tag = cls._tag if tag is None else tag
    return reading.read_element(cls, parser.from_other(tree), f"{{{namespace}}}{tag}")


def extension_of(cls: Any, tree: Any) -> Any:
    """An extension element over a tree of any name."""
    return cls._over(parser.from_other(tree))


def extension_from_string(cls: Any) -> Callable[[str | bytes], Any]:
    """The function that makes an extension element of a document, whatever its root."""

    def ExtensionElementFromString(xml_string: str | bytes) -> Any:
        return extension_of(cls, parser.fromstring(xml_string))

    ExtensionElementFromString.__module__ = cls.__module__
    ExtensionElementFromString.__doc__ = "The ExtensionElement of an XML document, str or bytes."
    return ExtensionElementFromString


def elements(tree: Any) -> Iterator[Any]:
    """The child elements of a tree, without its comments and processing instructions."""
    return (element for element in tree if isinstance(element.tag, str))


def read_child(node: Any, tree: Any, table: dict[str, Any]) -> None:
    """Reads one child element into its member, or into the extension elements."""
    if tree.tag not in table:
        getattr(node, node._extra_elements).append(extension_of(type(node)._extension_class, tree))
        return
    name, kind = table[tree.tag]
    if not isinstance(kind, list):
        setattr(node, name, from_element(kind, tree))
        return
    if getattr(node, name) is None:
        setattr(node, name, [])
    getattr(node, name).append(from_element(kind[0], tree))


def read_attribute(node: Any, qname: str, value: str, table: dict[str, str]) -> None:
    """Reads one XML attribute into its member, or into the extension attributes; an empty one is lost."""
    if not value:
        return
    if qname in table:
        setattr(node, table[qname], value)
    else:
        getattr(node, node._extra_attributes)[qname] = value


def to_element(node: Any) -> Any:
    """A new element of xml.etree.ElementTree that says what the object says, through its hooks."""
    element = parser.other_element(node._element_name())
    node._AddMembersToElementTree(element)
    return element


def become_child(node: Any, tree: Any, fill: Callable[[Any], Any]) -> None:
    """Appends an element of the object's name to a tree, which `fill` then puts its members into."""
    element = parser.other_element(node._element_name())
    fill(element)
    tree.append(parser.from_other(element) if parser.is_lxml(tree) else element)


def element(tag: str) -> Any:
    """A new element of xml.etree.ElementTree."""
    return parser.other_element(tag)


def declare_hooks(
    classes: tuple[Any, ...], *, writing: tuple[str, ...], reading: tuple[str, ...] = ()
) -> None:
    """Says which methods of the classes are hooks, as long as they are still ours."""
    own = frozenset(vars(cls)[hook] for cls in classes for hook in reading + writing if hook in vars(cls))
    for cls in classes:
        cls._reading_hooks, cls._writing_hooks = frozenset(reading), frozenset(writing)
        cls._own_hooks = own


def write_members(node: Any, tree: Any, *, known: bool = True, version: int = 1) -> None:
    """Adds attributes, text and children of the object to a tree; with `known` false only the extensions."""
    element = writer.element_of(node, version) if known else writer.extras_of(node)
    for qname, value in element.attrib.items():
        tree.attrib[qname] = value
    if element.text:
        tree.text = element.text
    same = parser.is_lxml(tree)
    for part in list(element):
        tree.append(part if same else parser.to_other(part))


def document(node: Any, encoding: str) -> str:
    """The object as the text of a document.

    The declaration names the encoding as the legacy library wrote it: not for 'utf-8' and 'us-ascii' in
    that spelling. Characters that the encoding lacks become references.
    """
    text = writer.render(node)
    if encoding not in ("UTF-8", "utf-8"):
        text = text.encode(encoding, "xmlcharrefreplace").decode(encoding)
    if encoding in ("utf-8", "us-ascii"):
        return text
    return f"<?xml version='1.0' encoding='{encoding}'?>\n{text}"
