"""OAuth 2.0 (RFC 6749, 7009, 7523) as Google spoke it: tokens for codes, refresh tokens and assertions.

Every consumer but `anonymous` is a client: its key is the client_id, its secret the client_secret. Errors are
Google's JSON. A token ends with its time, by the server's clock, or with its grant.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from flask import Blueprint, Response, g, request

from .assertions import BadAssertion, issuer_of, verified_claims
from .domain.credentials import Consumer
from .domain.model import EntityDoesNotExist
from .domain.oauth2 import OAuth2Kind, OAuth2Token, ServiceAccount
from .domain.sql.credentials import digest_of
from .faults import Refused
from .reasons import named, why_ended
from .state import State, state
from .target import Target, is_web_address

__all__ = [
    "ACCESS_TOKEN_LIFETIME",
    "TokenError",
    "access_token",
    "bearer_token",
    "blueprint",
    "known_client",
    "new_grant",
    "presented",
    "token_error",
]

#: Seconds for which an access token is good.
ACCESS_TOKEN_LIFETIME = 3600

blueprint = Blueprint("oauth2", __name__)

#: The audiences of assertions: Google's token endpoints, then and now. Our own address will do as well.
_AUDIENCES = (
    "https://accounts.google.com/o/oauth2/token",
    "https://www.googleapis.com/oauth2/v3/token",
    "https://www.googleapis.com/oauth2/v4/token",
    "https://oauth2.googleapis.com/token",
)
_NOT_DELEGATED = (
    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of "
    "the scopes requested."
)


class TokenError(Exception):
    """A request at the token endpoint is refused: an error of RFC 6749 section 5.2, and why."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status


@blueprint.post("/token")
@blueprint.post("/oauth2/v4/token")
@blueprint.post("/o/oauth2/token")
def token() -> Response:
    """An access token for a code, a refresh token, or a service account's assertion."""
    grant = _GRANTS.get(request.form.get("grant_type", ""))
    if grant is None:
        raise TokenError("unsupported_grant_type", f"grant_type is one of: {', '.join(_GRANTS)}")
    return _json(grant(state()))


@blueprint.route("/revoke", methods=["GET", "POST"])
@blueprint.route("/o/oauth2/revoke", methods=["GET", "POST"])
def revoke() -> Response:
    """Revoke an access or refresh token, and all that came of the same consent."""
    value = request.values.get("token", "")
    if not value:
        raise TokenError("invalid_request", "token is missing")
    if not state().oauth2.revoke(value):
        raise TokenError("invalid_token", "no such token was issued, or it was revoked before")
    return _json({})


def token_error(error: TokenError) -> Response:
    """Answer a refusal."""
    g.detail = error.description
    answer = _json({"error": error.error, "error_description": error.description})
    answer.status_code = error.status
    if error.status == 401 and request.authorization is not None:
        answer.headers["WWW-Authenticate"] = 'Basic realm="https://accounts.google.com/o/oauth2/token"'
    return answer


def presented(authorization: str, target: Target) -> str | None:
    """Return the bearer token that a call carries in its header or its query (RFC 6750), or None."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if authorization or "access_token=" not in target.query:
        return None
    return dict(parse_qsl(target.query)).get("access_token")


def bearer_token(current: State, value: str) -> OAuth2Token:
    """Return what an access token is good for; raises Refused."""
    known = current.oauth2.token(value, OAuth2Kind.ACCESS)
    if known is None:
        raise Refused("token unknown", "no such access token was issued here, or it expired days ago")
    now = current.clock()
    if known.revoked:
        ended = current.credentials.revoked_at(digest_of(value))
        raise Refused("token revoked", why_ended("the access token was revoked", ended, now))
    if known.expires is not None and known.expires <= now:
        detail = why_ended("the access token expired", known.expires, now)
        raise Refused("token revoked", f"{detail}: get another by the refresh token")
    consumer = current.credentials.consumer(known.client_id)
    if consumer is not None and not consumer.enabled:
        ended = current.credentials.disabled_at(known.client_id)
        detail = why_ended(f"the client {named(known.client_id)} was disabled", ended, now)
        raise Refused("consumer disabled", detail)
    if consumer is None and current.oauth2.service_account(known.client_id) is None:
        raise Refused("consumer unknown", "the client is not registered any more")
    g.token_id = digest_of(value)
    return known


def known_client(current: State, client_id: str) -> Consumer:
    """Return the client; raises TokenError."""
    consumer = current.credentials.consumer(client_id) if client_id.isprintable() else None
    if consumer is None or consumer.key == "anonymous":
        raise TokenError("invalid_client", "The OAuth client was not found.", 401)
    if not consumer.enabled:
        raise TokenError("disabled_client", "The OAuth client was disabled.", 401)
    return consumer


def new_grant() -> str:
    """Return a name for what comes of one consent."""
    return secrets.token_hex(16)


def access_token(current: State, consent: OAuth2Token) -> dict[str, Any]:
    """Issue an access token for what a code or a refresh token stands for; return Google's JSON of it."""
    expires = current.clock() + ACCESS_TOKEN_LIFETIME
    issued = replace(consent, kind=OAuth2Kind.ACCESS, expires=expires, revoked=False, redirect_uri="")
    return {
        "access_token": current.oauth2.issue(issued),
        "token_type": "Bearer",
        "expires_in": ACCESS_TOKEN_LIFETIME,
    }


