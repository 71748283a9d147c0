"""What the scenarios of the service modules stand on; runs under Python 2.7 and Python 3 alike.

A scenario is a function that takes the `api` (the two legacy packages, of one library or the other), works
with them through a fake HTTP client, and returns what it saw as plain JSON values. `record.py` runs all of
them with gdata 2.0.18 on Python 2.7; the tests run the same functions with gdata_compat and compare.
"""

import json
import re
import sys
from xml.etree import ElementTree

TEXT = str if sys.version_info[0] > 2 else eval("unicode")
#: An e with an acute accent as a script writes it: bytes in UTF-8 under Python 2.
E_ACUTE = "\u00e9" if sys.version_info[0] > 2 else b"\xc3\xa9"
SCENARIOS = {}


def scenario(function):
    """Register a scenario under `<its module>.<its name>`."""
    SCENARIOS["%s.%s" % (function.__module__.split(".")[-1], function.__name__)] = function
    return function


class Api:
    """One library, as the scenarios see it: the packages `gdata` and `atom` with all their submodules."""

    def __init__(self, gdata, atom):
        self.gdata = gdata
        self.atom = atom
        self.log = []

    def fake(self, *answers):
        """A client that gives these answers in turn, each a tuple for `Answer`, and the last for ever."""
        return FakeClient(self, [Answer(*answer) for answer in answers] or [Answer()])

    def sent(self):
        """The requests since the last call of this method."""
        calls, self.log[:] = list(self.log), []
        return calls

    def call(self, function, *args, **kwargs):
        """What the call returned or raised, and the requests that it made."""
        self.log[:] = []
        try:
            seen = {"returns": describe(function(*args, **kwargs))}
        except Exception as error:
            seen = {"raises": describe_error(error)}
        calls = self.sent()
        if calls:
            seen["sent"] = calls
        return seen


class Answer:
    """An HTTP answer with the methods that httplib's have."""

    REASONS = {200: "OK", 201: "Created", 301: "Moved", 302: "Found"}

    def __init__(self, status=200, body="", headers=None, reason=None):
        self.status = status
        self.body = body
        self.headers = headers or {}
        self.reason = self.REASONS.get(status, "Reason") if reason is None else reason
        self.place = 0

    def read(self, amt=None):
        end = len(self.body) if amt is None else self.place + amt
        part, self.place = self.body[self.place : end], end
        return part

    def getheader(self, name, default=None):
        for known in self.headers:
            if known.lower() == name.lower():
                return self.headers[known]
        return default

    def fresh(self):
        return Answer(self.status, self.body, self.headers, self.reason)


class FakeClient:
    """A duck-typed `http_client` that writes down what it is asked for."""

    def __init__(self, api, answers):
        self.api = api
        self.answers = answers

    def request(self, operation, url, data=None, headers=None):
        call = {"verb": operation, "url": plain_url(str(url)), "url_class": type(url).__name__}
        call["headers"] = plain_headers(headers, data)
        call["data"] = describe(data)
        self.api.log.append(call)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer.fresh()


def plain_url(url):
    """The URL with its query parameters sorted: their order came from Python 2's dictionaries."""
    url = re.sub(r"(oauth_(?:nonce|timestamp|signature)=)[^&]*", r"\1*", url)
    base, mark, query = url.partition("?")
    return base + mark + "&".join(sorted(query.split("&")))


def plain_headers(headers, data=None):
    """The headers, with what changes hidden; whether the length is right stands for that of XML."""
    plain = {name: plain_header(describe(value)) for name, value in (headers or {}).items()}
    if (hasattr(data, "ToString") or isinstance(data, list)) and "Content-Length" in plain:
        plain["Content-Length"] = plain["Content-Length"] == TEXT(size(data))
    return plain


def size(data):
    """The number of bytes that a body has on the wire."""
    if isinstance(data, list):
        return sum(size(part) for part in data)
    if hasattr(data, "getvalue"):
        return len(data.getvalue())
    written = data if isinstance(data, bytes) else str(data)
    return len(written if isinstance(written, bytes) else written.encode("utf-8"))


