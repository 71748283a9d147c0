# -*- coding: utf-8 -*-
"""What 2.0.18's data modules of the second generation do; runs on Python 2.7 and, on our modules, on 3.

    PYTHONPATH=LIBRARY python2.7 second_data.py FOLDER_OF_SEEING > second_data.json

tests/gdata/test_data.py runs the same scenes on ours and compares.
"""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import hashlib
import json
import os
import sys
import tempfile

if __name__ == "__main__":
    sys.path[0] = sys.argv[1]

import seeing
from calls import main, module

core, data, gd, jsonc, http_core = [
    module(name) for name in ("atom.core", "atom.data", "gdata.data", "gdata.core", "atom.http_core")
]
SURVEYED = (
    "atom.data gdata.data gdata.acl.data gdata.opensearch.data gdata.geo.data gdata.media.data"
    " gdata.dublincore.data gdata.apps_property gdata.apps.data"
).split()


def outcome(function, *arguments, **named):
    """What a call gives, or what it raises; an element as its tree."""
    try:
        value = function(*arguments, **dict((str(key), each) for key, each in named.items()))
    except Exception as error:
        return [type(error).__name__]
    return shown(value)


def shown(value):
    if isinstance(value, core.XmlElement):
        return [type(value).__name__, seeing.tree(value.to_string())]
    if isinstance(value, (list, tuple)):
        return [shown(each) for each in value]
    if isinstance(value, dict):
        return dict((key, shown(each)) for key, each in value.items())
    if isinstance(value, jsonc.Jsonc):
        return {"Jsonc": dict((key, shown(each)) for key, each in value._dict.items())}
    return seeing.text(value) if isinstance(value, bytes) else value


def links(*rels):
    return [
        data.Link(rel=rel, href="H%d" % number, type=kind) for number, (rel, kind) in enumerate(rels)
    ]


def classes(name):
    """The element classes that a module defines."""
    found = vars(module(name))
    return [
        found[key]
        for key in sorted(found)
        if isinstance(found[key], type)
        and issubclass(found[key], core.XmlElement)
        and found[key].__module__.endswith(name)
    ]


def document(cls, version, depth=2):
    """A document with everything that a class knows, lists twice, and something unknown."""
    qname, children, attributes = cls._get_rules(version)
    # 2.0.18 cannot write a MediaGroup or a MediaContent that has no text of its own.
    element = core.XmlElement(text="t" if not children or isinstance(cls.text, list) else None)
    element._qname = qname or "{urn:none}none"
    for name in sorted(attributes):
        element._other_attributes[name] = "a"
    element._other_attributes["{urn:u}u"] = "v"
    for name in sorted(children):
        _, target, many = children[name]
        for _ in range(2 if many else 1):
            if depth:
                element._other_elements.append(document(target, version, depth - 1))
    stranger = core.XmlElement(text="w")
    stranger._qname = "{urn:u}stranger"
    element._other_elements.append(stranger)
    return element


def scene_survey():
    """Every class: members and both versions' trees of a document with all that it knows, as a digest."""
    seen = {}
    for name in SURVEYED:
        for cls in classes(name):
            for version in (1, 2):
                read = core.parse(document(cls, version).to_string(version), cls, version)
                said = None if read is None else [
                    seeing.said(read), seeing.tree(read.to_string(1)), seeing.tree(read.to_string(2))
                ]
                text = json.dumps(said, sort_keys=True)
                key = "%s.%s %d" % (name, cls.__name__, version)
                seen[key] = hashlib.sha1(text.encode("utf-8")).hexdigest()[:12]
    return seen


