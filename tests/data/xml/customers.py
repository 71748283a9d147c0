# -*- coding: utf-8 -*-
"""Classes as customers wrote them on top of the library, by the ways that 2.0.18 left open."""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import copy
import pickle
from xml.etree import ElementTree

from documents import ALL, LOGIN, entry
from seeing import atom, both, said, scene, text, tree

try:
    from gdata_compat import gdata
except ImportError:
    import gdata
    import gdata.apps

SCENES = {}
X = "http://example.com/x"


def read(cls, xml):
    return atom.CreateClassFromXMLString(cls, xml)


def x(inside, root="thing", more=""):
    return "<x:%s %s%s>%s</x:%s>" % (root, ALL, more, inside, root)


class Part(atom.AtomBase):
    _tag, _namespace = "part", X
    _children = atom.AtomBase._children.copy()
    _attributes = atom.AtomBase._attributes.copy()
    _attributes["size"] = "size"

    def __init__(self, size=None, extension_elements=None, extension_attributes=None, text=None):
        self.size = size
        self.text = text
        self.extension_elements = extension_elements or []
        self.extension_attributes = extension_attributes or {}


class Thing(atom.AtomBase):
    _tag, _namespace = "thing", X
    _children = atom.AtomBase._children.copy()
    _attributes = atom.AtomBase._attributes.copy()
    _children["{%s}part" % X] = ("part", [Part])
    _children["{%s}main" % X] = ("main", Part)
    _children["{%s}title" % atom.ATOM_NAMESPACE] = ("title", atom.Title)
    _attributes["name"] = "name"
    _attributes["{%s}kind" % X] = "kind"

    def __init__(self, name=None, kind=None, part=None, main=None, title=None, text=None):
        self.name, self.kind, self.part, self.main, self.title = name, kind, part or [], main, title
        atom.AtomBase.__init__(self, text=text)


class PlainTables(atom.AtomBase):
    """Tables that are dicts written out, and no constructor."""

    _tag, _namespace = "thing", X
    _children = {"{%s}part" % X: ("part", [Part]), "{%s}title" % atom.ATOM_NAMESPACE: ("title", atom.Title)}
    _attributes = {"name": "name"}


class PlainTablesWithDefaults(PlainTables):
    part = None
    title = None
    name = None


THING = x(
    "<x:part size='1'>a</x:part><title>t</title><x:part size=''/><x:other/>",
    more=" name='n' x:kind='k' y='z'",
)


@scene(SCENES)
def a_class_with_tables_and_constructor():
    made = Thing("n", kind="k", part=[Part("1")], title=atom.Title(text="t"), text="x")
    return [both(read(Thing, THING)), both(made), both(Thing())]


@scene(SCENES)
def a_child_whose_class_has_another_tag():
    node = read(Thing, x("<x:main size='1'/><x:part/>"))
    made = Thing(main=Part("2"))
    return [both(node), both(made), both(read(Thing, made.ToString()))]


class Listed(atom.AtomBase):
    _tag, _namespace = "listed", X
    _children = {"{%s}main" % X: ("parts", [Part])}

    def __init__(self, parts=None):
        self.parts = parts or []
        atom.AtomBase.__init__(self)


@scene(SCENES)
def list_members_whose_class_has_another_tag():
    node = read(Listed, x("<x:main/><x:part size='1'/>", "listed"))
    return [node.parts, said(node.extension_elements), both(Listed([Part("1")]))]


@scene(SCENES)
def a_list_with_a_none_cannot_be_written():
    return read(Listed, x("<x:main/>", "listed")).ToString()


@scene(SCENES)
def tables_that_are_plain_dicts():
    node = read(PlainTablesWithDefaults, THING)
    made = PlainTablesWithDefaults(text="x")
    made.title = atom.Title(text="t")
    made.part = [Part("9")]
    return [both(node), both(made)]


