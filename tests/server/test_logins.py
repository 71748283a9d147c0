"""ClientLogin, AuthSub and HTTP Basic, with a plain HTTP client."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator

import pytest
import requests
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.users import UserChanges
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.serving import ServerThread
from tests.fix_server import press

ALICE = "/a/feeds/example.com/user/2.0/alice"
SCOPE = "https://apps-apis.google.com/a/feeds/user/"


def login(server: ServerThread, **changes: str) -> requests.Response:
    """Send a login form of alice with some values changed."""
    form = {
        "Email": "alice@example.com",
        "Passwd": SAMPLE_PASSWORD,
        "service": "apps",
        "source": "test",
        "accountType": "HOSTED_OR_GOOGLE",
    } | changes
    return requests.post(f"{server.url}/accounts/ClientLogin", data=form, timeout=30)


def get(server: ServerThread, authorization: str, path: str = ALICE) -> tuple[int, str]:
    """Call with an Authorization header and return status and reason phrase."""
    answer = requests.get(server.url + path, headers={"Authorization": authorization}, timeout=30)
    return answer.status_code, answer.reason


def test_client_login_answers_three_tokens(server: ServerThread) -> None:
    """SID, LSID and Auth, a line each; Auth opens the feed."""
    lines = login(server).text.splitlines()
    assert [line.partition("=")[0] for line in lines] == ["SID", "LSID", "Auth"]
    assert get(server, f"GoogleLogin auth={lines[2][5:]}") == (200, "OK")


@pytest.mark.parametrize(
    "changes",
    [
        {"Passwd": "wrong"},
        {"Passwd": ""},
        {"Email": "nobody@example.com"},
        {"Email": "alice@example.net"},
        {"Email": "\0"},
        {"service": ""},
        {"accountType": "GOOGLE"},
    ],
    ids=["password", "no password", "nobody", "another domain", "NUL", "no service", "no domain's account"],
)
def test_bad_logins_are_refused(server: ServerThread, changes: dict[str, str]) -> None:
    """403 and Error=BadAuthentication, whatever was wrong."""
    answer = login(server, **changes)
    assert (answer.status_code, answer.text) == (403, "Error=BadAuthentication\n")


def test_a_suspended_account_is_disabled(server: ServerThread) -> None:
    """The right password of a suspended user gives AccountDisabled."""
    server.state.domain.users.update("alice", UserChanges(suspended=True))
    answer = login(server)
    assert (answer.status_code, answer.text) == (403, "Error=AccountDisabled\n")


def test_a_login_of_no_administrator_opens_nothing(server: ServerThread) -> None:
    """Bruno may log in, but not use the API."""
    token = login(server, Email="bruno@example.com").text.rpartition("=")[2].strip()
    assert get(server, f"GoogleLogin auth={token}") == (403, "You are not authorized to access this API")


def test_a_client_login_token_ends_after_two_weeks() -> None:
    """Then it is as good as revoked."""
    now = [time.time()]
    with ServerThread(create_app(sample=1, clock=lambda: now[0])) as server:
        token = login(server).text.rpartition("=")[2].strip()
        now[0] += 15 * 24 * 3600
        expected = (401, "Token invalid - Invalid token: Token disabled, revoked, or expired.")
        assert get(server, f"GoogleLogin auth={token}") == expected


@pytest.mark.parametrize("authorization", ["GoogleLogin auth=x", "GoogleLogin", "AuthSub token=x", "AuthSub"])
def test_unknown_tokens_are_not_found(server: ServerThread, authorization: str) -> None:
    """The reason phrase is Google's."""
    assert get(server, authorization) == (401, "Token invalid - Invalid token: Token not found")


# AuthSub


def once(server: ServerThread, session: str = "1", secure: str = "0", button: str = "allow") -> str:
    """Get a single-use token from the page; '' if there is none in the address that it leads to."""
    query = f"next=http://example.com/back?a=b&scope={SCOPE}&session={session}&secure={secure}&hd=default"
    back = press(f"{server.url}/accounts/AuthSubRequest?{query.replace('?', '%3F')}", button)
    location = back.headers["Location"]
    assert (back.status_code, location.startswith("http://example.com/")) == (302, True)
    return location.partition("token=")[2]


def test_a_single_use_token_is_good_once(server: ServerThread) -> None:
    """One call, and the token is gone."""
    header = f'AuthSub token="{once(server, session="0")}"'
    assert [get(server, header)[0], get(server, header)[0]] == [200, 401]


def test_a_session_token_stays(server: ServerThread) -> None:
    """It comes in exchange for the single-use one, which is then gone, and is revoked by request."""
    header = f'AuthSub token="{once(server)}"'
    url = f"{server.url}/accounts/AuthSubSessionToken"
    answer = requests.get(url, headers={"Authorization": header}, timeout=30)
    token, expiration = answer.text.splitlines()
    assert expiration.startswith("Expiration=20")
    session = f"AuthSub token={token.removeprefix('Token=')}"
    statuses = [get(server, header)[0], get(server, session)[0], get(server, session)[0]]
    revoked = get(server, session, "/accounts/AuthSubRevokeToken")
    assert (statuses, revoked[0], get(server, session)[0]) == ([401, 200, 200], 200, 401)


