"""Running an app: addresses, loopback only, starting and stopping."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time

import pytest
import requests

from gdata_compat.server.app import create_app
from gdata_compat.server.faults import FAULTS, REFUSALS
from gdata_compat.server.provisioning.rules import username_fault
from gdata_compat.server.sample import sample_users
from gdata_compat.server.serving import RemoteAccessRefused, ServerThread, serve


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com", ""])
def test_other_machines_are_kept_out_unless_wanted(host: str) -> None:
    """A host that is not loopback is refused with what to do."""
    with pytest.raises(RemoteAccessRefused, match="allow remote access"):
        serve(create_app(), host, 0)


def test_other_machines_are_let_in_when_wanted() -> None:
    """With allow_remote the server listens everywhere."""
    with ServerThread(create_app(), "0.0.0.0", allow_remote=True) as server:
        assert requests.get(f"http://127.0.0.1:{server.port}/", timeout=30).status_code == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_stops_with_its_connections_open(host: str) -> None:
    """Stopping does not wait for clients that keep their connections, and frees the port."""
    with ServerThread(create_app(), host) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"Not Found\n"
        started = time.perf_counter()
    assert time.perf_counter() - started < 2
    connection.close()
    with ServerThread(create_app(), host, server.port) as again:
        assert again.url == server.url


def test_the_answer_names_no_software(server: ServerThread) -> None:
    """There is no Server header."""
    assert "Server" not in requests.get(server.url, timeout=30).headers


def test_serving_in_the_foreground_ends_with_an_interrupt() -> None:
    """serve() tells its address, answers, and comes back after Ctrl-C without a traceback."""
    source = (
        "from gdata_compat.server.app import create_app\n"
        "from gdata_compat.server.serving import serve\n"
        "serve(create_app(), port=0, on_ready=lambda url: print(url, flush=True))\n"
        "print('done')\n"
    )
    with subprocess.Popen([sys.executable, "-c", source], stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        status = requests.get(url, timeout=30).status_code
        process.send_signal(2)
        out, err = process.communicate(timeout=30)
    assert (status, out, err) == (404, "done\n", "")


def test_many_clients_at_once_lose_nothing(server: ServerThread) -> None:
    """Twenty clients create ten users each at the same time; all are there, none twice."""
    from tests.fix_server import SignedClient
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


def test_the_table_of_faults_is_that_of_the_reference() -> None:
    """Codes from 1000 to 1802, reasons without spaces, statuses that make sense."""
    assert (min(FAULTS), max(FAULTS), len(FAULTS)) == (1000, 1802, 40)
    assert all(fault.reason.isalnum() and fault.status in (400, 500, 503) for fault in FAULTS.values())
    assert all(row.status in (400, 401, 403, 503) and row.phrase.isprintable() for row in REFUSALS.values())


def test_sample_names_are_names_that_the_api_takes() -> None:
    """Every sample user could have been created by the API."""
    assert {username_fault(user.username) for user in sample_users(1500)} == {None}
