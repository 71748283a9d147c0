"""The client of what calendars can book: rooms, projectors."""

from __future__ import annotations

import urllib as urllib

from ... import gdata as gdata
from ..apps._client import SecureDomainClient as _SecureDomainClient
from ..apps._client import with_params as _with_params
from . import data as _data

RESOURCE_FEED_TEMPLATE = "/a/feeds/calendar/resource/%s/%s/"


class CalendarResourceClient(_SecureDomainClient):
    """Reads and changes a domain's resources.

    Further arguments of the methods are those of GDClient's, such as `auth_token`.
    """

    def make_resource_feed_uri(self, resource_id=None, params=None):
        """Give the URI of all resources, or of one."""
        return _with_params(
            RESOURCE_FEED_TEMPLATE % (self.api_version, self.domain) + (resource_id or ""), params
        )

    MakeResourceFeedUri = make_resource_feed_uri

    def get_resource_feed(self, uri=None, **kwargs) -> _data.CalendarResourceFeed:
        """Give a page of resources, the first one or that at a URI."""
        if uri is None:
            uri = self.MakeResourceFeedUri()
        return self.get_feed(uri, desired_class=_data.CalendarResourceFeed, **kwargs)

    GetResourceFeed = get_resource_feed

    def get_resource(self, uri=None, resource_id=None, **kwargs) -> _data.CalendarResourceEntry:
        """Give a resource, by its URI or its id."""
        if uri is None:
            uri = self.MakeResourceFeedUri(resource_id)
        return self.get_entry(uri, desired_class=_data.CalendarResourceEntry, **kwargs)

    GetResource = get_resource

    def create_resource(
        self,
        resource_id,
        resource_common_name=None,
        resource_description=None,
        resource_type=None,
        **kwargs,
    ) -> _data.CalendarResourceEntry:
        """Create a resource."""
        entry = _data.CalendarResourceEntry(
            resource_id, resource_common_name, resource_description, resource_type
        )
        return self.post(entry, self.MakeResourceFeedUri(), **kwargs)

    CreateResource = create_resource

    def update_resource(
        self,
        resource_id,
        resource_common_name=None,
        resource_description=None,
        resource_type=None,
        **kwargs,
    ) -> _data.CalendarResourceEntry:
        """Change what is given of a resource; give it as it is then."""
        entry = _data.CalendarResourceEntry(
            resource_id, resource_common_name, resource_description, resource_type
        )
        return self.update(entry, uri=self.MakeResourceFeedUri(resource_id), **kwargs)

    UpdateResource = update_resource

    def delete_resource(self, resource_id, **kwargs):
        """Delete a resource; give the answer."""
        return self.delete(self.MakeResourceFeedUri(resource_id), **kwargs)

    DeleteResource = delete_resource
