# -*- coding: utf-8 -*-
"""Watches gdata 2.0.18 read and write XML; runs on Python 2.7 with that library on its path.

    cd tests; PYTHONPATH=LIBRARY python2.7 observe_xml.py data/xml SCENES > data/xml/observed/SCENES.json

SCENES is `documents`, or the name of a module in data/xml with a table `SCENES`. For every document, or
scene, it writes what the original's objects say and the tree of what it writes back. `seeing.py` says how.
"""

# ruff: noqa: UP009, C402 - Python 2
import importlib
import json
import sys

sys.path[0] = sys.argv[1]  # not this folder, which has a package `gdata` of its own


def watch(name):
    import seeing

    if name == "documents":
        import documents
        from seeing import atom

        def read(cls, xml):
            return seeing.both(atom.CreateClassFromXMLString(cls, xml))

        def read_extension(xml):
            return seeing.both(atom.ExtensionElementFromString(xml))

        seen = dict((key, seeing.run(read, *row)) for key, row in documents.DOCUMENTS.items())
        for xml in documents.extensions():
            seen["extension " + xml] = seeing.run(read_extension, xml.encode("utf-8"))
        return seen
    scenes = importlib.import_module(name).SCENES
    return dict((key, seeing.run(function)) for key, function in sorted(scenes.items()))


def main():
    text = json.dumps(watch(sys.argv[2]), indent=None, sort_keys=True, separators=(",", ":"))
    sys.stdout.write(text.replace('],"', '],\n"').replace('},"', '},\n"') + "\n")


if __name__ == "__main__":
    main()
