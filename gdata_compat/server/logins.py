"""Whether a password lets somebody in: failures are counted; many of them cost a captcha, then time."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from .domain.accounts import Account
from .domain.logins import LoginRules, Logins
from .domain.model import Domain, EntityDoesNotExist
from .domain.passwords import hash_password, verify_password

__all__ = ["LoginGuard", "Outcome", "Tried"]

# Checked where there is no salted hash, so that an answer takes as long as for a wrong password.
_NOBODY = hash_password("")


class Outcome(Enum):
    """What became of a login."""

    RIGHT = "right"
    WRONG = "wrong"
    DELETED = "deleted"
    CAPTCHA = "captcha"
    LOCKED = "locked"


class Tried(NamedTuple):
    """A login that was tried: its outcome, the account where it is right, and in words what was wrong."""

    outcome: Outcome
    account: Account | None = None
    detail: str = ""


class LoginGuard:
    """Checks passwords of the users of a domain and its secondary ones, and holds off whoever guesses."""

    def __init__(self, domain: Domain, logins: Logins, rules: LoginRules) -> None:
        self.logins = logins
        self.rules = rules
        self._domain = domain

    def check(
        self, account: str, password: str, address: str, captcha: tuple[str, str] | None = None
    ) -> Tried:
        """Check a password; `account` may lack the primary domain, `address` is where it comes from.

        `captcha` is a token and the answer given for it; two empty texts where none was given. Where it is
        None nobody can be shown a captcha, and only the locks hold.
        """
        account, address = self._full(account), f"from {address}"
        held = self._held(account, address, captcha)
        if held is not None:
            return held
        known = self._known(account)
        stored = "" if known is None else known.user.password_hash
        if not stored.startswith("scrypt$"):
            verify_password(password, _NOBODY)
        if known is not None and verify_password(password, stored):
            self._clear(account)
            return Tried(Outcome.RIGHT, known)
        self._fail(account, address)
        if known is None and self._domain.accounts.was_deleted(account):
            return Tried(Outcome.DELETED, detail=f"{account} was deleted")
        return Tried(Outcome.WRONG, detail="no such user, or another password")

    def _held(self, account: str, address: str, captcha: tuple[str, str] | None) -> Tried | None:
        for limit, subject in ((self.rules.lock_after, account), (self.rules.lock_address_after, address)):
            if self._is_reached(limit, subject):
                who = subject.removeprefix("from ")
                wait = f"wait until {self.rules.window:.0f} seconds after the first of them"
                return Tried(Outcome.LOCKED, detail=f"too many failed logins of {who}: {wait}")
        if captcha is None or not self._is_reached(self.rules.captcha_after, account):
            return None
        token, answer = captcha
        if token and self.logins.answer_captcha(token, answer):
            return None
        if token:
            self._fail(account, address)
            return Tried(Outcome.CAPTCHA, detail="logincaptcha is not what the picture shows, or too late")
        detail = f"{self.rules.captcha_after} logins have failed: logintoken and logincaptcha are needed"
        return Tried(Outcome.CAPTCHA, detail=detail)

    def _is_reached(self, limit: int, subject: str) -> bool:
        return limit > 0 and self.logins.failures(subject, self.rules.window) >= limit

    def _fail(self, account: str, address: str) -> None:
        for subject in (account, address):
            self.logins.fail(subject, self.rules.window)

    def _clear(self, account: str) -> None:
        if self.logins.failures(account, self.rules.window):  # most logins have nothing to forget
            self.logins.clear(account)

    def _full(self, account: str) -> str:
        account = "".join(c if c.isprintable() else "?" for c in account.strip().lower())
        return account if "@" in account else f"{account}@{self._domain.name}"

    def _known(self, account: str) -> Account | None:
        try:
            return self._domain.accounts.get(account)
        except EntityDoesNotExist:
            return None
