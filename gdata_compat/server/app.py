"""The WSGI application: everything put together, and what happens around every request."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Request, Response, current_app, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import HTTP_STATUS_CODES

from gdata_compat.errors import GdataCompatError

from . import (
    accounts,
    auth_sub,
    captcha,
    client_login,
    console,
    events,
    faults,
    oauth2,
    oauth2_consent,
    page_access,
    playground,
    terms,
    tool_pages,
)
from .domain.credentials import Consumer, CredentialStore
from .domain.logins import LoginRules
from .domain.model import DomainError, EntityExists
from .domain.oauth2 import OAuth2Tokens, ServiceAccount
from .domain.quotas import Quota
from .domain.sql import SqlDomain
from .domain.sql.audit import AUDIT_DURATION
from .domain.sql.credentials import SqlCredentials
from .domain.sql.database import Database, DatabaseFailed
from .domain.sql.directory import SqlDirectory
from .domain.sql.issued_tokens import SqlIssuedTokens
from .domain.sql.logins import SqlLogins
from .domain.sql.nicknames import NICKNAME_LIMIT
from .domain.sql.oauth2 import SqlOAuth2Tokens
from .domain.sql.page_sessions import SqlPageSessions
from .domain.sql.quotas import SqlRequestCounts
from .domain.sql.request_log import SqlRequestLog
from .domain.sql.sign_ins import SqlSignIns
from .domain.sql.users import DELETED_NAME_WINDOW
from .failing import Failures
from .faults import ProvisioningError, Refused, of_domain_error
from .logins import LoginGuard
from .oauth1 import OAuthProvider
from .oauth2_consent import check_redirect_uri
from .pages import PageRules
from .playground.calls import TOLD
from .provisioning import BLUEPRINTS, admin_settings
from .provisioning.rules import is_domain_name
from .request_log import LogWriter
from .rsa import public_key_pem
from .sample import sample_users
from .state import State, keep, state_of
from .target import MethodOverride, sent_method, target_of
from .xml_in import MAXIMUM_BYTES, MAXIMUM_REQUEST_BYTES, bad_document

__all__ = ["DomainTaken", "create_app", "is_domain_name"]

_XML = "text/xml; charset=UTF-8"
_WITHOUT_BODY = ("GET", "HEAD", "DELETE")


class DomainTaken(GdataCompatError, ValueError):
    """A domain cannot be secondary: it is the primary one itself, or another account's."""


def create_app(
    database: str = ":memory:",
    domain: str = "example.com",
    *,
    secondary_domains: Sequence[str] = (),
    sample: int = 0,
    consumer_secret: str | None = None,
    consumer_public_key: str | None = None,
    administrator: str = "admin",
    default_quota_mb: int = 2048,
    user_limit: int | None = None,
    nickname_limit: int = NICKNAME_LIMIT,
    recipient_limit: int | None = None,
    deleted_name_window: float = DELETED_NAME_WINDOW,
    audit_duration: float = AUDIT_DURATION,
    accept_basic: bool = False,
    fault_rate: float = 0.0,
    latency: float = 0.0,
    quota: str | None = None,
    login_rules: LoginRules = LoginRules(),  # noqa: B008  # frozen
    redirect_uris: Sequence[str] = (),
    service_accounts: Sequence[ServiceAccount] = (),
    allow_remote: bool = False,
    page_hosts: Sequence[str] = (),
    log_requests: bool = False,
    clock: Callable[[], float] = time.time,
    on_request: events.Observer | None = None,
) -> Flask:
    """Make the server of one domain.

    `database` is `:memory:`, the path of a SQLite file or a SQLAlchemy URL; tables are made where they are
    missing. `secondary_domains` are taken into the domain's account, where users and aliases may have
    addresses. An empty domain is given `sample` users. The domain is its own OAuth consumer: with
    `consumer_secret`, else with the secret that it has, else with a new one; `consumer_public_key` (PEM,
    a certificate will do) is for RSA-SHA1. `administrator` is the user name of the domain's owner.
    `deleted_name_window` is in seconds; `user_limit` (of all domains), `nickname_limit` (a user's) and
    `recipient_limit` (an e-mail list's) are the most that there may be.
    What an audit asks for is there after `audit_duration` seconds.
    Of the API's calls a share of `fault_rate` is answered 503,
    each is delayed by `latency` seconds, and a caller may send so many as `quota` says (`10/s`, `100/min`),
    then gets 503; `failures.fail_next()` of the state fails the next call. `login_rules` say when failed
    logins cost a captcha, and when a lock. `redirect_uris` are the domain's as a client of OAuth 2.0,
    `service_accounts` those that get tokens for signed assertions. The server's pages are for
    browsers on its machine and, with `allow_remote`, for administrators who sign in elsewhere; `page_hosts`
    are names under which they are shown, too. With `log_requests` they show the latest requests, which are
    kept in the database. `on_request` gets a
    `RequestRecord` of every request, without secrets. `state.state_of(app)` is what the app works with.

    Raises ValueError for a name or key that is none, DomainTaken, and DatabaseFailed where the database
    cannot be opened.
    """
    for name in (domain, *secondary_domains):
        if not is_domain_name(name):
            raise ValueError(f"{name!r} is no domain name")
    opened = Database(database)
    issued = SqlIssuedTokens(opened, clock=clock)
    data = SqlDomain(
        opened,
        domain,
        clock=clock,
        deleted_name_window=deleted_name_window,
        user_limit=user_limit,
        nickname_limit=nickname_limit,
        recipient_limit=recipient_limit,
        audit_duration=audit_duration,
        followers=[issued],
    )
    _add_domains(data, secondary_domains)
    admin_settings.begin(data, clock())
    credentials = SqlCredentials(opened, clock=clock)
    _register_consumers(credentials, data.name, consumer_secret, consumer_public_key)
    oauth2_tokens = SqlOAuth2Tokens(opened, clock=clock)
    _register_clients(oauth2_tokens, data.name, redirect_uris, service_accounts)
    if sample and data.users.count() == 0:
        with suppress(EntityExists):  # another process that starts has just made them
            data.users.add_many(sample_users(sample))
    app = _flask(credentials.server_secret())
    kept = State(
        database=opened,
        domain=data,
        credentials=credentials,
        oauth=OAuthProvider(credentials, clock=clock),
        administrator=administrator.lower(),
        default_quota_mb=default_quota_mb,
        accept_basic=accept_basic,
        clock=clock,
        observer=on_request,
        failures=Failures(
            SqlRequestCounts(opened),
            fault_rate=fault_rate,
            latency=latency,
            quota=None if quota is None else Quota.parse(quota),
            clock=clock,
        ),
        logins=LoginGuard(data, SqlLogins(opened, clock=clock), login_rules),
        oauth2=oauth2_tokens,
        issued=issued,
        log=LogWriter(SqlRequestLog(opened)) if log_requests else None,
        directory=SqlDirectory(opened, data.name),
        sign_ins=SqlSignIns(opened, clock=clock),
        pages=PageRules(allow_remote, frozenset(host.lower() for host in page_hosts)),
        page_sessions=SqlPageSessions(opened, clock=clock),
    )
    keep(app, kept)
    return app


