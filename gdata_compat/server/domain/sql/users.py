"""User accounts kept in a database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Integer,
    Row,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from ..chunks import in_chunks
from ..model import (
    PAGE_SIZE,
    EntityDoesNotExist,
    UserDeletedRecently,
    UserLimitExceeded,
    values_of,
)
from ..users import User, UserChanges
from . import addresses
from .database import Database, Key, metadata
from .nicknames import insert_nickname
from .secondary_domains import secondary_domains

__all__ = ["DELETED_NAME_WINDOW", "SqlUsers", "deleted_names", "users"]

#: Seconds for which the name of a deleted user cannot be taken: five days (API reference, code 1100).
DELETED_NAME_WINDOW = 5 * 24 * 3600.0

users = Table(
    "users",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("sort_key", Key, primary_key=True),
    Column("username", Key, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("given_name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("quota_mb", Integer, nullable=False),
    Column("ip_whitelisted", Boolean, nullable=False),
    Column("change_password_at_next_login", Boolean, nullable=False),
    Column("agreed_to_terms", Boolean, nullable=False),
    UniqueConstraint("domain", "username"),
    sqlite_with_rowid=False,
)

deleted_names = Table(
    "deleted_names",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("username", Key, primary_key=True),
    Column("deleted", Float, nullable=False),
    sqlite_with_rowid=False,
)


_USER_COLUMNS = [users.c[name] for name in User.__dataclass_fields__]
_ONE = select(*_USER_COLUMNS).where(users.c.domain == bindparam("d"), users.c.username == bindparam("n"))
_PAGE = (
    select(*_USER_COLUMNS)
    .where(users.c.domain == bindparam("d"), users.c.sort_key >= bindparam("k"))
    .order_by(users.c.sort_key)
    .limit(bindparam("m"))
)


class SqlUsers:
    """The users of `domain`; see `users.Users` for the contract.

    `account` is the primary domain of the account that `domain` belongs to, itself by default.
    `deleted_name_window` is in seconds; `limit` is the most users that the account may have. `followers`
    are told of addresses that change and go, in the same transaction; tables with a foreign key to
    `users` need none.
    """

    def __init__(
        self,
        database: Database,
        domain: str,
        *,
        account: str | None = None,
        clock: Callable[[], float] = time.time,
        deleted_name_window: float = DELETED_NAME_WINDOW,
        limit: int | None = None,
        followers: Sequence[addresses.Follower] = (),
    ) -> None:
        self._database = database
        self._domain = domain
        self._account = account or domain
        self._clock = clock
        self._window = deleted_name_window
        self._limit = limit
        self._followers = followers

    def get(self, username: str) -> User:
        """Return the user; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._get(connection, username)

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[User]:
        """Return up to `limit` users from `start` on, which is included, in order."""
        key = addresses.sort_key(start) if start else ""
        with self._database.reading() as connection:
            rows = connection.execute(_PAGE, {"d": self._domain, "k": key, "m": limit}).all()
        return [_to_user(row) for row in rows]

    def find(self, usernames: Iterable[str]) -> Sequence[User]:
        """Return those of the users who are there, in any order."""
        found: list[User] = []
        with self._database.reading() as connection:
            for chunk in in_chunks({name.lower() for name in usernames}):
                mine = (users.c.domain == self._domain, users.c.username.in_(chunk))
                found += [_to_user(row) for row in connection.execute(select(*_USER_COLUMNS).where(*mine))]
        return found

    def count(self) -> int:
        """Return how many users there are."""
        question = select(func.count()).select_from(users).where(users.c.domain == self._domain)
        with self._database.reading() as connection:
            return connection.execute(question).scalar_one()

    def create(self, user: User) -> User:
        """Add a user; raises EntityExists, UserDeletedRecently, UserLimitExceeded."""
        row = self._row(user)
        with self._database.writing() as connection:
            self._take(connection, row["username"])
            self._refuse_too_many(connection, [row])
            connection.execute(insert(users), [row])
            return self._get(connection, row["username"])

    def add_many(self, new: Iterable[User]) -> int:
        """Add many users at once, all or none, and return how many.

        Raises EntityExists, UserLimitExceeded.
        """
        added = 0
        with self._database.writing() as connection:
            for chunk in in_chunks(map(self._row, new)):
                addresses.take(connection, self._domain, (row["username"] for row in chunk), "user")
                self._refuse_too_many(connection, chunk)
                connection.execute(insert(users), chunk)
                added += len(chunk)
        return added

    def update(self, username: str, changes: UserChanges) -> User:
        """Change a user and return it; raises EntityDoesNotExist, EntityExists, UserDeletedRecently.

        The old name of a renamed user stays as a nickname.
        """
        username = username.lower()
        values = values_of(changes)
        new_name = values.pop("username", username).lower()
        with self._database.writing() as connection:
            self._get(connection, username)
            if values:
                connection.execute(update(users).where(*self._is(username)).values(**values))
            if new_name != username:
                self._rename(connection, username, self, new_name)
            return self._get(connection, new_name)

    def move(self, username: str, target: SqlUsers, new_name: str) -> User:
        """Rename a user into another domain, that of `target`, and return it; raises as `update` does."""
        username, new_name = username.lower(), new_name.lower()
        with self._database.writing() as connection:
            self._get(connection, username)
            self._rename(connection, username, target, new_name)
            return target._get(connection, new_name)

    def delete(self, username: str) -> None:
        """Remove a user and reserve the name for a while; raises EntityDoesNotExist."""
        username = username.lower()
        mine = (deleted_names.c.domain == self._domain, deleted_names.c.username == username)
        with self._database.writing() as connection:
            self._get(connection, username)
            # Before the row: followers ask what the user had.
            addresses.release(connection, self._domain, username, self._followers)
            connection.execute(delete(users).where(*self._is(username)))
            connection.execute(delete(deleted_names).where(*mine))
            row = {"domain": self._domain, "username": username, "deleted": self._clock()}
            connection.execute(insert(deleted_names), row)

    def was_deleted(self, username: str) -> bool:
        """Tell whether the name is still reserved because its user was deleted."""
        with self._database.reading() as connection:
            return self._was_deleted(connection, username.lower())

    def _rename(self, connection: Connection, username: str, target: SqlUsers, new_name: str) -> None:
        target._refuse_reserved(connection, new_name)
        addresses.take(connection, target._domain, [new_name], "user")
        values = {"domain": target._domain, "username": new_name, "sort_key": addresses.sort_key(new_name)}
        connection.execute(update(users).where(*self._is(username)).values(**values))
        for follower in self._followers:
            follower.address_changed(connection, self._address(username), target._address(new_name))
        addresses.keep_as(connection, self._domain, username, "nickname")
        owner = (target._domain, new_name)
        insert_nickname(connection, self._domain, username, owner, self._clock())

    def _address(self, username: str) -> str:
        return f"{username}@{self._domain}"

    def _is(self, username: str) -> tuple[Any, Any]:
        return users.c.domain == self._domain, users.c.username == username

    def _row(self, user: User) -> dict[str, Any]:
        username = user.username.lower()
        key = {"domain": self._domain, "sort_key": addresses.sort_key(username)}
        return vars(user) | key | {"username": username}

    def _get(self, connection: Connection, username: str) -> User:
        row = connection.execute(_ONE, {"d": self._domain, "n": username.lower()}).first()
        if row is None:
            raise EntityDoesNotExist(username)
        return _to_user(row)

    def _refuse_too_many(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        if self._limit is None:
            return
        others = select(secondary_domains.c.name).where(secondary_domains.c.domain == self._account)
        mine = or_(users.c.domain == self._account, users.c.domain.in_(others))
        there = connection.execute(select(func.count()).select_from(users).where(mine)).scalar_one()
        if there + len(rows) > self._limit:
            name = rows[max(self._limit - there, 0)]["username"]
            raise UserLimitExceeded(name, f"there may be {self._limit} users")

    def _take(self, connection: Connection, username: str) -> None:
        addresses.take(connection, self._domain, [username], "user")
        self._refuse_reserved(connection, username)

    def _refuse_reserved(self, connection: Connection, username: str) -> None:
        if self._was_deleted(connection, username):
            raise UserDeletedRecently(username)

    def _was_deleted(self, connection: Connection, username: str) -> bool:
        question = select(deleted_names.c.deleted).where(
            deleted_names.c.domain == self._domain, deleted_names.c.username == username
        )
        deleted = connection.execute(question).scalar()
        return deleted is not None and self._clock() - deleted < self._window


def _to_user(row: Row[Any]) -> User:
    fields: Sequence[Any] = row
    return User(*fields)
