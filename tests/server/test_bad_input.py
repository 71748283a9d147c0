"""The user feed and what no client should send: documents, names, paths and methods."""

from __future__ import annotations

import http.client
import re
from pathlib import Path

import pytest

from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient
from tests.server.test_users import FEED, NEW_USER, entry, errors


def nested(depth: int) -> bytes:
    """An entry with elements nested in each other."""
    return entry(more="<x>" * depth + "</x>" * depth)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"userName=dora",
        b"<entry/>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
        NEW_USER[:-5],
        b"\xff\xfe\x00",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
        NEW_USER.replace(b"Dora", b"\xff"),
        NEW_USER.replace(b"Dora", b"&nbsp;"),
        b"<!DOCTYPE a [<!ENTITY x 'y'>]>" + NEW_USER.partition(b"?>")[2],
        NEW_USER.decode().replace("UTF-8", "UTF-16").replace("?>", "?><!DOCTYPE a>").encode("utf-16"),
        nested(60),
        nested(300),
        entry(more="<x>" + "y" * 1_100_000 + "</x>"),
        entry(more="<x>" + "y" * 9_000_000 + "</x>"),
    ],
    ids=[
        "empty",
        "not XML",
        "no namespace",
        "another root",
        "truncated",
        "binary",
        "unknown encoding",
        "invalid UTF-8",
        "unknown entity",
        "DTD",
        "DTD in UTF-16",
        "nested 60",
        "nested 300",
        "1.1 MB",
        "9 MB",
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_documents_that_cannot_be_used_are_refused(signed: SignedClient, method: str, body: bytes) -> None:
    """Whatever is sent, the answer is HTTP 400 with code 1000 and says what was wrong."""
    path = FEED if method == "POST" else f"{FEED}/alice"
    answer = signed.send(method, path, body)
    code, reason, given = errors(answer.text)[0]
    assert (answer.status_code, code, reason, given != "") == (400, "1000", "UnknownError", True)


def test_an_external_entity_is_not_read(signed: SignedClient, tmp_path: Path) -> None:
    """A document that names a file gets nothing of that file."""
    (tmp_path / "secret").write_text("TOPSECRET")
    dtd = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'.encode()
    body = dtd + NEW_USER.partition(b"?>")[2].replace(b"Dora", b"&x;")
    answer = signed.send("POST", FEED, body)
    assert (answer.status_code, "TOPSECRET" in answer.text) == (400, False)


@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "x'%20OR%20'1'='1",
        "x%00y",
        "%f0%9f%92%a9",
        "%ff",
        "x" * 5000,
        "%0d%0aA:b",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_hostile_names_find_nobody(signed: SignedClient, method: str, name: str) -> None:
    """Path traversal, SQL, control characters and very long names are names of nobody."""
    answer = signed.send(method, f"{FEED}/{name}", NEW_USER if method == "PUT" else None)
    assert answer.status_code in (400, 404)
    assert len(state_users(signed)) == 3


def state_users(client: SignedClient) -> list[str]:
    """Return the names on the first page."""
    return re.findall(r"<apps:login userName='([^']*)'", client.get(FEED).text)


def test_sql_in_the_start_key_is_just_a_key(signed: SignedClient) -> None:
    """A start key is compared, never run."""
    answer = signed.get(f"{FEED}?startUsername=a%27%3B%20DROP%20TABLE%20users--")
    assert (answer.status_code, len(state_users(signed))) == (200, 3)


def test_a_start_key_that_cannot_be_one_is_refused(signed: SignedClient) -> None:
    """A very long start key has its own code."""
    answer = signed.get(f"{FEED}?startUsername={'x' * 101}")
    assert [error[:2] for error in errors(answer.text)] == [("1407", "InvalidQueryParameterValue")]


@pytest.mark.parametrize(("method", "path"), [("PATCH", FEED), ("BREW", f"{FEED}/alice"), ("OPTIONS", FEED)])
def test_unknown_methods_are_405(signed: SignedClient, method: str, path: str) -> None:
    """A method that no feed has gets 405."""
    assert signed.send(method, path).status_code == 405


@pytest.mark.parametrize("path", ["/a", "/a/feeds/example.com/unknown/2.0", "/a/feeds/", "//a//feeds"])
def test_unknown_addresses_are_404(signed: SignedClient, path: str) -> None:
    """An address that no feed has gets 404."""
    assert signed.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", f"{FEED}/../../../", f"{FEED}/%2e%2e%2f", "*", f"{FEED}/\xe9"]
)
def test_odd_paths_as_sent_are_no_failure_of_the_server(server: ServerThread, path: str) -> None:
    """Dots, bare and escaped, and raw bytes reach nothing."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest("GET", "/", skip_host=True)
    connection._buffer[0] = f"GET {path} HTTP/1.1".encode("latin-1")  # type: ignore[attr-defined]
    connection.putheader("Host", "apps-apis.google.com")
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    assert status in (400, 401, 404)
