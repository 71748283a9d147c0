"""AtomService: requests of the Atom Publishing Protocol, signed by the service's token.

The functions below the class are the ways of the library's first versions, on a connection of their own.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .. import atom
from ..engine import bodies, urls
from ..engine.lazy import LazyModule
from . import http_interface as _http_interface
from . import token_store as _token_store
from . import url as _url

if TYPE_CHECKING:
    from ..engine import proxies
else:
    proxies = LazyModule("gdata_compat.engine.proxies")

__all__ = [
    "AtomService",
    "BasicAuthToken",
    "BuildUri",
    "CalculateDataLength",
    "DictionaryToParamList",
    "HttpRequest",
    "PrepareConnection",
    "ProcessUrl",
    "UseBasicAuth",
    "deprecation",
]

_ATOM_XML = "application/atom+xml"


class AtomService:
    """Performs requests: their URL is completed, their token found, their length told.

    `server` is a host, with a port if need be; `ssl` says whether requests go out by https. `current_token`
    signs every request; without one the `token_store` is asked for a token that covers the URL (quirk 5).
    """

    ssl = False
    port = 80
    #: Whether a new token becomes the `current_token`.
    auto_set_current_token = True
    #: Whether a new token is offered to the `token_store`.
    auto_store_tokens = True
    current_token = None

    @atom.v1_deprecated("Please use atom.client.AtomPubClient instead.")
    def __init__(
        self, server=None, additional_headers=None, application_name="", http_client=None, token_store=None
    ):
        """Keep what is given; `additional_headers` go with every request and gain a User-Agent (quirk 31)."""
        if http_client is None:
            from . import http

            http_client = http.ProxiedHttpClient()
        self.http_client = http_client
        self.token_store = token_store or _token_store.TokenStore()
        self.server = server
        self.additional_headers = additional_headers or {}
        self.additional_headers["User-Agent"] = _http_interface.USER_AGENT % (application_name,)

    def _get_override_token(self):
        return self.current_token

    def _set_override_token(self, token):
        self.current_token = token

    override_token = property(
        _get_override_token, _set_override_token, doc="The token that signs every request: `current_token`."
    )

    def _get_debug(self):
        return self.http_client.debug

    def _set_debug(self, value):
        self.http_client.debug = value

    debug = property(
        _get_debug, _set_debug, doc="Whether the http_client prints what goes out and comes back."
    )

    def use_basic_auth(self, username, password, scopes=None):
        """Sign with user name and password from now on, whatever the URL: `scopes` is ignored (quirk 23)."""
        token = BasicAuthToken(proxies.basic(username, password), scopes=[_token_store.SCOPE_ALL])
        if self.auto_set_current_token:
            self.current_token = token
        if self.auto_store_tokens:
            return self.token_store.add_token(token)
        return True

    def UseBasicAuth(self, username, password, for_proxy=False):
        """Do as `use_basic_auth`; `for_proxy` is ignored."""
        self.use_basic_auth(username, password)

    @atom.v1_deprecated("Please use atom.client.AtomPubClient for requests.")
    def request(self, operation, url, data=None, headers=None, url_params=None):
        """Perform a request and give the response, whatever its status.

        `url` is text, completed by the service's server, or an `atom.url.Url`, sent as it is; `url_params`
        are added to it. Content-Length is set for all but files and lists. What the http_client raises comes
        through.
        """
        if isinstance(url, str):
            url = self._whole_url(url)
        for name, value in (url_params or {}).items():
            url.params[name] = value
        all_headers = dict(self.additional_headers)
        all_headers.update(headers or {})
        if data and "Content-Length" not in all_headers:
            length = CalculateDataLength(data)
            if length:
                all_headers["Content-Length"] = str(length)
        token = self.override_token or self.token_store.find_token(url)
        return token.perform_request(self.http_client, operation, url, data=data, headers=all_headers)

    def _whole_url(self, url):
        if url.startswith("http"):
            if self.ssl and url.startswith("http:"):
                url = "https:" + url[5:]
            return _url.parse_url(url)
        return _url.parse_url(f"{'https' if self.ssl else 'http'}://{self.server}{url}")

    def Get(self, uri, extra_headers=None, url_params=None, escape_params=True):
        """GET `uri`; give the response. `escape_params` is ignored: parameters are always escaped."""
        return self.request("GET", uri, data=None, headers=extra_headers, url_params=url_params)

    def Post(
        self, data, uri, extra_headers=None, url_params=None, escape_params=True, content_type=_ATOM_XML
    ):
        """POST `data` to `uri`; give the response. The caller's `extra_headers` gain the Content-Type."""
        headers = _with_content_type(extra_headers, content_type)
        return self.request("POST", uri, data=data, headers=headers, url_params=url_params)

    def Put(self, data, uri, extra_headers=None, url_params=None, escape_params=True, content_type=_ATOM_XML):
        """PUT `data` to `uri`; give the response. The caller's `extra_headers` gain the Content-Type."""
        headers = _with_content_type(extra_headers, content_type)
        return self.request("PUT", uri, data=data, headers=headers, url_params=url_params)

    def Delete(self, uri, extra_headers=None, url_params=None, escape_params=True):
        """DELETE `uri`; give the response."""
        return self.request("DELETE", uri, data=None, headers=extra_headers, url_params=url_params)


