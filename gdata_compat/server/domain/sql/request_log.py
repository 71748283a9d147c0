"""The latest requests kept in a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from ..request_log import MOST_KEPT, KeptRequest, RequestFilter, RequestRecord
from .database import Database, Key, metadata

__all__ = ["SqlRequestLog"]

#: The key of PostgreSQL's advisory lock for the log: whoever sees a number has seen all lower ones.
_LOGGERS = 0x67646175

#: Rows that are written at once: on SQLite whoever else writes waits meanwhile.
_AT_ONCE = 50

#: The most that is kept of a text, in characters.
_LONGEST = 20_000

_requests = Table(
    "request_log",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("received", Float, nullable=False),
    Column("method", String(40), nullable=False),
    Column("status", Integer, nullable=False),
    Column("token", Key, nullable=False),
    Column("caller", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("url", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("base_string", Text),
    Column("body", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Index("request_log_of_token", "token", "received"),
)

_COLUMNS = [_requests.c.id, *(_requests.c[name] for name in RequestRecord.__dataclass_fields__)]


class SqlRequestLog:
    """The log in `database`; see `request_log.RequestLog` for the contract."""

    def __init__(self, database: Database, most_kept: int = MOST_KEPT) -> None:
        self._database = database
        self._most_kept = most_kept

    def add(self, records: Iterable[RequestRecord]) -> None:
        """Keep requests, in their order, and let the oldest go."""
        rows = [_row(record) for record in records][-self._most_kept :]
        for start in range(0, len(rows), _AT_ONCE):
            with self._database.noting() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(select(func.pg_advisory_xact_lock(_LOGGERS)))
                connection.execute(insert(_requests), rows[start : start + _AT_ONCE])
                latest = select(func.max(_requests.c.id)).scalar_subquery()
                connection.execute(delete(_requests).where(_requests.c.id <= latest - self._most_kept))

    def page(
        self, wanted: RequestFilter, before: int | None = None, after: int = 0, limit: int = 50
    ) -> Sequence[KeptRequest]:
        """Return up to `limit` requests, the latest first, whose ids are between the two."""
        question = _matching(select(*_COLUMNS), wanted).where(_requests.c.id > after)
        if before is not None:
            question = question.where(_requests.c.id < before)
        with self._database.reading() as connection:
            return list(map(_kept, connection.execute(question.order_by(_requests.c.id.desc()).limit(limit))))

    def get(self, id: int) -> KeptRequest | None:
        """Return a request, or None where it is not there (any more)."""
        with self._database.reading() as connection:
            row = connection.execute(select(*_COLUMNS).where(_requests.c.id == id)).first()
        return None if row is None else _kept(row)

    def last_used(self, tokens: Iterable[str]) -> Mapping[str, float]:
        """Return when each of the tokens came last, by its id."""
        token = _requests.c.token
        latest = select(token, func.max(_requests.c.received)).where(token.in_(list(tokens))).group_by(token)
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(latest)}


def _matching(question: Select[Any], wanted: RequestFilter) -> Select[Any]:
    status = _requests.c.status
    if wanted.method:
        question = question.where(_requests.c.method == wanted.method)
    if 0 < wanted.status < 10:
        question = question.where(status >= wanted.status * 100, status < wanted.status * 100 + 100)
    elif wanted.status:
        question = question.where(status == wanted.status)
    return question.where(status >= 400) if wanted.refused else question


def _row(record: RequestRecord) -> dict[str, Any]:
    row = {name: _kept_of(value) for name, value in vars(record).items()}
    headers = [(_kept_of(name), _kept_of(value)) for name, value in record.headers]
    return row | {"method": row["method"][:40], "token": row["token"][:320], "headers": json.dumps(headers)}


def _kept_of(value: Any) -> Any:
    """Return what a database takes: no text has NUL or half a character in it."""
    if not isinstance(value, str):
        return value
    return value[:_LONGEST].replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _kept(row: Row[Any]) -> KeptRequest:
    values = dict(row._mapping)
    id = values.pop("id")
    headers = tuple((name, value) for name, value in json.loads(values["headers"]))
    return KeptRequest(id, RequestRecord(**values | {"headers": headers}))
