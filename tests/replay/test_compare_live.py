"""`compare --legacy`: old scripts with the original beside their ports with this library, by the command.

The pairs are in tests/data/compare: `old` has the scripts of Python 2, `new` what `gdata-compat port` made of
them, with the literals in UTF-8 of two of them decided by hand.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.fix_original import Original

_PAIRS = Path(__file__).parents[1] / "data" / "compare"
_NAMES = sorted(path.name for path in (_PAIRS / "old").glob("*.py"))
_EXAMPLES = Path(__file__).parents[2] / "gdata_compat" / "examples"


def _compare(
    original: Original, folder: Path, old: Path, new: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    command = ["--legacy", str(original.python), "--legacy-path", str(original.library), "--ported", str(new)]
    return subprocess.run(
        [sys.executable, "-m", "gdata_compat", "compare", *command, *options, str(old)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def _run(original: Original, folder: Path, old: str, new: str, *options: str) -> dict[str, Any]:
    """Compare two scripts, given by their text, and give the JSON report."""
    for name, text in (("old", old), ("new", new)):
        (folder / f"{name}.py").write_text(text)
    done = _compare(
        original,
        folder,
        folder / "old.py",
        folder / "new.py",
        "--timeout",
        "60",
        "--json",
        "r.json",
        *options,
    )
    found: dict[str, Any] = json.loads((folder / "r.json").read_text())["comparisons"][0]
    assert done.returncode == found["status"]
    return found


@pytest.fixture(scope="module")
def all_pairs(original: Original, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of all pairs, made by one command."""
    folder = tmp_path_factory.mktemp("pairs")
    options = ("--timeout", "60", "--json", "r.json")
    done = _compare(original, folder, _PAIRS / "old", _PAIRS / "new", *options)
    assert done.returncode in (0, 1), done.stderr
    document = json.loads((folder / "r.json").read_text())
    return {each["name"]: each for each in document["comparisons"]}


@pytest.mark.parametrize("name", _NAMES)
def test_a_port_does_what_the_old_script_did(name: str, all_pairs: dict[str, Any]) -> None:
    """Wire, output, files, exit status, and what the domain holds; something was compared."""
    found = all_pairs[name]
    differing = [call for call in found["calls"] if call["verdict"] != "equal"]
    assert (differing, found["rest"], found["troubles"], len(found["calls"]) > 0) == ([], [], [], True)


def test_there_are_ten_pairs_and_more() -> None:
    """Each old script has its port."""
    assert (len(_NAMES) >= 10, _NAMES) == (True, sorted(path.name for path in (_PAIRS / "new").glob("*.py")))


_SPECIAL = {
    "retries": (("--fail", "2:503", "--fail", "3:500", "--fail", "4:1001", "--fail", "6:503"), 8),
    "retries of a share": (("--fault-rate", "0.3"), 6),
    "all users": (("--sample", "230"), 3),
}


@pytest.mark.parametrize(("options", "calls"), _SPECIAL.values(), ids=_SPECIAL)
def test_faults_and_pages_are_the_same_on_both_sides(
    options: tuple[str, ...], calls: int, original: Original, tmp_path: Path
) -> None:
    """Calls fail by their numbers, or by a share that hits the same ones; both go on to the end."""
    name = "all_users.py" if "--sample" in options else "retries.py"
    done = _compare(
        original, tmp_path, _PAIRS / "old" / name, _PAIRS / "new" / name, *options, "--json", "r.json"
    )
    found = json.loads((tmp_path / "r.json").read_text())["comparisons"][0]
    assert (done.returncode, len(found["calls"])) == (0, calls), done.stdout


def test_threads_with_two_legged_oauth(original: Original, tmp_path: Path) -> None:
    """They send in any order."""
    pair = _PAIRS / "threads"
    done = _compare(original, tmp_path, pair / "old.py", pair / "new.py", "--unordered")
    assert done.returncode == 0, done.stdout


def test_the_examples_do_the_same_with_both_libraries(original: Original, tmp_path: Path) -> None:
    """With `install()` where it is, and without for the original."""
    old = tmp_path / "old"
    old.mkdir()
    for path in _EXAMPLES.glob("*.py"):
        text = path.read_text()
        (old / path.name).write_text(
            "from __future__ import print_function\n"
            + text.replace("import gdata_compat\n\ngdata_compat.install()\n", "").partition('"""\n\n')[2]
        )
    done = _compare(original, tmp_path, old, _EXAMPLES)
    assert (done.returncode, list(old.iterdir()) != []) == (0, True), done.stdout + done.stderr


_AUDITS = """
from __future__ import print_function
import os
import gdata.apps.adminsettings.service
import gdata.apps.audit.service
import gdata.auth

def connect(kind):
    client = kind(source="s", domain=os.environ["DOMAIN"])
    client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ["CONSUMER_KEY"],
                                   consumer_secret=os.environ["CONSUMER_SECRET"])
    token = gdata.auth.OAuthToken(os.environ["TOKEN"], os.environ["TOKEN_SECRET"])
    token.oauth_input_params = client.GetOAuthInputParameters()
    client.SetOAuthToken(token)
    return client

audit = connect(gdata.apps.audit.service.AuditService)
audit.updatePGPKey(open(KEY).read())
print(audit.createMailboxExportRequest("alice")["status"])
audit.createEmailMonitor("alice", "bruno", "2096-06-30 23:20", "2096-06-15 00:00")
admin = connect(gdata.apps.adminsettings.service.AdminSettingsService)
admin.UpdateOrganizationName("Sons")
print(admin.GetCreationTime(), admin.GetSupportPIN(), admin.GetCNAMEVerificationStatus()["recordName"])
"""


