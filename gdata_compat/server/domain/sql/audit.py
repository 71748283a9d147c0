"""Audits kept in a database."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from ..audit import AuditRequest, Monitor, RequestKind, RequestStatus
from ..model import (
    PAGE_SIZE,
    EntityCannotBeModified,
    EntityDoesNotExist,
    EntityExists,
    TooManyAudits,
)
from . import addresses
from .database import Database, Key, metadata

__all__ = ["AUDIT_DURATION", "EXPORTS_A_DAY", "MONITORS_A_DAY", "SqlAudit"]

#: Seconds after which a request is done, and after which files marked for removal are gone. Google took days.
AUDIT_DURATION = 60.0

#: Mailbox exports that a domain's administrators may ask for in a day (the API's guide).
EXPORTS_A_DAY = 100

#: Monitors that they may make and delete in a day (the API's guide).
MONITORS_A_DAY = 1000

_DAY = 24 * 3600.0

audit_keys = Table(
    "audit_keys",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("public_key", Text, nullable=False),
)

audit_monitors = Table(
    "audit_monitors",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("username", Key, primary_key=True),
    Column("destination", Key, primary_key=True),
    Column("begin", String(16), nullable=False),
    Column("end", String(16), nullable=False),
    *(Column(name, String(20), nullable=False) for name in ("incoming", "outgoing", "drafts", "chats")),
    Column("number", Integer, nullable=False),
    Index("audit_monitors_by_destination", "domain", "destination"),
    Index("audit_monitors_by_number", "domain", "number"),
    sqlite_with_rowid=False,
)

# When monitors were made and deleted, for a day.
audit_monitor_changes = Table(
    "audit_monitor_changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("domain", Key, nullable=False),
    Column("moment", Float, nullable=False),
    Index("audit_monitor_changes_by_time", "domain", "moment"),
)

audit_requests = Table(
    "audit_requests",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # Without a key to the users: what was asked for is known when the user is gone.
    Column("username", Key, nullable=False),
    Column("admin", Text, nullable=False),
    Column("requested", Float, nullable=False),
    Column("completes", Float, nullable=False),
    Column("begin", String(16), nullable=False),
    Column("end", String(16), nullable=False),
    Column("include_deleted", Boolean, nullable=False),
    Column("search_query", Text, nullable=False),
    Column("headers_only", Boolean, nullable=False),
    Column("removed", Float),
    Column("user_gone", Float),
    Column("token", String(64), nullable=False),
    Index("audit_requests_by_user", "domain", "username"),
    Index("audit_requests_by_time", "domain", "kind", "requested", "number"),
    Index("audit_requests_by_token", "token", unique=True),
)

_MONITOR = [audit_monitors.c[name] for name in Monitor.__dataclass_fields__]
_REQUEST = [audit_requests.c[name] for name in AuditRequest.__dataclass_fields__]


class SqlAudit:
    """The audits of `domain`; see `audit.Audit` for the contract. `duration` is in seconds."""

    def __init__(
        self,
        database: Database,
        domain: str,
        *,
        clock: Callable[[], float] = time.time,
        duration: float = AUDIT_DURATION,
        exports_a_day: int = EXPORTS_A_DAY,
        monitors_a_day: int = MONITORS_A_DAY,
    ) -> None:
        self._database = database
        self._domain = domain
        self._clock = clock
        self._duration = duration
        self._exports_a_day = exports_a_day
        self._monitors_a_day = monitors_a_day

    def public_key(self) -> str:
        """Return the key that files are meant to be encrypted with, '' where there is none."""
        question = select(audit_keys.c.public_key).where(audit_keys.c.domain == self._domain)
        with self._database.reading() as connection:
            return connection.execute(question).scalar() or ""

    def put_public_key(self, key: str) -> None:
        """Set that key."""
        with self._database.writing() as connection:
            connection.execute(delete(audit_keys).where(audit_keys.c.domain == self._domain))
            connection.execute(insert(audit_keys), {"domain": self._domain, "public_key": key})

    def monitors(self, username: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Monitor]:
        """Return up to `limit` monitors of a user; raises EntityDoesNotExist for an unknown user."""
        key = audit_monitors.c.destination
        mine = self._of(audit_monitors), audit_monitors.c.username == username.lower(), key >= (start or "")
        question = select(*_MONITOR).where(*mine).order_by(key).limit(limit)
        with self._database.reading() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            return [Monitor(*row) for row in connection.execute(question)]

    def all_monitors(self, after: Monitor | None = None, limit: int = PAGE_SIZE) -> Sequence[Monitor]:
        """Return up to `limit` monitors of all users, those after one."""
        order = audit_monitors.c.username, audit_monitors.c.destination
        question = select(*_MONITOR).where(self._of(audit_monitors)).order_by(*order).limit(limit)
        if after is not None:
            question = question.where(tuple_(*order) > (after.username, after.destination))
        with self._database.reading() as connection:
            return [Monitor(*row) for row in connection.execute(question)]

    def put_monitor(self, monitor: Monitor, *, limited: bool = True) -> Monitor:
        """Keep a monitor, in the place of one with the same two users."""
        pair = (monitor.username.lower(), monitor.destination.lower())
        with self._database.writing() as connection:
            for name in pair:
                addresses.refuse_no_user(connection, self._domain, name)
            if limited:
                self._count_change(connection)
            connection.execute(delete(audit_monitors).where(*self._pair(*pair)))
            latest = select(func.max(audit_monitors.c.number)).where(self._of(audit_monitors))
            number = monitor.number or (connection.execute(latest).scalar() or 0) + 1
            kept = replace(monitor, username=pair[0], destination=pair[1], number=number)
            connection.execute(insert(audit_monitors), asdict(kept) | {"domain": self._domain})
        return kept

    def delete_monitor(self, username: str, destination: str) -> None:
        """Remove a monitor; raises EntityDoesNotExist, TooManyAudits."""
        with self._database.writing() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            mine = self._pair(username.lower(), destination.lower())
            if connection.execute(delete(audit_monitors).where(*mine)).rowcount == 0:
                raise EntityDoesNotExist(destination)
            self._count_change(connection)

    def request(self, kind: RequestKind, username: str, number: int) -> AuditRequest:
        """Return a user's request; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._request(connection, kind, username, number)

    def requests(
        self, kind: RequestKind, since: float = 0.0, start: int | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[AuditRequest]:
        """Return up to `limit` requests made since a moment, sorted by number, from `start` on."""
        table = audit_requests.c
        mine = self._of(audit_requests), table.kind == kind.value
        recent = (*mine, table.requested >= since)
        first = select(table.number).where(*recent).order_by(table.requested, table.number).limit(1)
        with self._database.reading() as connection:
            # Numbers grow with time: what is older is not looked at.
            begin = max(start or 0, connection.execute(first).scalar() or 0)
            question = select(*_REQUEST).where(*recent, table.number >= begin)
            rows = connection.execute(question.order_by(table.number).limit(limit))
            return [_request_of(row) for row in rows]

    def request_of_token(self, token: str) -> AuditRequest:
        """Return the request whose file the token opens; raises EntityDoesNotExist."""
        mine = self._of(audit_requests), audit_requests.c.token == token
        with self._database.reading() as connection:
            row = connection.execute(select(*_REQUEST).where(*mine)).first()
        if row is None:
            raise EntityDoesNotExist("", "no request has that file")
        return _request_of(row)

    def create_request(self, request: AuditRequest) -> AuditRequest:
        """Keep a request from now on; raises EntityDoesNotExist for an unknown user, TooManyAudits."""
        now, username = self._clock(), request.username.lower()
        mine = self._of(audit_requests), audit_requests.c.kind == request.kind.value
        with self._database.writing() as connection:
            addresses.refuse_no_user(connection, self._domain, username)
            if request.kind is RequestKind.EXPORT:
                self._refuse_too_many(connection, now)
            latest = select(func.max(audit_requests.c.number)).where(*mine)
            number = (connection.execute(latest).scalar() or 0) + 1
            kept = replace(request, username=username, number=number, token=_new_token())
            kept = replace(kept, requested=now, completes=now + self._duration)
            self._insert(connection, kept)
        return kept

    def restore_request(self, request: AuditRequest) -> None:
        """Keep a request as it is, number and moments; raises EntityExists for a number in use."""
        with self._database.writing() as connection:
            mine = select(audit_requests.c.number).where(*self._is(request.kind, request.number))
            if connection.execute(mine).first() is not None:
                raise EntityExists(str(request.number))
            kept = replace(request, username=request.username.lower(), token=_new_token())
            self._insert(connection, kept)

    def remove_request(self, kind: RequestKind, username: str, number: int) -> None:
        """Mark the files of a request for removal, a second time remove them."""
        now = self._clock()
        with self._database.writing() as connection:
            status = self._request(connection, kind, username, number).status(now)
            if not status.has_files:
                raise EntityCannotBeModified(str(number), f"the request is {status.value}: it has no files")
            removed = now + self._duration if status is RequestStatus.COMPLETED else now
            change = update(audit_requests).where(*self._is(kind, number))
            connection.execute(change.values(removed=removed))

    def address_changed(self, connection: Connection, old: str, new: str) -> None:
        """Let monitors and requests follow a user to the new name; who leaves the domain is gone."""
        (name, domain), (new_name, new_domain) = old.split("@"), new.split("@")
        if domain != self._domain:
            self._elsewhere(domain).address_changed(connection, old, new)
            return
        if new_domain != domain:
            self.address_gone(connection, old)
            return
        for column in (audit_monitors.c.username, audit_monitors.c.destination):
            mine = self._of(audit_monitors), column == name
            connection.execute(update(audit_monitors).where(*mine).values({column: new_name}))
        connection.execute(update(audit_requests).where(*self._made_for(name)).values(username=new_name))

    def address_gone(self, connection: Connection, address: str) -> None:
        """Drop the monitors of a user, and note that the user's mailbox is gone."""
        name, _, domain = address.partition("@")
        if domain != self._domain:
            self._elsewhere(domain).address_gone(connection, address)
            return
        for column in (audit_monitors.c.username, audit_monitors.c.destination):
            connection.execute(delete(audit_monitors).where(self._of(audit_monitors), column == name))
        change = update(audit_requests).where(*self._made_for(name))
        connection.execute(change.values(user_gone=self._clock()))

    def _elsewhere(self, domain: str) -> SqlAudit:
        """Return the audits of another domain of the account."""
        return SqlAudit(
            self._database,
            domain,
            clock=self._clock,
            duration=self._duration,
            exports_a_day=self._exports_a_day,
            monitors_a_day=self._monitors_a_day,
        )

    def _refuse_too_many(self, connection: Connection, now: float) -> None:
        table = audit_requests.c
        mine = self._of(audit_requests), table.kind == RequestKind.EXPORT.value, table.requested > now - _DAY
        made = connection.execute(select(func.count()).select_from(audit_requests).where(*mine)).scalar_one()
        if made >= self._exports_a_day:
            detail = f"there may be {self._exports_a_day} exports a day, and there were {made}"
            raise TooManyAudits(self._domain, detail)

    def _count_change(self, connection: Connection) -> None:
        """Note that a monitor is made or deleted; raises TooManyAudits."""
        table, now = audit_monitor_changes.c, self._clock()
        mine = table.domain == self._domain
        connection.execute(delete(audit_monitor_changes).where(mine, table.moment <= now - _DAY))
        count = select(func.count()).select_from(audit_monitor_changes).where(mine)
        if connection.execute(count).scalar_one() >= self._monitors_a_day:
            detail = f"{self._monitors_a_day} monitors may be made and deleted a day, not more"
            raise TooManyAudits(self._domain, detail)
        connection.execute(insert(audit_monitor_changes), {"domain": self._domain, "moment": now})

    def _insert(self, connection: Connection, request: AuditRequest) -> None:
        row = asdict(request) | {"domain": self._domain, "kind": request.kind.value}
        connection.execute(insert(audit_requests), row)

    def _request(self, connection: Connection, kind: RequestKind, username: str, number: int) -> AuditRequest:
        mine = (*self._is(kind, number), audit_requests.c.username == username.lower())
        row = connection.execute(select(*_REQUEST).where(*mine)).first()
        if row is None:
            raise EntityDoesNotExist(str(number), f"{username} has no such request")
        return _request_of(row)

    def _of(self, table: Any) -> Any:
        return table.c.domain == self._domain

    def _made_for(self, username: str) -> tuple[Any, ...]:
        """Find the requests for the user of that name, not those for an earlier one."""
        table = audit_requests.c
        return self._of(audit_requests), table.username == username, table.user_gone.is_(None)

    def _pair(self, username: str, destination: str) -> tuple[Any, ...]:
        columns = audit_monitors.c
        return self._of(audit_monitors), columns.username == username, columns.destination == destination

    def _is(self, kind: RequestKind, number: int) -> tuple[Any, ...]:
        columns = audit_requests.c
        return self._of(audit_requests), columns.kind == kind.value, columns.number == number


def _request_of(row: Row[Any]) -> AuditRequest:
    return AuditRequest(**{**row._mapping, "kind": RequestKind(row.kind)})


def _new_token() -> str:
    return secrets.token_urlsafe(40)
