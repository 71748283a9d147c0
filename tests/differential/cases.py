"""Random documents and requests, as hypothesis draws them for both libraries.

A document is made for a class: of the elements and attributes that the class knows, of others, of text with
odd white space, of characters beyond ASCII. Where ours differs from 2.0.18 on purpose (MIGRATION.md says
where) no case is drawn: a single child that is there twice, references to carriage return and tab, and a
feed's generator without a name.
"""

from __future__ import annotations

import importlib
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

FIRST = ("atom.Entry", "atom.Feed", "gdata.GDataEntry", "gdata.GDataFeed", "gdata.BatchFeed")
FIRST += ("gdata.apps.UserEntry", "gdata.apps.UserFeed", "gdata.apps.PropertyEntry")
FIRST += ("gdata.contacts.ContactEntry", "gdata.calendar.CalendarEventEntry")
SECOND = ("atom.data.Entry", "atom.data.Feed", "gdata.data.GDEntry", "gdata.data.BatchFeed")
SECOND += ("gdata.apps.data.UserEntry", "gdata.apps.data.UserFeed", "gdata.acl.data.AclFeed")
SECOND += ("gdata.contacts.data.ContactEntry", "gdata.data.StructuredPostalAddress")

_WORDS = st.text(
    st.one_of(
        st.sampled_from(" \n<>&\"'a1é"),
        st.characters(min_codepoint=0x20, max_codepoint=0xFFFD, exclude_categories=("Cs", "Cc", "Cn")),
        st.sampled_from("\U0001f600\U00010348"),
    ),
    max_size=8,
)
_TEXT = st.one_of(st.sampled_from(["", "", " ", "\n  ", "true", " x "]), _WORDS)
#: In an attribute a reader makes spaces of line ends.
_VALUE = _TEXT.map(lambda text: text.replace("\n", " "))
_UNKNOWN = st.sampled_from(["{urn:u}a", "{urn:u}b", "plain", "{http://schemas.google.com/g/2005}unheard"])
_UNKNOWN_ATTRIBUTE = st.sampled_from(["{urn:u}x", "other", "{http://www.w3.org/XML/1998/namespace}lang"])


def class_of(name: str) -> Any:
    """One of our legacy classes, by its legacy name."""
    folder, _, last = name.rpartition(".")
    return getattr(importlib.import_module(f"gdata_compat.{folder}"), last)


@st.composite
def documents(draw: st.DrawFn, names: tuple[str, ...], versions: st.SearchStrategy[int]) -> dict[str, Any]:
    """A case: a class, a protocol version, and a document for it."""
    name, version = draw(st.sampled_from(names)), draw(versions)
    cls = class_of(name)
    xml = draw(_elements(cls.plan(version).tag, cls, version, 3))
    return {"question": "xml", "class": name, "version": version, "xml": xml}


@st.composite
def _elements(draw: st.DrawFn, tag: str, cls: Any, version: int, depth: int) -> str:
    plan = None if cls is None else cls.plan(version)
    known = sorted(plan.attributes) if plan else []
    names = draw(st.lists(st.one_of(st.sampled_from(known or ["plain"]), _UNKNOWN_ATTRIBUTE), max_size=3))
    attributes = {name: draw(_VALUE) for name in names}
    parts = [escape(draw(_TEXT) or "g" * tag.endswith("}generator"))]
    for child in _children(draw, plan) if depth else ():
        target = plan.children[child].target if plan and child in plan.children else None
        parts += [draw(_elements(child, target, version, depth - 1)), escape(draw(_TEXT))]
    return _written(tag, attributes, "".join(parts))


def _children(draw: st.DrawFn, plan: Any) -> list[str]:
    """The names of an element's children: those that there is one of come once."""
    known = st.sampled_from(sorted(plan.children)) if plan and plan.children else _UNKNOWN
    drawn = draw(st.lists(st.one_of(known, known, _UNKNOWN), max_size=4))
    members = plan.children if plan else {}
    slots: set[str] = set()
    kept = []
    for name in drawn:
        member = members.get(name)
        if member is None or member.many or member.slot not in slots:
            kept.append(name)
        if member is not None:
            slots.add(member.slot)
    return kept


def _written(tag: str, attributes: dict[str, str], body: str) -> str:
    namespaces: dict[str, str] = {}

    def prefixed(name: str) -> str:
        namespace, _, local = name.rpartition("}")
        if not namespace:
            return local
        if namespace.endswith("XML/1998/namespace"):
            return f"xml:{local}"
        return f"{namespaces.setdefault(namespace[1:], f'n{len(namespaces)}')}:{local}"

    start = prefixed(tag) + "".join(f" {prefixed(name)}={quoteattr(v)}" for name, v in attributes.items())
    start += "".join(f" xmlns:{prefix}={quoteattr(uri)}" for uri, prefix in namespaces.items())
    return f"<{start}>{body}</{prefixed(tag)}>"


_PART = st.text(st.sampled_from("aZ9-._~!*'() +%&=/é日;:@"), max_size=6)
_NAMES = st.text(st.sampled_from("abcxyz-._~ é"), min_size=1, max_size=4)
_ESCAPED = st.text(st.sampled_from("aZ9-._~"), max_size=6) | st.sampled_from(
    ["%20", "a%2Fb", "%C3%A9", "a+b"]
)
_PAIR = st.tuples(_ESCAPED, _ESCAPED).map("=".join)


@st.composite
def requests(draw: st.DrawFn, question: str) -> dict[str, Any]:
    """A case: a request to sign, with parameters of its own beside those of its URL."""
    path = "/".join(draw(st.lists(_ESCAPED, max_size=3)))
    query = "&".join(draw(st.lists(_PAIR, max_size=3)))
    host = draw(st.sampled_from(["example.com", "Example.COM", "example.com:8080"]))
    scheme = draw(st.sampled_from(["http", "https"]))
    pair = st.tuples(_PART, _PART)
    return {
        "question": question,
        "method": draw(st.sampled_from(["GET", "POST", "PUT", "DELETE"])),
        "url": f"{scheme}://{host}/{path}" + (f"?{query}" if query else ""),
        "parameters": draw(st.dictionaries(_NAMES, _PART, max_size=3)),
        "consumer": draw(pair),
        "token": draw(st.none() | pair),
    }


CASES = {
    "documents of the first generation": documents(FIRST, st.just(1)),
    "documents of the second generation": documents(SECOND, st.sampled_from([1, 2])),
    "requests of the first generation": requests("first"),
    "requests of the second generation": requests("second"),
}