def scene_links():
    """Every method that finds a link, with every relation there, none, and two that are alike."""
    rels = "self edit edit-media alternate license next previous related".split() + [None]
    rels += [gd.ACL_REL] + ["http://schemas.google.com/g/2005#" + name for name in ("feed", "post", "batch")]
    seen = {}
    for cls in (data.Entry, data.Feed, gd.GDEntry, gd.GDFeed, gd.BatchFeed):
        full = cls(link=links(*[(rel, "text/html") for rel in rels + rels]))
        odd = cls(link=links((None, "text/html"), ("alternate", "image/png"), ("alternate", "text/html")))
        for holder, what in ((full, "all"), (cls(), "none"), (odd, "odd")):
            for name in sorted(dir(holder)):
                plain = name.lower().replace("_", "")
                if plain.startswith(("find", "get")) and plain.endswith("link") and plain != "getlink":
                    seen["%s.%s %s" % (cls.__name__, name, what)] = outcome(getattr(holder, name))
            for rel in ("next", "nothing", None):
                key = "%s %s %s" % (cls.__name__, what, rel)
                seen[key] = [outcome(getattr(holder, name), rel) for name in ("get_link", "find_url", "GetLink", "FindUrl")]
    return seen


def scene_ids():
    """get_id, get_generator and the constructors' odd arguments."""
    seen = []
    for cls in (gd.GDEntry, gd.GDFeed):
        for text in ("  x \n", "", None):
            holder = cls(id=data.Id(text=text))
            seen.append([outcome(holder.get_id), outcome(holder.GetId)])
        seen.append(outcome(cls().get_id))
        seen.append([cls("a", "b").id, cls("a", "b").text, cls(atom_id="3").id, cls(id=3).id])
    for generator in (None, data.Generator(), data.Generator(text=" g ")):
        seen.append(outcome(gd.GDFeed(generator=generator).get_generator))
    return seen


def scene_media():
    """is_media and find_media_link."""
    edit = data.Link(rel="edit-media", href="q")
    seen = []
    for given in ({}, {"link": [edit]}, {"content": data.Content(src="s")}, {"link": [edit], "content": data.Content(src="s")}):
        entry = gd.GDEntry(**dict((str(key), value) for key, value in given.items()))
        seen.append([outcome(getattr(entry, name)) for name in ("is_media", "IsMedia", "find_media_link", "FindMediaLink")])
    return seen


def scene_batch():
    """Operations of a batch feed, with every kind of argument."""
    feed, seen = gd.BatchFeed(), []
    marked = gd.BatchEntry(
        batch_id=gd.BatchId(text="pre"), batch_operation=gd.BatchOperation(type="x"), id=data.Id(text="old")
    )
    plain = gd.BatchEntry(title=data.Title(text="T"))
    seen.append(outcome(feed.add_batch_entry))
    seen.append(outcome(feed.add_batch_entry, None, "http://u", "7", "query"))
    seen.append(outcome(feed.add_batch_entry, entry=plain, id_url_string="http://z", operation_string="update"))
    seen.append(outcome(feed.AddBatchEntry, entry=plain, batch_id_string="9"))
    seen.append(outcome(feed.add_batch_entry, entry=marked, id_url_string="new", operation_string="y"))
    seen.append(outcome(feed.add_batch_entry, gd.GDEntry(), operation_string="insert"))
    seen.append(feed.add_batch_entry(entry=plain) is plain)
    for name in ("add_insert", "AddInsert", "add_update", "AddUpdate"):
        seen.append(outcome(getattr(feed, name), gd.BatchEntry(id=data.Id(text="i"))))
        seen.append(outcome(getattr(feed, name), gd.BatchEntry(), "b"))
    for name in ("add_delete", "AddDelete", "add_query", "AddQuery"):
        seen.append(outcome(getattr(feed, name)))
        seen.append(outcome(getattr(feed, name), "u"))
        seen.append(outcome(getattr(feed, name), entry=gd.BatchEntry(id=data.Id(text="i"))))
        seen.append(outcome(getattr(feed, name), "u", gd.BatchEntry(id=data.Id(text="i")), "bb"))
    return seen + [len(feed.entry), seeing.tree(feed.to_string())]


def scene_blobs():
    """The element that an extended property holds."""
    holder, seen = gd.ExtendedProperty(name="n"), []
    seen.append(outcome(holder.get_xml_blob))
    for blob in ('<a xmlns="u"><b/></a>', core.parse("<z/>")):
        for name in ("set_xml_blob", "SetXmlBlob"):
            seen.append(outcome(getattr(holder, name), blob))
            seen.append([shown(holder), outcome(holder.get_xml_blob), outcome(holder.GetXmlBlob)])
    refused = outcome(holder.set_xml_blob, "zz")
    return seen + [len(refused), shown(holder)]


