"""Many users into a domain: passwords hashed, looked up, added and changed a thousand at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from ..domain.chunks import in_chunks
from ..domain.model import Domain, DomainError, EntityDoesNotExist
from ..domain.org_units import ROOT, OrgUnit, parent_of
from ..domain.passwords import hash_password, verify_password
from ..domain.users import User, UserChanges
from ..faults import ProvisioningError
from ..provisioning import org_units as org_unit_rules
from ..provisioning import rules
from .report import Outcome, Problem, Report

__all__ = ["USER_RULES", "Advance", "UserRow", "hash_passwords", "load_users", "name_of_unit"]

#: Called with how many things have just been dealt with.
Advance = Callable[[int], object]

#: What has to hold of a user's field, with the code of the error.
USER_RULES: Mapping[str, Callable[[Any], int | None]] = {
    "username": rules.username_fault,
    "family_name": rules.family_name_fault,
    "given_name": rules.given_name_fault,
    "password": rules.password_fault,
    "password_hash": rules.stored_password_fault,
    "quota_mb": lambda number: rules.quota_fault(str(number)),
}


@dataclass(frozen=True)
class UserRow:
    """A user as a file has it. `values` are the fields of `User` that it names.

    `password` is a plain one; `org_unit` is a canonical path, None where none is named; `new_username`
    renames.
    """

    where: str
    username: str
    values: Mapping[str, Any] = field(repr=False)
    new_username: str = ""
    password: str = field(default="", repr=False)
    org_unit: str | None = None

    @property
    def names(self) -> set[str]:
        """The names that the user has, before and after."""
        return {self.username, self.new_username} - {""}

    @property
    def final_name(self) -> str:
        """The name that the user is to have."""
        return self.new_username or self.username


def name_of_unit(path: str) -> str:
    """Return the name of a unit, of its canonical path."""
    return unquote(path.rpartition("/")[2])


def hash_passwords(domain: Domain, rows: Sequence[UserRow], advance: Advance) -> list[UserRow]:
    """Hash the plain passwords, in as many threads as there are processors; scrypt takes 50 ms each.

    A password that a user has already is left out.
    """
    plain = [row for row in rows if row.password]
    stored = {user.username: user.password_hash for user in domain.users.find(_all_names(plain))}

    def hashed(row: UserRow) -> UserRow:
        known = next((stored[name] for name in sorted(row.names) if stored.get(name)), "")
        if known and verify_password(row.password, known):
            return replace(row, password="")
        return replace(row, password="", values={**row.values, "password_hash": hash_password(row.password)})

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = iter(list(_told(pool.map(hashed, plain), advance)))
    return [next(done) if row.password else row for row in rows]


def _told(rows: Iterator[UserRow], advance: Advance) -> Iterator[UserRow]:
    for row in rows:
        advance(1)
        yield row


def load_users(domain: Domain, rows: Sequence[UserRow], report: Report, advance: Advance) -> None:
    """Put users into a domain, and into units, which are made where they are missing."""
    loader = _Loader(domain, report)
    for chunk in in_chunks(rows):
        loader.load(chunk)
        advance(len(chunk))


class _Loader:
    def __init__(self, domain: Domain, report: Report) -> None:
        self._domain = domain
        self._report = report
        self._seen: set[str] = set()
        self._units = {ROOT}

    def load(self, rows: list[UserRow]) -> None:
        """Put a chunk of rows into the domain."""
        known = {user.username: user for user in self._domain.users.find(_all_names(rows))}
        outcomes: dict[str, Outcome] = {}
        new: list[tuple[UserRow, User]] = []
        for row in filter(self._is_first, rows):
            user = known.get(row.username) or known.get(row.new_username)
            if user is not None:
                self._change(row, user, outcomes)
            elif made := self._new_user(row):
                new.append((row, made))
        self._add(new, outcomes)
        self._move(
            [row for row in rows if row.final_name in outcomes], {row.final_name for row, _ in new}, outcomes
        )
        for outcome, number in Counter(outcomes.values()).items():
            self._report.count("users", outcome, number)

    def _is_first(self, row: UserRow) -> bool:
        first = not row.names & self._seen
        self._seen |= row.names
        if not first:
            text = "the user is in the file already: leave one of the two out"
            self._report.reject("users", [Problem(row.where, "", row.username, text)])
        return first

    def _new_user(self, row: UserRow) -> User | None:
        missing = [name for name in ("family_name", "given_name") if not row.values.get(name)]
        if missing:
            text = "a user who is not there yet needs a family name and a given name"
            self._report.reject("users", [Problem(row.where, name, "", text) for name in missing])
            return None
        return User(username=row.final_name, **row.values)

    def _change(self, row: UserRow, user: User, outcomes: dict[str, Outcome]) -> None:
        wanted = {**row.values, "username": row.final_name}
        differing = {
            name: value
            for name, value in wanted.items()
            # What the terms say is set when a user is made, and never again.
            if name in UserChanges.__dataclass_fields__ and value != getattr(user, name)
        }
        try:
            if differing:
                self._domain.users.update(user.username, UserChanges(**differing))
        except DomainError as error:
            self._report.reject("users", [Problem.of(row.where, "", error, row.final_name)])
        else:
            outcomes[row.final_name] = Outcome.UPDATED if differing else Outcome.UNCHANGED

    def _add(self, new: list[tuple[UserRow, User]], outcomes: dict[str, Outcome]) -> None:
        try:
            self._domain.users.add_many(user for _, user in new)
        except DomainError as error:
            if len(new) == 1:
                self._report.reject("users", [Problem.of(new[0][0].where, "", error, new[0][1].username)])
                return
            for one in new:  # to learn which
                self._add([one], outcomes)
        else:
            outcomes.update((user.username, Outcome.CREATED) for _, user in new)

    def _move(self, rows: list[UserRow], new: set[str], outcomes: dict[str, Outcome]) -> None:
        """Put users into their units; new ones are in the root already."""
        placed = [row for row in rows if row.org_unit is not None]
        there = [row.final_name for row in placed if row.final_name not in new]
        paths = {each.username: each.path for each in self._domain.org_units.find(there)}
        by_unit: dict[str, list[UserRow]] = {}
        for row in placed:
            assert row.org_unit is not None
            if paths.get(row.final_name, ROOT).lower() != row.org_unit.lower():
                by_unit.setdefault(row.org_unit, []).append(row)
        for path, movers in by_unit.items():
            names = [row.final_name for row in movers]
            try:
                self._make_unit(path)
                self._domain.org_units.move_users(names, path)
            except (DomainError, ProvisioningError) as error:
                self._report.problems += [Problem.of(row.where, "org unit", error, path) for row in movers]
                outcomes.update(dict.fromkeys(names, Outcome.REJECTED))
            else:
                outcomes.update((name, Outcome.UPDATED) for name in names if name not in new)

    def _make_unit(self, path: str) -> None:
        if path.lower() in self._units:
            return
        try:
            self._domain.org_units.get(path)
        except EntityDoesNotExist:
            self._make_unit(parent_of(path))
            name = name_of_unit(path)
            org_unit_rules.changes_of({"name": name})
            self._domain.org_units.create(OrgUnit(path, name))
            self._report.count("org_units", Outcome.CREATED)
        self._units.add(path.lower())


def _all_names(rows: Sequence[UserRow]) -> Iterator[str]:
    return (name for row in rows for name in row.names)
