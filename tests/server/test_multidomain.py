"""The feeds of an account with several domains, over HTTP with a plain OAuth client."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import pytest

from gdata_compat.server.app import DomainTaken, create_app
from gdata_compat.server.domain.accounts import Account
from gdata_compat.server.domain.aliases import Alias
from gdata_compat.server.domain.email_settings import EmailSetting
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.model import (
    EntityDoesNotExist,
    EntityExists,
    EntityHasMembers,
    UserLimitExceeded,
)
from gdata_compat.server.domain.nicknames import Nickname
from gdata_compat.server.domain.passwords import verify_password
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of
from tests.fix_server import SignedClient
from tests.server.test_users import errors

USERS, ALIASES = "/a/feeds/user/2.0/example.com", "/a/feeds/alias/2.0/example.com"
RENAMING = "/a/feeds/user/userEmail/2.0/example.com"

#: An entry as Google wrote it in 2011, read off the comment of a PHP client that took it apart, with another
#: address, and without the times and ETags that our feeds do not have.
RECORDED = (
    "<link rel='self' type='application/atom+xml' href='https://apps-apis.google.com/a/feeds/user/2.0/"
    "example.org/big%40example.org'/><link rel='edit' type='application/atom+xml' href='https://apps-apis."
    "google.com/a/feeds/user/2.0/example.org/big%40example.org'/><apps:property name='lastName' "
    "value='Account'/><apps:property name='isChangePasswordAtNextLogin' value='false'/><apps:property "
    "name='agreedToTerms' value='true'/><apps:property name='isSuspended' value='false'/><apps:property "
    "name='userEmail' value='big@example.org'/><apps:property name='isAdmin' value='false'/><apps:property "
    "name='firstName' value='Big'/><apps:property name='ipWhitelisted' value='false'/></entry>"
)


def properties(**given: str) -> bytes:
    """Write a property entry."""
    rows = "".join(f"<apps:property name={quoteattr(k)} value={quoteattr(v)}/>" for k, v in given.items())
    return (
        "<atom:entry xmlns:atom='http://www.w3.org/2005/Atom' "
        f"xmlns:apps='http://schemas.google.com/apps/2006'>{rows}</atom:entry>"
    ).encode()


def read(text: str) -> dict[str, str]:
    """Return the properties of an entry."""
    found = ElementTree.fromstring(text).iter("{http://schemas.google.com/apps/2006}property")
    return {each.attrib["name"]: each.attrib["value"] for each in found}


def values(text: str, name: str) -> list[str]:
    """Return the values of one property of every entry of a feed."""
    found = ElementTree.fromstring(text).iter("{http://schemas.google.com/apps/2006}property")
    return [each.attrib["value"] for each in found if each.attrib["name"] == name]


DORA = {"userEmail": "dora@example.org", "password": "dora-password", "firstName": "Dora", "lastName": "Dorn"}


@pytest.fixture
def domain(server: ServerThread) -> SqlDomain:
    """The account of example.com with the secondary domains example.org and sub.example.com."""
    data = server.state.domain
    assert isinstance(data, SqlDomain)
    for name in ("Example.ORG", "sub.example.com"):
        data.secondary_domains.add(name)
    return data


def test_an_entry_is_what_google_wrote(domain: SqlDomain, signed: SignedClient) -> None:
    """The order of the properties, the links and the quotes are those of a recorded entry."""
    domain.accounts.create(Account("example.org", User("big", "Account", "Big", agreed_to_terms=True)))
    assert signed.get(f"{USERS}/big@example.org").text.partition("</updated>")[2] == RECORDED


def test_a_user_is_made_with_every_attribute(domain: SqlDomain, signed: SignedClient) -> None:
    """Flags, in any case of letters, a quota in gigabytes and what is sent of them is kept."""
    flags = {"isAdmin": "True", "isSuspended": "TRUE", "ipWhitelisted": "true"}
    more = {"isChangePasswordAtNextLogin": "true", "agreedToTerms": "true", "quotaInGb": "25"}
    answer = signed.send("POST", USERS, properties(**DORA, **flags, **more))
    dora = domain.accounts.get("dora@example.org").user
    assert answer.status_code == 201
    assert answer.headers["Location"].endswith("/a/feeds/user/2.0/example.org/dora%40example.org")
    kept = (dora.admin, dora.suspended, dora.ip_whitelisted, dora.change_password_at_next_login)
    assert (kept, dora.agreed_to_terms, dora.quota_mb) == ((True,) * 4, False, 25600)


def test_what_is_sent_of_a_password_is_repeated_and_never_read(
    domain: SqlDomain, signed: SignedClient, records: list[RequestRecord]
) -> None:
    """Answers to POST and PUT hold it, as Google's did; what is read and what is recorded does not."""
    made = read(signed.send("POST", USERS, properties(**DORA)).text)
    changed = read(signed.send("PUT", f"{USERS}/dora@example.org", properties(password="another one")).text)
    fetched = read(signed.get(f"{USERS}/dora@example.org").text)
    told = "".join(record.text() for record in records)
    stored = domain.accounts.get("dora@example.org").user.password_hash
    assert (made["password"], changed["password"], fetched.get("password")) == (
        "dora-password",
        "another one",
        None,
    )
    assert ("dora-password" in told, "another one" in told, told.count('password\' value="..."')) == (
        False,
        False,
        2,
    )
    assert verify_password("another one", stored)


