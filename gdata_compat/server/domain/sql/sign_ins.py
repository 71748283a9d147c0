"""Sign-ins kept in a database, each by a digest of its cookie's value."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import asdict

from sqlalchemy import Column, Float, String, Table, Text, delete, insert, select

from ..sign_ins import SignIn
from .credentials import digest_of
from .database import Database, metadata

__all__ = ["SqlSignIns"]

_sign_ins = Table(
    "sign_ins",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", Text, nullable=False),
    Column("stamp", String(64), nullable=False),
    Column("expires", Float, nullable=False, index=True),
)

_COLUMNS = [_sign_ins.c[name] for name in SignIn.__dataclass_fields__]


class SqlSignIns:
    """Sign-ins in `database`; see `sign_ins.SignIns` for the contract."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def add(self, sign_in: SignIn) -> str:
        """Keep a sign-in and return the value of its cookie, which is not kept."""
        value = secrets.token_urlsafe(32)
        row = asdict(sign_in) | {"digest": digest_of(value)}
        with self._database.writing() as connection:
            connection.execute(delete(_sign_ins).where(_sign_ins.c.expires <= self._clock()))
            connection.execute(insert(_sign_ins), row)
        return value

    def get(self, value: str) -> SignIn | None:
        """Return the sign-in of a cookie with that value, or None where it has ended."""
        mine = (_sign_ins.c.digest == digest_of(value), _sign_ins.c.expires > self._clock())
        with self._database.reading() as connection:
            row = connection.execute(select(*_COLUMNS).where(*mine)).first()
        return None if row is None else SignIn(*row)

    def drop(self, value: str) -> None:
        """End a sign-in."""
        with self._database.writing() as connection:
            connection.execute(delete(_sign_ins).where(_sign_ins.c.digest == digest_of(value)))
