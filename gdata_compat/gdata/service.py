"""GDataService: requests to Google Data services, their tokens, redirects and retries; and queries.

Errors carry a dict: `error.args[0]['status']`, `['reason']`, `['body']` (quirk 12).
"""

from __future__ import annotations

from typing import Any

from .. import (
    atom,  # noqa: F401  # a name that scripts use: gdata.service.atom
    gdata,
)
from ..atom import http_interface as _http_interface
from ..atom import service as _atom_service
from ..engine import urls
from ..engine.py2_errors import LegacyError as _LegacyError
from ._service_requests import Requests as _Requests
from ._service_tokens import Tokens as _Tokens

__all__ = [
    "AUTH_SERVER_HOST",
    "CLIENT_LOGIN_SCOPES",
    "DEFAULT_BACKOFF",
    "DEFAULT_DELAY",
    "DEFAULT_NUM_RETRIES",
    "OAUTH_SCOPE_URL_PARAM_NAME",
    "SCOPE_URL_PARAM_NAME",
    "AuthorizationRequired",
    "BadAuthentication",
    "BadAuthenticationServiceURL",
    "CaptchaRequired",
    "Error",
    "ExtractToken",
    "FetchingOAuthRequestTokenFailed",
    "GDataService",
    "GenerateAuthSubRequestUrl",
    "NonAuthSubToken",
    "NonOAuthToken",
    "NotAuthenticated",
    "Query",
    "RanOutOfTries",
    "RequestError",
    "RevokingOAuthTokenFailed",
    "TokenHadNoScope",
    "TokenUpgradeFailed",
    "UnexpectedReturnType",
    "http_request_handler",
    "lookup_scopes",
]

AUTH_SERVER_HOST = "https://www.google.com"
SCOPE_URL_PARAM_NAME = "authsub_token_scope"
OAUTH_SCOPE_URL_PARAM_NAME = "oauth_token_scope"
DEFAULT_NUM_RETRIES = 3
DEFAULT_DELAY = 1
DEFAULT_BACKOFF = 2

#: What a token of each service is valid for, by the service's name in ClientLogin.
CLIENT_LOGIN_SCOPES = {
    "analytics": ["https://www.google.com/analytics/feeds/"],
    "apps": [
        "https://apps-apis.google.com/a/feeds/user/",
        "https://apps-apis.google.com/a/feeds/policies/",
        "https://apps-apis.google.com/a/feeds/alias/",
        "https://apps-apis.google.com/a/feeds/groups/",
        "https://apps-apis.google.com/a/feeds/compliance/audit/",
        "https://apps-apis.google.com/a/feeds/migration/",
        "https://apps-apis.google.com/a/feeds/emailsettings/2.0/",
    ],
    "blogger": ["http://www.blogger.com/feeds/"],
    "books": ["http://www.google.com/books/feeds/"],
    "cl": ["https://www.google.com/calendar/feeds/", "http://www.google.com/calendar/feeds/"],
    "code": ["http://code.google.com/feeds/issues"],
    "codesearch": ["http://www.google.com/codesearch/feeds/"],
    "cp": ["https://www.google.com/m8/feeds/", "http://www.google.com/m8/feeds/"],
    "finance": ["http://finance.google.com/finance/feeds/"],
    "gbase": ["http://base.google.com/base/feeds/", "http://www.google.com/base/feeds/"],
    "health": ["https://www.google.com/health/feeds/"],
    "jotspot": ["http://sites.google.com/feeds/", "https://sites.google.com/feeds/"],
    "lh2": ["http://picasaweb.google.com/data/"],
    "local": ["http://maps.google.com/maps/feeds/"],
    "sitemaps": ["https://www.google.com/webmasters/tools/feeds/"],
    "weaver": ["https://www.google.com/h9/feeds/"],
    "wise": ["https://spreadsheets.google.com/feeds/"],
    "writely": [
        "https://docs.google.com/feeds/",
        "https://spreadsheets.google.com/feeds/",
        "https://docs.googleusercontent.com/",
    ],
    "youtube": [
        "http://gdata.youtube.com/feeds/api/",
        "http://uploads.gdata.youtube.com/feeds/api",
        "http://gdata.youtube.com/action/GetUploadToken",
    ],
}

#: May be replaced, as ever, and is not consulted: a service asks its `http_client` (quirk 22).
http_request_handler: Any = _atom_service


class Error(_LegacyError):
    """The root of this module's errors."""


class CaptchaRequired(Error):
    """ClientLogin asks for a captcha; the service's captcha_url and captcha_token say which."""


class BadAuthentication(Error):
    """ClientLogin knows no such user and password."""


class NotAuthenticated(Error):
    """A call needs a login first."""


class NonAuthSubToken(Error):
    """There is no AuthSub token to work on."""


class NonOAuthToken(Error):
    """There is no OAuth token to work on."""


class RequestError(Error):
    """A server answered with another status than success."""


class UnexpectedReturnType(Error):
    """A server answered with something else than the feed or entry asked for."""


class BadAuthenticationServiceURL(Error):
    """The address of ClientLogin redirects elsewhere."""


class FetchingOAuthRequestTokenFailed(RequestError):
    """The server gave no OAuth request token."""


class TokenUpgradeFailed(RequestError):
    """The server gave no session or access token."""


class RevokingOAuthTokenFailed(RequestError):
    """The server did not revoke the OAuth token."""


class AuthorizationRequired(Error):
    """A call needs an authorized token."""


class TokenHadNoScope(Error):
    """A token is valid for nothing."""


