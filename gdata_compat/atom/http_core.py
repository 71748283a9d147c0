"""Requests, URIs, responses and HTTP clients of the second generation.

`ProxiedHttpClient`, which the clients use, goes through the proxies of the environment; `HttpClient` never
does. The request line names a path, and the whole URL only where a proxy is asked.
"""

from __future__ import annotations

from typing import Any

from ..engine import bodies, redact, urls
from ..engine.py2_errors import LegacyError
from . import http as _http
from . import http_interface as _http_interface
from . import url as _url
from .http import _send_data_part

__all__ = [
    "MIME_BOUNDARY",
    "Error",
    "HttpClient",
    "HttpRequest",
    "HttpResponse",
    "ParseUri",
    "ProxiedHttpClient",
    "ProxyError",
    "UnknownSize",
    "Uri",
    "get_headers",
    "parse_uri",
]

#: What stands between the parts of a multipart body; read whenever a part is added.
MIME_BOUNDARY = "END_OF_PART"
_PREAMBLE = "Media multipart posting"
_DEFAULT_PORTS = {"https": 443, "http": 80}

# What is asked for where a response has no `getheaders()`.
_COMMON_HEADERS = """
location content-type content-length age allow cache-control content-location content-encoding date etag
expires last-modified pragma server set-cookie transfer-encoding vary via warning www-authenticate
gdata-version
"""


class Error(LegacyError):
    """The root of this module's errors."""


class UnknownSize(Error):
    """A part of a body is neither text nor bytes, and its size was not given."""


class ProxyError(Error):
    """A proxy did not open a tunnel."""


def get_headers(http_response):
    """Give a response's headers: what its `getheaders()` gives, else pairs of the common ones."""
    if hasattr(http_response, "getheaders"):
        return http_response.getheaders()
    found = ((name, http_response.getheader(name, None)) for name in _COMMON_HEADERS.split())
    return [(name, value) for name, value in found if value is not None]


class HttpRequest:
    """A request: `method`, `uri` (a Uri), `headers` (a dict) and the parts of its body.

    `uri` may be given as text.
    """

    method: Any = None
    uri: Any = None

    def __init__(self, uri=None, method=None, headers=None):
        self.headers = headers or {}
        self._body_parts: list[Any] = []
        if method is not None:
            self.method = method
        if isinstance(uri, str):
            uri = Uri.parse_uri(uri)
        self.uri = uri or Uri()

    def add_body_part(self, data, mime_type, size=None):
        """Add text, bytes or a file to the body; the second part makes it multipart/related.

        Sets Content-Type, Content-Length and MIME-version. `size` is in bytes, and is needed for files only:
        raises UnknownSize without it.
        """
        if isinstance(data, (str, bytes)):
            size = len(bodies.encode(data))
        if size is None:
            raise UnknownSize("Each part of the body must have a known size.")
        if not self._body_parts:
            self._body_parts.append(data)
            self.headers["Content-Type"] = mime_type
            self.headers["Content-Length"] = str(size)
            return
        added = size
        if len(self._body_parts) == 1:
            added += self._make_multipart()
        before = [f"\r\n--{MIME_BOUNDARY}\r\n", f"Content-Type: {mime_type}\r\n\r\n"]
        self._body_parts[-1:-1] = [*before, data]
        self._lengthen(added + _length_of(before))

    AddBodyPart = add_body_part

    def _make_multipart(self):
        """Wrap the only part, and give the number of bytes that this added."""
        kind = self.headers["Content-Type"]
        before = [_PREAMBLE, f"\r\n--{MIME_BOUNDARY}\r\n", f"Content-Type: {kind}\r\n\r\n"]
        end = f"\r\n--{MIME_BOUNDARY}--"
        self._body_parts[:0] = before
        self._body_parts.append(end)
        self.headers["Content-Type"] = f'multipart/related; boundary="{MIME_BOUNDARY}"'
        self.headers["MIME-version"] = "1.0"
        return _length_of([*before, end])

    def _lengthen(self, added):
        self.headers["Content-Length"] = str(int(self.headers.get("Content-Length", 0)) + added)

    def add_form_inputs(self, form_data, mime_type="application/x-www-form-urlencoded"):
        """Add a dict, or pairs of names and values, to the body as a form."""
        fields = form_data.items() if hasattr(form_data, "items") else form_data
        self.add_body_part(urls.encode_form(fields), mime_type)

    AddFormInputs = add_form_inputs

    def _copy(self):
        """Give a request of its own Uri, headers and list of parts; files are shared."""
        uri = Uri(self.uri.scheme, self.uri.host, self.uri.port, self.uri.path, self.uri.query.copy())
        copied = HttpRequest(uri=uri, method=self.method, headers=self.headers.copy())
        copied._body_parts = self._body_parts[:]
        return copied

    def _dump(self):
        """Write the request for a reader, without secrets and without reading files."""
        lines = ["HTTP Request", f"  method: {self.method}", f"  url: {redact.query(str(self.uri))}"]
        lines += ["  headers:", *_header_lines(self.headers.items()), "  body sections:"]
        for number, part in enumerate(self._body_parts):
            text = isinstance(part, (str, bytes))
            lines.append(f"    {number}: {redact.body(urls.text(part)) if text else '<file like object>'}")
        return "\n".join([*lines, ""])


