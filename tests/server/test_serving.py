"""Running an app: addresses, loopback only, starting and stopping."""

from __future__ import annotations

import contextlib
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
import requests

from gdata_compat.server import serving
from gdata_compat.server.app import create_app
from gdata_compat.server.faults import FAULTS, REFUSALS
from gdata_compat.server.provisioning.rules import username_fault
from gdata_compat.server.sample import sample_users
from gdata_compat.server.serving import RemoteAccessRefused, ServerThread, serve
from tests.fix_processes import heed_interrupts
from tests.fix_server import SignedClient


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com", ""])
def test_other_machines_are_kept_out_unless_wanted(host: str) -> None:
    """A host that is not loopback is refused with what to do."""
    with pytest.raises(RemoteAccessRefused, match="allow remote access"):
        serve(create_app(), host, 0)


def test_other_machines_are_let_in_when_wanted() -> None:
    """With allow_remote the server listens everywhere."""
    with ServerThread(create_app(), "0.0.0.0", allow_remote=True) as server:
        assert requests.get(f"http://127.0.0.1:{server.port}/", timeout=30).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_stops_with_its_connections_open(host: str) -> None:
    """Stopping does not wait for clients that keep their connections, and frees the port."""
    with ServerThread(create_app(), host) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", "/nothing")
        assert connection.getresponse().read() == b"Not Found\n"
        started = time.perf_counter()
    assert time.perf_counter() - started < 2
    connection.close()
    with ServerThread(create_app(), host, server.port) as again:
        assert again.url == server.url


def test_the_answer_names_no_software(server: ServerThread) -> None:
    """There is no Server header."""
    assert "Server" not in requests.get(f"{server.url}/nothing", timeout=30).headers


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serving_in_the_foreground_ends_with_a_signal(ending: int) -> None:
    """serve() tells its address, answers, and comes back after Ctrl-C or SIGTERM without a traceback."""
    source = (
        "from gdata_compat.server.app import create_app\n"
        "from gdata_compat.server.serving import serve\n"
        "serve(create_app(), port=0, on_ready=lambda url: print(url, flush=True))\n"
        "print('done')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", source], stdout=-1, stderr=-1, text=True, preexec_fn=heed_interrupts
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        status = requests.get(f"{url}/nothing", timeout=30).status_code
        process.send_signal(ending)
        out, err = process.communicate(timeout=30)
    assert (status, out, err) == (404, "done\n", "")


def test_many_clients_at_once_lose_nothing(server: ServerThread) -> None:
    """Twenty clients create ten users each at the same time; all are there, none twice."""
    from tests.server.test_users import FEED, NEW_USER

    token = server.state.credentials.issue_access_token("example.com")
    statuses: list[int] = []

    def work(number: int) -> None:
        client = SignedClient(server.url, token.key, token.secret)
        for n in range(10):
            body = NEW_USER.replace(b'"dora"', f'"u{number:02}{n}"'.encode())
            statuses.append(client.send("POST", FEED, body).status_code)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (statuses, server.state.domain.users.count()) == ([201] * 200, 203)


@contextlib.contextmanager
def connections(server: ServerThread, count: int, begin: bytes) -> Iterator[list[socket.socket]]:
    """Open connections and begin a request on each."""
    with contextlib.ExitStack() as stack:
        opened = []
        for _ in range(count):
            opened.append(stack.enter_context(socket.create_connection((server.host, server.port), 30)))
            opened[-1].sendall(begin)
        yield opened


@pytest.mark.parametrize(
    "begin",
    [
        b"",
        b"GET /a/feeds/example.com/user/2.0 HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /a/feeds/example.com/user/2.0 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<entry",
    ],
    ids=["silent", "half a header", "half a body"],
)
def test_slow_clients_keep_nobody_waiting(server: ServerThread, signed: SignedClient, begin: bytes) -> None:
    """More of them than there are threads; another client is answered while they wait."""
    with connections(server, 200, begin) as slow:
        answer = signed.get("/a/feeds/example.com/user/2.0")
        for connection in slow:
            connection.setblocking(False)
            with pytest.raises(BlockingIOError):
                connection.recv(1)
    assert answer.status_code == 200


