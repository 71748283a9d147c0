"""The pages about the domain, its tokens and its requests, as a browser without scripts gets them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.accounts import Account
from gdata_compat.server.domain.aliases import Alias
from gdata_compat.server.domain.credentials import BearerToken, Consumer, TokenKind
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.nicknames import Nickname
from gdata_compat.server.domain.oauth2 import OAuth2Kind, OAuth2Token
from gdata_compat.server.domain.org_units import OrgUnit
from gdata_compat.server.domain.users import User
from gdata_compat.server.state import State, state_of
from tests.fix_server import CONSUMER_SECRET

PAGES = (
    "/domain",
    "/domain/groups",
    "/domain/groups/staff",
    "/domain/units",
    "/domain/unit",
    "/domain/unit?path=corp/sales%2520%2526%2520more",
    "/domain/nicknames",
    "/domain/email-lists",
    "/domain/email-lists/news",
    "/domain/domains",
    "/domain/users/alice@example.com",
    "/domain/users/olga@example.org",
    "/domain/tokens",
    "/domain/requests",
    "/domain/requests/newer",
    "/domain/requests/1",
)


@pytest.fixture
def browser() -> Iterator[FlaskClient]:
    """A browser on the machine that serves a domain with something of everything."""
    app = create_app(
        sample=3, consumer_secret=CONSUMER_SECRET, secondary_domains=["example.org"], log_requests=True
    )
    data = state_of(app).domain
    data.accounts.create(Account("example.org", User("olga", "Family", "Olga")))
    data.aliases.create(Alias("ali@example.org", "alice@example.com"))
    data.nicknames.create(Nickname("bb", "bruno"))
    data.groups.create(Group("staff", "All <staff>", "Who works here", "Anyone"))
    data.groups.create(Group("board", "The board"))
    data.groups.add("staff", "owner", "alice@example.com")
    for address in ("bruno@example.com", "board@example.com", "friend@elsewhere.test"):
        data.groups.add("staff", "member", address)
    data.email_lists.create("news")
    data.email_lists.add_recipients("news", ["chiara@example.com", "reader@elsewhere.test"])
    data.org_units.create(OrgUnit("corp", "corp", block_inheritance=True))
    data.org_units.create(OrgUnit("corp/sales%20%26%20more", "sales & more", "They sell"))
    data.org_units.create(OrgUnit("corp-old", "corp-old"))
    data.org_units.move_users(["bruno"], "corp/sales%20%26%20more")
    client = app.test_client()
    client.get("/nowhere")
    yield client
    state_of(app).close()


def state(browser: FlaskClient) -> State:
    return state_of(browser.application)


def text_of(page: TestResponse | str) -> str:
    """What a page says, without its tags, in one line."""
    source = page if isinstance(page, str) else page.text
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", source.partition("<main")[2]).split()))


def rows_of(page: TestResponse) -> list[list[str]]:
    """The cells of each row of a page's tables."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.text, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in row] for row in cells if row]


def csrf_of(browser: FlaskClient, page: str = "/domain/tokens") -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get(page).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_shown_in_the_frame_and_forbids_what_is_not_ours(browser: FlaskClient, page: str) -> None:
    """And is kept by nobody."""
    answer = browser.get(page)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert (answer.headers["Cache-Control"], "<script>" in answer.text) == ("no-store", False)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_elsewhere_sees_a_page(browser: FlaskClient, page: str) -> None:
    """Nor under a foreign name."""
    elsewhere = browser.get(page, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    foreign = browser.get(page, headers={"Host": "evil.example"})
    assert (elsewhere.status_code, foreign.status_code) == (403, 403)


def test_users_of_all_domains_are_shown_with_their_units(browser: FlaskClient) -> None:
    """Sorted by address."""
    shown = [(row[0], row[3]) for row in rows_of(browser.get("/domain"))]
    assert shown == [
        ("alice@example.com", "/"),
        ("bruno@example.com", "corp / sales &amp; more"),
        ("chiara@example.com", "/"),
        ("olga@example.org", ""),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("/domain?q=AL", ["alice@example.com"]),
        ("/domain?q=olga@ex", ["olga@example.org"]),
        ("/domain?q=olga@example.com", []),
        ("/domain?q=zz", []),
        ("/domain?q=%25", []),
        ("/domain/groups?q=b", ["board@example.com"]),
        ("/domain/nicknames?q=b", ["bb@example.com"]),
        ("/domain/nicknames?q=a", ["ali@example.org"]),
        ("/domain/email-lists?q=ne", ["news@example.com"]),
        ("/domain/email-lists?q=x", []),
        ("/domain/domains?q=example.o", ["example.org"]),
    ],
)
def test_what_begins_so_is_found(browser: FlaskClient, page: str, expected: list[str]) -> None:
    """By name or address, whatever the case; nothing in it stands for anything else."""
    answer = browser.get(page)
    assert [row[0] for row in rows_of(answer)] == expected
    assert expected or "Nothing here begins with" in answer.text


