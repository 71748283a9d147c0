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


core, http_core, gauth = [module(name) for name in ("atom.core", "atom.http_core", "gdata.gauth")]


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
    if value is None or isinstance(value, (bool, int)):
        return value
    return text(value if isinstance(value, (bytes, type(""))) else str(value))


def caller(client_class, usual):
    """A function that notes a call of a client's method: what it asks for, and what comes of it.

    `answer` is what the server says, by default a 200 with the usual document; `client` are arguments of the
    client's, `host` is set on it.
    """

    def call(method, *arguments, **named):
        answers = Answers(*named.pop("answer", (usual,)))
        made = client_class(**dict((str(k), v) for k, v in named.pop("client", {}).items()))
        made.http_client = answers
        made.auth_token = gauth.ClientLoginToken("login")
        made.host = named.pop("host", None)
        try:
            said = shown(getattr(made, method)(*arguments, **dict((str(k), v) for k, v in named.items())))
        except Exception as error:
            said = ["raises", "OSError" if isinstance(error, EnvironmentError) else type(error).__name__]
        return [answers.asked, said]

    return call


def main(scope):
    """Prints what every `scene_` of a module gives, as JSON."""
    found = dict((name[6:], run()) for name, run in sorted(scope.items()) if name.startswith("scene_"))
    written = json.dumps(found, sort_keys=True, separators=(",", ":"))
    sys.stdout.write(written.replace("]],[[", "]],\n[[") + "\n")
