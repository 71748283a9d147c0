"""The demonstration: the listing of 2011 runs end to end on this machine.

It starts the server with a small domain, gets a long-lived token by the three OAuth steps with the real
client over real HTTP, and runs `examples/retrieve_user.py` with it in a process of its own.
"""

from __future__ import annotations

import html.parser
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, NamedTuple

from .errors import GdataCompatError
from .running import credentials_environment

__all__ = ["DemoFailed", "LongLivedToken", "fetch_token", "run_demo"]

DOMAIN = "example.com"
SCOPE = "https://apps-apis.google.com/a/feeds/user/"
LISTING = Path(__file__).with_name("examples") / "retrieve_user.py"


class DemoFailed(GdataCompatError):
    """A step of the demonstration did not do what it should."""


class LongLivedToken(NamedTuple):
    """An OAuth 1.0 access token."""

    key: str
    secret: str

    def __repr__(self) -> str:
        return f"LongLivedToken(key={self.key!r}, secret=...)"


class _Form(html.parser.HTMLParser):
    """The one form of a page: where it goes and what it carries."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = named.get("action", "")
        elif tag == "input" and "name" in named:
            self.fields[named["name"]] = named.get("value", "")


def press_allow(server_url: str, authorization_url: str) -> str:
    """Opens the authorization page, presses Allow, and returns the verifier where the page leads on with one.

    The page is Google's address; its path and query are asked of the server.
    """
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay())
    target = urllib.parse.urlsplit(authorization_url)
    page_url = f"{server_url}{target.path}?{target.query}"
    with opener.open(page_url, timeout=60) as page:
        form = _Form(page.read().decode("utf-8"))
    fields = {**form.fields, "decision": "allow"}
    where = urllib.parse.urljoin(page_url, form.action)
    with opener.open(where, urllib.parse.urlencode(fields).encode("ascii"), timeout=60) as answer:
        led_to = urllib.parse.urlsplit(str(answer.headers.get("Location", "")))
    return urllib.parse.parse_qs(led_to.query).get("oauth_verifier", [""])[0]


class _Stay(urllib.request.HTTPRedirectHandler):
    """Takes a redirect as the answer: it leads to the consumer's own address, where nobody listens."""

    def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        return fp


def fetch_token(server_url: str, consumer_key: str, consumer_secret: str) -> LongLivedToken:
    """A long-lived token by the three steps: request token, authorization, access token.

    The steps are those of the legacy library (`FetchOAuthRequestToken` and what follows), as its users
    wrote them; the calls for Google's hosts have to go to the server already.
    """
    from .gdata import auth
    from .gdata.apps import service

    client = service.AppsService(source="gdata-compat-demo", domain=DOMAIN)
    client.SetOAuthInputParameters(
        auth.OAuthSignatureMethod.HMAC_SHA1, consumer_key, consumer_secret=consumer_secret
    )
    request_token = client.FetchOAuthRequestToken(scopes=[SCOPE], oauth_callback="http://localhost/done")
    verifier = press_allow(server_url, client.GenerateOAuthAuthorizationURL(request_token=request_token))
    access_token = client.UpgradeToOAuthAccessToken(oauth_verifier=verifier)
    if access_token is None:
        access_token = client.current_token
    return LongLivedToken(access_token.key, access_token.secret)


def run_demo(*, verbose: bool, show: Callable[[str], None]) -> None:
    """Runs the demonstration; `show` gets every line. Raises DemoFailed where a step fails."""
    from .engine import routing
    from .server.app import create_app
    from .server.serving import ServerThread

    def watch(record: Any) -> None:
        show(record.text())

    with tempfile.TemporaryDirectory(prefix="gdata-compat-demo-") as folder:
        app = create_app(
            str(Path(folder) / "domain.sqlite"), DOMAIN, sample=5, on_request=watch if verbose else None
        )
        with ServerThread(app) as server:
            show(f"A server that stands in for Google answers on {server.url}, with 5 users of {DOMAIN}.")
            consumer = server.state.credentials.consumer(DOMAIN)
            if consumer is None:
                raise DemoFailed(f"the server has no consumer for {DOMAIN}")
            with routing.routed_to(server.url):
                token = fetch_token(server.url, consumer.key, consumer.secret)
            show("Request token, authorization and access token: a long-lived token is there.")
            show(f"Now {LISTING.name} asks for the user 'alice':\n")
            show(_run_listing(server.url, consumer, token))
            show(
                "The script changed in its quotes and its imports only; MIGRATION.md says how to port yours."
            )


def _run_listing(server_url: str, consumer: Any, token: LongLivedToken) -> str:
    """What the listing prints, run in a process of its own."""
    settings = {
        "GDATA_COMPAT_SERVER": server_url,
        **credentials_environment(consumer.key, consumer.secret, token.key, token.secret),
        "DOMAIN": DOMAIN,
        "PYTHONIOENCODING": "utf-8",
    }
    # The process finds the package where this one did, installed or not.
    settings["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, str(LISTING), "alice"],
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    if done.returncode:
        raise DemoFailed(f"{LISTING.name} ended with status {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout
