"""Writing links, and what the owner decides about people and requests."""

from network.services.links import end_link, link_contact, reopen_link
from network.services.review import choose, say_history_is_in, undo_choice
from network.services.unlinks import tick_unlink, untick_unlink

__all__ = [
    "choose",
    "end_link",
    "link_contact",
    "reopen_link",
    "say_history_is_in",
    "tick_unlink",
    "undo_choice",
    "untick_unlink",
]
