"""Elements kept as text, to stand where the namespaces of contacts are declared, and read back.

libxml2 is not asked to write them: elements that are moved below others lose a missing namespace, and those
whose prefix means something else there their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from gdata_compat import namespaces

from . import xml_in
from .xml_in import Element

__all__ = ["elements_of", "entry_of", "write_elements"]

#: What is declared around the elements: namespaces by prefix, '' for the one of names without a prefix.
_AROUND = {
    "": namespaces.ATOM,
    "gd": namespaces.GDATA,
    "gContact": namespaces.CONTACTS,
    "batch": namespaces.BATCH,
}
_DECLARATIONS = "".join(
    f' xmlns{":" if prefix else ""}{prefix}="{namespace}"' for prefix, namespace in _AROUND.items()
)
_IN_TEXT = {"\r": "&#13;"}
_IN_VALUE = _IN_TEXT | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def write_elements(elements: Iterable[Element]) -> str:
    """Write elements one after the other, without what stands between them."""
    return "".join(part for each in elements for part in _written(each, _AROUND))


def elements_of(written: str) -> list[Element]:
    """Read what write_elements wrote."""
    return list(entry_of(written))


def entry_of(written: str) -> Element:
    """Return an entry with what write_elements wrote; raises ProvisioningError for what it did not write."""
    return xml_in.parse_entry(f"<entry{_DECLARATIONS}>{written}</entry>".encode())


def _written(each: Element, around: dict[str, str]) -> Iterator[str]:
    known = dict(around)
    tag = _name(str(each.tag), each.prefix, known)
    values = [
        f' {_name(str(key), None, known, attribute=True)}="{escape(str(value), _IN_VALUE)}"'
        for key, value in each.attrib.items()
    ]
    declared = [
        f' xmlns{":" if prefix else ""}{prefix}="{escape(namespace, _IN_VALUE)}"'
        for prefix, namespace in known.items()
        if around.get(prefix) != namespace
    ]
    yield "".join((f"<{tag}", *declared, *values))
    if not each.text and len(each) == 0:
        yield "/>"
        return
    yield f">{escape(each.text or '', _IN_TEXT)}"
    for child in each:
        yield from _written(child, known)
        yield escape(child.tail or "", _IN_TEXT)
    yield f"</{tag}>"


def _name(qualified: str, wanted: str | None, known: dict[str, str], *, attribute: bool = False) -> str:
    """Return a name with its prefix, which is added to those known where it is new."""
    namespace, _, name = qualified.removeprefix("{").rpartition("}")
    if attribute and not namespace:
        return name
    if namespace == namespaces.XML:
        return f"xml:{name}"
    found = [prefix for prefix, uri in known.items() if uri == namespace and (prefix or not attribute)]
    prefix = found[0] if found else _new_prefix(namespace, wanted, known, attribute)
    known[prefix] = namespace
    return f"{prefix}:{name}" if prefix else name


def _new_prefix(namespace: str, wanted: str | None, known: dict[str, str], attribute: bool) -> str:
    if not attribute and namespace in ("", namespaces.ATOM):
        return ""
    if wanted and wanted not in known:
        return wanted
    return next(
        prefix for prefix in (f"ns{number}" for number in range(len(known) + 1)) if prefix not in known
    )
