"""The group feeds: `/a/feeds/group/2.0/DOMAIN[/ID[/member|owner[/ADDRESS]]]`.

The properties are those of the Groups Provisioning API's guide. A group may be named by its id or by its
address; it is shown by its address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, Response, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.groups import Group, GroupChanges, Participant
from ..domain.model import values_of
from ..faults import ProvisioningError
from ..state import state
from . import feeds, rules

__all__ = ["SCOPE", "blueprint", "changes_of", "id_fault"]

#: The scope that opens these feeds.
SCOPE = f"{atom_out.HOST}/a/feeds/group/"

blueprint = Blueprint("groups", __name__)

_FEED = "/a/feeds/group/2.0/<domain>"
_ENTRY = f"{_FEED}/<group_id>"
_PARTICIPANTS = f"{_ENTRY}/<any(member, owner):role>"
_PARTICIPANT = f"{_PARTICIPANTS}/<address>"

_ID = re.compile(r"(?!.*\.\.)(?!\.)[a-z0-9_'.+-]{1,60}(?<!\.)", re.IGNORECASE | re.ASCII)
_PERMISSIONS = ("Owner", "Member", "Domain", "Anyone")
_LONGEST_NAME, _LONGEST_DESCRIPTION = 73, 4096

#: The property that names a member, and an owner.
_NAMED_BY = {"member": "memberId", "owner": "email"}


@blueprint.get(_FEED)
@authorized(SCOPE, secondary=True)
def retrieve_page(domain: str) -> Response:
    """A page of groups, from `start` on, which is included; with `member`, of those that somebody is in."""
    groups, member = state().domain.groups, feeds.query("member")
    url = _url(domain)
    if member is None:
        own = domain.lower() == state().domain.name  # the account's groups are on the primary domain
        page, found = feeds.page_of(url, "start", groups.page if own else _none, _start_key)
    else:
        direct_only = feeds.flag("directOnly")
        page, found = feeds.page_of(
            atom_out.with_query(url, member=member, directOnly=atom_out.boolean(direct_only)),
            "start",
            lambda start, limit: groups.page_of_member(
                feeds.address_in(domain, member), start, limit, direct_only=direct_only
            ),
            _start_key,
        )
    return feeds.answer(atom_out.property_feed(page, [_entry(state().domain.name, group) for group in found]))


def _none(start: str | None, limit: int) -> Sequence[Group]:
    return ()


@blueprint.post(_FEED)
@authorized(SCOPE)
def create(domain: str) -> Response:
    """A new group."""
    given = xml_in.properties(request.get_data())
    group_id = _local_id(domain, given.get("groupId", ""))
    feeds.refuse(id_fault(group_id), given.get("groupId", ""))
    if not given.get("groupName"):
        raise ProvisioningError((1801, ""), detail="a group needs a groupName")
    changes = changes_of(given)
    made = Group(group_id, changes.name or "", changes.description or "")
    group = state().domain.groups.create(replace(made, **values_of(changes)))
    return feeds.created(_document(domain, group), _url(domain, group))


@blueprint.get(_ENTRY)
@authorized(SCOPE)
def retrieve(domain: str, group_id: str) -> Response:
    """One group."""
    return feeds.answer(_document(domain, state().domain.groups.get(_local_id(domain, group_id))))


@blueprint.put(_ENTRY)
@authorized(SCOPE)
def update(domain: str, group_id: str) -> Response:
    """Set what the entry sent holds: the name, the description, the permission, not the id."""
    changes = changes_of(xml_in.properties(request.get_data()))
    group = state().domain.groups.update(_local_id(domain, group_id), changes)
    return feeds.answer(_document(domain, group))


@blueprint.delete(_ENTRY)
@authorized(SCOPE)
def remove(domain: str, group_id: str) -> Response:
    """Delete a group; the answer is empty, with status 200."""
    state().domain.groups.delete(_local_id(domain, group_id))
    return feeds.deleted()


@blueprint.get(_PARTICIPANTS)
@authorized(SCOPE)
def retrieve_participants(domain: str, group_id: str, role: str) -> Response:
    """A page of a group's direct members or owners, from `start` on; suspended users where asked for."""
    local, suspended = _local_id(domain, group_id), feeds.flag("includeSuspendedUsers")
    group = state().domain.groups.get(local)
    url = _url(domain, group, role)
    page, found = feeds.page_of(
        atom_out.with_query(url, includeSuspendedUsers="true") if suspended else url,
        "start",
        lambda start, limit: state().domain.groups.participants(
            group.group_id, role, start, limit, suspended=suspended
        ),
        lambda participant: participant.address,
    )
    return feeds.answer(
        atom_out.property_feed(page, [_participant(domain, group, role, each) for each in found])
    )


