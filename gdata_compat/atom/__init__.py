"""The legacy module `atom`: Atom elements as Python objects, first generation.

Every class is a declaration over `gdata_compat.engine.xml`: its tag, its members, its constructor's
arguments in the legacy order. The tables `_children` and `_attributes` say what is read and written, and
scripts may extend them.
"""

from __future__ import annotations

import functools as _functools
import warnings as _warnings
from collections.abc import Callable as _Callable
from typing import Any as _Any
from typing import TypeVar as _TypeVar

from .._submodules import lazily as _lazily
from ..engine.xml import Node as _Node
from ..engine.xml import attribute, child, children
from ..engine.xml import trees as _trees
from ..engine.xml.model import ExtraAttributes as _ExtraAttributes
from ..engine.xml.model import ExtraElements as _ExtraElements
from ..engine.xml.model import NamePart as _NamePart
from ..namespaces import APP as APP_NAMESPACE
from ..namespaces import ATOM as ATOM_NAMESPACE

XML_STRING_ENCODING = "utf-8"
#: Kept for scripts that set it (quirk 22). Members are `str` whatever it says.
MEMBER_STRING_ENCODING = "utf-8"
ELEMENT_TEMPLATE = "{http://www.w3.org/2005/Atom}%s"
APP_TEMPLATE = "{http://purl.org/atom/app#}%s"
#: Whether calls of the first generation say that there is a second one (`DeprecationWarning`).
ENABLE_V1_WARNINGS = False

_TAIL = " text extension_elements extension_attributes"
_T = _TypeVar("_T")
__getattr__ = _lazily(__name__)


def v1_deprecated(
    warning: str | None = None,
) -> _Callable[[_Callable[..., _T]], _Callable[..., _T]]:
    """A decorator whose function warns when called, while `ENABLE_V1_WARNINGS` is true."""

    def decorate(function: _Any) -> _Any:
        @_functools.wraps(function)
        def wrapped(*args: _Any, **kwargs: _Any) -> _Any:
            if ENABLE_V1_WARNINGS:
                _warnings.warn(warning or "", DeprecationWarning, stacklevel=2)
            return function(*args, **kwargs)

        del wrapped.__wrapped__  # 2.0.18 shows such a function as taking anything
        return wrapped

    return decorate


def deprecated(warning: str | None = None) -> _Callable[[_Any], _Any]:
    """A decorator whose function warns with a `DeprecationWarning` whenever it is called."""

    def decorate(function: _Any) -> _Any:
        @_functools.wraps(function)
        def wrapped(*args: _Any, **kwargs: _Any) -> _Any:
            _warnings.warn(warning or "", DeprecationWarning, stacklevel=2)
            return function(*args, **kwargs)

        del wrapped.__wrapped__  # as above
        return wrapped

    return decorate


@v1_deprecated("Please use atom.core.parse with atom.data classes instead.")
def CreateClassFromXMLString(target_class: _Any, xml_string: _Any, string_encoding: _Any = None) -> _Any:
    """An object of the class from a document; None where the root is another element (quirk 18).

    `xml_string` is str, with or without a declaration, or bytes. Raises a subclass of
    `xml.etree.ElementTree.ParseError` for what is not XML. `string_encoding` is not needed on Python 3.
    """
    return _trees.from_text(target_class, xml_string)


def _CreateClassFromElementTree(
    target_class: _Any, tree: _Any, namespace: _Any = None, tag: _Any = None
) -> _Any:
    """An object of the class from an element; None where the element is called otherwise."""
    return _trees.from_element(target_class, tree, namespace, tag)


def _ExtensionElementFromElementTree(element_tree: _Any) -> _Any:
    """An ExtensionElement from an element of any name."""
    return _trees.extension_of(ExtensionElement, element_tree)


def _from_string(cls: _Any) -> _Callable[[_Any], _Any]:
    """The module-level `XFromString` of a class."""

    def from_string(xml_string: _Any) -> _Any:
        return CreateClassFromXMLString(cls, xml_string)

    from_string.__name__ = from_string.__qualname__ = f"{cls.__name__}FromString"
    from_string.__module__ = cls.__module__
    from_string.__doc__ = (
        f"The {cls.__name__} of an XML document, str or bytes; None for another root element."
    )
    from_string.element_class = cls  # type: ignore[attr-defined]
    return from_string


