# -*- coding: utf-8 -*-
"""Objects made, read and changed in every way that scripts change them."""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import copy

from documents import ALL, LOGIN, entry, recorded
from seeing import atom, both, said, scene, tree

try:
    from gdata_compat import gdata
except ImportError:
    import gdata
    import gdata.apps

SCENES = {}
USER = entry(
    "<id>http://x/j</id><category scheme='s' term='t'/><title type='text'>j</title><link rel='self' href='a'/>"
    "<link rel='edit' href='b'/>" + LOGIN + "<apps:quota limit='2048'/>"
    "<apps:name familyName='F' givenName='G'/><x:u a='1' b='2'>t<x:v/></x:u><x:w/>",
    more=" gd:etag='e' foo='bar'",
)
FEED = "<feed %s><id>f</id>%s</feed>" % (ALL, "".join(entry("<id>%d</id>" % n + LOGIN) for n in range(4)))


def user():
    return gdata.apps.UserEntryFromString(USER)


def feed():
    return gdata.apps.UserFeedFromString(FEED)


def edited(function):
    """Two scenes: the edit on an object that nobody looked into, and on one that everybody did."""

    def untouched():
        node = user()
        function(node)
        return [both(node), tree(node.ToString())]

    def looked_into():
        node = user()
        said(node)
        function(node)
        first = tree(node.ToString())
        return [first, both(node), both(gdata.apps.UserEntryFromString(node.ToString()))]

    def written_before():
        node = user()
        node.ToString()
        function(node)
        node.ToString()
        return both(node)

    def within_a_feed():
        node = feed()
        node.entry[1] = user()
        function(node.entry[1])
        return both(node)

    for made in (untouched, looked_into, written_before, within_a_feed):
        SCENES["%s, %s" % (function.__name__, made.__name__)] = made
    return function


@edited
def nothing(node):
    pass


@edited
def attribute_set(node):
    node.login.suspended = "true"


@edited
def attribute_set_to_text_with_markup(node):
    node.login.password = "a<b>&\"'é☃"


@edited
def attribute_set_to_empty(node):
    node.login.suspended = ""


@edited
def attribute_set_to_none(node):
    node.login.suspended = None


@edited
def attribute_set_that_was_absent(node):
    node.login.admin = "true"
    node.link[0].hreflang = "en"


@edited
def attribute_set_and_set_back(node):
    node.login.suspended = "true"
    node.ToString()
    node.login.suspended = "false"


@edited
def attribute_set_to_empty_and_to_none(node):
    node.login.suspended = ""
    node.ToString()
    node.login.suspended = None


@edited
def text_set(node):
    node.title.text = 'new <text> & "more" é'
    node.text = "text of the entry"


@edited
def text_set_to_none(node):
    node.title.text = None


@edited
def text_set_to_empty(node):
    node.title.text = ""


@edited
def text_set_where_none_was(node):
    node.login.text = "x"
    node.link[1].text = " "


@edited
def single_child_replaced(node):
    node.login = gdata.apps.Login(user_name="new", password="p")


@edited
def single_child_set_to_none(node):
    node.login = None
    node.title = None


@edited
def single_child_added(node):
    node.content = atom.Content(text="c", content_type="text")
    node.who = gdata.apps.Who(rel="r", email="e")


@edited
def single_child_set_to_itself(node):
    node.login = node.login


@edited
def single_child_set_to_a_parsed_one(node):
    node.login = gdata.apps.LoginFromString("<apps:login %s userName='p' foo='1'>t</apps:login>" % ALL)


@edited
def single_child_replaced_and_changed_later(node):
    node.name = gdata.apps.Name(family_name="A")
    node.ToString()
    node.name.given_name = "B"


@edited
def list_appended(node):
    node.link.append(atom.Link(rel="third", href="c"))


@edited
def list_inserted(node):
    node.link.insert(0, atom.Link(rel="zeroth"))


@edited
def list_item_removed(node):
    del node.link[0]


@edited
def list_cleared(node):
    del node.link[:]


@edited
def list_set_to_none(node):
    node.link = None


@edited
def list_reversed(node):
    node.link.reverse()


@edited
def list_assigned(node):
    node.link = [atom.Link(rel="only")]
    node.category = []


@edited
def list_assigned_with_its_own_items(node):
    node.link = [node.link[1], atom.Link(rel="between"), node.link[0]]


@edited
def list_item_changed(node):
    node.link[1].href = "changed"
    node.category[0].label = "l"


@edited
def list_item_twice(node):
    node.link.append(node.link[0])


@edited
def list_item_twice_and_changed(node):
    node.link.append(node.link[0])
    node.ToString()
    node.link[0].href = "changed"


