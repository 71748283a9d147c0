# -*- coding: utf-8 -*-
"""Plays the scenes of a file against a library and gives what came out as JSON: see README."""

import importlib
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

try:
    from urlparse import parse_qsl
except ImportError:
    from urllib.parse import parse_qsl

TEXT = type(b"".decode())
XML = "application/atom+xml"


class Library(object):
    """The modules that the scenes use, found by `find(name)`: `gdata.client` is `gdata_client`."""

    NAMES = (
        "atom.client",
        "atom.core",
        "atom.data",
        "atom.http_core",
        "gdata.client",
        "gdata.data",
        "gdata.gauth",
        "gdata.sample_util",
    )

    def __init__(self, find):
        for name in self.NAMES:
            setattr(self, name.replace(".", "_"), find(name))


def text(value):
    """Text of what is bytes; those that are no UTF-8 are Latin-1."""
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def plain(value):
    """What JSON can hold."""
    if isinstance(value, dict):
        return dict((plain(key), plain(value[key])) for key in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return text(value)


def tree(xml):
    """A document as lists: name, attributes, text, and the children in the order of their names."""

    def lists(element):
        children = sorted(map(lists, element), key=lambda child: child[0])
        return [element.tag, dict(element.attrib), (element.text or "").strip(), children]

    return lists(ElementTree.fromstring(xml))


class Web(object):
    """An HTTP client that keeps what it is asked, and gives `answers` in turn, the last of them for ever.

    An answer is a status, a body, headers and a reason, of which the last ones may be missing; an error is
    raised, and None is given.
    """

    def __init__(self, lib, *answers):
        self._response = lib.atom_http_core.HttpResponse
        self._answers = list(answers) or [(200, "")]
        self.requests = []
        self.seen = []

    def request(self, http_request):
        self.requests.append(http_request)
        self.seen.append(request_as_told(http_request))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if answer is None:
            return None
        if isinstance(answer, Exception):
            raise answer
        status, body, headers, reason = (tuple(answer) + ("", {}, "Reason")[len(answer) - 1 :])[:4]
        response = self._response(status, reason, dict(headers), body)
        response.getheaders = lambda: sorted(headers.items())
        return response


def request_as_told(http_request):
    """A request as plain values; what is different every time is hidden."""
    uri = http_request.uri
    headers = dict((name, hidden(value)) for name, value in http_request.headers.items())
    told = {
        "method": http_request.method,
        "uri": [uri.scheme, uri.host, uri.port, uri.path, dict(uri.query)],
        "headers": headers,
    }
    if http_request._body_parts:
        told["body"] = body_as_told(http_request)
        if isinstance(told["body"], list) and headers["Content-Type"] == XML:
            # How many bytes a document takes is not what is compared.
            headers["Content-Length"] = "of the document"
    return told


def hidden(value):
    """A header without nonce, time and signature."""
    pattern = r'(oauth_(?:nonce|timestamp|signature)=|sig=|data=)"[^"]*"'
    return re.sub(pattern, r'\1"*"', str(value)) if isinstance(value, str) else value


def body_as_told(http_request):
    """A body: XML as a tree, a form as sorted pairs, other text as it is, long text as its length."""
    parts = [part.read() if hasattr(part, "read") else part for part in http_request._body_parts]
    body = u"".join(text(part) for part in parts)
    kind = http_request.headers.get("Content-Type")
    if kind == "application/x-www-form-urlencoded":
        return sorted(map(list, parse_qsl(body, True)))
    if kind == XML and body.startswith("<"):
        return tree(body.encode("utf-8"))
    return body if len(body) < 400 else "%s... (%d)" % (body[:20], len(body))


def result_as_told(value):
    """A result as plain values."""
    if isinstance(value, (bytes, TEXT)) and len(value) > 800:
        return "(%d)" % len(value)
    if value is None or isinstance(value, (bool, int, float, bytes, TEXT)):
        return value
    if isinstance(value, (list, tuple)):
        return [result_as_told(item) for item in value]
    if isinstance(value, dict):
        return dict((name, result_as_told(item)) for name, item in value.items())
    name = type(value).__name__
    if hasattr(value, "to_string"):
        return [name, tree(value.to_string())]
    if hasattr(value, "getheaders"):
        return [name, value.status, value.reason, value.read()]
    if name == "Uri":
        return [name, value.scheme, value.host, value.port, value.path, dict(value.query)]
    if hasattr(value, "modify_request"):
        return [name, result_as_told(vars(value))]
    return [name]


def error_as_told(error):
    """An error as plain values: its class and the legacy ones above it, its text, its attributes."""
    names = []
    for each in type(error).__mro__:
        if each.__module__.split(".")[-1] == "client":
            names.append(each.__name__)
    if not names:
        return {"raises": "ParseError" if isinstance(error, SyntaxError) else type(error).__name__}
    return {"raises": names, "says": str(error), "has": result_as_told(vars(error))}


def outcome(call):
    """What a call gives, or raises."""
    try:
        return {"gives": result_as_told(call())}
    except Exception as error:
        return error_as_told(error)


def play(scenes, library):
    """Give what every scene returns."""
    seen = {}
    for name, scene in scenes(library):
        assert name not in seen, name
        seen[name] = plain(scene())
    return seen


def main(library=Library):
    """Plays the file of scenes that the command line names, and prints what came out."""
    folder, name = os.path.split(os.path.abspath(sys.argv[1]))
    sys.path.insert(0, folder)
    module = importlib.import_module(name[:-3])
    seen = play(module.scenes, library(importlib.import_module))
    if sys.argv[2:]:
        lines = ["%s: %s" % (json.dumps(name), json.dumps(seen[name], sort_keys=True)) for name in sorted(seen)]
        print("{\n" + ",\n".join(lines) + "\n}")
    else:
        print(json.dumps(seen, sort_keys=True))


if __name__ == "__main__":
    # The scenes import this file by its name.
    import record_client

    record_client.main()
