"""The page on which a user allows or denies access, the same for OAuth 1.0, OAuth 2.0 and AuthSub.

Whoever sits at the machine that serves may give away the rights of any account; an administrator who has
signed in elsewhere, those of the own account; nobody else may (`page_access`).

How a script presses Allow: get the page with a client that keeps cookies, read the hidden field `csrf`,
and post the form's fields back to the page's address with `decision=allow` (or `deny`). `account` names
whose access is given, the domain's owner if it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, make_response, render_template, request

from . import pages
from .faults import Refused
from .page_access import visitor
from .state import state

__all__ = ["decision", "page"]

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
        account=visitor() or state().owner,
        is_own=visitor() is not None,
        domain=state().domain.name,
    )
    return pages.secured(make_response(shown), destination)


def decision() -> tuple[str, bool]:
    """Return the account and whether Allow was pressed; raises Refused for a forged form."""
    pages.refuse_forgery()
    pressed = request.form.get("decision")
    if pressed not in ("allow", "deny"):
        raise Refused("parameter", "decision must be allow or deny")
    account = request.form.get("account", "").strip().lower() or visitor() or state().owner
    if "@" not in account:
        account = f"{account}@{state().domain.name}"
    if len(account) > _LONGEST_ADDRESS or not account.isprintable():
        raise Refused("parameter", "account is a user name or an e-mail address")
    if visitor() not in (None, account):
        raise Refused("not authorized", f"{visitor()} has signed in and cannot act for {account}")
    return account, pressed == "allow"
