"""A domain kept in a database; SQLAlchemy only here. A part a file, with its tables."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from .accounts import SqlAccounts
from .addresses import Follower
from .admin_settings import SqlAdminSettings
from .aliases import SqlAliases
from .audit import AUDIT_DURATION, SqlAudit
from .calendar_resources import SqlCalendarResources
from .contacts import SqlContacts
from .database import Database
from .email_lists import SqlEmailLists
from .email_settings import SqlEmailSettings
from .groups import SqlGroups
from .mail import SqlMigratedMail
from .nicknames import NICKNAME_LIMIT, SqlNicknames
from .org_units import SqlOrgUnits
from .secondary_domains import SqlSecondaryDomains
from .users import DELETED_NAME_WINDOW, SqlUsers

__all__ = ["SqlDomain"]


class SqlDomain:
    """The domain `name`, in `database`; see `model.Domain`.

    `deleted_name_window` is in seconds; `user_limit` is the most users that its account may have,
    `nickname_limit` the most nicknames of a user, `recipient_limit` the most recipients of an e-mail list.
    Requests of audits are done after `audit_duration` seconds. `followers` are told of addresses that
    change and go.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        *,
        clock: Callable[[], float] = time.time,
        deleted_name_window: float = DELETED_NAME_WINDOW,
        user_limit: int | None = None,
        nickname_limit: int = NICKNAME_LIMIT,
        recipient_limit: int | None = None,
        audit_duration: float = AUDIT_DURATION,
        followers: Sequence[Follower] = (),
    ) -> None:
        self._database = database
        self._clock = clock
        self._window = deleted_name_window
        self._limit = user_limit
        self._nickname_limit = nickname_limit
        self._followers: list[Follower] = [*followers]
        self.name = name.lower()
        self.users = self.users_of(self.name)
        self.secondary_domains = SqlSecondaryDomains(database, self.name)
        self.nicknames = self.nicknames_of(self.name)
        self.accounts = SqlAccounts(database, self.secondary_domains, self.users_of, user_limit)
        self.aliases = SqlAliases(database, self.secondary_domains, self.nicknames_of)
        self.email_lists = SqlEmailLists(database, self.name, recipient_limit, self._followers)
        self.groups = SqlGroups(database, self.name, self._followers)
        self.org_units = SqlOrgUnits(database, self.name)
        self.email_settings = self.email_settings_of(self.name)
        self.calendar_resources = SqlCalendarResources(database, self.name)
        self.contacts = SqlContacts(database, self.name, "contact", clock=clock)
        self.contact_groups = SqlContacts(database, self.name, "group", clock=clock)
        self.migrated_mail = self.migrated_mail_of(self.name)
        self.admin_settings = SqlAdminSettings(database, self.name)
        self._audit_duration = audit_duration
        self.audit = self.audit_of(self.name)
        self._followers.extend((self.nicknames, self.email_lists, self.groups, self.audit))

    def together(self) -> AbstractContextManager[None]:
        """Keep all that this thread writes meanwhile at the end, or drop it together on an error."""
        return self._database.together()

    def users_of(self, domain: str) -> SqlUsers:
        """Return the users of a domain of the same account, the primary one or another."""
        return SqlUsers(
            self._database,
            domain,
            account=self.name,
            clock=self._clock,
            deleted_name_window=self._window,
            limit=self._limit,
            followers=self._followers,
        )

    def nicknames_of(self, domain: str) -> SqlNicknames:
        """Return the nicknames on a domain of the same account, the primary one or another."""
        return SqlNicknames(
            self._database,
            domain,
            self.secondary_domains,
            self._nickname_limit,
            self._followers,
            clock=self._clock,
        )

    def email_settings_of(self, domain: str) -> SqlEmailSettings:
        """Return the settings of the mailboxes on a domain of the same account."""
        return SqlEmailSettings(self._database, domain)

    def migrated_mail_of(self, domain: str) -> SqlMigratedMail:
        """Return the mail brought into mailboxes on a domain of the same account."""
        return SqlMigratedMail(self._database, domain)

    def audit_of(self, domain: str) -> SqlAudit:
        """Return the audits of a domain of the same account, the primary one or another."""
        return SqlAudit(self._database, domain, clock=self._clock, duration=self._audit_duration)
