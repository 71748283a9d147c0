"""The errors of `gdata.client`, and how one is made of an answer."""

from __future__ import annotations

from typing import Any

from ..atom import http_core as _http_core
from ..engine import redact
from ..engine.py2_errors import LegacyError

__all__ = [
    "BadAuthentication",
    "BadAuthenticationServiceURL",
    "CaptchaChallenge",
    "ClientLoginFailed",
    "ClientLoginTokenMissing",
    "Error",
    "MissingOAuthParameters",
    "NotImplemented",
    "NotModified",
    "RedirectError",
    "RequestError",
    "UnableToUpgradeToken",
    "Unauthorized",
    "error_from_response",
]


class Error(LegacyError):
    """The root of this module's errors."""


class RequestError(Error):
    """The server refused a request.

    `status` is a number, `headers` what the answer's `getheaders()` gave; all are None where there was no
    answer.
    """

    status: Any = None
    reason: Any = None
    body: Any = None
    headers: Any = None


class RedirectError(RequestError):
    """A redirect led nowhere, or there were too many."""


class CaptchaChallenge(RequestError):
    """ClientLogin asks for the text of the image at `captcha_url`."""

    captcha_url: Any = None
    captcha_token: Any = None


class ClientLoginTokenMissing(Error):
    """ClientLogin answered 200 without a token."""


class MissingOAuthParameters(Error):
    """A request token needs a consumer secret or a private key."""


class ClientLoginFailed(RequestError):
    """ClientLogin answered with a status that it should not give."""


class UnableToUpgradeToken(RequestError):
    """A token is none of AuthSub, or the server did not exchange it."""


class Unauthorized(Error):
    """The server answered 401; no RequestError, but with the attributes of one (quirk 46)."""

    status: Any
    reason: Any
    body: Any
    headers: Any


class BadAuthenticationServiceURL(RedirectError):
    """ClientLogin answered with a redirect."""


class BadAuthentication(RequestError):
    """ClientLogin does not know the user, or not with this password."""


class NotModified(RequestError):
    """The server answered 304: the entry still has the ETag that was given."""


class NotImplemented(RequestError):
    """The server answered 501."""


def error_from_response(message, http_response, error_class, response_body=None):
    """Make an error of an answer, with its status, reason, body and headers; reads the body if not given.

    The text of the error holds the body without its secrets; `body` holds all of it.
    """
    body = http_response.read() if response_body is None else response_body
    error = error_class(f"{message}: {http_response.status}, {shown(body)}")
    error.status = http_response.status
    error.reason = http_response.reason
    error.body = body
    error.headers = _http_core.get_headers(http_response)
    return error


def shown(body):
    """Give a body as a message may show it."""
    return redact.body(body.decode("utf-8", "backslashreplace") if isinstance(body, bytes) else str(body))


# Under this name they are pickled.
for _name in __all__:
    globals()[_name].__module__ = f"{__package__}.client"
