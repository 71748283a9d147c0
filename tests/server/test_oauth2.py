"""OAuth 2.0 over HTTP: the consent page, codes, tokens, revocation."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import Consumer
from tests.fix_server import CONSUMER_SECRET, GOOGLE
from tests.fix_tokens import ALICE, ASSERTION, BACK, OOB, SCOPE, Google

NOT_FOUND = (401, "Token invalid - Invalid token: Token not found")
REVOKED = (401, "Token invalid - Invalid token: Token disabled, revoked, or expired.")


# The code flow


def test_a_code_is_exchanged_for_tokens_that_open_the_feed(google: Google) -> None:
    """The answer is Google's JSON."""
    answer = google.tokens()
    assert {k: v for k, v in answer.items() if "_token" not in k} == {
        "token_type": "Bearer",
        "expires_in": 3600,
    }
    assert google.get(answer["access_token"]) == (200, "OK")
    assert [answer["access_token"][:5], answer["refresh_token"][:2]] == ["ya29.", "1/"]


def test_out_of_band_the_title_of_the_page_holds_the_code(google: Google) -> None:
    """Installed applications read it off the window."""
    page = google.press(state="my state").text
    title = page.partition("<title>")[2].partition("</title>")[0]
    code = page.partition('<code id="code">')[2].partition("<")[0]
    assert title == f"Success state=my+state&amp;code={code}"


def test_deny_out_of_band_is_told_in_the_title(google: Google) -> None:
    """There is no code."""
    assert "<title>Denied error=access_denied</title>" in google.press("deny").text


@pytest.mark.parametrize(("button", "name"), [("allow", "code"), ("deny", "error")])
def test_the_way_back_has_the_state(google: Google, button: str, name: str) -> None:
    """And the query that the client's address had."""
    location = google.press(button, redirect_uri=BACK, state="x&y").headers["Location"]
    assert location.startswith("http://localhost:9/back?a=b&state=x%26y&")
    assert list(dict(parse_qsl(urlsplit(location).query))) == ["a", "state", name]


def test_a_browsers_application_gets_the_token_in_the_fragment(google: Google) -> None:
    """response_type=token needs no exchange, and gives no refresh token."""
    location = google.press(redirect_uri=BACK, response_type="token", state="x").headers["Location"]
    told = dict(parse_qsl(urlsplit(location).fragment))
    assert list(told) == ["state", "access_token", "token_type", "expires_in"]
    assert google.get(told["access_token"]) == (200, "OK")


def test_online_access_has_no_refresh_token(google: Google) -> None:
    """access_type=online is what Google took when nothing was said."""
    assert ["refresh_token" in google.tokens(access_type=how) for how in ("online", "")] == [False, False]


def test_a_refresh_token_comes_once_unless_it_is_forced(google: Google) -> None:
    """approval_prompt=auto remembers the first consent; another account or scope is another."""
    asked = [{}, {}, {"approval_prompt": "force"}, {"account": "bruno"}, {"scope": f"{GOOGLE}/a/feeds/"}]
    assert ["refresh_token" in google.tokens(**how) for how in asked] == [True, False, True, True, True]


def test_the_code_is_good_for_ten_minutes(google: Google) -> None:
    """Then it has to be asked for again."""
    code = google.code()
    google.now[0] += 601
    assert google.exchange(code)[1]["error"] == "invalid_grant"


