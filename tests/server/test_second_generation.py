"""The second generation's client of the Provisioning API against the server: ours, and the original's."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from gdata_compat.server.serving import ServerThread
from tests.fix_original import Original
from tests.fix_server import CONSUMER_SECRET

#: Runs on Python 2.7 with the original and on Python 3 with ours; prints what it saw.
SCRIPT = """
from __future__ import print_function
import json
import sys
try:
    import gdata_compat
    gdata_compat.install()
except ImportError:
    pass
import atom.data
import gdata.apps.client
import gdata.client
import gdata.gauth

ADDRESS, TOKEN, TOKEN_SECRET, CONSUMER_SECRET, DOMAIN, NAME = sys.argv[1:7]
GIVEN = "example.com", CONSUMER_SECRET, TOKEN, TOKEN_SECRET, gdata.gauth.ACCESS_TOKEN
token = gdata.gauth.OAuthHmacToken(*GIVEN)
client = gdata.apps.client.AppsClient(DOMAIN, auth_token=token)
client.host, client.ssl = ADDRESS, False
seen = []

def say(user):
    login, name = user.login, user.name
    seen.append([type(user).__name__, login.user_name, login.suspended, login.admin, name.family_name,
                 user.title.text, user.get_id().partition("/a/")[2], [link.rel for link in user.link]])

def refused(function, *arguments):
    try:
        function(*arguments)
    except gdata.client.Error as error:
        body = error.body if isinstance(error.body, str) else error.body.decode()
        seen.append([type(error).__name__, error.status, error.reason, "errorCode" in body])

say(client.RetrieveUser("alice"))
say(client.CreateUser(NAME, "Dunn", "Dora", "a password", suspended="false"))
user = client.RetrieveUser(NAME)
user.name.family_name = u"D\\u00f6rr"
client.UpdateUser(NAME, user)
say(client.RetrieveUser(NAME))
feed = client.RetrieveAllUsers()
seen.append([each.login.user_name for each in feed.entry])
seen.append([each.title.text for each in client.RetrievePageOfUsers("chiara").entry])
refused(client.CreateUser, NAME, "Dunn", "Dora", "a password", "false")
seen.append(client.DeleteUser(NAME))
refused(client.RetrieveUser, NAME)
client.auth_token.token_secret = "another"
refused(client.RetrieveUser, "alice")
print(json.dumps(seen))
"""

TWO_LEGGED = SCRIPT.replace(
    "gdata.gauth.OAuthHmacToken(*GIVEN)",
    'gdata.gauth.TwoLeggedOAuthHmacToken("example.com", CONSUMER_SECRET, "alice@example.com")',
).replace('client.auth_token.token_secret = "another"', 'client.auth_token.consumer_secret = "another"')

ALICE = ["UserEntry", "alice", "false", "true", "Andersson", "alice", "feeds/example.com/user/2.0/alice"]
DORA = ["UserEntry", "dora", "false", "false", "Dunn", "dora", "feeds/example.com/user/2.0/dora"]


def arguments(server: ServerThread, name: str) -> list[str]:
    """What the script wants to know, and what the user that it makes is called: a name can be used once."""
    token = server.state.credentials.issue_access_token("example.com")
    return [f"127.0.0.1:{server.port}", token.key, token.secret, CONSUMER_SECRET, "example.com", name]


def ours(script: str, server: ServerThread) -> Any:
    """What the script saw with ours."""
    command = [sys.executable, "-c", script, *arguments(server, "dora")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("script", [SCRIPT, TWO_LEGGED], ids=["three-legged", "two-legged"])
def test_a_script_of_the_second_generation_acts_on_the_server(script: str, server: ServerThread) -> None:
    """Users are read, made, changed and deleted; refusals raise RequestError with the API's document."""
    seen = ours(script, server)
    assert [each[:7] for each in seen[:3]] == [ALICE, DORA, [*DORA[:4], "D\u00f6rr", *DORA[5:]]]
    assert seen[3:5] == [["alice", "bruno", "chiara", "dora"], ["chiara", "dora"]]
    assert [each and each[:2] for each in seen[5:]] == [
        ["RequestError", 400],
        None,
        ["RequestError", 400],
        ["Unauthorized", 401],
    ]


@pytest.mark.parametrize("script", [SCRIPT, TWO_LEGGED], ids=["three-legged", "two-legged"])
def test_the_original_sees_the_same(script: str, server: ServerThread, original: Original) -> None:
    """2.0.18's client sees on the server what ours sees."""
    theirs = original.observe(script, *arguments(server, "emil"))
    assert json.loads(json.dumps(theirs).replace("emil", "dora")) == ours(script, server)
