"""The kinds of channels, told as a table: which fields each has, and which of them are secrets.

A field is checked by a function that takes what was written and returns what is kept; it raises ValueError with
words for the owner. Nothing but these fields reaches a service, so that nobody can name another one's address.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reminders.models import Channel
from reminders.safe_http import check_url, read_url

Check = Callable[[str], str]
MOST_LETTERS = 2_000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a channel must know. A secret is never shown again.

    Where `takes_secrets`, the others are sent: whoever changes it must know them, and name them again.
    """

    name: str
    label: str
    check: Check
    help_text: str = ""
    default: str = ""
    is_secret: bool = False
    is_required: bool = True
    takes_secrets: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of channel. `leaves` says who gets to see what is sent through it."""

    name: str
    title: str
    leaves: str
    sender: str
    fields: tuple[Field, ...] = ()
    is_by_hand: bool = True


def _shaped(pattern: str, words: str) -> Check:
    """A check that the whole text looks like this."""
    compiled = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(words)
        return text

    return check


def _address(text: str) -> str:
    """An address that Rapport may post to, asked of the network too."""
    check_url(text)
    return text


def _server(text: str) -> str:
    """The address of a server alone, without a path."""
    target = read_url(text)
    if target.path not in ("/", ""):
        raise ValueError("Only the server, such as https://ntfy.sh; the topic has a field of its own.")
    check_url(text)
    return text.rstrip("/")


_KINDS = (
    Kind(
        name=Channel.Kind.PUSH,
        title="Notifications in a browser",
        leaves="They are encrypted for this browser; the maker of the browser passes them on and cannot read them.",
        sender="reminders.channels.push",
        is_by_hand=False,
    ),
    Kind(
        name=Channel.Kind.NTFY,
        title="ntfy",
        leaves="The ntfy server can read what is sent. Whoever knows the topic can too, unless it is protected.",
        sender="reminders.channels.ntfy",
        fields=(
            Field(
                "server",
                "Server",
                _server,
                "Your own, or https://ntfy.sh.",
                default="https://ntfy.sh",
                takes_secrets=True,
            ),
            Field(
                "topic",
                "Topic",
                _shaped(r"[-_A-Za-z0-9]{1,64}", "Letters, digits, - and _ only, 64 at most."),
                "Choose one that nobody guesses: it is like a password.",
                is_secret=True,
            ),
            Field(
                "token",
                "Access token",
                _shaped(r"tk_[A-Za-z0-9]{1,100}", "An access token begins with tk_."),
                "Only for a topic that is protected.",
                is_secret=True,
                is_required=False,
            ),
        ),
    ),
    Kind(
        name=Channel.Kind.TELEGRAM,
        title="Telegram",
        leaves="Telegram can read what is sent.",
        sender="reminders.channels.services",
        fields=(
            Field(
                "bot_token",
                "Token of your bot",
                _shaped(
                    r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}",
                    "A token looks like 123456789:AbCd…, from @BotFather.",
                ),
                "Talk to @BotFather on Telegram to make a bot of your own.",
                is_secret=True,
            ),
            Field(
                "chat_id",
                "Chat",
                _shaped(r"-?[0-9]{1,20}", "A number, such as 123456789."),
                "The number of your chat with the bot: write to it once, then ask @userinfobot for your number.",
            ),
        ),
    ),
    Kind(
        name=Channel.Kind.PUSHOVER,
        title="Pushover",
        leaves="Pushover can read what is sent.",
        sender="reminders.channels.services",
        fields=(
            Field(
                "user_key",
                "User key",
                _shaped(r"[A-Za-z0-9]{30}", "Thirty letters and digits, from your Pushover page."),
                is_secret=True,
            ),
            Field(
                "app_token",
                "Token of the application",
                _shaped(r"[A-Za-z0-9]{30}", "Thirty letters and digits, of the application you made there."),
                is_secret=True,
            ),
            Field(
                "device",
                "Device",
                _shaped(r"[A-Za-z0-9_-]{1,25}", "The name of one device, as Pushover shows it."),
                "Empty for all of them.",
                is_required=False,
            ),
        ),
    ),
    Kind(
        name=Channel.Kind.WEBHOOK,
        title="Webhook",
        leaves="The server you name gets it, signed, over https.",
        sender="reminders.channels.webhook",
        fields=(
            Field(
                "url", "Address", _address, "An https address of your own, such as https://example.org/hook."
            ),
        ),
    ),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}
BY_HAND: dict[str, Kind] = {name: kind for name, kind in KINDS.items() if kind.is_by_hand}