class ExtensionContainer(_Node):
    """What keeps elements and attributes that its class does not know."""

    _extra_elements, _extra_attributes = "extension_elements", "extension_attributes"
    _append_hook = "_BecomeChildElement"
    extension_elements: list[_Any] = _ExtraElements()  # type: ignore[assignment]
    extension_attributes: dict[str, str] = _ExtraAttributes()  # type: ignore[assignment]

    @v1_deprecated("Please use data model classes in atom.data instead.")
    def __init__(
        self, extension_elements: _Any = None, extension_attributes: _Any = None, text: _Any = None
    ) -> None:
        self.extension_elements = extension_elements or []
        self.extension_attributes = extension_attributes or {}
        self.text = text

    __init__._from_spec = True  # type: ignore[attr-defined]

    def FindExtensions(self, tag: str | None = None, namespace: str | None = None) -> list[_Any]:
        """The extension elements with that tag, that namespace, both, or all."""
        return [
            element
            for element in self.extension_elements
            if (not tag or element.tag == tag) and (not namespace or element.namespace == namespace)
        ]

    # The hooks that customers override. Objects that nobody overrode them for never call them.

    def _HarvestElementTree(self, tree: _Any) -> None:
        for element in _trees.elements(tree):
            self._ConvertElementTreeToMember(element)
        for name, value in tree.attrib.items():
            self._ConvertElementAttributeToMember(name, value)
        if tree.text:
            self.text = tree.text

    def _ConvertElementTreeToMember(self, child_tree: _Any, current_class: _Any = None) -> None:
        _trees.read_child(self, child_tree, {})

    def _ConvertElementAttributeToMember(self, attribute: str, value: str) -> None:
        _trees.read_attribute(self, attribute, value, {})

    def _AddMembersToElementTree(self, tree: _Any) -> None:
        _trees.write_members(self, tree, known=False)

    @classmethod
    def _qualified_name(cls, version: int = 1, **default: _Any) -> _Any:
        namespace, tag = getattr(cls, "_namespace", None), getattr(cls, "_tag", None)
        if namespace is None and tag is None and "default" in default:
            return default["default"]
        return f"{{{cls._namespace}}}{cls._tag}"  # type: ignore[attr-defined]

    @classmethod
    def _reads_lazily(cls) -> bool:
        return super()._reads_lazily() and hasattr(cls.__init__, "_from_spec")

    @classmethod
    def _made_at_once(cls, element: _Any, version: int = 1) -> _Any:
        node = cls()
        node._HarvestElementTree(element)
        return node


class AtomBase(ExtensionContainer):
    """The base of every element class: reads and writes what its tables name.

    `_children` maps a child's qualified name to (member, class) or (member, [class]) for a list;
    `_attributes` maps an attribute's qualified name to its member.
    """

    _children: dict[str, _Any] = {}
    _attributes: dict[str, str] = {}

    def ToString(self, string_encoding: str = "UTF-8") -> str:
        """The object as an XML document, with a declaration that names the encoding.

        The text is `str` in any case; for an encoding that lacks a character it has a character reference.
        """
        return _trees.document(self, string_encoding)

    def __str__(self) -> str:
        return self.ToString()

    def _ConvertElementTreeToMember(self, child_tree: _Any) -> None:  # type: ignore[override]
        if child_tree.tag in type(self)._children:
            _trees.read_child(self, child_tree, type(self)._children)
        else:
            ExtensionContainer._ConvertElementTreeToMember(self, child_tree)

    def _ConvertElementAttributeToMember(self, attribute: str, value: str) -> None:
        if attribute in type(self)._attributes:
            _trees.read_attribute(self, attribute, value, type(self)._attributes)
        else:
            ExtensionContainer._ConvertElementAttributeToMember(self, attribute, value)

    def _AddMembersToElementTree(self, tree: _Any) -> None:
        _trees.write_members(self, tree)

    def _BecomeChildElement(self, tree: _Any) -> None:
        """Appends itself to an element of lxml or of xml.etree."""
        _trees.become_child(self, tree, self._AddMembersToElementTree)

    def _ToElementTree(self) -> _Any:
        """Itself as an element of xml.etree."""
        return _trees.to_element(self)

    def _as_tree(self, version: int = 1) -> _Any:
        return self._ToElementTree()


_trees.declare_hooks(
    (ExtensionContainer, AtomBase),
    reading=("_HarvestElementTree", "_ConvertElementTreeToMember", "_ConvertElementAttributeToMember"),
    writing=("_AddMembersToElementTree", "_BecomeChildElement", "_ToElementTree"),
)


