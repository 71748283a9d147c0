"""What the feeds have in common: start keys and pages, and the answers to each verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Response, request

from .. import atom_out
from ..domain.model import PAGE_SIZE
from ..faults import ProvisioningError

__all__ = ["LONGEST_ADDRESS", "answer", "created", "deleted", "flag", "page_of", "query"]

_T = TypeVar("_T")

#: The longest e-mail address (RFC 5321: 64 and 255 characters around the @).
LONGEST_ADDRESS = 320


def answer(document: bytes, status: int = 200) -> Response:
    """Answer with an Atom document."""
    return Response(document, status, content_type=atom_out.CONTENT_TYPE)


def created(document: bytes, url: str) -> Response:
    """Answer with the document of what was made, and where it is."""
    made = answer(document, 201)
    made.headers["Location"] = url
    return made


def deleted() -> Response:
    """Answer that something is gone: nothing, with status 200."""
    return Response("", content_type=atom_out.CONTENT_TYPE)


def query(name: str, longest: int = LONGEST_ADDRESS) -> str | None:
    """Return a parameter of the query, None where it is missing or empty; raises ProvisioningError (1407)."""
    value = request.args.get(name) or None
    if value is not None and (len(value) > longest or not value.isprintable()):
        raise ProvisioningError((1407, value))
    return value


def flag(name: str) -> bool:
    """Return a boolean parameter of the query, False where it is missing; raises ProvisioningError (1407)."""
    value = query(name) or "false"
    if value.lower() not in ("true", "false"):
        raise ProvisioningError((1407, value))
    return value.lower() == "true"


def page_of(
    url: str,
    parameter: str,
    fetch: Callable[[str | None, int], Sequence[_T]],
    key: Callable[[_T], str],
    longest: int = LONGEST_ADDRESS,
) -> tuple[atom_out.Page, Sequence[_T]]:
    """Return the page that the request asks for by its start key, and what is on it.

    `fetch` gives up to so many entities from a start key on, `key` the start key of one.
    """
    start = query(parameter, longest)
    found = fetch(start, PAGE_SIZE + 1)
    following = key(found[PAGE_SIZE]) if len(found) > PAGE_SIZE else None
    return atom_out.Page(url, parameter, start, following), found[:PAGE_SIZE]
