"""The legacy module `gdata.calendar_resource.data`: what a calendar can book: rooms, projectors."""

from __future__ import annotations

from ... import atom as atom
from ... import gdata as gdata
from ...engine.xml import children as _children
from ...engine.xml import row as _row
from ..apps.apps_property_entry import _Rows
from ..data import GDFeed as _GDFeed

RESOURCE_ID_NAME = "resourceId"
RESOURCE_COMMON_NAME_NAME = "resourceCommonName"
RESOURCE_DESCRIPTION_NAME = "resourceDescription"
RESOURCE_TYPE_NAME = "resourceType"
RESOURCE_EMAIL_NAME = "resourceEmail"


class CalendarResourceEntry(
    _Rows, init="resource_id resource_common_name resource_description resource_type"
):
    """A resource; the server gives it its address."""

    resource_id = _row(RESOURCE_ID_NAME)
    resource_common_name = _row(RESOURCE_COMMON_NAME_NAME)
    resource_description = _row(RESOURCE_DESCRIPTION_NAME)
    resource_type = _row(RESOURCE_TYPE_NAME)
    resource_email = _row(RESOURCE_EMAIL_NAME, read_only=True)


class CalendarResourceFeed(_GDFeed):
    """A page of resources."""

    entry: list[CalendarResourceEntry] = _children(CalendarResourceEntry)
