"""Users of secondary domains: how they sign in, and the feeds of version 1 by their domain."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import oauthlib.oauth1
import pytest
import requests
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.accounts import Account
from gdata_compat.server.domain.credentials import Consumer
from gdata_compat.server.domain.passwords import keep_digest
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import User
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of
from gdata_compat.server.transfer.document import write_document
from gdata_compat.server.transfer.importing import load
from tests.fix_server import CONSUMER_SECRET, SignedClient
from tests.fix_tokens import Google

DORA = User(
    "dora", "Dorn", "Dora", keep_digest("SHA-1", "11f6ad8ec52a2984abaafd7c3b516503785c2072"), admin=True
)
ALICE = "/a/feeds/example.com/user/2.0/alice"


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    """A client in the process; dora@example.org, whose password is x, is an administrator of the account."""
    app = create_app(sample=1, accept_basic=True, secondary_domains=["example.org"])
    state_of(app).domain.accounts.create(Account("example.org", DORA))
    yield app.test_client()
    state_of(app).database.close()


def login(client: FlaskClient, email: str) -> str:
    """Send a login form with the password x."""
    return client.post("/accounts/ClientLogin", data={"Email": email, "Passwd": "x", "service": "apps"}).text


def test_client_login_of_a_user_of_a_secondary_domain(client: FlaskClient) -> None:
    """After the terms are agreed to; the token is an administrator's of the whole account."""
    before = login(client, "dora@example.org").splitlines()[-1]
    csrf = client.get("/accounts/TermsOfService").text.partition('name="csrf" value="')[2].partition('"')[0]
    client.post(
        "/accounts/TermsOfService", data={"csrf": csrf, "account": "dora@example.org", "password": "x"}
    )
    auth = login(client, "dora@example.org").partition("Auth=")[2].strip()
    statuses = [
        client.get(path, headers={"Authorization": f"GoogleLogin auth={auth}"}).status_code
        for path in (ALICE, "/a/feeds/example.org/user/2.0/dora")
    ]
    assert (before, statuses) == ("Error=TermsNotAgreed", [200, 200])


@pytest.mark.parametrize(
    ("email", "error"),
    [
        ("dora", "BadAuthentication"),
        ("dora@example.net", "BadAuthentication"),
        ("emil@example.org", "BadAuthentication"),
        ("gone@example.org", "AccountDeleted"),
        ("gone", "BadAuthentication"),
    ],
)
def test_a_login_needs_the_right_domain(client: FlaskClient, email: str, error: str) -> None:
    """The name alone is one of the primary domain; who was deleted is known on every domain."""
    accounts = state_of(client.application).domain.accounts
    accounts.create(Account("example.org", User("gone", "G", "G")))
    accounts.delete("gone@example.org")
    assert login(client, email) == f"Error={error}\n"


def test_http_basic(client: FlaskClient) -> None:
    """By the whole address."""
    statuses = [
        client.get(ALICE, auth=(name, "x")).status_code
        for name in ("dora@example.org", "dora", "dora@example.com")
    ]
    assert statuses == [200, 401, 401]


@pytest.mark.parametrize(
    ("requestor", "consumer", "status"),
    [
        ("dora@example.org", "example.com", 200),
        ("alice@example.com", "example.com", 200),
        ("emil@example.org", "example.com", 403),
        ("dora@example.net", "example.com", 403),
        ("dora@example.org", "example.org", 200),
        ("alice@example.com", "example.org", 403),
        ("dora@example.org", "nowhere", 403),
    ],
)
def test_two_legged_calls(client: FlaskClient, requestor: str, consumer: str, status: int) -> None:
    """The primary domain's consumer acts for users of the account, another's for those of its domain."""
    credentials = state_of(client.application).credentials
    credentials.add_consumer(Consumer("example.com", CONSUMER_SECRET, "example.com"))
    credentials.add_consumer(Consumer("example.org", CONSUMER_SECRET, "example.org"))
    credentials.add_consumer(Consumer("nowhere", CONSUMER_SECRET))
    signer = oauthlib.oauth1.Client(consumer, CONSUMER_SECRET)
    query = urlencode({"xoauth_requestor_id": requestor})
    url, headers, _ = signer.sign(f"http://localhost{ALICE}?{query}")
    assert client.get(url, headers=headers).status_code == status


def test_a_service_account_acts_for_a_user_of_a_secondary_domain(google: Google) -> None:
    """And for nobody who is not there."""
    google.state.domain.secondary_domains.add("example.org")
    google.state.domain.accounts.create(Account("example.org", DORA))
    token = google.assert_as(sub="dora@example.org")[1]["access_token"]
    assert google.get(token) == (200, "OK")
    assert google.assert_as(sub="emil@example.org")[0] == 400


