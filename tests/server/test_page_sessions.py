"""What pages remember, in each database."""

from __future__ import annotations

from sqlalchemy import text

from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.sql.page_sessions import SqlPageSessions
from gdata_compat.server.playground import sealing


def kept(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM page_sessions")).scalar_one())


def test_a_session_is_kept_changed_and_ended(database: Database) -> None:
    """The value of the cookie is not in the database."""
    store = SqlPageSessions(database, clock=lambda: 100.0)
    store.put("cookie", "one", 200.0)
    store.put("cookie", "two", 200.0)
    seen = [store.get("cookie"), store.get("another"), kept(database)]
    with database.reading() as connection:
        row = connection.execute(text("SELECT * FROM page_sessions")).one()
    store.drop("cookie")
    assert seen == ["two", None, 1]
    assert ("cookie" in row, store.get("cookie"), kept(database)) == (False, None, 0)


def test_old_sessions_are_swept(database: Database) -> None:
    """They are not given out from the second on at which they end, and go when somebody comes by."""
    now = [100.0]
    store = SqlPageSessions(database, clock=lambda: now[0])
    store.put("old", "content", 110.0)
    now[0] = 110.0
    assert (store.get("old"), kept(database)) == (None, 1)
    now[0] = 200.0
    store.put("new", "content", 300.0)
    assert kept(database) == 1


def test_only_its_browser_account_and_server_open_what_is_sealed() -> None:
    """Any other key gives nothing, nor does a text that was changed."""
    closed = sealing.sealed("a secret", "server", "cookie", "account")
    others = [("other", "cookie", "account"), ("server", "other", "account"), ("server", "cookie", "other")]
    assert sealing.opened(closed, "server", "cookie", "account") == "a secret"
    assert [sealing.opened(closed, *each) for each in others] == [None, None, None]
    assert sealing.opened(closed[:-10] + "A" * 10, "server", "cookie", "account") is None
    assert "secret" not in closed
