"""Several server processes over one database behave as one."""

from __future__ import annotations

import base64
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import oauthlib.oauth1
import pytest
import requests

from gdata_compat.server.domain.model import EntityExists
from gdata_compat.server.domain.request_log import RequestFilter
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.credentials import SqlCredentials
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.sql.request_log import SqlRequestLog
from gdata_compat.server.domain.users import User
from tests.fix_processes import ServerProcess
from tests.fix_server import CONSUMER_SECRET, GOOGLE, SignedClient, form, press
from tests.fix_server_contacts import Contacts, entry
from tests.server.test_multidomain import DORA, properties
from tests.server.test_users import FEED, NEW_USER, login

ACCOUNTS = "https://www.google.com/accounts"
AUDIT_KEY = base64.b64encode((Path(__file__).parent.parent / "data/audit/rsa.asc").read_bytes()).decode()
OPTIONS = ("--consumer-secret", CONSUMER_SECRET)

Serve = Callable[..., ServerProcess]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is: a file, or a PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "d.sqlite")
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture
def both(url: str, serve: Serve) -> list[str]:
    """The addresses of two servers over one database."""
    return [serve(url, *OPTIONS).url for _ in range(2)]


@pytest.fixture
def clients(url: str, both: list[str]) -> list[SignedClient]:
    """A client of each server, with one token."""
    database = Database(url)
    token = SqlCredentials(database).issue_access_token("example.com")
    database.close()
    return [SignedClient(address, token.key, token.secret) for address in both]


def new_user(name: str) -> bytes:
    return NEW_USER.replace(b'"dora"', f'"{name}"'.encode())


