"""`gdata-compat serve` in processes of its own, and signed clients that share no code with it."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import oauthlib.oauth1

__all__ = ["DOMAIN", "FEED", "Client", "Server", "names_in", "next_page", "user_entry"]

DOMAIN = "example.com"
FEED = f"/a/feeds/{DOMAIN}/user/2.0"

_GOOGLE = "https://apps-apis.google.com"
_ADDRESS = re.compile(r" on (http://\S+);")
_SETTING = re.compile(r'(\w+) = "(.*)"')
_USER = re.compile("<apps:login userName='([^']*)'.*?familyName='([^']*)' givenName='([^']*)'")
_NEXT = re.compile("rel='next' type='[^']*' href='([^']*)'")


class Server:
    """A running server; `keys` are CONSUMER_KEY, CONSUMER_SECRET, TOKEN and TOKEN_SECRET."""

    def __init__(self, database: str, *options: str) -> None:
        command = [sys.executable, "-m", "gdata_compat", "serve", "--port", "0", "--issue-token"]
        self._process = subprocess.Popen(
            [*command, "--database", database, "--domain", DOMAIN, *options],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.keys: dict[str, str] = {}
        self.url = self._read_url()

    def cpu_seconds(self) -> float:
        """Return the CPU time that it has taken, where the system tells it in /proc; else 0."""
        stat = Path(f"/proc/{self._process.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End it by SIGKILL."""
        self._process.kill()
        self._close()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._process.terminate()
        self._close()

    def _close(self) -> None:
        with self._process:
            self._process.wait(60)

    def _read_url(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            setting, address = _SETTING.match(line), _ADDRESS.search(line)
            if setting:
                self.keys[setting[1]] = setting[2]
            elif address:
                return address[1]
        raise RuntimeError("the server did not start: its standard error says why")


class Client:
    """A signed client on one kept connection; `keys` are a server's."""

    def __init__(self, url: str, keys: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
        self._signer = oauthlib.oauth1.Client(
            keys["CONSUMER_KEY"], keys["CONSUMER_SECRET"], keys["TOKEN"], keys["TOKEN_SECRET"]
        )

    def call(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """Send a call and return the status and the body of its answer; raises OSError, HTTPException."""
        _, headers, _ = self._signer.sign(_GOOGLE + path, method)
        headers |= {"Host": urlsplit(_GOOGLE).netloc, "X-Forwarded-Proto": "https"}
        if body is not None:
            headers["Content-Type"] = "application/atom+xml"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read().decode()

    def all_users(self) -> Iterator[tuple[str, str, str]]:
        """Give name, family name and given name of every user, page by page."""
        path = FEED
        while path:
            status, text = self.call("GET", path)
            if status != 200:
                raise RuntimeError(f"{path} was answered {status}: {text}")
            yield from names_in(text)
            path = next_page(text)

    def close(self) -> None:
        """Close the connection."""
        with contextlib.suppress(OSError):
            self._connection.close()


def user_entry(name: str, family: str, given: str, *, new: bool = True) -> str:
    """Write a user entry, with the digest of a password for a new one: hashing a plain one takes 50 ms."""
    password = f' password="{"0" * 40}" hashFunctionName="SHA-1"' if new else ""
    return (
        '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:apps="http://schemas.google.com/apps/2006">'
        f'<apps:login userName="{name}"{password}/>'
        f'<apps:name familyName="{family}" givenName="{given}"/></entry>'
    )


def names_in(text: str) -> list[tuple[str, str, str]]:
    """Return name, family name and given name of each user of a document."""
    return [(match[1], match[2], match[3]) for match in _USER.finditer(text)]


def next_page(text: str) -> str:
    """Return the path of the page after a page, or ''."""
    match = _NEXT.search(text)
    return quote(match[1].removeprefix(_GOOGLE).replace("&amp;", "&"), "/?=&%") if match else ""
