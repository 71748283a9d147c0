"""Signing by OAuth 1.0 (RFC 5849): oauthlib signs, and the base string is the one that 2.0.18 built.

oauthlib's own base string follows the RFC; 2.0.18 differs where a URL is odd: it strips port 80 and 443
whatever the scheme, keeps `;params` out, leaves an empty path empty, sorts parameters before it encodes
them, and signs a parameter without a value as `None`. A server that accepted the old client verifies
against that text, so it is built here, and only the cryptography is left to `oauthlib`. For ordinary URLs
the two agree, which a test pins against `oauthlib.oauth1.Client.sign`.

oauthlib is imported at the first signature.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import ExtraMissing
from .urls import escape, split, text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey as PrivateKey

__all__ = [
    "authorization",
    "base_string",
    "hmac_sha1",
    "nonce",
    "normalized_parameters",
    "normalized_url",
    "plaintext",
    "rsa_sha1",
    "timestamp",
]

# The order in which 2.0.18 wrote the parameters of a header; all others stand between the two groups.
_FIRST = (
    "oauth_nonce",
    "oauth_timestamp",
    "oauth_verifier",
    "oauth_consumer_key",
    "oauth_signature_method",
    "oauth_version",
)
_LAST = ("oauth_token", "oauth_signature")
_KNOWN = frozenset(_FIRST + _LAST)


class _Client:
    """The three attributes of a client that oauthlib's signing functions read."""

    __slots__ = ("client_secret", "resource_owner_secret", "rsa_key")

    def __init__(self, client_secret: str = "", token_secret: str = "", rsa_key: object = None) -> None:
        self.client_secret = client_secret
        self.resource_owner_secret = token_secret
        self.rsa_key = rsa_key


def nonce(length: int = 8) -> str:
    """Draw `length` decimal digits; forked processes draw different ones."""
    number = int.from_bytes(os.urandom(length // 2 + 8), "big") % 10**length
    return f"{number:0{length}d}" if length > 0 else ""


def timestamp() -> int:
    """Give the seconds since 1970 (UTC)."""
    return int(time.time())


def normalized_url(url: str) -> str:
    """Cut a URL down to scheme, host and path as 2.0.18 signs them.

    The host is lower-cased; where it ends in :80 or :443, all from its first colon is dropped.
    """
    scheme, netloc, path, _, _ = split(url)
    host = netloc.lower()
    if host.endswith((":80", ":443")):
        host = host.partition(":")[0]
    return f"{scheme}://{host}{path}"


def normalized_parameters(parameters: Mapping[Any, Any]) -> str:
    """Write the parameters sorted by their unencoded names; a value None is signed as `None`."""
    return "&".join([f"{escape(text(name))}={escape(text(parameters[name]))}" for name in sorted(parameters)])


def base_string(method: str, url: str, parameters: str) -> str:
    """Join method, normalized URL and normalized parameters (RFC 5849 section 3.4.1.1)."""
    # What `normalized_parameters` wrote holds no other character that needs encoding.
    encoded = parameters.replace("%", "%25").replace("&", "%26").replace("=", "%3D")
    return f"{escape(method)}&{escape(url)}&{encoded}"


def hmac_sha1(base: str, consumer_secret: str, token_secret: str) -> str:
    """Sign `base` with both secrets; the signature is base64 (RFC 5849 section 3.4.2)."""
    return str(_signature().sign_hmac_sha1_with_client(base, _Client(consumer_secret, token_secret)))


def plaintext(consumer_secret: str, token_secret: str) -> str:
    """Give both secrets, encoded and joined (RFC 5849 section 3.4.4)."""
    return str(_signature().sign_plaintext_with_client("", _Client(consumer_secret, token_secret)))


def rsa_sha1(base: str, key: PrivateKey) -> str:
    """Sign `base` with a loaded private key; the signature is base64 (RFC 5849 section 3.4.3).

    Raises ExtraMissing where PyJWT, through which oauthlib signs, is not installed.
    """
    try:
        return str(_signature().sign_rsa_sha1_with_client(base, _Client(rsa_key=key)))
    except ImportError as error:
        raise ExtraMissing(
            "RSA-SHA1 needs the extra 'rsa': python -m pip install 'gdata-compat[rsa]'"
        ) from error


def authorization(parameters: Mapping[Any, Any], realm: str = "") -> str:
    """Write the `oauth_*` parameters as the value of an Authorization header, realm first.

    The order is that of 2.0.18: nonce, timestamp, verifier, consumer key, signature method, version, then
    whatever else, token and signature.
    """
    names = [name for name in _FIRST if name in parameters]
    names += [name for name in parameters if name not in _KNOWN and name[:6] == "oauth_"]
    names += [name for name in _LAST if name in parameters]
    fields = [f'{name}="{escape(text(parameters[name]))}"' for name in names]
    return ", ".join([f'OAuth realm="{realm}"', *fields])


_functions: Any = None


def _signature() -> Any:
    """Import `oauthlib.oauth1.rfc5849.signature` once."""
    global _functions
    if _functions is None:
        from oauthlib.oauth1.rfc5849 import signature

        _functions = signature
    return _functions
