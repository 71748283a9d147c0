"""Requests counted in a database, for quotas that hold over several processes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, Table, case, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite

from .database import Database, Key, metadata

__all__ = ["SqlRequestCounts", "request_counts"]

request_counts = Table(
    "request_counts",
    metadata,
    Column("caller", Key, primary_key=True),
    # Only the latest span of a caller is kept: one row each, for ever.
    Column("span", BigInteger, nullable=False),
    Column("requests", Integer, nullable=False),
    sqlite_with_rowid=False,
)


# Where a process whose clock is ahead has begun the next span, the request counts there.
_NEW_SPAN = literal_column("excluded.span", BigInteger) > request_counts.c.span
_MORE: dict[str, Any] = {
    "index_elements": [request_counts.c.caller],
    "set_": {
        "requests": case((_NEW_SPAN, 1), else_=request_counts.c.requests + 1),
        "span": case((_NEW_SPAN, literal_column("excluded.span")), else_=request_counts.c.span),
    },
}


class SqlRequestCounts:
    """Requests of callers in `database`; see `quotas.RequestCounts` for the contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, caller: str, span: int) -> int:
        """Count a request of a caller in a span of time, by its number; return how many it is now."""
        row = {"caller": caller, "span": span, "requests": 1}
        with self._database.noting() as connection:
            # One statement, so that nobody comes between the look and the change.
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            connection.execute(insert(request_counts).values(row).on_conflict_do_update(**_MORE))
            mine = select(request_counts.c.requests).where(request_counts.c.caller == caller)
            return int(connection.execute(mine).scalar_one())