def _with_content_type(headers, content_type):
    headers = {} if headers is None else headers
    if content_type:
        headers["Content-Type"] = content_type
    return headers


class BasicAuthToken(_http_interface.GenericToken):
    """A token whose Authorization header is user name and password; `scopes` are texts or Urls."""

    def __init__(self, auth_header, scopes=None):
        self.auth_header = auth_header
        self.scopes = scopes or []

    def __str__(self):
        return self.auth_header

    def perform_request(self, http_client, operation, url, data=None, headers=None):
        """Perform the request with the token's header, which is added to the caller's `headers`."""
        headers = {} if headers is None else headers
        headers["Authorization"] = self.auth_header
        return http_client.request(operation, url, data=data, headers=headers)

    def valid_for_scope(self, url):
        """Tell whether the token may be used for `url`, text or a Url (quirk 5)."""
        return _token_store.any_scope_covers(self.scopes, url)


def deprecation(message):
    """Warn of a deprecated call."""
    import warnings

    warnings.warn(message, DeprecationWarning, stacklevel=2)


def CalculateDataLength(data):
    """Count the bytes of `data` as it is sent; None for files and lists, whose length the caller tells."""
    if hasattr(data, "read") or isinstance(data, list):
        return None
    return len(bodies.encode(data))


def DictionaryToParamList(url_parameters, escape_params=True):
    """Make `name=value` texts of a dict; escaped ones take text only (TypeError for numbers, quirk 33)."""
    write = _quoted if escape_params else str
    return [f"{write(name)}={write(value)}" for name, value in (url_parameters or {}).items()]


def _quoted(value):
    if not isinstance(value, (str, bytes)):
        raise TypeError(f"parameters of a URL are text, not {value!r}")
    return urls.quote_form(urls.text(value))


def BuildUri(uri, url_params=None, escape_params=True):
    """Add parameters to a URI that may have some already."""
    parameters = DictionaryToParamList(url_params, escape_params)
    if not parameters:
        return uri
    return uri + ("&" if "?" in uri else "?") + "&".join(parameters)


def ProcessUrl(service, url, for_proxy=False):
    """Give server, port, whether by ssl, and the path with its query, for a URL, whole or partial.

    What the URL lacks comes from `service`, which may be an AtomService, a host name, or None.
    `for_proxy` is ignored.
    """
    parsed = _url.parse_url(url)
    if parsed.host:
        ssl = parsed.protocol == "https"
        port = int(parsed.port) if parsed.port else 443 if ssl else 80
        return parsed.host, port, ssl, parsed.get_request_uri()
    if service is None or isinstance(service, str):
        return service, 80, False, parsed.get_request_uri()
    return service.server, service.port, service.ssl, parsed.get_request_uri()