def test_a_code_that_comes_twice_takes_the_tokens_away(google: Google) -> None:
    """Somebody else had it as well (RFC 6749, section 4.1.2)."""
    code = google.code()
    tokens = google.exchange(code)[1]
    second = google.exchange(code)
    assert (second[0], second[1]["error"]) == (400, "invalid_grant")
    assert (google.get(tokens["access_token"]), google.refresh(tokens["refresh_token"])[0]) == (REVOKED, 400)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"code": "4/x"}, (400, "invalid_grant")),
        ({"code": ""}, (400, "invalid_request")),
        ({"redirect_uri": BACK}, (400, "redirect_uri_mismatch")),
        ({"redirect_uri": ""}, (400, "redirect_uri_mismatch")),
        ({"client_secret": "x"}, (401, "invalid_client")),
        ({"client_secret": ""}, (401, "invalid_client")),
        ({"client_id": "nobody"}, (401, "invalid_client")),
        ({"client_id": "a\0b"}, (401, "invalid_client")),
        ({"client_id": "other.example"}, (400, "invalid_grant")),
        ({"client_id": "anonymous", "client_secret": "anonymous"}, (401, "invalid_client")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type")),
        ({"grant_type": ""}, (400, "unsupported_grant_type")),
    ],
    ids=lambda given: " ".join(f"{k}={v}" for k, v in given.items()) if isinstance(given, dict) else None,
)
def test_exchanges_that_are_refused(
    google: Google, changes: dict[str, str], expected: tuple[int, str]
) -> None:
    """Each with its error, and the code stays good."""
    google.state.credentials.add_consumer(Consumer("other.example", CONSUMER_SECRET))
    code = google.code()
    status, answer = google.exchange(**({"code": code} | changes))
    assert (status, answer["error"], len(answer["error_description"]) > 10) == (*expected, True)
    assert google.exchange(code)[0] == 200


def test_a_client_may_show_its_secret_by_basic(google: Google) -> None:
    """As RFC 6749 prefers; a wrong one is answered with a challenge."""
    form = {"grant_type": "authorization_code", "code": google.code(), "redirect_uri": OOB}
    wrong, right = (
        google.browser.post("/o/oauth2/token", data=form, auth=("example.com", secret))
        for secret in ("x", CONSUMER_SECRET)
    )
    assert (wrong.status_code, wrong.headers["WWW-Authenticate"][:5], right.status_code) == (
        401,
        "Basic",
        200,
    )


def test_a_disabled_client_gets_nothing(google: Google) -> None:
    """Neither a page nor a token, and its tokens open nothing until it is enabled again."""
    code, token = google.code(), google.tokens(approval_prompt="force")["access_token"]
    google.state.credentials.enable_consumer("example.com", False)
    page, exchange, call = google.page(), google.exchange(code), google.get(token)
    google.state.credentials.enable_consumer("example.com")
    assert (page.status_code, exchange[0], exchange[1]["error"]) == (401, 401, "disabled_client")
    assert [call, google.get(token)] == [(401, "Token invalid - Consumer key refused"), (200, "OK")]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": ""}, "invalid_request"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"client_id": "anonymous"}, "invalid_client"),
        ({"redirect_uri": ""}, "invalid_request"),
        ({"redirect_uri": "http://site.test/"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "http://localhost.site.test/"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "http://localhost/#x"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "javascript:alert(1)"}, "redirect_uri_mismatch"),
        ({"response_type": ""}, "invalid_request"),
        ({"response_type": "id"}, "unsupported_response_type"),
        ({"response_type": "token"}, "invalid_request"),
        ({"scope": ""}, "invalid_request"),
        ({"scope": "user"}, "invalid_scope"),
        ({"access_type": "sometimes"}, "invalid_request"),
        ({"approval_prompt": "never"}, "invalid_request"),
    ],
    ids=lambda given: " ".join(f"{k}={v}" for k, v in given.items()) if isinstance(given, dict) else None,
)
def test_pages_that_are_refused(google: Google, changes: dict[str, str], error: str) -> None:
    """The page says what is wrong, and leads nowhere."""
    page = google.page(**changes)
    assert (page.status_code in (400, 401), "Location" in page.headers) == (True, False)
    assert f"<h1>Error: {error}</h1>" in page.text