def _length_of(texts):
    return sum(len(bodies.encode(text)) for text in texts)


def _header_lines(pairs):
    return [f"    {name}: {redact.header(name, str(value))}" for name, value in pairs]


def _apply_defaults(http_request):
    """Set a scheme where there is none: https for port 443, else http."""
    if http_request.uri.scheme is None:
        http_request.uri.scheme = "https" if http_request.uri.port == 443 else "http"


class Uri:
    """A URI, or a part of one: scheme, host, port (a number), path and query.

    `query` is a dict of unescaped names and values; a value None stands for a name alone. What is not
    known is None.
    """

    scheme: Any = None
    host: Any = None
    port: Any = None
    path: Any = None

    def __init__(self, scheme=None, host=None, port=None, path=None, query=None):
        self.query = query or {}
        if scheme is not None:
            self.scheme = scheme
        if host is not None:
            self.host = host
        if port is not None:
            self.port = port
        if path:
            self.path = path

    def _get_query_string(self):
        pairs = [(urls.quote_form(urls.text(name)), value) for name, value in self.query.items()]
        return "&".join(
            name if value is None else f"{name}={urls.quote_form(urls.text(value))}" for name, value in pairs
        )

    def _get_relative_path(self):
        """Give path and query, escaped; the path is '/' where it is not known."""
        path = "/" if self.path is None else self.path
        query = self._get_query_string()
        return f"{path}?{query}" if query else path

    def _to_string(self):
        scheme = self.scheme
        if scheme is None:
            scheme = "https" if self.port == 443 else "http"
        port = "" if self.port is None else f":{self.port}"
        return f"{scheme}://{self.host}{port}{self._get_relative_path()}"

    def __str__(self):
        return self._to_string()

    def modify_request(self, http_request=None):
        """Set what this Uri knows in a request's Uri; its query replaces the other one (quirk 45)."""
        if http_request is None:
            http_request = HttpRequest()
        if http_request.uri is None:
            http_request.uri = Uri()
        for name in ("scheme", "port", "host", "path"):
            if getattr(self, name):
                setattr(http_request.uri, name, getattr(self, name))
        if self.query:
            http_request.uri.query = self.query.copy()
        return http_request

    ModifyRequest = modify_request

    @staticmethod
    def parse_uri(uri_string):
        """Read a whole URI or a part of one; `;params` and the fragment are dropped (quirk 28).

        Raises ValueError for a port that is no number.
        """
        scheme, netloc, path, _, query = urls.split(uri_string)
        uri = Uri(scheme=scheme or None, path=path)
        host, *port = netloc.split(":")
        if host:
            uri.host = host
        if port:
            uri.port = _port(port[0])
        for pair in query.split("&") if query else []:
            name, *values = pair.split("=")
            uri.query[urls.unquote_form(name)] = urls.unquote_form(values[0]) if values else None
        return uri

    ParseUri = parse_uri


parse_uri = Uri.parse_uri
ParseUri = Uri.parse_uri


def _port(digits):
    try:
        return int(digits)
    except ValueError:
        # In `user:password@host` it is the password, and is not shown.
        raise ValueError(
            "the port of a URI is a number; user and password in a URI are not understood"
        ) from None


class HttpResponse:
    """An answer made by hand: status, reason, a dict of headers, and a body of text, bytes or a file.

    The name of a header is looked up as it is spelled.
    """

    status: Any = None
    reason: Any = None
    _body: Any = None

    def __init__(self, status=None, reason=None, headers=None, body=None):
        self._headers = headers or {}
        if status is not None:
            self.status = status
        if reason is not None:
            self.reason = reason
        if body is not None:
            self._body = _http_interface._as_file(body)

    def getheader(self, name, default=None):
        """Give the value of a header, else `default`."""
        return self._headers.get(name, default)

    def getheaders(self):
        """Give the dict of headers itself."""
        return self._headers

    def read(self, amt=None):
        """Read `amt` characters or bytes, or the rest; None where there is no body."""
        if self._body is None:
            return None
        return self._body.read(amt) if amt else self._body.read()


def _dump_response(http_response):
    """Write a response's head for a reader, without secrets."""
    headers = get_headers(http_response)
    lines = _header_lines(headers.items() if isinstance(headers, dict) else headers)
    start = f"HttpResponse\n  status: {http_response.status}\n  reason: {http_response.reason}\n  headers:"
    return start + "".join(f"{line}\n" for line in lines)


