"""A signed request as read from HTTP, and the texts whose signatures are checked."""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit
from urllib.request import parse_http_list

from oauthlib.common import Request
from oauthlib.oauth1.rfc5849 import signature, utils

from .domain.credentials import Consumer, OAuthToken
from .faults import Refused

__all__ = ["SignedRequest", "base_string", "other_base_strings", "read", "refuse_parameters"]


class SignedRequest(Request):
    """oauthlib's request, with its parameters decoded once and by us.

    `params` are those that are signed. `consumer`, `token` and `base_string` are found while the request is
    verified.
    """

    params: list[tuple[str, str]]
    oauth_params: dict[str, str]  # type: ignore[assignment]
    signature: str
    client_key: str
    resource_owner_key: str
    nonce: str
    timestamp: str
    redirect_uri: str
    verifier: str
    signature_method: str
    realm: str | None
    consumer: Consumer | None
    token: OAuthToken | None
    base_string: str


def read(uri: str, method: str, form: str, authorization: str) -> SignedRequest:
    """Read a request; `form` is its body if that is form-encoded. Raises Refused."""
    base, _, query = uri.partition("?")
    request = SignedRequest(base, method, "", {})  # type: ignore[arg-type]  # any method may be sent
    sources = [_of_header(authorization), _decoded(query), _decoded(form)]
    request.params = [pair for source in sources for pair in source if pair[0] != "oauth_signature"]
    with_oauth = [found for found in map(_oauth_only, sources) if found]
    if len(with_oauth) != 1:
        refuse_parameters("OAuth parameters must come in exactly one of header, query and body")
    given = dict(with_oauth[0])
    if len(given) != len(with_oauth[0]):
        refuse_parameters("an OAuth parameter is there twice")
    _fill(request, given)
    return request


def base_string(request: SignedRequest) -> str:
    """Return the signature base string of RFC 5849, section 3.4.1."""
    address = signature.base_string_uri(request.uri)
    pairs: Any = request.params
    parameters = signature.normalize_parameters(pairs)
    return signature.signature_base_string(request.http_method, address, parameters)


def other_base_strings(request: SignedRequest) -> list[str]:
    """Return what clients in use sign that differs from RFC 5849, where it does differ."""
    found = (_legacy_base_string(request), _twice_decoded_base_string(request))
    return [text for text in found if text != request.base_string]


def _legacy_base_string(request: SignedRequest) -> str:
    """What gdata 2.0.18 signs, seen by running it.

    It drops the ports 80 and 443 whatever the scheme, and sorts parameters before it encodes them.
    """
    scheme, authority, path, _, _ = urlsplit(request.uri)
    host = authority.lower()
    if host.endswith((":80", ":443")):
        host = host.rpartition(":")[0]
    folder, slash, last = path.rpartition("/")
    address = f"{scheme}://{host}{folder}{slash}{last.partition(';')[0]}"
    pairs = sorted(request.params, key=lambda pair: (pair[0].encode(), pair[1].encode()))
    parameters = "&".join(f"{utils.escape(name)}={utils.escape(value)}" for name, value in pairs)
    return "&".join(utils.escape(part) for part in (request.http_method.upper(), address, parameters))


def _twice_decoded_base_string(request: SignedRequest) -> str:
    """What oauthlib's client signs in a query or a body: its own parameters are decoded once too often."""
    pairs: Any = [(k, unquote(v) if k.startswith("oauth_") else v) for k, v in request.params]
    address = signature.base_string_uri(request.uri)
    return signature.signature_base_string(
        request.http_method, address, signature.normalize_parameters(pairs)
    )


def refuse_parameters(detail: str) -> NoReturn:
    """Refuse a request whose OAuth parameters make no sense."""
    raise Refused("parameter", detail)


def _fill(request: SignedRequest, given: dict[str, str]) -> None:
    request.oauth_params = given
    request.signature = given.get("oauth_signature", "")
    request.client_key = given.get("oauth_consumer_key", "")
    request.resource_owner_key = given.get("oauth_token", "")
    request.nonce = given.get("oauth_nonce", "")
    request.timestamp = given.get("oauth_timestamp", "")
    request.redirect_uri = given.get("oauth_callback", "")
    request.verifier = given.get("oauth_verifier", "")
    request.signature_method = given.get("oauth_signature_method", "")
    request.realm = request.consumer = request.token = None
    request.base_string = ""


def _oauth_only(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0].startswith("oauth_")]


def _of_header(authorization: str) -> list[tuple[str, str]]:
    if authorization[:6].lower() != "oauth ":
        return []
    pairs = []
    for item in parse_http_list(authorization[6:]):
        name, equals, value = item.partition("=")
        if not equals:
            refuse_parameters("the Authorization header is malformed")
        if name != "realm":
            pairs.append((unquote(name), unquote(value.strip('"'))))
    return pairs


def _decoded(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        refuse_parameters("more than 1000 parameters")
