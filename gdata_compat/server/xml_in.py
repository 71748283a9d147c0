"""Reading what clients send: lxml only here, without DTDs, entities or network, within limits.

Whatever is wrong with a document becomes one ProvisioningError with HTTP 400 and code 1000.
"""

from __future__ import annotations

from lxml import etree

from gdata_compat import namespaces

from .faults import ProvisioningError

#: The type of what is read, for annotations elsewhere.
Element = etree._Element

__all__ = [
    "MAXIMUM_BYTES",
    "MAXIMUM_DEPTH",
    "MAXIMUM_REQUEST_BYTES",
    "Element",
    "apps",
    "atom",
    "attributes",
    "bad_document",
    "gd",
    "indented",
    "parse_entry",
    "parse_feed",
    "properties",
]

#: The largest document that is read. Google's entries had some two kilobytes.
MAXIMUM_BYTES = 1_000_000

#: The largest request that is read, of whatever kind.
MAXIMUM_REQUEST_BYTES = 8 * MAXIMUM_BYTES

#: The deepest nesting that is read; libxml2 itself stops at 256.
MAXIMUM_DEPTH = 50


def apps(name: str) -> str:
    """Return the qualified name of an `apps:` element."""
    return f"{{{namespaces.APPS}}}{name}"


def atom(name: str) -> str:
    """Return the qualified name of an Atom element."""
    return f"{{{namespaces.ATOM}}}{name}"


def gd(name: str) -> str:
    """Return the qualified name of a `gd:` element."""
    return f"{{{namespaces.GDATA}}}{name}"


def attributes(root: etree._Element, name: str) -> dict[str, str]:
    """Return the attributes of the first `apps:` child of that name, none where there is none."""
    found = root.find(apps(name))
    return {} if found is None else {str(key): str(value) for key, value in found.attrib.items()}


def bad_document(what: str) -> ProvisioningError:
    """Return the error for a document that cannot be used."""
    return ProvisioningError((1000, what), status=400, detail=f"the document sent is refused: {what}")


def indented(document: bytes) -> str | None:
    """Write a document with an element a line, for reading; None for one that is refused."""
    try:
        root = _parse(document)
    except ProvisioningError:
        return None
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")


def parse_entry(document: bytes, largest: int = MAXIMUM_BYTES) -> etree._Element:
    """Read an Atom entry of up to `largest` bytes; raises ProvisioningError."""
    return _root(document, "entry", largest)


def parse_feed(document: bytes, largest: int = MAXIMUM_BYTES) -> etree._Element:
    """Read an Atom feed of up to `largest` bytes; raises ProvisioningError."""
    return _root(document, "feed", largest)


def _root(document: bytes, name: str, largest: int) -> etree._Element:
    if len(document) > largest:
        raise bad_document(f"larger than {largest} bytes")
    root = _parse(document)
    _check_depth(root)
    if root.tag != atom(name):
        raise bad_document(f"the root is not an Atom {name}")
    return root


def properties(document: bytes) -> dict[str, str]:
    """Read the names and values of a property entry; of a repeated name the last counts.

    Raises ProvisioningError for what is no entry and for a property without a name.
    """
    found: dict[str, str] = {}
    for each in parse_entry(document).iterchildren(apps("property")):
        name = each.get("name")
        if not name:
            raise bad_document("an apps:property has no name")
        found[str(name)] = str(each.get("value", ""))
    return found


def _parse(document: bytes) -> etree._Element:
    if b"<!DOCTYPE" in document or b"<!ENTITY" in document:
        raise bad_document("document types are not allowed")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(document, parser)
    except etree.LxmlError as error:
        raise bad_document(f"not well-formed: {error}") from error
    if (
        etree.ElementTree(root).docinfo.internalDTD is not None
    ):  # in an encoding that hid it from the look above
        raise bad_document("document types are not allowed")
    return root


def _check_depth(root: etree._Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAXIMUM_DEPTH:
            raise bad_document(f"nested deeper than {MAXIMUM_DEPTH} elements")