@pytest.mark.parametrize(
    "body",
    [
        b"<apps:property value='SECRET' name='password'/>",
        b'<apps:property name="password"\n value="SECRET"/>',
        b'<apps:property name="password" xml:lang=\'a"\' x="" value="SECRET"/>',
        b'<apps:property value="SECRET" x="" name = \'password\'/>',
    ],
    ids=["value first", "a line break", "more between", "more between, value first"],
)
def test_a_password_is_not_recorded_however_it_is_written(
    server: ServerThread, signed: SignedClient, records: list[RequestRecord], body: bytes
) -> None:
    """The attributes of a property come in any order."""
    signed.send("POST", USERS, properties(**DORA).replace(b"</atom:entry>", body + b"</atom:entry>"))
    assert ("SECRET" in records[-1].text(), "lastName" in records[-1].text()) == (False, True)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"userEmail": ""}, [("1406", "InvalidEmailAddress", "")]),
        ({"userEmail": "dora"}, [("1406", "InvalidEmailAddress", "dora")]),
        ({"userEmail": "dora@elsewhere.test"}, [("1301", "EntityDoesNotExist", "elsewhere.test")]),
        ({"userEmail": "a..b@example.org"}, [("1403", "InvalidUsername", "a..b")]),
        ({"userEmail": "abuse@example.org"}, [("1302", "EntityNameIsReserved", "abuse")]),
        ({"userEmail": "bruno@example.com"}, [("1300", "EntityExists", "bruno@example.com")]),
        ({"userEmail": "bru@example.com"}, [("1300", "EntityExists", "bru@example.com")]),
        ({"password": "short"}, [("1402", "InvalidPassword", "")]),
        ({"hashFunction": "SHA-2"}, [("1404", "InvalidHashFunctionName", "SHA-2")]),
        ({"hashFunction": "MD5"}, [("1405", "InvalidHashDigestLength", "")]),
        ({"firstName": "x" * 61}, [("1400", "InvalidGivenName", "x" * 61)]),
        ({"lastName": " "}, [("1401", "InvalidFamilyName", " ")]),
        ({"isAdmin": "yes"}, [("1801", "InvalidValue", "yes")]),
        ({"isSuspended": "1"}, [("1801", "InvalidValue", "1")]),
        ({"quotaInGb": "much"}, [("1801", "InvalidValue", "much")]),
        ({"quotaInGb": "2097152"}, [("1801", "InvalidValue", "2097152")]),
        (
            {"firstName": "", "password": "short"},
            [("1402", "InvalidPassword", ""), ("1400", "InvalidGivenName", "")],
        ),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_a_new_user_that_is_no_good_is_refused(
    domain: SqlDomain, signed: SignedClient, given: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    """All that is wrong is told, and nothing is made."""
    domain.nicknames.create(Nickname("bru", "bruno"))
    answer = signed.send("POST", USERS, properties(**(DORA | given)))
    there = [each.address for each in domain.accounts.page(domain="example.org")]
    assert (answer.status_code, errors(answer.text), there) == (400, expected, [])


def test_what_a_new_user_needs(domain: SqlDomain, signed: SignedClient) -> None:
    """A password and both names."""
    answer = signed.send("POST", USERS, properties(userEmail="dora@example.org"))
    assert [code for code, _, _ in errors(answer.text)] == ["1402", "1401", "1400"]


def test_updating_sets_only_what_is_sent(domain: SqlDomain, signed: SignedClient) -> None:
    """A PUT of one property leaves every other as it was."""
    before = signed.get(f"{USERS}/bruno@example.com").text
    answer = signed.send("PUT", f"{USERS}/BRUNO@example.com", properties(isSuspended="True"))
    expected = before.replace("'isSuspended' value='false'", "'isSuspended' value='true'")
    assert (answer.status_code, answer.text) == (200, expected)


def test_an_update_does_not_rename(
    domain: SqlDomain, signed: SignedClient, records: list[RequestRecord]
) -> None:
    """Another userEmail is refused, and the log says where users are renamed."""
    body = properties(userEmail="bruce@example.com", firstName="Bruce")
    answer = signed.send("PUT", f"{USERS}/bruno@example.com", body)
    assert errors(answer.text) == [("1304", "EntityCannotBeModified", "bruce@example.com")]
    assert ("/user/userEmail/2.0/" in records[-1].detail, domain.users.get("bruno").given_name) == (
        True,
        "Bruno",
    )


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("", ("1406", "InvalidEmailAddress", "")),
        ("bruce", ("1406", "InvalidEmailAddress", "bruce")),
        ("b b@example.com", ("1403", "InvalidUsername", "b b@example.com")),
        ("postmaster@example.com", ("1302", "EntityNameIsReserved", "postmaster@example.com")),
        ("bruce@elsewhere.test", ("1301", "EntityDoesNotExist", "elsewhere.test")),
        ("alice@example.com", ("1300", "EntityExists", "alice@example.com")),
        ("Bruno@example.com", ("1300", "EntityExists", "bruno@example.com")),
        ("gone@example.org", ("1100", "UserDeletedRecently", "gone@example.org")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_new_address_that_is_no_good_is_refused(
    domain: SqlDomain, signed: SignedClient, new: str, expected: tuple[str, str, str]
) -> None:
    """The user keeps the address."""
    domain.accounts.create(Account("example.org", User("gone", "F", "G")))
    domain.accounts.delete("gone@example.org")
    answer = signed.send("PUT", f"{RENAMING}/bruno@example.com", properties(newEmail=new))
    assert (errors(answer.text), domain.users.get("bruno").username) == ([expected], "bruno")


def test_the_old_address_stays_as_an_alias_until_that_is_deleted(
    domain: SqlDomain, signed: SignedClient
) -> None:
    """Whichever feed renames; the name is taken as long as the alias is there."""
    signed.send("PUT", f"{RENAMING}/bruno@example.com", properties(newEmail="bruce@example.org"))
    kept = [each.address for each in domain.aliases.page_of_user("bruce@example.org")]
    back = properties(newEmail="bruno@example.com")
    refused = signed.send("PUT", f"{RENAMING}/bruce@example.org", back)
    signed.send("DELETE", f"{ALIASES}/bruno@example.com")
    renamed = signed.send("PUT", f"{RENAMING}/bruce@example.org", back)
    shown = read(renamed.text)
    assert (kept, errors(refused.text), shown) == (
        ["bruno@example.com"],
        [("1300", "EntityExists", "bruno@example.com")],
        {"newEmail": "bruno@example.com"},
    )


def test_what_a_user_has_moves_along_to_another_domain(domain: SqlDomain) -> None:
    """Groups, lists, aliases and settings follow a renamed user, there and back."""
    domain.groups.create(Group("staff", "Staff"))
    domain.groups.add("staff", "member", "bruno@example.com")
    domain.email_lists.create("all")
    domain.email_lists.add_recipients("all", ["bruno@example.com"])
    domain.email_settings.put("bruno", "language", {"language": "fr"})
    domain.nicknames.create(Nickname("bru", "bruno"))
    domain.accounts.rename("bruno@example.com", "bruce@example.org")
    away = (
        [each.address for each in domain.groups.participants("staff", "member")],
        list(domain.email_lists.recipients("all")),
        domain.nicknames.get("bru").username,
    )
    domain.accounts.rename("bruce@example.org", "brunello@example.com")
    settings = EmailSetting("brunello", "language", "", {"language": "fr"})
    home = (domain.nicknames.get("bru").username, list(domain.email_settings.page(None)))
    assert away == (["bruce@example.org"], ["bruce@example.org"], "bruce@example.org")
    assert home == ("brunello", [settings])


def test_a_deleted_user_takes_the_aliases_along(domain: SqlDomain, signed: SignedClient) -> None:
    """Those on every domain; their names are free at once, the user's own is not."""
    signed.send("POST", USERS, properties(**DORA))
    for address in ("dd@example.com", "dd@example.org"):
        domain.aliases.create(Alias(address, "dora@example.org"))
    signed.send("DELETE", f"{USERS}/dora@example.org")
    free = domain.groups.create(Group("dd", "A group")).group_id
    again = signed.send("POST", USERS, properties(**DORA))
    assert (list(domain.aliases.page()), free) == ([], "dd")
    assert errors(again.text) == [("1100", "UserDeletedRecently", "dora@example.org")]


def test_the_primary_domain_stands_for_all_and_a_secondary_one_for_itself(
    domain: SqlDomain, signed: SignedClient
) -> None:
    """So say the addresses that the feeds are asked at."""
    domain.accounts.create(Account("example.org", User("dora", "Dorn", "Dora")))
    domain.aliases.create(Alias("dd@example.org", "bruno@example.com"))
    domain.aliases.create(Alias("dd@example.com", "dora@example.org"))
    feeds = ("user/2.0/example.com", "user/2.0/Example.org", "alias/2.0/example.com", "alias/2.0/example.org")
    answers = [signed.get(f"/a/feeds/{feed}").text for feed in feeds]
    found = [values(text, "userEmail") for text in answers]
    first = ["alice@example.com", "bruno@example.com", "chiara@example.com"]
    dora = "dora@example.org"
    assert found == [[*first, dora], [dora], [dora, "bruno@example.com"], ["bruno@example.com"]]


@pytest.mark.parametrize(
    "path",
    [
        "user/2.0/example.org/bruno@example.com",
        "user/2.0/example.com/bruno",
        "user/2.0/example.com/bruno@elsewhere.test",
        "user/2.0/example.com/bru@example.com",
        "user/2.0/example.com/a%00b@example.com",
        "user/2.0/example.com/@example.com",
        "alias/2.0/example.org/bru@example.com",
        "alias/2.0/example.com/bruno@example.com",
        "alias/2.0/example.com/bru",
        "alias/2.0/example.com/b%20u@example.com",
        "alias/2.0/example.com?userEmail=bru@example.com",
        "alias/2.0/example.com?userEmail=bruno",
        "alias/2.0/example.com?userEmail=bruno@example.com&start=nothing@example.com",
        "alias/2.0/example.com?userEmail=alice@example.com&start=bru@example.com",
    ],
)
def test_what_is_not_there_is_1301(domain: SqlDomain, signed: SignedClient, path: str) -> None:
    """A user is found by the address, not by an alias, an alias not by its user's, and neither by a name."""
    domain.nicknames.create(Nickname("bru", "bruno"))
    answer = signed.get(f"/a/feeds/{path}")
    assert (answer.status_code, [code for code, _, _ in errors(answer.text)]) == (400, ["1301"])


@pytest.mark.parametrize("feed", ["user/2.0/", "alias/2.0/", "user/userEmail/2.0/"])
def test_another_account_s_domain_is_refused(
    domain: SqlDomain, signed: SignedClient, records: list[RequestRecord], feed: str
) -> None:
    """Even where it is in the same database."""
    address = "/liz@example.net" if "userEmail" in feed else ""
    SqlDomain(domain._database, "example.net").users.create(User("liz", "F", "G"))
    answer = signed.send("PUT" if address else "GET", f"/a/feeds/{feed}example.net{address}", None)
    assert (answer.status_code, answer.reason) == (403, "Invalid domain.")
    assert records[-1].detail == "'example.net' is no domain of the account of example.com"


def test_another_account_s_users_are_not_there(domain: SqlDomain, signed: SignedClient) -> None:
    """Neither by their address nor as owners of an alias or a nickname."""
    other = SqlDomain(domain._database, "example.net")
    other.users.create(User("liz", "F", "G"))
    alias = properties(userEmail="liz@example.net", aliasEmail="liz@example.org")
    answers = [signed.get(f"{USERS}/liz@example.net"), signed.send("POST", ALIASES, alias)]
    with pytest.raises(EntityDoesNotExist):
        domain.nicknames.create(Nickname("liz", "liz@example.net"))
    assert [[code for code, _, _ in errors(each.text)] for each in answers] == [["1301"], ["1301"]]


def test_pages_begin_at_start_in_the_order_of_addresses(domain: SqlDomain, signed: SignedClient) -> None:
    """Over the domains, with a next link that begins at the first address of the next page."""
    for host in ("example.com", "example.org"):
        domain.users_of(host).add_many(User(f"u{n:02}", "F", "G") for n in range(75))
        domain.nicknames_of(host).add_many(Nickname(f"n{n:02}", f"u{n // 8:02}") for n in range(75))
    last = [
        values(signed.get(f"{feed}?start={first}").text, name)
        for feed, first, name in (
            (USERS, "u73@example.org", "userEmail"),
            (ALIASES, "n74@example.com", "aliasEmail"),
        )
    ]
    text = signed.get(USERS).text
    assert last == [
        ["u73@example.org", "u74@example.com", "u74@example.org"],
        ["n74@example.com", "n74@example.org"],
    ]
    assert (
        f"<link rel='next' type='application/atom+xml' href='https://apps-apis.google.com{USERS}?start=u48%40example.org'/>"
        in text
    )


def test_a_user_s_aliases_are_the_oldest_first(tmp_path: Path) -> None:
    """As the library's own test against Google found them; further pages go on after the last."""
    now = [0.0]
    data = SqlDomain(Database(), "example.com", clock=lambda: now[0])
    data.secondary_domains.add("example.org")
    data.users.create(User("bruno", "F", "G"))
    for number, address in enumerate(("z@example.com", "b@example.org", "b@example.com", "a@example.com")):
        now[0] = number // 2  # in pairs at the same time
        data.aliases.create(Alias(address, "bruno@example.com"))
    first = [each.address for each in data.aliases.page_of_user("bruno@example.com", None, 3)]
    rest = [each.address for each in data.aliases.page_of_user("bruno@example.com", first[2], 3)]
    expected = ["b@example.org", "z@example.com", "a@example.com", "b@example.com"]
    assert (first, rest) == (expected[:3], expected[2:])


def test_a_user_has_thirty_aliases_on_all_domains(domain: SqlDomain, signed: SignedClient) -> None:
    """Nicknames count among them; one more is refused with 1501, but the name of a renamed user is kept."""
    for number in range(15):
        domain.nicknames.create(Nickname(f"bru{number}", "bruno"))
        domain.aliases.create(Alias(f"bru{number}@example.org", "bruno@example.com"))
    more = properties(userEmail="bruno@example.com", aliasEmail="more@sub.example.com")
    answer = signed.send("POST", ALIASES, more)
    domain.users.update("bruno", UserChanges(username="bruce"))
    assert errors(answer.text) == [("1501", "TooManyNicknamesForUser", "more@sub.example.com")]
    assert len(domain.aliases.page_of_user("bruce@example.com")) == 31


def test_an_alias_cannot_be_changed(domain: SqlDomain, signed: SignedClient) -> None:
    """There is no such operation."""
    domain.nicknames.create(Nickname("bru", "bruno"))
    assert signed.send("PUT", f"{ALIASES}/bru@example.com", properties()).status_code == 405


def test_an_address_of_a_feed_may_end_in_a_slash(domain: SqlDomain, signed: SignedClient) -> None:
    """A script of Google's own sent it so."""
    alias = properties(userEmail="bruno@example.com", aliasEmail="bru@example.org")
    assert signed.send("POST", "/a/feeds/alias/2.0/example.org/", alias).status_code == 201


@pytest.mark.parametrize(
    ("scope", "path", "expected"),
    [
        ("user/", USERS, 200),
        ("alias/", USERS, 401),
        ("alias/", ALIASES, 200),
        ("user/", ALIASES, 401),
        ("user/", f"{USERS}/bruno@example.com", 200),
    ],
)
def test_tokens_are_limited_to_their_scopes(
    server: ServerThread, domain: SqlDomain, scope: str, path: str, expected: int
) -> None:
    """Users have the scope of the other feed of users, aliases one of their own."""
    scopes = (f"https://apps-apis.google.com/a/feeds/{scope}",)
    token = server.state.credentials.issue_access_token("example.com", "", scopes)
    assert SignedClient(server.url, token.key, token.secret).get(path).status_code == expected


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        (User("dora", "F", "G", admin=True), 200),
        (User("dora", "F", "G"), 403),
        (User("dora", "F", "G", admin=True, suspended=True), 403),
    ],
    ids=["administrator", "user", "suspended"],
)
def test_an_administrator_may_live_on_a_secondary_domain(
    server: ServerThread, domain: SqlDomain, user: User, expected: int
) -> None:
    """The account has administrators, not each domain."""
    domain.accounts.create(Account("example.org", user))
    token = server.state.credentials.issue_access_token("example.com", "dora@example.org")
    assert SignedClient(server.url, token.key, token.secret).get(USERS).status_code == expected


