"""ClientLogin: a user name and a password for a token (`/accounts/ClientLogin`).

The error codes are those of its guide. What the domain does not know (NotVerified, ServiceDisabled) is only
answered where `failures.fail_next_login()` says so.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from .auth_sub import why_gone
from .domain.credentials import BearerToken, TokenKind
from .domain.sql.credentials import digest_of
from .faults import Refused
from .logins import Outcome, Tried
from .reasons import age
from .state import State, state

__all__ = ["TOKEN_LIFETIME", "blueprint", "token_of", "unavailable"]

#: Seconds for which a token is good: two weeks (ClientLogin's guide).
TOKEN_LIFETIME = 14 * 24 * 3600

blueprint = Blueprint("client_login", __name__)

_ACCOUNT_TYPES = ("GOOGLE", "HOSTED", "HOSTED_OR_GOOGLE")
_ERRORS = {
    Outcome.WRONG: "BadAuthentication",
    Outcome.DELETED: "AccountDeleted",
    Outcome.LOCKED: "ServiceUnavailable",
}


@blueprint.post("/accounts/ClientLogin")
def client_login() -> Response:
    """Answer a login form with three tokens, of which `Auth` is the one to send."""
    current = state()
    forced = current.failures.next_login_error()
    if forced == "CaptchaRequired":
        return _challenge(current, "failed by fail_next_login('CaptchaRequired')")
    if forced is not None:
        return _refusal(forced, f"failed by fail_next_login({forced!r})")
    missing = [name for name in ("Email", "Passwd", "service") if name not in request.form]
    if missing:
        return _refusal("Unknown", f"the form lacks {' and '.join(missing)}")
    kind = request.form.get("accountType") or "HOSTED_OR_GOOGLE"
    if kind not in _ACCOUNT_TYPES:
        return _refusal("Unknown", f"accountType is one of {', '.join(_ACCOUNT_TYPES)}")
    email, password = request.form["Email"], request.form["Passwd"]
    if kind == "GOOGLE" or not (email and password and request.form["service"]):
        detail = "Email, Passwd and service are all needed; a domain's account is HOSTED, not GOOGLE"
        return _refusal("BadAuthentication", detail)
    captcha = request.form.get("logintoken", ""), request.form.get("logincaptcha", "")
    return _answer(current, email, current.logins.check(email, password, request.remote_addr or "", captcha))


def token_of(current: State, authorization: str) -> BearerToken:
    """Return the token in a `GoogleLogin auth=...` header; raises Refused."""
    value = authorization.partition("=")[2].strip().strip('"')
    known = current.credentials.bearer_token(value)
    if known is None or known.kind is not TokenKind.CLIENT_LOGIN:
        what = "no such ClientLogin token was issued here"
        raise Refused("token unknown", why_gone(current, what, value))
    if current.clock() - known.created > TOKEN_LIFETIME:
        old = age(current.clock() - known.created)
        raise Refused("token revoked", f"the ClientLogin token is {old} old; it is good for two weeks")
    g.token_id = digest_of(value)
    return known


def _answer(current: State, email: str, tried: Tried) -> Response:
    if tried.outcome is Outcome.CAPTCHA:
        return _challenge(current, tried.detail)
    if tried.account is None:
        return _refusal(_ERRORS[tried.outcome], tried.detail)
    user = tried.account.user
    if user.suspended:
        return _refusal("AccountDisabled", f"{email} is suspended")
    if not user.agreed_to_terms:
        page = f"{g.target.scheme}://{g.target.host}/accounts/TermsOfService"
        return _refusal("TermsNotAgreed", f"{email} has not agreed to the terms; {page} is the place", page)
    bearer = BearerToken(TokenKind.CLIENT_LOGIN, tried.account.address)
    token = current.credentials.issue_bearer_token(bearer)
    return Response(f"SID={token}\nLSID={token}\nAuth={token}\n", mimetype="text/plain")


def _challenge(current: State, detail: str) -> Response:
    made = current.logins.logins.new_captcha()
    page = f"{g.target.scheme}://{g.target.host}/accounts/DisplayUnlockCaptcha?ctoken={made.token}"
    more = f"CaptchaToken={made.token}\nCaptchaUrl=Captcha?ctoken={made.token}\n"
    return _refusal("CaptchaRequired", detail, page, more)


def unavailable(detail: str) -> Response:
    """Answer a login that the server cannot check."""
    return _refusal("ServiceUnavailable", detail)


def _refusal(error: str, detail: str, page: str = "", more: str = "") -> Response:
    g.detail = detail
    told = f"Url={page}\n" if page else ""
    return Response(f"{told}Error={error}\n{more}", status=403, mimetype="text/plain")
