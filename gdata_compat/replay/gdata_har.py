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
import hashlib
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
import zipfile
import zlib

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
    "LABEL",
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
SECRET_HEADERS = frozenset(["authorization", "proxy-authorization"])

#: Headers whose whole value is secret.
KEY_HEADERS = frozenset(["x-google-key", "x-gdata-key", "x-goog-api-key", "x-api-key", "x-auth-token"])

#: Parameters of an Authorization header that are not secret.
OPEN_PARAMETERS = frozenset(
    [
        "realm",
        "oauth_nonce",
        "oauth_timestamp",
        "oauth_consumer_key",
        "oauth_signature_method",
        "oauth_version",
        "oauth_callback",
        "sigalg",
    ]
)

#: Secrets of a single request: a label stands for them where they are, and they are looked for nowhere else.
_ONCE = frozenset(["oauth_signature", "sig", "data"])

#: Fields of forms, queries, JSON documents and `Name=value` lines whose values are secret.
SECRET_FIELDS = (
    "oauth_token",
    "oauth_token_secret",
    "oauth_signature",
    "oauth_verifier",
    "Passwd",
    "password",
    "passwd",
    "newPassword",
    "token",
    "Token",
    "SID",
    "LSID",
    "Auth",
    "access_token",
    "refresh_token",
    "id_token",
    "client_secret",
    "consumer_secret",
    "token_secret",
    "assertion",
    "logincaptcha",
    "private_key",
)

#: Further ones of forms and queries; elsewhere these words say something else.
_FORM_FIELDS = frozenset(SECRET_FIELDS + ("code", "key", "sig"))

#: Names of environment variables and options whose values are secret.
_SECRET_NAME = re.compile(
    r"SECRET|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_?KEY|TOKENS?(?:_|\d|$)|._(?:PWD|PW|PASS)$"
)

#: Names that end so say where a secret is or of which kind, and do not hold it.
_ABOUT_SECRETS = re.compile(r"_(?:FILE|PATH|DIR|URL|URI|ENDPOINT|HOST|PORT|NAME|TYPE|TTL|TIMEOUT|COUNT)$")
_ON_OR_OFF = re.compile(r"(?:true|false|yes|no|on|off|none|null|enabled|disabled|\d{1,7})$", re.I)

#: Shorter secrets are replaced where they stand only: "a" would be found in every word.
_SHORTEST = 5

#: What is longer is a document, and no secret.
_LONGEST = 8192

#: The pattern of a label.
LABEL = r"SCRUBBED-\d+"

_LABEL = re.compile(LABEL)
_VALUE = r"""(?:"[^"]*"|'[^']*')"""
_FIELDS = "|".join(SECRET_FIELDS)
_LINE = re.compile(r"(?:^|(?<=[?&;\s]))(%s)=([^&;\s\"'<>]+)" % _FIELDS)
_JSON = re.compile(r'"(%s)"\s*:\s*"((?:[^"\\]|\\.)*)"' % _FIELDS)
_ATTRIBUTE = re.compile(r"\b(password|passwd)\s*=\s*(%s)" % _VALUE, re.I)
_PROPERTY_NAME = re.compile(r"\bname\s*=\s*[\"']\w{0,40}password[\"']", re.I)
_REST_OF_TAG = re.compile(r"(?:[^<>\"']{1,200}|%s){0,40}>" % _VALUE)
_PROPERTY_VALUE = re.compile(r"\b(value)\s*=\s*(%s)" % _VALUE)
_SHOWN = re.compile(r'<code id="(code|verifier)">([^<]+)<')
_USER_INFO = re.compile(r"(://)[^/\s:@\"'<>]{0,256}:([^/\s@\"'<>]{1,256})@")
_SPACE = r"(?: |\+|%20)"
_PEM = re.compile(r"-----BEGIN(?:{0}[A-Z]+)*{0}PRIVATE{0}KEY(?:{0}BLOCK)?-----(.*?)-----END".format(_SPACE), re.S)
_PARAMETER = re.compile(r'([\w.-]+)="([^"]*)"')
_COOKIE = re.compile(r"([^=;,\s]+)\s*=\s*((?:(?!,\s*[^=;,\s]+=)[^;\n])*)")
_OPEN_COOKIE = frozenset(["path", "domain", "expires", "max-age", "samesite", "version", "priority", "comment"])
_FOLDED = re.compile(r"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{40,76}(?:\r?\n|(?:\\r)?\\n))+[A-Za-z0-9+/]*={0,2}")
_WORD = re.compile(r"[A-Za-z0-9]{4,}")

#: As many secrets are looked for one by one; of more, those that a text may hold are found by its fours.
_FEW = 8


