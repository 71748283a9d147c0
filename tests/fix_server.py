"""Google's side, standing in: a server on a free port, with a fresh SQLite file and three users."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import oauthlib.oauth1
import pytest
import requests
from flask.testing import FlaskClient

from gdata_compat.replay import gdata_har, har
from gdata_compat.server.app import create_app
from gdata_compat.server.domain.credentials import BearerToken, TokenKind
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of
from tests.fix_original import Original

__all__ = ["CONSUMER_SECRET", "GOOGLE", "SignedClient", "observe", "press", "server", "sign_in", "signed"]

_SCRIPTS = Path(__file__).parent / "data" / "server"

#: The variable that names the folder where the original's part is recorded: see tests/observe_corpus.py.
CORPUS = "GDATA_COMPAT_CORPUS"

CONSUMER_SECRET = "the consumer's secret"

#: The host whose URLs clients sign.
GOOGLE = "https://apps-apis.google.com"


@dataclass
class SignedClient:
    """A plain OAuth client on oauthlib and requests that shares no code with ours.

    `get("/a/feeds/...")` signs Google's URL and sends the call to the server, as `gdata_compat` does when
    it is routed to one; `origin` is the scheme and host that are signed.
    """

    url: str
    key: str
    secret: str
    consumer_key: str = "example.com"
    consumer_secret: str = CONSUMER_SECRET
    origin: str = GOOGLE

    def sign(self, method: str, path: str, body: bytes | None = None) -> dict[str, str]:
        """Return the headers of a signed call."""
        client = oauthlib.oauth1.Client(self.consumer_key, self.consumer_secret, self.key, self.secret)
        # What requests would send: it rewrites escapes and dots in paths.
        sent = requests.Request(method, self.origin + path).prepare().url
        _, headers, _ = client.sign(sent, method)
        parts = urlsplit(self.origin)
        headers |= {"Host": parts.netloc, "X-Forwarded-Proto": parts.scheme}
        return headers if body is None else headers | {"Content-Type": "application/atom+xml"}

    def send(self, method: str, path: str, body: bytes | None = None) -> requests.Response:
        """Send a signed call and return the answer; redirects are not followed."""
        return requests.request(
            method,
            self.url + path,
            data=body,
            headers=self.sign(method, path, body),
            timeout=30,
            allow_redirects=False,
        )

    def get(self, path: str) -> requests.Response:
        """Send a signed GET."""
        return self.send("GET", path)


def press(
    url: str, button: str = "allow", session: requests.Session | None = None, **fields: str
) -> requests.Response:
    """Open a consent page as a browser would, press `allow` or `deny`, and return the answer.

    `fields` replace what the form holds.
    """
    browser = session or requests.Session()
    page = browser.get(url, timeout=30)
    assert page.status_code == 200, page.text
    action = re.search(r'<form method="post" action="([^"]+)"', page.text)
    assert action is not None
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    unescaped = {name: value.replace("&amp;", "&").replace("&#39;", "'") for name, value in hidden.items()}
    parts = urlsplit(url)
    return browser.post(
        f"{parts.scheme}://{parts.netloc}{action[1]}",
        data=unescaped | fields | {"decision": button},
        allow_redirects=False,
        timeout=30,
    )


def sign_in(client: FlaskClient, account: str = "alice@example.com") -> None:
    """Send a ClientLogin token of an account with all calls that a client in the process makes from now on.

    A password would take some fifty milliseconds a call.
    """
    credentials = state_of(client.application).credentials
    token = credentials.issue_bearer_token(BearerToken(TokenKind.CLIENT_LOGIN, account))
    client.environ_base["HTTP_AUTHORIZATION"] = f"GoogleLogin auth={token}"


def form(text: str) -> dict[str, str]:
    """Decode a form-encoded answer."""
    return dict(parse_qsl(text, keep_blank_values=True))


@pytest.fixture
def records() -> list[RequestRecord]:
    """What the server's observer has seen, in order."""
    return []


@pytest.fixture
def server(tmp_path: Path, records: list[RequestRecord]) -> Iterator[ServerThread]:
    """A running server of example.com: alice (an administrator), bruno and chiara."""
    app = create_app(
        str(tmp_path / "domain.sqlite"),
        "example.com",
        sample=3,
        consumer_secret=CONSUMER_SECRET,
        on_request=records.append,
    )
    with ServerThread(app) as running:
        yield running


@pytest.fixture
def signed(server: ServerThread) -> SignedClient:
    """A client with a long-lived token of the domain's owner."""
    token = server.state.credentials.issue_access_token("example.com")
    return SignedClient(server.url, token.key, token.secret)


@pytest.fixture(params=["ours", "original"])
def observe(request: pytest.FixtureRequest, server: ServerThread) -> Callable[..., Any]:
    """Run a script against the server and return what it noted in `seen`; a test runs with both libraries.

    The script follows `data/server/prelude.py`; its arguments are in `ARGUMENTS`.
    """
    original: Original | None = None
    if request.param == "original":
        original = request.getfixturevalue("original")
    token = server.state.credentials.issue_access_token("example.com")
    given = (f"127.0.0.1:{server.port}", token.key, token.secret, CONSUMER_SECRET, "example.com")

    def run(script: str, *arguments: str) -> Any:
        prelude = (_SCRIPTS / "prelude.py").read_text(encoding="utf-8")
        source = f"{prelude}\n{script}\nprint(json.dumps(seen))\n"
        if original is not None and CORPUS in os.environ:
            return _recorded(original, request.node.name, script, source, (*given, *arguments))
        if original is not None:
            return original.observe(source, *given, *arguments)
        done = subprocess.run(
            [sys.executable, "-c", source, *given, *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


def _recorded(original: Original, test: str, script: str, source: str, arguments: tuple[str, ...]) -> Any:
    """Run a script with the original, record it in the folder of the corpus, and return what it noted."""
    name = re.sub(r"\W+", "_", test.replace("original", "")).strip("_").removeprefix("test_")
    folder = Path(os.environ[CORPUS])
    number = len(list(folder.glob(f"{name}*.har")))
    file = folder / f"{name}{number or ''}.har"
    # Files of the tests are elsewhere on another machine: `corpus_runner` puts its own folder there.
    placed = [each.replace(str(Path(__file__).parent), "{tests}") for each in arguments]
    file.with_suffix(".json").write_text(
        json.dumps({"arguments": placed, "script": script}, indent=1), encoding="utf-8"
    )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "script.py"
        path.write_text(f"# -*- coding: utf-8 -*-\n{source}", encoding="utf-8")
        command = [str(original.python), "-B", gdata_har.__file__, str(path), *arguments]
        environment = original._environment({"PYTHONIOENCODING": "utf-8"})
        # Nothing in it is secret but what the test made up; scripts look at tokens, so they stay as they are.
        how: dict[str, Any] = {"timeout": 120, "quiet": True, "folder": place}
        gdata_har.run_script(command, [name], str(file), environment, scrubber=gdata_har.Unscrubbed(), **how)
    done = har.read(file).script
    assert done is not None
    assert done.exit_status == 0, done.stderr.decode()
    return json.loads(done.stdout.decode().splitlines()[-1])
