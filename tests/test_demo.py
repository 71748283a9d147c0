"""README's first command, and what README claims in code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gdata_compat.demo import LongLivedToken

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command with the test environment's programs on its path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
        cwd=cwd,
    )


def test_the_demo_prints_the_user() -> None:
    """`gdata-compat demo` gets a token and shows the user that the listing retrieves."""
    done = run("gdata-compat", "demo")
    assert done.returncode == 0, done.stderr
    assert "user name:   alice" in done.stdout
    assert "GET " not in done.stdout


def test_the_demo_shows_every_request_when_asked() -> None:
    """`--verbose` shows the three steps and the call, with base strings and answers, without secrets."""
    done = run("gdata-compat", "demo", "--verbose")
    steps = ("OAuthGetRequestToken", "OAuthAuthorizeToken", "OAuthGetAccessToken", "/user/2.0/alice")
    asked = re.findall(r"^> (?:GET|POST) (\S+)", done.stdout, re.M)
    assert [step for step in steps if not any(step in url for url in asked)] == []
    assert len(re.findall(r"^\* signature base string: GET&https%3A", done.stdout, re.M)) == 3
    assert "<apps:login userName='alice'" in done.stdout
    assert not re.search(r"oauth_token_secret=(?!\.\.\.)", done.stdout)


def test_a_token_does_not_show_its_secret() -> None:
    """The demonstration's token has no secret in its repr."""
    assert "hidden" not in repr(LongLivedToken("key", "hidden"))


def test_readmes_commands_are_one_line_each() -> None:
    """Two commands: one installs and demonstrates, one installs the test extra and runs the tests."""
    commands = re.findall(r"^    (.*\.venv.*)$", README, re.M)
    assert [("demo" in c, "pytest" in c, "[test]" in c) for c in commands] == [
        (True, False, False),
        (False, True, True),
    ]


def test_readmes_example_runs(tmp_path: Path) -> None:
    """The listing in README, with a server's secrets filled in, prints a user."""
    listing = re.search(r"```python\n(.*?)```", README, re.S)
    assert listing
    source = listing.group(1)
    for words, name in (
        ("CONSUMER SECRET", "CONSUMER_SECRET"),
        ("TOKEN SECRET", "TOKEN_SECRET"),
        ("TOKEN", "TOKEN"),
    ):
        source = source.replace(f'"{words}"', f'os.environ["{name}"]')
    script = tmp_path / "listing.py"
    script.write_text("import os\n" + source, encoding="utf-8")
    done = run("gdata-compat", "run", "--embedded", str(script))
    assert (done.returncode, done.stdout) == (0, "alice Andersson\n"), done.stderr


def test_readmes_way_from_a_script_to_a_port_runs(tmp_path: Path) -> None:
    """check, port and run, one after the other, on a script of Python 2."""
    part = README.partition("## From your script to a port\n")[2].partition("\n## ")[0]
    commands = re.findall(r"^    (gdata-compat .*)$", part, re.M)
    shutil.copy(ROOT / "tests" / "port" / "wild" / "users_to_check.py", tmp_path / "old.py")
    done = [run(*command.split(), cwd=tmp_path) for command in commands]
    assert [each.returncode for each in done] == [0, 0, 0], done
    assert "users" in done[-1].stdout


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_readmes_links_lead_somewhere(link: str) -> None:
    """To files of the checkout."""
    assert (ROOT / link).is_file()


def test_readme_names_every_command() -> None:
    """The table of commands has those that there are."""
    from gdata_compat.cli import cli

    assert sorted(cli.commands) == sorted(re.findall(r"^\| `gdata-compat (\w+)", README, re.M))


def test_the_token_that_is_set_is_the_one_that_signs() -> None:
    """README: SetOAuthToken makes that very object current; the store takes it for its scopes only."""
    from gdata_compat import gdata

    client = gdata.apps.service.AppsService(domain="example.com")
    token = gdata.auth.OAuthToken(key="k", secret="s")
    client.SetOAuthToken(token)
    assert client.current_token is token
    assert token not in client.token_store._tokens.values()
