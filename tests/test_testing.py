"""A domain in a test: the fixtures, the context manager, and what they leave behind."""

from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

import oauthlib.oauth1
import pytest
import requests

from gdata_compat import gdata, testing
from gdata_compat.engine import routing
from gdata_compat.server.domain.model import EntityExists
from gdata_compat.testing import Credentials, GDataDomain

API = "https://apps-apis.google.com/a/feeds/example.com/user/2.0"


def service(domain: GDataDomain, token: Credentials | None = None) -> gdata.apps.service.AppsService:
    """A client as the recipe of 2011 makes it."""
    made = gdata.apps.service.AppsService(source="app", domain=domain.name)
    key, secret = domain.consumer.key, domain.consumer.secret
    made.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, key, consumer_secret=secret)
    token = token or domain.token()
    pushed = gdata.auth.OAuthToken(key=token.key, secret=token.secret)
    pushed.oauth_input_params = made.GetOAuthInputParameters()
    made.SetOAuthToken(pushed)
    return made


def test_the_legacy_api_acts_on_the_domain(gdata_domain: GDataDomain) -> None:
    """Users that the test has added are read, and what a script makes is there for the test."""
    gdata_domain.add_user("dora", "Dorn", "Dora", quota_mb=4096)
    client = service(gdata_domain)
    read = client.RetrieveUser("dora").quota.limit
    client.CreateUser("emil", "Ek", "Emil", "a password")
    assert (read, gdata_domain.data.users.get("emil").family_name) == ("4096", "Ek")


def test_anything_that_uses_requests_reaches_the_domain(gdata_domain: GDataDomain) -> None:
    """A call that oauthlib signs, and Google's reason phrase for one that nobody signed."""
    gdata_domain.add_user("dora")
    token = gdata_domain.token()
    keys = (gdata_domain.consumer.key, gdata_domain.consumer.secret, token.key, token.secret)
    url, headers, _ = oauthlib.oauth1.Client(*keys).sign(f"{API}/dora")
    answers = [requests.get(url, headers=headers, timeout=5), requests.get(url, timeout=5)]
    assert [(each.status_code, each.reason) for each in answers] == [
        (200, "OK"),
        (401, "Unknown authorization header"),
    ]


def test_what_was_sent_is_told_without_secrets(gdata_domain: GDataDomain) -> None:
    """Every request with its base string and its answer; no secret in a record or a repr."""
    token = gdata_domain.token()
    service(gdata_domain, token).CreateUser("dora", "Dorn", "Dora", "dora-password")
    (record,) = gdata_domain.requests
    shown = repr([gdata_domain, gdata_domain.consumer, token]) + record.text()
    secrets = ("dora-password", token.secret, gdata_domain.consumer.secret)
    assert (record.method, record.url, record.status) == ("POST", API, 201)
    assert [secret in shown for secret in secrets] == [False, False, False]


def test_a_failure_that_was_ordered_comes_once(gdata_domain: GDataDomain) -> None:
    """GetWithRetries gets over it."""
    gdata_domain.add_user("dora")
    gdata_domain.fail_next(1001, times=2)
    feed = service(gdata_domain).GetWithRetries(f"{API}/dora", delay=0.001)
    assert (feed.title.text, [each.status for each in gdata_domain.requests]) == ("dora", [503, 503, 200])


def test_a_revoked_token_is_refused(gdata_domain: GDataDomain) -> None:
    """As after the user has revoked access at Google."""
    token = gdata_domain.token()
    gdata_domain.revoke(token)
    with pytest.raises(gdata.apps.service.AppsForYourDomainException) as caught:
        service(gdata_domain, token).RetrieveUser("dora")
    assert caught.value.args[0]["status"] == 401


def test_a_token_has_the_key_that_a_script_knows(gdata_domain: GDataDomain) -> None:
    """And the secret; a key is given once, and what is left out is made."""
    gdata_domain.add_user("dora")
    token = gdata_domain.token(key="1/known", secret="known")
    half = gdata_domain.token(key="1/half")
    with pytest.raises(EntityExists, match="1/known"):
        gdata_domain.token(key="1/known", secret="another")
    assert (token, half.key, len(half.secret)) == (Credentials("1/known", "known"), "1/half", 24)
    assert service(gdata_domain, token).RetrieveUser("dora").login.user_name == "dora"


def test_time_can_pass(gdata_domain: GDataDomain) -> None:
    """Five days later the name of a deleted user is free."""
    gdata_domain.add_user("dora")
    gdata_domain.data.users.delete("dora")
    gdata_domain.advance(5 * 24 * 3600 + 1)
    assert gdata_domain.add_user("dora").username == "dora"


