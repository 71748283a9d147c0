"""The Provisioning API's service, and the one for the APIs whose entries are rows of properties.

Refusals raise AppsForYourDomainException, with the API's error code. Names and addresses go into URIs as they
are given.
"""

from __future__ import annotations

import typing as _typing
from binascii import b2a_base64 as _b2a_base64

from ... import (
    atom,  # noqa: F401  # a name that scripts use: gdata.apps.service.atom
    gdata,
)
from ...engine.bodies import encode as _encode
from ...engine.py2_errors import LegacyError as _LegacyError
from .. import service as _service

if _typing.TYPE_CHECKING:
    from collections.abc import Iterator as _Iterator

    from .. import apps as _apps

API_VER = "2.0"
HTTP_OK = 200

UNKOWN_ERROR = 1000
USER_DELETED_RECENTLY = 1100
USER_SUSPENDED = 1101
DOMAIN_USER_LIMIT_EXCEEDED = 1200
DOMAIN_ALIAS_LIMIT_EXCEEDED = 1201
DOMAIN_SUSPENDED = 1202
DOMAIN_FEATURE_UNAVAILABLE = 1203
ENTITY_EXISTS = 1300
ENTITY_DOES_NOT_EXIST = 1301
ENTITY_NAME_IS_RESERVED = 1302
ENTITY_NAME_NOT_VALID = 1303
INVALID_GIVEN_NAME = 1400
INVALID_FAMILY_NAME = 1401
INVALID_PASSWORD = 1402
INVALID_USERNAME = 1403
INVALID_HASH_FUNCTION_NAME = 1404
INVALID_HASH_DIGGEST_LENGTH = 1405
INVALID_EMAIL_ADDRESS = 1406
INVALID_QUERY_PARAMETER_VALUE = 1407
TOO_MANY_RECIPIENTS_ON_EMAIL_LIST = 1500

#: In megabytes.
DEFAULT_QUOTA_LIMIT = "2048"


class Error(_LegacyError):
    """The root of this module's errors."""


class AppsForYourDomainException(Error):
    """The API refused a call: `error_code`, `reason`, `invalidInput`, and the dict of the RequestError.

    `error_code` is 1000 where the body is no error document, and then there is no `reason`; an error without
    invalidInput has 1000 too, but keeps its reason (quirks 13, 34). `element_tree` is the document.
    """

    def __init__(self, response):
        Error.__init__(self, response)
        try:
            self.element_tree = _error_document(response["body"])
            error = self.element_tree[0]
            self.error_code = int(error.attrib["errorCode"])
            self.reason = error.attrib["reason"]
            self.invalidInput = error.attrib["invalidInput"]
        except Exception:
            # Whatever the body is, the caller is told what happened: the dict holds it.
            self.error_code = UNKOWN_ERROR


def _error_document(body):
    from ...engine.xml import parser

    return parser.to_other(parser.fromstring(body))


def _bool2str(b):
    """Write a flag as the API has it; None stays None, and anything but True is 'false'."""
    return None if b is None else str(b is True).lower()


def _base64(data):
    """Write bytes in base64, and text as its UTF-8; TypeError for anything else."""
    return _b2a_base64(_encode(data) if isinstance(data, str) else data, newline=False).decode("ascii")


class _Provisioning(_service.GDataService):
    """What both services share: https, a domain, and refusals told by AppsForYourDomainException."""

    def __init__(
        self,
        email=None,
        password=None,
        domain=None,
        source=None,
        server="apps-apis.google.com",
        additional_headers=None,
        **kwargs,
    ):
        """Keep what is given; https on port 443 whatever is asked (quirk 10)."""
        _service.GDataService.__init__(
            self,
            email=email,
            password=password,
            service="apps",
            source=source,
            server=server,
            additional_headers=additional_headers,
            **kwargs,
        )
        self.ssl = True
        self.port = 443
        self.domain = domain

    def _told(self, method, *args, **kwargs):
        """Call a method of the service; raise AppsForYourDomainException for a RequestError."""
        try:
            return getattr(self, method)(*args, **kwargs)
        except _service.RequestError as error:
            raise AppsForYourDomainException(error.args[0])

    def _read(self, from_string, method, *args, **kwargs):
        """Call a method of the service and read its result; refusals as `_told` has them."""
        return self._told("_GetAs", from_string, method, *args, **kwargs)

    def AddAllElementsFromAllPages(self, link_finder, func):
        """Append the entries of all further pages to `link_finder`, a feed, and give it (quirk 16).

        `func` reads a page. Raises RequestError for a page that is refused.
        """
        next_link = link_finder.GetNextLink()
        while next_link is not None:
            page = self.Get(next_link.href, converter=func)
            link_finder.entry.extend(page.entry)
            next_link = page.GetNextLink()
        return link_finder


