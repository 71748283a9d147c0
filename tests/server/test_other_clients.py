"""Clients that nobody here wrote take the three steps and make a signed call; curl sees Google's errors."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from gdata_compat.server.serving import ServerThread
from tests.fix_server import CONSUMER_SECRET, press

SCOPE = "https://apps-apis.google.com/a/feeds/user/"
CALLBACK = "http://localhost/done"
KEY = "example.com"
SCRIPT = Path(__file__).parent.parent / "data" / "server" / "node" / "three_legged.js"


def verifier_of(server: ServerThread, token: str) -> str:
    """Press Allow for a request token and return the verifier that the callback gets."""
    answer = press(f"{server.url}/accounts/OAuthAuthorizeToken?oauth_token={token}")
    return parse_qs(urlsplit(answer.headers["Location"]).query)["oauth_verifier"][0]


def test_requests_oauthlib(server: ServerThread) -> None:
    """OAuth1Session of requests-oauthlib."""
    oauth = pytest.importorskip("requests_oauthlib", reason="requests-oauthlib is not installed")
    accounts = f"{server.url}/accounts"
    with oauth.OAuth1Session(KEY, CONSUMER_SECRET, callback_uri=CALLBACK) as session:
        token = session.fetch_request_token(f"{accounts}/OAuthGetRequestToken?scope={SCOPE}")["oauth_token"]
        session._client.client.verifier = verifier_of(server, token)
        session.fetch_access_token(f"{accounts}/OAuthGetAccessToken")
        answer = session.get(f"{server.url}/a/feeds/example.com/user/2.0/alice")
    assert (answer.status_code, "userName='alice'" in answer.text) == (200, True)


def test_authlib(server: ServerThread) -> None:
    """OAuth1Session of Authlib."""
    client = pytest.importorskip("authlib.integrations.requests_client", reason="Authlib is not installed")
    accounts = f"{server.url}/accounts"
    with client.OAuth1Session(KEY, CONSUMER_SECRET, redirect_uri=CALLBACK) as session:
        token = session.fetch_request_token(f"{accounts}/OAuthGetRequestToken?scope={SCOPE}")["oauth_token"]
        session.fetch_access_token(f"{accounts}/OAuthGetAccessToken", verifier=verifier_of(server, token))
        answer = session.get(f"{server.url}/a/feeds/example.com/user/2.0/alice")
    assert (answer.status_code, "userName='alice'" in answer.text) == (200, True)


def code_of(server: ServerThread, page: str) -> str:
    """Press Allow on the page of OAuth 2.0 and return the address that it leads to."""
    assert page.startswith(f"{server.url}/o/oauth2/auth?")
    return press(page).headers["Location"]


@pytest.mark.parametrize("library", ["requests_oauthlib", "authlib.integrations.requests_client"])
def test_oauth_2_sessions(server: ServerThread, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """OAuth2Session of requests-oauthlib and of Authlib: code, call, refresh, call."""
    made = pytest.importorskip(library, reason=f"{library} is not installed").OAuth2Session
    for name in ("OAUTHLIB_INSECURE_TRANSPORT", "AUTHLIB_INSECURE_TRANSPORT"):
        monkeypatch.setenv(name, "1")
    token_url, feed = f"{server.url}/o/oauth2/token", f"{server.url}/a/feeds/example.com/user/2.0/alice"
    secret = {} if library == "requests_oauthlib" else {"client_secret": CONSUMER_SECRET}
    with made(KEY, redirect_uri=CALLBACK, scope=SCOPE, **secret) as session:
        create = getattr(session, "authorization_url", None) or session.create_authorization_url
        page, _ = create(f"{server.url}/o/oauth2/auth", access_type="offline")
        told = {"authorization_response": code_of(server, page)} | (
            {} if secret else {"client_secret": CONSUMER_SECRET}
        )
        first = session.fetch_token(token_url, **told)
        called = session.get(feed).status_code
        again = {} if secret else {"client_id": KEY, "client_secret": CONSUMER_SECRET}
        second = session.refresh_token(token_url, first["refresh_token"], **again)
        called_again = session.get(feed).status_code
    assert (called, called_again, first["access_token"] != second["access_token"]) == (200, 200, True)


def run_node(server: ServerThread, *arguments: str) -> dict[str, str]:
    """Run the script with the npm package `oauth`; skips where that is not to be had."""
    node, modules = shutil.which("node"), os.environ.get("GDATA_COMPAT_NODE_MODULES")
    if node is None or modules is None or not (Path(modules) / "oauth").is_dir():
        pytest.skip("needs node, and GDATA_COMPAT_NODE_MODULES to name a node_modules with the package oauth")
    command = [node, str(SCRIPT), server.url, KEY, CONSUMER_SECRET, SCOPE, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def test_the_npm_package_oauth(server: ServerThread) -> None:
    """The package `oauth` for node, OAuth 1.0a."""
    first = run_node(server)
    assert set(first) == {"token", "secret"}, first
    last = run_node(server, first["token"], first["secret"], verifier_of(server, first["token"]))
    assert "userName='alice'" in last.get("body", ""), last


@pytest.mark.parametrize(
    ("path", "header", "status", "body"),
    [
        ("/a/feeds/example.com/user/2.0", "", "HTTP/1.1 401 Unknown authorization header", "<TITLE>Unknown"),
        (
            "/a/feeds/example.com/user/2.0",
            "Authorization: GoogleLogin auth=none",
            "HTTP/1.1 401 Token invalid - Invalid token: Token not found",
            "<H1>Token invalid",
        ),
        ("/accounts/OAuthGetRequestToken", "", "HTTP/1.1 400 Bad Request", "parameter"),
    ],
    ids=["no authorization", "unknown token", "no parameters"],
)
def test_curl_sees_the_errors_as_google_wrote_them(
    server: ServerThread, path: str, header: str, status: str, body: str
) -> None:
    """The reason phrase of the status line, and the body."""
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("needs curl")
    more = ["--header", header] if header else []
    command = [curl, "--silent", "--include", "--noproxy", "*", *more, server.url + path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout.splitlines()[0], body in done.stdout) == (status, True), done.stdout


def test_a_client_with_a_wrong_secret_is_told_what_was_computed(server: ServerThread) -> None:
    """The problem and the base string are in the answer of the token endpoint."""
    oauth = pytest.importorskip("requests_oauthlib", reason="requests-oauthlib is not installed")
    address = f"{server.url}/accounts/OAuthGetRequestToken?scope={SCOPE}"
    signed = oauth.OAuth1(KEY, "another secret", callback_uri=CALLBACK)
    answer = requests.get(address, auth=signed, timeout=10)
    problem, base_string = answer.text.splitlines()[:2]
    assert (answer.status_code, problem, base_string[:16]) == (400, "signature_invalid", "base_string:GET&")
