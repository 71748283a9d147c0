"""Scripts that act on users: ours and the original do the same, and see the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SERVICE = """
import gdata.apps.service
apps = service(gdata.apps.service.AppsService)
"""

Observe = Callable[..., Any]


def test_a_user_is_made_and_refused_a_second_time(observe: Observe) -> None:
    """CreateUser gives the entry; the second one gets 1300."""
    script = """
made = apps.CreateUser("dora", "Dorn", "Dora", "dora-password", quota_limit=4096)
seen.append([made.login.user_name, made.quota.limit, apps.RetrieveUser("dora").name.given_name])
refused(apps.CreateUser, "dora", "Dorn", "Dora", "dora-password")
"""
    exists = ["AppsForYourDomainException", 400, "1300", "EntityExists"]
    assert observe(SERVICE + script) == [["dora", "4096", "Dora"], exists]
