"""Mail servers that misbehave."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import ClassVar

from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


class Busy(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPDataError(451, b"try alice@example.org later")


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user") for message in messages})


class Killing(BaseEmailBackend):
    """Takes the mail, and then the sender dies before it can say so."""

    taken: ClassVar[list] = []

    def send_messages(self, messages):
        Killing.taken += [message.extra_headers["Message-ID"] for message in messages]
        raise KeyboardInterrupt


class Dropping(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")
