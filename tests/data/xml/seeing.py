# -*- coding: utf-8 -*-
"""What an object says and what a document says, as JSON: the same on Python 2.7 and 3.

The scene modules beside this file run with the original on Python 2.7 and with ours on Python 3. A scene is
a function that `scene` has entered into a table; `run` calls it and puts down what it returned or raised.
"""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import sys
import traceback
from xml.etree import ElementTree

try:
    from gdata_compat import atom
except ImportError:
    import atom

_TEXT = (str, bytes, type(""))
_ERRORS = (SyntaxError, AttributeError, TypeError, ValueError, KeyError)


def text(value):
    """A string as unicode: the original's members are UTF-8."""
    return value.decode("utf-8") if isinstance(value, bytes) else value


def said(value):
    """An object member by member, as its class's tables name them; what is None is left out."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, _TEXT):
        return text(value)
    if isinstance(value, (list, tuple)):
        return [said(item) for item in value]
    if isinstance(value, dict):
        return dict((text(key), said(item)) for key, item in value.items())
    if isinstance(value, atom.ExtensionElement):
        names = ["tag", "namespace", "attributes", "children", "text"]
    elif hasattr(value, "_list_xml_members"):
        names = [name for name, _ in value._list_xml_members()]
        names += ["text", "_other_elements", "_other_attributes"] + ["_qname"] * (type(value)._qname is None)
    else:
        tables = list(value._children.values())
        names = [name for name, _ in tables] + list(value._attributes.values())
        names += ["text", "extension_elements", "extension_attributes"]
    members = dict((name, said(getattr(value, name, None))) for name in names)
    seen = dict((text(name), member) for name, member in members.items() if member is not None)
    seen["class"] = type(value).__name__
    return seen


def tree(xml):
    """A document as [tag, attributes, text, children]; children of one name keep their order."""
    if hasattr(xml, "tag"):
        element = xml
    else:
        element = ElementTree.fromstring(xml.encode("utf-8") if isinstance(xml, type("")) else xml)
    children = sorted((tree(part) for part in element), key=lambda part: part[0])
    attributes = sorted([text(name), text(value)] for name, value in element.attrib.items())
    return [text(element.tag), attributes, text(element.text) or "", children]


def both(value):
    """What an object says, and what its document says."""
    return [said(value), None if value is None else tree(value.ToString())]


def scene(table):
    """A decorator that enters a function into a table of scenes."""

    def enter(function):
        assert function.__name__ not in table, function.__name__
        table[function.__name__] = function
        return function

    return enter


def run(function, *arguments):
    """What a function returned, or the kinds of error that it raised."""
    try:
        return said(function(*arguments))
    except Exception as error:
        if "-v" in sys.argv:
            traceback.print_exc()
        return {"raises": [kind.__name__ for kind in _ERRORS if isinstance(error, kind)]}
