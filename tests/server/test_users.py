"""The user feed, over HTTP with a plain OAuth client."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.passwords import verify_password
from gdata_compat.server.domain.users import User
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of
from tests.fix_server import CONSUMER_SECRET, SignedClient

FEED = "/a/feeds/example.com/user/2.0"
RECORDED = Path(__file__).parent.parent / "data" / "google_responses"
NS = {"atom": "http://www.w3.org/2005/Atom", "apps": "http://schemas.google.com/apps/2006"}


def entry(login: str = "", name: str = "", quota: str = "", more: str = "") -> bytes:
    """Write a user entry; each argument holds the attributes of its element."""
    parts = [
        f"<apps:{tag} {given}/>"
        for tag, given in (("login", login), ("name", name), ("quota", quota))
        if given
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><atom:entry xmlns:atom="http://www.w3.org/2005/Atom" '
        f'xmlns:apps="http://schemas.google.com/apps/2006">{"".join(parts)}{more}</atom:entry>'
    ).encode()


NEW_USER = entry('userName="dora" password="dora-password"', 'familyName="Dorn" givenName="Dora"')


def errors(text: str) -> list[tuple[str, str, str]]:
    """Return code, reason and input of each error in an error document."""
    found = ElementTree.fromstring(text)
    return [(e.attrib["errorCode"], e.attrib["reason"], e.attrib["invalidInput"]) for e in found]


def login(text: str) -> dict[str, str]:
    """Return the login attributes of an entry."""
    found = ElementTree.fromstring(text).find("apps:login", NS)
    assert found is not None
    return dict(found.attrib)


def recorded_users() -> list[User]:
    """Read the users off the recorded pages, by pattern: the server's own code takes no part."""
    text = "".join((RECORDED / f"users_page{n}.xml").read_text() for n in (1, 2))
    pattern = (
        r"<apps:login userName='([^']*)' suspended='(\w+)' ipWhitelisted='(\w+)' admin='(\w+)' "
        r"changePasswordAtNextLogin='(\w+)' agreedToTerms='(\w+)'/><apps:quota limit='(\d+)'/>"
        r"<apps:name familyName='([^']*)' givenName='([^']*)'/>"
    )
    return [
        User(
            username=m[0],
            suspended=m[1] == "true",
            ip_whitelisted=m[2] == "true",
            admin=m[3] == "true",
            change_password_at_next_login=m[4] == "true",
            agreed_to_terms=m[5] == "true",
            quota_mb=int(m[6]),
            family_name=m[7],
            given_name=m[8],
        )
        for m in re.findall(pattern, text)
    ]


def test_a_single_user_is_the_entry_of_the_page_with_its_own_namespaces(signed: SignedClient) -> None:
    """An entry on its own differs from the one on a page only in its start tag."""
    page, alone = signed.get(FEED), signed.get(f"{FEED}/alice")
    inner = alone.text.partition("<id>")[2]
    assert alone.headers["Content-Type"] == "application/atom+xml; charset=UTF-8"
    assert "<entry><id>" + inner.removesuffix("</entry>") in page.text


def test_creating_a_user_answers_201_and_the_entry(signed: SignedClient) -> None:
    """A new user has what was sent, and defaults for the rest."""
    answer = signed.send("POST", FEED, NEW_USER)
    expected = {
        "userName": "dora",
        "suspended": "false",
        "ipWhitelisted": "false",
        "admin": "false",
        "changePasswordAtNextLogin": "false",
        "agreedToTerms": "false",
    }
    assert (answer.status_code, answer.reason, login(answer.text)) == (201, "Created", expected)
    assert "<apps:quota limit='2048'/>" in answer.text
    assert signed.get(f"{FEED}/dora").text == answer.text


def test_names_are_escaped_in_documents(signed: SignedClient) -> None:
    """Markup, quotes and non-ASCII text in names come back as they were sent."""
    body = entry(
        'userName="o\'neil" password="long-enough"',
        'familyName="O\'Neil &lt;b&gt; &amp; Sons" givenName="Zoë"',
    )
    text = signed.send("POST", FEED, body).text
    name = ElementTree.fromstring(text).find("apps:name", NS)
    assert name is not None
    assert dict(name.attrib) == {"familyName": "O'Neil <b> & Sons", "givenName": "Zoë"}
    assert signed.get(f"{FEED}/o%27neil").text == text


def test_user_names_are_lower_case(signed: SignedClient) -> None:
    """A name in capitals is the same name."""
    signed.send("POST", FEED, NEW_USER.replace(b'"dora"', b'"DORA"'))
    assert login(signed.get(f"{FEED}/Dora").text)["userName"] == "dora"