def test_names_with_dots_are_found_by_how_they_begin(browser: FlaskClient) -> None:
    """They come before the shorter name in Google's order, and are found by it all the same."""
    users = state(browser).domain.users
    for name in ("al", "al.x", "al-x", "al_x", "al9"):
        users.create(User(name, "F", "G"))
    found = [row[0].partition("@")[0] for row in rows_of(browser.get("/domain?q=al"))]
    assert sorted(found) == sorted(["al", "al.x", "al-x", "al_x", "al9", "alice"])


def test_pages_lead_through_everything_once(browser: FlaskClient) -> None:
    """Users of one name on two domains included."""
    accounts = state(browser).domain.accounts
    for n in range(60):
        for host in ("example.com", "example.org"):
            accounts.create(Account(host, User(f"u{n:02}", "F", "G")))
    seen: list[str] = []
    page = "/domain?q=u"
    while page:
        answer = browser.get(page)
        seen += [row[0] for row in rows_of(answer)]
        following = re.search(r'rel="next" href="([^"]+)"', answer.text)
        page = "/domain" + html.unescape(following[1]) if following else ""
    assert seen == [f"u{n:02}@{host}" for n in range(60) for host in ("example.com", "example.org")]


def test_a_group_has_owners_and_members(browser: FlaskClient) -> None:
    """Those that are users or groups lead to their pages; what is in a name is no markup."""
    page = browser.get("/domain/groups/staff")
    assert "Owners alice@example.com Members board@example.com a group bruno@example.com" in text_of(page)
    assert "friend@elsewhere.test" in text_of(page)
    assert ('href="/domain/groups/board"' in page.text, "<staff>" in page.text) == (True, False)


def test_members_are_paged(browser: FlaskClient) -> None:
    """A group may have thousands."""
    groups = state(browser).domain.groups
    for n in range(70):
        groups.add("board", "member", f"m{n:02}@elsewhere.test")
    first = browser.get("/domain/groups/board")
    following = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert following is not None
    second = browser.get("/domain/groups/board" + html.unescape(following[1]))
    shown = [re.findall(r"m\d\d@elsewhere.test", text_of(page)) for page in (first, second)]
    assert shown[0] + shown[1] == [f"m{n:02}@elsewhere.test" for n in range(70)]


def test_units_are_a_tree(browser: FlaskClient) -> None:
    """Each below the one that it is in, whatever its name sorts before."""
    page = browser.get("/domain/units")
    tree = page.text.partition('<div class="tree">')[2].partition("</div>")[0]
    depths = []
    for tag, name in re.findall(r"<(/?ul)>|<a [^>]*>([^<]*)</a>", tree):
        depths.append((tag, html.unescape(name)))
    expected = ["ul", "example.com", "ul", "corp", "ul", "sales & more", "/ul", "corp-old", "/ul", "/ul"]
    assert [tag or name for tag, name in depths] == expected


def test_a_unit_shows_what_is_in_it(browser: FlaskClient) -> None:
    """The way down to it, its units and its users."""
    corp = text_of(browser.get("/domain/unit?path=corp"))
    sales = text_of(browser.get("/domain/unit?path=corp/sales%2520%2526%2520more"))
    assert "example.com corp blocks inheritance Units below sales & more They sell" in corp
    assert "example.com corp sales & more They sell" in sales
    assert "Users in it bruno@example.com" in sales


