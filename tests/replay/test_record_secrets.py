"""No secret is in a recording: not of any kind, in any spelling, wherever a script puts it."""

from __future__ import annotations

import base64
import binascii
import json
import os
import pickle
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

from gdata_compat.replay import gdata_har, har
from tests.fix_loopback import Loopback, Reply
from tests.fix_original import Original

_KEY = (Path(__file__).parents[1] / "data" / "signing" / "rsa2048.pem").read_text()

#: A secret of each kind; each has characters that some spelling changes.
PLANTED = {
    "consumer secret": "Cons&umer/se+cret=1",
    "token secret": "Tok%en'sec\"ret\\2",
    "request token secret": "Req<uest>tok en3",
    "request token": "4/requestToken~key",
    "access token": "1/access-Token_key",
    "password of a login": "Log in&pass\u00fcord",
    "token of a login": "DQAAAGgAloginAuth==",
    "authsub token": "CKF50Yauthsub_tok",
    "bearer": "ya29.bearerAA-bb_cc",
    "refresh token": "1/refresh//TOKEN",
    "client secret": "client$ecret,7",
    "password of a user": "us<er>'s pass\"wd",
    "password in a row": "row&pass>word9",
    "cookie": "cookieValue.1234",
    "basic password": "basic:pass word",
    "plaintext secret": "plain&text Secret",
    "variable": "variable Tok3n value",
    "option": "opti0n-Secret value",
    "redirect": "gs/redirectToken=",
}

_SCRIPT = Path(__file__).parents[1] / "data" / "replay" / "secrets.py"


def _replies() -> list[Reply]:
    """What the script is answered, call by call."""
    planted, plain = PLANTED, Reply.of()
    token = {"oauth_token": planted["access token"], "oauth_token_secret": planted["token secret"]}
    document = {"access_token": planted["bearer"], "refresh_token": planted["refresh token"], "n": "open"}
    named = {
        0: Reply.of(f"SID=x\nAuth={planted['token of a login']}\n".encode()),
        5: Reply.of(json.dumps(document).encode(), Content_Type="application/json"),
        7: Reply.of(urllib.parse.urlencode(token).encode()),
        12: Reply.of(Set_Cookie=f"SID={planted['cookie']}; Path=/"),
        14: Reply.of(status="302 Found", Location="/?token=" + urllib.parse.quote(planted["redirect"], "")),
    }
    return [named.get(number, plain) for number in range(15)]


