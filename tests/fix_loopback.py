"""Servers on loopback that record what comes in byte by byte: plain, with TLS, and as a proxy."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

__all__ = ["Loopback", "Reply", "ca_file", "clean_wire", "loopback", "tls_context", "tls_loopback", "tunnel"]


@dataclass
class Reply:
    """What the server sends back; with `close` it then closes the connection."""

    data: bytes
    close: bool = False
    delay: float = 0.0

    @classmethod
    def of(cls, body: bytes = b"hello", status: str = "200 OK", close: bool = False, **headers: str) -> Reply:
        """Make an ordinary reply; `_` in the name of a header stands for `-`."""
        fields = {"Content-Length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return cls(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body, close)


@dataclass
class Received:
    """One request: its head without the empty line, its body, and the number of its connection."""

    head: str
    body: bytes
    connection: int

    @property
    def line(self) -> str:
        """The request line."""
        return self.head.split("\r\n")[0]

    @property
    def headers(self) -> dict[str, str]:
        """The headers, as they are spelled."""
        return dict(line.split(": ", 1) for line in self.head.split("\r\n")[1:])


@dataclass
class Loopback:
    """A server that answers with `replies` in turn, the last of them for ever."""

    context: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    replies: list[Reply] = field(default_factory=lambda: [Reply.of()])
    received: list[Received] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._socket = socket.create_server((self.host, 0))
        self.port: int = self._socket.getsockname()[1]
        self.scheme = "https" if self.context else "http"
        self.url = f"{self.scheme}://{self.host}:{self.port}"
        self._handlers: list[socket.socket] = []
        self.on_connect: Callable[[socket.socket, str], bool] | None = None
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Close the listening socket and all connections."""
        for connection in [self._socket, *self._handlers]:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        self._handlers.append(connection)
        with contextlib.suppress(OSError, ValueError):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
                self._handlers.append(connection)
            while self._answer(connection, number):
                pass
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()

    def _answer(self, connection: socket.socket, number: int) -> bool:
        head, body = self._read(connection)
        if not head:
            return False
        self.received.append(Received(head, body, number))
        if self.on_connect and head.startswith("CONNECT "):
            return self.on_connect(connection, head)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        time.sleep(reply.delay)
        connection.sendall(reply.data)
        return not reply.close

    def _read(self, connection: socket.socket) -> tuple[str, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return "", b""
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line[15:])
        while len(body) < length:
            body += connection.recv(65536)
        return head.decode("latin-1"), body


@pytest.fixture
def clean_wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No proxy, no route and no kept connection from outside, and none left behind."""
    from gdata_compat.engine import routing, transport

    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("proxy_username", "proxy_password", "proxy-username", "proxy-password"):
        monkeypatch.delenv(name, raising=False)
    for name in ("GDATA_COMPAT_SERVER", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(routing, "_hinted", False)
    routing.route_to(None)
    transport.close()
    yield
    routing.route_to(None)
    transport.close()


@pytest.fixture
def loopback(clean_wire: None) -> Iterator[Loopback]:
    """A plain server."""
    server = Loopback()
    yield server
    server.close()


@pytest.fixture(scope="session")
def ca_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1 and localhost, with its key in the same file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return file


@pytest.fixture
def tls_context(ca_file: Path) -> ssl.SSLContext:
    """The server's side of TLS, with the self-signed certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(ca_file)
    return context


@pytest.fixture
def tls_loopback(clean_wire: None, tls_context: ssl.SSLContext) -> Iterator[Loopback]:
    """A server with TLS and a certificate that nobody trusts."""
    server = Loopback(tls_context)
    yield server
    server.close()


@pytest.fixture
def tunnel(clean_wire: None) -> Iterator[Loopback]:
    """A proxy that opens tunnels, and answers plain requests itself."""
    server = Loopback()
    server.on_connect = _open_tunnel
    yield server
    server.close()


def _open_tunnel(near: socket.socket, head: str) -> bool:
    host, _, port = head.split()[1].rpartition(":")
    far = socket.create_connection((host, int(port)), timeout=5)
    near.sendall(b"HTTP/1.0 200 Connection established\r\n\r\n")
    back = threading.Thread(target=_copy, args=(far, near), daemon=True)
    back.start()
    _copy(near, far)
    back.join(5)
    far.close()
    return False


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
