"""What owners are told: what Today shows, once a day, the review, once a week, and the brief, before an appointment.

Composed when it is sent, so that it is never stale.
"""

from dashboard.digest.daily import Digest, FollowUp, compose
from dashboard.digest.letters import as_mail, as_page, as_text
from dashboard.digest.review import Review, compose_review
from dashboard.digest.sending import (
    has_news,
    is_final,
    is_outage,
    key_of,
    message_id_of,
    problem_words,
    reason_to_drop,
    send,
    send_brief_now,
    send_test,
)
from dashboard.digest.short import as_message

__all__ = [
    "Digest",
    "FollowUp",
    "Review",
    "as_mail",
    "as_message",
    "as_page",
    "as_text",
    "compose",
    "compose_review",
    "has_news",
    "is_final",
    "is_outage",
    "key_of",
    "message_id_of",
    "problem_words",
    "reason_to_drop",
    "send",
    "send_brief_now",
    "send_test",
]