class Extended(gdata.apps.UserEntry):
    """A subclass with the tables of its base, extended in its body."""

    _children = gdata.apps.UserEntry._children.copy()
    _attributes = gdata.apps.UserEntry._attributes.copy()
    _children["{%s}part" % X] = ("part", [Part])
    _attributes["{http://schemas.google.com/g/2005}etag"] = "etag"

    def __init__(self, part=None, etag=None, **members):
        gdata.apps.UserEntry.__init__(self, **members)
        self.part, self.etag = part or [], etag


class ExtendedFeed(gdata.apps.UserFeed):
    _children = gdata.apps.UserFeed._children.copy()
    _children["{%s}entry" % atom.ATOM_NAMESPACE] = ("entry", [Extended])


EXTENDED = entry(
    "<id> i </id>" + LOGIN + "<x:part size='1'/><x:part size='2'/><x:u/>", more=" gd:etag='e' foo='1'"
)


@scene(SCENES)
def a_subclass_with_more_members():
    made = Extended(
        part=[Part("3")], etag="E", login=gdata.apps.Login(user_name="u"), atom_id=atom.Id(text=" i ")
    )
    node = read(Extended, EXTENDED)
    node.part.append(Part("4"))
    node.login.suspended = "true"
    return [both(read(Extended, EXTENDED)), both(node), both(made)]


@scene(SCENES)
def a_feed_of_customers_entries():
    node = read(ExtendedFeed, "<feed %s>%s%s</feed>" % (ALL, EXTENDED, entry("")))
    first = both(node)
    node.entry[1].etag = "new"
    node.entry.append(Extended(etag="3"))
    return [first, both(node), [type(each).__name__ for each in node.entry]]


class NoTables(gdata.apps.UserEntry):
    pass


class NoTablesFeed(gdata.apps.UserFeed):
    _children = gdata.apps.UserFeed._children.copy()
    _children["{%s}entry" % atom.ATOM_NAMESPACE] = ("entry", [NoTables])


@scene(SCENES)
def a_subclass_of_nothing_new():
    node = read(NoTables, EXTENDED)
    found = read(NoTablesFeed, "<feed %s>%s</feed>" % (ALL, EXTENDED))
    return [both(node), both(found), both(NoTables(title=atom.Title(text="t"), atom_id=atom.Id(text=" x ")))]


class Fewer(gdata.apps.UserEntry):
    """Tables with less in them than the base's."""

    _children = {"{%s}title" % atom.ATOM_NAMESPACE: ("title", atom.Title)}
    _attributes = {}


@scene(SCENES)
def a_subclass_with_fewer_members():
    node = read(Fewer, entry("<title>t</title>" + LOGIN + "<link rel='r'/><id> i </id>"))
    seen = [both(node), said(node.login), said(node.link), said(node.id)]
    made = Fewer(login=gdata.apps.Login(user_name="lost"), title=atom.Title(text="t"))
    return seen + [both(made), said(made.login)]


class Runtime(atom.AtomBase):
    _tag, _namespace = "runtime", X
    _children = atom.AtomBase._children.copy()
    _attributes = atom.AtomBase._attributes.copy()
    part = name = late = None


@scene(SCENES)
def tables_edited_at_runtime():
    xml = x("<x:part size='1'/><x:part size='2'/>", "runtime", " name='n'")
    seen = [both(read(Runtime, xml))]
    Runtime._children["{%s}part" % X] = ("part", [Part])
    Runtime._attributes["name"] = "name"
    seen.append(both(read(Runtime, xml)))
    Runtime._children["{%s}part" % X] = ("part", Part)
    seen.append(both(read(Runtime, xml)))
    Runtime._children.update({"{%s}part" % X: ("late", [Part])})
    seen.append(both(read(Runtime, xml)))
    del Runtime._children["{%s}part" % X]
    Runtime._attributes.pop("name")
    seen.append(both(read(Runtime, xml)))
    Runtime._attributes = {"name": "late"}
    seen.append(both(read(Runtime, xml)))
    made = Runtime(text="x")
    made.late = "v"
    return seen + [both(made)]


