"""Recording and replaying scripts, in processes of their own and in this one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from gdata_compat.engine import routing
from gdata_compat.replay import ReplayMiss, gdata_har, har, recording, replaying
from gdata_compat.replay.matching import Secrets
from gdata_compat.server.serving import ServerThread
from gdata_compat.testing import GDataDomain
from tests.fix_original import Original
from tests.fix_server import CONSUMER_SECRET

_PASSWORD = "planted pass&word"

#: Runs on Python 2.7 with the original and on Python 3 with ours.
_SCRIPT = """from __future__ import print_function
import os
import sys
import gdata.apps.service
import gdata.auth

service = gdata.apps.service.AppsService(source="app", domain="example.com")
service.SetOAuthInputParameters(
    gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ["CONSUMER_KEY"],
    consumer_secret=os.environ["CONSUMER_SECRET"])
token = gdata.auth.OAuthToken(key=os.environ["TOKEN"], secret=os.environ["TOKEN_SECRET"])
token.oauth_input_params = service.GetOAuthInputParameters()
service.SetOAuthToken(token)
print(service.RetrieveUser("alice").login.user_name)
service.CreateUser("dora", "Dorn", "Dora", "planted pass&word")
try:
    service.RetrieveUser("nobody")
except gdata.apps.service.AppsForYourDomainException as error:
    print("%s %s %s" % (error.error_code, error.reason, error.invalidInput))
print("secret: %s" % os.environ["TOKEN_SECRET"])
"""


@pytest.fixture
def environment(server: ServerThread) -> dict[str, str]:
    """What the script finds, as with `run --embedded`."""
    token = server.state.credentials.issue_access_token("example.com")
    return {
        **os.environ,
        "CONSUMER_KEY": "example.com",
        "CONSUMER_SECRET": CONSUMER_SECRET,
        "TOKEN": token.key,
        "TOKEN_SECRET": token.secret,
        "GDATA_COMPAT_SERVER": server.url,
    }


def _command(*arguments: Any, cwd: Path, **how: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gdata_compat", *map(str, arguments)]
    environment = dict(how.pop("env", os.environ))
    environment["PYTHONPATH"] = str(Path(gdata_har.__file__).parents[2])
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=environment, timeout=60, **how
    )


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """Write a script."""

    def write(source: str) -> Path:
        path = tmp_path / "script.py"
        path.write_text(source, encoding="utf-8")
        return path

    return write


@pytest.fixture(params=["ours", "original"])
def recorded(
    request: pytest.FixtureRequest, script: Callable[[str], Path], environment: dict[str, str], tmp_path: Path
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The script recorded, by the command and ours, or by the one file and the original on Python 2.7."""
    output, source = tmp_path / "run.har", script(_SCRIPT)
    if request.param == "ours":
        return _command("record", "-o", output, source, cwd=tmp_path, env=environment), output
    original: Original = request.getfixturevalue("original")
    handed_out = tmp_path / "gdata_har.py"
    handed_out.write_text(_command("recorder", cwd=tmp_path).stdout, encoding="utf-8")
    server = environment["GDATA_COMPAT_SERVER"]
    done = subprocess.run(
        [str(original.python), handed_out, "-o", output, "--server", server, source],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=original._environment(
            {k: environment[k] for k in environment if k.startswith(("TOKEN", "CONS"))}
        ),
    )
    return done, output


def test_a_script_is_recorded_with_all_that_it_did(
    recorded: tuple[subprocess.CompletedProcess[str], Path], environment: dict[str, str]
) -> None:
    """Requests for Google's addresses, base strings, answers, output and status; the output is shown, too."""
    done, file = recorded
    found = har.read(file)
    secret = environment["TOKEN_SECRET"]
    assert (done.returncode, done.stdout) == (0, f"alice\n1301 EntityDoesNotExist nobody\nsecret: {secret}\n")
    assert [(call.request.method, call.request.url.rpartition("/")[2]) for call in found.calls] == [
        ("GET", "alice"),
        ("POST", "2.0"),
        ("GET", "nobody"),
    ]
    assert [call.response and call.response.status for call in found.calls] == [200, 201, 400]
    assert all(call.request.url.startswith("https://apps-apis.google.com/a/") for call in found.calls)
    assert all((call.request.base_string or "")[:4] in ("GET&", "POST") for call in found.calls)
    assert (found.complete, found.scrubbed, found.script and found.script.exit_status) == (True, True, 0)


