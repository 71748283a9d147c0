"""Requests counted in a database, for quotas that hold over several processes."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

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


class SqlRequestCounts:
    """Requests of callers in `database`; see `quotas.RequestCounts` for the contract."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, caller: str, span: int) -> int:
        """Count a request of a caller in a span of time, by its number; return how many it is now."""
        try:
            return self._count(caller, span)
        except IntegrityError:  # another process has just written the caller's first row
            return self._count(caller, span)

    def _count(self, caller: str, span: int) -> int:
        mine = request_counts.c.caller == caller
        # Where a process whose clock is ahead has begun the next span, the request counts there.
        more = update(request_counts).where(mine, request_counts.c.span >= span)
        with self._database.noting() as connection:
            done = connection.execute(more.values(requests=request_counts.c.requests + 1))
            if done.rowcount:
                return int(connection.execute(select(request_counts.c.requests).where(mine)).scalar_one())
            connection.execute(delete(request_counts).where(mine))
            connection.execute(insert(request_counts), {"caller": caller, "span": span, "requests": 1})
            return 1
