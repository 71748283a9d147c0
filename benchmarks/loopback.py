"""A small server on loopback that answers fixed entries and pages: plain, with TLS, and with TLS far away.

Run as a process of its own, so that the CPU time of the client alone is measured. It prints one line of JSON
with the ports and the file of trusted certificates, and ends when its standard input does.
"""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import json
import queue
import re
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents

_START = re.compile(rb"startUsername=user(\d+)")
_DELAY_ONE_WAY = 0.010


class Server:
    """Answers every request on kept connections; `/user/2.0/NAME` with an entry, else with a page."""

    def __init__(self, users: int, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        origin = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        self._entry = _answer(documents.entry(0, origin))
        self._pages = [
            _answer(documents.page(first, users, origin)) for first in range(0, users, documents.PAGE)
        ]
        _in_background(accept, self._socket, self._serve)

    def _serve(self, connection: socket.socket) -> None:
        # A peer that verifies otherwise, or goes away, ends its own connection only.
        with contextlib.suppress(OSError), connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            data = b""
            while piece := connection.recv(65536):
                data += piece
                while b"\r\n\r\n" in data:
                    head, _, data = data.partition(b"\r\n\r\n")
                    connection.sendall(self._answer_to(head.partition(b"\r\n")[0]))

    def _answer_to(self, line: bytes) -> bytes:
        if b"/user/2.0/" in line:
            return self._entry
        start = _START.search(line)
        return self._pages[int(start.group(1)) // documents.PAGE if start else 0]


class FarAway:
    """Passes bytes on as a network with a round trip of 20 ms would, that of TCP's handshake included."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        _in_background(accept, self._socket, self._relay)

    def _relay(self, near: socket.socket) -> None:
        far = socket.create_connection(("127.0.0.1", self._target))
        for one in (near, far):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # The kernel has accepted at once: the first bytes wait for the handshake that should have been.
        _in_background(_pass_on, near, far, 2 * _DELAY_ONE_WAY)
        _in_background(_pass_on, far, near, 0.0)


def accept(listening: socket.socket, serve: Callable[[socket.socket], None]) -> None:
    """Serve every connection in a thread of its own."""
    while True:
        connection, _ = listening.accept()
        _in_background(serve, connection)


def _pass_on(source: socket.socket, sink: socket.socket, handshake: float) -> None:
    pieces: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
    _in_background(_deliver, pieces, sink)
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            pieces.put((time.monotonic() + _DELAY_ONE_WAY + handshake, piece))
            handshake = 0.0
    pieces.put((time.monotonic() + _DELAY_ONE_WAY, b""))


def _deliver(pieces: queue.SimpleQueue[tuple[float, bytes]], sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            at, piece = pieces.get()
            time.sleep(max(0.0, at - time.monotonic()))
            if not piece:
                sink.shutdown(socket.SHUT_WR)
                return
            sink.sendall(piece)


def _in_background(target: Callable[..., None], *arguments: Any) -> None:
    threading.Thread(target=target, args=arguments, daemon=True).start()


def _answer(body: bytes) -> bytes:
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: application/atom+xml; charset=UTF-8\r\n"
        f"Cache-Control: private, max-age=0\r\nServer: GSE\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1, and a file that trusts it beside the usual hundred-odd authorities.

    The usual ones count: the old libraries read them all again for every connection.
    """
    import certifi
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.timezone.utc)
    # Python 2.7 compares an address as if it were a name.
    names = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("127.0.0.1")]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    own, trusted = folder / "server.pem", folder / "trusted.pem"
    own.write_bytes(private + pem)
    trusted.write_bytes(Path(certifi.where()).read_bytes() + b"\n" + pem)
    return own, trusted


def main(folder: Path, users: int) -> None:
    """Serve until standard input ends."""
    told: dict[str, Any] = {"plain": Server(users).port}
    try:
        own, trusted = make_certificate(folder)
    except ImportError as error:
        told["why_no_tls"] = f"the server's certificate needs the extra 'rsa': {error}"
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own)
        told |= {"tls": Server(users, context).port, "trusted": str(trusted)}
        told["far"] = FarAway(told["tls"]).port
    print(json.dumps(told), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
