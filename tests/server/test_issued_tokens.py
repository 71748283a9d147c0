"""Consumers and tokens as their owner sees them: listed, disabled, revoked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import BearerToken, Consumer, OAuthToken, TokenKind
from gdata_compat.server.domain.issued_tokens import IssuedToken
from gdata_compat.server.domain.oauth2 import OAuth2Kind, OAuth2Token
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import UserChanges
from gdata_compat.server.state import State, state_of

ALICE, BRUNO = "alice@example.com", "bruno@example.com"


@pytest.fixture
def now() -> list[float]:
    """The server's clock."""
    return [1_400_000_000.0]


@pytest.fixture(params=["sqlite", "postgresql"])
def state(request: pytest.FixtureRequest, now: list[float]) -> Iterator[State]:
    """What a server of three users works with."""
    url = ":memory:" if request.param == "sqlite" else str(request.getfixturevalue("postgresql"))
    made = state_of(create_app(url, sample=3, clock=lambda: now[0]))
    yield made
    made.database.close()


def oauth(state: State, account: str = ALICE) -> OAuthToken:
    """Issue an OAuth 1.0 token."""
    return state.credentials.issue_access_token("example.com", account, ["http://x/"])


def login(state: State, account: str = ALICE, kind: TokenKind = TokenKind.CLIENT_LOGIN) -> str:
    """Issue a ClientLogin or AuthSub token."""
    return state.credentials.issue_bearer_token(BearerToken(kind, account, ("http://y/",), "http://site/"))


def oauth2(state: State, account: str = ALICE, grant: str = "g", kind: OAuth2Kind = OAuth2Kind.ACCESS) -> str:
    """Issue an OAuth 2.0 token."""
    return state.oauth2.issue(OAuth2Token(kind, "example.com", account, ("http://z/",), grant, expires=2e9))


def kinds(tokens: object) -> list[str]:
    """Return the kinds of tokens, in order."""
    assert isinstance(tokens, list)
    return [token.kind for token in tokens]


def test_tokens_of_all_kinds_come_newest_first(state: State, now: list[float]) -> None:
    """Each with what its owner may know."""
    key = oauth(state).key
    now[0] += 1
    login(state)
    now[0] += 1
    oauth2(state)
    newest, middle, oldest = state.issued.page()
    assert oldest == IssuedToken(key, "oauth access", ALICE, "example.com", ("http://x/",), now[0] - 2)
    assert (middle.kind, middle.issued_to, middle.scopes) == ("client login", "http://site/", ("http://y/",))
    assert (newest.kind, newest.issued_to, newest.expires) == ("oauth2 access", "example.com", 2e9)


def test_no_page_shows_what_lets_somebody_in(state: State) -> None:
    """Neither the tokens nor their secrets."""
    token = oauth(state)
    secret = [token.secret, login(state), oauth2(state)]
    shown = repr(state.issued.page())
    assert [value for value in secret if value in shown] == []


def test_tokens_of_one_user(state: State) -> None:
    """Others' are left out; '' is the domain's owner."""
    oauth(state), oauth(state, BRUNO), oauth2(state, BRUNO), oauth(state, "")
    counts = [len(state.issued.page(account)) for account in (None, ALICE, BRUNO, "", "nobody@example.com")]
    assert counts == [4, 1, 2, 1, 0]


@pytest.mark.parametrize("account", [None, ALICE])
def test_pages_follow_each_other(state: State, now: list[float], account: str | None) -> None:
    """Every token once, also where several were issued at the same time."""
    for n in range(30):
        now[0] += n % 3 == 0
        (oauth, login, oauth2)[n % 3](state)
    oauth(state, BRUNO) if account else None
    found: list[IssuedToken] = []
    start = None
    while True:
        page = state.issued.page(account, start, 8)
        found += page[:7]
        if len(page) < 8:
            break
        start = page[7].key
    assert [token.key for token in found] == sorted((token.key for token in found), reverse=True)
    assert len({token.id for token in found}) == 30


def test_a_page_reads_no_whole_table(tmp_path: Path) -> None:
    """Each question is answered by an index."""
    state = state_of(create_app(str(tmp_path / "d.sqlite")))
    plans: list[str] = []
    with state.database.reading() as connection:
        for table, key in (("oauth_tokens", "key"), ("bearer_tokens", "digest"), ("oauth2_tokens", "digest")):
            for account in ("", "account = 'a' AND"):
                question = (
                    f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {account} (created, {key}) <= (1, 'x') "
                    f"ORDER BY created DESC, {key} DESC LIMIT 5"
                )
                plans += [row[-1] for row in connection.exec_driver_sql(question)]
    state.database.close()
    assert [plan for plan in plans if "USING INDEX" not in plan] == []
    assert len(plans) == 6