class Scrubber(object):
    """Replaces secrets by labels; equal secrets get equal labels, in the order in which they appear.

    `scrub` does so to the text of one thing (a header, a body): what stands where secrets stand, and every
    secret that was met or `learn`ed before, in whatever way it is written: plain, in XML, JSON, forms, reprs
    and pickles, in base64 and hexadecimal digits. Text here is Latin-1, so that any bytes can be read as text.
    `replaced` counts the places.
    """

    def __init__(self):
        self.replaced = 0
        self._labels = {}
        self._wholes = {}
        self._known = []
        self._fours = {}
        self._always = []
        self._lock = threading.RLock()

    def learn(self, secret, whole=None):
        """Note a secret in plain text, to be replaced wherever it turns up; it may be a part of a `whole`."""
        with self._lock:
            if not _SHORTEST <= len(secret) <= _LONGEST or secret in self._wholes or _LABEL.search(secret):
                return
            self._wholes[secret] = secret if whole is None else whole
            known = _Known(secret, len(self._known))
            self._known.append(known)
            for anchor in known.anchors:
                fours = [anchor[at : at + 4] for at in range(len(anchor) - 3)]
                rarest = min(fours, key=lambda four: len(self._fours.get(four, ())))
                self._fours.setdefault(rarest, []).append(known)
            if known.always:
                self._always.append(known)
            lines = secret.split("\n")
            for line in lines if len(lines) > 1 else ():
                if len(line.strip()) >= 16:
                    self.learn(line.strip(), secret)

    def learn_value(self, name, value):
        """Note the value of an environment variable or option if it is a secret, as its name says."""
        if is_secret_variable(name, value):
            self.learn(value)

    def learn_file(self, path):
        """Note the private keys, and in JSON all secrets, of a file that a script is told to read."""
        if os.path.isfile(path) and os.path.getsize(path) < MAXIMUM_FILE:
            with io.open(path, "rb") as file:
                text = _chars(file.read())
            _PEM.sub(self._key, text)
            if text.lstrip()[:1] == "{":
                self.scrub(text)

    @property
    def secrets(self):
        """How many secrets have got a label."""
        return len(self._labels)

    @property
    def learned(self):
        """How many secrets are known by now; see `known_out`."""
        return len(self._known)

    def digests(self, key):
        """A digest of each secret by its label: equal secrets have equal ones under a key, which nobody keeps."""
        return dict((each, _digest(key, secret)) for secret, each in self._labels.items())

    def label(self, secret):
        """The label of a secret."""
        if _LABEL.match(secret):
            return secret
        with self._lock:
            plain = self._wholes.get(secret, secret)
            if plain not in self._labels:
                self._labels[plain] = "SCRUBBED-%d" % (len(self._labels) + 1)
            self.replaced += 1
            return self._labels[plain]

    def scrub(self, text):
        """The text without secrets."""
        if "PRIVATE" in text:
            text = _PEM.sub(self._key, text)
        text = _JSON.sub(lambda found: self._instead(found, _of_json), text)
        text = _LINE.sub(lambda found: self._instead(found, unquote_bytes, unquote_form), text)
        text = _SHOWN.sub(lambda found: self._instead(found, _of_xml), text)
        text = _USER_INFO.sub(lambda found: self._instead(found, unquote_bytes), text)
        text = _ATTRIBUTE.sub(self._quoted, text)
        if "assword" in text:
            text = self._rows_out(text)
        return self.known_out(text)

    def form(self, text):
        """A form, or the query of an address, without secrets."""
        pairs = []
        for pair in text.split("&"):
            name, equals, value = pair.partition("=")
            if value and unquote_form(name) in _FORM_FIELDS:
                value = self._labelled(unquote_form(value), unquote_form(name))
            pairs.append(name + equals + value)
        return self.scrub("&".join(pairs))

    def field(self, name, value):
        """The value of a field of a form, decoded, without secrets."""
        return self._labelled(value, name) if name in _FORM_FIELDS else self.scrub(value)

    def url(self, url):
        """An address without secrets."""
        start, mark, rest = url.partition("?")
        query, hash_sign, fragment = rest.partition("#")
        return self.scrub(start) + mark + self.form(query) + hash_sign + self.scrub(fragment)

    def body(self, body, content_type):
        """A body without secrets."""
        is_form = content_type.lower().startswith("application/x-www-form-urlencoded")
        return self.form(body) if is_form else self.data(body)

    def data(self, data):
        """A body or file without secrets; one that is compressed and has some inside is left out."""
        if data[:2] in ("\x1f\x8b", "PK"):
            inside = _unpacked(data)
            if inside is None or self.known_out(inside) != inside:
                return "(%d bytes, compressed: left out, since secrets in it cannot be replaced)" % len(data)
        return self.scrub(data)

    def value(self, value, name=None):
        """A JSON value without secrets in any of its texts; a base64 `text` stays one."""
        if isinstance(value, dict):
            content = self._content(value)
            made = dict((key, self.value(each, key)) for key, each in content.items())
            return dict((_native_text(self.known_out(_latin(key))), made[key]) for key in made)
        if isinstance(value, (list, tuple)):
            return [self.value(each, name) for each in value]
        if not hasattr(value, "encode"):
            return value
        text = _latin(value)
        return _native_text(self._labelled(text, name) if name in SECRET_FIELDS and text else self.scrub(text))

    def known_out(self, text, since=0):
        """The text without the secrets that are known by now, of those learned after the first `since`."""
        found = sorted(self._candidates(text, since), key=lambda known: (-len(known.secret), known.number))
        for known in found:
            text = known.pattern.sub(lambda at, known=known: at.group(1) or self.label(known.secret), text)
        return _FOLDED.sub(self._unfolded, text) if found or (self._known and "\n" in text) else text

    def header(self, name, value):
        """The value of a header without secrets."""
        lower = name.lower()
        if lower in ("cookie", "set-cookie"):
            return _COOKIE.sub(lambda found: self._cookie(found, lower), value)
        if lower in KEY_HEADERS:
            return self._labelled(value[4:], start="key=") if value[:4] == "key=" else self._labelled(value)
        if lower in ("location", "referer"):
            return self.url(value)
        if lower not in SECRET_HEADERS:
            return self.scrub(value)
        kind, space, rest = value.partition(" ")
        if not space:
            return self._labelled(value)
        if kind.lower() == "basic":
            self._learn_basic(rest)
        if _PARAMETER.search(rest):
            return "%s %s" % (kind, self.scrub(_PARAMETER.sub(self._parameter, rest)))
        field, equals, secret = rest.partition("=")
        if equals and field in ("auth", "token"):
            return "%s %s=%s" % (kind, field, self._labelled(secret))
        return "%s %s" % (kind, self._labelled(rest))

    def _rows_out(self, text):
        """The text without the values of rows (`<apps:property name="password" value="..."/>`)."""
        at, parts = 0, []
        for found in _PROPERTY_NAME.finditer(text):
            start, end = text.rfind("<", at, found.start()), _REST_OF_TAG.match(text, found.end())
            if start >= at and end:
                parts += [text[at:start], _PROPERTY_VALUE.sub(self._quoted, text[start : end.end()])]
                at = end.end()
        return "".join(parts) + text[at:]

    def _candidates(self, text, since):
        """The known secrets that the text may hold."""
        if len(self._known) - since <= _FEW:
            return [known for known in self._known[since:] if known.may_be_in(text)]
        fours = set(text[at : at + 4] for at in range(len(text) - 3))
        found = set(known for four in fours if four in self._fours for known in self._fours[four])
        return [known for known in found.union(self._always) if known.number >= since and known.may_be_in(text)]

    def _content(self, fields):
        """The fields of a body; base64 is scrubbed inside."""
        for name in ("encoding", "_encoding"):
            if fields.get(name) == "base64" and fields.get("text"):
                try:
                    before = _chars(base64.b64decode(_raw(_latin(fields["text"]))))
                except (ValueError, TypeError):
                    return fields  # no base64 after all
                after = self.scrub(before)
                if after != before:
                    return dict(fields, text=_encoded(after))
        return fields

    def _labelled(self, secret, name="", start=""):
        if name not in _ONCE:
            self.learn(secret)
        if name == "oauth_signature" and "&" in secret:  # PLAINTEXT: the secrets themselves
            for part in secret.split("&"):
                self.learn(unquote_bytes(part))
        return start + self.label(secret)

    def _instead(self, found, *readings):
        """What stands instead of a match: its last group becomes a label."""
        number = found.lastindex
        value, whole, start = found.group(number), found.group(0), found.start(number) - found.start(0)
        read = [reading(value) for reading in readings]
        secret = next((each for each in read if each in self._wholes), read[0])
        for each in read:
            self.learn(each, self._wholes.get(secret, secret))
        if not secret or _LABEL.match(secret):
            return whole
        return whole[:start] + self._labelled(secret, found.group(1)) + whole[start + len(value) :]

    def _quoted(self, found):
        """As `_instead`, for an attribute."""
        value, whole, start = found.group(2), found.group(0), found.start(2) - found.start(0)
        secret = _of_xml(value[1:-1])
        if not secret:
            return whole
        return whole[:start] + value[0] + self._labelled(secret) + value[-1] + whole[start + len(value) :]

    def _parameter(self, found):
        name, value = found.groups()
        if name in OPEN_PARAMETERS or not value:
            return found.group(0)
        return '%s="%s"' % (name, self._labelled(unquote_bytes(value), name))

    def _cookie(self, found, header):
        name, value = found.groups()
        if not value.strip() or (header == "set-cookie" and name.lower() in _OPEN_COOKIE):
            return found.group(0)
        return "%s=%s" % (name, self._labelled(value.strip().strip('"')))

    def _key(self, found):
        """A private key, however its lines are broken."""
        text = re.sub(r"\\+[nrt]|%0[AaDd]|\s", "\n", found.group(1).replace("\\/", "/"))
        lines = [unquote_bytes(line) for line in text.split("\n") if len(line) >= 16 and ":" not in line]
        whole = "".join(lines)
        if not whole or _LABEL.search(found.group(0)):
            return found.group(0)
        self.learn(whole)
        for line in lines:
            self.learn(line, whole)
        begin, end = found.start(1) - found.start(0), found.end(1) - found.start(0)
        return found.group(0)[:begin] + self.label(whole) + found.group(0)[end:]

    def _learn_basic(self, encoded):
        try:
            user, colon, password = _chars(base64.b64decode(_raw(encoded))).partition(":")
        except (ValueError, TypeError, binascii.Error):
            return  # no base64: there is no password to know
        if colon:
            self.learn(password)

    def _unfolded(self, found):
        """A block of base64 with line breaks: what is inside is scrubbed, and folded as it was."""
        whole = found.group(0)
        broken = re.search(r"\r?\n|(?:\\r)?\\n", whole).group(0)
        joined = whole.replace(broken, "")
        try:
            before = _chars(base64.b64decode(_raw(joined + "=" * (-len(joined) % 4))))
        except (ValueError, TypeError, binascii.Error):
            return whole
        after = before
        for known in self._known:
            if known.may_be_in(after):
                after = known.pattern.sub(lambda at, known=known: at.group(1) or self.label(known.secret), after)
        if after == before:
            return whole
        length, text = whole.index(broken), str(_encoded(after))
        return broken.join(text[at : at + length] for at in range(0, len(text), length))


