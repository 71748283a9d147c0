"""The organization feeds: `/a/feeds/customer/2.0/customerId`, `/a/feeds/orgunit/2.0/CUSTOMER[/PATH]` and
`/a/feeds/orguser/2.0/CUSTOMER[/ADDRESS]`.

The properties are those of the Organization Units Provisioning API's guide. Each name in a path is
percent-encoded, so that a name may hold a slash.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flask import Blueprint, Response, g, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.model import EntityDoesNotExist
from ..domain.org_units import ROOT, OrgUnit, OrgUnitChanges, OrgUser, canonical, joined, parent_of
from ..faults import ProvisioningError
from ..state import state
from . import feeds, rules

__all__ = ["MOST_USERS_MOVED", "SCOPE", "blueprint", "changes_of"]

#: The scope that opens these feeds.
SCOPE = f"{atom_out.HOST}/a/feeds/policies/"

#: Users that one request may move (the guide).
MOST_USERS_MOVED = 25

_LONGEST_NAME, _LONGEST_DESCRIPTION, _LONGEST_PATH = 100, 4096, 4096

blueprint = Blueprint("org_units", __name__)

_UNITS = "/a/feeds/orgunit/2.0/<customer>"
_UNIT = f"{_UNITS}/<path:path>"
_USERS = "/a/feeds/orguser/2.0/<customer>"
_USER = f"{_USERS}/<address>"

_T = TypeVar("_T")


@blueprint.get("/a/feeds/customer/2.0/customerId")
@authorized(SCOPE)
def retrieve_customer() -> Response:
    """The customer's id, which the addresses of units and users hold."""
    domain = state().domain
    properties = {
        "customerOrgUnitDescription": domain.name,
        "customerId": domain.org_units.customer_id,
        "customerOrgUnitName": domain.name,
        "description": domain.name,
        "name": domain.name,
    }
    url = _url("customer", domain.org_units.customer_id)
    return feeds.answer(atom_out.property_entry(url, properties, alone=True).encode())


@blueprint.get(_UNITS)
@authorized(SCOPE)
def retrieve_units(customer: str) -> Response:
    """A page of all units (`get=all`), or of those right below `orgUnitPath` (`get=children`)."""
    _check(customer)
    units = state().domain.org_units
    return _page("orgunit", units.page, units.children, lambda unit: unit.path, _unit)


@blueprint.post(_UNITS)
@authorized(SCOPE)
def create_unit(customer: str) -> Response:
    """A new unit below another one."""
    _check(customer)
    given = xml_in.properties(request.get_data())
    changes = changes_of(given)
    if changes.name is None:
        raise ProvisioningError((1801, ""), detail="a unit needs a name")
    unit = OrgUnit(
        joined(changes.parent or ROOT, changes.name),
        changes.name,
        changes.description or "",
        bool(changes.block_inheritance),
    )
    made = state().domain.org_units.create(unit)
    return feeds.created(_unit(made, alone=True).encode(), _url("orgunit", customer, made.path))


@blueprint.get(_UNIT)
@authorized(SCOPE)
def retrieve_unit(customer: str, path: str) -> Response:
    """One unit."""
    _check(customer)
    return feeds.answer(_unit(state().domain.org_units.get(_path_sent()), alone=True).encode())


@blueprint.put(_UNIT)
@authorized(SCOPE)
def update_unit(customer: str, path: str) -> Response:
    """Rename, move or describe a unit, and move up to 25 users into it (`usersToMove`)."""
    _check(customer)
    given = xml_in.properties(request.get_data())
    changes, moved = changes_of(given), _users_to_move(given.get("usersToMove", ""))
    domain = state().domain
    with domain.together():  # nothing is changed where a user is unknown
        unit = domain.org_units.update(_path_sent(), changes)
        _move(moved, unit.path)
    more = {"usersMoved": ",".join(_address(name) for name in moved)} if moved else {}
    return feeds.answer(_unit(unit, alone=True, **more).encode())


@blueprint.delete(_UNIT)
@authorized(SCOPE)
def remove_unit(customer: str, path: str) -> Response:
    """Delete a unit that holds no unit and no user."""
    _check(customer)
    state().domain.org_units.delete(_path_sent())
    return feeds.deleted()


@blueprint.get(_USERS)
@authorized(SCOPE)
def retrieve_users(customer: str) -> Response:
    """A page of all users with their units, or of those right in `orgUnitPath`."""
    _check(customer)
    units = state().domain.org_units
    return _page("orguser", units.users, units.users_in, lambda user: _address(user.username), _user)


@blueprint.get(_USER)
@authorized(SCOPE)
def retrieve_user(customer: str, address: str) -> Response:
    """One user and the unit that the user is in."""
    _check(customer)
    return feeds.answer(_user(state().domain.org_units.user(_local(address)), alone=True).encode())


