"""Tokens of OAuth 2.0 made of google-auth's credentials, for what Google still answers.

    token = oauth2.from_service_account_file("key.json", [oauth2.EMAIL_AUDIT], subject="admin@example.com")
    service.SetOAuthToken(token)  # first generation
    client.auth_token = token     # second generation

The one door to google-auth, which the extra `directory` brings; importing this module without it raises
`errors.ExtraMissing`. Access tokens are fetched and refreshed through `transport`, with its timeouts, its
proxies, its verified TLS and its route to a server that stands in for Google. A token is refreshed before it
expires, and once more where the server answers 401; threads that share one wait for each other.

A token goes to Google's hosts over https, to this machine, and to the servers that were named when it was
made; anywhere else `errors.TokenWithheld` is raised before anything is sent. No repr, log or message has it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from .. import errors
from . import bearer, redact, routing, transport
from .urls import split

try:
    import google.auth
    from google.auth import exceptions as problems
    from google.auth import transport as _google_transport
    from google.oauth2 import credentials as _user_credentials
    from google.oauth2 import service_account as _service_account
except ImportError as error:
    raise errors.ExtraMissing(
        "tokens of OAuth 2.0 need the extra 'directory': python -m pip install 'gdata-compat[directory]'"
    ) from error

__all__ = [
    "EMAIL_AUDIT",
    "ERRORS",
    "SHARED_CONTACTS",
    "Token",
    "application_default",
    "from_authorized_user_file",
    "from_authorized_user_info",
    "from_service_account_file",
    "from_service_account_info",
    "token",
]

#: The scope of the Email Audit API.
EMAIL_AUDIT = "https://apps-apis.google.com/a/feeds/compliance/audit/"
#: The scope of the Domain Shared Contacts API.
SHARED_CONTACTS = "https://www.google.com/m8/feeds/"

#: What google-auth raises, by the name of the class since newer versions have more, and what that is here.
ERRORS: dict[str, type[errors.GdataCompatError]] = {
    "GoogleAuthError": errors.CredentialsError,
    "TransportError": errors.TransportError,
    "RefreshError": errors.TokenRefused,
    "UserAccessTokenError": errors.TokenRefused,
    "DefaultCredentialsError": errors.CredentialsError,
    "MutualTLSChannelError": errors.TransportError,
    "ClientCertError": errors.TransportError,
    "OAuthError": errors.TokenRefused,
    "ReauthFailError": errors.TokenRefused,
    "ReauthSamlChallengeFailError": errors.TokenRefused,
    "MalformedError": errors.CredentialsError,
    "InvalidResource": errors.CredentialsError,
    "InvalidOperation": errors.CredentialsError,
    "InvalidValue": errors.CredentialsError,
    "InvalidType": errors.CredentialsError,
    "OSError": errors.CredentialsError,
    "TimeoutError": errors.ConnectionTimedOut,
    "ResponseError": errors.TransportError,
}

#: What to do about the errors that a token endpoint names (RFC 6749 section 5.2, and Google's own).
_CURES = {
    "unauthorized_client": "Allow the service account's client ID these scopes in the Admin console: "
    "Security, API controls, Domain-wide delegation",
    "invalid_scope": "Name scopes that the API has, as they are written in its guide",
    "invalid_grant": "Check that the key or the consent was not revoked, that the subject is a user of the "
    "domain, and that this machine's clock is right",
    "invalid_client": "Check the client ID and the client secret",
    "access_denied": "Ask the domain's administrator to allow the access",
}


# Credentials from where they are kept


def from_service_account_file(
    filename: Any, scopes: str | Iterable[str], subject: str | None = None, servers: str | Iterable[str] = ()
) -> Token:
    """Make a token of a service account's key file, in JSON as Google hands it out.

    `scopes` is a list, or text with blanks between. `subject` is the address of the user in whose name the
    calls are made, by domain-wide delegation; Email Audit and Domain Shared Contacts want an administrator.
    `servers` is as in `token`. Raises CredentialsError, and OSError for a file that cannot be opened.
    """
    made: Any = _service_account.Credentials.from_service_account_file
    with _read(f"the service account's key file {str(filename)!r}"):
        credentials = made(filename, scopes=_listed(scopes))
    return token(credentials, subject=subject, servers=servers)


def from_service_account_info(
    info: Mapping[str, Any],
    scopes: str | Iterable[str],
    subject: str | None = None,
    servers: str | Iterable[str] = (),
) -> Token:
    """Make a token of what a service account's key file holds; as `from_service_account_file`."""
    made: Any = _service_account.Credentials.from_service_account_info
    with _read("the service account's key"):
        credentials = made(info, scopes=_listed(scopes))
    return token(credentials, subject=subject, servers=servers)