@scene(SCENES)
def tables_of_the_library_edited_at_runtime():
    row = "{%s}part" % X
    before = read(gdata.apps.UserEntry, EXTENDED)
    said(before)
    gdata.apps.UserEntry._children[row] = ("part", [Part])
    gdata.apps.UserEntry.part = None
    try:
        node = read(gdata.apps.UserEntry, EXTENDED)
        found = read(gdata.apps.UserFeed, "<feed %s>%s</feed>" % (ALL, EXTENDED))
        found.entry[0].part.append(Part("5"))
        return [both(node), both(found), said(before.extension_elements)]
    finally:
        del gdata.apps.UserEntry._children[row]
        del gdata.apps.UserEntry.part


@scene(SCENES)
def a_row_of_the_library_removed_at_runtime():
    row = "{%s}quota" % gdata.apps.APPS_NAMESPACE
    removed = gdata.apps.UserEntry._children.pop(row)
    try:
        node = read(gdata.apps.UserEntry, entry(LOGIN + "<apps:quota limit='1'/>"))
        made = gdata.apps.UserEntry(quota=gdata.apps.Quota(limit="lost"))
        return [both(node), said(node.quota), both(made)]
    finally:
        gdata.apps.UserEntry._children[row] = removed


class MyLogin(gdata.apps.Login):
    def is_suspended(self):
        return self.suspended == "true"


@scene(SCENES)
def a_row_of_the_library_given_another_class():
    row = "{%s}login" % gdata.apps.APPS_NAMESPACE
    kept = gdata.apps.UserEntry._children[row]
    gdata.apps.UserEntry._children[row] = ("login", MyLogin)
    try:
        node = read(gdata.apps.UserEntry, entry(LOGIN.replace("false", "true")))
        return [both(node), node.login.is_suspended()]
    finally:
        gdata.apps.UserEntry._children[row] = kept


class Children(gdata.apps.UserEntry):
    _children = gdata.apps.UserEntry._children.copy()
    _children["{%s}login" % gdata.apps.APPS_NAMESPACE] = ("login", MyLogin)


@scene(SCENES)
def subclasses_used_as_children():
    node = read(Children, entry(LOGIN))
    made = gdata.apps.UserEntry(
        login=MyLogin(user_name="m"), link=[type(str("MyLink"), (atom.Link,), {})(rel="r")]
    )
    return [both(node), node.login.is_suspended(), both(made)]


class ReadingChildren(gdata.apps.UserEntry):
    seen = ()

    def _ConvertElementTreeToMember(self, child_tree):
        self.seen += (text(child_tree.tag.split("}")[1]),)
        if child_tree.tag.endswith("u"):
            self.unknown = text(child_tree.get("a") or child_tree.attrib.get("b"))
        else:
            gdata.apps.UserEntry._ConvertElementTreeToMember(self, child_tree)


class ReadingAttributes(gdata.apps.Login):
    seen = ()

    def _ConvertElementAttributeToMember(self, attribute, value):
        self.seen += ((text(attribute), text(value)),)
        gdata.apps.Login._ConvertElementAttributeToMember(self, attribute, value.upper())


class Harvesting(atom.Title):
    def _HarvestElementTree(self, tree):
        atom.Title._HarvestElementTree(self, tree)
        self.harvested = [text(part.tag) for part in tree] + [text(tree.text)]
        self.text = (self.text or "") + "!"


class Hooked(gdata.apps.UserEntry):
    _children = gdata.apps.UserEntry._children.copy()
    _children["{%s}login" % gdata.apps.APPS_NAMESPACE] = ("login", ReadingAttributes)
    _children["{%s}title" % atom.ATOM_NAMESPACE] = ("title", Harvesting)


