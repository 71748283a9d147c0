"""How Google wrote an entry and a feed page: attributes in single quotes, no white space, no indentation.

Every form here is that of recorded answers of the Provisioning API; tests compare the bytes. Links always
name Google's host, whatever the address of this server.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote

from gdata_compat import namespaces

__all__ = [
    "CONTENT_TYPE",
    "DECLARATION",
    "HOST",
    "Page",
    "boolean",
    "element",
    "entry",
    "feed",
    "feed_link",
    "link",
    "property_entry",
    "property_feed",
    "url_part",
    "with_query",
]

#: The host that every link names.
HOST = "https://apps-apis.google.com"

#: The media type of every feed and entry.
CONTENT_TYPE = "application/atom+xml; charset=UTF-8"

#: How every document begins.
DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>"
_UPDATED = "<updated>1970-01-01T00:00:00.000Z</updated>"
_ATOM = f"xmlns='{namespaces.ATOM}'"
_OPENSEARCH = f"xmlns:openSearch='{namespaces.OPENSEARCH}'"
_APPS_DECLARED = f"xmlns:apps='{namespaces.APPS}'"
_EXTENSIONS = f"{_APPS_DECLARED} xmlns:gd='{namespaces.GDATA}'"
_START_INDEX = "<openSearch:startIndex>1</openSearch:startIndex>"


class Page:
    """Where a page of a feed is: its address, the start key asked for, and the key of the next page."""

    def __init__(self, url: str, parameter: str, start: str | None, following: str | None) -> None:
        self.url = url
        self.own_url = url if start is None else with_query(url, **{parameter: start})
        self.next_url = None if following is None else with_query(url, **{parameter: following})


@lru_cache(maxsize=1024)  # every address of a page holds the domain
def url_part(text: str) -> str:
    """Percent-encode a name for a path or a query."""
    return quote(text, safe="")


def with_query(url: str, **parameters: str) -> str:
    """Add parameters to a URL, which may have some."""
    written = "&".join(f"{name}={url_part(value)}" for name, value in parameters.items())
    return f"{url}{'&' if '?' in url else '?'}{written}"


def boolean(value: bool) -> str:
    """Write a boolean."""
    return "true" if value else "false"


def element(name: str, /, **attributes: str) -> str:
    """Write an empty element with its attributes in the order given; `_` in a name stays as it is."""
    written = "".join([f" {key}='{_escape(value, quoted=True)}'" for key, value in attributes.items()])
    return f"<{name}{written}/>"


def link(rel: str, href: str) -> str:
    """Write a link to an Atom document."""
    return element("link", rel=rel, type="application/atom+xml", href=href)


def feed_link(relation: str, href: str) -> str:
    """Write a link to a feed that belongs to an entry."""
    return element("gd:feedLink", rel=f"{namespaces.APPS}#{relation}", href=href)


def entry(
    url: str, kind: str, title: str, parts: Iterable[str], *, alone: bool = False, gd: bool = True
) -> str:
    """Write an entry: its address, the last part of its kind, its title and what it holds.

    With `alone` it is a document of its own, with declaration and namespaces, that of `gd:` where it is used.
    """
    extensions = _EXTENSIONS if gd else _APPS_DECLARED
    start = f"{DECLARATION}<entry {_ATOM} {extensions}>" if alone else "<entry>"
    return "".join(
        (
            start,
            _head(url, kind, title),
            link("self", url),
            link("edit", url),
            *parts,
            "</entry>",
        )
    )


def feed(page: Page, kind: str, title: str, entries: Sequence[str], *, gd: bool = True) -> bytes:
    """Write a page of a feed; with the namespace of `gd:` where it is used."""
    return "".join(
        (
            f"{DECLARATION}<feed {_ATOM} {_OPENSEARCH} {_EXTENSIONS if gd else _APPS_DECLARED}>",
            _head(page.url, kind, title),
            *_feed_links(page),
            _START_INDEX,
            *entries,
            "</feed>",
        )
    ).encode()


def property_entry(url: str, properties: Mapping[str, str], *, alone: bool = False) -> str:
    """Write an entry that holds names and values, as the feeds after 2008 did: without kind and title.

    The forms are those of the documentation's samples, in the manner of the recorded answers.
    """
    start = f"{DECLARATION}<entry {_ATOM} {_APPS_DECLARED}>" if alone else "<entry>"
    rows = (element("apps:property", name=name, value=value) for name, value in properties.items())
    address = f"<id>{_escape(url)}</id>"
    return "".join((start, address, _UPDATED, link("self", url), link("edit", url), *rows, "</entry>"))


def property_feed(page: Page, entries: Sequence[str]) -> bytes:
    """Write a page of a feed of property entries."""
    head = f"<id>{_escape(page.url)}</id>{_UPDATED}"
    start = f"{DECLARATION}<feed {_ATOM} {_OPENSEARCH} {_APPS_DECLARED}>"
    return "".join((start, head, *_feed_links(page), _START_INDEX, *entries, "</feed>")).encode()


def _feed_links(page: Page) -> Iterator[str]:
    if page.next_url is not None:
        yield link("next", page.next_url)
    yield link(f"{namespaces.GDATA}#feed", page.url)
    yield link(f"{namespaces.GDATA}#post", page.url)
    yield link("self", page.own_url)


def _head(url: str, kind: str, title: str) -> str:
    category = element("category", scheme=f"{namespaces.GDATA}#kind", term=f"{namespaces.APPS}#{kind}")
    shown = _escape(title)
    return f"<id>{_escape(url)}</id>{_UPDATED}{category}<title type='text'>{shown}</title>"


def _escape(text: str, *, quoted: bool = False) -> str:
    # Much faster than str.translate, and a page has two thousand texts.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("'", "&#39;") if quoted else text
