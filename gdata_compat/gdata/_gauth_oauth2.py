"""The OAuth 2.0 tokens of `gdata.gauth`."""

from __future__ import annotations

import datetime
from typing import Any

from ..atom import http_core as _http_core
from ..engine import urls
from ..engine.py2_errors import LegacyError
from ..errors import ExtraMissing

__all__ = [
    "Error",
    "OAuth2AccessTokenError",
    "OAuth2RevokeError",
    "OAuth2Token",
    "OAuth2TokenFromCredentials",
]

OAUTH2_AUTH_LABEL = "Bearer "
_FORM = "application/x-www-form-urlencoded"


class Error(LegacyError):
    """The root of the errors of `gdata.gauth`."""


class OAuth2AccessTokenError(Error):
    """No access token was given; `error_message` says why."""

    def __init__(self, error_message):
        super().__init__(error_message)
        self.error_message = error_message


class OAuth2RevokeError(Error):
    """A token was not revoked; `status`, `reason`, `headers` and `body` are those of the answer.

    `error_msg` is what the answer's JSON calls its error. The body is read unless it is given.
    """

    def __init__(self, http_response, response_body=None):
        super().__init__(http_response)
        self.body = response_body or http_response.read()
        self.status = http_response.status
        self.reason = http_response.reason
        self.headers = _http_core.get_headers(http_response)
        self.error_msg = _error_in(self.body, self.status)

    def __str__(self):
        return f"OAuth2RevokeError(status={self.status}, error={self.error_msg})"


def _error_in(body, status):
    import json

    try:
        answer = json.loads(body)
    except (TypeError, ValueError):
        answer = None
    default = f"Invalid response {status}."
    return answer.get("error", default) if isinstance(answer, dict) else default


class OAuth2Token:
    """An OAuth 2.0 access token, with what it takes to get, refresh and revoke it.

    `scope` is text, scopes separated by spaces. `token_expiry` is the local time at which the access token
    expires, once it is known; None where the server did not say.
    """

    token_expiry: Any

    def __init__(
        self,
        client_id,
        client_secret,
        scope,
        user_agent,
        auth_uri="https://accounts.google.com/o/oauth2/auth",
        token_uri="https://accounts.google.com/o/oauth2/token",
        access_token=None,
        refresh_token=None,
        revoke_uri="https://accounts.google.com/o/oauth2/revoke",
    ):
        self.client_id = client_id
        self.client_secret = client_secret
        self.scope = scope
        self.user_agent = user_agent
        self.auth_uri = auth_uri
        self.token_uri = token_uri
        self.access_token = access_token
        self.refresh_token = refresh_token
        self.revoke_uri = revoke_uri
        self._invalid = False

    @property
    def invalid(self):
        """Whether the token was revoked, or could not be refreshed."""
        return getattr(self, "_invalid", False)

    def _refresh(self, request):
        """Fetch a new access token by the function `request`; give the answer, whose body has been read."""
        form = [
            ("client_secret", self.client_secret),
            ("grant_type", "refresh_token"),
            ("refresh_token", self.refresh_token),
            ("client_id", self.client_id),
        ]
        response = request(self._token_request(form))
        body = response.read()
        if response.status == 200:
            self._extract_tokens(body)
        else:
            self._invalid = True
        return response

    def _token_request(self, form):
        headers = {"user-agent": self.user_agent}
        request = _http_core.HttpRequest(uri=self.token_uri, method="POST", headers=headers)
        request.add_body_part(urls.encode_form(form), mime_type=_FORM)
        return request

    def _extract_tokens(self, body):
        import json

        answer = json.loads(body)
        self.access_token = answer["access_token"]
        self.refresh_token = answer.get("refresh_token", self.refresh_token)
        self.token_expiry = None
        if "expires_in" in answer:
            seconds = int(answer["expires_in"])
            self.token_expiry = datetime.datetime.now() + datetime.timedelta(seconds=seconds)

    def generate_authorize_url(
        self,
        redirect_uri="urn:ietf:wg:oauth:2.0:oob",
        response_type="code",
        access_type="offline",
        approval_prompt="auto",
        **kwargs,
    ):
        """Give the URL at which the user allows access; further arguments become parameters.

        What the query of `auth_uri` holds wins over them.
        """
        self.redirect_uri = redirect_uri
        scheme, netloc, path, params, query = urls.split(self.auth_uri)
        fields = {
            "access_type": access_type,
            "redirect_uri": redirect_uri,
            "response_type": response_type,
            "client_id": self.client_id,
            "approval_prompt": approval_prompt,
            "scope": self.scope,
            **kwargs,
            **{name: values[-1] for name, values in urls.parse_form(query).items()},
        }
        if params:
            path = f"{path};{params}"
        _, mark, fragment = self.auth_uri.partition("#")
        return urls.join(scheme, netloc, path, urls.encode_form(fields.items())) + mark + fragment

    def get_access_token(self, code):
        """Exchange the code that the user was given, text or a dict with 'code'; give this token.

        `generate_authorize_url` has to be called first, or `redirect_uri` to be set. Raises
        OAuth2AccessTokenError.
        """
        if not isinstance(code, str):
            code = code["code"]
        form = [
            ("code", code),
            ("redirect_uri", self.redirect_uri),
            ("client_id", self.client_id),
            ("scope", self.scope),
            ("client_secret", self.client_secret),
            ("grant_type", "authorization_code"),
        ]
        response = _http_core.HttpClient().request(self._token_request(form))
        body = response.read()
        if response.status != 200:
            raise OAuth2AccessTokenError(_error_in(body, response.status))
        self._extract_tokens(body)
        return self

    def authorize(self, client):
        """Make `client` use this token, and refresh it once after an answer 401; give the client.

        Where the refresh is refused, its answer is given, with an empty body (quirk 46).
        """
        client.auth_token = self
        request_as_it_was = client.http_client.request

        def request(http_request):
            response = request_as_it_was(http_request)
            if response.status != 401:
                return response
            refreshed = self._refresh(request_as_it_was)
            if self._invalid:
                return refreshed
            self.modify_request(http_request)
            return request_as_it_was(http_request)

        client.http_client.request = request
        return client

    def revoke(self, revoke_uri=None, refresh_token=None):
        """Revoke the refresh token, by default this one; raises OAuth2RevokeError."""
        uri = _http_core.parse_uri(revoke_uri or self.revoke_uri)
        uri.query["token"] = refresh_token or self.refresh_token
        response = _http_core.HttpClient().request(_http_core.HttpRequest(uri=uri, method="GET"))
        if response.status != 200:
            raise OAuth2RevokeError(response)
        self._invalid = True

    def modify_request(self, http_request):
        """Set the Authorization header; give the request."""
        http_request.headers["Authorization"] = f"{OAUTH2_AUTH_LABEL}{self.access_token}"
        return http_request

    ModifyRequest = modify_request


