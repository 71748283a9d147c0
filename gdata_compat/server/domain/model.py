"""A domain: its parts, and the errors that they raise.

Each part has a file beside this one with its dataclasses and its protocol, and a file in `sql/` that keeps
it in a database. Nothing here knows of HTTP, XML or SQL. Secrets are kept out of every repr.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .accounts import Accounts
    from .admin_settings import AdminSettings
    from .aliases import Aliases
    from .audit import Audit
    from .calendar_resources import CalendarResources
    from .contacts import Contacts
    from .email_lists import EmailLists
    from .email_settings import EmailSettings
    from .groups import Groups
    from .mail import MigratedMail
    from .nicknames import Nicknames
    from .org_units import OrgUnits
    from .secondary_domains import SecondaryDomains
    from .users import Users

__all__ = [
    "PAGE_SIZE",
    "Domain",
    "DomainError",
    "EntityCannotBeModified",
    "EntityCannotContainCycle",
    "EntityDoesNotExist",
    "EntityExists",
    "EntityHasMembers",
    "GroupCannotContainCycle",
    "PhotoDoesNotExist",
    "TooManyAudits",
    "TooManyContacts",
    "TooManyNicknames",
    "TooManyRecipients",
    "UserDeletedRecently",
    "UserLimitExceeded",
    "ValueNotKept",
    "values_of",
]

#: Entries on a page of every feed (seen in Google's recorded answers).
PAGE_SIZE = 100


def values_of(changes: Any) -> dict[str, Any]:
    """Return what a dataclass of changes sets: the fields that are not None, by name."""
    return {name: value for name, value in asdict(changes).items() if value is not None}


class DomainError(Exception):
    """The data does not allow what was asked.

    `name` is the name of the entity concerned; `detail` says more, where there is more to say.
    """

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(name)
        self.name = name
        self.detail = detail


class EntityExists(DomainError):
    """An entity of that name is there already."""


class EntityDoesNotExist(DomainError):
    """No entity of that name is there."""


class PhotoDoesNotExist(EntityDoesNotExist):
    """The entity is there, without a photo."""


class UserDeletedRecently(DomainError):
    """The name belonged to a user deleted so recently that it is still reserved."""


class UserLimitExceeded(DomainError):
    """The domain has as many users as it may have."""


class EntityHasMembers(DomainError):
    """What is to be deleted holds something."""


class EntityCannotContainCycle(DomainError):
    """The entity would be below itself."""


class EntityCannotBeModified(DomainError):
    """The entity is not, or no longer, in a state to be changed."""


class TooManyAudits(DomainError):
    """As much was asked of audits today as may be in a day."""


class TooManyNicknames(DomainError):
    """The user has as many nicknames as a user may have."""


class TooManyContacts(DomainError):
    """The domain has as many shared contacts as it may have."""


class TooManyRecipients(DomainError):
    """The list has as many recipients as a list may have."""


class GroupCannotContainCycle(DomainError):
    """The group would contain itself."""


class ValueNotKept(DomainError):
    """A value cannot be kept: too long, too large, or not text."""


class Domain(Protocol):
    """A Google Apps domain: each part is a collection of one kind of entity.

    It is the primary domain of an account, which may have further ones.
    """

    @property
    def name(self) -> str:
        """The domain name, such as `example.com`."""

    def together(self) -> AbstractContextManager[None]:
        """Keep all that this thread writes meanwhile at the end, or drop it together on an error.

        An error that is caught inside drops only what its own call, or
        its own inner block, wrote.
        """

    @property
    def users(self) -> Users:
        """The user accounts."""

    def users_of(self, domain: str) -> Users:
        """Return the users of a domain of the account, in lower case, the primary one or another."""

    @property
    def nicknames(self) -> Nicknames:
        """Further names of users."""

    def nicknames_of(self, domain: str) -> Nicknames:
        """Return the nicknames on a domain of the account, the primary one or another."""

    @property
    def secondary_domains(self) -> SecondaryDomains:
        """The further domains of the account."""

    @property
    def accounts(self) -> Accounts:
        """The users of all domains of the account."""

    @property
    def aliases(self) -> Aliases:
        """Further addresses of users, on all domains of the account."""

    @property
    def email_lists(self) -> EmailLists:
        """The e-mail lists and their recipients."""

    @property
    def groups(self) -> Groups:
        """The groups, their members and owners."""

    @property
    def org_units(self) -> OrgUnits:
        """The organization units and who is in them."""

    @property
    def calendar_resources(self) -> CalendarResources:
        """What calendars can book."""

    @property
    def email_settings(self) -> EmailSettings:
        """The settings of mailboxes."""

    def email_settings_of(self, domain: str) -> EmailSettings:
        """Return the settings of the mailboxes on a domain of the account, the primary one or another."""

    @property
    def contacts(self) -> Contacts:
        """The contacts that all users share."""

    @property
    def contact_groups(self) -> Contacts:
        """The groups of such contacts."""

    @property
    def migrated_mail(self) -> MigratedMail:
        """The mail that was brought into mailboxes."""

    def migrated_mail_of(self, domain: str) -> MigratedMail:
        """Return the mail of a domain of the account, the primary one or another."""

    @property
    def admin_settings(self) -> AdminSettings:
        """The settings of the domain itself."""

    @property
    def audit(self) -> Audit:
        """The monitors of mailboxes, and what administrators asked to see of them."""

    def audit_of(self, domain: str) -> Audit:
        """Return the same of a domain of the account, the primary one or another."""
