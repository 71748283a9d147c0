"""The secondary domains of an account, as JSON has them: their names, the users there, and the aliases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, get_type_hints

from ..domain.accounts import Account
from ..domain.aliases import Alias
from ..domain.model import Domain, EntityDoesNotExist, EntityExists
from ..domain.passwords import hash_password, verify_password
from ..domain.users import User, UserChanges
from ..faults import ProvisioningError
from ..provisioning import feeds, rules
from .pages import every
from .part import Item, Part
from .report import Outcome
from .users import USER_RULES

__all__ = ["Aliases", "SecondaryDomains", "SecondaryUsers"]


class SecondaryDomains(Part):
    """The names of the further domains."""

    fields = {"name": str}
    needed = ("name",)
    key = "name"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        return ({"name": name} for name in domain.secondary_domains.names())

    def put(self, domain: Domain, item: Item) -> Outcome:
        if not rules.is_email_address(f"a@{item['name']}"):
            raise ProvisioningError((1801, item["name"]))
        if item["name"].lower() in domain.secondary_domains.names():
            return Outcome.UNCHANGED
        domain.secondary_domains.add(item["name"])
        return Outcome.CREATED


class SecondaryUsers(Part):
    """The users who live on the further domains."""

    fields = {
        "address": str,
        **{name: kind for name, kind in get_type_hints(User).items() if name != "username"},
        "password": str,
    }
    needed = ("address",)
    key = "address"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for name in domain.secondary_domains.names():
            for account in every(_pages(domain, name), lambda each: each.address):
                item = asdict(account.user)
                del item["username"]
                if not account.user.password_hash:
                    del item["password_hash"]
                yield {"address": account.address, **item}

    def put(self, domain: Domain, item: Item) -> Outcome:
        address = item["address"].lower()
        name, _, host = address.rpartition("@")
        values = {field: item[field] for field in User.__dataclass_fields__ if field in item}
        _check({**item, "username": name})
        try:
            old = domain.accounts.get(address).user
        except EntityDoesNotExist:
            _check({"family_name": "", "given_name": "", **values})
            if "password" in item:
                values["password_hash"] = hash_password(item["password"])
            domain.accounts.create(Account(host, User(**{**values, "username": name})))
            return Outcome.CREATED
        if "password" in item and not verify_password(item["password"], old.password_hash):
            values["password_hash"] = hash_password(item["password"])
        names = UserChanges.__dataclass_fields__.keys() & values.keys() - {"username"}
        differing = {field: values[field] for field in names if values[field] != getattr(old, field)}
        if not differing:
            return Outcome.UNCHANGED
        domain.accounts.update(address, UserChanges(**differing))
        return Outcome.UPDATED


class Aliases(Part):
    """The aliases on the further domains; one that is another user's stays that user's."""

    fields = {"address": str, "user": str}
    needed = ("address", "user")
    key = "address"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for name in domain.secondary_domains.names():
            yield from map(asdict, every(_aliases(domain, name), lambda each: each.address))

    def put(self, domain: Domain, item: Item) -> Outcome:
        address, user = item["address"].lower(), item["user"].lower()
        feeds.check_name(address.rpartition("@")[0], address)
        try:
            old = domain.aliases.get(address)
        except EntityDoesNotExist:
            domain.aliases.create(Alias(address, user))
            return Outcome.CREATED
        if old.user != user:
            raise EntityExists(address)
        return Outcome.UNCHANGED


def _pages(domain: Domain, name: str) -> Any:
    return lambda start, limit: domain.accounts.page(start, limit, domain=name)


def _aliases(domain: Domain, name: str) -> Any:
    return lambda start, limit: domain.aliases.page(start, limit, domain=name)


def _check(item: Item) -> None:
    faults = [
        (code, "" if "password" in field else str(item[field]))
        for field, fault_of in USER_RULES.items()
        if field in item and (code := fault_of(item[field])) is not None
    ]
    if faults:
        raise ProvisioningError(*faults)