def test_the_token_of_all_calls_has_one_label(
    recorded: tuple[subprocess.CompletedProcess[str], Path], environment: dict[str, str]
) -> None:
    """It is in none of them itself; test_record_secrets.py looks for every kind of secret."""
    text = recorded[1].read_text()
    planted = [environment["TOKEN"], environment["TOKEN_SECRET"], CONSUMER_SECRET, "planted pass"]
    assert [secret for secret in planted if secret in text] == []
    assert len(set(re.findall(r"oauth_token=\\\"(SCRUBBED-\d+)", text))) == 1


def test_a_recording_is_replayed(
    recorded: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path, environment: dict[str, str]
) -> None:
    """Recorded on either side, it answers the script without a server; the signatures are verified."""
    offline = {**environment, "GDATA_COMPAT_SERVER": "http://127.0.0.1:9"}
    given = ("--consumer-secret", CONSUMER_SECRET, "--token-secret", environment["TOKEN_SECRET"])
    done = _command("replay", *given, recorded[1], tmp_path / "script.py", cwd=tmp_path, env=offline)
    assert (done.returncode, done.stdout[:5], done.stderr) == (0, "alice", "")
    wrong = _command(
        "replay", "--consumer-secret", "wrong", recorded[1], tmp_path / "script.py", cwd=tmp_path, env=offline
    )
    assert (wrong.returncode, "signature: it is not that of the secrets given" in wrong.stderr) == (1, True)


def test_what_differs_from_the_recording_is_told(
    recorded: tuple[subprocess.CompletedProcess[str], Path],
    script: Callable[[str], Path],
    tmp_path: Path,
    environment: dict[str, str],
) -> None:
    """The nearest recorded request, a line a part, and what was never asked for."""
    changed = script(_SCRIPT.replace('"Dorn"', '"Born"'))
    done = _command("replay", recorded[1], changed, cwd=tmp_path, env=environment)
    assert done.returncode == 1
    assert "body /entry/name/@familyName: 'Dorn' became 'Born'" in done.stderr
    assert "recorded, and never asked for: GET " in done.stderr


