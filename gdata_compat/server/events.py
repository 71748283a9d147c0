"""A record of every request for whoever wants to watch, with nothing secret in it.

Signature base strings hold no secret; what does (passwords, token secrets, bearer tokens, cookies) is
replaced by `...` in headers, addresses, bodies and answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

__all__ = ["Observer", "RequestRecord", "hide_secrets", "readable", "without_secrets"]

_HIDDEN = "..."

# A value, a few attributes (many would take long to look through), and the one that says "a password".
_VALUE = r"""(?:"[^"]*"|'[^']*')"""
_ATTRIBUTES = rf"(?:\s+[\w:.-]+\s*=\s*{_VALUE}){{0,5}}?"
_NAMED = r"""\bname\s*=\s*(?:"password"|'password')"""

# A PLAINTEXT signature is both secrets, joined by an ampersand (RFC 5849 section 3.4.4); no other has one.
_SECRETS = re.compile(
    rf"""
      (?P<plaintext>\boauth_signature=)(?:"[^"]*(?:&|%(?:25)*26)[^"]*"|[^&\s"'<>]*%(?:25)*26[^&\s"'<>]*)
    | (?P<xml>\bpassword\s*=\s*){_VALUE}
    # an apps:property, whose attributes come in any order
    | (?P<property>{_NAMED}{_ATTRIBUTES}\s+value\s*=\s*){_VALUE}
    | (?P<value>\bvalue\s*=\s*){_VALUE}(?={_ATTRIBUTES}\s+{_NAMED})
    | (?P<form>\b(?:
          oauth_token_secret|Passwd|password|csrf|token|SID|LSID|Auth|Token|access_token|refresh_token
        | client_secret|code|assertion|logincaptcha)=)[^&\s"'<>]+
    | (?P<json>"(?:access_token|refresh_token)":\s*)"[^"]*"
    | (?P<shown><code\ id="(?:code|verifier)">)[^<]*
    | (?P<field>name="csrf"\s+value=)"[^"]*"
    """,
    re.VERBOSE,
)
_HEADER_SECRETS = re.compile(r'(?i)\b(GoogleLogin auth=|AuthSub token="?|Basic |Bearer )[^\s",]+')
_SECRET_HEADERS = {"cookie", "set-cookie"}


@dataclass(frozen=True)
class RequestRecord:
    """A request and its answer.

    `url` is the address that the client meant. `base_string` is the signature base string that the server
    computed, None where nothing was signed by OAuth. `detail` says why a refused request was refused.
    `seconds` is the time from the request to its answer.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: str = field(repr=False)
    base_string: str | None = field(repr=False)
    status: int = 0
    reason: str = ""
    answer: str = field(default="", repr=False)
    detail: str = ""
    seconds: float = 0.0

    def text(self) -> str:
        """Lay the record out for a terminal, a part a line, ending in a blank line."""
        lines = [f"> {self.method} {self.url}"]
        lines += [f"> {name}: {value}" for name, value in self.headers]
        lines += [f"> {line}" for line in self.body.splitlines()]
        if self.base_string is not None:
            lines.append(f"* signature base string: {self.base_string}")
        if self.detail:
            lines.append(f"* {self.detail}")
        lines.append(f"< {self.status} {self.reason} ({self.seconds * 1000:.1f} ms)")
        lines += [f"< {line}" for line in self.answer.splitlines()]
        return "\n".join(lines) + "\n"


#: Called with the record of every request once its answer is ready.
Observer = Callable[[RequestRecord], None]


def hide_secrets(text: str) -> str:
    """Replace passwords, secrets and bearer tokens in a body or an address."""
    return _SECRETS.sub(_hide, text)


def readable(content: bytes, media_type: str) -> str:
    """Return a body without its secrets; what is no text is told by its size."""
    if media_type.startswith("image/"):
        return f"({len(content)} bytes of {media_type})"
    return hide_secrets(content.decode("utf-8", "replace"))


def without_secrets(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the headers with cookies and bearer tokens replaced."""
    return tuple((name, _header_value(name, value)) for name, value in headers)


def _header_value(name: str, value: str) -> str:
    if name.lower() in _SECRET_HEADERS:
        return _HIDDEN
    return hide_secrets(_HEADER_SECRETS.sub(lambda match: match[1] + _HIDDEN, value))


def _hide(match: re.Match[str]) -> str:
    start = next(text for text in match.groupdict().values() if text)
    quote = '"' if match[0][-1] in "\"'" else ""
    return f"{start}{quote}{_HIDDEN}{quote}"
