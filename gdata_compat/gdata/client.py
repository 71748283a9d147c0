"""The client of the second generation, on which those of the services stand."""

# ruff: noqa: F401 - names that scripts find here

from __future__ import annotations

from typing import Any

from .. import atom, gdata
from ..atom import client as _atom_client
from ..atom import core as _core
from ..atom import http_core as _http_core
from ..engine.answer import Answer as _Answer
from . import data as _data
from ._client_errors import (
    BadAuthentication,
    BadAuthenticationServiceURL,
    CaptchaChallenge,
    ClientLoginFailed,
    ClientLoginTokenMissing,
    Error,
    MissingOAuthParameters,
    NotImplemented,
    NotModified,
    RedirectError,
    RequestError,
    UnableToUpgradeToken,
    Unauthorized,
    error_from_response,
)
from ._client_tokens import Tokens as _Tokens
from ._client_upload import ResumableUploader

_ATOM_XML = "application/atom+xml"

# What a status is told as; all others are RequestError.
_REFUSALS: dict[int, tuple[str, Any]] = {
    304: ("Entry Not Modified - Server responded with", NotModified),
    401: ("Unauthorized - Server responded with", Unauthorized),
    501: ("This API operation is not implemented. - Server responded with", NotImplemented),
}


def get_xml_version(version):
    """Give the major number of a version such as '2.1'; 1 for None."""
    return 1 if version is None else int(version.split(".")[0])


class GDClient(_Tokens):
    """Reads and changes entries of a Google Data service, and obtains tokens for that.

    `api_version` is text such as '2': it goes into the header GData-Version, and chooses how XML is written
    and read. `auth_service` is the service's name in ClientLogin, `auth_scopes` are its URL prefixes.
    """

    __gsessionid: Any = None
    api_version: Any = None
    auth_scopes: Any = None

    def request(
        self,
        method=None,
        uri=None,
        auth_token=None,
        http_request=None,
        converter=None,
        desired_class=None,
        redirects_remaining=4,
        **kwargs,
    ):
        """Perform a request; give what `converter` makes of the answer, else a `desired_class`, else itself.

        A redirect (302) is followed with the same request, and its `gsessionid` is kept for later ones.
        Nothing is tried again. Further arguments are those of `AtomPubClient.request`. Raises RequestError
        for a status other than 200 and 201, or one of its subclasses, and Unauthorized for 401.
        """
        if isinstance(uri, str):
            uri = _http_core.Uri.parse_uri(uri)
        uri = self.__in_session(uri, http_request)
        response = _atom_client.AtomPubClient.request(
            self, method=method, uri=uri, auth_token=auth_token, http_request=http_request, **kwargs
        )
        if response is None:
            return None
        if response.status in (200, 201):
            return self.__converted(response, converter, desired_class)
        return self.request(
            method=method,
            uri=_redirection(response, redirects_remaining),
            auth_token=auth_token,
            http_request=http_request,
            converter=converter,
            desired_class=desired_class,
            redirects_remaining=redirects_remaining - 1,
            **kwargs,
        )

    Request = request

    def __in_session(self, uri, http_request):
        """Keep the session's id if the URI or the request has one, else add the one that was kept."""
        places = [place for place in (uri, getattr(http_request, "uri", None)) if place is not None]
        for place in places:
            if place.query is not None and "gsessionid" in place.query:
                self.__gsessionid = place.query["gsessionid"]
                return uri
        if self.__gsessionid is not None and places:
            places[0].query["gsessionid"] = self.__gsessionid
        return uri

    def __converted(self, response, converter, desired_class):
        if converter is not None:
            return converter(response)
        if desired_class is None:
            return response
        body = response.content if type(response) is _Answer else response.read()
        if self.api_version is None:
            return _core.parse(body, desired_class)
        return _core.parse(body, desired_class, version=get_xml_version(self.api_version))

    def modify_request(self, http_request):
        """Set what every request of the client has, and the header GData-Version."""
        http_request = _atom_client.AtomPubClient.modify_request(self, http_request)
        if self.api_version is not None:
            http_request.headers["GData-Version"] = self.api_version
        return http_request

    ModifyRequest = modify_request

    def get_feed(self, uri, auth_token=None, converter=None, desired_class=_data.GDFeed, **kwargs):
        """GET a feed, as a `desired_class`; None where the server sends something else."""
        return self.request(
            method="GET",
            uri=uri,
            auth_token=auth_token,
            converter=converter,
            desired_class=desired_class,
            **kwargs,
        )

    GetFeed = get_feed

    def get_entry(
        self, uri, auth_token=None, converter=None, desired_class=_data.GDEntry, etag=None, **kwargs
    ):
        """GET an entry, as a `desired_class`; raises NotModified where it still has the `etag`."""
        http_request = _http_core.HttpRequest()
        if etag is not None:
            http_request.headers["If-None-Match"] = etag
        return self.request(
            method="GET",
            uri=uri,
            auth_token=auth_token,
            http_request=http_request,
            converter=converter,
            desired_class=desired_class,
            **kwargs,
        )

    GetEntry = get_entry

    def get_next(self, feed, auth_token=None, converter=None, desired_class=None, **kwargs):
        """GET the page after `feed`, by default as an object of the same class."""
        if converter is None and desired_class is None:
            desired_class = feed.__class__
        return self.get_feed(
            feed.find_next_link(),
            auth_token=auth_token,
            converter=converter,
            desired_class=desired_class,
            **kwargs,
        )

    GetNext = get_next

    def post(  # type: ignore[override]  # as 2.0.18 has it
        self, entry, uri, auth_token=None, converter=None, desired_class=None, **kwargs
    ):
        """POST an entry; give the new one, by default as an object of the same class."""
        if converter is None and desired_class is None:
            desired_class = entry.__class__
        return self.request(
            method="POST",
            uri=uri,
            auth_token=auth_token,
            http_request=self.__with_xml(entry),
            converter=converter,
            desired_class=desired_class,
            **kwargs,
        )

    Post = post  # type: ignore[assignment]

    def update(self, entry, auth_token=None, force=False, uri=None, **kwargs):
        """PUT an entry to its edit link, or to `uri`; give it as the server has it then.

        The entry's ETag, if it has one, has to be the server's unless `force`.
        """
        return self.__written("PUT", entry, auth_token, force, uri, **kwargs)

    Update = update

    def delete(self, entry_or_uri, auth_token=None, force=False, **kwargs):  # type: ignore[override]
        """DELETE an entry, whose ETag has to be the server's unless `force`, or what is at a URI."""
        http_request = _if_match(_http_core.HttpRequest(), entry_or_uri, force)
        is_uri = isinstance(entry_or_uri, (str, _http_core.Uri))
        return self.request(
            method="DELETE",
            uri=entry_or_uri if is_uri else entry_or_uri.find_edit_link(),
            http_request=http_request,
            auth_token=auth_token,
            **kwargs,
        )

    Delete = delete  # type: ignore[assignment]

    def batch(self, feed, uri=None, force=False, auth_token=None, **kwargs):
        """POST a feed of operations to its edit link, or to `uri`; give the feed of their results.

        The feed's ETag, if it has one, has to be the server's unless `force`.
        """
        return self.__written("POST", feed, auth_token, force, uri, **kwargs)

    Batch = batch

    def __written(self, method, element, auth_token, force, uri, **kwargs):
        """Send an entry or a feed that the server has already; give what it is there then."""
        return self.request(
            method=method,
            uri=element.find_edit_link() if uri is None else uri,
            auth_token=auth_token,
            http_request=_if_match(self.__with_xml(element), element, force),
            desired_class=element.__class__,
            **kwargs,
        )

    def __with_xml(self, element):
        http_request = _http_core.HttpRequest()
        http_request.add_body_part(element.to_string(get_xml_version(self.api_version)), _ATOM_XML)
        return http_request


