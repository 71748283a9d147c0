"""The page of OAuth 2.0 on which a user allows or denies access (`/o/oauth2/auth`).

A client's users are led back to the addresses that are registered for it; a client without any is an
installed application, which may use localhost or show the code on a page, whose title holds it as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, g, make_response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from . import consent, page_access, pages
from .domain.oauth2 import OAuth2Kind, OAuth2Token
from .oauth2 import TokenError, access_token, known_client, new_grant
from .state import State, state
from .target import is_web_address

__all__ = ["CODE_LIFETIME", "blueprint", "check_redirect_uri"]

#: Seconds in which a code can be exchanged.
CODE_LIFETIME = 600

blueprint = Blueprint("oauth2_consent", __name__)
page_access.protect(blueprint)

_PAGE = "/o/oauth2/auth"
_OUT_OF_BAND = ("urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob:auto")
_CHOICES = {
    "response_type": ("code", "token"),
    "access_type": ("online", "offline"),
    "approval_prompt": ("auto", "force"),
}
_DEFAULTS = {"access_type": "online", "approval_prompt": "auto"}


@dataclass(frozen=True)
class _Asked:
    """What a client asks for; all of it was checked."""

    client_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    response_type: str
    access_type: str
    approval_prompt: str
    state: str

    @property
    def destination(self) -> str | None:
        """Where the user is led afterwards; None where a page shows the code."""
        return None if self.redirect_uri in _OUT_OF_BAND else self.redirect_uri


@blueprint.get(_PAGE)
def ask() -> Response:
    """Show which client asks for what, with Allow and Deny."""
    try:
        asked = _asked(state(), request.args)
    except TokenError as error:
        return _refusal(error)
    fields = {name: request.args[name] for name in _FIELDS if name in request.args}
    return consent.page(
        action=_PAGE,
        consumer=asked.client_id,
        scopes=asked.scopes,
        destination=asked.destination,
        fields=fields,
    )


@blueprint.post(_PAGE)
def decide() -> BaseResponse:
    """Lead back to the client with a code or a token, or show the code."""
    account, allow = consent.decision()
    try:
        asked = _asked(state(), request.form)
    except TokenError as error:
        return _refusal(error)
    told = _granted(state(), asked, account) if allow else {"error": "access_denied"}
    if asked.state:
        told = {"state": asked.state} | told
    if asked.destination is None:
        g.is_page = True
        title = f"{'Success' if allow else 'Denied'} {urlencode(told, safe='/')}"
        page = render_template("oauth2_code.html", allowed=allow, code=told.get("code"), title=title)
        return pages.secured(Response(page))
    if asked.response_type == "token":
        return redirect(f"{asked.destination}#{urlencode(told)}", 302)
    return redirect(pages.with_parameters(asked.destination, told), 302)


_FIELDS = ("client_id", "redirect_uri", "scope", "state", *_CHOICES)


def check_redirect_uri(text: str) -> None:
    """Raise ValueError for an address that cannot be registered for a client."""
    if text not in _OUT_OF_BAND and not _is_web_page(text):
        raise ValueError(f"{text!r} is no redirect URI: it is a URL without a fragment, or {_OUT_OF_BAND[0]}")


def _granted(current: State, asked: _Asked, account: str) -> dict[str, str]:
    """Issue what the user has allowed, as parameters of the way back."""
    # A refresh token comes with the first consent, and with each that was to be asked for again.
    offline = asked.access_type == "offline" and (
        asked.approval_prompt == "force"
        or not current.oauth2.has_refresh_token(asked.client_id, account, asked.scopes)
    )
    code = OAuth2Token(
        OAuth2Kind.CODE,
        asked.client_id,
        account,
        asked.scopes,
        new_grant(),
        expires=current.clock() + CODE_LIFETIME,
        redirect_uri=asked.redirect_uri,
        offline=offline,
    )
    if asked.response_type == "token":
        return {name: str(value) for name, value in access_token(current, code).items()}
    return {"code": current.oauth2.issue(code)}


def _asked(current: State, given: MultiDict[str, str]) -> _Asked:
    """Read what is asked for; raises TokenError."""
    for name in ("client_id", "redirect_uri", "response_type", "scope"):
        if not given.get(name):
            _refuse("invalid_request", f"Missing required parameter: {name}")
    chosen = {name: given.get(name) or _DEFAULTS[name] for name in ("access_type", "approval_prompt")}
    chosen["response_type"] = given["response_type"]
    for name, value in chosen.items():
        if value not in _CHOICES[name]:
            error = "unsupported_response_type" if name == "response_type" else "invalid_request"
            _refuse(error, f"{name} is {' or '.join(_CHOICES[name])}")
    scopes = tuple(dict.fromkeys(given["scope"].split()))
    if not scopes or not all(is_web_address(scope) for scope in scopes):
        _refuse("invalid_scope", "scope is one or more URLs, separated by spaces")
    client = known_client(current, given["client_id"])
    _check_redirect(current, client.key, given["redirect_uri"])
    if chosen["response_type"] == "token" and given["redirect_uri"] in _OUT_OF_BAND:
        _refuse("invalid_request", "response_type=token needs an address to lead back to")
    return _Asked(client.key, given["redirect_uri"], scopes, state=given.get("state", ""), **chosen)


def _check_redirect(current: State, client_id: str, uri: str) -> None:
    registered = current.oauth2.redirect_uris(client_id)
    if uri in registered:
        return
    if not registered and (uri in _OUT_OF_BAND or _is_local(uri)):
        return
    allowed = ", ".join(registered) or f"{_OUT_OF_BAND[0]} and http://localhost"
    _refuse(
        "redirect_uri_mismatch",
        f"The redirect_uri {uri[:200]} is not one of the client's: {allowed}. "
        "gdata-compat serve --redirect-uri registers further ones for the domain's own client.",
    )


def _is_web_page(uri: str) -> bool:
    return is_web_address(uri) and "#" not in uri


def _is_local(uri: str) -> bool:
    return _is_web_page(uri) and urlsplit(uri).hostname in ("localhost", "127.0.0.1", "::1")


def _refuse(error: str, description: str) -> NoReturn:
    raise TokenError(error, description)


def _refusal(error: TokenError) -> Response:
    """Show an error on a page: nobody is led to an address that may not be the client's."""
    g.detail = error.description
    g.is_page = True
    page = render_template("refused.html", title=f"Error: {error.error}", text=error.description)
    return pages.secured(make_response(page, error.status))
