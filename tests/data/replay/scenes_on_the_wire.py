# -*- coding: utf-8 -*-
# Plays the scenes of tests/data with real HTTP: it runs on Python 2.7 with the original, where a server in a
# thread gives what a scene says that Google answered, and on Python 3 with ours, answered by the recording.
#
#     python scenes_on_the_wire.py DATA KIND MODULE [UNWIRED ...]
#
# UNWIRED names scenes that are left out. What the scenes noted is printed as JSON.
from __future__ import print_function
import importlib
import json
import os
import socket
import sys
import threading

DATA, KIND, MODULE, UNWIRED = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
ORIGINAL = sys.version_info[0] == 2


def library(name):
    return importlib.import_module(name if ORIGINAL else "gdata_compat." + name)


class Server(object):
    """Answers each request with what was put into `answers` before it; all connections lead here."""

    def __init__(self):
        self.answers = []
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(20)
        thread = threading.Thread(target=self.run)
        thread.daemon = True
        thread.start()

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            self.read(connection)
            connection.sendall(self.answers.pop(0))
            connection.close()

    def read(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        head, _, body = data.partition(b"\r\n\r\n")
        lines = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
        length = [int(value) for name, _, value in lines if name.lower() == b"content-length" and value.strip().isdigit()]
        while length and len(body) < length[0]:
            piece = connection.recv(65536)
            if not piece:
                return
            body += piece

    def lead_here(self):
        import httplib

        def connect(connection):
            connection.sock = socket.create_connection(self.listener.getsockname(), 10)

        httplib.HTTPConnection.connect = connect
        httplib.HTTPSConnection.connect = connect


def encoded(value):
    return value if isinstance(value, bytes) else value.encode("utf-8")


def answer_next(status, reason, headers, body):
    """Have the server give this answer to the next request."""
    if ORIGINAL:
        body = encoded(body or "")
        named = dict((str(name), str(value)) for name, value in headers.items())
        named.setdefault("Content-Length", str(len(body)))
        lines = ["HTTP/1.1 %d %s" % (status, reason)]
        lines += ["%s: %s" % (name, named[name]) for name in sorted(named)]
        server.answers[:] = [encoded("\r\n".join(lines + ["", ""])) + body]


def in_services(name):
    """The scenes of the services of the first generation."""
    import harness

    def request(self, operation, url, data=None, headers=None):
        call = {"verb": operation, "url": harness.plain_url(str(url)), "url_class": type(url).__name__}
        call["headers"] = harness.plain_headers(headers, data)
        self.api.log.append(call)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        answer_next(answer.status, answer.reason, answer.headers, answer.body)
        try:
            return self.api.atom.http.HttpClient().request(operation, url, data=data, headers=headers)
        finally:  # not before it: to describe a file is to read it
            call["data"] = harness.describe(data)

    harness.FakeClient.request = request
    for each in SERVICES:
        library(each)
    module = importlib.import_module(name)
    api = harness.Api(library("gdata"), library("atom"))
    names = sorted(each for each in harness.SCENARIOS if each.startswith(module.__name__ + "."))
    return [(each.split(".")[1], lambda each=each: harness.run(each, api)) for each in names]


SERVICES = [
    "atom.http", "atom.mock_http", "atom.mock_http_core", "atom.mock_service", "atom.service", "gdata",
    "gdata.apps.adminsettings.service", "gdata.apps.audit.service", "gdata.apps.emailsettings.service",
    "gdata.apps.groups.service", "gdata.apps.migration.service", "gdata.apps.organization.service",
    "gdata.apps.service", "gdata.auth", "gdata.calendar.service", "gdata.contacts.service", "gdata.docs.service",
    "gdata.exif", "gdata.geo", "gdata.media", "gdata.service", "gdata.spreadsheet.text_db",
]


def in_clients(name):
    """The scenes of the clients of the second generation."""
    import record_client

    recorder = importlib.import_module({"client": "record_client", "docs_sheets_v2": "record_docs_sheets",
                                        "apps_v2": "record_apps_v2"}[KIND])

    def request(self, http_request):
        self.requests.append(http_request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if answer is None:
            return None
        if isinstance(answer, Exception):
            raise answer
        status, body, headers, reason = (tuple(answer) + ("", {}, "Reason")[len(answer) - 1 :])[:4]
        answer_next(status, reason, headers, body)
        try:
            return library("atom.http_core").HttpClient().request(http_request)
        finally:  # not before it: to tell of a file is to read it
            self.seen.append(record_client.request_as_told(http_request))

    record_client.Web.request = request
    kind = getattr(recorder, "Library", record_client.Library)
    return list(importlib.import_module(name).scenes(kind(library)))


def in_calls(name):
    """The scenes of the calendar's and the contacts' clients."""
    import calls

    def request(self, http_request):
        address, _, query = calls.text(str(http_request.uri)).partition("?")
        told = sorted((calls.text(name), calls.text(value)) for name, value in http_request.headers.items())
        headers = dict(pair for pair in told if pair[0] not in ("User-Agent", "Content-Length"))
        self.asked.append([http_request.method, address, sorted(query.split("&")), headers, ""])
        status, reason, headers, body = self.given
        answer_next(status, str(reason), headers, body)
        return library("atom.http_core").HttpClient().request(http_request)

    calls.Answers.request = request
    module = importlib.import_module(name)
    return [(each[6:], run) for each, run in sorted(vars(module).items()) if each.startswith("scene_")]


KINDS = {"services": in_services, "client": in_clients, "docs_sheets_v2": in_clients, "apps_v2": in_clients,
         "calendar_v2": in_calls, "contacts_v2": in_calls}

if ORIGINAL:
    server = Server()
    server.lead_here()
sys.path[1:1] = [os.path.join(DATA, KIND), os.path.join(DATA, "client"), os.path.join(DATA, "xml")]
seen = {}
for name, scene in KINDS[KIND](MODULE):
    if name not in UNWIRED:
        print("scene", name, file=sys.stderr)
        seen[name] = json.loads(json.dumps(scene()))
# The class of an answer is that of an HTTP library.
written = json.dumps(seen, sort_keys=True)
print(written.replace('["instance", ', '["an answer", ').replace('["Answer", ', '["an answer", '))
