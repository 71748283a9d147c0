"""What all pages have in common: forms that nobody forges, and headers that forbid everything else."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from flask import Response, request, session
from werkzeug.urls import iri_to_uri

from .faults import Refused

__all__ = ["PageRules", "form_token", "refuse_forgery", "secured", "with_parameters"]


@dataclass(frozen=True)
class PageRules:
    """Who may see the pages.

    `allow_remote` lets browsers of other machines in once somebody has signed in there; `hosts` are names, in
    lower case, by which the server is known besides those that it knows by itself.
    """

    allow_remote: bool = False
    hosts: frozenset[str] = frozenset()


_SCRIPTS, _CONNECTIONS = "script-src 'self'; ", "; connect-src 'self'"


def form_token() -> str:
    """Return what the forms of this browser's pages carry in the hidden field `csrf`."""
    token: str = session.setdefault("csrf", secrets.token_urlsafe(18))
    return token


def refuse_forgery() -> None:
    """Raise Refused for a form that is not from one of our pages."""
    expected, given = session.get("csrf"), request.form.get("csrf", "")
    if not expected or not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
        raise Refused("not authorized", "the form does not come from our page: get it again, with cookies")


def secured(response: Response, destination: str | None = None, *, scripts: bool = False) -> Response:
    """Forbid a page everything but our style sheet and its own form, which may lead to `destination`.

    With `scripts` it may run those among our static files, which may ask this server, as well.
    """
    target = ""
    if destination is not None:
        parts = urlsplit(iri_to_uri(destination))  # a header is in ASCII
        target = f" {parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; {_SCRIPTS if scripts else ''}style-src 'self'; img-src 'self'; "
        f"base-uri 'none'; frame-ancestors 'none'; form-action 'self'{target}"
        f"{_CONNECTIONS if scripts else ''}"
    )
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """Add parameters to the query of a URL."""
    address, mark, fragment = url.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode(parameters)}{mark}{fragment}"
