"""The page on which a user allows or denies access, and what it has in common for OAuth and AuthSub.

How a script presses Allow: get the page with a client that keeps cookies, read the hidden field `csrf`,
and post the form's fields back to the page's address with `decision=allow` (or `deny`). `account` names
whose access is given, the domain's owner if it is left out.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit

from flask import Response, make_response, render_template, request, session

from .faults import Refused
from .state import state

__all__ = ["consent_page", "decision", "form_token", "refuse_forgery", "secured", "with_parameters"]


#: The longest e-mail address (RFC 5321).
_LONGEST_ADDRESS = 320


def consent_page(
    *, action: str, consumer: str, scopes: Sequence[str], destination: str | None, fields: Mapping[str, str]
) -> Response:
    """Show who asks for what, and the two buttons; `fields` come back with the decision."""
    page = render_template(
        "authorize.html",
        action=action,
        consumer=consumer,
        scopes=scopes,
        destination=destination,
        fields=dict(fields) | {"csrf": form_token()},
        account=state().owner,
        domain=state().domain.name,
    )
    return secured(make_response(page), destination)


def decision() -> tuple[str, bool]:
    """Return the account and whether Allow was pressed; raises Refused for a forged form."""
    refuse_forgery()
    pressed = request.form.get("decision")
    if pressed not in ("allow", "deny"):
        raise Refused("parameter", "decision must be allow or deny")
    account = request.form.get("account", "").strip().lower() or state().owner
    if "@" not in account:
        account = f"{account}@{state().domain.name}"
    if len(account) > _LONGEST_ADDRESS or not account.isprintable():
        raise Refused("parameter", "account is a user name or an e-mail address")
    return account, pressed == "allow"


def form_token() -> str:
    """Return what the forms of this browser's pages carry in the hidden field `csrf`."""
    token: str = session.setdefault("csrf", secrets.token_urlsafe(18))
    return token


def refuse_forgery() -> None:
    """Raise Refused for a form that is not from one of our pages."""
    expected, given = session.get("csrf"), request.form.get("csrf", "")
    if not expected or not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
        raise Refused("not authorized", "the form does not come from our page: get it again, with cookies")


def secured(response: Response, destination: str | None = None) -> Response:
    """Forbid a page everything but our style sheet and its own form, which may lead to `destination`."""
    target = ""
    if destination is not None:
        parts = urlsplit(destination)
        target = f" {parts.scheme}://{parts.netloc}"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self'{target}"
    )
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """Add parameters to the query of a URL."""
    address, mark, fragment = url.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode(parameters)}{mark}{fragment}"