def from_authorized_user_file(
    filename: Any, scopes: str | Iterable[str] | None = None, servers: str | Iterable[str] = ()
) -> Token:
    """Make a token of a file with a user's consent: client ID, client secret and refresh token, in JSON.

    `scopes` are those that the user allowed, where the file does not say. Raises CredentialsError, and
    OSError for a file that cannot be opened.
    """
    made: Any = _user_credentials.Credentials.from_authorized_user_file
    with _read(f"the authorized user's file {str(filename)!r}"):
        credentials = made(filename, _listed(scopes))
    return token(credentials, servers=servers)


def from_authorized_user_info(
    info: Mapping[str, Any], scopes: str | Iterable[str] | None = None, servers: str | Iterable[str] = ()
) -> Token:
    """Make a token of what an authorized user's file holds; as `from_authorized_user_file`."""
    made: Any = _user_credentials.Credentials.from_authorized_user_info
    with _read("the authorized user's credentials"):
        credentials = made(info, _listed(scopes))
    return token(credentials, servers=servers)


def application_default(
    scopes: str | Iterable[str] | None = None, subject: str | None = None, servers: str | Iterable[str] = ()
) -> Token:
    """Make a token of the machine's own credentials, where google-auth finds them.

    That is the file that $GOOGLE_APPLICATION_CREDENTIALS names, what `gcloud auth application-default login`
    left, or the machine's account on Google Cloud. `subject` is for a service account's key only. Raises
    CredentialsError where there are none.
    """
    find: Any = google.auth.default
    with _read("the application default credentials"):
        credentials, _ = find(scopes=_listed(scopes), request=_Request(frozenset()))
    return token(credentials, subject=subject, servers=servers)


def token(
    credentials: Any,
    *,
    scopes: str | Iterable[str] | None = None,
    subject: str | None = None,
    servers: str | Iterable[str] = (),
) -> Token:
    """Make a token of any credentials of google-auth.

    `scopes` and `subject`, if given, are asked for in place of the credentials' own; the credentials have to
    be of a kind that can do that, or CredentialsError is raised. `servers` is an address, such as
    "http://gdata.internal:8080", or several, of servers that may get the token besides Google's and this
    machine.
    """
    if not hasattr(credentials, "before_request"):
        raise errors.CredentialsError(
            f"a token is made of google-auth's credentials, not of {type(credentials).__name__}"
        )
    if scopes is not None:
        credentials = _with(credentials, "scopes", _listed(scopes))
    if subject is not None:
        credentials = _with(credentials, "subject", subject)
    return Token(credentials, servers)


def _with(credentials: Any, what: str, value: Any) -> Any:
    change = getattr(credentials, f"with_{what}", None)
    if change is None:
        kind = type(credentials)
        raise errors.CredentialsError(
            f"credentials of the kind {kind.__module__}.{kind.__qualname__} take no other {what}: "
            "use a service account's key"
        )
    with _read(f"other {what} of the credentials"):
        return change(value)


def _listed(scopes: str | Iterable[str] | None) -> list[str] | None:
    if scopes is None:
        return None
    return scopes.split() if isinstance(scopes, str) else list(scopes)


# The token