@scene(SCENES)
def reading_hooks_of_children():
    node = read(ReadingChildren, entry("<id> i </id><x:u a='1'/><title>t</title><x:w/>"))
    return [both(node), node.seen, node.unknown]


@scene(SCENES)
def reading_hooks_below():
    node = read(Hooked, entry("<id>i</id><title>t<b/></title>" + LOGIN))
    return [both(node), sorted(node.login.seen), node.title.harvested]


@scene(SCENES)
def reading_hooks_are_called_when_parsing():
    called = []

    class Counting(gdata.apps.Login):
        def _HarvestElementTree(self, tree):
            called.append(text(tree.tag))
            gdata.apps.Login._HarvestElementTree(self, tree)

    class Holder(gdata.apps.UserEntry):
        _children = gdata.apps.UserEntry._children.copy()
        _children["{%s}login" % gdata.apps.APPS_NAMESPACE] = ("login", Counting)

    class Feed(gdata.apps.UserFeed):
        _children = gdata.apps.UserFeed._children.copy()
        _children["{%s}entry" % atom.ATOM_NAMESPACE] = ("entry", [Holder])

    read(Feed, "<feed %s>%s%s</feed>" % (ALL, entry(LOGIN), entry(LOGIN)))
    return called


@scene(SCENES)
def a_reading_hook_that_refuses():
    class Strict(gdata.apps.Login):
        def _ConvertElementAttributeToMember(self, attribute, value):
            raise ValueError("refused")

    class Holder(gdata.apps.UserEntry):
        _children = gdata.apps.UserEntry._children.copy()
        _children["{%s}login" % gdata.apps.APPS_NAMESPACE] = ("login", Strict)

    read(Holder, entry(LOGIN))


class WritingMembers(gdata.apps.Login):
    def _AddMembersToElementTree(self, tree):
        gdata.apps.Login._AddMembersToElementTree(self, tree)
        tree.attrib["written"] = "yes"
        ElementTree.SubElement(tree, "{%s}sub" % X).text = "s"


class WritingBefore(atom.Title):
    def _AddMembersToElementTree(self, tree):
        self.text = "(%s)" % text(self.text)
        tree.set("before", "1")
        atom.Title._AddMembersToElementTree(self, tree)


class Vanishing(atom.Link):
    def _BecomeChildElement(self, tree):
        if self.rel != "hidden":
            atom.Link._BecomeChildElement(self, tree)


class Twice(atom.Category):
    def _BecomeChildElement(self, tree):
        atom.Category._BecomeChildElement(self, tree)
        atom.Category._BecomeChildElement(self, tree)


class OwnTree(atom.Summary):
    def _ToElementTree(self):
        made = ElementTree.Element("own")
        ElementTree.SubElement(made, "{%s}part" % X).text = text(self.text)
        return made


class Writing(gdata.apps.UserEntry):
    _children = gdata.apps.UserEntry._children.copy()
    _children["{%s}login" % gdata.apps.APPS_NAMESPACE] = ("login", WritingMembers)
    _children["{%s}title" % atom.ATOM_NAMESPACE] = ("title", WritingBefore)
    _children["{%s}link" % atom.ATOM_NAMESPACE] = ("link", [Vanishing])
    _children["{%s}category" % atom.ATOM_NAMESPACE] = ("category", [Twice])
    _children["{%s}summary" % atom.ATOM_NAMESPACE] = ("summary", OwnTree)


WRITTEN = entry(
    LOGIN
    + "<title>t</title><link rel='hidden'/><link rel='r'/><category term='c'/><summary>s</summary><x:u/>"
)


