"""The Playground's pages: each button is a form, and leads back to the page (303) with its outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from .. import page_access, pages, tool_pages
from ..domain.sql.database import DatabaseFailed
from ..faults import Refused
from ..state import state
from . import forms, sessions, steps
from .listing import FILE_NAME, KEY_FILE, listing
from .scopes import SCOPES, allows_users, feed_urls
from .sessions import Call, Outcome, Session, Settings
from .signing import METHODS

__all__ = ["blueprint"]

blueprint = Blueprint("playground", __name__, url_prefix="/playground")
page_access.protect(blueprint)


def _button(act: Callable[[Session], Outcome]) -> Callable[[], BaseResponse]:
    """Make a view of what a button does with the session of the browser."""

    @wraps(act)
    def view() -> BaseResponse:
        pages.refuse_forgery()
        return _conclude(act)

    return view


def _conclude(act: Callable[[Session], Outcome]) -> BaseResponse:
    session = sessions.load(_new_session)
    session.outcome = act(session)
    answer = redirect(url_for("playground.show", _anchor="outcome"), 303)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    sessions.save(session, answer)
    return answer


@blueprint.get("")
def show() -> Response:
    """Show the steps, the token, and the requests that were sent."""
    session = sessions.load(_new_session)
    return tool_pages.render(
        "playground/page.html",
        session=session,
        scopes=SCOPES,
        own_scopes=[url for url in session.form.scopes if url not in {scope.url for scope in SCOPES}],
        methods=METHODS,
        call_methods=forms.CALL_METHODS,
        feeds=feed_urls(state().domain.name),
        authorize_url=steps.authorize_url(session),
        listing=_listing(session),
        listing_is_allowed=session.used is not None and allows_users(session.used.scopes),
        listing_file=FILE_NAME,
        key_file=KEY_FILE,
        csrf=pages.form_token(),
    )


@blueprint.post("/request-token")
@_button
def request_token(session: Session) -> Outcome:
    """Take the first step with what the form says."""
    session.form, problems = forms.read_settings(request.form, session.form)
    if problems:
        return Outcome("settings", forms.problems_text(problems), False, problems)
    return steps.request_token(session)


@blueprint.get("/back")
def back() -> BaseResponse:
    """Take the browser back from the page with Allow and Deny."""
    return _conclude(steps.came_back)


@blueprint.post("/access-token")
@_button
def access_token(session: Session) -> Outcome:
    """Take the third step."""
    return steps.access_token(session, request.form.get("verifier", "").strip()[:300])


@blueprint.post("/token-info")
@_button
def token_info(session: Session) -> Outcome:
    """Ask what the token is good for."""
    return steps.token_info(session)


@blueprint.post("/revoke")
@_button
def revoke(session: Session) -> Outcome:
    """Revoke the token."""
    return steps.revoke(session)


@blueprint.post("/call")
@_button
def call(session: Session) -> Outcome:
    """Call a feed with the token."""
    is_other = session.used is not None and session.used.is_other
    session.call, problems = forms.read_call(request.form, is_other)
    if problems:
        return Outcome("call", forms.problems_text(problems), False, problems)
    return steps.feed_call(session)


@blueprint.post("/start-over")
def start_over() -> BaseResponse:
    """Forget all that was typed and got."""
    pages.refuse_forgery()
    answer = redirect(url_for("playground.show"), 303)
    sessions.end(answer)
    return answer


@blueprint.get(f"/{FILE_NAME}")
def download() -> Response:
    """Give the listing as a file."""
    script = _listing(sessions.load(_new_session))
    if script is None:
        text = "There is no access token of this server to fill in: take the three steps first."
        return tool_pages.render("playground/refused.html", 404, title="No listing yet", text=text)
    answer = Response(script, content_type="text/x-python; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return pages.secured(answer)


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """Say what is wrong with a form, and lead back to the page."""
    g.detail = error.detail
    text = (
        "The form does not come from this browser's page, or the server was started anew meanwhile. "
        "Nothing was done: open the Playground again, with cookies allowed."
    )
    return tool_pages.render("playground/refused.html", 403, title="This form is out of date", text=text)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Response:
    """Say that a form is too large."""
    text = "Nothing was sent: the body of a call can have 150,000 characters here."
    return tool_pages.render("playground/refused.html", 413, title="This form is too large", text=text)


@blueprint.errorhandler(DatabaseFailed)
def database_failed(error: DatabaseFailed) -> Response:
    """Say that nothing can be remembered now."""
    current_app.logger.error("%s", error)
    text = "The database of this server does not answer, so nothing was done. Its log says more."
    return tool_pages.render("playground/refused.html", 503, title="The database does not answer", text=text)


def _new_session() -> Session:
    domain = state().domain.name
    return Session(
        Settings(scopes=[SCOPES[0].url], consumer_key=domain), call=Call(url=feed_urls(domain)[0][1])
    )


def _listing(session: Session) -> str | None:
    """Return the listing with the session's values; None where there is no token of this server."""
    if session.access_token is None or session.used is None or session.used.is_other:
        return None
    current = state()
    first = next(iter(current.domain.users.page(limit=1)), None)
    return listing(
        session.used,
        session.access_token,
        server=f"{g.target.scheme}://{request.host}",
        domain=current.domain.name,
        user="alice" if first is None else first.username,
    )
