# -*- coding: utf-8 -*-
"""What the entries made of rows read, keep, write and refuse.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import copy
import functools
import pickle

from record_client import outcome, text, tree

MODULES = ("apps.groups", "apps.multidomain", "apps.organization", "apps.emailsettings", "calendar_resource")
NAMES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:apps="http://schemas.google.com/apps/2006"'
VALUES = [None, False, True, 0, 7, "", " ", "x"]


def scenes(lib):
    """Every scene with its name."""
    for name in MODULES:
        module = getattr(lib, "gdata_%s_data" % name.replace(".", "_"))
        for kind in kinds(module):
            for scene, act in of_class(lib, module, kind):
                yield "%s.%s: %s" % (name, kind.__name__, scene), act
    for scene, act in of_base(lib):
        yield "AppsPropertyEntry: %s" % scene, act


def kinds(module):
    """The classes of a module, by name."""
    found = [value for name, value in sorted(vars(module).items()) if name[0] != "_" and isinstance(value, type)]
    return [value for value in found if value.__module__.endswith(module.__name__.split("gdata.")[-1])]


def accessors(kind, start):
    """The methods that are called Get... or Set... and are not those of every entry."""
    above = set(dir(kind.__mro__[-1])) | set(dir(base_of(kind)))
    return sorted(name for name in dir(kind) if name.startswith(start) and name not in above)


def base_of(kind):
    return next(each for each in kind.__mro__ if each.__name__ == "GDEntry")


def members(kind):
    """The properties that stand for rows."""
    names = [name for name in dir(kind) if isinstance(getattr(kind, name), property)]
    return sorted(name for name in names if not isinstance(getattr(base_of(kind), name, None), property))


def arguments(kind):
    """The constructor's own arguments."""
    code = kind.__init__.__code__
    names = list(code.co_varnames[1 : code.co_argcount])
    return [] if "text" in names else names


def rows(entry):
    return [[each.name, each.value] for each in entry.property]


def said(entry):
    """Rows and attributes; True and the like are told apart from text."""
    return [rows(entry), getattr(entry, "uri", "no uri"), entry.text]


def row_names(module):
    """The names of all rows that a module knows."""
    return sorted({value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)})


def document(names):
    given = "".join('<apps:property name="%s" value="of %s"/>' % (name, name) for name in names)
    again = '<apps:property name="%s" value="again"/>' % names[0] if names else ""
    return (
        "<entry %s><id>http://h/1</id><title>T</title><link rel='edit' href='http://h/edit'/>%s"
        "<apps:property name='stranger' value='s'/><apps:property value='nameless'/><apps:property name='empty' value=''/>"
        "%s<apps:login userName='jo'/></entry>" % (NAMES, given, again)
    )