@scene(SCENES)
def writing_hooks_below():
    parsed = read(Writing, WRITTEN)
    seen = [tree(parsed.ToString()), tree(parsed.ToString())]
    seen.append(tree(read(gdata.apps.UserFeed, "<feed %s>%s</feed>" % (ALL, WRITTEN)).ToString()))
    made = Writing(login=WritingMembers(user_name="u"), link=[Vanishing(rel="hidden"), Vanishing(rel="s")])
    plain = gdata.apps.UserEntry(login=WritingMembers(user_name="u"), category=[Twice(term="t")])
    return seen + [tree(made.ToString()), tree(plain.ToString())]


@scene(SCENES)
def writing_hooks_at_the_root():
    return [
        tree(read(WritingMembers, LOGIN.replace(" ", " %s " % ALL, 1)).ToString()),
        tree(WritingBefore(text="t").ToString()),
        tree(read(OwnTree, "<summary %s>s</summary>" % ALL).ToString()),
        tree(OwnTree(text="é").ToString()),
        tree(str(OwnTree(text="x"))),
    ]


@scene(SCENES)
def a_writing_hook_that_writes_all_itself():
    class Whole(atom.AtomBase):
        _tag, _namespace = "whole", X

        def _AddMembersToElementTree(self, tree):
            tree.text = "mine"
            ElementTree.SubElement(tree, "sub").set("a", "b")

    return [tree(Whole().ToString()), tree(atom.Entry(extension_elements=[Whole()]).ToString())]


@scene(SCENES)
def hooks_put_on_a_class_later():
    node = read(gdata.apps.UserEntry, entry(LOGIN + "<title>t</title>"))
    said(node)

    def write(self, tree):
        atom.AtomBase._AddMembersToElementTree(self, tree)
        tree.attrib["patched"] = "1"

    gdata.apps.Login._AddMembersToElementTree = write
    try:
        return [tree(node.ToString()), tree(gdata.apps.UserEntry(login=gdata.apps.Login("u")).ToString())]
    finally:
        del gdata.apps.Login._AddMembersToElementTree


@scene(SCENES)
def hooks_put_on_the_base_class():
    patched = atom.AtomBase.__dict__["_AddMembersToElementTree"]

    def write(self, tree):
        patched(self, tree)
        tree.attrib["patched"] = self.__class__.__name__

    atom.AtomBase._AddMembersToElementTree = write
    try:
        return tree(gdata.apps.UserEntry(login=gdata.apps.Login("u"), link=[atom.Link("h")]).ToString())
    finally:
        atom.AtomBase._AddMembersToElementTree = patched


@scene(SCENES)
def reading_hooks_put_on_the_container():
    patched = atom.ExtensionContainer.__dict__["_ConvertElementTreeToMember"]
    seen = []

    def convert(self, child_tree, current_class=None):
        seen.append(text(child_tree.tag))
        patched(self, child_tree)

    atom.ExtensionContainer._ConvertElementTreeToMember = convert
    try:
        node = read(gdata.apps.UserEntry, entry("<x:u/><title>t<x:w/></title>"))
        return [both(node), seen]
    finally:
        atom.ExtensionContainer._ConvertElementTreeToMember = patched


@scene(SCENES)
def hooks_put_on_an_object():
    node, made = (
        read(gdata.apps.UserEntry, entry(LOGIN + "<title>t</title>")),
        gdata.apps.UserEntry(title=atom.Title()),
    )

    def write(tree):
        tree.text = "own"

    for each in (node, made):
        each.title._AddMembersToElementTree = write
    seen = [tree(node.ToString()), tree(made.ToString())]
    node._AddMembersToElementTree = write
    return seen + [tree(node.ToString())]


@scene(SCENES)
def methods_replaced():
    atom.Entry.GetEditLink = lambda self: "replaced"
    gdata.apps.Login.is_admin = lambda self: self.admin == "true"
    try:
        node = read(atom.Entry, entry(""))
        seen = [node.GetEditLink(), read(gdata.apps.Login, LOGIN.replace(" ", " %s " % ALL, 1)).is_admin()]
        node.ToString = lambda: "own"
        return seen + [str(node), node.ToString()]
    finally:
        del gdata.apps.Login.is_admin
        del atom.Entry.GetEditLink


