"""Records what a Python 2 script does on the wire, as HAR 1.2: `python2.7 gdata_har.py [-o FILE] SCRIPT`.

One file that needs nothing but Python 2.7, to be laid beside the old script; the same code records on
Python 3, where `gdata-compat record` calls it. It watches `httplib`, through which the original library sends
everything, over HTTP and HTTPS. Secrets are scrubbed before anything is written: each becomes a label such as
`SCRUBBED-1`, the same one wherever it occurs.

The script runs in a process of its own, so that what it did is kept when it crashes, hangs or is killed.
Its processes report each call to this one, which alone writes the file and lets them go on when it is written.
"""

from __future__ import print_function

import argparse
import base64
import binascii
import hmac
import io
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

PY2 = sys.version_info[0] == 2

if PY2:
    import httplib
    import urllib
    from urlparse import parse_qsl, urlsplit

    quote, unquote = urllib.quote, urllib.unquote
else:
    import http.client as httplib
    from urllib.parse import parse_qsl, quote, unquote, urlsplit

__all__ = [
    "Collector",
    "GOOGLE_HOSTS",
    "HAR_CREATOR",
    "Reporter",
    "Scrubber",
    "Tap",
    "Writer",
    "base_string",
    "main",
    "Unscrubbed",
    "run_script",
    "script_fields",
]

HAR_CREATOR = "gdata_compat"

#: Whose calls `--server` sends to another server; a host that is one of these or ends in a dot and one.
GOOGLE_HOSTS = (
    "google.com",
    "googleapis.com",
    "googleusercontent.com",
    "googlecode.com",
    "youtube.com",
    "blogger.com",
    "blogspot.com",
    "gmail.com",
    "picasaweb.com",
)

#: The largest file of a script that `--files` keeps, in bytes; of larger ones the size is noted.
MAXIMUM_FILE = 4 * 1024 * 1024

_CLOSING = b"\n]}}\n"


# Secrets

#: Headers of which all but the first word is secret.
SECRET_HEADERS = frozenset(["authorization", "proxy-authorization", "cookie", "set-cookie"])

#: Parameters of an OAuth header that are not secret.
OPEN_PARAMETERS = frozenset(
    [
        "realm",
        "oauth_nonce",
        "oauth_timestamp",
        "oauth_consumer_key",
        "oauth_signature_method",
        "oauth_version",
        "oauth_callback",
    ]
)

#: Fields of forms, queries, JSON documents and `Name=value` lines whose values are secret.
SECRET_FIELDS = (
    "oauth_token",
    "oauth_token_secret",
    "oauth_signature",
    "oauth_verifier",
    "Passwd",
    "password",
    "passwd",
    "token",
    "Token",
    "SID",
    "LSID",
    "Auth",
    "access_token",
    "refresh_token",
    "id_token",
    "client_secret",
    "assertion",
    "code",
    "logincaptcha",
    "private_key",
)

#: Environment variables whose values are secret have one of these in their names.
SECRET_VARIABLES = ("SECRET", "PASSWORD", "PASSWD", "TOKEN")

#: Shorter secrets are replaced where they stand only: "a" would be found in every word.
_SHORTEST = 5

_LABEL = re.compile(r"SCRUBBED-\d+")
_VALUE = r"""(?:"[^"]*"|'[^']*')"""
_FIELDS = "|".join(SECRET_FIELDS)
_FORM = re.compile(r"(?:^|(?<=[?&;\s]))(?:%s)=([^&;\s\"'<>]+)" % _FIELDS)
_JSON = re.compile(r'"(?:%s)"\s*:\s*"((?:[^"\\]|\\.)*)"' % _FIELDS)
_ATTRIBUTE = re.compile(r"\b(?:password|passwd)\s*=\s*(%s)" % _VALUE, re.I)
_PROPERTY = re.compile(r"<[^<>]*\bname\s*=\s*[\"']\w*password[\"'][^<>]*>", re.I)
_PROPERTY_VALUE = re.compile(r"\bvalue\s*=\s*(%s)" % _VALUE)
_SHOWN = re.compile(r'<code id="(?:code|verifier)">([^<]+)<')
_PARAMETER = re.compile(r'([\w.-]+)="([^"]*)"')
_COOKIE = re.compile(r"=([^;,\s]+)")


