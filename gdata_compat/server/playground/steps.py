"""What each button does: the steps of OAuth 1.0 with a session's settings, and what has come of them."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from flask import g, request, url_for

from .. import pages
from ..oauth1 import REQUEST_TOKEN_LIFETIME
from ..state import state
from . import calls, forms
from .answers import OtherProviderFailed
from .sessions import Exchange, Outcome, Session, Settings, Token
from .signing import CannotSign, sign

__all__ = [
    "access_token",
    "authorize_url",
    "came_back",
    "feed_call",
    "request_token",
    "revoke",
    "token_info",
]

_ACCOUNTS = "https://www.google.com/accounts"

#: The longest part of another provider's answer that is told in a sentence.
_QUOTED = 200

#: What helps where this server answers so.
_HINTS = {
    "consumer_key_unknown": "This server knows {domain} and anonymous.",
    "signature_method_rejected": "serve --consumer-public-key FILE registers one.",
    "permission_denied": "Begin again with Request token.",
    "token_rejected": "Begin again with Request token.",
}


def request_token(session: Session) -> Outcome:
    """Take the first step, with what the form holds."""
    settings = session.used = session.form
    session.forget_tokens()
    url = settings.request_url if settings.is_other else f"{_ACCOUNTS}/OAuthGetRequestToken"
    if settings.scopes:
        url = pages.with_parameters(url, {"scope": " ".join(settings.scopes)})
    callback = "oob" if settings.callback == "oob" else _back()
    exchange = _send(session, "Request token", _token_method(settings), url, callback=callback)
    token, told = _token_of(exchange)
    if token is None:
        return Outcome("steps", _why_not(session, exchange), False)
    session.request_token = token
    session.is_confirmed = told.get("oauth_callback_confirmed") == "true"
    minutes = REQUEST_TOKEN_LIFETIME // 60
    limit = "" if settings.is_other else f" It can be used for {minutes} minutes."
    return Outcome("steps", f"There is a request token. Press Authorize now.{limit}")


def authorize_url(session: Session) -> str | None:
    """Return where the browser goes in the second step, None before the first."""
    if session.request_token is None or session.used is None:
        return None
    parameters = {"oauth_token": session.request_token.key}
    if not session.is_confirmed and session.used.callback == "page":  # OAuth 1.0 names it here
        parameters["oauth_callback"] = _back()
    own = "/accounts/OAuthAuthorizeToken"
    return pages.with_parameters(session.used.authorize_url if session.used.is_other else own, parameters)


def came_back(session: Session) -> Outcome:
    """Note what the provider says about the decision as it leads the browser back."""
    token, verifier = request.args.get("oauth_token"), request.args.get("oauth_verifier", "")
    if session.request_token is None:
        return Outcome("steps", "Nothing was asked for in this browser: begin with Request token.", False)
    denied = "denied" in request.args or "oauth_problem" in request.args
    if not denied and token != session.request_token.key:
        return Outcome("steps", "The browser came back with another token than it left with.", False)
    _note_way_back(session)
    if denied or (session.is_confirmed and not verifier):
        session.decision = "denied"
        text = "Access was denied, so that the request token is of no use. Begin again with Request token."
        return Outcome("steps", text, False)
    session.decision, session.verifier = "allowed", verifier[:300]
    return Outcome("steps", "Access was allowed. Press Access token now.")


def access_token(session: Session, verifier: str) -> Outcome:
    """Take the third step; `verifier` is what the user has typed, '' where the browser brought it."""
    if session.request_token is None or session.used is None:
        return Outcome("steps", "There is no request token to exchange: press Request token first.", False)
    settings = session.used
    url = settings.access_url if settings.is_other else f"{_ACCOUNTS}/OAuthGetAccessToken"
    exchange = _send(
        session,
        "Access token",
        _token_method(settings),
        url,
        token=session.request_token,
        verifier=verifier or session.verifier or None,
    )
    token, _ = _token_of(exchange)
    if token is None:
        return Outcome("steps", _why_not(session, exchange), False)
    session.forget_tokens()
    session.access_token = token
    return Outcome("token", "There is an access token. It is good until it is revoked.")


def token_info(session: Session) -> Outcome:
    """Ask what the access token is good for."""
    return _about_token(
        session, "Token info", "AuthSubTokenInfo", "The answer says what the token is good for."
    )


def revoke(session: Session) -> Outcome:
    """Make the access token useless."""
    done = _about_token(
        session, "Revoke", "AuthSubRevokeToken", "The token was revoked: nobody can use it again."
    )
    session.is_revoked = session.is_revoked or done.is_good
    return done


def feed_call(session: Session) -> Outcome:
    """Call a feed, as the session's `call` says, with the access token."""
    if session.access_token is None or session.used is None:
        return Outcome("call", "There is no access token to call with: take the three steps first.", False)
    call = session.call
    has_body = call.method in ("POST", "PUT")
    headers = forms.header_lines(call.headers)
    if has_body and call.content_type:
        headers.append(("Content-Type", call.content_type))
    exchange = _send(
        session,
        f"{call.method} a feed",
        call.method,
        call.url,
        token=session.access_token,
        headers=headers,
        body=call.body if has_body else "",
    )
    if not exchange.is_good:
        return Outcome("call", _why_not(session, exchange), False)
    time = f"{exchange.milliseconds:.0f} ms"
    return Outcome("call", f"{call.method} was answered {exchange.status} {exchange.reason} in {time}.")


