"""AuthSub: tokens for web sites, plain or secure, single-use or for a session.

A secure token belongs to a site whose public key is registered as a consumer's (the consumer key is the
site's host name); every call then carries `data`, which is "METHOD URL TIMESTAMP NONCE", and its RSA-SHA1
signature.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from . import consent, page_access, pages, rsa
from .domain.credentials import BearerToken, Consumer, TokenKind
from .domain.sql.credentials import digest_of
from .faults import Refused
from .oauth1 import TIMESTAMP_WINDOW
from .oauth1_refusals import refuse_timestamp
from .reasons import named, why_ended
from .state import State, state
from .target import Target, is_web_address

__all__ = ["SESSION_LIFETIME", "PresentedToken", "blueprint", "consent_blueprint", "spend", "token_of"]

blueprint = Blueprint("auth_sub", __name__)
consent_blueprint = Blueprint("auth_sub_consent", __name__)
page_access.protect(consent_blueprint)

#: Seconds for which a session token is good: what `Expiration` tells.
SESSION_LIFETIME = 365 * 24 * 3600

_PART = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s",]+))')
_KINDS = (TokenKind.AUTH_SUB_ONCE, TokenKind.AUTH_SUB_SESSION)


@dataclass(frozen=True)
class PresentedToken:
    """A token as it was sent, and what is known of it."""

    value: str
    known: BearerToken


@consent_blueprint.get("/accounts/AuthSubRequest")
def ask() -> Response:
    """Show the page on which the user lets a site in, or not."""
    target = _next_site(request.args.get("next", ""))
    scopes = _scopes(request.args.get("scope", ""))
    names = ("next", "scope", "secure", "session")
    return consent.page(
        action="/accounts/AuthSubRequest",
        consumer=target,
        scopes=scopes,
        destination=target,
        fields={name: request.args.get(name, "") for name in names},
    )


@consent_blueprint.post("/accounts/AuthSubRequest")
def decide() -> BaseResponse:
    """Send the user back to the site, with a single-use token if Allow was pressed."""
    account, allow = consent.decision()
    target = _next_site(request.form.get("next", ""))
    if not allow:
        return redirect(target, 302)
    token = BearerToken(
        TokenKind.AUTH_SUB_ONCE,
        account,
        _scopes(request.form.get("scope", "")),
        target,
        secure=request.form.get("secure") == "1",
        session=request.form.get("session") == "1",
    )
    value = state().credentials.issue_bearer_token(token)
    return redirect(pages.with_parameters(request.form["next"], {"token": value}), 302)


@blueprint.get("/accounts/AuthSubSessionToken")
def upgrade() -> Response:
    """Exchange a single-use token for a session token, once."""
    current = state()
    token = token_of(current, request.headers.get("Authorization", ""), request.method, g.target)
    if token.known.kind is not TokenKind.AUTH_SUB_ONCE or not token.known.session:
        raise Refused("token unknown", "this token cannot be exchanged for a session token")
    if not current.credentials.drop_bearer_token(token.value):
        raise Refused("token unknown", "the token was used before")
    session = replace(token.known, kind=TokenKind.AUTH_SUB_SESSION)
    value = current.credentials.issue_bearer_token(session)
    expires = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(current.clock() + SESSION_LIFETIME))
    return Response(f"Token={value}\nExpiration={expires}\n", mimetype="text/plain")


def token_of(current: State, authorization: str, method: str, target: Target) -> PresentedToken:
    """Return the token in an `AuthSub token=...` header, its signature verified; raises Refused."""
    parts = {name: quoted or plain for name, quoted, plain in _PART.findall(authorization)}
    value = parts.get("token", "")
    known = current.credentials.bearer_token(value)
    if known is None or known.kind not in _KINDS:
        raise Refused("token unknown", why_gone(current, "no such AuthSub token was issued here", value))
    if known.kind is TokenKind.AUTH_SUB_SESSION and current.clock() - known.created >= SESSION_LIFETIME:
        raise Refused("token revoked", "the session token is more than a year old")
    site = _consumer_of(current, known.target)
    if site is not None and not site.enabled:
        ended = current.credentials.disabled_at(site.key)
        detail = why_ended(f"the consumer of {known.target} was disabled", ended, current.clock())
        raise Refused("consumer disabled", detail)
    if known.secure:
        _check_signature(current, known, site, parts, method, target)
    g.token_id = digest_of(value)
    return PresentedToken(value, known)


def why_gone(current: State, what: str, value: str) -> str:
    """Say why a token is not there: when it was used up or revoked, or else `what`."""
    ended = current.credentials.revoked_at(digest_of(value))
    return what if ended is None else why_ended("the token was used up or revoked", ended, current.clock())


def spend(current: State, token: PresentedToken) -> None:
    """Use up a single-use token; raises Refused if somebody else just did."""
    if token.known.kind is TokenKind.AUTH_SUB_ONCE and not current.credentials.drop_bearer_token(token.value):
        raise Refused("token unknown", "the single-use token was used before")


def _check_signature(
    current: State,
    known: BearerToken,
    site: Consumer | None,
    parts: dict[str, str],
    method: str,
    target: Target,
) -> None:
    data, words = parts.get("data", ""), parts.get("data", "").split(" ")
    if parts.get("sigalg") != "rsa-sha1" or len(words) != 4 or not words[2].isdecimal():
        raise Refused("signature", "a secure token needs data, sig and sigalg rsa-sha1")
    if site is None or site.public_key is None:
        raise Refused("consumer unknown", f"no public key is registered for {known.target}")
    if not rsa.verify_sha1(site.public_key, data, parts.get("sig", "")):
        raise Refused("signature", "the signature is not that of data by the site's key", data)
    if words[0] != method or _address(words[1]) != _address(target.url):
        raise Refused("signature", "data names another request", data)
    if abs(current.clock() - int(words[2])) > TIMESTAMP_WINDOW:
        refuse_timestamp(int(words[2]), current.clock(), TIMESTAMP_WINDOW, data)
    if not current.credentials.use_nonce(site.key, "authsub", int(words[2]), words[3]):
        raise Refused("nonce", f"the nonce {named(words[3])} in data was used before", data)


def _consumer_of(current: State, site: str) -> Consumer | None:
    host = urlsplit(site).hostname or ""
    return current.credentials.consumer(host)


def _address(url: str) -> tuple[str, str, str, str]:
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if host.endswith((":80", ":443")):
        host = host.rpartition(":")[0]
    return parts.scheme, host, parts.path, parts.query


def _scopes(given: str) -> tuple[str, ...]:
    scopes = tuple(given.split())
    if not scopes or not all(is_web_address(scope) for scope in scopes):
        raise Refused("scope missing", "AuthSubRequest needs a scope: one or more URLs, separated by spaces")
    return scopes


def _next_site(address: str) -> str:
    if not is_web_address(address):
        raise Refused("callback", "next must be an http or https URL")
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"
