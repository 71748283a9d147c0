"""What step 1 offers: the scopes that this server knows; and the feeds that step 5 offers, a line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .. import atom_out, contacts_out
from ..provisioning import (
    admin_settings,
    audit,
    calendar_resources,
    contacts,
    email_lists,
    email_settings,
    groups,
    migration,
    multi_domain,
    nicknames,
    org_units,
    users,
)

__all__ = ["FEEDS", "SCOPES", "Scope", "allows_users", "feed_urls"]


class Scope(NamedTuple):
    """A scope and what it gives access to."""

    name: str
    url: str


#: The scopes of the feeds, in the order of the page; the first is the one that a new session has.
SCOPES = (
    Scope("Users", users.SCOPE),
    Scope("Nicknames", nicknames.SCOPE),
    Scope("Groups", groups.SCOPE),
    Scope("E-mail lists", email_lists.LISTS_SCOPE),
    Scope("Recipients of e-mail lists", email_lists.RECIPIENTS_SCOPE),
    Scope("Organization units", org_units.SCOPE),
    Scope("Aliases", multi_domain.ALIAS_SCOPE),
    Scope("E-mail settings", email_settings.SCOPE),
    Scope("Calendar resources", calendar_resources.SCOPE),
    Scope("Shared contacts", contacts.SCOPE),
    Scope("E-mail migration", migration.SCOPE),
    Scope("Settings of the domain", admin_settings.SCOPE),
    Scope("E-mail audit", audit.SCOPE),
)

#: The feeds that need nothing but the domain's name.
FEEDS = (
    ("Users", f"{atom_out.HOST}/a/feeds/{{domain}}/user/2.0"),
    ("Nicknames", f"{atom_out.HOST}/a/feeds/{{domain}}/nickname/2.0"),
    ("Groups", f"{atom_out.HOST}/a/feeds/group/2.0/{{domain}}"),
    ("E-mail lists", f"{atom_out.HOST}/a/feeds/{{domain}}/emailList/2.0"),
    ("The customer's id", f"{atom_out.HOST}/a/feeds/customer/2.0/customerId"),
    ("Users of all domains", f"{atom_out.HOST}/a/feeds/user/2.0/{{domain}}"),
    ("Aliases", f"{atom_out.HOST}/a/feeds/alias/2.0/{{domain}}"),
    ("Calendar resources", f"{atom_out.HOST}/a/feeds/calendar/resource/2.0/{{domain}}"),
    ("Shared contacts", f"{contacts_out.HOST}/m8/feeds/contacts/{{domain}}/full"),
    ("Groups of contacts", f"{contacts_out.HOST}/m8/feeds/groups/{{domain}}/full"),
)


def feed_urls(domain: str) -> list[tuple[str, str]]:
    """Return the names and the addresses of the feeds of a domain."""
    return [(name, url.format(domain=domain)) for name, url in FEEDS]


def allows_users(scopes: Iterable[str]) -> bool:
    """Tell whether a token with these scopes may retrieve users."""
    return any(users.SCOPE.startswith(scope) for scope in scopes)