@pytest.mark.parametrize(
    ("ending", "status", "ended"),
    [
        ("raise ValueError('no')", 1, "exit"),
        ("sys.exit(7)", 7, "exit"),
        ("os.kill(os.getpid(), 9)", 137, "signal 9"),
        ("import time; time.sleep(60)", 124, "timeout"),
    ],
    ids=["raises", "exits", "is killed", "hangs"],
)
def test_what_was_recorded_survives_the_script(
    ending: str,
    status: int,
    ended: str,
    script: Callable[[str], Path],
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    """However it ends, the calls before are kept, and how it ended."""
    path = script(_SCRIPT + ending + "\n")
    done = _command("record", "--timeout", "8", path, cwd=tmp_path, env=environment)
    found = har.read(tmp_path / "run.har")
    assert found.script is not None
    assert (done.returncode, len(found.calls), found.script.ended) == (status, 3, ended)


def test_forked_processes_are_recorded_too(
    script: Callable[[str], Path], environment: dict[str, str], tmp_path: Path
) -> None:
    """Each reports to the one that writes."""
    forked = "import os\npid = os.fork()\nif pid:\n    os.waitpid(pid, 0)\n"
    path = script(_SCRIPT.replace("service.CreateUser", f"{forked}else:\n    service.CreateUser"))
    _command("record", path, cwd=tmp_path, env=environment)
    methods = [call.request.method for call in har.read(tmp_path / "run.har").calls]
    assert sorted(methods) == ["GET", "GET", "GET", "POST"]


def test_files_that_the_script_writes_are_kept(script: Callable[[str], Path], tmp_path: Path) -> None:
    """Those that are new or changed in the folder, as asked."""
    (tmp_path / "old.txt").write_text("old")
    path = script("open('users.csv', 'w').write('alice\\n')\n")
    _command("record", "--files", path, cwd=tmp_path)
    found = har.read(tmp_path / "run.har").script
    assert found is not None
    assert found.files == {"users.csv": b"alice\n"}


def test_calls_in_this_process_are_recorded_and_replayed(gdata_domain: GDataDomain, tmp_path: Path) -> None:
    """A domain in the test answers without a connection, and is recorded all the same."""
    with recording(tmp_path / "run.har"):
        first = requests.get("https://apps-apis.google.com/a/feeds/example.com/user/2.0", timeout=5)
    with replaying(tmp_path / "run.har"):
        again = requests.get("https://apps-apis.google.com/a/feeds/example.com/user/2.0", timeout=5)
    assert (again.status_code, again.reason, again.content) == (
        first.status_code,
        first.reason,
        first.content,
    )


def test_plain_urllib_is_recorded_and_replayed(server: ServerThread, tmp_path: Path) -> None:
    """Whatever uses `http.client` is."""
    address = f"{server.url}/nothing/here"
    with recording(tmp_path / "run.har"):
        first = _opened(address)
    server.close()
    with replaying(tmp_path / "run.har"):
        again = _opened(address)
    assert (again, first[0], len(first[1]) > 5) == (first, 404, True)


def _opened(address: str) -> tuple[int, bytes]:
    with pytest.raises(urllib.error.HTTPError) as caught, urllib.request.urlopen(address):
        pass
    with caught.value as answer:
        return answer.code, answer.read()


def test_a_replay_reaches_no_network(tmp_path: Path) -> None:
    """What is not recorded fails, and is told again at the end even if the script caught it."""
    har.write(tmp_path / "none.har", har.Recording())
    call = pytest.raises(ReplayMiss, match=r"no recorded answer for GET http://127.0.0.1:9/")
    end = pytest.raises(ReplayMiss, match=r"every recorded answer has been given")
    with end, replaying(tmp_path / "none.har"), call:
        requests.get("http://127.0.0.1:9/", timeout=1)


def test_each_answer_is_given_once_and_in_order(tmp_path: Path) -> None:
    """Two answers for one resource come in their order; a third call has none."""
    request = har.Request("GET", "http://a.example/x")
    calls = tuple(har.Call(request, har.Response(200, "OK", (), body)) for body in (b"one", b"two"))
    har.write(tmp_path / "two.har", har.Recording(calls))
    with replaying(tmp_path / "two.har") as going:
        got = [requests.get(request.url, timeout=1).text for _ in range(2)]
        assert (got, going.problems()) == (["one", "two"], [])
    with pytest.raises(ReplayMiss, match="never asked for"), replaying(tmp_path / "two.har"):
        requests.get(request.url, timeout=1)


def test_a_refused_connection_is_replayed_as_one(tmp_path: Path) -> None:
    """What failed when it was recorded fails again."""
    with recording(tmp_path / "run.har"), pytest.raises(requests.ConnectionError):
        requests.get("http://127.0.0.1:9/", timeout=5)
    with replaying(tmp_path / "run.har"), pytest.raises(requests.ConnectionError, match="recorded: "):
        requests.get("http://127.0.0.1:9/", timeout=5)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is no HAR: it is not JSON"),
        ('{"a": 1}', "a HAR is a JSON object with log.entries"),
        ("[1]", "a HAR is a JSON object with log.entries"),
        ('{"log": {"entries": [{"request": {}}]}}', "it lacks 'method'"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
    ],
    ids=["empty", "something else", "a list", "a call without a method", "binary"],
)
def test_what_is_no_recording_is_refused(content: str | bytes, told: str, tmp_path: Path) -> None:
    """In one line that names the file."""
    path = tmp_path / "x.har"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = _command("scrub", path, cwd=tmp_path)
    assert (done.returncode, told in done.stderr, str(path) in done.stderr) == (1, True, True)


