"""Who is behind a number: X's archive names people by number, and only the owner's own posts name some by handle."""

import io
import re
from collections import Counter

BLOCK = 1024 * 1024
OVERLAP = 2_000
MOST = 200_000
# One mention in a post: the braces around it hold its name, handle, place and number, in this order.
_MENTION = re.compile(rb'"screen_name"\s*:\s*"(\w{1,15})"[^{}]{0,400}?"id_str"\s*:\s*"(\d{1,20})"')
_ANSWERED = re.compile(
    rb'"in_reply_to_screen_name"\s*:\s*"(\w{1,15})"\s*,\s*"in_reply_to_user_id_str"\s*:\s*"(\d{1,20})"'
)
_TALK = re.compile(rb'"conversationId"\s*:\s*"(\d{1,20})-(\d{1,20})"')
_ENOUGH = 10_000


def read_handles(raw: io.BufferedReader, handles: dict[str, str]) -> None:
    """Add to `handles`, by number, whom the posts of a tweets.js mention and answer."""
    rest = b""
    while block := raw.read(BLOCK):
        text = rest + block
        for pattern in (_MENTION, _ANSWERED):
            for handle, number in pattern.findall(text):
                if len(handles) < MOST:
                    handles[number.decode()] = handle.decode().lower()
        rest = text[-OVERLAP:]


def count_talkers(raw: io.BufferedReader, counts: Counter[str]) -> None:
    """Add to `counts` in how many conversations of two each number is: their ids are made of both."""
    rest = b""
    while (block := raw.read(BLOCK)) and counts.total() < _ENOUGH:
        text = rest + block
        end = 0
        for match in _TALK.finditer(text):
            counts.update({match[1].decode(), match[2].decode()})
            end = match.end()
        rest = text[max(end, len(text) - OVERLAP) :]
