"""Faults by switch, so that the retries of a script can be tried.

What fails are the calls of the API, not the token endpoints and pages, and each fails before anything is
done: the same call can be sent again. A share of the calls may be answered 503, every one may take longer, a
caller may have a quota, and a test may say what comes next.
"""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable
from http import HTTPStatus

from .domain.quotas import Quota, RequestCounts
from .faults import FAULTS, LOGIN_ERRORS, ProvisioningError, Refusal, Refused

__all__ = ["Failures"]

#: The statuses that Google's API answered with a phrase of its own.
_PHRASES = {401: "token unknown", 403: "not authorized", 400: "parameter"}


class Failures:
    """What goes wrong by request.

    `fault_rate` is the share of calls that are answered 503 (1001), from 0 to 1; `latency` is in seconds;
    `quota` is what a caller may send, counted in `counts`. The first three may be changed at any time.
    Raises ValueError for a share, a time or a fault that is none.
    """

    def __init__(
        self,
        counts: RequestCounts,
        *,
        fault_rate: float = 0.0,
        latency: float = 0.0,
        quota: Quota | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        if not 0 <= fault_rate <= 1:
            raise ValueError(f"fault_rate is a share from 0 to 1, not {fault_rate}")
        if not 0 <= latency < threading.TIMEOUT_MAX:
            raise ValueError(f"latency is a number of seconds, not {latency}")
        self.fault_rate, self.latency, self.quota = fault_rate, latency, quota
        self._counts = counts
        self._clock, self._sleep, self._chance = clock, sleep, chance
        self._next: deque[int | None] = deque()
        self._next_logins: deque[str] = deque()

    def repeat(self, seed: int) -> None:
        """Let the share of `fault_rate` hit the same calls in every run."""
        self._chance = random.Random(seed).random

    def fail_next(self, code: int, times: int = 1, *, after: int = 0) -> None:
        """Let the next call of the API, or so many, fail; `after` so many further ones that do not.

        `code` is an error code of the API (1001 is "server busy") or an HTTP status (503, 500, 401).
        """
        if code not in FAULTS and code not in _ERROR_STATUSES:
            raise ValueError(f"{code} is neither an error code (1000 to 1802) nor an error's HTTP status")
        self._next.extend([None] * after + [code] * times)

    def fail_next_login(self, error: str, times: int = 1) -> None:
        """Let the next ClientLogin, or so many, fail with an error code of its guide, such as NotVerified."""
        if error not in LOGIN_ERRORS:
            raise ValueError(f"{error!r} is no error of ClientLogin: {', '.join(LOGIN_ERRORS)}")
        self._next_logins.extend([error] * times)

    def next_login_error(self) -> str | None:
        """Return the error that the current login is to fail with, or None."""
        try:
            return self._next_logins.popleft()
        except IndexError:
            return None

    def meet_call(self) -> None:
        """Meet a call as it comes in; raises ProvisioningError or Refused if it is to fail."""
        if self.latency:
            self._sleep(self.latency)
        try:
            code = self._next.popleft()
        except IndexError:
            if self.fault_rate and self._chance() < self.fault_rate:
                raise ProvisioningError((1001, ""), detail="failed by the switch fault_rate") from None
            return
        if code is not None:
            raise _failure(code)

    def meet_caller(self, account: str) -> None:
        """Count a call of an account; raises Refused where it is one too many."""
        quota = self.quota
        if quota is None:
            return
        span = int(self._clock() // quota.seconds)
        if self._counts.count(account, span) > quota.requests:
            detail = f"{account} has sent more than {quota.requests} requests in {quota.seconds} s"
            raise Refused("over quota", f"{detail}: wait, and try again")


_ERROR_STATUSES = frozenset(status.value for status in HTTPStatus if status >= 400)


def _failure(code: int) -> Exception:
    detail = f"failed by fail_next({code})"
    if code in FAULTS:
        return ProvisioningError((code, ""), detail=detail)
    return Refused(_PHRASES.get(code) or Refusal(code, HTTPStatus(code).phrase), detail)