def in_threads(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def send_to(server: str, url: str, headers: dict[str, str]) -> requests.Response:
    parts = urlsplit(url)
    routed = headers | {"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme}
    return requests.get(server + url.partition(parts.netloc)[2], headers=routed, timeout=30)


def test_failed_logins_at_one_are_counted_at_the_other(both: list[str]) -> None:
    """As are captchas: one is asked for here and spent there."""
    form = {"Email": "alice", "Passwd": "wrong", "service": "apps"}
    told = [
        requests.post(f"{both[n % 2]}/accounts/ClientLogin", data=form, timeout=30).text for n in range(4)
    ]
    token = told[3].partition("CaptchaToken=")[2].partition("\n")[0]
    path, answer = f"/accounts/Captcha?ctoken={token}", {"logintoken": token, "logincaptcha": "x"}
    seen = [requests.get(address + path, timeout=30).status_code for address in both]
    requests.post(f"{both[0]}/accounts/ClientLogin", data=form | answer, timeout=30)
    seen.append(requests.get(both[1] + path, timeout=30).status_code)
    assert (told[:3], "Error=CaptchaRequired" in told[3]) == (["Error=BadAuthentication\n"] * 3, True)
    assert seen == [200, 200, 404]


def test_a_code_is_redeemed_by_one_of_many(both: list[str]) -> None:
    """However many ask for its token at once, at either server; it does not matter where it was allowed."""
    oob = "urn:ietf:wg:oauth:2.0:oob"
    asked = {"client_id": "example.com", "redirect_uri": oob, "response_type": "code", "scope": GOOGLE}
    page = press(f"{both[0]}/o/oauth2/auth?{urlencode(asked)}").text
    code = page.partition('<code id="code">')[2].partition("<")[0]
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": oob}
    sent |= {"client_id": "example.com", "client_secret": CONSUMER_SECRET}
    statuses: list[int] = []

    def exchange(server: str) -> None:
        statuses.append(requests.post(f"{server}/o/oauth2/token", data=sent, timeout=30).status_code)

    in_threads(*(partial(exchange, both[n % 2]) for n in range(8)))
    assert sorted(statuses) == [200] + [400] * 7


def test_a_token_of_one_is_good_at_the_other_and_a_nonce_is_used_once(clients: list[SignedClient]) -> None:
    """The same signed request, sent to the other server, is a replay."""
    first, second = clients
    headers = first.sign("GET", FEED)
    answers = [requests.get(server.url + FEED, headers=headers, timeout=30) for server in (first, second)]
    assert [(answer.status_code, answer.reason) for answer in answers] == [
        (200, "OK"),
        (401, "Token invalid - Nonce used"),
    ]


def test_what_one_writes_the_other_shows(clients: list[SignedClient]) -> None:
    """At once: create, rename, delete."""
    first, second = clients
    assert first.send("POST", FEED, new_user("dora")).status_code == 201
    renamed = second.send("PUT", f"{FEED}/dora", new_user("dori"))
    shown = first.get(f"{FEED}/dori")
    second.send("DELETE", f"{FEED}/dori")
    gone = first.get(f"{FEED}/dori")
    assert (renamed.status_code, login(shown.text)["userName"], gone.status_code) == (200, "dori", 400)


def test_of_an_alias_and_a_user_of_one_address_one_is_made(url: str, clients: list[SignedClient]) -> None:
    """At whichever server, on any domain of the account; the other is told that it exists."""
    database = Database(url)
    data = SqlDomain(database, "example.com")
    data.secondary_domains.add("example.org")
    data.users.create(User("bruno", "F", "G"))
    answers: dict[str, list[int]] = {}

    def make(client: SignedClient, feed: str, address: str, **given: str) -> Callable[[], None]:
        body = properties(**given)
        path = f"/a/feeds/{feed}/2.0/example.com"
        return lambda: answers.setdefault(address, []).append(client.send("POST", path, body).status_code)

    works: list[Callable[[], None]] = []
    for address in ("dora@example.com", "dora@example.org", "emil@example.com", "emil@example.org"):
        new = DORA | {"userEmail": address}
        works.append(make(clients[0], "user", address, **new))
        works.append(make(clients[1], "alias", address, userEmail="bruno@example.com", aliasEmail=address))
    in_threads(*works)
    made = [each.address for each in (*data.accounts.page(), *data.aliases.page())]
    database.close()
    assert {tuple(sorted(statuses)) for statuses in answers.values()} == {(201, 400)}
    assert sorted(made) == sorted([*answers, "bruno@example.com"])


def test_of_many_who_change_the_same_version_of_a_contact_one_wins(clients: list[SignedClient]) -> None:
    """At whichever server; the others are told that they come too late."""
    both = [Contacts(client) for client in clients]
    path = both[0].make()
    seen, statuses = both[1].get(path).headers["ETag"], Counter[int]()

    def change(client: Contacts) -> Callable[[], None]:
        return lambda: statuses.update([client.send("PUT", path, entry(), If_Match=seen).status_code])

    in_threads(*(change(client) for client in both * 4))
    assert statuses == {200: 1, 412: 7}


def test_the_three_steps_may_go_to_either(both: list[str]) -> None:
    """Every step at the other server than the one before, the page's cookie included."""
    first, second = both
    keys = {"client_key": "example.com", "client_secret": CONSUMER_SECRET}
    scope = quote(f"{GOOGLE}/a/feeds/user/", safe="")
    asking = oauthlib.oauth1.Client(**keys, callback_uri="http://127.0.0.1:1/back")
    asked, headers, _ = asking.sign(f"{ACCOUNTS}/OAuthGetRequestToken?scope={scope}")
    token = form(send_to(first, asked, headers).text)

    page = f"/accounts/OAuthAuthorizeToken?{urlencode({'oauth_token': token['oauth_token']})}"
    browser = requests.Session()
    shown = browser.get(second + page, timeout=30).text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown))
    pressed = browser.post(
        first + "/accounts/OAuthAuthorizeToken",
        data=hidden | {"decision": "allow"},
        timeout=30,
        allow_redirects=False,
    )
    verifier = parse_qs(urlsplit(pressed.headers["Location"]).query)["oauth_verifier"][0]

    exchanging = oauthlib.oauth1.Client(
        **keys,
        resource_owner_key=token["oauth_token"],
        resource_owner_secret=token["oauth_token_secret"],
        verifier=verifier,
    )
    exchanged, headers, _ = exchanging.sign(f"{ACCOUNTS}/OAuthGetAccessToken")
    access = form(send_to(second, exchanged, headers).text)
    client = SignedClient(first, access["oauth_token"], access["oauth_token_secret"])
    assert client.get(FEED).status_code == 200


