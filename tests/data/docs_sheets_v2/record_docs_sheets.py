# -*- coding: utf-8 -*-
"""Plays the scenes of a file against a library and gives what came out as JSON: see README."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [HERE, os.path.join(HERE, "..", "client"), os.path.join(HERE, "..", "xml")]

import record_client
from record_client import outcome, play, tree
from seeing import said


class Library(record_client.Library):
    """The modules that the scenes use: `gdata.docs.data` is `gdata_docs_data`."""

    NAMES = record_client.Library.NAMES + (
        "gdata.acl.data",
        "gdata.docs.data",
        "gdata.docs.client",
        "gdata.spreadsheets.data",
        "gdata.spreadsheets.client",
    )


def each(part, table):
    """A scene a row of (name, what is called): what the call gives or raises."""
    for name, call in table:
        yield "%s: %s" % (part, name), lambda call=call: outcome(call)


def of_classes(lib, module):
    """A scene a class of a module: what it declares, and an object of it written, and read again."""
    for name, cls in sorted(vars(module).items()):
        if name[0] == "_" or getattr(cls, "__module__", "") != module.__name__ or not hasattr(cls, "_list_xml_members"):
            continue

        def scene(cls=cls):
            made = filled(cls)
            written, later = made.to_string(), made.to_string(3)
            return {
                "declares": [cls._qname, [[member, held(kind)] for member, kind in cls._list_xml_members()]],
                "written": tree(written),
                "in version 3": later == written or tree(later),
                "read": said(lib.atom_core.parse(written, cls)),
                "unlike": lib.atom_core.parse("<other/>", cls) is None,
            }

        # What a column is called is said by the object only.
        if name != "ListRow":
            yield "class: %s" % name, scene


def held(kind):
    """What a member is declared as, in words."""
    if isinstance(kind, list):
        return [held(kind[0])]
    return kind if isinstance(kind, (str, tuple)) else kind.__name__


def filled(cls, below=True):
    """An object of a class with text, all attributes, and children that are such objects without children."""
    made = cls()
    made.text = "in %s" % cls.__name__
    for name, kind in cls._list_xml_members():
        many = isinstance(kind, list)
        target = kind[0] if many else kind
        if isinstance(target, (str, tuple)):
            setattr(made, name, "its %s" % name)
        elif below:
            setattr(made, name, [filled(target, False), target()] if many else filled(target, False))
    return made


def of_documents(lib, table):
    """Two scenes a row of (name, document, class): what it says, and whether it is written as it came."""
    for name, xml, cls in table:
        for version in (1, 3):

            def scene(xml=xml, cls=cls, version=version):
                unseen = tree(lib.atom_core.parse(xml, cls, version).to_string(version)) == tree(xml)
                element = lib.atom_core.parse(xml, cls, version)
                return [said(element), tree(element.to_string(version)) == tree(xml), unseen]

            yield "document: %s, version %d" % (name, version), scene


def watched(lib, client_class, call, *answers, **options):
    """A scene: a call on a client that is answered so; `changed` are attributes that the client is given."""

    def scene():
        web = record_client.Web(lib, *answers)
        changed = options.get("changed", {})
        client = client_class(http_client=web, **options.get("options", {}))
        for name in changed:
            setattr(client, name, changed[name])
        told = outcome(lambda: call(client))
        told["sent"] = web.seen
        return told

    return scene


def main():
    record_client.main(Library)


if __name__ == "__main__":
    # The scenes import this file by its name.
    import record_docs_sheets

    record_docs_sheets.main()
