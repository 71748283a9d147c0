"""Replaying: what a label stands for, signatures, and the network that nothing reaches."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import oauthlib.oauth1
import pytest
import requests
import urllib3

from gdata_compat.replay import ReplayMiss, gdata_har, har, recording, replaying
from gdata_compat.replay.signatures import Secrets, check_signature

_URL = "https://apps-apis.google.com/a/feeds/example.com/user/2.0/alice"
_KEY = (Path(__file__).parents[1] / "data" / "signing" / "rsa2048.pem").read_text()


def _recorded(path: Path, *calls: har.Call) -> Path:
    har.write(path, har.Recording(calls))
    return path


def _call(
    url: str, answer: bytes = b"answer", method: str = "GET", body: bytes = b"", headers: har.Headers = ()
) -> har.Call:
    return har.Call(har.Request(method, url, headers, body), har.Response(200, "OK", (), answer))


# Labels


def test_a_label_stands_for_any_text(tmp_path: Path) -> None:
    """A user whose name is a password of somebody is found under it, in the address and in the document."""
    entry = b'<entry xmlns="http://www.w3.org/2005/Atom"><login userName="chiara" password="chiara"/></entry>'
    with recording(tmp_path / "run.har") as writer:
        for call in (_call(_URL.replace("alice", "chiara")), _call(_URL, method="POST", body=entry)):
            writer.add(har.fields_of(call))
    assert b"chiara" not in (tmp_path / "run.har").read_bytes()
    with replaying(tmp_path / "run.har"):
        assert requests.get(_URL.replace("alice", "chiara"), timeout=1).text == "answer"
        assert requests.post(_URL, data=entry, timeout=1).text == "answer"


def test_a_label_stands_for_no_other_difference(tmp_path: Path) -> None:
    """What is around it counts."""
    path = _recorded(tmp_path / "run.har", _call(f"{_URL}/SCRUBBED-1/x"))
    with replaying(path, strict=False), pytest.raises(ReplayMiss):
        requests.get(f"{_URL}/chiara/y", timeout=1)


# Signatures


def _signed(method: str, secret: str = "consumer secret", token: str = "token secret") -> har.Request:
    client = oauthlib.oauth1.Client(
        "example.com", secret, "1/token", token, signature_method=method, rsa_key=_KEY
    )
    url, headers, _ = client.sign(f"{_URL}?a=b%20c&a=%C3%A9")
    return har.Request("GET", url, tuple(headers.items()))


_GIVEN = {
    "HMAC-SHA1": Secrets("consumer secret", ("another", "token secret")),
    "PLAINTEXT": Secrets("consumer secret", "token secret"),
    "RSA-SHA1": Secrets(rsa_key=_KEY),
}


@pytest.mark.parametrize("method", _GIVEN)
def test_each_kind_of_signature_is_verified(method: str) -> None:
    """By oauthlib's own signatures; a wrong one is told, and no secret with it."""
    request = _signed(method)
    wrong = _signed(method, "wrong secret", "wrong too")
    if method == "RSA-SHA1":
        wrong = har.Request("POST", request.url, request.headers)
    told = check_signature(wrong, _GIVEN[method]) or ""
    assert (check_signature(request, _GIVEN[method]), told[:20]) == (None, "signature: it is not")
    assert "secret" not in told.replace("secrets given", "")


def test_a_signature_without_its_secret_is_not_verified() -> None:
    """There is nothing to verify it with."""
    assert check_signature(_signed("RSA-SHA1"), Secrets("consumer secret")) is None
    assert check_signature(_signed("HMAC-SHA1"), Secrets(rsa_key=_KEY)) is None


def test_a_token_that_the_replay_hands_out_signs_with_its_label(tmp_path: Path) -> None:
    """The secret itself is in no recording."""
    answer = b"oauth_token=SCRUBBED-1&oauth_token_secret=SCRUBBED-2"
    signed = _signed("HMAC-SHA1", token="SCRUBBED-2")
    path = _recorded(tmp_path / "run.har", _call(_URL, answer), _call(signed.url, headers=signed.headers))
    with replaying(path, secrets=Secrets("consumer secret")):
        assert requests.get(_URL, timeout=1).content == answer
        requests.get(signed.url, headers=dict(signed.headers), timeout=1)