def test_the_owner_s_name_on_another_domain_is_nobody(server: ServerThread, domain: SqlDomain) -> None:
    """The owner lives on the primary domain."""
    token = server.state.credentials.issue_access_token("example.com", "admin@example.org")
    assert SignedClient(server.url, token.key, token.secret).get(USERS).status_code == 403


def test_the_nickname_feed_names_owners_of_other_domains_by_their_addresses(
    domain: SqlDomain, signed: SignedClient
) -> None:
    """And takes names only."""
    domain.accounts.create(Account("example.org", User("dora", "F", "G")))
    domain.aliases.create(Alias("dd@example.com", "dora@example.org"))
    shown = signed.get("/a/feeds/example.com/nickname/2.0/dd").text
    entry = (
        b"<entry xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'>"
        b"<apps:nickname name='dd2'/><apps:login userName='dora@example.org'/></entry>"
    )
    refused = signed.send("POST", "/a/feeds/example.com/nickname/2.0", entry)
    assert "<apps:login userName='dora@example.org'/>" in shown
    assert errors(refused.text) == [("1301", "EntityDoesNotExist", "dora@example.org")]


def test_domains_are_added_and_removed(domain: SqlDomain) -> None:
    """Once each; one that holds addresses, or is another account's, is refused."""
    assert domain.secondary_domains.names() == ["example.org", "sub.example.com"]
    other = SqlDomain(domain._database, "example.net")
    other.users.create(User("liz", "F", "G"))
    other.secondary_domains.add("example.edu")
    domain.accounts.create(Account("example.org", User("dora", "F", "G")))
    refused = [EntityExists] * 4
    for name, error in zip(
        ("example.org", "example.com", "example.net", "example.edu"), refused, strict=True
    ):
        with pytest.raises(error):
            domain.secondary_domains.add(name)
    with pytest.raises(EntityHasMembers):
        domain.secondary_domains.remove("example.org")
    for name in ("example.edu", "elsewhere.test"):
        with pytest.raises(EntityDoesNotExist):
            domain.secondary_domains.remove(name)
    domain.secondary_domains.remove("SUB.example.com")
    assert domain.secondary_domains.names() == ["example.org"]