def test_each_name_is_given_once_by_either(clients: list[SignedClient]) -> None:
    """Eight clients at two servers race for the same names: one wins each, the others get 1300."""
    statuses: Counter[tuple[str, int]] = Counter()

    def race(client: SignedClient) -> Callable[[], None]:
        def run() -> None:
            for n in range(8):
                statuses[f"u{n}", client.send("POST", FEED, new_user(f"u{n}")).status_code] += 1

        return run

    in_threads(*(race(client) for client in clients * 4))
    names = re.findall("userName='([^']*)'", clients[1].get(FEED).text)
    assert names == [f"u{n}" for n in range(8)]
    assert statuses == Counter({(f"u{n}", 201): 1 for n in range(8)} | {(f"u{n}", 400): 7 for n in range(8)})


def test_pages_are_complete_under_writers(url: str, clients: list[SignedClient]) -> None:
    """Who turns the pages sees every user that is there all the time, once, in order."""
    database = Database(url)
    steady = [f"user{n:03}" for n in range(0, 500, 2)]
    SqlDomain(database, "example.com").users.add_many(User(name, "F", "G") for name in steady)
    done = threading.Event()
    first, second = clients

    def write() -> None:
        for n in range(1, 60, 2):
            second.send("POST", FEED, new_user(f"user{n * 8 % 500 + 1:03}"))
            second.send("DELETE", f"{FEED}/user{n * 8 % 500 + 1:03}")
        done.set()

    rounds: list[list[str]] = []

    def read() -> None:
        while not done.is_set():
            seen, path = [], FEED
            while path:
                text = first.get(path).text
                seen += re.findall("userName='([^']*)'", text)
                following = re.search("rel='next' [^>]*href='([^']*)'", text)
                path = following[1].removeprefix(GOOGLE) if following else ""
            rounds.append(seen)

    in_threads(write, read)
    database.close()
    assert rounds
    assert [seen for seen in rounds if seen != sorted(set(seen)) or not set(steady) <= set(seen)] == []


def test_a_quota_is_one_for_both(url: str, serve: Serve) -> None:
    """Calls at one count at the other."""
    servers = [serve(url, *OPTIONS, "--quota", "6/hour").url for _ in range(2)]
    database = Database(url)
    token = SqlCredentials(database).issue_access_token("example.com")
    database.close()
    clients = [SignedClient(address, token.key, token.secret) for address in servers]
    assert [client.get(FEED).status_code for client in clients * 4] == [200] * 6 + [503] * 2


def test_servers_that_start_at_once_agree(url: str, serve: Serve) -> None:
    """Four of them make tables, secrets and sample users of an empty database, and have the same."""
    started: list[ServerProcess] = []
    in_threads(*[lambda: started.append(serve(url, "--sample", "150", "--issue-token"))] * 4)
    database = Database(url)
    users = SqlDomain(database, "example.com").users.count()
    database.close()
    secrets = Counter(line for server in started for line in server.printed if "CONSUMER_SECRET" in line)
    assert (list(secrets.values()), users) == ([4], 150)


def test_one_may_be_killed_while_it_writes(url: str, serve: Serve) -> None:
    """The other goes on, and takes the lock that the killed one held."""
    database = Database(url)
    domain = SqlDomain(database, "example.com")
    server = serve(url, *OPTIONS)
    token = SqlCredentials(database).issue_access_token("example.com")
    client = SignedClient(server.url, token.key, token.secret)
    acknowledged: list[str] = []
    busy = threading.Event()

    def write() -> None:
        try:
            for n in range(1000):
                assert client.send("POST", FEED, new_user(f"u{n}")).status_code == 201
                acknowledged.append(f"u{n}")
                if n == 5:
                    busy.set()
        except requests.ConnectionError:
            return

    writer = threading.Thread(target=write)
    writer.start()
    assert busy.wait(30)
    server.kill()
    writer.join()
    kept = {user.username for user in domain.users.page(limit=2000)}
    domain.users.create(User("after", "F", "G"))
    with pytest.raises(EntityExists):
        domain.users.create(User("u0", "F", "G"))
    database.close()
    assert set(acknowledged) <= kept


