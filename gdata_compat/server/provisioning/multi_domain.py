"""The feeds of an account with several domains: users, their renaming, and aliases.

    /a/feeds/user/2.0/DOMAIN[/ADDRESS]
    /a/feeds/user/userEmail/2.0/DOMAIN/ADDRESS
    /a/feeds/alias/2.0/DOMAIN[/ADDRESS]

DOMAIN is the primary domain, which stands for the whole account, or a secondary one, which stands for itself.
The properties are those of gdata.apps.multidomain; their order in an answer is that of a recorded one, where
no quota is. What is made, changed or renamed is answered with the properties that were sent, the password
among them: the library's own test against Google looked for them there, and sent them again.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, g, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.accounts import Account
from ..domain.aliases import Alias
from ..domain.users import UserChanges
from ..faults import Refused
from ..state import state
from . import feeds, rules
from .user_values import UserValues, new_user
from .users import SCOPE

__all__ = ["ALIAS_SCOPE", "blueprint"]

#: The scope that opens the feed of aliases; users are opened by that of the other feed of users.
ALIAS_SCOPE = f"{atom_out.HOST}/a/feeds/alias/"

blueprint = Blueprint("multi_domain", __name__)

_USERS = "/a/feeds/user/2.0/<customer_domain>"
_USER = f"{_USERS}/<address>"
_RENAMING = "/a/feeds/user/userEmail/2.0/<customer_domain>/<address>"
_ALIASES = "/a/feeds/alias/2.0/<customer_domain>"
_ALIAS = f"{_ALIASES}/<address>"

#: The attributes of the user feed's `login` by the names that they have here.
_LOGIN = {
    "password": "password",
    "hashFunction": "hashFunctionName",
    "isSuspended": "suspended",
    "isAdmin": "admin",
    "ipWhitelisted": "ipWhitelisted",
    "isChangePasswordAtNextLogin": "changePasswordAtNextLogin",
}
_NAME = {"firstName": "givenName", "lastName": "familyName"}

#: What an answer repeats of what was sent, though nothing that is read holds it.
_REPEATED = ("password", "hashFunction", "quotaInGb")


@blueprint.get(_USERS)
@authorized(SCOPE)
def retrieve_users(customer_domain: str) -> Response:
    """A page of the users of all domains, or of a secondary one, from the address `start` on."""
    only = _secondary(customer_domain)
    page, found = feeds.page_of(
        _url("user", customer_domain),
        "start",
        lambda start, limit: state().domain.accounts.page(start, limit, domain=only),
        lambda account: account.address,
    )
    return feeds.answer(atom_out.property_feed(page, [_user(each) for each in found]))


@blueprint.post(_USERS)
@authorized(SCOPE)
def create_user(customer_domain: str) -> Response:
    """A new user on the primary domain or another one."""
    _secondary(customer_domain)
    given = xml_in.properties(request.get_data())
    name, domain = _new_address(customer_domain, given.get("userEmail", ""))
    changes = _changes(given, name)
    made = state().domain.accounts.create(Account(domain, new_user(changes, state().default_quota_mb)))
    return feeds.created(_user(made, given, alone=True).encode(), _url("user", domain, made.address))


@blueprint.get(_USER)
@authorized(SCOPE)
def retrieve_user(customer_domain: str, address: str) -> Response:
    """One user, of any domain."""
    _check_place(customer_domain, address)
    return feeds.answer(_user(state().domain.accounts.get(address), alone=True).encode())


@blueprint.put(_USER)
@authorized(SCOPE)
def update_user(customer_domain: str, address: str) -> Response:
    """Set what the entry sent holds; the address is not changed here."""
    _check_place(customer_domain, address)
    given = xml_in.properties(request.get_data())
    state().domain.accounts.get(address)
    email = given.get("userEmail") or address
    if email.lower() != address.lower():
        feeds.refuse(1304, email, "a user is renamed by PUT of newEmail to /a/feeds/user/userEmail/2.0/")
    changed = state().domain.accounts.update(address, _changes(given))
    return feeds.answer(_user(changed, given, alone=True).encode())


@blueprint.delete(_USER)
@authorized(SCOPE)
def remove_user(customer_domain: str, address: str) -> Response:
    """Delete a user and the aliases."""
    _check_place(customer_domain, address)
    state().domain.accounts.delete(address)
    return feeds.deleted()


@blueprint.put(_RENAMING)
@authorized(SCOPE)
def rename_user(customer_domain: str, address: str) -> Response:
    """Give a user the address `newEmail`, on any domain; the old one stays as an alias."""
    _check_place(customer_domain, address)
    new = xml_in.properties(request.get_data()).get("newEmail", "")
    name, domain = _new_address(state().domain.name, new)
    feeds.refuse(rules.username_fault(name), new)
    renamed = state().domain.accounts.rename(address, f"{name}@{domain}")
    url = feeds.url("user", "userEmail", "2.0", domain, renamed.address)
    properties = {"newEmail": renamed.address}
    return feeds.answer(atom_out.property_entry(url, properties, alone=True).encode())


@blueprint.get(_ALIASES)
@authorized(ALIAS_SCOPE)
def retrieve_aliases(customer_domain: str) -> Response:
    """A page of the aliases on all domains, or on a secondary one; with `userEmail`, of one user's."""
    only, user = _secondary(customer_domain), feeds.query("userEmail")
    aliases, url = state().domain.aliases, _url("alias", customer_domain)
    page, found = feeds.page_of(
        url if user is None else atom_out.with_query(url, userEmail=user),
        "start",
        lambda start, limit: (
            aliases.page(start, limit, domain=only)
            if user is None
            else aliases.page_of_user(user, start, limit)
        ),
        lambda alias: alias.address,
    )
    return feeds.answer(atom_out.property_feed(page, [_alias(each) for each in found]))