def _about_token(session: Session, title: str, address: str, said: str) -> Outcome:
    if session.access_token is None or session.used is None or session.used.is_other:
        return Outcome("token", "There is no access token of this server.", False)
    exchange = _send(session, title, "GET", f"{_ACCOUNTS}/{address}", token=session.access_token)
    if exchange.is_good:
        return Outcome("token", said)
    return Outcome("token", _why_not(session, exchange), False)


def _send(
    session: Session,
    title: str,
    method: str,
    url: str,
    *,
    token: Token | None = None,
    callback: str | None = None,
    verifier: str | None = None,
    headers: list[tuple[str, str]] | None = None,
    body: str = "",
) -> Exchange:
    """Sign a request with the session's consumer, send it and remember it."""
    assert session.used is not None
    from_inside = not session.used.is_other or urlsplit(url).netloc == request.host
    try:
        address = url if from_inside else _as_sent(url)
        signed = sign(
            session.used,
            method,
            address,
            timestamp=state().clock(),
            token=token,
            callback=callback,
            verifier=verifier,
            headers=headers or (),
            body=body,
        )
    except (CannotSign, OtherProviderFailed) as error:
        exchange = Exchange(title, method, url, detail=f"it was not sent, since it cannot be signed: {error}")
    else:
        exchange = calls.send(title, signed, from_inside=from_inside)
    session.remember(exchange)
    return exchange


def _as_sent(url: str) -> str:
    from . import other_provider

    return other_provider.address_of(url)


def _token_method(settings: Settings) -> str:
    # RFC 5849 names POST; Google's documentation, and 2.0.18, GET.
    return "POST" if settings.is_other else "GET"


def _back() -> str:
    return f"{g.target.scheme}://{request.host}{url_for('playground.back')}"


def _token_of(exchange: Exchange) -> tuple[Token | None, dict[str, str]]:
    """Read a form-encoded answer."""
    told = dict(parse_qsl(exchange.answer)) if exchange.is_good else {}
    key, secret = told.get("oauth_token"), told.get("oauth_token_secret")
    return (Token(key, secret) if key and secret is not None else None), told


def _note_way_back(session: Session) -> None:
    """Show the second step, which the browser took by itself, among the requests."""
    assert session.request_token is not None
    url = authorize_url(session) or ""
    address = url if urlsplit(url).netloc else f"{_ACCOUNTS}{url.removeprefix('/accounts')}"
    brought = ", ".join(sorted(name for name in request.args if name.isprintable())[:5])
    exchange = Exchange("Authorize", "GET", address, status=200, reason="back")
    exchange.detail = f"your browser opened this address, and was led back with {brought or 'nothing'}"
    session.remember(exchange)


def _why_not(session: Session, exchange: Exchange) -> str:
    """Say why a request failed, and what helps."""
    host = urlsplit(exchange.url).netloc
    if not exchange.status:
        return f"{host} gave no answer: {exchange.detail}."
    said = f"{exchange.status} {exchange.reason}".rstrip(". ")
    if exchange.is_good:
        return f"{host} answered {said}, but with no token."
    assert session.used is not None
    if session.used.is_other:
        first = exchange.answer.strip().partition("\n")[0][:_QUOTED]
        return f"{host} answered {said}" + (f": {first}" if first else ".")
    problem = exchange.answer.partition("\n")[0]
    return " ".join(
        filter(None, [f"The server answered {said}: {exchange.detail}.", _hint(exchange, problem)])
    )


def _hint(exchange: Exchange, problem: str) -> str:
    if "if they are equal" in exchange.detail and not exchange.their_base_string:
        return "They are equal, so the secret or the private key is not the right one."
    return _HINTS.get(problem, "").format(domain=state().domain.name)
