"""What stands at the other end in tests: a small HTTP server on loopback that can misbehave, plain or over TLS."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, ip_network
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = (ip_network("127.0.0.0/8"),)
NAME = "hooks.example.org"


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Sink:
    """`mode` is ok, trickle, huge, hang, close, garble, or a status such as 500; 302 leads to `leads_to`."""

    mode: str = "ok"
    leads_to: str = ""
    answer: bytes = b"{}"
    port: int = 0
    is_secure: bool = False
    received: list[Received] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"{'https' if self.is_secure else 'http'}://127.0.0.1:{self.port}"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    sink: Sink

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up early is what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        sink = self.server.sink
        sink.received.append(
            Received(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
        )
        {"trickle": self._trickle, "huge": self._huge, "hang": self._hang, "close": self._close}.get(
            sink.mode, self._answer
        )()

    do_GET = do_POST

    def _answer(self) -> None:
        sink = self.server.sink
        if sink.mode == "garble":
            self.wfile.write(b"220 mail.example.org ESMTP\r\n\r\n")
            return
        if sink.mode == "early":
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        status = int(sink.mode) if sink.mode.isdecimal() else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", sink.leads_to)
        self.send_header("Content-Length", str(len(sink.answer)))
        self.end_headers()
        self.wfile.write(sink.answer)

    def _trickle(self) -> None:
        for byte in b"HTTP/1.1 200 OK\r\n" * 4:
            self.wfile.write(bytes([byte]))
            if self.server.sink.is_over.wait(1):
                return

    def _huge(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
        piece = b"x" * 65536
        for _ in range(16384):
            self.wfile.write(piece)

    def _hang(self) -> None:
        self.server.sink.is_over.wait(20)

    def _close(self) -> None:
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def listening(mode: str = "ok", context: ssl.SSLContext | None = None) -> Iterator[Sink]:
    """A sink on a free port of 127.0.0.1."""
    server = Server(("127.0.0.1", 0), Handler)
    server.sink = sink = Sink(mode=mode, port=server.server_address[1], is_secure=context is not None)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        sink.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def certified(folder: Path, name: str = NAME) -> tuple[ssl.SSLContext, Path]:
    """A TLS context for 127.0.0.1 and `name`, and the file to trust (SSL_CERT_FILE)."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    others: list[x509.GeneralName] = [x509.DNSName(name), x509.IPAddress(IPv4Address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName(others), critical=False)
    certificate = made.sign(key, hashes.SHA256())
    file, secret = folder / "sink.crt", folder / "sink.key"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return context, file
