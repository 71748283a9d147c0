"""The legacy module `gdata.docs.client`: the client of the Documents List API, second generation.

Further arguments of a method (`**kwargs`) go to the request that it makes.
"""

from __future__ import annotations

from urllib.parse import quote as _quote

from ... import atom as atom
from ... import gdata as gdata
from ...atom import data as _atom_data
from ...atom import http_core as _http_core
from .. import client as _client
from .. import gauth as _gauth
from . import data as _data
from ._contents import Contents as _Contents

RESOURCE_FEED_URI = "/feeds/default/private/full"
RESOURCE_SELF_LINK_TEMPLATE = RESOURCE_FEED_URI + "/%s"
RESOURCE_UPLOAD_URI = "/feeds/upload/create-session/default/private/full"
ARCHIVE_FEED_URI = "/feeds/default/private/archive"
METADATA_URI = "/feeds/metadata/default"
CHANGE_FEED_URI = "/feeds/default/private/changes"


def _uri(uri):
    """Give a Uri of text; a Uri as it is."""
    return _http_core.Uri.parse_uri(uri) if isinstance(uri, str) else uri


def _showing_root(uri, show_root):
    """Give a Uri that asks, or asks not, whether resources are in the root collection."""
    uri = _uri(uri)
    if show_root is not None:
        uri.query["showroot"] = str(show_root).lower()
    return uri


def _address(link):
    """Give the address of a link; an address as it is."""
    return link.href if isinstance(link, _atom_data.Link) else link


def _quoted(text):
    """Quote a part of a path, with '~' too, as Python 2 did."""
    return _quote(text).replace("~", "%7E")