def UseBasicAuth(service, username, password, for_proxy=False):
    """Put user name and password into the headers that go with every request of a service."""
    name = "Proxy-Authorization" if for_proxy else "Authorization"
    service.additional_headers[name] = proxies.basic(username, password)


def PrepareConnection(service, full_uri):
    """Make an `http.client` connection for a URI, through the environment's proxy.

    Gives the connection and what the request line has to name. Nothing is sent yet, but that a proxy for
    https is asked for a tunnel: `atom.http.ProxyError` where it opens none. A proxy's password for http goes
    into the service's headers.
    """
    import http.client

    server, port, ssl, partial_uri = ProcessUrl(service, full_uri)
    proxy = proxies.proxy_for("https" if ssl else "http", server, port)
    if ssl:
        return _secure_connection(server, port, proxy), partial_uri
    if proxy is None:
        return http.client.HTTPConnection(server, port, timeout=_timeout()), partial_uri
    user = proxies.credentials(os.environ.get("http_proxy", ""))
    if user:
        UseBasicAuth(service, *user, True)
    place = server if port == 80 else f"{server}:{port}"
    host, near_port = _address(proxy)
    return http.client.HTTPConnection(host, near_port, timeout=_timeout()), f"http://{place}{partial_uri}"


def _secure_connection(server, port, proxy):
    import http.client

    from ..engine import transport

    context = transport.tls_context()
    if proxy is None:
        return http.client.HTTPSConnection(server, port, timeout=_timeout(), context=context)
    host, near_port = _address(proxy)
    connection = http.client.HTTPSConnection(host, near_port, timeout=_timeout(), context=context)
    authorization = {"Proxy-Authorization": proxy.authorization} if proxy.authorization else {}
    connection.set_tunnel(server, port, authorization)
    _open_tunnel(connection, proxy, f"{server}:{port}")
    return connection


def _open_tunnel(connection, proxy, target):
    import ssl

    from ..engine import transport
    from . import http

    try:
        connection.connect()
    except ssl.SSLError:
        raise  # the tunnel is there, and the server at its end cannot be trusted
    except OSError as error:
        refusal = transport.ProxyRefused(f"the proxy {proxy.url} opens no tunnel to {target}: {error}")
        raise http._proxy_error(refusal) from error


def _timeout():
    from ..engine import transport

    return transport.default_timeout()


def _address(proxy):
    host, _, port = proxy.url.rpartition("://")[2].rpartition(":")
    return host, int(port)


def HttpRequest(
    service,
    operation,
    data,
    uri,
    extra_headers=None,
    url_params=None,
    escape_params=True,
    content_type=_ATOM_XML,
):
    """Perform a request on a connection of its own, without a token; give the `http.client` response.

    `data` is text, bytes, a file, a list of these, or an object that `str()` writes as XML. Files and lists
    need their Content-Length among `extra_headers`. (2.0.18 failed with NameError on any data.)
    """
    full_uri = BuildUri(uri, url_params, escape_params)
    connection, access_url = PrepareConnection(service, full_uri)
    extra_headers = dict(extra_headers or {})
    if data and "Content-Length" not in extra_headers:
        length = CalculateDataLength(data)
        if length is not None:
            extra_headers["Content-Length"] = str(length)
    if content_type is not None:
        extra_headers["Content-Type"] = content_type
    connection.putrequest(operation, access_url)
    for headers in (service.additional_headers, extra_headers):
        for name, value in headers.items():
            connection.putheader(name, value)
    connection.endheaders()
    for part in data if isinstance(data, list) else [data] if data else []:
        __SendDataPart(part, connection)
    response = connection.getresponse()
    socket = getattr(connection, "sock", None)
    if socket is not None:
        socket.close()  # nobody has the connection any more; the response reads on from its own file
    return response


def __SendDataPart(data, connection):
    """Send text, bytes, a file in pieces, or what `str()` writes."""
    if not hasattr(data, "read"):
        connection.send(bodies.encode(data))
        return
    while piece := data.read(bodies.CHUNK):
        connection.send(bodies.encode(piece))
