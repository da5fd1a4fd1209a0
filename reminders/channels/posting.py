"""Posting to a server that an owner named, with the trouble in words."""

from collections.abc import Mapping

from reminders.channels.message import Undelivered
from reminders.safe_http import Refused, Unreachable, post

LATER = {408, 425, 429}
"""Answers that say: not now."""


def post_or_raise(
    url: str, *, body: bytes, headers: Mapping[str, str], gone: Mapping[int, str] | None = None
) -> None:
    """Post, and return only if it was taken (2xx). Raises Undelivered with the status in words.

    A server's own trouble (5xx) and "not now" pass; any other answer will be the same next time. `gone` tells
    the words for those that mean that there is nobody any more.
    """
    try:
        status = post(url, body=body, headers=headers)
    except Refused as refused:
        raise Undelivered(str(refused), is_final=True) from None
    except Unreachable as unreachable:
        raise Undelivered(str(unreachable)) from None
    if gone and status in gone:
        raise Undelivered(gone[status], is_gone=True)
    if 300 <= status < 400:
        raise Undelivered(f"The server answered {status}, a redirect; Rapport follows none.", is_final=True)
    if status >= 400:
        raise Undelivered(f"The server answered {status}.", is_final=status < 500 and status not in LATER)