class Scrubber(object):
    """Replaces secrets by labels; equal secrets get equal labels, in the order in which they appear.

    `scrub` does so to the text of one thing (a header, a body): what stands where secrets stand, and every
    secret that was met or `learn`ed before. Text here is Latin-1, so that any bytes can be read as text.
    """

    def __init__(self):
        self._labels = {}
        self._known = {}
        self._pattern = None

    def learn(self, secret):
        """Note a secret in plain text, to be replaced wherever it turns up."""
        for form in _forms_of(secret):
            if len(form) >= _SHORTEST and form not in self._known and not _LABEL.search(form):
                self._known[form] = secret
                self._pattern = None

    def label(self, secret):
        """The label of a secret."""
        if _LABEL.match(secret):
            return secret
        plain = self._known.get(secret, secret)
        if plain not in self._labels:
            self._labels[plain] = "SCRUBBED-%d" % (len(self._labels) + 1)
        return self._labels[plain]

    def scrub(self, text):
        """The text without secrets."""
        for pattern in (_JSON, _FORM, _SHOWN):
            text = pattern.sub(self._replaced, text)
        text = _ATTRIBUTE.sub(self._replaced, text)
        text = _PROPERTY.sub(lambda found: _PROPERTY_VALUE.sub(self._replaced, found.group(0)), text)
        return self.known_out(text)

    def known_out(self, text):
        """The text without the secrets that are known by now."""
        if not self._known:
            return text
        if self._pattern is None:
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)))
        return self._pattern.sub(lambda found: self.label(found.group(0)), text)

    def header(self, name, value):
        """The value of a header without secrets."""
        lower = name.lower()
        if lower in ("cookie", "set-cookie"):
            return _COOKIE.sub(self._replaced, value, count=0 if lower == "cookie" else 1)
        if lower not in SECRET_HEADERS:
            return self.scrub(value)
        kind, _, rest = value.partition(" ")
        if not _PARAMETER.search(rest):
            start, equals, secret = rest.partition("=")
            if not equals or kind in ("Basic", "Bearer"):
                return "%s %s" % (kind, self._labelled(rest))
            return "%s %s=%s" % (kind, start, self._labelled(secret))
        return "%s %s" % (kind, _PARAMETER.sub(self._parameter, rest))

    def _parameter(self, found):
        name, value = found.groups()
        if name in OPEN_PARAMETERS or not value:
            return found.group(0)
        return '%s="%s"' % (name, self._labelled(unquote(value)))

    def _replaced(self, found):
        value = found.group(1)
        quoted = value[:1] if value[:1] in "\"'" and value[-1:] == value[:1] else ""
        secret = _unescaped(value[1:-1] if quoted else value)
        if not secret:
            return found.group(0)
        start = found.start(1) - found.start(0)
        whole = found.group(0)
        return whole[:start] + quoted + self._labelled(secret) + quoted + whole[start + len(value) :]

    def _labelled(self, secret):
        self.learn(secret)
        return self.label(secret)


def _unescaped(value):
    """The plain text of a value as it stands in a form, an attribute or JSON."""
    if "%" in value:
        return unquote(value)
    for entity, plain in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        value = value.replace(entity, plain)
    return value


def _forms_of(secret):
    """A secret as it may be written: plain, percent-encoded once or twice, and in XML."""
    once = quote(secret, safe="~") if PY2 else quote(secret, safe="~", encoding="latin-1")
    xml = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (secret, once, quote(once, safe="~"), xml, xml.replace('"', "&quot;"), once.replace("%20", "+"))


# The base string