@edited
def list_item_replaced(node):
    node.link[0] = atom.Link(rel="replaced")


@edited
def list_extended_where_none_was(node):
    node.author.append(atom.Author(name=atom.Name(text="n")))
    node.feed_link.extend([gdata.FeedLink(rel="r"), gdata.FeedLink(href="h", feed=gdata.GDataFeed())])


@edited
def list_with_an_item_of_another_class(node):
    node.link.append(atom.Category(term="astray"))
    node.ToString()
    node.link.append(atom.ExtensionElement("x", namespace="http://x/"))


@edited
def single_child_of_another_class(node):
    node.title = atom.Summary(text="astray")
    node.ToString()


@edited
def extension_element_appended(node):
    node.extension_elements.append(
        atom.ExtensionElement("new", namespace="http://n/", attributes={"a": ""}, text="t")
    )


@edited
def extension_element_without_namespace(node):
    node.extension_elements.append(
        atom.ExtensionElement("new", children=[atom.ExtensionElement("c", text="d")])
    )


@edited
def extension_element_removed(node):
    node.extension_elements.pop(0)


@edited
def extension_elements_assigned(node):
    node.extension_elements = [atom.ExtensionElement("a"), node.extension_elements[1]]


@edited
def extension_elements_reversed(node):
    node.extension_elements.reverse()


@edited
def extension_element_changed(node):
    unknown = node.extension_elements[0]
    unknown.text, unknown.attributes["a"] = "new", "3"
    del unknown.attributes["b"]
    unknown.children.append(atom.ExtensionElement("c"))


@edited
def extension_element_renamed(node):
    node.extension_elements[0].tag = "renamed"
    node.extension_elements[1].namespace = "http://other/"


@edited
def extension_element_named_like_a_known_one(node):
    node.extension_elements.append(
        atom.ExtensionElement("link", namespace=atom.ATOM_NAMESPACE, attributes={"rel": "x"})
    )
    node.ToString()


@edited
def extension_element_that_is_an_object(node):
    node.extension_elements.append(atom.Summary(text="s"))
    node.extension_elements.append(gdata.apps.Nickname(name="1"))


@edited
def extension_attributes_changed(node):
    node.extension_attributes["foo"] = "changed"
    node.extension_attributes["{http://n/}new"] = "é<"
    node.extension_attributes["{http://www.w3.org/XML/1998/namespace}lang"] = "en"


@edited
def extension_attribute_removed(node):
    del node.extension_attributes["foo"]


@edited
def extension_attribute_empty(node):
    node.extension_attributes["foo"] = ""
    node.extension_attributes["none"] = None


@edited
def extension_attributes_assigned(node):
    node.extension_attributes = {"only": "1"}


@edited
def extension_attribute_named_like_a_known_one(node):
    node.link[0].extension_attributes["rel"] = "over"
    node.ToString()


@edited
def extension_attribute_named_like_a_known_one_and_empty(node):
    node.link[0].extension_attributes["rel"] = ""


@edited
def id_with_white_space(node):
    node.id = atom.Id(text="  spaced  ")


@edited
def id_text_with_white_space(node):
    node.id.text = "  spaced  "


@edited
def further_attributes(node):
    node.my_note, node.login.my_cache = "x", {"a": [1]}


@edited
def bytes_as_values(node):
    node.login.user_name = "Zoë".encode("utf-8")
    node.title.text = "☃".encode("utf-8")
    node.extension_attributes["foo"] = "ß".encode("utf-8")


@edited
def white_space_in_values(node):
    node.title.text = "  a\n b  "
    node.login.user_name = " a  b "


@edited
def moved_to_another_entry(node):
    other = user()
    other.login, node.login = node.login, other.login
    other.link.append(node.link[0])
    node.name = other.name
    other.name.family_name = "shared"
    other.ToString()


@edited
def copied_deeply(node):
    other = copy.deepcopy(node)
    other.login.user_name = "other"
    node.category.append(copy.deepcopy(node.category[0]))
    node.quota = copy.copy(node.quota)
    node.quota.limit = "7"


@scene(SCENES)
def entries_moved_between_feeds():
    first, second = feed(), feed()
    second.entry[0].login.user_name = "moved"
    first.entry.append(second.entry[0])
    first.entry.append(user())
    second.entry.remove(second.entry[0])
    second.entry.insert(1, first.entry.pop(1))
    return [both(first), both(second), both(first), both(second)]


@scene(SCENES)
def pages_joined():
    first, second = feed(), gdata.apps.UserFeedFromString(recorded("users_page2.xml"))
    for each in second.entry:
        first.entry.append(each)
    first.entry.sort(key=lambda each: each.login.user_name)
    return both(first)


