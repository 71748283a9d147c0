"""The listing of 2011 as the web printed it: one command ports it, and it runs on the embedded server."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import gdata_compat
from gdata_compat.server.events import RequestRecord
from gdata_compat.server.serving import ServerThread
from tests.fix_server import CONSUMER_SECRET

LISTING = Path(gdata_compat.__file__).parent / "examples" / "listing_2011.txt"


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gdata_compat", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_listing_is_as_it_was_published() -> None:
    """With typographic quotes, some of them the wrong way round, blanks that do not break, and no import."""
    text = LISTING.read_text(encoding="utf-8")
    assert [mark for mark in ("“", "”", "=”", "\u2013", "\u00a0") if mark not in text] == []
    assert ('"' in text, "import" in text) == (False, False)


def test_one_command_ports_the_listing_and_it_runs(
    tmp_path: Path, server: ServerThread, records: list[RequestRecord]
) -> None:
    """A reader fills in what is to be filled in, ports without a finding, and runs it."""
    token = server.state.credentials.issue_access_token("example.com")
    text = LISTING.read_text(encoding="utf-8")
    for words, value in (
        ("CONSUMER_KEY", "example.com"),
        ("CONSUMER_SECRET", CONSUMER_SECRET),
        ("GENERATED_TOKEN_FROM_PLAYGROUND", token.key),
        ("GENERATED_TOKEN_SECRET_FROM_PLAYGROUND", token.secret),
        ("your_domain", "example.com"),
        ("username", "alice"),
    ):
        text, count = re.subn(f"“{words}”", lambda _, value=value: f"“{value}”", text)  # type: ignore[misc]
        assert count == 1
    listing = tmp_path / "listing.txt"
    listing.write_text(text, encoding="utf-8")
    ported = command("port", "--output", tmp_path / "ported", listing)
    assert (ported.returncode, ported.stdout) == (0, "")
    assert "typographic quotes" in ported.stderr
    done = command("run", "--server", server.url, tmp_path / "ported" / "listing.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    asked = [(record.method, urlsplit(record.url).path, record.status) for record in records]
    assert asked == [("GET", "/a/feeds/example.com/user/2.0/alice", 200)]