class Unscrubbed(Scrubber):
    """Leaves everything as it is, for recordings that stay where they were made."""

    def scrub(self, text):
        return text

    form = url = data = scrub

    def learn(self, secret, whole=None):
        pass

    def known_out(self, text, since=0):
        return text

    def body(self, body, content_type):
        return body

    def value(self, value, name=None):
        return value

    def header(self, name, value):
        return value


class _Known(object):
    """A secret, and what it looks like."""

    def __init__(self, secret, number):
        self.secret, self.number, self._pattern = secret, number, None
        words = _WORD.findall(secret)
        self.always = not words
        self.anchors = [max(words, key=len)] if words else []
        digits = binascii.hexlify(_raw(secret)).decode("ascii")
        self._hexadecimal = [str(digits), str(digits.upper())] if len(secret) >= 8 else []
        self._base64 = _base64_cores(secret)
        self.anchors += self._hexadecimal
        for before, core, after in self._base64:
            self.anchors += sorted(set([core, core.replace("+", "-").replace("/", "_")]))

    def may_be_in(self, text):
        """Tell whether a text may hold the secret."""
        return self.always or any(anchor in text for anchor in self.anchors)

    @property
    def pattern(self):
        """Finds the secret; its first group finds a label, in which nothing is looked for."""
        if self._pattern is None:
            forms = [_spelled(self.secret)] + self._hexadecimal
            for before, core, after in self._base64:
                either = core.replace("+", "[+-]").replace("/", "[/_]")
                forms.append(before + either + after)
            self._pattern = re.compile("(SCRUBBED-[0-9]+)|" + "|".join(forms))
        return self._pattern


