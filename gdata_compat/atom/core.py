"""The legacy module `atom.core`: XML elements as Python objects, second generation.

A class names its element in `_qname` and declares members as class attributes: a string is an XML attribute,
a class a child, a list with a class in it a list of children, a tuple of strings a name that depends on the
protocol version. `gdata_compat.engine.xml.versions` makes them read.
"""

from __future__ import annotations

from typing import Any as _Any

from ..engine.xml import Node as _Node
from ..engine.xml import trees as _trees
from ..engine.xml import versions as _versions

STRING_ENCODING = "utf-8"


def _get_qname(element: _Any, version: int) -> _Any:
    """The qualified name of a class or an object for a version."""
    return _versions.pick(element._qname, version)


def _qname_matches(tag: str | None, namespace: str | None, qname: str | None) -> bool:
    """Whether a qualified name has this tag, this namespace, both, or any where neither is given."""
    its_namespace, local = _versions.parts(qname)
    if tag is not None and tag != local:
        return False
    # An empty namespace asks for names that have none.
    return namespace is None or (namespace or None) == its_namespace


class XmlElement(_Node, metaclass=_versions.VersionedType):
    """The base of every element class, and the class of elements that no class knows."""

    _qname: _Any = None
    _extra_elements, _extra_attributes = "_other_elements", "_other_attributes"
    _keeps_empty_attributes, _writes_empty_attributes = True, False
    _append_hook = "_become_child"
    _other_elements: list[_Any] = _versions.QuietElements()  # type: ignore[assignment]
    _other_attributes: dict[str, str] = _versions.QuietAttributes(keeps_empty=True)  # type: ignore[assignment]
    text: str | None = _versions.QuietText()  # type: ignore[assignment]

    def __init__(self, text: str | None = None, *args: _Any, **kwargs: _Any) -> None:
        """Takes members by name, and ignores what it does not know (quirk 19)."""
        members = type(self).members()
        self.__dict__.update((name, value) for name, value in kwargs.items() if name in members)
        if text is not None:
            self.text = text

    __init__._from_spec = True  # type: ignore[attr-defined]

    @classmethod
    def _list_xml_members(cls) -> list[tuple[str, _Any]]:
        """The declared members with what declares them, in the order of their names."""
        return [(name, member.kind) for name, member in cls.members().items()]  # type: ignore[attr-defined]

    @classmethod
    def _get_rules(cls, version: int) -> tuple[_Any, dict[str, _Any], dict[str, str]]:
        """The element's name, its children by name, and its attributes by name, for a version."""
        plan = cls.plan(version)
        children = {qname: (m.slot, m.target, m.many) for qname, m in plan.children.items()}
        return _get_qname(cls, version), children, dict(plan.attribute_slots)

    def get_elements(
        self, tag: str | None = None, namespace: str | None = None, version: int = 1
    ) -> list[_Any]:
        """The children with that tag, that namespace, both, or all: known ones first."""
        found = []
        for slot in type(self).plan(version).child_slots:
            value = getattr(self, slot)
            found += value if isinstance(value, list) else [] if value is None else [value]
        found += self._other_elements
        return [each for each in found if _qname_matches(tag, namespace, _get_qname(each, version))]

    FindExtensions = FindChildren = GetElements = get_elements

    def get_attributes(
        self, tag: str | None = None, namespace: str | None = None, version: int = 1
    ) -> list[XmlAttribute]:
        """The XML attributes with that name, that namespace, both, or all: known ones first."""
        known = {q: getattr(self, slot) for q, slot in type(self).plan(version).attribute_slots.items()}
        there = {q: value for q, value in known.items() if value is not None} | self._other_attributes
        return [XmlAttribute(q, value) for q, value in there.items() if _qname_matches(tag, namespace, q)]

    GetAttributes = get_attributes

    def to_string(
        self, version: int = 1, encoding: str | None = None, pretty_print: bool | None = None
    ) -> str:
        """The object as XML text without a declaration; with `pretty_print` indented, and with one.

        `encoding` is that of members which hold bytes, STRING_ENCODING by default. The text is ASCII `str`.
        """
        return _versions.document(self, version, (encoding or STRING_ENCODING).lower(), bool(pretty_print))

    ToString = to_string

    def __str__(self) -> str:
        return self.to_string()

    def _get_tag(self, version: int = 1) -> str | None:
        """The local name; None for an element that has no name yet."""
        qname = _get_qname(self, version)
        return _versions.parts(qname)[1] if qname else None

    def _set_tag(self, tag: str | None) -> None:
        self._qname = _versions.joined(_versions.parts(_get_qname(self, 1))[0], tag)

    def _get_namespace(self, version: int = 1) -> str | None:
        """The namespace; None for an element without."""
        return _versions.parts(_get_qname(self, version))[0]

    def _set_namespace(self, namespace: str | None) -> None:
        self._qname = _versions.joined(namespace, _versions.parts(_get_qname(self, 1))[1])

    tag = property(_get_tag, _set_tag)
    namespace = property(_get_namespace, _set_namespace)

    def _others(self) -> list[_Any]:
        return self._other_elements

    def _set_others(self, elements: list[_Any]) -> None:
        self._other_elements = elements

    def _other_names(self) -> dict[str, str]:
        return self._other_attributes

    def _set_other_names(self, attributes: dict[str, str]) -> None:
        self._other_attributes = attributes

    extension_elements = children = property(_others, _set_others)
    extension_attributes = attributes = property(_other_names, _set_other_names)

    # The hooks that customers override. Objects that nobody overrode them for never call them.

    def _harvest_tree(self, tree: _Any, version: int = 1) -> None:
        _versions.harvest(self, tree, version)

    def _attach_members(self, tree: _Any, version: int = 1, encoding: str | None = None) -> None:
        _trees.write_members(self, tree, version=version)

    def _to_tree(self, version: int = 1, encoding: str | None = None) -> _Any:
        tree = _trees.element(self._element_name(version))
        self._attach_members(tree, version, encoding)
        return tree

    def _become_child(self, tree: _Any, version: int = 1) -> None:
        _trees.become_child(self, tree, lambda element: self._attach_members(element, version))

    # What the engine asks.

    @classmethod
    def _qualified_name(cls, version: int = 1, **default: _Any) -> _Any:
        return _get_qname(cls, version)

    @classmethod
    def _reads_lazily(cls) -> bool:
        return super()._reads_lazily() and hasattr(cls.__init__, "_from_spec")

    def _element_name(self, version: int = 1) -> str:
        name: str = _get_qname(self, version)
        return name

    def _own_says_the_same(self, held: _Any, slot: str, value: _Any) -> bool:
        return slot != "_qname" or bool(_versions.pick(value, self._version) == held.tag)

    def _as_tree(self, version: int = 1) -> _Any:
        return self._to_tree(version)

    @classmethod
    def _over(cls, element: _Any, version: int = 1) -> _Any:
        node = super()._over(element, version)
        if cls._qname is None:
            node._qname = element.tag
        return node

    @classmethod
    def _made_at_once(cls, element: _Any, version: int = 1) -> _Any:
        node = cls()
        if cls._qname is None:
            node._qname = element.tag
        node._harvest_tree(element, version)
        return node


_trees.declare_hooks(
    (XmlElement,), reading=("_harvest_tree",), writing=("_attach_members", "_to_tree", "_become_child")
)
XmlElement._extension_class = XmlElement


class XmlAttribute:
    """An XML attribute: its qualified name and its value."""

    def __init__(self, qname: str, value: str) -> None:
        self._qname = qname
        self.value = value


def parse(xml_string: _Any, target_class: _Any = None, version: int = 1, encoding: str | None = None) -> _Any:
    """An object of the class, XmlElement by default, from a document; None for another root element.

    `xml_string` is str, with or without a declaration, or bytes. Raises a subclass of
    `xml.etree.ElementTree.ParseError` for what is not XML.
    """
    return _versions.from_text(target_class or XmlElement, xml_string, version)


Parse = xml_element_from_string = XmlElementFromString = parse


def _xml_element_from_tree(tree: _Any, target_class: _Any, version: int = 1) -> _Any:
    """An object of the class from an element of lxml or xml.etree; None where it is called otherwise."""
    return _versions.from_element(target_class, tree, version)
