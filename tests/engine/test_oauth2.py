"""Tokens made of google-auth's credentials: fetched, refreshed, sent where they belong, and nowhere else."""

from __future__ import annotations

import contextlib
import copy
import datetime
import inspect
import io
import json
import os
import pickle
import re
import subprocess
import sys
import threading
import traceback
from pathlib import Path

import pytest

pytest.importorskip("google.auth", reason="needs the extra 'directory'")

import google.auth.credentials
import google.auth.exceptions as problems
import google.oauth2.credentials

from gdata_compat import atom, errors, gdata
from gdata_compat.engine import bearer, oauth2, routing
from tests.fix_oauth2 import GoogleOAuth2

AUDIT = "/a/feeds/compliance/audit/mail/monitor/example.com/alice"
BOTH = [oauth2.EMAIL_AUDIT, oauth2.SHARED_CONTACTS]
ENTRY = "<entry xmlns='http://www.w3.org/2005/Atom'><title>t</title></entry>"


@pytest.fixture
def token(google_oauth2: GoogleOAuth2) -> oauth2.Token:
    """A service account's token for both APIs, in the name of an administrator."""
    return oauth2.from_service_account_info(google_oauth2.service_account, BOTH, "admin@example.com")


def service(token: oauth2.Token):
    """A service of the first generation."""
    made = gdata.service.GDataService(server="apps-apis.google.com")
    made.ssl = True
    made.SetOAuthToken(token)
    return made


def client(token: oauth2.Token):
    """A client of the second generation."""
    made = atom.client.AtomPubClient(host="apps-apis.google.com", auth_token=token)
    made.ssl = True
    return made


def status(answer) -> int:
    """The status of an answer that is read to its end."""
    answer.read()
    return answer.status


#: A GET, as each generation does it; gives the status.
CALLS = {
    "first generation": lambda token: status(atom.service.AtomService.request(service(token), "GET", AUDIT)),
    "second generation": lambda token: status(client(token).get(AUDIT)),
}
both_generations = pytest.mark.parametrize("get", CALLS.values(), ids=CALLS)


# Credentials


def test_a_service_account_acts_for_its_subject(google_oauth2, token):
    """The assertion is signed by the account's key and names the scopes and the user."""
    service(token).Get(AUDIT)
    claims = google_oauth2.grants[0]
    got = [claims["iss"], claims["sub"], claims["scope"].split()]
    assert got == [google_oauth2.email, "admin@example.com", BOTH]


def _file(folder: Path, content: object) -> Path:
    file = folder / "credentials.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def _application_default(server: GoogleOAuth2, folder: Path) -> oauth2.Token:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(_file(folder, server.service_account)))
        return oauth2.application_default(BOTH, subject="admin@example.com")


def _handled(server: GoogleOAuth2, _: Path) -> oauth2.Token:
    """Credentials whose token a function of the script's fetches."""

    def fetch(request, scopes):
        server.tokens["elsewhere"] = set(scopes)
        return "elsewhere", datetime.datetime(2126, 1, 1)

    return oauth2.token(google.oauth2.credentials.Credentials(None, scopes=BOTH, refresh_handler=fetch))


