"""`gdata-compat serve`: what is said about logins and limits on the command line."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import jwt
import pytest
import requests

from gdata_compat.cli import cli
from gdata_compat.server.app import create_app
from gdata_compat.server.domain.logins import LoginRules
from gdata_compat.server.key_files import service_account_of
from tests.fix_processes import ServerProcess
from tests.fix_server import SignedClient
from tests.server.test_users import NEW_USER, entry, errors

Serve = Callable[..., ServerProcess]
FORM = {"Email": "alice", "Passwd": "wrong", "service": "apps"}


@pytest.mark.parametrize(
    ("option", "error"),
    [("--captcha-after", "CaptchaRequired"), ("--lock-after", "ServiceUnavailable")],
)
def test_the_first_failure_may_be_enough(serve: Serve, option: str, error: str) -> None:
    """For trying what a script does then."""
    url = serve(":memory:", option, "1").url
    told = [requests.post(f"{url}/accounts/ClientLogin", data=FORM, timeout=30).text for _ in range(2)]
    assert (told[0], f"Error={error}\n" in told[1]) == ("Error=BadAuthentication\n", True)


def test_an_address_is_locked_for_the_window(serve: Serve) -> None:
    """And no longer."""
    url = serve(":memory:", "--lock-address-after", "1", "--login-window", "1").url
    address = f"{url}/accounts/ClientLogin"
    first, second = (requests.post(address, data=FORM | {"Email": e}, timeout=30).text for e in "ab")
    until = time.monotonic() + 20
    while (third := requests.post(address, data=FORM, timeout=30).text) == second:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert [first, second, third] == [
        f"Error={e}\n" for e in ("BadAuthentication", "ServiceUnavailable", "BadAuthentication")
    ]


def test_a_key_file_is_made_and_signs_for_tokens(serve: Serve, tmp_path: Path) -> None:
    """Whatever signs with it gets a token, without any further step."""
    path = tmp_path / "key.json"
    url = serve(":memory:", "--service-account", str(path), "--sample", "1").url
    account, now = service_account_of(path, "example.com"), int(time.time())
    claims = {
        "iss": account.email,
        "sub": "alice@example.com",
        "aud": f"{url}/token",
        "iat": now,
        "exp": now + 60,
    }
    claims["scope"] = "https://apps-apis.google.com/a/feeds/user/"
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "assertion": jwt.encode(claims, account.public_key, "RS256"),
    }
    token = requests.post(f"{url}/token", data=form, timeout=30).json()["access_token"]
    header = {"Authorization": f"Bearer {token}"}
    feed = f"{url}/a/feeds/example.com/user/2.0/alice"
    assert requests.get(feed, headers=header, timeout=30).status_code == 200


def test_a_redirect_uri_is_registered(serve: Serve) -> None:
    """It is the only one then."""
    url = serve(":memory:", "--redirect-uri", "https://site.test/back").url
    asked = {"client_id": "example.com", "response_type": "code", "scope": "http://x/"}
    statuses = [
        requests.get(f"{url}/o/oauth2/auth", params=asked | {"redirect_uri": uri}, timeout=30).status_code
        for uri in ("https://site.test/back", "http://localhost/")
    ]
    assert statuses == [200, 400]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--redirect-uri", "site.test"], "'site.test' is no redirect URI"),
        (["--service-account", __file__], "is no key file of a service account"),
        (["--service-account", "/nowhere/key.json"], "No such file or directory: '/nowhere/key.json'"),
        (["--captcha-after", "-1"], "-1 is not in the range x>=0"),
        (["--login-window", "0"], "0 is not in the range"),
    ],
)
def test_mistakes_are_told_before_anything_is_served(arguments: list[str], said: str) -> None:
    """In a line, by the option's name or the file's."""
    command = [sys.executable, "-m", "gdata_compat", "serve", "--port", "0", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode in (1, 2), done.stdout, said in done.stderr) == (True, "", True), done.stderr


def test_the_defaults_are_those_of_the_server() -> None:
    """What `--help` says is what `create_app` does."""
    defaults = {option.name: option.default for option in cli.commands["serve"].params}
    names = ("captcha_after", "lock_after", "lock_address_after", "login_window")
    assert LoginRules(*(defaults[name] for name in names)) == LoginRules()
    made = {name: each.default for name, each in signature(create_app).parameters.items()}
    limits = ("deleted_name_window", "recipient_limit", "nickname_limit", "user_limit", "audit_duration")
    assert {name: defaults[name] for name in limits} == {name: made[name] for name in limits}


def test_limits_are_those_that_are_asked_for(serve: Serve) -> None:
    """Of users, nicknames and recipients, and of the time that a deleted name is reserved."""
    limits = ("--user-limit", "2", "--nickname-limit", "0", "--recipient-limit", "0")
    running = serve(":memory:", "--issue-token", "--sample", "2", "--deleted-name-window", "0", *limits)
    printed = dict(re.findall(r'(\w+) = "(.*)"', "".join(running.printed)))
    client = SignedClient(
        running.url, printed["TOKEN"], printed["TOKEN_SECRET"], consumer_secret=printed["CONSUMER_SECRET"]
    )
    feeds, codes = "/a/feeds/example.com", []
    nickname = entry('userName="bruno"', more='<apps:nickname name="dd"/>')
    calls = (
        ("POST", f"{feeds}/user/2.0", NEW_USER),
        ("POST", f"{feeds}/nickname/2.0", nickname),
        ("DELETE", f"{feeds}/user/2.0/bruno", None),
        ("POST", f"{feeds}/user/2.0", NEW_USER.replace(b'"dora"', b'"bruno"')),
    )
    for call in calls:
        answer = client.send(*call)
        codes.append(errors(answer.text)[0][0] if answer.status_code >= 400 else "")
    assert codes == ["1200", "1501", "", ""]
