"""Mail servers that answer slowly or not at all are left after a while, however lively they look."""

import socket
import threading
from collections.abc import Iterator
from smtplib import SMTPServerDisconnected
from time import monotonic

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import override_settings

from tests.crm.serving import free_port

BOUNDED = "crm.mail.BoundedBackend"


class Server:
    """Says its greeting a byte at a time, or hangs up at once."""

    def __init__(self, pause: float) -> None:
        self.pause, self.over = pause, threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        other, _ = self.socket.accept()
        with other:
            for _ in range(1000 if self.pause else 0):
                if self.over.wait(self.pause):
                    return
                try:
                    other.sendall(b"2")
                except OSError:
                    return

    def close(self) -> None:
        self.over.set()
        self.thread.join()
        self.socket.close()


@pytest.fixture
def slow() -> Iterator[Server]:
    server = Server(0.05)
    yield server
    server.close()


@pytest.fixture
def brief() -> Iterator[Server]:
    server = Server(0)
    yield server
    server.close()


def send(port: int, patience: float) -> None:
    names = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_TIMEOUT": patience, "EMAIL_USE_TLS": False}
    with override_settings(**names, EMAIL_BACKEND=BOUNDED):
        EmailMessage("x", "y", "a@example.org", ["b@example.org"], connection=get_connection()).send()


def test_f13_a_server_that_drips_is_left_in_time(slow: Server) -> None:
    begun = monotonic()

    with pytest.raises(TimeoutError):
        send(slow.port, 0.5)

    assert monotonic() - begun < 5


def test_one_that_hangs_up_is_told_as_such(brief: Server) -> None:
    with pytest.raises(SMTPServerDisconnected):
        send(brief.port, 20)


def test_one_that_is_not_there_is_told_as_such() -> None:
    with pytest.raises(ConnectionRefusedError):
        send(free_port(), 20)