MADE = {
    "service account file": lambda s, f: oauth2.from_service_account_file(
        _file(f, s.service_account), " ".join(BOTH), "admin@example.com"
    ),
    "service account info": lambda s, _: oauth2.from_service_account_info(s.service_account, BOTH, "a@b.c"),
    "authorized user file": lambda s, f: oauth2.from_authorized_user_file(_file(f, s.authorized_user)),
    "authorized user info": lambda s, _: oauth2.from_authorized_user_info(s.authorized_user, BOTH),
    "application default": _application_default,
    "any credentials": _handled,
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
@both_generations
def test_every_kind_of_credentials_authorizes(make, get, google_oauth2, tmp_path):
    """Files, dicts, the machine's own and any credentials of google-auth's, for both generations."""
    assert get(make(google_oauth2, tmp_path)) == 200


def test_scopes_and_subject_can_be_added(google_oauth2, token):
    """`token` asks for other scopes, and for another user, than the credentials name."""
    made = oauth2.token(token.credentials, scopes=oauth2.EMAIL_AUDIT, subject="root@example.com")
    status(client(made).get(AUDIT))
    claims = google_oauth2.grants[0]
    assert (claims["scope"], claims["sub"]) == (oauth2.EMAIL_AUDIT, "root@example.com")


USER = {"client_id": "i", "client_secret": "hush", "refresh_token": "r"}
UNUSABLE = {
    "not google-auth's": (lambda f: oauth2.token("text"), "not of str"),
    "a user has no subject": (
        lambda f: oauth2.token(oauth2.from_authorized_user_info(USER).credentials, subject="a@b.c"),
        "google.oauth2.credentials.Credentials take no other subject",
    ),
    "fields missing": (lambda f: oauth2.from_service_account_info({}, BOTH), "service account's key"),
    "no dict": (lambda f: oauth2.from_service_account_info([], BOTH), "AttributeError"),  # type: ignore[arg-type]
    "no key": (
        lambda f: oauth2.from_service_account_info(
            {"client_email": "a", "token_uri": "b", "private_key": "hush"}, BOTH
        ),
        "service account's key",
    ),
    "user's fields missing": (lambda f: oauth2.from_authorized_user_info({}), "authorized user"),
    "no JSON": (lambda f: oauth2.from_authorized_user_file(_text(f, "hush")), "JSONDecodeError"),
    "no service account": (
        lambda f: oauth2.from_service_account_file(_file(f, {"private_key": "hush"}), BOTH),
        "credentials.json",
    ),
}


def _text(folder: Path, content: str) -> Path:
    file = folder / "credentials.json"
    file.write_text(content, encoding="utf-8")
    return file


@pytest.mark.parametrize(("make", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_unusable_credentials_are_refused_at_once(make, said, tmp_path):
    """CredentialsError says which, and quotes nothing of them."""
    with pytest.raises(errors.CredentialsError, match=re.escape(said)) as caught:
        make(tmp_path)
    assert "hush" not in str(caught.value)


def test_a_missing_file_is_a_missing_file(tmp_path):
    """FileNotFoundError, as for every other file."""
    with pytest.raises(FileNotFoundError):
        oauth2.from_service_account_file(tmp_path / "none.json", BOTH)


def test_no_application_default(monkeypatch, google_oauth2):
    """A machine without credentials says so, by google-auth's words."""
    monkeypatch.setattr(google.auth, "default", _no_default)
    with pytest.raises(errors.CredentialsError, match="application default credentials: none here"):
        oauth2.application_default(BOTH)


def _no_default(**_):
    raise problems.DefaultCredentialsError("none here")


# Refreshing


def test_a_token_is_fetched_once(google_oauth2, token):
    """Later calls use the one that is there."""
    for _ in range(3):
        status(client(token).get(AUDIT))
    assert len(google_oauth2.grants) == 1


@both_generations
def test_a_token_is_refreshed_before_it_expires(get, google_oauth2, token):
    """One that lasts a few seconds more is not used: no call comes back with 401."""
    google_oauth2.lifetime = 30
    assert [get(token), get(token), len(google_oauth2.grants), len(google_oauth2.api_calls)] == [
        200,
        200,
        2,
        2,
    ]


@both_generations
def test_a_refused_token_is_replaced_and_the_call_repeated(get, google_oauth2, token):
    """A 401 leads to one refresh and one more try."""
    get(token)
    google_oauth2.forget_tokens()
    sent = lambda: [one.headers["Authorization"][-1] for one in google_oauth2.api_calls]  # noqa: E731
    assert (get(token), sent()) == (200, ["1", "1", "2"])


@both_generations
def test_a_second_refusal_is_given(get, google_oauth2, token):
    """A token that the server never takes is tried twice, and no more."""
    narrow = oauth2.token(token.credentials, scopes=oauth2.SHARED_CONTACTS)
    assert (get(narrow), len(google_oauth2.api_calls), len(google_oauth2.grants)) == (401, 2, 2)


@both_generations
def test_what_cannot_be_refreshed_leaves_the_answer(get, google_oauth2):
    """A bare access token has nothing to be renewed with: the server's own 401 is the answer."""
    bare = oauth2.token(google.oauth2.credentials.Credentials("expired"))
    assert (get(bare), len(google_oauth2.seen)) == (401, 1)


def test_the_body_is_sent_again(google_oauth2, token):
    """Text and files from where they stood, in both generations."""
    service(token).Get(AUDIT)
    file = io.BytesIO(b"skipped" + ENTRY.encode())
    file.seek(7)
    google_oauth2.forget_tokens()
    service(token).Post(ENTRY, AUDIT)
    google_oauth2.forget_tokens()
    media = gdata.MediaSource(file, "application/atom+xml", len(ENTRY))
    service(token).Post(None, AUDIT, media_source=media)
    google_oauth2.forget_tokens()
    request = atom.http_core.HttpRequest()
    request.add_body_part(ENTRY, "application/atom+xml")
    status(client(token).post(AUDIT, http_request=request))
    bodies = [one.body.decode() for one in google_oauth2.api_calls if one.method == "POST"]
    assert bodies == [ENTRY] * 6


class Pipe(io.RawIOBase):
    """What can be read once."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def read(self, size: int = -1) -> bytes:  # type: ignore[override]
        data, self._left = self._left, b""
        return data


class Bare:
    """A file as old scripts write them: `read` and nothing else."""

    def __init__(self, data: bytes) -> None:
        self.read = Pipe(data).read


@pytest.mark.parametrize("kind", [Pipe, Bare], ids=lambda kind: kind.__name__)
def test_what_cannot_be_rewound_is_not_repeated(kind, google_oauth2, token):
    """The 401 is given, and the next call has a new token already."""
    service(token).Get(AUDIT)
    google_oauth2.forget_tokens()
    source = gdata.MediaSource(kind(ENTRY.encode()), "application/atom+xml", len(ENTRY))
    with pytest.raises(gdata.service.RequestError) as caught:
        service(token).Post(None, AUDIT, media_source=source)
    status = caught.value.args[0]["status"]
    assert (status, len(google_oauth2.grants), CALLS["first generation"](token)) == (401, 2, 200)


def test_threads_share_one_refresh(google_oauth2, token):
    """Ten threads without a token, and ten with an expired one, fetch one each time."""
    google_oauth2.delay = 0.05
    got: list[int] = []

    def call() -> None:
        got.append(status(client(token).get(AUDIT)))

    def all_at_once() -> None:
        threads = [threading.Thread(target=call) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    all_at_once()
    google_oauth2.forget_tokens()
    all_at_once()
    assert (got, len(google_oauth2.grants)) == ([200] * 20, 2)


@pytest.mark.parametrize(
    ("refusal", "cure"),
    [
        ("unauthorized_client", "Domain-wide delegation"),
        ("invalid_grant", "clock"),
        ("invalid_scope", "guide"),
        ("invalid_client", "secret"),
        ("access_denied", "administrator"),
        ("unheard_of", "as the test has it"),
    ],
)
@both_generations
def test_a_refused_grant_says_why_and_what_to_do(get, refusal, cure, google_oauth2, token):
    """TokenRefused carries the endpoint's words and a cure for each of its known errors."""
    google_oauth2.refusal = refusal
    with pytest.raises(errors.TokenRefused, match=f"{refusal}: as the test has it.*{cure}|{cure}"):
        get(token)


def test_retries_keep_the_reason(google_oauth2, token):
    """GetWithRetries tries again whatever fails, as ever; the traceback shows what it was."""
    google_oauth2.refusal = "invalid_grant"
    with pytest.raises(gdata.service.RanOutOfTries) as caught:
        service(token).GetWithRetries(AUDIT, num_retries=1, delay=0.01)
    assert isinstance(caught.value.__cause__, errors.TokenRefused)


@both_generations
def test_a_refused_refresh_after_a_401_says_why(get, google_oauth2, token):
    """The endpoint's refusal is raised: the 401 alone would not tell it."""
    get(token)
    google_oauth2.forget_tokens()
    google_oauth2.refusal = "invalid_grant"
    with pytest.raises(errors.TokenRefused, match="another access token: invalid_grant"):
        get(token)


@both_generations
def test_a_token_endpoint_that_is_down_is_a_transport_error(get, google_oauth2, token, monkeypatch):
    """The error is the one that every other call raises, and a legacy script catches as OSError."""
    token.credentials._token_uri = "http://127.0.0.1:9/token"
    with pytest.raises(errors.ConnectionFailed, match=r"POST http://127.0.0.1:9/token failed"):
        get(token)


def test_refreshing_has_a_timeout(google_oauth2, token):
    """It is the transport's own."""
    google_oauth2.delay = 2
    from gdata_compat.engine import transport

    before = transport.default_timeout()
    transport.configure(timeout=0.2)
    try:
        with pytest.raises(errors.ConnectionTimedOut):
            status(client(token).get(AUDIT))
    finally:
        transport.configure(timeout=before)


# google-auth's errors


def _classes() -> dict[str, type[Exception]]:
    found = inspect.getmembers(problems, inspect.isclass)
    return {name: kind for name, kind in found if issubclass(kind, problems.GoogleAuthError)}


def test_every_error_of_google_auth_has_a_row():
    """The table is complete for the version that is installed."""
    assert set(_classes()) - set(oauth2.ERRORS) == set()


@pytest.mark.parametrize("name", _classes())
def test_every_error_is_ours_outside(name, google_oauth2):
    """Whatever credentials raise arrives as the table has it."""

    class Failing(google.auth.credentials.Credentials):
        def refresh(self, request):
            raise _classes()[name]("what happened")

    with pytest.raises(errors.GdataCompatError, match="what happened") as caught:
        status(client(oauth2.token(Failing())).get(AUDIT))
    assert type(caught.value) is oauth2.ERRORS[name]


def test_without_google_auth_the_extra_is_named():
    """The import says what to install."""
    code = "import sys; sys.modules['google.auth'] = None; import gdata_compat.engine.oauth2"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ExtraMissing" in done.stderr
    assert "pip install 'gdata-compat[directory]'" in done.stderr


# Where a token goes


ALLOWED = {
    "https://www.google.com/m8/feeds/": True,
    "https://apps-apis.google.com:443/a/": True,
    "https://WWW.GOOGLE.COM/": True,
    "http://127.0.0.1:8080/": True,
    "http://localhost/": True,
    "https://named.example/": True,
    "http://named.example:8080/": True,
    "http://named.example:81/": False,
    "http://www.google.com/m8/feeds/": False,
    "https://example.com/": False,
    "https://google.com.example.com/": False,
    "https://notgoogle.com/": False,
    "https://www.google.com@example.com/": False,
    "https://example.com\\.google.com/": False,
    "https://example.com?.google.com/": False,
    "https://example.com#.google.com/": False,
    "https://127.0.0.1.example.com/": False,
    "ftp://www.google.com/": False,
    "https://4.3.2.1.bc.googleusercontent.com/": False,
    "https://lh3.googleusercontent.com/": True,
}


class Taker:
    """An http_client of either generation that takes note of what it is given."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def request(self, first, url=None, data=None, headers=None):
        headers = headers or first.headers
        self.sent.append(headers["Authorization"])
        return atom.http_core.HttpResponse(200, "OK")


@pytest.fixture
def bare() -> oauth2.Token:
    """A token that needs no server, and may go to one that is named."""
    credentials = google.oauth2.credentials.Credentials("bare")
    return oauth2.token(credentials, servers=["http://named.example:8080"])


@pytest.mark.parametrize(("url", "may"), ALLOWED.items(), ids=ALLOWED)
@pytest.mark.parametrize("generation", [1, 2])
def test_a_token_goes_where_it_belongs(generation, url, may, bare, clean_wire):
    """To Google by https, to this machine, and to servers that were named; nothing is sent elsewhere."""
    taker = Taker()
    with contextlib.nullcontext() if may else pytest.raises(errors.TokenWithheld) as caught:
        if generation == 1:
            bare.perform_request(taker, "GET", atom.url.parse_url(url))
        else:
            request = atom.http_core.HttpRequest(uri=url, method="GET")
            bare.modify_request(request)
            taker.request(request)
    assert (taker.sent, "bare" in str(caught)) == (["Bearer bare"] if may else [], False)


def test_this_machine_may_be_called_by_its_newer_address(clean_wire):
    """The legacy classes of URLs know no IPv6; a URL given as text may have it."""
    assert bearer.check("http://[::1]:8080/x", frozenset()) is None


def test_plain_http_to_google_says_what_to_set(bare, clean_wire):
    """The cure is the attribute that scripts know."""
    with pytest.raises(errors.TokenWithheld, match=r"http://www\.google\.com.*`ssl = True`"):
        bare.perform_request(Taker(), "GET", "http://www.google.com/m8/feeds/")


def test_a_redirect_does_not_take_the_token_elsewhere(google_oauth2, token):
    """A 302 to another host raises; 2.0.18 sent its tokens wherever it was told to."""
    made = service(token)
    made.http_client = atom.mock_http_core.SettableHttpClient(302, "Moved", "", {})
    answer = atom.http_interface.HttpResponse("", 302, "Moved", {"Location": "https://example.com/x"})
    made.http_client.request = lambda *_, **__: answer
    with pytest.raises(errors.TokenWithheld, match=r"https://example\.com"):
        made.Get(AUDIT)


@pytest.mark.parametrize(
    ("server", "named", "may"),
    [
        ("http://127.0.0.1:1", [], True),
        ("https://stand-in.example", [], True),
        ("http://stand-in.example:80", [], False),
        ("http://stand-in.example:80", ["http://stand-in.example:80"], True),
    ],
)
def test_a_route_counts_as_where_it_leads(server, named, may, clean_wire):
    """A server that stands in for Google gets the token by https, on this machine, or by its name."""
    routing.route_to(server)
    made = oauth2.token(google.oauth2.credentials.Credentials("bare"), servers=named)
    taker = Taker()
    with contextlib.nullcontext() if may else pytest.raises(errors.TokenWithheld):
        made.perform_request(taker, "GET", "https://www.google.com/m8/feeds/")
    assert bool(taker.sent) is may


def test_a_refresh_token_does_not_go_out_plain(google_oauth2, token):
    """The secrets that a refresh needs are kept from a plain server that stands in for Google, too."""
    routing.route_to("http://stand-in.example:8080")
    with pytest.raises(errors.TokenWithheld):
        token._renew(None)


@pytest.mark.parametrize(
    ("servers", "url"),
    [
        ("http://named.example:8080", "http://named.example:8080/x"),
        (["http://Named.Example:8080"], "http://named.example:8080/x"),
        (["http://named.example:80"], "http://named.example/x"),
        (["http://named.example"], "http://named.example:80/x"),
    ],
    ids=["one, no list", "capitals", "port in the name", "port in the URL"],
)
def test_a_server_is_named_in_any_spelling(servers, url, clean_wire):
    """Capitals in a host, and a port that goes without saying, make no other server."""
    made = oauth2.token(google.oauth2.credentials.Credentials("bare"), servers=servers)
    assert made._headers("GET", url)["Authorization"] == "Bearer bare"


@pytest.mark.parametrize(
    ("variables", "may"),
    [
        ({"http_proxy": "http://proxy.example:3128"}, False),
        ({"http_proxy": "http://proxy.example:3128", "no_proxy": "localhost"}, True),
        ({"http_proxy": "http://127.0.0.1:3128"}, True),
        ({"https_proxy": "http://proxy.example:3128"}, True),
    ],
    ids=["proxied", "no_proxy", "a proxy on this machine", "another scheme"],
)
def test_a_proxy_does_not_get_what_is_for_this_machine(variables, may, bare, clean_wire, monkeypatch):
    """Plain HTTP through a proxy leaves this machine, whatever the host is called."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with contextlib.nullcontext() if may else pytest.raises(errors.TokenWithheld, match="no_proxy"):
        bare.modify_request(atom.http_core.HttpRequest(uri="http://localhost:8080/x", method="GET"))


def test_no_traceback_has_what_the_token_endpoint_said(google_oauth2, token, monkeypatch):
    """An answer without an access token may hold other secrets, which google-auth puts into its error."""
    monkeypatch.setattr(google_oauth2, "answer_token", lambda form: (200, {"refresh_token": "1//hush"}))
    with pytest.raises(errors.TokenRefused) as caught:
        token._renew(None)
    shown = "".join(traceback.format_exception(caught.value))
    assert ("No access token" in shown, "hush" in shown) == (True, False)


# The token store


SCOPES = {
    "feeds": (BOTH, BOTH),
    "names": (["https://www.googleapis.com/auth/contacts"], ["http"]),
    "both": (["openid", "https://www.googleapis.com/auth/x", oauth2.EMAIL_AUDIT], [oauth2.EMAIL_AUDIT]),
    "none": (None, ["http"]),
}


@pytest.mark.parametrize(("asked", "kept"), SCOPES.values(), ids=SCOPES)
def test_scopes_that_are_addresses_are_the_stores(asked, kept):
    """OAuth 2.0's other scopes say nothing of URLs: such a token is stored for all of Google's."""
    made = oauth2.token(google.oauth2.credentials.Credentials("bare", scopes=asked))
    assert made.scopes == kept


def test_the_store_finds_the_token_by_its_scopes(google_oauth2, token):
    """Within its scopes, and never for another host."""
    narrow = oauth2.token(token.credentials, scopes=oauth2.EMAIL_AUDIT)
    store = atom.token_store.TokenStore()
    store.add_token(narrow)
    urls = [
        "https://apps-apis.google.com/a/feeds/compliance/audit/x",
        "http://apps-apis.google.com/a/feeds/compliance/audit/x",
        "https://apps-apis.google.com/a/feeds/user/x",
        "https://www.google.com/a/feeds/compliance/audit/x",
    ]
    assert [store.find_token(url) is narrow for url in urls] == [True, True, False, False]


def test_a_token_for_everywhere_is_for_googles_hosts():
    """SCOPE_ALL covers what the token may be sent to, and nothing else."""
    made = oauth2.token(google.oauth2.credentials.Credentials("bare"))
    urls = ["https://www.google.com/x", "https://example.com/x"]
    assert [made.valid_for_scope(atom.url.parse_url(url)) for url in urls] == [True, False]


def test_set_oauth_token_makes_it_current_and_stores_it(google_oauth2, token):
    """Quirks 1 and 2: the same object, under each of its scopes."""
    made = service(token)
    assert (made.current_token is token, sorted(made.token_store._tokens)) == (True, sorted(BOTH))


def test_a_stored_token_serves_without_a_current_one(google_oauth2, token):
    """A service that does not set current tokens finds it in the store."""
    made = gdata.service.GDataService(server="apps-apis.google.com")
    made.ssl, made.auto_set_current_token = True, False
    made.SetOAuthToken(token)
    made.Get(AUDIT)
    assert (made.current_token, len(google_oauth2.grants)) == (None, 1)


# Secrets, copies


def test_no_repr_or_debug_output_has_the_token(google_oauth2, token, capsys):
    """Neither the token nor what it is made of is shown."""
    made = service(token)
    made.debug = True
    made.Get(AUDIT)
    other = client(token)
    other.http_client.debug = True
    status(other.get(AUDIT))
    shown = repr(token) + str(token) + "".join(capsys.readouterr())
    assert token.get_token_string() == "ya29.secret-1"
    assert ("ya29" in shown, "PRIVATE KEY" in shown, "(hidden)" in shown) == (False, False, True)


def test_the_callers_headers_stay_the_callers(google_oauth2, token):
    """They do not gain the Authorization header, which might be logged later."""
    headers = {"X-Mine": "1"}
    token.perform_request(
        atom.http.HttpClient(), "GET", f"https://apps-apis.google.com{AUDIT}", headers=headers
    )
    assert headers == {"X-Mine": "1"}


def test_a_service_with_a_token_is_copied(google_oauth2, token):
    """copy.deepcopy gives a service that works."""
    twin = copy.deepcopy(service(token))
    twin.Get(AUDIT)
    assert (twin.current_token is token, len(google_oauth2.grants)) == (False, 1)


def test_a_users_token_pickles(google_oauth2):
    """A user's credentials can be pickled, and so can a token of them."""
    made = pickle.loads(pickle.dumps(oauth2.from_authorized_user_info(google_oauth2.authorized_user)))
    assert status(client(made).get(AUDIT)) == 200


def test_authorize_sets_the_token(google_oauth2, token):
    """As `gdata.gauth.OAuth2Token.authorize` does, and gives the client."""
    made = atom.client.AtomPubClient(host="apps-apis.google.com")
    assert (token.authorize(made), made.auth_token) == (made, token)


def test_a_token_without_a_host_leaves_the_error_to_the_client(bare):
    """MissingHost, as for every other token."""
    with pytest.raises(atom.client.MissingHost):
        atom.client.AtomPubClient(auth_token=bare).get("/x")


def test_the_environment_of_the_tests_is_left_alone():
    """No test leaves a route behind."""
    assert (routing._chosen, "GOOGLE_APPLICATION_CREDENTIALS" in os.environ) == (None, False)
