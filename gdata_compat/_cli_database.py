"""The option `--database` of the commands that work on a server's database, and how they open it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._extras import needs_extra
from .errors import GdataCompatError

if TYPE_CHECKING:
    from .server.domain.sql.database import Database

__all__ = ["opened", "option"]

#: The option --database.
option = click.option(
    "--database",
    required=True,
    metavar="FILE|URL",
    help="The server's database: a SQLite file or a postgresql:// URL.",
)


@contextlib.contextmanager
def opened(database: str, *, made_by: str | None = None) -> Iterator[Database]:
    """A database, closed at the end.

    With `made_by` it has to be there, and the error says what makes one. Raises click.BadParameter,
    GdataCompatError, and DatabaseFailed where it cannot be opened.
    """
    with needs_extra("the server", "server"):
        from .server.domain.sql import database as databases
    if database == ":memory:":
        raise click.BadParameter("nothing stays in memory: name a file or a URL", param_hint="'--database'")
    if made_by is not None and "://" not in database and not Path(database).exists():
        raise GdataCompatError(f"there is no database {database}: {made_by} makes one")
    made = databases.Database(database)
    try:
        yield made
    finally:
        made.close()
