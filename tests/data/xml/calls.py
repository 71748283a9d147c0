# -*- coding: utf-8 -*-
"""Calls of second-generation clients, noted: what they ask for and what comes of it (Python 2.7 and 3)."""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import importlib
import json
import sys

import seeing

try:
    import gdata_compat

    ROOT = "gdata_compat."
except ImportError:
    ROOT = ""


def module(name):
    """A module of the library."""
    return importlib.import_module(str(ROOT + name))


core, http_core = module("atom.core"), module("atom.http_core")


class Answers(object):
    """An HTTP client that notes what it is asked for, and gives one answer."""

    def __init__(self, body, status=200, reason="OK", headers=None):
        self.given = [status, reason, headers or {}, body]
        self.asked = []

    def request(self, http_request):
        headers = dict((text(k), text(v)) for k, v in http_request.headers.items())
        for name in ("User-Agent", "Content-Length"):
            headers.pop(name, None)
        body = b"".join(part.read() if hasattr(part, "read") else encoded(part) for part in http_request._body_parts)
        said = body.decode("utf-8", "replace")
        if said.startswith("<"):
            said = seeing.tree(body.decode("utf-8"))
        address, _, query = text(str(http_request.uri)).partition("?")
        # The order of the parameters was that of a dict of Python 2.
        self.asked.append([http_request.method, address, sorted(query.split("&")), headers, said])
        status, reason, answered, body = self.given
        return http_core.HttpResponse(status, str(reason), answered, encoded(body))


def text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else value


def encoded(value):
    return value if isinstance(value, bytes) else value.encode("utf-8")


def shown(value):
    if isinstance(value, core.XmlElement):
        return [type(value).__name__, seeing.said(value)]
    if hasattr(value, "read"):
        return ["answer", text(value.read())]
    return value if value is None or isinstance(value, (bool, int)) else text(str(value))


def main(scope):
    """Prints what every `scene_` of a module gives, as JSON."""
    found = dict((name[6:], run()) for name, run in sorted(scope.items()) if name.startswith("scene_"))
    written = json.dumps(found, sort_keys=True, separators=(",", ":"))
    sys.stdout.write(written.replace("]],[[", "]],\n[[") + "\n")