class Properties(gdata.apps.UserEntry):
    """Properties and attributes of the class that are named like members."""

    summary = "class attribute"

    def _get_title(self):
        return self.__dict__.get("_title")

    def _set_title(self, value):
        self.__dict__["_title"] = value
        self.__dict__["titles"] = self.__dict__.get("titles", 0) + 1

    title = property(_get_title, _set_title)

    def content(self):
        return "method"


@scene(SCENES)
def properties_and_class_attributes_named_like_members():
    node = read(Properties, entry("<title>t</title><id> i </id><summary>s</summary><content>c</content>"))
    empty = read(Properties, entry(""))
    made = Properties(title=atom.Title(text="m"), atom_id=atom.Id(text=" x "))
    seen = [
        both(node),
        node.titles,
        both(empty),
        empty.titles,
        empty.summary,
        empty.content,
        both(made),
        made.titles,
    ]
    made.title = None
    return seen + [made.titles, both(made)]


class Computed(atom.AtomBase):
    _tag, _namespace = "computed", X
    _attributes = {"size": "size", "name": "name"}
    size = property(lambda self: "7", lambda self, value: None)

    def __init__(self, name=None):
        self.name = name
        atom.AtomBase.__init__(self)


@scene(SCENES)
def a_computed_attribute():
    return [both(Computed("n")), both(read(Computed, x("", "computed", " size='3' name='m'")))]


class Watching(gdata.apps.Login):
    def __setattr__(self, name, value):
        self.__dict__.setdefault("order", []).append(name)
        gdata.apps.Login.__setattr__(self, name, value)


@scene(SCENES)
def a_class_that_watches_what_is_set():
    node = read(Watching, LOGIN.replace(" ", " %s " % ALL, 1))
    made = Watching(user_name="u")
    made.password = "p"
    return [both(node), sorted(node.order), both(made), sorted(made.order)]


class Guessing(gdata.apps.UserEntry):
    def __getattr__(self, name):
        if name.startswith("guess_"):
            return name[6:]
        raise AttributeError(name)


@scene(SCENES)
def a_class_that_answers_for_unknown_attributes():
    node = read(Guessing, entry(LOGIN))
    return [both(node), node.guess_x, hasattr(node, "other"), both(copy.deepcopy(node))]


class Counted(gdata.apps.UserEntry):
    """A constructor with work of its own and further attributes."""

    made = 0

    def __init__(self, *args, **members):
        gdata.apps.UserEntry.__init__(self, *args, **members)
        Counted.made += 1
        self.number, self.cache = Counted.made, {}
        if self.quota is None:
            self.quota = gdata.apps.Quota(limit="default")


@scene(SCENES)
def a_constructor_with_work_of_its_own():
    node = read(Counted, entry(LOGIN))
    other = read(Counted, entry("<apps:quota limit='1'/>"))
    made = Counted([atom.Author(name=atom.Name(text="a"))], title=atom.Title(text="t"))
    return [both(node), node.number, both(other), other.number, both(made), made.number, made.cache]


class OldStyleCall(gdata.GDataEntry):
    def __init__(self, author=None, atom_id=None, extension_elements=None, text=None):
        gdata.GDataEntry.__init__(
            self, author=author, atom_id=atom_id, text=text, extension_elements=extension_elements
        )


@scene(SCENES)
def a_constructor_that_hands_on_by_name():
    return [both(OldStyleCall(atom_id=atom.Id(text=" i "))), both(read(OldStyleCall, entry("<id> j </id>")))]


@scene(SCENES)
def a_constructor_that_forgets_its_base():
    class Forgetful(atom.AtomBase):
        _tag, _namespace = "forgetful", X
        _attributes = {"a": "a"}

        def __init__(self):
            self.a = "1"

    made = Forgetful()
    made.text, made.extension_elements, made.extension_attributes = None, [], {}
    return both(made)


