"""The legacy module `gdata.apps`: entries and feeds of the Provisioning API, first generation."""

from __future__ import annotations

from typing import Any as _Any

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from ...namespaces import APPS as APPS_NAMESPACE

APPS_TEMPLATE = "{http://schemas.google.com/apps/2006}%s"

_TAIL = " extension_elements extension_attributes text"
_ENTRY = "author category content atom_id=id link published title updated"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class EmailList(atom.AtomBase, init="name" + _TAIL):
    """apps:emailList."""

    _tag, _namespace = "emailList", APPS_NAMESPACE
    name = _attribute("name")


class Who(atom.AtomBase, init="rel email" + _TAIL):
    """gd:who: a recipient of an e-mail list."""

    _tag, _namespace = "who", gdata.GDATA_NAMESPACE
    rel = _attribute("rel")
    email = _attribute("email")


class Login(
    atom.AtomBase,
    init="user_name password suspended ip_whitelisted hash_function_name admin change_password"
    " agreed_to_terms" + _TAIL,
):
    """apps:login: a user's account; flags are the words 'true' and 'false'."""

    _tag, _namespace = "login", APPS_NAMESPACE
    user_name = _attribute("userName")
    password = _attribute("password")
    suspended = _attribute("suspended")
    admin = _attribute("admin")
    change_password = _attribute("changePasswordAtNextLogin")
    agreed_to_terms = _attribute("agreedToTerms")
    ip_whitelisted = _attribute("ipWhitelisted")
    hash_function_name = _attribute("hashFunctionName")


class Quota(atom.AtomBase, init="limit" + _TAIL):
    """apps:quota: the mailbox's size limit in megabytes, as text."""

    _tag, _namespace = "quota", APPS_NAMESPACE
    limit = _attribute("limit")


class Name(atom.AtomBase, init="family_name given_name" + _TAIL):
    """apps:name: what a user is called."""

    _tag, _namespace = "name", APPS_NAMESPACE
    family_name = _attribute("familyName")
    given_name = _attribute("givenName")


class Nickname(atom.AtomBase, init="name" + _TAIL):
    """apps:nickname."""

    _tag, _namespace = "nickname", APPS_NAMESPACE
    name = _attribute("name")


class Property(atom.AtomBase, init="name value" + _TAIL):
    """apps:property: a name and its value."""

    _tag, _namespace = "property", APPS_NAMESPACE
    name = _attribute("name")
    value = _attribute("value")


class NicknameEntry(gdata.GDataEntry, init=_ENTRY + " login nickname extended_property[]" + _TAIL):
    """A nickname and the user whose it is."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    login = _child(Login)
    nickname = _child(Nickname)


class NicknameFeed(gdata.GDataFeed, init=gdata._FEED + _TAIL):
    """A page of nicknames."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[NicknameEntry] = _children(NicknameEntry)


class UserEntry(
    gdata.GDataEntry, init=_ENTRY + " login name quota who feed_link extended_property[]" + _TAIL
):
    """A user."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    login = _child(Login)
    name = _child(Name)
    quota = _child(Quota)
    feed_link = _children(gdata.FeedLink)
    who = _child(Who)


class UserFeed(gdata.GDataFeed, init=gdata._FEED + _TAIL):
    """A page of users."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[UserEntry] = _children(UserEntry)


class EmailListEntry(gdata.GDataEntry, init=_ENTRY + " email_list feed_link extended_property[]" + _TAIL):
    """An e-mail list."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    email_list = _child(EmailList)
    feed_link = _children(gdata.FeedLink)


class EmailListFeed(gdata.GDataFeed, init=gdata._FEED + _TAIL):
    """A page of e-mail lists."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[EmailListEntry] = _children(EmailListEntry)


class EmailListRecipientEntry(gdata.GDataEntry, init=_ENTRY + " who extended_property[]" + _TAIL):
    """A recipient of an e-mail list."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    who = _child(Who)


class EmailListRecipientFeed(gdata.GDataFeed, init=gdata._FEED + _TAIL):
    """A page of recipients."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[EmailListRecipientEntry] = _children(EmailListRecipientEntry)


class PropertyEntry(gdata.GDataEntry, init=_ENTRY + " property extended_property[]" + _TAIL):
    """A bag of properties; `property` is None, not a list, where there are none (quirk 36)."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    property: _Any = _children(Property, default=None)


class PropertyFeed(gdata.GDataFeed, init=gdata._FEED + _TAIL):
    """A page of property entries."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[PropertyEntry] = _children(PropertyEntry)


EmailListEntryFromString = _from_string(EmailListEntry)
EmailListFeedFromString = _from_string(EmailListFeed)
EmailListFromString = _from_string(EmailList)
EmailListRecipientEntryFromString = _from_string(EmailListRecipientEntry)
EmailListRecipientFeedFromString = _from_string(EmailListRecipientFeed)
LoginFromString = _from_string(Login)
NameFromString = _from_string(Name)
NicknameEntryFromString = _from_string(NicknameEntry)
NicknameFeedFromString = _from_string(NicknameFeed)
NicknameFromString = _from_string(Nickname)
PropertyEntryFromString = _from_string(PropertyEntry)
PropertyFeedFromString = _from_string(PropertyFeed)
PropertyFromString = _from_string(Property)
QuotaFromString = _from_string(Quota)
UserEntryFromString = _from_string(UserEntry)
UserFeedFromString = _from_string(UserFeed)
WhoFromString = _from_string(Who)
