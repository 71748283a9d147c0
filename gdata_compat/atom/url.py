"""URLs as objects: compared by their parts, written with their query parameters encoded."""

from __future__ import annotations

from ..engine import urls

__all__ = ["DEFAULT_PORT", "DEFAULT_PROTOCOL", "Url", "parse_url"]

DEFAULT_PROTOCOL = "http"
DEFAULT_PORT = 80


def parse_url(url_string):
    """Make a `Url` of a whole or partial URL; what is missing stays None.

    Of repeated parameters the last wins, a value ends at its second `=`, a parameter without `=` gets
    None, and `;params` and the fragment are dropped (quirk 28). A host part is cut at its colons, so that
    user and password are taken for host and port. ValueError for a bracket without its partner.
    """
    protocol, netloc, path, _, query = urls.split(urls.text(url_string))
    host, *rest = netloc.split(":")
    url = Url(protocol or None, host or None, rest[0] if rest else None, path or None)
    for pair in query.split("&") if query else ():
        name, *value = pair.split("=")
        url.params[urls.unquote_form(name)] = urls.unquote_form(value[0]) if value else None
    return url


class Url:
    """The parts of a URL; `params` maps unquoted names to unquoted values.

    Two objects are equal when their parts are, where no protocol counts as http and no port as 80 (the
    number: a port '80' of a parsed URL differs from none). Anything else is compared as text. The hash is
    that of the object (quirk 5), so equal URLs are different keys of a dict.
    """

    def __init__(self, protocol=None, host=None, port=None, path=None, params=None):
        self.protocol = protocol
        self.host = host
        self.port = port
        self.path = path
        self.params = params or {}

    def to_string(self):
        """Write the URL; a port is written only after a host, and a None value as `None`."""
        netloc = ""
        if self.host:
            netloc = f"{self.host}:{self.port}" if self.port else self.host
        query = self.get_param_string() if self.params else ""
        return urls.join(self.protocol or "", netloc, self.path or "", query)

    def get_param_string(self):
        """Write the parameters as the query of a URL, in the order in which they were set."""
        return urls.encode_form(self.params.items())

    def get_request_uri(self):
        """Write path and query only; a path of None without parameters stays None."""
        query = self.get_param_string()
        return f"{self.path or ''}?{query}" if query else self.path

    def __cmp__(self, other):
        """Compare as Python 2 did: -1, 0 or 1."""
        if not isinstance(other, Url):
            return _compare(self.to_string(), str(other))
        return (
            _compare_or_default(self.protocol, other.protocol, DEFAULT_PROTOCOL)
            or _compare(self.host, other.host)
            or _compare_or_default(self.port, other.port, DEFAULT_PORT)
            or _compare(self.path, other.path)
            or _compare(self.params, other.params)
        )

    def __eq__(self, other):
        return self.__cmp__(other) == 0

    def __ne__(self, other):
        return self.__cmp__(other) != 0

    def __lt__(self, other):
        return self.__cmp__(other) < 0

    def __le__(self, other):
        return self.__cmp__(other) <= 0

    def __gt__(self, other):
        return self.__cmp__(other) > 0

    def __ge__(self, other):
        return self.__cmp__(other) >= 0

    __hash__ = object.__hash__

    def __str__(self):
        return self.to_string()


def _compare_or_default(one, other, default):
    if not one and not other:
        return 0
    return _compare(one or default, other or default)


def _compare(one, other):
    """Compare like Python 2's `cmp`: None before numbers before dicts before text."""
    if one == other:
        return 0
    ranks = _rank(one), _rank(other)
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(one, dict):
        return _compare_dicts(one, other)
    return -1 if one < other else 1


def _rank(value):
    if value is None:
        return 0
    if isinstance(value, (int, float)):
        return 1
    return 2 if isinstance(value, dict) else 3


def _compare_dicts(one, other):
    """Compare by size, then by the first name, in order, whose value is missing or differs."""
    if len(one) != len(other):
        return -1 if len(one) < len(other) else 1
    ours, theirs = _first_difference(one, other), _first_difference(other, one)
    return _compare(ours, theirs) or _compare(one.get(ours), other.get(theirs))


def _first_difference(one, other):
    return min((name for name in one if name not in other or one[name] != other[name]), default=None)
