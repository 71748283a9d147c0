"""The command `gdata-compat`: what it prints, where, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

import gdata_compat
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from tests.fix_processes import heed_interrupts

COMMANDS = ([], ["demo"], ["serve"], ["run"], ["domain"], ["domain", "import"], ["domain", "export"])
SCRIPT = "examples/retrieve_user.py"


def gdata_compat_command(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gdata_compat", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **options,  # type: ignore[call-overload]
    )


@pytest.fixture
def script(tmp_path: Path):
    """Writes a script and gives its path."""

    def write(source: str, name: str = "script.py") -> str:
        path = tmp_path / name
        path.write_text(source, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c) or "gdata-compat")
def test_every_command_has_help_and_version(command: list[str]) -> None:
    """--help and --version answer everywhere and end with 0."""
    help_, version = (gdata_compat_command(*command, option) for option in ("--help", "--version"))
    assert (help_.returncode, version.returncode) == (0, 0)
    assert help_.stdout.startswith("Usage: ")
    assert gdata_compat.__version__ in version.stdout


WRONG_USE = {
    "no command": [],
    "no such command": ["nope"],
    "no script": ["run"],
    "missing script": ["run", "nope.py"],
    "port out of range": ["serve", "--port", "99999"],
    "unknown option": ["demo", "--nope"],
    "remote host": ["serve", "--host", "0.0.0.0"],
    "server URL": ["run", "--server", "ftp://x", __file__],
    "domain": ["serve", "--port", "0", "--domain", "a b"],
    "secondary domain": ["serve", "--port", "0", "--secondary-domain", "a b"],
    "share of faults": ["serve", "--fault-rate", "1.5"],
    "latency": ["serve", "--latency", "-1"],
    "latency that is no number": ["serve", "--latency", "nan"],
    "share that is no number": ["serve", "--fault-rate", "nan"],
    "quota": ["serve", "--quota", "many"],
    "duration of audits": ["serve", "--audit-duration", "-1"],
    "embedded domain": ["run", "--domain", "a b", "--embedded", __file__],
    "both servers": ["run", "--server", "http://127.0.0.1:1", "--embedded", "--", __file__],
}


@pytest.mark.parametrize("arguments", WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use_is_one_line_and_status_2(arguments: list[str]) -> None:
    """Wrong use says so in one line on standard error."""
    done = gdata_compat_command(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("gdata-compat: ")


FAILURES = {
    "database": ["serve", "--database", "/nowhere/at/all.db"],
    "secondary domain": ["serve", "--port", "0", "--secondary-domain", "example.com"],
    "unknown host": ["serve", "--allow-remote", "--host", "nowhere.invalid"],
}


@pytest.mark.parametrize("arguments", FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_one_line_and_status_1(arguments: list[str]) -> None:
    """A failure says what happened in one line, without a traceback."""
    done = gdata_compat_command(*arguments)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith("gdata-compat: ")


def test_a_port_that_is_taken_is_named() -> None:
    """Somebody whose port is taken learns which one, and how to take another."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = gdata_compat_command("serve", "--port", port)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"127.0.0.1:{port}" in done.stderr
    assert done.stderr.endswith("; --port 0 takes a free port\n")


def test_an_address_of_another_machine_is_named() -> None:
    """Another port would not help there."""
    done = gdata_compat_command("serve", "--allow-remote", "--host", "192.0.2.1")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("gdata-compat: cannot listen on 192.0.2.1:8080: ")
    assert done.stderr.endswith("; --host names an address of this machine\n")


def test_debug_shows_the_traceback() -> None:
    """--debug is for whoever has to find out where."""
    done = gdata_compat_command("--debug", "serve", "--database", "/nowhere/at/all.db")
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr


