"""The page on which a user allows or denies access, the same for OAuth 1.0, OAuth 2.0 and AuthSub.

It is for whoever sits at the machine that serves: nobody elsewhere may give away the rights of an account.

How a script presses Allow: get the page with a client that keeps cookies, read the hidden field `csrf`,
and post the form's fields back to the page's address with `decision=allow` (or `deny`). `account` names
whose access is given, the domain's owner if it is left out.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, g, make_response, render_template, request

from . import pages
from .faults import Refused
from .state import state

__all__ = ["decision", "page", "protect"]

#: The longest e-mail address (RFC 5321).
_LONGEST_ADDRESS = 320


def page(
    *, action: str, consumer: str, scopes: Sequence[str], destination: str | None, fields: Mapping[str, str]
) -> Response:
    """Show who asks for what, and the two buttons; `fields` come back with the decision."""
    shown = render_template(
        "authorize.html",
        action=action,
        consumer=consumer,
        scopes=scopes,
        destination=destination,
        fields=dict(fields) | {"csrf": pages.form_token()},
        account=state().owner,
        domain=state().domain.name,
    )
    return pages.secured(make_response(shown), destination)


def decision() -> tuple[str, bool]:
    """Return the account and whether Allow was pressed; raises Refused for a forged form."""
    pages.refuse_forgery()
    pressed = request.form.get("decision")
    if pressed not in ("allow", "deny"):
        raise Refused("parameter", "decision must be allow or deny")
    account = request.form.get("account", "").strip().lower() or state().owner
    if "@" not in account:
        account = f"{account}@{state().domain.name}"
    if len(account) > _LONGEST_ADDRESS or not account.isprintable():
        raise Refused("parameter", "account is a user name or an e-mail address")
    return account, pressed == "allow"


def protect(pages_of: Blueprint) -> None:
    """Let only browsers on this machine see the pages of a blueprint."""
    pages_of.before_request(_refuse_strangers)


def _refuse_strangers() -> Response | None:
    if _is_from_this_machine():
        return None
    g.detail = "the page was opened from another machine"
    shown = render_template(
        "refused.html",
        title="Open this page on the machine that serves",
        text="Nobody has signed in here, so that access cannot be allowed from another machine.",
    )
    return pages.secured(make_response(shown, 403))


def _is_from_this_machine() -> bool:
    if "Forwarded" in request.headers or "X-Forwarded-For" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:  # a UNIX socket has no address
        return False