def base_string(method, url, headers, body):
    """The text that is signed for a request as it was sent (RFC 5849 section 3.4.1); None without OAuth.

    `headers` are pairs; all text is Latin-1.
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    named = dict((name.lower(), value) for name, value in headers)
    given = named.get("authorization", "")
    if given.lower().startswith("oauth "):
        pairs += [(unquote(k), unquote(v)) for k, v in _PARAMETER.findall(given) if k.lower() != "realm"]
    if named.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        pairs += parse_qsl(body, keep_blank_values=True)
    if not any(name == "oauth_signature_method" for name, _ in pairs):
        return None
    signed = sorted((_escape(k), _escape(v)) for k, v in pairs if k != "oauth_signature")
    host = parts.netloc.lower()
    for scheme, port in (("http", ":80"), ("https", ":443")):
        if parts.scheme == scheme and host.endswith(port):
            host = host[: -len(port)]
    address = "%s://%s%s" % (parts.scheme.lower(), host, parts.path or "/")
    return "&".join(map(_escape, (method.upper(), address, "&".join("%s=%s" % pair for pair in signed))))


def _escape(text):
    return quote(text, safe="~")


# HAR


def _pairs(pairs):
    return [{"name": name, "value": value} for name, value in pairs]


def _content(body):
    """The fields of a body: text where it is UTF-8, else base64."""
    raw = body.encode("latin-1")
    try:
        return {"text": raw.decode("utf-8")}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(raw).decode("ascii"), "encoding": "base64"}


def _of(pairs, wanted):
    for name, value in pairs:
        if name.lower() == wanted:
            return value
    return ""


def entry(call, scrubber):
    """The HAR entry of a call, scrubbed.

    `call` is a dictionary of text (Latin-1) and numbers: method, url, headers (pairs), body, started (seconds
    since 1970), milliseconds, and either status, reason, response_headers, response_body, or error.
    """
    signed = base_string(call["method"], call["url"], call["headers"], call["body"])
    headers = [(name, scrubber.header(name, value)) for name, value in call["headers"]]
    url, body = scrubber.scrub(call["url"]), scrubber.scrub(call["body"])
    answered = [(name, scrubber.header(name, value)) for name, value in call.get("response_headers", ())]
    answer = scrubber.scrub(call.get("response_body", ""))
    request = {
        "method": call["method"],
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(headers),
        "queryString": _pairs(parse_qsl(urlsplit(url).query, keep_blank_values=True)),
        "headersSize": -1,
        "bodySize": len(call["body"]),
    }
    if body:
        content = _content(body)
        request["postData"] = {"mimeType": _of(headers, "content-type"), "text": content["text"]}
        if "encoding" in content:
            request["postData"]["_encoding"] = content["encoding"]
    if signed is not None:
        request["_signatureBaseString"] = scrubber.known_out(signed)
    content = dict(_content(answer), size=len(call.get("response_body", "")))
    content["mimeType"] = _of(answered, "content-type")
    response = {
        "status": call.get("status", 0),
        "statusText": call.get("reason", ""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(answered),
        "content": content,
        "redirectURL": _of(answered, "location"),
        "headersSize": -1,
        "bodySize": len(call.get("response_body", "")),
    }
    if call.get("error"):
        response["_error"] = scrubber.scrub(call["error"])
    spent = round(call["milliseconds"], 3)
    started = call["started"]
    return {
        "startedDateTime": started if isinstance(started, str) else _iso(started),
        "time": spent,
        "request": request,
        "response": response,
        "cache": {},
        "timings": {"send": 0, "wait": spent, "receive": 0},
    }


def _iso(seconds):
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
    return "%s.%03dZ" % (whole, int(seconds * 1000) % 1000)


class Writer(object):
    """A HAR file that is whole after every call: what was recorded so far outlives any end.

    `add` writes a call, `finish` how it ended; without `finish` the recording counts as cut off.
    """

    def __init__(self, path, scrubber=None):
        self.path = path
        self.scrubber = Scrubber() if scrubber is None else scrubber
        self._lock = threading.Lock()
        self._count = 0
        start = {"version": "1.2", "creator": {"name": HAR_CREATOR, "version": "1"}, "_scrubbed": True}
        if self.scrubber.__class__ is Unscrubbed:
            start["_scrubbed"] = False
        head = json.dumps({"log": start}, sort_keys=True)
        self._file = io.open(path, "w+b")
        self._write((head[:-2] + ', "entries": [').encode("ascii") + _CLOSING)

    def add(self, call):
        """Write a call; see `entry`."""
        with self._lock:
            line = json.dumps(entry(call, self.scrubber), sort_keys=True).encode("ascii")
            self._file.seek(-len(_CLOSING), os.SEEK_END)
            self._write((b",\n" if self._count else b"\n") + line + _CLOSING)
            self._count += 1

    def finish(self, script=None, extra=None):
        """Write how the recording ended: `script` has what `script_fields` made, `extra` further fields."""
        with self._lock:
            ending = {"_complete": True}
            if extra:
                ending.update(json.loads(self.scrubber.scrub(_ascii(extra))))
            if script is not None:
                ending["_script"] = json.loads(self.scrubber.scrub(_ascii(script)))
            self._file.seek(-len(_CLOSING), os.SEEK_END)
            self._write(b"\n], " + _ascii(ending)[1:].encode("ascii") + b"}\n")
            self._scrub_again()
            self._file.close()

    def close(self):
        """Leave the file as it is: its recording counts as cut off."""
        self._file.close()

    def _write(self, data):
        self._file.write(data)
        self._file.flush()

    def _scrub_again(self):
        """Take out secrets that were written before they were known to be some."""
        self._file.seek(0)
        before = self._file.read().decode("latin-1")
        after = self.scrubber.known_out(before)
        if after != before:
            self._file.seek(0)
            self._file.truncate()
            self._write(after.encode("latin-1"))


class Unscrubbed(Scrubber):
    """Leaves everything as it is, for recordings that stay where they were made."""

    def scrub(self, text):
        return text

    known_out = scrub

    def header(self, name, value):
        return value


def _ascii(value):
    return json.dumps(value)


def _text(data):
    return data if not isinstance(data, bytes) or PY2 else data.decode("latin-1")


def _bytes_as_text(data):
    """Bytes as text that JSON can carry, a character a byte."""
    return bytes(data).decode("latin-1")


# Watching


class Tap(object):
    """Watches every HTTP connection of this process while it is open.

    `on_call` gets each call, as `entry` takes it, before its answer reaches the script; `on_secret` the keys
    that are used for signing. `server` is (host, port) of the server that gets the calls for Google's hosts.
    """

    def __init__(self, on_call, on_secret=lambda secret: None, server=None):
        self._on_call, self._on_secret, self._server = on_call, on_secret, server
        self._kept = []
        self.counts = threading.local()

    def open(self):
        """Begin to watch."""
        connection = httplib.HTTPConnection
        self._replace(connection, "putrequest", self._putrequest)
        self._replace(connection, "send", self._send)
        self._replace(connection, "getresponse", self._getresponse)
        self._replace(hmac, "new", self._new_hmac)
        if self._server:
            self._replace(connection, "connect", self._connect)
            self._replace(connection, "endheaders", self._endheaders)
            if hasattr(httplib, "HTTPSConnection"):
                self._replace(httplib.HTTPSConnection, "connect", self._connect)
        return self

    def close(self):
        """Watch no longer."""
        while self._kept:
            owner, name, before = self._kept.pop()
            setattr(owner, name, before)

    def _replace(self, owner, name, make):
        before = owner.__dict__[name]
        self._kept.append((owner, name, before))
        setattr(owner, name, make(before))

    def count(self):
        """The calls that this thread has made."""
        return getattr(self.counts, "made", 0)

    # What is replaced. Connections carry what they have sent in `_har_sent`.

    def _putrequest(self, before):
        def putrequest(connection, *given, **named):
            connection._har_sent = []
            connection._har_started = time.time()
            return before(connection, *given, **named)

        return putrequest

    def _send(self, before):
        def send(connection, data):
            if not isinstance(data, (bytes, bytearray, memoryview)):
                return _in_pieces(connection, data)
            sent = getattr(connection, "_har_sent", None)
            if sent is not None:
                sent.append(bytes(data))
            try:
                return before(connection, data)
            except Exception as error:
                self._note(connection, error=error)
                raise

        return send

    def _getresponse(self, before):
        def getresponse(connection, *given, **named):
            try:
                response = before(connection, *given, **named)
                body, failure = _read_ahead(response)
            except Exception as error:
                self._note(connection, error=error)
                raise
            self._note(connection, response, body, failure)
            return response

        return getresponse

    def _new_hmac(self, before):
        def new(key, *given, **named):
            self._learn(key)
            return before(key, *given, **named)

        return new

    def _learn(self, key):
        for part in _text(bytes(key)).split("&"):
            if part:
                self._on_secret(unquote(part))

    def _connect(self, before):
        def connect(connection):
            if not is_google(connection.host):
                return before(connection)
            connection.sock = socket.create_connection(self._server, connection.timeout)

        return connect

    def _endheaders(self, before):
        def endheaders(connection, *given, **named):
            if is_google(connection.host) and _is_secure(connection):
                connection.putheader("X-Forwarded-Proto", "https")
            return before(connection, *given, **named)

        return endheaders

    def _note(self, connection, response=None, body=b"", error=None):
        sent, connection._har_sent = getattr(connection, "_har_sent", None), None
        if not sent:
            return
        call = _request_of(b"".join(sent), _is_secure(connection), connection.host)
        call["started"] = connection._har_started
        call["milliseconds"] = (time.time() - connection._har_started) * 1000
        if response is not None:
            call.update(_response_of(response, body))
        if error is not None:
            call["error"] = "%s: %s" % (type(error).__name__, error)
        self.counts.made = self.count() + 1
        self._on_call(call)


def is_google(host):
    """Tell whether a host belongs to Google."""
    host = (host or "").lower()
    return any(host == known or host.endswith("." + known) for known in GOOGLE_HOSTS)


def _is_secure(connection):
    return hasattr(httplib, "HTTPSConnection") and isinstance(connection, httplib.HTTPSConnection)


def _in_pieces(connection, data):
    """Send a file or a list of pieces, so that each piece is seen."""
    if hasattr(data, "read"):
        while True:
            piece = data.read(8192)
            if not piece:
                return
            connection.send(piece if isinstance(piece, bytes) else piece.encode("latin-1"))
    if not isinstance(data, bytes) and hasattr(data, "encode"):
        return connection.send(data.encode("ascii"))
    for piece in data:
        connection.send(piece)


def _request_of(sent, secure, host):
    """The request that some bytes are."""
    head, _, body = sent.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    method, _, rest = lines[0].partition(" ")
    target = rest.rpartition(" ")[0]
    headers, scheme = [], "https" if secure else "http"
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "x-forwarded-proto":
            scheme = value.strip()
        else:
            headers.append((name, value.strip()))
    if _of(headers, "transfer-encoding").lower() == "chunked":
        body = _dechunked(body)
    if not re.match(r"https?://", target):
        target = "%s://%s%s" % (scheme, _of(headers, "host") or host, target)
    return {"method": method, "url": target, "headers": headers, "body": _bytes_as_text(body)}


def _dechunked(framed):
    body = b""
    while framed:
        size, _, rest = framed.partition(b"\r\n")
        length = int(size.split(b";")[0] or b"0", 16)
        if not length:
            break
        body, framed = body + rest[:length], rest[length + 2 :]
    return body


def _response_of(response, body):
    if PY2:
        headers = [tuple(part.strip() for part in line.split(":", 1)) for line in response.msg.headers]
        headers = [(pair[0], pair[1]) for pair in headers if len(pair) == 2]
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
    else:
        headers = [(name, str(value)) for name, value in response.headers.items()]
    return {
        "status": response.status,
        "reason": _text(response.reason) or "",
        "response_headers": headers,
        "response_body": _bytes_as_text(body),
    }


def _read_ahead(response):
    """Read the body of a response, and leave the response as if nobody had; also give what went wrong."""
    if response.fp is None or response.length == 0:
        return b"", None
    chunked, length = response.chunked, response.length
    failure = None
    try:
        body = response.read()
    except httplib.IncompleteRead as error:
        body, failure = error.partial, error
    framed = body
    if chunked:
        framed = (b"%x\r\n" if PY2 else b"%x\r\n") % len(body) + body + b"\r\n" if body else b""
        framed += b"" if failure else b"0\r\n\r\n"
        response.chunked, response.chunk_left = chunked, "UNKNOWN" if PY2 else None
    else:
        response.length = len(body) if failure is None else length
    response.fp = io.BytesIO(framed) if PY2 else io.BufferedReader(io.BytesIO(framed))
    return body, failure


# Reporting, from the processes of the script to the one that writes


def _send_message(connection, message):
    data = json.dumps(message).encode("ascii")
    connection.sendall(struct.pack("!I", len(data)) + data)


def _receive_message(stream):
    start = stream.read(4)
    if len(start) < 4:
        return None
    (length,) = struct.unpack("!I", start)
    data = stream.read(length)
    return json.loads(data.decode("ascii")) if len(data) == length else None


class Reporter(object):
    """Tells the collector of calls and secrets, and waits until it has written them.

    `address` is "port:key". A forked process opens a connection of its own.
    """

    def __init__(self, address):
        port, _, self._key = address.partition(":")
        self._port = int(port)
        self._lock, self._owner = threading.Lock(), os.getpid()
        self._pid = None

    def call(self, call):
        """Report a call."""
        self._tell({"call": call})

    def secret(self, secret):
        """Report a secret, before it can turn up anywhere."""
        self._tell({"secret": secret})

    def _tell(self, message):
        if self._owner != os.getpid():  # forked: another thread may have held the lock then
            self._lock, self._owner = threading.Lock(), os.getpid()
        with self._lock:
            if self._pid != os.getpid():
                self._connect()
            _send_message(self._socket, message)
            self._stream.read(1)

    def _connect(self):
        # Not by way of `socket.create_connection`, whose default timeout is the script's to choose.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.settimeout(60)
        self._socket.connect(("127.0.0.1", self._port))
        self._stream = self._socket.makefile("rb")
        self._pid = os.getpid()
        _send_message(self._socket, {"key": self._key})


class Collector(object):
    """Writes what the processes of a script report; `address` is what they are given."""

    def __init__(self, writer):
        self._writer = writer
        self._key = binascii.hexlify(os.urandom(16)).decode("ascii")
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(64)
        self.address = "%d:%s" % (self._listener.getsockname()[1], self._key)
        self.failure = None
        _start(self._accept)

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except (OSError, socket.error):  # noqa: UP024 - closed; two classes on Python 2
                return
            _start(self._serve, connection)

    def _serve(self, connection):
        stream = connection.makefile("rb")
        first = _receive_message(stream)
        if not first or not _same(first.get("key", ""), self._key):
            connection.close()
            return
        while True:
            message = _receive_message(stream)
            if message is None:
                break
            try:
                self._take(message)
            except Exception as error:  # told at the end: the script goes on
                self.failure = error
            connection.sendall(b"k")
        connection.close()

    def _take(self, message):
        if "secret" in message:
            self._writer.scrubber.learn(_native(message["secret"]))
        elif "call" in message:
            self._writer.add(_native(message["call"]))

    def close(self):
        """Take no more reports."""
        self._listener.close()


def _native(value):
    """What JSON made, with `str` for text on Python 2."""
    if not PY2:
        return value
    if isinstance(value, dict):
        return dict((str(key), _native(each)) for key, each in value.items())
    if isinstance(value, list):
        return [_native(each) for each in value]
    return value.encode("latin-1") if not isinstance(value, (int, float, bool, type(None))) else value


def _same(one, other):
    return hmac.compare_digest(str(one), str(other))


def _start(run, *given):
    thread = threading.Thread(target=run, args=given)
    thread.daemon = True
    thread.start()
    return thread


# Running a script


def script_fields(argv, stdout, stderr, exit_status, ended="exit", files=None):
    """What a recording keeps of a script; `stdout`, `stderr` and the values of `files` are bytes."""
    return {
        "argv": list(argv),
        "stdout": _plain(stdout),
        "stderr": _plain(stderr),
        "exitStatus": exit_status,
        "ended": ended,
        "files": dict((name, _plain(data)) for name, data in (files or {}).items()),
    }


def _plain(data):
    """Bytes as JSON keeps them."""
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(data).decode("ascii"), "encoding": "base64"}


def run_script(
    command, shown, path, environment, timeout=None, files=False, scrubber=None, final=None, quiet=False, folder=".", stdin=None
):
    """Run a command whose processes report their calls, write the recording, and return the exit status.

    `shown` is the command line that the recording names; `timeout` is in seconds; `final` gives further fields
    of the recording when the script has ended. Unless `quiet`, its output goes where ours goes,
    as it comes. It works in `folder`, and reads `stdin`, a file. Killed for its time it has status 124.
    """
    writer = Writer(path, scrubber)
    for name, value in environment.items():
        if any(word in name.upper() for word in SECRET_VARIABLES):
            writer.scrubber.learn(value)
    collector = Collector(writer)
    before = _files_here(path, folder) if files else {}
    environment = dict(environment, GDATA_HAR_REPORT=collector.address)
    # Its output goes through a pipe, for which Python 2 would take ASCII.
    environment.setdefault("PYTHONIOENCODING", getattr(sys.stdout, "encoding", None) or "utf-8")
    process = subprocess.Popen(
        command,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=folder,
        preexec_fn=getattr(os, "setsid", None),  # so that what the script starts can be ended with it
    )
    kept = [[], []]
    pumps = [
        _start(_pump, process.stdout, None if quiet else sys.stdout, kept[0]),
        _start(_pump, process.stderr, None if quiet else sys.stderr, kept[1]),
    ]
    try:
        ended = _wait(process, pumps, timeout)
    except KeyboardInterrupt:
        ended = "interrupted"
        _kill(process)
    for pump in pumps:
        pump.join(5)
    collector.close()
    status = {"timeout": 124, "interrupted": 130}.get(ended, process.returncode)
    written = _files_since(before, path, folder) if files else None
    output, errors = b"".join(kept[0]), b"".join(kept[1])
    writer.finish(script_fields(shown, output, errors, status, ended, written), final and final())
    if collector.failure is not None:
        raise collector.failure
    return 128 - status if status is not None and status < 0 else status


def _wait(process, pumps, timeout):
    """Wait until a process and all that hold its output have ended; return how it ended."""
    limit = None if timeout is None else time.time() + timeout
    while process.poll() is None or any(pump.is_alive() for pump in pumps):
        if limit is not None and time.time() > limit:
            _kill(process)
            return "timeout"
        time.sleep(0.01)
    return "exit" if process.returncode >= 0 else "signal %d" % -process.returncode


def _kill(process):
    """End a script and the processes that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):
        process.kill()
    process.wait()


