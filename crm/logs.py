"""What no log may hold: the secret parts of addresses."""

import logging
import re

SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{20,}")
"""A piece of a path long enough to be a secret: that of a calendar, of a password reset, of a public page."""
HIDDEN = "…"


class HideSecrets(logging.Filter):
    """Takes the secret parts out of what is logged of a request's path; the rest of the line stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        hidden = SECRET.sub(HIDDEN, words)
        if hidden != words:
            record.msg, record.args = hidden, ()
        return True
