"""A signed webhook. docs/channels.md tells the other side how to check the signature."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping

from accounts import clock
from reminders.channels.message import Message
from reminders.channels.posting import post_or_raise

TYPE = "rapport.message"


def make_secret() -> str:
    """A secret to sign with, 256 bits."""
    return f"whsec_{secrets.token_hex(32)}"


def sign(secret: str, moment: int, body: bytes) -> str:
    """The value of Rapport-Signature: HMAC-SHA256 over "moment.body"; `moment` in seconds since 1970."""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def send(settings: Mapping[str, str], message: Message) -> None:
    """Post a message as JSON, signed with the moment of sending. Raises Undelivered."""
    body = as_json(message)
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": message.key,
        "Rapport-Signature": sign(settings["secret"], int(clock.now().timestamp()), body),
    }
    post_or_raise(settings["url"], body=body, headers=headers)


def as_json(message: Message) -> bytes:
    """The body: what every message has, and under "data" what this one holds."""
    told = {
        "type": TYPE,
        "key": message.key,
        "title": message.title,
        "text": message.text,
        "link": message.link,
        "data": dict(message.payload),
    }
    return json.dumps(told, ensure_ascii=False, default=str).encode()