def test_updating_sets_only_what_is_sent(signed: SignedClient) -> None:
    """A PUT with one attribute leaves every other as it was, and answers 200."""
    before = signed.get(f"{FEED}/bruno").text
    answer = signed.send("PUT", f"{FEED}/bruno", entry('userName="bruno" suspended="True"'))
    assert (answer.status_code, answer.text) == (200, before.replace("suspended='false'", "suspended='true'"))


def test_another_user_name_in_an_update_renames(signed: SignedClient) -> None:
    """The user is then found under the new name only."""
    answer = signed.send("PUT", f"{FEED}/bruno", entry('userName="brunello"'))
    assert login(answer.text)["userName"] == "brunello"
    gone, there = signed.get(f"{FEED}/bruno"), signed.get(f"{FEED}/brunello")
    assert (errors(gone.text), there.status_code) == ([("1301", "EntityDoesNotExist", "bruno")], 200)


def test_renaming_to_a_taken_name_is_refused(signed: SignedClient) -> None:
    """Nothing changes when the new name is somebody else's."""
    answer = signed.send("PUT", f"{FEED}/bruno", entry('userName="alice"', 'givenName="Changed"'))
    assert errors(answer.text) == [("1300", "EntityExists", "alice")]
    assert "givenName='Bruno'" in signed.get(f"{FEED}/bruno").text


def test_deleting_answers_200_and_reserves_the_name(signed: SignedClient) -> None:
    """The user is gone, and the name cannot be taken at once."""
    deleted = signed.send("DELETE", f"{FEED}/bruno")
    gone = signed.get(f"{FEED}/bruno")
    again = signed.send("POST", FEED, NEW_USER.replace(b'"dora"', b'"bruno"'))
    assert (deleted.status_code, deleted.content) == (200, b"")
    assert errors(gone.text) == [("1301", "EntityDoesNotExist", "bruno")]
    assert errors(again.text) == [("1100", "UserDeletedRecently", "bruno")]


def test_a_deleted_name_is_free_after_the_window() -> None:
    """Five days after the deletion the name can be taken again."""
    now = [1_000_000.0]
    data = state_of(create_app(domain="example.com", sample=2, clock=lambda: now[0])).domain
    data.users.delete("bruno")
    now[0] += 5 * 24 * 3600 + 1
    assert data.users.create(User("bruno", "B", "B")).username == "bruno"


def test_the_error_document_is_googles(signed: SignedClient) -> None:
    """An error has the recorded form: declaration, CRLF line ends, text/xml, HTTP 400."""
    answer = signed.get(f"{FEED}/nobody")
    expected = (
        b'<?xml version="1.0" encoding="UTF-8"?>\r\n<AppsForYourDomainErrors>\r\n'
        b'  <error errorCode="1301" invalidInput="nobody" reason="EntityDoesNotExist" />\r\n'
        b"</AppsForYourDomainErrors>\r\n\r\n"
    )
    assert (answer.status_code, answer.reason, answer.content) == (400, "Bad Request", expected)
    assert answer.headers["Content-Type"].startswith("text/xml")


