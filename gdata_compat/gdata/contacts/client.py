"""The legacy module `gdata.contacts.client`: contacts, groups and profiles, second generation.

Of a domain's shared contacts the list is the domain: `client.contact_list = "example.com"`.
"""

from __future__ import annotations

from typing import Any as _Any

from ... import atom as atom
from ... import gdata as gdata
from .. import client as _client
from .. import data as _gdata
from .. import gauth as _gauth
from . import data as _data

DEFAULT_BATCH_URL = "https://www.google.com/m8/feeds/contacts/default/full/batch"
DEFAULT_PROFILES_BATCH_URL = "https://www.google.com/m8/feeds/profiles/domain/%s/full/batch"


class ContactsClient(_client.GDClient):
    """The Contacts API 3.0, with a user's contacts, a domain's shared ones, and a domain's profiles."""

    api_version = "3"
    auth_service = "cp"
    server = "www.google.com"
    contact_list = "default"
    auth_scopes = _gauth.AUTH_SCOPES["cp"]
    ssl = True

    def __init__(self, domain=None, auth_token=None, **kwargs):
        """Make a client; `domain` is that of the profiles, further arguments are those of GDClient."""
        super().__init__(auth_token=auth_token, **kwargs)
        self.domain = domain

    def get_feed_uri(self, kind="contacts", contact_list=None, projection="full", scheme="https") -> str:
        """Give the address of a feed of a kind: 'contacts', 'groups', 'profiles'; without scheme a path."""
        owner = contact_list or self.contact_list
        if kind == "profiles":
            owner = f"domain/{self.domain}"
        prefix = f"{scheme}://{self.server}" if scheme else ""
        return f"{prefix}/m8/feeds/{kind}/{owner}/{projection}"

    GetFeedUri = get_feed_uri

    # Contacts

    def get_contact(
        self, uri, desired_class=_data.ContactEntry, auth_token=None, **kwargs
    ) -> _data.ContactEntry:
        """GET a contact."""
        return self.get_entry(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetContact = get_contact

    def create_contact(self, new_contact, insert_uri=None, auth_token=None, **kwargs) -> _data.ContactEntry:
        """POST a contact to the feed, or to `insert_uri`; give it as the server has it."""
        uri = insert_uri or self.GetFeedUri()
        return self.Post(new_contact, uri, auth_token=auth_token, **kwargs)

    CreateContact = create_contact

    def add_contact(
        self,
        new_contact,
        insert_uri=None,
        auth_token=None,
        billing_information=None,
        birthday=None,
        calendar_link=None,
        **kwargs,
    ) -> _data.ContactEntry:
        """POST a new contact with these three facts only: `new_contact` is not sent, as in 2.0.18.

        `billing_information` and `birthday` are text or elements, `calendar_link` is a dict, an element or a
        list of them.
        Raises TypeError for anything else.
        """
        contact = _data.ContactEntry()
        if billing_information is not None:
            contact.billing_information = _element(
                "billing_information", billing_information, _data.BillingInformation, "text"
            )
        if birthday is not None:
            contact.birthday = _element("birthday", birthday, _data.Birthday, "when")
        if calendar_link is not None:
            contact.calendar_link = _calendar_links(calendar_link)
        return self.Post(contact, insert_uri or self.GetFeedUri(), auth_token=auth_token, **kwargs)

    AddContact = add_contact

    def get_contacts(
        self, uri=None, desired_class=_data.ContactsFeed, auth_token=None, **kwargs
    ) -> _data.ContactsFeed:
        """GET a page of contacts."""
        uri = uri or self.GetFeedUri()
        return self.get_feed(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    GetContacts = get_contacts

    # Groups

    def get_group(
        self, uri=None, desired_class=_data.GroupEntry, auth_token=None, **kwargs
    ) -> _data.GroupEntry:
        """GET a group."""
        return self.get_entry(uri, desired_class=desired_class, auth_token=auth_token, **kwargs)

    GetGroup = get_group

    def get_groups(
        self, uri=None, desired_class=_data.GroupsFeed, auth_token=None, **kwargs
    ) -> _data.GroupsFeed:
        """GET a page of groups."""
        uri = uri or self.GetFeedUri("groups")
        return self.get_feed(uri, desired_class=desired_class, auth_token=auth_token, **kwargs)

    GetGroups = get_groups

    def create_group(self, new_group, insert_uri=None, url_params=None, desired_class=None, **kwargs) -> _Any:
        """POST a group to the feed, or to `insert_uri`; give it as the server has it."""
        uri = insert_uri or self.GetFeedUri("groups")
        return self.Post(new_group, uri, url_params=url_params, desired_class=desired_class, **kwargs)

    CreateGroup = create_group

    def update_group(
        self,
        edit_uri,
        updated_group,
        url_params=None,
        escape_params=True,
        desired_class=None,
        auth_token=None,
        **kwargs,
    ) -> _Any:
        """PUT a group to its address; give it as the server has it then.

        2.0.18 failed on every call. `url_params` are added to the address.
        """
        uri = atom.http_core.Uri.parse_uri(self._CleanUri(edit_uri))
        uri.query.update(url_params or {})
        if desired_class is not None:
            kwargs["converter"] = lambda response: atom.core.parse(
                response.read(), desired_class, version=_client.get_xml_version(self.api_version)
            )
        return self.update(updated_group, auth_token=auth_token, uri=uri, **kwargs)

    UpdateGroup = update_group

    def delete_group(self, group_object, auth_token=None, force=False, **kws):
        """DELETE a group, an entry or its address; give the answer."""
        return self.Delete(group_object, auth_token=auth_token, force=force, **kws)

    DeleteGroup = delete_group

    # Photos

    def change_photo(
        self,
        media,
        contact_entry_or_url,
        content_type=None,
        content_length=None,
        auth_token=None,
        **kwargs,
    ):
        """PUT a photo: a MediaSource, a file's path with its type, or an open file with type and length.

        Gives the answer. Raises AttributeError for a contact without a link to its photo, OSError for a path
        where nothing is, and atom.http_core.UnknownSize for a file of unknown length.
        """
        uri, headers = self._photo(contact_entry_or_url)
        if isinstance(media, _gdata.MediaSource):
            payload = media
        elif isinstance(media, str):
            payload = _gdata.MediaSource(file_path=media, content_type=content_type)
        else:
            payload = _gdata.MediaSource(media, content_type, content_length)
        request = atom.http_core.HttpRequest(headers=headers)
        return self.request(
            method="PUT",
            uri=uri,
            auth_token=auth_token,
            http_request=payload.modify_request(request),
            **kwargs,
        )

    ChangePhoto = change_photo

    def get_photo(self, contact_entry_or_url, auth_token=None, **kwargs) -> bytes | None:
        """GET a photo; give its bytes, or None for a contact without a link to one."""
        uri = contact_entry_or_url
        if isinstance(uri, _data.ContactEntry):
            link = uri.GetPhotoLink()
            if link is None:
                return None
            uri = link.href
        return self.request("GET", uri=uri, auth_token=auth_token, **kwargs).read()

    GetPhoto = get_photo

    def delete_photo(self, contact_entry_or_url, auth_token=None, **kwargs):
        """DELETE a photo; give None. A contact whose link has no ETag has no photo, and nothing is sent.

        Raises AttributeError for a contact without a link to its photo.
        """
        uri, headers = self._photo(contact_entry_or_url)
        if headers is None and isinstance(contact_entry_or_url, _data.ContactEntry):
            return
        request = atom.http_core.HttpRequest(headers=headers)
        self.request(method="DELETE", uri=uri, http_request=request, auth_token=auth_token, **kwargs)

    DeletePhoto = delete_photo

    def _photo(self, contact_entry_or_url):
        """Give the address of a photo, and the headers that say which one is meant."""
        if not isinstance(contact_entry_or_url, _data.ContactEntry):
            return contact_entry_or_url, None
        link: _Any = contact_entry_or_url.GetPhotoLink()
        return link.href, {"if-match": link.etag} if link.etag else None

    # Profiles

    def get_profiles_feed(self, uri=None, auth_token=None, **kwargs) -> _data.ProfilesFeed:
        """GET a page of the domain's profiles."""
        uri = uri or self.GetFeedUri("profiles")
        return self.get_feed(uri, auth_token=auth_token, desired_class=_data.ProfilesFeed, **kwargs)

    GetProfilesFeed = get_profiles_feed

    def get_profile(self, uri, auth_token=None, **kwargs) -> _data.ProfileEntry:
        """GET a profile."""
        return self.get_entry(uri, desired_class=_data.ProfileEntry, auth_token=auth_token, **kwargs)

    GetProfile = get_profile

    def update_profile(self, updated_profile, auth_token=None, force=False, **kwargs) -> _data.ProfileEntry:
        """PUT a profile to its edit link; give it as the server has it then."""
        return self.Update(updated_profile, auth_token=auth_token, force=force, **kwargs)

    UpdateProfile = update_profile

    # Batches

    def execute_batch(
        self, batch_feed, url=DEFAULT_BATCH_URL, desired_class=None, auth_token=None, **kwargs
    ) -> _Any:
        """POST a feed of operations; give the feed of their results."""
        return self.Post(batch_feed, url, desired_class=desired_class, auth_token=auth_token, **kwargs)

    ExecuteBatch = execute_batch

    def execute_batch_profiles(
        self, batch_feed, url=None, desired_class=_data.ProfilesFeed, auth_token=None, **kwargs
    ) -> _Any:
        """POST a feed of operations on profiles; give the feed of their results."""
        url = url or DEFAULT_PROFILES_BATCH_URL % self.domain
        return self.Post(batch_feed, url, desired_class=desired_class, auth_token=auth_token, **kwargs)

    ExecuteBatchProfiles = execute_batch_profiles

    def _CleanUri(self, uri):
        """Give the URI without `http://` and the server, if it starts with them."""
        return uri.removeprefix(f"http://{self.server}")


def _element(name, value, cls, member):
    """Give an element for text; the value itself where it is one."""
    if isinstance(value, str):
        return cls(**{member: value})
    if isinstance(value, cls):
        return value
    raise TypeError(f"{name} has to be text or {cls.__name__}, not {type(value).__name__}")


def _calendar_links(value):
    """Give a list of links for a dict of the members of one, for one, or for a list of them."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [_data.CalendarLink(**value)]
    if isinstance(value, _data.CalendarLink):
        return [value]
    raise TypeError(f"calendar_link has to be a dict or a CalendarLink, not {type(value).__name__}")


class ContactsQuery(_client.Query):
    """What may be asked of a feed of contacts; `feed` is accepted and not used."""

    def __init__(
        self,
        feed=None,
        group=None,
        orderby=None,
        showdeleted=None,
        sortorder=None,
        requirealldeleted=None,
        **kwargs,
    ):
        """Take the parameters of the API as text, and those of gdata.client.Query."""
        super().__init__(**kwargs)
        self.group = group
        self.orderby = orderby
        self.sortorder = sortorder
        self.showdeleted = showdeleted

    def modify_request(self, http_request):
        """Write the parameters into the query of a request."""
        for name in ("group", "orderby", "sortorder", "showdeleted"):
            _client._add_query_param(name, getattr(self, name), http_request)
        _client.Query.modify_request(self, http_request)

    ModifyRequest = modify_request


class ProfilesQuery(_client.Query):
    """What may be asked of a feed of profiles; `start_key` is where the page starts."""

    def __init__(self, feed=None, start_key=None, **kwargs):
        """Take where the page starts, and the parameters of gdata.client.Query."""
        super().__init__(**kwargs)
        self.feed = feed or "https://www.google.com/m8/feeds/profiles/default/full"
        self.start_key = start_key

    def modify_request(self, http_request):
        """Write the parameters into the query of a request."""
        _client._add_query_param("start-key", self.start_key, http_request)
        _client.Query.modify_request(self, http_request)

    ModifyRequest = modify_request
