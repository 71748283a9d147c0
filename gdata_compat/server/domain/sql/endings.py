"""When a consumer was disabled and a token revoked or used up, so that a refusal can say it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Float, String, Table, delete, insert, select

from ..chunks import in_chunks
from .database import Key, metadata

__all__ = ["CONSUMER", "TOKEN", "ended_at", "forget_ending", "note_endings"]

#: What ends.
CONSUMER, TOKEN = "consumer", "token"

#: Seconds for which an ending is remembered.
_KEPT = 30 * 24 * 3600.0

_endings = Table(
    "endings",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("id", Key, primary_key=True),
    Column("ended", Float, nullable=False, index=True),
    sqlite_with_rowid=False,
)


def note_endings(connection: Connection, kind: str, ids: Iterable[str], now: float) -> None:
    """Note that consumers or tokens end `now`, in the transaction that ends them."""
    connection.execute(delete(_endings).where(_endings.c.ended < now - _KEPT))
    for some in in_chunks(dict.fromkeys(ids)):
        connection.execute(delete(_endings).where(_endings.c.kind == kind, _endings.c.id.in_(some)))
        connection.execute(insert(_endings), [{"kind": kind, "id": id, "ended": now} for id in some])


def forget_ending(connection: Connection, kind: str, id: str) -> None:
    """Forget that something has ended, since it has begun again."""
    connection.execute(delete(_endings).where(_endings.c.kind == kind, _endings.c.id == id))


def ended_at(connection: Connection, kind: str, id: str) -> float | None:
    """Return when something ended, None where nobody knows."""
    mine = (_endings.c.kind == kind, _endings.c.id == id)
    found: float | None = connection.execute(select(_endings.c.ended).where(*mine)).scalar()
    return found
