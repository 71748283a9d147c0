"""Who calls, and whether that caller may: one entry for every scheme that Google took."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request

from . import auth_sub, client_login, oauth2
from .domain.credentials import Consumer
from .faults import Refused
from .oauth1 import carries_oauth
from .reasons import named
from .state import State, state
from .target import Target, sent_method

__all__ = ["Caller", "authorized", "form_body", "identify"]

_P = ParamSpec("_P")
_R = TypeVar("_R")

#: The largest form that takes part in a signature.
_LARGEST_FORM = 100_000


@dataclass(frozen=True)
class Caller:
    """An authenticated caller: the account, and the scopes granted (None: not limited)."""

    account: str
    scopes: tuple[str, ...] | None = None


def authorized(*scopes: str, secondary: bool = False) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Let a view be called only by an administrator of its `domain`, with a token for one of `scopes`.

    A view without an argument `domain` is about the server's own. With `secondary` it is about any domain
    of the account.

    The scopes are URLs as Google named them; a token that was given a folder of one will do as well.
    """

    def decorate(view: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(view)
        def guarded(*arguments: _P.args, **keywords: _P.kwargs) -> _R:
            current = state()
            current.failures.meet_call()
            caller = identify()
            g.caller = caller.account or current.owner
            _check_scope(caller, scopes)
            _check_domain(current, caller, keywords.get("domain"), secondary)
            current.failures.meet_caller(g.caller)
            return view(*arguments, **keywords)

        return guarded

    return decorate


def identify() -> Caller:
    """Return who sent the current request; raises Refused."""
    authorization = request.headers.get("Authorization", "")
    target: Target = g.target
    if carries_oauth(authorization, target):
        return _by_oauth(state(), authorization, target)
    bearer = oauth2.presented(authorization, target)
    if bearer is not None:
        token2 = oauth2.bearer_token(state(), bearer)
        return Caller(token2.account, token2.scopes)
    scheme = authorization.partition(" ")[0].lower()
    if scheme == "googlelogin":
        known = client_login.token_of(state(), authorization)
        return Caller(known.account, known.scopes or None)
    if scheme == "authsub":
        token = auth_sub.token_of(state(), authorization, sent_method(request.environ), target)
        auth_sub.spend(state(), token)
        return Caller(token.known.account, token.known.scopes)
    if scheme == "basic" and state().accept_basic:
        return _by_password(state(), authorization)
    raise Refused("unknown header", _why_unknown(scheme))


def _why_unknown(scheme: str) -> str:
    if not scheme and "oauth_signature=" in form_body():
        return "a feed takes OAuth parameters in the header or the query, not in the body"
    given = f"the scheme {scheme} is not one of them" if scheme else "none was sent"
    if not scheme.isalpha() and scheme:  # it may be a token
        given = "the one that was sent begins with no scheme"
    return f"a call needs an Authorization header of OAuth, GoogleLogin, AuthSub or Bearer: {given}"


def form_body() -> str:
    """Return the body of the current request if it is form-encoded, else ''; that part is signed."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return ""
    if (request.content_length or 0) > _LARGEST_FORM:
        raise Refused("parameter", "the form is too large")
    return request.get_data(as_text=True)


def _by_oauth(current: State, authorization: str, target: Target) -> Caller:
    verified = current.oauth.verify(sent_method(request.environ), target, authorization, form_body())
    g.base_string = verified.base_string
    if verified.token is not None:
        g.token_id = verified.token.key
        return Caller(verified.token.account, verified.token.scopes or None)
    requestor = verified.parameters.get("xoauth_requestor_id", "").lower()
    if not _may_act_for(current, verified.consumer.domain, requestor.partition("@")[2]):
        detail = _why_no_requestor(requestor, verified.consumer)
        raise Refused("requestor", detail, verified.base_string)
    return Caller(requestor)


def _why_no_requestor(requestor: str, consumer: Consumer) -> str:
    rule = "a call without a token names a user of the consumer's account in xoauth_requestor_id"
    if not consumer.domain:
        return f"{rule}: the consumer {named(consumer.key)} has no domain, and needs a token"
    if not requestor:
        return f"{rule}: it is missing"
    return f"{rule}: {named(requestor)} is no address of {consumer.domain}"


def _may_act_for(current: State, own: str, domain: str) -> bool:
    """Tell whether a consumer that has a domain may act for the users of another, or of its own."""
    if not own or not domain:
        return False
    # The consumer of the primary domain stands for the whole account.
    return domain == own or (own == current.domain.name and _has_domain(current, domain, secondary=True))


def _by_password(current: State, authorization: str) -> Caller:
    try:
        decoded = base64.b64decode(authorization.partition(" ")[2], validate=True).decode()
    except ValueError as error:  # no ASCII, no Base64 or no UTF-8
        raise Refused("unknown header", "the Basic credentials cannot be read") from error
    name, _, password = decoded.partition(":")
    tried = current.logins.check(name, password, request.remote_addr or "")
    if tried.account is None:
        raise Refused("password", tried.detail)
    return Caller(tried.account.address)


def _check_scope(caller: Caller, needed: Sequence[str]) -> None:
    if caller.scopes is None:
        return
    own = "//" + g.target.host + g.target.path
    wanted = [own, *(scope.partition(":")[2] for scope in needed)]
    for scope in caller.scopes:
        granted = scope.partition(":")[2]
        if any(address.startswith(granted) for address in wanted):
            return
    wanted_scope = " or ".join(needed) or f"{g.target.scheme}:{own}"
    detail = f"the token is for {' '.join(caller.scopes)}, and this call needs one for {wanted_scope}"
    raise Refused("wrong scope", detail, g.get("base_string"))


def _check_domain(current: State, caller: Caller, domain: object, secondary: bool) -> None:
    if domain is not None and not _has_domain(current, str(domain).lower(), secondary):
        detail = f"this feed has no domain {str(domain)[:80]!r}; {current.domain.name} is the primary one"
        raise Refused("invalid domain", detail, g.get("base_string"))
    if not current.may_administer(caller.account):
        detail = f"{caller.account} is no administrator of {current.domain.name}"
        raise Refused("not authorized", detail, g.get("base_string"))


def _has_domain(current: State, name: str, secondary: bool) -> bool:
    return name == current.domain.name or (secondary and name in current.domain.secondary_domains.names())