class DocsClient(_Contents):
    """Lists, uploads, downloads, shares and archives what a user has in the Documents List."""

    host = "docs.google.com"
    api_version = "3.0"
    auth_service = "writely"
    alt_auth_service = "wise"
    auth_scopes = _gauth.AUTH_SCOPES["writely"]
    ssl = True

    def request(self, method=None, uri=None, **kwargs):  # type: ignore[override]  # as 2.0.18 has it
        """Perform a request; `xoauth_requestor_id` becomes a parameter, and '/default' stays in the path."""
        return super().request(method=method, uri=uri, **kwargs)

    def get_metadata(self, **kwargs) -> _data.Metadata:
        """GET what the user's account has: quota, formats, features."""
        return self.get_entry(METADATA_URI, desired_class=_data.Metadata, **kwargs)

    def get_changes(self, changestamp=None, max_results=None, show_root=None, **kwargs) -> _data.ChangeFeed:
        """GET the changes from a changestamp on, 100 at most."""
        uri = _showing_root(CHANGE_FEED_URI, show_root)
        if changestamp is not None:
            uri.query["start-index"] = changestamp
        if max_results is not None:
            uri.query["max-results"] = max_results
        return self.get_feed(uri, desired_class=_data.ChangeFeed, **kwargs)

    Request = request  # type: ignore[assignment]
    GetMetadata, GetChanges = get_metadata, get_changes

    # Resources

    def get_resources(self, uri=None, limit=None, show_root=None, **kwargs) -> _data.ResourceFeed:
        """GET a page of the resources that are no collections, or of those at a URI.

        `limit` is the number of entries asked for, where the URI says none; the server gives 100 at most.
        """
        uri = _showing_root(RESOURCE_FEED_URI if uri is None else uri, show_root)
        if limit is not None and "max-results" not in uri.query:
            uri.query["max-results"] = limit
        return self.get_feed(uri, desired_class=_data.ResourceFeed, **kwargs)

    def get_all_resources(self, uri=None, show_root=None, **kwargs) -> list[_data.Resource]:
        """GET the resources of all pages, as a list."""
        uri = _showing_root(RESOURCE_FEED_URI if uri is None else uri, show_root)
        feed = self.GetResources(uri=uri, **kwargs)
        entries = feed.entry
        while (link := feed.GetNextLink()) is not None:
            feed = self.GetResources(link.href, **kwargs)
            entries.extend(feed.entry)
        return entries

    def get_resource(self, entry, **kwargs) -> _data.Resource:
        """GET a resource again."""
        return self.GetResourceBySelfLink(entry.GetSelfLink().href, **kwargs)

    def get_resource_by_id(self, resource_id, **kwargs) -> _data.Resource:
        """GET a resource by its id, such as 'document:abc'."""
        return self.GetResourceBySelfLink(RESOURCE_SELF_LINK_TEMPLATE % resource_id, **kwargs)

    def get_resource_by_self_link(self, uri, etag=None, show_root=None, **kwargs) -> _data.Resource:
        """GET a resource by its address; raises NotModified where it still has the `etag`."""
        uri = _showing_root(uri, show_root)
        return self.get_entry(uri, etag=etag, desired_class=_data.Resource, **kwargs)

    def get_acl(self, entry, **kwargs) -> _data.AclFeed:
        """GET the list of who may do what with a resource; raises ValueError for another entry."""
        self._check_entry_is_resource(entry)
        return self.get_feed(entry.GetAclFeedLink().href, desired_class=_data.AclFeed, **kwargs)

    get_resource_acl = get_acl

    def create_resource(
        self, entry, media=None, collection=None, create_uri=None, **kwargs
    ) -> _data.Resource:
        """Upload `media`, a MediaSource, with the entry as its metadata, or POST the entry alone.

        It goes to `create_uri`, else into the collection, else to the root.
        """
        if media is not None:
            if create_uri is None and collection is not None:
                create_uri = collection.GetResumableCreateMediaLink().href
            elif create_uri is None:
                create_uri = RESOURCE_UPLOAD_URI
            return self._uploader(media).upload_file(create_uri, entry, **kwargs)
        if create_uri is None:
            create_uri = RESOURCE_FEED_URI if collection is None else collection.content.src
        return self.post(entry, create_uri, desired_class=_data.Resource, **kwargs)

    def update_resource(
        self, entry, media=None, update_metadata=True, new_revision=False, **kwargs
    ) -> _data.Resource:
        """PUT an entry, or upload its file anew, with the entry unless `update_metadata` is false.

        `new_revision` has an effect only on an upload, as in 2.0.18.
        """
        if update_metadata and media is None:
            kwargs.setdefault("uri", entry.GetEditLink().href)
            return super().update(entry, **kwargs)
        return self._uploader(media).UpdateFile(
            entry_or_resumable_edit_link=entry,
            update_metadata=update_metadata,
            uri_params={"new-revision": "true"} if new_revision else {},
            **kwargs,
        )

    def _uploader(self, media):
        return _client.ResumableUploader(
            self, media.file_handle, media.content_type, media.content_length, desired_class=_data.Resource
        )

    def copy_resource(self, entry, title, **kwargs) -> _data.Resource:
        """POST a copy of a resource under another title; raises ValueError for another entry."""
        self._check_entry_is_resource(entry)
        copy = _data.Resource(
            title=_atom_data.Title(text=title), id=_atom_data.Id(text=entry.GetSelfLink().href)
        )
        return self.post(copy, RESOURCE_FEED_URI, **kwargs)

    def move_resource(self, entry, collection=None, keep_in_collections=False, **kwargs) -> _data.Resource:
        """Take a resource out of its collections, unless they are to be kept, and put it into `collection`.

        Gives the resource as it is in the collection, else the one that was given. Raises ValueError for
        another entry, and for a collection that is none; the resource is then out of the old ones.
        """
        self._check_entry_is_resource(entry)
        if not keep_in_collections:
            for link in entry.InCollections():
                self.delete(f"{link.href}/contents/{_quoted(entry.resource_id.text)}", force=True)
        if collection is None:
            return entry
        self._check_entry_is_collection(collection)
        return self.post(entry, collection.content.src, **kwargs)

    def delete_resource(self, entry, permanent=False, **kwargs):
        """DELETE a resource: into the trash, or for good."""
        if permanent:
            kwargs["delete"] = "true"
        return _client.GDClient.delete(self, entry, **kwargs)

    GetResources = get_resources
    GetAllResources, GetResource, GetResourceById = get_all_resources, get_resource, get_resource_by_id
    GetResourceBySelfLink, GetResourceAcl, GetAcl = get_resource_by_self_link, get_resource_acl, get_acl
    CreateResource, UpdateResource, DeleteResource = create_resource, update_resource, delete_resource
    CopyResource, MoveResource = copy_resource, move_resource

    # Access control

    def get_acl_entry(self, entry, **kwargs) -> _data.AclEntry:
        """GET an entry of an access control list again."""
        return self.GetAclEntryBySelfLink(entry.GetSelfLink().href, **kwargs)

    def get_acl_entry_by_self_link(self, self_link, **kwargs) -> _data.AclEntry:
        """GET an entry of an access control list by its link or address."""
        return self.get_entry(_address(self_link), desired_class=_data.AclEntry, **kwargs)

    def add_acl_entry(self, resource, acl_entry, send_notifications=None, **kwargs) -> _data.AclEntry:
        """POST an entry to a resource's access control list; its user is told unless that is false."""
        uri = resource.GetAclLink().href
        if uri is None:
            # Spelled as ever: scripts compare the text.
            raise ValueError("Given resource has no ACL link.  Did you fetch thisresource from the API?")
        if send_notifications is not None and not send_notifications:
            uri += "?send-notification-emails=false"
        return self.post(acl_entry, uri, desired_class=_data.AclEntry, **kwargs)

    def update_acl_entry(self, entry, send_notifications=None, **kwargs) -> _data.AclEntry:
        """PUT an entry of an access control list; its user is told only if that is true."""
        uri = entry.GetEditLink().href
        if not send_notifications:
            uri += "?send-notification-emails=false"
        return super().update(entry, uri=uri, **kwargs)

    def delete_acl_entry(self, entry, **kwargs):
        """DELETE an entry of an access control list, whatever its ETag."""
        return super().delete(entry.GetEditLink().href, **kwargs)

    def batch_process_acl_entries(self, resource, entries, **kwargs) -> _data.AclFeed:
        """POST changes of a resource's access control list, each marked by its `batch_operation`."""
        feed = _data.AclFeed()
        feed.entry = entries
        return super().post(feed, uri=resource.GetAclLink().href + "/batch", **kwargs)

    GetAclEntry, GetAclEntryBySelfLink = get_acl_entry, get_acl_entry_by_self_link
    AddAclEntry, UpdateAclEntry, DeleteAclEntry = add_acl_entry, update_acl_entry, delete_acl_entry
    BatchProcessAclEntries = batch_process_acl_entries

    # Revisions

    def get_revisions(self, entry, **kwargs) -> _data.RevisionFeed:
        """GET the revisions of a resource; raises ValueError for another entry."""
        self._check_entry_is_resource(entry)
        return self.get_feed(entry.GetRevisionsFeedLink().href, desired_class=_data.RevisionFeed, **kwargs)

    def get_revision(self, entry, **kwargs) -> _data.Revision:
        """GET a revision again."""
        return self.GetRevisionBySelfLink(entry.GetSelfLink().href, **kwargs)

    def get_revision_by_self_link(self, self_link, **kwargs) -> _data.Revision:
        """GET a revision by its link or address."""
        return self.get_entry(_address(self_link), desired_class=_data.Revision, **kwargs)

    def publish_revision(
        self, entry, publish_auto=None, publish_outside_domain=False, **kwargs
    ) -> _data.Revision:
        """PUT a revision as published: with later ones, outside the domain; None leaves it to the server."""
        entry.publish = _data.Publish(value="true")
        if publish_auto in (True, False):
            entry.publish_auto = _data.PublishAuto(value=str(bool(publish_auto)).lower())
        if publish_outside_domain in (True, False):
            value = str(bool(publish_outside_domain)).lower()
            entry.publish_outside_domain = _data.PublishOutsideDomain(value=value)
        return super().update(entry, force=True, **kwargs)

    def unpublish_revision(self, entry, **kwargs) -> _data.Revision:
        """PUT a revision so that it is no longer published."""
        entry.publish = _data.Publish(value="false")
        return super().update(entry, force=True, **kwargs)

    def delete_revision(self, entry, **kwargs):
        """DELETE a revision, whatever its ETag."""
        return super().delete(entry, force=True, **kwargs)

    GetRevisions, GetRevision, GetRevisionBySelfLink = get_revisions, get_revision, get_revision_by_self_link
    PublishRevision, UnpublishRevision, DeleteRevision = publish_revision, unpublish_revision, delete_revision

    # Archives

    def get_archive(self, entry, **kwargs) -> _data.Archive:
        """GET an archive again, to see how far it is."""
        return self.GetArchiveBySelfLink(entry.GetSelfLink().href, **kwargs)

    def get_archive_by_self_link(self, self_link, **kwargs) -> _data.Archive:
        """GET an archive by its link or address."""
        return self.get_entry(_address(self_link), desired_class=_data.Archive, **kwargs)

    def create_archive(self, entry, **kwargs) -> _data.Archive:
        """POST the order to make an archive."""
        return self.post(entry, ARCHIVE_FEED_URI, desired_class=_data.Archive, **kwargs)

    def update_archive(self, entry, **kwargs) -> _data.Archive:
        """PUT an archive, such as one whose notification goes elsewhere."""
        return super().update(entry, **kwargs)

    delete_archive = delete_revision
    GetArchive, GetArchiveBySelfLink, CreateArchive = get_archive, get_archive_by_self_link, create_archive
    UpdateArchive, DeleteArchive = update_archive, delete_archive


