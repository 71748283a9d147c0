# -*- coding: utf-8 -*-
"""What the HTTP clients of the second generation send, and what their small parts give.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import io
import socket
import threading

A_URI = "http://example.com/p"


class Server(object):
    """Takes one request, keeps it, and answers it."""

    def __init__(self, answer):
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen(1)
        self.port = self._socket.getsockname()[1]
        self._answer = answer
        self.head = self.body = b""
        self._thread = threading.Thread(target=self._serve)
        self._thread.daemon = True
        self._thread.start()

    def _serve(self):
        connection, _ = self._socket.accept()
        connection.settimeout(5)
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        self.head, _, self.body = data.partition(b"\r\n\r\n")
        length = 0
        for line in self.head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line[15:])
        while len(self.body) < length:
            self.body += connection.recv(65536)
        connection.sendall(self._answer)
        connection.close()
        self._socket.close()

    def seen(self):
        self._thread.join(5)
        lines = self.head.decode("latin-1").replace(":%d" % self.port, ":PORT").split("\r\n")
        # urllib3 says the length of an empty body; httplib said nothing.
        headers = sorted(line for line in lines[1:] if line != "Content-Length: 0")
        # The order of a query is Python 2's order of the keys of a dict.
        method, target, version = lines[0].split(" ")
        path, mark, query = target.partition("?")
        line = " ".join([method, path + mark + "&".join(sorted(query.split("&"))), version])
        return {"line": line, "headers": headers, "body": self.body.decode("latin-1")}


ANSWER = (
    b"HTTP/1.1 201 Made so\r\nContent-Type: text/plain\r\nX-One: 1\r\nContent-Length: 5\r\n"
    b"Connection: close\r\n\r\nhello"
)


def send(lib, build, client=None, environment=None):
    """Let the library send the request that `build(port)` makes; give both sides of it."""
    server = Server(ANSWER)
    import os

    for name, value in (environment or {}).items():
        os.environ[name] = value.replace("PORT", str(server.port))
    try:
        answer = (client or lib.http_core.HttpClient)().request(build(server.port))
        body = answer.read()
    finally:
        for name in environment or {}:
            del os.environ[name]
    sent = server.seen()
    sent["answer"] = [answer.status, answer.reason, answer.getheader("x-one"), answer.getheader("no", "-"), body]
    sent["answered headers"] = sorted(map(list, lib.http_core.get_headers(answer)))
    return sent


def wire(lib):
    """The requests on the wire."""
    core = lib.http_core

    def request(path, method="GET", headers=None, parts=(), host="127.0.0.1"):
        def build(port):
            made = core.HttpRequest("http://%s:%d%s" % (host, port, path), method, headers)
            for part in parts:
                made.add_body_part(*part)
            return made

        return build

    def odd_parts(port):
        made = core.HttpRequest("http://127.0.0.1:%d/p" % port, "POST", {"Content-Length": "7"})
        made._body_parts = ["ab", 12, io.BytesIO(b"cde")]
        return made

    def port_in_the_host(port):
        return core.HttpRequest(core.Uri("http", "127.0.0.1:%d" % port, path="/p", query={"a": "b c"}), "GET")

    def without_scheme(port):
        return core.HttpRequest(core.Uri(None, "127.0.0.1", port), "GET")

    proxied = core.ProxiedHttpClient
    far = lambda port: core.HttpRequest("http://example.com:8080/p?a=b", "GET", {"User-Agent": "ua"})
    far80 = lambda port: core.HttpRequest("http://example.com:80/p", "GET")
    proxy = {"http_proxy": "http://127.0.0.1:PORT"}
    yield "get", lambda: send(lib, request("/p/q%20r;s?a=b+c&d=%7E&e"))
    yield "get with headers", lambda: send(lib, request("/p", headers={"User-Agent": "me", "If-Match": "*"}))
    yield "no path", lambda: send(lib, request(""))
    yield "only a query", lambda: send(lib, request("?a=1"))
    yield "post nothing", lambda: send(lib, request("/p", "POST"))
    yield "post nothing, said so", lambda: send(lib, request("/p", "POST", {"Content-Length": "0"}))
    yield "post text", lambda: send(lib, request("/p", "POST", None, [("text", "text/plain")]))
    yield "post a file", lambda: send(lib, request("/p", "PUT", None, [(io.BytesIO(b"\xff\x00x"), "image/x", 3)]))
    three = lambda: [("<e/>", "application/atom+xml"), (io.BytesIO(b"\xff\x00"), "image/x", 2), ("z", "a/b")]
    yield "post two parts", lambda: send(lib, request("/p", "POST", None, three()[:2]))
    yield "post three parts", lambda: send(lib, request("/p", "POST", {"Slug": "s"}, three()))
    yield "post an empty text", lambda: send(lib, request("/p", "POST", None, [("", "text/plain")]))
    yield "post odd parts", lambda: send(lib, odd_parts)
    yield "delete", lambda: send(lib, request("/p", "DELETE", {"If-Match": "x"}))
    yield "a port in the host", lambda: send(lib, port_in_the_host)
    yield "without a scheme", lambda: send(lib, without_scheme)
    yield "proxied client, no proxy", lambda: send(lib, request("/p?x=y"), proxied)
    yield "through a proxy", lambda: send(lib, far, proxied, proxy)
    yield "through a proxy, port 80", lambda: send(lib, far80, proxied, proxy)
    yield (
        "through a proxy that asks who",
        lambda: send(lib, far, proxied, dict(proxy, proxy_username="u", proxy_password="p")),
    )
    yield "plain client, a proxy", lambda: send(lib, request("/p"), None, {"http_proxy": "http://x:PORT"})


URIS = [
    "http://www.google.com/test?q=foo&z=bar",
    "//example.com/greet",
    "/greet",
    "greet?x",
    "",
    "?a=1",
    "https://h:443/p",
    "https://h:8443",
    "http://h?",
    "http://h#f",
    "http://h/p#f?x=1",
    "http://h/p;x=y?a=1",
    "http://h/p;x/q?a=1",
    "http://h/p?a=1;b=2",
    "http://h/p?a&b=&c=d=e&&f",
    "http://h/p?a=%7E%2F+x%20y&b%20c=%C3%A9",
    "http://h/p%2Fq/%C3%A9?~=~",
    "http://H/P?A=B",
    "http://h/p?a=1&a=2",
    "http://h:/p",
    "http://h:x/p",
    "http://u:p@h/p",
    "http://[::1]:80/p",
    "mailto:a@b",
    "h:80/p",
]


def parts(lib):
    """URIs, requests, responses and the small clients."""
    core, mock = lib.http_core, lib.mock_http_core

    def uri(text):
        parsed = core.parse_uri(text)
        path, _, query = str(parsed).partition("?")
        fields = [parsed.scheme, parsed.host, parsed.port, parsed.path, parsed.query]
        return fields + [path, sorted(query.split("&"))]

    for text in URIS:
        yield "uri " + text, lambda text=text: uri(text)

    def modified(one, other):
        made = core.parse_uri(one).modify_request(core.HttpRequest(other, "GET"))
        return str(made.uri)

    for one in ("/p", "//h", "https://h/p?x=1", "http://h:8", "?y=2"):
        for other in ("http://o:9/q?z=3", "", "/q"):
            yield "modify %s %s" % (one, other), lambda one=one, other=other: modified(one, other)

    def form():
        made = core.HttpRequest(A_URI, "POST")
        made.add_form_inputs([("a b", "c&d"), ("e", "~/"), ("f", 5)])
        return [made.headers, made._body_parts]

    def lengths(*texts):
        made = core.HttpRequest(A_URI, "POST")
        for text in texts:
            made.add_body_part(text, "text/plain")
        return [made.headers, made._body_parts]

    def unsized():
        core.HttpRequest().add_body_part(io.BytesIO(b"x"), "a/b")

    def defaults(uri):
        made = core.HttpRequest(uri)
        core._apply_defaults(made)
        return made.uri.scheme

    def response():
        made = core.HttpResponse(200, "OK", {"A": "b"}, "hello")
        return [made.getheader("a"), made.getheader("A"), made.getheaders(), made.read(2), made.read(), made.read()]

    def empty():
        made = core.HttpResponse()
        return [made.status, made.reason, made.read(), made.getheaders(), core.HttpResponse(body="").read()]

    class Old(object):
        def getheader(self, name, default=None):
            return {"etag": "e", "age": "3", "x": "y"}.get(name, default)

    yield "form", form
    for count in range(4):
        yield "%d parts" % count, lambda count=count: lengths(*["one", "", "three"][:count])
    yield "no size", unsized
    yield "scheme by port", lambda: [defaults("//h:443/"), defaults("//h/"), defaults("ftp://h/")]
    yield "response", response
    yield "empty response", empty
    yield "old response", lambda: sorted(map(list, core.get_headers(Old())))
    yield "dump", lambda: core.HttpRequest("http://h/p?a=1", "GET", {"a": "b"})._dump()
    yield "dump response", lambda: core._dump_response(core.HttpResponse(200, "OK", {"a": "b"}, "x"))
    yield "no proxy user", core._get_proxy_auth
    yield "no recording", lambda: mock.MockHttpClient().request(core.HttpRequest("http://h/p", "GET"))
    yield "basic", lambda: lib.auth.BasicAuth("Jeff", "1:2").basic_cookie
    for scene in clients(lib):
        yield scene


def clients(lib):
    """AtomPubClient, over the client that echoes."""
    core, mock = lib.http_core, lib.mock_http_core

    class Modifier(object):
        def modify_request(self, request):
            request.add_body_part("body", "text/x")

    def ask(method, *arguments, **options):
        settings = options.pop("settings", {})
        client = lib.client.AtomPubClient(mock.EchoHttpClient(), **settings)
        client.ssl = options.pop("ssl", False)
        answer = getattr(client, method)(*arguments, **options)
        return [answer.status, answer.getheaders(), answer.read()]

    both = {"auth_token": lib.auth.BasicAuth("a", "b")}
    yield "client get", lambda: ask("get", "http://h/p?x=1")
    yield "client delete", lambda: ask("Delete", "http://h")
    yield "client post", lambda: ask("post", "http://h/p", Modifier())
    yield "client put", lambda: ask("Put", "http://h/p", data=Modifier(), x="1")
    yield "client source", lambda: ask("get", "/p", settings={"source": "me", "host": "h"})
    yield "client ssl", lambda: ask("get", "http://h:80/p", ssl=True)
    yield "client token", lambda: ask("get", "http://h/", settings=both)
    yield "client other token", lambda: ask("get", "http://h/", lib.auth.NoAuth(), settings=both)
    yield "client none", lambda: ask("get", "http://h/", x=None, y=5)
    requestor = {"xoauth_requestor_id": "u@h"}
    yield "client requestor", lambda: ask("get", "http://h/p", settings=requestor)
    yield "client requestor lost", lambda: ask("get", "http://h/p?a=1", settings=requestor)
    yield "client no host", lambda: ask("get", "/p")
    yield "client custom headers", lambda: ask("get", "http://h/", c=lib.client.CustomHeaders(a="b", n=None))
    yield "client request", lambda: ask("request", http_request=core.HttpRequest("http://h/q", "PATCH", {"User-Agent": "x"}))


def scenes(lib):
    for scene in wire(lib):
        yield scene
    for scene in parts(lib):
        yield scene