def _pump(source, target, kept):
    target = getattr(target, "buffer", target)
    while True:
        piece = os.read(source.fileno(), 65536)
        if not piece:
            source.close()
            return
        kept.append(piece)
        if target is not None:
            target.write(piece)
            target.flush()


def _files_here(path, root):
    """The files in a folder and when they changed."""
    own = os.path.abspath(path)
    found = {}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if not name.startswith(".") and name != "__pycache__"]
        for name in files:
            file = os.path.join(folder, name)
            if os.path.abspath(file) != own and os.path.isfile(file) and not name.endswith(".pyc"):
                about = os.stat(file)
                found[os.path.relpath(file, root).replace(os.sep, "/")] = (about.st_mtime, about.st_size)
    return found


def _files_since(before, path, root):
    """What is in the files that are new or changed."""
    written = {}
    for name, about in _files_here(path, root).items():
        if before.get(name) != about:
            with io.open(os.path.join(root, name), "rb") as file:
                data = file.read(MAXIMUM_FILE + 1)
            large = len(data) > MAXIMUM_FILE
            written[name] = ("(%d bytes)" % about[1]).encode("ascii") if large else data
    return written


def _run_here(script, arguments):
    """Run a Python 2 script in this process as `python script` would."""
    reporter = Reporter(os.environ.pop("GDATA_HAR_REPORT"))
    server = os.environ.pop("GDATA_HAR_SERVER", "")
    host, _, port = server.rpartition(":")
    Tap(reporter.call, reporter.secret, (host, int(port)) if server else None).open()
    sys.argv = [script] + arguments
    sys.path[0] = os.path.dirname(os.path.abspath(script))
    import runpy

    runpy.run_path(script, run_name="__main__")