def _digest(key, secret):
    return hmac.new(key, _raw(secret), hashlib.sha256).hexdigest()


def is_secret_variable(name, value):
    """Tell whether an environment variable or option holds a secret.

    Its name says so (SECRET, PASSWORD, PASSWD, PASSPHRASE, PRIVATE_KEY, TOKEN; not where it ends in _FILE, _URL
    and the like), and its value may be one: five characters or more, no switch and no small number; of a TOKEN
    eight or more that are not all lower or all upper case letters, since those who issue tokens issue no words.
    """
    name = name.upper().replace("--", "OPTION_").replace("-", "_")
    if not _SECRET_NAME.search(name) or _ABOUT_SECRETS.search(name):
        return False
    if len(value) < _SHORTEST or _ON_OR_OFF.match(value) or (os.sep in value and os.path.exists(value)):
        return False
    if re.search("SECRET|PASS|PRIVATE|PWD|PW", name):
        return True
    return len(value) >= 8 and not (value.isalpha() and value in (value.lower(), value.upper()))


def _spelled(secret):
    """The pattern of a secret as XML, JSON, forms, reprs and pickles may write it."""
    data = _raw(secret)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    characters = re.findall(u"[\ud800-\udbff][\udc00-\udfff]|.", text, re.S)
    return "".join(str(_spelled_character(character)) for character in characters)


_NAMED = {"<": "lt", ">": "gt", "&": "amp", '"': "quot", "'": "apos", "\n": "NewLine"}
_ESCAPED = {"\n": "n", "\r": "r", "\t": "t"}


