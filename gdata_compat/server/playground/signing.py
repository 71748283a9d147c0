"""Requests signed by oauthlib's client, with the base string that it signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from oauthlib.oauth1 import Client

from .sessions import Settings, Token

__all__ = ["FORM_TYPE", "METHODS", "CannotSign", "Signed", "sign"]

#: The signature methods that the Playground offers.
METHODS = ("HMAC-SHA1", "RSA-SHA1")

#: The type of a body whose parameters are signed, too (RFC 5849 section 3.4.1.3.1).
FORM_TYPE = "application/x-www-form-urlencoded"


class CannotSign(ValueError):
    """A request cannot be signed; the text says why."""


@dataclass(frozen=True)
class Signed:
    """A request that is ready to be sent."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str = field(repr=False)
    base_string: str = field(repr=False)


class _Client(Client):
    """oauthlib's client, which notes what it signs."""

    base_string = ""


def _noting(sign_text: Callable[[str, Any], str]) -> Callable[[str, Any], str]:
    def noted(base_string: str, client: Any) -> str:
        client.base_string = base_string
        return sign_text(base_string, client)

    return noted


_Client.SIGNATURE_METHODS = {name: _noting(Client.SIGNATURE_METHODS[name]) for name in METHODS}


def sign(
    settings: Settings,
    method: str,
    url: str,
    *,
    timestamp: float,
    token: Token | None = None,
    callback: str | None = None,
    verifier: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
    body: str = "",
) -> Signed:
    """Sign a request with the consumer of `settings`, its parameters in the Authorization header.

    `timestamp` is in seconds since 1970. Raises CannotSign for an address or a form that is not encoded as
    RFC 5849 wants it.
    """
    client = _Client(
        settings.consumer_key,
        client_secret=settings.consumer_secret,
        resource_owner_key=None if token is None else token.key,
        resource_owner_secret=None if token is None else token.secret,
        callback_uri=callback,
        verifier=verifier,
        signature_method=settings.signature_method,
        rsa_key=settings.private_key or None,
        timestamp=str(int(timestamp)),
    )
    # Of a body only a form is signed. oauthlib would hash any other, which Google's servers did not know.
    types = [value.partition(";")[0].strip() for name, value in headers if name.lower() == "content-type"]
    is_form = FORM_TYPE in types
    given = {"Content-Type": FORM_TYPE} if is_form and body else {}
    try:
        _, signed, _ = client.sign(url, method, body if given else None, given)  # type: ignore[arg-type]
    except ValueError as error:
        raise CannotSign(str(error)) from error
    sent = (*headers, ("Authorization", str(signed["Authorization"])))
    return Signed(method, url, sent, body, client.base_string)
