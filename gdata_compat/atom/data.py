"""The legacy module `atom.data`: the elements of Atom, second generation (RFC 4287, RFC 5023)."""

from __future__ import annotations

from collections.abc import Callable as _Callable
from typing import Any as _Any

from .. import atom as atom
from ..engine.xml import attribute as _attribute
from ..engine.xml import child as _child
from ..engine.xml import children as _children
from ..namespaces import APP as _APP
from ..namespaces import APP_RFC5023 as _APP_RFC5023
from ..namespaces import ATOM as _ATOM
from ..namespaces import XML as _XML
from .core import XmlElement as _XmlElement

XML_TEMPLATE = f"{{{_XML}}}%s"
ATOM_TEMPLATE = f"{{{_ATOM}}}%s"
APP_TEMPLATE_V1 = f"{{{_APP}}}%s"
APP_TEMPLATE_V2 = f"{{{_APP_RFC5023}}}%s"


def _href(link: Link | None) -> str | None:
    """The address of a link; None without a link."""
    return None if link is None else link.href


def _finding(rel: str) -> tuple[_Callable[[_Any], str | None], _Callable[[_Any], Link | None]]:
    """The two methods of a link relation: one for the address, one for the link."""

    def find(self: LinkFinder) -> str | None:
        return self.find_url(rel)

    def get(self: LinkFinder) -> Link | None:
        return self.get_link(rel)

    find.__doc__ = f"The address of the first link whose relation is {rel!r}; None without one."
    get.__doc__ = f"The first link whose relation is {rel!r}; None without one."
    return find, get


class LinkFinder:
    """Methods of entries and feeds that look a link up by its relation."""

    link: list[Link]

    def find_url(self, rel: str | None) -> str | None:
        """The address of the first link with that relation; None without one."""
        return _href(self.get_link(rel))

    def get_link(self, rel: str | None) -> Link | None:
        """The first link with that relation and an address; None without one."""
        return next((link for link in self.link if link.rel == rel and link.href), None)

    FindUrl, GetLink = find_url, get_link
    find_self_link, get_self_link = FindSelfLink, GetSelfLink = _finding("self")
    find_edit_link, get_edit_link = FindEditLink, GetEditLink = _finding("edit")
    find_edit_media_link, get_edit_media_link = FindEditMediaLink, GetEditMediaLink = _finding("edit-media")
    find_next_link, get_next_link = FindNextLink, GetNextLink = _finding("next")
    find_license_link, get_license_link = FindLicenseLink, GetLicenseLink = _finding("license")
    find_alternate_link, get_alternate_link = FindAlternateLink, GetAlternateLink = _finding("alternate")


# A line a fact; a class without members is a line.
# fmt: off

class Name(_XmlElement, qname=ATOM_TEMPLATE % "name"): ...
class Email(_XmlElement, qname=ATOM_TEMPLATE % "email"): ...
class Uri(_XmlElement, qname=ATOM_TEMPLATE % "uri"): ...

class Person(_XmlElement):
    """What author and contributor have in common."""

    name = _child(Name)
    email = _child(Email)
    uri = _child(Uri)

class Author(Person, qname=ATOM_TEMPLATE % "author"): ...
class Contributor(Person, qname=ATOM_TEMPLATE % "contributor"): ...

class Link(_XmlElement, qname=ATOM_TEMPLATE % "link"):
    href = _attribute("href")
    rel = _attribute("rel")
    type = _attribute("type")
    hreflang = _attribute("hreflang")
    title = _attribute("title")
    length = _attribute("length")

class Generator(_XmlElement, qname=ATOM_TEMPLATE % "generator"):
    uri = _attribute("uri")
    version = _attribute("version")

class Text(_XmlElement):
    """Text of a type: 'text', 'html' or 'xhtml'."""

    type = _attribute("type")

class Title(Text, qname=ATOM_TEMPLATE % "title"): ...
class Subtitle(Text, qname=ATOM_TEMPLATE % "subtitle"): ...
class Rights(Text, qname=ATOM_TEMPLATE % "rights"): ...
class Summary(Text, qname=ATOM_TEMPLATE % "summary"): ...

class Content(Text, qname=ATOM_TEMPLATE % "content"):
    src = _attribute("src")

class Category(_XmlElement, qname=ATOM_TEMPLATE % "category"):
    term = _attribute("term")
    scheme = _attribute("scheme")
    label = _attribute("label")

class Id(_XmlElement, qname=ATOM_TEMPLATE % "id"): ...
class Icon(_XmlElement, qname=ATOM_TEMPLATE % "icon"): ...
class Logo(_XmlElement, qname=ATOM_TEMPLATE % "logo"): ...
class Draft(_XmlElement, qname=(APP_TEMPLATE_V1 % "draft", APP_TEMPLATE_V2 % "draft")): ...

class Control(_XmlElement, qname=(APP_TEMPLATE_V1 % "control", APP_TEMPLATE_V2 % "control")):
    draft = _child(Draft)

class Date(_XmlElement):
    """A moment, as RFC 3339 writes it."""

class Updated(Date, qname=ATOM_TEMPLATE % "updated"): ...
class Published(Date, qname=ATOM_TEMPLATE % "published"): ...

class FeedEntryParent(_XmlElement, LinkFinder):
    """What entries and feeds have in common."""

    author = _children(Author)
    category = _children(Category)
    contributor = _children(Contributor)
    id = _child(Id)
    link = _children(Link)
    rights = _child(Rights)
    title = _child(Title)
    updated = _child(Updated)

    def __init__(self, atom_id: _Any = None, text: str | None = None, *args: _Any, **kwargs: _Any) -> None:
        """Takes members by name; `atom_id` is accepted and ignored, as in 2.0.18: `id` is the member."""
        super().__init__(text, *args, **kwargs)

    __init__._from_spec = True  # type: ignore[attr-defined]

class Source(FeedEntryParent, qname=ATOM_TEMPLATE % "source"):
    generator = _child(Generator)
    icon = _child(Icon)
    logo = _child(Logo)
    subtitle = _child(Subtitle)

class Entry(FeedEntryParent, qname=ATOM_TEMPLATE % "entry"):
    content = _child(Content)
    published = _child(Published)
    source = _child(Source)
    summary = _child(Summary)
    control = _child(Control)

class Feed(Source, qname=ATOM_TEMPLATE % "feed"):
    entry = _children(Entry)

class ExtensionElement(_XmlElement):
    """An element of any name, made of the parts that the first generation's class of that name took."""

    def __init__(self, tag: str | None = None, namespace: str | None = None,
                 attributes: dict[str, str] | None = None, children: list[_Any] | None = None,
                 text: str | None = None, *args: _Any, **kwargs: _Any) -> None:
        super().__init__(text)
        self._qname = f"{{{namespace}}}{tag}" if namespace else tag
        self._other_elements, self._other_attributes = children or [], attributes or {}

    _BecomeChildElement = _XmlElement._become_child