@blueprint.put(_USER)
@authorized(SCOPE)
def update_user(customer: str, address: str) -> Response:
    """Put a user into another unit."""
    _check(customer)
    given = xml_in.properties(request.get_data())
    units, username = state().domain.org_units, _local(address)
    before = units.user(username)
    expected = given.get("oldOrgUnitPath")
    if expected and canonical(expected).lower() != before.path.lower():
        raise ProvisioningError((1801, expected), detail=f"{address} is in {before.path}")
    if given.get("orgUnitPath"):
        units.move_users([username], canonical(given["orgUnitPath"]))
    return feeds.answer(_user(units.user(username), alone=True).encode())


def _check(customer: str) -> None:
    if customer != state().domain.org_units.customer_id:
        raise ProvisioningError((1301, customer), detail="this server has no such customer")


def _page(
    kind: str,
    fetch_all: Callable[[str | None, int], Sequence[_T]],
    fetch_below: Callable[[str, str | None, int], Sequence[_T]],
    key: Callable[[_T], str],
    write: Callable[[_T], str],
) -> Response:
    url, wanted = _url(kind, state().domain.org_units.customer_id), feeds.query("get") or "all"
    if wanted == "all":
        page, found = feeds.page_of(
            atom_out.with_query(url, get="all"), "startKey", fetch_all, key, _LONGEST_PATH
        )
    elif wanted == "children":
        path = canonical(feeds.query("orgUnitPath", _LONGEST_PATH) or ROOT)
        page, found = feeds.page_of(
            atom_out.with_query(url, get="children", orgUnitPath=path),
            "startKey",
            lambda start, limit: fetch_below(path, start, limit),
            key,
            _LONGEST_PATH,
        )
    else:
        raise ProvisioningError((1407, wanted))
    return feeds.answer(atom_out.property_feed(page, [write(each) for each in found]))


def _path_sent() -> str:
    """Return the unit's path as it stands in the address, where %2F is not a slash."""
    return canonical(g.target.path.split("/a/feeds/orgunit/2.0/")[1].partition("/")[2])


def changes_of(given: Mapping[str, str]) -> OrgUnitChanges:
    """Read what a unit's properties set; raises ProvisioningError with all that is wrong."""
    faults: list[tuple[int, str]] = []
    name, description = given.get("name") or None, given.get("description")
    block = given.get("blockInheritance") or None
    if name is not None and (len(name) > _LONGEST_NAME or not name.strip() or not name.isprintable()):
        faults.append((1303, name))
    if description is not None and len(description) > _LONGEST_DESCRIPTION:
        faults.append((1801, description))
    if block is not None and rules.boolean_fault(block):
        faults.append((1801, block))
    if faults:
        raise ProvisioningError(*faults)
    parent = given.get("parentOrgUnitPath") or None
    return OrgUnitChanges(
        name,
        None if parent is None else canonical(parent),
        description,
        None if block is None else block.lower() == "true",
    )


def _users_to_move(listed: str) -> list[str]:
    addresses = [address.strip() for address in listed.split(",") if address.strip()]
    if len(addresses) > MOST_USERS_MOVED:
        detail = f"{len(addresses)} users are to be moved; {MOST_USERS_MOVED} are allowed"
        raise ProvisioningError((1801, listed), detail=detail)
    try:
        return [_local(address) for address in addresses]
    except ProvisioningError as error:
        raise _not_moved(error.detail) from error


def _move(usernames: Sequence[str], path: str) -> None:
    try:
        state().domain.org_units.move_users(usernames, path)
    except EntityDoesNotExist as error:
        raise _not_moved(f"{error.name} is no user of {state().domain.name}") from error


def _not_moved(detail: str) -> ProvisioningError:
    # Scripts of the time (GAM 1 and 2) look for these very words, and then for the user themselves.
    return ProvisioningError((1301, "orgUnitUsersToMove"), detail=detail)


def _local(address: str) -> str:
    return feeds.local_part(state().domain.name, address, "user").lower()


def _address(username: str) -> str:
    return f"{username}@{state().domain.name}"


def _url(kind: str, customer: str, path: str | None = None) -> str:
    # Paths of units are percent-encoded as they are.
    return feeds.url(kind, "2.0", customer) + ("" if path is None else f"/{path}")


def _unit(unit: OrgUnit, *, alone: bool = False, **more: str) -> str:
    properties = {
        "name": unit.name,
        "orgUnitPath": unit.path,
        "parentOrgUnitPath": parent_of(unit.path),
        "description": unit.description,
        "blockInheritance": atom_out.boolean(unit.block_inheritance),
    }
    url = _url("orgunit", state().domain.org_units.customer_id, unit.path)
    return atom_out.property_entry(url, properties | more, alone=alone)


def _user(user: OrgUser, *, alone: bool = False) -> str:
    address = _address(user.username)
    url = _url("orguser", state().domain.org_units.customer_id, atom_out.url_part(address))
    properties = {"orgUserEmail": address, "orgUnitPath": user.path}
    return atom_out.property_entry(url, properties, alone=alone)
