"""The legacy module `gdata.apps.multidomain.data`: users and aliases of a customer with several domains."""

from __future__ import annotations

from .... import atom as atom
from .... import gdata as gdata
from ....engine.xml import children as _children
from ....engine.xml import row as _row
from ...data import GDFeed as _GDFeed
from ..apps_property_entry import AppsPropertyEntry as _AppsPropertyEntry

USER_FIRST_NAME = "firstName"
USER_LAST_NAME = "lastName"
USER_EMAIL = "userEmail"
USER_PASSWORD = "password"
USER_HASH_FUNCTION = "hashFunction"
USER_CHANGE_PASSWORD = "isChangePasswordAtNextLogin"
USER_AGREED_TO_TERMS = "agreedToTerms"
USER_SUSPENDED = "isSuspended"
USER_ADMIN = "isAdmin"
USER_IP_WHITELISTED = "ipWhitelisted"
USER_QUOTA = "quotaInGb"
USER_NEW_EMAIL = "newEmail"
ALIAS_EMAIL = "aliasEmail"


class UserEntry(
    _AppsPropertyEntry,
    init="uri email first_name last_name password hash_function"
    " change_password=change_password_at_next_login? agreed_to_terms? suspended? is_admin? ip_whitelisted?"
    " quota?",
):
    """A user; flags are the words that the server sends, or the constructor's arguments as text."""

    first_name = _row(USER_FIRST_NAME)
    last_name = _row(USER_LAST_NAME)
    email = _row(USER_EMAIL)
    password = _row(USER_PASSWORD)
    hash_function = _row(USER_HASH_FUNCTION)
    change_password_at_next_login = _row(USER_CHANGE_PASSWORD)
    agreed_to_terms = _row(USER_AGREED_TO_TERMS, read_only=True)
    suspended = _row(USER_SUSPENDED)
    is_admin = _row(USER_ADMIN)
    ip_whitelisted = _row(USER_IP_WHITELISTED)
    quota = _row(USER_QUOTA)


class UserFeed(_GDFeed):
    """A page of users."""

    entry: list[UserEntry] = _children(UserEntry)


class UserRenameRequest(_AppsPropertyEntry, init="new_email"):
    """What a user is to be called."""

    new_email = _row(USER_NEW_EMAIL)


class AliasEntry(_AppsPropertyEntry, init="user_email alias_email"):
    """An alias and the user whose it is."""

    user_email = _row(USER_EMAIL)
    alias_email = _row(ALIAS_EMAIL)


class AliasFeed(_GDFeed):
    """A page of aliases."""

    entry: list[AliasEntry] = _children(AliasEntry)