# No network


def _urllib() -> None:
    urllib.request.urlopen("http://a.example/").close()


def _urllib3() -> None:
    urllib3.PoolManager(retries=False).request("GET", "https://a.example/")


def _socket() -> None:
    with socket.socket() as plain:
        plain.connect(("127.0.0.1", 9))


def _datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        plain.sendto(b"x", ("127.0.0.1", 9))


def _raw() -> None:
    import _socket as inner

    plain = inner.socket()
    try:
        plain.connect_ex(("127.0.0.1", 9))
    finally:
        plain.close()


def _asyncio() -> None:
    asyncio.run(asyncio.open_connection("127.0.0.1", 9))


_WAYS = {
    "requests": lambda: requests.get("http://a.example/", timeout=1),
    "urllib": _urllib,
    "urllib3": _urllib3,
    "a socket": _socket,
    "a socket of the C module": _raw,
    "a datagram": _datagram,
    "the look-up of a name": lambda: socket.getaddrinfo("a.example", 80),
    "asyncio": _asyncio,
}


@pytest.mark.parametrize("way", _WAYS.values(), ids=_WAYS)
def test_nothing_reaches_the_network(way: Callable[[], Any], tmp_path: Path) -> None:
    """Whichever library asks; afterwards it may again."""
    path = _recorded(tmp_path / "none.har")
    with (
        replaying(path, strict=False),
        pytest.raises(ReplayMiss, match=r"no recorded answer|reaches no network"),
    ):
        way()
    with socket.socket() as plain:
        assert plain.connect_ex(("127.0.0.1", 9)) != 0


def test_urllib3_is_answered_too(tmp_path: Path) -> None:
    """It connects by itself, and is led to the recording all the same."""
    path = _recorded(tmp_path / "run.har", _call(_URL), _call(_URL, b"second"))
    with replaying(path):
        pool = urllib3.PoolManager()
        assert [pool.request("GET", _URL).data for _ in range(2)] == [b"answer", b"second"]


def test_sockets_of_the_system_go_on_working(tmp_path: Path) -> None:
    """They reach no network."""
    with replaying(_recorded(tmp_path / "none.har")):
        one, other = socket.socketpair()
        one.sendall(b"x")
        assert other.recv(1) == b"x"
        one.close()
        other.close()


# Cleaning


def _foreign() -> dict[str, Any]:
    """A HAR as Chromium writes it, with fields of its own."""
    request = {
        "method": "POST",
        "url": "https://www.google.com/accounts/ClientLogin?key=planted1&x=1#top",
        "httpVersion": "http/2.0",
        "headers": [
            {"name": ":method", "value": "POST"},
            {"name": "authorization", "value": "Bearer planted2"},
            {"name": "cookie", "value": "SID=planted3; lang=\u00fc"},
        ],
        "queryString": [{"name": "key", "value": "planted1"}, {"name": "x", "value": "1"}],
        "cookies": [{"name": "SID", "value": "planted3", "sameSite": "Lax"}],
        "headersSize": -1,
        "bodySize": 20,
        "postData": {
            "mimeType": "application/x-www-form-urlencoded",
            "text": "Passwd=planted4+%26&Email=a",
            "params": [{"name": "Passwd", "value": "planted4 &"}, {"name": "Email", "value": "a"}],
        },
    }
    response = {
        "status": 200,
        "statusText": "",
        "headers": [{"name": "set-cookie", "value": "SID=planted5; path=/; secure"}],
        "cookies": [],
        "content": {"size": 8, "mimeType": "image/png", "text": "/9j/cGxhbnRlZDI=", "encoding": "base64"},
        "_transferSize": 1.5,
        "_error": None,
    }
    entry = {
        "_initiator": {"type": "other", "note": "planted4 &"},
        "_priority": "High",
        "request": request,
        "response": response,
        "serverIPAddress": "[::1]",
        "timings": {"blocked": 0.25, "_blocked_queueing": -1},
        "_webSocketMessages": [{"type": "send", "data": "planted2"}],
    }
    pages = [{"id": "page_1", "title": "t", "pageTimings": {"onLoad": None}}]
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "WebInspector", "version": "537.36"},
            "pages": pages,
            "entries": [entry],
            "comment": "\u00e4 \U0001f600",
        },
        "more": [1, 2.0, True, None],
    }


