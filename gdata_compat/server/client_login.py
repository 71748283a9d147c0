"""ClientLogin: a user name and a password for a token (`/accounts/ClientLogin`)."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from .domain.credentials import BearerToken, TokenKind
from .domain.model import EntityDoesNotExist
from .domain.passwords import hash_password, verify_password
from .domain.users import User
from .faults import Refused
from .state import State, state

__all__ = ["TOKEN_LIFETIME", "blueprint", "token_of"]

#: Seconds for which a token is good: two weeks (ClientLogin's guide).
TOKEN_LIFETIME = 14 * 24 * 3600

blueprint = Blueprint("client_login", __name__)

# Checked where no such user exists, so that an answer takes as long as for a wrong password.
_NOBODY = hash_password("")


@blueprint.post("/accounts/ClientLogin")
def client_login() -> Response:
    """Answer a login form with three tokens, of which `Auth` is the one to send."""
    current = state()
    email, password = request.form.get("Email", ""), request.form.get("Passwd", "")
    if not email or not password or not request.form.get("service"):
        return _refusal("BadAuthentication", "Email, Passwd and service are all needed")
    name, _, domain = email.lower().partition("@")
    user = _user(current, name) if domain in ("", current.domain.name) else None
    stored = user.password_hash if user is not None else ""
    if not verify_password(password, stored or _NOBODY) or user is None:
        return _refusal("BadAuthentication", "no such user, or another password")
    if user.suspended:
        return _refusal("AccountDisabled", f"{email} is suspended")
    account = f"{name}@{current.domain.name}"
    token = current.credentials.issue_bearer_token(BearerToken(TokenKind.CLIENT_LOGIN, account))
    return Response(f"SID={token}\nLSID={token}\nAuth={token}\n", mimetype="text/plain")


def token_of(current: State, authorization: str) -> BearerToken:
    """Return the token in a `GoogleLogin auth=...` header; raises Refused."""
    value = authorization.partition("=")[2].strip().strip('"')
    known = current.credentials.bearer_token(value)
    if known is None or known.kind is not TokenKind.CLIENT_LOGIN:
        raise Refused("token unknown", "no such ClientLogin token was issued")
    if current.clock() - known.created > TOKEN_LIFETIME:
        raise Refused("token revoked", "the ClientLogin token is more than two weeks old")
    return known


def _user(current: State, name: str) -> User | None:
    try:
        return current.domain.users.get(name)
    except EntityDoesNotExist:
        return None


def _refusal(error: str, detail: str) -> Response:
    g.detail = detail
    return Response(f"Error={error}\n", status=403, mimetype="text/plain")