def test_a_server_is_told_its_secondary_domains(tmp_path: Path) -> None:
    """They are kept; one that is there already does no harm, one that is taken is refused."""
    path = str(tmp_path / "d.sqlite")
    for names in (("example.org",), ("Example.org", "example.net"), ()):
        app = create_app(path, secondary_domains=names)
        there = state_of(app).domain.secondary_domains.names()
        state_of(app).database.close()
    with pytest.raises(DomainTaken, match=r"example\.org cannot be .* it is taken"):
        create_app(path, "example.edu", secondary_domains=["example.org"])
    with pytest.raises(ValueError, match="no domain name"):
        create_app(secondary_domains=["no domain"])
    assert there == ["example.net", "example.org"]


def test_the_limit_of_users_is_the_account_s(database: Database) -> None:
    """It counts those of all domains, one by one and many at once; whoever fits may be made."""
    data = SqlDomain(database, "example.com", user_limit=5)
    data.secondary_domains.add("example.org")
    data.users.add_many(User(f"u{n}", "F", "G") for n in range(3))
    with pytest.raises(UserLimitExceeded) as caught:
        data.users_of("example.org").add_many(User(f"v{n}", "F", "G") for n in range(3))
    data.users_of("example.org").add_many(User(f"v{n}", "F", "G") for n in range(2))
    with pytest.raises(UserLimitExceeded):
        data.users.create(User("more", "F", "G"))
    assert (caught.value.name, len(data.accounts.page()), data.users.count()) == ("v2", 5, 3)


