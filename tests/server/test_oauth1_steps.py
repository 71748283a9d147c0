"""The three steps of OAuth 1.0 and 1.0a over HTTP, with oauthlib's client."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import oauthlib.oauth1
import pytest
import requests

from gdata_compat.server.serving import ServerThread
from tests.fix_server import CONSUMER_SECRET, GOOGLE, SignedClient, form, press

ACCOUNTS = "https://www.google.com/accounts"
SCOPE = f"{GOOGLE}/a/feeds/user/"
ALICE = "/a/feeds/example.com/user/2.0/alice"


class Steps:
    """The three steps as a web application takes them, signing Google's URLs in the header or the query."""

    def __init__(self, server: ServerThread, **keys: object) -> None:
        self.server = server
        self.keys = {"client_key": "example.com", "client_secret": CONSUMER_SECRET} | keys

    def call(
        self, endpoint: str, parameters: dict[str, str] | None = None, method: str = "GET", **keys: object
    ) -> requests.Response:
        """Send one signed call; `parameters` go into the query, or the form of a POST."""
        url = f"{ACCOUNTS}/{endpoint}"
        encoded = urlencode(parameters or {}, quote_via=quote)
        client = oauthlib.oauth1.Client(**(self.keys | keys))
        if method == "GET":
            signed, headers, _ = client.sign(f"{url}?{encoded}" if encoded else url)
            body = None
        else:
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            signed, headers, body = client.sign(url, method, encoded, headers)
        return self.send(method, signed, headers, body)

    def send(
        self, method: str, url: str, headers: dict[str, str], body: str | None = None
    ) -> requests.Response:
        """Send a request for one of Google's URLs to the server."""
        parts = urlsplit(url)
        routed = {"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme}
        address = self.server.url + url[len(f"{parts.scheme}://{parts.netloc}") :]
        return requests.request(
            method, address, data=body, headers=headers | routed, timeout=30, allow_redirects=False
        )

    def request_token(
        self, callback: str | None = "http://127.0.0.1:1/back?x=1", **options: object
    ) -> dict[str, str]:
        """Take the first step; `callback` None is OAuth 1.0."""
        keys = options if callback is None else options | {"callback_uri": callback}
        answer = self.call("OAuthGetRequestToken", {"scope": SCOPE}, **keys)
        assert answer.status_code == 200, answer.text
        return form(answer.text)

    def authorize_url(self, token: dict[str, str], **parameters: str) -> str:
        """Return the address of the page of the second step."""
        query = urlencode({"oauth_token": token["oauth_token"]} | parameters)
        return f"{self.server.url}/accounts/OAuthAuthorizeToken?{query}"

    def access_token(
        self, token: dict[str, str], verifier: str | None = None, **options: object
    ) -> requests.Response:
        """Take the third step."""
        keys = {
            "resource_owner_key": token["oauth_token"],
            "resource_owner_secret": token["oauth_token_secret"],
        }
        if verifier is not None:
            keys["verifier"] = verifier
        return self.call("OAuthGetAccessToken", **(keys | options))


@pytest.fixture
def steps(server: ServerThread) -> Steps:
    """The three steps with the domain's own key."""
    return Steps(server)


def use(
    server: ServerThread,
    answer: requests.Response,
    consumer: str = "example.com",
    secret: str = CONSUMER_SECRET,
) -> int:
    """Retrieve alice with the access token in an answer and return the status."""
    token = form(answer.text)
    client = SignedClient(server.url, token["oauth_token"], token["oauth_token_secret"], consumer, secret)
    return client.get(ALICE).status_code


@pytest.mark.parametrize("where", ["AUTH_HEADER", "QUERY", "BODY"])
def test_three_steps_of_oauth_1_0a(server: ServerThread, where: str) -> None:
    """Request token, Allow, access token, a call: with parameters in header, query and body."""
    steps, method = Steps(server, signature_type=where), "POST" if where == "BODY" else "GET"
    callback = "http://127.0.0.1:1/back?next=%2Ffront"
    answer = steps.call("OAuthGetRequestToken", {"scope": SCOPE}, method, callback_uri=callback)
    token = form(answer.text)
    assert (answer.status_code, token["oauth_callback_confirmed"]) == (200, "true")
    back = press(steps.authorize_url(token))
    assert (back.status_code, back.headers["Location"].startswith(callback + "&oauth_token=")) == (302, True)
    told = dict(parse_qsl(urlsplit(back.headers["Location"]).query))
    keys = {"resource_owner_key": token["oauth_token"], "resource_owner_secret": token["oauth_token_secret"]}
    final = steps.call("OAuthGetAccessToken", None, method, verifier=told["oauth_verifier"], **keys)
    assert (final.status_code, sorted(form(final.text))) == (200, ["oauth_token", "oauth_token_secret"])
    assert use(server, final) == 200


def test_three_steps_of_oauth_1_0(server: ServerThread, steps: Steps) -> None:
    """Without a callback in the first step there is no verifier; the page is told where to lead back."""
    token = steps.request_token(callback=None)
    assert "oauth_callback_confirmed" not in token
    back = press(steps.authorize_url(token, oauth_callback="http://127.0.0.1:1/old"))
    location = back.headers["Location"]
    assert location == f"http://127.0.0.1:1/old?{urlencode({'oauth_token': token['oauth_token']})}"
    assert use(server, steps.access_token(token)) == 200


def test_out_of_band_the_page_shows_the_verifier(server: ServerThread, steps: Steps) -> None:
    """With the callback `oob` the user carries the verifier."""
    token = steps.request_token(callback="oob")
    page = press(steps.authorize_url(token))
    verifier = page.text.partition('<code id="verifier">')[2].partition("<")[0]
    assert (page.status_code, use(server, steps.access_token(token, verifier))) == (200, 200)


def test_anonymous_may_take_the_steps(server: ServerThread) -> None:
    """The consumer anonymous/anonymous works for installed applications."""
    steps = Steps(server, client_key="anonymous", client_secret="anonymous")
    token = steps.request_token(callback="oob")
    page = press(steps.authorize_url(token))
    verifier = page.text.partition('<code id="verifier">')[2].partition("<")[0]
    assert use(server, steps.access_token(token, verifier), "anonymous", "anonymous") == 200


def test_deny_leads_back_without_a_verifier(steps: Steps) -> None:
    """After Deny the request token is of no use."""
    token = steps.request_token()
    back = press(steps.authorize_url(token), "deny")
    told = dict(parse_qsl(urlsplit(back.headers["Location"]).query))
    refused = steps.access_token(token, "anything")
    assert (sorted(told), refused.status_code) == (["oauth_token", "x"], 400)
    assert refused.text.startswith("permission_denied\nbase_string:GET&https%3A%2F%2Fwww.google.com")


@pytest.mark.parametrize("verifier", [None, "wrong"])
def test_the_third_step_needs_the_verifier(steps: Steps, verifier: str | None) -> None:
    """In OAuth 1.0a the verifier proves that the same user came back."""
    token = steps.request_token()
    press(steps.authorize_url(token))
    answer = steps.access_token(token, verifier)
    assert (answer.status_code, answer.text.splitlines()[0]) == (400, "token_rejected")


def test_the_third_step_needs_somebody_to_allow(steps: Steps) -> None:
    """An unauthorized request token is not exchanged."""
    answer = steps.access_token(steps.request_token(callback=None))
    assert (answer.status_code, answer.text.splitlines()[0]) == (400, "permission_unknown")


def test_a_request_token_is_exchanged_once(steps: Steps) -> None:
    """The second exchange finds no token."""
    token = steps.request_token(callback=None)
    press(steps.authorize_url(token))
    first, second = steps.access_token(token), steps.access_token(token)
    assert (first.status_code, second.status_code, second.text.splitlines()[0]) == (
        200,
        400,
        "token_rejected",
    )


def test_a_decision_is_taken_once(steps: Steps) -> None:
    """A second Allow, or a Deny afterwards, changes nothing."""
    token = steps.request_token()
    press(steps.authorize_url(token))
    assert requests.get(steps.authorize_url(token), timeout=30).status_code == 401


def test_the_page_is_guarded_against_forgery(server: ServerThread, steps: Steps) -> None:
    """A form that was not got from our page with its cookie is refused."""
    token = steps.request_token()
    url = f"{server.url}/accounts/OAuthAuthorizeToken"
    fields = {"oauth_token": token["oauth_token"], "decision": "allow", "csrf": "guess"}
    without_page = requests.post(url, data=fields, timeout=30)
    wrong_field = press(steps.authorize_url(token), csrf="guess")
    assert (without_page.status_code, wrong_field.status_code) == (403, 403)
    assert steps.access_token(token, "x").text.splitlines()[0] == "permission_unknown"


def test_the_page_is_safe_and_accessible(steps: Steps) -> None:
    """No scripts, no framing, no referrer; a label, a language, a heading; markup in names is escaped."""
    token = steps.request_token(callback="http://127.0.0.1:1/<script>alert(1)</script>")
    page = requests.get(steps.authorize_url(token), timeout=30)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self' http://127.0.0.1:1" in policy
    assert "<script" not in page.text
    for part in ('<html lang="en">', "<h1>", '<label for="account">', ">Allow</button>", ">Deny</button>"):
        assert part in page.text


@pytest.mark.parametrize(
    "callback",
    [
        *("javascript:alert(1)", "ftp://h/", "http://", "back", "http://[", "http://h/\r\nX: y"),
        *("http://h:99999/", "http://h..\u00e9/", "http://evil.test\\@h/", "http://h; script-src *"),
    ],
)
def test_callbacks_are_web_addresses(steps: Steps, callback: str) -> None:
    """Anything but an http or https URL is refused in the first step and on the page."""
    answer = steps.call("OAuthGetRequestToken", {"scope": SCOPE}, callback_uri=callback)
    token = steps.request_token(callback=None)
    page = requests.get(steps.authorize_url(token, oauth_callback=callback), timeout=30)
    assert (answer.status_code, answer.text.splitlines()[0], page.status_code) == (
        400,
        "parameter_rejected",
        400,
    )


def test_callbacks_have_hosts_of_any_script(steps: Steps) -> None:
    """The page's policy and the way back have them in ASCII."""
    token = steps.request_token(callback="http://user@b\u00fccher.example:81/b\u00fc")
    page = requests.get(steps.authorize_url(token), timeout=30)
    back = press(steps.authorize_url(token))
    policy = page.headers["Content-Security-Policy"]
    assert policy.endswith("form-action 'self' http://xn--bcher-kva.example:81")
    assert back.headers["Location"].startswith("http://user@xn--bcher-kva.example:81/b%C3%BC?oauth_token=")


@pytest.mark.parametrize("scope", ["", "user"])
def test_the_first_step_needs_scopes(steps: Steps, scope: str) -> None:
    """Scopes are URLs."""
    answer = steps.call("OAuthGetRequestToken", {"scope": scope} if scope else {}, callback_uri="oob")
    assert (answer.status_code, answer.text.splitlines()[0]) == (400, "parameter_absent")


def test_a_wrong_signature_is_told_with_the_base_string(steps: Steps) -> None:
    """The token endpoints answer 400 and the base string that the server computed."""
    answer = steps.call("OAuthGetRequestToken", {"scope": SCOPE}, client_secret="another", callback_uri="oob")
    problem, base_string = answer.text.splitlines()
    assert (answer.status_code, problem) == (400, "signature_invalid")
    assert base_string.startswith(
        "base_string:GET&https%3A%2F%2Fwww.google.com%2Faccounts%2FOAuthGetRequestToken&"
    )