def test_a_truncated_recording_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """Cut anywhere, it is not complete, and comparing it is trouble."""
    request = har.Request("GET", "http://a.example/x")
    whole = har.Recording(tuple(har.Call(request, har.Response(200)) for _ in range(3)))
    har.write(tmp_path / "whole.har", whole)
    text = (tmp_path / "whole.har").read_text()
    (tmp_path / "cut.har").write_text(text[: text.rindex('"cache"') + 20])
    cut = har.read(tmp_path / "cut.har")
    done = _command("compare", tmp_path / "whole.har", tmp_path / "cut.har", cwd=tmp_path)
    assert (len(cut.calls), cut.complete, done.returncode) == (2, False, 2)
    assert "the new recording was cut off after 2 calls" in done.stdout


def test_scrub_cleans_the_recording_of_another_tool(tmp_path: Path) -> None:
    """A browser's: cookies, forms noted as fields, tokens in JSON and in addresses."""
    entry = {
        "request": {
            "method": "POST",
            "url": "https://www.google.com/o?token=planted1&x=1",
            "headers": [{"name": "Cookie", "value": "SID=planted2; other=planted3"}],
            "postData": {
                "mimeType": "application/x-www-form-urlencoded",
                "params": [
                    {"name": "Passwd", "value": "planted4"},
                    {"name": "Email", "value": "a@example.com"},
                ],
            },
        },
        "response": {
            "status": 200,
            "statusText": "OK",
            "headers": [{"name": "Set-Cookie", "value": "SID=planted5; Path=/"}],
            "content": {"text": '{"access_token": "planted6", "n": 1, "echo": "planted4"}'},
        },
    }
    path = tmp_path / "browser.har"
    path.write_text(
        json.dumps({"log": {"version": "1.2", "creator": {"name": "Firefox"}, "entries": [entry]}})
    )
    done = _command("scrub", path, cwd=tmp_path)
    text = path.read_text()
    assert (done.returncode, re.findall(r"planted\d", text)) == (0, [])
    assert ("a@example.com" in text, "Path=/" in text, "x=1" in text) == (True, True, True)


def test_an_old_script_and_its_port_are_compared(
    original: Original, script: Callable[[str], Path], tmp_path: Path
) -> None:
    """Both run on servers with the same domain; wire, output and what the domains hold are equal."""
    path = script(_SCRIPT)
    given = ("--legacy", original.python, "--legacy-path", original.library, "--ported")
    same = _command("compare", *given, path, path, cwd=tmp_path)
    assert (same.returncode, same.stdout) == (
        0,
        "equal   3 calls\nscript: equal (3 equal; 0 differences apart from the calls)\n",
    )
    other = tmp_path / "other.py"
    other.write_text(_SCRIPT.replace('"Dorn"', '"Born"').replace('print("secret', 'print("Secret'))
    shutil.copy(path, tmp_path / "old.py")
    found = _command("compare", *given, other, tmp_path / "old.py", "--keep", "kept", cwd=tmp_path)
    assert found.returncode == 1
    assert "request body /entry/name/@familyName: 'Dorn' became 'Born'" in found.stdout
    assert "final state users dora family_name: 'Dorn' became 'Born'" in found.stdout
    assert "output line 3: 'secret: SCRUBBED-" in found.stdout
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["old.new.har", "old.old.har"]


