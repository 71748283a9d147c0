"""A domain kept in a database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from .database import Database, deleted_names, users
from .model import (
    PAGE_SIZE,
    EntityDoesNotExist,
    EntityExists,
    User,
    UserChanges,
    UserDeletedRecently,
    UserLimitExceeded,
)

__all__ = ["DELETED_NAME_WINDOW", "SqlDomain"]

#: Seconds for which the name of a deleted user cannot be taken: five days (API reference, code 1100).
DELETED_NAME_WINDOW = 5 * 24 * 3600.0

_USER_COLUMNS = [users.c[name] for name in User.__dataclass_fields__]
_ONE = select(*_USER_COLUMNS).where(users.c.domain == bindparam("d"), users.c.username == bindparam("n"))
_PAGE = (
    select(*_USER_COLUMNS)
    .where(users.c.domain == bindparam("d"), users.c.sort_key >= bindparam("k"))
    .order_by(users.c.sort_key)
    .limit(bindparam("m"))
)


class SqlDomain:
    """The users of the domain `name`, in `database`.

    `deleted_name_window` is in seconds; `user_limit` is the most users that the domain may have.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        *,
        clock: Callable[[], float] = time.time,
        deleted_name_window: float = DELETED_NAME_WINDOW,
        user_limit: int | None = None,
    ) -> None:
        self._database = database
        self._name = name.lower()
        self._clock = clock
        self._window = deleted_name_window
        self._limit = user_limit

    @property
    def name(self) -> str:
        """The domain name."""
        return self._name

    def user(self, username: str) -> User:
        """Return the user; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._user(connection, username)

    def users(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[User]:
        """Return up to `limit` users from `start` on, which is included, in order."""
        key = _sort_key(start) if start else ""
        with self._database.reading() as connection:
            rows = connection.execute(_PAGE, {"d": self._name, "k": key, "m": limit}).all()
        return [_to_user(row) for row in rows]

    def count_users(self) -> int:
        """Return how many users there are."""
        with self._database.reading() as connection:
            return self._count(connection)

    def create_user(self, user: User) -> User:
        """Add a user; raises EntityExists, UserDeletedRecently, UserLimitExceeded."""
        row = self._row(user)
        with self._database.writing() as connection:
            self._refuse_taken(connection, row["username"])
            if self._limit is not None and self._count(connection) >= self._limit:
                raise UserLimitExceeded(user.username)
            self._insert(connection, [row])
            return self._user(connection, row["username"])

    def add_users(self, new: Iterable[User]) -> int:
        """Add many users at once, all or none, and return how many; raises EntityExists."""
        rows = [self._row(user) for user in new]
        if rows:
            with self._database.writing() as connection:
                self._insert(connection, rows)
        return len(rows)

    def update_user(self, username: str, changes: UserChanges) -> User:
        """Change a user and return it; raises EntityDoesNotExist, EntityExists, UserDeletedRecently."""
        username = username.lower()
        values = {name: value for name, value in asdict(changes).items() if value is not None}
        new_name = values.pop("username", username).lower()
        with self._database.writing() as connection:
            self._user(connection, username)
            if new_name != username:
                self._refuse_taken(connection, new_name)
                values |= {"username": new_name, "sort_key": _sort_key(new_name)}
            if values:
                self._update(connection, username, values)
            return self._user(connection, new_name)

    def delete_user(self, username: str) -> None:
        """Remove a user and reserve the name for a while; raises EntityDoesNotExist."""
        username = username.lower()
        mine = (deleted_names.c.domain == self._name, deleted_names.c.username == username)
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(users).where(users.c.domain == self._name, users.c.username == username)
            )
            if gone.rowcount == 0:
                raise EntityDoesNotExist(username)
            connection.execute(delete(deleted_names).where(*mine))
            row = {"domain": self._name, "username": username, "deleted": self._clock()}
            connection.execute(insert(deleted_names), row)

    def _row(self, user: User) -> dict[str, Any]:
        username = user.username.lower()
        key = {"domain": self._name, "sort_key": _sort_key(username)}
        return asdict(user) | key | {"username": username}

    def _user(self, connection: Connection, username: str) -> User:
        row = connection.execute(_ONE, {"d": self._name, "n": username.lower()}).first()
        if row is None:
            raise EntityDoesNotExist(username)
        return _to_user(row)

    def _count(self, connection: Connection) -> int:
        question = select(func.count()).select_from(users).where(users.c.domain == self._name)
        return connection.execute(question).scalar_one()

    def _refuse_taken(self, connection: Connection, username: str) -> None:
        if connection.execute(_ONE, {"d": self._name, "n": username}).first() is not None:
            raise EntityExists(username)
        question = select(deleted_names.c.deleted).where(
            deleted_names.c.domain == self._name, deleted_names.c.username == username
        )
        deleted = connection.execute(question).scalar()
        if deleted is not None and self._clock() - deleted < self._window:
            raise UserDeletedRecently(username)

    def _insert(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        try:
            connection.execute(insert(users), rows)
        except IntegrityError as error:
            raise EntityExists(rows[0]["username"] if len(rows) == 1 else "one of the users") from error

    def _update(self, connection: Connection, username: str, values: dict[str, Any]) -> None:
        change = update(users).where(users.c.domain == self._name, users.c.username == username)
        try:
            connection.execute(change.values(**values))
        except IntegrityError as error:
            raise EntityExists(values["username"]) from error


def _sort_key(username: str) -> str:
    return username.lower() + "@"


def _to_user(row: Row[Any]) -> User:
    fields: Sequence[Any] = row
    return User(*fields)
