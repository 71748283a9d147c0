"""The door to lxml: safe parsing with limits, serialising, and the errors of both.

Nothing outside this folder (and the server's own XML file) imports lxml. Documents come in as bytes or
str; DTDs and entity declarations are refused before libxml2 sees them, nothing is fetched, comments and
processing instructions are dropped as the legacy library dropped them.
"""

from __future__ import annotations

import os
import re
import threading
from copy import copy
from typing import Any, NoReturn

from lxml import etree

from ...errors import XmlForbidden, XmlLimitExceeded, XmlSyntaxError, XmlValueError

__all__ = [
    "Element",
    "copy_of",
    "element_from_text",
    "from_other",
    "fromstring",
    "is_lxml",
    "limits",
    "other_element",
    "set_value",
    "tidy",
    "to_other",
    "tostring",
]

Element = etree.Element
is_lxml = etree.iselement

#: What may stand before a DTD, with its end: the declaration, processing instructions, comments.
_BEFORE_DTD = ((b"<?", b"?>"), (b"<!--", b"-->"))
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+([\w:.-]*)", re.I)
_SPACE = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_LOOKS_HTML = re.compile(r"\s*<(?:html|head|body)\b", re.I)
_SETTINGS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
#: Text after a child element, which the legacy library lost.
#: In this form libxml2 looks at a child only, at a third of the time of `.//text()[preceding-sibling::*]`.
_has_tails = etree.XPath("boolean(descendant-or-self::*/child::*[1]/following-sibling::text())")


class _Limits:
    """How large and how deep a document may be."""

    max_bytes = 1 << 30
    #: libxml2's own limit without `huge_tree`, also the deepest that may be asked for.
    max_depth = 256


class _Parsers(threading.local):
    """lxml locks a parser while it works, so every thread has its own pair."""

    def __init__(self) -> None:
        self.declared = etree.XMLParser(**_SETTINGS)
        self.utf8 = etree.XMLParser(encoding="utf-8", **_SETTINGS)


_parsers = _Parsers()

#: lxml lets other threads run while it writes or searches a tree, so nobody may change one meanwhile.
_tree_lock = threading.RLock()


def _renew_lock() -> None:
    """Gives a forked process a lock that no thread of its parent holds."""
    global _tree_lock
    _tree_lock = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


def limits(*, max_bytes: int | None = None) -> dict[str, int]:
    """Sets, and returns, the limits that every later parse keeps to.

    `max_bytes` is the size of a document in bytes (default 1 GiB). Nesting is limited to 256 levels by
    libxml2. A document beyond a limit raises `errors.XmlLimitExceeded`.
    """
    if max_bytes is not None:
        if max_bytes < 1:
            raise ValueError(f"max_bytes is a number of bytes above zero, not {max_bytes!r}")
        _Limits.max_bytes = max_bytes
    return {"max_bytes": _Limits.max_bytes, "max_depth": _Limits.max_depth}


def fromstring(xml: str | bytes) -> Any:
    """The root element of a document.

    Raises `errors.XmlSyntaxError`, a subclass of `xml.etree.ElementTree.ParseError`, for what is not
    well-formed, and its subclasses for DTDs and for what is over the limits; TypeError for what is
    neither str nor bytes.
    """
    if isinstance(xml, str):
        parser = _parsers.utf8
        try:
            data = xml.encode("utf-8")
        except UnicodeEncodeError as error:
            raise XmlSyntaxError(f"not well-formed: character {error.start} is half of a pair") from error
    elif isinstance(xml, (bytes, bytearray, memoryview)):
        data, parser = bytes(xml), _parsers.declared
    else:
        raise TypeError(f"XML is parsed from str or bytes, not from {type(xml).__name__}")
    _look_for_doctype(data)
    if len(data) > _Limits.max_bytes:
        raise XmlLimitExceeded(
            f"the document has {len(data)} bytes, more than the limit of {_Limits.max_bytes}; "
            "gdata_compat.engine.xml.parser.limits(max_bytes=...) raises it"
        )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        _explain(error, data)
    if root.getroottree().docinfo.internalDTD is not None:
        _refuse_doctype("")  # one that the pattern cannot see, in a document in UTF-16 for instance
    return root