def test_threads_arguments_and_input_reach_both_scripts(
    original: Original, script: Callable[[str], Path], tmp_path: Path
) -> None:
    """Both work in a copy of one folder, and their files are compared; threads send in any order."""
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "names.txt").write_text("alice bruno chiara")
    threads = """
import threading
names = open("names.txt").read().split()
users = [threading.Thread(target=service.RetrieveUser, args=(name,)) for name in names]
for user in users:
    user.start()
for user in users:
    user.join()
with open("out.txt", "w") as out:
    out.write(" ".join(sys.argv[1:]) + sys.stdin.readline())
"""
    (tmp_path / "answers").write_text("yes\n")
    path = script("# -*- coding: utf-8 -*-\n" + _SCRIPT + 'print(u"Dörte")\n' + threads)
    given = ("--legacy", original.python, "--legacy-path", original.library, "--ported", path, path)
    reach = ("--folder", "place", "--args", "one 'two three'", "--input", "answers", "--keep", "kept")
    done = _command("compare", "--unordered", *given, *reach, cwd=tmp_path)
    sides = [har.read(tmp_path / "kept" / f"script.{side}.har").script for side in ("old", "new")]
    assert [side and side.files for side in sides] == [{"out.txt": b"one two threeyes\n"}] * 2
    assert (done.returncode, "6 equal" in done.stdout) == (0, True), done.stdout


def test_without_the_original_the_way_to_it_is_told(script: Callable[[str], Path], tmp_path: Path) -> None:
    """Before anything runs."""
    path = script(_SCRIPT)
    done = _command("compare", "--legacy", sys.executable, "--ported", path, path, cwd=tmp_path)
    assert (done.returncode, "pip install --no-deps --target DIR gdata==2.0.18" in done.stderr) == (2, True)


def test_both_libraries_send_the_same_hosts_elsewhere() -> None:
    """The recorder for Python 2.7 stands alone, and so has a table of its own."""
    assert gdata_har.GOOGLE_HOSTS == routing.GOOGLE_HOSTS


def test_secrets_are_not_shown() -> None:
    """Not in a repr."""
    assert "hidden" not in repr(Secrets("hidden", "hidden"))


def test_a_fixture_replays_until_the_test_ends(tmp_path: Path, gdata_replay: Callable[..., Any]) -> None:
    """It takes what `replaying` takes."""
    request = har.Request("GET", "http://a.example/x")
    har.write(tmp_path / "one.har", har.Recording((har.Call(request, har.Response(200, "OK", (), b"one")),)))
    going = gdata_replay(tmp_path / "one.har")
    assert (requests.get(request.url, timeout=1).text, going.problems()) == ("one", [])


def test_folders_of_recordings_are_compared_name_by_name(tmp_path: Path) -> None:
    """With a line on all of them, a report in each form, and the worst status."""
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
        for name in ("one", "two"):
            call = har.Call(har.Request("GET", f"http://a.example/{name}"), har.Response(200))
            har.write(tmp_path / side / f"{name}.har", har.Recording((call,)))
    files = ("--json", "r.json", "--junit", "r.xml", "--html", "r.html")
    same = _command("compare", *files, "old", "new", cwd=tmp_path)
    (tmp_path / "new" / "two.har").unlink()
    less = _command("compare", "old", "new", cwd=tmp_path)
    assert (same.returncode, same.stdout.splitlines()[-1]) == (0, "2 of 2 are equal")
    assert json.loads((tmp_path / "r.json").read_text())["equal"] is True
    assert "Old and new: equal" in (tmp_path / "r.html").read_text()
    assert (less.returncode, less.stdout.splitlines()[-1]) == (2, "1 of 2 are equal")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("one.har",), "two recordings are compared"),
        (("one.har", "."), "one is a folder, the other is not"),
        ((".", "."), "compared with itself"),
        (("--ignore", "rules", "one.har", "one.har"), "rules, line 1: a rule is PART, WHERE, REASON"),
    ],
    ids=["one file", "a file and a folder", "a folder and itself", "a rule that is none"],
)
def test_what_cannot_be_compared_is_told(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """In one line, before anything is compared."""
    har.write(tmp_path / "one.har", har.Recording())
    (tmp_path / "rules").write_text("nonsense\n")
    done = _command("compare", *arguments, cwd=tmp_path)
    assert (done.returncode, told in done.stderr, done.stderr.count("\n")) == (2, True, 1)