def _spellings(secret: str) -> Iterator[bytes]:
    """What must not be found, by code other than the recorder's."""
    raw = secret.encode()
    yield from (raw, secret.encode("latin-1", "ignore"), urllib.parse.quote(secret, "~").encode())
    yield from (
        urllib.parse.quote_plus(secret).encode(),
        escape(secret).encode(),
        quoteattr(secret)[1:-1].encode(),
    )
    yield from (json.dumps(secret)[1:-1].encode(), json.dumps(json.dumps(secret))[3:-3].encode())
    yield from (repr(raw)[2:-1].encode(), repr(secret)[1:-1].encode(), binascii.hexlify(raw))
    yield binascii.hexlify(raw).upper()
    for offset, start in ((0, 0), (1, 2), (2, 3)):
        encoded = base64.b64encode(b"\0" * offset + raw)
        yield encoded[start : (offset + len(raw)) * 8 // 6]


def _everything(document: Any) -> Iterator[bytes]:
    """Every text of a HAR, with what is in base64."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield key.encode()
            yield from _everything(value)
        if "base64" in (document.get("encoding"), document.get("_encoding")):
            yield base64.b64decode(document["text"], validate=True)
    elif isinstance(document, list):
        for each in document:
            yield from _everything(each)
    else:
        yield str(document).encode()


@pytest.fixture(params=["python 3", "python 2.7"])
def recorded(request: pytest.FixtureRequest, tmp_path: Path, loopback: Loopback) -> Path:
    """The script, recorded on either Python by the command of each."""
    loopback.replies = _replies()
    script, output = tmp_path / "script.py", tmp_path / "run.har"
    script.write_bytes(_SCRIPT.read_bytes())
    (tmp_path / "planted.json").write_text(json.dumps(PLANTED))
    (tmp_path / "key.pem").write_text(_KEY)
    given = ["-o", output, "--files", script, "127.0.0.1", loopback.port, "key.pem"]
    given += ["--password", PLANTED["option"], f"--client-secret={PLANTED['client secret']}"]
    environment = {**os.environ, "MY_TOKEN": PLANTED["variable"]}
    if request.param == "python 3":
        command = [sys.executable, "-m", "gdata_compat", "record"]
        environment["PYTHONPATH"] = str(Path(gdata_har.__file__).parents[2])
    else:
        original: Original = request.getfixturevalue("original")
        command = [str(original.python), "-B", gdata_har.__file__]
        environment = original._environment(environment)
    done = subprocess.run(
        [*command, *map(str, given)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr.decode(errors="replace")[-2000:]
    assert b"it fails with" in done.stderr
    return output


def test_no_planted_secret_is_in_a_recording(recorded: Path) -> None:
    """In no header, address, form, document, output, error, argument, file or file name, however spelled."""
    file = recorded.read_bytes()
    texts = [file, *_everything(json.loads(file))]
    found = {
        (name, spelling)
        for name, secret in PLANTED.items()
        for spelling in _spellings(secret)
        if any(spelling in text for text in texts)
    }
    lines = [line for line in _KEY.splitlines() if len(line) > 35]
    found |= {
        ("private key", form) for line in lines for form in _spellings(line) if any(form in t for t in texts)
    }
    assert sorted(found) == []


def test_equal_secrets_stay_equal(recorded: Path) -> None:
    """Each has one label in every spelling that text can have, and no two share one."""
    script = har.read(recorded).script
    assert script is not None
    names = sorted([*PLANTED, "private key"])
    labels = {
        name: script.files[f"file{number}.0"].decode(errors="replace") for number, name in enumerate(names)
    }
    del labels["private key"]
    assert len(set(labels.values())) == len(PLANTED), labels
    for number, name in enumerate(names):
        for spelling in range(1, 12) if name in PLANTED else ():
            assert labels[name] in script.files[f"file{number}.{spelling}"].decode(errors="replace"), (
                name,
                spelling,
            )


def test_what_is_no_secret_stays(recorded: Path) -> None:
    """The words around them."""
    found = har.read(recorded)
    assert found.script is not None
    assert b"it fails with SCRUBBED-" in found.script.stderr
    assert b"printed before it is known: SCRUBBED-" in found.script.stdout
    assert (found.calls[0].request.body[:16], found.calls[0].request.header("host")[:10]) == (
        b"Email=a%40b&Pass",
        "127.0.0.1:",
    )
    assert b'"n": "open"' in (found.calls[5].response or har.Response(0)).body
    assert b"(" in found.script.files["packed.gz"]


@pytest.mark.parametrize(
    ("name", "value", "secret"),
    [
        ("CONSUMER_SECRET", "words of it", True),
        ("PGPASSWORD", "alice", True),
        ("PGPASSWORD", "four", False),
        ("MYSQL_PWD", "hidden", True),
        ("PWD", "/home/alice", False),
        ("OLDPWD", "/home/alice", False),
        ("TOKEN", "alice", False),
        ("TOKEN", "production", False),
        ("TOKEN", "1/fFAGRNJru1FTz", True),
        ("GITHUB_TOKEN_2", "ghp_0123456789", True),
        ("TOKENIZERS_PARALLELISM", "forkserver1", False),
        ("TOKEN_URL", "https://example.com/token", False),
        ("SECRET_NAME", "projects/1/secrets/x", False),
        ("PASSWORD_FILE", "/run/secrets/password", False),
        ("ASK_PASSWORD", "false", False),
        ("TOKEN_TTL", "3600000000", False),
        ("NO_SECRET_HERE", "86400", False),
        ("--pw", "hunter2", True),
        ("--user", "hunter2", False),
        ("HOME", "/home/alice", False),
    ],
)
def test_which_variables_are_secret(name: str, value: str, secret: bool) -> None:
    """Those whose names say so, unless the name or the value tells that it is something else."""
    assert gdata_har.is_secret_variable(name, value) is secret


def test_pickles_of_tokens_are_scrubbed() -> None:
    """In each protocol; what is left is no pickle, and holds no secret."""
    scrubber = gdata_har.Scrubber()
    scrubber.learn("the token's secret")
    for protocol in range(5):
        text = pickle.dumps({"secret": "the token's secret"}, protocol).decode("latin-1")
        assert "SCRUBBED-1" in scrubber.scrub(text)


def test_many_secrets_do_not_slow_each_other_down() -> None:
    """A text is looked at for those that it may hold: 3,000 of them take some seconds, not minutes."""
    scrubber = gdata_har.Scrubber()
    started = time.process_time()
    for number in range(3000):
        password = f"pass word {number * 7919} of a user"
        entry = f'<login userName="user{number}" password="{password}"/>'
        assert password not in scrubber.scrub(entry) + scrubber.scrub(f"{password!r} was set")
    assert (scrubber.secrets, time.process_time() - started < 20) == (3000, True)