def _spelled_character(character):
    if re.match(u"[A-Za-z0-9]$", character):
        return character
    point = ord(character) if len(character) == 1 else int(json.dumps(character)[3:7], 16)
    data = list(bytearray(character.encode("utf-8", "replace")))
    if len(character) == 2 or point > 0xFFFF:
        high, low = json.dumps(character)[1:7], json.dumps(character)[7:13]
        units = r"\\+%s\\+%s" % (_digits(high[1:]), _digits(low[1:]))
        point = 0x10000 + ((int(high[2:], 16) & 0x3FF) << 10) + (int(low[2:], 16) & 0x3FF)
        units += r"|\\+U" + _digits("%08x" % point)
    else:
        units = r"\\+u" + _digits("%04x" % point)
    raw = "".join(re.escape(str(_bytes_text(byte))) for byte in data)
    forms = [
        r"\\*" + raw,
        "".join("%%(?:25)*%s" % _digits("%02x" % byte) for byte in data),
        "".join(r"\\+x" + _digits("%02x" % byte) for byte in data),
        "".join("=" + _digits("%02x" % byte) for byte in data),
        units,
        "&(?:amp;)*#0*%d;" % point,
        "&(?:amp;)*#[xX]0*%s;" % _digits("%x" % point),
    ]
    if 0x80 <= point <= 0xFF:
        forms += [re.escape(str(_bytes_text(point))), r"\\+x" + _digits("%02x" % point)]
    if character in _NAMED:
        forms.append("&(?:amp;)*%s;" % _NAMED[character])
    if character in _ESCAPED:
        forms.append(r"\\+" + _ESCAPED[character])
    if character == "\n":
        forms.append(r"\r\n|(?:\\+r)?\\+n")
    if character == " ":
        forms.append(r"\+")
    return "(?:%s)" % "|".join(forms)


def _digits(digits):
    """The pattern of hexadecimal digits in either case; a `u` or `U` before them stays."""
    return "".join("[%s%s]" % (d, d.upper()) if d in "abcdef" else d for d in digits)


def _bytes_text(byte):
    return struct.pack("B", byte) if PY2 else chr(byte)


def _base64_cores(secret):
    """What base64 makes of a secret at each of three places: a pattern before, its own characters, one after."""
    cores, data = [], _raw(secret)
    for offset, start in ((0, 0), (1, 2), (2, 3)):
        encoded = base64.b64encode(b"\0" * offset + data).decode("ascii")
        end = (offset + len(data)) * 8 // 6
        if end - start >= 6:
            other = "[A-Za-z0-9+/_-]?"
            cores.append((other if offset else "", str(encoded[start:end]), other if encoded[end:] else ""))
    return cores


def unquote_bytes(text):
    """Percent-decode, a character a byte."""
    return unquote(text) if PY2 else unquote(text, encoding="latin-1")


def unquote_form(text):
    """Decode a name or value of a form."""
    return unquote_bytes(text.replace("+", " "))


def _of_json(text):
    try:
        return _latin(json.loads('"%s"' % text))
    except ValueError:
        return text


def _of_xml(text):
    text = re.sub("&#x([0-9a-fA-F]+);", lambda found: _character(int(found.group(1), 16)), text)
    text = re.sub("&#([0-9]+);", lambda found: _character(int(found.group(1))), text)
    for entity, plain in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, plain)
    return text


def _character(point):
    return _latin(json.loads('"\\u%04x"' % point)) if point < 0x10000 else "&#%d;" % point


def _latin(text):
    """Text of any kind as Latin-1 text, a character a byte of its UTF-8, in the class `str`."""
    if PY2:
        return text.encode("utf-8") if not isinstance(text, bytes) else text
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return data.decode("latin-1")


def _native_text(text):
    """The reverse of `_latin`."""
    data = _raw(text)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1") if PY2 else data.decode("utf-8", "surrogatepass")


def _chars(data):
    """Bytes as text in the class `str`, a character a byte."""
    return data if PY2 else data.decode("latin-1")


def _raw(text):
    """The reverse of `_chars`."""
    if isinstance(text, bytes):
        return text
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:  # of another tool, or of an error
        return text.encode("utf-8", "replace")


def _encoded(text):
    """Text, a character a byte, in base64."""
    return base64.b64encode(_raw(text)).decode("ascii")


def _unpacked(data):
    """What is inside a gzip or zip file, as text; None if that cannot be read."""
    raw = _raw(data)
    try:
        if raw[:2] == b"\x1f\x8b":
            return _chars(_inflated(raw))
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(about.file_size for about in archive.infolist()) > 16 * MAXIMUM_FILE:
                return None
            return "\n".join(_chars(archive.read(name)) for name in archive.namelist())
    except (zlib.error, zipfile.BadZipfile, RuntimeError, NotImplementedError, ValueError):
        return None


def _inflated(data):
    """What was compressed by gzip or deflate; raises zlib.error."""
    for window in (47, -15):
        try:
            return zlib.decompressobj(window).decompress(data, 64 * MAXIMUM_FILE)
        except zlib.error:
            if window < 0:
                raise


# The base string