class AppsService(_Provisioning):
    """The Provisioning API 2.0: users, nicknames, e-mail lists and their recipients of a domain."""

    def _baseURL(self):
        return f"/a/feeds/{self.domain}"

    def _uri(self, feed, *path):
        return "/".join([self._baseURL(), feed, API_VER, *map(str, path)])

    # Users

    def CreateUser(
        self,
        user_name,
        family_name,
        given_name,
        password,
        suspended="false",
        quota_limit=None,
        password_hash_function=None,
        change_password=None,
    ) -> _apps.UserEntry:
        """Create a user; give the UserEntry. Flags are the words 'true' and 'false', the quota megabytes."""
        apps = gdata.apps
        uri = self._uri("user")
        entry = apps.UserEntry()
        entry.login = apps.Login(
            user_name=user_name,
            password=password,
            suspended=suspended,
            hash_function_name=password_hash_function,
            change_password=change_password,
        )
        entry.name = apps.Name(family_name=family_name, given_name=given_name)
        if quota_limit is not None:
            entry.quota = apps.Quota(limit=str(quota_limit))
        return self._read(apps.UserEntryFromString, "Post", entry, uri)

    def RetrieveUser(self, user_name) -> _apps.UserEntry:
        """Give the UserEntry of a user."""
        return self._read(gdata.apps.UserEntryFromString, "Get", self._uri("user", user_name))

    def UpdateUser(self, user_name, user_entry) -> _apps.UserEntry:
        """Write a changed UserEntry; give the new one."""
        return self._read(gdata.apps.UserEntryFromString, "Put", user_entry, self._uri("user", user_name))

    def DeleteUser(self, user_name):
        """Delete a user; give True."""
        return self._told("Delete", self._uri("user", user_name))

    def SuspendUser(self, user_name) -> _apps.UserEntry:
        """Suspend a user, unless that has been done; give the UserEntry (quirk 17)."""
        return self._with_suspended(user_name, "true")

    def RestoreUser(self, user_name) -> _apps.UserEntry:
        """Restore a suspended user; give the UserEntry (quirk 17)."""
        return self._with_suspended(user_name, "false")

    def _with_suspended(self, user_name, suspended):
        entry = self.RetrieveUser(user_name)
        login = entry.login
        if login is None or login.suspended != suspended:
            login.suspended = suspended  # type: ignore[union-attr]  # AttributeError without, as in 2.0.18
            entry = self.UpdateUser(user_name, entry)
        return entry

    def RetrievePageOfUsers(self, start_username=None, num_retries=3, delay=1, backoff=2) -> _apps.UserFeed:
        """Give the UserFeed of one page, from a user name on; got as GetWithRetries does."""
        uri = _from(self._uri("user"), "startUsername", start_username)
        return self._page(gdata.apps.UserFeedFromString, uri, num_retries, delay, backoff)

    def RetrieveAllUsers(self) -> _apps.UserFeed:
        """Give a UserFeed of all users."""
        return self.AddAllElementsFromAllPages(self.RetrievePageOfUsers(), gdata.apps.UserFeedFromString)

    def GetGeneratorForAllUsers(self, num_retries=3, delay=1, backoff=2) -> _Iterator[_apps.UserFeed]:
        """Give a generator of UserFeeds, a page each; the first is got at once."""
        first = self.RetrievePageOfUsers(num_retries=num_retries, delay=delay, backoff=backoff)
        return self._pages(first, gdata.apps.UserFeedFromString, num_retries, delay, backoff)

    # Nicknames

    def CreateNickname(self, user_name, nickname) -> _apps.NicknameEntry:
        """Give a user a nickname; give the NicknameEntry."""
        apps = gdata.apps
        uri = self._uri("nickname")
        entry = apps.NicknameEntry()
        entry.login = apps.Login(user_name=user_name)
        entry.nickname = apps.Nickname(name=nickname)
        return self._read(apps.NicknameEntryFromString, "Post", entry, uri)

    def RetrieveNickname(self, nickname) -> _apps.NicknameEntry:
        """Give the NicknameEntry of a nickname."""
        return self._read(gdata.apps.NicknameEntryFromString, "Get", self._uri("nickname", nickname))

    def RetrieveNicknames(self, user_name) -> _apps.NicknameFeed:
        """Give a NicknameFeed of all nicknames of a user."""
        uri = f"{self._uri('nickname')}?username={user_name}"
        first = self._read(gdata.apps.NicknameFeedFromString, "Get", uri)
        return self.AddAllElementsFromAllPages(first, gdata.apps.NicknameFeedFromString)

    def DeleteNickname(self, nickname):
        """Delete a nickname."""
        self._told("Delete", self._uri("nickname", nickname))

    def RetrievePageOfNicknames(
        self, start_nickname=None, num_retries=3, delay=1, backoff=2
    ) -> _apps.NicknameFeed:
        """Give the NicknameFeed of one page, from a nickname on; got as GetWithRetries does."""
        uri = _from(self._uri("nickname"), "startNickname", start_nickname)
        return self._page(gdata.apps.NicknameFeedFromString, uri, num_retries, delay, backoff)

    def RetrieveAllNicknames(self) -> _apps.NicknameFeed:
        """Give a NicknameFeed of all nicknames of the domain."""
        return self.AddAllElementsFromAllPages(
            self.RetrievePageOfNicknames(), gdata.apps.NicknameFeedFromString
        )

    def GetGeneratorForAllNicknames(self, num_retries=3, delay=1, backoff=2):
        """Give a generator of NicknameFeeds, a page each; the first is got at once."""
        first = self.RetrievePageOfNicknames(num_retries=num_retries, delay=delay, backoff=backoff)
        return self._pages(first, gdata.apps.NicknameFeedFromString, num_retries, delay, backoff)

    def GetGeneratorForAllNicknamesOfAUser(self, user_name, num_retries=3, delay=1, backoff=2):
        """Give a generator of NicknameFeeds of a user, a page each; the first is got at once."""
        uri = f"{self._uri('nickname')}?username={user_name}"
        first = self._page(gdata.apps.NicknameFeedFromString, uri, num_retries, delay, backoff)
        return self._pages(first, gdata.apps.NicknameFeedFromString, num_retries, delay, backoff)

    # E-mail lists

    def CreateEmailList(self, list_name) -> _apps.EmailListEntry:
        """Create an e-mail list; give the EmailListEntry."""
        apps = gdata.apps
        uri = self._uri("emailList")
        entry = apps.EmailListEntry()
        entry.email_list = apps.EmailList(name=list_name)
        return self._read(apps.EmailListEntryFromString, "Post", entry, uri)

    def RetrieveEmailList(self, list_name) -> _apps.EmailListEntry:
        """Give the EmailListEntry of a list."""
        uri = self._uri("emailList", list_name)
        return self._told("Get", uri, converter=gdata.apps.EmailListEntryFromString)

    def RetrieveEmailLists(self, recipient) -> _apps.EmailListFeed:
        """Give an EmailListFeed of all lists that a recipient, an address, is on."""
        uri = f"{self._uri('emailList')}?recipient={recipient}"
        first = self._read(gdata.apps.EmailListFeedFromString, "Get", uri)
        return self.AddAllElementsFromAllPages(first, gdata.apps.EmailListFeedFromString)

    def DeleteEmailList(self, list_name):
        """Delete an e-mail list."""
        self._told("Delete", self._uri("emailList", list_name))

    def RetrievePageOfEmailLists(
        self, start_email_list_name=None, num_retries=3, delay=1, backoff=2
    ) -> _apps.EmailListFeed:
        """Give the EmailListFeed of one page, from a list's name on; got as GetWithRetries does."""
        uri = _from(self._uri("emailList"), "startEmailListName", start_email_list_name)
        return self._page(gdata.apps.EmailListFeedFromString, uri, num_retries, delay, backoff)

    def RetrieveAllEmailLists(self) -> _apps.EmailListFeed:
        """Give an EmailListFeed of all lists of the domain."""
        first = self.RetrievePageOfEmailLists()
        return self.AddAllElementsFromAllPages(first, gdata.apps.EmailListFeedFromString)

    def GetGeneratorForAllEmailLists(self, num_retries=3, delay=1, backoff=2):
        """Give a generator of pages; the first, got at once, is an EmailListFeed.

        The later ones are EmailListRecipientFeeds (quirk 35).
        """
        first = self.RetrievePageOfEmailLists(num_retries=num_retries, delay=delay, backoff=backoff)
        return self._pages(first, gdata.apps.EmailListRecipientFeedFromString, num_retries, delay, backoff)

    # Recipients

    def AddRecipientToEmailList(self, recipient, list_name) -> _apps.EmailListRecipientEntry:
        """Put an address on a list; give the EmailListRecipientEntry."""
        apps = gdata.apps
        uri = self._uri("emailList", list_name, "recipient")
        entry = apps.EmailListRecipientEntry()
        entry.who = apps.Who(email=recipient)
        return self._read(apps.EmailListRecipientEntryFromString, "Post", entry, uri)

    def RemoveRecipientFromEmailList(self, recipient, list_name):
        """Take an address from a list."""
        self._told("Delete", self._uri("emailList", list_name, "recipient", recipient))

    def RetrievePageOfRecipients(
        self, list_name, start_recipient=None, num_retries=3, delay=1, backoff=2
    ) -> _apps.EmailListRecipientFeed:
        """Give the EmailListRecipientFeed of one page, from an address on; got as GetWithRetries does."""
        uri = _from(self._uri("emailList", list_name, "recipient"), "startRecipient", start_recipient)
        return self._page(gdata.apps.EmailListRecipientFeedFromString, uri, num_retries, delay, backoff)

    def RetrieveAllRecipients(self, list_name) -> _apps.EmailListRecipientFeed:
        """Give an EmailListRecipientFeed of all addresses on a list."""
        first = self.RetrievePageOfRecipients(list_name)
        return self.AddAllElementsFromAllPages(first, gdata.apps.EmailListRecipientFeedFromString)

    def GetGeneratorForAllRecipients(self, list_name, num_retries=3, delay=1, backoff=2):
        """Give a generator of EmailListRecipientFeeds, a page each; the first is got at once."""
        first = self.RetrievePageOfRecipients(
            list_name, num_retries=num_retries, delay=delay, backoff=backoff
        )
        return self._pages(first, gdata.apps.EmailListRecipientFeedFromString, num_retries, delay, backoff)

    def _page(self, from_string, uri, num_retries, delay, backoff):
        retries = {"num_retries": num_retries, "delay": delay, "backoff": backoff}
        return self._read(from_string, "GetWithRetries", uri, **retries)

    def _pages(self, first, from_string, num_retries, delay, backoff):
        return self.GetGeneratorFromLinkFinder(
            first, from_string, num_retries=num_retries, delay=delay, backoff=backoff
        )


