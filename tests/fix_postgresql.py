"""Databases for tests of the data: a SQLite file and one in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gdata_compat.server.domain.sql.database import Database

__all__ = ["database"]


@pytest.fixture(params=["file", "memory"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    opened = Database(str(tmp_path / "d.sqlite") if request.param == "file" else ":memory:")
    yield opened
    opened.close()
