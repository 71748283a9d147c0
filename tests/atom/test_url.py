"""atom.url: parsing, writing and comparing as Python 2.7 did."""

from __future__ import annotations

import json

import pytest

from gdata_compat.atom.url import Url, parse_url

#: URL, its parts and how it is written, as 2.0.18 gave them.
PARSED = [
    ("HTTP://Ex.COM:80/p;q?a=1#f", ("http", "Ex.COM", "80", "/p", {"a": "1"}), "http://Ex.COM:80/p?a=1"),
    ("http://user:pw@h:80/x", ("http", "user", "pw@h", "/x", {}), "http://user:pw@h/x"),
    ("http://[::1]:80/x", ("http", "[", "", "/x", {}), "http://[/x"),
    ("?x", (None, None, None, None, {"x": None}), "?x=None"),
    ("http://h?x", ("http", "h", None, None, {"x": None}), "http://h?x=None"),
    ("foo:80", (None, None, None, "foo:80", {}), "foo:80"),
    ("foo:80a", ("foo", None, None, "80a", {}), "foo:80a"),
    ("a b://x", (None, None, None, "a b://x", {}), "a b://x"),
    ("//h", (None, "h", None, None, {}), "//h"),
    ("http:///p", ("http", None, None, "/p", {}), "http:///p"),
    ("http:p", ("http", None, None, "p", {}), "http:///p"),
    ("x;y?z", (None, None, None, "x", {"z": None}), "x?z=None"),
    ("http:80", ("http", None, None, "80", {}), "http:///80"),
    ("mailto:x", ("mailto", None, None, "x", {}), "mailto:x"),
    ("https://h:443/a?b#c?d", ("https", "h", "443", "/a", {"b": None}), "https://h:443/a?b=None"),
    (" http://h/", (None, None, None, " http://h/", {}), " http://h/"),
    ("http://h/\tx\n", ("http", "h", None, "/\tx\n", {}), "http://h/\tx\n"),
    ("http://h/?a=b=c&a=d=e", ("http", "h", None, "/", {"a": "d"}), "http://h/?a=d"),
    (
        "http://h/?g=x+y%20z&f=%7e",
        ("http", "h", None, "/", {"g": "x y z", "f": "~"}),
        "http://h/?g=x+y+z&f=%7E",
    ),
]


@pytest.mark.parametrize(("text", "parts", "written"), PARSED, ids=[row[0] for row in PARSED])
def test_a_url_is_parsed_and_written(text, parts, written):
    """Quirk 28: the last of repeated parameters, no `;params`, no fragment, values cut at a second `=`."""
    url = parse_url(text)
    assert (url.protocol, url.host, url.port, url.path, url.params) == parts
    assert str(url) == written


PARSE = """
import json, sys
sys.path.pop(0)
import atom.url
for text in json.loads(sys.argv[1]):
    url = atom.url.parse_url(text.encode('utf-8'))
    print(json.dumps([url.protocol, url.host, url.port, url.path, url.params, str(url)]))
"""


def test_the_original_parses_them_so(original):
    """Python 2.7 gives the same parts and the same text."""
    texts = [row[0] for row in PARSED] + ["http://h/é?ü=ß", "svn+ssh://h/p", "tel:1;x?y", "1a.b-c:d", "a_b:c"]
    got = [json.loads(line) for line in original.run(PARSE, json.dumps(texts)).stdout.splitlines()]
    ours = [parse_url(text) for text in texts]
    assert [[u.protocol, u.host, u.port, u.path, u.params, str(u)] for u in ours] == got


def test_bytes_that_are_no_utf8_survive():
    """`%E9` is written back as `%E9`."""
    assert str(parse_url("http://h/?a=%e9&b=%c3%a9")) == "http://h/?a=%E9&b=%C3%A9"


def test_a_bracket_without_its_partner_is_refused():
    """ValueError, as in Python 2.7."""
    with pytest.raises(ValueError, match="Invalid IPv6 URL"):
        parse_url("http://[x/")


def test_params_may_hold_anything():
    """Numbers and None are written by `str()`."""
    url = Url("http", "h", 81, "p", {"a": 1, "b": None, "c": b"x", "d": "ü"})
    assert str(url) == "http://h:81/p?a=1&b=None&c=x&d=%C3%BC"
    assert url.get_request_uri() == "p?a=1&b=None&c=x&d=%C3%BC"
    assert Url().get_request_uri() is None
    assert str(Url(port=80)) == ""


COMPARED = [
    (Url(port="80"), Url(), 1),
    (Url(port=80), Url(), 0),
    (Url(port=None), Url(port="8"), -1),
    (Url(host="a"), Url(), 1),
    (Url("http"), Url(), 0),
    (Url("https"), Url(), 1),
    (Url(), Url("https"), -1),
    (Url(path="/a"), Url(path="/b"), -1),
    (Url(params={"a": "1"}), Url(params={"b": "0"}), -1),
    (Url(params={"a": "1", "b": "0"}), Url(params={"z": "9"}), 1),
    (Url(params={"a": None}), Url(params={"a": "0"}), -1),
    (Url(params={"a": 1}), Url(params={"a": "1"}), -1),
    (Url("http", "h"), "http://h", 0),
    (Url("http"), "http", 1),
]


@pytest.mark.parametrize(("one", "other", "expected"), COMPARED)
def test_urls_compare_as_python_2_did(one, other, expected):
    """Quirk 5: no protocol counts as http; a port '80' differs from none."""
    assert one.__cmp__(other) == expected
    assert (one == other, one != other) == (expected == 0, expected != 0)
    assert (one < other, one <= other) == (expected < 0, expected <= 0)
    assert (one > other, one >= other) == (expected > 0, expected >= 0)


def test_a_url_hashes_by_identity():
    """Quirk 5: equal URLs are different keys."""
    one, other = parse_url("http://h/"), parse_url("http://h/")
    assert one == other
    assert len({one: 1, other: 2}) == 2
    assert "http://h/" == one  # noqa: SIM300 - the other way round