def test_settings_and_audits_are_those_of_one_domain(url: str, serve: Serve) -> None:
    """Two processes take requests at the same time: each has a number of its own, and both tell all."""
    both = [serve(url, *OPTIONS, "--sample", "3", "--audit-duration", "0").url for _ in range(2)]
    database = Database(url)
    token = SqlCredentials(database).issue_access_token("example.com")
    database.close()
    one, two = (SignedClient(address, token.key, token.secret) for address in both)
    audit, settings = "/a/feeds/compliance/audit", "/a/feeds/domain/2.0/example.com/general/organizationName"
    one.send("POST", f"{audit}/publickey/example.com", properties(publicKey=AUDIT_KEY))
    two.send("PUT", settings, properties(organizationName="Sons"))
    account = f"{audit}/account/example.com"

    def ask(client: SignedClient) -> None:
        for _ in range(10):
            assert client.send("POST", f"{account}/bruno", properties()).status_code == 201

    in_threads(partial(ask, one), partial(ask, two))
    told = [client.get(account).text for client in (one, two)]
    numbers = re.findall("name='requestId' value='([0-9]+)'", told[0])
    assert (numbers, told[0].count("'COMPLETED'"), told[0] == told[1]) == (
        [str(number) for number in range(1, 21)],
        20,
        True,
    )
    assert "value='Sons'" in one.get(settings).text


def test_both_show_one_log_and_one_list_of_tokens(both: list[str], clients: list[SignedClient]) -> None:
    """What comes to one is seen at the other, and a token revoked at one is refused by both."""
    for number, client in enumerate(clients):
        client.get(f"{FEED}/asked-of-{number}")

    def shown(server: str, page: str) -> str:
        return requests.get(server + page, timeout=30).text

    wanted = {"/user/2.0/asked-of-0", "/user/2.0/asked-of-1"}
    until = time.monotonic() + 30
    while time.monotonic() < until:  # the other's are there within a second
        logs = [set(re.findall("/user/2.0/asked-of-.", shown(server, "/domain/requests"))) for server in both]
        if logs == [wanted, wanted]:
            break
        time.sleep(0.2)
    browser = requests.Session()
    page = browser.get(f"{both[0]}/domain/tokens", timeout=30).text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    browser.post(
        f"{both[0]}/domain/tokens/revoke", data={"csrf": csrf, "id": clients[0].key, "back": ""}, timeout=30
    )
    refused = [client.get(FEED).reason for client in clients]
    states = ['<span class="mark bad">revoked</span>' in shown(server, "/domain/tokens") for server in both]
    assert logs == [wanted, wanted]
    assert (states, ["revoked" in reason for reason in refused]) == ([True, True], [True, True])


def test_a_burst_at_both_is_logged_whole_and_bounded(url: str, both: list[str]) -> None:
    """Each request once, in an order that both agree on, and no more than are kept."""

    def ask(server: str, number: int) -> Callable[[], None]:
        def run() -> None:
            with requests.Session() as session:
                for n in range(150):
                    session.get(f"{server}/nowhere/{number}-{n}", timeout=30)

        return run

    in_threads(*(ask(both[number % 2], number) for number in range(8)))
    database = Database(url)
    log = SqlRequestLog(database)
    until = time.monotonic() + 30
    ids: list[int] = []
    while time.monotonic() < until:
        found = log.page(RequestFilter(), limit=2000)
        if ids == (ids := [kept.id for kept in found]) and ids:
            break
        time.sleep(1)
    database.close()
    urls = [urlsplit(kept.record.url).path for kept in found]
    assert (len(urls), len(set(urls))) == (1000, 1000)
    assert ids == sorted(ids, reverse=True)
