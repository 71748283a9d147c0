"""What the feeds have in common: start keys and pages, and the answers to each verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Response, request

from .. import atom_out
from ..domain.model import PAGE_SIZE
from ..faults import ProvisioningError
from . import rules

__all__ = [
    "address_in",
    "answer",
    "check_name",
    "created",
    "deleted",
    "flag",
    "local_part",
    "page_of",
    "query",
    "url",
]

_T = TypeVar("_T")


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


def url(*parts: str) -> str:
    """Return the address of a feed or an entry at Google, each part percent-encoded."""
    return "/".join((f"{atom_out.HOST}/a/feeds", *(atom_out.url_part(part) for part in parts)))


def address_in(domain: str, name: str) -> str:
    """Return the address that a name or an address stands for, in lower case."""
    return name.lower() if "@" in name or not name else f"{name}@{domain}".lower()


def check_name(name: str, given: str | None = None) -> None:
    """Raise ProvisioningError for what cannot name a nickname or an e-mail list: what cannot name a user.

    `given` is what the error tells, an address where the name is a part of one.
    """
    fault = rules.username_fault(name)
    refuse(1303 if fault == 1403 else fault, name if given is None else given)


def refuse(code: int | None, given: str, detail: str = "") -> None:
    """Raise ProvisioningError for a code of what is wrong, as `rules` give it; do nothing for None."""
    if code is not None:
        raise ProvisioningError((code, given), detail=detail)


def local_part(domain: str, name: str, kind: str) -> str:
    """Return what is before the @ in the address of a `kind`, or the name that has none.

    Raises ProvisioningError (1301) for an address of another domain.
    """
    local, at, host = name.partition("@")
    if at and host.lower() != domain.lower():
        raise ProvisioningError((1301, name), detail=f"{name} is no {kind} of {domain}")
    return local


def query(name: str, longest: int = rules.LONGEST_ADDRESS) -> str | None:
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
    longest: int = rules.LONGEST_ADDRESS,
) -> tuple[atom_out.Page, Sequence[_T]]:
    """Return the page that the request asks for by its start key, and what is on it.

    `fetch` gives up to so many entities from a start key on, `key` the start key of one.
    """
    start = query(parameter, longest)
    found = fetch(start, PAGE_SIZE + 1)
    following = key(found[PAGE_SIZE]) if len(found) > PAGE_SIZE else None
    return atom_out.Page(url, parameter, start, following), found[:PAGE_SIZE]