class Mixin(object):
    def hello(self):
        return "hello " + text(self.login.user_name)


class Mixed(Mixin, gdata.apps.UserEntry):
    pass


@scene(SCENES)
def mixins():
    node = read(Mixed, entry(LOGIN))
    return [both(node), node.hello(), isinstance(node, gdata.LinkFinder), isinstance(node, atom.Entry)]


@scene(SCENES)
def a_class_that_only_has_the_hooks():
    class Duck(object):
        _tag, _namespace = "duck", X

        def _HarvestElementTree(self, tree):
            self.heard = text(tree.text)

        def _BecomeChildElement(self, tree):
            ElementTree.SubElement(tree, "{%s}duck" % X).text = self.heard

    class Pond(atom.AtomBase):
        _tag, _namespace = "pond", X
        _children = {"{%s}duck" % X: ("ducks", [Duck])}

        def __init__(self):
            self.ducks = []
            atom.AtomBase.__init__(self)

    pond = read(Pond, x("<x:duck>quack</x:duck>", "pond"))
    return [pond.ducks[0].heard, tree(pond.ToString())]


@scene(SCENES)
def a_class_without_tag():
    class Tagless(atom.AtomBase):
        pass

    return read(Tagless, "<a/>")


@scene(SCENES)
def a_class_without_namespace():
    class Bare(atom.AtomBase):
        _tag, _namespace = "bare", ""

    return read(Bare, "<bare/>")


@scene(SCENES)
def tags_of_subclasses():
    class Renamed(atom.Title):
        _tag = "renamed"

    seen = [both(Renamed(text="t")), both(atom.Entry(title=Renamed(text="t")))]
    seen.append(both(read(Renamed, "<renamed %s>t</renamed>" % ALL)))
    return seen + [read(Renamed, "<title %s>t</title>" % ALL)]


@scene(SCENES)
def rows_that_share_a_member():
    class Shared(atom.AtomBase):
        _tag, _namespace = "shared", X
        _children = {"{%s}part" % X: ("part", Part), "{%s}title" % atom.ATOM_NAMESPACE: ("title", atom.Title)}
        _attributes = {"part": "name", "size": "size"}

        def __init__(self):
            self.part = self.title = self.name = self.size = None
            atom.AtomBase.__init__(self)

    return both(read(Shared, x("<x:part/><title/>", "shared", " part='p' size='s'")))


class MyExtension(atom.ExtensionElement):
    def _TransferToElementTree(self, element_tree):
        atom.ExtensionElement._TransferToElementTree(self, element_tree)
        element_tree.attrib["mine"] = "1"
        return element_tree


@scene(SCENES)
def a_subclass_of_extension_element():
    made = MyExtension("a", namespace=X, children=[atom.ExtensionElement("b")], text="t")
    return [tree(made.ToString()), tree(atom.Entry(extension_elements=[made]).ToString())]


@scene(SCENES)
def copies_and_pickles():
    seen = []
    for node in (read(Extended, EXTENDED), Extended(etag="e", part=[Part("1")]), read(Thing, THING)):
        node.note = "n"
        copies = [copy.copy(node), copy.deepcopy(node)]
        copies += [pickle.loads(pickle.dumps(node, protocol)) for protocol in (0, 1, 2)]
        for each in copies:
            seen.append([both(each), each.note, each is node, type(each) is type(node)])
        copies[1].text = "changed"
        seen.append(both(node))
    return seen


@scene(SCENES)
def a_shallow_copy_shares_its_children():
    node = read(gdata.apps.UserEntry, entry(LOGIN + "<link rel='a'/>"))
    other = copy.copy(node)
    other.login.user_name = "both"
    other.link.append(atom.Link(rel="b"))
    other.title = atom.Title(text="only the copy")
    return [both(node), both(other), node.login is other.login, node.link is other.link]
