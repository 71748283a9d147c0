"""Elements kept as text: what is written reads back as the same, whatever their namespaces and prefixes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gdata_compat.server.xml_kept import elements_of, write_elements

ATOM, GDATA = "http://www.w3.org/2005/Atom", "http://schemas.google.com/g/2005"
NAMESPACES = st.sampled_from(["", ATOM, GDATA, "urn:x", "urn:y"])
NAMES = st.tuples(NAMESPACES, st.sampled_from("abc")).map(
    lambda both: f"{{{both[0]}}}{both[1]}" if both[0] else both[1]
)
TEXTS = st.none() | st.text(st.sampled_from("<>&\"' \n\t\ré="), min_size=1, max_size=6)
# Prefixes that mean something else where the elements are kept.
PREFIXES = st.dictionaries(
    st.sampled_from(["gd", "atom", "ns0"]), st.sampled_from(["urn:x", GDATA]), max_size=2
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> etree._Element:
    """Draw an element with attributes, texts and children."""
    made = etree.Element(draw(NAMES), nsmap=draw(PREFIXES))
    for name, value in draw(st.dictionaries(NAMES, TEXTS, max_size=2)).items():
        made.set(name, value or "")
    made.text = draw(TEXTS)
    for child in draw(st.lists(trees(depth + 1), max_size=3)) if depth < 3 else []:
        child.tail = draw(TEXTS)
        made.append(child)
    return made


def shape(element: etree._Element, *, top: bool = True) -> object:
    """Return all that an element means."""
    tail = "" if top else element.tail or ""
    children = [shape(child, top=False) for child in element]
    return element.tag, dict(element.attrib), element.text or "", tail, children


@settings(max_examples=200, deadline=None)
@given(st.lists(trees(), max_size=3))
def test_what_is_written_reads_back_as_the_same(elements: list[etree._Element]) -> None:
    """Names, attributes, texts; and the second time, too."""
    expected = [shape(each) for each in elements]
    once = elements_of(write_elements(elements))
    twice = elements_of(write_elements(once))
    assert [[shape(each) for each in found] for found in (once, twice)] == [expected, expected]


def test_what_is_declared_around_is_not_declared_again() -> None:
    """The usual prefixes are used, whatever the sender's were; other prefixes are the sender's."""
    declared = f'xmlns:a="{ATOM}" xmlns:g="{GDATA}" xmlns:x="urn:x"'
    sent = etree.fromstring(f'<a:e {declared}><g:name><a:b/></g:name><x:own g:c="1"/></a:e>')
    assert write_elements(sent) == '<gd:name><b/></gd:name><x:own xmlns:x="urn:x" gd:c="1"/>'
