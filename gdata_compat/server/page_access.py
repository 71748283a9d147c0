"""Who may see the server's pages: browsers on its machine, and elsewhere administrators who have signed in.

Signing in is for a server that other machines reach (`create_app(allow_remote=True)`,
`serve --allow-remote`). A sign-in is a row in the database, found by a cookie that holds nothing but its
number: every process knows it, and signing out, another password, or the loss of the administrator's rights
ends it at once.

A page is only shown under an address that is the server's: an IP address, localhost, a host of Google's that
is routed here, the machine's name, or one of `page_hosts`. A foreign name that was made to lead here (DNS
rebinding) would let the pages of its owner read ours.
"""

from __future__ import annotations

import hashlib
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from . import pages
from .domain.model import EntityDoesNotExist
from .domain.sign_ins import SignIn
from .domain.users import User
from .state import state

__all__ = ["HOME", "SIGN_IN_LIFETIME", "blueprint", "protect", "visitor"]

#: Seconds after which somebody has to sign in again.
SIGN_IN_LIFETIME = 8 * 3600

#: The page that signing in leads to, where no other was wanted.
HOME = "/"

_COOKIE = "gdata_compat_sign_in"
_GOOGLE = ("google.com", "googleapis.com")

#: The longest address of a page, query included, that signing in leads back to.
_LONGEST_PAGE = 4000

blueprint = Blueprint("page_access", __name__)


def protect(pages_of: Blueprint) -> None:
    """Show the pages of a blueprint to whoever may see them, and to nobody else."""
    pages_of.before_request(_let_in)
    pages_of.context_processor(_frame)


def visitor() -> str | None:
    """Return the account of whoever has signed in; None at this machine, where nobody is asked."""
    account: str | None = g.get("visitor")
    return account


@blueprint.before_request
def _refuse_elsewhere() -> Response | None:
    return _refuse_host() or _refuse_strangers()


@blueprint.get("/sign-in")
def ask() -> BaseResponse:
    """The page on which an administrator signs in."""
    if _is_from_this_machine():
        return redirect(HOME, 303)
    return _form(HOME, status=200)


@blueprint.post("/sign-in")
def sign_in() -> BaseResponse:
    """Sign an administrator in, who gives the password, and lead to the page that was wanted."""
    pages.refuse_forgery()
    current, wanted = state(), _page_of(request.form.get("next", ""))
    account, password = request.form.get("account", ""), request.form.get("password", "")
    tried = current.logins.check(account, password, request.remote_addr or "")
    if tried.account is None:
        return _form(wanted, tried.detail, account)
    address = tried.account.address
    if not current.may_administer(address):
        return _form(wanted, f"{address} is no administrator of {current.domain.name}", account)
    _end()
    expires = current.clock() + SIGN_IN_LIFETIME
    value = current.sign_ins.add(SignIn(address, _stamp(tried.account.user), expires))
    answer = redirect(wanted, 303)
    answer.set_cookie(_COOKIE, value, max_age=SIGN_IN_LIFETIME, **_cookie_rules())
    return answer


@blueprint.post("/sign-out")
def sign_out() -> BaseResponse:
    """End the sign-in of this browser."""
    pages.refuse_forgery()
    _end()
    answer = redirect(url_for("page_access.ask"), 303)
    answer.delete_cookie(_COOKIE, **_cookie_rules())
    return answer


def _let_in() -> Response | None:
    """Answer in the place of a page that the browser may not see."""
    refused = _refuse_host() or _refuse_strangers()
    if refused is not None or _is_from_this_machine():
        return refused
    g.visitor = _signed_in()
    if g.visitor is not None:
        return None
    g.detail = "nobody has signed in"
    wanted = f"{g.target.path}?{g.target.query}" if g.target.query else g.target.path
    return _form(_page_of(wanted))


def _frame() -> dict[str, Any]:
    """What the frame of the pages shows of who has signed in."""
    return {"visitor": visitor(), "form_token": pages.form_token}


def _refuse_host() -> Response | None:
    host = request.headers.get("Host", g.target.host)
    if all(_is_ours(each, state().pages) for each in {host, g.target.host}):
        return None
    return _refusal(
        "This is not an address of the server",
        f"{host} leads here, but the server does not know that name. Open the page by its IP address or as"
        " localhost; the option --page-host makes further names known.",
    )


def _refuse_strangers() -> Response | None:
    if state().pages.allow_remote or _is_from_this_machine():
        return None
    return _refusal(
        "Open this page on the machine that serves",
        "Nobody can sign in here from another machine: the server was started without --allow-remote.",
    )


def _refusal(title: str, text: str) -> Response:
    g.is_page, g.detail = True, text
    return pages.secured(make_response(render_template("refused.html", title=title, text=text), 403))


def _is_ours(host: str, rules: pages.PageRules) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    name = name.removesuffix(".")
    if name.rpartition(".")[2] == "localhost" or name in rules.hosts or name == socket.gethostname().lower():
        return True
    return _is_google(name) or _address(name) is not None


def _is_google(name: str) -> bool:
    return any(f".{name}".endswith(f".{domain}") for domain in _GOOGLE)


def _is_from_this_machine() -> bool:
    if "Forwarded" in request.headers or "X-Forwarded-For" in request.headers:
        return False
    address = _address(request.remote_addr or "")  # a UNIX socket has none
    return address is not None and address.is_loopback


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _signed_in() -> str | None:
    """Return the account of the sign-in that the browser's cookie names, if it still holds."""
    value = request.cookies.get(_COOKIE)
    found = None if value is None else state().sign_ins.get(value)
    if found is None or not state().may_administer(found.account):
        return None
    try:
        user = state().domain.accounts.get(found.account).user
    except EntityDoesNotExist:
        return None
    return found.account if _stamp(user) == found.stamp else None


def _stamp(user: User) -> str:
    return hashlib.sha256(user.password_hash.encode()).hexdigest()


def _end() -> None:
    """Forget the sign-in of this browser, and the mark of its forms with it."""
    value = request.cookies.get(_COOKIE)
    if value is not None:
        state().sign_ins.drop(value)
    session.clear()


def _cookie_rules() -> dict[str, Any]:
    # Lax: a consumer's site leads users to the consent page.
    return {"httponly": True, "samesite": "Lax", "secure": g.target.scheme == "https"}


def _form(wanted: str, problem: str = "", account: str = "", status: int = 403) -> Response:
    g.is_page = True
    if problem:
        g.detail = problem
    page = render_template(
        "sign_in.html",
        wanted=wanted,
        problem=problem,
        account=account,
        csrf=pages.form_token(),
        domain=state().domain.name,
    )
    return pages.secured(make_response(page, status))


def _page_of(wanted: str) -> str:
    """Return the address of one of our pages as it is, and HOME in the place of any other."""
    if (
        not wanted.startswith("/")
        or "\\" in wanted
        or len(wanted) > _LONGEST_PAGE
        or not wanted.isprintable()
    ):
        return HOME
    try:
        parts = urlsplit(wanted)
        adapter = current_app.create_url_adapter(request)
        assert adapter is not None
        endpoint, _ = adapter.match(parts.path, method="GET")
    except (ValueError, HTTPException):
        return HOME
    guards = current_app.before_request_funcs.get(endpoint.rpartition(".")[0], ())
    return wanted if not parts.netloc and _let_in in guards else HOME
