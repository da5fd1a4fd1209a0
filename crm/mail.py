"""Mail by SMTP, with an end to every patience: one that sends a byte a second would otherwise hold a job for hours."""

from collections.abc import Sequence
from smtplib import SMTP, SMTP_SSL
from socket import SHUT_RDWR
from threading import Timer
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend


class Bounded(SMTP):
    """A conversation that is cut off after EMAIL_TIMEOUT seconds, however lively it is."""

    _end: Timer

    def connect(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self._end = Timer(settings.EMAIL_TIMEOUT, self._hang_up)
        self._end.daemon = True
        self._end.start()
        try:
            return super().connect(*args, **kwargs)
        except OSError:
            self._end.cancel()
            raise

    def close(self) -> None:
        self._end.cancel()
        super().close()

    def _hang_up(self) -> None:
        if self.sock is not None:
            try:
                self.sock.shutdown(SHUT_RDWR)
            except OSError:
                return  # it hung up itself


class BoundedSsl(Bounded, SMTP_SSL):
    """The same over TLS from the first byte."""


class BoundedBackend(EmailBackend):
    """Django's own, with such conversations. Raises TimeoutError where one was cut off."""

    @property
    def connection_class(self) -> type[Bounded]:
        return BoundedSsl if self.use_ssl else Bounded

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        begun = monotonic()
        try:
            return super().send_messages(email_messages)
        except OSError:
            if monotonic() - begun < settings.EMAIL_TIMEOUT:
                raise
            raise TimeoutError("The mail server took too long.") from None
