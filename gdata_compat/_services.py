"""What became of the services that 2.0.18 has modules for: what answers today, and what to use instead.

From Google's own announcements and references of the APIs; the table in MIGRATION.md is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SERVICES", "Service", "service_of"]


@dataclass(frozen=True)
class Service:
    """An API of Google: the modules that speak to it, who answers today, and what to use instead."""

    name: str
    modules: tuple[str, ...]
    instead: str
    #: Google still answers, with OAuth 2.0.
    alive: bool = False
    #: `gdata-compat serve` answers.
    emulated: bool = False


_DIRECTORY = "Admin SDK Directory API"

SERVICES = (
    Service(
        "Provisioning API",
        ("gdata.apps.service", "gdata.apps.client", "gdata.apps.multidomain"),
        f"{_DIRECTORY}: users, aliases",
        emulated=True,
    ),
    Service(
        "Groups Provisioning API", ("gdata.apps.groups",), f"{_DIRECTORY}: groups, members", emulated=True
    ),
    Service("Organization Units", ("gdata.apps.organization",), f"{_DIRECTORY}: orgunits", emulated=True),
    Service("Email Settings API", ("gdata.apps.emailsettings",), "Gmail API: users.settings", emulated=True),
    Service(
        "Admin Settings API",
        ("gdata.apps.adminsettings",),
        f"{_DIRECTORY}: customers, domains",
        emulated=True,
    ),
    Service(
        "Email Migration API", ("gdata.apps.migration",), "Gmail API: users.messages.import", emulated=True
    ),
    Service("Email Audit API", ("gdata.apps.audit",), "itself, with OAuth 2.0", alive=True, emulated=True),
    Service(
        "Calendar Resource API",
        ("gdata.calendar_resource",),
        f"{_DIRECTORY}: resources.calendars",
        emulated=True,
    ),
    Service(
        "Domain Shared Contacts API",
        ("gdata.contacts",),
        "itself, with OAuth 2.0; for a user's own contacts the People API",
        alive=True,
        emulated=True,
    ),
    Service("Calendar Data API", ("gdata.calendar",), "Calendar API v3"),
    Service("Documents List API", ("gdata.docs",), "Drive API v3"),
    Service("Spreadsheets Data API", ("gdata.spreadsheet", "gdata.spreadsheets"), "Sheets API v4"),
    Service("Sites Data API", ("gdata.sites",), "nothing: the new Sites has no API"),
    Service("YouTube Data API v2", ("gdata.youtube",), "YouTube Data API v3"),
    Service("Blogger Data API", ("gdata.blogger",), "Blogger API v3"),
    Service("Picasa Web Albums Data API", ("gdata.photos",), "Photos Library API"),
    Service("Book Search Data API", ("gdata.books",), "Books API v1"),
    Service("Analytics Data Export API", ("gdata.analytics",), "Analytics Data API"),
    Service("Content API for Shopping v1", ("gdata.contentforshopping",), "Merchant API"),
    Service("Webmaster Tools API", ("gdata.webmastertools",), "Search Console API"),
    Service("Marketplace licensing feeds", ("gdata.marketplace",), "Google Workspace Marketplace API"),
    Service("Finance Portfolio Data API", ("gdata.finance",), "nothing"),
    Service("Health Data API", ("gdata.health",), "nothing"),
    Service("Notebook Data API", ("gdata.notebook",), "nothing"),
    Service("Code Search Data API", ("gdata.codesearch",), "nothing"),
    Service("Project Hosting issue tracker API", ("gdata.projecthosting",), "nothing: Google Code is closed"),
)


def service_of(module: str) -> Service | None:
    """Return the service that a module of 2.0.18 speaks to; None for those that are for all services."""
    for each in SERVICES:
        if any(module == name or module.startswith(f"{name}.") for name in each.modules):
            return each
    return None
