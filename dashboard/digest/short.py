"""The same in short, for channels other than mail: counts, and names only where the owner wants them there."""

from dashboard.digest.daily import Digest
from dashboard.digest.letters import address
from dashboard.digest.review import Review
from domain.digestwords import one_line
from reminders.channels.message import Message
from ui.dates import near

TEXT_LENGTH = 1000
"""What the narrowest of the channels takes."""
LINE_LENGTH = 200
MOST_LISTED = 100
QUIET_TEXT = "It is all on one page."


def as_message(letter: Digest | Review, *, tells_names: bool, key: str) -> Message:
    """A short message. Its title never holds a name; its text and payload do if `tells_names`.

    What was last talked about is never in it. `key` is the same for one delivery however often it is sent.
    """
    if isinstance(letter, Review):
        link, text, payload = address("network:review"), letter.turned or QUIET_TEXT, _review_payload(letter)
    else:
        link, payload = address("dashboard:today"), _payload(letter, tells_names)
        text = _cut(_lines(letter)) if tells_names else letter.missed or QUIET_TEXT
    return Message(key, letter.quiet_subject, text, link, {**payload, "link": link})


def _lines(digest: Digest) -> list[str]:
    lines = [digest.missed] if digest.missed else []
    lines += [f"{card.contact.display} – {card.why}" for card in digest.people]
    lines += [f"{card.words} ({near(card.day, digest.day)})" for card in digest.dates]
    lines += [f"{row.text} ({row.name})" if row.name else row.text for row in digest.follow_ups]
    lines += [digest.requests_words] if digest.requests else []
    return [one_line(line, LINE_LENGTH) for line in lines]


def _cut(lines: list[str]) -> str:
    """As many of the lines as fit, and a word that there is more."""
    text = "\n".join(lines)
    while len(text) > TEXT_LENGTH:
        lines = lines[:-1]
        text = "\n".join([*lines, "… and more."])
    return text


def _payload(digest: Digest, tells_names: bool) -> dict[str, object]:
    counts = {
        "people": len(digest.people),
        "birthdays": digest.birthdays,
        "other_dates": len(digest.dates) - digest.birthdays,
        "follow_ups": len(digest.follow_ups),
        "requests": digest.requests,
    }
    told: dict[str, object] = {"type": "digest", "day": digest.day.isoformat(), "counts": counts}
    return told | (_named(digest) if tells_names else {})


def _named(digest: Digest) -> dict[str, object]:
    return {
        "people": [{"name": card.contact.display, "why": card.why} for card in digest.people],
        "dates": [{"what": card.words, "day": card.day.isoformat()} for card in digest.dates[:MOST_LISTED]],
        "follow_ups": [
            {"what": row.text, "about": row.name, "day": row.occurrence.due_on.isoformat()}
            for row in digest.follow_ups[:MOST_LISTED]
        ],
    }


def _review_payload(review: Review) -> dict[str, object]:
    counts = {"cooling": review.cooling, "dormant": review.dormant, "to_decide": review.waiting}
    return {"type": "review", "day": review.day.isoformat(), "counts": counts}