class ExtensionElement(_Node):
    """An element that no class knows: its tag, namespace, attributes, children and text."""

    _extra_elements, _extra_attributes, _keeps_empty_attributes = "children", "attributes", True
    _append_hook = "_BecomeChildElement"
    _children: dict[str, _Any] = {}
    _attributes: dict[str, str] = {}
    tag: str = _NamePart(1)  # type: ignore[assignment]
    namespace: str | None = _NamePart(0)  # type: ignore[assignment]
    attributes: dict[str, str] = _ExtraAttributes(keeps_empty=True)  # type: ignore[assignment]
    children: list[_Any] = _ExtraElements()  # type: ignore[assignment]

    def __init__(
        self,
        tag: str,
        namespace: str | None = None,
        attributes: dict[str, str] | None = None,
        children: list[_Any] | None = None,
        text: str | None = None,
    ) -> None:
        self.tag, self.namespace, self.text = tag, namespace, text
        self.attributes, self.children = attributes or {}, children or []

    @classmethod
    def _qualified_name(cls, version: int = 1, **default: _Any) -> _Any:
        return default["default"] if default else super()._qualified_name()

    def _element_name(self, version: int = 1) -> str:
        return f"{{{self.namespace}}}{self.tag}" if self.namespace else self.tag

    def _own_says_the_same(self, held: _Any, slot: str, value: _Any) -> bool:
        return slot not in ("tag", "namespace") or bool(held.tag == self._element_name())

    def ToString(self) -> str:
        """The element as an XML document."""
        return _trees.document(self, "UTF-8")

    def FindChildren(self, tag: str | None = None, namespace: str | None = None) -> list[_Any]:
        """The children with that tag, that namespace, both, or all."""
        return [
            element
            for element in self.children
            if (not tag or element.tag == tag) and (not namespace or element.namespace == namespace)
        ]

    def _BecomeChildElement(self, element_tree: _Any) -> None:
        _trees.become_child(self, element_tree, self._TransferToElementTree)

    def _as_tree(self, version: int = 1) -> _Any:
        return self._TransferToElementTree(_trees.element("extension"))

    def _TransferToElementTree(self, element_tree: _Any) -> _Any:
        element_tree.tag = self._element_name()
        _trees.write_members(self, element_tree)
        return element_tree


_trees.declare_hooks((ExtensionElement,), writing=("_BecomeChildElement", "_TransferToElementTree"))
_Node._extension_class = ExtensionElement
ExtensionElementFromString = _trees.extension_from_string(ExtensionElement)


class LinkFinder:
    """Finds the links of a feed or an entry by their relation; each method gives None without one."""

    link: list[Link]

    def _link(self, *rels: str) -> Link | None:
        return next((link for link in self.link if link.rel in rels), None)

    def GetSelfLink(self) -> Link | None:
        """The link to the document itself."""
        return self._link("self")

    def GetEditLink(self) -> Link | None:
        """The link that takes changes."""
        return self._link("edit")

    def GetEditMediaLink(self) -> Link | None:
        """The link that takes changes of the media resource."""
        return self._link("edit-media")

    def GetNextLink(self) -> Link | None:
        """The link to the feed's next page."""
        return self._link("next")

    def GetLicenseLink(self) -> Link | None:
        """The link to the licence."""
        return self._link("license")

    def GetAlternateLink(self) -> Link | None:
        """The link to another representation, a page for instance."""
        return self._link("alternate")


class Name(AtomBase, init=_TAIL):
    """atom:name."""

    _tag, _namespace = "name", ATOM_NAMESPACE


class Email(AtomBase, init=_TAIL):
    """atom:email."""

    _tag, _namespace = "email", ATOM_NAMESPACE


class Uri(AtomBase, init=_TAIL):
    """atom:uri."""

    _tag, _namespace = "uri", ATOM_NAMESPACE


class Person(AtomBase, init="name email uri extension_elements extension_attributes text"):
    """What an author and a contributor share."""

    name = child(Name)
    email = child(Email)
    uri = child(Uri)


class Author(Person, init="name email uri extension_elements extension_attributes text"):
    """atom:author."""

    _tag, _namespace = "author", ATOM_NAMESPACE


class Contributor(Person, init="name email uri extension_elements extension_attributes text"):
    """atom:contributor."""

    _tag, _namespace = "contributor", ATOM_NAMESPACE


class Link(AtomBase, init="href rel link_type=type hreflang title length" + _TAIL):
    """atom:link."""

    _tag, _namespace = "link", ATOM_NAMESPACE
    rel = attribute("rel")
    href = attribute("href")
    type = attribute("type")
    title = attribute("title")
    length = attribute("length")
    hreflang = attribute("hreflang")


class Generator(AtomBase, init="uri version" + _TAIL):
    """atom:generator."""

    _tag, _namespace = "generator", ATOM_NAMESPACE
    uri = attribute("uri")
    version = attribute("version")


class Text(AtomBase, init="text_type=type" + _TAIL):
    """What the text constructs share: a type, as in RFC 4287 section 3.1."""

    type = attribute("type")