@scene(SCENES)
def an_entry_of_a_feed_alone():
    return both(feed().entry[2])


@scene(SCENES)
def an_entry_outlives_its_feed():
    parsed = feed()
    one = parsed.entry[3]
    parsed.entry = []
    one.login.user_name = "x"
    return [both(one), both(parsed)]


@scene(SCENES)
def entry_read_as_another_class():
    return [
        both(gdata.apps.NicknameEntryFromString(str(user())))[1],
        both(gdata.GDataEntryFromString(str(feed().entry[0]))),
    ]


@scene(SCENES)
def a_child_written_alone():
    node = user()
    return [both(node.login), both(node.link[1]), both(node.extension_elements[0]), both(node.id)]


@scene(SCENES)
def children_in_a_cycle_of_edits():
    node, seen = user(), []
    for number in range(3):
        node.link.append(atom.Link(rel=str(number)))
        node.extension_elements.append(atom.ExtensionElement("e%d" % number))
        node.login.user_name = "u%d" % number
        node.title = atom.Title(text=str(number))
        seen.append(both(node))
    return seen


@scene(SCENES)
def stripped_members():
    made = gdata.GDataFeed(generator=atom.Generator(text=" g "), atom_id=atom.Id(text=" i\n"))
    entries = [
        gdata.GDataEntry(atom_id=atom.Id(text=" a ")),
        gdata.BatchEntry(atom_id=atom.Id(text="\tb")),
        gdata.apps.UserEntry(atom_id=atom.Id(text="c ")),
        atom.Entry(atom_id=atom.Id(text=" d ")),
        gdata.GDataEntry(atom_id=atom.Id()),
        gdata.GDataEntry(),
    ]
    return [both(made)] + [both(each) for each in entries] + [said(each.id) for each in entries]


@scene(SCENES)
def id_object_is_the_one_given():
    given = atom.Id(text=" x ")
    made = gdata.GDataEntry(atom_id=given)
    return [made.id is given, given.text]


@scene(SCENES)
def lists_given_to_constructors():
    empty, full = [], [atom.Link(rel="a")]
    first, second = atom.Entry(link=empty, category=full), atom.Entry(link=empty)
    first.link.append(atom.Link(rel="b"))
    full.append(atom.Category(term="t"))
    return [empty == [], first.category is full, first.link is empty, both(first), both(second)]


@scene(SCENES)
def lists_of_two_objects_are_two():
    first, second = atom.Entry(), atom.Entry()
    first.link.append(atom.Link())
    first.extension_elements.append(atom.ExtensionElement("a"))
    first.extension_attributes["a"] = "b"
    return [both(first), both(second), first.link is first.link]


@scene(SCENES)
def dicts_given_to_constructors():
    given, empty = {"a": "b"}, {}
    first, second = atom.Name(extension_attributes=given), atom.Name(extension_attributes=empty)
    second.extension_attributes["c"] = "d"
    return [first.extension_attributes is given, empty, both(first), both(second)]


@scene(SCENES)
def new_user_entry():
    made = gdata.apps.UserEntry()
    made.login = gdata.apps.Login(user_name="Zoë", password="p&<\">'", suspended="false")
    made.quota = gdata.apps.Quota(limit="2048")
    made.name = gdata.apps.Name(family_name="F", given_name="")
    return both(made)


@scene(SCENES)
def arguments_by_position():
    return [
        both(atom.Link("h", "r", "t", "l", "ti", "5")),
        both(atom.Category("t", "s", "l", "x")),
        both(atom.Content("ct", "src", "text")),
        both(atom.Title("tt", "x")),
        both(atom.Generator("u", "v", "x")),
        both(atom.Author(atom.Name("n"), atom.Email("e"), atom.Uri("u"))),
        both(atom.ExtensionElement("t", "http://n/", {"a": "b"}, [atom.ExtensionElement("c")], "x")),
        both(atom.Control(atom.Draft("yes"))),
        both(atom.Id("i")),
        both(gdata.ExtendedProperty("n", "v")),
        both(gdata.TotalResults(None, None, "3")),
        both(gdata.BatchId(None, None, "b")),
        both(gdata.BatchOperation("insert")),
        both(gdata.BatchStatus("200", "OK", "text/xml", None, None, "t")),
        both(gdata.BatchInterrupted("r", "1", "2", "3")),
        both(gdata.EntryLink("h", "true", "r", gdata.GDataEntry())),
        both(gdata.FeedLink("2", "h", "true", "r")),
        both(gdata.apps.Login("u", "p", "s", "i", "h", "a", "c", "g")),
        both(gdata.apps.Name("f", "g")),
        both(gdata.apps.Quota("5")),
        both(gdata.apps.Who("r", "e")),
        both(gdata.apps.Property("n", "v")),
        both(gdata.apps.EmailList("l")),
        both(gdata.apps.Nickname("n")),
        both(
            gdata.apps.UserEntry(
                [atom.Author()], [atom.Category()], atom.Content(), atom.Id("i"), [atom.Link()]
            )
        ),
        both(gdata.apps.UserFeed([], [], [], None, None, atom.Id("f"))),
        both(atom.Entry([atom.Author()], None, None, [atom.Contributor()], atom.Id("i"))),
        both(atom.Feed(None, None, None, atom.Generator(), atom.Icon(), atom.Id(), [], atom.Logo())),
    ]