@blueprint.post(_ALIASES)
@authorized(ALIAS_SCOPE)
def create_alias(customer_domain: str) -> Response:
    """A further address of a user, on the user's domain or another one; on the primary it is a nickname."""
    _secondary(customer_domain)
    given = xml_in.properties(request.get_data())
    name, domain = _new_address(customer_domain, given.get("aliasEmail", ""))
    feeds.check_name(name)
    user = given.get("userEmail", "")
    feeds.refuse(None if "@" in user else 1406, user, "userEmail is the whole address of a user")
    made = state().domain.aliases.create(Alias(f"{name}@{domain}", user))
    return feeds.created(_alias(made, alone=True).encode(), _url("alias", domain, made.address))


@blueprint.get(_ALIAS)
@authorized(ALIAS_SCOPE)
def retrieve_alias(customer_domain: str, address: str) -> Response:
    """One alias and whose it is."""
    _check_place(customer_domain, address)
    return feeds.answer(_alias(state().domain.aliases.get(address), alone=True).encode())


@blueprint.delete(_ALIAS)
@authorized(ALIAS_SCOPE)
def remove_alias(customer_domain: str, address: str) -> Response:
    """Delete an alias, not its user."""
    _check_place(customer_domain, address)
    state().domain.aliases.delete(address)
    return feeds.deleted()


def _secondary(customer_domain: str) -> str | None:
    """Return the secondary domain that a feed is limited to, None for the primary; raises Refused."""
    name, domain = customer_domain.lower(), state().domain
    if name == domain.name:
        return None
    if name in domain.secondary_domains.names():
        return name
    detail = f"{name[:80]!r} is no domain of the account of {domain.name}"
    raise Refused("invalid domain", detail, g.get("base_string"))


def _check_place(customer_domain: str, address: str) -> None:
    """Raise ProvisioningError (1301) for an address that cannot be in the feed of that domain."""
    name, _, domain = address.lower().rpartition("@")
    _check_domain(customer_domain, domain, address)
    if rules.username_fault(name) == 1403:  # nobody can have such a name
        feeds.refuse(1301, address, "users and aliases are named by their whole addresses")


def _new_address(customer_domain: str, address: str) -> tuple[str, str]:
    """Return the name and the domain of an address to be taken; raises ProvisioningError."""
    name, _, domain = address.lower().rpartition("@")
    if not name or not domain:
        feeds.refuse(1406, address, "a whole address is needed, such as liz@example.com")
    _check_domain(customer_domain, domain, address)
    return name, domain


def _check_domain(customer_domain: str, domain: str, address: str) -> None:
    only = _secondary(customer_domain)
    if only not in (None, domain):
        feeds.refuse(1301, address, f"{address} is not on {only}")


def _changes(given: Mapping[str, str], name: str | None = None) -> UserChanges:
    """Read what properties set; with a `name`, what a new user needs; raises ProvisioningError."""
    login = {known: given[sent] for sent, known in _LOGIN.items() if sent in given}
    if name is not None:
        login["userName"] = name
    names = {known: given[sent] for sent, known in _NAME.items() if sent in given}
    quota = {"limit": _megabytes(given["quotaInGb"])} if given.get("quotaInGb") else {}
    return UserValues(login, names, quota).changes(required=name is not None)


def _megabytes(gigabytes: str) -> str:
    megabytes = "" if rules.quota_fault(gigabytes) else str(int(gigabytes) * 1024)
    feeds.refuse(rules.quota_fault(megabytes), gigabytes, "quotaInGb is a whole number of gigabytes")
    return megabytes


def _url(kind: str, *parts: str) -> str:
    return feeds.url(kind, "2.0", *(part.lower() for part in parts))


def _user(account: Account, given: Mapping[str, str] | None = None, *, alone: bool = False) -> str:
    user = account.user
    properties = {
        "lastName": user.family_name,
        "isChangePasswordAtNextLogin": atom_out.boolean(user.change_password_at_next_login),
        "agreedToTerms": atom_out.boolean(user.agreed_to_terms),
        "isSuspended": atom_out.boolean(user.suspended),
        "userEmail": account.address,
        "isAdmin": atom_out.boolean(user.admin),
        "firstName": user.given_name,
        "ipWhitelisted": atom_out.boolean(user.ip_whitelisted),
    }
    repeated = {name: given[name] for name in _REPEATED if name in given} if given else {}
    url = _url("user", account.domain, account.address)
    return atom_out.property_entry(url, properties | repeated, alone=alone)


def _alias(alias: Alias, *, alone: bool = False) -> str:
    url = _url("alias", alias.address.rpartition("@")[2], alias.address)
    properties = {"userEmail": alias.user, "aliasEmail": alias.address}
    return atom_out.property_entry(url, properties, alone=alone)