def of_class(lib, module, kind):
    if kind.__name__.endswith("Feed"):
        for scene in of_feed(lib, module, kind):
            yield scene
        return
    parse = lambda names: lib.atom_core.parse(document(names), kind, 2)
    everything = parse(row_names(module))
    seen = [getattr(everything, name)() for name in accessors(kind, "Get")]
    known = sorted({value[3:] for value in seen})

    def reads():
        entry = parse(known)
        return [
            dict((name, getattr(entry, name)) for name in members(kind)),
            dict((name, getattr(entry, name)()) for name in accessors(kind, "Get")),
            rows(entry),
            tree(entry.to_string(2)),
        ]

    def reads_nothing():
        values = []
        for entry in (kind(), parse([])):
            values.append(dict((name, getattr(entry, name)) for name in members(kind)))
        return values

    def changed(act, name):
        """What becomes of the rows of a full entry and of an empty one, and whether it can be done."""
        told = []
        for entry in (parse(known), kind()):
            before = rows(entry)
            done = outcome(functools.partial(act, entry, name))
            told.append([done, [each for each in rows(entry) if each not in before]])
        return told + [tree(entry.to_string(2))[3]]

    def set_member(entry, name):
        setattr(entry, name, u"\u00e9 & <x>")

    def call_twice(entry, name):
        getattr(entry, name)(None)
        return getattr(entry, name)("second")

    def writes_by_name():
        # A quota cannot be set on 2.0.18, and can on ours.
        return {name: changed(set_member, name) for name in members(kind) if name != "quota"}

    def writes_by_method():
        return {name: changed(call_twice, name) for name in accessors(kind, "Set")}

    def deletes():
        return {name: outcome(functools.partial(delattr, parse(known), name)) for name in members(kind)}

    yield "reads every row", reads
    yield "reads no row", reads_nothing
    yield "writes by name", writes_by_name
    yield "writes by method", writes_by_method
    yield "rows cannot be deleted", deletes
    yield "accessors", lambda: [accessors(kind, "Get"), accessors(kind, "Set"), members(kind), arguments(kind)]
    yield "find_edit_link", lambda: outcome(lambda: text(parse(known).find_edit_link()))
    yield "without arguments", lambda: said(kind())
    names = arguments(kind)
    # Read-only rows, on 2.0.18.
    safe = [name for name in names if name not in ("agreed_to_terms", "quota")]
    yield "by name", lambda: said(kind(**dict((name, "v " + name) for name in safe)))
    yield "with what every entry has", lambda: [
        tree(each.to_string())
        for each in [
            kind(title=lib.atom_data.Title(text="T"), unknown=5, property=[lib.gdata_apps_property.AppsProperty(name="a", value="b")]),
            kind(**dict({"etag": "e"}, **dict((name, "v") for name in safe[:2]))),
        ]
    ]
    if safe == names:
        yield "by position", lambda: [
            said(kind(*["v " + name for name in names])),
            said(kind(*(["v " + name for name in names] + [None, "the text"]))),
        ]

    def values():
        """What a row, or the URI, is if the argument has each of the values."""
        told = {}
        for name in safe:
            made = [kind(**{name: value}) for value in VALUES]
            told[name] = [vars(each).get("uri", "no uri") if name == "uri" else rows(each) for each in made]
        return told

    yield "arguments", values

    def subclass():
        class Mine(kind):
            def _GetProperty(self, name):
                return "mine " + name

        entry = lib.atom_core.parse(document(known), Mine, 2)
        return [[getattr(entry, name) for name in members(kind)], tree(entry.to_string(2))]

    yield "a subclass reads otherwise", subclass

    def copies():
        entry = parse(known)
        twin = copy.deepcopy(entry)
        twin._SetProperty("stranger", "changed")
        again = pickle.loads(pickle.dumps(kind(**dict((name, "v") for name in safe)), 2))
        return [rows(entry)[-4:], rows(twin)[-4:], said(again)]

    yield "copies and pickles", copies


def of_feed(lib, module, kind):
    inner = kind.entry[0]
    known = row_names(module)[:3]
    body = document(known).replace(" " + NAMES, "")
    xml = "<feed %s><id>f</id><link rel='next' href='http://h/2'/>%s%s</feed>" % (NAMES, body, body)

    def reads():
        feed = lib.atom_core.parse(xml, kind, 2)
        return [inner.__name__, [rows(each) for each in feed.entry], feed.find_next_link(), tree(feed.to_string(2))]

    def writes():
        feed = kind(entry=[inner()])
        feed.entry[0]._SetProperty("a", "b")
        feed.entry.append(inner())
        return tree(feed.to_string())

    yield "reads", reads
    yield "writes", writes


def of_base(lib):
    kind = lib.gdata_apps_apps_property_entry.AppsPropertyEntry
    cell = lib.gdata_apps_property.AppsProperty
    parse = lambda: lib.atom_core.parse(document(["a", "b"]), kind)

    def sets():
        entry = parse()
        for name, value in (("a", "1"), ("new", "2"), ("new", "3"), (None, "4"), ("empty", None)):
            entry._SetProperty(name, value)
        return [rows(entry), tree(entry.to_string()), tree(entry.to_string(2))]

    def by_hand():
        entry = parse()
        entry.property[0].value = "changed"
        entry.property.insert(0, cell(name="first", value="f"))
        del entry.property[2]
        before = [entry._GetProperty(name) for name in ("first", "a", "b", "stranger", "empty", None, "none")]
        entry.property = [cell(name="only", value="o")]
        return [before, entry._GetProperty("only"), entry._GetProperty("a"), tree(entry.to_string())]

    yield "sets", sets
    yield "by hand", by_hand
    yield "text", lambda: tree(kind(None, "some text", property=[cell("t", name="n")]).to_string())
    yield "class attribute", lambda: [each.__name__ for each in kind.property]
    yield "qualified names", lambda: [kind._qname, cell._qname, cell().to_string()[:1]]