def test_many_units_are_shown_a_level_at_a_time(browser: FlaskClient) -> None:
    """And in pages."""
    units = state(browser).domain.org_units
    with state(browser).domain.together():
        for n in range(510):
            units.create(OrgUnit(f"u{n:03}", f"u{n:03}"))
    page = browser.get("/domain/units").text
    following = re.search(r'href="([^"]+)">More units', page)
    assert following is not None
    more = browser.get(html.unescape(following[1])).text
    assert (">u047<" in page, ">u048<" in page, ">u048<" in more) == (True, False, True)


def test_a_user_is_shown_with_all_that_belongs_to_it(browser: FlaskClient) -> None:
    """State, unit, nicknames, groups and lists."""
    shown = text_of(browser.get("/domain/users/bruno@example.com"))
    assert (
        "Organization unit corp / sales & more Nicknames bb@example.com Member of staff@example.com" in shown
    )
    chiara = text_of(browser.get("/domain/users/chiara@example.com"))
    assert "On the e-mail lists news@example.com" in chiara


@pytest.mark.parametrize(
    "page",
    [
        "/domain/users/nobody@example.com",
        "/domain/users/x@elsewhere.test",
        "/domain/users/no-address",
        "/domain/groups/nothing",
        "/domain/email-lists/nothing",
        "/domain/unit?path=nothing",
        "/domain/requests/77",
        "/domain/requests/99999999999999999999999",
    ],
)
def test_what_is_not_there_is_said(browser: FlaskClient, page: str) -> None:
    """On a page with status 404."""
    answer = browser.get(page)
    assert (answer.status_code, "<h1>Not there</h1>" in answer.text) == (404, True)


def test_consumers_are_shown_without_their_secrets(browser: FlaskClient) -> None:
    """With how they sign, and whether they may."""
    state(browser).credentials.add_consumer(Consumer("site.test", "a secret of the site", enabled=False))
    page = browser.get("/domain/tokens")
    shown = {row[0]: row[1:4] for row in rows_of(page) if len(row) == 5}
    assert shown["example.com"] == ["example.com", "HMAC-SHA1", "enabled"]
    assert shown["site.test"] == ["none", "HMAC-SHA1", "disabled"]
    assert (CONSUMER_SECRET in page.text, "a secret of the site" in page.text) == (False, False)


def make_tokens(current: State) -> dict[str, str]:
    """Issue a token of many kinds, and return what must not be shown, by kind."""
    access = current.credentials.issue_access_token(
        "example.com", "bruno@example.com", ("https://a.test/f/",)
    )
    login = BearerToken(TokenKind.CLIENT_LOGIN, "alice@example.com")
    refresh = OAuth2Token(OAuth2Kind.REFRESH, "example.com", "alice@example.com", ("https://b.test/",), "g")
    return {
        "OAuth 1.0 access token": access.secret,
        "ClientLogin token": current.credentials.issue_bearer_token(login),
        "OAuth 2.0 refresh token": current.oauth2.issue(refresh),
    }


def test_tokens_are_shown_without_what_would_let_anybody_use_them(browser: FlaskClient) -> None:
    """Of each kind: whose, issued to whom, for what."""
    values = make_tokens(state(browser))
    page = browser.get("/domain/tokens")
    shown = [row for row in rows_of(page) if len(row) == 7]
    assert [row[0].rpartition(" ")[0] for row in shown] == list(values)[::-1]
    assert [row[1:4] for row in shown][-1] == ["bruno@example.com", "example.com", "https://a.test/f/"]
    assert [kind for kind, value in values.items() if value in page.text] == []


def test_tokens_are_filtered_by_account_and_the_owners_are_of_two_names(browser: FlaskClient) -> None:
    """A token without an account is the owner's."""
    current = state(browser)
    make_tokens(current)
    current.credentials.issue_access_token("example.com")
    current.credentials.issue_access_token("example.com", "admin@example.com")

    def accounts(query: str) -> list[str]:
        page = browser.get(f"/domain/tokens?account={query}")
        return [row[1] for row in rows_of(page) if len(row) == 7]

    assert accounts("bruno") == ["bruno@example.com"]
    assert accounts("Admin@Example.com") == ["admin@example.com"] * 2
    assert accounts("nobody") == []