def base_string(method, url, headers, body):
    """The text that is signed for a request as it was sent (RFC 5849 section 3.4.1); None without OAuth.

    `headers` are pairs; all text is Latin-1.
    """
    parts = urlsplit(url)
    pairs = _form_pairs(parts.query)
    named = dict((name.lower(), value) for name, value in headers)
    given = named.get("authorization", "")
    if given.lower().startswith("oauth "):
        pairs += [(unquote_bytes(k), unquote_bytes(v)) for k, v in _PARAMETER.findall(given) if k.lower() != "realm"]
    if named.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        pairs += _form_pairs(body)
    if not any(name == "oauth_signature_method" for name, _ in pairs):
        return None
    signed = sorted((_escape(k), _escape(v)) for k, v in pairs if k != "oauth_signature")
    host = parts.netloc.lower()
    for scheme, port in (("http", ":80"), ("https", ":443")):
        if parts.scheme == scheme and host.endswith(port):
            host = host[: -len(port)]
    address = "%s://%s%s" % (parts.scheme.lower(), host, parts.path or "/")
    return "&".join(map(_escape, (method.upper(), address, "&".join("%s=%s" % pair for pair in signed))))


def _form_pairs(text):
    how = {} if PY2 else {"encoding": "latin-1"}
    return parse_qsl(text, keep_blank_values=True, **how)


def _escape(text):
    return quote(_raw(text), safe="~")


# HAR


def _pairs(pairs):
    return [{"name": name, "value": value} for name, value in pairs]


def _content(body):
    """The fields of a body (text, a character a byte): text where it is UTF-8, else base64."""
    try:
        return {"text": _raw(body).decode("utf-8")}
    except UnicodeDecodeError:
        return {"text": _encoded(body), "encoding": "base64"}


def value_of(pairs, wanted):
    """The value of the first header of a name, in any case; '' where there is none."""
    wanted = wanted.lower()
    for name, value in pairs:
        if name.lower() == wanted:
            return value
    return ""


def entry(call, scrubber):
    """The HAR entry of a call, scrubbed.

    `call` is a dictionary of text (Latin-1) and numbers: method, url, headers (pairs), body, started (seconds
    since 1970), milliseconds, and either status, reason, response_headers, response_body, or error.
    """
    spent = round(call["milliseconds"], 3)
    started = call["started"]
    made = {
        "startedDateTime": _iso(started) if isinstance(started, (int, float)) else started,
        "time": spent,
        "request": _request_entry(call, scrubber),
        "response": _response_entry(call, scrubber),
        "cache": {},
        "timings": {"send": 0, "wait": spent, "receive": 0},
    }
    return _for_json(made)


def _request_entry(call, scrubber):
    signed = base_string(call["method"], call["url"], call["headers"], call["body"])
    headers = [(name, scrubber.header(name, value)) for name, value in call["headers"]]
    kind = value_of(headers, "content-type")
    url, body = scrubber.url(call["url"]), scrubber.body(call["body"], kind)
    request = {
        "method": call["method"],
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(headers),
        "queryString": _pairs(_form_pairs(urlsplit(url).query)),
        "headersSize": -1,
        "bodySize": len(call["body"]),
    }
    if body:
        content = _content(body)
        request["postData"] = {"mimeType": kind, "text": content["text"]}
        if "encoding" in content:
            request["postData"]["_encoding"] = content["encoding"]
    if signed is not None:
        request["_signatureBaseString"] = scrubber.known_out(signed)
    return request


def _response_entry(call, scrubber):
    headers = [(name, scrubber.header(name, value)) for name, value in call.get("response_headers", ())]
    sent = call.get("response_body", "")
    plain = _decoded(sent, value_of(headers, "content-encoding"))
    content = dict(_content(scrubber.body(plain, value_of(headers, "content-type"))), size=len(plain))
    content["mimeType"] = value_of(headers, "content-type")
    if len(plain) != len(sent):
        content["compression"] = len(plain) - len(sent)
    response = {
        "status": call.get("status", 0),
        "statusText": scrubber.known_out(call.get("reason", "")),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(headers),
        "content": content,
        "redirectURL": value_of(headers, "location"),
        "headersSize": -1,
        "bodySize": len(sent),
    }
    if call.get("error"):
        response["_error"] = scrubber.scrub(call["error"])
    return response


def _decoded(body, coding):
    """A body without its content coding, as a HAR has it; as it is where that is not known."""
    if body and coding.strip().lower() in ("gzip", "x-gzip", "deflate"):
        try:
            return _chars(_inflated(_raw(body)))
        except zlib.error:
            return body  # it says that it is compressed, and is not
    return body