#: The parameters of a DocsQuery by its members.
_PARAMETERS = {
    "convert": "convert",
    "title": "title",
    "title_exact": "title-exact",
    "opened_min": "opened-min",
    "opened_max": "opened-max",
    "edited_min": "edited-min",
    "edited_max": "edited-max",
    "owner": "owner",
    "writer": "writer",
    "reader": "reader",
    "query": "query",
    "show_collections": "showfolders",
    "show_root": "showroot",
    "show_deleted": "showdeleted",
    "ocr": "ocr",
    "target_language": "targetLanguage",
    "source_language": "sourceLanguage",
}


class DocsQuery(_client.Query):
    """The parameters that a feed of resources takes; switches are the text 'true' or 'false'."""

    def __init__(
        self,
        title=None,
        title_exact=None,
        opened_min=None,
        opened_max=None,
        edited_min=None,
        edited_max=None,
        owner=None,
        writer=None,
        reader=None,
        show_collections=None,
        show_root=None,
        show_deleted=None,
        ocr=None,
        target_language=None,
        source_language=None,
        convert=None,
        query=None,
        **kwargs,
    ):
        given = dict(locals())
        _client.Query.__init__(self, **kwargs)
        vars(self).update((name, given[name]) for name in _PARAMETERS)

    def modify_request(self, http_request):
        """Set the parameters in a request's query."""
        for member, name in _PARAMETERS.items():
            _client._add_query_param(name, getattr(self, member), http_request)
        _client.Query.modify_request(self, http_request)

    ModifyRequest = modify_request
