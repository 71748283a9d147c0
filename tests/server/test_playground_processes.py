"""The Playground of `gdata-compat serve`: in several processes, with all threads busy, from a shell."""

from __future__ import annotations

import html
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
import requests

from gdata_compat.server import rsa
from gdata_compat.server.serving import _SETTINGS, ServerThread
from tests.fix_original import Original
from tests.fix_processes import ServerProcess
from tests.fix_server import CONSUMER_SECRET
from tests.fix_server_playground import SCOPE, USERS, hidden, text_of

Serve = Callable[..., ServerProcess]


class Visitor:
    """A browser whose requests go to the servers in turn."""

    def __init__(self, *urls: str) -> None:
        self.session = requests.Session()
        self.urls: Iterator[str] = cycle(urls)

    def get(self, path: str) -> requests.Response:
        return self.session.get(next(self.urls) + path, timeout=60, allow_redirects=False)

    def post(self, path: str, **fields: str) -> requests.Response:
        url = next(self.urls) + path
        return self.session.post(url, data=fields, timeout=60, allow_redirects=False)

    def press(self, button: str, **fields: str) -> str:
        """Press a button and return the page that it leads to."""
        csrf = hidden(self.get("/playground").text)["csrf"]
        answer = self.post(f"/playground/{button}", csrf=csrf, **fields)
        assert answer.status_code == 303, answer.text
        return self.get("/playground").text

    def three_steps(self, **settings: str) -> str:
        typed = {"scope": SCOPE, "consumer_key": "example.com", "consumer_secret": CONSUMER_SECRET}
        page = self.press("request-token", **(typed | settings))
        link = html.unescape(page.partition('<a class="button" href="')[2].partition('"')[0])
        assert link, text_of(page)
        fields = hidden(self.get(link).text)
        led = self.post("/accounts/OAuthAuthorizeToken", **fields, decision="allow").headers["Location"]
        self.get("/" + led.split("/", 3)[3])
        return self.press("access-token")

    def close(self) -> None:
        self.session.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_processes_show_one_playground(
    request: pytest.FixtureRequest, serve: Serve, tmp_path: Path, kind: str
) -> None:
    """Each request of the browser goes to the other process, and both know all of it."""
    url = request.getfixturevalue("postgresql") if kind == "postgresql" else str(tmp_path / "d.sqlite")
    options = ("--sample", "3", "--consumer-secret", CONSUMER_SECRET)
    first, second = serve(url, *options).url, serve(url, *options).url
    visitor = Visitor(first, second, first)
    shown = text_of(visitor.three_steps())
    called = text_of(visitor.press("call", method="GET", url=USERS))
    visitor.close()
    assert ("There is an access token." in shown, "GET was answered 200 OK" in called) == (True, True)


def test_more_visitors_than_threads_do_not_wait_for_each_other(server: ServerThread) -> None:
    """Each call of a feed is made in the thread of its page: there is none to wait for."""
    visitors = [Visitor(server.url) for _ in range(_SETTINGS["threads"] * 2)]
    pages: list[str] = []

    def visit(visitor: Visitor) -> None:
        visitor.three_steps()
        pages.append(text_of(visitor.press("call", method="GET", url=USERS)))
        visitor.close()

    threads = [threading.Thread(target=visit, args=[visitor], daemon=True) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert ["GET was answered 200 OK" in page for page in pages] == [True] * len(visitors)


def test_serve_prints_the_address(serve: Serve) -> None:
    """And the page is there."""
    running = serve(":memory:")
    assert running.process.stdout is not None
    told = running.process.stdout.readline()
    assert told == f"The OAuth Playground is on {running.url}/playground.\n"
    assert requests.get(f"{running.url}/playground", timeout=30).status_code == 200


def test_rsa_sha1_from_the_shell_to_the_script(serve: Serve, tmp_path: Path) -> None:
    """The server is given the public key, the Playground the private one; the listing runs with it."""
    private, public = tmp_path / "private_key.pem", tmp_path / "public_key.pem"
    private.write_text(rsa.new_private_key(), encoding="utf-8")
    public.write_text(rsa.public_key_pem(private.read_text(encoding="utf-8")), encoding="utf-8")
    running = serve(":memory:", "--sample", "2", "--consumer-public-key", str(public))
    visitor = Visitor(running.url)
    key = private.read_text(encoding="utf-8")
    visitor.three_steps(signature_method="RSA-SHA1", private_key=key, consumer_secret="")
    script = tmp_path / "retrieve_user.py"
    script.write_bytes(visitor.get("/playground/retrieve_user.py").content)
    visitor.close()
    done = subprocess.run(
        [sys.executable, script.name],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("alice Alice Andersson\n", "")


def test_a_public_key_that_is_none_is_refused(tmp_path: Path) -> None:
    """With the option's name, before anything is served."""
    file = tmp_path / "key.pem"
    file.write_text("no key", encoding="utf-8")
    command = [sys.executable, "-m", "gdata_compat", "serve", "--consumer-public-key", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, bool(re.search("--consumer-public-key.*no readable PEM", done.stderr))) == (
        2,
        True,
    )


@pytest.mark.parametrize("consumer", ["example.com", "anonymous"])
def test_consumers_that_everybody_has(serve: Serve, consumer: str) -> None:
    """The domain, with the secret that --issue-token prints, and anonymous."""
    running = serve(":memory:", "--sample", "1", "--issue-token")
    printed = dict(re.findall(r'^(\w+) = "(.*)"$', "".join(running.printed), re.MULTILINE))
    secret = printed["CONSUMER_SECRET"] if consumer == "example.com" else "anonymous"
    visitor = Visitor(running.url)
    visitor.three_steps(consumer_key=consumer, consumer_secret=secret)
    page = text_of(visitor.press("call", method="GET", url=USERS))
    visitor.close()
    assert "GET was answered 200 OK" in page


def test_the_original_takes_the_token(original: Original, server: ServerThread) -> None:
    """What the page shows, pasted into a script on gdata 2.0.18 and Python 2.7, retrieves a user."""
    visitor = Visitor(server.url)
    page = visitor.three_steps()
    visitor.close()
    key, secret = re.findall(r'<code id="(?:auth-token|token-secret)">([^<]+)</code>', page)
    script = (
        "import gdata.apps.service\n"
        "user = service(gdata.apps.service.AppsService).RetrieveUser('alice')\n"
        "print(json.dumps([user.login.user_name, user.name.family_name]))\n"
    )
    prelude = (Path(__file__).parent.parent / "data" / "server" / "prelude.py").read_text(encoding="utf-8")
    given = (f"127.0.0.1:{server.port}", key, secret, CONSUMER_SECRET, "example.com")
    assert original.observe(f"{prelude}\n{script}", *given) == ["alice", "Andersson"]