def _flask(secret: str) -> Flask:
    app = Flask(__name__)
    app.wsgi_app = MethodOverride(app.wsgi_app)  # type: ignore[method-assign]
    app.secret_key = secret
    # Larger documents are refused in words by the code that reads them.
    app.config.update(MAX_CONTENT_LENGTH=MAXIMUM_REQUEST_BYTES, SESSION_COOKIE_SAMESITE="Lax")
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    ways_in = (accounts, auth_sub, client_login, captcha, terms, page_access, oauth2_consent, oauth2)
    consents = (accounts.consent_blueprint, auth_sub.consent_blueprint)
    tools = (tool_pages.blueprint, console.blueprint, playground.blueprint)
    for blueprint in (*(way.blueprint for way in ways_in), *consents, *tools, *BLUEPRINTS):
        app.register_blueprint(blueprint)
    app.before_request(_begin)
    # Run in reverse order: the observer sees the finished answer.
    app.after_request(_observe)
    app.after_request(_finish)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(oauth2.TokenError, oauth2.token_error)
    app.register_error_handler(ProvisioningError, _provisioning_error)
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DatabaseFailed, _database_failed)
    app.register_error_handler(Exception, _unexpected)
    return app


def _add_domains(data: SqlDomain, names: Sequence[str]) -> None:
    for name in {name.lower() for name in names} - set(data.secondary_domains.names()):
        try:
            data.secondary_domains.add(name)
        except EntityExists as error:
            # Another process that starts may have added it just now.
            if name not in data.secondary_domains.names():
                raise DomainTaken(
                    f"{name} cannot be a secondary domain of {data.name}: it is taken"
                ) from error


def _register_consumers(
    store: CredentialStore, domain: str, secret: str | None, public_key: str | None
) -> None:
    if public_key is not None:
        public_key = public_key_pem(public_key)
    # Another process may be starting, too: what it has made is kept.
    store.add_consumer(Consumer(domain, secrets.token_urlsafe(18), domain), replace=False)
    store.add_consumer(Consumer("anonymous", "anonymous"), replace=False)
    known = store.consumer(domain)
    assert known is not None
    wanted = replace(
        known, secret=secret or known.secret, domain=domain, public_key=public_key or known.public_key
    )
    if wanted != known:
        store.add_consumer(wanted)


def _register_clients(
    tokens: OAuth2Tokens, domain: str, redirect_uris: Sequence[str], accounts: Sequence[ServiceAccount]
) -> None:
    for uri in redirect_uris:
        check_redirect_uri(uri)
    if redirect_uris:
        tokens.add_redirect_uris(domain, redirect_uris)
    for account in accounts:
        tokens.add_service_account(replace(account, public_key=public_key_pem(account.public_key)))


