"""The errors that are ours; every one is also what a legacy script already catches.

    GdataCompatError
    ├── ForeignPackageError         (ImportError)          another package owns the name `atom` or `gdata`
    ├── LegacyModuleMissing         (ModuleNotFoundError)  a module of 2.0.18 that is not here yet
    ├── OAuthInputParamsMissing     (AttributeError)       a token was used before it knew its consumer
    ├── SigningKeyError             (ValueError)           an RSA key cannot be read
    ├── ExtraMissing                (ImportError)          a feature needs an extra that is not installed
    ├── CredentialsError            (ValueError)           OAuth 2 credentials cannot be found, read or used
    ├── TokenRefused                (PermissionError)      no access token is given for OAuth 2 credentials
    ├── TokenWithheld               (PermissionError)      a token would go where it must not go
    ├── PickleRefused               (pickle.UnpicklingError)  a pickle names what no legacy object is made of
    ├── XmlSyntaxError              (ElementTree.ParseError, a SyntaxError)
    │   ├── XmlForbidden                                   a DTD or an entity declaration
    │   └── XmlLimitExceeded                               too large or too deeply nested
    ├── XmlValueError               (ValueError, AttributeError)  a value that XML cannot carry
    └── TransportError              (OSError)              no answer came back
        ├── ConnectionFailed        (ConnectionError)
        ├── ConnectionTimedOut      (TimeoutError)
        ├── CertificateRefused      (ssl.SSLError)
        └── AnswerCutShort          (http.client.IncompleteRead)
            └── NoAnswer            (http.client.BadStatusLine)

The classes whose second base lives in a slow standard library module are made in `_late_errors` when
somebody first asks for them, so that importing this module costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._late_errors import (
        AnswerCutShort,
        CertificateRefused,
        NoAnswer,
        PickleRefused,
        XmlForbidden,
        XmlLimitExceeded,
        XmlSyntaxError,
    )

__all__ = [
    "AnswerCutShort",
    "CertificateRefused",
    "ConnectionFailed",
    "ConnectionTimedOut",
    "CredentialsError",
    "ExtraMissing",
    "ForeignPackageError",
    "GdataCompatError",
    "LegacyModuleMissing",
    "NoAnswer",
    "OAuthInputParamsMissing",
    "PickleRefused",
    "SigningKeyError",
    "TokenRefused",
    "TokenWithheld",
    "TransportError",
    "XmlForbidden",
    "XmlLimitExceeded",
    "XmlSyntaxError",
    "XmlValueError",
]

_LATE = {
    "AnswerCutShort",
    "CertificateRefused",
    "NoAnswer",
    "PickleRefused",
    "XmlForbidden",
    "XmlLimitExceeded",
    "XmlSyntaxError",
}


class GdataCompatError(Exception):
    """The root of every error that this package defines."""


class ForeignPackageError(GdataCompatError, ImportError):
    """Another distribution already owns the top-level name `atom` or `gdata`."""


class LegacyModuleMissing(GdataCompatError, ModuleNotFoundError):
    """The module existed in gdata 2.0.18 and this package does not have it yet."""


class OAuthInputParamsMissing(GdataCompatError, AttributeError):
    """An OAuthToken was used while its `oauth_input_params` was None (quirk 3)."""


class SigningKeyError(GdataCompatError, ValueError):
    """A key given for RSA-SHA1 cannot be read as a PEM private key."""


class ExtraMissing(GdataCompatError, ImportError):
    """A feature was asked for whose optional dependencies are not installed."""


class CredentialsError(GdataCompatError, ValueError):
    """Credentials for OAuth 2.0 cannot be found, read, or used in this way."""


class TokenRefused(GdataCompatError, PermissionError):
    """The server of an OAuth 2.0 token endpoint gives no access token for the credentials."""


class TokenWithheld(GdataCompatError, PermissionError):
    """A bearer token was about to go to a server that it is not for, or over a connection without TLS."""


class XmlValueError(GdataCompatError, ValueError, AttributeError):
    """A member holds a value that an XML document cannot carry; 2.0.18 gave AttributeError for a number."""


class TransportError(GdataCompatError, OSError):
    """A request went out, or tried to, and no complete answer came back; `e[0]` is its number."""

    def __getitem__(self, index: Any) -> Any:
        return self.args[index]


class ConnectionFailed(TransportError, ConnectionError):
    """The server could not be reached or dropped the connection."""


class ConnectionTimedOut(TransportError, TimeoutError):
    """The server did not answer in time."""


def __getattr__(name: str) -> Any:
    if name in _LATE:
        from . import _late_errors

        return getattr(_late_errors, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
