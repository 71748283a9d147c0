"""The feed of calendar resources: `/a/feeds/calendar/resource/2.0/DOMAIN/[ID]`.

Properties and limits are those of the Calendar Resource API's guide: the id has up to 64 characters, of
letters, digits and punctuation but no white space, and cannot be changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Blueprint, Response, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.calendar_resources import CalendarResource, CalendarResourceChanges
from ..faults import ProvisioningError
from ..state import state
from . import feeds

__all__ = ["SCOPE", "blueprint", "changes_of", "id_fault"]

#: The scope that opens this feed.
SCOPE = f"{atom_out.HOST}/a/feeds/calendar/resource/"

blueprint = Blueprint("calendar_resources", __name__)

_FEED = "/a/feeds/calendar/resource/2.0/<domain>"
_ENTRY = f"{_FEED}/<resource_id>"

_ID = re.compile(r"[!-.0-~]{1,64}")
#: Most characters, by property.
_LONGEST = {"resourceCommonName": 100, "resourceDescription": 1000, "resourceType": 100}


@blueprint.get(_FEED)
@authorized(SCOPE)
def retrieve_page(domain: str) -> Response:
    """A page of resources, from `start` on, which is included."""
    page, found = feeds.page_of(
        _url(domain), "start", state().domain.calendar_resources.page, lambda each: each.resource_id
    )
    return feeds.answer(atom_out.property_feed(page, [_entry(domain, each) for each in found]))


@blueprint.post(_FEED)
@authorized(SCOPE)
def create(domain: str) -> Response:
    """A new resource, with an address for its calendar."""
    given = xml_in.properties(request.get_data())
    resource_id = given.get("resourceId", "")
    if id_fault(resource_id):
        raise ProvisioningError(
            (1303, resource_id), detail="resourceId has 1 to 64 characters, no space, no slash"
        )
    changes = changes_of(given)
    made = state().domain.calendar_resources.create(
        CalendarResource(
            resource_id, changes.common_name or "", changes.description or "", changes.kind or ""
        )
    )
    return feeds.created(_entry(domain, made, alone=True).encode(), _url(domain, resource_id))


@blueprint.get(_ENTRY)
@authorized(SCOPE)
def retrieve(domain: str, resource_id: str) -> Response:
    """One resource."""
    found = state().domain.calendar_resources.get(resource_id)
    return feeds.answer(_entry(domain, found, alone=True).encode())


@blueprint.put(_ENTRY)
@authorized(SCOPE)
def update(domain: str, resource_id: str) -> Response:
    """Set what the entry sent holds, not the id."""
    changes = changes_of(xml_in.properties(request.get_data()))
    made = state().domain.calendar_resources.update(resource_id, changes)
    return feeds.answer(_entry(domain, made, alone=True).encode())


@blueprint.delete(_ENTRY)
@authorized(SCOPE)
def remove(domain: str, resource_id: str) -> Response:
    """Delete a resource."""
    state().domain.calendar_resources.delete(resource_id)
    return feeds.deleted()


def id_fault(resource_id: str) -> int | None:
    """Return the code of what is wrong with the id of a resource, or None."""
    return None if _ID.fullmatch(resource_id) else 1303


def changes_of(given: Mapping[str, str]) -> CalendarResourceChanges:
    """Read what a resource's properties set; raises ProvisioningError with all that is wrong."""
    faults = [(1801, given[name]) for name, most in _LONGEST.items() if len(given.get(name, "")) > most]
    if faults:
        raise ProvisioningError(*faults)
    return CalendarResourceChanges(*(given.get(name) for name in _LONGEST))


def _url(domain: str, *ids: str) -> str:
    return feeds.url("calendar", "resource", "2.0", domain.lower(), *ids)


def _entry(domain: str, resource: CalendarResource, *, alone: bool = False) -> str:
    properties = {
        "resourceId": resource.resource_id,
        "resourceCommonName": resource.common_name,
        "resourceEmail": resource.email,
        "resourceDescription": resource.description,
        "resourceType": resource.kind,
    }
    return atom_out.property_entry(_url(domain, resource.resource_id), properties, alone=alone)