def _redirection(response, redirects_remaining):
    """Give where a 302 leads; raises the error that any other answer, or one redirect too many, is."""
    if response.status != 302:
        message, kind = _REFUSALS.get(response.status, ("Server responded with", RequestError))
        raise error_from_response(message, response, kind)
    if redirects_remaining <= 0:
        raise error_from_response("Too many redirects from server", response, RedirectError)
    location = response.getheader("Location") or response.getheader("location")
    if location is None:
        raise error_from_response("302 received without Location header", response, RedirectError)
    return location


def _if_match(http_request, entry, force):
    """Set the header If-Match to all, or to the ETag of an entry that has one; give the request."""
    if force:
        http_request.headers["If-Match"] = "*"
    elif getattr(entry, "etag", None):
        http_request.headers["If-Match"] = entry.etag
    return http_request


def _add_query_param(param_string, value, http_request):
    """Set a parameter of a request's query, unless its value is false."""
    if value:
        http_request.uri.query[param_string] = value


class Query:
    """The parameters that every feed takes, given to a client's method under any name of an argument.

    `categories` is a list whose items all have to hold, each several with '|' between them. Times are text in
    RFC 3339; `start_index` counts from 1. Further arguments become parameters as they are.
    """

    def __init__(
        self,
        text_query=None,
        categories=None,
        author=None,
        alt=None,
        updated_min=None,
        updated_max=None,
        pretty_print=False,
        published_min=None,
        published_max=None,
        start_index=None,
        max_results=None,
        strict=False,
        **custom_parameters,
    ):
        self.text_query = text_query
        self.categories = categories or []
        self.author = author
        self.alt = alt
        self.updated_min = updated_min
        self.updated_max = updated_max
        self.pretty_print = pretty_print
        self.published_min = published_min
        self.published_max = published_max
        self.start_index = start_index
        self.max_results = max_results
        self.strict = strict
        self.custom_parameters = custom_parameters

    def add_custom_parameter(self, key, value):
        """Add a parameter of any name."""
        self.custom_parameters[key] = value

    AddCustomParameter = add_custom_parameter

    def modify_request(self, http_request):
        """Set the parameters in a request's query."""
        values = {
            "q": self.text_query,
            "category": ",".join(self.categories),
            "author": self.author,
            "alt": self.alt,
            "updated-min": self.updated_min,
            "updated-max": self.updated_max,
            "prettyprint": self.pretty_print and "true",
            "published-min": self.published_min,
            "published-max": self.published_max,
            "strict": self.strict and "true",
        }
        for name, value in values.items():
            _add_query_param(name, value, http_request)
        # These two are sent also where they are 0.
        if self.start_index is not None:
            http_request.uri.query["start-index"] = str(self.start_index)
        if self.max_results is not None:
            http_request.uri.query["max-results"] = str(self.max_results)
        http_request.uri.query.update(self.custom_parameters)

    ModifyRequest = modify_request


class GDQuery(_http_core.Uri):
    """The URI of a feed with a query."""

    def _get_text_query(self):
        return self.query["q"]

    def _set_text_query(self, value):
        self.query["q"] = value

    text_query = property(_get_text_query, _set_text_query, doc="The text that entries have to contain.")
