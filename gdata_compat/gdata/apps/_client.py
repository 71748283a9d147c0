"""What the clients of the Apps family have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from .. import gauth
from ..client import GDClient
from ..data import GDFeed

__all__ = ["DomainClient", "SecureDomainClient", "retrieve_all_pages", "with_params"]


class DomainClient(GDClient):
    """A client for one Google Apps domain, at the host of the Provisioning API."""

    host = "apps-apis.google.com"
    api_version = "2.0"
    auth_service = "apps"
    auth_scopes = gauth.AUTH_SCOPES["apps"]

    def __init__(self, domain, auth_token=None, **kwargs):
        """Make a client for the domain; further arguments are those of GDClient."""
        super().__init__(auth_token=auth_token, **kwargs)
        self.domain = domain

    def _pages_after(self, feed: Any, desired_class: Any, **kwargs: Any) -> Iterator[Any]:
        """GET the pages that follow a page."""
        while (link := feed.GetNextLink()) is not None:
            feed = self.GetFeed(link.href, desired_class=desired_class, **kwargs)
            yield feed


class SecureDomainClient(DomainClient):
    """The same, by https only."""

    ssl = True


def retrieve_all_pages(self, feed, desired_class=GDFeed):
    """Append the entries of the pages that follow `feed` to it, and give it."""
    for page in self._pages_after(feed, desired_class):
        feed.entry.extend(page.entry)
    return feed


def with_params(uri, params):
    """Give the URI with a query of a dict or of pairs, if there are any."""
    return f"{uri}?{urlencode(params)}" if params else uri