def test_a_session_token_ends_when_it_said() -> None:
    """After a year."""
    now = [time.time()]
    with ServerThread(create_app(sample=1, clock=lambda: now[0])) as server:
        url, header = f"{server.url}/accounts/AuthSubSessionToken", f"AuthSub token={once(server)}"
        answer = requests.get(url, headers={"Authorization": header}, timeout=30).text
        session = f"AuthSub token={answer.partition('Token=')[2].partition(chr(10))[0]}"
        statuses = []
        for seconds in (365 * 24 * 3600 - 1, 1):
            now[0] += seconds
            statuses.append(get(server, session)[0])
    assert statuses == [200, 401]


def test_only_session_tokens_are_exchanged(server: ServerThread) -> None:
    """A token asked for with session=0 stays single-use."""
    assert (
        get(server, f"AuthSub token={once(server, session='0')}", "/accounts/AuthSubSessionToken")[0] == 401
    )


def test_deny_gives_no_auth_sub_token(server: ServerThread) -> None:
    """The user goes back without a token."""
    assert once(server, button="deny") == ""


@pytest.mark.parametrize(
    "query",
    [
        *("", "next=javascript:x&scope=http://y/", "next=http://h/&scope=", "next=http://[&scope=http://x/"),
        *(
            "next=http://h/&scope=user",
            f"next=http://h/&scope={SCOPE} x",
            f"next=http://a\\@h/&scope={SCOPE}",
        ),
    ],
)
def test_auth_sub_requests_are_checked(server: ServerThread, query: str) -> None:
    """Nobody is led to an address that is none."""
    assert requests.get(f"{server.url}/accounts/AuthSubRequest?{query}", timeout=30).status_code == 400


def test_the_scopes_of_the_form_are_checked_too(server: ServerThread) -> None:
    """What is no URL would be the beginning of every address."""
    page = f"{server.url}/accounts/AuthSubRequest?next=http://h/&scope={SCOPE}"
    assert [press(page, scope=scope).status_code for scope in ("", "user", SCOPE)] == [400, 400, 302]


KEY = rsa.generate_private_key(65537, 2048)


@pytest.fixture
def secure_server() -> Iterator[ServerThread]:
    """A server that knows the public key of the site example.com."""
    public = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with ServerThread(create_app(sample=1, consumer_public_key=public.decode())) as running:
        yield running


def secure_header(server: ServerThread, token: str, **changes: str) -> str:
    """Sign a call as a secure site does."""
    parts = {"method": "GET", "url": server.url + ALICE, "time": str(int(time.time())), "nonce": token[:9]}
    data = " ".join((parts | changes).values())
    sig = base64.b64encode(KEY.sign(data.encode(), padding.PKCS1v15(), hashes.SHA1())).decode()
    return f'AuthSub token="{token}" data="{data}" sig="{sig}" sigalg="rsa-sha1"'


def test_a_secure_token_needs_the_sites_signature(secure_server: ServerThread) -> None:
    """Signed it works once a nonce; bare, altered, for another address or too old it does not."""
    header = "/accounts/AuthSubSessionToken"
    first = once(secure_server, secure="1")
    exchange = secure_header(secure_server, first, url=secure_server.url + header)
    answer = requests.get(secure_server.url + header, headers={"Authorization": exchange}, timeout=30)
    token = answer.text.partition("=")[2].partition("\n")[0]
    good = secure_header(secure_server, token)
    tries = [
        f'AuthSub token="{token}"',
        good.replace('sig="', 'sig="AAAA'),
        secure_header(secure_server, token, method="PUT"),
        secure_header(secure_server, token, url=secure_server.url + "/other"),
        secure_header(secure_server, token, time=str(int(time.time()) - 720)),
        good,
        good,
    ]
    assert [get(secure_server, header)[0] for header in tries] == [401, 401, 401, 401, 401, 200, 401]


# HTTP Basic


@pytest.mark.parametrize(
    ("switch", "credentials", "expected"),
    [
        (False, f"alice:{SAMPLE_PASSWORD}", (401, "Unknown authorization header")),
        (True, f"alice:{SAMPLE_PASSWORD}", (200, "OK")),
        (True, f"alice@example.com:{SAMPLE_PASSWORD}", (200, "OK")),
        (True, "alice:wrong", (401, "Unauthorized")),
        (True, "nobody:wrong", (401, "Unauthorized")),
        (True, "alice@example.net:wrong", (401, "Unauthorized")),
    ],
)
def test_basic_is_taken_only_where_it_is_switched_on(
    switch: bool, credentials: str, expected: tuple[int, str]
) -> None:
    """Google did not take it, so nobody gets it unasked."""
    with ServerThread(create_app(sample=1, accept_basic=switch)) as server:
        assert get(server, "Basic " + base64.b64encode(credentials.encode()).decode()) == expected


@pytest.mark.parametrize("junk", ["", "===", "/////", "\u00e9"])
def test_junk_in_basic_is_refused(junk: str) -> None:
    """What is no Base64 is no login."""
    with ServerThread(create_app(sample=1, accept_basic=True)) as server:
        assert get(server, f"Basic {junk}")[0] == 401