def plain_header(value):
    """A header's value with what changes from call to call (nonce, timestamp, signature, boundary) hidden."""
    if not isinstance(value, TEXT):
        return value
    if value.startswith("OAuth "):
        value = re.sub(r'(oauth_(nonce|timestamp|signature))="[^"]*"', r'\1="*"', value)
        return "OAuth " + ", ".join(sorted(value[6:].split(", ")))
    if value.startswith("AuthSub") and "sigalg" in value:
        value = re.sub(r'data="(\w+ \S+) \d+ \d+"', r'data="\1 * *"', value)
        return re.sub(r' sig="[^"]*"', ' sig="*"', value)
    return value


def tree(xml):
    """An XML document as nested lists.

    Prefixes and the order of attributes do not matter, nor does that of children with different tags:
    the original wrote them in the order of Python 2's dictionaries.
    """
    return _node(ElementTree.fromstring(xml))


def _node(element):
    return [
        element.tag,
        dict(element.attrib),
        (element.text or "").strip(),
        [_node(child) for child in sorted(element, key=lambda child: child.tag)],
    ]


def describe(value):
    """Any value of either library as JSON."""
    for kind, words in _DESCRIPTIONS:
        if kind(value):
            return words(value)
    return {"class": type(value).__name__}


def describe_text(value):
    value = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    if re.match(r"<\?xml|<ns0:|<\w*:?(entry|feed) ", value):
        return {"xml": tree(value.encode("utf-8"))}
    if _is_form(value):
        return "&".join(sorted(value.split("&")))
    return value


def _is_form(value):
    return re.match(r"\w+=[^&\s]*(&\w+=[^&\s]*)+$", value) is not None


def describe_object(value):
    return {"class": type(value).__name__, "xml": tree(str(value))}


def describe_response(value):
    return {"status": value.status, "reason": value.reason, "body": describe(value.read())}


def describe_file(value):
    return {"file": describe(value.read())}


def describe_media(value):
    return {
        "class": type(value).__name__,
        "content_type": value.content_type,
        "content_length": describe(value.content_length),
        "file": describe(value.file_handle),
    }


def describe_token(value):
    seen = {"class": type(value).__name__}
    for name in ("key", "secret", "auth_header", "token_string", "scopes"):
        if hasattr(value, name):
            item = getattr(value, name)
            seen[name] = [str(scope) for scope in item] if name == "scopes" and item else describe(item)
    return seen


def describe_error(error):
    """An exception: class, arguments, the text as JSON where it is a dict's, and `message`."""
    seen = {"class": type(error).__name__, "args": [describe(item) for item in error.args]}
    for kind in (TypeError, AttributeError, NameError, KeyError, SyntaxError):
        # Their words are the interpreter's or ours; what a script can catch is what counts.
        if isinstance(error, kind):
            return {"class": kind.__name__}
    if type(error).__module__ not in ("exceptions", "builtins"):
        seen["message"] = describe(error.message)
    for name in ("error_code", "reason", "invalidInput"):
        if hasattr(error, name):
            seen[name] = describe(getattr(error, name))
    return seen


def _has(*names):
    return lambda value: all(hasattr(value, name) for name in names)


_DESCRIPTIONS = [
    (lambda v: v is None or isinstance(v, (bool, int, float)), lambda v: v),
    (lambda v: isinstance(v, (TEXT, bytes)), describe_text),
    (lambda v: isinstance(v, dict), lambda v: {str(k): describe(v[k]) for k in v}),
    (lambda v: isinstance(v, (list, tuple)), lambda v: [describe(item) for item in v]),
    (_has("ToString"), describe_object),
    (_has("file_handle"), describe_media),
    (_has("perform_request"), describe_token),
    (_has("status", "reason", "read"), describe_response),
    (_has("read", "seek"), describe_file),
    (_has("__next__"), lambda v: [describe(item) for item in v]),
    (_has("next", "__iter__"), lambda v: [describe(item) for item in v]),
    (_has("get_request_uri"), lambda v: plain_url(str(v))),
]


def run(name, api):
    """The observation of one scenario, through JSON so that both sides compare alike."""
    return json.loads(json.dumps(SCENARIOS[name](api)))
