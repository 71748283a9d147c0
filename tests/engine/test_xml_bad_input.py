"""Bad input: each is an error of ours that is also what scripts catch for what is not XML."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from gdata_compat import atom, errors
from gdata_compat.engine.xml import parser
from gdata_compat.gdata import apps

NS = "http://www.w3.org/2005/Atom"
BOMB = "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY a{n} '{'&a;' if n == 0 else f'&a{n - 1};'}{'&a;' * 9}'>" for n in range(9)
)
BOMB += "]><title xmlns='http://www.w3.org/2005/Atom'>&a8;</title>"

MALFORMED = {
    "empty": "",
    "white space": "  \n",
    "not XML": "Error=BadAuthentication",
    "truncated": f"<entry xmlns='{NS}'><title>x</ti",
    "two roots": "<a/><b/>",
    "invalid UTF-8": b"<title xmlns='http://www.w3.org/2005/Atom'>\xe9</title>",
    "half a surrogate pair": "<title>\ud800</title>",
    "control character": "<title>\x01</title>",
    "undeclared entity": "<title>&nbsp;</title>",
    "undeclared prefix": "<a:title/>",
    "HTML without a DTD": "<html><body>Sign in<br></body></html>",
}
FORBIDDEN = {
    "HTML page": "<!DOCTYPE html><html><body>Sign in</body></html>",
    "DTD": "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
    "entity": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "external entity": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "parameter entity": "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1:9/'> %b;]><a/>",
    "entity bomb": BOMB,
    "behind a comment": "<?xml version='1.0'?><!-- ?> --><?p x?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "UTF-16": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16"),
}


@pytest.mark.parametrize("document", MALFORMED.values(), ids=MALFORMED)
def test_what_is_not_well_formed_is_a_parse_error(document: str | bytes) -> None:
    """A subclass of xml.etree.ElementTree.ParseError, hence a SyntaxError, of ours."""
    with pytest.raises(ElementTree.ParseError) as caught:
        atom.EntryFromString(document)
    assert isinstance(caught.value, errors.XmlSyntaxError)


@pytest.mark.parametrize("document", FORBIDDEN.values(), ids=FORBIDDEN)
def test_dtds_and_entities_are_refused(document: str | bytes) -> None:
    """Nothing is expanded and nothing fetched: the document is refused."""
    with pytest.raises(errors.XmlForbidden):
        atom.EntryFromString(document)


def test_a_root_of_another_name_is_none() -> None:
    """Well-formed XML that is not the class's element is no error, as before."""
    assert apps.UserEntryFromString(f"<feed xmlns='{NS}'/>") is None


@pytest.mark.parametrize("thing", [None, 5, ["<a/>"]])
def test_what_is_no_text_is_a_type_error(thing: object) -> None:
    """As on 2.0.18."""
    with pytest.raises(TypeError, match="str or bytes"):
        atom.EntryFromString(thing)


def test_a_hundred_megabytes_of_nesting_end_early() -> None:
    """Nesting beyond the limit is refused long before the end of the document."""
    with pytest.raises(errors.XmlLimitExceeded):
        atom.EntryFromString(b"<a>" * 33_000_000)


def test_a_document_over_the_size_limit_says_how_to_raise_it() -> None:
    """The limit is settable, and the message says where."""
    before = parser.limits()["max_bytes"]
    parser.limits(max_bytes=100)
    try:
        with pytest.raises(errors.XmlLimitExceeded, match=r"limits\(max_bytes="):
            atom.TitleFromString(f"<title xmlns='{NS}'>{'x' * 100}</title>")
    finally:
        parser.limits(max_bytes=before)


def test_a_long_feed_is_no_attack() -> None:
    """Twenty thousand entries, 3 MB, parse as they are."""
    many = f"<feed xmlns='{NS}'>" + ("<entry><id>" + "i" * 100 + "</id></entry>") * 20_000 + "</feed>"
    assert len(atom.FeedFromString(many).entry) == 20_000


VALUES = {"control": "a\x01b", "half a pair": "\ud800", "number": 5, "flag": True, "bytes": b"\xe9"}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_value_that_xml_cannot_carry_is_named_without_showing_it(value: object) -> None:
    """The error says which member of which class; the value may be a password."""
    login = apps.Login(user_name="u", password=value)
    with pytest.raises(errors.XmlValueError, match=r"gdata\.apps\.Login\.password") as caught:
        apps.UserEntry(login=login).ToString()
    assert repr(value) not in str(caught.value).replace("U+0001", "")