def test_tokens_are_paged(browser: FlaskClient) -> None:
    """All of them are shown once."""
    credentials = state(browser).credentials
    for n in range(60):
        credentials.issue_access_token("example.com", f"u{n}@example.com")
    first = browser.get("/domain/tokens")
    following = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert following is not None
    second = browser.get(html.unescape(following[1]))
    accounts = [row[1] for page in (first, second) for row in rows_of(page) if len(row) == 7]
    assert sorted(accounts) == sorted(f"u{n}@example.com" for n in range(60))


def test_a_button_revokes_a_token(browser: FlaskClient) -> None:
    """Leading back to where it was pressed, where the token is shown as revoked."""
    current = state(browser)
    token = current.credentials.issue_access_token("example.com")
    sent = {"csrf": csrf_of(browser), "id": token.key, "back": "/domain/tokens?account=admin"}
    answer = browser.post("/domain/tokens/revoke", data=sent)
    page = browser.get(answer.headers["Location"])
    again = browser.post("/domain/tokens/revoke", data=sent, follow_redirects=True)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/domain/tokens?account=admin")
    assert (f"The token {token.key[:12]}… is revoked." in page.text, current.issued.page()[0].revoked) == (
        True,
        True,
    )
    assert "was revoked before" in again.text


@pytest.mark.parametrize("back", ["https://evil.test/", "//evil.test", "/x?y\r\nSet-Cookie: a=b", ""])
def test_a_button_leads_nowhere_else(browser: FlaskClient, back: str) -> None:
    """Whatever the form says."""
    sent = {"csrf": csrf_of(browser), "id": "x", "back": back}
    location = browser.post("/domain/tokens/revoke", data=sent).headers["Location"]
    assert location.partition("?")[0] == "/domain/tokens"


def test_a_button_disables_a_consumer_and_enables_it(browser: FlaskClient) -> None:
    """Its requests are refused meanwhile."""
    credentials = state(browser).credentials
    enabled = []
    for answer in ("no", "yes"):
        sent = {"csrf": csrf_of(browser), "key": "example.com", "enabled": answer}
        browser.post("/domain/tokens/consumer", data=sent)
        consumer = credentials.consumer("example.com")
        assert consumer is not None
        enabled.append(consumer.enabled)
    sent["key"] = "nobody"
    missing = browser.post("/domain/tokens/consumer", data=sent)
    assert (enabled, missing.status_code) == ([False, True], 404)


@pytest.mark.parametrize(
    ("page", "fields"),
    [("/domain/tokens/revoke", {"id": "KEY"}), ("/domain/tokens/consumer", {"key": "example.com"})],
)
@pytest.mark.parametrize("csrf", [None, "", "wrong"])
def test_a_form_of_another_site_does_nothing(
    browser: FlaskClient, page: str, fields: dict[str, str], csrf: str | None
) -> None:
    """Neither without the mark of our forms nor with another."""
    token = state(browser).credentials.issue_access_token("example.com")
    csrf_of(browser)
    sent: dict[str, Any] = {name: value.replace("KEY", token.key) for name, value in fields.items()}
    answer = browser.post(page, data=sent if csrf is None else sent | {"csrf": csrf})
    consumer = state(browser).credentials.consumer("example.com")
    assert consumer is not None
    assert (answer.status_code, consumer.enabled, state(browser).issued.page()[0].revoked) == (
        403,
        True,
        False,
    )


@pytest.mark.parametrize(
    "value", ["\0", "nan,x", "inf,\0", "9" * 400, "\ud800", "x" * 3000, "'; DROP TABLE users"]
)
@pytest.mark.parametrize(
    "page",
    [
        "/domain",
        "/domain/groups",
        "/domain/unit",
        "/domain/tokens",
        "/domain/requests",
        "/domain/groups/staff",
    ],
)
def test_no_query_breaks_a_page(browser: FlaskClient, page: str, value: str) -> None:
    """Whatever stands in it."""
    names = ("q", "from", "path", "unit", "account", "consumer", "before", "status", "method", "refresh")
    query = {name: value.encode("utf-8", "surrogatepass").decode("latin-1") for name in names}
    assert browser.get(page, query_string=query).status_code in (200, 400, 404)
