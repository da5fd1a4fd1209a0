"""What the pages of reminders answer after a change: a word, with the way back, and the page one came from."""

from django.contrib import messages
from django.http import HttpResponseBase

from accounts.requests import SignedIn
from ui.htmx import came_from, go


def told(request: SignedIn, words: str, undo: str = "") -> HttpResponseBase:
    messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
    return go(request, came_from(request, "dashboard:today"))


def brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