@blueprint.post(_PARTICIPANTS)
@authorized(SCOPE)
def add_participant(domain: str, group_id: str, role: str) -> Response:
    """A new member or owner: a user, a group, or an address outside the domain."""
    given = xml_in.properties(request.get_data()).get(_NAMED_BY[role], "")
    address = feeds.address_in(domain, given)
    if not rules.is_email_address(address):
        raise ProvisioningError((1406, given))
    groups = state().domain.groups
    group = groups.get(_local_id(domain, group_id))
    added = groups.add(group.group_id, role, address)
    document = _participant(domain, group, role, added, alone=True).encode()
    return feeds.created(document, _url(domain, group, role, added))


@blueprint.get(_PARTICIPANT)
@authorized(SCOPE)
def retrieve_participant(domain: str, group_id: str, role: str, address: str) -> Response:
    """One member, direct or through another group, or one owner."""
    groups = state().domain.groups
    group = groups.get(_local_id(domain, group_id))
    found = groups.participant(group.group_id, role, feeds.address_in(domain, address))
    return feeds.answer(_participant(domain, group, role, found, alone=True).encode())


@blueprint.delete(_PARTICIPANT)
@authorized(SCOPE)
def remove_participant(domain: str, group_id: str, role: str, address: str) -> Response:
    """Take a member or an owner out of a group."""
    state().domain.groups.remove(_local_id(domain, group_id), role, feeds.address_in(domain, address))
    return feeds.deleted()


def _local_id(domain: str, group_id: str) -> str:
    return feeds.local_part(domain, group_id, "group")


def id_fault(group_id: str) -> int | None:
    """Return the code of what is wrong with the id of a group, or None."""
    if not _ID.fullmatch(group_id):
        return 1303
    return 1302 if group_id.lower() in rules.RESERVED_NAMES else None


def changes_of(given: Mapping[str, str]) -> GroupChanges:
    """Read what a group's properties set; raises ProvisioningError with all that is wrong."""
    faults: list[tuple[int, str]] = []
    name, description = given.get("groupName"), given.get("description")
    permission = given.get("emailPermission")
    if name is not None and not (len(name.strip()) > 0 and len(name) <= _LONGEST_NAME):
        faults.append((1801, name))
    if description is not None and len(description) > _LONGEST_DESCRIPTION:
        faults.append((1801, description))
    if permission is not None and permission not in _PERMISSIONS:
        faults.append((1701, permission))
    if faults:
        raise ProvisioningError(*faults)
    return GroupChanges(name, description, permission)


def _start_key(group: Group) -> str:
    return f"{group.group_id}@{state().domain.name}"


def _url(
    domain: str, group: Group | None = None, role: str | None = None, participant: Participant | None = None
) -> str:
    domain = domain.lower()
    parts: Sequence[str | None] = (
        domain,
        None if group is None else f"{group.group_id}@{domain}",
        role,
        None if participant is None else participant.address,
    )
    return feeds.url("group", "2.0", *(part for part in parts if part is not None))


def _document(domain: str, group: Group) -> bytes:
    return _entry(domain, group, alone=True).encode()


def _entry(domain: str, group: Group, *, alone: bool = False) -> str:
    properties = {
        "groupId": f"{group.group_id}@{domain.lower()}",
        "groupName": group.name,
        "emailPermission": group.email_permission,
        "permissionPreset": "Custom",
        "description": group.description,
    }
    return atom_out.property_entry(_url(domain, group), properties, alone=alone)


def _participant(domain: str, group: Group, role: str, found: Participant, *, alone: bool = False) -> str:
    if role == "owner":
        properties = {"email": found.address, "type": found.kind}
    else:
        direct = atom_out.boolean(found.direct)
        properties = {"memberType": found.kind, "memberId": found.address, "directMember": direct}
    return atom_out.property_entry(_url(domain, group, role, found), properties, alone=alone)
