"""XML as it counts: elements with their names, attributes and texts, without prefixes and comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from lxml import etree

__all__ = ["Element", "in_order", "tree"]


@dataclass(frozen=True)
class Element:
    """An element as Canonical XML has it; `name` is {namespace}local, attributes are sorted by name.

    So are children, those of one name in their order, but for rows (`apps:property`), which have names of
    their own: the original wrote members and rows in the order of a Python 2 dictionary, which meant nothing.
    """

    name: str
    attributes: tuple[tuple[str, str], ...]
    text: str
    children: tuple[Element, ...]

    @property
    def local_name(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]


def tree(
    body: bytes,
    volatile_elements: Collection[str] = (),
    volatile_attributes: Collection[str] = (),
    replace: Callable[[str], str] = str,
) -> Element | None:
    """Read a document; None where it is not well-formed, or declares what no answer declares (a DTD).

    The text of the volatile elements and attributes, given by local names, is left out; `replace` gives what
    all other text is to become.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if b"<!DOCTYPE" in body:
        return None
    return _element(root, frozenset(volatile_elements), frozenset(volatile_attributes), replace)


_PREFIX = re.compile(r"[</\s]([A-Za-z][\w.-]*):[A-Za-z]")


def in_order(fragment: str) -> str:
    """Write pieces of XML, as a domain keeps the inside of an entry, with children and attributes in order.

    What is none comes back as it is. Prefixes are kept, whatever they stand for.
    """
    if not fragment.startswith("<"):
        return fragment
    declared = "".join(
        f" xmlns:{prefix}='{prefix}'" for prefix in sorted(set(_PREFIX.findall(fragment)) - {"xml"})
    )
    root = tree(f"<all{declared}>{fragment}</all>".encode())
    return fragment if root is None else "".join(map(_written, root.children))


def _written(element: Element) -> str:
    attributes = "".join(f" {_prefixed(name)}={value!r}" for name, value in element.attributes)
    inner = element.text + "".join(map(_written, element.children))
    return f"<{_prefixed(element.name)}{attributes}>{inner}</{_prefixed(element.name)}>"


def _prefixed(name: str) -> str:
    prefix, _, local = name.removeprefix("{").rpartition("}")
    return f"{prefix}:{local}" if prefix else local


def _element(
    found: etree._Element,
    elements: frozenset[str],
    attributes: frozenset[str],
    replace: Callable[[str], str],
) -> Element:
    name = str(found.tag)
    kept = []
    for key, value in found.attrib.items():
        local = str(key).rpartition("}")[2]
        kept.append((str(key), "(any)" if local in attributes else replace(str(value))))
    text = "".join([found.text or "", *(child.tail or "" for child in found)])
    if name.rpartition("}")[2] in elements:
        text = "(any)"
    elif len(found) and not text.strip():
        text = ""
    children = sorted((_element(child, elements, attributes, replace) for child in found), key=_order)
    return Element(name, tuple(sorted(kept)), replace(text), tuple(children))


def _order(element: Element) -> tuple[str, str]:
    is_row = element.local_name == "property"
    return element.name, dict(element.attributes).get("name", "") if is_row else ""