def test_names_of_many_users_at_once_are_limited_over_statements(database: Database) -> None:
    """The limit holds where users are added by more than one statement, and nothing of them is kept."""
    data = SqlDomain(database, "example.com", user_limit=1500)
    with pytest.raises(UserLimitExceeded) as caught:
        data.users.add_many(User(f"u{n:04}", "F", "G") for n in range(1600))
    assert (caught.value.name, data.users.count()) == ("u1500", 0)


def test_moves_between_domains_on_every_database(database: Database) -> None:
    """Keys follow, pages are in one order, and the old name is an alias."""
    data = SqlDomain(database, "example.com")
    data.secondary_domains.add("example.org")
    data.users.add_many(User(name, "F", "G") for name in ("a", "a.b", "a-b", "b"))
    data.aliases.create(Alias("x@example.org", "a@example.com"))
    data.org_units.move_users(["a"], "/")
    data.accounts.rename("a@example.com", "a@example.org")
    data.accounts.rename("b@example.com", "a.b@example.org")
    users = [each.address for each in data.accounts.page()]
    aliases = [(each.address, each.user) for each in data.aliases.page("a@example.com")]
    assert users == ["a-b@example.com", "a.b@example.com", "a.b@example.org", "a@example.org"]
    assert aliases == [
        ("a@example.com", "a@example.org"),
        ("b@example.com", "a.b@example.org"),
        ("x@example.org", "a@example.org"),
    ]