class Title(Text, init="title_type=type" + _TAIL):
    """atom:title."""

    _tag, _namespace = "title", ATOM_NAMESPACE


class Subtitle(Text, init="subtitle_type=type" + _TAIL):
    """atom:subtitle."""

    _tag, _namespace = "subtitle", ATOM_NAMESPACE


class Rights(Text, init="rights_type=type" + _TAIL):
    """atom:rights."""

    _tag, _namespace = "rights", ATOM_NAMESPACE


class Summary(Text, init="summary_type=type" + _TAIL):
    """atom:summary."""

    _tag, _namespace = "summary", ATOM_NAMESPACE


class Content(Text, init="content_type=type src" + _TAIL):
    """atom:content."""

    _tag, _namespace = "content", ATOM_NAMESPACE
    src = attribute("src")


class Category(AtomBase, init="term scheme label" + _TAIL):
    """atom:category."""

    _tag, _namespace = "category", ATOM_NAMESPACE
    term = attribute("term")
    scheme = attribute("scheme")
    label = attribute("label")


class Id(AtomBase, init=_TAIL):
    """atom:id."""

    _tag, _namespace = "id", ATOM_NAMESPACE


class Icon(AtomBase, init=_TAIL):
    """atom:icon."""

    _tag, _namespace = "icon", ATOM_NAMESPACE


class Logo(AtomBase, init=_TAIL):
    """atom:logo."""

    _tag, _namespace = "logo", ATOM_NAMESPACE


class Draft(AtomBase, init=_TAIL):
    """app:draft."""

    _tag, _namespace = "draft", APP_NAMESPACE


class Control(AtomBase, init="draft" + _TAIL):
    """app:control."""

    _tag, _namespace = "control", APP_NAMESPACE
    draft = child(Draft)


class Date(AtomBase, init=_TAIL):
    """What the dates share."""


class Updated(Date, init=_TAIL):
    """atom:updated."""

    _tag, _namespace = "updated", ATOM_NAMESPACE


class Published(Date, init=_TAIL):
    """atom:published."""

    _tag, _namespace = "published", ATOM_NAMESPACE


class FeedEntryParent(
    AtomBase,
    LinkFinder,
    init="author category contributor atom_id=id link rights title updated" + _TAIL,
):
    """What feeds and entries share."""

    author = children(Author)
    category = children(Category)
    contributor = children(Contributor)
    id = child(Id)
    link = children(Link)
    rights = child(Rights)
    title = child(Title)
    updated = child(Updated)


class Source(
    FeedEntryParent,
    init="author category contributor generator icon atom_id=id link logo rights subtitle title updated"
    + _TAIL,
):
    """atom:source."""

    _tag, _namespace = "source", ATOM_NAMESPACE
    generator = child(Generator)
    icon = child(Icon)
    logo = child(Logo)
    subtitle = child(Subtitle)


class Entry(
    FeedEntryParent,
    init="author category content contributor atom_id=id link published rights source summary control title"
    " updated extension_elements extension_attributes text",
):
    """atom:entry."""

    _tag, _namespace = "entry", ATOM_NAMESPACE
    content = child(Content)
    published = child(Published)
    source = child(Source)
    summary = child(Summary)
    control = child(Control)


class Feed(
    Source,
    init="author category contributor generator icon atom_id=id link logo rights subtitle title updated entry"
    + _TAIL,
):
    """atom:feed."""

    _tag, _namespace = "feed", ATOM_NAMESPACE
    entry: list[_Any] = children(Entry)


for _cls in (Entry, Feed):
    _warning = f"Please use atom.data.{_cls.__name__} instead."
    _cls.__init__ = v1_deprecated(_warning)(_cls.__init__)  # type: ignore[method-assign]

AuthorFromString = _from_string(Author)
CategoryFromString = _from_string(Category)
ContentFromString = _from_string(Content)
ContributorFromString = _from_string(Contributor)
ControlFromString = _from_string(Control)
DraftFromString = _from_string(Draft)
EmailFromString = _from_string(Email)
EntryFromString = _from_string(Entry)
FeedFromString = _from_string(Feed)
GeneratorFromString = _from_string(Generator)
IconFromString = _from_string(Icon)
IdFromString = _from_string(Id)
LinkFromString = _from_string(Link)
LogoFromString = _from_string(Logo)
NameFromString = _from_string(Name)
PublishedFromString = _from_string(Published)
RightsFromString = _from_string(Rights)
SourceFromString = _from_string(Source)
SubtitleFromString = _from_string(Subtitle)
SummaryFromString = _from_string(Summary)
TitleFromString = _from_string(Title)
UpdatedFromString = _from_string(Updated)
UriFromString = _from_string(Uri)