def _for_json(value):
    """A value as `json` takes it on Python 2: each text as Unicode, a character a byte."""
    if isinstance(value, dict):
        return dict((key, _for_json(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [_for_json(each) for each in value]
    return value.decode("latin-1") if isinstance(value, bytes) else value


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
        self._learned = []  # how many secrets were known when a call was written
        start = {"version": "1.2", "creator": {"name": HAR_CREATOR, "version": "1"}, "_scrubbed": True}
        if self.scrubber.__class__ is Unscrubbed:
            start["_scrubbed"] = False
        self._file = io.open(path, "w+b")
        self._write(_ascii({"log": start})[:-2] + b', "entries": [' + _CLOSING)

    def add(self, call):
        """Write a call; see `entry`."""
        with self._lock:
            self._learned.append(self.scrubber.learned)
            line = _ascii(entry(call, self.scrubber))
            self._file.seek(-len(_CLOSING), os.SEEK_END)
            self._write((b",\n" if len(self._learned) > 1 else b"\n") + line + _CLOSING)

    def finish(self, script=None, extra=None):
        """Write how the recording ended: `script` has what `script_fields` made, `extra` further fields."""
        with self._lock:
            ending = {"_complete": True}
            ending.update(self.scrubber.value(extra or {}))
            if script is not None:
                ending["_script"] = _for_json(_script_entry(script, self.scrubber))
            self._file.seek(-len(_CLOSING), os.SEEK_END)
            self._write(b"\n], " + _ascii(ending, sort_keys=False)[1:] + b"}\n")
            self._scrub_again()

    def close(self):
        """Leave the recording without an end: it counts as cut off."""
        with self._lock:
            self._scrub_again()

    def _write(self, data):
        self._file.write(data)
        self._file.flush()

    def _scrub_again(self):
        """Take out secrets that were written before they were known to be some; the file is whole all the while."""
        beside, changed = self.path + ".new", False
        self._file.seek(0)
        with io.open(beside, "wb") as new:
            for number, line in enumerate(self._file):
                if 0 < number <= len(self._learned):
                    before, line = line, self._line(line, self._learned[number - 1])
                    changed = changed or line != before
                new.write(line)
        self._file.close()
        if changed:
            _move(beside, self.path)
        else:
            os.remove(beside)

    def _line(self, line, learned):
        """A line of a call without the secrets that were learned since."""
        text = _chars(line)
        if self.scrubber.known_out(text, learned) == text:
            return line
        end = line[len(line.rstrip(b",\n")) :]
        return _ascii(self.scrubber.value(json.loads(text.rstrip(",\n")))) + end


def _move(path, target):
    """Put a file in the place of another, at once where the system can."""
    if hasattr(os, "replace"):
        return os.replace(path, target)
    if os.name == "nt":
        os.remove(target)
    os.rename(path, target)


def _script_entry(script, scrubber):
    """The fields of a script, scrubbed; equal file names get a number."""
    files = {}
    for name, data in sorted(script["files"].items()):
        shown = known = _native_text(scrubber.known_out(_latin(name)))
        while known in files:
            known = "%s (%d)" % (shown, len(files) + 1)
        files[known] = _content(scrubber.data(_chars(data)))
    return dict(
        script,
        argv=[_native_text(scrubber.scrub(_latin(each))) for each in script["argv"]],
        stdout=_content(scrubber.data(_chars(script["stdout"]))),
        stderr=_content(scrubber.data(_chars(script["stderr"]))),
        files=files,
    )


def _ascii(value, sort_keys=True):
    return json.dumps(value, sort_keys=sort_keys).encode("ascii")


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
            if sent is None:
                return before(connection, data)
            try:
                if connection.sock is None and connection.auto_open:
                    self._connect_unseen(connection)
                sent.append(bytes(data))
                return before(connection, data)
            except Exception as error:
                sent.append(bytes(data) if not sent else b"")
                self._note(connection, error=error)
                raise

        return send

    def _connect_unseen(self, connection):
        """Connect; what is said to a proxy about the tunnel is no part of the request."""
        sent, connection._har_sent = connection._har_sent, None
        try:
            connection.connect()
        finally:
            connection._har_sent = sent

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
        for part in _chars(bytes(key)).split("&"):
            if part:
                self._on_secret(unquote_bytes(part))

    def _connect(self, before):
        def connect(connection):
            if not is_google(connection.host):
                return before(connection)
            connection.sock = socket.create_connection(self._server, connection.timeout)

        return connect

    def _endheaders(self, before):
        def endheaders(connection, *given, **named):
            if is_google(connection.host) and is_secure(connection):
                connection.putheader("X-Forwarded-Proto", "https")
            return before(connection, *given, **named)

        return endheaders

    def _note(self, connection, response=None, body=b"", error=None):
        sent, connection._har_sent = getattr(connection, "_har_sent", None), None
        if not sent:
            return
        call = _request_of(b"".join(sent), is_secure(connection), connection.host)
        call["started"] = connection._har_started
        call["milliseconds"] = (time.time() - connection._har_started) * 1000
        if response is not None:
            call.update(_response_of(response, body))
        if error is not None:
            call["error"] = in_words(error)
        self.counts.made = self.count() + 1
        self._on_call(call)


def in_words(error):
    """The class of an exception and what it says."""
    try:
        return "%s: %s" % (type(error).__name__, error)
    except UnicodeError:  # Python 2, with Unicode that is not ASCII
        return "%s: %r" % (type(error).__name__, error.args)


def is_google(host):
    """Tell whether a host belongs to Google."""
    host = (host or "").lower()
    return any(host == known or host.endswith("." + known) for known in GOOGLE_HOSTS)


def is_secure(connection):
    """Tell whether a connection is or will be one with TLS; also those of other classes, and through proxies."""
    sock = connection.sock
    return connection.default_port == 443 or hasattr(sock, "cipher") or type(sock).__name__ == "FakeSocket"


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
    lines = _chars(head).split("\r\n")
    method, _, rest = lines[0].partition(" ")
    target = rest.rpartition(" ")[0]
    headers, scheme = [], "https" if secure else "http"
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "x-forwarded-proto":
            scheme = value.strip()
        else:
            headers.append((name, value.strip()))
    if value_of(headers, "transfer-encoding").lower() == "chunked":
        body = _dechunked(body)
    if not re.match(r"https?://", target):
        target = "%s://%s%s" % (scheme, value_of(headers, "host") or host, target)
    return {"method": method, "url": target, "headers": headers, "body": _chars(body)}


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
        unfolded = re.sub(r"\r?\n[ \t]+", " ", "".join(response.msg.headers))
        headers = [line.partition(":") for line in unfolded.splitlines() if ":" in line]
        headers = [(name.strip(), value.strip()) for name, _, value in headers]
    else:
        headers = [(name, str(value)) for name, value in response.headers.items()]
    return {
        "status": response.status,
        "reason": response.reason or "",
        "response_headers": headers,
        "response_body": _chars(body),
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
        framed = b"%x\r\n%s\r\n" % (len(body), body) if body else b""
        framed += b"" if failure else b"0\r\n\r\n"
        response.chunked, response.chunk_left = chunked, None
    else:
        response.length = len(body) if failure is None else length
    response.fp = io.BytesIO(framed) if PY2 else io.BufferedReader(io.BytesIO(framed))
    return body, failure


# Reporting, from the processes of the script to the one that writes


def _send_message(connection, message):
    data = _ascii(_for_json(message))
    connection.sendall(struct.pack("!I", len(data)) + data)


def _receive_message(stream):
    start = stream.read(4)
    if len(start) < 4:
        return None
    (length,) = struct.unpack("!I", start)
    data = stream.read(length)
    return json.loads(data.decode("ascii")) if len(data) == length else None


#: Fields of a call that travel in base64: JSON would make six characters of a byte.
_BODIES = ("body", "response_body")


class Reporter(object):
    """Tells the collector of calls and secrets, and waits until it has written them.

    `address` is "port:key". A forked process opens a connection of its own. When the collector has ended, as
    it does before a process that the script left behind, there is nobody to tell, and the process goes on.
    """

    def __init__(self, address):
        port, _, self._key = address.partition(":")
        self._port = int(port)
        self._lock, self._owner = threading.Lock(), os.getpid()
        self._pid, self._gone = None, False

    def call(self, call):
        """Report a call."""
        bodies = dict((name, _encoded(call[name])) for name in _BODIES if name in call)
        self._tell({"call": dict(call, **bodies)})

    def secret(self, secret):
        """Report a secret, before it can turn up anywhere."""
        self._tell({"secret": secret})

    def _tell(self, message):
        if self._owner != os.getpid():  # forked: another thread may have held the lock then
            self._lock, self._owner = threading.Lock(), os.getpid()
        with self._lock:
            if self._gone:
                return
            try:
                if self._pid != os.getpid():
                    self._connect()
                _send_message(self._socket, message)
                self._gone = not self._stream.read(1)
            except (OSError, socket.error):  # noqa: UP024 - two classes on Python 2
                self._gone = True

    def _connect(self):
        # Not by way of `socket.create_connection`, whose default timeout is the script's to choose.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.settimeout(None)
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
            call = _native(message["call"])
            bodies = dict((name, _chars(base64.b64decode(_raw(call[name])))) for name in _BODIES if name in call)
            self._writer.add(dict(call, **bodies))

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
        "stdout": stdout,
        "stderr": stderr,
        "exitStatus": exit_status,
        "ended": ended,
        "files": dict(files or {}),
    }


def run_script(
    command, shown, path, environment, timeout=None, files=False, scrubber=None, final=None, quiet=False, folder=".", stdin=None
):
    """Run a command whose processes report their calls, write the recording, and return the exit status.

    `shown` is the command line that the recording names; `timeout` is in seconds; `final` gives further fields
    of the recording when the script has ended. Unless `quiet`, its output goes where ours goes,
    as it comes. It works in `folder`, and reads `stdin`, a file. Killed for its time it has status 124.
    """
    writer = Writer(path, scrubber)
    _learn_what_is_given(writer.scrubber, shown, environment)
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


def _learn_what_is_given(scrubber, argv, environment):
    """Note the secrets among the arguments and the variables of a script, and in the files that these name."""
    options = [each.partition("=") for each in argv if each[:1] == "-"]
    options += [(name, "", value) for name, value in zip(argv, argv[1:]) if name[:1] == "-" and value[:1] != "-"]
    for name, _, value in options + [(name, "", environment[name]) for name in environment]:
        scrubber.learn_value(name, _latin_of_system(value))
    named = [value for name, value in environment.items() if re.search("KEY|CERT|CREDENTIAL|SECRET", name)]
    for path in list(argv) + named + [value for _, _, value in options]:
        scrubber.learn_file(path)


def _latin_of_system(text):
    return text if PY2 else os.fsencode(text).decode("latin-1")


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