def main(argv=None):
    """The command `python2.7 gdata_har.py`."""
    if os.environ.get("GDATA_HAR_REPORT"):
        return _run_here(sys.argv[1], sys.argv[2:])
    parser = argparse.ArgumentParser(
        description="Record what a script does on the wire, as HAR; its exit status is the command's."
    )
    parser.add_argument("-o", "--output", default="run.har", help="the recording (run.har)")
    parser.add_argument("--server", help="host:port that gets the calls for Google's hosts")
    parser.add_argument("--timeout", type=float, help="seconds after which the script is ended (status 124)")
    parser.add_argument("--files", action="store_true", help="keep the files that the script writes here")
    parser.add_argument("--no-scrub", action="store_true", help="keep secrets as they are")
    parser.add_argument("script")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    given = parser.parse_args(argv)
    if not os.path.isfile(given.script):
        parser.error("there is no script %s" % given.script)
    environment = dict(os.environ)
    if given.server:
        environment["GDATA_HAR_SERVER"] = re.sub(r"^http://|/$", "", given.server)
    command = [sys.executable, os.path.abspath(__file__), given.script] + given.arguments
    return run_script(
        command,
        [given.script] + given.arguments,
        given.output,
        environment,
        timeout=given.timeout,
        files=given.files,
        scrubber=Unscrubbed() if given.no_scrub else None,
    )


if __name__ == "__main__":
    sys.exit(main())