def _look_for_doctype(data: bytes) -> None:
    """Refuses a document with a DTD before libxml2 reads the entities that it declares."""
    at = _SPACE.match(data).end()  # type: ignore[union-attr]
    while True:
        for start, end in _BEFORE_DTD:
            if data.startswith(start, at):
                closed = data.find(end, at)
                if closed < 0:
                    return
                at = _SPACE.match(data, closed + len(end)).end()  # type: ignore[union-attr]
                break
        else:
            if doctype := _DOCTYPE.match(data, at):
                _refuse_doctype(doctype.group(1))
            return


def _refuse_doctype(name: str | bytes) -> NoReturn:
    name = name.decode("ascii", "replace") if isinstance(name, bytes) else name
    if name.lower() == "html":
        raise XmlForbidden("the text is an HTML page, not a GData document: the address or a proxy is wrong")
    raise XmlForbidden("the document has a DTD, which GData documents never have; it was not parsed")


def _explain(error: etree.XMLSyntaxError, data: bytes) -> NoReturn:
    """Raises what a script expects for lxml's error, in words that help."""
    line, column = error.position
    where = f"line {line}, column {max(column - 1, 0)}"
    if not data.strip():
        raise XmlSyntaxError("no element found: the text is empty", (1, 0), 3) from None
    if getattr(error, "code", None) in _TOO_MUCH:
        raise XmlLimitExceeded(f"over a limit of the parser: {error.msg}", (line, column)) from None
    if _LOOKS_HTML.match(data[:200].decode("latin-1")):
        raise XmlSyntaxError(
            f"the text is an HTML page, not a GData document: {where}", (line, column)
        ) from None
    message = (error.msg or "not well-formed").partition(", line ")[0]
    raise XmlSyntaxError(f"not well-formed: {message}: {where}", (line, column), 4) from None


_TOO_MUCH = {
    etree.ErrorTypes.ERR_RESOURCE_LIMIT if hasattr(etree.ErrorTypes, "ERR_RESOURCE_LIMIT") else 114,
    etree.ErrorTypes.ERR_ENTITY_LOOP,
    etree.ErrorTypes.ERR_NAME_TOO_LONG,
}


def tostring(element: Any) -> str:
    """The element as text, without declaration and without what follows it."""
    with _tree_lock:
        text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text


def copy_of(element: Any) -> Any:
    """A copy that stands alone: without tail, in a tree of its own."""
    with _tree_lock:
        alone = copy(element)
    alone.tail = None
    return alone


def tidy(element: Any, text: str) -> bool:
    """Whether the element, serialised as `text`, is as the legacy library would have written it.

    It lost text after a child element and read empty attributes as absent. Looking for these in the text
    costs a third of looking for them in the tree.
    """
    with _tree_lock:
        # From the right, CPython looks for '=' first, which is rarer than the quote.
        return text.rfind('=""') < 0 and not _has_tails(element)


def element_from_text(text: str) -> Any:
    """An element from text that this library has written, without the checks of `fromstring`."""
    return etree.fromstring(text.encode("utf-8"), _parsers.utf8)


def set_value(element: Any, qname: str | None, value: str | None, what: str) -> None:
    """Sets an attribute, or the text where `qname` is None; None takes it away.

    `what` names the member in an error.
    """
    try:
        with _tree_lock:
            if qname is None:
                element.text = value
            elif value is not None:
                element.set(qname, value)
            elif qname in element.attrib:
                del element.attrib[qname]
    except ValueError as error:
        raise XmlValueError(f"{what} cannot be written: {error}") from None


def other_element(tag: str) -> Any:
    """A new element of xml.etree.ElementTree, the kind of tree that hooks of scripts work on."""
    from xml.etree import ElementTree

    return ElementTree.Element(tag)


def from_other(tree: Any) -> Any:
    """An lxml element that says what an element of xml.etree.ElementTree says; an lxml element itself."""
    if is_lxml(tree):
        return tree
    from xml.etree import ElementTree

    alone = copy(tree)
    alone.tail = None
    return fromstring(ElementTree.tostring(alone, encoding="utf-8"))


def to_other(element: Any) -> Any:
    """An element of xml.etree.ElementTree that says what an lxml element says."""
    from xml.etree import ElementTree

    return ElementTree.fromstring(etree.tostring(element, with_tail=False))
