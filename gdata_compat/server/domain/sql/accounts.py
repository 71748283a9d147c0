"""The users of all domains of an account, kept in a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from ..accounts import Account
from ..model import PAGE_SIZE, DomainError, EntityDoesNotExist
from ..users import UserChanges
from . import addresses
from .database import Database
from .secondary_domains import SqlSecondaryDomains
from .users import SqlUsers

__all__ = ["SqlAccounts", "merged"]

_T = TypeVar("_T")


class SqlAccounts:
    """The users of the account that has `domains`; see `accounts.Accounts` for the contract.

    `users_of` gives those of a domain, of which there may be `limit` in all.
    """

    def __init__(
        self,
        database: Database,
        domains: SqlSecondaryDomains,
        users_of: Callable[[str], SqlUsers],
        limit: int | None = None,
    ) -> None:
        self._database = database
        self._domains = domains
        self._users_of = users_of
        self.limit = limit

    def count(self) -> int:
        """Return how many users there are on all domains."""
        return sum(self._users_of(name).count() for name in self._domains.all_names())

    def get(self, address: str) -> Account:
        """Return the user; raises EntityDoesNotExist."""
        with self._user(address) as (domain, name):
            return Account(domain, self._users_of(domain).get(name))

    def page(
        self, start: str | None = None, limit: int = PAGE_SIZE, *, domain: str | None = None
    ) -> Sequence[Account]:
        """Return up to `limit` users from `start` on, which is included, of all domains or of one."""

        def page_of(host: str, first: str | None) -> list[Account]:
            return [Account(host, user) for user in self._users_of(host).page(first, limit)]

        names = [domain] if domain else self._domains.all_names()
        return merged(names, start, limit, page_of, lambda account: account.address)

    def create(self, account: Account) -> Account:
        """Add a user; raises EntityExists, UserDeletedRecently, UserLimitExceeded."""
        with self._user(account.address) as (domain, _):
            return Account(domain, self._users_of(domain).create(account.user))

    def update(self, address: str, changes: UserChanges) -> Account:
        """Change a user but for the name, and return it; raises EntityDoesNotExist."""
        with self._user(address) as (domain, name):
            changed = self._users_of(domain).update(name, replace(changes, username=None))
            return Account(domain, changed)

    def rename(self, address: str, new_address: str) -> Account:
        """Give a user another address; raises EntityDoesNotExist, EntityExists, UserDeletedRecently."""
        with self._database.together():
            self.get(address)
            with self._user(new_address) as (new_domain, new_name):
                domain, name = _split(address)
                users, target = self._users_of(domain), self._users_of(new_domain)
                return Account(new_domain, users.move(name, target, new_name))

    def delete(self, address: str) -> None:
        """Remove a user, and the aliases, and reserve the name; raises EntityDoesNotExist."""
        with self._user(address) as (domain, name):
            self._users_of(domain).delete(name)

    def was_deleted(self, address: str) -> bool:
        """Tell whether the address is still reserved because its user was deleted."""
        try:
            with self._user(address) as (domain, name):
                return self._users_of(domain).was_deleted(name)
        except EntityDoesNotExist:
            return False

    @contextmanager
    def _user(self, address: str) -> Iterator[tuple[str, str]]:
        """Give the domain and the name in an address of the account; errors name the address."""
        domain, name = _split(address)
        self._domains.refuse_unknown(domain)
        try:
            yield domain, name
        except DomainError as error:
            raise type(error)(address, error.detail) from error


def merged(
    domains: Sequence[str],
    start: str | None,
    limit: int,
    page_of: Callable[[str, str | None], Sequence[_T]],
    address: Callable[[_T], str],
) -> list[_T]:
    """Return one page, sorted by address, of what is on several domains; `start` is an address or a name.

    `page_of` gives a page of one domain from a name on, which is included.
    """
    name, _, host = (start or "").lower().partition("@")
    found: list[_T] = []
    for domain in domains:
        # name@domain comes before the start: a key with one more @ leaves it out, and nothing else.
        first = f"{name}@" if host and domain < host else name
        found += page_of(domain, first or None)
    return sorted(found, key=lambda each: _order(address(each)))[:limit]


def _order(address: str) -> tuple[str, str]:
    domain, name = _split(address)
    return addresses.sort_key(name), domain


def _split(address: str) -> tuple[str, str]:
    name, at, domain = address.lower().rpartition("@")
    if not at:
        raise EntityDoesNotExist(address, f"{address} is no address")
    return domain, name
