"""Ways to tell an owner something elsewhere: what each needs to know, and how it is sent there."""

from importlib import import_module

from reminders.channels.kinds import KINDS
from reminders.channels.message import Message, Undelivered
from reminders.models import Channel

__all__ = ["Message", "Undelivered", "send_through"]


def send_through(channel: Channel, message: Message) -> None:
    """Tell a message through any channel but mail. Takes 10 seconds at most; not for use inside a transaction.

    Raises Undelivered. What a kind needs for sending is loaded when it is first used, since some of it is large.
    """
    sender = import_module(KINDS[channel.kind].sender)
    sender.send(channel.settings, message)
