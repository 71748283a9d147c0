"""The endpoints below /accounts/ for OAuth, and those that OAuth and AuthSub share."""

from __future__ import annotations

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from . import auth_sub, consent, page_access, pages
from .authentication import form_body
from .domain.credentials import OAuthToken, TokenKind
from .domain.sql.credentials import new_secret
from .faults import Refused
from .oauth1 import REQUEST_TOKEN_LIFETIME, Answer, carries_oauth
from .reasons import age, named, why_ended
from .state import State, state
from .target import is_web_address

__all__ = ["blueprint", "consent_blueprint"]

blueprint = Blueprint("accounts", __name__)
consent_blueprint = Blueprint("oauth1_consent", __name__)
page_access.protect(consent_blueprint)

_FORM = "application/x-www-form-urlencoded"
_BOTH = ["GET", "POST"]


@blueprint.route("/accounts/OAuthGetRequestToken", methods=_BOTH)
def request_token() -> Response:
    """The first step: a request token for a signed request."""
    return _token_answer(state().oauth.request_token(request.method, g.target, _header(), form_body()))


@blueprint.route("/accounts/OAuthGetAccessToken", methods=_BOTH)
def access_token() -> Response:
    """The third step: an access token for an authorized request token."""
    return _token_answer(state().oauth.access_token(request.method, g.target, _header(), form_body()))


@consent_blueprint.get("/accounts/OAuthAuthorizeToken")
def ask() -> Response:
    """The second step: show who asks for what, with Allow and Deny."""
    token = _pending(state(), request.args.get("oauth_token", ""))
    callback = _callback(token, request.args.get("oauth_callback", ""))
    fields = {"oauth_token": token.key, "oauth_callback": callback or ""}
    return consent.page(
        action="/accounts/OAuthAuthorizeToken",
        consumer=token.consumer_key,
        scopes=token.scopes,
        destination=callback,
        fields=fields,
    )


@consent_blueprint.post("/accounts/OAuthAuthorizeToken")
def decide() -> BaseResponse:
    """Record the decision and lead back to the consumer, or show the verifier."""
    account, allow = consent.decision()
    token = _pending(state(), request.form.get("oauth_token", ""))
    callback = _callback(token, request.form.get("oauth_callback", ""))
    verifier = new_secret() if token.callback is not None and allow else None
    if not state().credentials.decide_request_token(token.key, account, verifier, allow):
        raise Refused("token unknown", "this request token was decided on before")
    if callback is None:
        page = render_template("decided.html", allowed=allow, verifier=verifier, token=token.key)
        return pages.secured(Response(page))
    answer = {"oauth_token": token.key} | ({} if verifier is None else {"oauth_verifier": verifier})
    return redirect(pages.with_parameters(callback, answer), 302)


@blueprint.get("/accounts/AuthSubRevokeToken")
def revoke() -> Response:
    """Make the token that the request carries useless."""
    current = state()
    if carries_oauth(_header(), g.target):
        current.credentials.revoke_oauth_token(_verified_token(current).key)
    else:
        token = auth_sub.token_of(current, _header(), request.method, g.target)
        current.credentials.drop_bearer_token(token.value)
    return Response("", mimetype="text/plain")


@blueprint.get("/accounts/AuthSubTokenInfo")
def token_info() -> Response:
    """Tell what the token that the request carries is good for."""
    current = state()
    if carries_oauth(_header(), g.target):
        token = _verified_token(current)
        target, scopes, secure = token.consumer_key, token.scopes, True
    else:
        known = auth_sub.token_of(current, _header(), request.method, g.target).known
        target, scopes, secure = known.target, known.scopes, known.secure
    text = f"Target={target}\nScope={' '.join(scopes)}\nSecure={str(secure).lower()}\n"
    return Response(text, mimetype="text/plain")


def _header() -> str:
    return request.headers.get("Authorization", "")


def _token_answer(answer: Answer) -> Response:
    g.base_string = answer.base_string
    return Response(answer.body, content_type=_FORM)


def _verified_token(current: State) -> OAuthToken:
    verified = current.oauth.verify(request.method, g.target, _header(), form_body())
    g.base_string = verified.base_string
    if verified.token is None:
        raise Refused("token unknown", "the request carries no token", verified.base_string)
    return verified.token


def _pending(current: State, key: str) -> OAuthToken:
    token = current.credentials.oauth_token(key, TokenKind.OAUTH_REQUEST) if key.isprintable() else None
    if token is None or current.clock() - token.created > REQUEST_TOKEN_LIFETIME:
        raise Refused("token unknown", _why_not_pending(current, token, key))
    if token.authorized or token.denied:
        raise Refused("token unknown", "this request token was decided on before")
    consumer = current.credentials.consumer(token.consumer_key)
    if consumer is None or not consumer.enabled:
        ended = current.credentials.disabled_at(token.consumer_key)
        detail = why_ended(f"the consumer {named(token.consumer_key)} was disabled", ended, current.clock())
        raise Refused("consumer disabled", detail)
    return token


def _why_not_pending(current: State, token: OAuthToken | None, key: str) -> str:
    if token is not None:
        old = age(current.clock() - token.created)
        return f"the request token is {old} old; it is good for {age(REQUEST_TOKEN_LIFETIME)}"
    return f"no such request token was issued here, or it was exchanged: {named(key)}"


def _callback(token: OAuthToken, given: str) -> str | None:
    """Return where to lead the user back to: as registered (1.0a), else as the page was asked (1.0)."""
    callback = given if token.callback is None else token.callback
    if callback in ("", "oob"):
        return None
    if not is_web_address(callback):
        raise Refused("callback", "oauth_callback must be 'oob' or an http or https URL")
    return callback