# What scripts of the time did (GAM 1 and 2): another domain is given to the service that they have.
SCRIPT = """
import gdata.apps.emailsettings.service
import gdata.apps.groups.service
import gdata.apps.service

apps = service(gdata.apps.service.AppsService)
apps.domain = "example.org"
apps.CreateUser("dora", "Dorn", "Dora", "dora-password")
apps.CreateNickname("dora", "dd")
user = apps.RetrieveUser("dora")
user.name.given_name = "Theodora"
user.login.user_name = "theodora"
apps.UpdateUser("dora", user)
users = apps.RetrieveAllUsers().entry
seen.append([[e.login.user_name, e.name.given_name, e.GetEditLink().href] for e in users])
seen.append([[e.nickname.name, e.login.user_name] for e in apps.RetrieveAllNicknames().entry])
refused(apps.CreateUser, "dd", "Dorn", "Dora", "dora-password")

settings = service(gdata.apps.emailsettings.service.EmailSettingsService)
settings.domain = "example.org"
seen.append(settings.UpdateLanguage("theodora", "fr")["language"])
seen.append(settings.CreateLabel("theodora", "later")["label"])
refused(settings.UpdateLanguage, "alice", "fr")

groups = service(gdata.apps.groups.service.GroupsService)
groups.CreateGroup("crew", "Crew", "", "Member")
groups.AddMemberToGroup("theodora@example.org", "crew")
groups.domain = "example.org"
seen.append([each["groupId"] for each in groups.RetrieveGroups("theodora")])
seen.append(groups.RetrieveAllGroups())

apps.domain = "example.com"
refused(apps.RetrieveUser, "theodora")
seen.append(apps.RetrieveUser("alice").login.user_name)
apps.domain = "example.net"
refused(apps.RetrieveUser, "theodora")
apps.domain = "example.org"
apps.DeleteNickname("dd")
apps.DeleteUser("theodora")
refused(apps.RetrieveUser, "theodora")
"""


def test_scripts_name_secondary_domains(observe: Callable[..., Any], server: ServerThread) -> None:
    """Users, nicknames and e-mail settings on another domain of the account, by the services of version 1."""
    server.state.domain.secondary_domains.add("example.org")
    exception, missing = "AppsForYourDomainException", ["1301", "EntityDoesNotExist"]
    edit = "https://apps-apis.google.com/a/feeds/example.org/user/2.0/theodora"
    assert observe(SCRIPT) == [
        [["theodora", "Theodora", edit]],
        [["dd", "theodora"], ["dora", "theodora"]],
        [exception, 400, "1300", "EntityExists"],
        "fr",
        "later",
        [exception, 400, *missing],
        ["crew@example.com"],
        [],
        [exception, 400, *missing],
        "alice",
        [exception, 403, "", ""],
        [exception, 400, *missing],
    ]


@pytest.mark.parametrize("feed", ["emailList/2.0", "user/2.0"])
def test_other_domains_are_refused(server: ServerThread, signed: SignedClient, feed: str) -> None:
    """E-mail lists are the primary domain's; a domain that is none of the account's has nothing."""
    server.state.domain.secondary_domains.add("example.org")
    domain = "example.org" if feed == "emailList/2.0" else "example.net"
    answer: requests.Response = signed.get(f"/a/feeds/{domain}/{feed}")
    assert (answer.status_code, answer.reason) == (403, "Invalid domain.")


def test_settings_of_secondary_domains_are_exported_and_imported(tmp_path: Any) -> None:
    """Under the user's address, beside those of the primary domain."""
    with_settings = [("example.com", "emil"), ("example.org", "dora")]
    source, target = (SqlDomain(Database(), "example.com") for _ in range(2))
    source.secondary_domains.add("example.org")
    for host, name in with_settings:
        source.accounts.create(Account(host, User(name, "F", "G")))
        source.email_settings_of(host).put(name, "language", {"language": "fr"})
        source.email_settings_of(host).add(name, "label", "later", {"label": "later"})
    written = io.StringIO()
    write_document(source, written)
    (tmp_path / "domain.json").write_text(written.getvalue(), encoding="utf-8")
    names = [item["username"] for item in json.loads(written.getvalue())["email_settings"]]
    load(target, tmp_path / "domain.json")
    kept = [
        [
            dict(target.email_settings_of(host).get(name, "language")),
            *target.email_settings_of(host).items(name, "label"),
        ]
        for host, name in with_settings
    ]
    assert names == ["emil", "emil", "dora@example.org", "dora@example.org"]
    assert kept == [[{"language": "fr"}, {"label": "later"}]] * 2