def scene_extension_elements():
    """ExtensionElement of the second generation."""
    child = data.Id(text="x")
    rows = [(), ("t",), ("t", "n"), ("t", "n", {"a": "b"}, [child], "T"), ("t", "n", None, None, "T", 1, 2)]
    seen = []
    for row in rows:
        element = data.ExtensionElement(*row)
        seen.append([element._qname, element.text, len(element.children), element._qname and shown(element)])
    return seen + [shown(data.ExtensionElement(tag="x", foo=3))]


def scene_media_sources():
    """Files to upload."""
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "file.txt")
    with open(path, "w") as file:
        file.write("hello")

    def said(source):
        members = dict(vars(source))
        handle = members.pop("file_handle")
        members["file_handle"] = getattr(handle, "mode", None)
        if hasattr(handle, "close"):
            handle.close()
        return dict((key, shown(value)) for key, value in members.items())

    seen = [said(gd.MediaSource()), said(gd.MediaSource(file_path=path)), said(gd.MediaSource("fh", "t"))]
    seen.append(said(gd.MediaSource(file_path=path, content_type="text/plain", content_length=99)))
    seen.append(said(gd.MediaSource(file_path=path, content_type="t", file_name="zz")))
    seen.append(outcome(gd.MediaSource, file_path=path + "x", content_type="a/b")[0] in ("IOError", "FileNotFoundError"))
    source = gd.MediaSource()
    source.SetFileHandle(path, "image/x")
    for metadata in (None, "<e/>"):
        request = http_core.HttpRequest()
        if metadata:
            request.add_body_part(str(metadata), "application/atom+xml")
        seen.append(source.modify_request(request) is request)
        seen.append([dict(request.headers), len(request._body_parts)])
    seen.append(said(source))
    unknown = gd.MediaSource(file_handle=object(), content_type="t")
    seen.append(outcome(unknown.ModifyRequest, http_core.HttpRequest()))
    return seen


DOCUMENT = '{"data":{"id":1,"fooBarBaz":[1,2,{"aB":null}],"x":{"y":true},"etag":"\\"e\\"","_u":1,"a_b":2}}'


def scene_jsonc():
    """JSON-C: names, members, conversions, errors."""
    parsed = jsonc.parse_json(DOCUMENT)
    inner = parsed.data
    seen = [shown(parsed), json.loads(jsonc.jsonc_to_string(parsed)), json.loads(jsonc.prettify_jsonc(parsed, 4))]
    seen.append([line for line in jsonc.prettify_jsonc({"a": [1, {"b": 2}]}).split("\n")])
    for name in ("foo_bar_baz", "fooBarBaz", "a_b", "aB", "_u", "zzz", "__nope__", "id"):
        seen.append(outcome(getattr, inner, str(name)))
    for name in ("foo_bar", "_foo", "foo_", "foo__bar", "FooBar", "a1_2", "", "_", "a_bC_dE"):
        seen.append(jsonc._to_jsonc_name(name))
    for key in ("fooBarBaz", "foo_bar_baz", "a_b"):
        seen.append(outcome(inner.__getitem__, key))
    made = jsonc.Jsonc({"a_b": 1, "aB": 2}, new_thing={"k_v": [{"q_r": 1}]}, _private=1)
    seen.append(shown(made))
    made.a_b, made["c_d"], made.other_one = 7, 8, {"x_y": 1}
    seen.append(shown(made))
    del made.a_b, made["c_d"]
    seen += [shown(made), outcome(delattr, made, "a_b"), outcome(made.__delitem__, "c_d")]
    seen += [outcome(jsonc._convert_to_jsonc, each) for each in ((1, {"a": 1}), [[{"a": 1}]], "x", None)]
    seen += [outcome(jsonc._convert_to_object, each) for each in (made, [made], (made.new_thing._dict,), 3)]
    return seen + [outcome(jsonc.parse_json, text) for text in ("[1,2]", "3.5", "null", '"a"')]


if __name__ == "__main__":
    main(globals())
