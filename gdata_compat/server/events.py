"""A record of every request for whoever wants to watch, with nothing secret in it.

Signature base strings hold no secret; what does (passwords, token secrets, bearer tokens, cookies) is
replaced by `...` in headers, addresses, bodies and answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from .domain.request_log import RequestRecord

__all__ = ["Exchange", "Observer", "RequestRecord", "hide_secrets", "readable", "without_secrets"]

_HIDDEN = "..."

# A value, a few attributes (many would take long to look through), and the one that names a secret.
_VALUE = r"""(?:"[^"]*"|'[^']*')"""
_ATTRIBUTES = rf"(?:\s+[\w:.-]+\s*=\s*{_VALUE}){{0,5}}?"
_SECRET_NAME = "(?:password|supportPIN|customerPIN)"
_NAMED = rf"""\bname\s*=\s*(?:"{_SECRET_NAME}"|'{_SECRET_NAME}')"""

# The fields of forms, addresses and JSON that hold a secret.
_FIELDS = r"""(?:
          oauth_token_secret|oauth_verifier|token_secret|consumer_secret|client_secret|private_key|Passwd|password|csrf
        | token|SID|LSID|Auth|Token|access_token|refresh_token|code|assertion|logincaptcha)"""

# A PLAINTEXT signature is both secrets, joined by an ampersand (RFC 5849 section 3.4.4); no other has one.
_SECRETS = re.compile(
    rf"""
      (?P<plaintext>\boauth_signature=)(?:"[^"]*(?:&|%(?:25)*26)[^"]*"|[^&\s"'<>]*%(?:25)*26[^&\s"'<>]*)
    | (?P<xml>\bpassword\s*=\s*){_VALUE}
    # an apps:property, whose attributes come in any order
    | (?P<property>{_NAMED}{_ATTRIBUTES}\s+value\s*=\s*){_VALUE}
    | (?P<value>\bvalue\s*=\s*){_VALUE}(?={_ATTRIBUTES}\s+{_NAMED})
    | (?P<form>\b{_FIELDS}=)[^&\s"'<>]+
    | (?P<file>/a/data/compliance/audit/)[^\s"'<>?]+
    | (?P<json>"{_FIELDS}"\s*:\s*)"(?:[^"\\]|\\.)*"
    | (?P<shown><code\ id="(?:code|verifier)">)[^<]*
    | (?P<field>name="csrf"\s+value=)"[^"]*"
    """,
    re.VERBOSE,
)
_FIELD = re.compile(_FIELDS, re.VERBOSE)
#: What the first alternative above is about: a signature of several parts.
_MANY_PARTS = re.compile(r"""oauth_signature=(?:"[^"]*?(?:&|%(?:25)*26)|[^&\s"'<>]*?%(?:25)*26)""")
#: Of each alternative above but the first, a text without which it does not occur.
_SIGNS = (
    *("password", "csrf", "token=", "Token=", "secret=", "Passwd=", "SID=", "Auth="),
    *("code", "verifier", "assertion=", "logincaptcha=", "private_key", '_token"', 'secret"'),
    *("supportPIN", "customerPIN", "/a/data/compliance/audit/"),
    *('"Passwd"', '"token"', '"SID"', '"LSID"', '"Auth"', '"Token"', '"assertion"', '"logincaptcha"'),
)
#: The name of a field in which letters are percent-encoded.
_ESCAPED_NAME = re.compile(r"(?<![^?&;\s])[^=&?;\s]*%[^=&?;\s]*(?==)")
#: What is left of a value whose end was cut off. One by one: a text that begins with letters is found fast.
_CUT_VALUES = [re.compile(rf"""({name}\s*=\s*)(?:"[^"]*|'[^']*)\Z""") for name in ("password", "value")]
_HEADER_SECRETS = re.compile(r'(?i)\b(GoogleLogin auth=|AuthSub token="?|Basic |Bearer )[^\s",]+')
_SCHEMES = ("googlelogin", "authsub", "basic ", "bearer ")
_SECRET_HEADERS = {"cookie", "set-cookie"}