class Token:
    """An access token that google-auth's `credentials` renew; it signs requests of both generations.

    `scopes` are the URLs for which the first generation's `TokenStore` finds it: those scopes of the
    credentials that are addresses of feeds, and every URL where there is none.
    """

    def __init__(self, credentials: Any, servers: str | Iterable[str] = ()) -> None:
        self.credentials = credentials
        self.scopes = _feeds(credentials) or [bearer.EVERYWHERE]
        named = [servers] if isinstance(servers, str) else servers
        self._servers = frozenset(map(routing.parse_server, named))
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    # The first generation

    def perform_request(
        self,
        http_client: Any,
        operation: str,
        url: Any,
        data: Any = None,
        headers: Mapping[str, Any] | None = None,
    ) -> Any:
        """Perform the request with the token; once more with a new one where the answer is 401.

        Data is sent a second time where that is possible: a file that cannot be rewound is not, and the
        answer 401 is given. Raises TokenWithheld, TokenRefused, CredentialsError and TransportError.
        """

        def perform(added: dict[str, str]) -> Any:
            return http_client.request(operation, url, data=data, headers={**(headers or {}), **added})

        sign = partial(self._headers, operation, str(url))
        return self._perform(sign(), sign, data if isinstance(data, list) else [data], perform)

    def valid_for_scope(self, url: Any) -> bool:
        """Tell whether the token may be used for `url`, text or an `atom.url.Url` (quirk 5)."""
        url = str(url)
        if not bearer.is_for(bearer.place(url)[1], self._servers):
            return False
        return any(bearer.covers(str(scope), url) for scope in self.scopes)

    def get_token_string(self) -> str | None:
        """Give the bare access token as it is now; None before the first request."""
        held = getattr(self.credentials, "token", None)
        return held.decode("ascii") if isinstance(held, bytes) else held

    # The second generation

    def modify_request(self, http_request: Any) -> None:
        """Set the Authorization header; raises as `perform_request` does."""
        if http_request.uri.host is not None:  # without a host the client says so
            http_request.headers.update(self._headers(http_request.method, str(http_request.uri)))

    ModifyRequest = modify_request

    def authorize(self, client: Any) -> Any:
        """Make a client of the second generation use this token; give the client."""
        client.auth_token = self
        return client

    def perform_modified_request(self, http_request: Any, perform: Callable[[Any], Any]) -> Any:
        """Perform by `perform` what `modify_request` has authorized, once more where the answer is 401.

        `atom.client.AtomPubClient` calls this for a token that has it.
        """

        def perform_with(added: dict[str, str]) -> Any:
            http_request.headers.update(added)
            return perform(http_request)

        sign = partial(self._headers, http_request.method, str(http_request.uri))
        signed = {n: v for n, v in http_request.headers.items() if n == "Authorization"}
        return self._perform(signed, sign, http_request._body_parts, perform_with)

    # Both

    def _perform(
        self,
        signed: dict[str, str],
        sign: Callable[[], dict[str, str]],
        parts: Iterable[Any],
        perform: Callable[[dict[str, str]], Any],
    ) -> Any:
        rewind = bearer.rewinder(parts)
        response = perform(signed)
        if response.status != 401:
            return response
        try:
            renewed = self._renew(signed.get("Authorization"))
        except Exception:
            _read_to_its_end(response)
            raise
        if not renewed or rewind is None:
            return response
        _read_to_its_end(response)
        rewind()
        return perform(sign())

    def _headers(self, method: str | None, url: str) -> dict[str, str]:
        """Give the headers that authorize a request, of a token that is valid for some minutes yet."""
        bearer.check(url, self._servers)
        headers: dict[str, str] = {}
        request = _Request(self._servers)
        with self._lock, _translated("an access token"):
            self.credentials.before_request(request, method or "GET", url, headers)
        return {"Authorization" if n.lower() == "authorization" else n: v for n, v in headers.items()}

    def _renew(self, refused: str | None) -> bool:
        """Fetch another token in place of the refused one, unless another thread just did.

        False for credentials that cannot be renewed: the server's answer then says what is wrong.
        """
        request = _Request(self._servers)
        with self._lock:
            if refused is not None and refused != f"Bearer {self.get_token_string()}":
                return True
            try:
                with _translated("another access token"):
                    self.credentials.refresh(request)
            except (errors.CredentialsError, errors.TokenRefused):
                if request.was_used:
                    raise
                return False
        return True


