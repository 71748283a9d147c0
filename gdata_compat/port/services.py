"""What became of the services that the old library was written for, and what answers today.

Google's deprecation pages name each; `gdata_compat.engine.routing` has the addresses.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LOGINS", "SERVICES", "Service", "service_of"]

_SERVER = "gdata-compat serve answers these calls"


@dataclass(frozen=True)
class Service:
    """A service: what it was, whether it still answers, and what does today."""

    what: str
    today: str
    is_alive: bool = False


_DIRECTORY = "at Google the Admin SDK Directory API"
#: By the module whose calls go there; the longest name that fits is the service's.
SERVICES = {
    "gdata.apps.service": Service("the Provisioning API", f"{_SERVER}; {_DIRECTORY}"),
    "gdata.apps.client": Service("the Provisioning API", f"{_SERVER}; {_DIRECTORY}"),
    "gdata.apps.adminsettings": Service("the Admin Settings API", f"{_SERVER}; {_DIRECTORY}, in part"),
    "gdata.apps.audit": Service(
        "the Email Audit API", f"it takes OAuth 2.0 only; {_SERVER}, too", is_alive=True
    ),
    "gdata.apps.emailsettings": Service("the Email Settings API", f"{_SERVER}; at Google the Gmail API"),
    "gdata.apps.groups": Service("the Groups Provisioning API", f"{_SERVER}; {_DIRECTORY}"),
    "gdata.apps.migration": Service("the Email Migration API", f"{_SERVER}; at Google the Gmail API"),
    "gdata.apps.multidomain": Service("the Multi-domain Provisioning API", f"{_SERVER}; {_DIRECTORY}"),
    "gdata.apps.organization": Service("the Organization API", f"{_SERVER}; {_DIRECTORY}"),
    "gdata.calendar_resource": Service("the Calendar Resource API", f"{_SERVER}; {_DIRECTORY}"),
    "gdata.contacts": Service(
        "the Contacts API",
        f"{_SERVER} for a domain's shared contacts, which still answer at Google, with OAuth 2.0; "
        "for one's own contacts the People API",
    ),
    "gdata.analytics": Service("the Analytics Data Export API", "the Google Analytics Data API"),
    "gdata.base": Service("the Google Base API", "the Merchant API"),
    "gdata.blogger": Service("the Blogger API 2.0", "the Blogger API v3"),
    "gdata.books": Service("the Book Search API", "the Books API v1"),
    "gdata.calendar": Service("the Calendar API 2.0", "the Calendar API v3"),
    "gdata.codesearch": Service("Google Code Search", "nothing of the kind"),
    "gdata.contentforshopping": Service("the Content API for Shopping 1.0", "the Merchant API"),
    "gdata.docs": Service("the Documents List API", "the Drive API"),
    "gdata.finance": Service("the Finance Portfolio API", "nothing of the kind"),
    "gdata.health": Service("Google Health", "nothing of the kind"),
    "gdata.marketplace": Service("the Marketplace licensing API", "the Workspace Marketplace API"),
    "gdata.notebook": Service("Google Notebook", "nothing of the kind"),
    "gdata.photos": Service("the Picasa Web Albums API", "the Photos Library API"),
    "gdata.projecthosting": Service("Google Code project hosting", "nothing of the kind"),
    "gdata.sites": Service("the classic Sites API", "nothing of the kind"),
    "gdata.spreadsheet": Service("the Spreadsheets API 3.0", "the Sheets API v4"),
    "gdata.spreadsheets": Service("the Spreadsheets API 3.0", "the Sheets API v4"),
    "gdata.webmastertools": Service("the Webmaster Tools API", "the Search Console API"),
    "gdata.youtube": Service("the YouTube API 2.0", "the YouTube Data API v3"),
}
_OAUTH2 = "; at Google OAuth 2.0"
#: By the method that logs in or gets a token.
LOGINS = {
    **dict.fromkeys(
        ("ProgrammaticLogin", "ClientLogin", "client_login"), Service("ClientLogin", _SERVER + _OAUTH2)
    ),
    **dict.fromkeys(
        ("GenerateAuthSubURL", "SetAuthSubToken", "UpgradeToSessionToken"),
        Service("AuthSub", _SERVER + _OAUTH2),
    ),
    **dict.fromkeys(
        ("SetOAuthInputParameters", "SetOAuthToken", "FetchOAuthRequestToken", "get_oauth_token"),
        Service("OAuth 1.0", _SERVER + _OAUTH2),
    ),
}


def service_of(module: str) -> Service | None:
    """Give the service that a module's calls go to."""
    while module:
        if module in SERVICES:
            return SERVICES[module]
        module = module.rpartition(".")[0]
    return None
