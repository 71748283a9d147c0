"""What the feeds of users read: every value checked, and all that is wrong told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..domain.passwords import hash_password, keep_digest
from ..domain.users import User, UserChanges
from ..faults import ProvisioningError
from . import rules

__all__ = ["UserValues", "new_user"]


def new_user(changes: UserChanges, quota_mb: int) -> User:
    """Make the user that the changes describe; `quota_mb` is for those without a quota."""
    return User(
        username=changes.username or "",
        family_name=changes.family_name or "",
        given_name=changes.given_name or "",
        password_hash=changes.password_hash or "",
        suspended=bool(changes.suspended),
        admin=bool(changes.admin),
        quota_mb=quota_mb if changes.quota_mb is None else changes.quota_mb,
        ip_whitelisted=bool(changes.ip_whitelisted),
        change_password_at_next_login=bool(changes.change_password_at_next_login),
    )


class UserValues:
    """Reads the attributes of a user's `login`, `name` and `quota`, and collects what is wrong with them."""

    def __init__(self, login: Mapping[str, str], name: Mapping[str, str], quota: Mapping[str, str]) -> None:
        self._login = login
        self._name = name
        self._quota = quota
        self._faults: list[tuple[int, str]] = []

    def changes(self, *, required: bool) -> UserChanges:
        """Return what the entry sets; raises ProvisioningError. `required`: as a new user needs it."""
        changes = UserChanges(
            username=self._text(self._login, "userName", rules.username_fault, 1403, required),
            password_hash=self._password(required),
            family_name=self._text(self._name, "familyName", rules.family_name_fault, 1401, required),
            given_name=self._text(self._name, "givenName", rules.given_name_fault, 1400, required),
            suspended=self._boolean("suspended"),
            admin=self._boolean("admin"),
            quota_mb=self._quota_mb(),
            ip_whitelisted=self._boolean("ipWhitelisted"),
            change_password_at_next_login=self._boolean("changePasswordAtNextLogin"),
        )
        if self._faults:
            raise ProvisioningError(*self._faults)
        return changes

    def _text(
        self,
        source: Mapping[str, str],
        name: str,
        fault_of: Callable[[str], int | None],
        missing: int,
        required: bool,
    ) -> str | None:
        value = source.get(name)
        if value is None:
            if required:
                self._faults.append((missing, ""))
            return None
        self._note(fault_of(value), value)
        return value

    def _password(self, required: bool) -> str | None:
        password, function = self._login.get("password"), self._login.get("hashFunctionName")
        if password is None:
            if required:
                self._faults.append((1402, ""))
            return None
        fault = rules.digest_fault(function, password) if function else rules.password_fault(password)
        # The password itself is never repeated in an answer.
        self._note(fault, function or "" if fault == 1404 else "")
        if fault is not None or self._faults:
            return None
        return keep_digest(function, password) if function else hash_password(password)

    def _boolean(self, name: str) -> bool | None:
        value = self._login.get(name)
        if value is None or not value:
            return None
        self._note(rules.boolean_fault(value), value)
        return value.lower() == "true"

    def _quota_mb(self) -> int | None:
        value = self._quota.get("limit")
        if value is None or not value:
            return None
        fault = rules.quota_fault(value)
        self._note(fault, value)
        return int(value) if fault is None else None

    def _note(self, code: int | None, given: str) -> None:
        if code is not None:
            self._faults.append((code, given))
