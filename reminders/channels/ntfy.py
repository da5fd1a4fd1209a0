"""ntfy, on any server. The message goes as JSON, so that no title can become a header."""

import json
from collections.abc import Mapping

from reminders.channels.message import Message, cut
from reminders.channels.posting import post_or_raise

MOST_TITLE, MOST_TEXT = 200, 1_000
"""Letters; a server takes 4,096 bytes as a message and makes a file of what is longer."""


def send(settings: Mapping[str, str], message: Message) -> None:
    """Publish a message to a topic. Raises Undelivered."""
    told = {
        "topic": settings["topic"],
        "title": cut(message.title, MOST_TITLE),
        "message": cut(message.text, MOST_TEXT),
        "click": message.link,
    }
    headers = {"Content-Type": "application/json"}
    if settings.get("token"):
        headers["Authorization"] = f"Bearer {settings['token']}"
    body = json.dumps({name: value for name, value in told.items() if value}).encode()
    post_or_raise(f"{settings['server']}/", body=body, headers=headers)
