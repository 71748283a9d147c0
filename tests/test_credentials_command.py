"""The commands about tokens and consumers."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import BearerToken, TokenKind
from gdata_compat.server.domain.oauth2 import OAuth2Kind, OAuth2Token
from gdata_compat.server.domain.sql.credentials import SqlCredentials
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.sql.issued_tokens import SqlIssuedTokens
from gdata_compat.server.domain.sql.oauth2 import SqlOAuth2Tokens
from gdata_compat.server.serving import ServerThread
from tests.fix_server import CONSUMER_SECRET, SignedClient
from tests.server.test_users import FEED


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "gdata_compat", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The database of a server of example.com."""
    url = str(tmp_path / "d.sqlite")
    if request.param == "postgresql":
        url = str(request.getfixturevalue("postgresql"))
    from gdata_compat.server.state import state_of

    state_of(create_app(url, consumer_secret=CONSUMER_SECRET)).close()
    return url


def settings(text: str) -> dict[str, str]:
    return dict(re.findall(r'^(\w+) = "(.*)"$', text, re.M))


def test_an_issued_token_is_good_until_it_is_revoked(database: str) -> None:
    """By a server that runs over the same database all the while."""
    with ServerThread(create_app(database, sample=1)) as server:
        done = run("token", "issue", "--database", database)
        given = settings(done.stdout)
        client = SignedClient(server.url, given["TOKEN"], given["TOKEN_SECRET"])
        before = client.get(FEED).status_code
        revoked = run("token", "revoke", "--database", database, given["TOKEN"])
        after = client.get(FEED)
    assert (done.returncode, done.stderr, given["CONSUMER_SECRET"]) == (0, "", CONSUMER_SECRET)
    assert (revoked.returncode, revoked.stdout) == (0, "revoked: 1\n")
    assert (before, after.status_code, "revoked" in after.reason) == (200, 401, True)


def test_a_token_is_issued_as_a_script_has_it(database: str) -> None:
    """By its key and its secret, once; the script's own keys then open the feeds."""
    options = ("--database", database, "--token", "1/known", "--token-secret", "the known secret")
    done, again = (run("token", "issue", *options) for _ in range(2))
    with ServerThread(create_app(database, sample=1)) as server:
        status = SignedClient(server.url, "1/known", "the known secret").get(FEED).status_code
    assert (done.returncode, settings(done.stdout)["TOKEN"], status) == (0, "1/known", 200)
    assert (again.returncode, again.stdout, again.stderr.count("\n")) == (1, "", 1)
    assert ("1/known already" in again.stderr, "known secret" in again.stderr) == (True, False)


def test_tokens_of_every_kind_are_listed_without_their_secrets(database: str) -> None:
    """The latest first, with whose they are and what for; an account's alone where it is named."""
    opened = Database(database)
    credentials, oauth2 = SqlCredentials(opened), SqlOAuth2Tokens(opened)
    access = credentials.issue_access_token("example.com", "", ("https://a.test/f/",))
    login = credentials.issue_bearer_token(BearerToken(TokenKind.CLIENT_LOGIN, "bruno@example.com"))
    old = OAuth2Token(
        OAuth2Kind.ACCESS, "example.com", "bruno@example.com", ("https://b.test/",), "g", time.time() - 60
    )
    bearer = oauth2.issue(old)
    opened.close()
    everything = run("token", "list", "--database", database)
    brunos = run("token", "list", "--database", database, "--account", "Bruno@example.com")
    lines = everything.stdout.splitlines()
    kinds = ["KIND", "oauth2 access", "client login", "oauth access"]
    assert [kind in line for kind, line in zip(kinds, lines, strict=True)] == [True] * 4
    assert ("(the owner)" in lines[3], "expired" in lines[1], "https://a.test/f/" in lines[3]) == (
        True,
        True,
        True,
    )
    assert (len(brunos.stdout.splitlines()), everything.stderr) == (3, "")
    assert [s for s in (access.secret, login, bearer, CONSUMER_SECRET) if s in everything.stdout] == []


def test_all_tokens_of_an_account_are_revoked(database: str) -> None:
    """And nobody else's."""
    opened = Database(database)
    credentials = SqlCredentials(opened)
    for account in ("bruno@example.com", "bruno@example.com", "alice@example.com"):
        credentials.issue_access_token("example.com", account)
    done = run("token", "revoke", "--database", database, "--all-of", "bruno@example.com")
    left = [token.account for token in SqlIssuedTokens(opened).page() if not token.revoked]
    opened.close()
    assert (done.stdout, left) == ("revoked: 2\n", ["alice@example.com"])


def test_a_consumer_is_added_disabled_and_enabled(database: str, tmp_path: Path) -> None:
    """Its secret is printed once, when it is made."""
    added = run("consumer", "add", "site.test", "--domain", "Example.com", "--database", database)
    again = run("consumer", "add", "site.test", "--database", database)
    secret = settings(added.stdout)["CONSUMER_SECRET"]
    told = [run("consumer", change, "site.test", "--database", database).stdout for change in ("disable",)]
    listed = run("consumer", "list", "--database", database).stdout
    told.append(run("consumer", "enable", "site.test", "--database", database).stdout)
    rows = {line.split()[0]: line.split()[1:] for line in listed.splitlines()[1:]}
    assert (again.returncode, again.stdout, "there already" in again.stderr) == (1, "", True)
    assert told == ["disabled: site.test\n", "enabled: site.test\n"]
    assert rows["site.test"] == ["example.com", "HMAC-SHA1", "disabled"]
    assert (len(secret) > 20, secret in listed, CONSUMER_SECRET in listed) == (True, False, False)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["token", "revoke", "nothing"], 1, "no token to revoke has the id nothing"),
        (["token", "revoke"], 2, "name the ids of tokens, or --all-of an account"),
        (["token", "issue", "--consumer", "nobody"], 1, "`gdata-compat consumer add nobody` makes it"),
        (["token", "issue", "--token", "a\nb"], 2, "a key is a line"),
        (["consumer", "disable", "nobody"], 1, "there is no consumer nobody"),
        (["consumer", "add", "a b"], 2, "without spaces"),
        (["consumer", "add", "k", "--public-key", __file__], 2, "no readable PEM"),
    ],
)
def test_what_does_not_work_is_told(tmp_path: Path, arguments: list[str], status: int, told: str) -> None:
    """In one line, with what to do."""
    from gdata_compat.server.state import state_of

    database = str(tmp_path / "d.sqlite")
    state_of(create_app(database)).close()
    done = run(*arguments, "--database", database)
    assert (done.returncode, told in done.stderr) == (status, True), done.stderr


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A mistyped name would show nothing, and leave a file behind."""
    database = tmp_path / "none.sqlite"
    done = run("token", "list", "--database", database)
    assert (done.returncode, database.exists()) == (1, False)
    assert "`gdata-compat serve --database` makes one" in done.stderr