@scene(SCENES)
def an_unknown_argument():
    return atom.Link(relation="x")


@scene(SCENES)
def an_argument_twice():
    return atom.Link("h", href="x")


@scene(SCENES)
def too_many_arguments():
    return atom.Link(*range(20))


@scene(SCENES)
def links_found():
    node = gdata.GDataFeed(
        link=[
            atom.Link(rel=rel, link_type=kind, href=rel)
            for rel, kind in (
                ("alternate", None),
                ("alternate", "text/html"),
                ("self", None),
                ("edit", None),
                ("media-edit", None),
                ("edit-media", None),
                ("next", None),
                ("previous", None),
                ("license", None),
                ("http://schemas.google.com/g/2005#post", None),
                ("http://schemas.google.com/g/2005#feed", None),
                ("http://schemas.google.com/g/2005#batch", None),
                ("http://schemas.google.com/acl/2007#accessControlList", None),
            )
        ]
    )
    names = "Self Edit EditMedia Next Prev License Alternate Html Post Feed Acl".split()
    found = [[name, said(getattr(node, "Get%sLink" % name)())] for name in names]
    empty = [[name, said(getattr(gdata.GDataFeed(), "Get%sLink" % name)())] for name in names]
    plain = atom.Entry(link=node.link)
    names = "Self Edit EditMedia Next License Alternate".split()
    found += [[name, said(getattr(plain, "Get%sLink" % name)())] for name in names]
    batch = gdata.BatchFeed(link=node.link)
    return [found, empty, said(batch.GetBatchLink()), said(gdata.BatchFeed().GetBatchLink())]


@scene(SCENES)
def media_entries():
    made = gdata.GDataEntry(content=atom.Content(src="http://m/"))
    seen = [made.IsMedia(), made.GetMediaURL()]
    made.link.append(atom.Link(rel="edit-media"))
    seen += [made.IsMedia(), made.GetMediaURL()]
    picasa = gdata.GDataEntry(link=[atom.Link(rel="media-edit", href="h")], content=atom.Content())
    seen += [picasa.IsMedia(), picasa.GetMediaURL()]
    return seen


@scene(SCENES)
def extensions_found():
    node = user()
    node.extension_elements += [
        atom.ExtensionElement("u"),
        atom.ExtensionElement("u", namespace="http://n/"),
        atom.ExtensionElement("z", namespace="http://n/"),
    ]
    asked = [{}, {"tag": "u"}, {"namespace": "http://n/"}, {"tag": "u", "namespace": "http://n/"}]
    asked += [{"tag": "none"}, {"tag": "", "namespace": "http://example.com/x"}, {"namespace": ""}]
    parent = atom.ExtensionElement("p", children=node.extension_elements)
    return [
        [
            said(node.FindExtensions(**each)),
            said(parent.FindChildren(**each)),
            said(atom.Name().FindExtensions(**each)),
        ]
        for each in asked
    ]


@scene(SCENES)
def extended_property():
    seen, made = [], gdata.ExtendedProperty(name="n")
    seen.append([made.GetXmlBlobString(), made.GetXmlBlobExtensionElement()])
    made.SetXmlBlob("<a b='c'><d/>t</a>")
    seen.append([tree(made.GetXmlBlobString()), said(made.GetXmlBlobExtensionElement()), both(made)])
    made.SetXmlBlob(atom.ExtensionElement("e", text="f"))
    seen.append([tree(made.GetXmlBlobString()), both(made)])
    parsed = gdata.ExtendedPropertyFromString(made.ToString())
    seen.append([tree(parsed.GetXmlBlobString()), both(parsed)])
    parsed.SetXmlBlob("<x:g xmlns:x='http://x/'/>")
    return seen + [both(parsed)]