class HttpClient:
    """Performs requests without a proxy.

    `debug` prints what goes out and comes back, without what authorizes. `timeout` is in seconds; None is the
    default of `gdata_compat.engine.transport`.
    """

    debug: Any = None
    timeout: float | None = None
    _uses_proxies = False

    def request(self, http_request):
        """Perform an HttpRequest and give the answer: status, reason, getheader(), getheaders() and read().

        Raises `gdata_compat.errors.TransportError` (an OSError) where none comes.
        """
        return self._http_request(
            http_request.method, http_request.uri, http_request.headers, http_request._body_parts
        )

    Request = request

    def _get_connection(self, uri, headers=None):
        """Open an `http.client` connection; a subclass's own is used for its requests."""
        return self._v1_client(_http.HttpClient)._prepare_connection(_as_url(uri), headers or {})

    def _v1_client(self, client_class):
        client = client_class()
        client.timeout = self.timeout
        return client

    def _http_request(self, method, uri, headers=None, body_parts=None):
        """Perform a request whose body is a list of texts, bytes, files, and objects that `str()` writes."""
        if isinstance(uri, str):
            uri = Uri.parse_uri(uri)
        headers = {} if headers is None else headers
        parts = body_parts if any(part not in ("", b"") for part in body_parts or ()) else []
        if getattr(self._get_connection, "__func__", None) not in _OWN_CONNECTIONS:
            connection = self._get_connection(uri, headers=headers)
            return self._request_over(connection, method, uri, headers, parts)
        if not uri.host:
            raise Error(f"the request {method} {redact.query(str(uri))} names no host")
        return self._send(method, uri, headers, parts)

    def _send(self, method, uri, headers, parts):
        from ..engine import proxies, transport

        scheme = "https" if uri.scheme == "https" else "http"
        host, port = _address(uri)
        proxied = self._uses_proxies and uri.scheme in _DEFAULT_PORTS
        whole = host != uri.host or (proxied and proxies.proxy_for(scheme, host, port) is not None)
        call = transport.Call(
            method=method,
            scheme=scheme,
            host=host,
            port=_port_to_name(scheme, port, whole),
            target=str(uri) if whole else uri._get_relative_path(),
            headers=headers,
            data=parts[0] if len(parts) == 1 and isinstance(parts[0], (str, bytes)) else list(parts),
            proxied=proxied,
            timeout=self.timeout,
            debug=bool(self.debug),
        )
        try:
            return transport.send(call)
        except transport.ProxyRefused as error:
            raise _proxy_error(error) from error

    def _request_over(self, connection, method, uri, headers, parts):
        """Perform the request over a connection that a subclass has opened."""
        if self.debug:
            connection.debuglevel = 1
        connection.putrequest(method, str(uri) if connection.host != uri.host else uri._get_relative_path())
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        for part in parts:
            _send_data_part(part, connection)
        return connection.getresponse()


class ProxiedHttpClient(HttpClient):
    """Performs requests through the proxies that the environment names.

    `http_proxy` and `https_proxy` are read, with user and password in them or in `proxy-username` and
    `proxy-password`; hosts in `no_proxy` are reached directly.
    """

    _uses_proxies = True

    def _get_connection(self, uri, headers=None):
        """Open an `http.client` connection, through a proxy where there is one."""
        client_class = _http.ProxiedHttpClient if uri.scheme in _DEFAULT_PORTS else _http.HttpClient
        headers = {} if headers is None else headers
        return self._v1_client(client_class)._prepare_connection(_as_url(uri), headers)


_OWN_CONNECTIONS = (HttpClient._get_connection, ProxiedHttpClient._get_connection)


def _as_url(uri):
    host, port = _address(uri)
    return _url.Url(protocol=uri.scheme or "http", host=host, port=port)


def _address(uri):
    """Give host and port; the host may hold the port, as in `AtomPubClient(host='localhost:8080')`."""
    host, port = uri.host, uri.port
    if not port and host:
        name, colon, digits = host.rpartition(":")
        if colon and digits.isdigit() and (":" not in name or name.endswith("]")):
            return name, int(digits)
    return host, int(port) if port else None


def _port_to_name(scheme, port, whole):
    """Give the port, which then is part of the header Host, or None.

    Google refused a Host with the port 443 in it; a proxy is told what the URL says.
    """
    is_default = port == _DEFAULT_PORTS[scheme]
    return None if is_default and (scheme == "https" or not whole) else port


def _proxy_error(error):
    """Give an error that is both the legacy one and ours."""
    from ..errors import ConnectionFailed

    both = type("ProxyError", (ProxyError, ConnectionFailed), {"__module__": __name__})
    return both(f"Error status={error.status}: {error}" if error.status else f"Error: {error}")


def _get_proxy_auth():
    """Give the value of a Proxy-Authorization header with its line end, from the environment, or ''."""
    from ..engine import proxies

    user = proxies.credentials("")
    return f"{proxies.basic(*user)}\r\n" if user else ""
