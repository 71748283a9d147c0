"""All of a part, read page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ..domain.model import Domain, EntityDoesNotExist
from ..domain.org_units import OrgUser
from ..domain.users import User

__all__ = ["all_domains", "all_org_users", "all_users", "every", "name_of", "place_of"]

_T = TypeVar("_T")

_AT_ONCE = 1000


def every(page: Callable[[str | None, int], Sequence[_T]], key: Callable[[_T], str]) -> Iterator[_T]:
    """Give everything, by a function that gives so many from a start key on, which is included."""
    start: str | None = None
    while True:
        found = page(start, _AT_ONCE + 1)
        yield from found[:_AT_ONCE]
        if len(found) <= _AT_ONCE:
            return
        start = key(found[_AT_ONCE])


def all_users(domain: Domain) -> Iterator[User]:
    """Give all users, sorted by address."""
    return every(domain.users.page, lambda user: user.username)


def all_org_users(domain: Domain) -> Iterator[OrgUser]:
    """Give all users with their units, in the same order."""
    return every(domain.org_units.users, lambda user: user.username)


def all_domains(domain: Domain) -> tuple[str, ...]:
    """Return the names of an account's domains, the primary one first."""
    return (domain.name, *domain.secondary_domains.names())


def name_of(domain: Domain, host: str, username: str) -> str:
    """Return how a document names a user: one on a secondary domain by the address."""
    return username if host == domain.name else f"{username}@{host}"


def place_of(domain: Domain, name: str) -> tuple[str, str]:
    """Return the domain and the user name of such a name; raises EntityDoesNotExist for another domain."""
    username, _, host = name.lower().partition("@")
    if host and host not in all_domains(domain):
        raise EntityDoesNotExist(name)
    return host or domain.name, username