def test_an_index_that_an_older_database_lacks_is_made(tmp_path: Path) -> None:
    """When it is opened."""
    path = str(tmp_path / "d.sqlite")
    state = state_of(create_app(path))
    with state.database.writing() as connection:
        connection.exec_driver_sql("DROP INDEX oauth_tokens_latest")
    state.database.close()
    with (database := Database(path)).reading() as connection:
        names = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars().all()
        )
    database.close()
    assert "oauth_tokens_latest" in names


def test_a_token_is_revoked_by_its_id(state: State) -> None:
    """Whatever its kind; a second time there is nothing to revoke."""
    token, value, bearer = oauth(state), login(state), oauth2(state)
    oauth2(state, grant="another")
    ids = [issued.id for issued in state.issued.page() if issued.kind != "oauth2 access"]
    ids.append(next(t.id for t in state.issued.page() if t.kind == "oauth2 access"))
    assert [state.issued.revoke(id) for id in ids + ids] == [True] * 3 + [False] * 3
    known = state.credentials.oauth_token(token.key, TokenKind.OAUTH_ACCESS)
    assert known is not None
    assert (known.revoked, state.credentials.bearer_token(value)) == (True, None)
    left = [t for t in state.issued.page() if not t.revoked]
    assert (kinds(left), bearer[:5]) == (["oauth2 access"], "ya29.")


def test_revoking_an_access_token_takes_its_refresh_token_along(state: State) -> None:
    """They came of one consent."""
    oauth2(state)
    refresh = oauth2(state, kind=OAuth2Kind.REFRESH)
    state.issued.revoke(next(t.id for t in state.issued.page() if t.kind == "oauth2 access"))
    known = state.oauth2.token(refresh, OAuth2Kind.REFRESH)
    assert known is not None
    assert known.revoked


@pytest.mark.parametrize("id", ["", "x", "1/x"])
def test_an_id_that_nothing_has_revokes_nothing(state: State, id: str) -> None:
    """It says so."""
    oauth(state)
    assert (state.issued.revoke(id), state.issued.page()[0].revoked) == (False, False)


def test_all_tokens_of_a_user_are_revoked_at_once(state: State) -> None:
    """Nobody else's."""
    for make in (oauth, login, oauth2):
        make(state), make(state, BRUNO)
    assert (state.issued.revoke_all(ALICE), state.issued.revoke_all(ALICE)) == (3, 0)
    assert [t.account for t in state.issued.page() if not t.revoked] == [BRUNO] * 3


def test_tokens_go_with_a_renamed_user(state: State) -> None:
    """Who has the old name afterwards has none of the tokens."""
    for make in (oauth, login, oauth2):
        make(state, BRUNO)
    state.domain.users.update("bruno", UserChanges(username="brunello"))
    found = [len(state.issued.page(account)) for account in (BRUNO, "brunello@example.com")]
    assert found == [0, 3]


def test_tokens_of_a_deleted_user_are_revoked(state: State) -> None:
    """A later user of that name gets none of them."""
    for make in (oauth, login, oauth2):
        make(state, BRUNO)
    state.domain.users.delete("bruno")
    assert [(t.kind, t.revoked) for t in state.issued.page(BRUNO) if not t.revoked] == []


# Consumers


def test_consumers_come_in_pages_by_key(state: State) -> None:
    """From a start key on, which is included."""
    for n in range(5):
        state.credentials.add_consumer(Consumer(f"c{n}.example"))
    first = state.credentials.consumers(limit=4)
    rest = state.credentials.consumers(first[3].key)
    expected = [
        "anonymous",
        "c0.example",
        "c1.example",
        "c2.example",
        "c3.example",
        "c4.example",
        "example.com",
    ]
    assert [c.key for c in first[:3]] + [c.key for c in rest] == expected


def test_a_consumer_is_disabled_and_enabled(state: State) -> None:
    """Its secret and keys stay."""
    before = state.credentials.consumer("example.com")
    done = [state.credentials.enable_consumer(key, False) for key in ("example.com", "nobody")]
    disabled = state.credentials.consumer("example.com")
    state.credentials.enable_consumer("example.com")
    assert disabled is not None
    assert (done, disabled.enabled, state.credentials.consumer("example.com")) == (
        [True, False],
        False,
        before,
    )
