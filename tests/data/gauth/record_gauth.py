# -*- coding: utf-8 -*-
"""Plays the scenes of a file against a library and gives what came out as JSON: see README."""

import importlib
import json
import os
import sys


class Library(object):
    """The modules that the scenes use, found by `find(name)`."""

    NAMES = ("atom.http_core", "atom.mock_http_core", "atom.auth", "atom.client", "gdata.gauth")

    def __init__(self, find):
        for name in self.NAMES:
            setattr(self, name.split(".")[-1], find(name))


def plain(value):
    """What JSON can hold; bytes are Latin-1."""
    if isinstance(value, dict):
        return dict((plain(key), plain(value[key])) for key in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("latin-1")
    return value


def play(scenes, library):
    """Give what every scene returns, or the name of the error that it raises."""
    seen = {}
    for name, scene in scenes(library):
        name = plain(name)
        assert name not in seen, name
        try:
            seen[name] = plain(scene())
        except Exception as error:
            seen[name] = {"raises": type(error).__name__}
    return seen


def main():
    folder, name = os.path.split(sys.argv[1])
    sys.path.insert(0, folder)
    module = importlib.import_module(name[:-3])
    seen = play(module.scenes, Library(importlib.import_module))
    print(json.dumps(seen, indent=int(sys.argv[2]) if sys.argv[2:] else None, sort_keys=True))


if __name__ == "__main__":
    main()
