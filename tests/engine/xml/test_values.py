"""What a member may hold, how it is written, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from gdata_compat import atom, errors
from gdata_compat.gdata import apps

ENTRY = (
    "<entry xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006' x='y'>"
    "<title>t</title><apps:login userName='u'/><unknown a='b'/></entry>"
)
SECRET = "hun\x0bter2"


def edited(edit: Callable[[apps.UserEntry], None]) -> apps.UserEntry:
    entry = apps.UserEntryFromString(ENTRY)
    edit(entry)
    return entry


REFUSED: dict[str, tuple[Callable[[apps.UserEntry], None], str]] = {
    "attribute": (lambda entry: setattr(entry.login, "password", SECRET), r"apps\.Login\.password"),
    "text": (lambda entry: setattr(entry.title, "text", SECRET), r"atom\.Title\.text"),
    "unknown attribute": (
        lambda entry: entry.extension_attributes.update(x=SECRET),
        r"UserEntry\.extension_attributes\['x'\]",
    ),
    "unknown element": (
        lambda entry: setattr(entry.extension_elements[0], "text", SECRET),
        r"ExtensionElement\.text",
    ),
    "new child": (
        lambda entry: setattr(entry, "login", apps.Login(password=SECRET)),
        r"apps\.Login\.password",
    ),
    "number": (lambda entry: setattr(entry.login, "password", 12345678), "is of type int"),
    "bytes": (lambda entry: setattr(entry.title, "text", b"hun\xffter2"), "not utf-8"),
    "name of an attribute": (
        lambda entry: entry.extension_attributes.update({"a b": "c"}),
        "'a b' is no name",
    ),
    "name of an element": (
        lambda entry: entry.extension_elements.append(atom.ExtensionElement("1<")),
        "'1<' is no name",
    ),
    "element without name": (
        lambda entry: entry.extension_elements.append(atom.ExtensionElement(None)),  # type: ignore[arg-type]
        "None is no name",
    ),
}


@pytest.mark.parametrize(("edit", "message"), REFUSED.values(), ids=REFUSED)
def test_what_xml_cannot_carry_is_refused(edit: Callable[[apps.UserEntry], None], message: str) -> None:
    """The error names class and member, never the value, in parsed objects as in new ones."""
    with pytest.raises(errors.XmlValueError, match=message) as caught:
        edited(edit).ToString()
    assert not any(part in str(caught.value) for part in ("hun", "ter2", "12345678"))


def test_a_refused_value_can_be_mended() -> None:
    """The object is as it was: with another value it is written."""
    entry = edited(REFUSED["attribute"][0])
    with pytest.raises(errors.XmlValueError):
        entry.ToString()
    entry.login.password = "good"
    assert apps.UserEntryFromString(entry.ToString()).login.password == "good"


def test_numbers_fail_as_before() -> None:
    """2.0.18 raised AttributeError for a number; the error is that, too, and a ValueError."""
    with pytest.raises(AttributeError):
        apps.Quota(limit=25).ToString()  # type: ignore[arg-type]
    assert issubclass(errors.XmlValueError, ValueError)


def test_a_child_that_is_no_element_fails_as_before() -> None:
    """2.0.18 raised AttributeError for it."""
    with pytest.raises(AttributeError):
        atom.Entry(title="text").ToString()  # type: ignore[call-arg]


class Name(str):
    """A str with more to it."""


@pytest.mark.parametrize("value", ["Zoë", Name("Zoë"), "Zoë".encode(), bytearray("Zoë".encode())])
def test_text_may_be_str_or_utf8(value: str | bytes) -> None:
    """Bytes are UTF-8, as the members of 2.0.18 were."""
    assert atom.TitleFromString(atom.Title(text=value).ToString()).text == "Zoë"


WHITE_SPACE = ["a\r\nb", " a ", "\t", "a\n\n", "\x85\u2028", "\ufffd\U0001f600", "]]>", "<!-- -->", "&amp;"]


@pytest.mark.parametrize("value", WHITE_SPACE, ids=ascii)
def test_values_survive_the_way_through_text(value: str) -> None:
    """A value comes back as it was, in text and in attributes, of new and of parsed objects."""
    new = apps.UserEntry(title=atom.Title(text=value), login=apps.Login(user_name=value))
    parsed = edited(
        lambda entry: (setattr(entry.title, "text", value), setattr(entry.login, "user_name", value))[0]
    )
    for entry in (new, parsed):
        back = apps.UserEntryFromString(entry.ToString())
        assert (back.title.text, back.login.user_name) == (value, value)


ENCODINGS = [
    "UTF-8",
    "utf-8",
    "us-ascii",
    "US-ASCII",
    "iso-8859-1",
    "windows-1252",
    "UTF-16",
    "utf-32",
    "koi8-r",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_document_can_be_encoded_as_it_was_asked_for(encoding: str) -> None:
    """ToString(encoding) is str whose bytes in that encoding are a document that says the same."""
    text = atom.Title(text="Zoë ☃ й <", title_type="é").ToString(encoding)
    data = text.encode(encoding)
    if encoding == "utf-32":  # libxml2 and expat read no UTF-32
        data = text.partition("\n")[2].encode("utf-8")
    title = atom.TitleFromString(data)
    assert (type(text), title.text, title.type) == (str, "Zoë ☃ й <", "é")


@pytest.mark.parametrize("encoding", ["UTF-8", "iso-8859-1"])
def test_a_parsed_document_can_be_written_in_another_encoding(encoding: str) -> None:
    """The declaration follows the argument, not the document that was parsed."""
    data = "<?xml version='1.0' encoding='utf-16'?><title xmlns='http://www.w3.org/2005/Atom'>ë☃</title>"
    text = atom.TitleFromString(data.encode("utf-16")).ToString(encoding)
    assert text.startswith(f"<?xml version='1.0' encoding='{encoding}'?>")
    assert atom.TitleFromString(text.encode(encoding)).text == "ë☃"


def test_the_xml_namespace_has_its_own_prefix() -> None:
    """xml:lang needs no declaration and must not get another prefix."""
    name = atom.Name(extension_attributes={"{http://www.w3.org/XML/1998/namespace}lang": "en"}, text="n")
    assert 'xml:lang="en"' in name.ToString()
    assert len(ElementTree.fromstring(name.ToString().partition("\n")[2]).attrib) == 1


def test_namespaces_with_markup_are_escaped() -> None:
    """A namespace may have an ampersand."""
    element = atom.ExtensionElement("a", namespace="http://x/?a&b", children=[atom.ExtensionElement("b")])
    back = atom.ExtensionElementFromString(element.ToString())
    assert (back.namespace, back.children[0].namespace) == ("http://x/?a&b", None)


@pytest.mark.parametrize("namespace", ["my things", "http://x/é", "http://x/{y}"])
def test_a_namespace_that_is_no_uri_is_refused(namespace: str) -> None:
    """libxml2 wants a URI (RFC 3986) where the original's parser took any text; the message says so."""
    with pytest.raises(ElementTree.ParseError, match="not a valid URI"):
        atom.ExtensionElementFromString(f"<x:a xmlns:x='{namespace}'/>")


def test_many_namespaces_get_prefixes_of_their_own() -> None:
    """Known ones Google's, others numbers."""
    children = [atom.ExtensionElement("c", namespace=f"http://x/{number}") for number in range(30)]
    entry = atom.Entry(extension_elements=children, title=atom.Title(text="t"))
    back = atom.EntryFromString(entry.ToString())
    assert [each.namespace for each in back.extension_elements] == [
        f"http://x/{number}" for number in range(30)
    ]


def test_namespaces_are_declared_once_after_an_edit() -> None:
    """Parts of a parsed entry that is written anew use the prefixes of its root."""
    text = edited(lambda entry: setattr(entry, "login", apps.Login("new"))).ToString()
    assert text.count("xmlns") == 2
