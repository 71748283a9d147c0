"""The HTTP clients of the v1 library, on kept connections.

`ProxiedHttpClient`, which the services use, goes through the proxies of the environment; `HttpClient` never
does.
"""

from __future__ import annotations

from typing import Any

from ..engine import bodies
from . import http_interface as _http_interface
from . import url as _url

__all__ = [
    "DEFAULT_CONTENT_TYPE",
    "HttpClient",
    "ProxiedHttpClient",
    "ProxyError",
    "TestConfigurationError",
    "ssl_imported",
]

DEFAULT_CONTENT_TYPE = "application/atom+xml"
ssl_imported = True


class ProxyError(_http_interface.Error):
    """A proxy did not open a tunnel."""


class TestConfigurationError(Exception):
    """A test client was not told what to answer."""

    __test__ = False  # no test case of pytest's


class HttpClient(_http_interface.GenericHttpClient):
    """Performs requests without a proxy; `headers` are sent with each.

    `debug` prints what goes out and comes back, without what authorizes. `timeout` is in seconds; None is the
    default of `gdata_compat.engine.transport`. A `v2_http_client` performs the requests instead, if set.
    """

    v2_http_client: Any = None
    timeout: float | None = None
    _uses_proxies = False

    def __init__(self, headers=None):
        self.debug = False
        self.headers = headers or {}

    def request(self, operation, url, data=None, headers=None):
        """Perform `operation` on `url`, text or an `atom.url.Url`.

        `data` is text, bytes, a file, a list of these, or an object that `str()` writes as XML; for all but
        text and bytes the caller gives Content-Length, else ContentLengthRequired is raised. The answer has
        status, reason, getheader() and read(). Raises `gdata_compat.errors.TransportError` (an OSError) where
        none comes.
        """
        all_headers = {**self.headers, **(headers or {})}
        if data and "Content-Length" not in all_headers:
            if not isinstance(data, (str, bytes)):
                raise _http_interface.ContentLengthRequired(
                    "Unable to calculate the length of the data parameter. Specify a value for Content-Length"
                )
            all_headers["Content-Length"] = str(len(bodies.encode(data)))
        all_headers.setdefault("Content-Type", DEFAULT_CONTENT_TYPE)
        if self.v2_http_client is not None:
            return self._request_by_v2(operation, url, data, all_headers)
        url = _as_url(url)
        if type(self)._prepare_connection not in _OWN_CONNECTIONS:
            return self._request_over(
                self._prepare_connection(url, all_headers), operation, url, data, all_headers
            )
        return self._send(operation, url, data, all_headers)

    def _send(self, operation, url, data, headers):
        from ..engine import transport

        if not url.host:
            raise _http_interface.UnparsableUrlObject(f"the URL {str(url)!r} names no host")
        call = transport.Call(
            method=operation,
            scheme=url.protocol or _url.DEFAULT_PROTOCOL,
            host=url.host,
            port=int(url.port) if url.port else None,
            target=self._get_access_url(url),
            headers=headers,
            data=data,
            proxied=self._uses_proxies,
            timeout=self.timeout,
            debug=bool(self.debug),
        )
        try:
            return transport.send(call)
        except transport.ProxyRefused as error:
            raise _proxy_error(error) from error

    def _request_by_v2(self, operation, url, data, headers):
        import importlib

        http_core = importlib.import_module(".http_core", __package__)
        request = http_core.HttpRequest(method=operation)
        http_core.Uri.parse_uri(str(url)).modify_request(request)
        request.headers = headers
        if data:
            request._body_parts.append(data)
        return self.v2_http_client.request(http_request=request)

    def _request_over(self, connection, operation, url, data, headers):
        """Perform the request over a connection that a subclass has prepared."""
        if self.debug:
            connection.debuglevel = 1
        connection.putrequest(operation, self._get_access_url(url), skip_host=True)
        connection.putheader("Host", f"{url.host}:{url.port}" if url.port is not None else url.host)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        for part in data if isinstance(data, list) else [data] if data else []:
            _send_data_part(part, connection)
        return connection.getresponse()

    def _prepare_connection(self, url, headers):
        """Open an `http.client` connection; a subclass's own is used for its requests."""
        import http.client

        from ..engine import transport

        url = _as_url(url)
        port = int(url.port) if url.port else None
        timeout = self.timeout or transport.default_timeout()
        if url.protocol == "https":
            context = transport.tls_context()
            return http.client.HTTPSConnection(url.host, port, timeout=timeout, context=context)
        return http.client.HTTPConnection(url.host, port, timeout=timeout)

    def _get_access_url(self, url):
        """Give what the request line names: the whole URL."""
        return url.to_string()


class ProxiedHttpClient(HttpClient):
    """Performs requests through the proxies that the environment names.

    `http_proxy` and `https_proxy` are read, with user and password in them or in `proxy-username` and
    `proxy-password`; hosts in `no_proxy` are reached directly.
    """

    _uses_proxies = True

    def _prepare_connection(self, url, headers):
        """Open an `http.client` connection, through a proxy where there is one."""
        import http.client

        from ..engine import proxies

        url = _as_url(url)
        port = int(url.port) if url.port else None
        proxy = proxies.proxy_for(url.protocol, url.host, port)
        if proxy is None:
            return HttpClient._prepare_connection(self, url, headers)
        near = _url.parse_url(proxy.url)
        through = _url.Url(protocol=url.protocol, host=near.host, port=near.port)
        connection = HttpClient._prepare_connection(self, through, headers)
        sent = {"Proxy-Authorization": proxy.authorization} if proxy.authorization else {}
        if isinstance(connection, http.client.HTTPSConnection):
            connection.set_tunnel(url.host, port, sent)
        else:
            headers.update(sent)
        return connection

    def _get_access_url(self, url):
        """Give what the request line names: the whole URL."""
        return url.to_string()


_OWN_CONNECTIONS = (HttpClient._prepare_connection, ProxiedHttpClient._prepare_connection)


def _as_url(url):
    if isinstance(url, _url.Url):
        return url
    if isinstance(url, str):
        return _url.parse_url(url)
    raise _http_interface.UnparsableUrlObject(
        "Unable to parse url parameter because it was not a string or atom.url.Url"
    )


def _proxy_error(error):
    """Give an error that is both the legacy one and ours."""
    from ..errors import ConnectionFailed

    class ProxyErrorOfTransport(ProxyError, ConnectionFailed):
        pass

    ProxyErrorOfTransport.__name__ = ProxyErrorOfTransport.__qualname__ = "ProxyError"
    status = f"Error status={error.status}" if error.status else "Error"
    return ProxyErrorOfTransport(f"{status}: {error}")


def _get_proxy_auth(proxy_settings):
    """Give the value of a Proxy-Authorization header with its line end, or ''."""
    from ..engine import proxies

    user = proxies.credentials(proxy_settings)
    return f"{proxies.basic(*user)}\r\n" if user and user[0] else ""


def _get_proxy_net_location(proxy_settings):
    """Give the proxy's URL without user and password."""
    from ..engine import proxies

    return proxies.location(proxy_settings)


def _send_data_part(data, connection):
    """Send text, bytes, a file in pieces, or what `str()` writes, over an `http.client` connection."""
    if isinstance(data, (str, bytes)) or not hasattr(data, "read"):
        connection.send(bodies.encode(data))
        return
    while piece := data.read(bodies.CHUNK):
        connection.send(bodies.encode(piece))
