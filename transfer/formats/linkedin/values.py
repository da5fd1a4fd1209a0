"""What a LinkedIn export says, as plain values. Unknown texts and slugs are empty."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from domain.identity import profile_key

LONGEST_ADDRESS = 500
# Most addresses in an export have nothing to normalise; reading them fully would be half of the work.
_PLAIN_ADDRESS = re.compile(r"https://www\.linkedin\.com/in/([a-z0-9-]{1,200})")


class Party(NamedTuple):
    """Someone a message went to."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Connection:
    """One person linked to; company and position are those of the day of the export."""

    line: int
    given: str
    family: str
    slug: str
    url: str
    email: str
    company: str
    position: str
    connected_on: date | None


@dataclass(frozen=True, slots=True)
class Hidden:
    """A connection who keeps out of exports: only a day is told."""

    line: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `at` is aware (UTC) where the file names the zone; `body` only when asked for."""

    line: int
    conversation: str
    title: str
    sender: str
    sender_slug: str
    recipients: tuple[Party, ...]
    at: datetime
    folder: str
    draft: bool
    sponsored: bool
    body: str = ""

    @property
    def happened(self) -> bool:
        """Whether people really exchanged this: neither a draft nor an advertisement."""
        return not self.draft and not self.sponsored


@dataclass(frozen=True, slots=True)
class Invitation:
    """One request to connect; `sent_at` is naive, its zone is the owner's."""

    line: int
    sender: str
    recipient: str
    sent_at: datetime | None
    message: str
    incoming: bool
    sender_slug: str
    recipient_slug: str


def slug_of(url: str) -> str:
    """The slug of a LinkedIn profile address, or an empty text when it is not one."""
    if plain := _PLAIN_ADDRESS.fullmatch(url):
        return plain[1]
    return _slug(url) if url and len(url) <= LONGEST_ADDRESS else ""


@lru_cache(maxsize=10_000)
def _slug(url: str) -> str:
    key = profile_key(url)
    return key.slug if key and key.network == "linkedin" else ""