def test_the_server_without_its_extra_names_the_extra() -> None:
    """Without Flask the server says what to install."""
    blocked = "import sys; sys.modules['flask'] = None; sys.argv = ['gdata-compat', 'demo']"
    done = subprocess.run(
        [sys.executable, "-c", f"{blocked}; from gdata_compat.cli import main; main()"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "pip install 'gdata-compat[server]'" in done.stderr


def test_run_gives_the_script_its_arguments_and_returns_its_status(script) -> None:
    """A script runs as with `python script`, with the old names in place."""
    path = script("import sys, gdata.auth\nprint(__name__, sys.argv[1:], gdata.auth.__name__)\nsys.exit(7)\n")
    done = gdata_compat_command("run", path, "--one", "two")
    assert (done.returncode, done.stdout) == (7, "__main__ ['--one', 'two'] gdata_compat.gdata.auth\n")


def test_run_finds_modules_beside_the_script(script) -> None:
    """The script's own folder is on the path, as it would be."""
    script("VALUE = 5\n", "helper_beside.py")
    done = gdata_compat_command("run", script("import helper_beside\nprint(helper_beside.VALUE)\n"))
    assert done.stdout == "5\n"


def test_run_shows_an_uncaught_exception_from_the_script_on(script) -> None:
    """The traceback begins in the script: how it was started is not its business."""
    path = script("def f():\n    return 1 / 0\nf()\n")
    done = gdata_compat_command("run", path)
    assert done.returncode == 1
    assert done.stderr.count('File "') == done.stderr.count(path) == 2
    assert done.stderr.endswith("ZeroDivisionError: division by zero\n")


EMBEDDED = {
    "in memory": ["--embedded"],
    "on a file": ["--embedded={}/domain.sqlite"],
    "after an option with a value": ["--domain", "example.com", "--sample", "5", "--embedded"],
    "before an option with a value": ["--embedded", "--sample", "5"],
}


@pytest.mark.parametrize("options", EMBEDDED.values(), ids=EMBEDDED.keys())
def test_run_embedded_answers_the_listing(options: list[str], tmp_path: Path) -> None:
    """The listing runs against a server inside, in memory or on a file."""
    done = gdata_compat_command("run", *(option.format(tmp_path) for option in options), SCRIPT, "alice")
    assert done.returncode == 0, done.stderr
    assert "user name:   alice" in done.stdout


def test_run_embedded_takes_secondary_domains(tmp_path: Path) -> None:
    """As many as are named, kept in the database."""
    path = str(tmp_path / "x.db")
    options = ("--secondary-domain", "example.org", "--secondary-domain", "Example.net")
    done = gdata_compat_command("run", "--embedded", path, *options, SCRIPT)
    database = Database(path)
    names = SqlDomain(database, "example.com").secondary_domains.names()
    database.close()
    assert (done.returncode, names) == (0, ["example.net", "example.org"]), done.stderr


def test_run_embedded_takes_the_database_as_the_next_word(tmp_path: Path) -> None:
    """`--embedded FILE SCRIPT` and `--embedded SCRIPT` are told apart by the file's ending."""
    done = gdata_compat_command("run", "--embedded", str(tmp_path / "x.db"), SCRIPT)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x.db").exists()


def test_serve_answers_a_script_and_keeps_its_secrets(tmp_path: Path) -> None:
    """`serve` answers a script in another process; what it shows with --verbose has no secret in it."""
    database = str(tmp_path / "domain.db")
    command = [sys.executable, "-m", "gdata_compat", "serve", "--port", "0", "--database", database]
    command += ["--sample", "3", "--issue-token", "--verbose"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=env,
        preexec_fn=heed_interrupts,
    )
    try:
        lines = [process.stdout.readline() for _ in range(5)]  # type: ignore[union-attr]
        settings = dict(re.findall(r'^(\w+) = "(.*)"$', "".join(lines), re.M))
        url = re.search(r"http://127\.0\.0\.1:\d+", lines[-1])
        assert url, lines
        done = gdata_compat_command("run", "--server", url.group(), SCRIPT, env={**os.environ, **settings})
        assert "user name:   alice" in done.stdout, done.stderr
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(url.group() + "/a/feeds/example.com/user/2.0")
    finally:
        process.send_signal(signal.SIGINT)
        shown = process.communicate(timeout=30)[1]
    assert "* signature base string: GET&https%3A%2F%2Fapps-apis.google.com%2F" in shown
    assert not [name for name in ("CONSUMER_SECRET", "TOKEN_SECRET") if settings[name] in shown]
