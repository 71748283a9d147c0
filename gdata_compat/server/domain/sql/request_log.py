"""The latest requests kept in a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, Integer, Row, Table, Text, delete, func, insert, select

from ..request_log import LoggedRequest
from .database import Database, metadata

__all__ = ["SqlRequestLog", "request_log"]

request_log = Table(
    "request_log",
    metadata,
    Column("number", Integer, primary_key=True),
    # JSON, in ASCII: whatever was sent can be kept, characters that a database refuses included.
    Column("record", Text, nullable=False),
)


class SqlRequestLog:
    """The latest `keep` requests in `database`; see `request_log.RequestLog` for the contract."""

    def __init__(self, database: Database, keep: int) -> None:
        self._database = database
        self._keep = keep

    def add_many(self, requests: Iterable[LoggedRequest]) -> None:
        """Keep requests, in this order, and forget the oldest that are too many."""
        rows = [{"record": _to_json(request)} for request in requests]
        if not rows:
            return
        # Writers take turns, so that numbers appear in their order: whoever polls misses none.
        with self._database.writing() as connection:
            connection.execute(insert(request_log), rows)
            newest = connection.execute(select(func.max(request_log.c.number))).scalar_one()
            connection.execute(delete(request_log).where(request_log.c.number <= newest - self._keep))

    def before(self, number: int | None = None, limit: int = 50) -> Sequence[LoggedRequest]:
        """Return up to `limit` requests older than that one, the latest first."""
        question = select(request_log)
        if number is not None:
            question = question.where(request_log.c.number < number)
        return self._latest(question, limit)

    def after(self, number: int, limit: int = 50) -> Sequence[LoggedRequest]:
        """Return the latest `limit` requests that are newer than that one, the latest first."""
        return self._latest(select(request_log).where(request_log.c.number > number), limit)

    def get(self, number: int) -> LoggedRequest | None:
        """Return a request, or None where it is forgotten."""
        found = self._latest(select(request_log).where(request_log.c.number == number), 1)
        return found[0] if found else None

    def _latest(self, question: Any, limit: int) -> Sequence[LoggedRequest]:
        with self._database.reading() as connection:
            rows = connection.execute(question.order_by(request_log.c.number.desc()).limit(limit)).all()
        return [_of_row(row) for row in rows]


def _to_json(request: LoggedRequest) -> str:
    kept = asdict(request)
    del kept["number"]
    return json.dumps(kept)


def _of_row(row: Row[Any]) -> LoggedRequest:
    kept = json.loads(row.record)
    headers = tuple((name, value) for name, value in kept.pop("headers"))
    return LoggedRequest(**kept, headers=headers, number=row.number)