def _begin() -> None:
    g.started = time.perf_counter()
    g.target = target_of(request.environ)
    if not g.target.has_valid_host:
        raise Refused("parameter", "the Host header is malformed")
    if request.method == "OPTIONS":  # Flask would answer by itself
        raise MethodNotAllowed


def _refused(error: Refused) -> Response:
    g.detail = error.detail
    g.base_string = error.base_string or g.get("base_string")
    refusal = error.refusal
    if request.path.startswith("/accounts/OAuthGet"):
        return _token_problem(error)
    answer = Response(faults.refusal_page(refusal), content_type="text/html; charset=UTF-8")
    answer.status = f"{refusal.status} {refusal.phrase}"
    if refusal.status == 401:
        answer.headers["WWW-Authenticate"] = _challenge(refusal)
    return answer


def _challenge(refusal: faults.Refusal) -> str:
    if oauth2.presented(request.headers.get("Authorization", ""), g.target) is None:
        return 'OAuth realm="https://www.google.com/accounts/"'
    error = "insufficient_scope" if refusal is faults.REFUSALS["wrong scope"] else "invalid_token"
    return f'Bearer realm="https://accounts.google.com/AuthSubRequest", error="{error}"'


def _token_problem(error: Refused) -> Response:
    lines = [error.refusal.problem or "permission_denied"]
    if error.base_string is not None:
        lines.append(f"base_string:{error.base_string}")
    return Response("\n".join(lines) + "\n", 400, content_type="text/plain; charset=UTF-8")


def _provisioning_error(error: ProvisioningError) -> Response:
    g.detail = error.detail
    return Response(faults.error_document(error.found), error.status, content_type=_XML)


def _domain_error(error: DomainError) -> Response:
    return _provisioning_error(of_domain_error(error))


def _http_error(error: HTTPException) -> Response:
    if error.code == 413:
        return _provisioning_error(bad_document(f"larger than {MAXIMUM_REQUEST_BYTES} bytes"))
    g.detail = error.description or error.name
    answer = Response(f"{error.name}\n", error.code, content_type="text/plain; charset=UTF-8")
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def _database_failed(error: DatabaseFailed) -> Response:
    # Google said "busy" when its storage failed, and clients try again.
    current_app.logger.error("%s", error)
    if request.blueprint == client_login.blueprint.name:
        return client_login.unavailable(str(error))
    return _provisioning_error(ProvisioningError((1001, ""), detail=str(error)))


def _unexpected(error: Exception) -> Response:
    current_app.logger.error("a request failed", exc_info=error)
    return _provisioning_error(ProvisioningError((1000, ""), detail=f"the server failed: {error!r}"))


def _finish(response: Response) -> Response:
    if TOLD in request.environ:  # the Playground calls from inside, and explains what was wrong
        request.environ[TOLD].update(detail=g.get("detail", ""), base_string=g.get("base_string"))
    code, _, reason = response.status.partition(" ")
    phrase = HTTP_STATUS_CODES.get(response.status_code, reason)
    if reason == phrase.upper():  # werkzeug's way; clients of Google saw "Bad Request"
        response.status = f"{code} {phrase}"
    return response


def _observe(response: Response) -> Response:
    current = state_of(current_app)
    # The tools' own requests would drown the API's.
    if (current.observer or current.log) and not tool_pages.is_tool(request.endpoint):
        try:
            exchange = _exchange(response, current.clock)
            if current.log is not None:
                current.log.put(exchange)
            if current.observer is not None:
                current.observer(exchange.record())
        except Exception:
            # Whoever watches must not be able to break what is watched.
            current_app.logger.exception("on_request failed")
    return response


def _exchange(response: Response, clock: Callable[[], float]) -> events.Exchange:
    # Without the proxies, which would take longer than all the rest.
    sent: Request = request._get_current_object()  # type: ignore[attr-defined]
    noted: dict[str, Any] = vars(g._get_current_object())
    code, _, reason = response.status.partition(" ")
    seconds = time.perf_counter() - noted["started"]
    return events.Exchange(
        method=sent_method(sent.environ),
        url=noted["target"].url,
        headers=tuple(sent.headers.items()),
        body=_body(sent),
        media_type=sent.mimetype,
        status=int(code),
        reason=reason,
        answer=b"" if response.is_streamed or response.direct_passthrough else response.get_data(),
        answer_type=response.mimetype or "",
        base_string=noted.get("base_string"),
        detail=noted.get("detail", ""),
        received=clock() - seconds,
        seconds=seconds,
        caller=noted.get("caller", ""),
        token=noted.get("token_id", ""),
    )


def _body(sent: Request) -> bytes:
    """Return what was sent, also where a view has read it as a form."""
    if sent.method in _WITHOUT_BODY and sent.content_length is None:
        return b""
    if (sent.content_length or 0) > MAXIMUM_BYTES:
        return b""
    body = sent.get_data()
    if body or sent.mimetype != "application/x-www-form-urlencoded":
        return body
    return urlencode(list(sent.form.items(multi=True))).encode()