def test_registered_addresses_are_the_only_ones() -> None:
    """A web application is led back to them to the letter."""
    google = Google(redirect_uris=("https://site.test/back", "https://site.test/other"))
    good, *bad = (
        google.page(redirect_uri=uri).status_code
        for uri in ("https://site.test/back", "https://site.test/back/", "https://site.test/", OOB, BACK)
    )
    assert (good, bad) == (200, [400, 400, 400, 400])
    assert google.code(redirect_uri="https://site.test/other").startswith("4/")


@pytest.mark.parametrize("uri", ["", "site.test", "http://site.test/#x", "javascript:x"])
def test_addresses_that_cannot_be_registered(uri: str) -> None:
    """A mistake is told at the start."""
    with pytest.raises(ValueError, match="no redirect URI"):
        create_app(redirect_uris=[uri])


def test_a_forged_decision_is_refused(google: Google) -> None:
    """Without our page there is no Allow, and what was changed in the form is checked again."""
    forged = google.browser.post("/o/oauth2/auth", data={"client_id": "example.com", "decision": "allow"})
    page = google.page().text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    form = {"client_id": "example.com", "redirect_uri": "http://site.test/", "scope": SCOPE}
    form |= {"response_type": "code", "csrf": csrf, "decision": "allow"}
    changed = google.browser.post("/o/oauth2/auth", data=form)
    assert (forged.status_code, changed.status_code) == (403, 400)


# Calls


def test_an_access_token_ends_after_an_hour_and_is_refreshed(google: Google) -> None:
    """By the server's clock; the refresh token stays the same."""
    tokens = google.tokens()
    google.now[0] += 3600
    status, fresh = google.refresh(tokens["refresh_token"])
    expected = ["access_token", "expires_in", "token_type"]
    assert (google.get(tokens["access_token"]), status, sorted(fresh)) == (REVOKED, 200, expected)
    assert google.get(fresh["access_token"]) == (200, "OK")


def test_the_token_may_be_in_the_query(google: Google) -> None:
    """`access_token=`, where there is no Authorization header."""
    query = urlencode({"access_token": google.tokens()["access_token"]})
    wrong = google.browser.get(f"{ALICE}?access_token=x")
    assert (google.browser.get(f"{ALICE}?{query}").status_code, wrong.status_code) == (200, 401)


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x", "bearer \u00e9", "Bearer 1/x"])
def test_unknown_tokens_are_refused_with_a_challenge(google: Google, header: str) -> None:
    """The header of RFC 6750 beside Google's reason phrase."""
    answer = google.browser.get(ALICE, headers={"Authorization": header})
    challenge = 'Bearer realm="https://accounts.google.com/AuthSubRequest", error="invalid_token"'
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (" ".join(map(str, NOT_FOUND)), challenge)


def test_neither_codes_nor_refresh_tokens_open_a_feed(google: Google) -> None:
    """Each kind is good for its own purpose."""
    code = google.code()
    refresh = google.exchange(code)[1]["refresh_token"]
    assert [google.get(code), google.get(refresh)] == [NOT_FOUND, NOT_FOUND]


def test_scope_domain_and_account_are_checked(google: Google) -> None:
    """As for OAuth 1.0."""
    elsewhere = google.tokens(scope=f"{GOOGLE}/a/feeds/groups/")["access_token"]
    mine, of_bruno = google.tokens()["access_token"], google.tokens(account="bruno")["access_token"]
    answers = [
        google.get(elsewhere),
        google.get(mine, "/a/feeds/example.net/user/2.0/alice"),
        google.get(of_bruno),
    ]
    wrong_scope = (401, "Token invalid - AuthSub token has wrong scope")
    not_authorized = (403, "You are not authorized to access this API")
    assert answers == [wrong_scope, (403, "Invalid domain."), not_authorized]


