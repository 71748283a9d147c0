"""How `gdata.gauth` signs and writes OAuth 1.0 (RFC 5849) and secure AuthSub.

The base string is built from a Uri's fields, as 2.0.18 did: the port is left out only where it is that of the
scheme, an empty path is '/', and `oauth_callback` is signed unless it is None. The header has no realm
(quirk 44).
"""

from __future__ import annotations

import base64

from ..engine import bodies, oauth1, rsa_keys, urls

__all__ = ["auth_header", "auth_sub_signature", "base_string", "fresh", "hmac_signature", "rsa_signature"]

_DEFAULT_PORTS = {"https": 443, "http": 80}
# The order in which 2.0.18 wrote them.
_HEADER_ORDER = (
    "oauth_nonce",
    "oauth_timestamp",
    "oauth_verifier",
    "oauth_consumer_key",
    "oauth_signature_method",
    "oauth_version",
    "oauth_token",
    "oauth_signature",
    "oauth_callback",
)


def fresh():
    """Give the time as text and a nonce of 15 digits."""
    return str(oauth1.timestamp()), oauth1.nonce(15)


def base_string(http_request, parameters):
    """Build what is signed of a request and its `oauth_*` parameters, those of which that are not None."""
    signed = {**http_request.uri.query, **_given(parameters)}
    # A parameter without a value counts as empty; 2.0.18 failed on it, and on numbers.
    signed = {urls.text(name): "" if value is None else urls.text(value) for name, value in signed.items()}
    normalized = oauth1.normalized_parameters(signed)
    return oauth1.base_string(http_request.method.upper(), _normalized_url(http_request.uri), normalized)


def _given(parameters):
    return {name: value for name, value in parameters.items() if value is not None}


def _normalized_url(uri):
    scheme = (uri.scheme or "http").lower()
    known = uri.port is None or scheme not in _DEFAULT_PORTS or uri.port == _DEFAULT_PORTS[scheme]
    port = "" if known else f":{uri.port}"
    path = uri.path or "/"
    return f"{scheme}://{uri.host.lower()}{port}{path if path.startswith('/') else '/' + path}"


def hmac_signature(base, consumer_secret, token_secret):
    """Sign by HMAC-SHA1; the token may be without a secret, the consumer may not (TypeError)."""
    if consumer_secret is None:
        raise TypeError("HMAC-SHA1 needs a consumer secret: set it, to '' for a consumer without one")
    return oauth1.hmac_sha1(base, urls.text(consumer_secret), urls.text(token_secret or ""))


def rsa_signature(base, rsa_key):
    """Sign by RSA-SHA1 with a private key in PEM; base64. Raises SigningKeyError or ExtraMissing."""
    return oauth1.rsa_sha1(base, rsa_keys.load_private_key(rsa_key))


def auth_sub_signature(data, rsa_key):
    """Sign text for secure AuthSub, which unlike a base string may be other than ASCII; base64."""
    signed = rsa_keys.sign(rsa_keys.load_private_key(rsa_key), bodies.encode(data))
    return base64.b64encode(signed).decode("ascii")


def auth_header(parameters):
    """Write `oauth_*` parameters as an Authorization header; those that are None are left out."""
    given = _given(parameters)
    fields = [f'{name}="{urls.escape(urls.text(given[name]))}"' for name in _HEADER_ORDER if name in given]
    return "OAuth " + ", ".join(fields)
