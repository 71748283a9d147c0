"""Calendar resources kept in a database."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, Connection, Table, Text, delete, insert, select, update

from ..calendar_resources import CalendarResource, CalendarResourceChanges
from ..model import PAGE_SIZE, EntityDoesNotExist, EntityExists, values_of
from .database import Database, Key, metadata

__all__ = ["SqlCalendarResources"]

calendar_resources = Table(
    "calendar_resources",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("resource_id", Key, primary_key=True),
    Column("common_name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("email", Text, nullable=False),
    sqlite_with_rowid=False,
)

_COLUMNS = [calendar_resources.c[name] for name in CalendarResource.__dataclass_fields__]


class SqlCalendarResources:
    """The resources of `domain`; see `calendar_resources.CalendarResources` for the contract."""

    def __init__(self, database: Database, domain: str) -> None:
        self._database = database
        self._domain = domain

    def get(self, resource_id: str) -> CalendarResource:
        """Return the resource; raises EntityDoesNotExist."""
        with self._database.reading() as connection:
            return self._get(connection, resource_id)

    def page(self, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[CalendarResource]:
        """Return up to `limit` resources from `start` on, which is included, in order."""
        key = calendar_resources.c.resource_id
        mine = (calendar_resources.c.domain == self._domain, key >= (start or ""))
        with self._database.reading() as connection:
            rows = connection.execute(select(*_COLUMNS).where(*mine).order_by(key).limit(limit))
            return [CalendarResource(*row) for row in rows]

    def create(self, resource: CalendarResource) -> CalendarResource:
        """Add a resource and give it an address; raises EntityExists."""
        email = resource.email or self._new_address()
        row = asdict(resource) | {"domain": self._domain, "email": email}
        with self._database.writing() as connection:
            mine = select(calendar_resources.c.resource_id).where(*self._is(resource.resource_id))
            if connection.execute(mine).first() is not None:
                raise EntityExists(resource.resource_id)
            connection.execute(insert(calendar_resources), row)
            return self._get(connection, resource.resource_id)

    def update(self, resource_id: str, changes: CalendarResourceChanges) -> CalendarResource:
        """Change a resource and return it; raises EntityDoesNotExist."""
        values = values_of(changes)
        with self._database.writing() as connection:
            self._get(connection, resource_id)
            if values:
                change = update(calendar_resources).where(*self._is(resource_id))
                connection.execute(change.values(**values))
            return self._get(connection, resource_id)

    def delete(self, resource_id: str) -> None:
        """Remove a resource; raises EntityDoesNotExist."""
        with self._database.writing() as connection:
            gone = connection.execute(delete(calendar_resources).where(*self._is(resource_id)))
            if gone.rowcount == 0:
                raise EntityDoesNotExist(resource_id)

    def _new_address(self) -> str:
        # The shape of Google's: example.com_<digits and letters>@resource.calendar.google.com.
        return f"{self._domain}_{secrets.token_hex(13)}@resource.calendar.google.com"

    def _is(self, resource_id: str) -> tuple[Any, Any]:
        return calendar_resources.c.domain == self._domain, calendar_resources.c.resource_id == resource_id

    def _get(self, connection: Connection, resource_id: str) -> CalendarResource:
        row = connection.execute(select(*_COLUMNS).where(*self._is(resource_id))).first()
        if row is None:
            raise EntityDoesNotExist(resource_id)
        return CalendarResource(*row)