def test_a_refresh_may_narrow_the_scope_not_widen_it(google: Google) -> None:
    """Scopes are those of the consent."""
    both = f"{SCOPE} {GOOGLE}/a/feeds/groups/"
    token = google.tokens(scope=both)["refresh_token"]
    narrow = google.refresh(token, scope=f"{GOOGLE}/a/feeds/groups/")[1]["access_token"]
    wide = google.refresh(token, scope=f"{GOOGLE}/a/feeds/")
    assert (google.get(narrow)[0], wide[0], wide[1]["error"]) == (401, 400, "invalid_scope")


@pytest.mark.parametrize("token", ["", "1/x", "\0"])
def test_refresh_tokens_that_are_none(google: Google, token: str) -> None:
    """An error each, whatever was sent."""
    assert google.refresh(token)[1]["error"] in ("invalid_request", "invalid_grant")


def test_tokens_are_kept_as_digests(google: Google) -> None:
    """Whoever reads the database cannot call."""
    code = google.code()
    tokens = google.exchange(code)[1]
    with google.state.database.reading() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM oauth2_tokens").all())
    secret = [code, tokens["access_token"], tokens["refresh_token"]]
    assert ("oauth2 refresh" in kept, [value for value in secret if value in kept]) == (True, [])


def test_nothing_secret_is_in_any_record(google: Google) -> None:
    """The code, the tokens, the client's secret and the assertion are hidden; the errors are explained."""
    assertion, code = google.assertion(), google.code()
    tokens = google.exchange(code)[1]
    google.refresh(tokens["refresh_token"])
    google.browser.get(f"{ALICE}?access_token={tokens['access_token']}")
    google.post(grant_type=ASSERTION, assertion=assertion)
    location = google.press(redirect_uri=BACK, response_type="token").headers["Location"]
    hidden = [code, tokens["access_token"], tokens["refresh_token"], assertion, CONSUMER_SECRET]
    hidden += [dict(parse_qsl(urlsplit(location).fragment))["access_token"]]
    google.exchange(code)
    seen = "\n".join(record.text() for record in google.records)
    assert [value for value in hidden if value in seen] == []
    assert "* Code was already redeemed." in seen


# Revocation


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revoking_one_token_revokes_what_came_with_it(google: Google, method: str, which: str) -> None:
    """The access token ends, the refresh token gives no other; then there is nothing to revoke."""
    tokens = google.tokens()
    where = "query_string" if method == "GET" else "data"
    options: dict[str, Any] = {"method": method, where: {"token": tokens[which]}}
    first, second = (google.browser.open("/o/oauth2/revoke", **options) for _ in range(2))
    assert (first.status_code, first.get_json()) == (200, {})
    assert (second.status_code, second.get_json()["error"]) == (400, "invalid_token")
    assert google.get(tokens["access_token"]) == REVOKED
    assert google.refresh(tokens["refresh_token"])[1]["error"] == "invalid_grant"


def test_revoking_needs_a_token(google: Google) -> None:
    """An error of its own."""
    assert google.browser.get("/o/oauth2/revoke").get_json()["error"] == "invalid_request"


@pytest.mark.parametrize("account", ["a\0b", "x" * 400])
def test_an_account_that_nobody_can_have_is_refused(google: Google, account: str) -> None:
    """On the page already."""
    assert google.press(account=account).status_code == 400


def test_the_steps_on_postgresql(postgresql: str) -> None:
    """The same as on SQLite: codes once, refresh tokens, revocation, assertions."""
    google = Google(postgresql, redirect_uris=(OOB, BACK))
    code = google.code()
    tokens = google.exchange(code)[1]
    statuses = [
        google.get(tokens["access_token"])[0],
        google.refresh(tokens["refresh_token"])[0],
        google.exchange(code)[0],
        google.get(tokens["access_token"])[0],
        google.get(google.assert_as()[1]["access_token"])[0],
        google.assert_as(iss="a\0b")[0],
        google.assert_as(sub="a\0b@example.com")[0],
        google.get("a\0b")[0],
    ]
    google.state.database.close()
    assert statuses == [200, 200, 400, 401, 200, 400, 400, 401]