def _command(*arguments: Any, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gdata_compat", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **how,
    )


def _without_texts(value: Any) -> Any:
    """A document with its texts blanked, so that shapes compare."""
    if isinstance(value, dict):
        return {key: _without_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_texts(each) for each in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize("indent", [None, 2], ids=["in a line", "indented"])
def test_a_foreign_recording_is_cleaned_in_its_place(indent: int | None, tmp_path: Path) -> None:
    """What is not secret stays: fields, order, indentation, mode; what was replaced is counted."""
    path, before = tmp_path / "chromium.har", _foreign()
    path.write_text(json.dumps(before, indent=indent) + "\n")
    path.chmod(0o640)
    done = _command("scrub", path)
    text = path.read_text()
    after = json.loads(text)
    assert re.findall(r"planted\d|cGxhbnRlZD", text) == []
    assert _without_texts(after) == _without_texts(before)
    assert json.dumps(after, indent=indent) + "\n" == text
    assert (after["more"], after["log"]["comment"], after["log"]["creator"]) == (
        before["more"],
        before["log"]["comment"],
        before["log"]["creator"],
    )
    entry = after["log"]["entries"][0]
    labels = [
        entry["request"]["queryString"][0]["value"],
        re.findall(r"key=(\S+)&", entry["request"]["url"])[0],
    ]
    assert (labels[0], entry["request"]["cookies"][0]["sameSite"]) == (labels[1], "Lax")
    assert entry["response"]["headers"][0]["value"].endswith("; path=/; secure")
    assert (path.stat().st_mode & 0o777, os.listdir(tmp_path)) == (0o640, ["chromium.har"])
    found = re.fullmatch(r"\S+: 1 calls; (\d+) secrets in (\d+) places\n", done.stdout)
    assert found is not None
    assert (int(found[1]), int(found[2]) > 10) == (6, True)


def test_cleaning_twice_changes_nothing(tmp_path: Path) -> None:
    """And a copy leaves the file as it was."""
    path = tmp_path / "a.har"
    path.write_text(json.dumps(_foreign()))
    before = path.read_text()
    _command("scrub", "-o", tmp_path / "b.har", path)
    again = _command("scrub", "-o", tmp_path / "c.har", tmp_path / "b.har")
    assert path.read_text() == before
    assert (tmp_path / "b.har").read_text() == (tmp_path / "c.har").read_text()
    assert "no secret was found" in again.stdout


# While a script is recorded


def test_the_hint_at_switched_off_addresses_is_printed_while_recording(tmp_path: Path) -> None:
    """As it is without."""
    script = tmp_path / "script.py"
    script.write_text(
        "import gdata.contacts.service\n"
        "service = gdata.contacts.service.ContactsService()\n"
        "try:\n    service.GetContactsFeed()\nexcept Exception as error:\n    print(type(error).__name__)\n"
    )
    nowhere = {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    environment = {k: v for k, v in os.environ.items() if k != "GDATA_COMPAT_SERVER"} | nowhere
    plain = _command("run", script, cwd=tmp_path, env=environment)
    watched = _command("record", script, cwd=tmp_path, env=environment)
    assert "Google has switched off" in plain.stderr
    assert (watched.stderr, watched.stdout) == (plain.stderr, plain.stdout)


def test_urls_of_bytes_that_are_no_utf_8_are_signed_as_they_are() -> None:
    """The base string has each byte, as the server sees it."""
    request = (
        "GET",
        "http://a.example/x?q=%E9&r=%C3%A9",
        [("Authorization", 'OAuth oauth_signature_method="H"')],
    )
    assert gdata_har.base_string(*request, "") == (
        "GET&http%3A%2F%2Fa.example%2Fx&oauth_signature_method%3DH%26q%3D%25E9%26r%3D%25C3%25A9"
    )
