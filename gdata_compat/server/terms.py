"""The page on which a user agrees to the terms (`/accounts/TermsOfService`): new users have not.

Google asked at the first sign-in; until then ClientLogin answered TermsNotAgreed.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, make_response, render_template, request

from . import pages
from .domain.users import UserChanges
from .state import state

__all__ = ["blueprint"]

blueprint = Blueprint("terms", __name__)


@blueprint.get("/accounts/TermsOfService")
def ask() -> Response:
    """The page on which a new user agrees to the terms."""
    return _page("")


@blueprint.post("/accounts/TermsOfService")
def agree() -> Response:
    """Note that a user, who gives the password, agrees."""
    pages.refuse_forgery()
    account = request.form.get("account", "")
    tried = state().logins.check(account, request.form.get("password", ""), request.remote_addr or "")
    if tried.account is None:
        g.detail = tried.detail
        return _page(f"This does not work: {tried.detail}.", 403)
    state().domain.accounts.update(tried.account.address, UserChanges(agreed_to_terms=True))
    return _page("", agreed=tried.account.user.username)


def _page(problem: str, status: int = 200, agreed: str = "") -> Response:
    g.is_page = True
    page = render_template(
        "terms.html", problem=problem, agreed=agreed, csrf=pages.form_token(), domain=state().domain.name
    )
    return pages.secured(make_response(page, status))
