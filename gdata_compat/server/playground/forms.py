"""Reading the Playground's forms: what was typed, and what is wrong with it, in words, by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from ..rsa import check_private_key
from ..target import is_web_address
from .calls import is_here
from .scopes import SCOPES
from .sessions import Call, Settings
from .signing import METHODS

__all__ = ["CALL_METHODS", "header_lines", "problems_text", "read_call", "read_settings"]

#: The methods of step 5.
CALL_METHODS = ("GET", "POST", "PUT", "DELETE")

_ADDRESSES = {
    "request_url": "where a request token is asked for",
    "authorize_url": "where the user allows access",
    "access_url": "where the request token is exchanged",
}
_LONGEST = {"consumer_key": 300, "consumer_secret": 1000, "private_key": 20_000}
_LONGEST_ADDRESS = 2000
_MOST_SCOPES = 50
_LONGEST_BODY = 150_000
_MOST_HEADERS = 20

#: Headers that the Playground writes itself, or that say how a connection is used.
_OURS = {
    "authorization",
    "host",
    "content-length",
    "content-type",
    "transfer-encoding",
    "connection",
    "cookie",
}


def read_settings(form: MultiDict[str, str], before: Settings) -> tuple[Settings, dict[str, str]]:
    """Read steps 1 and 2; a secret that was typed `before` is kept where its field is empty."""
    known = {scope.url for scope in SCOPES}
    chosen = [scope for scope in form.getlist("scope") if scope in known]
    own = [word[:_LONGEST_ADDRESS] for word in form.get("own_scopes", "").split()]
    texts = {name: form.get(name, "").strip() for name in (*_ADDRESSES, "consumer_key")}
    read = Settings(
        scopes=list(dict.fromkeys([*chosen, *own]))[: _MOST_SCOPES + 1],
        provider=_choice(form.get("provider"), "this", "other"),
        callback=_choice(form.get("callback"), "page", "oob"),
        signature_method=_choice(form.get("signature_method"), *METHODS),
        consumer_secret=form.get("consumer_secret", ""),
        private_key=form.get("private_key", "").strip().replace("\r\n", "\n"),
        **{name: text[: _LONGEST_ADDRESS + 1] for name, text in texts.items()},
    )
    if _is_same_consumer(read, before):
        kept = {
            name: getattr(read, name) or getattr(before, name) for name in ("consumer_secret", "private_key")
        }
        read = replace(read, **kept)
    return read, _problems(read)


def _is_same_consumer(read: Settings, before: Settings) -> bool:
    """Tell whether a secret was typed for the consumer, and the provider, that this form names."""
    return (read.consumer_key, read.provider, read.request_url, read.access_url) == (
        before.consumer_key,
        before.provider,
        before.request_url,
        before.access_url,
    )


def _problems(read: Settings) -> dict[str, str]:
    found = _problems_of_scopes(read)
    if read.is_other:
        for name, purpose in _ADDRESSES.items():
            if not _is_address(getattr(read, name)):
                found[name] = f"Type the address {purpose}, such as https://provider.example/oauth."
    if not read.consumer_key:
        found["consumer_key"] = (
            "Type the consumer key: at this server that is the domain's name, or anonymous."
        )
    secret = "private_key" if read.signature_method == "RSA-SHA1" else "consumer_secret"
    for name in ("consumer_key", secret):
        if len(getattr(read, name)) > _LONGEST[name]:
            found[name] = f"This is longer than {_LONGEST[name]} characters."
    if not read.consumer_key.isprintable():
        found["consumer_key"] = "The consumer key holds a character that cannot be printed."
    if read.signature_method == "RSA-SHA1":
        found |= _problem_of_key(read.private_key)
    elif not read.consumer_secret:
        found["consumer_secret"] = "Type the consumer secret, which HMAC-SHA1 signs with."
    return found


def _problems_of_scopes(read: Settings) -> dict[str, str]:
    if not read.scopes and not read.is_other:
        return {"scopes": "Choose a scope, or type one: without any, a token would be good for nothing."}
    if len(read.scopes) > _MOST_SCOPES:
        return {"own_scopes": f"These are more than {_MOST_SCOPES} scopes."}
    if not read.is_other:
        for scope in read.scopes:
            if not _is_address(scope):
                return {"own_scopes": f"A scope is a URL, such as {SCOPES[0].url}; {scope[:80]!r} is none."}
    return {}


def _problem_of_key(pem: str) -> dict[str, str]:
    if not pem:
        return {"private_key": "Paste the private key, in PEM, which RSA-SHA1 signs with."}
    try:
        check_private_key(pem)
    except ValueError as error:
        return {"private_key": f"This does not work: {error}."}
    return {}


def read_call(form: MultiDict[str, str], is_other: bool) -> tuple[Call, dict[str, str]]:
    """Read step 5."""
    body = form.get("body", "").replace("\r\n", "\n")
    read = Call(
        method=_choice(form.get("method"), *CALL_METHODS),
        url=form.get("url", "").strip()[: _LONGEST_ADDRESS + 1],
        content_type=form.get("content_type", "").strip()[:200],
        headers=form.get("headers", "").replace("\r\n", "\n")[:5000],
        body=body[:_LONGEST_BODY],
    )
    found = {}
    if not _is_address(read.url):
        found["url"] = "Type the address of a feed, which begins with https:// or http://."
    elif not is_other and not is_here(read.url):
        found["url"] = "This server stands in for Google's hosts only, such as apps-apis.google.com."
    if not read.content_type.isprintable() or not read.content_type.isascii():
        found["content_type"] = "The type holds a character that no header may have."
    if len(body) > _LONGEST_BODY:
        found["body"] = f"The body is longer than {_LONGEST_BODY} characters, and was cut."
    try:
        header_lines(read.headers)
    except ValueError as error:
        found["headers"] = str(error)
    return read, found


def header_lines(text: str) -> list[tuple[str, str]]:
    """Read headers, one a line; raises ValueError with what is wrong."""
    pairs = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        name, colon, value = line.partition(":")
        name = name.strip()
        if not colon or not name.replace("-", "").isalnum() or not line.isascii() or not line.isprintable():
            raise ValueError(f"A header reads like GData-Version: 3.0; {line[:60]!r} does not.")
        if name.lower() in _OURS:
            raise ValueError(f"{name} is written by the Playground itself: leave it out.")
        pairs.append((name, value.strip()))
    if len(pairs) > _MOST_HEADERS:
        raise ValueError(f"These are more than {_MOST_HEADERS} headers.")
    return pairs


def _choice(given: str | None, *choices: str) -> str:
    return given if given in choices else choices[0]


def _is_address(text: str) -> bool:
    return len(text) <= _LONGEST_ADDRESS and is_web_address(text) and " " not in text


def problems_text(found: Mapping[str, str]) -> str:
    """Say how much is to be mended."""
    return "One field needs another look." if len(found) == 1 else f"{len(found)} fields need another look."
