"""Logins that failed, and the pictures that are asked for afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["LONGEST_WINDOW", "Captcha", "LoginRules", "Logins"]

#: Seconds for which failures can be remembered.
LONGEST_WINDOW = 7 * 24 * 3600.0


@dataclass(frozen=True)
class LoginRules:
    """When logins are made harder; 0 switches a rule off.

    After `captcha_after` failed logins to an account a captcha is asked for; after `lock_after` of them
    nobody can log in to it, and after `lock_address_after` failed logins from an address nobody can from
    there.
    Failures count for `window` seconds from the first one on; then everything is open again.
    """

    captcha_after: int = 3
    lock_after: int = 20
    lock_address_after: int = 100
    window: float = 900.0

    def __post_init__(self) -> None:
        if (
            min(self.captcha_after, self.lock_after, self.lock_address_after) < 0
            or not 0 < self.window <= LONGEST_WINDOW
        ):
            raise ValueError("failed logins are counted from 0 up, for a window of up to seven days")


@dataclass(frozen=True)
class Captcha:
    """A picture with letters; `token` stands for it, `answer` is what it shows."""

    token: str
    answer: str


class Logins(Protocol):
    """Failures and captchas, shared by every process that serves the domain.

    A `subject` is an account or an address that failures are counted for.
    """

    def failures(self, subject: str, window: float) -> int:
        """Return how many logins have failed since the first one that is not older than `window` seconds."""

    def fail(self, subject: str, window: float) -> int:
        """Count a failed login and return how many there are now."""

    def clear(self, subject: str) -> None:
        """Forget the failures of a subject."""

    def new_captcha(self) -> Captcha:
        """Make a captcha that nobody has answered."""

    def captcha(self, token: str) -> Captcha | None:
        """Return the captcha, None where it is unknown, answered or too old."""

    def answer_captcha(self, token: str, answer: str) -> bool:
        """Tell whether the answer is right, in any case of its letters; there is one try."""