def test_each_domain_is_empty_and_its_own(gdata_domain: GDataDomain) -> None:
    """A second one beside the fixture shares nothing with it."""
    gdata_domain.add_user("dora")
    with testing.domain("other.test", sample=2) as other:
        assert (gdata_domain.data.users.count(), other.data.users.count(), other.name) == (1, 2, "other.test")


def test_each_domain_gets_the_calls_that_name_it() -> None:
    """In the address, by the consumer, or in a form; the latest gets the others."""
    form = {"Passwd": "x", "service": "apps"}
    login = "https://www.google.com/accounts/ClientLogin"
    with testing.domain("a.test", sample=1) as first:
        with testing.domain("b.a.test", secondary_domains=["c.test"]) as second:
            service(first).RetrieveUser("alice")
            for email in ("u@a.test", "u@b.a.test", "u@c.test", "u@xa.test", "u"):
                requests.post(login, data=form | {"Email": email}, timeout=5)
        requests.post(login, data=form | {"Email": "u@b.a.test"}, timeout=5)
    assert (len(first.requests), len(second.requests)) == (3, 4)


@pytest.mark.parametrize("by", ["environment", "install"])
def test_a_route_that_is_set_is_put_back(monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    """Neither GDATA_COMPAT_SERVER nor install(server=...) leads the calls away; both are there afterwards."""
    if by == "environment":
        monkeypatch.setenv(routing.VARIABLE, "http://127.0.0.1:9")
    else:
        monkeypatch.setattr(routing, "_chosen", routing.parse_server("http://127.0.0.1:9"))
    with testing.domain(sample=1) as domain:
        assert service(domain).RetrieveUser("alice").login.user_name == "alice"
    assert routing.route_for("www.google.com") == routing.Server("http", "127.0.0.1", 9)


def test_a_route_that_a_script_chose_ends_with_the_domain() -> None:
    """What is installed in a test is not left to the next one."""
    with testing.domain():
        routing.route_to("http://127.0.0.1:9")
    assert routing.route_for("www.google.com") is None


def test_the_server_gets_the_calls_whatever_was_chosen(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """An install(server=...) of an earlier test does not lead the calls past the fixture."""
    monkeypatch.setattr(routing, "_chosen", routing.parse_server("http://127.0.0.1:9"))
    server = request.getfixturevalue("gdata_server")
    server.add_user("dora")
    assert service(server).RetrieveUser("dora").login.user_name == "dora"


def test_other_hosts_are_left_alone(gdata_domain: GDataDomain) -> None:
    """A request for a host that is not Google's goes where it went."""
    with pytest.raises(requests.exceptions.ConnectionError):
        requests.get("http://127.0.0.1:9/", timeout=5)
    assert gdata_domain.requests == []


class TestWithUnittest(unittest.TestCase):
    """The context manager in a test case."""

    def setUp(self) -> None:
        manager = testing.domain(sample=1)
        self.domain = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)

    def test_the_domain_is_there(self) -> None:
        """A sample user is read."""
        assert service(self.domain).RetrieveUser("alice").login.user_name == "alice"


def test_a_script_of_its_own_reaches_the_real_port(gdata_server: GDataDomain) -> None:
    """A child process finds the server by the environment."""
    gdata_server.add_user("dora", "Dorn", "Dora")
    token = gdata_server.token()
    script = """
import sys
from gdata_compat import gdata
key, secret, token, token_secret = sys.argv[1:]
client = gdata.apps.service.AppsService(source="app", domain="example.com")
client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, key, consumer_secret=secret)
pushed = gdata.auth.OAuthToken(key=token, secret=token_secret)
pushed.oauth_input_params = client.GetOAuthInputParameters()
client.SetOAuthToken(pushed)
print(client.RetrieveUser("dora").name.family_name)
"""
    keys = (gdata_server.consumer.key, gdata_server.consumer.secret, token.key, token.secret)
    done = subprocess.run([sys.executable, "-c", script, *keys], capture_output=True, text=True, check=True)
    assert (done.stdout, len(gdata_server.requests)) == ("Dorn\n", 1)


def test_the_plugin_costs_nothing_until_it_is_used() -> None:
    """Importing it imports neither Flask nor requests nor the server."""
    heavy = ("flask", "requests", "sqlalchemy", "lxml")
    script = f"import gdata_compat.testing, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_file_that_is_no_good_says_where(gdata_domain: GDataDomain, tmp_path: Path) -> None:
    """Whoever wrote the fixture reads what is wrong with it, and nothing is loaded."""
    table = tmp_path / "users.csv"
    table.write_text("email address,first name,last name,password\ndora,Dora,Dorn,\na b,A,B,\n")
    with pytest.raises(ValueError, match=r"users\.csv, line 3, email address: 'a b': a user name has"):
        gdata_domain.load(table)
    assert gdata_domain.data.users.count() == 0