@scene(SCENES)
def extended_property_from_an_element():
    from xml.etree import ElementTree

    made = gdata.ExtendedProperty(name="n")
    made.SetXmlBlob(ElementTree.fromstring(b"<a b='c'>t<d/></a>"))
    return both(made)


@scene(SCENES)
def extended_property_with_a_bad_blob():
    made = gdata.ExtendedProperty(name="n", extension_elements=[atom.ExtensionElement("old")])
    try:
        made.SetXmlBlob("not xml")
    except SyntaxError:
        return both(made)


@scene(SCENES)
def batch_feed():
    made = gdata.BatchFeed()
    seen = [said(made.AddBatchEntry(id_url_string="http://a/", operation_string="query"))]
    made.AddInsert(gdata.BatchEntry(title=atom.Title(text="t")))
    made.AddUpdate(gdata.BatchEntry(atom_id=atom.Id(text="u"), batch_id=gdata.BatchId(text="kept")))
    made.AddUpdate(gdata.BatchEntry(batch_id=gdata.BatchId()), batch_id_string="given")
    made.AddDelete("http://d/")
    made.AddDelete(entry=gdata.BatchEntry(atom_id=atom.Id(text="d")), batch_id_string="x")
    made.AddQuery("http://q/", batch_id_string="y")
    made.AddQuery(entry=gdata.BatchEntryFromString(entry("<id> i </id>")))
    made.AddBatchEntry(gdata.BatchEntry())
    return [seen, both(made), both(gdata.BatchFeedFromString(made.ToString()))]


@scene(SCENES)
def batch_entry_of_nothing():
    return gdata.BatchFeed().AddBatchEntry()


@scene(SCENES)
def batch_with_an_entry_that_is_none():
    made = gdata.BatchFeed()
    made.AddBatchEntry(gdata.GDataEntry(), operation_string="insert")


@scene(SCENES)
def batch_into_a_parsed_feed():
    parsed = gdata.BatchFeedFromString("<feed %s>%s</feed>" % (ALL, entry("<id>1</id>")))
    parsed.AddInsert(gdata.BatchEntry())
    parsed.AddUpdate(parsed.entry[0])
    return [both(parsed), both(parsed)]


@scene(SCENES)
def encodings():
    made = atom.Title(text="Zoë ☃ <")
    return [
        [name, tree(made.ToString(str(name)).encode(name) if str is not bytes else made.ToString(str(name)))]
        for name in ("UTF-8", "utf-8", "us-ascii", "iso-8859-1")
    ]


@scene(SCENES)
def declarations():
    made = atom.Title(text="t")
    names = ("UTF-8", "utf-8", "us-ascii", "US-ASCII", "iso-8859-1")
    lines = [made.ToString(name).splitlines()[0][:40] for name in names]
    shown = [line if line.startswith("<?") else "none" for line in lines]
    return [shown, str(made).splitlines()[0], atom.ExtensionElement("a").ToString().splitlines()[0]]


@scene(SCENES)
def an_unheard_of_encoding():
    try:
        atom.Title(text="t").ToString("x-unheard-of")
    except LookupError:
        return "LookupError"


@scene(SCENES)
def extension_element_without_tag():
    return atom.ExtensionElement()


@scene(SCENES)
def equality():
    one, two = atom.Id(text="a"), atom.Id(text="a")
    node = user()
    return [
        one == two,
        one != two,
        one == one,
        len(set([one, two])),
        node.login is node.login,
        node.link is node.link,
    ]


@scene(SCENES)
def truth():
    return [bool(atom.Id()), bool(atom.ExtensionElement("a")), bool(gdata.apps.UserFeed())]


@scene(SCENES)
def element_trees():
    node = user()
    parent = atom.Name()._ToElementTree()
    node._BecomeChildElement(parent)
    node.extension_elements[0]._BecomeChildElement(parent)
    return [
        tree(node._ToElementTree()),
        tree(parent),
        tree(atom.ExtensionElement("a")._TransferToElementTree(parent)),
    ]


@scene(SCENES)
def from_element_trees():
    from xml.etree import ElementTree

    parsed = ElementTree.fromstring(USER.encode("utf-8"))
    make = atom._CreateClassFromElementTree
    return [
        both(make(gdata.apps.UserEntry, parsed)),
        both(make(atom.Link, parsed)),
        both(make(gdata.apps.Login, parsed, namespace=atom.ATOM_NAMESPACE, tag="entry")),
        both(make(gdata.apps.Login, parsed.find("{%s}login" % gdata.apps.APPS_NAMESPACE))),
        both(atom._ExtensionElementFromElementTree(parsed)),
    ]