def _read_to_its_end(response: Any) -> None:
    """Read an answer that nobody gets, so that its connection can be used again."""
    with contextlib.suppress(errors.TransportError):
        response.read()


def _feeds(credentials: Any) -> list[str]:
    """Give those scopes that are addresses, and not names that only look like one."""
    scopes = getattr(credentials, "scopes", None) or getattr(credentials, "default_scopes", None) or ()
    return [
        scope
        for scope in scopes
        if scope.startswith("http") and not scope.startswith("https://www.googleapis.com/auth/")
    ]


# google-auth's calls and errors


class _Response(_google_transport.Response):
    """An answer, as google-auth reads it."""

    def __init__(self, answer: transport.Answer) -> None:
        self._status, self._headers, self._data = answer.status, answer.headers, answer.content

    @property
    def status(self) -> int:
        return self._status

    @property
    def headers(self) -> Any:
        return self._headers

    @property
    def data(self) -> bytes:
        return self._data


class _Request(_google_transport.Request):
    """Performs google-auth's calls through `transport`."""

    def __init__(self, servers: bearer.Servers) -> None:
        self.was_used = False
        self._servers = servers

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: Any = None,
        headers: Any = None,
        timeout: float | None = None,
        **unused: Any,
    ) -> _Response:
        """Send a request and give the answer; google-auth's TransportError where none comes."""
        self.was_used = True
        scheme, host, port, _ = bearer.place(url)
        _, _, path, params, query = split(url)
        if routing.route_for(host) is not None:
            bearer.check_way(scheme, host, bearer.origin(url), self._servers)
        call = transport.Call(
            method=method,
            scheme=scheme,
            host=host,
            port=port,
            target=(path or "/") + (f";{params}" if params else "") + (f"?{query}" if query else ""),
            headers=headers or {},
            data=body,
            proxied=True,
            timeout=timeout,
        )
        try:
            return _Response(transport.send(call))
        except errors.TransportError as error:
            problem: Any = problems.TransportError
            raise problem(error) from error


@contextlib.contextmanager
def _translated(wanted: str) -> Iterator[None]:
    """Raise our error in place of google-auth's; it says what was wanted, and no secret."""
    try:
        yield
    except problems.GoogleAuthError as error:
        if isinstance(error.__cause__, errors.TransportError):
            raise error.__cause__
        ours = _ours(error, wanted)
        # A traceback shows the cause with its arguments; one of them may be the endpoint's whole answer.
        error.args = tuple(redact.body(str(argument)) for argument in error.args[:1])
        raise ours from error


@contextlib.contextmanager
def _read(what: str) -> Iterator[None]:
    """Raise CredentialsError where `what` cannot be read."""
    try:
        with _translated(what):
            yield
    except errors.GdataCompatError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # The message may quote what was read, so only its kind is told.
        raise errors.CredentialsError(
            f"{what} is not of the form that google-auth reads ({type(error).__name__})"
        ) from None


def _ours(error: Exception, wanted: str) -> errors.GdataCompatError:
    kinds = (
        ERRORS.get(base.__name__) for base in type(error).__mro__ if base.__module__ == problems.__name__
    )
    kind = next(filter(None, kinds))
    said = redact.body(" ".join(str(error.args[0] if error.args else type(error).__name__).split()))[:500]
    cure = next((f" {cure}." for code, cure in _CURES.items() if said.startswith(code)), "")
    return kind(f"{wanted}: {said.rstrip('.')}.{cure}")