def test_audits_and_settings_of_two_runs_are_the_same(original: Original, tmp_path: Path) -> None:
    """When a request was made, and how old the domains are, is no difference."""
    key = Path(__file__).parents[1] / "data" / "audit" / "rsa.asc"
    old = _AUDITS.replace("KEY)", f"{str(key)!r})")
    install = "import gdata_compat; gdata_compat.install()\nimport gdata.apps.adminsettings"
    found = _run(original, tmp_path, old, old.replace("import gdata.apps.adminsettings", install, 1))
    assert (found["status"], found["rest"], len(found["calls"])) == (0, [], 7)


# Ports with a mistake: each is found, and named

_START = """
import os
import gdata.apps.service
import gdata.auth

def connect(secret=os.environ["CONSUMER_SECRET"], token=os.environ["TOKEN"]):
    client = gdata.apps.service.AppsService(source="s", domain=os.environ["DOMAIN"])
    client.SetOAuthInputParameters(gdata.auth.OAuthSignatureMethod.HMAC_SHA1, os.environ["CONSUMER_KEY"],
                                   consumer_secret=secret)
    token = gdata.auth.OAuthToken(token, os.environ["TOKEN_SECRET"])
    token.oauth_input_params = client.GetOAuthInputParameters()
    client.SetOAuthToken(token)
    return client

client = connect()
"""
_BODY = """
user = client.CreateUser("dora", "Dorn", "Dora", "a long password")
print(user.login.user_name)
print(client.RetrieveUser("alice").name.given_name)
"""

_MISTAKES = {
    "another password": ('"a long password"', '"b long password"', "request body", "of the new run"),
    "a wrong token": (
        "client = connect()",
        'client = connect(token=os.environ["CONSUMER_SECRET"])',
        "request authorization oauth_token",
        "SCRUBBED",
    ),
    "a swallowed error": (
        'print(client.RetrieveUser("alice").name.given_name)',
        'try:\n    client.RetrieveUser("nobody")\nexcept Exception:\n    pass',
        "request url",
        "nobody",
    ),
    "a call doubled": (
        'print(client.RetrieveUser("alice")',
        'client.RetrieveUser("alice")\nprint(client.RetrieveUser("alice")',
        "call",
        "user/2.0/alice",
    ),
    "another user made": ('"Dora"', '"Dorina"', "final state users", "Dorina"),
    "another header": (
        "client = connect()",
        'client = connect()\nclient.additional_headers["X-More"] = "1"',
        "request headers x-more",
        "1",
    ),
}


@pytest.mark.parametrize(("before", "after", "where", "told"), _MISTAKES.values(), ids=_MISTAKES)
def test_a_port_with_a_mistake_is_found(
    before: str, after: str, where: str, told: str, original: Original, tmp_path: Path
) -> None:
    """In the real thing, on the real wire."""
    old = "from __future__ import print_function\n" + _START + _BODY
    new = "import gdata_compat; gdata_compat.install()\n" + _START + _BODY
    assert before in new
    found = _run(original, tmp_path, old, new.replace(before, after))
    differences = [*found["rest"], *(each for call in found["calls"] for each in call["differences"])]
    named = [
        each
        for each in differences
        if f"{each['part']} {each['where']}".startswith(where) and told in f"{each['old']} {each['new']}"
    ]
    assert (found["status"], len(named) > 0) == (1, True), differences


# Scripts that end badly

_ENDS = {
    "hangs": ("import time\ntime.sleep(60)", 2, "the old script hung until it was ended"),
    "crashes": ("import os\nos.abort()", 0, None),
    "forks": ("import os\nif os.fork():\n    os.wait()\nelse:\n    print('child')\n    os._exit(0)", 0, None),
}


@pytest.mark.parametrize(("more", "status", "told"), _ENDS.values(), ids=_ENDS)
def test_a_script_that_ends_badly_loses_nothing(
    more: str, status: int, told: str | None, original: Original, tmp_path: Path
) -> None:
    """What both did until then is compared, and kept if asked."""
    body = 'print(client.RetrieveUser("alice").name.given_name)\n' + more
    old = "from __future__ import print_function\n" + _START + body
    new = "import gdata_compat; gdata_compat.install()\n" + _START + body
    found = _run(original, tmp_path, old, new, "--timeout", "6", "--keep", "kept")
    assert (found["status"], [call["verdict"] for call in found["calls"]]) == (status, ["equal"])
    assert (told in found["troubles"] if told else found["troubles"] == [], found["rest"]) == (True, [])
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["old.new.har", "old.old.har"]


def test_an_interrupt_loses_nothing(original: Original, tmp_path: Path) -> None:
    """What was compared until then is in the report, which says how far it came; both scripts are ended."""
    for name, text in (
        ("a", "print(1)"),
        ("b", "import time; print(2); time.sleep(60)"),
        ("c", "print(3)"),
    ):
        (tmp_path / "scripts").mkdir(exist_ok=True)
        (tmp_path / "scripts" / f"{name}.py").write_text(f"{text}\n")
    command = ["--legacy", str(original.python), "--legacy-path", str(original.library), "--json", "r.json"]
    command += ["--keep", "kept", "--ported", "scripts", "scripts"]
    with subprocess.Popen(
        [sys.executable, "-m", "gdata_compat", "compare", *command],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        until = time.monotonic() + 60
        while not (tmp_path / "kept" / "b.py.old.har").exists() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    found = json.loads((tmp_path / "r.json").read_text())["comparisons"]
    assert process.returncode == 2, said
    assert [(each["name"], each["status"], each["troubles"]) for each in found] == [
        ("a.py", 0, []),
        ("b.py", 2, ["interrupted: 1 of 3 were compared"]),
    ]
