"""Feeds and entries in the very form in which Google's server wrote them, of any length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

__all__ = ["PAGE", "entry", "page", "user_name", "write_feed"]

#: Users on a page of a feed, as Google's server had it.
PAGE = 100

_NAMESPACES = (
    "xmlns='http://www.w3.org/2005/Atom' {}xmlns:apps='http://schemas.google.com/apps/2006' "
    "xmlns:gd='http://schemas.google.com/g/2005'"
)
_DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>"
_CATEGORY = (
    "<category scheme='http://schemas.google.com/g/2005#kind' "
    "term='http://schemas.google.com/apps/2006#user'/>"
)
_ATOM = "type='application/atom+xml'"
_FEED = (
    f"<id>{{url}}</id><updated>1970-01-01T00:00:00.000Z</updated>{_CATEGORY}<title type='text'>Users</title>"
    f"{{next}}<link rel='http://schemas.google.com/g/2005#feed' {_ATOM} href='{{url}}'/>"
    f"<link rel='http://schemas.google.com/g/2005#post' {_ATOM} href='{{url}}'/>"
    f"<link rel='self' {_ATOM} href='{{url}}'/><openSearch:startIndex>1</openSearch:startIndex>"
)
_ENTRY = (
    f"<id>{{url}}/{{user}}</id><updated>1970-01-01T00:00:00.000Z</updated>{_CATEGORY}"
    f"<title type='text'>{{user}}</title><link rel='self' {_ATOM} href='{{url}}/{{user}}'/>"
    f"<link rel='edit' {_ATOM} href='{{url}}/{{user}}'/>"
    "<apps:login userName='{user}' suspended='false' ipWhitelisted='false' admin='false' "
    "changePasswordAtNextLogin='false' agreedToTerms='true'/><apps:quota limit='7168'/>"
    "<apps:name familyName='Liddell{number}' givenName='Alice'/>"
    "<gd:feedLink rel='http://schemas.google.com/apps/2006#user.nicknames' "
    "href='{origin}/a/feeds/example.com/nickname/2.0?username={user}'/>"
    "<gd:feedLink rel='http://schemas.google.com/apps/2006#user.emailLists' "
    "href='{origin}/a/feeds/example.com/emailList/2.0?recipient={user}%40example.com'/></entry>"
)
_ORIGIN = "https://apps-apis.google.com"


def user_name(number: int) -> str:
    """Give the name of a user by number."""
    return f"user{number:06d}"


def entry(number: int, origin: str = _ORIGIN) -> bytes:
    """Write one user as a document."""
    start = f"<entry {_NAMESPACES.format('')}>"
    return (_DECLARATION + start + _body(number, origin)).encode()


def page(first: int, total: int, origin: str = _ORIGIN) -> bytes:
    """Write the page of a feed of `total` users that starts at number `first`; it links to the next."""
    last = min(first + PAGE, total)
    following = f"{_users(origin)}?startUsername={user_name(last)}" if last < total else ""
    return "".join(_feed(first, last, origin, following)).encode()


def write_feed(path: Path, users: int) -> Path:
    """Write a feed of all `users` in one document; never more than an entry of it in memory."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_feed(0, users, _ORIGIN, ""))
    return path


def _feed(first: int, last: int, origin: str, following: str) -> Iterator[str]:
    search = "xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' "
    link = f"<link rel='next' {_ATOM} href='{following}'/>" if following else ""
    yield f"{_DECLARATION}<feed {_NAMESPACES.format(search)}>"
    yield _FEED.format(url=_users(origin), next=link)
    for number in range(first, last):
        yield "<entry>" + _body(number, origin)
    yield "</feed>"


def _body(number: int, origin: str) -> str:
    return _ENTRY.format(url=_users(origin), origin=origin, user=user_name(number), number=number)


def _users(origin: str) -> str:
    return f"{origin}/a/feeds/example.com/user/2.0"