@dataclass(frozen=True)
class Exchange:
    """A request and its answer as they were, secrets included: `record` makes what may be shown.

    That takes longer than a call may wait, so that it can be put off to another thread.
    """

    method: str
    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)
    media_type: str
    status: int
    reason: str
    answer: bytes = field(repr=False)
    answer_type: str
    base_string: str | None = field(repr=False)
    detail: str
    received: float
    seconds: float
    caller: str
    token: str

    def record(self, limit: int | None = None) -> RequestRecord:
        """Return the record without secrets; bodies are cut after `limit` characters, where one is given."""
        return RequestRecord(
            method=self.method,
            url=hide_secrets(self.url),
            headers=without_secrets(self.headers),
            body=readable(self.body, self.media_type, limit),
            base_string=self.base_string,
            status=self.status,
            reason=self.reason,
            answer=readable(self.answer, self.answer_type, limit),
            detail=self.detail,
            seconds=self.seconds,
            received=self.received,
            caller=self.caller,
            token=self.token,
        )


#: Called with the record of every request once its answer is ready.
Observer = Callable[[RequestRecord], None]


def hide_secrets(text: str) -> str:
    """Replace passwords, secrets and bearer tokens in a body or an address."""
    if "%" in text:
        text = _ESCAPED_NAME.sub(_plain_if_secret, text)
    return _SECRETS.sub(_hide, text) if _may_hold_secrets(text) else text


def _may_hold_secrets(text: str) -> bool:
    """Look for signs of secrets, which is a hundred times faster than to look for secrets."""
    if "=" not in text and '"' not in text:
        return False
    if _MANY_PARTS.search(text):
        return True
    text = text.replace("oauth_token=", "")  # in every signed call, and no secret
    return any(sign in text for sign in _SIGNS)


def readable(content: bytes, media_type: str, limit: int | None = None) -> str:
    """Return a body without its secrets, cut after `limit` bytes; what is no text is told by its size."""
    if media_type.startswith(("image/", "multipart/form-data")):
        return f"({len(content)} bytes of {media_type})"
    content = content.replace(b"\0", b"")  # what is ASCII in UTF-16 is looked through as any
    if limit is None or len(content) <= limit:
        return hide_secrets(content.decode("utf-8", "replace"))
    start = hide_secrets(_start_of(content[:limit].decode("utf-8", "replace")))
    return f"{start}{_HIDDEN}\n({len(content)} bytes, of which this is the start)"


def _plain_if_secret(match: re.Match[str]) -> str:
    """Decode the name of a field that holds a secret, so that it is known as one."""
    name = unquote(match[0])
    return name if _FIELD.fullmatch(name) else match[0]


def _start_of(text: str) -> str:
    """Cut off the end of a text that was cut anywhere: a secret without its end would not be known as one."""
    at = text.rfind("<") if "<" in text else max(text.rfind("&"), text.rfind("\n"), 0)
    text = text[:at]
    for cut_value in _CUT_VALUES:
        text = cut_value.sub(lambda match: match[1], text)
    return text


def without_secrets(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the headers with cookies and bearer tokens replaced."""
    return tuple((name, _header_value(name, value)) for name, value in headers)


def _header_value(name: str, value: str) -> str:
    if name.lower() in _SECRET_HEADERS:
        return _HIDDEN
    lowered = value.lower()
    if name.lower() == "authorization" and not lowered.startswith(("oauth ", *_SCHEMES)):
        return _HIDDEN  # a token without its scheme, perhaps
    if any(scheme in lowered for scheme in _SCHEMES):
        value = _HEADER_SECRETS.sub(lambda match: match[1] + _HIDDEN, value)
    return hide_secrets(value)


def _hide(match: re.Match[str]) -> str:
    start = next(text for text in match.groupdict().values() if text)
    quote = '"' if match[0][-1] in "\"'" else ""
    return f"{start}{quote}{_HIDDEN}{quote}"
