"""The legacy module `gdata.contacts.service`: the Contacts API of the first generation, and its queries.

Domain Shared Contacts are reached with `contact_list='example.com'`.
"""

from __future__ import annotations

from ... import gdata
from ...engine.py2_errors import LegacyError as _LegacyError
from .. import contacts as _contacts
from .. import service as _service

DEFAULT_BATCH_URL = "http://www.google.com/m8/feeds/contacts/default/full/batch"
DEFAULT_PROFILES_BATCH_URL = "http://www.google.com/m8/feeds/profiles/default/full/batch"

GDATA_VER_HEADER = "GData-Version"


class Error(_LegacyError):
    """The root of this module's errors; what a server refuses raises `gdata.service.RequestError`."""


class RequestError(Error):
    """Never raised; scripts name it."""


class ContactsService(_service.GDataService):
    """Contacts, their groups and photos, and the profiles of a domain.

    The version of the protocol is said by `additional_headers={'GData-Version': ...}`.
    """

    def __init__(
        self,
        email=None,
        password=None,
        source=None,
        server="www.google.com",
        additional_headers=None,
        contact_list="default",
        **kwargs,
    ):
        """Keep what is given; `contact_list` is an address, a domain, or 'default' for whoever logs in."""
        self.contact_list = contact_list
        _service.GDataService.__init__(
            self,
            email=email,
            password=password,
            service="cp",
            source=source,
            server=server,
            additional_headers=additional_headers,
            **kwargs,
        )

    def GetFeedUri(self, kind="contacts", contact_list=None, projection="full", scheme=None):
        """Write the URI of a feed: `kind` is 'contacts', 'groups' or 'profiles'.

        `projection` may go on: 'base/12345', 'full/batch'. With a `scheme` the URI names the server.
        """
        contact_list = contact_list or self.contact_list
        if kind == "profiles":
            contact_list = f"domain/{contact_list}"
        prefix = f"{scheme}://{self.server}" if scheme else ""
        return f"{prefix}/m8/feeds/{kind}/{contact_list}/{projection}"

    # Contacts

    def GetContactsFeed(self, uri=None):
        """Give the ContactsFeed of a URI, by default the first page of the contact list."""
        return self.Get(uri or self.GetFeedUri(), converter=gdata.contacts.ContactsFeedFromString)

    def GetContact(self, uri):
        """Give a ContactEntry."""
        return self.Get(uri, converter=gdata.contacts.ContactEntryFromString)

    def CreateContact(self, new_contact, insert_uri=None, url_params=None, escape_params=True):
        """Create a contact; give its ContactEntry."""
        return self.Post(
            new_contact,
            insert_uri or self.GetFeedUri(),
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.contacts.ContactEntryFromString,
        )

    def UpdateContact(self, edit_uri, updated_contact, url_params=None, escape_params=True):
        """Write a changed contact; give the new ContactEntry."""
        return self._update(
            edit_uri, updated_contact, url_params, escape_params, gdata.contacts.ContactEntryFromString
        )

    def DeleteContact(self, edit_uri, extra_headers=None, url_params=None, escape_params=True):
        """Delete a contact; give True. `extra_headers` are ignored, as in 2.0.18."""
        return self.Delete(self._CleanUri(edit_uri), url_params=url_params, escape_params=escape_params)

    # Groups

    def GetGroupsFeed(self, uri=None):
        """Give the GroupsFeed of a URI, by default the first page of the contact list's groups."""
        return self.Get(uri or self.GetFeedUri("groups"), converter=gdata.contacts.GroupsFeedFromString)

    def CreateGroup(self, new_group, insert_uri=None, url_params=None, escape_params=True):
        """Create a group; give its GroupEntry."""
        return self.Post(
            new_group,
            insert_uri or self.GetFeedUri("groups"),
            url_params=url_params,
            escape_params=escape_params,
            converter=gdata.contacts.GroupEntryFromString,
        )

    def UpdateGroup(self, edit_uri, updated_group, url_params=None, escape_params=True):
        """Write a changed group; give the new GroupEntry."""
        return self._update(
            edit_uri, updated_group, url_params, escape_params, gdata.contacts.GroupEntryFromString
        )

    def DeleteGroup(self, edit_uri, extra_headers=None, url_params=None, escape_params=True):
        """Delete a group; give True. `extra_headers` are ignored, as in 2.0.18."""
        return self.Delete(self._CleanUri(edit_uri), url_params=url_params, escape_params=escape_params)

    # Photos

    def ChangePhoto(self, media, contact_entry_or_url, content_type=None, content_length=None):
        """PUT a photo: `media` is a MediaSource, a file open for reading in binary, or a file's name.

        A file needs its type, an open one its length in bytes too; a MediaSource has its own. Raises
        AttributeError for a contact without a link for photos.
        """
        url = contact_entry_or_url
        if isinstance(url, gdata.contacts.ContactEntry):
            url = url.GetPhotoEditLink().href  # type: ignore[union-attr]  # AttributeError without
        if isinstance(media, gdata.MediaSource):
            return self.Put(media, url)
        name = "file_handle" if hasattr(media, "read") else "file_path"
        photo = gdata.MediaSource(content_type=content_type, content_length=content_length, **{name: media})
        try:
            return self.Put(photo, url)
        finally:
            if photo.file_handle not in (None, media):  # opened here, so nobody else can close it
                photo.file_handle.close()

    def GetPhoto(self, contact_entry_or_url):
        """Give the photo's bytes; None for a contact without one."""
        url = contact_entry_or_url
        if isinstance(url, gdata.contacts.ContactEntry):
            link = url.GetPhotoLink()
            url = link.href if link else None
        return self.Get(url, converter=_as_bytes) if url else None

    def DeletePhoto(self, contact_entry_or_url):
        """Delete a photo. Raises AttributeError for a contact without a link for photos."""
        url = contact_entry_or_url
        if isinstance(url, gdata.contacts.ContactEntry):
            url = url.GetPhotoEditLink().href  # type: ignore[union-attr]  # AttributeError without
        if url:
            self.Delete(url)

    # Profiles

    def GetProfilesFeed(self, uri=None):
        """Give the ProfilesFeed of a URI, by default the first page of the domain `contact_list`."""
        return self.Get(uri or self.GetFeedUri("profiles"), converter=gdata.contacts.ProfilesFeedFromString)

    def GetProfile(self, uri):
        """Give a ProfileEntry."""
        return self.Get(uri, converter=gdata.contacts.ProfileEntryFromString)

    def UpdateProfile(self, edit_uri, updated_profile, url_params=None, escape_params=True):
        """Write a changed profile; give the new ProfileEntry."""
        return self._update(
            edit_uri, updated_profile, url_params, escape_params, gdata.contacts.ProfileEntryFromString
        )

    # Batches

    def ExecuteBatch(self, batch_feed, url, converter=_contacts.ContactsFeedFromString):
        """POST a ContactsFeed of operations; give the feed of their results."""
        return self.Post(batch_feed, url, converter=converter)

    def ExecuteBatchProfiles(self, batch_feed, url, converter=_contacts.ProfilesFeedFromString):
        """POST a ProfilesFeed of operations; give the feed of their results."""
        return self.Post(batch_feed, url, converter=converter)

    def _update(self, edit_uri, entry, url_params, escape_params, converter):
        return self.Put(
            entry,
            self._CleanUri(edit_uri),
            url_params=url_params,
            escape_params=escape_params,
            converter=converter,
        )

    def _CleanUri(self, uri):
        """Take `http://` and the server off a URI; one with `https://` stays as it is."""
        return uri.removeprefix(f"http://{self.server}")