def _for_code(current: State) -> dict[str, Any]:
    client = _authenticated(current)
    code = current.oauth2.token(_field("code"), OAuth2Kind.CODE)
    if code is None or code.client_id != client.key:
        _refuse("Bad code: it was not issued to this client.")
    if request.form.get("redirect_uri", "") != code.redirect_uri:
        raise TokenError("redirect_uri_mismatch", "redirect_uri is not the one that the code was asked with.")
    if code.expires is not None and code.expires <= current.clock():
        _refuse("Code has expired.")
    if current.oauth2.redeem_code(_field("code")) is None:
        _refuse("Code was already redeemed.")
    answer = access_token(current, code)
    if code.offline:
        refresh = replace(code, kind=OAuth2Kind.REFRESH, expires=None, redirect_uri="")
        answer["refresh_token"] = current.oauth2.issue(refresh)
    return answer


def _for_refresh_token(current: State) -> dict[str, Any]:
    client = _authenticated(current)
    known = current.oauth2.token(_field("refresh_token"), OAuth2Kind.REFRESH)
    if known is None or known.client_id != client.key:
        _refuse("Bad refresh token: it was not issued to this client.")
    if known.revoked:
        _refuse("Token has been expired or revoked.")
    wanted = tuple(request.form.get("scope", "").split()) or known.scopes
    if not set(wanted) <= set(known.scopes):
        raise TokenError("invalid_scope", "scope holds what the refresh token was not given for.")
    return access_token(current, replace(known, scopes=wanted))


def _for_assertion(current: State) -> dict[str, Any]:
    assertion = _field("assertion")
    try:
        issuer = issuer_of(assertion)
        account = current.oauth2.service_account(issuer) if issuer.isprintable() else None
        if account is None:
            raise BadAssertion("Invalid grant: account not found")
        audiences = (*_AUDIENCES, g.target.base)
        claims = verified_claims(assertion, account.public_key, audiences, current.clock())
    except BadAssertion as error:
        _refuse(str(error))
    scopes = tuple(str(claims.get("scope", "")).split())
    if not scopes or not all(is_web_address(scope) for scope in scopes):
        raise TokenError("invalid_scope", "Empty or missing scope not allowed; scopes are URLs.")
    subject = str(claims.get("sub") or claims.get("prn") or account.email).lower()
    if subject != account.email:
        _check_delegation(current, account, scopes, subject)
    consent = OAuth2Token(OAuth2Kind.ACCESS, account.email, subject, scopes, new_grant())
    return access_token(current, consent)


_GRANTS: dict[str, Callable[[State], dict[str, Any]]] = {
    "authorization_code": _for_code,
    "refresh_token": _for_refresh_token,
    "urn:ietf:params:oauth:grant-type:jwt-bearer": _for_assertion,
}


def _check_delegation(current: State, account: ServiceAccount, scopes: tuple[str, ...], subject: str) -> None:
    if account.scopes and not set(scopes) <= set(account.scopes):
        raise TokenError("unauthorized_client", _NOT_DELEGATED, 401)
    try:
        is_user = subject.isprintable() and not current.domain.accounts.get(subject).user.suspended
    except EntityDoesNotExist:
        is_user = subject == current.owner
    if not is_user:
        _refuse("Invalid email or User ID")


def _authenticated(current: State) -> Consumer:
    """Return the client, which has shown its secret in the form or by Basic; raises TokenError."""
    given = request.authorization
    if given is not None and given.type == "basic":
        client_id, secret = given.username or "", given.password or ""
    else:
        client_id, secret = request.form.get("client_id", ""), request.form.get("client_secret", "")
    consumer = known_client(current, client_id)
    if not hmac.compare_digest(consumer.secret.encode(), secret.encode("utf-8", "replace")):
        raise TokenError("invalid_client", "client_secret is not the client's.", 401)
    return consumer


def _field(name: str) -> str:
    value = request.form.get(name, "")
    if not value:
        raise TokenError("invalid_request", f"Missing required parameter: {name}")
    return value


def _refuse(description: str) -> NoReturn:
    raise TokenError("invalid_grant", description)


def _json(answer: dict[str, Any]) -> Response:
    made = Response(json.dumps(answer, indent=2) + "\n", content_type="application/json; charset=UTF-8")
    made.headers["Cache-Control"] = "no-store"
    made.headers["Pragma"] = "no-cache"
    return made
