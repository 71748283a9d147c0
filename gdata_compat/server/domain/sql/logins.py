"""Failed logins and captchas kept in a database."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Float, Integer, String, Table, case, delete, insert, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite

from ..logins import LONGEST_WINDOW, Captcha
from .database import Database, Key, metadata
from .sweeps import Sweeps

__all__ = ["CAPTCHA_LETTERS", "CAPTCHA_LIFETIME", "SqlLogins"]

#: Seconds in which a captcha can be answered.
CAPTCHA_LIFETIME = 600.0

#: The letters of captchas: those that nobody mistakes for others.
CAPTCHA_LETTERS = "acefhklmnprtuvwxyz"

_LETTERS_SHOWN = 6

login_failures = Table(
    "login_failures",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", Float, nullable=False, index=True),
    sqlite_with_rowid=False,
)

captchas = Table(
    "captchas",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("answer", String(20), nullable=False),
    Column("created", Float, nullable=False, index=True),
    sqlite_with_rowid=False,
)

_SWEEP_EVERY = 60.0


class SqlLogins:
    """Failures and captchas in `database`; see `logins.Logins` for the contract."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self._sweeps = Sweeps(_SWEEP_EVERY)

    def failures(self, subject: str, window: float) -> int:
        """Return how many logins have failed since the first one that is not older than `window` seconds."""
        mine = (login_failures.c.subject == subject[:320], login_failures.c.since > self._clock() - window)
        with self._database.reading() as connection:
            return connection.execute(select(login_failures.c.failures).where(*mine)).scalar() or 0

    def fail(self, subject: str, window: float) -> int:
        """Count a failed login and return how many there are now."""
        now = self._clock()
        row = {"subject": subject[:320], "failures": 1, "since": now}
        is_over = login_failures.c.since <= now - window
        more: dict[str, Any] = {
            "failures": case((is_over, 1), else_=login_failures.c.failures + 1),
            "since": case((is_over, literal_column("excluded.since")), else_=login_failures.c.since),
        }
        with self._database.noting() as connection:
            # One statement, so that nobody comes between the look and the change.
            new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            count = (
                new(login_failures).values(row).on_conflict_do_update(index_elements=["subject"], set_=more)
            )
            connection.execute(count)
            mine = select(login_failures.c.failures).where(login_failures.c.subject == row["subject"])
            found = int(connection.execute(mine).scalar_one())
        self._sweep(now)
        return found

    def clear(self, subject: str) -> None:
        """Forget the failures of a subject."""
        with self._database.noting() as connection:
            connection.execute(delete(login_failures).where(login_failures.c.subject == subject[:320]))

    def new_captcha(self) -> Captcha:
        """Make a captcha that nobody has answered."""
        answer = "".join(secrets.choice(CAPTCHA_LETTERS) for _ in range(_LETTERS_SHOWN))
        made = Captcha(secrets.token_urlsafe(32), answer)
        row = {"token": made.token, "answer": made.answer, "created": self._clock()}
        with self._database.noting() as connection:
            connection.execute(insert(captchas), row)
        return made

    def captcha(self, token: str) -> Captcha | None:
        """Return the captcha, None where it is unknown, answered or too old."""
        with self._database.reading() as connection:
            answer = connection.execute(select(captchas.c.answer).where(*self._is(token))).scalar()
        return None if answer is None else Captcha(token, answer)

    def answer_captcha(self, token: str, answer: str) -> bool:
        """Tell whether the answer is right, in any case of its letters; there is one try."""
        with self._database.noting() as connection:
            expected = connection.execute(select(captchas.c.answer).where(*self._is(token))).scalar()
            is_mine = connection.execute(delete(captchas).where(*self._is(token))).rowcount == 1
        given = answer.strip().lower().encode("utf-8", "replace")
        return is_mine and expected is not None and hmac.compare_digest(expected.encode(), given)

    def _sweep(self, now: float) -> None:
        if not self._sweeps.is_due(now):
            return
        with self._database.writing() as connection:
            connection.execute(delete(login_failures).where(login_failures.c.since < now - LONGEST_WINDOW))
            connection.execute(delete(captchas).where(captchas.c.created < now - CAPTCHA_LIFETIME))

    def _is(self, token: str) -> tuple[Any, Any]:
        # What no token looks like may not even be text to a database.
        known = token if token.isascii() and token.isprintable() else ""
        return captchas.c.token == known, captchas.c.created > self._clock() - CAPTCHA_LIFETIME