def _as_bytes(body):
    # A photo is not text, even where the server does not say what it is and the bytes happen to decode.
    return body.encode("utf-8") if isinstance(body, str) else body


class ContactsQuery(_service.Query):
    """A query for contacts; `group` is the id of the group that they must be in."""

    def __init__(self, feed=None, text_query=None, params=None, categories=None, group=None):
        self.feed = feed or "/m8/feeds/contacts/default/full"
        if group:
            self._SetGroup(group)
        _service.Query.__init__(
            self, feed=self.feed, text_query=text_query, params=params, categories=categories
        )

    def _GetGroup(self):
        return self.get("group")

    def _SetGroup(self, group_id):
        self["group"] = group_id

    group = property(_GetGroup, _SetGroup, doc="The id of a group, a URL.")


class GroupsQuery(_service.Query):
    """A query for groups."""

    def __init__(self, feed=None, text_query=None, params=None, categories=None):
        _service.Query.__init__(
            self,
            feed=feed or "/m8/feeds/groups/default/full",
            text_query=text_query,
            params=params,
            categories=categories,
        )


class ProfilesQuery(_service.Query):
    """A query for profiles."""

    def __init__(self, feed=None, text_query=None, params=None, categories=None):
        _service.Query.__init__(
            self,
            feed=feed or "/m8/feeds/profiles/default/full",
            text_query=text_query,
            params=params,
            categories=categories,
        )
