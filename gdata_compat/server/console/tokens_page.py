"""The page of consumers and tokens, with the buttons that disable and revoke."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from gdata_compat.server import pages
from gdata_compat.server.domain.credentials import TokenKind
from gdata_compat.server.domain.issued_tokens import IssuedToken
from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.domain.oauth2 import OAuth2Kind
from gdata_compat.server.state import State, state
from gdata_compat.server.token_states import expires_at, state_of
from gdata_compat.server.tool_pages import render

from .views import PAGE, blueprint

__all__: list[str] = []

#: What the page can be asked for.
_PARAMETERS = ("account", "consumer", "from")

#: What the kinds are called on the page.
_KIND_NAMES = {
    TokenKind.OAUTH_REQUEST.value: "OAuth 1.0 request token",
    TokenKind.OAUTH_ACCESS.value: "OAuth 1.0 access token",
    TokenKind.CLIENT_LOGIN.value: "ClientLogin token",
    TokenKind.AUTH_SUB_ONCE.value: "AuthSub single-use token",
    TokenKind.AUTH_SUB_SESSION.value: "AuthSub session token",
    OAuth2Kind.CODE.value: "OAuth 2.0 code",
    OAuth2Kind.ACCESS.value: "OAuth 2.0 access token",
    OAuth2Kind.REFRESH.value: "OAuth 2.0 refresh token",
}


class _Shown(NamedTuple):
    token: IssuedToken
    kind: str
    state: str
    expires: float | None
    last_used: float | None


@blueprint.get("/domain/tokens")
def tokens() -> Response:
    """The consumers, and the tokens issued, the latest first."""
    current, account = state(), request.args.get("account", "").strip().lower()
    if account and "@" not in account:
        account = f"{account}@{current.domain.name}"
    consumers = current.credentials.consumers(request.args.get("consumer", ""), PAGE + 1)
    found = _page(current, account, _place(request.args.get("from", "")))
    following = found[PAGE].key if len(found) > PAGE else None
    return render(
        "console/tokens.html",
        consumers=consumers[:PAGE],
        more_consumers=consumers[PAGE].key if len(consumers) > PAGE else "",
        account=account,
        owner=current.owner,
        tokens=_shown(current, found[:PAGE]),
        start=request.args.get("from", ""),
        following="" if following is None else f"{following[0]!r},{following[1]}",
        back=pages.with_parameters(url_for("console.tokens"), _asked()),
    )


@blueprint.post("/domain/tokens/revoke")
def tokens_revoke() -> BaseResponse:
    """Revoke a token, with what else its consent gave."""
    pages.refuse_forgery()
    id = request.form.get("id", "")
    if state().issued.revoke(id):
        flash(f"The token {id[:12]}… is revoked.")
    else:
        flash(f"The token {id[:12]}… was revoked before, or is gone.")
    return _back()


@blueprint.post("/domain/tokens/consumer")
def tokens_consumer() -> BaseResponse:
    """Keep the requests of a consumer out, or let them in again."""
    pages.refuse_forgery()
    key, enabled = request.form.get("key", ""), request.form.get("enabled") == "yes"
    if not state().credentials.enable_consumer(key, enabled):
        raise EntityDoesNotExist(key[:80])
    flash(f"The consumer {key} is {'enabled' if enabled else 'disabled'}.")
    return _back()


def _page(current: State, account: str, start: tuple[float, str] | None) -> list[IssuedToken]:
    if not account:
        return list(current.issued.page(None, start, PAGE + 1))
    # The owner's tokens name the account, or nobody.
    names = (account, "") if account == current.owner else (account,)
    found = [token for name in names for token in current.issued.page(name, start, PAGE + 1)]
    return sorted(found, key=lambda token: token.key, reverse=True)[: PAGE + 1]


def _place(text: str) -> tuple[float, str] | None:
    created, comma, id = text.partition(",")
    try:
        return (float(created), id) if comma else None
    except ValueError:
        return None


def _shown(current: State, found: list[IssuedToken]) -> list[_Shown]:
    now = current.clock()
    used = current.log.log.last_used([token.id for token in found]) if current.log else {}
    return [
        _Shown(
            token,
            _KIND_NAMES.get(token.kind, token.kind),
            state_of(token, now),
            expires_at(token),
            used.get(token.id),
        )
        for token in found
    ]


def _asked() -> dict[str, str]:
    """Return what the page was asked for, and nothing else that an address may hold."""
    return {name: request.args[name] for name in _PARAMETERS if name in request.args}


def _back() -> BaseResponse:
    """Lead back to the page whose button was pressed."""
    query = request.form.get("back", "").partition("?")[2]
    page = url_for("console.tokens")
    return redirect(f"{page}?{query}" if query.isprintable() and query else page, 303)
