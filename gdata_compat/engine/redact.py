"""Secrets taken out of what is shown: URLs in messages, headers and bodies in debug output."""

from __future__ import annotations

import re

__all__ = ["body", "header", "query"]

_HIDDEN = "(hidden)"
_HIDDEN_HEADERS = frozenset(("authorization", "proxy-authorization", "cookie", "set-cookie"))
_NAMES = (
    "access_token|client_secret|code|Auth|LSID|SID|logincaptcha|logintoken|oauth_signature|oauth_token|"
    "oauth_token_secret|oauth_verifier|Passwd|password|refresh_token|sig|token|Token|auth|key|assertion"
)
_FIELDS = re.compile(rf"""(^|[?&;])({_NAMES})=([^&;#\s"'<>]*)""", re.M)
_JSON = re.compile(
    r"""("(?:access_token|refresh_token|id_token|client_secret|private_key|assertion|password)"\s*:\s*)"""
    r""""(?:[^"\\]|\\.)*\""""
)
_ATTRIBUTES = re.compile(r"""(\bpassword\s*=\s*)("[^"]*"|'[^']*')""")
_PROPERTY = re.compile(r"""<[^<>]*\bname\s*=\s*["']\w*password["'][^<]*""", re.I)
_VALUE = re.compile(r"""(\bvalue\s*=\s*)("[^"]*"|'[^']*')""")


def query(url: str) -> str:
    """Hide the values of secret parameters, and user and password, in a URL."""
    url = re.sub(r"//[^/?#@]*@", f"//{_HIDDEN}@", url, count=1)
    return _FIELDS.sub(rf"\1\2={_HIDDEN}", url)


def header(name: str, value: str) -> str:
    """Give the value of a header, hidden where it authorizes."""
    if name.lower() == "location":
        return query(value)
    return _HIDDEN if name.lower() in _HIDDEN_HEADERS else value


def body(text: str) -> str:
    """Hide passwords and tokens in a form, a list of `Name=value` lines, an XML or a JSON document."""
    text = _FIELDS.sub(rf"\1\2={_HIDDEN}", text)
    text = _JSON.sub(rf'\1"{_HIDDEN}"', text)
    text = _ATTRIBUTES.sub(rf'\1"{_HIDDEN}"', text)
    return _PROPERTY.sub(lambda found: _VALUE.sub(rf'\1"{_HIDDEN}"', found[0]), text)