class RanOutOfTries(Error):
    """Every try of GetWithRetries failed."""


def lookup_scopes(service_name):
    """Give what a token of this service is valid for; None for an unknown service."""
    return CLIENT_LOGIN_SCOPES.get(service_name)


def GenerateAuthSubRequestUrl(
    next,
    scopes,
    hd="default",
    secure=False,
    session=True,
    request_url="https://www.google.com/accounts/AuthSubRequest",
    include_scopes_in_next=True,
):
    """Write the URL at which the user allows an AuthSub token for a scope or a list of scopes.

    The `next` URL, to which the user comes back, carries the scopes too, from where ExtractToken reads them.
    """
    scope = scopes if isinstance(scopes, str) else " ".join(str(item) for item in scopes)
    if include_scopes_in_next:
        next += ("&" if "?" in next else "?") + urls.encode_form([(SCOPE_URL_PARAM_NAME, scope)])
    return gdata.auth.GenerateAuthSubUrl(
        next, scope, secure=secure, session=session, request_url=request_url, domain=hd
    )


def ExtractToken(url, scopes_included_in_next=True):
    """Give the AuthSub header and the list of scopes in the URL that the user came back to."""
    query = urls.split(url)[4]
    scopes = urls.parse_form(query).get(SCOPE_URL_PARAM_NAME, [""])[0]
    return gdata.auth.AuthSubTokenFromUrl(url), scopes.split(" ")


class GDataService(_Tokens, _Requests, _atom_service.AtomService):
    """Performs the requests of a Google Data service and keeps its tokens.

    `service` is the service's name in ClientLogin ('apps'), `source` says who is calling
    ('company-application-version'). Answers are read as feeds and entries, or by a `converter`, a function of
    the body. A body in XML that cannot be read raises `xml.etree.ElementTree.ParseError`.
    """

    auth_token = None
    tokens = None
    handler = None

    def __init__(
        self,
        email=None,
        password=None,
        account_type="HOSTED_OR_GOOGLE",
        service=None,
        auth_service_url=None,
        source=None,
        server=None,
        additional_headers=None,
        handler=None,
        tokens=None,
        http_client=None,
        token_store=None,
    ):
        """Keep what is given; `handler` and `tokens` are ignored, as 2.0.18 did."""
        _atom_service.AtomService.__init__(self, http_client=http_client, token_store=token_store)
        self.email = email
        self.password = password
        self.account_type = account_type
        self.service = service
        self.auth_service_url = auth_service_url
        self.server = server
        self.additional_headers = additional_headers or {}
        self._oauth_input_params = None
        self.__SetSource(source)
        self.__captcha_token = None
        self.__captcha_url = None
        self.__gsessionid = None

    def __SetSource(self, new_source):
        self.__source = new_source
        self.additional_headers["User-Agent"] = _http_interface.USER_AGENT % (new_source,)

    def __GetSource(self):
        return self.__source

    source = property(__GetSource, __SetSource, doc="Who is calling; goes out in the User-Agent.")


def _parameter(
    name, doc, write=lambda value: value, argument="query", read=lambda query, name: query.get(name)
):
    """Make a getter, a setter and a property of a query's parameter; `argument` is what the setter takes."""

    def get(self):
        return read(self, name)

    def put(self, value):
        self[name] = write(value)

    put.__code__ = put.__code__.replace(co_varnames=("self", argument))
    return get, put, property(get, put, doc=doc)


class Query(dict[str, Any]):
    """A feed's URI with parameters, its own items, and categories that entries must have.

    Values are text; only `start_index` and `max_results` take numbers too (quirk 33).
    """

    _GetTextQuery, _SetTextQuery, text_query = _parameter("q", "Words to search for.")
    _GetAuthor, _SetAuthor, author = _parameter("author", "Name or address of the entries' author.")
    _GetAlt, _SetAlt, alt = _parameter("alt", "The format of the answer: atom, rss, json.")
    _GetUpdatedMin, _SetUpdatedMin, updated_min = _parameter("updated-min", "RFC 3339 time, inclusive.")
    _GetUpdatedMax, _SetUpdatedMax, updated_max = _parameter("updated-max", "RFC 3339 time, exclusive.")
    _GetPublishedMin, _SetPublishedMin, published_min = _parameter(
        "published-min", "RFC 3339 time, inclusive."
    )
    _GetPublishedMax, _SetPublishedMax, published_max = _parameter(
        "published-max", "RFC 3339 time, exclusive."
    )
    _GetStartIndex, _SetStartIndex, start_index = _parameter("start-index", "The first entry, from 1.", str)
    _GetMaxResults, _SetMaxResults, max_results = _parameter("max-results", "Entries a page.", str)
    _GetOrderBy, _SetOrderBy, orderby = _parameter("orderby", "What the entries are ordered by.")

    def __init__(self, feed=None, text_query=None, params=None, categories=None):
        self.feed = feed
        self.categories = []
        if text_query:
            self.text_query = text_query
        if isinstance(params, dict):
            self.update(params)
        if isinstance(categories, list):
            self.categories.extend(categories)

    def ToUri(self):
        """Write the query as a URI; raises TypeError for parameters and categories that are not text."""
        feed = self.feed or ""
        if self.categories:
            feed += "/-/" + "/".join(map(_category, self.categories))
        return _atom_service.BuildUri(feed, self)

    def __str__(self):
        return self.ToUri()


def _category(category):
    if not isinstance(category, str):
        raise TypeError(f"a category is text, not {category!r}")
    return urls.quote_form(category)
