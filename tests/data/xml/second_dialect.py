"""What 2.0.18 makes of classes of the second dialect; runs on Python 2.7 and, on our modules, on 3.

`python2.7 second_dialect.py` with gdata 2.0.18 on its path prints the observations as JSON;
tests/atom/test_core.py runs the same scenes on ours and compares.
"""
import copy
import json
import pickle

try:
    import atom.core as core
except ImportError:
    from gdata_compat.atom import core

try:
    unicode
except NameError:
    unicode = str


class Draft(core.XmlElement):
    _qname = ("{urn:1}draft", "{urn:2}draft")


class Link(core.XmlElement):
    _qname = "{urn:l}link"
    href = "href"
    rel = "rel"


class Title(core.XmlElement):
    _qname = "{urn:t}title"
    type = "type"


class Entry(core.XmlElement):
    _qname = ("{urn:1}entry", "{urn:2}entry")
    etag = ("{urn:1}etag", "{urn:2}etag")
    title = Title
    link = [Link]
    draft = Draft


class Hooked(Title):
    def _harvest_tree(self, tree, version=1):
        Title._harvest_tree(self, tree, version)
        self.seen = tree.tag

    def _attach_members(self, tree, version=1, encoding=None):
        Title._attach_members(self, tree, version, encoding)
        tree.attrib["hooked"] = "yes"


class Holder(core.XmlElement):
    _qname = "holder"
    many = [Hooked]


DOCUMENT = (
    '<entry xmlns="urn:1" xmlns:x="urn:x" x:y="1" z="" etag="plain"><x:u v="" w="1"> <x:b/> </x:u>'
    '<title xmlns="urn:t" type="">a<!-- c -->b</title> tail <link xmlns="urn:l" href="h" rel=""/>'
    '<link xmlns="urn:l" href="i"/><draft>yes</draft></entry>'
)


def text(value):
    return None if value is None else unicode(value)


def tree(element):
    """An element as nested lists: name, attributes, text, children by name and then in their order."""
    children = [tree(child) for child in element]
    children.sort(key=lambda child: child[0])
    attributes = sorted([text(k), text(v)] for k, v in element.attrib.items())
    return [text(element.tag), attributes, text(element.text or None), children]


def written(element, version=1):
    from xml.etree import ElementTree

    return tree(ElementTree.fromstring(element.to_string(version)))


def says(element):
    if element is None or not isinstance(element, core.XmlElement):
        return text(element)
    said = {"class": type(element).__name__, "text": text(element.text)}
    for name, kind in type(element)._list_xml_members():
        value = getattr(element, name)
        said[name] = [says(each) for each in value] if isinstance(value, list) else says(value)
    said["others"] = [says(each) for each in element._other_elements]
    said["attributes"] = sorted([text(k), text(v)] for k, v in element._other_attributes.items())
    said["name"] = [text(element.tag), text(element.namespace)]
    return said


def scene_read():
    entry = core.parse(DOCUMENT, Entry)
    return [says(entry), written(entry, 1), written(entry, 2)]


def scene_read_as_version_2():
    other = DOCUMENT.replace("urn:1", "urn:2")
    entry = core.parse(other, Entry, 2)
    return [says(entry), written(entry, 2), written(entry, 1), core.parse(DOCUMENT, Entry, 2) is None]


def scene_edits():
    entry = core.parse(DOCUMENT, Entry)
    entry.title.text = "new"
    entry.title.type = "html"
    entry.link.append(Link(href="j"))
    entry.link[0].href = None
    entry.draft = None
    entry.etag = "E"
    entry._other_attributes["{urn:q}q"] = "5"
    del entry._other_elements[0]
    return [says(entry), written(entry, 1), written(entry, 2)]


def scene_made():
    entry = Entry(text="t", title=Title(text="x", type=""), link=[Link(href="a", rel="b")], nope=5)
    return [says(entry), written(entry, 1), written(entry, 2), says(Entry("positional", 1, 2)), Entry(link=None).link]


def scene_generic():
    element = core.parse('<a xmlns="urn:a" b="" c="1">t<d/>u<e xmlns="" f="g"/></a>')
    found = [[each.tag for each in element.get_elements(*ask)] for ask in ((), ("d",), (None, "urn:a"), ("q",))]
    named = [[each.value for each in element.get_attributes(*ask)] for ask in ((), ("b",), (None, "urn:a"))]
    return [says(element), written(element), found, [sorted(each) for each in named]]


def scene_names():
    element = core.XmlElement()
    seen = [element.tag]
    element.tag = "a"
    seen.append(text(element._qname))
    element.namespace = "n"
    seen.append(text(element._qname))
    element.namespace = None
    return seen + [text(element._qname)]


def scene_rules():
    rules = []
    for version in (1, 2, 3):
        qname, children, attributes = Entry._get_rules(version)
        rules.append([qname, sorted([q, m[0], m[1].__name__, m[2]] for q, m in children.items())])
        rules.append(sorted(attributes.items()))
    declared = [[name, repr(kind).replace("__main__.", "")[:4]] for name, kind in Link._list_xml_members()]
    return [rules, declared, Link.href, Entry.link == [Link], Entry.title is Title, Entry().link, Entry().title]


def scene_hooks():
    holder = core.parse('<holder><title xmlns="urn:t" type="x"/><title xmlns="urn:t"/></holder>', Holder)
    return [[each.seen for each in holder.many], written(holder), written(Holder(many=[Hooked()]))]


def scene_copies():
    entry = core.parse(DOCUMENT, Entry)
    return [written(copy.deepcopy(entry)), written(pickle.loads(pickle.dumps(entry, 2)), 2)]


def scene_wrong():
    seen = []
    for document in ("", "x", "<a>", "<a/>"):
        try:
            seen.append(core.parse(document, Entry) is None)
        except SyntaxError:
            seen.append("SyntaxError")
    for document in (None, 5):
        try:
            core.parse(document)
        except TypeError:
            seen.append("TypeError")
    for value in ("text", 5):
        try:
            Entry(title=value).to_string()
        except AttributeError:
            seen.append("AttributeError")
    return seen


def observations():
    scenes = [name for name in globals() if name.startswith("scene_")]
    return dict((name[6:], json.loads(json.dumps(globals()[name]()))) for name in sorted(scenes))


if __name__ == "__main__":
    print(json.dumps(observations(), indent=1, sort_keys=True))