GOOD_LOGIN, GOOD_NAME = 'userName="dora" password="dora-password"', 'familyName="Dorn" givenName="Dora"'
FORTY = "a" * 40


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (entry('userName="alice" password="long-enough"', GOOD_NAME), [("1300", "EntityExists", "alice")]),
        (
            entry('userName="abuse" password="long-enough"', GOOD_NAME),
            [("1302", "EntityNameIsReserved", "abuse")],
        ),
        (entry('userName="a b" password="long-enough"', GOOD_NAME), [("1403", "InvalidUsername", "a b")]),
        (entry('userName="a..b" password="long-enough"', GOOD_NAME), [("1403", "InvalidUsername", "a..b")]),
        (entry('userName="" password="long-enough"', GOOD_NAME), [("1403", "InvalidUsername", "")]),
        (
            entry(f'userName="{"x" * 65}" password="long-enough"', GOOD_NAME),
            [("1403", "InvalidUsername", "x" * 65)],
        ),
        (entry('userName="dora" password="short"', GOOD_NAME), [("1402", "InvalidPassword", "")]),
        (entry('userName="dora"', GOOD_NAME), [("1402", "InvalidPassword", "")]),
        (
            entry(f'userName="dora" password="{FORTY}" hashFunctionName="SHA-512"', GOOD_NAME),
            [("1404", "InvalidHashFunctionName", "SHA-512")],
        ),
        (
            entry('userName="dora" password="abc" hashFunctionName="SHA-1"', GOOD_NAME),
            [("1405", "InvalidHashDigestLength", "")],
        ),
        (
            entry(GOOD_LOGIN, f'familyName="{"x" * 61}" givenName="D"'),
            [("1401", "InvalidFamilyName", "x" * 61)],
        ),
        (entry(GOOD_LOGIN, 'familyName="Dorn" givenName=""'), [("1400", "InvalidGivenName", "")]),
        (entry(GOOD_LOGIN, 'familyName="Dorn" givenName="a&#9;b"'), [("1400", "InvalidGivenName", "a?b")]),
        (entry(GOOD_LOGIN, GOOD_NAME, 'limit="much"'), [("1801", "InvalidValue", "much")]),
        (entry(GOOD_LOGIN + ' suspended="maybe"', GOOD_NAME), [("1801", "InvalidValue", "maybe")]),
        (
            entry('userName="=" password="x"'),
            [
                ("1403", "InvalidUsername", "="),
                ("1402", "InvalidPassword", ""),
                ("1401", "InvalidFamilyName", ""),
                ("1400", "InvalidGivenName", ""),
            ],
        ),
    ],
    ids=[
        "exists",
        "reserved",
        "space in name",
        "two periods",
        "empty name",
        "long name",
        "short password",
        "no password",
        "hash function",
        "digest length",
        "long family name",
        "empty given name",
        "control character",
        "quota",
        "boolean",
        "several at once",
    ],
)
def test_what_a_new_user_may_not_be(
    signed: SignedClient, body: bytes, expected: list[tuple[str, str, str]]
) -> None:
    """Each rule of the documentation has its code; several faults come in one document."""
    answer = signed.send("POST", FEED, body)
    assert (answer.status_code, errors(answer.text)) == (400, expected)


@pytest.mark.parametrize("function", ["sha1", "md5"])
def test_a_digest_that_a_client_sent_verifies_at_login(
    server: ServerThread, signed: SignedClient, function: str
) -> None:
    """Passwords sent as SHA-1 or MD5 are the passwords that they are digests of."""
    digest, api_name = hashlib.new(function, b"my own secret").hexdigest(), {"sha1": "SHA-1", "md5": "MD5"}
    body = entry(f'userName="dora" password="{digest}" hashFunctionName="{api_name[function]}"', GOOD_NAME)
    signed.send("POST", FEED, body)
    stored = server.state.domain.users.get("dora").password_hash
    assert [verify_password(p, stored) for p in ("my own secret", digest, "")] == [True, False, False]


def test_plain_passwords_are_kept_as_salted_hashes(server: ServerThread, signed: SignedClient) -> None:
    """The database holds no plain password, and two users with one password have different hashes."""
    signed.send("POST", FEED, NEW_USER)
    signed.send("POST", FEED, NEW_USER.replace(b'"dora"', b'"dorb"'))
    one, two = (server.state.domain.users.get(name).password_hash for name in ("dora", "dorb"))
    assert (one != two, "dora-password" in one + two, verify_password("dora-password", one)) == (
        True,
        False,
        True,
    )


def test_the_user_limit_has_its_code() -> None:
    """A domain that is full answers 1200."""
    app = create_app(domain="example.com", sample=2, user_limit=2, consumer_secret=CONSUMER_SECRET)
    with ServerThread(app) as server:
        token = server.state.credentials.issue_access_token("example.com")
        answer = SignedClient(server.url, token.key, token.secret).send("POST", FEED, NEW_USER)
    assert errors(answer.text) == [("1200", "DomainUserLimitExceeded", "dora")]


def test_pages_follow_each_other_to_the_end(server: ServerThread, signed: SignedClient) -> None:
    """Following the next links meets every user once, in order."""
    server.state.domain.users.add_many(User(f"user{n:03}", "F", "G") for n in range(250))
    seen: list[str] = []
    path: str | None = FEED
    while path is not None:
        text = signed.get(path).text
        seen += re.findall(r"<apps:login userName='([^']*)'", text)
        following = re.search(r"<link rel='next' [^>]*href='https://apps-apis.google.com([^']*)'", text)
        path = following[1] if following else None
    assert seen == ["alice", "bruno", "chiara", *(f"user{n:03}" for n in range(250))]


@pytest.mark.parametrize("make", [lambda path: path.upper(), lambda path: path], ids=["capitals", "as is"])
def test_the_domain_in_the_address_may_be_in_capitals(
    signed: SignedClient, make: Callable[[str], str]
) -> None:
    """Host names know no case."""
    assert signed.get(f"/a/feeds/{make('example.com')}/user/2.0/alice").status_code == 200
