"""The client of users and aliases of a customer with several domains."""

from __future__ import annotations

import urllib as urllib

from .... import gdata as gdata
from ...data import GDFeed as _GDFeed
from .._client import SecureDomainClient as _SecureDomainClient
from .._client import with_params as _with_params
from . import data as _data

MULTIDOMAIN_URI_TEMPLATE = "/a/feeds/%s/%s/%s"
MULTIDOMAIN_USER_RENAME_URI_TEMPLATE = "/a/feeds/user/userEmail/%s/%s/%s"
MULTIDOMAIN_USER_FEED = "user"
MULTIDOMAIN_ALIAS_FEED = "alias"


class MultiDomainProvisioningClient(_SecureDomainClient):
    """Reads and changes users and aliases; both are named by their addresses.

    Further arguments of the methods are those of GDClient's, such as `auth_token`.
    """

    def make_multidomain_provisioning_uri(self, feed_type, email=None, params=None):
        """Give the URI of all of a feed type, or of one address."""
        uri = MULTIDOMAIN_URI_TEMPLATE % (feed_type, self.api_version, self.domain)
        return _with_params(f"{uri}/{email}" if email else uri, params)

    MakeMultidomainProvisioningUri = make_multidomain_provisioning_uri

    def make_multidomain_user_provisioning_uri(self, email=None, params=None):
        """Give the URI of all users, or of one."""
        return self.make_multidomain_provisioning_uri(MULTIDOMAIN_USER_FEED, email, params)

    MakeMultidomainUserProvisioningUri = make_multidomain_user_provisioning_uri

    def make_multidomain_alias_provisioning_uri(self, email=None, params=None):
        """Give the URI of all aliases, or of one."""
        return self.make_multidomain_provisioning_uri(MULTIDOMAIN_ALIAS_FEED, email, params)

    MakeMultidomainAliasProvisioningUri = make_multidomain_alias_provisioning_uri

    def retrieve_all_pages(self, uri, desired_class=_GDFeed, **kwargs):
        """Give the feed at a URI with the entries of all further pages."""
        feed = self.GetFeed(uri, desired_class=desired_class, **kwargs)
        for page in self._pages_after(feed, desired_class, **kwargs):
            feed.entry = feed.entry + page.entry
        return feed

    RetrieveAllPages = retrieve_all_pages

    def retrieve_all_users(self, **kwargs) -> _data.UserFeed:
        """Give all users of all domains in one feed."""
        uri = self.MakeMultidomainUserProvisioningUri()
        return self.RetrieveAllPages(uri, desired_class=_data.UserFeed, **kwargs)

    RetrieveAllUsers = retrieve_all_users

    def retrieve_user(self, email, **kwargs) -> _data.UserEntry:
        """Give a user."""
        uri = self.MakeMultidomainUserProvisioningUri(email=email)
        return self.GetEntry(uri, desired_class=_data.UserEntry, **kwargs)

    RetrieveUser = retrieve_user

    def create_user(
        self,
        email,
        first_name,
        last_name,
        password,
        is_admin,
        hash_function=None,
        suspended=None,
        change_password=None,
        ip_whitelisted=None,
        quota=None,
        **kwargs,
    ) -> _data.UserEntry:
        """Create a user; flags are sent as 'True' and 'False', the quota is in gigabytes."""
        entry = _data.UserEntry(
            email=email,
            first_name=first_name,
            last_name=last_name,
            password=password,
            is_admin=is_admin,
            hash_function=hash_function,
            suspended=suspended,
            change_password=change_password,
            ip_whitelisted=ip_whitelisted,
            quota=quota,
        )
        return self.post(entry, self.MakeMultidomainUserProvisioningUri(), **kwargs)

    CreateUser = create_user

    def update_user(self, email, user_entry, **kwargs) -> _data.UserEntry:
        """Change a user to what the entry says; give the user as he is then."""
        return self.update(user_entry, uri=self.MakeMultidomainUserProvisioningUri(email), **kwargs)

    UpdateUser = update_user

    def delete_user(self, email, **kwargs):
        """Delete a user; give the answer."""
        return self.delete(self.MakeMultidomainUserProvisioningUri(email), **kwargs)

    DeleteUser = delete_user

    def rename_user(self, old_email, new_email, **kwargs) -> _data.UserRenameRequest:
        """Give a user another address."""
        uri = MULTIDOMAIN_USER_RENAME_URI_TEMPLATE % (self.api_version, self.domain, old_email)
        return self.update(_data.UserRenameRequest(new_email), uri=uri, **kwargs)

    RenameUser = rename_user

    def retrieve_all_aliases(self, **kwargs) -> _data.AliasFeed:
        """Give all aliases of all domains in one feed."""
        uri = self.MakeMultidomainAliasProvisioningUri()
        return self.RetrieveAllPages(uri, desired_class=_data.AliasFeed, **kwargs)

    RetrieveAllAliases = retrieve_all_aliases

    def retrieve_alias(self, email, **kwargs) -> _data.AliasEntry:
        """Give an alias."""
        uri = self.MakeMultidomainAliasProvisioningUri(email=email)
        return self.GetEntry(uri, desired_class=_data.AliasEntry, **kwargs)

    RetrieveAlias = retrieve_alias

    def retrieve_all_user_aliases(self, user_email, **kwargs) -> _data.AliasFeed:
        """Give all aliases of a user in one feed."""
        uri = self.MakeMultidomainAliasProvisioningUri(params={"userEmail": user_email})
        return self.RetrieveAllPages(uri, desired_class=_data.AliasFeed, **kwargs)

    RetrieveAllUserAliases = retrieve_all_user_aliases

    def create_alias(self, user_email, alias_email, **kwargs) -> _data.AliasEntry:
        """Give a user an alias."""
        entry = _data.AliasEntry(user_email, alias_email)
        return self.post(entry, self.MakeMultidomainAliasProvisioningUri(), **kwargs)

    CreateAlias = create_alias

    def delete_alias(self, email, **kwargs):
        """Delete an alias; give the answer."""
        return self.delete(self.MakeMultidomainAliasProvisioningUri(email), **kwargs)

    DeleteAlias = delete_alias