def _make_credentials_property(name):
    """A property that reads and writes an attribute of `credentials`."""

    def get(self):
        return getattr(self.credentials, name)

    def set_(self, value):
        setattr(self.credentials, name, value)

    return property(get, set_, doc=f"`credentials.{name}`.")


class OAuth2TokenFromCredentials(OAuth2Token):
    """A token whose values are those of oauth2client's credentials, whichever of the two is changed."""

    def __init__(self, credentials):
        self.credentials = credentials

    client_id = _make_credentials_property("client_id")
    client_secret = _make_credentials_property("client_secret")
    user_agent = _make_credentials_property("user_agent")
    token_uri = _make_credentials_property("token_uri")
    access_token = _make_credentials_property("access_token")
    refresh_token = _make_credentials_property("refresh_token")
    token_expiry = _make_credentials_property("token_expiry")
    _invalid = _make_credentials_property("invalid")

    def generate_authorize_url(self, *args, **kwargs):
        """Refuse: the credentials were authorized elsewhere."""
        raise NotImplementedError("credentials of oauth2client are authorized by its own flow")

    def get_access_token(self, *args, **kwargs):
        """Refuse: the credentials were authorized elsewhere."""
        raise NotImplementedError("credentials of oauth2client are authorized by its own flow")

    def revoke(self, *args, **kwargs):
        """Refuse: the credentials revoke themselves."""
        raise NotImplementedError("call revoke() of the credentials")

    def _extract_tokens(self, *args, **kwargs):
        raise NotImplementedError("the credentials read the answers themselves")

    def _refresh(self, unused_request):
        """Let the credentials refresh themselves, through httplib2, which they need anyway."""
        try:
            import httplib2  # type: ignore[import-not-found,import-untyped,unused-ignore]
        except ImportError as error:
            raise ExtraMissing(
                "refreshing oauth2client's credentials needs httplib2: python -m pip install httplib2"
            ) from error
        self.credentials._refresh(httplib2.Http().request)