def _from(uri, parameter, start):
    return uri if start is None else f"{uri}?{parameter}={start}"


class PropertyService(_Provisioning):
    """The APIs whose entries are rows of names and values; the base of the services for them."""

    def __init__(
        self,
        email=None,
        password=None,
        domain=None,
        source=None,
        server="apps-apis.google.com",
        additional_headers=None,
    ):
        """Keep what is given, as AppsService does."""
        super().__init__(email, password, domain, source, server, additional_headers)

    def _GetPropertyEntry(self, properties):
        """Make a PropertyEntry of a dict; names and values that are None are left out."""
        entry = gdata.apps.PropertyEntry()
        entry.property = [
            gdata.apps.Property(name=name, value=value)
            for name, value in properties.items()
            if name is not None and value is not None
        ]
        return entry

    def _PropertyEntry2Dict(self, property_entry):
        """Make a dict of a PropertyEntry; raises TypeError where it has no properties (quirk 36)."""
        rows = property_entry.property
        if not rows:
            raise TypeError("the entry has no properties")
        return {row.name: row.value for row in rows}

    def _GetPropertyFeed(self, uri):
        """GET a page; give the PropertyFeed, or None for another document."""
        return self._read(gdata.apps.PropertyFeedFromString, "Get", uri)

    def _GetPropertiesList(self, uri):
        """GET all pages; give a list of dicts, one an entry."""
        feed = self._GetPropertyFeed(uri)
        feed = self.AddAllElementsFromAllPages(feed, gdata.apps.PropertyFeedFromString)
        return [self._PropertyEntry2Dict(entry) for entry in feed.entry]

    def _GetProperties(self, uri):
        """GET an entry; give it as a dict."""
        return self._PropertyEntry2Dict(self._read(gdata.apps.PropertyEntryFromString, "Get", uri))

    def _PostProperties(self, uri, properties):
        """POST a dict; give the answer as a dict."""
        entry = self._GetPropertyEntry(properties)
        return self._PropertyEntry2Dict(self._read(gdata.apps.PropertyEntryFromString, "Post", entry, uri))

    def _PutProperties(self, uri, properties):
        """PUT a dict; give the answer as a dict."""
        entry = self._GetPropertyEntry(properties)
        return self._PropertyEntry2Dict(self._read(gdata.apps.PropertyEntryFromString, "Put", entry, uri))

    def _DeleteProperties(self, uri):
        """DELETE what the URI names."""
        self._told("Delete", uri)
