"""The table in docs/server.md of what the server emulates is that of its routes."""

from __future__ import annotations

from pathlib import Path

from gdata_compat.server.app import create_app
from gdata_compat.server.emulation import operations, table

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "server.md"


def test_the_page_lists_what_the_server_emulates() -> None:
    """No operation is claimed that is not there, and none is left out."""
    told = PAGE.read_text(encoding="utf-8").partition("<!-- emulation -->\n")[2]
    assert told.partition("<!-- /emulation -->")[0] == table(create_app())


def test_every_operation_of_a_feed_says_what_it_does() -> None:
    """Each address and method has a meaning of its own words."""
    meanings = [meaning for _, _, meaning in operations(create_app())]
    assert (len(meanings) > 40, min(len(meaning.split()) for meaning in meanings) >= 2) == (True, True)
