"""What an app works with, and how a view gets at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from .domain.credentials import CredentialStore
from .domain.directory import Directory
from .domain.issued_tokens import IssuedTokens
from .domain.model import Domain, EntityDoesNotExist
from .domain.oauth2 import OAuth2Tokens
from .domain.page_sessions import PageSessions
from .domain.sign_ins import SignIns
from .domain.sql.database import Database
from .events import Observer
from .failing import Failures
from .logins import LoginGuard
from .oauth1 import OAuthProvider
from .pages import PageRules
from .request_log import LogWriter

__all__ = ["State", "keep", "state", "state_of"]

_KEY = "gdata_compat"


@dataclass(frozen=True)
class State:
    """The parts of one app.

    `administrator` is the user name of the domain's owner, who may do everything even if no such user is
    stored. `accept_basic` lets HTTP Basic in, which Google did not take. `clock` gives seconds since 1970.
    `failures` is what goes wrong by request; `logins` checks passwords; `issued` lists and revokes tokens of
    every kind; `directory` finds whoever has an address; `sign_ins` and `pages` say who may see the server's
    pages, `page_sessions` what those remember, and `log` takes the requests that they show, if any.
    """

    database: Database
    domain: Domain
    credentials: CredentialStore
    oauth: OAuthProvider
    administrator: str
    default_quota_mb: int
    accept_basic: bool
    clock: Callable[[], float]
    observer: Observer | None
    failures: Failures
    logins: LoginGuard
    oauth2: OAuth2Tokens
    issued: IssuedTokens
    directory: Directory
    sign_ins: SignIns
    pages: PageRules
    page_sessions: PageSessions
    log: LogWriter | None

    @property
    def owner(self) -> str:
        """The e-mail address of the domain's owner."""
        return f"{self.administrator}@{self.domain.name}"

    def close(self) -> None:
        """Write what is not written yet, and close the database."""
        if self.log is not None:
            self.log.close()
        self.database.close()

    def may_administer(self, account: str) -> bool:
        """Tell whether the account, an e-mail address or '' for the owner, may use the API."""
        address = (account or self.owner).lower()
        try:
            user = self.domain.accounts.get(address).user
        except EntityDoesNotExist:
            return address == self.owner
        return user.admin and not user.suspended


def keep(app: Flask, kept: State) -> None:
    """Give an app its state."""
    app.extensions[_KEY] = kept


def state_of(app: Flask) -> State:
    """Return the state of an app that create_app made."""
    return cast(State, app.extensions[_KEY])


def state() -> State:
    """Return the state of the app that handles the current request."""
    return state_of(current_app)