def test_silent_connections_are_closed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that those that wait to be accepted get their turn."""
    fast = {"channel_timeout": 1, "cleanup_interval": 1, "connection_limit": 5}
    monkeypatch.setattr(serving, "_SETTINGS", serving._SETTINGS | fast)
    with ServerThread(create_app()) as server, connections(server, 20, b"GET / HT") as silent:
        answer = requests.get(f"{server.url}/nothing", timeout=30)
        ends = [connection.recv(1) for connection in silent]
    assert (answer.status_code, ends) == (404, [b""] * 20)


FAST = {"channel_timeout": 1, "cleanup_interval": 1}


@pytest.mark.parametrize(
    "begin",
    [b"GET / HTTP/1.1\r\nX-Slow: ", b"POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n"],
    ids=["header", "body"],
)
def test_a_request_that_dribbles_in_is_given_up(monkeypatch: pytest.MonkeyPatch, begin: bytes) -> None:
    """A byte now and then keeps no connection for ever."""
    monkeypatch.setattr(serving, "_SETTINGS", serving._SETTINGS | FAST)
    with ServerThread(create_app()) as server, connections(server, 1, begin) as (slow,):
        slow.settimeout(0.1)
        ended = False
        until = time.monotonic() + 20
        while not ended and time.monotonic() < until:
            try:
                slow.sendall(b"x")
                ended = slow.recv(1) == b""
            except TimeoutError:
                continue
            except ConnectionError:
                ended = True
    assert ended


def test_a_kept_connection_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is the time of a request, not that of all on the same connection."""
    monkeypatch.setattr(serving, "_SETTINGS", serving._SETTINGS | FAST)
    statuses = []
    with ServerThread(create_app()) as server:
        connection = http.client.HTTPConnection(server.host, server.port)
        for _ in range(10):
            connection.request("POST", "/nothing", b"x" * 100_000)
            statuses.append(connection.getresponse().read())
            time.sleep(0.3)
        connection.close()
    assert statuses == [b"Not Found\n"] * 10


def test_answers_that_are_not_read_keep_nobody_waiting() -> None:
    """More of them than there are threads, each larger than what a connection holds."""
    app = create_app()
    app.add_url_rule("/large", view_func=lambda: b"x" * 20_000_000)
    with ServerThread(app) as server, connections(server, 12, b"GET /large HTTP/1.1\r\n\r\n") as unread:
        begun = [connection.recv(1) for connection in unread]
        answer = requests.get(f"{server.url}/nothing", timeout=20)
        whole = unread[0].makefile("rb").read(20_000_000)
    assert (begun, answer.status_code) == ([b"H"] * 12, 404)
    assert whole.endswith(b"x" * 19_999_000)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 16000001\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n", b"431"),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n", b"501"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
    ids=["body", "header", "address", "negative length", "encoding", "no HTTP"],
)
def test_what_is_too_large_or_no_http_is_refused_unread(
    server: ServerThread, request_: bytes, status: bytes
) -> None:
    """The answer comes without the body, and the next client is served."""
    with connections(server, 1, request_) as (connection,):
        answer = connection.makefile("rb").readline()
    assert answer.split()[1] == status
    assert requests.get(f"{server.url}/nothing", timeout=30).status_code == 404


def test_clients_beyond_the_limit_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of sixty is turned away by a server that takes three at a time."""
    monkeypatch.setattr(serving, "_SETTINGS", serving._SETTINGS | {"connection_limit": 3})
    statuses: list[int] = []

    def ask(url: str) -> None:
        statuses.append(
            requests.get(f"{url}/nothing", headers={"Connection": "close"}, timeout=30).status_code
        )

    with ServerThread(create_app()) as server:
        threads = [threading.Thread(target=ask, args=(server.url,)) for _ in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert statuses == [404] * 60


def test_the_table_of_faults_is_that_of_the_reference() -> None:
    """Codes from 1000 to 1802, reasons without spaces, statuses that make sense."""
    assert (min(FAULTS), max(FAULTS), len(FAULTS)) == (1000, 1802, 40)
    assert all(fault.reason.isalnum() and fault.status in (400, 500, 503) for fault in FAULTS.values())
    assert all(row.status in (400, 401, 403, 503) and row.phrase.isprintable() for row in REFUSALS.values())


def test_sample_names_are_names_that_the_api_takes() -> None:
    """Every sample user could have been created by the API."""
    assert {username_fault(user.username) for user in sample_users(1500)} == {None}
